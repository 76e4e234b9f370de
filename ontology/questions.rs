//! Questions that are known by name: SPARQL with parameters, for any data of this ontology.

/// A question that can be asked by its name.
///
/// A parameter `p` is the variable `?p` of the query's one block `VALUES ?p { UNDEF }`. As it stands, such a block leaves the
/// variable free, so that the query runs as it is in any engine; to give the parameter a value, put terms in the place of
/// `UNDEF`, one a row.
///
/// ```
/// let question = verbale_ontology::question("who-left-what").unwrap();
/// assert!(question.sparql.contains("VALUES ?actor { UNDEF }"));
/// assert_eq!(question.parameters[0].name, "actor");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Question {
    /// The name: words in lower case with hyphens.
    pub name: &'static str,
    /// The question in English.
    pub question: &'static str,
    /// The SPARQL 1.1 query.
    pub sparql: &'static str,
    /// What can be given.
    pub parameters: &'static [Parameter],
}

/// What a question can be narrowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter {
    /// The name, which is that of a variable.
    pub name: &'static str,
    /// What its values are.
    pub kind: ParameterKind,
}

/// What the values of a parameter are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// A node of the data: an actor, an organisation, a fact.
    Node,
    /// A code of the list with this name, as [`crate::CODES`] has it.
    Code(&'static str),
    /// A day; of a month or year its first one.
    From,
    /// A day; of a month or year its last one.
    To,
}

const fn parameter(name: &'static str, kind: ParameterKind) -> Parameter {
    Parameter { name, kind }
}

const ACTOR: Parameter = parameter("actor", ParameterKind::Node);
const ORGANISATION: Parameter = parameter("organisation", ParameterKind::Node);
const TARGET: Parameter = parameter("target", ParameterKind::Node);
const FACT: Parameter = parameter("fact", ParameterKind::Node);
const FIELD: Parameter = parameter("field", ParameterKind::Code("field"));
const ROLE: Parameter = parameter("role", ParameterKind::Code("role"));
const SPEECH: Parameter = parameter("speech", ParameterKind::Code("speech-mode"));
const POLARITY: Parameter = parameter("polarity", ParameterKind::Code("polarity"));
const FROM: Parameter = parameter("from", ParameterKind::From);
const TO: Parameter = parameter("to", ParameterKind::To);

macro_rules! questions {
    ($($name:literal ($($parameter:ident),*): $question:literal;)+) => {
        &[$(Question {
            name: $name,
            question: $question,
            sparql: include_str!(concat!("queries/by-name/", $name, ".rq")),
            parameters: &[$($parameter),*],
        }),+]
    };
}

/// The questions, those about what happened first, then those about what is to come, about words, and about evidence.
pub const QUESTIONS: &[Question] = questions! {
    "what-happened" (ACTOR, FIELD, FROM, TO): "What do the sources themselves assert happened, when, and who says it?";
    "who-met-whom" (ACTOR, FROM, TO): "Who met whom, when, where, in what format (meetings that corefer counted once)?";
    "who-attended" (ACTOR, FROM, TO): "Who was at which meeting, as what, in which capacity and for whom?";
    "who-acted-with-whom" (ACTOR, FROM, TO): "Which states acted together or towards each other, in which month, and how often?";
    "who-left-what" (ACTOR, ORGANISATION, FROM, TO): "Who left which organisation or instrument, when, and with what stance of theirs?";
    "who-joined-what" (ACTOR, ORGANISATION, FROM, TO): "Who joined which organisation or instrument, and when?";
    "who-founded-what" (ACTOR, ORGANISATION, FROM, TO): "Who founded which organisation, and when?";
    "who-recognised-whom" (ACTOR): "Whose recognition of whom is told, who says so, and does the source assert it?";
    "who-belongs-to-what" (ACTOR): "Who is said to belong to which organisation, since when, until when?";
    "who-holds-which-office" (ACTOR, ROLE): "Who holds which office, of what, to whom accredited, since when, until when?";
    "who-is-related-to-whom" (ACTOR): "Which lasting relations are told, of which type, between whom, in which field?";
    "what-is-agreed" (ACTOR, FIELD, FROM, TO): "What is agreed, by whom, with whom, and who says so?";
    "what-is-planned" (ACTOR, FIELD, FROM, TO): "What do those who would do it announce, intend or envisage?";
    "what-is-threatened" (ACTOR, FIELD, FROM, TO): "What is threatened, by whom?";
    "what-is-only-hoped-for" (ACTOR, FIELD, FROM, TO): "What do others only expect, hold possible, rely on or request?";
    "how-firm-is-what-is-to-come" (ACTOR, FIELD): "How many actions to come have which status, whoever says so?";
    "what-recurs" (): "What is planned to recur, how often, where in turn, after which first occurrence?";
    "who-said-what" (ACTOR, SPEECH, FROM, TO): "Who said what, directly or indirectly, to whom, on what occasion?";
    "who-spoke-for-whom" (ACTOR): "Who spoke or took part in which capacity, and for whom?";
    "who-judges-what" (ACTOR, TARGET, POLARITY): "Who judges what, for good or bad, and in relation to what?";
    "what-is-only-reported" (ACTOR): "What is only reported, by whom, in which statement?";
    "what-is-not-asserted" (ACTOR): "What does no source assert itself: as what, and who says it how firmly?";
    "what-concerns-a-field" (FIELD): "Which facts involve a field, and how firm is each?";
    "which-bodies-are-forums" (ACTOR): "Which bodies are named as forums, and for what?";
    "what-is-it-called" (ACTOR): "By what names do the texts call an actor or place?";
    "in-which-words" (FACT): "In which words, at which place of the text, is a fact or one of its fields put forward?";
    "which-dates-are-inferred" (): "Which dates are inferred, and from which words?";
    "which-claims-have-no-words" (): "Which claims stand without words of a source?";
};

/// The question with this name.
///
/// ```
/// assert!(verbale_ontology::question("who-met-whom").is_some());
/// assert!(verbale_ontology::question("who-met-who").is_none());
/// ```
pub fn question(name: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|question| question.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_is_the_first_line_of_its_file() {
        assert!(QUESTIONS.len() >= 28, "{}", QUESTIONS.len());
        for question in QUESTIONS {
            assert_eq!(question.sparql.lines().next(), Some(format!("# {}", question.question).as_str()));
        }
    }

    #[test]
    fn parameters_are_the_free_blocks_of_the_query_in_their_order() {
        for question in QUESTIONS {
            let free = question.sparql.lines().filter_map(|line| line.trim().strip_suffix(" { UNDEF }"));
            let free: Vec<_> = free.filter_map(|block| block.strip_prefix("VALUES ?")).collect();
            let named: Vec<_> = question.parameters.iter().map(|parameter| parameter.name).collect();
            assert_eq!(free, named, "{}", question.name);
            assert_eq!(question.sparql.matches("UNDEF").count(), named.len(), "{}", question.name);
        }
    }

    #[test]
    fn lists_of_codes_exist_and_no_query_names_a_dossier() {
        for question in QUESTIONS {
            assert!(!question.sparql.contains("example.org"), "{}", question.name);
            for parameter in question.parameters {
                if let ParameterKind::Code(list) = parameter.kind {
                    assert!(crate::CODES.iter().any(|(name, _)| *name == list), "{list}");
                }
            }
        }
    }
}
