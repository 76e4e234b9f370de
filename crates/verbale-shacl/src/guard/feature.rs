//! Names of the SHACL namespace: those that the engine does not know are refused where they could change a verdict.

use indexmap::IndexSet;
use oxrdf::{NamedNode, NamedOrBlankNode, Term, vocab::rdf};

use crate::fault::Fault;
use crate::source::{At, Source};
use crate::vocab::{other, sh};

/// Predicates that the engine reads, or that describe shapes without changing what they ask.
const KNOWN: [&str; 67] = [
    "alternativePath",
    "and",
    "class",
    "closed",
    "codeIdentifier",
    "datatype",
    "deactivated",
    "declare",
    "defaultValue",
    "description",
    "disjoint",
    "equals",
    "flags",
    "group",
    "hasValue",
    "ignoredProperties",
    "in",
    "intent",
    "inversePath",
    "labelTemplate",
    "languageIn",
    "lessThan",
    "lessThanOrEquals",
    "maxCount",
    "maxExclusive",
    "maxInclusive",
    "maxLength",
    "message",
    "minCount",
    "minExclusive",
    "minInclusive",
    "minLength",
    "name",
    "namespace",
    "node",
    "nodeKind",
    "not",
    "oneOrMorePath",
    "or",
    "order",
    "path",
    "pattern",
    "prefix",
    "prefixes",
    "property",
    "qualifiedMaxCount",
    "qualifiedMinCount",
    "qualifiedValueShape",
    "qualifiedValueShapesDisjoint",
    "select",
    "severity",
    "shapesGraph",
    "sparql",
    "suggestedShapesGraph",
    "targetClass",
    "targetNode",
    "targetObjectsOf",
    "targetSubjectsOf",
    "uniqueLang",
    "unit",
    "xone",
    "zeroOrMorePath",
    "zeroOrOnePath",
    "editor",
    "viewer",
    "singleLine",
    "rootClass",
];

/// Predicates of validation reports, which may stand in the same file as shapes.
const OF_REPORTS: [&str; 13] = [
    "conforms",
    "detail",
    "focusNode",
    "result",
    "resultMessage",
    "resultPath",
    "resultSeverity",
    "shapesGraphWellFormed",
    "sourceConstraint",
    "sourceConstraintComponent",
    "sourceShape",
    "value",
    "resultAnnotation",
];

/// Predicates of features that the engine does not have, wherever they stand.
const REFUSED: [(&str, &str); 24] = [
    ("ask", "constraint components in SPARQL"),
    ("construct", "rules (SHACL advanced features)"),
    ("condition", "rules (SHACL advanced features)"),
    ("rule", "rules (SHACL advanced features)"),
    ("update", "rules (SHACL advanced features)"),
    ("entailment", "entailment"),
    ("expression", "node expressions (SHACL advanced features)"),
    ("filterShape", "node expressions (SHACL advanced features)"),
    ("intersection", "node expressions (SHACL advanced features)"),
    ("nodes", "node expressions (SHACL advanced features)"),
    ("union", "node expressions (SHACL advanced features)"),
    ("values", "node expressions (SHACL advanced features)"),
    ("js", "constraints in JavaScript"),
    ("jsFunctionName", "constraints in JavaScript"),
    ("jsLibrary", "constraints in JavaScript"),
    ("jsLibraryURL", "constraints in JavaScript"),
    ("nodeValidator", "constraint components of one's own"),
    ("parameter", "constraint components of one's own"),
    ("propertyValidator", "constraint components of one's own"),
    ("validator", "constraint components of one's own"),
    ("returnType", "functions (SHACL advanced features)"),
    ("target", "targets in SPARQL and other custom targets (SHACL advanced features)"),
    ("targetShape", "targets by shape (SHACL 1.2)"),
    ("targetWhere", "targets by shape (SHACL 1.2)"),
];

/// Types that mean nothing beyond what the statements about the node say.
const TYPES: [&str; 12] = [
    "AbstractResult",
    "NodeKind",
    "NodeShape",
    "PrefixDeclaration",
    "PropertyGroup",
    "PropertyShape",
    "SPARQLConstraint",
    "SPARQLExecutable",
    "SPARQLSelectExecutable",
    "Severity",
    "Shape",
    "ValidationReport",
];

/// Faults and notes about the names that the shapes files use.
pub(crate) fn features(source: &Source, shapes: &IndexSet<NamedOrBlankNode>) -> (Vec<Fault>, Vec<Fault>) {
    let (mut faults, mut notes) = (Vec::new(), Vec::new());
    for (at, triple) in source.triples().enumerate() {
        // Statements about SHACL's own terms are its vocabulary.
        if matches!(&triple.subject, NamedOrBlankNode::NamedNode(iri) if local(iri).is_some()) {
            continue;
        }
        match local(&triple.predicate) {
            Some(name) => match predicate(source, at, name, shapes.contains(&triple.subject)) {
                Some((fault, true)) => faults.push(fault),
                Some((note, false)) => notes.push(note),
                None => {}
            },
            None if triple.predicate == rdf::TYPE => faults.extend(class(source, at, &triple.object)),
            None if triple.predicate == other::IMPORTS => notes.push(import(source, at)),
            None => {}
        }
    }
    (faults, notes)
}

fn local(iri: &NamedNode) -> Option<&str> {
    iri.as_str().strip_prefix(sh::NAMESPACE)
}

/// What there is to say of a predicate, and whether it is a fault.
fn predicate(source: &Source, at: At, name: &str, on_shape: bool) -> Option<(Fault, bool)> {
    if let Some((_, feature)) = REFUSED.iter().find(|refused| refused.0 == name) {
        return Some((source.fault(at, format!("sh:{name} is not supported: {feature}")), true));
    }
    if KNOWN.contains(&name) || OF_REPORTS.contains(&name) {
        return None;
    }
    let fault = source.fault(at, format!("sh:{name} is not a term of SHACL"));
    Some((suggest(fault, name, KNOWN.into_iter()), on_shape))
}

/// A class of SHACL that is not one of those that only describe.
fn class(source: &Source, at: At, object: &Term) -> Option<Fault> {
    let Term::NamedNode(iri) = object else { return None };
    let name = local(iri)?;
    if TYPES.contains(&name) || name == "ValidationResult" {
        return None;
    }
    let fault = source.fault(at, format!("the class sh:{name} is not supported"));
    Some(suggest(fault, name, TYPES.into_iter()))
}

fn import(source: &Source, at: At) -> Fault {
    let object = &source.triple(at).object;
    source.fault(at, format!("owl:imports {object} is not fetched")).help("if its shapes are meant, give that file too")
}

/// Adds the name that was probably meant.
fn suggest(fault: Fault, name: &str, known: impl Iterator<Item = &'static str>) -> Fault {
    let near = known.map(|known| (strsim::damerau_levenshtein(name, known), known)).min();
    match near {
        Some((distance, meant)) if distance <= 2 => fault.help(format!("did you mean sh:{meant}?")),
        _ => fault,
    }
}
