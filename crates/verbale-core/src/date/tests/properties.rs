//! Lexical forms against the grammar of XSD 1.1 part 2, and strings of every kind.

use super::*;

/// Whether `text` has the shape of `pattern`, in which `d` is a digit.
fn has_shape(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(c, p)| if p == b'd' { c.is_ascii_digit() } else { c == p })
}

/// Sections 3.3.7 to 3.3.11 of the specification, for four-digit years.
fn is_lexical(literal: &DateLiteral) -> bool {
    let text = literal.lexical.as_str();
    let number = |at: std::ops::Range<usize>| text[at].parse::<u32>().unwrap();
    let day = |text: &str| {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let (year, month, day) = (number(0..4), number(5..7), text[8..10].parse::<u32>().unwrap());
        let leap =
            u32::from(month == 2 && year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)));
        (1..=12).contains(&month) && day >= 1 && day <= lengths[month as usize - 1] + leap
    };
    let zone = |zone: &str| {
        let offset = |zone: &str| zone[1..3].parse::<u32>().unwrap() * 60 + zone[4..6].parse::<u32>().unwrap();
        let signed = has_shape(zone, "+dd:dd") || has_shape(zone, "-dd:dd");
        zone.is_empty() || zone == "Z" || (signed && offset(zone) <= 14 * 60 && zone[4..6].parse::<u32>().unwrap() < 60)
    };
    match literal.datatype {
        DateType::Year => has_shape(text, "dddd") && text != "0000",
        DateType::YearMonth => has_shape(text, "dddd-dd") && (1..=12).contains(&number(5..7)),
        DateType::Date => has_shape(text, "dddd-dd-dd") && day(text),
        DateType::DateTime => {
            let clock =
                |text: &str| number(11..13) < 24 && number(14..16) < 60 && number(17..19) < 60 && day(&text[..10]);
            has_shape(&text[..19], "dddd-dd-ddTdd:dd:dd") && clock(text) && zone(&text[19..])
        }
        DateType::Edtf => edtf_core::is_valid(text),
    }
}

fn check_reading(date: &Date<'_>) {
    assert!(!date.literals.is_empty(), "{date:?}");
    assert!(date.literals.iter().all(is_lexical), "{date:?}");
    assert!(date.literals.is_sorted_by_key(|literal| literal.role), "{date:?}");
    assert!(date.literals.iter().any(|literal| !literal.derived), "{date:?}");
    if let (Some(earliest), Some(latest)) = (date.earliest, date.latest) {
        assert!(earliest <= latest, "{date:?}");
    }
}

fn check_fault(written: &str, fault: &DateFault) {
    assert!(written.get(fault.bytes.clone()).is_some(), "{written:?} {fault:?}");
    if let Some(suggestion) = &fault.suggestion {
        assert!(Date::parse(suggestion.as_str()).is_ok(), "{written:?} {fault:?}");
    }
}

proptest! {
    #[test]
    fn literals_are_valid_whatever_is_accepted(written in "\\[?(\\.\\.)?-?[0-9X]{4}(-[0-9X]{2}){0,2}[~?%]?(T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](Z|[+-][01][0-9](:[0-5][0-9])?)?)?([/,]|\\.\\.)?(-?[0-9X]{4}(-[0-2][0-9])?[~?%]?)?\\]?") {
        for read in [Date::parse(written.as_str()), Date::parse_due(written.as_str())] {
            match read {
                Ok(date) => check_reading(&date),
                Err(fault) => check_fault(&written, &fault),
            }
        }
    }

    #[test]
    fn each_day_is_itself(days in 1..3_652_058_i32) {
        let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        let written = day.to_string();
        let date = Date::parse(written.as_str()).unwrap();
        check_reading(&date);
        prop_assert_eq!(date.day(), Some(day));
        prop_assert_eq!(Date::between(Some(&written), Some(&written)).unwrap().day(), Some(day));
    }

    #[test]
    fn no_string_breaks_the_reader(written: String, other in "[0-9年月日/.,T:+Zavrilmn é\\-]{0,20}") {
        for text in [&written, &other] {
            match Date::parse(text.as_str()) {
                Ok(date) => check_reading(&date),
                Err(fault) => check_fault(text, &fault),
            }
            if let Err((side, fault)) = Date::between(Some(text), Some(&written)) {
                check_fault(if side == Side::Since { text } else { &written }, &fault);
            }
        }
    }

    #[test]
    fn no_words_break_the_search(words: String, more in "(周|星期|[一二三十日]|Thu|jeu|\\. ?|3|avril|в|среду|ال|خميس| ){0,12}") {
        for text in [&words, &more] {
            for (_, bytes) in weekdays_in(text) {
                prop_assert!(text.get(bytes).is_some_and(|name| !name.is_empty()));
            }
            let date = Date::parse("2025-04-03").unwrap();
            let part = date.unsupported(&[text], &[]);
            prop_assert!(part.is_none() || matches!(part, Some("day" | "month" | "year")));
        }
    }
}
