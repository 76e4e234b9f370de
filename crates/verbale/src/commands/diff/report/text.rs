//! Differences for people, grouped by dossier and entry.

use std::io::{self, Write};

use super::super::change::{Change, Differences, DossierChange, EntryChange, FieldChange, Moved, Shown};
use super::super::model::Section;
use super::words::{SECTIONS, Step, noun, place, step, told};
use crate::report::words::clipped;
use crate::terminal::visible;

/// Code points of a value that are shown.
const LONGEST: usize = 400;

/// Writes what differs; nothing where nothing does.
pub(super) fn write(out: &mut dyn Write, found: &Differences, is_coloured: bool) -> io::Result<()> {
    let style = Style { is_coloured };
    for (at, dossier) in found.dossiers.values().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write_dossier(out, dossier, style)?;
    }
    Ok(())
}

/// Colours, or none.
#[derive(Clone, Copy)]
struct Style {
    is_coloured: bool,
}

impl Style {
    fn paint(self, code: &str, text: &str) -> String {
        if self.is_coloured { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn change(self, change: Change) -> String {
        let code = match change {
            Change::Added => "32",
            Change::Removed => "31",
            Change::Changed => "33",
            Change::Renamed | Change::Moved => "36",
        };
        self.paint(code, &format!("{:<7}", change.name()))
    }
}

fn write_dossier(out: &mut dyn Write, dossier: &DossierChange, style: Style) -> io::Result<()> {
    let title = match (dossier.id.as_str(), dossier.change) {
        ("", _) => "shared by dossiers".to_owned(),
        (id, Change::Added | Change::Removed) => format!("dossier {} ({})", shown(id), dossier.change.name()),
        (id, _) => format!("dossier {}", shown(id)),
    };
    writeln!(out, "{}", style.paint("1", &title))?;
    for (section, ..) in SECTIONS {
        for entry in dossier.entries.get(&section).into_iter().flatten() {
            write_entry(out, section, entry, style)?;
        }
    }
    Ok(())
}

fn write_entry(out: &mut dyn Write, section: Section, entry: &EntryChange, style: Style) -> io::Result<()> {
    let from = entry.from.as_ref().map(|from| format!("{} → ", shown(from))).unwrap_or_default();
    let label = if entry.label.is_empty() { String::new() } else { format!(" «{}»", shown(&entry.label)) };
    let name = if section == Section::Dossier { String::new() } else { format!(" {from}{}", shown(&entry.name)) };
    writeln!(out, "  {} {}{name}{label}", style.change(entry.change), noun(section, entry))?;
    for field in told(entry) {
        writeln!(out, "            {}", line(field))?;
    }
    for moved in &entry.moved {
        writeln!(out, "            {}", moved_line(moved))?;
    }
    Ok(())
}

/// «status: expected → agreed»; «parties: + Niger (state/NER)».
fn line(field: &FieldChange) -> String {
    let key = shown(&field.field);
    let follows = if field.is_derived { " (follows)" } else { "" };
    let all = |values: &[Shown]| values.iter().map(value).collect::<Vec<_>>().join(", ");
    let change = match step(field) {
        Step::Whole([], new) => format!("+ {}", all(new)),
        Step::Whole(old, []) => format!("- {}", all(old)),
        Step::Whole(old, new) => format!("{} → {}", all(old), all(new)),
        Step::Partly { come, gone } => {
            let come = come.into_iter().map(|shown| format!("+ {}", value(shown)));
            let gone = gone.into_iter().map(|shown| format!("- {}", value(shown)));
            gone.chain(come).collect::<Vec<_>>().join(", ")
        }
    };
    format!("{key}: {change}{follows}")
}

fn moved_line(moved: &Moved) -> String {
    let (key, quote) = (shown(&moved.field), shown(&moved.quote));
    if moved.old == moved.new {
        return format!("{key}: «{quote}» stands among other words");
    }
    format!("{key}: «{quote}» {} → {}", place(moved.old), place(moved.new))
}

fn value(value: &Shown) -> String {
    match &value.label {
        Some(label) => format!("{} ({})", shown(label), shown(&value.value)),
        None => shown(&value.value),
    }
}

fn shown(text: &str) -> String {
    visible(&clipped(text, LONGEST)).into_owned()
}
