//! The claims of a graph, folded into what they are about: who says it, how firmly, in which words.

use std::collections::{BTreeMap, BTreeSet};

use verbale_core::codes::{Code, Factuality, Modality};
use verbale_core::vocab::{Property, class, dipl};

use super::graph::{Graph, Object, Predicate, Properties, has_types, values};
use super::keys;
use super::model::{Field, Quote, Quotes, Section, Value};
use super::names::Names;

/// What the claims about one entry say.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    pub(super) fields: BTreeMap<String, Field>,
    pub(super) quotes: BTreeMap<String, Quotes>,
}

/// The claims that are about something.
pub(super) fn subjects(graph: &Graph) -> impl Iterator<Item = &str> {
    graph
        .of_type(dipl::iri::Claim)
        .filter(|claim| graph.objects(claim, Property::About).any(|about| about.iri().is_some()))
}

/// One claim.
struct Claim<'g> {
    properties: &'g Properties,
    /// The node that it is about.
    about: &'g str,
    /// What its IRI has before `claim/`: empty, or the id of an enrichment's source and a slash.
    scope: String,
    /// The id of the fact or the key of the actor.
    id: String,
    /// The member, where a fact has several.
    member: String,
    /// The field that it is about; empty for the claim of a fact.
    field: String,
}

/// What a claim says of a field where the fact's own claim does not say it.
const SHARED: [Property; 5] =
    [Property::SaidBy, Property::SaidIn, Property::Modality, Property::Factuality, Property::HadPrimarySource];

/// Names the nodes of facts that have several by the fact: a reference to the fact means all of them.
pub(super) fn name_members(graph: &Graph, names: &mut Names) {
    let members: Vec<_> = claims(graph, names)
        .into_iter()
        .filter(|claim| !claim.member.is_empty())
        .map(|claim| (claim.about.to_owned(), format!("{}{}", claim.scope, claim.id)))
        .filter(|(about, fact)| names.within(about).is_some_and(|own| own.starts_with(&format!("{fact}/"))))
        .collect();
    for (node, fact) in members {
        names.alias(node, fact);
    }
}

fn claims<'g>(graph: &'g Graph, names: &Names) -> Vec<Claim<'g>> {
    let of = |iri: &'g str| {
        let properties = graph.subjects.get(iri)?;
        let about = values(properties, Property::About).find_map(Object::iri)?;
        Some(claim(iri, about, properties, names))
    };
    subjects(graph).filter_map(of).collect()
}

/// Takes the IRI of a claim apart: `[{scope}/]claim/{id}[/{member}][.{field}]`. Ids have neither slash nor full stop.
fn claim<'g>(iri: &str, about: &'g str, properties: &'g Properties, names: &Names) -> Claim<'g> {
    let own = names.within(iri).unwrap_or_default();
    let (scope, rest) =
        own.split_once("claim/").filter(|(scope, _)| scope.is_empty() || scope.ends_with('/')).unwrap_or_default();
    let (id, field) = rest.split_once('.').unwrap_or((rest, ""));
    let (id, member) = id.split_once('/').unwrap_or((id, ""));
    let mut field = field.to_owned();
    if field.is_empty()
        && let Some(property) = values(properties, Property::OnProperty).find_map(Object::iri)
    {
        property.clone_into(&mut field);
    }
    let [scope, id, member] = [scope, id, member].map(str::to_owned);
    Claim { properties, about, scope, id, member, field }
}

/// The evidence of each entry, by its name.
pub(super) fn evidence(graph: &Graph, names: &Names) -> BTreeMap<String, Evidence> {
    let claims = claims(graph, names);
    let own: BTreeMap<&str, &Properties> =
        claims.iter().filter(|claim| claim.field.is_empty()).map(|claim| (claim.about, claim.properties)).collect();
    let mut groups = BTreeMap::<(String, String), Vec<Said>>::new();
    for claim in &claims {
        let name = names.name(claim.about);
        // Several sources may say something of the same field of an actor.
        let field = match claim.field.as_str() {
            "" => String::new(),
            field if name.starts_with(&claim.scope) => field.to_owned(),
            field => format!("{}{field}", claim.scope),
        };
        let main = own.get(claim.about).copied().filter(|_| !claim.field.is_empty());
        groups.entry((name, field)).or_default().push(said(graph, names, claim, main));
    }
    let mut evidence = BTreeMap::<String, Evidence>::new();
    for ((name, field), said) in groups {
        add(evidence.entry(name).or_default(), &field, &said);
    }
    evidence
}

/// What one claim says.
struct Said {
    member: String,
    values: BTreeMap<String, BTreeSet<Value>>,
    quotes: BTreeSet<Quote>,
    /// Whether its words are those of the fact.
    are_of_fact: bool,
}

fn said(graph: &Graph, names: &Names, claim: &Claim<'_>, main: Option<&Properties>) -> Said {
    let spans = claim.properties.get(&Predicate::Known(Property::Span));
    let are_of_fact = main.is_some_and(|main| main.get(&Predicate::Known(Property::Span)) == spans);
    let quotes = spans.into_iter().flatten().map(|span| quote(graph, names, claim, span)).collect();
    let mut said = Said { member: claim.member.clone(), values: BTreeMap::new(), quotes, are_of_fact };
    for (predicate, objects) in claim.properties {
        let set = || objects.iter().map(|object| names.value(object)).collect::<BTreeSet<_>>();
        match predicate {
            Predicate::Known(Property::Type) if has_types(claim.properties, class::CLAIM) => {}
            Predicate::Known(Property::About) if objects.len() == 1 => {}
            Predicate::Known(Property::Span) => {}
            Predicate::Known(property) if SHARED.contains(property) && is_expected(*property, claim, main, names) => {}
            _ => drop(said.values.insert(keys::claim_key(predicate), set())),
        }
    }
    // What the fact's claim says and the field's does not.
    for property in SHARED {
        let predicate = Predicate::Known(property);
        if main.is_some_and(|main| main.contains_key(&predicate)) && !claim.properties.contains_key(&predicate) {
            said.values.insert(keys::claim_key(&predicate), BTreeSet::from([Value::text("nothing")]));
        }
    }
    said
}

/// Whether a field's claim says what the fact's own says; where there is none, what a source says of an actor.
fn is_expected(property: Property, claim: &Claim<'_>, main: Option<&Properties>, names: &Names) -> bool {
    let own = claim.properties.get(&Predicate::Known(property));
    if claim.field.is_empty() {
        return false;
    }
    if let Some(main) = main {
        return own == main.get(&Predicate::Known(property));
    }
    let is = |iri: &str| own.is_some_and(|own| own.len() == 1 && own.iter().all(|object| object.iri() == Some(iri)));
    match property {
        Property::SaidBy => own.is_some_and(|own| {
            let source = Value::Node(format!("{}source", claim.scope));
            own.len() == 1 && own.iter().all(|object| names.value(object) == source)
        }),
        Property::Modality => is(Modality::Stated.iri()),
        Property::Factuality => is(Factuality::Certain.iri()),
        _ => false,
    }
}

/// The words of a span.
fn quote(graph: &Graph, names: &Names, claim: &Claim<'_>, span: &Object) -> Quote {
    let mut quote = Quote::default();
    let Some(properties) = span.iri().and_then(|iri| graph.subjects.get(iri)) else {
        quote.extra.insert(("span".to_owned(), names.value(span)));
        return quote;
    };
    let record = format!("{}{}/source", claim.scope, claim.id);
    let has_record = graph.subjects.contains_key(&names.iri(&record));
    let expected = if has_record { record } else { format!("{}source", claim.scope) };
    let sources: Vec<_> = values(properties, Property::HasSource).map(|source| names.value(source).short()).collect();
    quote.source = if sources == [expected] { String::new() } else { format!("[{}]", sources.join(", ")) };
    add_unusual_types(&mut quote, properties, &[class::SPAN], names);
    let selectors = values(properties, Property::HasSelector).filter_map(Object::iri);
    let selectors: Vec<_> = selectors.filter_map(|iri| graph.subjects.get(iri)).collect();
    for selector in &selectors {
        let types = [class::TEXT_QUOTE_SELECTOR, class::TEXT_POSITION_SELECTOR];
        add_unusual_types(&mut quote, selector, &types, names);
    }
    let mut ends = [None, None];
    for (predicate, object) in std::iter::once(properties).chain(selectors).flat_map(triples) {
        let number = || object.lexical().and_then(|lexical| lexical.parse().ok());
        let text = || object.lexical().unwrap_or_default().to_owned();
        match predicate {
            Predicate::Known(Property::Exact) => quote.exact = text(),
            Predicate::Known(Property::Prefix) => quote.around[0] = Some(text()),
            Predicate::Known(Property::Suffix) => quote.around[1] = Some(text()),
            Predicate::Known(Property::SpanStart) if number().is_some() => ends[0] = number(),
            Predicate::Known(Property::SpanEnd) if number().is_some() => ends[1] = number(),
            Predicate::Known(Property::HasSelector) if is_described(graph, object) => {}
            Predicate::Known(Property::HasSource | Property::Type) => {}
            other => drop(quote.extra.insert((keys::key(other, "", Section::Others), names.value(object)))),
        }
    }
    quote.place = ends[0].zip(ends[1]).map(|(start, end)| [start, end]);
    quote
}

/// Notes the types of a part of a span, where they are none that the part has.
fn add_unusual_types(quote: &mut Quote, properties: &Properties, usual: &[&[&str]], names: &Names) {
    if !usual.iter().any(|types| has_types(properties, types)) {
        let types: BTreeSet<_> = values(properties, Property::Type).map(|class| names.value(class).short()).collect();
        let types = Value::text(types.into_iter().collect::<Vec<_>>().join(" "));
        quote.extra.insert(("rdf:type".to_owned(), types));
    }
}

fn triples(properties: &Properties) -> impl Iterator<Item = (&Predicate, &Object)> {
    properties.iter().flat_map(|(predicate, objects)| objects.iter().map(move |object| (predicate, object)))
}

fn is_described(graph: &Graph, object: &Object) -> bool {
    object.iri().is_some_and(|iri| graph.subjects.contains_key(iri))
}

/// Adds what the claims about one field say, or about the fact itself where the field is empty.
fn add(evidence: &mut Evidence, field: &str, said: &[Said]) {
    let under = |key: &str| if field.is_empty() { key.to_owned() } else { format!("{field}.{key}") };
    let keys: BTreeSet<&String> = said.iter().flat_map(|said| said.values.keys()).collect();
    for key in keys {
        let of = |said: &Said| (said.member.clone(), said.values.get(key).cloned().unwrap_or_default());
        let sets: Vec<_> = said.iter().map(of).collect();
        let values = agreed(&sets, |value, member| Value::Of(Box::new(value.clone()), member.to_owned()));
        let behind = if key == "onProperty" {
            [field, "since", "until", &under("basis")].map(str::to_owned).to_vec()
        } else {
            Vec::new()
        };
        evidence.fields.insert(under(key), Field { values, is_claimed: true, behind, is_default: false });
    }
    let sets: Vec<_> = said.iter().map(|said| (said.member.clone(), said.quotes.clone())).collect();
    let quotes = agreed(&sets, |quote, member| Quote { of: Some(member.to_owned()), ..quote.clone() });
    let are_of_fact = said.iter().all(|said| said.are_of_fact);
    evidence.quotes.insert(under("quote"), Quotes { list: quotes.into_iter().collect(), are_of_fact });
}

/// What all say as it is, and what some say with the name of each that says it.
pub(super) fn agreed<T: Clone + Ord>(sets: &[(String, BTreeSet<T>)], of: impl Fn(&T, &str) -> T) -> BTreeSet<T> {
    let by_all = |value: &T| sets.iter().all(|(_, values)| values.contains(value));
    sets.iter()
        .flat_map(|(name, values)| values.iter().map(move |value| (name, value)))
        .map(|(name, value)| if by_all(value) { value.clone() } else { of(value, name) })
        .collect()
}
