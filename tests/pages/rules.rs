//! The pages of rules: what fails on them fails by that rule alone, and what is mended is accepted.
//!
//! A page is what its rule checks, then the sections `Why`, `Fails …` and `Mended …`. The fenced blocks of an example name
//! the files that they are, and the `text` block without a name is what the program says. `VERBALE_BLESS=1` rewrites these
//! messages, and `docs/rules.md`, which is made of the pages.

mod example;

use std::fmt::Write;
use std::fs;

use verbale_core::check::Check;
use verbale_core::diagnostic::Severity;

use super::markdown::{code, rows, sections};
use crate::command::{bless, root, verbale};
use example::{CHECKS, COMPONENTS, check, pages};

#[test]
fn every_page_says_what_why_and_the_way_out() {
    let pages = pages();
    let count = |folder: &str| fs::read_dir(root().join(folder)).expect("the folder can be listed").count();
    assert_eq!(pages.len(), count(CHECKS) + count(COMPONENTS));
    for page in &pages {
        let sections = sections(&page.text);
        let headings: Vec<&str> = sections.iter().map(|section| section.heading).collect();
        assert_eq!(headings[..4], ["", "Why", "Fails", "Mended"], "{}", page.code);
        let pairs = &headings[4..];
        let paired = pairs.chunks(2).all(|pair| pair[0].strip_prefix("Fails") == pair[1].strip_prefix("Mended"));
        assert!(pairs.len().is_multiple_of(2) && paired, "{}: {pairs:?}", page.code);
        for section in &sections {
            assert!(!section.body.trim().is_empty(), "{}: {} is empty", page.code, section.heading);
        }
        let prose: usize = sections[..2].iter().map(|section| section.body.split_whitespace().count()).sum();
        assert!((20..200).contains(&prose), "{}: {prose} words", page.code);
    }
}

#[test]
fn every_example_fails_by_its_rule_alone_and_passes_mended() {
    let mut complaints = Vec::new();
    let mut seen = 0;
    for page in pages() {
        for example in page.examples() {
            let (fails, mended) = (check(&example.fails, false), check(&example.mended, true));
            let exit = match page.check {
                Some(Severity::Error) | None if page.code == "source-file" => 2,
                Some(Severity::Error) | None => 1,
                Some(_) => 0,
            };
            let found = (&*fails.codes, fails.code, &*mended.codes, mended.code);
            if found != (&[page.code.to_owned()], Some(exit), &[], Some(0)) {
                let (fails, mended) = (fails.printed, mended.printed);
                complaints.push(format!("{} {found:?}\n--- fails\n{fails}\n--- mended\n{mended}", page.code));
            }
            seen += 1;
        }
    }
    assert!(complaints.is_empty(), "{} complaints\n\n{}", complaints.len(), complaints.join("\n\n"));
    assert!(seen >= 90, "{seen} examples");
}

#[test]
fn the_messages_on_the_pages_are_those_of_the_program() {
    let mut seen = 0;
    for mut page in pages() {
        for example in page.examples() {
            let Some(shown) = example.message else { continue };
            let answer = check(&example.fails, false);
            assert_eq!(answer.codes, [page.code], "{}", answer.printed);
            let says = without_sum(&answer.printed);
            if bless() {
                let (before, after) = (format!("```text\n{shown}```"), format!("```text\n{says}```"));
                page.text = page.text.replacen(&before, &after, 1);
                fs::write(&page.path, &page.text).expect("the page can be written");
            } else {
                assert_eq!(shown, says, "{}", page.code);
            }
            seen += 1;
        }
    }
    assert!(seen >= 85, "{seen} messages");
}

/// What the program says, but for the sum in its last paragraph.
fn without_sum(printed: &str) -> String {
    let (findings, _) = printed.trim_end().rsplit_once("\n\n").expect("findings are followed by their sum");
    format!("{findings}\n")
}

#[test]
fn every_code_is_in_the_list_that_explain_prints() {
    let listed = String::from_utf8(verbale(&root(), &["explain"]).stdout).expect("the list is UTF-8");
    for page in pages() {
        let severity = page.check.map_or(String::new(), |severity| severity.to_string());
        let line = listed.lines().find(|line| line.split_whitespace().any(|word| word == page.code));
        assert!(line.is_some_and(|line| line.trim_start().starts_with(&severity)), "{}", page.code);
    }
}

#[test]
fn a_code_that_no_rule_has_ends_the_run_with_the_nearest_one() {
    let outcome = verbale(&root(), &["explain", "quote-not-fund\u{1b}[2J"]);
    assert_eq!((outcome.code, outcome.stdout.len()), (Some(2), 0));
    assert!(
        outcome.stderr.contains("no rule has the code") && !outcome.stderr.contains('\u{1b}'),
        "{}",
        outcome.stderr
    );
    let outcome = verbale(&root(), &["explain", "Sh:MinCuont"]);
    assert_eq!((outcome.code, outcome.stdout.len()), (Some(2), 0));
    assert!(outcome.stderr.contains("did you mean `MinCount`?"), "{}", outcome.stderr);
}

#[test]
fn the_list_of_rules_is_made_of_the_pages() {
    let path = root().join("crates/verbale/docs/rules.md");
    let made = rules_page();
    if bless() {
        fs::write(&path, &made).expect("the page can be written");
    }
    assert_eq!(fs::read_to_string(path).expect("the page can be read"), made);
}

#[test]
fn the_list_of_rules_has_every_check_and_no_other() {
    let page = fs::read_to_string(root().join("crates/verbale/docs/rules.md")).expect("the page can be read");
    let sections = sections(&page);
    let tables: Vec<_> = sections.iter().map(|section| rows(&section.body)).filter(|rows| !rows.is_empty()).collect();
    assert_eq!(tables.len(), 2, "a table of checks, and one of constraints");
    let severity = |check: &Check| if check.severity() == Severity::Error { "error" } else { "warning" };
    let checks: Vec<_> = Check::ALL.iter().map(|check| (check.code(), severity(check), check.title())).collect();
    let shown: Vec<_> = tables[0].iter().map(|cells| (code(cells[0])[0], cells[1], cells[2])).collect();
    assert_eq!(shown, checks);
    let shown: Vec<_> = tables[1].iter().map(|cells| code(cells[0])[0]).collect();
    assert!(shown.len() >= 28 && shown.is_sorted(), "{shown:?}");
    for table in tables {
        for cells in table {
            let anchor = format!("(#{})", code(cells[0])[0].to_lowercase());
            assert!(cells[0].ends_with(&anchor), "{}", cells[0]);
        }
    }
}

const HEAD: &str = "\
# The rules

Each finding of `verbale check` and `verbale export` has a code in brackets. This page says for each code what is checked \
and why, shows an example that fails with the message it gets, and the same example mended. `verbale explain CODE` prints \
the page of one code, `verbale explain` the list.

An error refuses the dossier; a warning stops nothing unless `check --fail-on warning` asks for it.

";

/// The page of all rules, made of what `verbale explain` prints.
fn rules_page() -> String {
    let (checks, components): (Vec<_>, Vec<_>) =
        pages().iter().map(|page| explained(page.code)).partition(|rule| rule.kind != "SHACL");
    let mut page = HEAD.to_owned();
    page += "## Dossiers and RDF files\n\n| code | | rule |\n| --- | --- | --- |\n";
    for rule in &checks {
        let _ = writeln!(page, "| {} | {} | {} |", rule.link(), rule.kind, rule.title);
    }
    page.extend(checks.iter().map(Explained::section));
    page += "\n## Constraints of shapes\n\nA shape of the ontology, or one of yours, asks for these; the severity is that \
             of the shape. [SHACL](shacl.md) says which shapes there are and how they are read.\n\n";
    page += "| code | constraint |\n| --- | --- |\n";
    for rule in &components {
        let _ = writeln!(page, "| {} | {} |", rule.link(), rule.title);
    }
    page.extend(components.iter().map(Explained::section));
    page
}

/// What `verbale explain` prints for a code: `# code (kind)`, the title, the page.
struct Explained {
    code: String,
    kind: String,
    title: String,
    body: String,
}

fn explained(code: &str) -> Explained {
    let outcome = verbale(&root(), &["explain", code]);
    assert_eq!(outcome.code, Some(0), "{code}: {}", outcome.stderr);
    let printed = String::from_utf8(outcome.stdout).expect("pages are UTF-8");
    let mut parts = printed.splitn(3, "\n\n");
    let mut part = || parts.next().expect("a heading, a title, a body").to_owned();
    let (heading, title, body) = (part(), part(), part());
    let (found, kind) = heading.trim_start_matches("# ").trim_end_matches(')').split_once(" (").expect("a kind");
    assert_eq!(found, code);
    Explained { code: found.to_owned(), kind: kind.to_owned(), title, body }
}

impl Explained {
    fn link(&self) -> String {
        format!("[`{}`](#{})", self.code, self.code.to_lowercase())
    }

    /// The page as a section: its headings are the first words of what stands under them.
    fn section(&self) -> String {
        let mut section = format!("\n### {}\n\n{}\n", self.code, self.title);
        let mut lead = None;
        for line in format!("\n{}", self.body).lines() {
            match line.strip_prefix("## ") {
                Some(heading) => lead = Some(heading),
                None if line.is_empty() && lead.is_some() => {}
                None => {
                    let lead = lead.take().map(|lead| format!("**{lead}.**{}", lead_space(line))).unwrap_or_default();
                    section.extend([&lead, line, "\n"]);
                }
            }
        }
        section
    }
}

/// What stands between a lead and the line after it: a fenced block begins on a line of its own.
fn lead_space(line: &str) -> &'static str {
    if line.starts_with("```") { "\n\n" } else { " " }
}
