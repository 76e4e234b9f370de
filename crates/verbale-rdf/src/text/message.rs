//! The parser's messages, with ways out.

use verbale_ontology::PREFIXES;

/// What to say for a message of the parser, and the way out where there is one.
pub(super) fn of(message: &str) -> (String, Option<String>) {
    if message.starts_with("No scheme found") {
        let help = "write the whole IRI, or in Turtle and TriG declare a base: `@base <https://example.org/> .`";
        return ("an IRI is relative, and there is no base".into(), Some(help.into()));
    }
    let rdf_1_2 =
        ["<<", ">>", "{|", "|}", "~"].iter().any(|mark| message.starts_with(mark)) || message.contains("RDF 1.2");
    let help = if rdf_1_2 { Some("RDF 1.2 is not read: write RDF 1.1".into()) } else { undeclared(message) };
    (uncapitalised(message), help)
}

/// How to declare a prefix that is not.
fn undeclared(message: &str) -> Option<String> {
    let prefix = message.strip_prefix("The prefix ")?.strip_suffix(" has not been declared")?;
    let known = PREFIXES.iter().find(|(name, _)| prefix.strip_suffix(':') == Some(*name));
    let iri = known.map_or("https://example.org/", |(_, iri)| iri);
    Some(format!("declare it: `@prefix {prefix} <{iri}> .`"))
}

/// Without the capital of a sentence; abbreviations keep theirs.
fn uncapitalised(message: &str) -> String {
    let mut chars = message.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if first.is_ascii_uppercase() && (second.is_ascii_lowercase() || second == ' ') => {
            first.to_ascii_lowercase().to_string() + &message[1..]
        }
        _ => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_begin_as_ours_do_and_lead_on() {
        let said = |message| of(message);
        assert_eq!(said("A dot is expected"), ("a dot is expected".into(), None));
        assert_eq!(said("IRI is bad").0, "IRI is bad");
        assert_eq!(said("é").0, "é");
        let (message, help) = said("The prefix dipl: has not been declared");
        assert_eq!(message, "the prefix dipl: has not been declared");
        assert_eq!(help.as_deref(), Some("declare it: `@prefix dipl: <https://w3id.org/verbale/dipl#> .`"));
        assert!(said("The prefix : has not been declared").1.is_some_and(|help| help.contains("`@prefix : <https")));
        assert!(said("<< is not a valid RDF object").1.is_some_and(|help| help.contains("RDF 1.2")));
        assert!(said("No scheme found in an absolute IRI").1.is_some_and(|help| help.contains("@base")));
    }
}
