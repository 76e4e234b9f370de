//! The report for people: what is not the same, each with its place, then the counts.

use std::borrow::Cow;
use std::io::{self, Write};

use verbale_core::text::Span;

use super::super::difference;
use super::super::evidence::At;
use super::super::judge::{Status, Verdict};
use super::super::proof::{Fault, SpanRecord};
use super::super::texts::Source;
use super::{Judged, SHOWN, Summary};
use crate::count::{counted, grouped};
use crate::report::words::clipped;
use crate::terminal::visible;

/// Code points of words that are shown.
const LONGEST: usize = 600;

/// The report for people.
#[derive(Debug, Default)]
pub(in super::super) struct Text {
    shown: usize,
}

impl Text {
    pub(super) fn judged(&mut self, out: &mut dyn Write, judged: &Judged<'_>) -> io::Result<()> {
        for source in &judged.sources.list {
            source_line(out, judged, source)?;
        }
        for fault in judged.faults {
            self.fault(out, judged.file, judged.line, fault)?;
        }
        for number in 0..judged.statuses.len() {
            self.fact(out, judged, number)?;
        }
        Ok(())
    }

    pub(super) fn fault(
        &mut self,
        out: &mut dyn Write,
        file: &str,
        line: Option<usize>,
        fault: &Fault,
    ) -> io::Result<()> {
        if !self.may_show() {
            return Ok(());
        }
        let place = place(file, line, fault.at);
        say(out, &format!("{place}: {}: {}", fault.code, shortened(&fault.message)))?;
        if fault.node.is_empty() { Ok(()) } else { say(out, &format!("    <{}>", fault.node)) }
    }

    fn fact(&mut self, out: &mut dyn Write, judged: &Judged<'_>, number: usize) -> io::Result<()> {
        let (fact, status) = judged.fact(number);
        let because = judged.left_out.get(&number);
        if matches!(status, Status::Same | Status::Wordless) && because.is_none() || !self.may_show() {
            return Ok(());
        }
        let place = place(judged.file, judged.line, judged.place(fact, status));
        let iri = &judged.evidence.node(fact.node).iri;
        say(out, &format!("{place}: {}: <{iri}>", status.name()))?;
        for fault in &fact.faults {
            say(out, &format!("    {}: {} <{}>", fault.code, shortened(&fault.message), fault.node))?;
        }
        for span in &fact.spans {
            let (record, verdict) = (&judged.proof.spans[*span], &judged.verdicts[*span]);
            if !matches!(verdict.status, Status::Same) {
                self.span(out, judged, record, verdict)?;
            }
        }
        match because {
            Some(other) if *other != fact.node => {
                say(out, &format!("    left out, since it refers to <{}>", judged.evidence.node(*other).iri))
            }
            Some(_) => say(out, "    left out"),
            None => Ok(()),
        }
    }

    #[expect(clippy::unused_self, reason = "it stands with the other entries of the report")]
    fn span(
        &self,
        out: &mut dyn Write,
        judged: &Judged<'_>,
        span: &SpanRecord<'_>,
        verdict: &Verdict,
    ) -> io::Result<()> {
        let old = span.words.and_then(|words| words.placed).map_or_else(
            || judged.evidence.node(span.node).iri.to_string(),
            |placed| format!("characters {} to {}", placed.start, placed.end),
        );
        let exact = span.words.map_or("", |words| words.exact);
        let note = verdict.note.map(|note| format!(" ({note})")).unwrap_or_default();
        match verdict.status {
            Status::Moved => {
                let now = verdict.now.map(shown).unwrap_or_default();
                say(out, &format!("    {old}, now {now}: «{}»", shortened(exact)))?;
            }
            Status::Changed => {
                let (now, words) = now(judged, span, verdict);
                say(out, &format!("    {old}: «{}»", shortened(exact)))?;
                say(out, &format!("    now {now}: «{}»", shortened(words)))?;
                say(out, &format!("    {}", shortened(&difference::between(exact, words))))?;
            }
            Status::Ambiguous => {
                let places: Vec<_> = verdict.places.iter().map(|place| shown(*place)).collect();
                let count = counted(verdict.total, "place");
                say(
                    out,
                    &format!("    {old}: «{}»: {count} it may be, {}{note}", shortened(exact), places.join(", ")),
                )?;
            }
            _ => say(out, &format!("    {old}: {}: «{}»{note}", verdict.status.name(), shortened(exact)))?,
        }
        for fault in &verdict.faults {
            let at = fault.at.map(|at| format!("{}:{}: ", at.line, at.column)).unwrap_or_default();
            say(out, &format!("    {at}{}: {} <{}>", fault.code, shortened(&fault.message), fault.node))?;
        }
        Ok(())
    }

    fn may_show(&mut self) -> bool {
        self.shown += 1;
        self.shown <= SHOWN
    }

    pub(super) fn finish(self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if self.shown > SHOWN {
            say(out, &format!("(the first {} of {} are shown)", grouped(&SHOWN), grouped(&self.shown)))?;
        }
        let counts = Status::ALL.into_iter().filter(|status| summary.count(*status) > 0);
        let counts: Vec<_> =
            counts.map(|status| format!("{} {}", grouped(&summary.count(status)), status.name())).collect();
        let counts = if counts.is_empty() { "none".to_owned() } else { counts.join(", ") };
        let mut parts =
            vec![format!("{}, {}: {counts}", counted(summary.facts, "fact"), counted(summary.spans, "span"))];
        let further = [(summary.wordless, "claim", " without words"), (summary.left_out, "fact", " left out")];
        for (count, noun, what) in further.into_iter().chain([(summary.faults, "fault", "")]) {
            if count > 0 {
                parts.push(format!("{}{what}", counted(count, noun)));
            }
        }
        say(out, &parts.join("; "))
    }
}

/// Which text a source was held against, where there is something to say of it.
fn source_line(out: &mut dyn Write, judged: &Judged<'_>, source: &Source<'_>) -> io::Result<()> {
    let Some(given) = source.given.map(|number| &judged.given[number]).filter(|_| !source.same) else { return Ok(()) };
    let iri = &judged.evidence.node(source.node).iri;
    say(out, &format!("{}: held against {}, whose hash is another one: <{iri}>", judged.file, given.name))
}

/// What took the place of words.
fn now<'j>(judged: &Judged<'j>, span: &SpanRecord<'_>, verdict: &Verdict) -> (String, &'j str) {
    let source = span.source.and_then(|source| judged.sources.of(source));
    let given = source.and_then(|source| source.given).map(|number| &judged.given[number]);
    match (given, verdict.now) {
        (Some(given), Some(now)) => (shown(now), given.text.slice(now)),
        _ => (String::new(), ""),
    }
}

fn shown(span: Span) -> String {
    format!("{} to {}", span.start, span.end)
}

fn place(file: &str, line: Option<usize>, at: Option<At>) -> String {
    match (at, line) {
        (Some(At { line, column }), _) => format!("{file}:{line}:{column}"),
        (None, Some(line)) => format!("{file}:{line}"),
        (None, None) => file.to_owned(),
    }
}

fn say(out: &mut dyn Write, line: &str) -> io::Result<()> {
    writeln!(out, "{}", visible(line))
}

fn shortened(text: &str) -> Cow<'_, str> {
    clipped(text, LONGEST)
}
