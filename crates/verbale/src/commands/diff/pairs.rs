//! The dossiers of both sides, each held against its other version as soon as both are there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use verbale_core::registry::Registry;

use super::change::{Change, Differences, DossierChange};
use super::compare::{alone, compare};
use super::model::Model;
use super::outlet::Message;
use super::side::Side;
use crate::args::SurroundingsArgs;
use crate::error::Error;
use crate::report::{Listener, Reporter, Subject};

/// What two sides differ in; `None` where one of them has an error, which has been reported.
///
/// Both are read at once, in turn, so that memory holds the dossiers by which their orders are apart, and those that one
/// side alone has.
pub(super) fn differences(
    sides: [Side; 2],
    args: &SurroundingsArgs,
    registry: Option<&Arc<Registry<'static>>>,
    reporter: &mut Reporter,
) -> Option<Differences> {
    thread::scope(|scope| {
        let receivers = sides.map(|side| {
            let (send, receive) = sync_channel(1);
            let registry = registry.cloned();
            scope.spawn(move || side.read(args, registry, send));
            receive
        });
        let mut pairs = Pairs::new(reporter);
        pairs.run(&receivers);
        pairs.finish()
    })
}

/// One side, as far as it has been read.
#[derive(Default)]
struct Half {
    /// Dossiers whose other version has not come, by id.
    waiting: BTreeMap<String, Model>,
    /// The ids that have come.
    met: BTreeSet<String>,
    /// What its dossiers share.
    shared: Model,
    is_merged: bool,
    has_begun: bool,
    has_ended: bool,
}

struct Pairs<'r> {
    halves: [Half; 2],
    found: Differences,
    has_failed: bool,
    reporter: &'r mut Reporter,
}

impl<'r> Pairs<'r> {
    fn new(reporter: &'r mut Reporter) -> Self {
        Self { halves: Default::default(), found: Differences::default(), has_failed: false, reporter }
    }

    /// Takes from the two sides in turn: first their beginnings, then a dossier from each.
    fn run(&mut self, receivers: &[Receiver<Message>; 2]) {
        for side in [0, 1] {
            while !self.halves[side].has_begun && !self.halves[side].has_ended {
                self.receive(side, &receivers[side]);
            }
        }
        let merged = self.halves.iter().any(|half| half.is_merged);
        self.halves.iter_mut().for_each(|half| half.is_merged = merged);
        while self.halves.iter().any(|half| !half.has_ended) {
            for side in [0, 1] {
                while !self.halves[side].has_ended && !self.receive(side, &receivers[side]) {}
            }
        }
    }

    /// Takes one message; `true` for a dossier.
    fn receive(&mut self, side: usize, receiver: &Receiver<Message>) -> bool {
        match receiver.recv() {
            Err(_) => self.halves[side].has_ended = true,
            Ok(Message::Begins { is_merged }) => {
                self.halves[side].has_begun = true;
                self.halves[side].is_merged = is_merged;
            }
            Ok(Message::Shared(model)) => self.halves[side].shared.join(*model),
            Ok(Message::Note(note)) => self.reporter.note(&note),
            Ok(Message::Findings { name, text, findings }) => {
                self.has_failed = true;
                self.reporter.findings(Subject { name: &name, text: &text }, findings);
            }
            Ok(Message::Failed(error)) => self.fail(&error),
            Ok(Message::Dossier(model)) => {
                self.take(side, *model);
                return true;
            }
        }
        false
    }

    fn fail(&mut self, error: &Error) {
        self.has_failed = true;
        self.reporter.error(error);
    }

    fn take(&mut self, side: usize, mut model: Model) {
        if !self.halves[side].met.insert(model.id.clone()) {
            let cause = "its id is there twice on one side".to_owned();
            return self.fail(&Error::NotComparable(format!("the dossier `{}`", model.id), cause));
        }
        // Nothing is compared any more, but all that is wrong is still said.
        if self.has_failed {
            return;
        }
        if self.halves[side].is_merged {
            let shared = model.take_shared();
            self.halves[side].shared.join(shared);
        }
        let Some(other) = self.halves[1 - side].waiting.remove(&model.id) else {
            self.halves[side].waiting.insert(model.id.clone(), model);
            return;
        };
        let (old, new) = if side == 0 { (&model, &other) } else { (&other, &model) };
        let counts = &mut self.found.counts;
        counts.dossiers += 1;
        if let Some(change) = compare(old, new, counts) {
            counts.dossiers_changed += 1;
            self.keep(change);
        }
    }

    fn keep(&mut self, change: DossierChange) {
        self.found.dossiers.insert(change.id.clone(), change);
    }

    fn finish(mut self) -> Option<Differences> {
        if self.has_failed {
            return None;
        }
        let [old, new] = std::mem::take(&mut self.halves);
        for (half, change) in [(&old, Change::Removed), (&new, Change::Added)] {
            let counts = &mut self.found.counts;
            match change {
                Change::Added => counts.dossiers_added = half.waiting.len(),
                _ => counts.dossiers_removed = half.waiting.len(),
            }
            for model in half.waiting.values() {
                let change = alone(model, change, &mut self.found.counts);
                self.keep(change);
            }
        }
        if let Some(change) = compare(&old.shared, &new.shared, &mut self.found.counts) {
            self.keep(change);
        }
        Some(self.found)
    }
}
