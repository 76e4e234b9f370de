//! Whether the words of a date, or the dates around it, support each of its parts.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::names::month_named;
use super::weekday::{Word, arabic_stems, is_arabic, words};
use super::{Date, DateRole, DateType, weekdays_in};

pub(super) fn unsupported(date: &Date<'_>, texts: &[&str], others: &[&Date<'_>]) -> Option<&'static str> {
    let stated = date.literals.iter().find(|literal| matches!(literal.role, DateRole::Date | DateRole::Due))?;
    let first = date.earliest?;
    let others: Vec<NaiveDate> = others.iter().flat_map(|other| [other.earliest, other.latest]).flatten().collect();
    if others.is_empty() && texts.iter().all(|text| text.trim().is_empty()) {
        return None;
    }
    let to_the_day = matches!(stated.datatype, DateType::Date | DateType::DateTime);
    let to_the_month = stated.datatype != DateType::Year;
    // What figures and the dates around tell is cheap to see, and mostly enough.
    let mut named = Named::figures(texts);
    named.unsupported(first, &others, to_the_day, to_the_month)?;
    if to_the_day && (is_relative(texts, first, &others) || is_weekday_nearby(texts, first, &others)) {
        return None;
    }
    named.add_names(texts);
    named.unsupported(first, &others, to_the_day, to_the_month)
}

fn is_within(a: NaiveDate, b: NaiveDate, days: i64) -> bool {
    (a - b).abs() <= TimeDelta::days(days)
}

/// «Thursday», in words about a date that lies within a week of another one.
fn is_weekday_nearby(texts: &[&str], day: NaiveDate, others: &[NaiveDate]) -> bool {
    let named = texts.iter().any(|text| weekdays_in(text).iter().any(|(weekday, _)| *weekday == day.weekday()));
    named && others.iter().any(|other| is_within(day, *other, 7))
}

/// «Yesterday», in words about a date that lies next to another one.
fn is_relative(texts: &[&str], day: NaiveDate, others: &[NaiveDate]) -> bool {
    const WORDS: &[&str] = &[
        "hier",
        "demain",
        "aujourd",
        "veille",
        "lendemain",
        "yesterday",
        "tomorrow",
        "today",
        "tonight",
        "ayer",
        "mañana",
        "hoy",
        "víspera",
        "gestern",
        "heute",
        "morgen",
        "вчера",
        "сегодня",
        "завтра",
        "накануне",
        "أمس",
        "امس",
        "اليوم",
        "غدا",
    ];
    const CHINESE: &[&str] = &["昨", "今天", "今日", "明天", "明日", "前天", "次日", "当天", "當天"];
    let says = |text: &&str| {
        words(text).iter().any(|word| WORDS.contains(&word.name.as_ref()))
            || CHINESE.iter().any(|word| text.contains(word))
    };
    texts.iter().any(says) && others.iter().any(|other| is_within(day, *other, 2))
}

/// The numbers and months that words name.
struct Named {
    numbers: Vec<u32>,
    months: Vec<u32>,
    first_of_month: bool,
}

impl Named {
    /// The numbers; names are added by [`add_names`](Self::add_names).
    fn figures(texts: &[&str]) -> Self {
        Self {
            numbers: texts.iter().flat_map(|text| numbers(text)).collect(),
            months: Vec::new(),
            first_of_month: false,
        }
    }

    fn add_names(&mut self, texts: &[&str]) {
        const FIRST: &[&str] =
            &["premier", "first", "primero", "erste", "ersten", "erster", "первого", "первое", "الأول"];
        for text in texts {
            let words = words(text);
            self.months.extend((0..words.len()).filter_map(|at| month_at(&words, at)));
            self.first_of_month |= words.iter().any(|word| FIRST.contains(&word.name.as_ref()));
        }
    }

    /// The part of a date that neither the words nor the dates around them support.
    fn unsupported(
        &self,
        first: NaiveDate,
        others: &[NaiveDate],
        to_the_day: bool,
        to_the_month: bool,
    ) -> Option<&'static str> {
        let day = !to_the_day || self.day(first) || others.iter().any(|other| other.day() == first.day());
        let month = !to_the_month || self.month(first) || others.iter().any(|other| other.month() == first.month());
        let year = self.year(first) || others.iter().any(|other| self.is_year(first, *other));
        let parts = [("day", day), ("month", month), ("year", year)];
        parts.into_iter().find(|(_, supported)| !supported).map(|(part, _)| part)
    }

    /// The same year, or one that words without a year mean: the nearest.
    fn is_year(&self, first: NaiveDate, other: NaiveDate) -> bool {
        other.year() == first.year() || (!self.names_year() && is_within(first, other, 366))
    }

    fn day(&self, date: NaiveDate) -> bool {
        self.numbers.contains(&date.day()) || (date.day() == 1 && self.first_of_month)
    }

    fn month(&self, date: NaiveDate) -> bool {
        self.months.contains(&date.month()) || self.numbers.contains(&date.month())
    }

    fn year(&self, date: NaiveDate) -> bool {
        let year = date.year().unsigned_abs();
        self.numbers.contains(&year) || self.numbers.contains(&(year % 100))
    }

    fn names_year(&self) -> bool {
        self.numbers.iter().any(|number| (1000..=9999).contains(number))
    }
}

/// Some Arabic months have names of two words.
fn month_at(words: &[Word<'_>], at: usize) -> Option<u32> {
    let name = words[at].name.as_ref();
    if !is_arabic(name) {
        return month_named(name);
    }
    let named = |name: &str| arabic_stems(name).find_map(|stem| month_named(&stem));
    let pair = words.get(at + 1).and_then(|next| named(&format!("{name} {}", next.name)));
    pair.or_else(|| named(name))
}

/// Numbers in Western, Arabic-Indic, Persian, full-width and Chinese digits.
fn numbers(text: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    let mut open: Option<u32> = None;
    for c in text.chars() {
        match digit(c) {
            Some(digit) => open = Some(open.unwrap_or(0).saturating_mul(10).saturating_add(digit)),
            None => numbers.extend(open.take()),
        }
    }
    numbers.extend(open);
    // All Chinese numerals begin with one of four bytes.
    if !text.bytes().any(|byte| matches!(byte, 0xE3..=0xE5 | 0xE9)) {
        return numbers;
    }
    let numeral = |c: char| chinese_digit(c).is_none() && c != '十';
    numbers.extend(text.split(numeral).filter_map(chinese_number));
    numbers
}

fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '０'..='９' => '０',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

fn chinese_digit(c: char) -> Option<u32> {
    let at = "〇一二三四五六七八九".chars().position(|numeral| numeral == c).or((c == '零').then_some(0))?;
    u32::try_from(at).ok()
}

/// Digit by digit (`二〇二五`), or tens and ones (`二十三`).
fn chinese_number(numeral: &str) -> Option<u32> {
    let in_place =
        |text: &str| text.chars().try_fold(0_u32, |number, c| number.checked_mul(10)?.checked_add(chinese_digit(c)?));
    match numeral.split_once('十') {
        None if numeral.is_empty() => None,
        None => in_place(numeral),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { in_place(tens)? };
            tens.checked_mul(10)?.checked_add(in_place(ones)?)
        }
    }
}
