//! JSON-LD, with contexts that are at hand.

use std::error::Error as StdError;
use std::io::Read;
use std::sync::{Arc, OnceLock};

use oxjsonld::{JsonLdErrorCode, JsonLdParser, JsonLdRemoteDocument, JsonLdSyntaxError};
use oxrdf::Quad;
use verbale_core::position::Place;

use crate::blank::Labels;
use crate::spot::{Cursor, Spot};
use crate::window::{BOM, check_utf8};
use crate::{Error, Options};

pub(crate) fn read(
    input: &mut dyn Read,
    options: &Options<'_>,
    each: &mut dyn FnMut(Quad, Option<Spot>),
) -> Result<(), Error> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let document = bytes.strip_prefix(BOM).unwrap_or(&bytes);
    let start = bytes.len() - document.len();
    check_utf8(document, Cursor::after(start))?;
    let mut parser = JsonLdParser::new();
    if let Some(base) = options.base {
        parser = parser.with_base_iri(base).map_err(|error| Error::syntax(format!("base IRI: {error}"), None))?;
    }
    let missing = Arc::new(OnceLock::new());
    let mut labels = Labels::new(options.blank_prefix, false);
    for quad in parser.for_slice(document).with_load_document_callback(loader(options, &missing)) {
        let mut quad = quad.map_err(|error| explained(&error, missing.get(), document, start))?;
        labels.rename(&mut quad);
        each(quad, None);
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
        None => Error::syntax(format!("JSON: {error}"), place),
    }
}
