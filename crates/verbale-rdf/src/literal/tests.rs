//! Tables of good and bad forms, from the specifications.

mod agreement;

use oxrdf::{Literal, NamedNode};

use super::*;

fn check(datatype: &str, form: &str) -> Result<(), LexicalFault> {
    let (prefix, local) = datatype.split_once(':').unwrap();
    let namespace = match prefix {
        "xsd" => "http://www.w3.org/2001/XMLSchema#",
        "rdf" => "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "edtf" => "http://id.loc.gov/datatypes/edtf/",
        _ => "https://example.org/",
    };
    check_literal(&Literal::new_typed_literal(form, NamedNode::new(format!("{namespace}{local}")).unwrap()))
}

/// Every good form passes, and every bad one is refused by a message that names it, its datatype and a good example.
fn table(datatype: &str, good: &[&str], bad: &[&str]) {
    for form in good {
        assert_eq!(check(datatype, form), Ok(()), "{datatype} {form:?}");
    }
    for form in bad {
        let fault = check(datatype, form).expect_err(&format!("{datatype} {form:?}"));
        assert!(fault.message.starts_with('`') && fault.message.contains(&format!("is no {datatype}: ")), "{fault:?}");
        assert_eq!(fault.bytes, 0..form.len());
        if let Some(better) = fault.suggestion {
            assert_eq!(check(datatype, &better), Ok(()), "{datatype} {form:?} for {better:?}");
        }
    }
}

/// Section 3.3.11 of XSD 1.1: four digits or more, no leading zero beyond four; year 0000 exists in version 1.1.
#[test]
fn years() {
    table(
        "xsd:gYear",
        &[
            "2025",
            "0778",
            "-0044",
            "0000",
            "-0000",
            "12025",
            "-123456789012345678901234567890",
            "2025Z",
            "2025+14:00",
            "2025-05:00",
        ],
        &[
            "",
            "778",
            "44",
            "-44",
            "02025",
            "+2025",
            "2025-4",
            "2025 ",
            " 2025",
            "2025z",
            "2025+14:01",
            "2025+15:00",
            "2025+2:00",
            "MMXXV",
            "2025-04",
            "20.25",
            "٢٠٢٥",
            "2025+02",
            "--2025",
        ],
    );
    table(
        "xsd:gYearMonth",
        &["2025-04", "0778-12", "-0044-03", "2025-04Z", "2025-04-05:00"],
        &[
            "2025",
            "2025-4",
            "2025-00",
            "2025-13",
            "2025/04",
            "202504",
            "2025-04-03",
            "2025-04 ",
            "25-04",
            "2025-004",
            "2025-",
        ],
    );
}

/// Sections 3.3.12 to 3.3.14: 29 February is a day of some years, 30 February of none.
#[test]
fn parts_of_years() {
    table(
        "xsd:gMonthDay",
        &["--04-03", "--02-29", "--12-31", "--04-30Z", "--04-03+02:00"],
        &[
            "04-03", "-04-03", "--02-30", "--04-31", "--13-01", "--00-10", "--04-00", "--4-3", "--0403", "--04",
            "--04-03T",
        ],
    );
    table(
        "xsd:gMonth",
        &["--04", "--12", "--01Z", "--04+02:00"],
        &["04", "--4", "--00", "--13", "--04--", "-04", "--04-03"],
    );
    table("xsd:gDay", &["---03", "---31", "---01Z"], &["03", "--03", "---3", "---00", "---32", "---03-"]);
}

/// Section 3.3.9, with the days of months of section D.2.
#[test]
fn dates() {
    table(
        "xsd:date",
        &[
            "2025-04-03",
            "2025-04-03+02:00",
            "2025-04-03Z",
            "2024-02-29",
            "2000-02-29",
            "-0044-03-15",
            "0000-02-29",
            "-0004-02-29",
            "12025-12-31",
            "2025-12-31-14:00",
        ],
        &[
            "2025-4-3",
            "2025-02-29",
            "1900-02-29",
            "2025-04-31",
            "2025-02-30",
            "2025-13-01",
            "2025-00-01",
            "2025-04-00",
            "2025-04-32",
            "03/04/2025",
            "3 avril 2025",
            "20250403",
            "2025-04-03 ",
            "\n2025-04-03",
            "2025-04-03T00:00:00",
            "25-04-03",
            "2025-04",
            "2025-04-03+2",
            "2025-04-03+0200",
            "",
            "2025–04–03",
            "+2025-04-03",
            "02025-04-03",
        ],
    );
}

/// Sections 3.3.7 and 3.3.8: 24:00:00 is the end of a day and the only time of hour 24; there are no leap seconds.
#[test]
fn times() {
    table(
        "xsd:time",
        &["00:00:00", "23:59:59", "24:00:00", "24:00:00.000", "10:30:00.123456789012", "10:30:00Z", "10:30:00-05:00"],
        &[
            "24:00:01",
            "24:01:00",
            "24:00:00.1",
            "25:00:00",
            "10:60:00",
            "23:59:60",
            "10:30",
            "10:30:00.",
            "1:30:00",
            "10:30:00 Z",
            "10:30:00,5",
            "10h30",
            "T10:30:00",
            "10:30:00+24:00",
        ],
    );
    table(
        "xsd:dateTime",
        &[
            "2025-04-03T10:30:00",
            "2025-04-03T10:30:00Z",
            "2025-04-03T24:00:00",
            "-0044-03-15T12:00:00.5+01:00",
            "2024-02-29T00:00:00",
        ],
        &[
            "2025-04-03",
            "2025-04-03 10:30:00",
            "2025-04-03T10:30",
            "2025-04-03t10:30:00z",
            "2025-02-29T10:30:00",
            "2025-04-03T24:00:01",
            "2025-04-03T10:30:00+2",
            "2025-04-03T10:30:00 ",
            "2025-04-03TZ",
            "10:30:00",
        ],
    );
}

/// Section 3.4.28: the time zone is required.
#[test]
fn time_stamps() {
    table(
        "xsd:dateTimeStamp",
        &["2025-04-03T10:30:00Z", "2025-04-03T10:30:00-14:00", "2025-04-03T24:00:00+00:00"],
        &["2025-04-03T10:30:00", "2025-04-03Z", "2025-04-03T10:30:00+14:30", "2025-02-30T10:30:00Z"],
    );
    let fault = check("xsd:dateTimeStamp", "2025-04-03T10:30:00").unwrap_err();
    assert!(fault.message.contains("the time zone is missing"), "{fault:?}");
}

/// Section 3.3.6: at least one number, in order, each at most once; a fraction for seconds alone; `T` before times.
#[test]
fn lengths_of_time() {
    table(
        "xsd:duration",
        &["P1Y", "P1Y2M3DT4H5M6.7S", "-P120D", "PT0S", "P0Y", "PT1M", "P1M", "PT36H", "P1DT0.5S", "PT0.5S"],
        &[
            "", "P", "PT", "P1YT", "1Y", "P1", "P1S", "P1D2M", "P1M1Y", "P1.5Y", "PT1.5H", "PT1.S", "PT.5S", "P-1Y",
            "+P1Y", "P1W", "P1Y1Y", "p1y", "PT1M2H", "P 1Y", "--P1Y",
        ],
    );
    table("xsd:yearMonthDuration", &["P1Y", "-P1Y2M", "P14M"], &["P1D", "P1Y2M3D", "P1YT1H", "PT1M", "P", "P1.0Y"]);
    table("xsd:dayTimeDuration", &["P1D", "-P1DT2H", "PT1M", "PT0.000S"], &["P1Y", "P1M", "P1M1D", "P1DT", "PT", "P"]);
}

/// Sections 3.3.3 and 3.4.13: any number of digits; a sign for zero too; no exponent.
#[test]
fn decimals_and_integers() {
    table(
        "xsd:decimal",
        &["0", "-1.5", "+1.", ".5", "-.0", "00012.50", "123456789012345678901234567890.123456789"],
        &["", ".", "-", "1e3", "1,5", "1 000", "1.5.2", "0x10", "INF", "NaN", "--1", "1_000", " 1", "½", "１"],
    );
    table(
        "xsd:integer",
        &["0", "-0", "+42", "007", "123456789012345678901234567890123456789012345"],
        &["", "+", "1.0", "1.", "1e3", "4 2", "42 ", "-", "٤٢"],
    );
    table(
        "xsd:nonNegativeInteger",
        &["0", "-0", "+1", "99999999999999999999999999999999999999999"],
        &["-1", "-99999999999999999999999999999999999999999", "1.0"],
    );
    table("xsd:positiveInteger", &["1", "+1", "0001"], &["0", "-0", "-1", "000"]);
    table("xsd:nonPositiveInteger", &["0", "+0", "-1"], &["1", "+1"]);
    table(
        "xsd:negativeInteger",
        &["-1", "-99999999999999999999999999999999999999999"],
        &["0", "-0", "1", "99999999999999999999999999999999999999999"],
    );
}

/// Sections 3.4.16 to 3.4.24: the bounds of two's complement.
#[test]
fn bounded_integers() {
    let bounds = [
        ("byte", "-128", "127"),
        ("short", "-32768", "32767"),
        ("int", "-2147483648", "2147483647"),
        ("long", "-9223372036854775808", "9223372036854775807"),
        ("unsignedByte", "0", "255"),
        ("unsignedShort", "0", "65535"),
        ("unsignedInt", "0", "4294967295"),
        ("unsignedLong", "0", "18446744073709551615"),
    ];
    for (local, least, greatest) in bounds {
        let beyond = |bound: &str, step: i128| (bound.parse::<i128>().unwrap() + step).to_string();
        let (below, above) = (beyond(least, -1), beyond(greatest, 1));
        let long = "9".repeat(60);
        table(
            &format!("xsd:{local}"),
            &[least, greatest, "0", "+7", "0000000000000000000000000000000000000000000007"],
            &[&below, &above, &long, "1.0", "", "a"],
        );
    }
}

/// Sections 3.3.4 and 3.3.5: out of range is infinite and not ill-formed; `+INF` came with version 1.1.
#[test]
fn floating_point() {
    for datatype in ["xsd:double", "xsd:float"] {
        table(
            datatype,
            &["1", "-1.5E3", "1e-10", ".5", "5.", "INF", "-INF", "+INF", "NaN", "1E400", "+0"],
            &["", "inf", "Infinity", "nan", "+NaN", "1E", "E5", "1E1.5", "1,5", "0x1p3", "1d", " 1", "--1", "."],
        );
    }
}

/// Sections 3.3.2, 3.3.15 and 3.3.16.
#[test]
fn truth_and_bytes() {
    table("xsd:boolean", &["true", "false", "1", "0"], &["True", "TRUE", "yes", "", "01", "t", "vrai", "true "]);
    assert_eq!(check("xsd:boolean", "True").unwrap_err().suggestion.as_deref(), Some("true"));
    table("xsd:hexBinary", &["", "0FB7", "0fb7"], &["0", "0FB", "0x0F", "0G", "0F B7", "é"]);
    table(
        "xsd:base64Binary",
        &["", "dmVyYmFsZQ==", "YWJj", "YW Jj", "YWI=", "YQ = =", "+/+/"],
        &["Y", "YQ", "YQ=", "YW=J", "YR==", "YWJ=", "YWJj====", "YW  Jj", " YWJj", "YWJj\n", "YW-_", "é==="],
    );
}

/// Sections 3.4.1 to 3.4.7 and the names of XML 1.0.
#[test]
fn names_and_text() {
    table(
        "xsd:language",
        &["fr", "zh-Hant-TW", "x-klingon", "i-navajo", "abcdefgh"],
        &["", "fr_FR", "f1", "abcdefghi", "fr-", "-fr", "fr-abcdefghi", "français", "fr "],
    );
    table("xsd:Name", &["a", "dipl:date", ":a", "_a.b-1", "état"], &["", "1a", "-a", "a b", ".a", "a/b"]);
    for datatype in ["xsd:NCName", "xsd:ID", "xsd:IDREF", "xsd:ENTITY"] {
        table(datatype, &["a", "_1", "état"], &["", "a:b", ":a", "1a", "a b"]);
    }
    table("xsd:QName", &["dipl:date", "date"], &["", ":date", "dipl:", "a:b:c", "1:a", "a:1"]);
    table("xsd:NMTOKEN", &["2-b", "a", ".a", "a:b"], &["", "a b", "a,b"]);
    table("xsd:normalizedString", &["", " a  b "], &["a\tb", "a\nb", "\r"]);
    table("xsd:token", &["", "a b"], &[" a", "a ", "a  b", "a\tb"]);
}

/// The grammar of EDTF, levels 0 to 2 (ISO 8601-2:2019, Annex A).
#[test]
fn edtf() {
    table(
        "edtf:EDTF",
        &[
            "2025-04-03",
            "2025-04",
            "0778",
            "-0044",
            "1984?",
            "2004-06~/2006-08",
            "2025-04/..",
            "156X",
            "[1667,1668]",
            "{1960,1961-12}",
            "2001-21",
            "Y-17E7",
        ],
        &["", "2025-4-3", "avril 2025", "2025-02-30", "2025-13", "778", "2025-04-03 ", "c. 1984", "[1667"],
    );
}

/// RDF 1.1 Concepts, section 5, and JSON-LD 1.1, section 10.2.
#[test]
fn of_rdf() {
    let deep = "[".repeat(500) + &"]".repeat(500);
    table(
        "rdf:JSON",
        &["{\"a\": [1, null]}", "1", "\"x\"", " [] ", deep.as_str()],
        &["", "{a: 1}", "[1,]", "'x'", "NaN", "{\"a\": 1} x", "\"\u{1}\""],
    );
    table(
        "rdf:XMLLiteral",
        &[
            "",
            "words",
            "<b>words</b>",
            "a<br/>b &amp; &#233;&#xe9;",
            "<a b='1' c = \"2\" />",
            "<!-- x --><?pi y?><![CDATA[<&]]>",
            "<d:é xmlns:d='u'>]]</d:é>",
        ],
        &[
            "<b>",
            "</b>",
            "<a><b></a></b>",
            "a & b",
            "&nbsp;",
            "<a b=1/>",
            "<a b/>",
            "<a b='1' b='2'/>",
            "<a b='<'/>",
            "<a b='1'c='2'/>",
            "<!-- a -- b -->",
            "<![CDATA[",
            "]]>",
            "<?xml version='1.0'?>",
            "< a/>",
            "<!DOCTYPE a>",
            "&#0;",
            "&#xD800;",
            "\u{1}",
            "<a",
            "<a b='",
        ],
    );
    assert_eq!(check("rdf:HTML", "<p>anything <b>goes"), Ok(()));
    let fault = check("rdf:langString", "mots").unwrap_err();
    assert!(fault.message.contains("has a language tag"), "{fault:?}");
    let tagged = Literal::new_language_tagged_literal("mots", "fr").unwrap();
    assert_eq!(check_literal(&tagged), Ok(()));
}

#[test]
fn datatypes_that_are_not_known_pass() {
    for datatype in ["xsd:string", "xsd:anyURI", "xsd:anyType", "xsd:dates", "rdf:Seq", "ex:date", "edtf:EDTF-level0"] {
        assert_eq!(check(datatype, "\u{0} anything <>"), Ok(()), "{datatype}");
    }
}

#[test]
fn messages_say_what_is_wrong_and_what_would_be_right() {
    let message = |datatype: &str, form: &str| {
        let fault = check(datatype, form).unwrap_err();
        (fault.message, fault.suggestion)
    };
    assert_eq!(
        message("xsd:date", "2025-02-29"),
        (
            "`2025-02-29` is no xsd:date: the last day of this month is 28; it is a day such as `2025-04-03`, or \
             `2025-04-03+02:00` with a time zone"
                .into(),
            None
        )
    );
    let (text, suggestion) = message("xsd:gYear", "778");
    assert!(text.contains("a year has four digits at least") && text.contains("`0778`"), "{text}");
    assert_eq!(suggestion.as_deref(), Some("0778"));
    let (text, suggestion) = message("xsd:integer", " 42\n");
    assert!(text.starts_with("` 42\\n` is no xsd:integer: white space around"), "{text}");
    assert_eq!(suggestion.as_deref(), Some("42"));
    assert_eq!(message("xsd:dateTime", "2025-4-3 10:30").1.as_deref(), Some("2025-04-03T10:30:00"));
    let (text, _) = message("xsd:date", &"9".repeat(5_000));
    assert!(text.chars().count() < 250, "{text}");
}

#[test]
fn tags() {
    for tag in ["fr", "zh-Hant-TW", "en-GB-oed", "x-verbale", "sr-Latn-RS"] {
        assert_eq!(check_tag(tag), Ok(()), "{tag}");
    }
    for tag in ["", "fr_FR", "français", "a", "fr-", "123", "fr-fr-fr", "toolonglanguage"] {
        assert!(check_tag(tag).is_err(), "{tag}");
    }
}
