//! Names of the vocabularies that shapes are written in.

use oxrdf::{NamedNode, NamedNodeRef};

macro_rules! names {
    ($namespace:literal: $($name:ident = $local:literal,)*) => {
        $(pub(crate) const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($namespace, $local));)*
    };
}

/// SHACL.
pub(crate) mod sh {
    use oxrdf::NamedNodeRef;

    /// The namespace.
    pub(crate) const NAMESPACE: &str = "http://www.w3.org/ns/shacl#";

    names! { "http://www.w3.org/ns/shacl#":
        ALTERNATIVE_PATH = "alternativePath",
        AND = "and",
        BLANK_NODE = "BlankNode",
        BLANK_NODE_OR_IRI = "BlankNodeOrIRI",
        BLANK_NODE_OR_LITERAL = "BlankNodeOrLiteral",
        CLASS = "class",
        CLOSED = "closed",
        DATATYPE = "datatype",
        DEACTIVATED = "deactivated",
        DECLARE = "declare",
        DISJOINT = "disjoint",
        EQUALS = "equals",
        FLAGS = "flags",
        HAS_VALUE = "hasValue",
        IGNORED_PROPERTIES = "ignoredProperties",
        IN = "in",
        INFO = "Info",
        INVERSE_PATH = "inversePath",
        IRI = "IRI",
        IRI_OR_LITERAL = "IRIOrLiteral",
        LANGUAGE_IN = "languageIn",
        LESS_THAN = "lessThan",
        LESS_THAN_OR_EQUALS = "lessThanOrEquals",
        LITERAL = "Literal",
        MAX_COUNT = "maxCount",
        MAX_EXCLUSIVE = "maxExclusive",
        MAX_INCLUSIVE = "maxInclusive",
        MAX_LENGTH = "maxLength",
        MESSAGE = "message",
        MIN_COUNT = "minCount",
        MIN_EXCLUSIVE = "minExclusive",
        MIN_INCLUSIVE = "minInclusive",
        MIN_LENGTH = "minLength",
        NAMESPACE_OF_PREFIX = "namespace",
        NODE = "node",
        NODE_KIND = "nodeKind",
        NODE_SHAPE = "NodeShape",
        NOT = "not",
        ONE_OR_MORE_PATH = "oneOrMorePath",
        OR = "or",
        PATH = "path",
        PATTERN = "pattern",
        PREFIX = "prefix",
        PREFIXES = "prefixes",
        PROPERTY = "property",
        PROPERTY_SHAPE = "PropertyShape",
        QUALIFIED_MAX_COUNT = "qualifiedMaxCount",
        QUALIFIED_MIN_COUNT = "qualifiedMinCount",
        QUALIFIED_VALUE_SHAPE = "qualifiedValueShape",
        QUALIFIED_VALUE_SHAPES_DISJOINT = "qualifiedValueShapesDisjoint",
        SELECT = "select",
        SEVERITY = "severity",
        SHAPE = "Shape",
        SPARQL = "sparql",
        TARGET_CLASS = "targetClass",
        TARGET_NODE = "targetNode",
        TARGET_OBJECTS_OF = "targetObjectsOf",
        TARGET_SUBJECTS_OF = "targetSubjectsOf",
        UNIQUE_LANG = "uniqueLang",
        VIOLATION = "Violation",
        WARNING = "Warning",
        XONE = "xone",
        ZERO_OR_MORE_PATH = "zeroOrMorePath",
        ZERO_OR_ONE_PATH = "zeroOrOnePath",
    }
}

/// RDF Schema and OWL, as far as SHACL looks at them.
pub(crate) mod other {
    use oxrdf::NamedNodeRef;

    names! { "http://www.w3.org/2000/01/rdf-schema#":
        RDFS_CLASS = "Class",
        SUB_CLASS_OF = "subClassOf",
    }
    names! { "http://www.w3.org/2002/07/owl#":
        IMPORTS = "imports",
    }
}

/// The IRI of a constraint component by its local name.
pub(crate) fn component_iri(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{name}", sh::NAMESPACE))
}

/// `sh:name` for an IRI of SHACL, the IRI in angle brackets otherwise.
pub(crate) fn short(iri: NamedNodeRef<'_>) -> String {
    match iri.as_str().strip_prefix(sh::NAMESPACE) {
        Some(local) => format!("sh:{local}"),
        None => iri.to_string(),
    }
}
