//! Locating quotes and looking for near misses, in a text of an article's size and in one of a book's.

use divan::{Bencher, black_box, counter::BytesCount};
use verbale_core::text::Text;

/// Sentences that differ by a number, about 6 kB and 1 MB of them.
const LENGTHS: [usize; 2] = [70, 12_000];

fn main() {
    divan::main();
}

fn sentence(n: usize) -> String {
    format!("Au point {n} de l’ordre du jour, les délégations ont examiné la proposition déposée. ")
}

fn text(sentences: usize) -> String {
    (0..sentences).map(sentence).collect()
}

/// A quote of the middle of the text, true but for what is replaced.
fn quote(sentences: usize, from: &str, to: &str) -> String {
    sentence(sentences / 2).trim_end().replace(from, to)
}

#[divan::bench(args = LENGTHS)]
fn index(bencher: Bencher<'_, '_>, sentences: usize) {
    let content = text(sentences);
    bencher.counter(BytesCount::of_str(&content)).bench(|| Text::new(black_box(content.as_str())));
}

#[divan::bench(args = LENGTHS)]
fn locate(bencher: Bencher<'_, '_>, sentences: usize) {
    let text = Text::new(text(sentences));
    let quote = quote(sentences, "", "");
    bencher.counter(BytesCount::of_str(text.as_str())).bench(|| text.locate(black_box(&quote), None));
}

#[divan::bench(args = LENGTHS)]
fn locate_missing(bencher: Bencher<'_, '_>, sentences: usize) {
    let text = Text::new(text(sentences));
    let quote = quote(sentences, "’", "'");
    bencher.counter(BytesCount::of_str(text.as_str())).bench(|| text.locate(black_box(&quote), None));
}

#[divan::bench(args = LENGTHS)]
fn near_misses(bencher: Bencher<'_, '_>, sentences: usize) {
    let text = Text::new(text(sentences));
    let quote = quote(sentences, "’", "'");
    bencher.counter(BytesCount::of_str(text.as_str())).bench(|| text.near_misses(black_box(&quote)));
}

#[divan::bench(args = LENGTHS)]
fn unique_around(bencher: Bencher<'_, '_>, sentences: usize) {
    let text = Text::new(text(sentences));
    let sentence = text.locate(&quote(sentences, "", ""), None).expect("the sentence is in the text");
    let place = verbale_core::text::Span { start: sentence.start, end: sentence.start + "Au point".len() };
    bencher.bench(|| text.unique_around(black_box(place)));
}
