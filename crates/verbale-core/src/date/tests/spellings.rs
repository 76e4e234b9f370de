//! Dates as people write them: refused, with the right form where there is one.

use super::*;

#[test]
fn the_right_form_is_suggested() {
    for (written, suggestion) in [
        ("2025-4-3", "2025-04-03"),
        ("2025/04/03", "2025-04-03"),
        ("2025.4.3", "2025-04-03"),
        ("2025-4", "2025-04"),
        ("04/2025", "2025-04"),
        ("03.04.2025", "2025-04-03"),
        ("13/04/2025", "2025-04-13"),
        ("04/13/2025", "2025-04-13"),
        ("04/04/2025", "2025-04-04"),
        ("20250403", "2025-04-03"),
        ("3 avril 2025", "2025-04-03"),
        ("1er avril 2025", "2025-04-01"),
        ("jeudi 3 avril 2025", "2025-04-03"),
        ("le 3 août 2025", "2025-08-03"),
        ("April 3, 2025", "2025-04-03"),
        ("3rd of April 2025", "2025-04-03"),
        ("April 2025", "2025-04"),
        ("3-Apr-2025", "2025-04-03"),
        ("3 de abril de 2025", "2025-04-03"),
        ("3. April 2025", "2025-04-03"),
        ("3 апреля 2025 г.", "2025-04-03"),
        ("3 نيسان 2025", "2025-04-03"),
        ("2025年4月3日", "2025-04-03"),
        ("2025年4月", "2025-04"),
        (" 2025-04-03", "2025-04-03"),
        ("2025-04-03\n", "2025-04-03"),
        (" 2025-4-3 ", "2025-04-03"),
        ("2025-04-03T10:00Z", "2025-04-03T10:00:00Z"),
        ("2025-04-03 10:00:00", "2025-04-03T10:00:00"),
        ("2025-04-03T10:00:00.250+01:00", "2025-04-03T10:00:00+01:00"),
    ] {
        let fault = Date::parse(written).unwrap_err();
        assert_eq!(fault.suggestion.as_deref(), Some(suggestion), "{written}: {fault:?}");
        assert!(Date::parse(suggestion).is_ok());
    }
}

#[test]
fn where_two_answers_are_possible_both_are_named() {
    let fault = Date::parse("03/04/2025").unwrap_err();
    assert_eq!(fault.suggestion, None);
    assert!(fault.message.contains("2025-04-03") && fault.message.contains("2025-03-04"), "{}", fault.message);
}

#[test]
fn what_is_refused_is_not_suggested() {
    assert_eq!(Date::parse("{1960,1961-12} ").unwrap_err().suggestion, None);
    assert_eq!(Date::parse(" 2025-02-30").unwrap_err().suggestion, None);
}

#[test]
fn a_weekday_that_does_not_fit_is_no_clear_answer() {
    let fault = Date::parse("vendredi 3 avril 2025").unwrap_err();
    assert_eq!(fault.suggestion, None);
    assert!(fault.message.contains("another day of the week"), "{}", fault.message);
}

#[test]
fn days_that_no_calendar_has_are_pointed_at() {
    for (written, bytes, message) in [
        ("2025-02-30", 8..10, "28 days"),
        ("2024-02-30", 8..10, "29 days"),
        ("1900-02-29", 8..10, "28 days"),
        ("2025-04-31", 8..10, "30 days"),
        ("2025-13-01", 5..7, "no month 13"),
        ("2025-00", 5..7, "no month 00"),
        (" 2025-04", 0..1, "blanks"),
        ("2025-04 ", 7..8, "blanks"),
    ] {
        let fault = Date::parse(written).unwrap_err();
        assert_eq!(fault.bytes, bytes, "{written}: {fault:?}");
        assert!(fault.message.contains(message), "{written}: {fault:?}");
    }
}

#[test]
fn other_faults_are_placed_inside_the_string() {
    for written in [
        "",
        "soon",
        "2025-04-03/",
        "//",
        "../..",
        "[",
        "2025-04-03T25:00:00",
        "２０２５",
        "é",
        "99/99/9999",
        "2025-13-45",
        "40 avril 2025",
    ] {
        if let Err(fault) = Date::parse(written) {
            assert!(fault.bytes.start <= fault.bytes.end && fault.bytes.end <= written.len(), "{written}: {fault:?}");
            assert!(written.get(fault.bytes.clone()).is_some() && !fault.message.ends_with('.'));
            assert_eq!(fault.suggestion, None, "{written}");
        } else {
            assert_eq!(written, "2025-04-03/");
        }
    }
}
