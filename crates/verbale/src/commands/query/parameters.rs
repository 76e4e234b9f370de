//! Values for the parameters of a question, as terms: text is never pasted into a query.

use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNode, Term};
use verbale_core::codes::{Code, FieldOfActivity, Polarity, Role, SpeechMode};
use verbale_core::date::Date;
use verbale_core::suggest::nearest;
use verbale_ontology::{Parameter, ParameterKind, Question};

use super::names::{Found, iri};
use super::{Asked, algebra, usage};
use crate::args::{Given, QueryArgs};
use crate::error::Error;
use crate::report::Reporter;

/// The value of a name that leads to nothing: `VALUES` without rows says the same, and not every store takes it.
const NOBODY: &str = "urn:verbale:nobody";

/// Finds the nodes that a value names.
pub(super) type Find<'f> = dyn Fn(&str) -> Result<Found, Error> + 'f;

/// Puts the values of the command line into the question. A name that nobody in the data has is noted; the answer is then
/// empty.
pub(super) fn give(args: &QueryArgs, asked: &mut Asked, find: &Find<'_>, reporter: &mut Reporter) -> Result<(), Error> {
    let Some(question) = asked.question else { return Ok(()) };
    for (parameter, values) in grouped(question, &args.with)? {
        let mut terms = Vec::new();
        for value in values {
            terms.extend(self::terms(parameter, value, find, reporter)?);
        }
        if !algebra::give(&mut asked.query, parameter.name, &terms) {
            return Err(Error::Internal(format!("{} has no parameter {}", question.name, parameter.name)));
        }
    }
    asked.text = asked.query.to_string();
    Ok(())
}

/// Checks what needs no data: that the parameters are there, and that codes and dates are some.
pub(super) fn check(args: &QueryArgs, question: &Question) -> Result<(), Error> {
    for (parameter, values) in grouped(question, &args.with)? {
        for value in values {
            match parameter.kind {
                ParameterKind::Code(list) => code(list, parameter, value).map(drop),
                ParameterKind::From | ParameterKind::To => day(parameter, value).map(drop),
                ParameterKind::Node => match iri(value) {
                    Some(Err(fault)) => Err(wrong(parameter, value, &fault)),
                    _ => Ok(()),
                },
            }?;
        }
    }
    Ok(())
}

/// The parameters that are given, each with its values.
fn grouped<'g>(question: &Question, given: &'g [Given]) -> Result<Vec<(Parameter, Vec<&'g str>)>, Error> {
    let mut grouped: Vec<(Parameter, Vec<&str>)> = Vec::new();
    for Given { key, value } in given {
        let parameter =
            *question.parameters.iter().find(|known| known.name == key).ok_or_else(|| unknown(question, key))?;
        match grouped.iter_mut().find(|(known, _)| known.name == key) {
            Some((_, values)) if !matches!(parameter.kind, ParameterKind::From | ParameterKind::To) => {
                values.push(value);
            }
            Some(_) => return Err(usage(format!("`{key}` is given twice"))),
            None => grouped.push((parameter, vec![value])),
        }
    }
    Ok(grouped)
}

fn unknown(question: &Question, key: &str) -> Error {
    let known: Vec<_> = question.parameters.iter().map(|parameter| parameter.name).collect();
    let near = nearest(key, known.iter().copied()).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    usage(format!("{} has no parameter `{key}`{near} (parameters: {known})", question.name))
}

fn terms(parameter: Parameter, value: &str, find: &Find<'_>, reporter: &mut Reporter) -> Result<Vec<Term>, Error> {
    match parameter.kind {
        ParameterKind::Code(list) => Ok(vec![code(list, parameter, value)?.into()]),
        ParameterKind::From | ParameterKind::To => Ok(vec![day(parameter, value)?.into()]),
        ParameterKind::Node => match find(value)? {
            Found::Nodes(nodes) => Ok(nodes.into_iter().map(Term::from).collect()),
            Found::NoIri(fault) => Err(wrong(parameter, value, &fault)),
            Found::Nothing(near) => {
                let near = near.map(|near| format!("; did you mean «{near}»?")).unwrap_or_default();
                reporter.note(&format!("nothing in the data is called «{value}»{near}"));
                Ok(vec![NamedNode::new_unchecked(NOBODY).into()])
            }
        },
    }
}

/// A code of a list, by its notation or its IRI.
fn code(list: &str, parameter: Parameter, value: &str) -> Result<NamedNode, Error> {
    let known = codes(list);
    let given = iri(value).and_then(Result::ok);
    let by = |(notation, iri): &&(&str, &str)| *notation == value || given.as_ref().is_some_and(|given| given == iri);
    if let Some((_, iri)) = known.iter().find(by) {
        return Ok(NamedNode::new_unchecked(*iri));
    }
    let near = nearest(value, known.iter().map(|(notation, _)| *notation));
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    let known: Vec<_> = known.iter().map(|(notation, _)| *notation).collect();
    Err(wrong(parameter, value, &format!("it is none of the list{near} The list: {}", known.join(", "))))
}

fn codes(list: &str) -> Vec<(&'static str, &'static str)> {
    fn all<C: Code>() -> Vec<(&'static str, &'static str)> {
        C::ALL.iter().map(|code| (code.notation(), code.iri())).collect()
    }
    match list {
        "field" => all::<FieldOfActivity>(),
        "role" => all::<Role>(),
        "polarity" => all::<Polarity>(),
        "speech-mode" => all::<SpeechMode>(),
        _ => Vec::new(),
    }
}

/// A day: of a month or a year its first or last one.
fn day(parameter: Parameter, value: &str) -> Result<Literal, Error> {
    let date = Date::parse(value).map_err(|fault| wrong(parameter, value, &fault.message))?;
    let day = if parameter.kind == ParameterKind::From { date.earliest } else { date.latest };
    let day = day.ok_or_else(|| wrong(parameter, value, "it has no such bound; write 2025, 2025-04 or 2025-04-03"))?;
    Ok(Literal::new_typed_literal(day.to_string(), xsd::DATE))
}

fn wrong(parameter: Parameter, value: &str, reason: &str) -> Error {
    usage(format!("`{}` cannot be `{value}`: {reason}", parameter.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_ontology::{QUESTIONS, question};

    fn parameter(question_name: &str, name: &str) -> Parameter {
        let question = question(question_name).unwrap();
        *question.parameters.iter().find(|parameter| parameter.name == name).unwrap()
    }

    #[test]
    fn every_list_of_a_question_has_codes() {
        let kinds = QUESTIONS.iter().flat_map(|question| question.parameters).map(|parameter| parameter.kind);
        let lists: Vec<_> =
            kinds.filter_map(|kind| if let ParameterKind::Code(list) = kind { Some(list) } else { None }).collect();
        assert!(lists.len() >= 4, "{lists:?}");
        for list in lists {
            assert!(codes(list).len() >= 3, "{list}");
        }
    }

    #[test]
    fn a_month_begins_with_its_first_day_and_ends_with_its_last() {
        let (from, to) = (parameter("who-met-whom", "from"), parameter("who-met-whom", "to"));
        assert_eq!(day(from, "2024-02").unwrap().value(), "2024-02-01");
        assert_eq!(day(to, "2024-02").unwrap().value(), "2024-02-29");
        assert_eq!(day(to, "2025").unwrap().value(), "2025-12-31");
        for wrong in ["yesterday", "2025-02-30", "2025-04~", "2025-04-03\"^^xsd:date } #"] {
            assert!(day(from, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_code_is_known_by_its_notation_and_its_iri() {
        let field = parameter("what-concerns-a-field", "field");
        let iri = "https://w3id.org/verbale/dipl#trade";
        for value in ["trade", "dipl:trade", iri, "<https://w3id.org/verbale/dipl#trade>"] {
            assert_eq!(code("field", field, value).unwrap().as_str(), iri, "{value}");
        }
        let fault = code("field", field, "trad").unwrap_err().to_string();
        assert!(fault.contains("did you mean `trade`?"), "{fault}");
        assert!(code("field", field, "trade> } INSERT DATA {").is_err());
    }

    #[test]
    fn parameters_come_once_and_names_of_nodes_may_be_several() {
        let question = question("who-met-whom").unwrap();
        let given = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter().map(|(key, value)| Given { key: (*key).into(), value: (*value).into() });
            grouped(question, &pairs.collect::<Vec<_>>()).map(|grouped| grouped.len())
        };
        assert_eq!(given(&[("actor", "Mali"), ("actor", "Niger"), ("from", "2025")]).unwrap(), 2);
        assert!(given(&[("from", "2025"), ("from", "2026")]).is_err());
        let fault = given(&[("acter", "Mali")]).unwrap_err().to_string();
        assert!(fault.contains("did you mean `actor`?") && fault.contains("actor, from, to"), "{fault}");
    }
}
