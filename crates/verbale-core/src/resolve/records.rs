//! Records of event datasets: their codes on the fact, their counts on its claim, their texts as sources.

use super::Resolver;
use super::resolved::{Described, Object, Triple};
use super::sources::Scope;
use crate::check::Check;
use crate::diagnostic::Diagnostic;
use crate::dossier::decode::Path;
use crate::dossier::enrichment::Facts;
use crate::dossier::lexicals::{IriText, unknown_source_code};
use crate::dossier::numbers::is_tone;
use crate::dossier::source::SourceText;
use crate::facts::{Coding, Fact};
use crate::iri::Name;
use crate::vocab::{Property, class, xsd};
use std::sync::Arc;

/// What the scope of a record's text holds: the record's fact is the dataset's.
static NO_FACTS: Facts<'static> =
    Facts { list: Vec::new(), positions: Vec::new(), unread: Vec::new(), faulty: Vec::new() };

impl<'d> Resolver<'d> {
    /// Opens the text of a fact's record, where it has one: the scope in which its quotes stand.
    pub(super) fn open_record(&mut self, fact: &'d Fact<'d>, scope: usize) -> Option<usize> {
        let record = fact.record_text()?;
        let prefix = format!("{}{}/", self.scopes[scope].prefix, &*fact.id);
        let language = record.language.as_ref().map(|language| language.0.as_ref());
        let opened = Scope {
            pointer: "".into(),
            speaker: Arc::clone(&self.scopes[scope].speaker),
            iri: self.mint.source(&prefix),
            prefix,
            id: None,
            facts: &NO_FACTS,
            text: Some(&record.text),
            language: language.or(self.scopes[scope].language),
            has_url: record.url.is_some(),
        };
        self.scopes.push(opened);
        Some(self.scopes.len() - 1)
    }

    /// The texts of records, in the order of the facts.
    pub(super) fn describe_records(&mut self, described: &mut Vec<Described<'d>>) {
        for index in 0..self.names.facts.len() {
            let named = &self.names.facts[index];
            if let Some(record) = named.fact.record_text() {
                let pointer = format!("{}/sourceText/url", self.fact_pointer(index));
                described.push(self.describe_record(record, named.words, &pointer));
            }
        }
    }

    fn describe_record(&mut self, record: &'d SourceText<'d>, scope: usize, pointer: &str) -> Described<'d> {
        let Scope { iri, language, .. } = self.scopes[scope];
        let mut properties = Vec::new();
        properties.extend(language.map(|language| (Property::InLanguage, Object::Plain(language))));
        self.add_iri(Property::Url, record.url.as_ref(), pointer, &mut properties);
        let hash = self.mint.arena.lexical(record.text.sha256());
        properties.push((Property::Sha256, Object::Typed(hash, xsd::iri::string)));
        Described { iri, types: class::SOURCE_TEXT, properties, claims: Vec::new() }
    }

    /// The codes that the dataset gave, on the fact itself.
    pub(super) fn add_source_codes(&mut self, fact: &Fact<'_>, at: &Path<'_>, properties: &mut Vec<Triple<'d>>) {
        for (index, code) in fact.coding.iter().flat_map(|coding| coding.source_code.iter()).enumerate() {
            match verbale_ontology::source_code(code) {
                Some(iri) => properties.push((Property::SourceCode, Object::Term(iri))),
                None => self.faults.push(unknown_source_code(code, at.key("sourceCode").index(index).to_string())),
            }
        }
    }

    /// What the record says of itself: the article that it was made from, and the properties of the claim.
    pub(super) fn resolve_record(&mut self, index: usize, at: &Path<'_>) -> (Option<Name>, Vec<Triple<'d>>) {
        let (fact, faulty) = (self.names.facts[index].fact, self.names.facts[index].faulty);
        let Some(coding) = fact.coding.as_deref() else {
            return (None, Vec::new());
        };
        if !fact.is_coded() && !faulty {
            let message = "the keys of records go with `basis: machine-coded`";
            self.faults.push(Diagnostic::new(Check::MisplacedKey, at.to_string(), message));
        }
        (self.primary_source(coding, at), self.record_properties(coding, at))
    }

    /// Addresses in datasets are as they are: their style is nobody's to mend, so there is no warning about it.
    fn primary_source(&mut self, coding: &Coding<'_>, at: &Path<'_>) -> Option<Name> {
        let address = IriText(coding.primary_source.as_deref()?.into());
        let name = self.mint.foreign(address.pieces());
        if name.is_none() {
            let message = format!("`{}` is no absolute IRI", address.0);
            let fault = Diagnostic::new(Check::BadIri, at.key("primarySource").to_string(), message);
            self.faults.push(fault.value(address.0.as_ref()));
        }
        name
    }

    fn record_properties(&mut self, coding: &Coding<'_>, at: &Path<'_>) -> Vec<Triple<'d>> {
        let mut properties = Vec::new();
        if let Some(root_event) = coding.root_event {
            properties.push((Property::RootEvent, Object::Boolean(root_event)));
        }
        for (property, count) in [
            (Property::MentionCount, coding.mention_count),
            (Property::SourceCount, coding.source_count),
            (Property::ArticleCount, coding.article_count),
        ] {
            if let Some(count) = count {
                let lexical = self.mint.arena.number(count as usize);
                properties.push((property, Object::Typed(lexical, xsd::iri::integer)));
            }
        }
        if let Some(tone) = coding.tone.as_deref() {
            let lexical = self.mint.arena.lexical(tone);
            properties.push((Property::Tone, Object::Typed(lexical, xsd::iri::decimal)));
            if !is_tone(tone) {
                let message = "a tone is a decimal number from -100 to 100, without exponent";
                let fault = Diagnostic::new(Check::BadNumber, at.key("tone").to_string(), message);
                self.faults.push(fault.value(tone));
            }
        }
        properties
    }
}
