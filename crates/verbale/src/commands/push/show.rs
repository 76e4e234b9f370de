//! What a run would send, without sending it.

use std::collections::BTreeSet;
use std::io::{self, Write};

use verbale_store::{Graph as Name, Method as Verb, Request, Store};

use super::graphs::{Graph, Graphs};
use super::state::State;
use crate::args::{Method, PushArgs};
use crate::count::{counted, grouped};
use crate::error::Error;
use crate::output::{Output, output_name};
use crate::report::Reporter;
use crate::terminal::visible;

/// The requests of a run, written to standard output.
pub(super) struct Show<'a> {
    args: &'a PushArgs,
    store: &'a Store,
    graphs: &'a Graphs,
    output: Output,
    requests: u64,
    unchanged: u64,
    bytes: u64,
}

impl<'a> Show<'a> {
    /// Shows to standard output.
    pub(super) fn new(args: &'a PushArgs, store: &'a Store, graphs: &'a Graphs) -> Result<Self, Error> {
        Ok(Self { args, store, graphs, output: Output::open(None)?, requests: 0, unchanged: 0, bytes: 0 })
    }

    /// Shows every request that would change the store. So many records of the run were refused.
    pub(super) fn all(mut self, state: Option<&State>, refused: u64, reporter: &mut Reporter) -> Result<(), Error> {
        if self.args.replace_dataset {
            self.dataset()?;
        } else {
            for graph in &self.graphs.list {
                self.graph(graph, state)?;
            }
        }
        if self.args.prune && refused == 0 && !self.graphs.list.is_empty() {
            self.prune(state)?;
        }
        self.output.keep()?;
        let (requests, bytes) = (counted(self.requests, "request"), counted(self.bytes, "byte"));
        reporter.line(&format!("nothing was sent: {requests} with {bytes}, {} unchanged", grouped(&self.unchanged)));
        Ok(())
    }

    fn graph(&mut self, graph: &Graph, state: Option<&State>) -> Result<(), Error> {
        if let Some(state) = state
            && state.is_unchanged(&graph.iri, &self.graphs.hash(graph)?)
        {
            self.unchanged += 1;
            return Ok(());
        }
        let name = Name::named(&graph.iri).map_err(Error::Store)?;
        let body = self.graphs.body(graph);
        let verb = match self.args.method {
            Method::Put => Verb::Put,
            Method::Post => Verb::Post,
        };
        let request = self.store.request(verb, &name, Some(&body)).map_err(Error::Store)?;
        self.request(&request, Some(self.graphs.distinct(graph)?))
    }

    fn dataset(&mut self) -> Result<(), Error> {
        let body = self.graphs.whole()?;
        let request = self.store.dataset_request(&body).map_err(Error::Store)?;
        self.request(&request, Some(self.graphs.lines))
    }

    fn prune(&mut self, state: Option<&State>) -> Result<(), Error> {
        let graphs: BTreeSet<&str> = self.graphs.list.iter().map(|graph| graph.iri.as_str()).collect();
        for graph in state.map(|state| state.gone(&graphs)).unwrap_or_default() {
            let name = Name::named(&graph).map_err(Error::Store)?;
            let request = self.store.request(Verb::Delete, &name, None).map_err(Error::Store)?;
            self.request(&request, None)?;
        }
        Ok(())
    }

    fn request(&mut self, request: &Request, triples: Option<u64>) -> Result<(), Error> {
        self.requests += 1;
        self.bytes += request.length.unwrap_or_default();
        write(&mut self.output, request, triples).map_err(|cause| Error::Write(output_name(None), cause))
    }
}

/// The line of the request, its headers, and what it carries.
fn write(out: &mut dyn Write, request: &Request, triples: Option<u64>) -> io::Result<()> {
    writeln!(out, "{} {}", request.method.as_str(), visible(&request.url))?;
    for (name, value) in &request.headers {
        writeln!(out, "  {name}: {}", visible(value))?;
    }
    if let (Some(bytes), Some(triples)) = (request.length, triples) {
        writeln!(out, "  {}, {}", counted(bytes, "byte"), counted(triples, "triple"))?;
    }
    writeln!(out)
}
