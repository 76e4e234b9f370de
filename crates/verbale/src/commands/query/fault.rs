//! What is wrong with a query, and where.

use spargebra::algebra::GraphPattern;
use spargebra::{GraphUpdateOperation, Query, SparqlParser};
use verbale_core::diagnostic::{Place, Position};
use verbale_ontology::PREFIXES;

use crate::error::Error;
use crate::input::at;
use crate::report::{Reporter, Subject};

/// How many words that may stand at a place are named.
const NAMED: usize = 6;
/// How many code points are underlined, at most.
const LONGEST: usize = 40;

/// Parses a query, with the prefixes of the ontology declared. What is wrong is said with its place, and ends the run.
pub(super) fn parse(name: &str, text: &str, reporter: &mut Reporter) -> Result<Query, Error> {
    let fault = match parser().parse_query(text) {
        Ok(query) => return Ok(query),
        Err(cause) => cause.to_string(),
    };
    if let Some(operation) = update(text) {
        return Err(Error::Query(name.to_owned(), format!("it is an update ({operation}), and data is only asked here")));
    }
    let Some((place, expected)) = located(&fault, text) else { return Err(Error::Query(name.to_owned(), fault)) };
    let message = message(&text[place.start.byte..place.end.byte], &expected);
    reporter.about_query(Subject { name, text }, place, &message, help(text, place, &expected).as_deref());
    Err(Error::Query(name.to_owned(), "it is not SPARQL 1.1".to_owned()))
}

fn parser() -> SparqlParser {
    PREFIXES.iter().fold(SparqlParser::new(), |parser, (prefix, namespace)| {
        // Our own namespaces are IRIs; a test parses a query with each of them.
        parser.clone().with_prefix(*prefix, *namespace).unwrap_or(parser)
    })
}

/// The name of the first operation, where the text is an update.
fn update(text: &str) -> Option<&'static str> {
    let update = parser().parse_update(text).ok()?;
    Some(match update.operations.first()? {
        GraphUpdateOperation::InsertData { .. } => "INSERT DATA",
        GraphUpdateOperation::DeleteData { .. } => "DELETE DATA",
        GraphUpdateOperation::DeleteInsert { delete, pattern, .. } => match (delete.is_empty(), &**pattern) {
            (_, GraphPattern::Bgp { patterns }) if patterns.is_empty() => "INSERT or DELETE",
            (true, _) => "INSERT",
            (false, _) => "DELETE",
        },
        GraphUpdateOperation::Load { .. } => "LOAD",
        GraphUpdateOperation::Clear { .. } => "CLEAR",
        GraphUpdateOperation::Create { .. } => "CREATE",
        GraphUpdateOperation::Drop { .. } => "DROP",
    })
}

/// Where the parser stopped and what it would have taken, as its message `error at LINE:COLUMN: expected …` says.
fn located(fault: &str, text: &str) -> Option<(Place, Vec<String>)> {
    let (place, expected) = fault.strip_prefix("error at ")?.split_once(": expected ")?;
    let (line, column) = place.split_once(':')?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let start = start(text, line, column)?;
    let rest = &text[start..];
    let mark: usize = rest.chars().take(LONGEST).take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum();
    let end = start + mark;
    let place = Place { start: at(1, &text[..start]), end: Position { byte: end, ..at(1, &text[..end]) } };
    let words = expected.strip_prefix("one of ").unwrap_or(expected);
    Some((place, words.split(", ").map(str::to_owned).collect()))
}

/// The byte at which a line and a column in code points begin.
fn start(text: &str, line: usize, column: usize) -> Option<usize> {
    let line_start = match line.checked_sub(1)? {
        0 => 0,
        before => text.match_indices('\n').nth(before - 1)?.0 + 1,
    };
    let within = text[line_start..].char_indices().map(|(byte, _)| byte).chain([text.len() - line_start]);
    within.take(column).last().map(|byte| line_start + byte)
}

fn message(marked: &str, expected: &[String]) -> String {
    let found = if marked.is_empty() { "the query breaks off".to_owned() } else { format!("`{marked}` cannot stand here") };
    let words: Vec<_> = expected.iter().filter_map(|word| word_of(word)).collect();
    match words.split_last() {
        Some((last, [])) => format!("{found}: {last} is expected"),
        Some((last, before)) if words.len() <= NAMED => format!("{found}: {} or {last} is expected", before.join(", ")),
        _ => found,
    }
}

/// A word or sign of the grammar; what is a class of characters, white space or a comment says nothing to people.
fn word_of(expected: &str) -> Option<String> {
    let word = expected.strip_prefix('"')?.strip_suffix('"')?;
    (!word.is_empty() && word != "#" && !word.contains('\\')).then(|| format!("`{word}`"))
}

/// A way out: a prefix that nobody has declared.
fn help(text: &str, place: Place, expected: &[String]) -> Option<String> {
    let unknown = expected.iter().any(|word| word.contains("Prefix not found"));
    let from = text[..place.start.byte].rfind(|c: char| !(c.is_alphanumeric() || "_-.:".contains(c)));
    let word_start = from.map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let word: String = text[word_start..].chars().take_while(|c| c.is_alphanumeric() || "_-.:".contains(*c)).collect();
    let prefix = word.split_once(':').map(|(prefix, _)| prefix)?;
    let declared = PREFIXES.iter().any(|(known, _)| *known == prefix) || text.contains(&format!("{prefix}: <"));
    if !unknown && declared {
        return None;
    }
    let known: Vec<_> = PREFIXES.iter().map(|(known, _)| *known).collect();
    Some(format!("`PREFIX {prefix}: <…>` declares the prefix; declared already: {}", known.join(", ")))
}
