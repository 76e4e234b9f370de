//! Where a graph is written again: a file that appears only if all of it may be kept.

use std::collections::BTreeMap;
use std::path::Path;

use verbale_export::{Format, JsonLdForm};

use super::evidence::Id;
use super::judge::Verdict;
use super::proof::Proof;
use super::read::TakeItem;
use super::texts::{Given, Sources};
use super::write::{Links, Plan, Rewriter};
use super::{Describe, Unit, usage};
use crate::args::{GraphName, VerifyArgs};
use crate::compression;
use crate::count::counted;
use crate::destination::{Document, Manner};
use crate::error::Error;
use crate::input::{Input, overwritten, shown};
use crate::output::Output;
use crate::report::Reporter;

/// Where the graph is written again.
pub(super) struct Writing<'a> {
    path: &'a Path,
    format: Format,
    output: Option<Output>,
    document: Option<Document<Output>>,
    graph: Option<GraphName>,
    /// Why nothing is written.
    refused: bool,
}

/// What was found of a graph.
pub(super) struct Found<'f> {
    pub(super) proof: &'f Proof<'f>,
    pub(super) sources: &'f Sources<'f>,
    pub(super) verdicts: &'f [Verdict],
    /// Whether a fact, by its number, is not written.
    pub(super) lost: &'f dyn Fn(usize) -> bool,
}

/// Writes a graph again, without the facts that are lost; gives these.
pub(super) fn write(
    writing: &mut Option<Writing<'_>>,
    given: &[Given],
    unit: &Unit<'_>,
    found: &Found<'_>,
    lost: bool,
    describe: &mut Describe<'_>,
) -> Result<BTreeMap<usize, Id>, Error> {
    let Some(writing) = writing.as_mut().filter(|writing| !writing.refused) else { return Ok(BTreeMap::new()) };
    let mut plan = Plan::new(unit.evidence, found.proof, found.sources, given, found.verdicts);
    let left_out = if lost {
        let links = Links::new(unit.evidence, found.proof, describe)?;
        plan.drop_lost(unit.evidence, found.proof, found.lost, &links)
    } else {
        BTreeMap::new()
    };
    let document = writing.document(unit)?;
    let mut rewriter = Rewriter::new(unit.evidence, &plan);
    let take: &mut TakeItem<'_> = &mut |item| document.write(item);
    describe(&mut |item| rewriter.item(item, take))?;
    rewriter.finish(take)?;
    Ok(left_out)
}

impl<'a> Writing<'a> {
    /// Checks the name of the output, and that it can be made, before anything is read.
    pub(super) fn open(path: &'a Path, args: &VerifyArgs, inputs: &[Input]) -> Result<Self, Error> {
        if path.as_os_str() == "-" {
            return Err(usage("the report goes to standard output: --write names a file".into()));
        }
        if let Some(message) = overwritten(inputs, [path]) {
            return Err(usage(message));
        }
        let is_text = |file: &Path| {
            std::fs::canonicalize(file).is_ok_and(|file| std::fs::canonicalize(path).is_ok_and(|p| p == file))
        };
        if let Some(text) = args.text.iter().find(|text| is_text(&text.file)) {
            return Err(usage(format!("{} is a text and would be overwritten", shown(&text.file))));
        }
        let (_, extension) = compression::extension(path);
        let Some(format) = extension.as_deref().and_then(Format::from_extension) else {
            let known = Format::ALL.map(|format| format!(".{}", format.extension())).join(" ");
            return Err(usage(format!(
                "the extension of {} names no format: {known}, each also .gz or .zst",
                shown(path)
            )));
        };
        let output = Some(Output::open(Some(path))?);
        Ok(Self { path, format, output, document: None, graph: None, refused: false })
    }

    /// What names the graph of a dossier, where nothing else is said: as for `export`.
    pub(super) fn own_graph(&self) -> GraphName {
        if matches!(self.format, Format::NQuads | Format::TriG) { GraphName::Dossier } else { GraphName::None }
    }

    /// Nothing is written, and a file that was there stays.
    pub(super) fn refuse(&mut self) {
        self.refused = true;
        (self.document, self.output) = (None, None);
    }

    /// The document, begun with the first graph. All graphs must be named alike.
    fn document(&mut self, unit: &Unit<'_>) -> Result<&mut Document<Output>, Error> {
        let refused = |message: String| Error::Format(shown(self.path), format!("{}: {message}", unit.file));
        let graph = unit.graph.clone().map_err(&refused)?;
        if graph != GraphName::None && !self.format.holds_graphs() {
            let message =
                format!("it has named graphs, and {} has none: name a file .nq, .trig or .jsonld", self.format.name());
            return Err(refused(message));
        }
        if self.graph.is_some_and(|before| before != graph) {
            return Err(refused("its graphs are named otherwise than those before it".into()));
        }
        self.graph = Some(graph);
        if let Some(output) = self.output.take() {
            let manner = Manner { format: self.format, graph, jsonld_form: JsonLdForm::default(), context_url: None };
            self.document = Some(Document::begin(&manner, unit.single, shown(self.path), output)?);
        }
        self.document.as_mut().ok_or_else(|| Error::Internal("there is no document to write to".into()))
    }

    pub(super) fn finish(self, args: &VerifyArgs, left_out: usize, reporter: &mut Reporter) -> Result<(), Error> {
        let path = shown(self.path);
        if self.refused {
            let way_out = if args.drop_lost { "" } else { "; --drop-lost leaves out the facts that are not kept" };
            reporter.note(&format!("{path} is not written, since not all is kept{way_out}"));
            return Ok(());
        }
        let Some(document) = self.document else { return Ok(()) };
        document.finish()?.keep()?;
        let facts = if left_out == 0 { String::new() } else { format!(" without {}", counted(left_out, "fact")) };
        reporter.line(&format!("{path} is written{facts}"));
        Ok(())
    }
}
