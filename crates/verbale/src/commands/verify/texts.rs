//! The texts that words are held against, and which source each belongs to.

use std::collections::HashMap;
use std::path::Path;

use verbale_core::diagnostic::Diagnostics;
use verbale_core::dossier::tree::Syntax;
use verbale_core::text::Text;

use super::evidence::{Evidence, Id, Said};
use super::proof::{Fault, Proof, fault, hash};
use crate::args::{TextArg, VerifyArgs};
use crate::compression::{self, Compression};
use crate::count::counted;
use crate::error::Error;
use crate::input::{Input, Kind, Limits, Origin, Shape, each_record, shown};
use crate::report::{Listener, Subject};

/// A text that was given.
pub(super) struct Given {
    source: Option<String>,
    pub(super) name: String,
    pub(super) text: Text<'static>,
    pub(super) hash: String,
    /// Whether a source was found for it.
    pub(super) used: bool,
}

impl Given {
    /// The source that it was given for.
    pub(super) fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }
}

/// A source of spans, and its text.
#[derive(Clone, Debug)]
pub(super) struct Source<'e> {
    pub(super) node: Id,
    /// The hash that the graph has of its text.
    pub(super) hash: Option<&'e str>,
    /// The number of the text that was given for it.
    pub(super) given: Option<usize>,
    /// Whether that is the very text.
    pub(super) same: bool,
    /// How many spans lie in it.
    pub(super) spans: usize,
}

/// Reads all texts. `None` if one is faulty, which is reported.
pub(super) fn read(args: &[TextArg], listener: &mut dyn Listener) -> Result<Option<Vec<Given>>, Error> {
    let mut given = Vec::with_capacity(args.len());
    for TextArg { source, file } in args {
        let Some(text) = read_one(file, listener)? else { return Ok(None) };
        let text = Text::new(text);
        let hash = text.sha256();
        given.push(Given { source: source.clone(), name: name(file), text, hash, used: false });
    }
    Ok(Some(given))
}

fn name(file: &Path) -> String {
    if file.as_os_str() == "-" { "<stdin>".into() } else { shown(file) }
}

/// Reads a text as a dossier's is read: UTF-8, a leading U+FEFF kept, of limited size.
fn read_one(file: &Path, listener: &mut dyn Listener) -> Result<Option<String>, Error> {
    let (origin, compression) = match file.as_os_str() {
        path if path == "-" => (Origin::Stdin, Compression::None),
        _ => (Origin::File(file.into()), compression::extension(file).0),
    };
    let input = Input { origin, kind: Kind { shape: Shape::Dossier(Syntax::Yaml), compression }, found_in: None };
    let mut text = None;
    each_record(&input, Limits::default(), &mut |record| {
        if let Some(mut fault) = record.fault {
            if record.text.is_empty() {
                fault.help = vec!["a text is read as a whole: give the one that the source names".into()];
            }
            let mut findings = Diagnostics::new();
            findings.push(fault);
            listener.findings(Subject { name: &input.name(), text: &record.text }, findings);
        } else {
            text = Some(record.text.into_owned());
        }
        Ok(())
    })?;
    Ok(text)
}

/// The sources of the spans of a graph.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources<'e> {
    /// In the order in which they are met.
    pub(super) list: Vec<Source<'e>>,
    by_node: HashMap<Id, usize>,
}

impl<'e> Sources<'e> {
    /// Finds the text of each source. `alone` says that the run reads no other graph, so that the only text left is that of
    /// the only source left.
    pub(super) fn new(
        evidence: &'e Evidence,
        proof: &Proof<'_>,
        given: &mut [Given],
        alone: bool,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut sources = Self::default();
        for node in proof.spans.iter().filter_map(|span| span.source) {
            let next = sources.list.len();
            let number = *sources.by_node.entry(node).or_insert(next);
            if number == next {
                let hash = hash(evidence.node(node), faults);
                sources.list.push(Source { node, hash, given: None, same: false, spans: 0 });
            }
            sources.list[number].spans += 1;
        }
        let named: HashMap<_, _> = given.iter().enumerate().filter_map(|(n, text)| Some((text.source()?, n))).collect();
        let unnamed = given.iter().enumerate().filter(|(_, text)| text.source.is_none());
        let by_hash: HashMap<_, _> = unnamed.map(|(number, text)| (&*text.hash, number)).collect();
        for source in &mut sources.list {
            let iri = &*evidence.node(source.node).iri;
            let same = || source.hash.and_then(|hash| by_hash.get(hash));
            source.given = named.get(iri).or_else(same).copied();
        }
        if alone {
            pair_the_last(&mut sources.list, given);
        }
        for source in &mut sources.list {
            if let Some(text) = source.given.map(|number| &mut given[number]) {
                text.used = true;
                source.same = source.hash == Some(&text.hash);
            }
        }
        sources
    }

    /// A source by its node.
    pub(super) fn of(&self, node: Id) -> Option<&Source<'e>> {
        self.by_node.get(&node).map(|number| &self.list[*number])
    }
}

/// The only source with a hash and without a text gets the only text that no source has.
fn pair_the_last(sources: &mut [Source<'_>], given: &[Given]) {
    let taken: Vec<usize> = sources.iter().filter_map(|source| source.given).collect();
    let mut left = given.iter().enumerate().filter(|(number, text)| text.source.is_none() && !taken.contains(number));
    let mut without = sources.iter_mut().filter(|source| source.given.is_none() && source.hash.is_some());
    if let (Some((number, _)), None, Some(source), None) = (left.next(), left.next(), without.next(), without.next()) {
        source.given = Some(number);
    }
}

/// What is wrong between the sources of a graph and the texts that were given.
pub(super) fn faults(evidence: &Evidence, sources: &Sources<'_>, given: &[Given], args: &VerifyArgs) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in &sources.list {
        let (node, hash) = (evidence.node(source.node), source.hash);
        match (source.given.map(|number| &given[number]), hash) {
            (Some(text), Some(hash)) if !source.same && !args.newer && args.write.is_none() => {
                let at = node.all(Said::Sha256).next().and_then(|statement| statement.at);
                let message = format!(
                    "{} is not the text that the spans were taken from: its hash is {}, and theirs {hash}; --newer takes \
                     it for a newer version",
                    text.name, text.hash
                );
                faults.push(fault("text-differs", message, node, at));
            }
            (None, Some(_)) if !args.allow_unproved => faults.push(without_text(evidence, source)),
            _ => {}
        }
    }
    faults
}

fn without_text(evidence: &Evidence, source: &Source<'_>) -> Fault {
    let node = evidence.node(source.node);
    let spans = counted(source.spans, "span");
    let message =
        format!("no text is given for this source, and {spans} of it stay unproved: --text {}=FILE", node.iri);
    fault("text-missing", message, node, node.at)
}
