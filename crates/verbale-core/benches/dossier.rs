//! Reading, resolving and describing the article of `examples/`, one step at a time.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use verbale_core::describe::{Item, describe};
use verbale_core::dossier::{read, tree::Syntax};
use verbale_core::resolve::{Surroundings, resolve};
use verbale_core::text::Text;

fn main() {
    divan::main();
}

fn example(file: &str) -> String {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/russie-aes-2025-04-03");
    std::fs::read_to_string(folder.join(file)).expect("the example is in the repository")
}

#[divan::bench(args = ["dossier.yaml", "dossier.json"])]
fn reading(bencher: Bencher<'_, '_>, file: &str) {
    let text = example(file);
    let syntax = if file.ends_with("json") { Syntax::Json } else { Syntax::Yaml };
    bencher.counter(BytesCount::of_str(&text)).bench(|| read(black_box(&text), syntax, 1).dossier.is_some());
}

/// What is made to exhaust a reader costs no more than its first excess.
#[divan::bench(args = ["aliases", "brackets"])]
fn hostile(bencher: Bencher<'_, '_>, input: &str) {
    let text = match input {
        "brackets" => "[".repeat(100_000),
        _ => ('b'..'h').fold(String::from("a: &a [lol, lol, lol]\n"), |bomb, name| {
            let before = char::from_u32(u32::from(name) - 1).unwrap_or('a');
            format!("{bomb}{name}: &{name} [*{before}, *{before}, *{before}, *{before}]\n")
        }),
    };
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| read(black_box(&text), Syntax::Yaml, 1).diagnostics.has_errors());
}

#[divan::bench]
fn resolving(bencher: Bencher<'_, '_>) {
    let (yaml, article) = (example("dossier.yaml"), example("article.txt"));
    let dossier = read(&yaml, Syntax::Yaml, 1).dossier.expect("the example is a dossier");
    bencher.counter(ItemsCount::new(dossier.facts.list.len())).bench(|| {
        let text = Text::new(black_box(article.as_str()));
        resolve(&dossier, &Surroundings { text: Some(&text), ..Surroundings::default() }).0.is_some()
    });
}

#[divan::bench]
fn describing(bencher: Bencher<'_, '_>) {
    let (yaml, article) = (example("dossier.yaml"), example("article.txt"));
    let dossier = read(&yaml, Syntax::Yaml, 1).dossier.expect("the example is a dossier");
    let text = Text::new(article.as_str());
    let surroundings = Surroundings { text: Some(&text), ..Surroundings::default() };
    let resolved = resolve(&dossier, &surroundings).0.expect("the example has no fault");
    let count = || {
        let mut triples = 0_usize;
        let done = describe(black_box(&resolved), &mut |item| {
            triples += usize::from(matches!(black_box(item), Item::Triple(_)));
            Ok::<(), std::convert::Infallible>(())
        });
        let Ok(()) = done;
        triples
    };
    bencher.counter(ItemsCount::new(count())).bench(count);
}
