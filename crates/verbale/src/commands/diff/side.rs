//! One of the two versions: where it is read, in a thread of its own, and what it hands on.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use verbale_core::diagnostic::{Diagnostic, Diagnostics};
use verbale_core::registry::Registry;

use super::dossiers::Reader;
use super::git::Checkout;
use super::graphs;
use super::model::Model;
use crate::args::SurroundingsArgs;
use crate::error::Error;
use crate::input::{Input, Limits, Shape};
use crate::report::{Listener, Subject};
use crate::surroundings::Opener;

/// What a side has to say.
pub(super) enum Message {
    /// It begins. `is_merged`: dossiers share the description of nodes.
    Begins { is_merged: bool },
    /// A dossier.
    Dossier(Box<Model>),
    /// What dossiers share.
    Shared(Box<Model>),
    /// Findings about a text; one of them is an error.
    Findings { name: String, text: String, findings: Diagnostics },
    /// Something worth knowing.
    Note(String),
    /// Something could not be done.
    Failed(Error),
}

/// A side that can be read.
pub(super) struct Side {
    pub(super) inputs: Vec<Input>,
    /// The revision that the inputs were taken out of.
    pub(super) checkout: Option<Checkout>,
}

impl Side {
    /// Reads all inputs and hands on what is in them.
    pub(super) fn read(
        mut self,
        args: &SurroundingsArgs,
        registry: Option<Arc<Registry<'static>>>,
        send: SyncSender<Message>,
    ) {
        let names = self.checkout.as_ref().map(|checkout| (checkout.root().to_path_buf(), checkout.revision.clone()));
        let mut outlet = Outlet { send, names };
        let args = surroundings(args, self.checkout.as_ref());
        let is_graph = |input: &Input| matches!(input.kind.shape, Shape::Graphs(_));
        if !self.inputs.iter().any(is_graph) {
            outlet.send(Message::Begins { is_merged: false });
        }
        let opener = Opener::again(&args, Limits::default(), registry);
        let mut own = outlet.clone();
        let mut reader = Reader::new(opener, self.checkout.as_mut(), &mut own);
        for input in &self.inputs {
            let read = match input.kind.shape {
                Shape::Graphs(syntax) => graphs::read(input, syntax, &mut outlet),
                _ => reader.read(input),
            };
            if let Err(error) = read {
                outlet.send(Message::Failed(error));
            }
        }
        reader.finish();
    }
}

/// What dossiers of a revision are read with: a folder of the repository is the one of the revision.
fn surroundings(args: &SurroundingsArgs, checkout: Option<&Checkout>) -> SurroundingsArgs {
    let there = |folder: &PathBuf| checkout.map_or_else(|| folder.clone(), |checkout| checkout.counterpart(folder));
    SurroundingsArgs {
        source_root: args.source_root.as_ref().map(there),
        registry: args.registry.clone(),
        base: args.base.clone(),
    }
}

/// Where messages go.
#[derive(Clone)]
pub(super) struct Outlet {
    send: SyncSender<Message>,
    /// The folder that stands for a revision, and the revision.
    names: Option<(PathBuf, String)>,
}

impl Outlet {
    /// Hands on a message. Who listens no longer needs none.
    pub(super) fn send(&self, message: Message) {
        let _ = self.send.send(message);
    }

    pub(super) fn note(&self, message: &str) {
        self.send(Message::Note(self.named(message)));
    }

    /// Hands on findings, where one is an error: warnings are a matter of `check`.
    pub(super) fn findings(&self, name: &str, text: &str, findings: Diagnostics) {
        if !findings.has_errors() {
            return;
        }
        let mut named = Diagnostics::new();
        for finding in findings {
            named.push(self.finding(finding));
        }
        self.send(Message::Findings { name: self.named(name), text: text.to_owned(), findings: named });
    }

    fn finding(&self, mut finding: Diagnostic) -> Diagnostic {
        finding.message = self.named(&finding.message);
        finding.help.iter_mut().for_each(|help| *help = self.named(help));
        finding
    }

    /// Names files of a revision as git does: `HEAD~1:dossiers/a.yaml`.
    fn named(&self, text: &str) -> String {
        let Some((folder, revision)) = &self.names else { return text.to_owned() };
        let by_revision = format!("{revision}:");
        let beginning = |folder: &Path| format!("{}/", folder.to_string_lossy());
        let text = text.replace(&beginning(folder), &by_revision);
        // Where links are followed the folder may have another name.
        fs::canonicalize(folder).map_or(text.clone(), |real| text.replace(&beginning(&real), &by_revision))
    }
}

impl Listener for Outlet {
    fn findings(&mut self, subject: Subject<'_>, findings: Diagnostics) {
        Self::findings(self, subject.name, subject.text, findings);
    }
}
