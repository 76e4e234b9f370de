//! A shape: kind, targets, severity, messages (SHACL section 2).

use oxrdf::vocab::rdf;
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term};

use super::Reader;
use crate::result::Severity;
use crate::shape::{Shape, Target};
use crate::source::{At, Object};
use crate::vocab::{other, sh, short};

/// Parameters that say nothing without a path (SHACL section 4).
const NEED_PATH: [NamedNodeRef<'static>; 6] =
    [sh::MIN_COUNT, sh::MAX_COUNT, sh::LESS_THAN, sh::LESS_THAN_OR_EQUALS, sh::UNIQUE_LANG, sh::QUALIFIED_VALUE_SHAPE];

impl<'s> Reader<'s> {
    /// Reads a shape; what is wrong with it is a fault, and left out of what is returned.
    pub(super) fn shape(&mut self, node: &NamedOrBlankNode) -> Shape {
        let path = self.one(node, sh::PATH);
        self.check_kind(node, path.is_some());
        let path = path.and_then(|path| self.path(path));
        let (severity, severity_iri) = self.severity(node);
        let constraints = self.constraints(node, path.as_ref().map(|path| &path.0));
        Shape {
            node: node.clone(),
            targets: self.targets(node),
            deactivated: self.flag(node, sh::DEACTIVATED),
            severity,
            severity_iri,
            messages: self.messages(node),
            constraints,
            path,
            shared: false,
        }
    }

    /// A property shape has a path, a node shape has none.
    fn check_kind(&mut self, node: &NamedOrBlankNode, has_path: bool) {
        if self.source.about(node).is_empty() {
            // A fault where the shape is referred to.
            return;
        }
        if has_path {
            for (at, why) in self.ways_to_be(node, sh::NODE_SHAPE, sh::NODE) {
                self.fault(at, format!("{node} has sh:path, so it is a property shape and not a node shape: {why}"));
            }
            return;
        }
        for (at, why) in self.ways_to_be(node, sh::PROPERTY_SHAPE, sh::PROPERTY) {
            self.fault(at, format!("a property shape needs sh:path, and {node} has none: {why}"));
        }
        for parameter in NEED_PATH {
            for object in self.source.objects(node, parameter) {
                self.fault(object.at, format!("{} needs a path: it belongs in a property shape", short(parameter)));
            }
        }
    }

    /// Why a node has to be a shape of one kind: the statement of its type, and of what refers to it.
    fn ways_to_be(
        &self,
        node: &NamedOrBlankNode,
        class: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
    ) -> Vec<(At, String)> {
        let is_class = |object: &Object<'_>| matches!(object.term, Term::NamedNode(iri) if *iri == class);
        let typed = self.source.objects(node, rdf::TYPE).into_iter().filter(is_class);
        let typed = typed.map(|object| (object.at, format!("it is declared a {}", short(class))));
        let referred = self.source.referring(node, predicate);
        let referred = referred.map(|at| (at, format!("it is a value of {}", short(predicate))));
        typed.chain(referred).collect()
    }

    /// The targets of a shape (SHACL section 2.1.3).
    fn targets(&mut self, node: &NamedOrBlankNode) -> Vec<Target> {
        let mut targets = Vec::new();
        for object in self.source.objects(node, sh::TARGET_NODE) {
            match object.term {
                Term::BlankNode(_) => self.wrong(object, "an IRI or a literal"),
                term => targets.extend(self.id(term).map(Target::Node)),
            }
        }
        targets.extend(self.iris(node, sh::TARGET_CLASS).into_iter().map(|(_, id)| Target::Class(id)));
        targets.extend(self.iris(node, sh::TARGET_SUBJECTS_OF).into_iter().map(|(_, id)| Target::SubjectsOf(id)));
        targets.extend(self.iris(node, sh::TARGET_OBJECTS_OF).into_iter().map(|(_, id)| Target::ObjectsOf(id)));
        targets.extend(self.implicit_target(node));
        targets
    }

    /// A shape that is a class as well has its instances as targets.
    fn implicit_target(&mut self, node: &NamedOrBlankNode) -> Option<Target> {
        let types = self.source.objects(node, rdf::TYPE);
        let class = types.into_iter().find(|object| self.is_class_of_classes(*object))?;
        match node {
            NamedOrBlankNode::NamedNode(iri) => self.id(&iri.clone().into()).map(Target::Class),
            NamedOrBlankNode::BlankNode(_) => {
                self.fault(class.at, "a shape that is also a class needs an IRI");
                None
            }
        }
    }

    /// Whether a type is `rdfs:Class`, or a subclass of it as the shapes files say.
    fn is_class_of_classes(&self, object: Object<'s>) -> bool {
        let mut reached: Vec<NamedOrBlankNode> = object.node().into_iter().collect();
        let mut next = 0;
        while let Some(class) = reached.get(next).cloned() {
            if matches!(&class, NamedOrBlankNode::NamedNode(iri) if *iri == other::RDFS_CLASS) {
                return true;
            }
            for above in self.source.objects(&class, other::SUB_CLASS_OF) {
                reached.extend(above.node().filter(|node| !reached.contains(node)));
            }
            next += 1;
        }
        false
    }

    /// The severity of a shape, and its IRI; one that SHACL does not define counts as a violation.
    fn severity(&mut self, node: &NamedOrBlankNode) -> (Severity, NamedNode) {
        let violation = (Severity::Violation, sh::VIOLATION.into_owned());
        let Some(object) = self.one(node, sh::SEVERITY) else { return violation };
        let Some(iri) = self.iri(object) else { return violation };
        let severity = match iri.as_ref() {
            sh::VIOLATION => Severity::Violation,
            sh::WARNING => Severity::Warning,
            sh::INFO => Severity::Info,
            other => {
                let message = format!("severity {other} is not one of SHACL's: its results count as violations");
                self.notes.push(self.source.fault(object.at, message));
                Severity::Violation
            }
        };
        (severity, iri.clone())
    }
}
