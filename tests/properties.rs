//! What holds of every dossier: grouped output without repeats, the same graph in every format, the same bytes for
//! shuffled keys, spans that give back their words.

mod random;

use std::collections::{BTreeSet, HashSet};

use oxrdf::{GraphName, Quad};
use proptest::prelude::*;
use serde_json::Value;
use sophia::api::term::SimpleTerm;
use verbale_core::describe::{Item, describe};
use verbale_core::dossier::{read, tree::Syntax};
use verbale_core::resolve::{Resolved, Surroundings, resolve};
use verbale_core::text::Text;
use verbale_export::{Format, JsonLdForm, Options, Writer};

use crate::dice::Dice;
use crate::writers::fixture::layout;
use random::{dossier, shuffled};

fn with_resolved<R>(json: &str, text: &str, then: impl FnOnce(&Resolved<'_>) -> R) -> R {
    let reading = read(json, Syntax::Json, 1);
    assert!(!reading.diagnostics.has_errors(), "{:#?}\n{json}", reading.diagnostics);
    let dossier = reading.dossier.unwrap();
    let text = Text::new(text);
    let surroundings = Surroundings { text: Some(&text), ..Surroundings::default() };
    let (resolved, findings) = resolve(&dossier, &surroundings);
    then(&resolved.unwrap_or_else(|| panic!("{findings:#?}\n{json}")))
}

fn written(resolved: &Resolved<'_>, format: Format, form: JsonLdForm) -> String {
    let options = Options { single: true, jsonld_form: form, ..Options::default() };
    let mut writer = Writer::new(format, &layout(), &options, Vec::new()).unwrap();
    describe(resolved, &mut |item| match item {
        Item::DossierBegins { dossier, .. } => writer.begin_dossier(dossier, None::<&SimpleTerm<'_>>),
        Item::SectionBegins(section) => writer.begin_section(section as usize),
        Item::Triple(triple) => writer.quad(triple),
        Item::DossierEnds => writer.end_dossier(),
    })
    .unwrap();
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

/// The triples of a document as canonical lines, read by parsers that are not ours.
fn lines(format: Format, document: &str) -> BTreeSet<String> {
    let quads: Vec<Quad> = match format {
        Format::Turtle => triples(oxttl::TurtleParser::new().for_slice(document)),
        Format::NTriples => triples(oxttl::NTriplesParser::new().for_slice(document)),
        Format::TriG => oxttl::TriGParser::new().for_slice(document).collect::<Result<_, _>>().unwrap(),
        Format::NQuads => oxttl::NQuadsParser::new().for_slice(document).collect::<Result<_, _>>().unwrap(),
        Format::JsonLd => oxjsonld::JsonLdParser::new().for_slice(document).collect::<Result<_, _>>().unwrap(),
        Format::RdfXml => unreachable!("it is read back among the writers' own tests"),
    };
    quads.into_iter().map(|quad| quad.to_string().to_lowercase()).collect()
}

fn triples<E: std::fmt::Debug>(parsed: impl Iterator<Item = Result<oxrdf::Triple, E>>) -> Vec<Quad> {
    parsed.map(|triple| triple.unwrap().in_graph(GraphName::DefaultGraph)).collect()
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64);
    ProptestConfig { cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn subjects_come_once_and_triples_do_not_repeat(seed: u64) {
        let (json, text) = dossier(seed);
        let document = with_resolved(&json.to_string(), &text, |resolved| written(resolved, Format::NTriples, JsonLdForm::Nested));
        let mut finished = HashSet::new();
        let mut last = "";
        let mut seen = HashSet::new();
        for line in document.lines() {
            let subject = line.split(' ').next().unwrap();
            if subject != last {
                prop_assert!(finished.insert(subject), "{subject} comes again");
                last = subject;
            }
            prop_assert!(seen.insert(line), "{line} comes again");
        }
        prop_assert!(seen.len() > 80, "{} triples", seen.len());
    }

    #[test]
    fn every_format_holds_the_same_graph(seed: u64) {
        let (json, text) = dossier(seed);
        with_resolved(&json.to_string(), &text, |resolved| {
            let expected = lines(Format::NTriples, &written(resolved, Format::NTriples, JsonLdForm::Nested));
            assert!(expected.len() > 80);
            for format in [Format::Turtle, Format::TriG, Format::NQuads] {
                assert_eq!(lines(format, &written(resolved, format, JsonLdForm::Nested)), expected, "{format:?}");
            }
            for form in [JsonLdForm::Nested, JsonLdForm::Flattened, JsonLdForm::Expanded] {
                assert_eq!(lines(Format::JsonLd, &written(resolved, Format::JsonLd, form)), expected, "{form:?}");
            }
        });
    }

    #[test]
    fn the_order_of_keys_leaves_no_trace(seed: u64) {
        let (json, text) = dossier(seed);
        let other = shuffled(&json, &mut Dice::new(!seed));
        for format in Format::ALL {
            let [ours, theirs] = [&json, &other].map(|value: &Value| {
                with_resolved(&value.to_string(), &text, |resolved| written(resolved, format, JsonLdForm::Nested))
            });
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn spans_give_back_their_words(seed: u64) {
        let (json, text) = dossier(seed);
        let characters: Vec<char> = text.chars().collect();
        let whole = |words: &str| words.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        with_resolved(&json.to_string(), &text, |resolved| {
            assert!(resolved.spans.len() >= 4);
            for span in &resolved.spans {
                let located = span.located.unwrap();
                let words: String = characters[located.span.start..located.span.end].iter().collect();
                assert_eq!(words, span.exact);
                let before: String = characters[located.span.start.saturating_sub(32)..located.span.start].iter().collect();
                assert_eq!(before, located.prefix);
            }
            let exact: HashSet<String> = resolved.spans.iter().map(|span| whole(span.exact)).collect();
            for fact in &resolved.facts {
                for quote in fact.fact.quote.iter().flat_map(|quotes| quotes.iter()) {
                    assert!(exact.contains(&whole(&quote.text)), "{}", quote.text);
                }
            }
        });
    }
}
