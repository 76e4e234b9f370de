//! What is wrong with a query, and where.

use std::ops::Range;

use spargebra::algebra::GraphPattern;
use spargebra::{GraphUpdateOperation, Query, SparqlParser};
use verbale_core::diagnostic::Place;
use verbale_core::lexical::check_iri;
use verbale_core::suggest::nearest;
use verbale_ontology::PREFIXES;

use super::algebra::order_columns;
use super::tokens::{Kind, Token, tokens};
use crate::error::Error;
use crate::input::at;
use crate::report::{Reporter, Subject};

/// The words of SPARQL 1.1: keywords, functions, aggregates.
const WORDS: &str = "a abs add all as asc ask avg base bind bnode bound by ceil clear coalesce concat construct contains copy \
    count create data datatype day default delete desc describe distinct drop encode_for_uri exists false filter floor from \
    graph group group_concat having hours if in insert into iri isblank isiri isliteral isnumeric isuri lang langmatches \
    lcase limit load max md5 min minus minutes month move named not now offset optional order prefix rand reduced regex \
    replace round sameterm sample seconds select separator service sha1 sha256 sha384 sha512 silent str strafter strbefore \
    strdt strends strlang strlen strstarts struuid substr sum timezone to true tz ucase undef union uri using uuid values \
    where with year";

/// Parses a query, with the prefixes of the ontology declared. What is wrong is said with its place, and ends the run.
pub(super) fn parse(name: &str, text: &str, reporter: &mut Reporter) -> Result<Query, Error> {
    let cause = match parser().parse_query(text) {
        Ok(mut query) => {
            order_columns(&mut query, &starred(text));
            return Ok(query);
        }
        Err(cause) => cause.to_string(),
    };
    if let Some(operation) = update(text) {
        return Err(Error::Query(
            name.to_owned(),
            format!("it is an update ({operation}), and data is only asked here"),
        ));
    }
    let Fault { bytes, message, help } = Fault::of(text).unwrap_or_else(|| stop(&cause, text));
    let (start, end) = (at(1, &text[..bytes.start]), at(1, &text[..bytes.end]));
    reporter.about_query(Subject { name, text }, Place { start, end }, &message, help.as_deref());
    Err(Error::Query(name.to_owned(), "it is not SPARQL 1.1".to_owned()))
}

/// A query for an engine that declares no prefixes of ours: those that it names come first, and its own win.
#[cfg(feature = "store")]
pub(super) fn with_prefixes(text: &str) -> String {
    let tokens = tokens(text);
    let used = |prefix: &str| {
        tokens
            .iter()
            .any(|token| matches!(token.kind, Kind::Prefixed(length) if text[token.bytes.clone()][..length] == *prefix))
    };
    let declared = PREFIXES.iter().filter(|(prefix, _)| used(prefix));
    let declared = declared.map(|(prefix, namespace)| format!("PREFIX {prefix}: <{namespace}>\n"));
    declared.collect::<String>() + text
}

/// The variables of a `SELECT *` in the order in which they are written, which is the one that its columns should have: the
/// parser sorts them. None of any other query, whose columns are in their order already.
fn starred(text: &str) -> Vec<&str> {
    let tokens = tokens(text);
    let mut words = tokens.iter().map(|token| &text[token.bytes.clone()]);
    let select = words.find(|word| ["select", "ask", "construct", "describe"].contains(&&*word.to_ascii_lowercase()));
    let after = words.find(|word| !["distinct", "reduced"].contains(&&*word.to_ascii_lowercase()));
    match (select, after) {
        (Some(select), Some("*")) if select.eq_ignore_ascii_case("select") => {
            tokens.iter().filter_map(|token| text[token.bytes.clone()].strip_prefix(['?', '$'])).collect()
        }
        _ => Vec::new(),
    }
}

/// With the prefixes of the ontology.
pub(super) fn parser() -> SparqlParser {
    PREFIXES.iter().fold(SparqlParser::new(), |parser, (prefix, namespace)| {
        // Our own namespaces are IRIs: a test asks with each of them.
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

/// A fault, its bytes and a way out.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    bytes: Range<usize>,
    message: String,
    help: Option<String>,
}

impl Fault {
    /// The first fault that the tokens of a query show; there may be others that only its grammar shows.
    fn of(text: &str) -> Option<Self> {
        let tokens = tokens(text);
        if tokens.is_empty() {
            return Some(Self { bytes: 0..0, message: "the query is empty".into(), help: None });
        }
        let faults =
            [open(&tokens), brackets(text, &tokens), prefix(text, &tokens), iri(text, &tokens), word(text, &tokens)];
        faults.into_iter().flatten().min_by_key(|fault| fault.bytes.start)
    }
}

/// A quotation mark that is never closed.
fn open(tokens: &[Token]) -> Option<Fault> {
    let token = tokens.iter().find(|token| token.kind == Kind::Open)?;
    let message = "the quotation mark that opens here is never closed".to_owned();
    Some(Fault {
        bytes: token.bytes.clone(),
        message,
        help: Some("a text of several lines stands between `\"\"\"`".into()),
    })
}

/// A bracket without its partner.
fn brackets(text: &str, tokens: &[Token]) -> Option<Fault> {
    let mut opened: Vec<&Token> = Vec::new();
    let fault = |token: &Token, what: &str| {
        let message = format!("the `{}` {what}", &text[token.bytes.clone()]);
        Some(Fault { bytes: token.bytes.clone(), message, help: None })
    };
    for token in tokens {
        match (token.kind, opened.last().map(|last| last.kind)) {
            (Kind::Opening(_), _) => opened.push(token),
            (Kind::Closing('}'), Some(Kind::Opening('{')))
            | (Kind::Closing(')'), Some(Kind::Opening('(')))
            | (Kind::Closing(']'), Some(Kind::Opening('['))) => drop(opened.pop()),
            (Kind::Closing(_), _) => return fault(token, "closes nothing that is open here"),
            _ => {}
        }
    }
    fault(opened.last()?, "that opens here is never closed")
}

/// A prefix that nobody has declared.
fn prefix(text: &str, tokens: &[Token]) -> Option<Fault> {
    let mut declared: Vec<&str> = PREFIXES.iter().map(|(prefix, _)| *prefix).collect();
    let mut before = "";
    for token in tokens {
        let written = &text[token.bytes.clone()];
        if let Kind::Prefixed(length) = token.kind {
            let prefix = &written[..length];
            if before.eq_ignore_ascii_case("prefix") {
                declared.push(prefix);
            } else if !declared.contains(&prefix) {
                let message = format!("the prefix `{prefix}` is not declared");
                let near = nearest(prefix, declared.iter().copied()).map(|near| format!("did you mean `{near}`? "));
                let near = near.unwrap_or_default();
                let help =
                    format!("{near}write `PREFIX {prefix}: <…>` first; declared already: {}", declared.join(", "));
                return Some(Fault { bytes: token.bytes.clone(), message, help: Some(help) });
            }
        }
        before = written;
    }
    None
}

/// An IRI that is none, or that depends on a base that nobody has declared.
fn iri(text: &str, tokens: &[Token]) -> Option<Fault> {
    let word =
        |token: &Token, word: &str| token.kind == Kind::Word && text[token.bytes.clone()].eq_ignore_ascii_case(word);
    let based = tokens.iter().any(|token| word(token, "base"));
    let mut iris = tokens.iter().filter(|token| token.kind == Kind::Iri && !based);
    iris.find_map(|token| {
        let fault = check_iri(&text[token.bytes.start + 1..token.bytes.end - 1]).err()?;
        Some(Fault { bytes: token.bytes.clone(), message: fault.message, help: None })
    })
}

/// A word that SPARQL does not know.
fn word(text: &str, tokens: &[Token]) -> Option<Fault> {
    let unknown = |token: &&Token| {
        let word = text[token.bytes.clone()].to_ascii_lowercase();
        token.kind == Kind::Word && !WORDS.split_whitespace().any(|known| known == word)
    };
    let token = tokens.iter().find(unknown)?;
    let written = &text[token.bytes.clone()];
    let near = nearest(written, WORDS.split_whitespace().filter(|word| word.len() > 2));
    let help = match near {
        Some(near) => format!("did you mean `{}`?", near.to_uppercase()),
        None => "a variable is written `?name`, a name of the ontology `dipl:name`, a text in quotation marks".into(),
    };
    Some(Fault { bytes: token.bytes.clone(), message: format!("`{written}` is no word of SPARQL"), help: Some(help) })
}

/// Where the parser stopped, as its message `error at LINE:COLUMN: expected …` says. It reads on for as many characters as
/// a keyword has before it sees that it is none, so that the place may be a little too far.
fn stop(cause: &str, text: &str) -> Fault {
    let stopped = cause.strip_prefix("error at ").and_then(|cause| cause.split_once(": expected "));
    let Some((place, expected)) = stopped else {
        return Fault { bytes: 0..0, message: cause.to_owned(), help: None };
    };
    let byte = place.split_once(':').and_then(|(line, column)| start(text, line.parse().ok()?, column.parse().ok()?));
    let words = expected.strip_prefix("one of ").unwrap_or(expected).split(", ");
    let keywords = words.filter(|word| word.chars().all(|c| c.is_ascii_uppercase())).map(str::len);
    let back = keywords.min().unwrap_or(0);
    let byte =
        byte.map_or(text.len(), |byte| text[..byte].char_indices().rev().take(back).last().map_or(byte, |(at, _)| at));
    let tokens = tokens(text);
    let token = tokens.iter().find(|token| token.bytes.end > byte).or(tokens.last());
    let bytes = token.map_or(0..0, |token| token.bytes.clone());
    let message = "the query is SPARQL up to about here, and not from here on".to_owned();
    Fault {
        bytes,
        message,
        help: Some("look at what stands here and shortly before: a sign too many or too few".into()),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (String, String, String) {
        let cause = parser().parse_query(text).unwrap_err().to_string();
        let Fault { bytes, message, help } = Fault::of(text).unwrap_or_else(|| stop(&cause, text));
        (text[bytes].to_owned(), message, help.unwrap_or_default())
    }

    #[test]
    fn a_fault_is_found_where_it_stands() {
        for (text, marked, said) in [
            ("SELECT ?x { ?x a dip:Meeting }", "dip:Meeting", "the prefix `dip` is not declared"),
            ("PREFIX e: <http://e/> ASK { e:a f:b e:c }", "f:b", "the prefix `f` is not declared"),
            ("SELECT ?x WHRE { ?x a dipl:Meeting }", "WHRE", "`WHRE` is no word of SPARQL"),
            ("SELEC ?x { ?x a dipl:Meeting }", "SELEC", "`SELEC` is no word of SPARQL"),
            ("SELECT ?x { ?x a Meeting }", "Meeting", "`Meeting` is no word of SPARQL"),
            ("SELECT ?x { ?x a dipl:Meeting", "{", "the `{` that opens here is never closed"),
            ("SELECT ?x { FILTER (?x = 1 }", "}", "the `}` closes nothing that is open here"),
            ("SELECT ?x { ?x ?y \"a }", "\"", "the quotation mark that opens here is never closed"),
            ("SELECT ?x { ?x a <Meeting> }", "<Meeting>", ""),
            (" # nothing\n", "", "the query is empty"),
        ] {
            let (found, message, _) = fault(text);
            assert_eq!(found, marked, "{text}");
            assert!(message.contains(said), "{text}: {message}");
        }
        assert!(fault("ASK { ?x a dip:Meeting }").2.starts_with("did you mean `dipl`?"));
        assert_eq!(fault("SELECT ?x WHRE { ?x a dipl:Meeting }").2, "did you mean `WHERE`?");
    }

    #[test]
    fn where_only_the_grammar_fails_the_place_is_near() {
        for (text, near) in [
            ("SELECT ?x { ?x a dipl:Meeting } ORDER ?x", 32),
            ("SELECT ?x ?y WHERE { ?x a dipl:Meeting } LIMIT ?x", 47),
            ("SELECT * { ?x ?y ?z . . ?a ?b ?c }", 22),
        ] {
            let cause = parser().parse_query(text).unwrap_err().to_string();
            assert_eq!(Fault::of(text), None, "{text}");
            let bytes = stop(&cause, text).bytes;
            assert!(bytes.start.abs_diff(near) <= 12, "{text} {bytes:?}");
        }
    }

    #[test]
    fn every_prefix_of_the_ontology_is_declared_and_a_query_s_own_wins() {
        for (prefix, namespace) in PREFIXES {
            let query = parser().parse_query(&format!("ASK {{ ?s {prefix}:x ?o }}")).unwrap();
            assert!(query.to_string().contains(&format!("<{namespace}x>")), "{query}");
        }
        let query = parser().parse_query("PREFIX dipl: <http://e/> ASK { ?s dipl:x ?o }").unwrap();
        assert!(query.to_string().contains("<http://e/x>"), "{query}");
    }

    #[test]
    fn columns_of_a_star_are_in_the_order_of_the_text() {
        let columns = |text: &str| {
            let mut query = parser().parse_query(text).unwrap();
            order_columns(&mut query, &starred(text));
            query.to_string()
        };
        for text in ["SELECT * { ?s ?p ?o }", "select distinct * { ?s ?p ?o OPTIONAL { ?o ?p ?z } } LIMIT 3"] {
            assert!(columns(text).contains("?s ?p ?o"), "{}", columns(text));
        }
        assert!(columns("SELECT ?p ?s { ?s ?p ?o { SELECT * { ?o ?a ?b } } }").starts_with("SELECT ?p ?s"));
        assert!(starred("ASK { { SELECT * { ?s ?p ?o } } }").is_empty());
    }

    #[test]
    #[cfg(feature = "store")]
    fn a_store_is_told_the_prefixes_that_a_query_names() {
        let text = "PREFIX skos: <http://e/> SELECT ?x { ?x a dipl:Meeting ; skos:y \"foaf:name\" } # org:x";
        let told = with_prefixes(text);
        assert_eq!(told.matches("PREFIX").count(), 3, "{told}");
        let (theirs, ours) = (SparqlParser::new().parse_query(&told), parser().parse_query(text));
        assert_eq!(theirs.unwrap(), ours.unwrap());
    }

    #[test]
    fn updates_are_named() {
        for (text, name) in [
            ("INSERT DATA { <a:b> <a:b> <a:b> }", "INSERT DATA"),
            ("DELETE DATA { <a:b> <a:b> <a:b> }", "DELETE DATA"),
            ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "DELETE"),
            ("INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }", "INSERT"),
            ("LOAD <http://e/>", "LOAD"),
            ("CLEAR ALL", "CLEAR"),
            ("CREATE GRAPH <http://e/>", "CREATE"),
            ("DROP ALL", "DROP"),
        ] {
            assert_eq!(update(text), Some(name), "{text}");
        }
        assert_eq!(update("ASK {}"), None);
    }
}
