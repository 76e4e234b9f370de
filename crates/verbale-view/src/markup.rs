//! What a value becomes in HTML: the one function that escapes, and the elements of a phrase.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, ValueKind};
use minijinja::{Error, Output, State, Value};

use crate::phrase::{Phrase, Piece};

/// Writes a value of a template into HTML.
pub(crate) fn write(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if let Some(phrase) = value.downcast_object_ref::<Phrase>() {
        phrase.pieces().iter().try_for_each(|piece| linked(out, piece))?;
    } else if let Some(Unlinked(phrase)) = value.downcast_object_ref() {
        phrase.pieces().iter().try_for_each(|piece| inner(out, piece))?;
    } else if value.is_safe() || value.kind() == ValueKind::Number {
        write!(out, "{value}")?;
    } else if let Some(text) = value.as_str() {
        write_escaped(out, text)?;
    } else if !value.is_undefined() && !value.is_none() {
        write_escaped(out, &value.to_string())?;
    }
    Ok(())
}

/// Writes text into HTML: the only place where text becomes a part of a page.
///
/// Text stands alike between tags and within double quotes. A carriage return is written as a reference, since HTML
/// parsers make a line feed of it; U+0000 has no place in HTML and is shown as U+FFFD.
fn write_escaped(out: &mut Output<'_>, text: &str) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | b'\r' | b'\0'))
    {
        out.write_str(&rest[..at])?;
        out.write_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            b'\r' => "&#13;",
            _ => "\u{fffd}",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_str(rest)
}

/// A phrase whose links are not drawn, since it stands within a link itself.
#[derive(Debug)]
struct Unlinked(Arc<Phrase>);

impl Object for Unlinked {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

/// A filter of templates: the phrase without its links.
pub(crate) fn unlinked(value: &Value) -> Value {
    value.downcast_object().map_or_else(|| value.clone(), |phrase| Value::from_object(Unlinked(phrase)))
}

fn linked(out: &mut Output<'_>, piece: &Piece) -> fmt::Result {
    let Some(href) = &piece.href else { return words(out, piece) };
    out.write_str("<a href=\"")?;
    write_escaped(out, href)?;
    out.write_str("\">")?;
    inner(out, piece)?;
    out.write_str("</a>")
}

fn inner(out: &mut Output<'_>, piece: &Piece) -> fmt::Result {
    if piece.inner.is_empty() {
        return words(out, piece);
    }
    piece.inner.iter().try_for_each(|piece| words(out, piece))
}

fn words(out: &mut Output<'_>, piece: &Piece) -> fmt::Result {
    let end = match (&piece.lang, piece.foreign) {
        (Some(lang), _) => {
            out.write_str("<span lang=\"")?;
            write_escaped(out, lang)?;
            out.write_str("\" dir=\"")?;
            write_escaped(out, piece.dir.unwrap_or_default())?;
            out.write_str("\">")?;
            "</span>"
        }
        (None, true) => {
            out.write_str("<bdi>")?;
            "</bdi>"
        }
        (None, false) => "",
    };
    write_escaped(out, &piece.text)?;
    out.write_str(end)
}

#[cfg(test)]
mod tests {
    use minijinja::{Environment, context};

    use super::*;
    use crate::language::Language;

    #[test]
    fn text_is_escaped_and_own_markup_is_not() {
        let mut environment = Environment::new();
        environment.set_formatter(write);
        let source = "<b title=\"{{ x }}\">{{ x }}{{ y|safe }}{{ none }}{{ 3 }}</b>";
        let html = environment.render_str(source, context! { x => "a<&>\"'\r\n\0", y => "<i>" }).unwrap();
        let escaped = "a&lt;&amp;&gt;&quot;&#39;&#13;\n\u{fffd}";
        assert_eq!(html, format!("<b title=\"{escaped}\">{escaped}<i>3</b>"));
    }

    #[test]
    fn phrases_have_their_links_and_languages() {
        let (mut phrase, mut within) = (Phrase::new(Language::En), Phrase::new(Language::En));
        phrase.say("so ");
        phrase.words("<x>", Some("ar"), Some("#a\"".to_owned()));
        within.words("y", None, Some("#b".to_owned()));
        within.say(" & z");
        phrase.link(within, "#c".to_owned());
        let mut environment = Environment::new();
        environment.set_formatter(write);
        environment.add_filter("unlinked", unlinked);
        let said =
            |source| environment.render_str(source, context! { phrase => Value::from_object(phrase.clone()) }).unwrap();
        let x = "<span lang=\"ar\" dir=\"rtl\">&lt;x&gt;</span>";
        let z = "<bdi>y</bdi> &amp; z";
        assert_eq!(said("{{ phrase }}"), format!("so <a href=\"#a&quot;\">{x}</a><a href=\"#c\">{z}</a>"));
        assert_eq!(said("{{ phrase|unlinked }}"), format!("so {x}{z}"));
    }
}
