//! SPARQL-based constraints (SHACL section 5.2).

use oxrdf::{NamedOrBlankNode, Term, vocab::xsd};
use spargebra::SparqlParser;

use super::Reader;
use super::constraint::Constraints;
use crate::path::Path;
use crate::query::{Binder, Query};
use crate::shape::Rule;
use crate::source::Object;
use crate::vocab::{other, sh};

/// The longest query that is read, in bytes: its parser calls itself as deep as the query is nested.
const LONGEST: usize = 16_384;
/// How many brackets of a query may be open at once: the parser tries each level in several ways, so that its time
/// doubles with it.
const DEEPEST: usize = 16;
/// How many operators and opening brackets a query may have: a chain of operators is as deep as it is long.
const MOST_SIGNS: usize = 128;

impl<'s> Reader<'s> {
    /// `sh:sparql`.
    pub(super) fn sparql(&mut self, node: &NamedOrBlankNode, path: Option<&Path>, list: &mut Constraints) {
        for object in self.source.objects(node, sh::SPARQL) {
            let Some(constraint) = object.node() else {
                self.wrong(object, "a SPARQL constraint");
                continue;
            };
            let query = self.query(object, &constraint, node, path);
            if let Some(query) = query.filter(|_| !self.flag(&constraint, sh::DEACTIVATED)) {
                let rule = Rule::Sparql(Box::new(query));
                list.push("SPARQLConstraintComponent", rule, format!("the query of {constraint} has a solution"));
            }
        }
    }

    fn query(
        &mut self,
        object: Object<'s>,
        constraint: &NamedOrBlankNode,
        shape: &NamedOrBlankNode,
        path: Option<&Path>,
    ) -> Option<Query> {
        let Some(select) = self.one(constraint, sh::SELECT) else {
            self.fault(object.at, format!("the SPARQL constraint {constraint} has no sh:select"));
            return None;
        };
        let text = self.string(select)?;
        let parser = self.prefixes(constraint)?;
        let mut binder = Binder { path, reads_shapes_graph: false };
        let bound = fits(text)
            .and_then(|()| parser.parse_query(text).map_err(|error| error.to_string()))
            .and_then(|query| binder.query(query));
        self.reads_shapes_graph |= binder.reads_shapes_graph;
        match bound {
            Ok(select) => {
                let messages = self.messages(constraint);
                Some(Query { select, messages, shape: shape.clone(), of_node_shape: path.is_none() })
            }
            Err(reason) => {
                self.fault(select.at, format!("the query cannot be used: {reason}"));
                None
            }
        }
    }

    /// A parser that knows the prefixes of a constraint, those of imported declarations among them.
    fn prefixes(&mut self, constraint: &NamedOrBlankNode) -> Option<SparqlParser> {
        let mut parser = SparqlParser::new();
        let mut places: Vec<NamedOrBlankNode> = Vec::new();
        let declared = self.source.objects(constraint, sh::PREFIXES);
        places.extend(declared.iter().filter_map(Object::node));
        let mut next = 0;
        while let Some(place) = places.get(next).cloned() {
            for declaration in self.source.objects(&place, sh::DECLARE) {
                parser = self.declare(parser, declaration)?;
            }
            for imported in self.source.objects(&place, other::IMPORTS) {
                places.extend(imported.node().filter(|node| !places.contains(node)));
            }
            next += 1;
        }
        Some(parser)
    }

    fn declare(&mut self, parser: SparqlParser, declaration: Object<'s>) -> Option<SparqlParser> {
        let Some(node) = declaration.node() else {
            self.wrong(declaration, "a prefix declaration");
            return None;
        };
        let prefix = self.one(&node, sh::PREFIX).and_then(|object| self.string(object));
        let namespace = self.one(&node, sh::NAMESPACE_OF_PREFIX).and_then(|object| self.namespace(object));
        let (Some(prefix), Some(namespace)) = (prefix, namespace) else {
            self.fault(declaration.at, "a prefix declaration has one sh:prefix and one sh:namespace");
            return None;
        };
        let result = parser.with_prefix(prefix, namespace);
        if let Err(error) = &result {
            self.fault(declaration.at, format!("the namespace {namespace:?} is not an IRI: {error}"));
        }
        result.ok()
    }

    /// The text of an `xsd:anyURI` or, as many write it, of a string.
    fn namespace(&mut self, object: Object<'s>) -> Option<&'s str> {
        match object.term {
            Term::Literal(literal) if [xsd::ANY_URI, xsd::STRING].contains(&literal.datatype()) => {
                Some(literal.value())
            }
            _ => {
                self.wrong(object, "an xsd:anyURI");
                None
            }
        }
    }
}

/// Whether a query is short and flat enough for a parser and an evaluator that call themselves.
fn fits(query: &str) -> Result<(), String> {
    if query.len() > LONGEST {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    let (mut depth, mut signs) = (0_usize, 0_usize);
    for character in without_names(query).chars() {
        match character {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        signs += usize::from("({[+-*/|&!^".contains(character));
        if depth > DEEPEST {
            return Err(format!("more than {DEEPEST} brackets are open at once"));
        }
    }
    if signs > MOST_SIGNS {
        Err(format!("it has more than {MOST_SIGNS} operators and opening brackets"))
    } else {
        Ok(())
    }
}

/// The query without IRIs and short strings, which may hold what looks like operators.
fn without_names(query: &str) -> String {
    let mut kept = String::new();
    let mut rest = query;
    while let Some(start) = rest.find(['<', '"', '\'']) {
        let (before, from) = rest.split_at(start);
        kept.push_str(before);
        let closing = match from.as_bytes()[0] {
            b'<' => '>',
            quote => char::from(quote),
        };
        let end = from[1..].find(|c: char| c == closing || c.is_whitespace()).map(|end| end + 1);
        rest = match end {
            Some(end) if from[end..].starts_with(closing) => &from[end + 1..],
            _ => {
                kept.push_str(&from[..1]);
                &from[1..]
            }
        };
    }
    kept + rest
}
