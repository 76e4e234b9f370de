//! Where something stands in a file that a person wrote.

/// A point in a file: lines and columns count from 1, columns in code points; `byte` counts from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Byte offset in the file's text, from 0.
    pub byte: usize,
}

/// A stretch of a file, end-exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

/// Which part of the entry that a pointer names is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Part {
    /// The value.
    #[default]
    Value,
    /// The key that leads to the value.
    Key,
}
