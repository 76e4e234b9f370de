//! The dossier itself and its sources.

use super::dates::claimed_properties;
use super::evidence::Claimed;
use super::resolved::{Described, Object, Triple};
use super::{Resolver, Surroundings};
use crate::check::Check;
use crate::date::DateType;
use crate::diagnostic::Diagnostic;
use crate::dossier::decode::Path;
use crate::dossier::enrichment::Facts;
use crate::dossier::lexicals::IriText;
use crate::facts::Fact;
use crate::iri::Name;
use crate::lexical::{iri_style, license_iri};
use crate::text::Text;
use crate::vocab::{Property, class};
use std::sync::Arc;

/// One source with the facts that it says: the dossier's own first, then the enrichments'.
pub(super) struct Scope<'d> {
    /// Where its entry stands: empty, or `/enrichment/0`.
    pub(super) pointer: Arc<str>,
    /// What its IRIs begin with after the dossier's: empty, or the enrichment's id and `/`.
    pub(super) prefix: String,
    pub(super) id: Option<&'d str>,
    pub(super) facts: &'d Facts<'d>,
    pub(super) iri: Name,
    /// Its IRI as that of the one who says what no statement contains.
    pub(super) speaker: Arc<[Name]>,
    pub(super) text: Option<&'d Text<'d>>,
    pub(super) language: Option<&'d str>,
    pub(super) has_url: bool,
}

impl<'d> Resolver<'d> {
    /// Opens the dossier's source and those of its enrichments, and checks what they say of their texts.
    pub(super) fn open_sources(&mut self, surroundings: &Surroundings<'d>) {
        let dossier = self.dossier;
        let iri = self.mint.source("");
        self.scopes.push(Scope {
            pointer: "".into(),
            prefix: String::new(),
            id: None,
            facts: &dossier.facts,
            speaker: Arc::from([iri]),
            iri,
            text: surroundings.text,
            language: Some(&dossier.source.language.0),
            has_url: dossier.source.url.is_some(),
        });
        for (index, enrichment) in dossier.enrichment.iter().enumerate() {
            let prefix = format!("{}/", &*enrichment.source.id);
            let iri = self.mint.source(&prefix);
            self.scopes.push(Scope {
                pointer: format!("/enrichment/{index}").into(),
                speaker: Arc::from([iri]),
                iri,
                prefix,
                id: Some(&enrichment.source.id),
                facts: &enrichment.facts,
                text: surroundings.enrichment_texts.get(index).and_then(Option::as_ref),
                language: enrichment.source.language.as_ref().map(|language| language.0.as_ref()),
                has_url: true,
            });
        }
        self.check_text(surroundings.text);
    }

    fn check_text(&mut self, text: Option<&Text<'_>>) {
        let source = &self.dossier.source;
        if source.file.is_some() && source.text.is_some() {
            let message = "the source has a file and a text: one of them is enough";
            self.faults.push(Diagnostic::new(Check::MisplacedKey, "/source/text", message).at_key());
        }
        let facts = &self.dossier.facts;
        let without_text = !facts.list.is_empty() && facts.list.iter().all(Fact::is_coded);
        if text.is_none() && source.url.is_none() && source.file.is_none() && source.text.is_none() && !without_text {
            let fault = Diagnostic::new(Check::SourceMissing, "/source", "the source has neither text nor address");
            self.faults.push(fault.help("add `file:` (the text, verbatim), `text:`, or at least `url:`"));
        }
        let quotes = facts.list.iter().any(|fact| fact.quote.is_some() && fact.record_text().is_none());
        if text.is_none() && source.url.is_some() && source.file.is_none() && quotes {
            let message = "the source's text is not at hand: no quote is proved";
            let fault = Diagnostic::new(Check::QuoteUnproved, "/source", message);
            self.faults.push(fault.help("add `file:` or `text:` with the text, verbatim"));
        }
        let (Some(text), Some(given)) = (text, source.sha256.as_deref()) else {
            return;
        };
        let computed = text.sha256();
        if !given.eq_ignore_ascii_case(&computed) {
            let message = "the text is not the one that the dossier was written for: its hash differs";
            let fault = Diagnostic::new(Check::SourceHash, "/source/sha256", message).value(given);
            self.faults.push(
                fault.help(format!("the text's hash is {computed}")).help("check every quote before you change it"),
            );
        }
    }

    pub(super) fn describe_dossier(&mut self) -> Vec<Triple<'d>> {
        let mut properties = Vec::new();
        if let Some(format) = self.mint.foreign(("", verbale_ontology::FORMAT_IRI)) {
            properties.push((Property::ConformsTo, Object::Node(format)));
        }
        if let Some(note) = self.dossier.note.as_deref() {
            properties.push((Property::EditorialNote, Object::Plain(note)));
        }
        properties.push((Property::Source, Object::Node(self.scopes[0].iri)));
        properties
    }

    pub(super) fn describe_sources(&mut self) -> Vec<Described<'d>> {
        let mut described = vec![self.describe_own_source()];
        for index in 0..self.dossier.enrichment.len() {
            described.push(self.describe_enrichment_source(index));
        }
        self.describe_records(&mut described);
        described
    }

    fn describe_own_source(&mut self) -> Described<'d> {
        let source = &self.dossier.source;
        let language = &*source.language.0;
        let iri = self.scopes[0].iri;
        let mut properties = Vec::new();
        if let Some(title) = source.title.as_deref() {
            properties.push((Property::Title, Object::Text(title, language)));
        }
        if let Some(author) = source.author.as_deref() {
            properties.push((Property::Creator, Object::Plain(author)));
        }
        if let Some(publisher) = source.publisher.as_deref() {
            properties.push((Property::Publisher, Object::Plain(publisher)));
        }
        self.add_published(source.published.as_ref(), &mut properties);
        properties.push((Property::InLanguage, Object::Plain(language)));
        self.add_iri(Property::Url, source.url.as_ref(), "/source/url", &mut properties);
        if let Some(license) = source.license.as_ref() {
            self.add_license(&license.0, &mut properties);
        }
        let original = source.translation_of.as_ref();
        self.add_iri(Property::TranslationOf, original, "/source/translationOf", &mut properties);
        if let Some(text) = self.scopes[0].text {
            let hash = self.mint.arena.lexical(text.sha256());
            properties.push((Property::Sha256, Object::Typed(hash, crate::vocab::xsd::iri::string)));
        }
        let claims = self.describe_dateline(&mut properties);
        properties.sort_by_key(|(property, _)| *property);
        Described { iri, types: class::SOURCE_TEXT, properties, claims }
    }

    fn describe_dateline(&mut self, properties: &mut Vec<Triple<'d>>) -> Vec<super::FieldClaim> {
        let Some(dateline) = &self.dossier.source.dateline else {
            return Vec::new();
        };
        self.add_date(&dateline.value, properties);
        let Some(evidence) = dateline.evidence.as_deref() else {
            return Vec::new();
        };
        let at = Path::At("/source/dateline");
        self.check_weekday(&dateline.value, &evidence.quote, true, (&at.key("value"), &at));
        let claimed = Claimed { at, key: "source.dateline", evidence, on: claimed_properties(&dateline.value) };
        self.claim_field(&claimed).into_iter().collect()
    }

    fn describe_enrichment_source(&mut self, index: usize) -> Described<'d> {
        let source = &self.dossier.enrichment[index].source;
        let (iri, text) = (self.scopes[index + 1].iri, self.scopes[index + 1].text);
        let mut properties = Vec::new();
        if let Some(title) = source.title.as_deref() {
            let language = source.language.as_ref().map(|language| &*language.0);
            properties.push((Property::Title, language.map_or(Object::Plain(title), |tag| Object::Text(title, tag))));
        }
        self.add_published(source.published.as_ref(), &mut properties);
        if let Some(language) = &source.language {
            properties.push((Property::InLanguage, Object::Plain(&language.0)));
        }
        let pointer = format!("/enrichment/{index}/source/url");
        self.add_iri(Property::Url, Some(&source.url), &pointer, &mut properties);
        if let Some(text) = text {
            let hash = self.mint.arena.lexical(text.sha256());
            properties.push((Property::Sha256, Object::Typed(hash, crate::vocab::xsd::iri::string)));
        }
        properties.sort_by_key(|(property, _)| *property);
        Described { iri, types: class::SOURCE_TEXT, properties, claims: Vec::new() }
    }

    /// An IRI from outside; one that is none (a dossier built in Rust may hold it) is a finding.
    pub(super) fn add_iri(
        &mut self,
        property: Property,
        iri: Option<&IriText<'_>>,
        pointer: &str,
        properties: &mut Vec<Triple<'d>>,
    ) {
        let Some(iri) = iri else {
            return;
        };
        if let Some(unusual) = iri_style(&iri.0) {
            self.faults.push(Diagnostic::new(Check::IriStyle, pointer, unusual).value(iri.0.as_ref()));
        }
        if let Some(name) = self.mint.foreign(iri.pieces()) {
            properties.push((property, Object::Node(name)));
            return;
        }
        let message = format!("`{}` is no absolute IRI", iri.0);
        self.faults.push(Diagnostic::new(Check::BadIri, pointer, message).value(iri.0.as_ref()));
    }

    fn add_license(&mut self, license: &str, properties: &mut Vec<Triple<'d>>) {
        if let Some(name) = license_iri(license).ok().and_then(|iri| self.mint.foreign(("", &iri))) {
            properties.push((Property::License, Object::Node(name)));
        }
    }

    /// The date of publication keeps its precision; an interval or a set stays EDTF.
    fn add_published(&mut self, published: Option<&crate::date::Date<'d>>, properties: &mut Vec<Triple<'d>>) {
        let Some(published) = published else {
            return;
        };
        let exact = published.literals.iter().find(|literal| literal.role == crate::date::DateRole::Date);
        let (lexical, datatype) = match exact {
            Some(literal) => (literal.lexical.as_str(), literal.datatype),
            None => (published.written.as_ref(), DateType::Edtf),
        };
        let name = self.mint.arena.lexical(lexical);
        properties.push((Property::DatePublished, Object::Typed(name, super::dates::datatype(datatype))));
    }
}
