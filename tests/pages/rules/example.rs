//! The pages of rules, their examples, and what the program says to these.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use verbale_core::check::Check;
use verbale_core::diagnostic::Severity;

use super::super::markdown::{Section, sections};
use crate::command::{root, verbale};

/// A file of an example: its name and what is in it.
type File = (String, Vec<u8>);

/// The page of a rule.
pub(super) struct Page {
    /// The rule's code.
    pub(super) code: &'static str,
    /// The severity of a check; that of a constraint comes from the shape, and is `sh:Violation` in the examples.
    pub(super) check: Option<Severity>,
    /// Where the page stands.
    pub(super) path: PathBuf,
    /// What stands there.
    pub(super) text: String,
}

/// Files that break a rule, and the same mended. The file to check is the first that is not `shapes.ttl`.
pub(super) struct Example {
    /// What fails.
    pub(super) fails: Vec<File>,
    /// What the page shows as the program's answer.
    pub(super) message: Option<String>,
    /// What passes.
    pub(super) mended: Vec<File>,
}

/// What the program says to an example.
pub(super) struct Answer {
    /// The exit code.
    pub(super) code: Option<i32>,
    /// Everything that was printed.
    pub(super) printed: String,
    /// The codes of the findings about the file that was checked.
    pub(super) codes: Vec<String>,
}

/// Where the pages of checks stand.
pub(super) const CHECKS: &str = "crates/verbale-core/src/check/pages";
/// Where the pages of constraint components stand.
pub(super) const COMPONENTS: &str = "crates/verbale/src/commands/explain/shacl";

/// The pages of all rules.
pub(super) fn pages() -> Vec<Page> {
    let page = |folder: &str, code, check| {
        let path = root().join(folder).join(format!("{code}.md"));
        let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{code} has no page"));
        Page { code, check, path, text }
    };
    let checks = Check::ALL.iter().map(|check| page(CHECKS, check.code(), Some(check.severity())));
    let components = verbale_shacl::components().iter().map(|component| page(COMPONENTS, component.name, None));
    checks.chain(components).collect()
}

impl Page {
    /// The examples: those on the page, or those that it describes in words.
    pub(super) fn examples(&self) -> Vec<Example> {
        if let Some(example) = in_words(self.code) {
            return vec![example];
        }
        let sections = sections(&self.text);
        let pairs = with_head(&sections, "Fails").zip(with_head(&sections, "Mended"));
        pairs.map(|(fails, mended)| example(&fails.body, &mended.body)).collect()
    }
}

/// The sections whose heading begins so.
fn with_head<'s, 'p>(sections: &'s [Section<'p>], head: &'static str) -> impl Iterator<Item = &'s Section<'p>> {
    sections.iter().filter(move |section| section.heading.starts_with(head))
}

/// The example of two sections. The mended one has the same shapes.
fn example(fails: &str, mended: &str) -> Example {
    let message = blocks(fails).into_iter().find(|(info, _)| *info == "text").map(|(_, text)| text);
    let fails = files(fails);
    let shapes = fails.iter().filter(|(name, _)| name == SHAPES).cloned();
    Example { mended: shapes.chain(files(mended)).collect(), fails, message }
}

const SHAPES: &str = "shapes.ttl";

/// The fenced blocks of a text: info string and content.
fn blocks(body: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut lines = body.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let content = lines.by_ref().take_while(|line| *line != "```");
            blocks.push((info, content.flat_map(|line| [line, "\n"]).collect()));
        }
    }
    blocks
}

/// The fenced blocks that name a file: `yaml dossier.yaml`.
fn files(body: &str) -> Vec<File> {
    let named = |(info, text): (&str, String)| Some((info.split_once(' ')?.1.to_owned(), text.into_bytes()));
    blocks(body).into_iter().filter_map(named).collect()
}

/// Examples that cannot stand on a page: bytes that are no text, and a quote of 10,001 characters.
fn in_words(code: &str) -> Option<Example> {
    let (fails, mended) = match code {
        "not-utf8" => {
            let mended = dossier("L’accord a été signé.", "accord");
            (in_latin_1(&mended), mended.into_bytes())
        }
        "quote-too-long" => {
            let article: String = (0..3_000).flat_map(|number| [number.to_string(), " ".into()]).collect();
            let quote = &article[..10_001];
            (dossier(&article, quote).into_bytes(), dossier(&article, &quote[..10_000]).into_bytes())
        }
        _ => return None,
    };
    let file = |bytes| vec![("dossier.yaml".to_owned(), bytes)];
    Some(Example { fails: file(fails), message: None, mended: file(mended) })
}

fn dossier(text: &str, quote: &str) -> String {
    format!(
        "verbale: 1
id: essai
source:
  language: fr
  text: \"{text}\"
actors:
  mali: {{type: state, iso: MLI, name: {{fr: Mali}}}}
facts:
  - id: accord
    kind: proposition
    concerns: mali
    text: {{fr: accord}}
    quote: \"{quote}\"
"
    )
}

/// `é` as the one byte that Latin-1 has for it; the rest as it is.
fn in_latin_1(text: &str) -> Vec<u8> {
    let parts: Vec<&[u8]> = text.split('é').map(str::as_bytes).collect();
    parts.join(&0xE9)
}

/// Has an example checked, against the shapes of the ontology too if it has none of its own and `all` is asked for.
pub(super) fn check(files: &[File], all: bool) -> Answer {
    let folder = TempDir::new().expect("a folder can be made");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("the file can be written");
    }
    let (file, _) = files.iter().find(|(name, _)| name != SHAPES).expect("there is a file to check");
    let mut arguments = vec!["check", file];
    let has_shapes = files.iter().any(|(name, _)| name == SHAPES);
    if has_shapes {
        arguments.extend(["--shapes", SHAPES]);
    }
    if has_shapes || !all {
        arguments.push("--no-default-shapes");
    }
    let outcome = verbale(folder.path(), &arguments);
    let printed = String::from_utf8(outcome.stdout).expect("reports are UTF-8") + &outcome.stderr;
    let codes = codes(&printed, file);
    Answer { code: outcome.code, printed, codes }
}

/// The codes of the findings about a file: `error[code]: …`, and the place below it.
fn codes(messages: &str, file: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut last = None;
    for line in messages.lines() {
        if let Some(code) = ["error[", "warning["].iter().find_map(|head| line.strip_prefix(head)?.split(']').next()) {
            last = Some(code);
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            let code = last.take().filter(|_| place == file || place.starts_with(&format!("{file}:")));
            found.extend(code.map(str::to_owned));
        }
    }
    found
}
