//! From resolved facts to the bytes of N-Quads nothing is allocated for a quad.

use std::fmt::Write as _;
use std::io;

use verbale_core::describe::{Item, describe};
use verbale_core::dossier::{read, tree::Syntax};
use verbale_core::resolve::{Resolved, Surroundings, resolve};
use verbale_core::text::Text;
use verbale_export::{Format, Layout, Options, Writer};

/// A dossier of so many facts, each with a field that has evidence of its own, and its text.
fn dossier_of(facts: usize) -> (String, String) {
    let mut yaml = String::from(
        "verbale: 1\nid: d\nsource: {text: x, language: en}\n\
         actors: {mali: {type: state, iso: MLI}, niger: {type: state, iso: NER}}\nfacts:\n",
    );
    let mut text = String::new();
    for n in 0..facts {
        let _ = writeln!(
            yaml,
            "  - {{id: r{n}, kind: commitment, status: threatened, by: mali, recipient: niger, basis: machine-coded, \
             sourceCode: cameo:138, primarySource: \"https://example.org/{n}\", rootEvent: true, mentionCount: {n}, \
             tone: -1.5, quote: threatened, sourceText: {{text: \"Mali threatened Niger {n} times.\"}}}}"
        );
        let words = format!("On day {n} Mali met Niger");
        let _ = writeln!(
            yaml,
            "  - {{id: m{n}, kind: meeting, parties: [mali, niger], quote: \"{words}\", date: {{value: 2025-04-03, basis: inferred}}}}"
        );
        let _ = writeln!(text, "{words}, they say.");
    }
    (yaml, text)
}

/// Describes and writes a dossier: how many quads, and how many allocations that took.
fn quads_and_allocations(resolved: &Resolved<'_>) -> (usize, u64) {
    let mut quads = 0;
    let mut writer =
        Writer::new(Format::NQuads, &Layout::plain(), &Options::default(), io::sink()).expect("the writer opens");
    let measured = allocation_counter::measure(|| {
        describe(resolved, &mut |item| match item {
            Item::Triple(triple) => {
                quads += 1;
                writer.quad(triple)
            }
            _ => Ok(()),
        })
        .expect("a sink takes everything");
    });
    (quads, measured.count_total)
}

fn measure(facts: usize) -> (usize, u64) {
    let (yaml, words) = dossier_of(facts);
    let reading = read(&yaml, Syntax::Yaml, 1);
    let dossier = reading.dossier.expect("it can be read");
    let text = Text::new(words.as_str());
    let surroundings = Surroundings { text: Some(&text), ..Surroundings::default() };
    let (resolved, findings) = resolve(&dossier, &surroundings);
    let resolved = resolved.unwrap_or_else(|| panic!("{findings:#?}"));
    quads_and_allocations(&resolved)
}

#[test]
fn no_quad_allocates() {
    // Debug builds of the term types check what they are given, with patterns that are compiled at first use.
    measure(1);
    let (few, once) = measure(100);
    let (many, same) = measure(1_000);
    assert!(few > 2_500 && many > 10 * few - 500, "{few} and {many} quads");
    // What is allocated is the writer's buffer and the describer's, once a dossier.
    assert_eq!(once, same, "ten times the quads");
    assert!(once < 32, "{once} allocations for a dossier");
}
