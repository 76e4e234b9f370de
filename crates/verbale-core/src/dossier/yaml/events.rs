//! YAML: from the events of the parser to the tree.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, Span, options};

use super::builder::{Builder, Collection, Stop};
use super::faults::character_at;
use super::syntax;
use crate::check::Check;
use crate::diagnostic::Diagnostic;
use crate::dossier::tree::{Style, Value};

const NO_ANCHORS: &str = "write the value out; text that begins with `&` or `*` goes in double quotes";
const NO_TAGS: &str =
    "leave the tag out: a key decides what its value is; text that begins with `!` goes in double quotes";

/// Reads `body`, which starts at byte `base` of the builder's text.
pub(super) fn read<'a>(builder: &mut Builder<'a>, body: &'a str, base: usize) -> Result<(), Stop> {
    directives(builder, body, base)?;
    let mut reader = Reader { builder, body, base, documents: 0, anchored: String::new() };
    for next in Parser::new_from_str_with_options(body, parser_options()) {
        match next {
            Ok((event, span)) => {
                if reader.read(event, &span)?.is_break() {
                    break;
                }
            }
            // The parser stops at the start of the word around it.
            Err(error) if is_control(error.kind()) => break,
            Err(error) => return Err(syntax::report(reader.builder, body, base, &error)),
        }
    }
    control_characters(builder, body, base)
}

fn is_control(kind: &ErrorKind) -> bool {
    matches!(kind, ErrorKind::UnexpectedCharacter { character } if is_excluded(*character))
}

/// The parser's own limits lie above ours, which give the better message.
fn parser_options() -> Options {
    options! {
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        emit_comments: false,
        flow_nesting_limit: 64,
        block_nesting_limit: 64,
    }
}

struct Reader<'b, 'a> {
    builder: &'b mut Builder<'a>,
    body: &'a str,
    base: usize,
    documents: usize,
    /// Pointer of the last value with an anchor, whose own event comes after the value's.
    anchored: String,
}

type Flow = std::ops::ControlFlow<()>;

impl<'a> Reader<'_, 'a> {
    fn read(&mut self, event: Event<'a>, span: &Span) -> Result<Flow, Stop> {
        let bytes = self.bytes(span);
        if let Some(tag) = span.tag_span() {
            self.builder.fault(Check::Tag, self.bytes(&tag), "tags are not read", NO_TAGS);
        }
        if let Event::Scalar(_, _, 1.., _) | Event::SequenceStart(_, 1.., _) | Event::MappingStart(_, 1.., _) = event {
            self.anchored = self.builder.pointer();
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.second_document(bytes);
                    return Ok(Flow::Break(()));
                }
            }
            Event::Scalar(text, style, ..) => self.scalar(text, style, bytes)?,
            Event::SequenceStart(..) => {
                let start = self.list_start(bytes.start);
                self.builder.open(Collection::List, start)?;
            }
            Event::MappingStart(..) => self.builder.open(Collection::Map, bytes.start)?,
            Event::SequenceEnd | Event::MappingEnd => self.builder.close((!bytes.is_empty()).then_some(bytes.end))?,
            Event::Anchor(..) => self.anchor(bytes),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.builder.fault(Check::Anchor, bytes.clone(), "aliases are not read", NO_ANCHORS);
                // In the place of a key it stands for one, so that it is not reported twice.
                let stand_in = if self.builder.expects_key() { self.alias_key(&bytes) } else { Value::Null };
                self.builder.scalar(stand_in, bytes)?;
            }
            _ => {}
        }
        Ok(Flow::Continue(()))
    }

    fn bytes(&self, span: &Span) -> Range<usize> {
        let bytes = span.byte_range().unwrap_or_default();
        bytes.start + self.base..bytes.end + self.base
    }

    fn alias_key(&self, bytes: &Range<usize>) -> Value<'a> {
        Value::Scalar(Cow::Borrowed(&self.body[bytes.start - self.base..bytes.end - self.base]), Style::Plain)
    }

    fn anchor(&mut self, bytes: Range<usize>) {
        let pointer = std::mem::take(&mut self.anchored);
        let diagnostic = Diagnostic::new(Check::Anchor, pointer, "anchors are not read").help(NO_ANCHORS);
        self.builder.faults.push(bytes, diagnostic);
    }

    fn second_document(&mut self, bytes: Range<usize>) {
        let diagnostic = Diagnostic::new(Check::SecondDocument, "", "a second document starts here")
            .help("one file holds one dossier: give the second a file of its own");
        let bytes = if bytes.is_empty() { character_at(self.body, bytes.start - self.base) } else { bytes };
        self.builder.faults.push(bytes, diagnostic);
    }

    fn scalar(&mut self, text: Cow<'a, str>, style: ScalarStyle, bytes: Range<usize>) -> Result<(), Stop> {
        let plain = style == ScalarStyle::Plain;
        let bytes = if bytes.is_empty() { self.empty_at(bytes.start) } else { self.trimmed(bytes, style) };
        if plain && (bytes.is_empty() || matches!(&*text, "" | "~" | "null" | "Null" | "NULL")) {
            return self.builder.scalar(Value::Null, bytes);
        }
        let style = if plain { Style::Plain } else { Style::Quoted };
        self.builder.scalar(Value::Scalar(text, style), bytes)
    }

    /// Where a value is missing: behind the colon or dash that announces it.
    ///
    /// The parser names the end of the key, or the next token.
    fn empty_at(&self, byte: usize) -> Range<usize> {
        let (before, after) = self.body.split_at(byte - self.base);
        let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
        let end = if after[blanks..].starts_with(':') && !self.builder.expects_key() {
            byte + blanks + 1
        } else if before.ends_with(['\n', ' ']) && before.trim_end().ends_with(['-', ':', '?']) {
            before.trim_end().len() + self.base
        } else {
            byte
        };
        end..end
    }

    /// A block scalar's bytes end with its last line of text.
    fn trimmed(&self, bytes: Range<usize>, style: ScalarStyle) -> Range<usize> {
        if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            return bytes;
        }
        let text = &self.body[bytes.start - self.base..bytes.end - self.base];
        let (words, after) = text.split_at(text.trim_end().len());
        bytes.start..bytes.start + words.len() + after.find(['\n', '\r']).unwrap_or(after.len())
    }

    /// Where a list begins: with its bracket or its first dash.
    ///
    /// Of a list whose dashes stand in the column of its key the parser names the first value.
    fn list_start(&self, byte: usize) -> usize {
        if !self.builder.expects_value() {
            return byte;
        }
        let mut end = byte - self.base;
        for line in self.body[..end].rsplit('\n') {
            let start = end - line.len();
            let words = line.trim_start();
            match words.strip_prefix('-').map(str::trim_start) {
                Some("") => return self.base + start + line.len() - words.len(),
                Some(comment) if comment.starts_with('#') => return self.base + start + line.len() - words.len(),
                None if words.trim_end().is_empty() || words.starts_with('#') => end = start.saturating_sub(1),
                _ => break,
            }
        }
        byte
    }
}

/// YAML 1.2.2 section 5.1: the characters that a file may hold.
fn control_characters(builder: &mut Builder<'_>, body: &str, base: usize) -> Result<(), Stop> {
    let mut found = false;
    for (at, c) in body.char_indices().filter(|(_, c)| is_excluded(*c)).take(100) {
        found = true;
        let message = format!("the control character U+{:04X} cannot stand in YAML", u32::from(c));
        let help = "remove it; inside double quotes it can be written as an escape such as `\\x07`";
        builder.fault(Check::Syntax, base + at..base + at + c.len_utf8(), message, help);
    }
    if found { Err(Stop) } else { Ok(()) }
}

fn is_excluded(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Directives stand before anything else; the parser would pass over those that it does not know.
fn directives(builder: &mut Builder<'_>, body: &str, base: usize) -> Result<(), Stop> {
    let mut at = base;
    for line in body.split_inclusive('\n') {
        if line.starts_with('%') {
            let end = at + line.trim_end().len();
            builder.fault(Check::Tag, at..end, "directives are not read", "leave the line out");
            builder.go_on(at)?;
        } else if !(line.trim().is_empty() || line.trim_start().starts_with('#')) {
            break;
        }
        at += line.len();
    }
    Ok(())
}
