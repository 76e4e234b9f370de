//! Hostile dossiers as files: YAML that would grow, controls in every text, IRIs and tags that try to break out.
//!
//! `hostile/expected.txt` says of each what becomes of it. Whatever is accepted has exactly the triples that it should
//! have, in every format, read back by parsers that are not ours.

use std::collections::BTreeSet;
use std::fs;

use verbale_core::dossier::tree::Syntax;

use super::corpus::Files;
use super::way::{FORMS, Outcome, go};
use crate::command::root;

const FEWEST: usize = 80;

#[test]
fn hostile_files_have_the_outcome_that_is_written_beside_them() {
    let folder = root().join("tests/robustness/hostile");
    let expected = fs::read_to_string(folder.join("expected.txt")).expect("the outcomes");
    let expected: Vec<_> = expected.lines().filter(|line| !line.starts_with('#')).collect();
    let files = fs::read_dir(&folder).expect("the folder").count() - 1;
    assert!(expected.len() == files && files >= FEWEST, "{files} files, {} outcomes", expected.len());
    let mut complaints = Vec::new();
    for line in expected {
        let (name, asked) = line.split_once(' ').expect("a name and an outcome");
        let text = fs::read_to_string(folder.join(name)).expect("a hostile dossier");
        let syntax = if name.ends_with("json") { Syntax::Json } else { Syntax::Yaml };
        let outcome = go(&text, syntax, &Files::default(), &FORMS);
        if !answers(asked, &outcome) {
            complaints.push(format!("{name}: {outcome:?}, not {asked}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// `refused CODE`, `accepted TRIPLES`, or `accepted TRIPLES but FORMAT` where that format alone cannot hold it.
fn answers(asked: &str, outcome: &Outcome) -> bool {
    match (asked.split(' ').collect::<Vec<_>>().as_slice(), outcome) {
        (["refused", code], Outcome::Refused(codes)) => codes.contains(code),
        (["accepted", count, but @ ..], Outcome::Accepted { triples, unheld }) => {
            let asked: BTreeSet<_> = but.iter().skip(1).copied().collect();
            let found: BTreeSet<_> = unheld.iter().map(|format| format.name()).collect();
            count.parse() == Ok(*triples) && asked == found
        }
        _ => false,
    }
}

/// A state is one node, by whatever keys it is called: described once, and a member once.
#[test]
fn a_state_with_two_keys_is_one_node() {
    let registry = "actors: {mali: {type: state, iso: MLI}, republic: {type: state, iso: MLI}}\n";
    let files = Files { registry: Some(registry.to_owned()), ..Files::default() };
    let dossier = |actors: &str, members: &str| {
        format!(
            "verbale: 1\nid: d\nregistry: r.yaml\nsource: {{text: \"Mali left the union.\", language: en}}\n\
             actors: {{{actors}union: {{type: organisation, name: {{en: union}}}}}}\nfacts:\n  \
             - {{id: exit, kind: membership, members: {members}, of: union, quote: \"Mali left the union\"}}\n"
        )
    };
    let triples = |actors: &str, members: &str| match go(&dossier(actors, members), Syntax::Yaml, &files, &FORMS) {
        Outcome::Accepted { triples, .. } => triples,
        Outcome::Refused(codes) => panic!("{members}: {codes:?}"),
    };
    let own = "own: {type: state, iso: MLI}, ";
    let alone = triples("", "mali");
    for (actors, members) in
        [(own, "own"), (own, "[own, mali]"), ("", "[mali, republic]"), ("", "[republic, republic]")]
    {
        assert_eq!(triples(actors, members), alone, "{members}");
    }
}
