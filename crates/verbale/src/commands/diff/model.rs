//! What is compared: a dossier as entries, each with its fields in the words of the dossier format and its quotes.
//!
//! Dossiers are described as for an export, RDF files are read; both are the same triples then, and become this. So the
//! comparison knows one form, and what two inputs do not differ in is exactly what their graphs do not differ in.

use std::collections::{BTreeMap, BTreeSet};

use verbale_ontology::PREFIXES;

/// A dossier, or what the dossiers of a run share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Model {
    /// The dossier's id; empty for what dossiers share.
    pub(super) id: String,
    /// Its entries.
    pub(super) entries: BTreeMap<(Section, String), Entry>,
}

impl Model {
    /// Takes out what other dossiers may describe too. What the dossier's own claims say of it stays.
    pub(super) fn take_shared(&mut self) -> Self {
        let mut taken = Self::default();
        for (key, entry) in &mut self.entries {
            if shared(&key.1).is_none() {
                continue;
            }
            let claimed = std::mem::take(&mut entry.fields);
            let (claimed, own) = claimed.into_iter().partition(|(_, field)| field.is_claimed);
            entry.fields = claimed;
            let (kind, label) = (std::mem::take(&mut entry.kind), entry.label.clone());
            taken.entries.insert(key.clone(), Entry { kind, label, fields: own, quotes: BTreeMap::new() });
        }
        self.entries
            .retain(|(_, name), entry| shared(name).is_none() || !entry.fields.is_empty() || !entry.quotes.is_empty());
        taken
    }

    /// Adds what another one says of what both have.
    pub(super) fn join(&mut self, other: Self) {
        for (key, entry) in other.entries {
            let own = self.entries.entry(key).or_insert_with(|| Entry {
                kind: entry.kind,
                label: entry.label,
                ..Entry::default()
            });
            for (key, field) in entry.fields {
                own.fields
                    .entry(key)
                    .or_insert_with(|| Field { values: BTreeSet::new(), ..field.clone() })
                    .values
                    .extend(field.values);
            }
        }
    }
}

/// Which part of a dossier an entry belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    /// The dossier itself.
    Dossier,
    /// The source texts.
    Sources,
    /// The actors.
    Actors,
    /// The places.
    Places,
    /// The hubs of facts that corefer.
    Occurrences,
    /// The facts.
    Facts,
    /// Nodes that no dossier becomes.
    Others,
}

/// A fact, an actor, a place, a source, the dossier itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its kind or type, in the words of the format: `meeting`, `state`.
    pub(super) kind: String,
    /// What people call it; empty where nothing says so.
    pub(super) label: String,
    /// Its fields by key.
    pub(super) fields: BTreeMap<String, Field>,
    /// The words that it rests on: `quote` its own, `date.quote` those of a field.
    pub(super) quotes: BTreeMap<String, Quotes>,
}

/// A field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    /// Its values.
    pub(super) values: BTreeSet<Value>,
    /// Whether they are what the format gives where nothing is written.
    pub(super) is_default: bool,
    /// Whether a claim says it, and not the node itself.
    pub(super) is_claimed: bool,
    /// Fields from which this one follows: it counts only where none of them has changed.
    pub(super) behind: Vec<String>,
}

impl Field {
    /// A field of the node itself.
    pub(super) fn of(values: BTreeSet<Value>) -> Self {
        Self { values, ..Self::default() }
    }

    /// A field that follows from others.
    pub(super) fn behind(values: BTreeSet<Value>, others: &[&str]) -> Self {
        Self { values, behind: others.iter().map(ToString::to_string).collect(), ..Self::default() }
    }
}

/// One value of a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    /// A node of the dossier or beside it, by its name without the base.
    Node(String),
    /// Any other IRI.
    Iri(String),
    /// A literal.
    Literal { lexical: String, datatype: String, language: Option<String> },
    /// What is said of some nodes of a fact and not of all: the value, and the member.
    Of(Box<Value>, String),
}

impl Value {
    /// A text without a datatype worth naming.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Literal { lexical: text.into(), datatype: String::new(), language: None }
    }

    /// As people and programs read it: codes by their names, known namespaces by their prefixes.
    pub(super) fn short(&self) -> String {
        match self {
            Self::Node(name) => name.clone(),
            Self::Iri(iri) => short_iri(iri),
            Self::Literal { lexical, language: Some(tag), .. } => format!("{lexical}@{tag}"),
            Self::Literal { lexical, .. } => lexical.clone(),
            Self::Of(value, member) => format!("{} (of {member})", value.short()),
        }
    }

    /// With all that makes it differ from others.
    pub(super) fn full(&self) -> String {
        match self {
            Self::Node(name) => name.clone(),
            Self::Iri(iri) => format!("<{iri}>"),
            Self::Literal { lexical, datatype, language: None } if !datatype.is_empty() => {
                format!("{lexical}^^{}", short_iri(datatype))
            }
            Self::Of(value, member) => format!("{} (of {member})", value.full()),
            Self::Literal { .. } => self.short(),
        }
    }

    /// The same with nodes under other names, for those that have one.
    pub(super) fn renamed<'n>(&self, other: &impl Fn(&str) -> Option<&'n str>) -> Self {
        match self {
            Self::Node(name) => Self::Node(other(name).unwrap_or(name).to_owned()),
            Self::Of(value, member) => Self::Of(Box::new(value.renamed(other)), member.clone()),
            Self::Iri(_) | Self::Literal { .. } => self.clone(),
        }
    }
}

/// An IRI in a few characters: a term of ours by its local name, others with the usual prefix.
pub(super) fn short_iri(iri: &str) -> String {
    for (prefix, namespace) in PREFIXES {
        if let Some(local) =
            iri.strip_prefix(namespace).filter(|local| !local.is_empty() && !local.contains(['/', '#']))
        {
            return if *prefix == "dipl" { local.to_owned() } else { format!("{prefix}:{local}") };
        }
    }
    iri.to_owned()
}

/// The words that one claim rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Quotes {
    /// The words.
    pub(super) list: Vec<Quote>,
    /// Whether they are those of the fact, which a field rests on that has none of its own.
    pub(super) are_of_fact: bool,
}

/// Words that something rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quote {
    /// The words.
    pub(super) exact: String,
    /// The text that they stand in; empty where it is the one that is expected.
    pub(super) source: String,
    /// Where: code points, end-exclusive; none where the text is not at hand.
    pub(super) place: Option<[u64; 2]>,
    /// The words before and after, where the text is at hand.
    pub(super) around: [Option<String>; 2],
    /// What else is said of the span.
    pub(super) extra: BTreeSet<(String, Value)>,
    /// The member, where some claims of a fact rest on it and others do not.
    pub(super) of: Option<String>,
}

impl Quote {
    /// What makes two quotes the same words.
    pub(super) fn words(&self) -> (&str, &str, Option<&str>) {
        (&self.exact, &self.source, self.of.as_deref())
    }

    /// As a value of a field.
    pub(super) fn value(&self) -> Value {
        let words = Value::text(&self.exact);
        match (&self.of, self.source.as_str()) {
            (Some(member), _) => Value::Of(Box::new(words), member.clone()),
            (None, "") => words,
            (None, source) => Value::Of(Box::new(words), source.to_owned()),
        }
    }
}

/// Whether several dossiers may describe the node of this name, and in which section it stands.
pub(super) fn shared(name: &str) -> Option<Section> {
    match name.split('/').collect::<Vec<_>>()[..] {
        ["state", _] | ["registry", "actor", _] => Some(Section::Actors),
        ["registry", "place", _] => Some(Section::Places),
        ["occurrence", _] => Some(Section::Occurrences),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_dossiers_share_is_known_by_its_name() {
        assert_eq!(shared("state/MLI"), Some(Section::Actors));
        assert_eq!(shared("registry/place/town"), Some(Section::Places));
        assert_eq!(shared("actor/diop"), None);
        assert_eq!(shared("visit"), None);
    }
}
