//! What a dossier is held against besides itself: the others of the run.

use std::collections::BTreeMap;

use verbale_core::describe::{Item, describe};
use verbale_core::diagnostic::Diagnostics;
use verbale_core::dossier::Dossier;
use verbale_core::dossier::tree::{Node, Tree};
use verbale_core::parts::Parts;
use verbale_core::resolve::Resolved;

use crate::ids::Ids;
use crate::input::Input;

/// How many dossiers in parts are remembered. Past it all are forgotten: what parts share may then be described again,
/// which adds nothing to the graph.
const REMEMBERED: usize = 1_000;

/// The dossiers that a run has met.
#[derive(Debug, Default)]
pub(crate) struct Others {
    ids: Ids,
    /// By the id of the dossier: dossiers share states, and may name them differently.
    parts: BTreeMap<String, Parts>,
}

impl Others {
    /// Findings about a dossier that begins on `line` of `input` as one of many: an id that is there twice, a part that
    /// contradicts an earlier one.
    pub(crate) fn check(
        &mut self,
        dossier: &Dossier<'_>,
        tree: &Tree<'_>,
        resolved: Option<&Resolved<'_>>,
        input: &Input,
    ) -> Diagnostics {
        let mut findings = Diagnostics::new();
        // A dossier without an id has been told so, and stands here under a name that is not its own.
        if tree.root.child("id").and_then(Node::text) == Some(&dossier.id) {
            let place = format!("{}:{}", input.name(), tree.first_line);
            let met = self.ids.meet(&dossier.id, dossier.part, place, input.is_batch());
            met.unwrap_or_else(|finding| findings.push(*finding));
        }
        if let (Some(resolved), Some(parts)) = (resolved, self.parts.get(&*dossier.id)) {
            findings.extend(parts.check(resolved));
        }
        findings
    }

    /// Notes the id of a dossier that is no part, and says whether [`Others::check`] would have nothing to say of it.
    pub(crate) fn is_new(&mut self, id: &str, input: &Input, first_line: usize) -> bool {
        let place = format!("{}:{first_line}", input.name());
        !self.parts.contains_key(id) && self.ids.meet(id, None, place, input.is_batch()).is_ok()
    }

    /// Describes a dossier; of a part, what no earlier part of the dossier has described.
    pub(crate) fn describe<E>(
        &mut self,
        dossier: &Dossier<'_>,
        resolved: &Resolved<'_>,
        emit: &mut dyn FnMut(Item<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        match self.parts_of(dossier) {
            Some(parts) => parts.describe(resolved, emit),
            None => describe(resolved, emit),
        }
    }

    /// Remembers a part that is not written: later ones must agree with it.
    pub(crate) fn remember(&mut self, dossier: &Dossier<'_>, resolved: &Resolved<'_>) {
        if let Some(parts) = self.parts_of(dossier) {
            parts.remember(resolved);
        }
    }

    /// The parts before, of a dossier that comes in parts.
    fn parts_of(&mut self, dossier: &Dossier<'_>) -> Option<&mut Parts> {
        dossier.part?;
        if self.parts.len() >= REMEMBERED && !self.parts.contains_key(&*dossier.id) {
            self.parts.clear();
        }
        Some(self.parts.entry(dossier.id.to_string()).or_default())
    }
}
