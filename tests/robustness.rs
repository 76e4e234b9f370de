//! Mutated and hostile dossiers on the whole way: read, resolved, described, written in every format, read back.
//!
//! The mutants are made from the seed, the accepted cases and the dossier that has every key. Of none may the program
//! panic; every finding has its place; a quote of an accepted dossier stands in its text, by a search of our own; and
//! every format holds the same triples, by parsers that are not ours. `VERBALE_FUZZ_RUNS` sets the number of mutants,
//! `VERBALE_FUZZ_SEED` the first seed; a failure prints the seed with which it comes back as the first run.

mod corpus;
mod hostile;
mod huge;
mod mutant;
mod shape;
mod way;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::{Duration, Instant};

use corpus::{Entry, Files, Vocabulary, corpus};
use way::{FORMS, Outcome, go};

use crate::fuzz::mutation::{Random, change};

/// Of all three kinds together.
const RUNS: u64 = 2_100;
const SEED: u64 = 20_250_403;
/// For one mutant, where it is measured: in the long run, with optimisation.
const LONGEST: Duration = Duration::from_secs(2);
/// Dossiers with more bytes are written in two forms each time, not in all eight.
const SMALL: usize = 2_000;

/// A mutant: the dossier and what it names.
struct Mutant {
    text: String,
    syntax: verbale_core::dossier::tree::Syntax,
    files: Files,
}

#[test]
fn the_corpus_is_accepted() {
    for entry in corpus() {
        let outcome = go(&entry.text, entry.syntax, &entry.files, &FORMS);
        assert!(matches!(outcome, Outcome::Accepted { triples: 20.., .. }), "{}: {outcome:?}", entry.name);
        let again = entry.shape.print(entry.syntax);
        let same = go(&again, entry.syntax, &entry.files, &FORMS[..1]);
        assert_eq!(format!("{outcome:?}"), format!("{same:?}"), "{}, printed from its tree", entry.name);
    }
}

#[test]
fn changed_characters() {
    run(|entry, _, texts, random| {
        let mut characters: Vec<char> = entry.text.chars().collect();
        for _ in 0..=random.below(2) {
            change(&mut characters, texts, random);
        }
        Mutant { text: characters.into_iter().collect(), syntax: entry.syntax, files: entry.files.clone() }
    });
}

#[test]
fn changed_structure() {
    run(|entry, vocabulary, _, random| {
        let text = mutant::restructured(entry, vocabulary, random).print(entry.syntax);
        Mutant { text, syntax: entry.syntax, files: entry.files.clone() }
    });
}

#[test]
fn changed_words() {
    run(|entry, _, texts, random| {
        let (shape, article) = mutant::reworded(entry, texts, random);
        let files = Files { article, ..entry.files.clone() };
        Mutant { text: shape.print(entry.syntax), syntax: entry.syntax, files }
    });
}

/// What a run has seen.
#[derive(Debug, Default)]
struct Tally {
    accepted: u64,
    refused: u64,
    codes: std::collections::BTreeSet<&'static str>,
    slowest: (Duration, u64),
}

fn run(mutate: impl Fn(&Entry, &Vocabulary, &[String], &mut Random) -> Mutant) {
    let number = |name: &str, default| std::env::var(name).map_or(default, |value| value.parse().expect(name));
    let (runs, first) = (number("VERBALE_FUZZ_RUNS", RUNS), number("VERBALE_FUZZ_SEED", SEED));
    let corpus = corpus();
    let vocabulary = Vocabulary::of(&corpus);
    let texts: Vec<String> = corpus.iter().map(|entry| entry.text.clone()).collect();
    let mut tally = Tally::default();
    for seed in (0..runs.div_ceil(3)).map(|run| first.wrapping_add(run)) {
        let mut random = Random::new(seed);
        let entry = random.of(&corpus);
        let mutant = mutate(entry, &vocabulary, &texts, &mut random);
        let forms: Vec<_> = match mutant.text.len() {
            ..SMALL => FORMS.to_vec(),
            _ => vec![*random.of(&FORMS), *random.of(&FORMS)],
        };
        one(&mutant, &entry.name, seed, &forms, &mut tally);
    }
    report(&tally, runs);
}

#[expect(clippy::print_stderr, reason = "a failure says how it comes back")]
fn one(
    mutant: &Mutant,
    name: &str,
    seed: u64,
    forms: &[(verbale_export::Format, verbale_export::JsonLdForm, bool)],
    tally: &mut Tally,
) {
    let start = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| go(&mutant.text, mutant.syntax, &mutant.files, forms)));
    tally.slowest = tally.slowest.max((start.elapsed(), seed));
    match outcome {
        Ok(Outcome::Accepted { .. }) => tally.accepted += 1,
        Ok(Outcome::Refused(codes)) => {
            tally.refused += 1;
            tally.codes.extend(codes);
        }
        Err(panic) => {
            // What was wrong has been printed; this says of which mutant.
            eprintln!("VERBALE_FUZZ_SEED={seed}, from {name}:\n{}", mutant.text);
            resume_unwind(panic)
        }
    }
}

/// Mutants that are all refused, or all accepted, would prove little.
#[expect(clippy::print_stderr, reason = "a long run says what it has seen")]
fn report(tally: &Tally, runs: u64) {
    let all = tally.accepted + tally.refused;
    assert!(tally.accepted * 20 > all, "{tally:?}");
    assert!(runs < RUNS || (tally.refused * 20 > all && tally.codes.len() >= 8), "{tally:?}");
    if runs > RUNS {
        eprintln!("{tally:?}");
        assert!(cfg!(debug_assertions) || tally.slowest.0 < LONGEST, "VERBALE_FUZZ_SEED={}", tally.slowest.1);
    }
}
