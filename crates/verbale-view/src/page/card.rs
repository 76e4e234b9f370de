//! A fact as a card: its sentence, who says it, how firmly, in which words, and how it is written in RDF.

use serde::Serialize;
use verbale_core::codes::{Basis, Code, Factuality, Modality, REPORTED};
use verbale_core::facts::Kind;
use verbale_core::resolve::{Object, ResolvedFact, SpanIndex};
use verbale_core::vocab::Property;

use super::{status, who};
use crate::category::Category;
use crate::grammar::Case;
use crate::labels;
use crate::language::{Language, direction};
use crate::names::Names;
use crate::phrase::{Phrase, capitalised};
use crate::sentence::{Told, nodes, noun, property_label, short};
use crate::when::in_words;

/// A fact as a card.
#[derive(Serialize)]
pub(crate) struct Card {
    anchor: String,
    id: String,
    kind: String,
    category: Category,
    label: &'static str,
    chips: Vec<String>,
    sentence: Phrase,
    who: Phrase,
    firmness: String,
    basis: String,
    quotes: Vec<Quote>,
    details: Vec<(String, Phrase)>,
    note: Option<String>,
    iris: Vec<Phrase>,
    turtle: Option<String>,
}

/// Words that support a fact, or one field of it.
#[derive(Clone, Serialize)]
pub(crate) struct Quote {
    pub(crate) text: String,
    pub(crate) lang: Option<String>,
    pub(crate) dir: Option<&'static str>,
    /// The element of the article where they begin.
    pub(crate) href: Option<String>,
    /// The field, and how the source gives it.
    pub(crate) field: Option<String>,
}

/// The card of a fact. `has_text` says that the article stands on the page.
pub(crate) fn card(names: &Names<'_, '_>, index: usize, told: Told, turtle: Option<String>, has_text: bool) -> Card {
    let fact = &names.resolved().facts[index];
    let (language, category) = (names.language(), Category::of(fact));
    let (fr, en) = noun(&fact.fact.kind);
    let arena = &names.resolved().arena;
    let iris = fact.nodes.iter().map(|node| arena.text(node.iri));
    Card {
        anchor: names.anchor(index).to_owned(),
        id: fact.fact.id.to_string(),
        kind: capitalised(language.pick(fr, en)),
        category,
        label: category.label(language),
        chips: chips(fact, language),
        sentence: told.sentence,
        who: who::who(names, fact).capitalised(),
        firmness: firmness(fact, language),
        basis: labels::label(fact.basis.iri(), language).to_owned(),
        quotes: quotes(names, fact, has_text),
        details: details(names, fact, &told.left),
        note: fact.fact.note.as_deref().map(str::to_owned),
        iris: iris.map(|iri| Phrase::of_address(language, iri)).collect(),
        turtle,
    }
}

/// What departs from the ordinary, in a word each.
fn chips(fact: &ResolvedFact<'_>, language: Language) -> Vec<String> {
    let mut chips = Vec::new();
    let mut label = |iri: &str| chips.push(labels::label(iri, language).to_owned());
    if let Some(status) = status(&fact.fact.kind) {
        label(&format!("{}{status}", verbale_ontology::NAMESPACE));
    }
    if fact.modality == Some(Modality::Presupposed) {
        label(Modality::Presupposed.iri());
    }
    let prospective =
        matches!(fact.fact.kind, Kind::Commitment(_) | Kind::Expectation(_)) || fact.fact.planned_in.is_some();
    if fact.factuality != Factuality::Certain && !prospective {
        label(fact.factuality.iri());
    }
    if fact.basis != Basis::Explicit {
        label(fact.basis.iri());
    }
    if !fact.exhaustive {
        chips.push(language.pick("liste ouverte", "open list").to_owned());
    }
    chips
}

/// All codes of modality.
pub(crate) fn all_modalities() -> [&'static str; 3] {
    [Modality::Stated.iri(), Modality::Presupposed.iri(), REPORTED]
}

/// How a fact is put forward, as the codes of its claim: two for what is presupposed within reported speech.
pub(crate) fn modalities(fact: &ResolvedFact<'_>) -> Vec<&'static str> {
    let reported = fact.said_in.map(|_| REPORTED);
    let stated = fact.said_in.is_none().then_some(Modality::Stated);
    reported.into_iter().chain(fact.modality.or(stated).map(Code::iri)).collect()
}

/// Modality and factuality, in words.
fn firmness(fact: &ResolvedFact<'_>, language: Language) -> String {
    let codes = modalities(fact).into_iter().chain([fact.factuality.iri()]);
    codes.map(|code| labels::label(code, language)).collect::<Vec<_>>().join(", ")
}

/// The words that support the fact, then those of its fields.
fn quotes(names: &Names<'_, '_>, fact: &ResolvedFact<'_>, has_text: bool) -> Vec<Quote> {
    let mut quotes: Vec<_> = fact.spans.iter().map(|span| quote(names, *span, has_text, None)).collect();
    for field in &fact.fields {
        let language = names.language();
        let labels_of: Vec<_> = field.on.iter().map(|property| property_label(*property, language)).collect();
        let mut label = format!("{} ({}", labels_of.join(", "), labels::label(field.basis.iri(), language));
        if !field.exhaustive {
            label.push_str(language.pick(", liste ouverte", ", open list"));
        }
        label.push(')');
        let own = field.spans.iter().filter(|span| !fact.spans.contains(span));
        let before = quotes.len();
        quotes.extend(own.map(|span| quote(names, *span, has_text, Some(label.clone()))));
        if quotes.len() == before {
            // The field rests on the fact's own words: only how it is given is worth saying.
            quotes.push(Quote { text: String::new(), lang: None, dir: None, href: None, field: Some(label) });
        }
    }
    quotes
}

/// Words of a source, with the place where they stand on the page.
pub(crate) fn quote(names: &Names<'_, '_>, span: SpanIndex, has_text: bool, field: Option<String>) -> Quote {
    let resolved = names.resolved();
    let span = &resolved.spans[span];
    let is_own = resolved.sources.first().is_some_and(|source| source.iri == span.source);
    let tag = is_own.then(|| resolved.dossier.source.language.0.to_string());
    let located = span.located.filter(|_| is_own && has_text);
    Quote {
        text: span.exact.to_owned(),
        dir: tag.as_deref().map(direction),
        lang: tag,
        href: located.map(|located| format!("#w-{}", located.span.start)),
        field,
    }
}

/// What the sentence leaves out.
fn details(names: &Names<'_, '_>, fact: &ResolvedFact<'_>, left: &[Property]) -> Vec<(String, Phrase)> {
    let mut rows: Vec<_> = left.iter().map(|property| detail(names, fact, *property)).collect();
    let node = fact.nodes.first().map_or("", |node| names.resolved().arena.text(node.iri));
    let is_planned = |at: &usize| {
        let other = &names.resolved().facts[*at];
        nodes(names, other, Property::PlannedIn).any(|iri| iri == node)
    };
    let planned = names.named_by(node).iter().copied().filter(is_planned).collect();
    let language = names.language();
    for (label, facts) in [
        (language.pick("Ce qui y est dit", "What is said in it"), names.said_in(node).to_vec()),
        (language.pick("Ce qui y est prévu", "What is planned in it"), planned),
    ] {
        if !facts.is_empty() {
            rows.push((label.to_owned(), linked(names, &facts)));
        }
    }
    rows
}

fn linked(names: &Names<'_, '_>, facts: &[usize]) -> Phrase {
    let mut phrase = Phrase::new(names.language());
    for (at, fact) in facts.iter().enumerate() {
        if at > 0 {
            phrase.say("; ");
        }
        phrase.link(short(names, *fact), format!("#{}", names.anchor(*fact)));
    }
    phrase
}

/// One property with its values.
fn detail(names: &Names<'_, '_>, fact: &ResolvedFact<'_>, property: Property) -> (String, Phrase) {
    let language = names.language();
    let mut phrase = Phrase::new(language);
    let values = fact.properties.iter().filter(|(found, _)| *found == property).map(|(_, object)| object);
    let mut seen = Vec::new();
    for object in values {
        if let Object::Node(name) = object
            && let Some(fact) = names.fact(names.resolved().arena.text(*name))
        {
            if seen.contains(&fact) {
                continue;
            }
            seen.push(fact);
        }
        if !phrase.is_empty() {
            phrase.say(if property == Property::Participant { ", " } else { "; " });
        }
        value(&mut phrase, names, object);
    }
    (capitalised(&property_label(property, language)), phrase)
}

fn value(phrase: &mut Phrase, names: &Names<'_, '_>, object: &Object<'_>) {
    let (arena, language) = (&names.resolved().arena, names.language());
    match object {
        Object::Node(name) => {
            let iri = arena.text(*name);
            if let Some(fact) = names.fact(iri) {
                phrase.link(short(names, fact), format!("#{}", names.anchor(fact)));
                return;
            }
            let mention = names.mention(iri);
            if mention.label == iri {
                phrase.address(iri);
            } else {
                phrase.list(&[mention], Case::Plain);
            }
        }
        Object::Term(iri) => phrase.say(labels::label(iri, language)),
        Object::Text(text, tag) => phrase.words(text, Some(tag), None),
        Object::Plain(text) => phrase.words(text, None, None),
        Object::Typed(lexical, datatype) => phrase.say(&in_words(arena.text(*lexical), datatype, language)),
        Object::Boolean(value) => {
            phrase.say(if *value { language.pick("oui", "yes") } else { language.pick("non", "no") });
        }
    }
}
