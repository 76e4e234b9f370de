use proptest::prelude::*;

use super::*;

mod properties;
mod spellings;
mod text;

/// The literals as `role lexical type`, derived ones with an asterisk.
fn literals(date: &Date<'_>) -> Vec<String> {
    let role = |role| match role {
        DateRole::Date => "date",
        DateRole::Start => "start",
        DateRole::End => "end",
        DateRole::Due => "due",
        DateRole::Earliest => "earliest",
        DateRole::Latest => "latest",
        DateRole::Edtf => "edtf",
    };
    let datatype = |datatype| match datatype {
        DateType::Date => "date",
        DateType::YearMonth => "gYearMonth",
        DateType::Year => "gYear",
        DateType::DateTime => "dateTime",
        DateType::Edtf => "EDTF",
    };
    let derived = |derived: bool| if derived { "*" } else { "" };
    date.literals
        .iter()
        .map(|l| format!("{}{} {} {}", derived(l.derived), role(l.role), l.lexical, datatype(l.datatype)))
        .collect()
}

fn check(written: &str, expected: &[&str]) {
    let date = Date::parse(written).unwrap_or_else(|fault| panic!("{written}: {fault:?}"));
    assert_eq!(literals(&date), expected, "{written}");
    let bound = |role| date.literals.iter().find(|l| l.role == role).map(|l| l.lexical.clone());
    assert_eq!(date.earliest.map(|day| day.to_string()), bound(DateRole::Earliest), "{written}");
    assert_eq!(date.latest.map(|day| day.to_string()), bound(DateRole::Latest), "{written}");
}

#[test]
fn precision_decides_the_datatype() {
    check("2025-04-03", &["date 2025-04-03 date", "*earliest 2025-04-03 date", "*latest 2025-04-03 date"]);
    check("2025-04", &["date 2025-04 gYearMonth", "*earliest 2025-04-01 date", "*latest 2025-04-30 date"]);
    check("2024-02", &["date 2024-02 gYearMonth", "*earliest 2024-02-01 date", "*latest 2024-02-29 date"]);
    check("2025", &["date 2025 gYear", "*earliest 2025-01-01 date", "*latest 2025-12-31 date"]);
    check("0001", &["date 0001 gYear", "*earliest 0001-01-01 date", "*latest 0001-12-31 date"]);
    check("9999-12-31", &["date 9999-12-31 date", "*earliest 9999-12-31 date", "*latest 9999-12-31 date"]);
}

#[test]
fn a_timestamp_keeps_its_zone_and_its_day() {
    let day = ["*earliest 2025-04-03 date", "*latest 2025-04-03 date"];
    for (written, lexical) in [
        ("2025-04-03T23:30:00", "2025-04-03T23:30:00"),
        ("2025-04-03T23:30:00Z", "2025-04-03T23:30:00Z"),
        ("2025-04-03T23:30:00-05:00", "2025-04-03T23:30:00-05:00"),
        ("2025-04-03T23:30:00+03", "2025-04-03T23:30:00+03:00"),
    ] {
        check(written, &[&format!("date {lexical} dateTime"), day[0], day[1]]);
    }
    // XSD has no leap second.
    check(
        "2016-12-31T23:59:60Z",
        &["*earliest 2016-12-31 date", "*latest 2016-12-31 date", "edtf 2016-12-31T23:59:60Z EDTF"],
    );
}

#[test]
fn an_interval_has_a_start_and_an_end() {
    check(
        "2025-04-03/2025-05",
        &["start 2025-04-03 date", "end 2025-05 gYearMonth", "*earliest 2025-04-03 date", "*latest 2025-05-31 date"],
    );
    check("2023/..", &["start 2023 gYear", "*earliest 2023-01-01 date"]);
    check("../2023-09", &["end 2023-09 gYearMonth", "*latest 2023-09-30 date"]);
    check("2023/", &["start 2023 gYear", "*earliest 2023-01-01 date"]);
    check("/2023-09-16", &["end 2023-09-16 date", "*latest 2023-09-16 date"]);
    check(
        "2023/2023-09",
        &["start 2023 gYear", "end 2023-09 gYearMonth", "*earliest 2023-01-01 date", "*latest 2023-09-30 date"],
    );
}

#[test]
fn a_set_says_only_the_bounds() {
    check("[2025-04-03..2025-05-31]", &["earliest 2025-04-03 date", "latest 2025-05-31 date"]);
    check("[2025-04..2025-05]", &["earliest 2025-04-01 date", "latest 2025-05-31 date"]);
    check("[..2025-04-03]", &["latest 2025-04-03 date"]);
    check("[2025..]", &["earliest 2025-01-01 date"]);
    check("[2021,2023-05]", &["*earliest 2021-01-01 date", "*latest 2023-05-31 date", "edtf [2021,2023-05] EDTF"]);
    assert!(Date::parse("{2021,2023}").unwrap_err().message.contains("one fact for each"));
}

#[test]
fn approximate_dates_have_no_bounds() {
    for written in
        ["2025-04~", "2025?", "2025%", "2025-04-03~", "2025-~04-03", "[2025~,2026]", "2025~/..", "2025-XX~", "../2025~"]
    {
        check(written, &[&format!("edtf {written} EDTF")]);
    }
    check("2015~/2019-07", &["*latest 2019-07-31 date", "edtf 2015~/2019-07 EDTF"]);
    check("2015/2019~", &["*earliest 2015-01-01 date", "edtf 2015/2019~ EDTF"]);
}

#[test]
fn unspecified_digits_and_seasons_have_bounds() {
    check("202X", &["*earliest 2020-01-01 date", "*latest 2029-12-31 date", "edtf 202X EDTF"]);
    check("2025-XX", &["*earliest 2025-01-01 date", "*latest 2025-12-31 date", "edtf 2025-XX EDTF"]);
    check("2024-02-XX", &["*earliest 2024-02-01 date", "*latest 2024-02-29 date", "edtf 2024-02-XX EDTF"]);
    check("2025-21", &["*earliest 2025-03-01 date", "*latest 2025-05-31 date", "edtf 2025-21 EDTF"]);
    check("202X/2030", &["*earliest 2020-01-01 date", "*latest 2030-12-31 date", "edtf 202X/2030 EDTF"]);
}

#[test]
fn years_that_xsd_versions_dispute_stay_edtf() {
    for written in ["0000", "-0752", "-0752-03-01", "Y17000", "Y-17000", "Y17E7", "Y1E99"] {
        check(written, &[&format!("edtf {written} EDTF")]);
    }
    check("-0044/2000", &["*latest 2000-12-31 date", "edtf -0044/2000 EDTF"]);
    check("XXXX", &["*latest 9999-12-31 date", "edtf XXXX EDTF"]);
}

#[test]
fn a_due_date_is_exact() {
    let due = |written| Date::parse_due(written).map(|date| literals(&date));
    assert_eq!(due("2025-06").unwrap(), ["due 2025-06 gYearMonth"]);
    assert_eq!(due("2025-06-30").unwrap(), ["due 2025-06-30 date"]);
    assert_eq!(due("2025-06-30T12:00:00Z").unwrap(), ["due 2025-06-30T12:00:00Z dateTime"]);
    assert_eq!(due("2025/2026-03").unwrap(), ["due 2026-03 gYearMonth"]);
    assert_eq!(due("../2026").unwrap(), ["due 2026 gYear"]);
    for written in ["2025~", "[..2025]", "2025-XX", "2025-21", "2025/..", "2025/2026?", "2025~/2026", "0000", "{2025}"]
    {
        let fault = due(written).unwrap_err();
        assert!(fault.not_exact && !fault.disorder, "{written}: {fault:?}");
    }
    assert!(due("2026/2025").unwrap_err().disorder);
    assert!(!due("2025-4-3").unwrap_err().not_exact);
    assert_eq!(Date::parse_due("2025-06-30").unwrap().day(), NaiveDate::from_ymd_opt(2025, 6, 30));
}

#[test]
fn since_and_until_make_one_interval() {
    let between = |since, until| Date::between(since, until).map(|date| (date.written.to_string(), literals(&date)));
    assert_eq!(
        between(Some("2023-09-16"), None).unwrap(),
        ("2023-09-16/..".to_owned(), vec!["start 2023-09-16 date".to_owned(), "*earliest 2023-09-16 date".to_owned()])
    );
    assert_eq!(between(None, Some("2025")).unwrap().1, ["end 2025 gYear", "*latest 2025-12-31 date"]);
    assert_eq!(
        between(Some("2015~"), Some("2019-07")).unwrap().1,
        ["*latest 2019-07-31 date", "edtf 2015~/2019-07 EDTF"]
    );

    let (side, fault) = between(Some("2025"), Some("2024-12")).unwrap_err();
    assert!(side == Side::Until && fault.disorder && fault.bytes == (0..7) && fault.suggestion.is_none(), "{fault:?}");
    let (side, fault) = between(Some("2025-4"), Some("2026")).unwrap_err();
    assert_eq!((side, fault.suggestion.as_deref()), (Side::Since, Some("2025-04")));
    let (side, fault) = between(Some("2025"), Some("[..2026]")).unwrap_err();
    assert!(side == Side::Until && fault.not_exact);
    let (_, fault) = between(Some("2025/2026"), None).unwrap_err();
    assert!(fault.not_exact);
    let (_, fault) = between(Some("2025-04-03T10:00:00Z"), None).unwrap_err();
    assert_eq!(fault.suggestion.as_deref(), Some("2025-04-03"));
    assert!(between(None, None).is_err());
}

#[test]
fn a_start_after_its_end_is_disorder() {
    let fault = Date::parse("2025-05/2025-04-03").unwrap_err();
    assert!(fault.disorder);
    assert_eq!(fault.suggestion.as_deref(), Some("2025-04-03/2025-05"));
    assert!(Date::parse("[2025..2024]").unwrap_err().disorder);
    assert!(Date::parse("2025-04-03/2025-04-03").is_ok());
    assert!(!Date::parse("2025-99/2026").unwrap_err().disorder);
}
