//! The shapes that the ontology, its code lists and its context imply. `VERBALE_BLESS=1` rewrites them.

use std::collections::BTreeSet;
use std::fs;

use oxrdf::Graph;
use serde_json::Value;
use verbale_ontology::{CODES, CONTEXT, DIPLOMACY, EVENTS, SHAPES};

use super::super::{classes, dipl, iri, ontology, own, properties, texts, values};
use super::write::{File, Shape, any_of, name_of};
use crate::command::{bless, root};

/// What a property leads to.
enum Object {
    /// Nodes of one of these classes.
    Nodes(Vec<String>),
    /// The codes of its lists.
    Codes(Vec<String>),
    /// Any IRI.
    Iri,
    /// Literals of one of these datatypes.
    Literals(Vec<String>),
}

/// A property of the ontology.
struct Term {
    name: String,
    domain: Vec<String>,
    object: Object,
    /// Whether a node has one value of it at most.
    single: bool,
    /// Whether a node has one text of it in each language at most.
    one_each_language: bool,
}

#[test]
fn the_generated_shapes_are_those_that_the_ontology_implies() {
    let folder = root().join("ontology/shapes");
    for file in [codes(), source_codes(), terms(), types()] {
        let path = folder.join(format!("{}.ttl", file.name));
        if bless() {
            fs::write(&path, file.text()).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == file.text(), "{}: not what the ontology implies; VERBALE_BLESS=1 rewrites it", path.display());
    }
}

fn codes() -> File {
    let mut file = File::new("codes", ("des codes", "of codes"), "Each property of codes takes those of its list.");
    all().iter().filter(|term| is_coded(term) && term.name != "sourceCode").for_each(|term| uses(&mut file, term));
    file
}

fn source_codes() -> File {
    let about = "Codes that event datasets give: CAMEO and PLOVER.";
    let mut file = File::new("source-codes", ("des codes de jeux de données", "of dataset codes"), about);
    all().iter().filter(|term| term.name == "sourceCode").for_each(|term| uses(&mut file, term));
    file
}

fn terms() -> File {
    let about = "Where a property is used, what it leads to, and how often a node may have it.";
    let mut file = File::new("terms", ("des propriétés", "of properties"), about);
    all().iter().filter(|term| !is_coded(term)).for_each(|term| uses(&mut file, term));
    for datatype in ["xsd:date", "xsd:gYearMonth", "xsd:gYear", "xsd:dateTime"] {
        file.add(Shape::node(&typed(datatype)).with("sh:datatype", datatype));
    }
    file
}

fn types() -> File {
    let about = "Superclasses are written out, since most readers do not reason.";
    let mut file = File::new("types", ("des classes", "of classes"), about);
    let graph = ontology();
    for class in in_order(&classes(graph)).into_iter().filter(|class| class != "Code") {
        superclasses(&mut file, &class);
    }
    let generated = [codes(), source_codes(), terms()];
    let made = |name: &str| name == file.name || generated.iter().any(|file| file.name == name);
    let by_hand = SHAPES.iter().filter(|(name, _)| !made(name)).map(|(_, turtle)| (*turtle).to_owned());
    let used: String = by_hand.chain(generated.iter().map(File::text)).collect();
    let named: BTreeSet<_> = used.split(|c: char| !(c.is_alphanumeric() || c == ':')).collect();
    for class in in_order(&classes(graph)).iter().filter(|class| named.contains(format!("shape:Is{class}").as_str())) {
        tests(&mut file, class);
    }
    file
}

/// The properties, in the order of the ontology.
fn all() -> Vec<Term> {
    let (graph, context) = (ontology(), serde_json::from_str::<Value>(CONTEXT).unwrap());
    in_order(&properties(graph)).into_iter().map(|name| term(graph, &context["@context"][&name], name)).collect()
}

fn term(graph: &Graph, in_context: &Value, name: String) -> Term {
    let range: Vec<_> = values(graph, &dipl(&name), "schema:rangeIncludes").iter().map(|iri| name_of(iri)).collect();
    let texts = range == ["rdf:langString"];
    let several = in_context["@container"].to_string().contains("@set");
    Term {
        domain: used_on(
            &name,
            values(graph, &dipl(&name), "schema:domainIncludes").iter().map(|iri| name_of(iri)).collect(),
        ),
        object: object(graph, &name, range),
        single: !several && !texts,
        one_each_language: !several && texts,
        name,
    }
}

fn object(graph: &Graph, name: &str, range: Vec<String>) -> Object {
    match range.first().map(String::as_str) {
        Some("dipl:Code") => Object::Codes(listed(graph, &values(graph, &dipl(name), "rdfs:seeAlso"))),
        Some("skos:Concept") => Object::Codes(listed(graph, &schemes_of_datasets())),
        None | Some("rdf:Property") => Object::Iri,
        Some(first) if first.starts_with("dipl:") => Object::Nodes(widened(&range)),
        Some(_) => Object::Literals(range),
    }
}

/// The codes of schemes, in the order of their files.
fn listed(graph: &Graph, schemes: &[String]) -> Vec<String> {
    let codes = CODES.iter().flat_map(|(_, turtle)| turtle.lines());
    let code = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase()) && !line.contains(' ');
    let within =
        |code: &String| values(graph, iri(code).as_str(), "skos:inScheme").iter().any(|of| schemes.contains(of));
    codes.filter(code).map(str::to_owned).filter(within).collect()
}

fn schemes_of_datasets() -> Vec<String> {
    ["cameo", "plover/events", "plover/modes", "plover/contexts"]
        .map(|scheme| format!("https://w3id.org/verbale/{scheme}"))
        .into()
}

/// What a dossier may name: any actor where the ontology expects an organisation, and an instrument that is not asserted.
fn widened(range: &[String]) -> Vec<String> {
    let wide = |class: &String| match class.as_str() {
        "dipl:InternationalOrganisation" | "dipl:Group" => vec!["dipl:Actor".to_owned()],
        "dipl:Instrument" => vec![class.clone(), "dipl:UnassertedSituation".to_owned()],
        _ => vec![class.clone()],
    };
    range.iter().flat_map(wide).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Where a dossier uses a property: a proposition may be planned, and keeps its class.
fn used_on(name: &str, mut domain: Vec<String>) -> Vec<String> {
    if name == "plannedIn" {
        domain.insert(0, "dipl:Proposition".to_owned());
    }
    domain
}

/// Whether a property may stand on an occurrence, the untyped node that facts of several dossiers corefer with.
fn dates_occurrences(name: &str) -> bool {
    ["date", "start", "end", "earliest", "latest", "edtf"].contains(&name)
}

const fn is_coded(term: &Term) -> bool {
    matches!(term.object, Object::Codes(_))
}

/// Local names in the order in which the ontology's files declare them.
fn in_order(names: &BTreeSet<String>) -> Vec<String> {
    let declared = DIPLOMACY.lines().chain(EVENTS.lines()).filter_map(|line| line.strip_prefix("dipl:"));
    declared.filter(|name| names.contains(*name)).map(str::to_owned).collect()
}

/// Where a property is used, and what it leads to.
fn uses(file: &mut File, term: &Term) {
    let (name, [fr, en]) = (&term.name, labels(&term.name));
    let upper = name[..1].to_uppercase() + &name[1..];
    let nodes = Shape::node(&format!("{upper}Use"))
        .named(&fr, &en)
        .with("sh:targetSubjectsOf", &format!("dipl:{name}"))
        .with("sh:property", &format!("shape:{name}-value"));
    let (mut where_fr, mut where_en) = (any_of(&term.domain, "ou"), any_of(&term.domain, "or"));
    let mut tests = tests_of(&term.domain);
    if dates_occurrences(name) {
        tests.push("shape:IsOccurrence".to_owned());
        where_fr += ", ou que vise dipl:corefersWith";
        where_en += ", or one that dipl:corefersWith leads to";
    }
    let nodes = match term.domain.as_slice() {
        [one] => nodes.with("sh:class", one),
        _ => nodes.with_list("sh:or", &tests),
    };
    let way_fr = "Donnez sa classe au nœud, ou employez une autre propriété";
    let way_en = "Give the node its class, or use another property";
    file.add(nodes.saying(
        &format!("dipl:{name} ({fr}) s’emploie sur un nœud de classe {where_fr}. {way_fr}."),
        &format!("dipl:{name} ({en}) is for a node of class {where_en}. {way_en}."),
    ));
    file.add(leads_to(Shape::property(&format!("{name}-value"), &format!("dipl:{name}")).named(&fr, &en), term));
}

fn leads_to(shape: Shape, term: &Term) -> Shape {
    let shape = match &term.object {
        Object::Nodes(classes) => one_of_classes(shape, classes),
        Object::Codes(codes) => shape.with_list("sh:in", codes),
        Object::Iri => shape.with("sh:nodeKind", "sh:IRI"),
        Object::Literals(datatypes) => match datatypes.as_slice() {
            [one] => shape.with("sh:datatype", one),
            several => {
                shape.with_list("sh:or", &several.iter().map(|one| format!("shape:{}", typed(one))).collect::<Vec<_>>())
            }
        },
    };
    let shape = if term.single { shape.with("sh:maxCount", "1") } else { shape };
    let shape = if term.one_each_language { shape.with("sh:uniqueLang", "true") } else { shape };
    let (fr, en) = advice(term);
    shape.saying(&fr, &en)
}

fn advice(term: &Term) -> (String, String) {
    let (name, [fr, en]) = (&term.name, labels(&term.name));
    let (value_fr, value_en, way_fr, way_en) = match &term.object {
        Object::Nodes(classes) => (
            format!("à un nœud de classe {}", any_of(classes, "ou")),
            format!("to a node of class {}", any_of(classes, "or")),
            "Décrivez le nœud avec sa classe, ou nommez-en un autre".to_owned(),
            "Describe the node with its class, or name another one".to_owned(),
        ),
        Object::Codes(codes) => {
            let list = values(ontology(), &dipl(name), "rdfs:seeAlso")
                .first()
                .map_or_else(|| "CAMEO, PLOVER".to_owned(), |list| format!("<{list}>"));
            let few = codes.len() < 10;
            (
                if few { format!("à {}", any_of(codes, "ou")) } else { format!("à un code de la liste {list}") },
                if few { format!("to {}", any_of(codes, "or")) } else { format!("to a code of the list {list}") },
                "Prenez-y le code le plus proche".to_owned(),
                "Take the nearest code from there".to_owned(),
            )
        }
        Object::Iri => (
            "à une IRI".to_owned(),
            "to an IRI".to_owned(),
            "Écrivez-la entre chevrons, et non comme texte".to_owned(),
            "Write it in angle brackets, not as text".to_owned(),
        ),
        Object::Literals(datatypes) => (
            format!("à un littéral de type {}", any_of(datatypes, "ou")),
            format!("to a literal of datatype {}", any_of(datatypes, "or")),
            "Donnez-lui ce type".to_owned(),
            "Give it that datatype".to_owned(),
        ),
    };
    let (once_fr, once_en) = match (term.single, term.one_each_language) {
        (true, _) => (", une fois au plus", ", once at most"),
        (_, true) => (", un par langue", ", one for each language"),
        _ => ("", ""),
    };
    (
        format!("dipl:{name} ({fr}) mène {value_fr}{once_fr}. {way_fr}."),
        format!("dipl:{name} ({en}) leads {value_en}{once_en}. {way_en}."),
    )
}

fn one_of_classes(shape: Shape, classes: &[String]) -> Shape {
    match classes {
        [one] => shape.with("sh:class", one),
        several => shape.with_list("sh:or", &tests_of(several)),
    }
}

/// The shapes that test for classes.
fn tests_of(classes: &[String]) -> Vec<String> {
    classes.iter().map(|class| format!("shape:Is{}", class.rsplit(':').next().unwrap())).collect()
}

fn typed(datatype: &str) -> String {
    let local = datatype.rsplit(':').next().unwrap();
    format!("Typed{}{}", local[..1].to_uppercase(), &local[1..]).replace("TypedGY", "TypedY")
}

/// Labels in French and English.
fn labels(name: &str) -> [String; 2] {
    let found = texts(ontology(), &dipl(name), "rdfs:label");
    ["fr", "en"].map(|wanted| found.iter().find(|(language, _)| language == wanted).unwrap().1.clone())
}

/// What else a node of a class is typed as: without our own the other shapes miss it, without others' some readers do.
fn superclasses(file: &mut File, class: &str) {
    let (ours, mut others): (BTreeSet<_>, BTreeSet<_>) =
        above(&dipl(class)).into_iter().partition(|above| !own([above]).is_empty());
    // What a superclass of ours brings with it is asked where that class is.
    others.retain(|other| !ours.iter().any(|ours| above(ours).contains(other)));
    let [fr, en] = labels(class);
    let mut shape =
        Shape::node(&format!("{class}Classes")).named(&fr, &en).with("sh:targetClass", &format!("dipl:{class}"));
    let mut parts = Vec::new();
    for (kind, supers, severity) in [("own", ours, None), ("other", others, Some("sh:Warning"))] {
        if supers.is_empty() {
            continue;
        }
        let names: Vec<_> = supers.iter().map(|iri| name_of(iri)).collect();
        let part = format!("{class}-{kind}-classes");
        shape = shape.with("sh:property", &format!("shape:{part}"));
        let mut property = Shape::property(&part, "rdf:type").named(&fr, &en).with("sh:hasValue", &names.join(", "));
        if let Some(severity) = severity {
            property = property.with("sh:severity", severity);
        }
        parts.push(property.saying(
            &format!(
                "Un nœud de classe dipl:{class} ({fr}) a aussi {}. Ajoutez ce qui manque par rdf:type.",
                any_of(&names, "et")
            ),
            &format!(
                "A node of class dipl:{class} ({en}) is also typed {}. Add what is missing by rdf:type.",
                any_of(&names, "and")
            ),
        ));
    }
    if !parts.is_empty() {
        file.add(shape);
        for part in parts {
            file.add(part);
        }
    }
}

fn above(class: &str) -> BTreeSet<String> {
    let direct = values(ontology(), class, "rdfs:subClassOf");
    direct.iter().flat_map(|class| above(class)).chain(direct.iter().cloned()).collect()
}

/// Whether a node is of a class. One that lacks a superclass of ours is found once, above, and not wherever it is used.
fn tests(file: &mut File, class: &str) {
    let below = in_order(&classes(ontology())).into_iter().filter(|below| above(&dipl(below)).contains(&dipl(class)));
    let named: Vec<_> = std::iter::once(class.to_owned()).chain(below).collect();
    let shape = Shape::node(&format!("Is{class}"));
    if let [one] = named.as_slice() {
        file.add(shape.with("sh:class", &format!("dipl:{one}")));
        return;
    }
    file.add(shape.with_list("sh:or", &named.iter().map(|name| format!("shape:Typed{name}")).collect::<Vec<_>>()));
    for name in named {
        file.add(Shape::node(&format!("Typed{name}")).with("sh:class", &format!("dipl:{name}")));
    }
}
