//! From triples to entries: each node with its fields, and the claims and spans folded into what they are about.

use std::collections::{BTreeMap, BTreeSet};

use verbale_core::vocab::{Property, class};

use super::claims::{self, Evidence, agreed};
use super::dates;
use super::graph::{Graph, Object, Predicate, Properties, has_types, values};
use super::keys::{self, Sort};
use super::model::{Entry, Field, Model, Section, Value, shared};
use super::names::{self, Names};
use super::settle::settle;

/// The dossier with this IRI, as a graph describes it. Every triple of the graph is in it, or follows from what is.
pub(super) fn build(dossier: &str, graph: &Graph) -> Model {
    let mut names = Names::of(dossier);
    claims::name_members(graph, &mut names);
    let mut model = assemble(graph, &names);
    names::id(dossier).clone_into(&mut model.id);
    let itself = model.entries.entry((Section::Dossier, model.id.clone())).or_default();
    itself.fields.insert("base".to_owned(), Field::of(BTreeSet::from([Value::text(names::base(dossier))])));
    settle(&mut model);
    model
}

/// What several dossiers of a graph share; `base` is that of one of them.
pub(super) fn build_shared(base: &str, graph: &Graph) -> Model {
    let mut model = assemble(graph, &Names::shared(base));
    settle(&mut model);
    model
}

/// The fields of one node, and the member for which it stands where a fact has several.
struct Draft {
    member: String,
    fields: BTreeMap<String, Field>,
}

fn assemble(graph: &Graph, names: &Names) -> Model {
    let folded = folded(graph);
    let mut drafts = BTreeMap::<(Section, String), (String, Vec<Draft>)>::new();
    for (subject, properties) in graph.subjects.iter().filter(|(subject, _)| !folded.contains(subject.as_str())) {
        let name = names.name(subject);
        let sort = keys::sort(properties).unwrap_or_else(|| untyped(&name));
        let fields = fields(graph, properties, &sort, names);
        let member = subject.rsplit('/').next().unwrap_or_default().to_owned();
        let (_, nodes) = drafts.entry((sort.section, name)).or_insert_with(|| (sort.kind, Vec::new()));
        nodes.push(Draft { member, fields });
    }
    let mut model = Model::default();
    for (key, (kind, nodes)) in drafts {
        model.entries.insert(key, Entry { kind, fields: merged(nodes), ..Entry::default() });
    }
    let sections: BTreeMap<String, Section> =
        model.entries.keys().map(|(section, name)| (name.clone(), *section)).collect();
    for (name, Evidence { fields, quotes }) in claims::evidence(graph, names) {
        let section = sections.get(&name).copied().or_else(|| shared(&name)).unwrap_or(Section::Others);
        let entry = model.entries.entry((section, name)).or_default();
        entry.fields.extend(fields);
        entry.quotes.extend(quotes);
    }
    model
}

/// Subjects that are part of another entry: claims, spans with their selectors, series.
fn folded(graph: &Graph) -> BTreeSet<&str> {
    let of = |subject: &str, property| graph.objects(subject, property).filter_map(Object::iri).collect::<Vec<_>>();
    let mut folded = BTreeSet::new();
    for claim in claims::subjects(graph) {
        folded.insert(claim);
        for span in of(claim, Property::Span) {
            folded.insert(span);
            folded.extend(of(span, Property::HasSelector));
        }
    }
    folded.extend(graph.subjects.keys().flat_map(|subject| of(subject, Property::Series)));
    folded
}

/// A node that has no type of ours.
fn untyped(name: &str) -> Sort {
    let section = shared(name).unwrap_or(Section::Others);
    let kind = if section == Section::Occurrences { "occurrence" } else { "node" };
    Sort { kind: kind.to_owned(), section, is_asserted: None, is_usual: false }
}

fn fields(graph: &Graph, properties: &Properties, sort: &Sort, names: &Names) -> BTreeMap<String, Field> {
    let Sort { kind, section, .. } = sort;
    let mut fields = dates::fold(properties, keys::date_key(*section), keys::has_period(kind));
    let mut sets = BTreeMap::<String, BTreeSet<Value>>::new();
    for (predicate, objects) in properties {
        if dates::is_of_date(predicate) || says_its_sort(predicate, sort) || is_twin(predicate) {
            continue;
        }
        let key = keys::key(predicate, kind, *section);
        for object in objects {
            match series_of(graph, predicate, object) {
                Some(series) => {
                    for (key, values) in series_fields(series, names) {
                        sets.entry(key).or_default().extend(values);
                    }
                }
                None if is_own_dossier(predicate, object, names) => {}
                None => drop(sets.entry(key.clone()).or_default().insert(names.value(object))),
            }
        }
    }
    add_twins(&mut sets, properties, sort, names);
    if *section == Section::Facts && !is_in_dossier(properties, names) {
        sets.entry("isPartOf".to_owned()).or_default().insert(Value::text("not the dossier"));
    }
    fields.extend(sets.into_iter().map(|(key, values)| (key, Field::of(values))));
    add_sort(&mut fields, properties, sort);
    fields
}

/// Whether a triple only says what kind of node it is.
fn says_its_sort(predicate: &Predicate, sort: &Sort) -> bool {
    match predicate {
        Predicate::Known(Property::Type) => true,
        Predicate::Known(Property::SituationType) => sort.is_asserted == Some(false),
        _ => false,
    }
}

/// Our own properties that have a twin in the Organization Ontology.
const TWINS: [(Property, Property); 3] = [
    (Property::Member, Property::OrgMember),
    (Property::Organisation, Property::OrgOrganization),
    (Property::Role, Property::OrgRole),
];

/// Twins that are not what the format makes: the same values on a fact that is asserted, none on any other node.
fn add_twins(sets: &mut BTreeMap<String, BTreeSet<Value>>, properties: &Properties, sort: &Sort, names: &Names) {
    for (own, twin) in TWINS.map(|(own, twin)| (Predicate::Known(own), Predicate::Known(twin))) {
        let expected = properties.get(&own).filter(|_| sort.is_asserted == Some(true));
        let found = properties.get(&twin);
        if found != expected {
            let objects = found.into_iter().flatten().map(|object| names.value(object));
            let values = if found.is_some() { objects.collect() } else { BTreeSet::from([Value::text("nothing")]) };
            sets.insert(keys::key(&twin, "", Section::Others), values);
        }
    }
}

fn is_twin(predicate: &Predicate) -> bool {
    TWINS.iter().any(|(_, twin)| *predicate == Predicate::Known(*twin))
}

/// A fact is a part of its dossier, which is where it is compared.
fn is_own_dossier(predicate: &Predicate, object: &Object, names: &Names) -> bool {
    *predicate == Predicate::Known(Property::IsPartOf) && object.iri().is_some_and(|iri| names.is_dossier(iri))
}

fn is_in_dossier(properties: &Properties, names: &Names) -> bool {
    values(properties, Property::IsPartOf).filter_map(Object::iri).any(|whole| names.is_dossier(whole))
}

fn series_of<'g>(graph: &'g Graph, predicate: &Predicate, object: &Object) -> Option<&'g Properties> {
    let iri = object.iri().filter(|_| *predicate == Predicate::Known(Property::Series))?;
    graph.subjects.get(iri)
}

/// What a series says, as fields of its fact.
fn series_fields(series: &Properties, names: &Names) -> BTreeMap<String, BTreeSet<Value>> {
    let mut fields = BTreeMap::new();
    for (predicate, objects) in series {
        let values = objects.iter().map(|object| names.value(object)).collect();
        if *predicate != Predicate::Known(Property::Type) {
            let key = keys::key(predicate, "", Section::Facts);
            fields.insert(if key.starts_with("series.") { key } else { format!("series.{key}") }, values);
        } else if !has_types(series, class::MEETING_SERIES) {
            fields.insert("series.rdf:type".to_owned(), values);
        }
    }
    if fields.is_empty() {
        fields.insert("series".to_owned(), BTreeSet::from([Value::text("{}")]));
    }
    fields
}

fn add_sort(fields: &mut BTreeMap<String, Field>, properties: &Properties, sort: &Sort) {
    let key = match sort.section {
        Section::Facts => "kind",
        Section::Actors => "type",
        _ => "",
    };
    if !key.is_empty() && sort.kind != "node" {
        fields.insert(key.to_owned(), Field::of(BTreeSet::from([Value::text(&sort.kind)])));
    }
    if let Some(is_asserted) = sort.is_asserted {
        let values = BTreeSet::from([Value::text(if is_asserted { "yes" } else { "no" })]);
        fields.insert("asserted".to_owned(), Field { values, is_default: true, ..Field::default() });
    }
    let types: BTreeSet<_> =
        values(properties, Property::Type).filter_map(Object::iri).map(|iri| Value::Iri(iri.to_owned())).collect();
    if !sort.is_usual && !types.is_empty() {
        fields.insert("rdf:type".to_owned(), Field::behind(types, &["kind", "type", "asserted"]));
    }
}

/// The fields of a fact with several nodes: what not all of them say is said of some.
fn merged(mut nodes: Vec<Draft>) -> BTreeMap<String, Field> {
    if nodes.len() == 1 {
        return nodes.pop().map(|node| node.fields).unwrap_or_default();
    }
    let keys: BTreeSet<String> = nodes.iter().flat_map(|node| node.fields.keys().cloned()).collect();
    let mut fields = BTreeMap::new();
    for key in keys {
        let of = |node: &Draft| node.fields.get(&key).map(|field| field.values.clone()).unwrap_or_default();
        let sets: Vec<_> = nodes.iter().map(|node| (node.member.clone(), of(node))).collect();
        let first = nodes.iter().find_map(|node| node.fields.get(&key)).cloned().unwrap_or_default();
        let values = if key == "members" {
            sets.into_iter().flat_map(|(_, values)| values).collect()
        } else {
            agreed(&sets, |value, member| Value::Of(Box::new(value.clone()), member.to_owned()))
        };
        fields.insert(key, Field { values, ..first });
    }
    fields
}
