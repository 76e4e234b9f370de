//! Facts as sentences that a person would write.

mod acts;
mod content;
mod fields;
mod meeting;
mod prospective;
mod relation;
mod short;
mod speech;
mod standing;
mod verbs;

use verbale_core::codes::Basis;
use verbale_core::facts::Kind;
use verbale_core::resolve::{Object, ResolvedFact};
use verbale_core::vocab::{Property, dipl};

use crate::grammar::{Case, before_noun, is_plural};
use crate::labels;
use crate::language::Language;
use crate::names::{Mention, Names, texts};
use crate::phrase::Phrase;
use crate::when::When;

use self::fields::Fields;
use self::verbs::Mood;

pub(crate) use self::short::{noun, short, undated};
pub(crate) use self::speech::capacities;

/// A fact as a sentence, and the properties that it leaves out.
pub(crate) struct Told {
    /// The sentence.
    pub(crate) sentence: Phrase,
    /// Properties with a value that the sentence does not give.
    pub(crate) left: Vec<Property>,
}

/// Tells a fact.
pub(crate) fn tell(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Told {
    let mut teller = Teller { names, fact, phrase: Phrase::new(names.language()), used: Vec::new() };
    teller.attribution();
    match &fact.fact.kind {
        Kind::Meeting(_)
        | Kind::Formalisation(_)
        | Kind::Recognition(_)
        | Kind::Founding(_)
        | Kind::Accession(_)
        | Kind::Withdrawal(_)
        | Kind::Event(_) => teller.act(),
        Kind::Membership(_) | Kind::Capacity(_) | Kind::Relation(_) | Kind::Instrument(_) => teller.standing(),
        Kind::Commitment(_) => teller.commitment(),
        Kind::Expectation(_) => teller.expectation(),
        Kind::Statement(_) => teller.statement(),
        Kind::Stance(_) => teller.stance(),
        Kind::Proposition(_) => teller.proposition(),
    }
    let left = teller.left();
    Told { sentence: teller.phrase.capitalised().ended(), left }
}

/// Properties that other parts of the page show, or that repeat what others say.
const ELSEWHERE: &[Property] = &[
    Property::Earliest,
    Property::Latest,
    Property::Status,
    Property::SituationType,
    Property::PlannedIn,
    Property::SpeechMode,
    Property::Polarity,
    Property::Series,
    Property::EditorialNote,
];

/// A fact being told.
struct Teller<'n, 'r, 'd> {
    names: &'n Names<'r, 'd>,
    fact: &'n ResolvedFact<'d>,
    phrase: Phrase,
    used: Vec<Property>,
}

impl<'n> Teller<'n, '_, '_> {
    fn language(&self) -> Language {
        self.names.language()
    }

    fn pick(&mut self, fr: &str, en: &str) {
        self.phrase.pick(fr, en);
    }

    fn mood(&self) -> Mood {
        Mood::of(self.fact)
    }

    /// «According to Abdoulaye Diop, …», where somebody else than the source says it.
    fn attribution(&mut self) {
        let speaks_for_itself =
            matches!(self.fact.fact.kind, Kind::Stance(_) | Kind::Commitment(_)) && self.fact.asserted;
        if self.fact.said_in.is_none() || speaks_for_itself {
            return;
        }
        let speakers = speakers(self.names, self.fact);
        self.pick("selon ", "according to ");
        self.phrase.list(&speakers, Case::Plain);
        self.phrase.say(", ");
    }

    fn mentions(&self, property: Property) -> Vec<Mention> {
        nodes(self.names, self.fact, property).map(|iri| self.names.mention(iri)).collect()
    }

    /// The nodes of a property, marked as told.
    fn named(&mut self, property: Property) -> Vec<Mention> {
        self.used.push(property);
        let mut mentions = self.mentions(property);
        if property == Property::Member {
            mentions.extend(members(self.names, self.fact));
        }
        mentions
    }

    /// The code of a property, marked as told.
    fn code(&mut self, property: Property) -> Option<&'static str> {
        self.used.push(property);
        self.fact.properties.iter().find_map(|(found, object)| match object {
            Object::Term(iri) if *found == property => Some(*iri),
            _ => None,
        })
    }

    /// The label of a code.
    fn label(&mut self, property: Property) -> Option<String> {
        let language = self.language();
        self.code(property).map(|code| labels::label(code, language).to_owned())
    }

    /// Whether a verb that goes with these is in the plural.
    fn several(&self, mentions: &[Mention]) -> bool {
        is_plural(mentions, self.language())
    }

    /// The text of a property in the best language there is.
    fn chosen(&self, property: Property) -> Option<(&'n str, &'n str)> {
        self.names.choose(&texts(&self.fact.properties, property))
    }

    /// Whether the source leaves its lists open: «notamment».
    fn is_open(&self) -> bool {
        !self.fact.exhaustive
    }

    fn notably(&mut self) {
        self.pick(", notamment", ", in particular");
    }

    /// Every field of the fact; told, unless one of them says nothing.
    fn all_fields(&mut self) -> Fields {
        let fields = Fields::of(self.fact, self.language());
        if !fields.is_cut {
            self.used.push(Property::Field);
        }
        fields
    }

    /// How the source gives a property, where it does not say it outright.
    fn unsaid(&self, property: Property) -> Option<&'static str> {
        let field = self.fact.fields.iter().find(|field| field.on.contains(&property))?;
        match field.basis {
            Basis::Implied => Some(self.language().pick("sous-entendu", "by implication")),
            Basis::Inferred => Some(self.language().pick("par déduction", "by inference")),
            _ => None,
        }
    }

    /// Says the text of a property in the best language there is, with what stands before and after it.
    fn text(&mut self, property: Property, before: &str, after: &str) -> bool {
        self.used.push(property);
        let found = self.names.choose(&texts(&self.fact.properties, property));
        let Some((text, tag)) = found else { return false };
        self.phrase.say(before);
        self.phrase.words(text, Some(tag), None);
        self.phrase.say(after);
        true
    }

    /// Says names after a preposition, where there are any.
    fn with(&mut self, property: Property, case: Case, before: &str) -> bool {
        let mentions = self.named(property);
        if mentions.is_empty() {
            return false;
        }
        self.phrase.say(before);
        self.things(&mentions, case);
        true
    }

    /// Says names of things of which some may be facts: those stand as what they are called in short.
    fn things(&mut self, mentions: &[Mention], case: Case) {
        let (facts, others): (Vec<_>, Vec<_>) =
            mentions.iter().cloned().partition(|mention| self.names.fact(&mention.iri).is_some());
        self.phrase.list(&others, case);
        for (at, fact) in facts.iter().enumerate() {
            if at > 0 || !others.is_empty() {
                self.phrase.say(", ");
            }
            if let Some(index) = self.names.fact(&fact.iri) {
                let preposition = if at == 0 && others.is_empty() { case } else { Case::Plain };
                let said = short(self.names, index);
                let before = before(&self.names.resolved().facts[index], &said, preposition, self.language());
                self.phrase.say(&before);
                self.phrase.link(said, format!("#{}", self.names.anchor(index)));
            }
        }
    }

    /// Says when, where there is a date; whether there is.
    fn when(&mut self, before: &str) -> bool {
        self.used.extend([Property::Date, Property::Start, Property::End, Property::Edtf]);
        let Some(when) = When::of(self.names.resolved(), &self.fact.properties, self.language()) else { return false };
        self.phrase.say(before);
        self.phrase.say(&when.phrase);
        true
    }

    /// Says where.
    fn place(&mut self) {
        let (before, case) = match self.language() {
            Language::Fr => (" ", Case::To),
            Language::En => (" in ", Case::Plain),
        };
        self.with(Property::Place, case, before);
    }

    /// The properties with values that were not told.
    fn left(&self) -> Vec<Property> {
        let mut left: Vec<_> = self.fact.properties.iter().map(|(property, _)| *property).collect();
        left.retain(|property| !self.used.contains(property) && !ELSEWHERE.contains(property));
        left.sort_unstable();
        left.dedup();
        left
    }
}

/// What stands before a fact that is called by a noun; one that is called by words of the dossier has no article.
fn before(fact: &ResolvedFact<'_>, said: &Phrase, case: Case, language: Language) -> String {
    match &fact.fact.kind {
        Kind::Commitment(_) | Kind::Expectation(_) | Kind::Proposition(_) | Kind::Capacity(_) => match (case, language)
        {
            (Case::Plain, _) => "",
            (Case::Of, Language::Fr) => "de : ",
            (Case::To, Language::Fr) => "à : ",
            (Case::With, Language::Fr) => "avec : ",
            (Case::Of, Language::En) => "of ",
            (Case::To, Language::En) => "to ",
            (Case::With, Language::En) => "with ",
        }
        .to_owned(),
        _ => before_noun(&said.plain(), case, language),
    }
}

/// The IRIs that a fact has for a property, each once.
pub(crate) fn nodes<'n>(
    names: &'n Names<'_, '_>,
    fact: &'n ResolvedFact<'_>,
    wanted: Property,
) -> impl Iterator<Item = &'n str> {
    let values = fact.properties.iter().filter(move |(property, _)| *property == wanted);
    let mut seen = Vec::new();
    values
        .filter_map(
            |(_, object)| if let Object::Node(name) = object { Some(names.resolved().arena.text(*name)) } else { None },
        )
        .filter(move |iri| {
            // Several nodes of one fact are one thing on the page.
            let key = names.fact(iri).map_or(*iri, |fact| names.anchor(fact));
            let is_new = !seen.contains(&key);
            seen.push(key);
            is_new
        })
}

/// The members of a membership.
pub(crate) fn members(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Vec<Mention> {
    let members = fact.nodes.iter().filter_map(|node| node.member);
    members
        .filter_map(
            |member| if let Object::Node(name) = member { Some(names.resolved().arena.text(name)) } else { None },
        )
        .map(|iri| names.mention(iri))
        .collect()
}

/// Those who say a fact: the speakers of its statement, or the source.
pub(crate) fn speakers(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Vec<Mention> {
    fact.said_by.iter().map(|name| names.mention(names.resolved().arena.text(*name))).collect()
}

/// What a property is called in the list of details.
pub(crate) fn property_label(property: Property, language: Language) -> String {
    let fixed = match property {
        Property::Title => ("titre", "title"),
        Property::Description => ("contenu", "content"),
        Property::Text => ("texte", "text"),
        Property::Withheld => ("non précisé par le locuteur", "left unsaid by the speaker"),
        _ if property.iri().starts_with(dipl::NAMESPACE) => return labels::label(property.iri(), language).to_owned(),
        _ => return labels::local(property.iri()).to_owned(),
    };
    language.pick(fixed.0, fixed.1).to_owned()
}
