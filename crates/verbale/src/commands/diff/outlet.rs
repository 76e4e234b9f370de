//! What a side hands on, and how.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;

use verbale_core::diagnostic::{Diagnostic, Diagnostics};

use super::model::Model;
use crate::error::Error;
use crate::report::{Listener, Subject};

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

/// Where messages go.
#[derive(Clone)]
pub(super) struct Outlet {
    send: SyncSender<Message>,
    /// The folder that stands for a revision, and the revision.
    names: Option<(PathBuf, String)>,
}

impl Outlet {
    /// Of a side that was taken out of a revision, where there is a name.
    pub(super) fn new(send: SyncSender<Message>, names: Option<(PathBuf, String)>) -> Self {
        Self { send, names }
    }

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
