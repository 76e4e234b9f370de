//! The grammars beside another implementation of them.

use std::str::FromStr;

use proptest::prelude::*;

use super::check;

/// Another implementation of the grammars, which bounds years and seconds by what its numbers hold.
fn by_oxsdatatypes(datatype: &str, form: &str) -> bool {
    match datatype {
        "xsd:gYear" => oxsdatatypes::GYear::from_str(form).is_ok(),
        "xsd:gYearMonth" => oxsdatatypes::GYearMonth::from_str(form).is_ok(),
        "xsd:gMonthDay" => oxsdatatypes::GMonthDay::from_str(form).is_ok(),
        "xsd:gMonth" => oxsdatatypes::GMonth::from_str(form).is_ok(),
        "xsd:gDay" => oxsdatatypes::GDay::from_str(form).is_ok(),
        "xsd:date" => oxsdatatypes::Date::from_str(form).is_ok(),
        "xsd:dateTime" => oxsdatatypes::DateTime::from_str(form).is_ok(),
        "xsd:time" => oxsdatatypes::Time::from_str(form).is_ok(),
        "xsd:duration" => oxsdatatypes::Duration::from_str(form).is_ok(),
        "xsd:yearMonthDuration" => oxsdatatypes::YearMonthDuration::from_str(form).is_ok(),
        "xsd:dayTimeDuration" => oxsdatatypes::DayTimeDuration::from_str(form).is_ok(),
        "xsd:boolean" => oxsdatatypes::Boolean::from_str(form).is_ok(),
        "xsd:integer" => oxsdatatypes::Integer::from_str(form).is_ok(),
        "xsd:decimal" => oxsdatatypes::Decimal::from_str(form).is_ok(),
        _ => oxsdatatypes::Double::from_str(form).is_ok(),
    }
}

const SHARED: [&str; 15] = [
    "xsd:gYear",
    "xsd:gYearMonth",
    "xsd:gMonthDay",
    "xsd:gMonth",
    "xsd:gDay",
    "xsd:date",
    "xsd:dateTime",
    "xsd:time",
    "xsd:duration",
    "xsd:yearMonthDuration",
    "xsd:dayTimeDuration",
    "xsd:boolean",
    "xsd:integer",
    "xsd:decimal",
    "xsd:double",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Forms near the grammars: most of each datatype are refused, many are not.
    #[test]
    fn two_implementations_agree(
        datatype in prop::sample::select(&SHARED[..]),
        form in prop_oneof![
            "-?[0-9]{3,5}(-[0-1][0-9](-[0-3][0-9])?)?(T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,2})?)?(Z|[+-][01][0-9]:[0-6]0)?",
            "-{1,3}[0-1][0-9](-[0-3][0-9])?(Z|[+-]1[0-9]:00)?",
            "[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{0,2})?(Z|-0[0-9]:30)?",
            "-?P([0-9]{1,2}[YMD.]){0,3}(T([0-9]{1,2}(\\.[0-9])?[HMS]){0,3})?",
            "[+-]?[0-9]{0,3}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{0,2})?",
            "(true|false|INF|-INF|NaN|0|1|T|True)?",
        ],
    ) {
        // A number follows `T` (section 3.3.6.2); the other takes `P1DT`.
        let expected = by_oxsdatatypes(datatype, &form) && !(form.contains('P') && form.ends_with('T'));
        prop_assert_eq!(check(datatype, &form).is_ok(), expected, "{} {:?}", datatype, form);
    }
}
