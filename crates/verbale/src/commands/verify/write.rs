//! The graph again, with the places that its words have now.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use sophia_api::MownStr;
use sophia_api::term::{IriRef, SimpleTerm};
use verbale_core::describe::Item;
use verbale_core::text::CONTEXT;
use verbale_core::vocab::{class, dipl, oa, rdf, schema, xsd};

use super::evidence::{Evidence, Id, Said, Value, WAS_REVISION_OF};
use super::judge::{Status, Verdict};
use super::proof::Proof;
use super::read::TakeItem;
use super::texts::{Given, Sources};
use crate::error::Error;

/// Properties of which one value gives the others: what a claim on one of them proves, it proves of all.
const DATES: [&str; 6] =
    [dipl::iri::date, dipl::iri::start, dipl::iri::end, dipl::iri::edtf, dipl::iri::earliest, dipl::iri::latest];

/// What changes in a graph.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// New names.
    names: HashMap<Id, String>,
    /// New values of properties.
    values: HashMap<Id, Vec<NewValue>>,
    /// Nodes that are left out with all that is said of them.
    gone: HashSet<Id>,
    /// Properties that are left out of nodes that stay.
    fields: HashMap<Id, Vec<String>>,
    /// Texts that have a newer version.
    revised: HashMap<Id, Revision>,
}

/// A literal that takes the place of another one.
#[derive(Debug)]
struct NewValue {
    property: &'static str,
    value: String,
    datatype: &'static str,
}

/// The version of a text before the present one.
#[derive(Debug)]
struct Revision {
    iri: String,
    hash: String,
}

impl Plan {
    /// Plans the places of words that were found, and the versions of texts.
    pub(super) fn new(
        evidence: &Evidence,
        proof: &Proof<'_>,
        sources: &Sources<'_>,
        given: &[Given],
        verdicts: &[Verdict],
    ) -> Self {
        let mut plan = Self::default();
        for source in &sources.list {
            let (Some(text), Some(old), false) = (source.given, source.hash, source.same) else { continue };
            let iri = format!("{}/version/{}", evidence.node(source.node).iri, &old[..16]);
            plan.revised.insert(source.node, Revision { iri, hash: old.to_owned() });
            plan.set(source.node, schema::iri::sha256, given[text].hash.clone(), xsd::iri::string);
        }
        for (span, verdict) in proof.spans.iter().zip(verdicts) {
            let source = span.source.and_then(|source| sources.of(source)).filter(|source| !source.same);
            let text = source.and_then(|source| source.given).map(|number| &given[number].text);
            let (Some(text), Some(now), true) = (text, verdict.now, verdict.status.is_kept()) else { continue };
            let [Some(quote), Some(position)] = span.selectors else { continue };
            let (prefix, suffix) = text.context(now, CONTEXT);
            plan.set(quote, oa::iri::exact, text.slice(now).to_owned(), xsd::iri::string);
            plan.set(quote, oa::iri::prefix, prefix.to_owned(), xsd::iri::string);
            plan.set(quote, oa::iri::suffix, suffix.to_owned(), xsd::iri::string);
            plan.set(position, oa::iri::start, now.start.to_string(), xsd::iri::nonNegativeInteger);
            plan.set(position, oa::iri::end, now.end.to_string(), xsd::iri::nonNegativeInteger);
            let placed = span.words.and_then(|words| words.placed);
            if let Some(placed) = placed {
                let old = format!("/span/{}-{}", placed.start, placed.end);
                plan.rename(evidence, [span.node, quote, position], &old, &format!("/span/{}-{}", now.start, now.end));
            }
        }
        plan
    }

    fn set(&mut self, node: Id, property: &'static str, value: String, datatype: &'static str) {
        self.values.entry(node).or_default().push(NewValue { property, value, datatype });
    }

    /// Names a span and its selectors by its new place, where they were named by the old one.
    fn rename(&mut self, evidence: &Evidence, nodes: [Id; 3], old: &str, new: &str) {
        let iri = &*evidence.node(nodes[0]).iri;
        let Some(stem) = iri.strip_suffix(old) else { return };
        for node in nodes {
            if let Some(rest) = evidence.node(node).iri.strip_prefix(iri) {
                self.names.insert(node, format!("{stem}{new}{rest}"));
            }
        }
    }

    /// Leaves out the facts that are not kept, those that refer to one that is left out, and what belongs to them alone.
    /// Gives their numbers, each with the fact that it refers to, or itself.
    pub(super) fn drop_lost(
        &mut self,
        evidence: &Evidence,
        proof: &Proof<'_>,
        is_lost: &dyn Fn(usize) -> bool,
        links: &Links,
    ) -> BTreeMap<usize, Id> {
        let by_node: HashMap<Id, usize> = proof.facts.iter().enumerate().map(|(n, fact)| (fact.node, n)).collect();
        let mut left_out: BTreeMap<usize, Id> = BTreeMap::new();
        let mut open: Vec<(usize, Id)> =
            (0..proof.facts.len()).filter(|n| is_lost(*n)).map(|n| (n, proof.facts[n].node)).collect();
        while let Some((number, because)) = open.pop() {
            if left_out.contains_key(&number) {
                continue;
            }
            left_out.insert(number, because);
            let fact = &proof.facts[number];
            if is_part(evidence, fact.node) {
                let referring = links.to.get(&fact.node).into_iter().flatten();
                open.extend(referring.filter_map(|from| by_node.get(from)).map(|from| (*from, fact.node)));
            }
        }
        self.leave_out(evidence, proof, left_out.keys().copied());
        left_out
    }

    fn leave_out(&mut self, evidence: &Evidence, proof: &Proof<'_>, facts: impl Iterator<Item = usize>) {
        let mut spans: BTreeSet<usize> = BTreeSet::new();
        let mut out = HashSet::new();
        for number in facts {
            let fact = &proof.facts[number];
            out.insert(number);
            spans.extend(&fact.spans);
            self.gone.extend(&fact.claims);
            if is_part(evidence, fact.node) {
                self.gone.insert(fact.node);
                self.gone.extend(evidence.node(fact.node).nodes(Said::Series));
            } else {
                fact.claims.iter().for_each(|claim| self.leave_out_field(evidence, fact.node, *claim));
            }
        }
        for (number, fact) in proof.facts.iter().enumerate() {
            if !out.contains(&number) {
                fact.spans.iter().for_each(|span| {
                    spans.remove(span);
                });
            }
        }
        for span in spans {
            let span = &proof.spans[span];
            self.gone.insert(span.node);
            self.gone.extend(span.selectors.into_iter().flatten());
        }
    }

    /// Leaves out the value that a claim is about, of a node that stays.
    fn leave_out_field(&mut self, evidence: &Evidence, node: Id, claim: Id) {
        for property in evidence.node(claim).nodes(Said::OnProperty) {
            let property = &*evidence.node(property).iri;
            let fields = self.fields.entry(node).or_default();
            if DATES.contains(&property) {
                fields.extend(DATES.map(str::to_owned));
            } else {
                fields.push(property.to_owned());
            }
        }
    }
}

/// Whether a node is a fact of a dossier, and no actor or text of which a field has words of its own.
fn is_part(evidence: &Evidence, node: Id) -> bool {
    evidence.node(node).all(Said::PartOf).next().is_some()
}

/// Which facts refer to which.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// By fact, those that refer to it.
    to: HashMap<Id, Vec<Id>>,
}

impl Links {
    /// The links of a graph, its claims and series counted to their facts.
    pub(super) fn new(
        evidence: &Evidence,
        proof: &Proof<'_>,
        describe: &mut dyn FnMut(&mut TakeItem<'_>) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let mut owners: HashMap<Id, Id> = HashMap::new();
        for fact in &proof.facts {
            owners.insert(fact.node, fact.node);
            owners.extend(fact.claims.iter().map(|claim| (*claim, fact.node)));
            owners.extend(evidence.node(fact.node).nodes(Said::Series).map(|series| (series, fact.node)));
        }
        let facts: HashSet<Id> = proof.facts.iter().map(|fact| fact.node).collect();
        let mut links = Self::default();
        describe(&mut |item| {
            let Item::Triple([subject, _, SimpleTerm::Iri(object)]) = item else { return Ok(()) };
            let owner = name(subject).and_then(|subject| evidence.id(&subject)).and_then(|id| owners.get(&id));
            let object = evidence.id(object).filter(|object| facts.contains(object));
            if let (Some(owner), Some(object)) = (owner, object)
                && *owner != object
            {
                links.to.entry(object).or_default().push(*owner);
            }
            Ok(())
        })?;
        Ok(links)
    }
}

/// Passes a graph on as a plan has it.
pub(super) struct Rewriter<'p> {
    pub(super) evidence: &'p Evidence,
    pub(super) plan: &'p Plan,
    /// The text that is being described.
    source: Option<Id>,
    /// Texts whose version before was told.
    told: HashSet<Id>,
}

impl<'p> Rewriter<'p> {
    pub(super) fn new(evidence: &'p Evidence, plan: &'p Plan) -> Self {
        Self { evidence, plan, source: None, told: HashSet::new() }
    }

    /// Passes on one piece.
    pub(super) fn item(&mut self, item: Item<'_>, take: &mut TakeItem<'_>) -> Result<(), Error> {
        let Item::Triple([subject, predicate, object]) = item else {
            if matches!(item, Item::DossierBegins { .. } | Item::DossierEnds) {
                self.end_source(take)?;
            }
            return take(item);
        };
        let id = name(subject).and_then(|subject| self.evidence.id(&subject));
        if self.source.is_some() && self.source != id {
            self.end_source(take)?;
        }
        let Some(id) = id else { return take(item) };
        let SimpleTerm::Iri(property) = predicate else { return take(item) };
        let property = property.as_str();
        if self.plan.revised.contains_key(&id) {
            self.source = Some(id);
            // The version before the last one is now the one before that.
            if property == WAS_REVISION_OF {
                return Ok(());
            }
        }
        let is_left_out = |fields: &Vec<String>| fields.iter().any(|field| field == property);
        if self.plan.gone.contains(&id) || self.plan.fields.get(&id).is_some_and(is_left_out) {
            return Ok(());
        }
        let subject = self.plan.names.get(&id).map_or_else(|| Ok(subject.clone()), |name| iri(name))?;
        let values = self.plan.values.get(&id).into_iter().flatten();
        let object = match values.into_iter().find(|value| value.property == property) {
            Some(NewValue { value, datatype, .. }) => literal(value, datatype)?,
            None => self.object(object)?,
        };
        take(Item::Triple(&[subject, predicate.clone(), object]))
    }

    /// Ends the graph.
    pub(super) fn finish(&mut self, take: &mut TakeItem<'_>) -> Result<(), Error> {
        self.end_source(take)
    }

    fn object<'o>(&'o self, object: &'o SimpleTerm<'o>) -> Result<SimpleTerm<'o>, Error> {
        let new = name(object).and_then(|object| self.plan.names.get(&self.evidence.id(&object)?));
        new.map_or_else(|| Ok(object.clone()), |name| iri(name))
    }

    /// Says after the description of a text which version was before it, and describes that one.
    fn end_source(&mut self, take: &mut TakeItem<'_>) -> Result<(), Error> {
        let Some(id) = self.source.take().filter(|id| self.told.insert(*id)) else { return Ok(()) };
        let Some(Revision { iri: version, hash }) = self.plan.revised.get(&id) else { return Ok(()) };
        let node = self.evidence.node(id);
        let mut say = |subject: &str, property: &str, object: SimpleTerm<'_>| {
            take(Item::Triple(&[iri(subject)?, iri(property)?, object]))
        };
        say(&node.iri, WAS_REVISION_OF, iri(version)?)?;
        for class in class::SOURCE_TEXT {
            say(version, rdf::iri::type_, iri(class)?)?;
        }
        for statement in node.all(Said::Language) {
            if let Value::Literal(language, _) = &statement.value {
                say(version, schema::iri::inLanguage, literal(language, xsd::iri::string)?)?;
            }
        }
        say(version, schema::iri::sha256, literal(hash, xsd::iri::string)?)?;
        node.nodes(Said::RevisionOf)
            .try_for_each(|before| say(version, WAS_REVISION_OF, iri(&self.evidence.node(before).iri)?))
    }
}

/// What a node is called here.
fn name<'t>(term: &'t SimpleTerm<'_>) -> Option<Cow<'t, str>> {
    match term {
        SimpleTerm::Iri(iri) => Some(Cow::Borrowed(iri.as_str())),
        SimpleTerm::BlankNode(label) => Some(Cow::Owned(format!("_:{}", label.as_str()))),
        _ => None,
    }
}

fn iri(text: &str) -> Result<SimpleTerm<'_>, Error> {
    let made = IriRef::new(MownStr::from_ref(text)).map(SimpleTerm::Iri);
    made.map_err(|_| Error::Internal(format!("`{text}` is no IRI")))
}

fn literal<'l>(text: &'l str, datatype: &'l str) -> Result<SimpleTerm<'l>, Error> {
    match iri(datatype)? {
        SimpleTerm::Iri(datatype) => Ok(SimpleTerm::LiteralDatatype(MownStr::from_ref(text), datatype)),
        _ => Err(Error::Internal(format!("`{datatype}` is no datatype"))),
    }
}

/// Whether a fact is kept, so that it is written.
pub(super) fn is_written(status: Status, allow_unproved: bool) -> bool {
    status.is_kept() || (allow_unproved && status == Status::Unproved)
}
