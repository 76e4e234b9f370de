//! Checks of literals: lexical forms against datatypes, and language tags.
//!
//! RDF takes the lexical spaces of XML Schema as they are (RDF 1.1 Concepts, section 3.3): white space around a number or a
//! date is a fault, since nothing removes it before the datatype is asked. Datatypes that are not known here pass.

mod datatype;
mod markup;
mod name;
mod number;
#[cfg(test)]
mod tests;
mod time;

use oxrdf::{LiteralRef, vocab::rdf, vocab::xsd};
use verbale_core::lexical::{LexicalFault, check_language};

use datatype::Datatype;

/// How much of a value a message shows, in code points.
const SHOWN: usize = 60;

/// Checks that the lexical form of a literal is one of its datatype.
///
/// The datatypes are those of XML Schema 1.1 that RDF 1.1 recommends, `xsd:QName` and the names of XML, `rdf:langString`
/// (which has a language tag), `rdf:JSON`, `rdf:XMLLiteral` and EDTF. A literal with a language tag passes: the tag is the
/// business of [`check_tag`].
///
/// ```
/// use oxrdf::{Literal, vocab::xsd};
/// use verbale_rdf::literal::check_literal;
///
/// assert!(check_literal(&Literal::new_typed_literal("-0044", xsd::G_YEAR)).is_ok());
/// let fault = check_literal(&Literal::new_typed_literal("2025-4-3", xsd::DATE)).expect_err("no such date");
/// assert_eq!(fault.suggestion.as_deref(), Some("2025-04-03"));
/// assert!(fault.message.starts_with("`2025-4-3` is no xsd:date: "));
/// ```
pub fn check_literal<'l>(literal: impl Into<LiteralRef<'l>>) -> Result<(), LexicalFault> {
    let literal = literal.into();
    if literal.language().is_some() || literal.datatype() == xsd::STRING {
        return Ok(());
    }
    let form = literal.value();
    if literal.datatype() == rdf::LANG_STRING {
        let message = "a literal of rdf:langString has a language tag, such as `@fr`".to_owned();
        return Err(LexicalFault { message, bytes: 0..form.len(), suggestion: None });
    }
    let Some(datatype) = Datatype::of(literal.datatype().as_str()) else { return Ok(()) };
    datatype.check(form).map_err(|reason| explained(datatype, form, &reason))
}

/// Checks a language tag: well-formed by RFC 5646, section 2.1, and not the name of a language.
///
/// ```
/// use verbale_rdf::literal::check_tag;
///
/// assert!(check_tag("zh-Hant-TW").is_ok());
/// assert_eq!(check_tag("en_US").expect_err("an underscore").suggestion.as_deref(), Some("en-US"));
/// ```
pub fn check_tag(tag: &str) -> Result<(), LexicalFault> {
    check_language(tag)
}

fn explained(datatype: Datatype, form: &str, reason: &str) -> LexicalFault {
    let trimmed = form.trim();
    let suggestion = if trimmed != form && datatype.check(trimmed).is_ok() {
        Some(trimmed.to_owned())
    } else {
        datatype.mended(trimmed).filter(|better| datatype.check(better).is_ok())
    };
    let reason = if trimmed == form { reason } else { "white space around a value is part of it" };
    let message = format!("{} is no {}: {reason}; it is {}", shown(form), datatype.name, datatype.form);
    LexicalFault { message, bytes: 0..form.len(), suggestion }
}

/// The beginning of a value, on one line.
fn shown(form: &str) -> String {
    let mut shown = String::from("`");
    for (count, c) in form.chars().enumerate() {
        if count == SHOWN {
            shown.push('…');
            break;
        }
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown + "`"
}
