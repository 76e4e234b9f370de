//! What is asked: a query in a file, one that is typed, or a question that is known by name.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use spargebra::Query;
use verbale_core::suggest::nearest;
use verbale_ontology::{QUESTIONS, Question, question};

use super::{fault, usage};
use crate::args::QueryArgs;
use crate::error::Error;
use crate::input::{Limits, decode, shown};
use crate::report::Reporter;

/// What the command line asks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ask<'a> {
    /// Which questions there are.
    List,
    /// The query in a file.
    File(&'a Path),
    /// A query that was typed.
    Typed(&'a str),
    /// A question by its name.
    Question(&'static Question),
}

/// A query that can be asked.
#[derive(Debug)]
pub(super) struct Asked {
    /// The query.
    pub(super) query: Query,
    /// The query as it is written; of a question what it becomes with its parameters.
    pub(super) text: String,
    /// Its name for messages.
    pub(super) name: String,
    /// The question that it is.
    pub(super) question: Option<&'static Question>,
}

/// What the arguments ask, and of which inputs.
pub(super) fn ask(args: &QueryArgs) -> Result<(Ask<'_>, &[PathBuf]), Error> {
    if let Some(message) = args.inputs.stdin_conflict() {
        return Err(usage(message.into()));
    }
    if !args.with.is_empty() && args.ask.as_ref().is_none_or(String::is_empty) {
        return Err(usage("--with narrows a question: it goes with --ask NAME".into()));
    }
    if let Some(option) = args.reaches_no_store() {
        return Err(usage(format!("{option} says how a store is reached, and there is no --store")));
    }
    let mut paths = args.inputs.inputs.as_slice();
    let named = args.query.is_some() || args.sparql.is_some() || args.ask.is_some();
    let last = paths.split_last().filter(|(last, _)| last.extension().is_some_and(|extension| extension == "rq"));
    let ask = match (&args.query, &args.sparql, &args.ask, last) {
        (_, _, _, Some((last, _))) if named => {
            return Err(usage(format!("{} is a query, and the command line has another one", shown(last))));
        }
        (Some(file), ..) => Ask::File(file),
        (_, Some(sparql), ..) => Ask::Typed(sparql),
        (_, _, Some(name), _) if name.is_empty() => Ask::List,
        (_, _, Some(name), _) => Ask::Question(question(name).ok_or_else(|| no_question(name))?),
        (.., Some((last, rest))) => {
            paths = rest;
            Ask::File(last)
        }
        _ => {
            return Err(usage("nothing is asked: give a query as FILE.rq or with -e, or a question with --ask".into()));
        }
    };
    let nothing = paths.is_empty() && args.inputs.files_from.is_none();
    if args.store().is_some() && !nothing {
        return Err(usage("--store asks the store: inputs are asked without it".into()));
    }
    if nothing && args.store().is_none() && ask != Ask::List {
        return Err(usage("there is nothing to ask: name dossiers, folders or RDF files".into()));
    }
    let stdin = |path: &PathBuf| path.as_os_str() == "-";
    let asked = matches!(ask, Ask::File(file) if file.as_os_str() == "-");
    if asked && paths.iter().chain(&args.inputs.files_from).any(stdin) {
        Err(usage("standard input can be read once".into()))
    } else {
        Ok((ask, paths))
    }
}

fn no_question(name: &str) -> Error {
    let near = nearest(name, QUESTIONS.iter().map(|question| question.name));
    let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    usage(format!("no question is called `{name}`{hint}\n\n{}", list().trim_end()))
}

/// All questions with their parameters.
pub(super) fn list() -> String {
    let described = |question: &Question| {
        let parameters: Vec<_> = question.parameters.iter().map(|parameter| parameter.name).collect();
        let parameters = if parameters.is_empty() { String::new() } else { format!("  ({})", parameters.join(", ")) };
        format!("{}{parameters}\n    {}\n", question.name, question.question)
    };
    QUESTIONS.iter().map(described).collect()
}

/// Reads and parses what is asked. What is wrong with it is said, and ends the run.
pub(super) fn read(ask: &Ask<'_>, reporter: &mut Reporter) -> Result<Asked, Error> {
    match ask {
        Ask::List => Err(Error::Internal("a list of questions is no query".into())),
        Ask::Typed(text) => fault::parse("-e", text, reporter).map(|query| asked("-e", query, text)),
        Ask::File(path) => {
            let name = if path.as_os_str() == "-" { "<stdin>".to_owned() } else { shown(path) };
            let bytes = bytes(path)?;
            match decode(&bytes, 1) {
                Ok(text) => fault::parse(&name, text, reporter).map(|query| asked(&name, query, text)),
                Err(found) => Err(Error::Query(name, found.fault.message)),
            }
        }
        Ask::Question(question) => {
            let query = fault::parse(question.name, question.sparql, reporter)?;
            Ok(Asked { question: Some(question), ..asked(question.name, query, question.sparql) })
        }
    }
}

/// A query of ours, which is SPARQL.
#[cfg(feature = "store")]
pub(super) fn own(name: &str, text: &str) -> Result<Asked, Error> {
    let query = fault::parser().parse_query(text).map_err(|cause| Error::Internal(format!("{name}: {cause}")))?;
    Ok(asked(name, query, text))
}

fn asked(name: &str, query: Query, text: &str) -> Asked {
    Asked { query, text: text.to_owned(), name: name.to_owned(), question: None }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let limit = Limits::default().record as u64;
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
    };
    read.map_err(|cause| Error::Open(path.into(), cause))?;
    if bytes.len() as u64 > limit {
        return Err(Error::Query(shown(path), format!("it has more than {} MiB", limit >> 20)));
    }
    Ok(bytes)
}

/// Whether two paths are one file, links followed.
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_is_listed_with_its_parameters_and_is_sparql() {
        let list = list();
        assert_eq!(list.lines().count(), 2 * QUESTIONS.len());
        assert!(list.contains("who-left-what  (actor, organisation, from, to)\n    Who left which"), "{list}");
        let mut reporter = Reporter::to_stderr();
        for question in QUESTIONS {
            let asked = read(&Ask::Question(question), &mut reporter).unwrap();
            assert_eq!(asked.question, Some(question));
        }
    }
}
