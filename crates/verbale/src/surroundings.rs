//! What a dossier is read with: the texts and the registry that it names, opened and checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use verbale_core::check::Check;
use verbale_core::diagnostic::{Diagnostic, Diagnostics};
use verbale_core::dossier::{Dossier, tree::Syntax};
use verbale_core::registry::{self, Registry};
use verbale_core::resolve::Surroundings;
use verbale_core::text::Text;

use crate::args::SurroundingsArgs;
use crate::error::Error;
use crate::input::enclosure::{Enclosed, Enclosure};
use crate::input::{Input, Kind, Limits, Origin, Shape, each_record, shown};
use crate::output::check_folder;
use crate::report::{Listener, Subject};

/// Opens what dossiers name, within the folders that they may name things in.
pub(crate) struct Opener<'a> {
    args: &'a SurroundingsArgs,
    limits: Limits,
    /// The registry of the command line, which takes the place of those that dossiers name.
    registry: Option<Arc<Registry<'static>>>,
    /// Registries by the path that they were opened from; `None` for one with an error.
    known: BTreeMap<PathBuf, Option<Arc<Registry<'static>>>>,
}

/// What one dossier is read with.
#[derive(Default)]
pub(crate) struct Opened<'d> {
    /// The source's text.
    text: Option<Text<'d>>,
    /// The text of each enrichment, in their order.
    enrichment_texts: Vec<Option<Text<'d>>>,
    /// The registry.
    registry: Option<Arc<Registry<'static>>>,
    /// Whether a text that is named could not be had.
    text_missing: bool,
    /// Whether the registry that is named could not be had.
    registry_missing: bool,
}

impl Opened<'_> {
    /// As the resolver wants it.
    pub(crate) fn surroundings<'s>(&'s self, base: Option<&'s str>) -> Surroundings<'s> {
        Surroundings {
            base,
            text: self.text.as_ref(),
            enrichment_texts: &self.enrichment_texts,
            registry: self.registry.as_deref(),
        }
    }

    /// The source's text; empty where it is not at hand.
    pub(crate) fn source_text(&self) -> &str {
        self.text.as_ref().map_or("", Text::as_str)
    }

    /// The findings without those that only say again that something could not be had.
    pub(crate) fn sifted(&self, findings: Diagnostics) -> Diagnostics {
        let mut kept = Diagnostics::new();
        for finding in findings {
            let echo = match finding.check {
                Check::SourceMissing => self.text_missing,
                Check::UnknownReference => self.registry_missing,
                _ => false,
            };
            if !echo {
                kept.push(finding);
            }
        }
        kept
    }
}

impl<'a> Opener<'a> {
    /// Takes the options: `--source-root` must be a folder, `--registry` a file. `None` if that file has an error,
    /// which is reported: every reference to it would be another one.
    pub(crate) fn new(
        args: &'a SurroundingsArgs,
        limits: Limits,
        listener: &mut dyn Listener,
    ) -> Result<Option<Self>, Error> {
        if let Some(root) = &args.source_root {
            check_folder(root)?;
        }
        let mut opener = Self { args, limits, registry: None, known: BTreeMap::new() };
        if let Some(path) = &args.registry {
            opener.registry = opener.given_registry(path, listener)?;
            if opener.registry.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(opener))
    }

    /// Another one with the same options, for another thread: it shares the registry of the command line, and says
    /// nothing of it.
    pub(crate) fn again(args: &'a SurroundingsArgs, limits: Limits, registry: Option<Arc<Registry<'static>>>) -> Self {
        Self { args, limits, registry, known: BTreeMap::new() }
    }

    /// The registry of the command line.
    pub(crate) fn given(&self) -> Option<Arc<Registry<'static>>> {
        self.registry.clone()
    }

    /// The base of the command line.
    pub(crate) fn base(&self) -> Option<&'a str> {
        self.args.base.as_deref()
    }

    /// Opens what a dossier in `folder` names; what cannot be had is a finding.
    pub(crate) fn open<'d>(
        &mut self,
        dossier: &'d Dossier<'_>,
        folder: &Path,
        findings: &mut Diagnostics,
        listener: &mut dyn Listener,
    ) -> Opened<'d> {
        let mut opened = Opened { registry: self.registry.clone(), ..Opened::default() };
        let mut names = Names { folder, args: self.args, limits: self.limits, findings, complete: true };
        let source = &dossier.source;
        opened.text = names.text(source.file.as_deref(), source.text.as_deref(), "/source/file");
        for (index, enrichment) in dossier.enrichment.iter().enumerate() {
            let (source, pointer) = (&enrichment.source, format!("/enrichment/{index}/source/file"));
            opened.enrichment_texts.push(names.text(source.file.as_deref(), source.text.as_deref(), &pointer));
        }
        opened.text_missing = !names.complete;
        if opened.registry.is_none()
            && let Some(written) = dossier.registry.as_deref()
        {
            let file = names.read(Some(written), "/registry");
            opened.registry =
                file.and_then(|file| self.named_registry(file, &folder.join(written), findings, listener));
            opened.registry_missing = opened.registry.is_none();
        }
        opened
    }

    /// The registry that a dossier names. Its own findings are reported where it is first met.
    fn named_registry(
        &mut self,
        file: Enclosed,
        named: &Path,
        findings: &mut Diagnostics,
        listener: &mut dyn Listener,
    ) -> Option<Arc<Registry<'static>>> {
        if !self.known.contains_key(&file.path) {
            let syntax = match Kind::of(&file.path).map(|kind| kind.shape) {
                Some(Shape::Dossier(syntax)) => syntax,
                _ => Syntax::Yaml,
            };
            let registry = read_registry(&shown(named), file.text, syntax, listener);
            self.known.insert(file.path.clone(), registry);
        }
        let registry = self.known.get(&file.path).cloned().flatten();
        if registry.is_none() {
            findings.push(Diagnostic::new(Check::RegistryFaulty, "/registry", "the registry has errors of its own"));
        }
        registry
    }

    fn given_registry(
        &self,
        path: &Path,
        listener: &mut dyn Listener,
    ) -> Result<Option<Arc<Registry<'static>>>, Error> {
        let kind = Kind::of(path).filter(|kind| kind.shape != Shape::Lines);
        let kind = kind.ok_or_else(|| Error::UnknownKind(path.into()))?;
        let input = Input { origin: Origin::File(path.into()), kind, found_in: None };
        let mut registry = None;
        each_record(&input, self.limits, &mut |record| {
            if let Some(fault) = record.fault {
                let mut findings = Diagnostics::new();
                findings.push(fault);
                listener.findings(Subject { name: &input.name(), text: &record.text }, findings.clone());
            } else {
                registry = read_registry(&input.name(), record.text.into_owned(), record.syntax, listener);
            }
            Ok(())
        })?;
        Ok(registry)
    }
}

/// Reads a registry and reports on it; `None` if it has an error.
fn read_registry(
    name: &str,
    text: String,
    syntax: Syntax,
    listener: &mut dyn Listener,
) -> Option<Arc<Registry<'static>>> {
    // Registries are few and needed to the end of the run; the text that they borrow from lives as long.
    let text: &'static str = text.leak();
    let reading = registry::read(text, syntax);
    listener.findings(Subject { name, text }, reading.diagnostics.clone());
    reading.registry.filter(|_| !reading.diagnostics.has_errors()).map(Arc::new)
}

/// Reads the files that one dossier names.
struct Names<'n> {
    folder: &'n Path,
    args: &'n SurroundingsArgs,
    limits: Limits,
    findings: &'n mut Diagnostics,
    complete: bool,
}

impl Names<'_> {
    /// The text of a source: what its file holds, or the text that stands in the dossier.
    fn text<'d>(&mut self, file: Option<&str>, inline: Option<&'d str>, pointer: &str) -> Option<Text<'d>> {
        match file {
            Some(_) => self.read(file, pointer).map(|file| Text::new(file.text)),
            None => inline.map(Text::new),
        }
    }

    fn read(&mut self, written: Option<&str>, pointer: &str) -> Option<Enclosed> {
        let written = written?;
        let read = Enclosure::new(self.folder, self.args.source_root.as_deref())
            .map_err(|cause| Box::new(unreadable_folder(self.folder, pointer, &cause)))
            .and_then(|enclosure| enclosure.read(written, pointer, self.limits));
        read.map_err(|finding| {
            self.findings.push(*finding);
            self.complete = false;
        })
        .ok()
    }
}

fn unreadable_folder(folder: &Path, pointer: &str, cause: &std::io::Error) -> Diagnostic {
    Diagnostic::new(Check::SourceFile, pointer, format!("the folder {} cannot be opened: {cause}", shown(folder)))
}
