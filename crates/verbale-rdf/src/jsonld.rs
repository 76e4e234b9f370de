//! JSON-LD, with contexts that are at hand.

use std::error::Error as StdError;
use std::io::Read;
use std::sync::{Arc, OnceLock};

use oxjsonld::{JsonLdErrorCode, JsonLdParser, JsonLdRemoteDocument, JsonLdSyntaxError};
use verbale_core::position::Place;

use crate::blank::Labels;
use crate::read::{Each, Found};
use crate::spot::Cursor;
use crate::window::{BOM, check_utf8};
use crate::{Error, Options};

/// Values within values; the reader goes down one call for each, and the stack ends before memory does.
const DEEPEST: usize = 128;

pub(crate) fn read(input: &mut dyn Read, options: &Options<'_>, each: &mut Each<'_>) -> Result<(), Error> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let document = bytes.strip_prefix(BOM).unwrap_or(&bytes);
    let start = bytes.len() - document.len();
    check_utf8(document, Cursor::after(start))?;
    check_depth(document, start)?;
    let mut parser = JsonLdParser::new();
    if let Some(base) = options.base {
        parser = parser.with_base_iri(base).map_err(|error| Error::syntax(format!("base IRI: {error}"), None))?;
    }
    let missing = Arc::new(OnceLock::new());
    let mut labels = Labels::new(options.blank_prefix, false);
    for quad in parser.for_slice(document).with_load_document_callback(loader(options, &missing)) {
        let mut quad = quad.map_err(|error| explained(&error, missing.get(), document, start))?;
        labels.rename(&mut quad);
        each(Found::Made(quad), None);
    }
    Ok(())
}

/// Refuses a document that is nested deeper than can be read; whatever else is wrong with it, the parser finds.
fn check_depth(document: &[u8], start: usize) -> Result<(), Error> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in document.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let mut cursor = Cursor::after(start);
            cursor.advance(&document[..at]);
            let place = Place { start: cursor.position(), end: cursor.position() };
            return Err(Error::syntax(format!("brackets are nested more than {DEEPEST} deep"), Some(place)));
        }
    }
    Ok(())
}

type Loaded = Result<JsonLdRemoteDocument, Box<dyn StdError + Send + Sync>>;

/// Finds contexts among those at hand, and remembers the first that is not.
fn loader(
    options: &Options<'_>,
    missing: &Arc<OnceLock<String>>,
) -> impl Fn(&str, &oxjsonld::JsonLdLoadDocumentOptions) -> Loaded + use<> {
    let (contexts, missing) = (options.contexts.clone(), Arc::clone(missing));
    move |iri, _| {
        let Some(document) = contexts.of(iri) else {
            missing.get_or_init(|| iri.to_owned());
            return Err("the context is not at hand".into());
        };
        Ok(JsonLdRemoteDocument { document: document.as_bytes().to_vec(), document_url: iri.to_owned() })
    }
}

fn explained(error: &JsonLdSyntaxError, missing: Option<&String>, document: &[u8], start: usize) -> Error {
    if let Some(iri) = missing {
        let message = format!("the JSON-LD context `{iri}` is not at hand, and none is fetched");
        return Error::helped(message, None, format!("give it as a file: `--context {iri}=FILE`"));
    }
    let place = error.location().map(|location| {
        let at = |offset: u64| {
            let offset = usize::try_from(offset).unwrap_or(usize::MAX).min(document.len());
            let mut cursor = Cursor::after(start);
            cursor.advance(&document[..offset]);
            cursor.position()
        };
        Place { start: at(location.start.offset), end: at(location.end.offset) }
    });
    match error.code() {
        Some(JsonLdErrorCode::LoadingRemoteContextFailed | JsonLdErrorCode::InvalidRemoteContext) => {
            Error::syntax(format!("a JSON-LD context: {error}"), place)
        }
        Some(code) => Error::syntax(format!("JSON-LD ({code}): {error}"), place),
        None => {
            // The place comes apart from the words.
            let words = error.to_string();
            let words = words.strip_prefix("Parser error ").and_then(|words| words.split_once(": "));
            Error::syntax(
                format!("JSON: {}", words.map_or_else(|| error.to_string(), |(_, words)| words.into())),
                place,
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Contexts, Syntax};
    use oxrdf::NamedNode;
    use verbale_ontology::CONTEXT_IRI;

    fn quads(document: &str, base: Option<&str>, contexts: &Contexts) -> Result<Vec<String>, Error> {
        let options = Options { syntax: Syntax::JsonLd, base, contexts, blank_prefix: "f_" };
        let mut quads = Vec::new();
        crate::read(&mut document.as_bytes(), &options, &mut |quad, spot| {
            assert_eq!(spot, None);
            quads.push(quad.to_string());
        })?;
        Ok(quads)
    }

    fn fault(document: &str, contexts: &Contexts) -> (String, Option<(usize, usize)>, Option<String>) {
        match quads(document, None, contexts) {
            Err(Error::Syntax { message, place, help }) => {
                (message, place.map(|place| (place.start.line, place.start.column)), help)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn our_context_is_at_hand_under_its_iri() {
        let document = format!(r#"{{"@context": "{CONTEXT_IRI}", "@id": "https://example.org/e", "@type": "Event"}}"#);
        let read = quads(&document, None, &Contexts::default()).unwrap();
        let class = NamedNode::new_unchecked(format!("{}Event", verbale_ontology::NAMESPACE));
        let kind = oxrdf::vocab::rdf::TYPE;
        assert_eq!(read, [format!("<https://example.org/e> {kind} {class}")]);
    }

    #[test]
    fn a_context_that_is_not_at_hand_is_named_and_not_fetched() {
        for iri in ["https://schema.org/", "file:///etc/passwd", "http://127.0.0.1:1/c"] {
            let document = format!(r#"{{"@context": ["{CONTEXT_IRI}", "{iri}"], "@id": "a:s"}}"#);
            let (message, _, help) = fault(&document, &Contexts::default());
            assert_eq!(message, format!("the JSON-LD context `{iri}` is not at hand, and none is fetched"));
            assert_eq!(help, Some(format!("give it as a file: `--context {iri}=FILE`")));
        }
        let of_a_term = r#"{"@context": {"a": {"@id": "x:a", "@context": "https://e.org/c"}}, "a": {"@id": "x:y"}}"#;
        assert!(fault(of_a_term, &Contexts::default()).0.contains("`https://e.org/c`"));
        let imported = r#"{"@context": {"@version": 1.1, "@import": "https://e.org/c"}, "@id": "x:y"}"#;
        assert!(fault(imported, &Contexts::default()).0.contains("`https://e.org/c`"));
    }

    #[test]
    fn given_contexts_are_used_and_relative_ones_resolved() {
        let contexts = Contexts::default()
            .with("https://e.org/c", r#"{"@context": {"name": "x:name"}}"#.into())
            .with("https://e.org/broken", "{".into())
            .with("https://e.org/loop", r#"{"@context": "https://e.org/loop"}"#.into());
        let named = r#"{"@context": "c", "@id": "", "name": "Paris"}"#;
        let read = quads(named, Some("https://e.org/d"), &contexts).unwrap();
        assert_eq!(read, [r#"<https://e.org/d> <x:name> "Paris""#]);
        for name in ["broken", "loop"] {
            let document = format!(r#"{{"@context": "https://e.org/{name}", "@id": "x:y"}}"#);
            let (message, _, help) = fault(&document, &contexts);
            assert!(!message.contains("not at hand") && help.is_none(), "{message}");
        }
    }

    #[test]
    fn faults_of_json_have_a_place_and_those_of_json_ld_a_name() {
        let (message, place, _) = fault("{\n  \"é\": tru\n}", &Contexts::default());
        assert_eq!(message, "JSON: true expected");
        assert_eq!(place, Some((2, 8)));
        let (message, place, _) = fault(r#"{"@id": 1}"#, &Contexts::default());
        assert!(message.starts_with("JSON-LD (invalid @id value): "), "{message}");
        assert_eq!(place, None);
    }

    #[test]
    fn nodes_are_told_from_those_of_other_files() {
        let document = r#"[{"@id": "_:x", "x:p": [{"x:q": 1}, {"@id": "_:x"}]}, {"x:q": 2}]"#;
        let read = quads(document, None, &Contexts::default()).unwrap();
        let expected = [
            "_:f_x <x:p> _:f_-1",
            "_:f_-1 <x:q> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer>",
            "_:f_x <x:p> _:f_x",
            "_:f_-2 <x:q> \"2\"^^<http://www.w3.org/2001/XMLSchema#integer>",
        ];
        let (mut read, mut expected) = (read, expected.map(str::to_owned).to_vec());
        read.sort();
        expected.sort();
        assert_eq!(read, expected);
    }
}
