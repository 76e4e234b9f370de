//! A SHACL validation report (SHACL section 3.6) in Turtle.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use oxrdf::vocab::rdf;
use oxrdf::{BlankNode, Literal, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use oxttl::TurtleSerializer;
use verbale_shacl::{Message, Path, ValidationResult};

use super::{Finding, Report, Run, Unit, counted};
use crate::terminal::steers;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

mod sh {
    //! The terms of SHACL that a report uses.

    use oxrdf::NamedNodeRef;

    pub(super) const NAMESPACE: &str = "http://www.w3.org/ns/shacl#";

    macro_rules! terms {
        ($($name:ident = $local:literal;)*) => {
            $(pub(super) const $name: NamedNodeRef<'_> =
                NamedNodeRef::new_unchecked(concat!("http://www.w3.org/ns/shacl#", $local));)*
        };
    }

    terms! {
        VALIDATION_REPORT = "ValidationReport";
        VALIDATION_RESULT = "ValidationResult";
        CONFORMS = "conforms";
        RESULT = "result";
        RESULT_SEVERITY = "resultSeverity";
        FOCUS_NODE = "focusNode";
        RESULT_PATH = "resultPath";
        VALUE = "value";
        SOURCE_CONSTRAINT_COMPONENT = "sourceConstraintComponent";
        SOURCE_SHAPE = "sourceShape";
        RESULT_MESSAGE = "resultMessage";
        INVERSE_PATH = "inversePath";
        ALTERNATIVE_PATH = "alternativePath";
        ZERO_OR_MORE_PATH = "zeroOrMorePath";
        ONE_OR_MORE_PATH = "oneOrMorePath";
        ZERO_OR_ONE_PATH = "zeroOrOnePath";
    }
}

/// Writes the results of shapes as a validation report.
///
/// What the program's own rules find is no SHACL result: it has no focus node and no shape. Readers of reports expect
/// nothing else, so these findings are not in the graph; a comment at the top says how many there are and which form
/// has them. `sh:conforms` is `true` only where there is nothing to hold against the data: no result of any severity, as
/// SHACL demands, and no error of our own rules either, since a dossier with an error has no graph that could conform.
/// Blank nodes of shapes and data are named anew, in the order in which they occur: one name in two files is two nodes.
#[derive(Debug, Default)]
pub(crate) struct Turtle {
    /// The results, with the number of the unit that each is about: blank nodes are of one unit.
    results: Vec<(usize, ValidationResult)>,
    units: usize,
    /// Findings of our own rules.
    others: usize,
}

impl Turtle {
    /// Nothing found yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }
}

impl Report for Turtle {
    fn checked(&mut self, _: &mut dyn Write, _: &Unit<'_>, findings: &[Finding]) -> io::Result<()> {
        self.units += 1;
        for finding in findings {
            match finding.result() {
                Some(result) => self.results.push((self.units, result.clone())),
                None => self.others += 1,
            }
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, run: &Run) -> io::Result<()> {
        let found = run.errors + run.warnings + run.notes;
        if self.others > 0 {
            let others = counted(self.others, "finding");
            writeln!(out, "# {others} of other rules than shapes: not in this graph, but in `--report json`")?;
        }
        let cut = found.saturating_sub(run.shown);
        if cut > 0 {
            writeln!(out, "# {} past the limit: not in this graph", counted(cut, "finding"))?;
        }
        let conforms = self.results.is_empty() && run.errors == 0 && cut == 0;
        let mut graph = Graph::default();
        graph.report(&self.results, conforms);
        let turtle = String::from_utf8(graph.serialized()?).map_err(io::Error::other)?;
        out.write_all(escaped(&turtle).as_bytes())
    }
}

/// The triples of the report, subject by subject.
#[derive(Default)]
struct Graph {
    triples: Vec<Triple>,
    /// New names of blank nodes, by the unit of data or the shapes (`None`) that they stand in.
    names: BTreeMap<(Option<usize>, String), BlankNode>,
    /// Nodes of paths and lists so far.
    paths: usize,
}

impl Graph {
    fn report(&mut self, results: &[(usize, ValidationResult)], conforms: bool) {
        let report = BlankNode::new_unchecked("report");
        self.add(&report, rdf::TYPE, sh::VALIDATION_REPORT);
        self.add(&report, sh::CONFORMS, Literal::from(conforms));
        for index in 0..results.len() {
            self.add(&report, sh::RESULT, result_node(index));
        }
        for (index, (unit, result)) in results.iter().enumerate() {
            self.result(&result_node(index), *unit, result);
        }
    }

    fn result(&mut self, node: &BlankNode, unit: usize, result: &ValidationResult) {
        // The nodes of a path come first, so that the result's own triples stay together.
        let path = result.path.as_ref().map(|path| self.path(path));
        self.add(node, rdf::TYPE, sh::VALIDATION_RESULT);
        self.add(node, sh::RESULT_SEVERITY, result.severity_iri.clone());
        let focus = self.data_term(unit, &result.focus_node);
        self.add(node, sh::FOCUS_NODE, focus);
        if let Some(path) = path {
            self.add(node, sh::RESULT_PATH, path);
        }
        if let Some(value) = &result.value {
            let value = self.data_term(unit, value);
            self.add(node, sh::VALUE, value);
        }
        self.add(node, sh::SOURCE_CONSTRAINT_COMPONENT, result.component.clone());
        let shape = self.shape(&result.shape);
        self.add(node, sh::SOURCE_SHAPE, shape);
        for message in messages(result) {
            self.add(node, sh::RESULT_MESSAGE, message);
        }
    }

    fn data_term(&mut self, unit: usize, term: &Term) -> Term {
        match term {
            Term::BlankNode(blank) => self.renamed(Some(unit), blank).into(),
            other => other.clone(),
        }
    }

    fn shape(&mut self, shape: &NamedOrBlankNode) -> Term {
        match shape {
            NamedOrBlankNode::BlankNode(blank) => self.renamed(None, blank).into(),
            NamedOrBlankNode::NamedNode(node) => node.clone().into(),
        }
    }

    fn renamed(&mut self, unit: Option<usize>, blank: &BlankNode) -> BlankNode {
        let number = self.names.len() + 1;
        let prefix = if unit.is_some() { "node" } else { "shape" };
        let name = self.names.entry((unit, blank.as_str().to_owned()));
        name.or_insert_with(|| BlankNode::new_unchecked(format!("{prefix}{number}"))).clone()
    }

    /// The node of a path (SHACL section 2.3.1).
    fn path(&mut self, path: &Path) -> Term {
        let (predicate, object) = match path {
            Path::Predicate(predicate) => return predicate.clone().into(),
            Path::Sequence(steps) => return self.list(steps),
            Path::Alternative(choices) => (sh::ALTERNATIVE_PATH, self.list(choices)),
            Path::Inverse(path) => (sh::INVERSE_PATH, self.path(path)),
            Path::ZeroOrMore(path) => (sh::ZERO_OR_MORE_PATH, self.path(path)),
            Path::OneOrMore(path) => (sh::ONE_OR_MORE_PATH, self.path(path)),
            Path::ZeroOrOne(path) => (sh::ZERO_OR_ONE_PATH, self.path(path)),
        };
        let node = self.path_node();
        self.add(&node, predicate, object);
        node.into()
    }

    fn list(&mut self, paths: &[Path]) -> Term {
        let members: Vec<_> = paths.iter().map(|path| self.path(path)).collect();
        let mut rest = Term::from(rdf::NIL.into_owned());
        for member in members.into_iter().rev() {
            let node = self.path_node();
            self.add(&node, rdf::FIRST, member);
            self.add(&node, rdf::REST, rest);
            rest = node.into();
        }
        rest
    }

    fn path_node(&mut self) -> BlankNode {
        self.paths += 1;
        BlankNode::new_unchecked(format!("path{}", self.paths))
    }

    fn add(&mut self, subject: &BlankNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.triples.push(Triple::new(subject.clone(), predicate, object));
    }

    fn serialized(&self) -> io::Result<Vec<u8>> {
        let mut turtle = TurtleSerializer::new().with_prefix("sh", sh::NAMESPACE).map_err(io::Error::other)?;
        if self.paths > 0 {
            turtle = turtle.with_prefix("rdf", RDF).map_err(io::Error::other)?;
        }
        let mut turtle = turtle.for_writer(Vec::new());
        self.triples.iter().try_for_each(|triple| turtle.serialize_triple(triple))?;
        turtle.finish()
    }
}

fn result_node(index: usize) -> BlankNode {
    BlankNode::new_unchecked(format!("result{}", index + 1))
}

/// The shape's messages, or what the engine says in their place.
fn messages(result: &ValidationResult) -> Vec<Literal> {
    if result.messages.is_empty() && !result.detail.is_empty() {
        return vec![Literal::new_language_tagged_literal_unchecked(&result.detail, "en")];
    }
    let literal = |message: &Message| match &message.language {
        Some(tag) => Literal::new_language_tagged_literal_unchecked(&message.text, tag.to_ascii_lowercase()),
        None => Literal::from(message.text.as_str()),
    };
    result.messages.iter().map(literal).collect()
}

/// The Turtle with escapes for what could steer a terminal: the graph is the same. Line feeds and tabs are between terms
/// only, the serializer has escaped those within.
fn escaped(turtle: &str) -> String {
    let mut escaped = String::with_capacity(turtle.len());
    for character in turtle.chars() {
        match character {
            '\n' => escaped.push('\n'),
            '\t' => escaped.push_str("    "),
            // All of them are in the basic plane: one escape each.
            _ if steers(character) => {
                let _ = write!(escaped, "\\u{:04X}", u32::from(character));
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxrdf::NamedNode;
    use oxttl::TurtleParser;

    use super::*;
    use crate::report::samples::{assert_calm, checked, hostile, shaped, unit, written, written_with};

    fn triples(report: &str) -> Vec<Triple> {
        assert_calm(report);
        TurtleParser::new().for_slice(report).collect::<Result<_, _>>().unwrap()
    }

    fn objects(triples: &[Triple], predicate: NamedNodeRef<'_>) -> Vec<Term> {
        triples.iter().filter(|triple| triple.predicate == predicate).map(|triple| triple.object.clone()).collect()
    }

    fn conforms(report: &str) -> Vec<Term> {
        objects(&triples(report), sh::CONFORMS)
    }

    #[test]
    fn data_conform_where_nothing_is_found() {
        let (yes, no) = (vec![Literal::from(true).into()], vec![Literal::from(false).into()]);
        let nothing = [(unit("a.ttl"), Vec::new())];
        assert_eq!(conforms(&written(&mut Turtle::new(), &nothing)), yes);
        assert_eq!(conforms(&written(&mut Turtle::new(), &[(unit("a.ttl"), vec![shaped("w")])])), no);
        let refused = written(&mut Turtle::new(), &[(unit("a.yaml"), vec![checked("w")])]);
        assert_eq!(conforms(&refused), no);
        assert!(refused.starts_with("# 1 finding of other rules than shapes: "), "{refused}");
        let cut = written_with(&mut Turtle::new(), &nothing, 2);
        assert_eq!(conforms(&cut), no);
        assert!(cut.starts_with("# 2 findings past the limit: "), "{cut}");
    }

    #[test]
    fn a_warning_of_ours_leaves_the_data_conforming() {
        let mut finding = checked("w");
        finding.severity = verbale_core::diagnostic::Severity::Warning;
        let report = written(&mut Turtle::new(), &[(unit("a.yaml"), vec![finding])]);
        assert_eq!(conforms(&report), vec![Literal::from(true).into()]);
    }

    #[test]
    fn a_result_has_all_its_properties() {
        let report = written(&mut Turtle::new(), &[(unit("a.ttl"), vec![shaped("w"), shaped("w")])]);
        let expected = r"
            @prefix sh: <http://www.w3.org/ns/shacl#> .
            @prefix : <http://example.org/> .
            _:report a sh:ValidationReport ; sh:conforms false ; sh:result _:result1, _:result2 .
            _:path1 sh:inversePath :p .
            _:path2 sh:zeroOrMorePath :q .
            _:path3 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> :r ;
                <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> () .
        ";
        let found: BTreeSet<_> = triples(&report).iter().map(ToString::to_string).collect();
        for triple in triples(expected) {
            assert!(found.contains(&triple.to_string()), "{triple}\n{report}");
        }
        for (predicate, count) in [
            (sh::FOCUS_NODE, 2),
            (sh::RESULT_PATH, 2),
            (sh::VALUE, 2),
            (sh::RESULT_SEVERITY, 2),
            (sh::SOURCE_CONSTRAINT_COMPONENT, 2),
            (sh::SOURCE_SHAPE, 2),
            (sh::RESULT_MESSAGE, 4),
            (sh::INVERSE_PATH, 2),
            (sh::ALTERNATIVE_PATH, 2),
            (sh::ZERO_OR_MORE_PATH, 2),
        ] {
            assert_eq!(objects(&triples(&report), predicate).len(), count, "{predicate}");
        }
    }

    #[test]
    fn blank_nodes_are_named_by_where_they_stand() {
        let with_focus = |label: &str| {
            let mut finding = shaped("w");
            if let super::super::Rule::Shape(result) = &mut finding.rule {
                result.focus_node = BlankNode::new_unchecked(label).into();
            }
            finding
        };
        let name = |label: &str| Term::from(BlankNode::new_unchecked(label));
        let units =
            [(unit("a.ttl"), vec![with_focus("b0"), with_focus("b0")]), (unit("b.ttl"), vec![with_focus("b0")])];
        let triples = triples(&written(&mut Turtle::new(), &units));
        // The shape is `_:b0` too.
        assert_eq!(objects(&triples, sh::FOCUS_NODE), [name("node1"), name("node1"), name("node3")]);
        assert_eq!(objects(&triples, sh::SOURCE_SHAPE), [name("shape2"), name("shape2"), name("shape2")]);
    }

    #[test]
    fn a_shape_without_a_message_has_the_words_of_the_engine() {
        let mut finding = shaped("w");
        if let super::super::Rule::Shape(result) = &mut finding.rule {
            result.messages.clear();
            result.detail = "too few".into();
        }
        let triples = triples(&written(&mut Turtle::new(), &[(unit("a.ttl"), vec![finding])]));
        let words = Literal::new_language_tagged_literal_unchecked("too few", "en");
        assert_eq!(objects(&triples, sh::RESULT_MESSAGE), [Term::from(words)]);
    }

    #[test]
    fn hostile_words_come_back_as_they_were() {
        let mut count = 0;
        for text in hostile() {
            count += 1;
            let units = [(unit("a.ttl"), vec![shaped(&text), checked(&text)])];
            let triples = triples(&written(&mut Turtle::new(), &units));
            // The report has 3, the path 11, the result 9.
            assert_eq!(triples.len(), 23, "{text:?}");
            let datatype = NamedNode::new_unchecked("http://example.org/datatype");
            assert_eq!(objects(&triples, sh::VALUE), [Literal::new_typed_literal(&text, datatype).into()]);
            let message = |tag| Term::from(Literal::new_language_tagged_literal_unchecked(&text, tag));
            assert_eq!(objects(&triples, sh::RESULT_MESSAGE), [message("en"), message("fr")]);
        }
        assert_eq!(count, 47);
    }
}
