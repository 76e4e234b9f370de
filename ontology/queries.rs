//! The competency questions with their queries and the answers expected for the seed dossier.

/// A competency question: what a user may ask, as SPARQL, and the answer for the seed dossier.
///
/// ```
/// let first = &verbale_ontology::QUERIES[0];
/// assert_eq!(first.name, "CQ01");
/// assert!(first.sparql.contains("SELECT"));
/// assert!(first.expected_csv.starts_with("meeting,"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Query {
    /// The name, `CQ01` to `CQ18`.
    pub name: &'static str,
    /// The question in English.
    pub question: &'static str,
    /// The SPARQL 1.1 query.
    pub sparql: &'static str,
    /// The expected rows as CSV with a header, for the base `https://example.org/verbale/`.
    pub expected_csv: &'static str,
}

macro_rules! queries {
    ($($name:literal: $question:literal;)+) => {
        &[$(Query {
            name: $name,
            question: $question,
            sparql: include_str!(concat!("queries/", $name, ".rq")),
            expected_csv: include_str!(concat!("queries/", $name, ".csv")),
        }),+]
    };
}

/// The competency questions, in order.
pub const QUERIES: &[Query] = queries! {
    "CQ01": "Which meetings does the article say took place, when, where, in what format?";
    "CQ02": "Who sat in the quadripartite meeting, as foreign minister of which state, and who is unnamed?";
    "CQ03": "In which capacities did Diop speak, and for whom?";
    "CQ04": "What is agreed, what only intended, expected, possible, relied on, whoever says so?";
    "CQ05": "What does the article itself assert happened (nothing reported, hoped, believed, or known from elsewhere)?";
    "CQ06": "Who says that Russia recognised the AES first, and in which words?";
    "CQ07": "What did Lavrov say, directly or indirectly, on what occasion?";
    "CQ08": "Which states left which organisation, and with what stance of theirs?";
    "CQ09": "Which dates are inferred, and from which words?";
    "CQ10": "What is planned to recur, where, and after which first occurrence?";
    "CQ11": "By what names does the text call the AES?";
    "CQ12": "Which facts involve military training, and how firm is each?";
    "CQ13": "Which bodies are named as forums, and for what?";
    "CQ14": "Which evaluations are made, by whom, about what, with which polarity?";
    "CQ15": "Is there a claim without words of the source?";
    "CQ16": "How many meetings took place, those that several dossiers report counted once?";
    "CQ17": "Which pairs of states acted together or towards each other, in which month?";
    "CQ18": "What is not asserted by the source itself: as what, and who says it?";
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_is_the_first_line_of_its_file() {
        for query in QUERIES {
            let first = query.sparql.lines().next();
            assert_eq!(first, Some(format!("# {}", query.question).as_str()));
        }
    }
}
