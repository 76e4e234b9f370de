//! The pages of the constraint components.

/// The namespace of SHACL.
pub(super) const NAMESPACE: &str = "http://www.w3.org/ns/shacl#";
/// What the name of a component ends in; before it stands the name of its parameter.
pub(super) const SUFFIX: &str = "ConstraintComponent";

macro_rules! pages {
    ($($name:literal,)*) => {
        &[$(($name, include_str!(concat!("shacl/", $name, ".md")))),*]
    };
}

/// The names of the components, each with its page.
const PAGES: &[(&str, &str)] = pages! {
    "AndConstraintComponent",
    "ClassConstraintComponent",
    "ClosedConstraintComponent",
    "DatatypeConstraintComponent",
    "DisjointConstraintComponent",
    "EqualsConstraintComponent",
    "HasValueConstraintComponent",
    "InConstraintComponent",
    "LanguageInConstraintComponent",
    "LessThanConstraintComponent",
    "LessThanOrEqualsConstraintComponent",
    "MaxCountConstraintComponent",
    "MaxExclusiveConstraintComponent",
    "MaxInclusiveConstraintComponent",
    "MaxLengthConstraintComponent",
    "MinCountConstraintComponent",
    "MinExclusiveConstraintComponent",
    "MinInclusiveConstraintComponent",
    "MinLengthConstraintComponent",
    "NodeConstraintComponent",
    "NodeKindConstraintComponent",
    "NotConstraintComponent",
    "OrConstraintComponent",
    "PatternConstraintComponent",
    "QualifiedMaxCountConstraintComponent",
    "QualifiedMinCountConstraintComponent",
    "SPARQLConstraintComponent",
    "UniqueLangConstraintComponent",
    "XoneConstraintComponent",
};

/// The page of a component.
pub(super) fn page(name: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == name).map(|(_, page)| *page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_are_those_of_the_components() {
        let components: Vec<_> = verbale_shacl::components().iter().map(|component| component.name).collect();
        let pages: Vec<_> = PAGES.iter().map(|(name, _)| *name).collect();
        assert_eq!(pages, components);
    }
}
