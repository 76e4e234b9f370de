//! The RDF file of one side: read whole, then taken apart by dossier.

use std::collections::{BTreeMap, BTreeSet};

use verbale_core::check::Check;
use verbale_core::diagnostic::{Diagnostic, Diagnostics};
use verbale_rdf::{Contexts, Options, Spot, Syntax};

use super::build::{build, build_shared};
use super::graph::Graph;
use super::names::{base, id};
use super::outlet::{Message, Outlet};
use crate::error::Error;
use crate::input::{Input, open};

/// Reads a file and hands on its dossiers.
pub(super) fn read(input: &Input, syntax: Syntax, outlet: &mut Outlet) -> Result<(), Error> {
    let Some(graphs) = scan(input, syntax, outlet)? else { return Ok(()) };
    let dossiers: BTreeSet<String> = graphs.values().flat_map(Graph::dossiers).map(str::to_owned).collect();
    let unfit = |cause: &str| Error::NotComparable(input.name(), cause.to_owned());
    if dossiers.is_empty() {
        return Err(unfit("no dossier is described in it"));
    }
    let ids: BTreeSet<&str> = dossiers.iter().map(|dossier| id(dossier)).collect();
    if ids.len() < dossiers.len() {
        return Err(unfit("two of its dossiers have the same id under different bases"));
    }
    let (mut own, shared) = apart(graphs, &dossiers);
    outlet.send(Message::Begins { is_merged: shared.is_some() });
    for (dossier, graph) in &mut own {
        outlet.send(Message::Dossier(Box::new(build(dossier, &std::mem::take(graph)))));
    }
    if let (Some(shared), Some(first)) = (shared, dossiers.first()) {
        outlet.send(Message::Shared(Box::new(build_shared(base(first), &shared))));
    }
    Ok(())
}

/// The graphs of a file by name; `None` where it is faulty, which has been said.
fn scan(input: &Input, syntax: Syntax, outlet: &mut Outlet) -> Result<Option<BTreeMap<String, Graph>>, Error> {
    let contexts = Contexts::default();
    let options = Options { syntax, base: Some("file:///"), contexts: &contexts, blank_prefix: "b" };
    let mut graphs = BTreeMap::<String, Graph>::new();
    let mut blank: Option<Option<Spot>> = None;
    let outcome = verbale_rdf::scan(&mut open(input)?, &options, &mut |quad, spot| {
        let name = quad.graph_name.to_string();
        let is_read = match graphs.get_mut(&name) {
            Some(graph) => graph.read(quad),
            None => graphs.entry(name).or_default().read(quad),
        };
        if !is_read && blank.is_none() {
            blank = Some(spot);
        }
    });
    match outcome {
        Ok(()) => {}
        Err(verbale_rdf::Error::Io(cause)) => return Err(Error::Read(input.name(), cause)),
        Err(verbale_rdf::Error::Syntax { message, place, help }) => {
            let mut finding = Diagnostic::new(Check::Syntax, "", message);
            finding.place = place;
            finding.help.extend(help);
            let mut findings = Diagnostics::new();
            findings.push(finding);
            outlet.findings(&input.portable_name(), "", findings);
            return Ok(None);
        }
        Err(other) => return Err(Error::Internal(other.to_string())),
    }
    match blank {
        None => Ok(Some(graphs)),
        Some(spot) => {
            let start = spot.map(|spot| spot.subject.start);
            let place =
                start.map(|start| format!(" (line {}, column {})", start.line, start.column)).unwrap_or_default();
            let cause = format!("it has a blank node{place}, which has no name to find it by in another version");
            Err(Error::NotComparable(input.name(), cause))
        }
    }
}

/// The triples of each dossier, and those of nodes of which nobody knows to which dossier they belong.
///
/// A node belongs to the dossier whose IRI its own begins with; any other one to the dossier of its graph, where there is
/// but one.
fn apart(graphs: BTreeMap<String, Graph>, dossiers: &BTreeSet<String>) -> (BTreeMap<String, Graph>, Option<Graph>) {
    let mut own: BTreeMap<String, Graph> = dossiers.iter().map(|dossier| (dossier.clone(), Graph::default())).collect();
    let mut shared = None;
    for (_, graph) in graphs {
        let only = only(&graph).map(str::to_owned);
        for (subject, properties) in graph.subjects {
            let owner = owner(&subject, dossiers).map(str::to_owned).or_else(|| only.clone());
            let graph = match owner.and_then(|owner| own.get_mut(&owner)) {
                Some(graph) => graph,
                None => shared.get_or_insert_with(Graph::default),
            };
            graph.adopt(subject, properties);
        }
    }
    (own, shared)
}

/// The dossier of a graph that describes but one.
fn only(graph: &Graph) -> Option<&str> {
    let mut described = graph.dossiers();
    let first = described.next()?;
    described.next().is_none().then_some(first)
}

/// The dossier to which a node belongs by its IRI.
fn owner<'i>(iri: &'i str, dossiers: &BTreeSet<String>) -> Option<&'i str> {
    let ends = iri.match_indices('/').map(|(at, _)| at).chain([iri.len()]);
    ends.map(|end| &iri[..end]).find(|beginning| dossiers.contains(*beginning))
}
