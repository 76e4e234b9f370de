//! The graphs of a run, one request after the other, and what the store has of them afterwards.

use std::collections::BTreeSet;

use verbale_store::{Cause, Effect, Graph as Name, Store};

use super::count::count;
use super::graphs::{Graph, Graphs};
use super::state::State;
use super::voice::Voice;
use crate::args::{Method, OnError, PushArgs};
use crate::batch::GraphTally;
use crate::count::{counted, grouped};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::report::Reporter;

/// The sending of one run.
pub(super) struct Sending<'a> {
    args: &'a PushArgs,
    store: &'a Store,
    graphs: &'a Graphs,
    state: Option<State>,
    voice: &'a Voice,
    reporter: &'a mut Reporter,
    account: GraphTally,
    /// Triples that the store was sent and has.
    triples: u64,
    /// Whether nothing more is sent.
    stopped: bool,
}

impl<'a> Sending<'a> {
    /// Nothing is sent yet.
    pub(super) fn new(
        args: &'a PushArgs,
        store: &'a Store,
        graphs: &'a Graphs,
        state: Option<State>,
        voice: &'a Voice,
        reporter: &'a mut Reporter,
    ) -> Self {
        let account = GraphTally::default();
        Self { args, store, graphs, state, voice, reporter, account, triples: 0, stopped: false }
    }

    /// Sends all graphs, deletes those that are gone where that is asked for, and gives the account. So many records of
    /// the run were refused.
    pub(super) fn all(mut self, refused: u64) -> Result<GraphTally, Error> {
        if self.graphs.list.is_empty() {
            self.reporter.note("no dossier is there to be sent, and nothing in the store is touched");
            return Ok(self.account);
        }
        if let Some(state) = &mut self.state {
            state.begin()?;
        }
        self.voice.begin(self.graphs.list.iter().map(|graph| self.graphs.length(graph)).sum());
        if self.args.replace_dataset {
            self.dataset()?;
        } else {
            self.each()?;
        }
        if self.args.prune {
            self.prune(refused)?;
        }
        self.voice.end();
        if let Some(state) = self.state.take() {
            state.keep()?;
        }
        self.reporter.line(&self.line());
        Ok(self.account)
    }

    /// Graph by graph.
    fn each(&mut self) -> Result<(), Error> {
        for graph in &self.graphs.list {
            if self.stopped {
                self.account.unsent += 1;
                continue;
            }
            match self.graph(graph) {
                Ok(None) => self.account.unchanged += 1,
                Ok(Some(triples)) => {
                    self.account.sent += 1;
                    self.triples += triples;
                }
                Err(error) => self.refused(error)?,
            }
            self.voice.advance(self.graphs.length(graph));
        }
        Ok(())
    }

    /// Sends a graph, and gives the number of its triples; `None` if the store has it already.
    fn graph(&mut self, graph: &Graph) -> Result<Option<u64>, Error> {
        let hash = self.state.is_some().then(|| self.graphs.hash(graph)).transpose()?;
        if let (Some(state), Some(hash)) = (&self.state, &hash)
            && state.is_unchanged(&graph.iri, hash)
        {
            return Ok(None);
        }
        let name = Name::named(&graph.iri).map_err(Error::Store)?;
        let verify = !self.args.no_verify;
        let before = if verify && self.args.method == Method::Post { self.count(&name)? } else { 0 };
        if let Some(state) = &mut self.state {
            state.began(&graph.iri)?;
        }
        let body = self.graphs.body(graph);
        match self.args.method {
            Method::Put => self.store.put(&name, &body),
            Method::Post => self.store.post(&name, &body),
        }
        .map_err(Error::Store)?;
        let triples = if verify { self.verify(graph, &name, before)? } else { graph.lines() };
        if let (Some(state), Some(hash)) = (&mut self.state, &hash) {
            state.sent(&graph.iri, hash)?;
        }
        Ok(Some(triples))
    }

    /// All graphs by one request, in the place of everything.
    fn dataset(&mut self) -> Result<(), Error> {
        let body = self.graphs.whole()?;
        if let Err(error) = self.store.replace_dataset(&body).map_err(Error::Store) {
            self.refused(error)?;
            self.account.unsent = self.graphs.list.len() as u64 - 1;
            return Ok(());
        }
        self.voice.advance(body.length().unwrap_or_default());
        for graph in &self.graphs.list {
            if self.stopped {
                self.account.refused += 1;
                continue;
            }
            let verified = if self.args.no_verify {
                Ok(graph.lines())
            } else {
                Name::named(&graph.iri).map_err(Error::Store).and_then(|name| self.verify(graph, &name, 0))
            };
            match verified {
                Ok(triples) => {
                    self.account.sent += 1;
                    self.triples += triples;
                }
                Err(error) => self.refused(error)?,
            }
        }
        Ok(())
    }

    /// Deletes the graphs that runs before have made and that no dossier makes any more.
    fn prune(&mut self, refused: u64) -> Result<(), Error> {
        let graphs: BTreeSet<&str> = self.graphs.list.iter().map(|graph| graph.iri.as_str()).collect();
        let gone = self.state.as_ref().map(|state| state.gone(&graphs)).unwrap_or_default();
        if gone.is_empty() {
            return Ok(());
        }
        if refused > 0 {
            let count = grouped(&gone.len());
            let note = format!("{count} graphs might be pruned, and are kept: they may be those of refused records");
            self.voice.aside(|| self.reporter.note(&note));
            return Ok(());
        }
        for graph in gone {
            if self.stopped {
                self.account.unsent += 1;
                continue;
            }
            match self.delete(&graph) {
                Ok(()) => self.account.deleted += 1,
                Err(error) => self.refused(error)?,
            }
        }
        Ok(())
    }

    fn delete(&mut self, graph: &str) -> Result<(), Error> {
        let name = Name::named(graph).map_err(Error::Store)?;
        if let Some(state) = &mut self.state {
            state.began(graph)?;
        }
        self.store.delete(&name).map_err(Error::Store)?;
        if !self.args.no_verify {
            let left = self.count(&name)?;
            if left > 0 {
                return Err(Error::Count(name.to_string(), "none".into(), left));
            }
        }
        self.state.as_mut().map_or(Ok(()), |state| state.deleted(graph))
    }

    /// Holds what the store has of a graph against what it was sent, and gives the number of triples sent. What was
    /// added to a graph may have been there before.
    fn verify(&self, graph: &Graph, name: &Name, before: u64) -> Result<u64, Error> {
        let sent = self.graphs.distinct(graph)?;
        let found = self.count(name)?;
        let (least, most) = (sent.max(before), sent + before);
        if (least..=most).contains(&found) {
            return Ok(sent);
        }
        let expected =
            if least == most { grouped(&sent) } else { format!("{} to {}", grouped(&least), grouped(&most)) };
        Err(Error::Count(name.to_string(), expected, found))
    }

    fn count(&self, name: &Name) -> Result<u64, Error> {
        count(self.store, name)
    }

    /// Reports a graph that the store has not taken. What is no refusal of the store ends the run.
    fn refused(&mut self, error: Error) -> Result<(), Error> {
        if error.status() != ExitStatus::StoreRefused {
            return Err(error);
        }
        self.account.refused += 1;
        let unsure = matches!(&error, Error::Store(cause) if cause.effect() == Effect::Unknown);
        self.voice.aside(|| {
            self.reporter.error(&error);
            if unsure {
                self.reporter
                    .note("the store may hold the old graph, the new one, or none: push again to make it sure");
            }
        });
        self.stopped = self.args.batch.on_error == OnError::Stop || !is_about_one_graph(&error);
        Ok(())
    }

    /// «12 graphs with 1,400 triples sent, 3 unchanged, 1 deleted, 0 refused».
    fn line(&self) -> String {
        let GraphTally { sent, unchanged, deleted, refused, unsent } = self.account;
        let (sent, triples) = (counted(sent, "graph"), counted(self.triples, "triple"));
        let [unchanged, deleted, refused] = [unchanged, deleted, refused].map(|count| grouped(&count));
        let unsent = if unsent > 0 { format!(", {} not tried", grouped(&unsent)) } else { String::new() };
        format!("{sent} with {triples} sent, {unchanged} unchanged, {deleted} deleted, {refused} refused{unsent}")
    }
}

/// Whether the store may take other graphs all the same. Where it cannot be reached, or says no to whoever asks, every
/// other request would only say so again.
fn is_about_one_graph(error: &Error) -> bool {
    match error {
        Error::Count(..) | Error::Answer(..) => true,
        Error::Store(verbale_store::Error::Failed(failure)) => match failure.cause {
            Cause::Status { status, .. } => matches!(status, 400 | 409 | 413 | 422 | 500),
            Cause::Cut(_) | Cause::Timeout(_) | Cause::Answer(_) | Cause::TooLong(_) => true,
            _ => false,
        },
        _ => false,
    }
}
