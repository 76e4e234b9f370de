//! The way of a dossier: read, resolve, describe, write. This is where to start reading.

use verbale_core::describe::{Item, describe};
use verbale_core::diagnostic::{Diagnostic, Diagnostics};
use verbale_core::dossier::tree::{Node, Tree, Value};
use verbale_core::dossier::{Dossier, hint_at_quotes, read};
use verbale_core::resolve::{Resolved, resolve};
use verbale_core::text::Text;

use crate::error::Error;
use crate::input::{Input, Record};
use crate::others::Others;
use crate::report::Listener;
use crate::surroundings::Opener;

/// A dossier that has been read and resolved, as far as its faults let it.
pub(crate) struct Arrival<'a, 'd> {
    /// The file as a tree; none where it is no YAML or JSON.
    pub(crate) tree: Option<&'a Tree<'d>>,
    /// The dossier; none where it is no dossier.
    pub(crate) dossier: Option<&'a Dossier<'d>>,
    /// The text of its own source, where that is at hand.
    pub(crate) text: Option<&'a str>,
    /// Its facts; none where a finding is an error.
    pub(crate) resolved: Option<&'a Resolved<'a>>,
    /// What was found.
    pub(crate) findings: Diagnostics,
}

impl<'a> Arrival<'a, '_> {
    /// The id that stands in the file, be it one of a dossier or not.
    pub(crate) fn id(&self) -> Option<&'a str> {
        self.tree.and_then(|tree| tree.root.child("id")).and_then(Node::text)
    }
}

/// Takes one dossier from its text to facts that can be described, and hands it on.
pub(crate) fn arrive<R>(
    (input, record): (&Input, &Record<'_>),
    opener: &mut Opener<'_>,
    others: &mut Others,
    listener: &mut dyn Listener,
    hand_on: impl FnOnce(Arrival<'_, '_>, &mut Others) -> Result<R, Error>,
) -> Result<R, Error> {
    let reading = read(&record.text, record.syntax, record.first_line);
    let mut findings = reading.diagnostics;
    let (Some(tree), Some(dossier)) = (&reading.tree, &reading.dossier) else {
        return hand_on(
            Arrival { tree: reading.tree.as_ref(), dossier: None, text: None, resolved: None, findings },
            others,
        );
    };
    let opened = opener.open(dossier, &input.folder(), &mut findings, listener);
    let (resolved, found) = resolve(dossier, &opened.surroundings(opener.base()));
    findings.extend(opened.sifted(found));
    findings.extend(others.check(dossier, tree, resolved.as_ref(), input));
    findings.place(tree);
    hint_at_quotes(tree, opened.source_text(), &mut findings);
    let resolved = resolved.as_ref().filter(|_| !findings.has_errors());
    let text = opened.surroundings(None).text.map(Text::as_str);
    hand_on(Arrival { tree: Some(tree), dossier: Some(dossier), text, resolved, findings }, others)
}

/// What became of a dossier.
#[derive(Debug, Default)]
pub(crate) struct Passage {
    /// Its id, where it can be read.
    pub(crate) id: Option<String>,
    /// Whether that is the id of a dossier, and not only of something like one.
    pub(crate) named: bool,
    /// Whether it is a part of a dossier.
    pub(crate) part: bool,
    /// The files that it names, as it names them.
    pub(crate) files: Vec<String>,
    /// The facts in it.
    pub(crate) facts: u64,
    /// The quads that were written.
    pub(crate) quads: u64,
    /// What was found.
    pub(crate) findings: Diagnostics,
}

impl Passage {
    /// Of a record whose bytes are faulty.
    pub(crate) fn of_fault(fault: Diagnostic) -> Self {
        let mut passage = Self::default();
        passage.findings.push(fault);
        passage
    }

    fn of(arrival: &Arrival<'_, '_>) -> Self {
        let id = arrival.id();
        let named = id.is_some() && id == arrival.dossier.map(|dossier| &*dossier.id);
        let facts = arrival.tree.map_or(0, |tree| facts(&tree.root));
        let part = arrival.dossier.is_some_and(|dossier| dossier.part.is_some());
        let files = arrival.dossier.map(files).unwrap_or_default();
        Self { id: id.map(str::to_owned), named, part, files, facts, ..Self::default() }
    }
}

/// Where the items of a dossier with this id go.
pub(crate) type Write<'w> = dyn FnMut(&str, Item<'_>) -> Result<(), Error> + 'w;

/// Takes one dossier from its text to the writer. Where a finding is an error, nothing has been written.
pub(crate) fn export(
    arriving: (&Input, &Record<'_>),
    opener: &mut Opener<'_>,
    others: &mut Others,
    listener: &mut dyn Listener,
    write: &mut Write<'_>,
) -> Result<Passage, Error> {
    arrive(arriving, opener, others, listener, |arrival, others| {
        pass(arrival, write, |dossier, resolved, emit| others.describe(dossier, resolved, emit))
    })
}

/// As [`export`], for a dossier that is held against no other. `None` for a part of one: what it says depends on those
/// before it.
pub(crate) fn export_alone(
    arriving: (&Input, &Record<'_>),
    opener: &mut Opener<'_>,
    listener: &mut dyn Listener,
    write: &mut Write<'_>,
) -> Result<Option<Passage>, Error> {
    let nobody = &mut Others::default();
    arrive(arriving, opener, nobody, listener, |arrival, _| {
        if arrival.dossier.is_some_and(|dossier| dossier.part.is_some()) {
            return Ok(None);
        }
        pass(arrival, write, |_, resolved, emit| describe(resolved, emit)).map(Some)
    })
}

/// Writes what has arrived, as `describe` has it, and counts.
fn pass(
    arrival: Arrival<'_, '_>,
    write: &mut Write<'_>,
    describe: impl FnOnce(&Dossier<'_>, &Resolved<'_>, &mut dyn FnMut(Item<'_>) -> Result<(), Error>) -> Result<(), Error>,
) -> Result<Passage, Error> {
    let mut passage = Passage::of(&arrival);
    if let (Some(dossier), Some(resolved)) = (arrival.dossier, arrival.resolved) {
        describe(dossier, resolved, &mut |item| {
            passage.quads += u64::from(matches!(item, Item::Triple(_)));
            write(&dossier.id, item)
        })?;
    }
    passage.findings = arrival.findings;
    Ok(passage)
}

/// The files that a dossier names.
pub(crate) fn files(dossier: &Dossier<'_>) -> Vec<String> {
    let enrichment = dossier.enrichment.iter().map(|enrichment| &enrichment.source.file);
    let files = [&dossier.registry, &dossier.source.file].into_iter().chain(enrichment);
    files.flatten().map(ToString::to_string).collect()
}

/// How many facts a dossier has, be they right or wrong: those of its own source, and those of others.
fn facts(root: &Node<'_>) -> u64 {
    let length = |node: Option<&Node<'_>>| match node.map(|node| &node.value) {
        Some(Value::List(entries)) => entries.len() as u64,
        _ => 0,
    };
    let enrichment = match root.child("enrichment").map(|node| &node.value) {
        Some(Value::List(entries)) => entries.iter().map(|entry| length(entry.child("facts"))).sum(),
        _ => 0,
    };
    length(root.child("facts")) + enrichment
}
