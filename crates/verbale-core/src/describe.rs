//! From resolved facts to quads: one subject at a time, each once, in the documented order.
//!
//! The order of description is the order of output: the dossier, its sources, the actors, the places, each followed by
//! the claims on it; then each fact, followed by its series and its claims, each of these by the spans not yet written.

use sophia_api::MownStr;
use sophia_api::term::{IriRef, LanguageTag, SimpleTerm};

use crate::iri::Name;
use crate::resolve::{Described, FactNode, Object, Resolved, ResolvedFact, SpanIndex, Triple};
use crate::vocab::{Property, class, rdf, xsd};

/// A part of a dossier's description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// The dossier itself.
    Dossier,
    /// The source texts.
    Source,
    /// The actors.
    Actors,
    /// The places and occurrences.
    Places,
    /// The facts of the dossier's own source.
    Facts,
    /// The facts of other sources.
    Enrichment,
}

/// What a description consists of: three marks, and triples in between.
///
/// A dossier's triples all belong to one graph, which the caller names; so the stream carries triples, and the mark at
/// the beginning carries what the graph may be named after.
#[derive(Clone, Copy, Debug)]
pub enum Item<'i> {
    /// A dossier begins.
    DossierBegins {
        /// The dossier's IRI.
        dossier: &'i str,
        /// The IRI of its source.
        source: &'i str,
    },
    /// A section begins; empty sections do not.
    SectionBegins(Section),
    /// A triple: subject, predicate, object.
    Triple(&'i [SimpleTerm<'i>; 3]),
    /// The dossier ends.
    DossierEnds,
}

/// Where the items go.
pub(crate) type Emit<'e, E> = dyn FnMut(Item<'_>) -> Result<(), E> + 'e;

/// Describes a dossier. Nothing is allocated for a triple: all terms borrow from `resolved`.
///
/// ```
/// use verbale_core::describe::{describe, Item};
/// # use verbale_core::{dossier::{source::Source, Dossier}, resolve::{resolve, Surroundings}, text::Text};
/// # let text = Text::new("Mali met Niger.");
/// # let dossier = Dossier::new("d", Source::of_text("en", "Mali met Niger."));
/// # let (resolved, _) = resolve(&dossier, &Surroundings { text: Some(&text), ..Surroundings::default() });
/// # let resolved = resolved.expect("it resolves");
/// let mut triples = 0;
/// describe(&resolved, &mut |item| {
///     triples += usize::from(matches!(item, Item::Triple(_)));
///     Ok::<(), std::convert::Infallible>(())
/// })?;
/// assert!(triples > 5);
/// # Ok::<(), std::convert::Infallible>(())
/// ```
pub fn describe<E>(resolved: &Resolved<'_>, emit: &mut dyn FnMut(Item<'_>) -> Result<(), E>) -> Result<(), E> {
    describe_wanted(resolved, &mut |_, _| true, emit)
}

/// As [`describe`], without the nodes that `wanted`, asked once for each with its section and its IRI, does not want: those
/// that a part of the dossier before this one has described.
pub fn describe_wanted<E>(
    resolved: &Resolved<'_>,
    wanted: &mut dyn FnMut(Section, &str) -> bool,
    emit: &mut dyn FnMut(Item<'_>) -> Result<(), E>,
) -> Result<(), E> {
    emit(Item::DossierBegins { dossier: resolved.dossier_iri(), source: resolved.source_iri() })?;
    let mut nodes = Nodes::of(resolved, wanted);
    emit(Item::SectionBegins(Section::Dossier))?;
    nodes.load(&resolved.properties);
    nodes.emit(resolved.iri, class::DOSSIER, emit)?;
    for (section, described) in
        [(Section::Source, &resolved.sources), (Section::Actors, &resolved.actors), (Section::Places, &resolved.places)]
    {
        nodes.describe_section(section, described, emit)?;
    }
    let own = resolved.facts.iter().take_while(|fact| fact.source == 0).count();
    let (own, others) = resolved.facts.split_at(own);
    for (section, facts) in [(Section::Facts, own), (Section::Enrichment, others)] {
        if !facts.is_empty() {
            nodes.begin(section, emit)?;
        }
        for fact in facts {
            nodes.describe_fact(fact, emit)?;
        }
    }
    emit(Item::DossierEnds)
}

/// The node being described: its properties in a buffer that is used again for the next one.
pub(crate) struct Nodes<'d, 'r> {
    resolved: &'r Resolved<'d>,
    properties: Vec<Triple<'d>>,
    written: Vec<bool>,
    wanted: &'r mut dyn FnMut(Section, &str) -> bool,
    section: Section,
}

impl<'d, 'r> Nodes<'d, 'r> {
    fn of(resolved: &'r Resolved<'d>, wanted: &'r mut dyn FnMut(Section, &str) -> bool) -> Self {
        let written = vec![false; resolved.spans.len()];
        Self { resolved, properties: Vec::with_capacity(64), written, wanted, section: Section::Dossier }
    }

    fn begin<E>(&mut self, section: Section, emit: &mut Emit<'_, E>) -> Result<(), E> {
        self.section = section;
        emit(Item::SectionBegins(section))
    }

    pub(crate) fn clear(&mut self) {
        self.properties.clear();
    }

    /// Adds a property of the node.
    pub(crate) fn push(&mut self, property: Property, object: Object<'d>) {
        self.properties.push((property, object));
    }

    fn load(&mut self, properties: &[Triple<'d>]) {
        self.clear();
        self.properties.extend_from_slice(properties);
    }

    /// Emits the node: its types, then its properties in the ontology's order, values in the dossier's.
    pub(crate) fn emit<E>(&mut self, iri: Name, types: &[&'static str], emit: &mut Emit<'_, E>) -> Result<(), E> {
        let iri = self.resolved.arena.text(iri);
        if !(self.wanted)(self.section, iri) {
            return Ok(());
        }
        let mut triple = [iri_term(iri), iri_term(rdf::iri::type_), iri_term(rdf::iri::type_)];
        for class in types {
            triple[2] = iri_term(class);
            emit(Item::Triple(&triple))?;
        }
        sort(&mut self.properties);
        let mut seen = Seen::default();
        for (index, (property, object)) in self.properties.iter().enumerate() {
            let repeated = if self.properties.len() > FEW {
                !seen.insert((*property, self.key(object)))
            } else {
                let before = self.properties[..index].iter().rev().take_while(|(other, _)| other == property);
                before.into_iter().any(|(_, other)| self.are_same(other, object))
            };
            if !repeated {
                triple[1] = iri_term(property.iri());
                triple[2] = self.term(object);
                emit(Item::Triple(&triple))?;
            }
        }
        Ok(())
    }

    fn are_same(&self, one: &Object<'_>, other: &Object<'_>) -> bool {
        match (one, other) {
            (Object::Node(one), Object::Node(other)) => {
                self.resolved.arena.text(*one) == self.resolved.arena.text(*other)
            }
            (Object::Term(one), Object::Term(other)) => one == other,
            _ => self.key(one) == self.key(other),
        }
    }

    /// What makes an object the same as another: its text, and its tag or datatype.
    fn key<'t>(&'t self, object: &Object<'t>) -> (&'t str, &'t str) {
        match object {
            Object::Node(name) => (self.resolved.arena.text(*name), ""),
            Object::Term(iri) => (iri, ""),
            Object::Text(text, language) => (text, language),
            Object::Plain(text) => (text, xsd::iri::string),
            Object::Typed(lexical, datatype) => (self.resolved.arena.text(*lexical), datatype),
            Object::Boolean(value) => (if *value { "true" } else { "false" }, xsd::iri::boolean),
        }
    }

    fn term<'t>(&'t self, object: &Object<'t>) -> SimpleTerm<'t> {
        let typed = |lexical, datatype| SimpleTerm::LiteralDatatype(MownStr::from_ref(lexical), iri_ref(datatype));
        match object {
            Object::Node(name) => iri_term(self.resolved.arena.text(*name)),
            Object::Term(iri) => iri_term(iri),
            Object::Text(text, language) => {
                #[expect(clippy::disallowed_methods, reason = "resolving has checked the tag")]
                let tag = LanguageTag::new_unchecked(MownStr::from_ref(language));
                SimpleTerm::LiteralLanguage(MownStr::from_ref(text), tag, None)
            }
            Object::Plain(text) => typed(text, xsd::iri::string),
            Object::Typed(lexical, datatype) => typed(self.resolved.arena.text(*lexical), datatype),
            Object::Boolean(value) => typed(if *value { "true" } else { "false" }, xsd::iri::boolean),
        }
    }

    fn describe_section<E>(
        &mut self,
        section: Section,
        described: &[Described<'d>],
        emit: &mut Emit<'_, E>,
    ) -> Result<(), E> {
        if !described.is_empty() {
            self.begin(section, emit)?;
        }
        for node in described {
            self.load(&node.properties);
            self.emit(node.iri, node.types, emit)?;
            for claim in &node.claims {
                self.claim_field(node.iri, claim, emit)?;
            }
        }
        Ok(())
    }

    fn describe_fact<E>(&mut self, fact: &ResolvedFact<'d>, emit: &mut Emit<'_, E>) -> Result<(), E> {
        for (at, node) in fact.nodes.iter().enumerate() {
            self.load(&fact.properties);
            self.push_layer(fact, node);
            self.push(Property::IsPartOf, Object::Node(self.resolved.iri));
            let types = if fact.asserted { fact.fact.kind.class() } else { class::UNASSERTED_SITUATION };
            self.emit(node.iri, types, emit)?;
            if let Some(series) = &fact.series {
                self.load(&series.properties);
                self.emit(series.iri, class::MEETING_SERIES, emit)?;
            }
            self.claim_fact(fact, at, node, emit)?;
        }
        Ok(())
    }

    /// A node of its own class has the twins that its class has elsewhere; an unasserted one says what it would be.
    fn push_layer(&mut self, fact: &ResolvedFact<'d>, node: &FactNode<'d>) {
        if let Some(member) = node.member {
            self.push(Property::Member, member);
        }
        if !fact.asserted {
            self.push(Property::SituationType, Object::Term(fact.fact.kind.situation_type()));
            return;
        }
        for index in 0..self.properties.len() {
            let (property, object) = self.properties[index];
            if let Some(twin) = twin(property) {
                self.push(twin, object);
            }
        }
    }

    pub(crate) fn span_iri(&self, span: SpanIndex) -> Name {
        self.resolved.spans[span].iri
    }

    /// The spans that no claim before has described, each with its selectors.
    pub(crate) fn describe_spans<E>(&mut self, spans: &[SpanIndex], emit: &mut Emit<'_, E>) -> Result<(), E> {
        for index in spans {
            if !std::mem::replace(&mut self.written[*index], true) {
                self.describe_span(*index, emit)?;
            }
        }
        Ok(())
    }

    fn describe_span<E>(&mut self, index: SpanIndex, emit: &mut Emit<'_, E>) -> Result<(), E> {
        let span = self.resolved.spans[index];
        self.clear();
        self.push(Property::HasSource, Object::Node(span.source));
        self.push(Property::HasSelector, Object::Node(span.quote));
        if let Some(located) = span.located {
            self.push(Property::HasSelector, Object::Node(located.position));
        }
        self.emit(span.iri, class::SPAN, emit)?;
        self.clear();
        self.push(Property::Exact, Object::Plain(span.exact));
        if let Some(located) = span.located {
            self.push(Property::Prefix, Object::Plain(located.prefix));
            self.push(Property::Suffix, Object::Plain(located.suffix));
        }
        self.emit(span.quote, class::TEXT_QUOTE_SELECTOR, emit)?;
        let Some(located) = span.located else {
            return Ok(());
        };
        self.clear();
        let [start, end] = located.offsets;
        self.push(Property::SpanStart, Object::Typed(start, xsd::iri::nonNegativeInteger));
        self.push(Property::SpanEnd, Object::Typed(end, xsd::iri::nonNegativeInteger));
        self.emit(located.position, class::TEXT_POSITION_SELECTOR, emit)
    }
}

/// The property of the Organization Ontology beside our own.
const fn twin(property: Property) -> Option<Property> {
    match property {
        Property::Member => Some(Property::OrgMember),
        Property::Organisation => Some(Property::OrgOrganization),
        Property::Role => Some(Property::OrgRole),
        _ => None,
    }
}

/// Up to so many properties a node is sorted in place, and repeats are looked for by walking back: nothing is allocated.
const FEW: usize = 64;

type Seen<'s> = std::collections::HashSet<(Property, (&'s str, &'s str))>;

/// A stable sort by property.
fn sort(properties: &mut [Triple<'_>]) {
    if properties.len() > FEW {
        properties.sort_by_key(|(property, _)| *property);
        return;
    }
    for end in 1..properties.len() {
        let mut at = end;
        while at > 0 && properties[at - 1].0 > properties[at].0 {
            properties.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "it comes from the arena, which checks it, or from the tested vocabulary"
)]
fn iri_ref(iri: &str) -> IriRef<MownStr<'_>> {
    IriRef::new_unchecked(MownStr::from_ref(iri))
}

fn iri_term(iri: &str) -> SimpleTerm<'_> {
    SimpleTerm::Iri(iri_ref(iri))
}
