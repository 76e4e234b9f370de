//! `verbale ontology`

use crate::args::OntologyArgs;
use crate::error::Error;
use crate::output;

/// Prints the ontology, or the part that is asked for, as it stands in the repository.
pub(crate) fn run(args: &OntologyArgs) -> Result<(), Error> {
    if args.codes {
        // Turtle allows prefixes to be declared again, so documents one after the other are a document.
        let lists = verbale_ontology::CODES.iter().map(|(_, turtle)| turtle.trim_end());
        return output::print((lists.collect::<Vec<_>>().join("\n\n") + "\n").as_bytes());
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
