//! Mutated inputs against every reader: none panics, none takes long, and what each promises holds.
//!
//! Each target keeps a corpus in `fuzz/corpus/<target>`: a file is an input of the readers of files, a line one of the
//! others. `VERBALE_FUZZ_RUNS` sets the number of inputs for each target, `VERBALE_FUZZ_SEED` the first seed; a failure
//! prints the seed with which it comes back as the first run.

pub(crate) mod mutation;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mutation::{Random, mutated};
use oxttl::{NQuadsParser, NTriplesParser, TriGParser, TurtleParser};
use verbale_core::date::{Date, DateFault, Side, weekdays_in};
use verbale_core::diagnostic::Diagnostics;
use verbale_core::dossier::tree::{Node, Syntax, Tree, Value};
use verbale_core::dossier::yaml::read_tree;
use verbale_core::lexical::{
    LexicalFault, check_iri, check_language, hidden_characters, iri_style, license_iri, mixed_script,
};
use verbale_core::text::Text;
use verbale_rdf::{Contexts, Error as RdfError, Options, Syntax as RdfSyntax, read};

const RUNS: u64 = 1_000;
const SEED: u64 = 20_250_403;
/// For one input, on a busy machine and without optimisation.
const LONGEST: Duration = Duration::from_secs(2);

#[test]
fn yaml() {
    let mut corpus = files("yaml");
    corpus.extend(dossiers("yaml"));
    fuzz(&corpus, |text| file(text, Syntax::Yaml));
}

#[test]
fn json() {
    let mut corpus = files("json");
    corpus.extend(dossiers("json"));
    fuzz(&corpus, |text| file(text, Syntax::Json));
}

#[test]
fn date() {
    fuzz(&lines("date"), |text| {
        for read in [Date::parse(text), Date::parse_due(text)] {
            match read {
                Ok(date) => assert!(!date.literals.is_empty() && date.written == text),
                Err(fault) => date_fault(text, &fault),
            }
        }
        if let Err((side, fault)) = Date::between(Some("2025-04"), Some(text)) {
            date_fault(if side == Side::Since { "2025-04" } else { text }, &fault);
        }
        assert!(weekdays_in(text).into_iter().all(|(_, bytes)| text.get(bytes).is_some_and(|name| !name.is_empty())));
    });
}

#[test]
fn language() {
    fuzz(&lines("language"), |text| lexical_fault(text, check_language(text), |better| check_language(better).is_ok()));
}

#[test]
fn iri() {
    fuzz(&lines("iri"), |text| {
        lexical_fault(text, check_iri(text), |better| check_iri(better).is_ok());
        lexical_fault(text, license_iri(text).map(drop), |better| license_iri(better).is_ok());
        assert!(iri_style(text).is_none() || check_iri(text).is_ok());
        assert!(hidden_characters(text).into_iter().all(|(bytes, _)| text.get(bytes).is_some()));
        assert!(mixed_script(text).is_none_or(|bytes| text.get(bytes).is_some()));
    });
}

/// RDF in every syntax: what our reader takes and refuses is what its parser takes and refuses of the whole file.
#[test]
fn turtle() {
    fuzz(&files("turtle"), |text| {
        let contexts = Contexts::default();
        for syntax in RdfSyntax::ALL {
            let options = Options { syntax, base: Some("a:b"), contexts: &contexts, blank_prefix: "b" };
            let mut count = 0;
            let result = read(&mut text.as_bytes(), &options, &mut |quad, spot| {
                count += 1;
                assert_eq!(spot.is_some(), syntax != RdfSyntax::JsonLd, "{quad}");
                for place in spot.iter().flat_map(|spot| [spot.subject, spot.predicate, spot.object]) {
                    assert!(text.get(place.start.byte..place.end.byte).is_some_and(|token| !token.is_empty()));
                }
            });
            if let Err(RdfError::Syntax { place: Some(place), .. }) = &result {
                assert!(text.get(place.start.byte..).is_some() && place.start <= place.end, "{result:?}");
            }
            if let Some(whole) = by_parser(syntax, text.strip_prefix('\u{feff}').unwrap_or(text)) {
                assert_eq!((count, result.is_ok()), whole, "{syntax}: {result:?}");
            }
        }
    });
}

/// How many quads the parser gives before its first fault, and whether there is none.
fn by_parser(syntax: RdfSyntax, text: &str) -> Option<(usize, bool)> {
    let results: Vec<bool> = match syntax {
        RdfSyntax::Turtle => {
            TurtleParser::new().with_base_iri("a:b").ok()?.for_slice(text).map(|t| t.is_ok()).collect()
        }
        RdfSyntax::TriG => TriGParser::new().with_base_iri("a:b").ok()?.for_slice(text).map(|q| q.is_ok()).collect(),
        RdfSyntax::NTriples => NTriplesParser::new().for_slice(text).map(|t| t.is_ok()).collect(),
        RdfSyntax::NQuads => NQuadsParser::new().for_slice(text).map(|q| q.is_ok()).collect(),
        RdfSyntax::JsonLd => return None,
    };
    Some((results.iter().take_while(|is_ok| **is_ok).count(), results.iter().all(|is_ok| *is_ok)))
}

/// A line of an article and, after the last `|`, a quote: what is found is the quote, and what is not there is not found.
#[test]
fn quote() {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("evidence");
    let paragraphs: Vec<String> = read_all(&articles, "txt")
        .iter()
        .flat_map(|article| article.lines().filter(|line| line.len() > 60).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let middle = |line: &str| line.chars().skip(9).take(line.chars().count() / 3).collect::<String>();
    let corpus: Vec<String> = paragraphs.iter().map(|line| format!("{line}|{}", middle(line))).collect();
    fuzz(&corpus, |input| {
        let (content, quote) = input.rsplit_once('|').unwrap_or((input, input));
        let (text, words) = (Text::new(content), folded(quote));
        for nth in [None, Some(1), Some(2), Some(usize::MAX)] {
            if let Ok(span) = text.locate(quote, nth) {
                let found: String = content.chars().skip(span.start).take(span.end - span.start).collect();
                assert_eq!(folded(&found), words);
                assert_eq!(found, text.slice(span));
            }
        }
        assert!(folded(content).contains(&words) || text.locate(quote, None).is_err());
        let near = text.near_misses(quote);
        assert!(near.iter().all(|miss| miss.span.start < miss.span.end && miss.span.end <= text.len()), "{near:?}");
        assert!(text.longest_common(quote).is_none_or(|span| folded(quote).contains(&folded(text.slice(span)))));
    });
}

/// Runs of white space made one space, and none at the ends.
fn folded(text: &str) -> String {
    text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Every input of the corpus as it is, then mutants.
fn fuzz(corpus: &[String], read: impl Fn(&str) + std::panic::RefUnwindSafe) {
    assert!(corpus.len() > 4, "a corpus is missing");
    let number = |name: &str, default| std::env::var(name).map_or(default, |value| value.parse().expect(name));
    let (runs, seed) = (number("VERBALE_FUZZ_RUNS", RUNS), number("VERBALE_FUZZ_SEED", SEED));
    for text in corpus {
        check(text, seed, &read);
    }
    for seed in (0..runs).map(|run| seed.wrapping_add(run)) {
        check(&mutated(corpus, &mut Random::new(seed)), seed, &read);
    }
}

fn check(text: &str, seed: u64, read: &(impl Fn(&str) + std::panic::RefUnwindSafe)) {
    let start = Instant::now();
    let result = std::panic::catch_unwind(|| read(text));
    let time = start.elapsed();
    assert!(result.is_ok(), "VERBALE_FUZZ_SEED={seed}: {text:?}");
    assert!(time < LONGEST, "VERBALE_FUZZ_SEED={seed}: {time:?} for {} bytes", text.len());
}

fn file(text: &str, syntax: Syntax) {
    let (tree, faults) = read_tree(text, syntax, 1);
    assert!(tree.is_some() || faults.has_errors());
    places(text, &faults);
    if let Some(tree) = tree {
        inside(&tree, &tree.root);
        json_agrees(&tree, &faults);
    }
}

fn places(text: &str, faults: &Diagnostics) {
    for fault in faults {
        let related = fault.related.iter().map(|related| related.place);
        for place in std::iter::once(fault.place).chain(related) {
            let place = place.expect("the reader places its faults");
            assert!(text.get(place.start.byte..place.end.byte).is_some(), "{fault:?}");
            let lines = text[..place.start.byte].matches('\n').count();
            assert_eq!(place.start.line, lines + 1, "{fault:?}");
        }
    }
}

fn inside(tree: &Tree<'_>, node: &Node<'_>) {
    assert!(tree.text.get(node.bytes.clone()).is_some(), "{node:?}");
    let children: Vec<&Node<'_>> = match &node.value {
        Value::List(items) => items.iter().collect(),
        Value::Map(entries) => entries.iter().map(|entry| &entry.node).collect(),
        _ => return,
    };
    for child in children {
        assert!(node.bytes.start <= child.bytes.start && child.bytes.end <= node.bytes.end, "{node:?}");
        inside(tree, child);
    }
}

/// What passes as JSON without a fault is JSON to a parser that reads its values.
fn json_agrees(tree: &Tree<'_>, faults: &Diagnostics) {
    if tree.syntax == Syntax::Yaml || !faults.is_empty() {
        return;
    }
    let text = tree.text.strip_prefix('\u{feff}').unwrap_or(tree.text);
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(value) => assert_eq!(value.is_object(), matches!(tree.root.value, Value::Map(_))),
        // A number beyond every float is well-formed all the same.
        Err(error) => assert!(error.to_string().starts_with("number out of range"), "{error}"),
    }
}

fn date_fault(text: &str, fault: &DateFault) {
    assert!(text.get(fault.bytes.clone()).is_some() && !fault.message.is_empty(), "{fault:?}");
    assert!(fault.suggestion.iter().all(|better| Date::parse(better.as_str()).is_ok()), "{fault:?}");
}

fn lexical_fault(text: &str, result: Result<(), LexicalFault>, accepts: impl Fn(&str) -> bool) {
    if let Err(fault) = result {
        assert!(text.get(fault.bytes.clone()).is_some() && !fault.message.is_empty(), "{fault:?}");
        assert!(fault.suggestion.iter().all(|better| accepts(better)), "{fault:?}");
    }
}

/// Each file of a target's corpus.
fn files(target: &str) -> Vec<String> {
    read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target), target)
}

/// Each line of each file of a target's corpus.
fn lines(target: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    read_all(&folder, "txt").iter().flat_map(|text| text.lines().map(str::to_owned)).collect()
}

/// The dossiers of the examples, and the hostile ones.
fn dossiers(extension: &str) -> Vec<String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let examples = tests.join("../examples");
    let folders = fs::read_dir(examples).expect("the examples").map(|entry| entry.expect("an example").path());
    let mut folders: Vec<PathBuf> = folders.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders.push(tests.join("robustness/hostile"));
    folders.iter().flat_map(|folder| read_all(folder, extension)).collect()
}

/// Files with this extension, in the order of their names.
fn read_all(folder: &Path, extension: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a text")).collect()
}
