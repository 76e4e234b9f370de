//! The W3C's documents through our reader: the quads of the parser that judges, each with its place.

use oxrdf::Quad;
use oxttl::{NQuadsParser, NTriplesParser, TriGParser, TurtleParser};
use verbale_core::position::Place;
use verbale_rdf::{Contexts, Error, Options, Spot, Syntax, read};

use super::archive::Suite;

const BASE: &str = "https://w3c.github.io/rdf-tests/x";

/// What the parser makes of a whole document; the error is the place of its fault, in bytes.
fn whole(syntax: Syntax, document: &[u8]) -> (Vec<Quad>, Option<u64>) {
    let mut quads = Vec::new();
    let in_default = |triple: oxrdf::Triple| triple.in_graph(oxrdf::GraphName::DefaultGraph);
    let results: Vec<Result<Quad, oxttl::TurtleSyntaxError>> = match syntax {
        Syntax::Turtle => TurtleParser::new()
            .with_base_iri(BASE)
            .unwrap()
            .for_slice(document)
            .map(|triple| triple.map(in_default))
            .collect(),
        Syntax::TriG => TriGParser::new().with_base_iri(BASE).unwrap().for_slice(document).collect(),
        Syntax::NTriples => NTriplesParser::new().for_slice(document).map(|triple| triple.map(in_default)).collect(),
        _ => NQuadsParser::new().for_slice(document).collect(),
    };
    for result in results {
        match result {
            Ok(quad) => quads.push(quad),
            Err(error) => return (quads, Some(error.location().start.offset)),
        }
    }
    (quads, None)
}

/// Blank nodes by the order in which they come, so that two readings can be compared.
fn numbered(quads: &[Quad]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    let mut renamed = |text: String| {
        if !text.starts_with("_:") {
            return text;
        }
        let number = labels.iter().position(|label| *label == text).unwrap_or_else(|| {
            labels.push(text);
            labels.len() - 1
        });
        format!("_:{number}")
    };
    let mut lines = Vec::new();
    for quad in quads {
        let terms = [
            quad.subject.to_string(),
            quad.predicate.to_string(),
            quad.object.to_string(),
            quad.graph_name.to_string(),
        ];
        lines.push(terms.map(&mut renamed).join(" "));
    }
    lines
}

/// What our reader makes of it.
fn ours(syntax: Syntax, document: &[u8]) -> (Vec<Quad>, Vec<Option<Spot>>, Option<Error>) {
    let options = Options { syntax, base: Some(BASE), contexts: &Contexts::default(), blank_prefix: "b" };
    let (mut quads, mut spots) = (Vec::new(), Vec::new());
    let result = read(&mut &document[..], &options, &mut |quad, spot| {
        quads.push(quad);
        spots.push(spot);
    });
    (quads, spots, result.err())
}

/// What is written at a place.
fn written(document: &[u8], place: Place) -> &str {
    let before = &document[..place.start.byte];
    let line = before.split(|byte| *byte == b'\n').count();
    let of_line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let column = 1 + String::from_utf8_lossy(of_line).chars().count();
    assert_eq!((place.start.line, place.start.column), (line, column));
    std::str::from_utf8(&document[place.start.byte..place.end.byte]).unwrap()
}

/// Whether a token can stand for a term: the end of an IRI is in its name, a literal begins with its kind of sign.
fn stands_for(token: &str, term: &str) -> bool {
    let unescaped = token.replace('\\', "");
    let ends_like = |end: &str| term.trim_end_matches('>').ends_with(end);
    match token.chars().next() {
        Some('[') => token == "[" && term.starts_with("_:"),
        Some('(') => token == "(" && (term.starts_with("_:") || ends_like("#nil")),
        Some(')') => token == ")" && ends_like("#nil"),
        Some('"' | '\'') => term.starts_with('"'),
        Some('_') => term.starts_with("_:b"),
        // Escapes and dots are gone from an IRI once it is read.
        Some('<') if ["\\u", "\\U", "<.", "/."].iter().any(|part| token.contains(part)) => term.starts_with('<'),
        Some('<') => ends_like(token.trim_matches(['<', '>'])),
        Some('+' | '-' | '.' | '0'..='9') => term.starts_with(&format!("\"{token}\"^^")),
        _ if token == "true" || token == "false" => term.starts_with(&format!("\"{token}\"^^")),
        _ if token == "a" => ends_like("#type"),
        _ => unescaped.split_once(':').is_some_and(|(_, local)| term.starts_with('<') && ends_like(local)),
    }
}

/// Why the place of a quad is wrong. Cells of lists and their predicates are not written: they stand where members do.
fn misplaced(document: &[u8], quad: &Quad, spot: &Spot) -> Option<String> {
    let [subject, predicate, object] =
        [spot.subject, spot.predicate, spot.object].map(|place| written(document, place));
    let predicate_iri = quad.predicate.to_string();
    let in_list = predicate_iri.ends_with("#first>") || predicate_iri.ends_with("#rest>");
    let cell = in_list && predicate == object;
    let right = if cell {
        quad.subject.is_blank_node()
            && (predicate_iri.ends_with("#rest>") || stands_for(object, &quad.object.to_string()))
    } else {
        stands_for(subject, &quad.subject.to_string())
            && stands_for(predicate, &predicate_iri)
            && stands_for(object, &quad.object.to_string())
    };
    (!right).then(|| format!("{quad} at {subject} {predicate} {object}"))
}

/// What one syntax came to.
#[derive(Debug, Default)]
struct Tally {
    read: usize,
    refused: usize,
    quads: usize,
    failed: Vec<String>,
}

impl Tally {
    fn check(&mut self, syntax: Syntax, path: &str, document: &[u8]) {
        let (expected, fault) = whole(syntax, document);
        let (quads, spots, error) = ours(syntax, document);
        self.quads += quads.len();
        if numbered(&quads) != numbered(&expected) {
            self.failed.push(format!("{path}: {} quads for {}", quads.len(), expected.len()));
        }
        for (quad, spot) in quads.iter().zip(&spots) {
            match spot {
                Some(spot) => self.failed.extend(misplaced(document, quad, spot).map(|why| format!("{path}: {why}"))),
                None => self.failed.push(format!("{path}: {quad} has no place")),
            }
        }
        match (fault, error) {
            (None, None) => self.read += 1,
            (Some(byte), Some(Error::Syntax { place: Some(place), .. })) => {
                self.refused += 1;
                if place.start.byte as u64 != byte {
                    self.failed.push(format!("{path}: error at byte {} and not {byte}", place.start.byte));
                }
                written(document, place);
            }
            (fault, error) => self.failed.push(format!("{path}: {error:?} for {fault:?}")),
        }
    }
}

/// Reads every document of the suites in this syntax, those that a parser must refuse and those of RDF 1.2 among them:
/// so many are in the archive, of which RDF 1.1 has so many that must be read, and so many are called bad.
fn suite(syntax: Syntax, documents: usize, positive: usize, bad: usize) {
    let suite = Suite::rdf();
    let mut tally = Tally::default();
    for (path, document) in suite.files("rdf/", &format!(".{}", syntax.extension())) {
        tally.check(syntax, path, document);
    }
    assert_eq!(tally.failed, Vec::<String>::new());
    assert_eq!(tally.read + tally.refused, documents);
    assert!(tally.read >= positive && tally.refused >= bad && tally.quads > 2 * positive, "{tally:?}");
}

#[test]
fn turtle() {
    suite(Syntax::Turtle, 438, 219, 128);
}

#[test]
fn trig() {
    suite(Syntax::TriG, 418, 241, 127);
}

#[test]
fn n_triples() {
    suite(Syntax::NTriples, 325, 41, 51);
}

#[test]
fn n_quads() {
    suite(Syntax::NQuads, 332, 53, 54);
}
