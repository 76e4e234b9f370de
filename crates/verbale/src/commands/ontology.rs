//! `verbale ontology`

use crate::args::OntologyArgs;
use crate::error::Error;
use crate::output;

/// Prints the ontology, or the part that is asked for, as it stands in the repository.
pub(crate) fn run(args: &OntologyArgs) -> Result<(), Error> {
    if args.html {
        let page = verbale_view::Viewer::new().and_then(|viewer| viewer.ontology());
        return output::print(page.map_err(|cause| Error::Internal(cause.to_string()))?.as_bytes());
    }
    if args.codes {
        return output::print(joined(verbale_ontology::CODES).as_bytes());
    }
    if args.shapes {
        return output::print(joined(verbale_ontology::SHAPES).as_bytes());
    }
    output::print(if args.context {
        verbale_ontology::CONTEXT.as_bytes()
    } else if args.mappings {
        verbale_ontology::MAPPINGS.as_bytes()
    } else if args.events {
        verbale_ontology::EVENTS.as_bytes()
    } else {
        verbale_ontology::DIPLOMACY.as_bytes()
    })
}

/// Turtle allows prefixes to be declared again, so documents one after the other are a document.
fn joined(documents: &[(&str, &str)]) -> String {
    let documents: Vec<_> = documents.iter().map(|(_, turtle)| turtle.trim_end()).collect();
    documents.join("\n\n") + "\n"
}
