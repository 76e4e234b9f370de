//! From a node of the graph back to the entry of the dossier that it was made from.

use crate::dossier::Dossier;
use crate::facts::{FieldView, Values};
use crate::resolve::{Resolved, ResolvedFact, SpanIndex};
use crate::vocab::Property;

/// The JSON Pointer (RFC 6901) of the entry from which a node, one of its properties, or one value of that was made.
///
/// `node`, `property` and `value` are IRIs or, for a value, a literal's lexical form. What the dossier does not hold is
/// looked through to what is around it: the pointer of a property that a fact lacks is the fact's. `None` for a node
/// that the dossier only refers to.
///
/// ```
/// use verbale_core::origin::origin;
/// # use verbale_core::{dossier::{source::Source, Dossier}, resolve::{resolve, Surroundings}, text::Text};
/// # let text = Text::new("Mali met Niger.");
/// # let dossier = Dossier::new("d", Source::of_text("en", "Mali met Niger."));
/// # let (resolved, _) = resolve(&dossier, &Surroundings { text: Some(&text), ..Surroundings::default() });
/// # let resolved = resolved.expect("it resolves");
/// let language = Some("https://schema.org/inLanguage");
/// assert_eq!(origin(&resolved, resolved.source_iri(), language, None).as_deref(), Some("/source/language"));
/// assert_eq!(origin(&resolved, "https://example.org/elsewhere", None, None), None);
/// ```
pub fn origin(resolved: &Resolved<'_>, node: &str, property: Option<&str>, value: Option<&str>) -> Option<String> {
    let property = property.and_then(|iri| Property::ALL.iter().copied().find(|property| property.iri() == iri));
    if node == resolved.dossier_iri() {
        return Some(match property {
            Some(Property::EditorialNote) => "/note".into(),
            Some(Property::ConformsTo) => "/verbale".into(),
            _ => String::new(),
        });
    }
    if let Some(span) = span_of(resolved, node) {
        return of_span(resolved, span);
    }
    let facts = Entry::of(resolved).find_map(|fact| fact.origin(node, property, value));
    facts.or_else(|| of_entry(resolved, node, property))
}

/// A fact with the pointer of its entry.
struct Entry<'r, 'd> {
    pointer: String,
    fact: &'r ResolvedFact<'d>,
    resolved: &'r Resolved<'d>,
}

impl<'r, 'd> Entry<'r, 'd> {
    fn of(resolved: &'r Resolved<'d>) -> impl Iterator<Item = Self> {
        let mut before = (0, 0);
        resolved.facts.iter().map(move |fact| {
            before = if fact.source == before.0 { before } else { (fact.source, 0) };
            let pointer = match before {
                (0, at) => format!("/facts/{at}"),
                (source, at) => format!("/enrichment/{}/facts/{at}", source - 1),
            };
            before.1 += 1;
            Self { pointer, fact, resolved }
        })
    }

    fn origin(&self, node: &str, property: Option<Property>, value: Option<&str>) -> Option<String> {
        let text = |name| self.resolved.arena.text(name);
        let Self { pointer, fact, .. } = self;
        if fact.nodes.iter().any(|own| text(own.iri) == node) {
            return Some(match property {
                Some(property) => self.field(property, value),
                None => pointer.clone(),
            });
        }
        if fact.nodes.iter().any(|own| text(own.claim) == node) {
            return Some(format!("{pointer}{}", property.map_or("", claim_key)));
        }
        if fact.series.as_ref().is_some_and(|series| text(series.iri) == node) {
            return Some(format!("{pointer}/series"));
        }
        let claim = fact.fields.iter().flat_map(|field| &field.claims).map(|name| text(*name)).find(|iri| *iri == node);
        claim.map(|iri| format!("{pointer}/{}", field_of_claim(iri)))
    }

    /// The pointer of the field with this property, of its value where that is one of a list.
    fn field(&self, property: Property, value: Option<&str>) -> String {
        let Self { pointer, fact, .. } = self;
        let fields = fact.fact.kind.fields();
        let found = fields.0.iter().find_map(|field| Some((field, key_of(field, property)?)));
        let Some((field, key)) = found else {
            return format!("{pointer}{}", claim_key(property));
        };
        let at = value.and_then(|value| position(field, self.resolved.dossier, value));
        match at {
            Some(at) => format!("{pointer}/{key}/{at}"),
            None => format!("{pointer}/{key}"),
        }
    }
}

/// The key of a field that carries a property; a date's value has several.
fn key_of(field: &FieldView<'_>, property: Property) -> Option<&'static str> {
    let is_of_date = matches!(
        property,
        Property::Date | Property::Start | Property::End | Property::Earliest | Property::Latest | Property::Edtf
    );
    match &field.values {
        Values::Period(since, until) if is_of_date => Some(match property {
            Property::End | Property::Latest if until.is_some() => "until",
            _ if since.is_some() => "since",
            _ => "until",
        }),
        Values::Date(_) if is_of_date && field.property == Property::Date => Some(field.key),
        _ => (field.property == twin_of(property)).then_some(field.key),
    }
}

/// Our own property beside that of the Organization Ontology.
const fn twin_of(property: Property) -> Property {
    match property {
        Property::OrgMember => Property::Member,
        Property::OrgOrganization => Property::Organisation,
        Property::OrgRole => Property::Role,
        other => other,
    }
}

/// Which of a field's values is meant, where it has several.
fn position(field: &FieldView<'_>, dossier: &Dossier<'_>, value: &str) -> Option<usize> {
    match &field.values {
        Values::Keys(keys, _) if keys.len() > 1 => keys.iter().position(|key| names(dossier, &key.0, value)),
        Values::Codes(codes) if codes.len() > 1 => codes.iter().position(|code| *code == value),
        Values::Words(words) if words.len() > 1 => words.iter().position(|word| *word == value),
        _ => None,
    }
}

/// Whether a key of the dossier is what this IRI names.
fn names(dossier: &Dossier<'_>, key: &str, iri: &str) -> bool {
    let last = iri.rsplit('/').next().unwrap_or_default();
    let actor = dossier.actors.iter().find(|(own, _)| *own == key).map(|(_, actor)| actor);
    last == key || actor.and_then(|actor| actor.iso.as_deref()).is_some_and(|iso| last == iso)
}

/// What a claim says about its fact stands beside the fact's own keys.
const fn claim_key(property: Property) -> &'static str {
    match property {
        Property::SaidIn | Property::SaidBy => "/saidIn",
        Property::Modality => "/modality",
        Property::Factuality => "/factuality",
        Property::Basis => "/basis",
        Property::Exhaustive => "/exhaustive",
        Property::Span => "/quote",
        Property::PlannedIn => "/plannedIn",
        Property::CorefersWith => "/corefersWith",
        Property::EditorialNote => "/note",
        Property::SituationType | Property::Type => "/kind",
        Property::SourceCode => "/sourceCode",
        Property::HadPrimarySource => "/primarySource",
        Property::RootEvent => "/rootEvent",
        Property::MentionCount => "/mentionCount",
        Property::SourceCount => "/sourceCount",
        Property::ArticleCount => "/articleCount",
        Property::Tone => "/tone",
        _ => "",
    }
}

/// The field that the claim's IRI ends in: `…/claim/{id}.{field}`.
fn field_of_claim(iri: &str) -> &str {
    iri.rsplit_once('.').map_or("", |(_, field)| field)
}

fn span_of(resolved: &Resolved<'_>, node: &str) -> Option<SpanIndex> {
    let is = |name| resolved.arena.text(name) == node;
    let own = |span: &crate::resolve::ResolvedSpan<'_>| {
        is(span.iri) || is(span.quote) || span.located.is_some_and(|located| is(located.position))
    };
    resolved.spans.iter().position(own)
}

/// The first quote that rests on a span.
fn of_span(resolved: &Resolved<'_>, span: SpanIndex) -> Option<String> {
    let among = |spans: &[SpanIndex]| spans.iter().position(|own| *own == span);
    let of_fact = |Entry { pointer, fact, .. }: Entry<'_, '_>| {
        if let Some(at) = among(&fact.spans) {
            return Some(format!("{pointer}/quote/{at}"));
        }
        let field = fact.fields.iter().find_map(|field| Some((field, among(&field.spans)?)));
        field.map(|(field, at)| {
            let key = field.claims.first().map_or("", |claim| field_of_claim(resolved.arena.text(*claim)));
            format!("{pointer}/{key}/quote/{at}")
        })
    };
    let described = || {
        let nodes = resolved.actors.iter().chain(&resolved.sources);
        let claim = nodes.flat_map(|node| &node.claims).find(|claim| among(&claim.spans).is_some())?;
        of_entry(resolved, resolved.arena.text(claim.iri), None)
    };
    Entry::of(resolved).find_map(of_fact).or_else(described)
}

/// A source, an actor, a place, or a claim on a field of one of these.
fn of_entry(resolved: &Resolved<'_>, node: &str, property: Option<Property>) -> Option<String> {
    let dossier = resolved.dossier;
    let within = |pointer: String| match property.and_then(entry_key) {
        Some(key) => format!("{pointer}/{key}"),
        None => pointer,
    };
    let source = resolved.sources.iter().position(|source| resolved.arena.text(source.iri) == node);
    if let Some(at) = source {
        return match at.checked_sub(dossier.enrichment.len() + 1) {
            Some(record) => of_record(resolved, record, property),
            None => Some(within(if at == 0 { "/source".into() } else { format!("/enrichment/{}/source", at - 1) })),
        };
    }
    let own = node.strip_prefix(resolved.dossier_iri()).and_then(|rest| rest.strip_prefix('/'));
    if let Some((key, field)) = own.and_then(|rest| rest.rsplit_once("claim/")).and_then(|(_, end)| end.split_once('.'))
    {
        return Some(if key == "source" { format!("/source/{field}") } else { format!("/actors/{key}/{field}") });
    }
    let base = resolved.dossier_iri().strip_suffix(&*dossier.id).unwrap_or_default();
    let state = node.strip_prefix(base).and_then(|rest| rest.strip_prefix("state/"));
    let mut actors = dossier.actors.iter();
    let actor = match state {
        Some(state) => actors.find(|(_, actor)| actor.iso.as_deref() == Some(state)).map(|(key, _)| key),
        None => own.and_then(|rest| rest.strip_prefix("actor/")).filter(|key| actors.any(|(own, _)| own == *key)),
    };
    if let Some(key) = actor {
        let is_code = property == Some(Property::Notation) && state.is_none();
        return Some(if is_code { format!("/actors/{key}/notation") } else { within(format!("/actors/{key}")) });
    }
    let place = own.and_then(|rest| rest.strip_prefix("place/"))?;
    dossier.places.iter().any(|(key, _)| key == place).then(|| within(format!("/places/{place}")))
}

/// The text of a record, by its number among those of the dossier; its hash is that of the text.
fn of_record(resolved: &Resolved<'_>, number: usize, property: Option<Property>) -> Option<String> {
    let mut records = Entry::of(resolved).filter(|entry| entry.fact.fact.record_text().is_some());
    let pointer = format!("{}/sourceText", records.nth(number)?.pointer);
    Some(match property {
        Some(Property::Sha256) => format!("{pointer}/text"),
        Some(Property::InLanguage) => format!("{pointer}/language"),
        Some(Property::Url) => format!("{pointer}/url"),
        _ => pointer,
    })
}

/// The key of a source, an actor or a place that becomes a property.
const fn entry_key(property: Property) -> Option<&'static str> {
    Some(match property {
        Property::Name | Property::PrefLabel => "name",
        Property::AltLabel => "also",
        Property::HiddenLabel => "forms",
        Property::Notation => "iso",
        Property::Title => "title",
        Property::Description => "described",
        Property::Creator => "author",
        Property::Publisher => "publisher",
        Property::DatePublished => "published",
        Property::InLanguage => "language",
        Property::Url => "url",
        Property::License => "license",
        Property::TranslationOf => "translationOf",
        Property::Sha256 => "sha256",
        Property::Date | Property::Earliest | Property::Latest | Property::Edtf => "dateline",
        Property::ActedOnBehalfOf => "of",
        Property::SameAs => "sameAs",
        Property::Existence => "existence",
        Property::Country => "country",
        Property::Lat => "lat",
        Property::Long => "long",
        Property::Centroid => "centroid",
        Property::Type => "type",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::read;
    use crate::dossier::tree::Syntax;
    use crate::resolve::{Surroundings, resolve};
    use crate::text::Text;

    const TEXT: &str =
        "Mali et le Niger ont signé. Le ministre a déclaré que le Niger viendrait. Bamako, le 3 avril 2025.";
    const DOSSIER: &str = r#"
verbale: 1
id: d
source: {text: "x", language: fr, title: Titre, dateline: {value: 2025-04-03, quote: "le 3 avril 2025"}}
actors:
  gouv: {type: group, name: {fr: ministre}, notation: MLIGOV}
  mali: {type: state, name: {fr: Mali}, iso: MLI}
  niger: {type: state, name: {fr: le Niger}, iso: NER}
  ministre: {type: person, described: {value: {fr: le ministre}, quote: "Le ministre"}, of: mali}
places:
  bamako: {name: {fr: Bamako}, lat: 17, long: -4, centroid: true}
facts:
  - {id: signature, kind: event, type: signing, by: [mali, niger], date: {value: 2025-04-03, quote: "le 3 avril 2025"}, quote: ["Mali et le Niger ont signé", "Bamako"]}
  - {id: s1, kind: statement, speaker: ministre, speechMode: indirect, quote: "Le ministre a déclaré"}
  - {id: appartenance, kind: membership, members: [mali], of: niger, since: 2020, saidIn: s1, quote: "le Niger viendrait"}
  - {id: r1, kind: event, type: appeal, by: gouv, basis: machine-coded, sourceCode: cameo:02, tone: 1, quote: "appeal", sourceText: {text: An appeal.}}
"#;

    #[test]
    fn every_node_leads_to_the_entry_that_it_was_made_from() {
        let reading = read(DOSSIER, Syntax::Yaml, 1);
        let dossier = reading.dossier.unwrap();
        let text = Text::new(TEXT);
        let surroundings = Surroundings { text: Some(&text), ..Surroundings::default() };
        let (resolved, faults) = resolve(&dossier, &surroundings);
        let resolved = resolved.unwrap_or_else(|| panic!("{faults:?}"));
        let base = "https://example.org/verbale/";
        let dipl = |term: &str| format!("{}{term}", verbale_ontology::NAMESPACE);
        let pref = "http://www.w3.org/2004/02/skos/core#prefLabel";
        let cases = [
            ("d", None, None, Some("")),
            ("d/source", None, None, Some("/source")),
            ("d/source", Some("http://purl.org/dc/terms/title"), None, Some("/source/title")),
            ("d/source", Some("dipl:date"), None, Some("/source/dateline")),
            ("d/claim/source.dateline", None, None, Some("/source/dateline")),
            ("state/MLI", None, None, Some("/actors/mali")),
            ("state/NER", Some(pref), None, Some("/actors/niger/name")),
            ("state/TCD", None, None, None),
            (
                "d/actor/ministre",
                Some("http://purl.org/dc/terms/description"),
                None,
                Some("/actors/ministre/described"),
            ),
            ("d/claim/ministre.described", None, None, Some("/actors/ministre/described")),
            ("d/place/bamako", Some(pref), None, Some("/places/bamako/name")),
            ("d/signature", None, None, Some("/facts/0")),
            ("d/signature", Some("dipl:eventType"), None, Some("/facts/0/type")),
            ("d/signature", Some("dipl:doer"), Some("state/NER"), Some("/facts/0/by/1")),
            ("d/signature", Some("dipl:latest"), None, Some("/facts/0/date")),
            ("d/signature", Some("dipl:place"), None, Some("/facts/0")),
            ("d/claim/signature", None, None, Some("/facts/0")),
            ("d/claim/signature", Some("dipl:basis"), None, Some("/facts/0/basis")),
            ("d/claim/signature.date", None, None, Some("/facts/0/date")),
            ("d/appartenance", Some("dipl:start"), None, Some("/facts/2/since")),
            ("d/appartenance", Some("dipl:situationType"), None, Some("/facts/2/kind")),
            ("d/claim/appartenance", Some("dipl:saidIn"), None, Some("/facts/2/saidIn")),
            ("d/actor/gouv", Some("http://www.w3.org/2004/02/skos/core#notation"), None, Some("/actors/gouv/notation")),
            ("state/MLI", Some("http://www.w3.org/2004/02/skos/core#notation"), None, Some("/actors/mali/iso")),
            ("d/place/bamako", Some("dipl:centroid"), None, Some("/places/bamako/centroid")),
            ("d/r1", Some("dipl:sourceCode"), None, Some("/facts/3/sourceCode")),
            ("d/claim/r1", Some("dipl:tone"), None, Some("/facts/3/tone")),
            ("d/r1/source", None, None, Some("/facts/3/sourceText")),
            ("d/r1/source", Some("https://schema.org/sha256"), None, Some("/facts/3/sourceText/text")),
            ("d/nothing", None, None, None),
        ];
        for (node, property, value, expected) in cases {
            let property = property.map(|name| name.strip_prefix("dipl:").map_or(name.to_owned(), dipl));
            let value = value.map(|value| format!("{base}{value}"));
            let found = origin(&resolved, &format!("{base}{node}"), property.as_deref(), value.as_deref());
            assert_eq!(found.as_deref(), expected, "{node} {property:?}");
        }
        for (words, expected) in [
            ("Mali et le Niger ont signé", "/facts/0/quote/0"),
            ("le 3 avril 2025", "/facts/0/date/quote/0"),
            ("Le ministre", "/actors/ministre/described"),
            ("appeal", "/facts/3/quote/0"),
        ] {
            let span = resolved.spans.iter().find(|span| span.exact == words).unwrap();
            for name in [span.iri, span.quote, span.located.unwrap().position] {
                let found = origin(&resolved, resolved.arena.text(name), None, None);
                assert_eq!(found.as_deref(), Some(expected), "{words}");
            }
        }
    }
}
