//! The ids of the dossiers of a run: each is there once, parts of one dossier aside.

use std::collections::{BTreeMap, VecDeque};

use verbale_core::check::Check;
use verbale_core::diagnostic::Diagnostic;

/// Lines of JSON Lines over which ids are remembered, so that memory stays bounded in a stream without end.
const REMEMBERED: usize = 10_000;

/// An id with the number of the part, where the dossier comes in parts.
type Name = (String, Option<u32>);

/// The ids that a run has met.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    /// Where each stands: «a.yaml:2».
    met: BTreeMap<Name, String>,
    /// The latest ones of JSON Lines, oldest first.
    lines: VecDeque<Name>,
}

impl Ids {
    /// Notes a dossier's id, or says where the same one stands already. Ids of whole files are remembered to the end
    /// of the run, those of JSON Lines (`line`) over the next 10,000 records.
    pub(crate) fn meet(
        &mut self,
        id: &str,
        part: Option<u32>,
        place: String,
        line: bool,
    ) -> Result<(), Box<Diagnostic>> {
        let name = (id.to_owned(), part);
        if let Some(first) = self.earlier(&name) {
            let message = format!("the dossier id `{id}` is there twice");
            let finding = Diagnostic::new(Check::DuplicateId, "/id", message)
                .value(id)
                .help(format!("the first one is at {first}"))
                .help("dossiers have ids of their own; parts of one dossier have different values of `part`");
            return Err(Box::new(finding));
        }
        if line {
            self.lines.push_back(name.clone());
            if self.lines.len() > REMEMBERED
                && let Some(oldest) = self.lines.pop_front()
            {
                self.met.remove(&oldest);
            }
        }
        self.met.insert(name, place);
        Ok(())
    }

    /// Where a dossier stands that this one would be confused with: the same part, or one of the two is no part.
    fn earlier(&self, name: &Name) -> Option<&String> {
        let whole = (name.0.clone(), None);
        match name.1 {
            Some(_) => self.met.get(name).or_else(|| self.met.get(&whole)),
            None => self.met.range(whole..).next().filter(|(met, _)| met.0 == name.0).map(|(_, place)| place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(ids: &mut Ids, id: &str, part: Option<u32>, line: bool) -> bool {
        ids.meet(id, part, format!("{id}:1"), line).is_ok()
    }

    #[test]
    fn the_same_id_twice_is_refused() {
        let mut ids = Ids::default();
        assert!(meet(&mut ids, "a", None, false));
        assert!(meet(&mut ids, "ab", None, false));
        assert!(!meet(&mut ids, "a", None, true));
        assert!(!meet(&mut ids, "a", Some(1), true));
    }

    #[test]
    fn parts_of_one_dossier_are_not_the_same() {
        let mut ids = Ids::default();
        assert!(meet(&mut ids, "a", Some(1), true));
        assert!(meet(&mut ids, "a", Some(2), true));
        assert!(!meet(&mut ids, "a", Some(1), true));
        assert!(!meet(&mut ids, "a", None, true));
    }

    #[test]
    fn lines_are_remembered_over_ten_thousand_records() {
        let mut ids = Ids::default();
        assert!(meet(&mut ids, "file", None, false));
        for n in 0..=REMEMBERED {
            assert!(meet(&mut ids, &n.to_string(), None, true));
        }
        assert!(!meet(&mut ids, "1", None, true), "10,000 lines back");
        assert!(meet(&mut ids, "0", None, true), "10,001 lines back");
        assert!(!meet(&mut ids, "file", None, true), "files are never forgotten");
        assert!(ids.met.len() <= REMEMBERED + 1);
    }
}
