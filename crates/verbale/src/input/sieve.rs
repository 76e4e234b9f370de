//! What is a dossier, of the files that a folder has.

use super::Input;

/// Sifts the records of an input. A file that was found in a folder, and not named, is passed over where its first record
/// has not the key of a dossier.
pub(crate) struct Sieve<'i> {
    input: &'i Input,
    met: usize,
    passes_over: bool,
}

/// What becomes of a record.
pub(crate) enum Sifted {
    /// It is taken.
    Taken,
    /// With this one it is clear that the file is passed over: what is to be said of it.
    PassedOver(String),
    /// It is another record of such a file.
    Left,
}

impl<'i> Sieve<'i> {
    /// Of an input of which nothing is read yet.
    pub(crate) fn new(input: &'i Input) -> Self {
        Self { input, met: 0, passes_over: false }
    }

    /// Sifts the next record; whether it is a dossier is asked of the first of a file that was found.
    pub(crate) fn sift(&mut self, is_dossier: impl FnOnce() -> bool) -> Sifted {
        self.met += 1;
        if self.met == 1 && self.input.found_in.is_some() && !is_dossier() {
            self.passes_over = true;
            return Sifted::PassedOver(format!("{} has no key `verbale` and is passed over", self.input.name()));
        }
        if self.passes_over { Sifted::Left } else { Sifted::Taken }
    }

    /// What is to be said of a file of JSON Lines without a line.
    pub(crate) fn emptiness(&self) -> Option<String> {
        (self.met == 0 && self.input.is_batch()).then(|| format!("{} is empty", self.input.name()))
    }
}
