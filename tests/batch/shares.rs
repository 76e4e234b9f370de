//! A batch in pieces: any split, and any number of shards, gives the same set of N-Quads lines.

use std::collections::BTreeSet;

use serde_json::Value;

use super::random::{cases, faulty, joined, sound};
use crate::cli::stage::Stage;
use crate::dice::Dice;

fn lines(nquads: &str) -> BTreeSet<String> {
    assert!(nquads.is_empty() || nquads.ends_with(" .\n"), "the last line is whole");
    nquads.lines().map(str::to_owned).collect()
}

#[test]
fn any_split_gives_the_same_lines() {
    for seed in cases(4) {
        let dice = &mut Dice::new(seed);
        let stage = Stage::new();
        let records = sound(dice, 60);
        stage.write("whole.jsonl", joined(dice, &records));
        let whole = lines(&stage.run(&["export", "whole.jsonl", "-f", "nquads"]).stdout);
        assert!(whole.len() > 500);
        let mut pieces = BTreeSet::new();
        let mut rest = &records[..];
        while !rest.is_empty() {
            let (piece, others) = rest.split_at(1 + dice.below(rest.len().min(30)));
            rest = others;
            let run = stage.run_with_stdin(
                &["export", "-", "--from", "jsonl", "-f", "nquads", "--jobs", "2"],
                joined(dice, piece),
            );
            assert_eq!(run.code, Some(0), "{}", run.stderr);
            pieces.extend(lines(&run.stdout));
        }
        assert_eq!(pieces, whole, "seed {seed}");
    }
}

#[test]
fn shards_give_the_same_lines_and_their_accounts_add_up() {
    for seed in cases(2) {
        let dice = &mut Dice::new(seed);
        let stage = Stage::new();
        let mut records = faulty(dice, 80, 6);
        // Ids are compared within a shard, and parts contradict each other within one: such faults are left out.
        records.retain(|record| !String::from_utf8_lossy(record).contains("\"part\""));
        let mut seen = BTreeSet::new();
        records.retain(|record| record.is_empty() || seen.insert(id(record)));
        stage.write("in.jsonl", joined(dice, &records));
        let run = |shard: &str| {
            let arguments = ["export", "in.jsonl", "-f", "nquads", "--on-error", "skip", "--exit-zero"];
            let run = stage.run(&[&arguments[..], &["--summary", "s.json", "--shard", shard]].concat());
            assert_eq!(run.code, Some(0), "{}", run.stderr);
            (lines(&run.stdout), serde_json::from_str::<Value>(&stage.read("s.json")).unwrap())
        };
        let (whole, sum) = run("1/1");
        let shards: Vec<_> = ["1/3", "2/3", "3/3"].map(run).into();
        let together: BTreeSet<_> = shards.iter().flat_map(|(lines, _)| lines.clone()).collect();
        assert_eq!(together, whole);
        let pointers = ["/records/read", "/records/written", "/records/refused", "/facts/read", "/facts/written"];
        for pointer in pointers.into_iter().chain(["/facts/refused", "/quads", "/bytes"]) {
            let number = |value: &Value| value.pointer(pointer).and_then(Value::as_u64).unwrap();
            assert_eq!(shards.iter().map(|(_, summary)| number(summary)).sum::<u64>(), number(&sum), "{pointer}");
        }
        assert!(sum["records"]["refused"].as_u64() > Some(0), "{sum}");
        assert_eq!(sum["bytes"].as_u64(), Some(whole.iter().map(|line| line.len() as u64 + 1).sum()));
    }
}

/// What tells records apart here: their id, or all of them.
fn id(record: &[u8]) -> Vec<u8> {
    let parsed: Option<Value> = serde_json::from_slice(record).ok();
    let id = parsed.as_ref().and_then(|record| record.get("id")).map(ToString::to_string);
    id.map_or_else(|| record.to_vec(), String::into_bytes)
}

#[test]
fn an_empty_share_is_empty_and_fine() {
    let stage = Stage::new();
    for jobs in ["1", "3"] {
        let run = stage.run_with_stdin(&["export", "-", "--from", "jsonl", "-f", "nquads", "--jobs", jobs], "");
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    }
    for wrong in ["0/2", "3/2", "x", "1"] {
        stage.run(&["export", "a.yaml", "--shard", wrong]).fails(2, &["I/N"]);
    }
}
