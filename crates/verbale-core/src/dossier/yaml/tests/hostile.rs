//! Inputs made to exhaust a reader: each is refused at its first excess. The bench `hostile` has the times.

use super::*;

#[test]
fn aliases_do_not_multiply() {
    let mut bomb = String::from("a: &a [\"lol\",\"lol\",\"lol\"]\n");
    for (previous, name) in ["a", "b", "c", "d", "e", "f", "g"].iter().zip(["b", "c", "d", "e", "f", "g", "h"]) {
        bomb += &"N: &N [*P,*P,*P,*P]\n".replace('N', name).replace('P', previous);
    }
    let found = faults(&bomb, Syntax::Yaml);
    assert_eq!(found.len(), 8 + 7 * 4);
    assert!(found.iter().all(|fault| fault.0 == "anchor"));
}

#[test]
fn deep_nesting_stops_early() {
    for text in [
        "[".repeat(100_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        "a:\n ".repeat(100_000),
    ] {
        assert!(!faults(&text, Syntax::Yaml).is_empty());
    }
    for text in ["[".repeat(100_000), "[".repeat(100_000) + &"]".repeat(100_000), "{\"a\":".repeat(100_000)] {
        assert_eq!(faults(&text, Syntax::Json).len(), 1);
    }
}

#[test]
fn depth_has_its_documented_limit() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = |depth: usize| open.repeat(depth) + "1" + &close.repeat(depth);
        for syntax in [Syntax::Yaml, Syntax::Json] {
            assert_eq!(faults(&nested(MAX_DEPTH), syntax), []);
            let found = faults(&nested(MAX_DEPTH + 1), syntax);
            assert_eq!((found.len(), found[0].0, found[0].2), (1, "too-large", 1 + MAX_DEPTH * open.len()));
        }
    }
}

#[test]
fn size_and_number_have_their_limits() {
    assert_eq!(faults(&" ".repeat(MAX_BYTES + 1), Syntax::Yaml), [("too-large", 1, 1)]);
    let items = |count: usize| format!("[{}1]", "1,".repeat(count - 1));
    assert_eq!(faults(&items(MAX_NODES - 1), Syntax::Json), []);
    let found = faults(&items(MAX_NODES), Syntax::Json);
    assert_eq!((found.len(), found[0].0), (1, "too-large"));
}

#[test]
fn faults_are_capped() {
    let found = faults(&"- *a\n".repeat(50_000), Syntax::Yaml);
    assert_eq!(found.len(), 1_001);
    assert_eq!(found.iter().filter(|fault| fault.0 == "too-large").count(), 1);
    assert_eq!(faults(&"%X\n".repeat(50_000), Syntax::Yaml).len(), 1_001);
}

#[test]
fn many_keys_are_not_compared_each_with_each() {
    let keys: serde_json::Map<String, Json> = (0..50_000).map(|i| (format!("k{i}"), Json::from(1))).collect();
    let text = Json::Object(keys).to_string();
    assert_eq!(faults(&text, Syntax::Json), []);
}
