//! Whole files: what is mended, what stays, what is refused.

mod random;

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use verbale_core::check::Check;
use verbale_core::diagnostic::Diagnostic;
use verbale_core::dossier::{hint_at_quotes, read};
use verbale_core::resolve::{Surroundings, resolve};
use verbale_core::text::Text;

use super::file::Mended;
use super::{Error, Manner, Mending, mend, propose};
use crate::compression::Compression;
use crate::input::{Input, Kind, Limits, Origin, each_record};
use crate::report::Finding;

/// A folder with one file, checked against a text.
struct Stage {
    folder: TempDir,
    text: String,
}

impl Stage {
    fn new(text: &str) -> Self {
        Self { folder: TempDir::new().unwrap(), text: text.into() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Input {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        let kind = Kind::of(&path).unwrap();
        Input { origin: Origin::File(path), kind, found_in: None }
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// What is to be mended in an input, and how many faults of quotes it has.
    fn check(&self, input: &Input) -> (Mending, usize) {
        let (mut mending, mut faults) = (Mending::default(), 0);
        each_record(input, Limits::default(), &mut |record| {
            let found = findings(&record.text, &self.text, record.syntax, record.first_line);
            faults += found.len();
            mending.add(&record.text, record.first_line, &found);
            Ok(())
        })
        .unwrap();
        (mending, faults)
    }

    /// Checks an input and mends it: fixes made, faults of quotes.
    fn mend(&self, input: &Input) -> (usize, usize) {
        let (mending, faults) = self.check(input);
        let mended = mend(input, &mending, Manner::Write).unwrap();
        assert_eq!(mended.left, 0, "a fix did not hold");
        (mended.made, faults)
    }
}

/// The faults of quotes in a record, with their fixes.
fn findings(
    record: &str,
    source: &str,
    syntax: verbale_core::dossier::tree::Syntax,
    first_line: usize,
) -> Vec<Finding> {
    let reading = read(record, syntax, first_line);
    assert!(!reading.diagnostics.has_errors(), "{:#?}\n{record}", reading.diagnostics);
    let (tree, dossier, text) = (reading.tree.unwrap(), reading.dossier.unwrap(), Text::new(source));
    let (_, mut found) = resolve(&dossier, &Surroundings { text: Some(&text), ..Surroundings::default() });
    found.place(&tree);
    hint_at_quotes(&tree, source, &mut found);
    let about_words = |finding: &Diagnostic| matches!(finding.check, Check::QuoteNotFound | Check::StatementText);
    let with_fix = |finding: Diagnostic| {
        let fix = propose(&tree, &finding);
        Finding { fix, ..finding.into() }
    };
    found.into_iter().filter(about_words).map(with_fix).collect()
}

const TEXT: &str = "Les ministres de l’AES ont signé un accord. Le Mali, lui, salue l’accord de l’AES à\nMoscou.\n";

/// A dossier with one fact, whose quote is written as given.
fn dossier(quote: &str) -> String {
    format!(
        "verbale: 1\nid: d\nsource: {{language: fr, file: a.txt}}\nactors: {{mali: {{type: state, iso: MLI}}}}\nfacts:\n  - id: f\n    \
         kind: stance\n    holder: article\n    target: mali\n    polarity: positive\n    quote: {quote}\n"
    )
}

fn json(id: &str, quote: &str) -> String {
    format!(
        r#"{{"verbale": 1, "id": "{id}", "source": {{"language": "fr", "file": "a.txt"}}, "actors": {{"mali": {{"type": "state", "iso": "MLI"}}}}, "facts": [{{"id": "f", "kind": "stance", "holder": "article", "target": "mali", "polarity": "positive", "quote": "{quote}"}}]}}"#
    )
}

#[track_caller]
fn mended(quote: &str, expected: &str) {
    let stage = Stage::new(TEXT);
    let input = stage.write("d.yaml", dossier(quote));
    assert_eq!(stage.mend(&input), (1, 1), "{quote}");
    assert_eq!(stage.read("d.yaml"), dossier(expected));
    assert_eq!(stage.mend(&input), (0, 0), "{quote}");
}

#[track_caller]
fn left_alone(quote: &str) {
    let stage = Stage::new(TEXT);
    let input = stage.write("d.yaml", dossier(quote));
    let (mending, faults) = stage.check(&input);
    assert!(mending.is_empty() && faults == 1, "{quote}: {mending:?}, {faults}");
}

#[test]
fn the_quotes_own_words_are_replaced_and_nothing_else() {
    mended("ministres de l'AES ont # F01: l'accord", "ministres de l’AES ont # F01: l'accord");
    mended("\"Ministres de l’AES\" # F01", "\"ministres de l’AES\" # F01");
    mended("{text: accord de l'AES, nth: 1}", "{text: accord de l’AES, nth: 1}");
    mended("[ministres de l’AES, 'salue l''accord']", "[ministres de l’AES, 'salue l’accord']");
    mended("|-\n      accord de l'AES\n      à Moscou", "|-\n      accord de l’AES\n      à Moscou");
}

#[test]
fn with_nth_the_place_is_told() {
    left_alone("l'AES");
    mended("{text: l'AES, nth: 2}", "{text: l’AES, nth: 2}");
}

/// Other words, numbers and letters may say something else: they are shown and not written.
#[test]
fn what_may_change_the_sense_is_left_to_a_person() {
    for quote in [
        "ministres du Niger ont signé un accord",
        "ministres de l’AES n’ont signé un accord",
        "ministres de l’AES signé un accord",
        "ministres du l’AES ont signé un accord",
        "signé, l’AES",
    ] {
        left_alone(quote);
    }
}

#[test]
fn a_number_stays_what_it_is() {
    let stage =
        Stage::new("Le budget est de 15 millions d’euros, soit 1.5 % du total. La baisse atteint -3 % cette année.");
    for (quote, expected) in [
        ("Le budget est de 1.5 millions d’euros", None),
        ("budget est de 1 5 millions d’euros", None),
        ("soit 15 % du total", None),
        ("La baisse atteint 3 % cette année", None),
        ("15 millions d’euros soit 1.5 %", Some("15 millions d’euros, soit 1.5 %")),
        ("baisse at teint -3 %", Some("baisse atteint -3 %")),
    ] {
        let input = stage.write("d.yaml", dossier(quote));
        assert_eq!(stage.mend(&input), (usize::from(expected.is_some()), 1), "{quote}");
        assert_eq!(stage.read("d.yaml"), dossier(expected.unwrap_or(quote)));
    }
}

/// Wherever words of the text stand: of facts, of fields, of actors, of the source, of a direct statement.
#[test]
fn words_are_mended_in_every_place() {
    let text = "Le lundi 3 février, Amadou Sy, l’ami d’hier, a dit : « L’accord d’Accra tient. » L’Élysée s’en réjouit, \
                l’ONU aussi.";
    let file = |a: &str| {
        format!(
            "\
verbale: 1
id: d
source: {{language: fr, file: a.txt, dateline: {{value: 2025-02-03, basis: inferred, quote: Le lundi 3 f{a}vrier}}}}
actors:
  sy: {{type: person, name: {{value: {{fr: Amadou Sy}}, quote: [\"Amadou Sy, l{a}ami\"]}}}}
facts:
  - id: a
    kind: statement
    speaker: {{value: sy, quote: {{text: 'l{a}ami d{a}hier'}}}}
    speechMode: direct
    text:
      - L{a}accord d{a}Accra tient
      - |
        accord d{a}Accra
    quote: a dit
"
        )
        .replace("f’vrier", "février")
        .replace("f'vrier", "fevrier")
        .replace("'l'ami d'hier'", "'l''ami d''hier'")
    };
    let stage = Stage::new(text);
    let input = stage.write("d.yaml", file("'"));
    assert_eq!(stage.mend(&input), (5, 5));
    assert_eq!(stage.read("d.yaml"), file("’"));
}

#[test]
fn a_file_keeps_its_mark_its_line_ends_and_its_last_line() {
    let stage = Stage::new(TEXT);
    for (before, after) in [("\u{feff}", ""), ("", "\n# l'end\n\n"), ("# l'AES\n\n", "")] {
        for end in ["\n", "\r\n"] {
            let file = |quote: &str| format!("{before}{}{after}", dossier(quote).trim_end()).replace('\n', end);
            let input = stage.write("d.yaml", file("ministres de\n      l'AES  # l'AES"));
            assert_eq!(stage.mend(&input), (1, 1));
            assert_eq!(stage.read("d.yaml"), file("ministres de\n      l’AES  # l'AES"));
        }
    }
}

#[test]
fn of_json_lines_only_the_record_changes() {
    let stage = Stage::new(TEXT);
    let lines = |first: &str, last: &str| {
        [&json("a", first), "", "  ", &json("b", "ministres de l’AES\\u0020ont"), &json("c", last)].join("\r\n")
    };
    let input = stage.write("d.jsonl", lines("ministres de l'AES", "l\\u2019accord d\\u0065 l'AES à"));
    let (mending, faults) = stage.check(&input);
    assert_eq!(faults, 2);
    let shown = mend(&input, &mending, Manner::Show).unwrap();
    assert_eq!((shown.made, shown.left), (2, 0));
    assert!(
        shown.diff.contains("\n@@ -5 +5 @@\n-{") && shown.diff.contains("l\\u2019accord d\\u0065 l’AES à"),
        "{}",
        shown.diff
    );
    assert_eq!(mend(&input, &mending, Manner::Write).unwrap(), Mended { diff: String::new(), ..shown });
    assert_eq!(stage.read("d.jsonl"), lines("ministres de l’AES", "l\\u2019accord d\\u0065 l’AES à"));
    assert_eq!(stage.mend(&input), (0, 0));
}

#[test]
fn a_dry_run_shows_what_would_be_written() {
    let stage = Stage::new(TEXT);
    let input = stage.write("d.yaml", dossier("ministres de l'AES"));
    let (mending, _) = stage.check(&input);
    let shown = mend(&input, &mending, Manner::Show).unwrap();
    let name = input.name();
    let expected = format!(
        "--- {name}\n+++ {name}\n@@ -8,4 +8,4 @@\n     holder: article\n     target: mali\n     polarity: positive\n-    quote: \
         ministres de l'AES\n+    quote: ministres de l’AES\n"
    );
    assert_eq!(shown, Mended { made: 1, left: 0, diff: expected });
    assert_eq!(stage.read("d.yaml"), dossier("ministres de l'AES"));
}

#[test]
fn a_file_that_changed_since_is_left_alone() {
    let stage = Stage::new(TEXT);
    for (name, old, new) in [
        ("d.yaml", dossier("ministres de l'AES"), dossier("ministres de l'AES # me")),
        ("d.jsonl", json("a", "ministres de l'AES"), format!("\n{}", json("a", "ministres de l'AES"))),
    ] {
        let input = stage.write(name, old);
        let (mending, _) = stage.check(&input);
        stage.write(name, &new);
        for manner in [Manner::Show, Manner::Write] {
            assert!(matches!(mend(&input, &mending, manner), Err(Error::Changed(_))), "{name}");
        }
        assert_eq!(stage.read(name), new);
    }
    assert_eq!(fs::read_dir(stage.folder.path()).unwrap().count(), 2, "no temporary file is left");
}

#[test]
fn what_cannot_be_written_back_is_refused() {
    let stage = Stage::new(TEXT);
    let input = stage.write("d.yaml", dossier("ministres de l'AES"));
    let (mending, _) = stage.check(&input);
    let stdin = Input { origin: Origin::Stdin, ..input.clone() };
    assert!(matches!(mend(&stdin, &mending, Manner::Write), Err(Error::Stdin)));
    let packed = Input { kind: Kind { compression: Compression::Gzip, ..input.kind }, ..input.clone() };
    let error = mend(&packed, &mending, Manner::Show).unwrap_err();
    assert!(matches!(error, Error::Compressed(_)) && error.help().is_some(), "{error}");
    assert_eq!(mend(&packed, &Mending::default(), Manner::Write).unwrap(), Mended::default());
    let mut permissions = fs::metadata(stage.path("d.yaml")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(stage.path("d.yaml"), permissions).unwrap();
    assert!(matches!(mend(&input, &mending, Manner::Write), Err(Error::ReadOnly(_))));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let stage = Stage::new(TEXT);
    stage.write("d.yaml", dossier("ministres de l'AES"));
    fs::set_permissions(stage.path("d.yaml"), fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("d.yaml", stage.path("link.yaml")).unwrap();
    let link = stage.path("link.yaml");
    let input = Input { kind: Kind::of(&link).unwrap(), origin: Origin::File(link.clone()), found_in: None };
    assert_eq!(stage.mend(&input), (1, 1));
    assert!(fs::symlink_metadata(link).unwrap().is_symlink());
    assert_eq!(fs::metadata(stage.path("d.yaml")).unwrap().permissions().mode() & 0o7777, 0o640);
    assert_eq!(stage.read("d.yaml"), dossier("ministres de l’AES"));
}
