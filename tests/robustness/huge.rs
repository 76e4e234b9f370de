//! Dossiers that are hostile by their size: each is refused for the limit that it passes, or accepted with all that it
//! says, and none is slow. Without optimisation they are a tenth of the size, where no limit is at stake.

use std::fmt::Write as _;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use verbale_core::dossier::tree::Syntax;
use verbale_export::{Format, JsonLdForm};

use super::corpus::Files;
use super::way::{Outcome, go};

const LINES: [(Format, JsonLdForm, bool); 1] = [(Format::NTriples, JsonLdForm::Nested, false)];
/// Processor time for one dossier within the limits: many times what it takes, and far from what a quadratic way would.
const LONGEST: Duration = Duration::from_secs(20);
const SCALE: usize = if cfg!(debug_assertions) { 10 } else { 1 };

const HEAD: &str = "{\"verbale\":1,\"id\":\"d\",";
const SOURCE: &str = "\"source\":{\"text\":\"Mali left the union.\",\"language\":\"en\"},";
const TWO: &str = "\"mali\":{\"type\":\"organisation\",\"name\":{\"en\":\"Mali\"}},\
    \"union\":{\"type\":\"organisation\",\"name\":{\"en\":\"union\"}}";
const EXIT: &str =
    "{\"id\":\"exit\",\"kind\":\"withdrawal\",\"by\":\"mali\",\"leaves\":\"union\",\"quote\":\"Mali left the union\"}";
/// Triples of the dossier with these two actors and this fact; `hostile/expected.txt` counts them.
const TRIPLES: usize = 51;

/// `count` items with commas between them.
fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    let mut list = String::new();
    for index in 0..count {
        let _ = write!(list, "{}{}", if index == 0 { "" } else { "," }, item(index));
    }
    list
}

fn dossier(actors: &str, facts: &str) -> String {
    format!("{HEAD}{SOURCE}\"actors\":{{{actors}}},\"facts\":[{facts}]}}")
}

/// The processor time of this thread, which other processes do not lengthen; where the system does not tell, the time.
fn busy() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next().and_then(|first| first.parse().ok()));
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

#[track_caller]
fn outcome(text: &str, syntax: Syntax) -> Outcome {
    let start = busy();
    let outcome = go(text, syntax, &Files::default(), &LINES);
    let time = busy().saturating_sub(start);
    assert!(time < LONGEST, "{time:?} for {} bytes", text.len());
    outcome
}

#[track_caller]
fn refused(text: &str, syntax: Syntax, code: &str) {
    match outcome(text, syntax) {
        Outcome::Refused(codes) => assert!(codes.contains(code), "{codes:?}"),
        Outcome::Accepted { triples, .. } => panic!("accepted with {triples} triples"),
    }
}

#[track_caller]
fn accepted(text: &str, expected: usize) {
    match outcome(text, Syntax::Json) {
        Outcome::Refused(codes) => panic!("{codes:?}"),
        Outcome::Accepted { triples, .. } => assert_eq!(triples, expected),
    }
}

#[test]
fn deep_nesting() {
    for syntax in [Syntax::Yaml, Syntax::Json] {
        refused(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)), syntax, "too-large");
        refused(&format!("{HEAD}\"note\":{}1{}", "{\"a\":".repeat(50_000), "}".repeat(50_001)), syntax, "too-large");
    }
    refused(&"[".repeat(100_000), Syntax::Yaml, "too-large");
    refused(&"- ".repeat(100_000), Syntax::Yaml, "too-large");
    refused(&"? ".repeat(100_000), Syntax::Yaml, "too-large");
}

#[test]
fn too_many_bytes_and_values() {
    let note = format!("{HEAD}\"note\":\"{}\"}}", "x".repeat(16 << 20));
    refused(&note, Syntax::Json, "too-large");
    refused(&format!("[{}]", list(1_000_001, |_| "1".to_owned())), Syntax::Json, "too-large");
    refused(&format!("[{}]", list(1_000_001, |_| "1".to_owned())), Syntax::Yaml, "too-large");
}

#[test]
fn more_facts_than_a_dossier_may_have() {
    refused(&dossier(TWO, &list(50_001, |_| "{}".to_owned())), Syntax::Json, "too-large");
}

#[test]
fn many_facts() {
    let count = 50_000 / SCALE;
    let facts = list(count, |index| EXIT.replace("exit", &format!("exit-{index}")));
    // Each fact has its node (8) and its claim (9); the words are one span for all of them.
    accepted(&dossier(TWO, &facts), TRIPLES + (count - 1) * 17);
}

#[test]
fn many_actors() {
    let count = 100_000 / SCALE;
    let actors =
        list(count, |index| format!("\"a{index}\":{{\"type\":\"organisation\",\"name\":{{\"en\":\"union\"}}}}"));
    let parties = list(count, |index| format!("\"a{index}\""));
    let fact = EXIT.replace("\"mali\"", &format!("[{parties}]"));
    // Six triples for each actor (five types, a name), and one that names it as doer.
    accepted(&dossier(&format!("{TWO},{actors}"), &fact), TRIPLES - 1 + count * 7);
}

#[test]
fn many_actors_that_no_fact_uses() {
    let count = 100_000 / SCALE;
    let actors =
        list(count, |index| format!("\"a{index}\":{{\"type\":\"organisation\",\"name\":{{\"en\":\"No one\"}}}}"));
    accepted(&dossier(&format!("{TWO},{actors}"), EXIT), TRIPLES + count * 6);
}

#[test]
fn many_names_that_a_long_text_does_not_have() {
    let count = 10_000 / SCALE;
    let actors =
        list(count, |index| format!("\"a{index}\":{{\"type\":\"organisation\",\"name\":{{\"en\":\"lemon\"}}}}"));
    let text = format!("{} Mali left the union.", "the lemo nade ".repeat(500_000 / SCALE));
    let source = SOURCE.replace("Mali left the union.", &text);
    let text = dossier(&format!("{TWO},{actors}"), EXIT).replace(SOURCE, &source);
    // Prefix of the span: it is no longer empty; its triples are the same.
    accepted(&text, TRIPLES + count * 6);
}

#[test]
fn a_long_chain_of_actors_for_actors() {
    // Ten values each, of the million that a file may have.
    let count = 90_000 / SCALE;
    let actors = list(count, |index| {
        format!("\"a{index}\":{{\"type\":\"organisation\",\"name\":{{\"en\":\"union\"}},\"of\":\"a{}\"}}", index + 1)
    });
    let last = format!("\"a{count}\":{{\"type\":\"organisation\",\"name\":{{\"en\":\"union\"}}}}");
    accepted(&dossier(&format!("{TWO},{actors},{last}"), EXIT), TRIPLES + count * 7 + 6);
    let closed = last.replace("\"en\":\"union\"}", "\"en\":\"union\"},\"of\":\"a0\"");
    refused(&dossier(&format!("{TWO},{actors},{closed}"), EXIT), Syntax::Json, "reference-cycle");
}

#[test]
fn a_fact_of_many_parties_that_are_not_there() {
    let parties = list(100_000 / SCALE, |index| format!("\"a{index}\""));
    let fact = EXIT.replace("\"mali\"", &format!("[{parties}]"));
    refused(&dossier(TWO, &fact), Syntax::Json, "unknown-reference");
    let actors =
        list(2_000, |index| format!("\"actor-{index}\":{{\"type\":\"person\",\"name\":{{\"en\":\"union\"}}}}"));
    let text = dossier(&format!("{TWO},{actors}"), &fact);
    refused(&text, Syntax::Json, "unknown-reference");
}

#[test]
fn many_false_quotes() {
    let quotes = list(10_000 / SCALE, |index| format!("\"Mali left the onion {index}\""));
    let fact = EXIT.replace("\"Mali left the union\"", &format!("[{quotes}]"));
    refused(&dossier(TWO, &fact), Syntax::Json, "quote-not-found");
    let facts = list(10_000 / SCALE, |index| {
        EXIT.replace("exit", &format!("exit-{index}")).replace("the union", &format!("the onion {index}"))
    });
    refused(&dossier(TWO, &facts), Syntax::Json, "quote-not-found");
}

#[test]
fn one_fact_of_many_quotes() {
    let count = 100_000 / SCALE;
    let words = list(count, |index| format!("w{index}"));
    let quotes = list(count, |index| format!("\"w{index},\""));
    let source = SOURCE.replace("Mali left the union.", &format!("Mali left the union. {words},"));
    let fact = EXIT.replace("\"Mali left the union\"", &format!("[\"Mali left the union\",{quotes}]"));
    // A quote more is a link from the claim, and a span (5) with its selectors (4 and 3).
    accepted(&dossier(TWO, &fact).replace(SOURCE, &source), TRIPLES + count * 13);
}

#[test]
fn many_keys_that_nobody_knows() {
    let keys = list(100_000 / SCALE, |index| format!("\"key{index}\":1"));
    refused(&dossier(TWO, &EXIT.replace("\"id\"", &format!("{keys},\"id\""))), Syntax::Json, "unknown-key");
}

#[test]
fn many_statements_in_one_another_with_as_many_capacities() {
    let count = 20_000 / SCALE;
    let person = "\"person\":{\"type\":\"person\",\"name\":{\"en\":\"Mali\"}}";
    let statements = list(count, |index| {
        format!(
            "{{\"id\":\"s{index}\",\"kind\":\"statement\",\"speaker\":\"person\",\"speechMode\":\"indirect\",\
             \"saidIn\":\"s{}\",\"quote\":\"Mali left\"}}",
            index + 1
        )
    });
    let capacities = list(count, |index| {
        format!(
            "{{\"id\":\"c{index}\",\"kind\":\"capacity\",\"who\":\"person\",\"role\":\"envoy\",\"of\":\"mali\",\"quote\":\"Mali left\"}}"
        )
    });
    // The last statement says that it is said in one that is not there.
    let facts = format!("{EXIT},{statements},{capacities}");
    refused(&dossier(&format!("{TWO},{person}"), &facts), Syntax::Json, "unknown-reference");
}
