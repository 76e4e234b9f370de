//! Where the statements of a file stand, in little memory.

use verbale_core::position::Position;

use crate::Spot;

/// A part of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its subject.
    Subject,
    /// Its predicate.
    Predicate,
    /// Its object.
    Object,
}

/// Where each statement of a file begins, and its predicate and object.
///
/// It keeps 36 bytes for each, none of the names. Of a place it keeps the line up to 2³²−1, the column up to 2²⁴−1 and the
/// byte up to 2⁴⁰−1.
///
/// ```
/// use verbale_rdf::{Contexts, Options, Part, Places, Syntax, scan};
///
/// let file = "<a:s> <a:p> <a:o> .\n<a:s> <a:q> 1 .\n";
/// let contexts = Contexts::default();
/// let options = Options { syntax: Syntax::Turtle, base: None, contexts: &contexts, blank_prefix: "b" };
/// let mut places = Places::default();
/// scan(&mut file.as_bytes(), &options, &mut |_, spot| places.extend(spot))?;
///
/// let line_and_column = |number, part| places.of(number, part).map(|at| (at.line, at.column));
/// assert_eq!(line_and_column(0, Part::Object), Some((1, 13)));
/// assert_eq!(line_and_column(1, Part::Predicate), Some((2, 7)));
/// assert_eq!(line_and_column(2, Part::Subject), None, "there are two statements");
/// # Ok::<(), verbale_rdf::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Places(Vec<[Packed; 3]>);

impl Extend<Spot> for Places {
    /// Remembers where the next statements stand.
    fn extend<T: IntoIterator<Item = Spot>>(&mut self, spots: T) {
        self.0.extend(spots.into_iter().map(|spot| [spot.subject, spot.predicate, spot.object].map(|p| pack(p.start))));
    }
}

impl Places {
    /// Where a part of a statement begins; statements are counted from 0.
    pub fn of(&self, statement: usize, part: Part) -> Option<Position> {
        let [subject, predicate, object] = self.0.get(statement)?;
        Some(unpack(match part {
            Part::Subject => subject,
            Part::Predicate => predicate,
            Part::Object => object,
        }))
    }
}

/// A line, a column of 24 bits and a byte of 40.
type Packed = [u32; 3];

#[expect(clippy::cast_possible_truncation, reason = "each is one half")]
fn pack(position: Position) -> Packed {
    let within = |number: usize, bits: u32| u64::try_from(number).unwrap_or(u64::MAX).min((1 << bits) - 1);
    let rest = within(position.column, 24) << 40 | within(position.byte, 40);
    [within(position.line, 32) as u32, (rest >> 32) as u32, rest as u32]
}

fn unpack([line, high, low]: &Packed) -> Position {
    let rest = u64::from(*high) << 32 | u64::from(*low);
    let whole = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    Position { line: whole((*line).into()), column: whole(rest >> 40), byte: whole(rest & ((1 << 40) - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use verbale_core::position::Place;

    fn spot(positions: [Position; 3]) -> Spot {
        let end = Position { line: 9, column: 9, byte: 9 };
        let [subject, predicate, object] = positions.map(|start| Place { start, end });
        Spot { subject, predicate, object }
    }

    proptest! {
        #[test]
        fn what_is_put_in_comes_out(
            statements in prop::collection::vec(
                [(); 3].map(|()| (1usize..1 << 32, 1usize..1 << 24, 0usize..1 << 40)
                    .prop_map(|(line, column, byte)| Position { line, column, byte })),
                0..20,
            ),
        ) {
            let mut places = Places::default();
            places.extend(statements.iter().copied().map(spot));
            for (number, expected) in statements.iter().enumerate() {
                let found = [Part::Subject, Part::Predicate, Part::Object].map(|part| places.of(number, part));
                prop_assert_eq!(found, expected.map(Some));
            }
            prop_assert_eq!(places.of(statements.len(), Part::Subject), None);
        }
    }

    #[test]
    fn numbers_too_great_are_as_great_as_can_be() {
        let mut places = Places::default();
        places.extend([spot([Position { line: usize::MAX, column: usize::MAX, byte: usize::MAX }; 3])]);
        let most = Position { line: (1 << 32) - 1, column: (1 << 24) - 1, byte: (1 << 40) - 1 };
        assert_eq!(places.of(0, Part::Object), Some(most));
    }
}
