//! Everything that the index shows.

use std::io::{self, BufRead, Seek};

use minijinja::value::Serde;
use minijinja::{ErrorKind, Value};
use serde::Serialize;
use verbale_core::codes::{Code, CommitmentStatus, ExpectationStatus, Listed};
use verbale_core::facts::Kind;

use super::Index;
use crate::category::Category;
use crate::labels;
use crate::language::Language;
use crate::network::Network;
use crate::page::all_modalities;
use crate::phrase::capitalised;

/// Everything that the template shows. What grows with the dossiers is made while it is written.
#[derive(Serialize)]
pub(crate) struct Overview {
    lang: &'static str,
    fr: bool,
    dossiers: usize,
    entries: Value,
    facts: usize,
    kinds: Vec<Choice>,
    categories: Vec<Choice>,
    /// The values are powers of two.
    modalities: Vec<Choice>,
    statuses: Vec<Choice>,
    actors: Value,
    network: Network,
}

/// An option of a filter.
#[derive(Serialize)]
struct Choice {
    value: usize,
    label: String,
}

/// Everything that the index shows. The template may walk through the dossiers and the actors once.
pub(crate) fn overview<S>(index: Index, mut spool: S) -> io::Result<Overview>
where
    S: BufRead + Seek + Send + Sync + 'static,
{
    let language = index.language.unwrap_or(Language::En);
    let kinds = Kind::NAMES.iter().map(|name| kind_label(name, language)).enumerate();
    let categories = Category::ALL.iter().map(|category| category.label(language).to_owned()).enumerate();
    let statuses =
        CommitmentStatus::ALL.iter().map(|status| status.iri()).chain(ExpectationStatus::ALL.iter().map(|s| s.iri()));
    let statuses = statuses.map(|iri| labels::label(iri, language).to_owned()).enumerate();
    let modalities =
        all_modalities().into_iter().enumerate().map(|(at, code)| (1 << at, labels::label(code, language).to_owned()));
    let choice = |(value, label): (usize, String)| Choice { value, label: capitalised(&label) };
    Ok(Overview {
        lang: language.tag(),
        fr: language == Language::Fr,
        dossiers: index.dossiers,
        facts: index.facts,
        kinds: kinds.map(choice).collect(),
        categories: categories.map(choice).collect(),
        modalities: modalities.map(choice).collect(),
        statuses: statuses.map(choice).collect(),
        network: index.network(&mut spool)?,
        entries: Value::make_one_shot_iterator(index.list(spool)?.map(|entry| entry.unwrap_or_else(broken))),
        actors: Value::make_one_shot_iterator(actors(index)),
    })
}

/// The names of actors in the order of letters.
fn actors(index: Index) -> impl Iterator<Item = Value> + Send + Sync + 'static {
    let mut actors: Vec<_> = index.names.0.into_iter().map(|(label, value)| Choice { value, label }).collect();
    actors.sort_by_cached_key(|actor| (actor.label.to_lowercase(), actor.value));
    actors.into_iter().map(|actor| Serde(&actor).into())
}

/// A dossier that could not be read: the template fails where it comes to it.
fn broken(cause: io::Error) -> Value {
    minijinja::Error::new(ErrorKind::BadSerialization, "a dossier cannot be read").with_source(cause).into()
}

/// The label of a kind of fact: that of its situation without the word before it.
fn kind_label(name: &str, language: Language) -> String {
    let iri = format!("{}{name}-situation", verbale_ontology::NAMESPACE);
    let label = labels::label(&iri, language);
    let kind = label.rsplit_once(": ").map_or(label, |(_, kind)| kind);
    if kind.ends_with("-situation") { name.to_owned() } else { kind.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_a_label() {
        let labels: BTreeSet<_> = Kind::NAMES.iter().map(|name| kind_label(name, Language::Fr)).collect();
        assert_eq!(labels.len(), Kind::NAMES.len());
        assert!(labels.contains("réunion") && labels.contains("proposition"), "{labels:?}");
    }
}
