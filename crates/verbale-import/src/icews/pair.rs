//! Mutual events: two rows for one occurrence.

use super::header::{Column, Header};
use crate::cells::Cells;

/// Whether the second of two neighbouring rows tells the same occurrence in the other direction: the actors change places,
/// everything else is the same sentence's, and the code is one of a mutual event.
pub(crate) fn is_mirror(one: &Cells<'_>, other: &Cells<'_>, header: &Header) -> bool {
    let cell = |cells, column| header.cell(cells, column);
    let crossed = |here, there| cell(one, here) == cell(other, there) && cell(one, there) == cell(other, here);
    one.len() == header.width()
        && other.len() == header.width()
        && [Column::Date, Column::Story, Column::Sentence]
            .iter()
            .all(|column| cell(one, *column) == cell(other, *column))
        && crossed(Column::SourceName, Column::TargetName)
        && crossed(Column::SourceCountry, Column::TargetCountry)
        && cell(one, Column::Id) != cell(other, Column::Id)
        && is_mutual(cell(one, Column::Code), cell(other, Column::Code))
}

/// Consultations, signatures and material cooperation take two sides; who makes a visit has one who hosts it.
fn is_mutual(one: &str, other: &str) -> bool {
    let one_sided = |code| matches!(code, "042" | "043");
    if one_sided(one) || one_sided(other) {
        return one_sided(one) && one_sided(other) && one != other;
    }
    one == other && (one == "057" || one.starts_with("04") || one.starts_with("06"))
}
