//! Findings for the tests of the forms, with hostile words in every slot.

use oxrdf::{BlankNode, Literal, NamedNode, Term};
use verbale_core::check::Check;
use verbale_core::diagnostic::{Candidate, Diagnostic, Part, Place, Position, Related, Severity};
use verbale_shacl::{Message, Path, ValidationResult};

use super::{Finding, Fix, Report, Rule, Run, Subject, Unit};

/// Words that are syntax in one of the forms, or that steer what shows them.
pub(super) const HOSTILE: [&str; 46] = [
    "::error file=a,line=1::b",
    "\n::error::b",
    "\r::warning::b",
    "\r\n::endgroup::",
    "##[error]b",
    "%0A::error::b",
    "%25%0D%3A%2C",
    "a,line=9:b",
    "]]>",
    "<![CDATA[a]]>",
    "<!-- -- -->",
    "</failure></testcase>",
    "&amp;&#0;&lt;",
    "<script>a</script>",
    "' \" '",
    "\"",
    "\\",
    "\\\"",
    "\\u0041\\n",
    "{0} {1}",
    "{{0}}",
    "[a](https://example.org/)",
    "[a\\](1)",
    "`` ` ```",
    "\u{0}",
    "\u{8}\u{c}",
    "\u{1b}[31ma\u{1b}[0m",
    "\u{1b}]0;a\u{7}",
    "\u{7f}",
    "\u{9b}31m",
    "\u{202e}a\u{202c}",
    "\u{2066}a\u{2069}",
    "\u{61c}\u{200e}\u{200f}",
    "a\u{2028}\u{2029}",
    "\u{feff}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{10ffff}",
    "a\rb",
    "\t a \t",
    "e\u{301} 👩\u{200d}🚀",
    "\"\"\" .\n<a> <b> <c> .",
    "\"^^<http://example.org/d>",
    "\"@en . _:b <a> <b> .",
    "# a",
    "''' ;",
];

/// Every hostile text, and one of 100 kB.
pub(super) fn hostile() -> impl Iterator<Item = String> {
    HOSTILE.into_iter().map(str::to_owned).chain([format!("é{}", "x".repeat(100_000))])
}

/// A dossier of the file `name`.
pub(super) fn unit(name: &str) -> Unit<'_> {
    Unit { subject: Subject { name, text: "" }, record: Some("nairobi"), line: 1, in_batch: false }
}

/// From one line and column to another.
pub(super) fn place(start: (usize, usize), end: (usize, usize)) -> Place {
    let at = |(line, column)| Position { line, column, byte: 0 };
    Place { start: at(start), end: at(end) }
}

/// A finding of our own with `text` in every slot.
pub(super) fn checked(text: &str) -> Finding {
    let mut finding = Diagnostic::new(Check::QuoteNotFound, format!("/facts/3/{text}"), text)
        .at(place((4, 5), (4, 9)))
        .label(text)
        .value(text)
        .help(text)
        .suggest(text);
    finding.candidates.push(Candidate { text: text.into(), start: 12, end: 40 });
    let place = Some(place((2, 1), (3, 4)));
    finding.related.push(Related { pointer: "/id".into(), part: Part::Value, place, label: text.into() });
    let fix = Fix { place: finding.place.unwrap_or_default(), replacement: text.into() };
    Finding { fix: Some(fix), ..finding.into() }
}

/// A finding of a shape with `text` in every slot.
pub(super) fn shaped(text: &str) -> Finding {
    let node = |name: &str| NamedNode::new_unchecked(format!("http://example.org/{name}"));
    let predicate = |name: &str| Path::Predicate(node(name));
    let result = ValidationResult {
        severity: verbale_shacl::Severity::Warning,
        severity_iri: NamedNode::new_unchecked("http://www.w3.org/ns/shacl#Warning"),
        focus_node: node("focus").into(),
        path: Some(Path::Sequence(vec![
            Path::Inverse(Box::new(predicate("p"))),
            Path::Alternative(vec![Path::ZeroOrMore(Box::new(predicate("q"))), predicate("r")]),
        ])),
        value: Some(Literal::new_typed_literal(text, node("datatype")).into()),
        component: NamedNode::new_unchecked("http://www.w3.org/ns/shacl#PatternConstraintComponent"),
        shape: BlankNode::new_unchecked("b0").into(),
        messages: vec![
            Message { text: text.into(), language: Some("en".into()) },
            Message { text: text.into(), language: Some("fr".into()) },
        ],
        detail: String::new(),
    };
    Finding {
        severity: Severity::Warning,
        message: text.into(),
        value: result.value.as_ref().map(Term::to_string),
        place: Some(place((7, 1), (9, 2))),
        label: None,
        pointer: None,
        help: Vec::new(),
        suggestion: None,
        candidates: Vec::new(),
        related: Vec::new(),
        fix: None,
        rule: Rule::Shape(Box::new(result)),
    }
}

/// What a form writes of these units.
pub(super) fn written(report: &mut dyn Report, units: &[(Unit<'_>, Vec<Finding>)]) -> String {
    written_with(report, units, 0)
}

/// What a form writes of these units, where as many errors more were found and not passed on.
pub(super) fn written_with(report: &mut dyn Report, units: &[(Unit<'_>, Vec<Finding>)], unshown: usize) -> String {
    let mut out = Vec::new();
    let mut run = Run { errors: unshown, units: units.len(), ..Run::default() };
    for (unit, findings) in units {
        report.checked(&mut out, unit, findings).unwrap();
        for finding in findings {
            run.shown += 1;
            *match finding.severity {
                Severity::Error => &mut run.errors,
                Severity::Warning => &mut run.warnings,
                Severity::Note => &mut run.notes,
            } += 1;
        }
    }
    report.finish(&mut out, &run).unwrap();
    String::from_utf8(out).unwrap()
}

/// That nothing in a report could steer a terminal.
pub(super) fn assert_calm(report: &str) {
    let steers = |character| character != '\n' && crate::terminal::steers(character);
    assert!(!report.contains(steers), "{report:?}");
}
