//! How many triples a graph has in the store.

use verbale_rdf::{Contexts, Options, Syntax, scan};
use verbale_store::{Answer, Graph as Name, Store};

use crate::error::Error;

/// Asks a store for the number of triples in a graph: by a query, or, where none can be asked, by reading them.
pub(super) fn count(store: &Store, name: &Name) -> Result<u64, Error> {
    match store.count(name).map_err(Error::Store)? {
        Some(count) => Ok(count),
        None => match store.get(name) {
            Ok(answer) => read(answer, name),
            Err(error) if error.status() == Some(404) => Ok(0),
            Err(error) => Err(Error::Store(error)),
        },
    }
}

fn read(mut answer: Answer, name: &Name) -> Result<u64, Error> {
    let syntax = match answer.media_type() {
        "application/n-triples" | "text/plain" => Syntax::NTriples,
        "text/turtle" => Syntax::Turtle,
        other => return Err(Error::Answer(name.to_string(), format!("the answer is of the type `{other}`"))),
    };
    let (contexts, mut count) = (Contexts::default(), 0);
    let options = Options { syntax, base: None, contexts: &contexts, blank_prefix: "b" };
    scan(&mut answer, &options, &mut |_, _| count += 1).map_err(|cause| refusal(cause, name))?;
    Ok(count)
}

/// What kept an answer from being read to its end.
fn refusal(cause: verbale_rdf::Error, name: &Name) -> Error {
    match cause {
        verbale_rdf::Error::Io(cause) => match cause.downcast::<verbale_store::Error>() {
            Ok(inner) => Error::Store(inner),
            Err(cause) => Error::Answer(name.to_string(), cause.to_string()),
        },
        fault => Error::Answer(name.to_string(), fault.to_string()),
    }
}
