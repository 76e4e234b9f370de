//! The statements of a graph, wherever it comes from: an RDF file, or the description of a dossier.

use oxrdf::{GraphNameRef, LiteralRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use sophia_api::term::{BnodeId, IriRef, LanguageTag, SimpleTerm};
use verbale_core::check::Check;
use verbale_core::describe::{Item, Section};
use verbale_core::diagnostic::Diagnostic;
use verbale_rdf::{Contexts, Options, Syntax};

use super::evidence::{At, Class, Evidence, Object, Said};
use crate::args::GraphName;
use crate::error::Error;
use crate::input::{Input, open};

/// Why a graph could not be read to its end.
pub(super) enum Stopped {
    /// The file is not what its syntax asks.
    Faulty(Box<Diagnostic>),
    /// The run ends.
    Error(Error),
}

/// Takes the statements of an RDF file, each with the places of its subject and its object.
type TakeQuad<'t> = dyn FnMut(QuadRef<'_>, Option<[At; 2]>) -> Result<(), Error> + 't;

/// Takes the pieces of a graph in its order.
pub(super) type TakeItem<'t> = dyn FnMut(Item<'_>) -> Result<(), Error> + 't;

fn quads(input: &Input, syntax: Syntax, take: &mut TakeQuad<'_>) -> Result<(), Stopped> {
    let mut bytes = open(input).map_err(Stopped::Error)?;
    let options = Options { syntax, base: None, contexts: &Contexts::default(), blank_prefix: "d" };
    let mut taken = Ok(());
    let outcome = verbale_rdf::scan(&mut bytes, &options, &mut |quad, spot| {
        if taken.is_ok() {
            let at = spot.map(|spot| [spot.subject.start.into(), spot.object.start.into()]);
            taken = take(quad, at);
        }
    });
    taken.map_err(Stopped::Error)?;
    match outcome {
        Ok(()) => Ok(()),
        Err(verbale_rdf::Error::Io(cause)) => Err(Stopped::Error(Error::Read(input.name(), cause))),
        Err(verbale_rdf::Error::Syntax { message, place, help }) => {
            let mut finding = Diagnostic::new(Check::Syntax, "", message);
            (finding.place, finding.help) = (place, help.into_iter().collect());
            Err(Stopped::Faulty(Box::new(finding)))
        }
        Err(other) => Err(Stopped::Error(Error::Internal(other.to_string()))),
    }
}

/// Which graphs the statements of a file stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Graphs {
    None,
    Dossier,
    Source,
}

/// An RDF file that was read once.
pub(super) struct File<'i> {
    input: &'i Input,
    syntax: Syntax,
    pub(super) evidence: Evidence,
    /// The IRIs of the dossiers and of their texts, in their order.
    dossiers: Vec<[String; 2]>,
    /// The names of the graphs that occur, `None` being the default one; the first few.
    graphs: Vec<Option<String>>,
}

impl<'i> File<'i> {
    /// Reads what a file says of its evidence.
    pub(super) fn read(input: &'i Input, syntax: Syntax) -> Result<Self, Stopped> {
        let (mut evidence, mut graphs) = (Evidence::default(), Vec::new());
        let mut named = std::collections::HashSet::new();
        quads(input, syntax, &mut |quad, at| {
            let subject = Label::of(quad.subject);
            let object = match quad.object {
                TermRef::Literal(literal) => Object::Literal(literal.value(), datatype(literal)),
                TermRef::NamedNode(node) => Object::Node(node.as_str()),
                TermRef::BlankNode(_) => {
                    let label = quad.object.to_string();
                    evidence.take(&subject, quad.predicate.as_str(), Object::Node(&label), at);
                    return Ok(());
                }
            };
            evidence.take(&subject, quad.predicate.as_str(), object, at);
            let graph = graph(quad.graph_name);
            if !named.contains(&graph) {
                named.insert(graph.clone());
                graphs.push(graph);
            }
            Ok(())
        })?;
        evidence.settle();
        let dossiers = evidence.nodes().filter(|(_, node)| node.is(Class::Dossier)).map(|(_, node)| {
            let source = node.nodes(Said::DossierSource).next().map(|source| &*evidence.node(source).iri);
            [node.iri.to_string(), source.unwrap_or_default().to_owned()]
        });
        let dossiers = dossiers.collect();
        Ok(Self { input, syntax, evidence, dossiers, graphs })
    }

    /// Whether all of it is one dossier.
    pub(super) fn is_single(&self) -> bool {
        self.dossiers.len() == 1
    }

    /// What names its graphs, where they can be written again.
    pub(super) fn graph_name(&self) -> Result<GraphName, String> {
        match self.graphs_named()? {
            Graphs::None => Ok(GraphName::None),
            Graphs::Dossier => Ok(GraphName::Dossier),
            Graphs::Source => Ok(GraphName::Source),
        }
    }

    fn graphs_named(&self) -> Result<Graphs, String> {
        if self.graphs.iter().all(Option::is_none) {
            return Ok(Graphs::None);
        }
        for (which, graphs) in [(0, Graphs::Dossier), (1, Graphs::Source)] {
            let known: std::collections::HashSet<&str> = self.dossiers.iter().map(|names| &*names[which]).collect();
            if self.graphs.iter().all(|graph| graph.as_deref().is_some_and(|graph| known.contains(graph))) {
                return Ok(graphs);
            }
        }
        let known = |graph: &&Option<String>| {
            graph.as_ref().is_none_or(|graph| !self.dossiers.iter().flatten().any(|name| name == graph))
        };
        let other = self.graphs.iter().find(known).unwrap_or(&self.graphs[0]).as_deref();
        Err(other.map_or_else(
            || "some statements stand in the default graph and others in named ones".to_owned(),
            |graph| format!("statements stand in the graph <{graph}>, which is neither a dossier nor the text of one"),
        ))
    }

    /// Reads the file once more, as a dossier is described.
    pub(super) fn describe(&self, take: &mut TakeItem<'_>) -> Result<(), Stopped> {
        let graphs = self.graphs_named().map_err(|cause| Stopped::Error(Error::Format(self.input.name(), cause)))?;
        let mut marks = Marks { file: self, graphs, open: None, section: None };
        quads(self.input, self.syntax, &mut |quad, _| {
            let subject = Label::of(quad.subject);
            marks.before(&subject, quad.graph_name, take)?;
            take(Item::Triple(&triple(quad)))
        })?;
        if marks.open.is_some() { take(Item::DossierEnds).map_err(Stopped::Error) } else { Ok(()) }
    }
}

/// The marks of a description, which a file does not hold.
struct Marks<'f, 'i> {
    file: &'f File<'i>,
    graphs: Graphs,
    /// The number of the dossier that is open.
    open: Option<usize>,
    section: Option<Section>,
}

impl Marks<'_, '_> {
    fn before(&mut self, subject: &str, graph: GraphNameRef<'_>, take: &mut TakeItem<'_>) -> Result<(), Error> {
        let dossiers = &self.file.dossiers;
        let which = usize::from(self.graphs == Graphs::Source);
        let is_open = |name: &str| self.open.is_some_and(|open| dossiers[open][which] == name);
        let begins = match graph {
            GraphNameRef::NamedNode(name) if self.graphs != Graphs::None => {
                if is_open(name.as_str()) {
                    None
                } else {
                    dossiers.iter().position(|d| d[which] == name.as_str())
                }
            }
            _ if dossiers.len() == 1 => self.open.is_none().then_some(0),
            _ if is_open(subject) => None,
            _ => self.file.dossier(subject),
        };
        if let Some(number) = begins {
            (self.open, self.section) = (Some(number), None);
            let [dossier, source] = &dossiers[number];
            take(Item::DossierBegins { dossier, source })?;
        }
        let section = self.file.section(subject, self.open);
        if section.is_some() && section != self.section {
            self.section = section;
            section.map_or(Ok(()), |section| take(Item::SectionBegins(section)))?;
        }
        Ok(())
    }
}

impl File<'_> {
    fn dossier(&self, subject: &str) -> Option<usize> {
        let node = self.evidence.node(self.evidence.id(subject)?);
        node.is(Class::Dossier).then(|| self.dossiers.iter().position(|names| names[0] == subject))?
    }

    /// The section in which a node is described; none for what stands with the node before it.
    fn section(&self, subject: &str, open: Option<usize>) -> Option<Section> {
        let node = self.evidence.node(self.evidence.id(subject)?);
        let enrichment = |dossier: &[String; 2]| {
            let (source, _) = subject.strip_prefix(&*dossier[0])?.strip_prefix('/')?.split_once('/')?;
            let source = self.evidence.id(&format!("{}/{source}/source", dossier[0]))?;
            self.evidence.node(source).is(Class::SourceText).then_some(Section::Enrichment)
        };
        [
            (node.is(Class::Dossier), Section::Dossier),
            (node.is(Class::SourceText), Section::Source),
            (node.is(Class::Actor), Section::Actors),
            (node.is(Class::Place), Section::Places),
        ]
        .into_iter()
        .find_map(|(is, section)| is.then_some(section))
        .or_else(|| {
            node.all(Said::PartOf).next()?;
            open.and_then(|open| enrichment(&self.dossiers[open])).or(Some(Section::Facts))
        })
    }
}

/// What a node is called here.
struct Label;

impl Label {
    fn of(node: NamedOrBlankNodeRef<'_>) -> std::borrow::Cow<'_, str> {
        match node {
            NamedOrBlankNodeRef::NamedNode(node) => node.as_str().into(),
            NamedOrBlankNodeRef::BlankNode(node) => node.to_string().into(),
        }
    }
}

fn graph(name: GraphNameRef<'_>) -> Option<String> {
    match name {
        GraphNameRef::DefaultGraph => None,
        GraphNameRef::NamedNode(node) => Some(node.as_str().to_owned()),
        GraphNameRef::BlankNode(node) => Some(node.to_string()),
    }
}

fn datatype(literal: LiteralRef<'_>) -> &str {
    if literal.language().is_some() { "" } else { literal.datatype().as_str() }
}

#[expect(clippy::disallowed_methods, reason = "the parser of the file has checked IRIs and tags")]
fn triple(quad: QuadRef<'_>) -> [SimpleTerm<'_>; 3] {
    let iri = |iri| IriRef::new_unchecked(sophia_api::MownStr::from_ref(iri));
    let blank = |label: &str| SimpleTerm::BlankNode(BnodeId::new_unchecked(label.to_owned().into()));
    let subject = match quad.subject {
        NamedOrBlankNodeRef::NamedNode(node) => SimpleTerm::Iri(iri(node.as_str())),
        NamedOrBlankNodeRef::BlankNode(node) => blank(node.as_str()),
    };
    let object = match quad.object {
        TermRef::NamedNode(node) => SimpleTerm::Iri(iri(node.as_str())),
        TermRef::BlankNode(node) => blank(node.as_str()),
        TermRef::Literal(literal) => {
            let text = sophia_api::MownStr::from_ref(literal.value());
            match literal.language() {
                Some(tag) => {
                    let tag = LanguageTag::new_unchecked(sophia_api::MownStr::from_ref(tag));
                    SimpleTerm::LiteralLanguage(text, tag, None)
                }
                None => SimpleTerm::LiteralDatatype(text, iri(literal.datatype().as_str())),
            }
        }
    };
    [subject, SimpleTerm::Iri(iri(quad.predicate.as_str())), object]
}

/// Takes the triples of a description as evidence.
pub(super) fn take_item(evidence: &mut Evidence, item: Item<'_>) {
    let Item::Triple([subject, predicate, object]) = item else { return };
    let (SimpleTerm::Iri(subject), SimpleTerm::Iri(predicate)) = (subject, predicate) else { return };
    let object = match object {
        SimpleTerm::Iri(iri) => Object::Node(iri),
        SimpleTerm::LiteralDatatype(text, datatype) => Object::Literal(text, datatype),
        SimpleTerm::LiteralLanguage(text, ..) => Object::Literal(text, ""),
        _ => return,
    };
    evidence.take(subject, predicate, object, None);
}
