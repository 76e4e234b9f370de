//! The constraints of a shape (SHACL section 4).

use oxrdf::{NamedNodeRef, NamedOrBlankNode, Term};

use super::Reader;
use crate::literal::{Value, is_well_formed};
use crate::path::Path;
use crate::pattern;
use crate::shape::{Bound, Constraint, Rule, ShapeId, Test};
use crate::source::Object;
use crate::terms::Id;
use crate::vocab::{sh, short};

/// The constraints read so far.
#[derive(Default)]
pub(super) struct Constraints(pub(super) Vec<Constraint>);

impl Constraints {
    pub(super) fn push(&mut self, component: &'static str, rule: Rule, detail: impl Into<String>) {
        self.0.push(Constraint { rule, component, detail: detail.into() });
    }

    fn each(&mut self, component: &'static str, test: Test, detail: impl Into<String>) {
        self.push(component, Rule::Each(test), detail);
    }
}

impl<'s> Reader<'s> {
    /// Reads every constraint of a shape.
    pub(super) fn constraints(&mut self, node: &NamedOrBlankNode, path: Option<&Path>) -> Vec<Constraint> {
        let mut list = Constraints::default();
        self.kinds(node, &mut list);
        self.counts(node, &mut list);
        self.bounds(node, &mut list);
        self.strings(node, &mut list);
        self.pairs(node, &mut list);
        self.members_and_values(node, &mut list);
        self.shapes(node, &mut list);
        self.qualified(node, &mut list);
        self.closed(node, &mut list);
        self.sparql(node, path, &mut list);
        list.0
    }

    /// `sh:class`, `sh:datatype`, `sh:nodeKind`.
    fn kinds(&mut self, node: &NamedOrBlankNode, list: &mut Constraints) {
        for (class, id) in self.iris(node, sh::CLASS) {
            list.each("ClassConstraintComponent", Test::Class(id), format!("the value is not an instance of {class}"));
        }
        if let Some(datatype) = self.one(node, sh::DATATYPE).and_then(|object| self.iri(object)) {
            let detail = format!("the value is not a well-formed literal of datatype {datatype}");
            list.each("DatatypeConstraintComponent", Test::Datatype(datatype.clone()), detail);
        }
        if let Some(object) = self.one(node, sh::NODE_KIND) {
            match node_kind(object.term) {
                Some(test) => {
                    let wanted = object.node().map(|node| node.to_string()).unwrap_or_default();
                    let wanted = wanted.trim_matches(['<', '>']).replace(sh::NAMESPACE, "sh:");
                    list.each("NodeKindConstraintComponent", test, format!("the value is not of kind {wanted}"));
                }
                None => self.wrong(object, "one of the six node kinds of SHACL"),
            }
        }
    }

    /// `sh:minCount`, `sh:maxCount`.
    fn counts(&mut self, node: &NamedOrBlankNode, list: &mut Constraints) {
        if let Some(least) = self.count(node, sh::MIN_COUNT) {
            list.push(
                "MinCountConstraintComponent",
                Rule::MinCount(least),
                format!("at least {} needed", values(least)),
            );
        }
        if let Some(most) = self.count(node, sh::MAX_COUNT) {
            list.push("MaxCountConstraintComponent", Rule::MaxCount(most), format!("at most {} allowed", values(most)));
        }
    }

    /// `sh:minInclusive` and its like.
    fn bounds(&mut self, node: &NamedOrBlankNode, list: &mut Constraints) {
        let parameters = [
            (sh::MIN_INCLUSIVE, "MinInclusiveConstraintComponent", true, true, "less than"),
            (sh::MIN_EXCLUSIVE, "MinExclusiveConstraintComponent", true, false, "not greater than"),
            (sh::MAX_INCLUSIVE, "MaxInclusiveConstraintComponent", false, true, "greater than"),
            (sh::MAX_EXCLUSIVE, "MaxExclusiveConstraintComponent", false, false, "not less than"),
        ];
        for (parameter, component, is_min, inclusive, words) in parameters {
            let Some(object) = self.one(node, parameter) else { continue };
            let Some(bound) = self.bound(object) else { continue };
            let detail = format!("the value is {words} {}, or does not compare with it", object.term);
            let test = if is_min { Test::Min { bound, inclusive } } else { Test::Max { bound, inclusive } };
            list.each(component, test, detail);
        }
    }

    fn bound(&mut self, object: Object<'s>) -> Option<Value> {
        let value = match object.term {
            Term::Literal(literal) if is_well_formed(literal) => Value::new(literal),
            Term::Literal(_) => {
                self.wrong(object, "a well-formed literal");
                return None;
            }
            _ => None,
        };
        if value.is_none() {
            self.wrong(object, "a literal of a datatype whose values have an order");
        }
        value
    }

    /// `sh:minLength`, `sh:maxLength`, `sh:pattern`, `sh:languageIn`, `sh:uniqueLang`.
    fn strings(&mut self, node: &NamedOrBlankNode, list: &mut Constraints) {
        if let Some(least) = self.count(node, sh::MIN_LENGTH) {
            let detail = format!("the value is shorter than {least} characters, or a blank node");
            list.each("MinLengthConstraintComponent", Test::MinLength(least), detail);
        }
        if let Some(most) = self.count(node, sh::MAX_LENGTH) {
            let detail = format!("the value is longer than {most} characters, or a blank node");
            list.each("MaxLengthConstraintComponent", Test::MaxLength(most), detail);
        }
        self.pattern(node, list);
        if let Some(members) = self.one(node, sh::LANGUAGE_IN).and_then(|head| self.filled_list(head)) {
            let ranges: Vec<String> =
                members.into_iter().filter_map(|member| self.string(member).map(str::to_owned)).collect();
            let detail = format!("the language of the value is none of {}", ranges.join(", "));
            list.each("LanguageInConstraintComponent", Test::LanguageIn(ranges), detail);
        }
        if self.flag(node, sh::UNIQUE_LANG) {
            list.push("UniqueLangConstraintComponent", Rule::UniqueLang, "several values have the same language");
        }
    }

    fn pattern(&mut self, node: &NamedOrBlankNode, list: &mut Constraints) {
        let flags = self.one(node, sh::FLAGS);
        let Some(object) = self.one(node, sh::PATTERN) else {
            self.without_effect(node, &[sh::FLAGS], "sh:pattern");
            return;
        };
        let flags = match flags {
            Some(flags) => self.string(flags),
            None => Some(""),
        };
        let (Some(text), Some(flags)) = (self.string(object), flags) else { return };
        match pattern::compile(text, flags) {
            Ok(pattern) => {
                let detail = format!("the value does not match the pattern {text}");
                list.each("PatternConstraintComponent", Test::Pattern(pattern), detail);
            }
            Err(reason) => self.fault(object.at, format!("the pattern {text:?} cannot be used: {reason}")),
        }
    }

    /// `sh:equals`, `sh:disjoint`, `sh:lessThan`, `sh:lessThanOrEquals`.
    fn pairs(&mut self, node: &NamedOrBlankNode, list: &mut Constraints) {
        for (property, id) in self.iris(node, sh::EQUALS) {
            let detail = format!("the value is not a value of both this path and {property}");
            list.push("EqualsConstraintComponent", Rule::Equals(id), detail);
        }
        for (property, id) in self.iris(node, sh::DISJOINT) {
            list.push(
                "DisjointConstraintComponent",
                Rule::Disjoint(id),
                format!("the value is also a value of {property}"),
            );
        }
        for (property, id) in self.iris(node, sh::LESS_THAN) {
            let rule = Rule::LessThan { property: id, or_equal: false };
            let detail = format!("the value is not less than every value of {property}");
            list.push("LessThanConstraintComponent", rule, detail);
        }
        for (property, id) in self.iris(node, sh::LESS_THAN_OR_EQUALS) {
            let rule = Rule::LessThan { property: id, or_equal: true };
            let detail = format!("the value is not less than, nor equal to, every value of {property}");
            list.push("LessThanOrEqualsConstraintComponent", rule, detail);
        }
    }

    /// `sh:in`, `sh:hasValue`.
    fn members_and_values(&mut self, node: &NamedOrBlankNode, list: &mut Constraints) {
        if let Some(members) = self.one(node, sh::IN).and_then(|head| self.filled_list(head)) {
            let names: Vec<String> = members.iter().take(10).map(|member| member.term.to_string()).collect();
            let more = if members.len() > names.len() { ", …" } else { "" };
            let detail = format!("the value is none of {}{more}", names.join(", "));
            let ids = members.iter().filter_map(|member| self.id(member.term)).collect();
            list.each("InConstraintComponent", Test::In(ids), detail);
        }
        for object in self.source.objects(node, sh::HAS_VALUE) {
            if let Some(id) = self.id(object.term) {
                list.push(
                    "HasValueConstraintComponent",
                    Rule::HasValue(id),
                    format!("the value {} is missing", object.term),
                );
            }
        }
    }

    /// A list with members: an empty one allows nothing, which nobody means.
    fn filled_list(&mut self, head: Object<'s>) -> Option<Vec<Object<'s>>> {
        let predicate = self.predicate(head.at);
        let members = self.list(head, &predicate)?;
        if members.is_empty() {
            self.fault(head.at, format!("{predicate} is an empty list: no value could conform"));
        }
        Some(members)
    }

    /// `sh:node`, `sh:property`, `sh:not`, `sh:and`, `sh:or`, `sh:xone`.
    fn shapes(&mut self, node: &NamedOrBlankNode, list: &mut Constraints) {
        for object in self.source.objects(node, sh::NODE) {
            if let Some(id) = self.shape_id(object) {
                let detail = format!("the value does not conform to shape {}", object.term);
                list.each("NodeConstraintComponent", Test::Node(id), detail);
            }
        }
        for object in self.source.objects(node, sh::NOT) {
            if let Some(id) = self.shape_id(object) {
                let detail = format!("the value conforms to shape {}, and must not", object.term);
                list.each("NotConstraintComponent", Test::Not(id), detail);
            }
        }
        for object in self.source.objects(node, sh::PROPERTY) {
            if let Some(id) = self.shape_id(object) {
                list.push("PropertyConstraintComponent", Rule::Property(id), "");
            }
        }
        for ids in self.shape_lists(node, sh::AND) {
            let detail = format!("the value does not conform to all of {} shapes", ids.len());
            list.each("AndConstraintComponent", Test::And(ids), detail);
        }
        for ids in self.shape_lists(node, sh::OR) {
            let detail = format!("the value conforms to none of {} shapes", ids.len());
            list.each("OrConstraintComponent", Test::Or(ids), detail);
        }
        for ids in self.shape_lists(node, sh::XONE) {
            let detail = format!("the value does not conform to exactly one of {} shapes", ids.len());
            list.each("XoneConstraintComponent", Test::Xone(ids), detail);
        }
    }

    fn shape_lists(&mut self, node: &NamedOrBlankNode, predicate: NamedNodeRef<'_>) -> Vec<Vec<ShapeId>> {
        let heads = self.source.objects(node, predicate);
        heads
            .into_iter()
            .filter_map(|head| {
                let members = self.list(head, &short(predicate))?;
                Some(members.into_iter().filter_map(|member| self.shape_id(member)).collect())
            })
            .collect()
    }

    /// `sh:qualifiedValueShape` with its counts.
    fn qualified(&mut self, node: &NamedOrBlankNode, list: &mut Constraints) {
        let least = self.count(node, sh::QUALIFIED_MIN_COUNT);
        let most = self.count(node, sh::QUALIFIED_MAX_COUNT);
        let disjoint = self.flag(node, sh::QUALIFIED_VALUE_SHAPES_DISJOINT);
        let Some(object) = self.one(node, sh::QUALIFIED_VALUE_SHAPE) else {
            let parameters = [sh::QUALIFIED_MIN_COUNT, sh::QUALIFIED_MAX_COUNT, sh::QUALIFIED_VALUE_SHAPES_DISJOINT];
            self.without_effect(node, &parameters, "sh:qualifiedValueShape");
            return;
        };
        if least.is_none() && most.is_none() {
            let parameters = [sh::QUALIFIED_VALUE_SHAPE];
            self.without_effect(node, &parameters, "sh:qualifiedMinCount or sh:qualifiedMaxCount");
        }
        let Some(shape) = self.shape_id(object) else { return };
        let siblings = if disjoint { self.siblings(node, shape) } else { Vec::new() };
        let mut push = |component, bound, detail: String| {
            list.push(component, Rule::Qualified { shape, siblings: siblings.clone(), bound }, detail);
        };
        if let Some(least) = least {
            let detail = format!("at least {} that conform to shape {} needed", values(least), object.term);
            push("QualifiedMinCountConstraintComponent", Bound::AtLeast(least), detail);
        }
        if let Some(most) = most {
            let detail = format!("at most {} that conform to shape {} allowed", values(most), object.term);
            push("QualifiedMaxCountConstraintComponent", Bound::AtMost(most), detail);
        }
    }

    /// The qualified shapes of the property shapes beside this one, wherever it is used (SHACL section 4.7.3).
    fn siblings(&mut self, node: &NamedOrBlankNode, own: ShapeId) -> Vec<ShapeId> {
        let parents = self.source.referring(node, sh::PROPERTY).map(|at| &self.source.triple(at).subject);
        let beside = parents.flat_map(|parent| self.source.objects(parent, sh::PROPERTY));
        let shapes = beside
            .filter_map(|object| object.node())
            .flat_map(|sibling| self.source.objects(&sibling, sh::QUALIFIED_VALUE_SHAPE));
        let mut ids: Vec<ShapeId> =
            shapes.filter_map(|object| self.nodes.get_index_of(&object.node()?)).filter(|id| *id != own).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// `sh:closed` with `sh:ignoredProperties`.
    fn closed(&mut self, node: &NamedOrBlankNode, list: &mut Constraints) {
        let ignored = self.one(node, sh::IGNORED_PROPERTIES).and_then(|head| self.list(head, "sh:ignoredProperties"));
        let ignored = ignored.unwrap_or_default();
        if self.source.objects(node, sh::CLOSED).is_empty() {
            self.without_effect(node, &[sh::IGNORED_PROPERTIES], "sh:closed true");
        }
        let mut allowed: Vec<Id> = ignored
            .into_iter()
            .filter_map(|member| {
                self.iri(member)?;
                self.id(member.term)
            })
            .collect();
        if !self.flag(node, sh::CLOSED) {
            return;
        }
        for property in self.source.objects(node, sh::PROPERTY) {
            let paths = property.node().map(|shape| self.source.objects(&shape, sh::PATH)).unwrap_or_default();
            let predicates = paths.iter().filter(|path| matches!(path.term, Term::NamedNode(_)));
            allowed.extend(predicates.filter_map(|path| self.id(path.term)));
        }
        let rule = Rule::Closed { allowed: allowed.into_iter().collect() };
        list.push("ClosedConstraintComponent", rule, "the property is not one of those that the shape allows");
    }
}

fn values(count: u64) -> String {
    if count == 1 { "1 value".to_owned() } else { format!("{count} values") }
}

fn node_kind(term: &Term) -> Option<Test> {
    let Term::NamedNode(iri) = term else { return None };
    let (iri, blank, literal) = match iri.as_ref() {
        sh::IRI => (true, false, false),
        sh::BLANK_NODE => (false, true, false),
        sh::LITERAL => (false, false, true),
        sh::BLANK_NODE_OR_IRI => (true, true, false),
        sh::BLANK_NODE_OR_LITERAL => (false, true, true),
        sh::IRI_OR_LITERAL => (true, false, true),
        _ => return None,
    };
    Some(Test::NodeKind { iri, blank, literal })
}
