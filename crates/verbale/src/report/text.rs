//! A finding as text: its rule, its place, the line with the fault underlined, and the ways out.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use verbale_core::diagnostic::{Place, Severity};
use verbale_shacl::ValidationResult;

use super::excerpt::excerpt;
use super::words::{clipped, sentences};
use super::{Finding, Report, Run, Subject, Unit};
use crate::count::{counted, grouped};
use crate::terminal::visible;

/// Code points of a message, a way out or a term that are shown.
const LONGEST: usize = 2_000;

/// The report for people: each finding as soon as it is made.
pub(crate) struct Text {
    renderer: Renderer,
}

impl Text {
    /// Begins a report, with colours or without.
    pub(crate) fn new(styled: bool) -> Self {
        Self { renderer: if styled { Renderer::styled() } else { Renderer::plain() } }
    }
}

impl Report for Text {
    fn checked(&mut self, out: &mut dyn Write, unit: &Unit<'_>, findings: &[Finding]) -> io::Result<()> {
        for finding in findings {
            writeln!(out, "{}\n", render(finding, unit.subject, &self.renderer))?;
        }
        // Somebody may be watching.
        if findings.is_empty() { Ok(()) } else { out.flush() }
    }

    fn finish(&mut self, out: &mut dyn Write, run: &Run) -> io::Result<()> {
        let found = run.errors + run.warnings + run.notes;
        if found == 0 {
            return Ok(());
        }
        let cut =
            if run.shown < found { format!(" (the first {} are shown)", grouped(&run.shown)) } else { String::new() };
        writeln!(out, "{}{cut}", counts(run))
    }
}

/// «2 errors, 1 warning»; «nothing found».
pub(crate) fn counts(run: &Run) -> String {
    let counts = [(run.errors, "error"), (run.warnings, "warning"), (run.notes, "note")];
    let counts: Vec<_> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(*count, noun)).collect();
    if counts.is_empty() { "nothing found".into() } else { counts.join(", ") }
}

/// Writes a finding with the renderer's styles and no other control character than line feeds.
pub(super) fn render(finding: &Finding, subject: Subject<'_>, renderer: &Renderer) -> String {
    let level = level(finding.severity);
    let title = level.primary_title(owned(&finding.message)).id(owned(finding.rule.code()));
    let mut group = match finding.place {
        Some(place) => {
            shown(Group::with_title(title), subject, place, finding.label.as_deref(), AnnotationKind::Primary)
        }
        None => Group::with_title(title).element(Origin::path(subject.name)),
    };
    for sentence in sentences(finding).skip(1) {
        group = group.element(Level::HELP.message(owned(&sentence)));
    }
    for line in finding.result().into_iter().flat_map(about_result) {
        group = group.element(Level::NOTE.message(owned(&line)));
    }
    let mut groups = vec![group];
    for related in &finding.related {
        if let Some(place) = related.place {
            let title = Group::with_title(Level::NOTE.secondary_title(owned(&related.label)));
            groups.push(shown(title, subject, place, None, AnnotationKind::Primary));
        }
    }
    without_second_arrow(&renderer.render(&groups))
}

/// Writes a fault of a text that is no data: it has no rule.
#[cfg(feature = "query")]
pub(super) fn located(
    subject: Subject<'_>,
    place: Place,
    message: &str,
    help: Option<&str>,
    renderer: &Renderer,
) -> String {
    let title = Group::with_title(Level::ERROR.primary_title(owned(message)));
    let mut group = shown(title, subject, place, None, AnnotationKind::Primary);
    if let Some(help) = help {
        group = group.element(Level::HELP.message(owned(help)));
    }
    without_second_arrow(&renderer.render(&[group]))
}

/// The place is given apart from the line, since the line may be an excerpt with other columns. The renderer then takes
/// the line for one of another file and draws an arrow without a name before it.
fn without_second_arrow(rendered: &str) -> String {
    let is_arrow = |line: &&str| anstream::adapter::strip_str(line).to_string().trim() == ":::";
    rendered.lines().filter(|line| !is_arrow(line)).collect::<Vec<_>>().join("\n")
}

/// What a shape's result is about, a line each.
fn about_result(result: &ValidationResult) -> Vec<String> {
    let mut lines = vec![format!("focus node {}", result.focus_node)];
    lines.extend(result.path.as_ref().map(|path| format!("path {path}")));
    lines.extend(result.value.as_ref().map(|value| format!("value {value}")));
    lines.push(format!("shape {}", result.shape));
    lines
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// Adds where something is and the line itself.
fn shown<'a>(
    group: Group<'a>,
    subject: Subject<'a>,
    place: Place,
    label: Option<&str>,
    kind: AnnotationKind,
) -> Group<'a> {
    let start = place.start;
    let group = group.element(Origin::path(subject.name).line(start.line).char_column(start.column));
    match excerpt(subject, place) {
        Some(found) if !found.line.is_empty() => {
            let mark = kind.span(found.marked).label(label.map(owned));
            group.element(Snippet::source(found.line).line_start(start.line).annotation(mark))
        }
        _ => group,
    }
}

pub(super) fn owned(text: &str) -> String {
    visible(&clipped(text, LONGEST)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_core::check::Check;
    use verbale_core::diagnostic::{Candidate, Diagnostic, Part, Position, Related};

    const CONTROLS: [char; 12] = [
        '\u{61C}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}',
        '\u{2067}', '\u{2068}', '\u{2069}',
    ];

    fn plain(finding: &Diagnostic, subject: Subject<'_>) -> String {
        render(&finding.clone().into(), subject, &Renderer::plain())
    }

    fn place(bytes: std::ops::Range<usize>, line: usize, column: usize) -> Place {
        let at = |byte| Position { line, column: column + byte - bytes.start, byte };
        Place { start: at(bytes.start), end: at(bytes.end) }
    }

    #[test]
    fn a_finding_shows_rule_place_line_and_ways_out() {
        let text = "facts:\n  - id: a\n    who: diopp\n";
        let mut finding = Diagnostic::new(Check::UnknownReference, "/facts/0/who", "no actor has the key `diopp`")
            .at(place(26..31, 3, 10))
            .label("not declared under `actors`")
            .suggest("diop");
        finding.candidates.push(Candidate { text: "Diop".into(), start: 12, end: 16 });
        let shown = plain(&finding, Subject { name: "d.yaml", text });
        let expected = "\
error[unknown-reference]: no actor has the key `diopp`
 --> d.yaml:3:10
  |
3 |     who: diopp
  |          ^^^^^ not declared under `actors`
  |
  = help: the text has: «Diop» (characters 12 to 16)
  = help: did you mean `diop`?";
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_related_place_is_shown() {
        let mut finding = Diagnostic::new(Check::DuplicateId, "/b", "twice").at(place(3..4, 2, 1));
        finding.related.push(Related {
            pointer: "/a".into(),
            part: Part::Key,
            place: Some(place(0..1, 1, 1)),
            label: "first defined here".into(),
        });
        let shown = plain(&finding, Subject { name: "d", text: "a:\nb:\n" });
        assert!(shown.contains("--> d:2:1"), "{shown}");
        assert!(shown.contains("note: first defined here\n"), "{shown}");
        assert!(shown.contains("--> d:1:1"), "{shown}");
    }

    #[test]
    fn no_control_comes_through_any_slot() {
        let controls = (0..=0xFFu32).filter_map(char::from_u32).filter(|c| c.is_control()).chain(CONTROLS);
        let mut count = 0;
        for control in controls {
            count += 1;
            let evil = format!("a{control}b");
            for check in Check::ALL {
                let mut finding = Diagnostic::new(*check, "", evil.clone())
                    .at(place(0..evil.len(), 1, 1))
                    .label(evil.clone())
                    .help(evil.clone())
                    .suggest(evil.clone());
                finding.candidates.push(Candidate { text: evil.clone(), start: 0, end: 3 });
                finding.related.push(Related {
                    pointer: String::new(),
                    part: Part::Value,
                    place: Some(place(0..evil.len(), 1, 1)),
                    label: evil.clone(),
                });
                let shown = plain(&finding, Subject { name: &visible(&evil), text: &evil });
                let raw = |c: char| c == control || (c.is_control() && c != '\n') || CONTROLS.contains(&c);
                let allowed = control == '\n';
                assert!(allowed || !shown.contains(raw), "{check:?} {control:?}: {shown:?}");
                assert!(!shown.contains(&evil), "{check:?} {control:?}: {shown:?}");
            }
        }
        assert_eq!(count, 77);
    }
}
