//! Rows that nobody wrote: no panic, and every one of them comes out again.

use proptest::prelude::*;
use verbale_import::{Error, Kind};

use crate::{icews, records};

const GDELT: &str = include_str!("../data/gdelt/20151027220000.export.CSV");
const PLOVER: &str = include_str!("../data/plover/PLOVER_GSR_CAMEO.json");

/// A cell that something may choke on.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[0-9]{1,15}",
        "-?[0-9]{1,4}\\.[0-9]{1,20}",
        "[A-Za-z]{1,9}",
        "\\PC{0,12}",
        Just("NA".to_owned()),
        Just("\u{0}\u{feff}\u{202e}".to_owned()),
        Just("2.02E+13".to_owned()),
        Just("https://example.org/é".to_owned()),
    ]
}

fn rows_with_changes(rows: impl Strategy<Value = Vec<String>>) -> impl Strategy<Value = Vec<String>> {
    (rows, proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), cell()), 0..6))
        .prop_map(|(mut rows, changes)| {
            for (row, column, cell) in changes {
                let row = row.get_mut(&mut rows);
                let mut cells: Vec<&str> = row.split('\t').collect();
                let column = column.index(cells.len());
                cells[column] = &cell;
                *row = cells.join("\t");
            }
            rows
        })
}

fn real_rows() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(any::<prop::sample::Index>(), 1..8).prop_map(|indexes| {
        let rows: Vec<&str> = GDELT.lines().collect();
        indexes.iter().map(|index| (*index.get(&rows)).to_owned()).collect()
    })
}

/// Every row that is not empty is handed on once, in order, unless the file is refused as a whole.
fn conserved(kind: Kind, file: &[u8], rows: usize) -> Result<(), TestCaseError> {
    match records(kind, file) {
        Ok(seen) => {
            prop_assert_eq!(seen.len(), rows);
            prop_assert!(seen.windows(2).all(|pair| pair[0].line < pair[1].line));
        }
        Err(Error::Damaged(_) | Error::Foreign(_)) => {}
        Err(Error::Read(cause)) => panic!("{cause}"),
        Err(other) => panic!("{other}"),
    }
    Ok(())
}

proptest! {
    #[test]
    fn gdelt_rows_are_conserved(rows in rows_with_changes(real_rows())) {
        let rows_that_count = rows.iter().filter(|row| !row.is_empty()).count();
        conserved(Kind::Gdelt, rows.join("\n").as_bytes(), rows_that_count)?;
    }

    #[test]
    fn icews_rows_are_conserved(rows in rows_with_changes(Just(icews::file(&[&[], &[], &[]]).lines().skip(1).map(str::to_owned).collect()))) {
        let file = icews::file(&[]) + &rows.join("\n");
        conserved(Kind::Icews, file.as_bytes(), rows.len())?;
    }

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for kind in [Kind::Gdelt, Kind::Icews, Kind::Plover] {
            let _ = records(kind, &bytes);
        }
    }

    /// A mutated real file of PLOVER: bytes taken out, put in, changed.
    #[test]
    fn mutated_plover_is_survived(start in any::<prop::sample::Index>(), changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..6)) {
        let all = PLOVER.as_bytes();
        let start = start.index(all.len() - 4_000);
        let mut bytes = all[start..start + 4_000].to_vec();
        if let Some(object) = bytes.iter().position(|byte| *byte == b'{') {
            bytes.drain(..object);
        }
        for (at, byte, sort) in changes {
            let at = at.index(bytes.len());
            match sort {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        let _ = records(Kind::Plover, &bytes);
    }

    /// Records are handed on alike however the file is cut into reads.
    #[test]
    fn a_part_depends_on_its_row_alone(rows in real_rows()) {
        let mut rows = rows;
        rows.sort();
        rows.dedup();
        let together = records(Kind::Gdelt, rows.join("\n").as_bytes()).unwrap();
        for (row, seen) in rows.iter().zip(together) {
            let mut alone = records(Kind::Gdelt, row.as_bytes()).unwrap().pop().unwrap().part.unwrap();
            alone["part"] = seen.part.as_ref().unwrap()["part"].clone();
            prop_assert_eq!(alone, seen.part.unwrap());
        }
    }
}
