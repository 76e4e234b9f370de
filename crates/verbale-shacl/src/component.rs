//! The constraint components that results name (SHACL section 4).

/// A constraint component of SHACL core, or of SHACL-SPARQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its local name in the namespace of SHACL, as in `MinCountConstraintComponent`.
    pub name: &'static str,
    /// What it asks for, in a few words.
    pub title: &'static str,
}

impl Component {
    /// Its IRI.
    pub fn iri(self) -> String {
        format!("{}{}", crate::vocab::sh::NAMESPACE, self.name)
    }
}

/// Every constraint component whose results the engine reports, in alphabetical order.
pub const fn components() -> &'static [Component] {
    &COMPONENTS
}

const COMPONENTS: [Component; 29] = [
    Component { name: "AndConstraintComponent", title: "conforms to every shape of a list" },
    Component { name: "ClassConstraintComponent", title: "is an instance of the class" },
    Component { name: "ClosedConstraintComponent", title: "no property beside those that the shape lists" },
    Component { name: "DatatypeConstraintComponent", title: "has the datatype, in a form that the datatype allows" },
    Component { name: "DisjointConstraintComponent", title: "shares no value with another property" },
    Component { name: "EqualsConstraintComponent", title: "has the same values as another property" },
    Component { name: "HasValueConstraintComponent", title: "has a given value among the values" },
    Component { name: "InConstraintComponent", title: "is one of the listed values" },
    Component { name: "LanguageInConstraintComponent", title: "has one of the listed languages" },
    Component { name: "LessThanConstraintComponent", title: "is less than every value of another property" },
    Component {
        name: "LessThanOrEqualsConstraintComponent",
        title: "is not greater than any value of another property",
    },
    Component { name: "MaxCountConstraintComponent", title: "not more values than allowed" },
    Component { name: "MaxExclusiveConstraintComponent", title: "is less than a bound" },
    Component { name: "MaxInclusiveConstraintComponent", title: "is not greater than a bound" },
    Component { name: "MaxLengthConstraintComponent", title: "is not longer than allowed" },
    Component { name: "MinCountConstraintComponent", title: "not fewer values than asked for" },
    Component { name: "MinExclusiveConstraintComponent", title: "is greater than a bound" },
    Component { name: "MinInclusiveConstraintComponent", title: "is not less than a bound" },
    Component { name: "MinLengthConstraintComponent", title: "is not shorter than asked for" },
    Component { name: "NodeConstraintComponent", title: "conforms to another shape" },
    Component { name: "NodeKindConstraintComponent", title: "is of the right kind: IRI, blank node or literal" },
    Component { name: "NotConstraintComponent", title: "does not conform to a shape" },
    Component { name: "OrConstraintComponent", title: "conforms to a shape of a list at least" },
    Component { name: "PatternConstraintComponent", title: "matches a regular expression" },
    Component {
        name: "QualifiedMaxCountConstraintComponent",
        title: "not more values that conform to a shape than allowed",
    },
    Component {
        name: "QualifiedMinCountConstraintComponent",
        title: "not fewer values that conform to a shape than asked for",
    },
    Component { name: "SPARQLConstraintComponent", title: "gives no solution to a query" },
    Component { name: "UniqueLangConstraintComponent", title: "one value in each language" },
    Component { name: "XoneConstraintComponent", title: "conforms to exactly one shape of a list" },
];
