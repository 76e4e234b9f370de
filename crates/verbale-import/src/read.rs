//! From a file to its records.

use std::io::BufRead;

use crate::dataset::{Dataset, Kind};
use crate::error::Error;
use crate::record::Take;
use crate::{gdelt, icews, plover};

/// Reads the records of a dataset, one in memory at a time, in their order.
///
/// Every record is handed on: as a part of the dossier, or with the finding that refuses it. The beginning of the file (the
/// first MiB) is looked through first, so that a file that has been through a spreadsheet, or that is none of the dataset,
/// is refused before its first record is handed on.
///
/// # Errors
/// [`Error`] where the file cannot be read, is damaged or is none of the dataset, and whatever `take` returns.
///
/// ```
/// use verbale_import::{Dataset, Error, Kind, read};
/// let record = r#"[{"id": "R1", "event": "AGREE", "source": [{"code": "MLI"}], "target": [{"code": "NER"}],
///                   "eventText": "agreed", "text": "Mali and Niger agreed."}]"#;
/// let dataset = Dataset::new(Kind::Plover, "sample", "sample.json").expect("a good id");
/// let mut ids = Vec::new();
/// read(&dataset, &mut record.as_bytes(), &mut |record| {
///     ids.push(record.part.map(|part| part.facts.list[0].id.to_string()).expect("a good record"));
///     Ok::<(), Error>(())
/// })?;
/// assert_eq!(ids, ["r1"]);
/// # Ok::<(), Error>(())
/// ```
pub fn read<E: From<Error>>(dataset: &Dataset, input: &mut dyn BufRead, take: Take<'_, E>) -> Result<(), E> {
    match dataset.kind {
        Kind::Gdelt => gdelt::read(dataset, input, take),
        Kind::Icews => icews::read(dataset, input, take),
        Kind::Plover => plover::read(dataset, input, take),
    }
}
