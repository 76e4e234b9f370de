//! The header: which column stands where.

use verbale_core::check::Check;

use crate::cells::Cells;
use crate::damage::{Damage, Sign, Trace, separators};
use crate::error::Error;
use crate::record::Refusal;

macro_rules! columns {
    ($($(#[$doc:meta])* $column:ident = $name:literal),* $(,)?) => {
        /// A column that is read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Column {
            $($(#[$doc])* $column,)*
        }

        impl Column {
            /// Every column that is read.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$column,)*];

            /// Its name in the header.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$column => $name,)* }
            }
        }
    };
}

columns! {
    /// The record's number.
    Id = "Event ID",
    /// The day.
    Date = "Event Date",
    /// Who acts.
    SourceName = "Source Name",
    /// Of which country.
    SourceCountry = "Source Country",
    /// The event code.
    Code = "CAMEO Code",
    /// The Goldstein score of the code.
    Intensity = "Intensity",
    /// On whom.
    TargetName = "Target Name",
    /// Of which country.
    TargetCountry = "Target Country",
    /// The article.
    Story = "Story ID",
    /// The sentence in it.
    Sentence = "Sentence Number",
    /// The town.
    City = "City",
    /// The district.
    District = "District",
    /// The province.
    Province = "Province",
    /// The country.
    Country = "Country",
    /// Degrees north.
    Latitude = "Latitude",
    /// Degrees east.
    Longitude = "Longitude",
}

/// Where the columns stand.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    positions: [usize; Column::ALL.len()],
    width: usize,
}

impl Header {
    /// Reads the first row.
    pub(crate) fn read(cells: &Cells<'_>) -> Result<Self, Error> {
        let first = cells.text.trim_start_matches('\u{feff}');
        let trace = |sign| Trace { line: cells.line, column: "", value: String::new(), sign };
        if let Some(sign) = separators(cells.text, Column::ALL.len()) {
            return Err(Damage::of(trace(sign)).into());
        }
        if first.starts_with('"') {
            return Err(Damage::of(trace(Sign::Quoted)).into());
        }
        let names: Vec<&str> = first.split('\t').collect();
        let mut positions = [0; Column::ALL.len()];
        let mut missing = Vec::new();
        for (position, column) in positions.iter_mut().zip(Column::ALL) {
            match names.iter().position(|name| *name == column.name()) {
                Some(found) => *position = found,
                None => missing.push(column.name()),
            }
        }
        if missing.is_empty() {
            return Ok(Self { positions, width: names.len() });
        }
        Err(Error::Foreign(format!("the header lacks columns of ICEWS: {}", missing.join(", "))))
    }

    /// How many cells a row has.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    /// A row's cell.
    pub(crate) fn cell<'r>(&self, cells: &Cells<'r>, column: Column) -> &'r str {
        cells.cell(self.position(column))
    }

    /// Where a column stands.
    pub(crate) fn position(&self, column: Column) -> usize {
        self.positions.get(column as usize).copied().unwrap_or(usize::MAX)
    }

    /// A finding about a row's cell.
    pub(crate) fn fault(&self, cells: &Cells<'_>, check: Check, column: Column, message: impl Into<String>) -> Refusal {
        cells.fault(check, self.position(column), message)
    }
}
