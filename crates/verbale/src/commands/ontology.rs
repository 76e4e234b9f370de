//! `verbale ontology`

use crate::args::OntologyArgs;
use crate::error::Error;
use crate::output;

/// Prints the ontology, or the part that is asked for, as it stands in the repository.
pub(crate) fn run(args: &OntologyArgs) -> Result<(), Error> {
    if args.context {
        return output::print(verbale_ontology::CONTEXT.as_bytes());
    }
    let documents: Vec<&str> = if args.codes {
        verbale_ontology::CODES.iter().map(|(_, turtle)| turtle.trim_end()).collect()
    } else if args.mappings {
        vec![verbale_ontology::MAPPINGS.trim_end()]
    } else {
        vec![verbale_ontology::DIPLOMACY.trim_end(), verbale_ontology::EVENTS.trim_end()]
    };
    // Turtle allows prefixes to be declared again, so documents one after the other are a document.
    output::print((documents.join("\n\n") + "\n").as_bytes())
}
