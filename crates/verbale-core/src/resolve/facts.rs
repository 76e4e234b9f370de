//! One fact: its values, its evidence, and who says it.

use std::collections::HashSet;

use std::sync::Arc;

use super::Resolver;
use super::dates::claimed_properties;
use super::names::Thing;
use super::resolved::{FactNode, Object, ResolvedFact, ResolvedField, ResolvedSeries, SpanIndex, Triple, to_nodes};
use crate::check::Check;
use crate::codes::{Basis, Code, SpeechMode};
use crate::date::{Date, DateRole, Side};
use crate::diagnostic::Diagnostic;
use crate::dossier::dates::{End, date_diagnostic};
use crate::dossier::decode::Path;
use crate::dossier::value::{Evidence, Field, Key, LangMap, Many};
use crate::facts::{Commitment, Expectation, Fact, FieldView, Kind, Series, Target, Values};
use crate::iri::Name;
use crate::text::NotLocated;
use crate::vocab::{Property, xsd};

/// A fact being resolved.
struct Draft<'d, 'p> {
    index: usize,
    scope: usize,
    /// The scope in whose text its quotes stand.
    words: usize,
    prefix: String,
    at: Path<'p>,
    fact: &'d Fact<'d>,
    spans: Vec<SpanIndex>,
    basis: Basis,
    properties: Vec<Triple<'d>>,
    members: Vec<Name>,
    series: Option<ResolvedSeries<'d>>,
    fields: Vec<ResolvedField>,
}

impl<'d> Resolver<'d> {
    pub(super) fn resolve_fact(&mut self, index: usize) -> ResolvedFact<'d> {
        let named = &self.names.facts[index];
        let (fact, scope, words) = (named.fact, named.scope, named.words);
        let pointer = Arc::clone(&self.scopes[scope].pointer);
        let facts = Path::At(&pointer);
        let facts = facts.key("facts");
        let at = facts.index(named.position);
        let spans = self.words_of(fact, (scope, words), &at);
        let mut draft = Draft {
            index,
            scope,
            words,
            prefix: self.scopes[scope].prefix.clone(),
            at,
            fact,
            spans,
            basis: fact.basis.unwrap_or(Basis::Explicit),
            properties: Vec::with_capacity(8),
            members: Vec::new(),
            series: None,
            fields: Vec::new(),
        };
        for field in fact.kind.fields().0 {
            self.resolve_field(&mut draft, &field);
        }
        self.check_kind(&mut draft);
        self.add_common(&mut draft);
        draft.fields.sort_by(|a, b| self.mint.arena.text(a.claims[0]).cmp(self.mint.arena.text(b.claims[0])));
        self.finish(draft)
    }

    /// The spans of the fact's quotes; every fact has its words, those coded by machine or known from elsewhere aside.
    fn words_of(&mut self, fact: &'d Fact<'d>, (scope, words): (usize, usize), at: &Path<'_>) -> Vec<SpanIndex> {
        let quotes = fact.quote.as_deref().unwrap_or(&[]);
        let may_do_without = scope > 0 || (fact.is_coded() && (self.scopes[scope].has_url || names_its_source(fact)));
        if quotes.is_empty() && !may_do_without {
            let fault =
                Diagnostic::new(Check::QuoteMissing, at.to_string(), format!("the fact `{}` has no quote", &*fact.id));
            self.faults.push(if fact.is_coded() {
                fault.help("add `primarySource:` with the address of its article, or `url:` to the source")
            } else {
                fault.help("add `quote: \"…\"` with the words of the text that support it")
            });
        }
        self.locate_all(words, quotes, at)
    }

    fn resolve_field(&mut self, draft: &mut Draft<'d, '_>, field: &FieldView<'d>) {
        let fact = draft.at;
        let at = &fact.key(field.key);
        match &field.values {
            Values::Keys(keys, target) => self.add_keys(draft, field, keys, *target, at),
            Values::Codes(codes) => {
                draft.properties.extend(codes.iter().map(|code| (field.property, Object::Term(code))));
            }
            Values::Texts(maps) => {
                let texts = maps.iter().flat_map(LangMap::iter);
                draft.properties.extend(texts.map(|(language, text)| (field.property, Object::Text(text, language))));
            }
            Values::Words(words) => self.add_words(draft, field, words, at),
            Values::Date(date) => self.add_dated(draft, date, field.evidence, at),
            Values::Period(since, until) => return self.add_period(draft, *since, *until),
            Values::Number(number) => {
                let lexical = self.mint.arena.number(*number as usize);
                draft.properties.push((field.property, Object::Typed(lexical, xsd::iri::integer)));
            }
            Values::Series(series) => self.add_series(draft, series, at),
        }
        if let Some(evidence) = field.evidence {
            let on = match &field.values {
                Values::Date(date) => claimed_properties(date),
                _ => vec![field.property],
            };
            self.add_evidence(draft, field.key, evidence, on, at);
        }
    }

    fn add_keys(
        &mut self,
        draft: &mut Draft<'d, '_>,
        field: &FieldView<'d>,
        keys: &[Key<'d>],
        target: Target,
        at: &Path<'_>,
    ) {
        for (index, key) in keys.iter().enumerate() {
            if target == Target::Holder && &**key == "article" {
                draft.properties.push((field.property, Object::Node(self.scopes[draft.scope].iri)));
                continue;
            }
            let Some(thing) = self.refer(key, target, draft.scope, || at.index(index).to_string()) else {
                continue;
            };
            let nodes = self.nodes_of(thing);
            if matches!(draft.fact.kind, Kind::Membership(_)) && field.property == Property::Member {
                draft.members.extend(nodes);
            } else {
                draft.properties.extend(to_nodes(field.property, nodes));
            }
        }
    }

    /// Words in the source's language; those of a direct statement stand in its text.
    fn add_words(
        &mut self,
        draft: &mut Draft<'d, '_>,
        field: &FieldView<'d>,
        words: &'d [std::borrow::Cow<'d, str>],
        at: &Path<'_>,
    ) {
        let language = self.scopes[draft.words].language;
        for (index, text) in words.iter().enumerate() {
            let object = language.map_or(Object::Plain(text), |tag| Object::Text(text, tag));
            draft.properties.push((field.property, object));
            if field.key == "text" && is_direct(&draft.fact.kind) && !self.names.facts[draft.index].faulty {
                self.check_statement_text(draft.words, text, &at.index(index));
            }
        }
    }

    fn check_statement_text(&mut self, scope: usize, words: &str, at: &Path<'_>) {
        let Some(text) = self.scopes[scope].text else {
            return;
        };
        if let Err(NotLocated::Missing | NotLocated::Empty) = text.find(words, None) {
            let message = "the words of a direct statement are not in the text";
            let fault = self.not_found(text, words, Check::StatementText, message, &at.to_string());
            self.faults.push(fault.help("or write `speechMode: indirect`, and leave `text` out"));
        }
    }

    fn add_dated(
        &mut self,
        draft: &mut Draft<'d, '_>,
        date: &Date<'d>,
        evidence: Option<&Evidence<'d>>,
        at: &Path<'_>,
    ) {
        self.add_date(date, &mut draft.properties);
        let own = evidence.map(|evidence| &*evidence.quote).filter(|quotes| !quotes.is_empty());
        let fact = (draft.fact.quote.as_deref().unwrap_or(&[]), draft.at);
        let (words, owner) = own.map_or(fact, |own| (own, *at));
        let value = at.key("value");
        self.check_weekday(date, words, own.is_some(), (&value, &owner));
        let is_due = date.literals.iter().all(|literal| literal.role == DateRole::Due);
        if !is_due {
            if draft.fact.kind.is_event() && draft.scope == 0 && self.is_asserted(draft.index) {
                self.check_not_after_source(date, &value);
            }
            let words = supporting_words(draft.fact, evidence);
            let basis = evidence.and_then(|evidence| evidence.basis).unwrap_or(draft.basis);
            self.warn_unsupported(draft.scope, date, &words, basis, &value);
        }
    }

    /// `since` and `until` make one interval; each may have evidence of its own.
    fn add_period(
        &mut self,
        draft: &mut Draft<'d, '_>,
        since: Option<&'d Field<'d, End<'d>>>,
        until: Option<&'d Field<'d, End<'d>>>,
    ) {
        let written = |end: Option<&'d Field<'d, End<'d>>>| end.map(|end| end.value.0.written.as_ref());
        let period = match Date::between(written(since), written(until)) {
            Ok(period) => period,
            Err((side, fault)) => {
                let (key, end) = if side == Side::Since { ("since", since) } else { ("until", until) };
                let pointer = format!("{}/{key}/value", draft.at);
                self.faults.push(date_diagnostic(fault, written(end).unwrap_or_default(), pointer));
                return;
            }
        };
        self.add_date(&period, &mut draft.properties);
        let on = claimed_properties(&period);
        for (key, end, other) in [("since", since, Property::End), ("until", until, Property::Start)] {
            if let Some(evidence) = end.and_then(|end| end.evidence.as_deref()) {
                let on = on.iter().copied().filter(|property| *property != other).collect();
                let fact = draft.at;
                self.add_evidence(draft, key, evidence, on, &fact.key(key));
            }
        }
    }

    fn add_series(&mut self, draft: &mut Draft<'d, '_>, series: &'d Series<'d>, at: &Path<'_>) {
        let iri = self.mint.series(&draft.prefix, &draft.fact.id);
        draft.properties.push((Property::Series, Object::Node(iri)));
        let mut properties = Vec::new();
        if let Some(frequency) = series.frequency {
            properties.push((Property::Frequency, Object::Term(frequency.iri())));
        }
        let between = series.alternates_between.iter().flat_map(|keys| keys.iter()).enumerate();
        for (index, key) in between {
            if let Some(thing) =
                self.refer(key, Target::Actor, draft.scope, || at.key("alternatesBetween").index(index).to_string())
            {
                let nodes = self.nodes_of(thing);
                properties.extend(to_nodes(Property::AlternatesBetween, nodes));
            }
        }
        if let Some(key) = &series.first_occurrence
            && let Some(thing) =
                self.refer(key, Target::Occasion, draft.scope, || at.key("firstOccurrence").to_string())
        {
            let nodes = self.nodes_of(thing);
            properties.extend(to_nodes(Property::FirstOccurrence, nodes));
        }
        draft.series = Some(ResolvedSeries { iri, properties });
    }

    /// A field with evidence gets a claim of its own for each node of the fact.
    fn add_evidence(
        &mut self,
        draft: &mut Draft<'d, '_>,
        key: &str,
        evidence: &'d Evidence<'d>,
        on: Vec<Property>,
        at: &Path<'_>,
    ) {
        let own = self.locate_all(draft.words, &evidence.quote, at);
        let spans = if evidence.quote.is_empty() { draft.spans.clone() } else { own };
        let id = &draft.fact.id;
        let claims = match &draft.fact.kind {
            Kind::Membership(membership) if self.names.facts[draft.index].nodes.len() > 1 => {
                let members = self.distinct(&membership.members.value).into_iter();
                members
                    .map(|member| self.mint.field_claim(&draft.prefix, &format!("{}/{member}", &**id), key))
                    .collect()
            }
            _ => vec![self.mint.field_claim(&draft.prefix, id, key)],
        };
        draft.fields.push(ResolvedField {
            on,
            claims,
            basis: evidence.basis.unwrap_or(Basis::Explicit),
            exhaustive: evidence.exhaustive.unwrap_or(true),
            spans,
        });
    }

    /// What a kind demands beyond its fields.
    fn check_kind(&mut self, draft: &mut Draft<'d, '_>) {
        match &draft.fact.kind {
            Kind::Commitment(Commitment { action, .. }) | Kind::Expectation(Expectation { action, .. }) => {
                self.check_agent(draft, action.has_agent());
                self.check_content(draft, "description", action.description.is_some());
            }
            Kind::Proposition(proposition) => self.check_content(draft, "text", proposition.text.is_some()),
            Kind::Statement(statement) => {
                if statement.in_capacity.is_none() {
                    for capacity in self.capacities(statement) {
                        let nodes = self.nodes_of(Thing::Fact(capacity));
                        draft.properties.extend(to_nodes(Property::InCapacity, nodes));
                    }
                }
                let speakers = statement.speaker.value.iter();
                self.check_capacities(
                    draft,
                    statement.in_capacity.as_ref(),
                    &speakers.map(|speaker| &**speaker).collect::<Vec<_>>(),
                );
            }
            _ => {}
        }
    }

    fn check_agent(&mut self, draft: &Draft<'d, '_>, has_agent: bool) {
        if !has_agent && !self.names.facts[draft.index].faulty {
            let message = format!(
                "the {} `{}` says neither who does it nor who expects it",
                draft.fact.kind.name(),
                &*draft.fact.id
            );
            let fault = Diagnostic::new(Check::IncompleteFact, draft.at.to_string(), message);
            self.faults.push(fault.help("add one of `by`, `means`, `expectedBy`"));
        }
    }

    /// Without its content a fact says nothing; a record's codes say it instead.
    fn check_content(&mut self, draft: &Draft<'d, '_>, key: &str, is_there: bool) {
        if !is_there && !draft.fact.is_coded() && !self.names.facts[draft.index].faulty {
            let message = format!("the key `{key}` is missing");
            self.faults.push(Diagnostic::new(Check::MissingKey, draft.at.to_string(), message));
        }
    }

    /// A capacity in which a statement is made is one of its speakers'.
    fn check_capacities(&mut self, draft: &Draft<'d, '_>, given: Option<&Field<'d, Many<Key<'d>>>>, speakers: &[&str]) {
        for (index, key) in given.iter().flat_map(|given| given.value.iter()).enumerate() {
            let Some(Thing::Fact(capacity)) = self.names.thing(key) else {
                continue;
            };
            let Kind::Capacity(capacity) = &self.names.facts[capacity].fact.kind else {
                continue;
            };
            if !speakers.contains(&&*capacity.who.value) {
                let message =
                    format!("the capacity `{}` is that of `{}`, who does not speak here", &**key, &*capacity.who.value);
                let pointer = format!("{}/inCapacity/{index}", draft.at);
                self.faults.push(Diagnostic::new(Check::CapacityOfAnother, pointer, message).value(&**key));
            }
        }
    }

    fn add_common(&mut self, draft: &mut Draft<'d, '_>) {
        if let Some(aim) = self.links.planned_in[draft.index] {
            let nodes = self.nodes_of(Thing::Fact(aim));
            draft.properties.extend(to_nodes(Property::PlannedIn, nodes));
        }
        if let Some(hub) = draft.fact.corefers_with.as_deref()
            && let Some(iri) = self.hub(hub, &draft.at)
        {
            draft.properties.push((Property::CorefersWith, Object::Node(iri)));
        }
        self.add_source_codes(draft.fact, &draft.at, &mut draft.properties);
        if let Some(note) = draft.fact.note.as_deref() {
            draft.properties.push((Property::EditorialNote, Object::Plain(note)));
        }
    }

    fn finish(&mut self, draft: Draft<'d, '_>) -> ResolvedFact<'d> {
        let (primary_source, record) = self.resolve_record(draft.index, &draft.at);
        let index = draft.index;
        let said_in = self.links.said_in[index];
        let voice = said_in.and_then(|statement| self.links.voices.get(&statement));
        let said_by =
            voice.map_or_else(|| Arc::clone(&self.scopes[draft.scope].speaker), |voice| Arc::clone(&voice.speakers));
        ResolvedFact {
            fact: draft.fact,
            source: draft.scope,
            asserted: self.is_asserted(index),
            nodes: self.fact_nodes(index, &draft.members),
            properties: draft.properties,
            series: draft.series,
            said_by,
            said_in: said_in.map(|said_in| self.names.facts[said_in].nodes[0]),
            modality: draft.fact.modality,
            factuality: self.factuality(index),
            basis: draft.basis,
            exhaustive: draft.fact.exhaustive.unwrap_or(true),
            spans: draft.spans,
            fields: draft.fields,
            primary_source,
            record,
        }
    }

    fn fact_nodes(&self, index: usize, members: &[Name]) -> Vec<FactNode<'d>> {
        let named = &self.names.facts[index];
        let mut seen = HashSet::new();
        let members: Vec<_> = members.iter().filter(|member| seen.insert(**member)).collect();
        let nodes = named.nodes.iter().zip(&named.claims).enumerate();
        nodes
            .map(|(at, (iri, claim))| FactNode {
                iri: *iri,
                claim: *claim,
                member: members.get(at).map(|name| Object::Node(**name)),
            })
            .collect()
    }
}

fn names_its_source(fact: &Fact<'_>) -> bool {
    fact.coding.as_ref().is_some_and(|coding| coding.primary_source.is_some())
}

fn is_direct(kind: &Kind<'_>) -> bool {
    matches!(kind, Kind::Statement(statement) if statement.speech_mode.value == SpeechMode::Direct)
}

/// The words that may name a date: its own, else the fact's.
fn supporting_words<'w>(fact: &'w Fact<'w>, evidence: Option<&'w Evidence<'w>>) -> Vec<&'w str> {
    match evidence.map(|evidence| &evidence.quote).filter(|quotes| !quotes.is_empty()) {
        Some(own) => own.iter().map(|quote| quote.text.as_ref()).collect(),
        None => fact.quote.iter().flat_map(|quotes| quotes.iter()).map(|quote| quote.text.as_ref()).collect(),
    }
}
