//! Differences as a comment on a pull request.
//!
//! Whatever comes from a file stands in a code span, or in a `<code>` element of a summary: there neither Markdown nor
//! GitHub reads it as markup, as a mention, as a link or as the number of an issue.

use std::fmt::Write as _;

use super::super::change::{Change, Counts, Differences, DossierChange, EntryChange, FieldChange, Moved, Shown};
use super::super::model::Section;
use super::words::{SECTIONS, Step, noun, parts, place, step, told};
use crate::count::{counted, grouped};
use crate::report::words::clipped;
use crate::terminal::visible;

/// UTF-16 code units of a comment: at least as many as its code points, of which GitHub takes 65,536.
const LONGEST: usize = 65_000;
/// What is kept for the end of the comment.
const RESERVE: usize = 300;
/// Code points of a value.
const VALUE: usize = 300;
/// Values of a field, and fields of an entry.
const FEW: usize = 24;

/// The whole comment.
pub(super) fn render(found: &Differences) -> String {
    let mut comment = Comment { text: headline(&found.counts), left_out: 0 };
    comment.text.push_str(&table(&found.counts));
    for dossier in found.dossiers.values() {
        comment.dossier(dossier);
    }
    if comment.left_out > 0 {
        let left_out = counted(comment.left_out, "change");
        let _ =
            writeln!(comment.text, "\n{left_out} left out: a comment has no room for more. `verbale diff` shows all.");
    }
    comment.text
}

/// «### Facts: 1 added, 2 changed».
fn headline(counts: &Counts) -> String {
    let told: Vec<_> = parts(counts)
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", grouped(count)))
        .collect();
    match (told.is_empty(), counts.others) {
        (true, 0) => "### No fact differs\n".to_owned(),
        (true, _) => format!("### No fact differs, {} beside the facts\n", counted(counts.others, "change")),
        (false, _) => format!("### Facts: {}\n", told.join(", ")),
    }
}

fn table(counts: &Counts) -> String {
    let cells = [
        ("added", counts.added),
        ("removed", counts.removed),
        ("changed", counts.changed),
        ("renamed", counts.renamed),
        ("moved", counts.moved),
        ("unchanged", counts.unchanged()),
        ("beside the facts", counts.others),
    ];
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let names = row(cells.iter().map(|(name, _)| (*name).to_owned()).collect());
    let rule = row(cells.iter().map(|_| "---:".to_owned()).collect());
    let numbers = row(cells.iter().map(|(_, count)| grouped(count)).collect());
    format!("\n{names}{rule}{numbers}")
}

/// A comment as far as it is written.
struct Comment {
    text: String,
    /// Entries that had no room.
    left_out: usize,
}

impl Comment {
    fn dossier(&mut self, dossier: &DossierChange) {
        let mut body = opening(dossier);
        // Kept as a sum: counting the whole comment for each entry would take the square of its length.
        let mut used = units(&self.text) + units(&body) + RESERVE;
        let mut told = 0;
        for (section, ..) in SECTIONS {
            for entry in dossier.entries.get(&section).into_iter().flatten() {
                let head = head(section, entry);
                let whole = format!("{head}{}", details(entry));
                match [whole, head].into_iter().find(|text| used + units(text) <= LONGEST) {
                    Some(text) => {
                        used += units(&text);
                        body.push_str(&text);
                        told += 1;
                    }
                    None => self.left_out += 1,
                }
            }
        }
        if told > 0 || dossier.entries.is_empty() && used <= LONGEST {
            self.text.push_str(&body);
            self.text.push_str("\n</details>\n");
        }
    }
}

/// UTF-16 code units of a text.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

fn opening(dossier: &DossierChange) -> String {
    let title = match (dossier.id.as_str(), dossier.change) {
        ("", _) => "shared by dossiers".to_owned(),
        (id, Change::Added | Change::Removed) => format!("<code>{}</code> ({})", element(id), dossier.change.name()),
        (id, _) => format!("<code>{}</code>", element(id)),
    };
    let entries: usize = dossier.entries.values().map(Vec::len).sum();
    format!("\n<details><summary>{title}: {}</summary>\n\n", counted(entries, "change"))
}

fn head(section: Section, entry: &EntryChange) -> String {
    let noun = noun(section, entry);
    let is_plain = noun.bytes().all(|byte| byte.is_ascii_lowercase() || b" ()".contains(&byte));
    let noun = if is_plain { noun } else { code(&noun) };
    let from = entry.from.as_ref().map(|from| format!("{} → ", code(from))).unwrap_or_default();
    let label = if entry.label.is_empty() { String::new() } else { format!(": {}", code(&entry.label)) };
    format!("- **{}** {noun} {from}{}{label}\n", entry.change.name(), code(&entry.name))
}

fn details(entry: &EntryChange) -> String {
    let lines: Vec<String> = told(entry).map(line).chain(entry.moved.iter().map(moved_line)).collect();
    let mut text = String::new();
    for line in lines.iter().take(FEW) {
        let _ = writeln!(text, "  - {line}");
    }
    if lines.len() > FEW {
        let _ = writeln!(text, "  - and {} more", grouped(&(lines.len() - FEW)));
    }
    text
}

fn line(field: &FieldChange) -> String {
    let follows = if field.is_derived { " (follows)" } else { "" };
    let change = match step(field) {
        Step::Whole([], new) => format!("+ {}", list(new.iter())),
        Step::Whole(old, []) => format!("− {}", list(old.iter())),
        Step::Whole(old, new) => format!("{} → {}", list(old.iter()), list(new.iter())),
        Step::Partly { come, gone } => {
            let signed = [("−", gone), ("+", come)].into_iter().filter(|(_, values)| !values.is_empty());
            signed.map(|(sign, values)| format!("{sign} {}", list(values.into_iter()))).collect::<Vec<_>>().join(", ")
        }
    };
    format!("{}: {change}{follows}", code(&field.field))
}

fn list<'v>(values: impl ExactSizeIterator<Item = &'v Shown>) -> String {
    let count = values.len();
    let mut told: Vec<String> = values.take(FEW).map(value).collect();
    if count > FEW {
        told.push(format!("and {} more", grouped(&(count - FEW))));
    }
    told.join(", ")
}

fn value(value: &Shown) -> String {
    match &value.label {
        Some(label) => format!("{} ({})", code(label), code(&value.value)),
        None => code(&value.value),
    }
}

fn moved_line(moved: &Moved) -> String {
    let (key, quote) = (code(&moved.field), code(&moved.quote));
    if moved.old == moved.new {
        return format!("{key}: {quote} stands among other words");
    }
    format!("{key}: {quote} {} → {}", place(moved.old), place(moved.new))
}

/// A code span (`CommonMark` 0.31.2, section 6.1): between runs of back-ticks that it does not have, with a space on both
/// sides where it begins or ends with one.
fn code(text: &str) -> String {
    let text = visible(&clipped(text, VALUE)).into_owned();
    if text.trim().is_empty() {
        return "*(blank)*".to_owned();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let touches = |c: Option<char>| matches!(c, Some('`' | ' '));
    let pad = if touches(text.chars().next()) || touches(text.chars().last()) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text in an element of HTML.
fn element(text: &str) -> String {
    let mut escaped = String::new();
    for character in visible(&clipped(text, VALUE)).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn code_spans_close_where_they_should() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a ``b`` c"), "```a ``b`` c```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(" a"), "`  a `");
        assert_eq!(code("a\nb"), r"`a\u{a}b`");
        assert_eq!(code("  "), "*(blank)*");
    }

    fn dossier(id: usize, entries: usize, text: &str) -> DossierChange {
        let shown = |value: &str| vec![Shown { value: value.to_owned(), label: Some(text.to_owned()) }];
        let entry = |number: usize| EntryChange {
            name: format!("fact-{number}"),
            from: None,
            kind: "event".into(),
            label: text.to_owned(),
            change: Change::Changed,
            fields: vec![FieldChange { field: "by".into(), old: shown("a"), new: shown(text), is_derived: false }],
            moved: Vec::new(),
        };
        let entries = BTreeMap::from([(Section::Facts, (0..entries).map(entry).collect())]);
        DossierChange { id: format!("d{id}"), change: Change::Changed, entries }
    }

    /// Every entry is either told or counted as left out, whatever the room.
    #[test]
    fn a_comment_never_grows_over_its_limit() {
        for text in ["words", "🇲🇱", "`", "x&<y>"] {
            for (dossiers, entries) in [(1, 1), (3, 40), (2, 3_000), (500, 7)] {
                let found: BTreeMap<_, _> =
                    (0..dossiers).map(|id| (format!("{id}"), dossier(id, entries, &text.repeat(400)))).collect();
                let comment = render(&Differences { counts: Counts::default(), dossiers: found });
                let told = comment.matches("- **changed** event").count();
                let left_out = comment.rsplit_once(" left out").map_or(0, |(before, _)| {
                    let number = before.rsplit('\n').next().and_then(|line| line.split(' ').next()).unwrap();
                    number.replace(',', "").parse().unwrap()
                });
                assert_eq!(told + left_out, dossiers * entries);
                assert!(comment.encode_utf16().count() <= LONGEST, "{}", comment.encode_utf16().count());
                assert!(left_out == 0 || comment.encode_utf16().count() > LONGEST / 2);
                assert_eq!(comment.matches("<details>").count(), comment.matches("</details>").count());
            }
        }
    }
}
