//! The datatypes whose lexical forms are known.

use edtf_core::is_valid;
use verbale_core::date::Date;
use verbale_core::lexical::check_language;

use super::{markup, name, number, time};

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const EDTF: &str = "http://id.loc.gov/datatypes/edtf/EDTF";

/// A datatype, as messages speak of it.
#[derive(Clone, Copy)]
pub(super) struct Datatype {
    pub(super) name: &'static str,
    /// What its forms are like, with an example.
    pub(super) form: &'static str,
    space: Space,
    mend: fn(&str) -> Option<String>,
}

/// Why a form is refused: the end of a sentence.
type Refusal = Result<(), String>;

#[derive(Clone, Copy)]
enum Space {
    /// Whole numbers from one to another.
    Integers(Option<i128>, Option<i128>),
    Other(fn(&str) -> Refusal),
}

impl Datatype {
    /// The datatype of an IRI.
    pub(super) fn of(iri: &str) -> Option<Self> {
        if let Some(local) = iri.strip_prefix(XSD) {
            return of_time(local).or_else(|| of_number(local)).or_else(|| of_text(local));
        }
        match iri.strip_prefix(RDF) {
            Some("JSON") => Some(other("rdf:JSON", "a JSON text, such as `{\"a\": [1]}`", markup::json)),
            Some("XMLLiteral") => {
                Some(other("rdf:XMLLiteral", "well-balanced XML, such as `<b>words</b>`", markup::xml))
            }
            _ if iri == EDTF => Some(other("edtf:EDTF", "a date such as `2025-04`, `1984?` or `2025-04/..`", edtf)),
            _ => None,
        }
    }

    pub(super) fn check(self, form: &str) -> Refusal {
        match self.space {
            Space::Integers(least, greatest) => number::integer(form, least, greatest),
            Space::Other(check) => check(form),
        }
    }

    /// What may have been meant.
    pub(super) fn mended(self, form: &str) -> Option<String> {
        (self.mend)(form)
    }
}

fn other(name: &'static str, form: &'static str, check: fn(&str) -> Refusal) -> Datatype {
    Datatype { name, form, space: Space::Other(check), mend: |_| None }
}

fn edtf(form: &str) -> Refusal {
    if is_valid(form) {
        return Ok(());
    }
    Err(Date::parse(form).err().map_or_else(|| "the grammar of EDTF does not derive it".into(), |fault| fault.message))
}

fn of_time(local: &str) -> Option<Datatype> {
    let (name, form, check): (_, _, fn(&str) -> Refusal) = match local {
        "date" => ("xsd:date", "a day such as `2025-04-03`, or `2025-04-03+02:00` with a time zone", time::date),
        "dateTime" => ("xsd:dateTime", "a day and a time, such as `2025-04-03T10:30:00Z`", time::date_time),
        "dateTimeStamp" => (
            "xsd:dateTimeStamp",
            "a day, a time and a time zone, such as `2025-04-03T10:30:00Z`",
            time::date_time_stamp,
        ),
        "time" => ("xsd:time", "a time such as `10:30:00`, or `10:30:00+02:00` with a time zone", time::time),
        "gYear" => ("xsd:gYear", "a year of four digits or more, such as `0778`, or `-0044` before year 0", time::year),
        "gYearMonth" => ("xsd:gYearMonth", "a year and a month, such as `2025-04`", time::year_month),
        "gMonthDay" => ("xsd:gMonthDay", "a month and a day after two hyphens, such as `--04-03`", time::month_day),
        "gMonth" => ("xsd:gMonth", "a month after two hyphens, such as `--04`", time::month),
        "gDay" => ("xsd:gDay", "a day after three hyphens, such as `---03`", time::day),
        "duration" => ("xsd:duration", "a length of time, such as `P1Y2M3DT4H5M6S`", time::duration),
        "yearMonthDuration" => {
            ("xsd:yearMonthDuration", "a number of years and months, such as `P1Y2M`", time::year_month_duration)
        }
        "dayTimeDuration" => (
            "xsd:dayTimeDuration",
            "a number of days, hours, minutes and seconds, such as `P3DT4H`",
            time::day_time_duration,
        ),
        _ => return None,
    };
    Some(Datatype { mend: time::mended, ..other(name, form, check) })
}

fn of_number(local: &str) -> Option<Datatype> {
    let (name, form, space) = match local {
        "boolean" => {
            let boolean = other("xsd:boolean", "`true`, `false`, `1` or `0`", number::boolean);
            return Some(Datatype { mend: |form| Some(form.to_ascii_lowercase()), ..boolean });
        }
        "decimal" => ("xsd:decimal", "digits, such as `-1.5`", Space::Other(number::decimal)),
        "double" => ("xsd:double", "a number such as `-1.5E3`, `INF` or `NaN`", Space::Other(number::double)),
        "float" => ("xsd:float", "a number such as `-1.5E3`, `INF` or `NaN`", Space::Other(number::double)),
        _ => return of_integer(local),
    };
    Some(Datatype { name, form, space, mend: |_| None })
}

fn of_integer(local: &str) -> Option<Datatype> {
    let signed = |bits: u32| Space::Integers(Some(-(1 << (bits - 1))), Some((1 << (bits - 1)) - 1));
    let unsigned = |bits: u32| Space::Integers(Some(0), Some((1 << bits) - 1));
    let (name, form, space) = match local {
        "integer" => ("xsd:integer", "a whole number such as `-42`", Space::Integers(None, None)),
        "nonNegativeInteger" => ("xsd:nonNegativeInteger", "a whole number from 0 on", Space::Integers(Some(0), None)),
        "positiveInteger" => ("xsd:positiveInteger", "a whole number from 1 on", Space::Integers(Some(1), None)),
        "nonPositiveInteger" => ("xsd:nonPositiveInteger", "a whole number up to 0", Space::Integers(None, Some(0))),
        "negativeInteger" => ("xsd:negativeInteger", "a whole number up to -1", Space::Integers(None, Some(-1))),
        "long" => ("xsd:long", "a whole number of 64 bits, such as `-42`", signed(64)),
        "int" => ("xsd:int", "a whole number of 32 bits, such as `-42`", signed(32)),
        "short" => ("xsd:short", "a whole number from -32768 to 32767", signed(16)),
        "byte" => ("xsd:byte", "a whole number from -128 to 127", signed(8)),
        "unsignedLong" => ("xsd:unsignedLong", "a whole number of 64 bits from 0 on", unsigned(64)),
        "unsignedInt" => ("xsd:unsignedInt", "a whole number of 32 bits from 0 on", unsigned(32)),
        "unsignedShort" => ("xsd:unsignedShort", "a whole number from 0 to 65535", unsigned(16)),
        "unsignedByte" => ("xsd:unsignedByte", "a whole number from 0 to 255", unsigned(8)),
        _ => return None,
    };
    Some(Datatype { name, form, space, mend: |_| None })
}

fn of_text(local: &str) -> Option<Datatype> {
    let (name, form, check): (_, _, fn(&str) -> Refusal) = match local {
        "hexBinary" => ("xsd:hexBinary", "pairs of hexadecimal digits, such as `0FB7`", number::hexadecimal),
        "base64Binary" => ("xsd:base64Binary", "base 64, such as `dmVyYmFsZQ==`", number::base64),
        "language" => {
            let language = other("xsd:language", "a language tag such as `fr` or `zh-Hant`", name::language);
            return Some(Datatype { mend: |form| check_language(form).err()?.suggestion, ..language });
        }
        "Name" => ("xsd:Name", "a name of XML, such as `dipl:date`", name::xml_name),
        "NCName" => ("xsd:NCName", "a name of XML without a colon, such as `date`", name::unprefixed),
        "ID" => ("xsd:ID", "a name of XML without a colon, such as `date`", name::unprefixed),
        "IDREF" => ("xsd:IDREF", "a name of XML without a colon, such as `date`", name::unprefixed),
        "ENTITY" => ("xsd:ENTITY", "a name of XML without a colon, such as `date`", name::unprefixed),
        "QName" => ("xsd:QName", "a name that may have a prefix, such as `dipl:date`", name::qualified),
        "NMTOKEN" => ("xsd:NMTOKEN", "characters of names of XML, such as `2-b`", name::name_token),
        "normalizedString" => ("xsd:normalizedString", "text without tabs and line ends", name::normalized),
        "token" => ("xsd:token", "words with one space between them", name::words),
        _ => return None,
    };
    Some(other(name, form, check))
}
