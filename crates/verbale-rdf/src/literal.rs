//! Checks of literals: lexical forms against datatypes, and language tags.

use std::str::FromStr;

use oxrdf::Literal;
use oxrdf::vocab::xsd;
use oxsdatatypes::{Date, DateTime, GDay, GMonth, GMonthDay, GYear, GYearMonth, Time};
use verbale_core::lexical::{LexicalFault, check_language};

/// Checks a language tag: well-formed by RFC 5646, and not the name of a language.
pub fn check_tag(tag: &str) -> Result<(), LexicalFault> {
    check_language(tag)
}

/// Checks that the lexical form of a literal is one of its datatype.
pub fn check_literal(literal: &Literal) -> Result<(), LexicalFault> {
    let (form, datatype) = (literal.value(), literal.datatype());
    let well_formed = match datatype {
        xsd::G_YEAR => GYear::from_str(form).is_ok(),
        xsd::G_YEAR_MONTH => GYearMonth::from_str(form).is_ok(),
        xsd::G_MONTH_DAY => GMonthDay::from_str(form).is_ok(),
        xsd::G_MONTH => GMonth::from_str(form).is_ok(),
        xsd::G_DAY => GDay::from_str(form).is_ok(),
        xsd::DATE => Date::from_str(form).is_ok(),
        xsd::TIME => Time::from_str(form).is_ok(),
        xsd::DATE_TIME => DateTime::from_str(form).is_ok(),
        _ => true,
    };
    if well_formed {
        return Ok(());
    }
    let message = format!("`{form}` is no {datatype}");
    Err(LexicalFault { message, bytes: 0..form.len(), suggestion: None })
}
