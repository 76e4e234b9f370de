//! Dates, times and lengths of time (XML Schema 1.1 part 2, sections 3.3.6 to 3.3.14 and 3.4.26 to 3.4.28).
//!
//! Years have no upper bound, and year 0 is the year before year 1, as version 1.1 of the specification has it.

type Refusal = Result<(), String>;

/// What is left of a form.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn digits(&mut self) -> &'a str {
        let end = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at(end);
        self.0 = rest;
        digits
    }

    fn takes(&mut self, mark: char) -> bool {
        let rest = self.0.strip_prefix(mark);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn mark(&mut self, mark: &str, before: &str) -> Refusal {
        self.0 = self.0.strip_prefix(mark).ok_or_else(|| format!("`{mark}` comes before {before}"))?;
        Ok(())
    }

    /// Two digits from one number to another.
    fn two_digits(&mut self, name: &str, least: u32, greatest: u32) -> Result<u32, String> {
        let digits = self.digits();
        let number = digits.parse().ok().filter(|number| digits.len() == 2 && (least..=greatest).contains(number));
        number.ok_or_else(|| format!("{name} has two digits, {least:02} to {greatest}"))
    }

    /// The year, by its last four digits: they tell whether it is a leap year.
    fn year(&mut self) -> Result<u32, String> {
        self.takes('-');
        let digits = self.digits();
        if digits.len() < 4 {
            return Err("a year has four digits at least".into());
        }
        if digits.len() > 4 && digits.starts_with('0') {
            return Err("a year of more than four digits does not begin with 0".into());
        }
        Ok(digits[digits.len() - 4..].parse().unwrap_or_default())
    }

    fn month(&mut self) -> Result<u32, String> {
        self.two_digits("a month", 1, 12)
    }

    /// A day of a month that has it in this year, or in a leap year.
    fn day(&mut self, month: u32, year: Option<u32>) -> Refusal {
        let day = self.two_digits("a day", 1, 31)?;
        let leap = year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        if day <= last { Ok(()) } else { Err(format!("the last day of this month is {last}")) }
    }

    fn date(&mut self) -> Refusal {
        let year = self.year()?;
        self.mark("-", "the month")?;
        let month = self.month()?;
        self.mark("-", "the day")?;
        self.day(month, Some(year))
    }

    fn time(&mut self) -> Refusal {
        let hour = self.two_digits("an hour", 0, 24)?;
        self.mark(":", "the minutes")?;
        let minute = self.two_digits("a minute", 0, 59)?;
        self.mark(":", "the seconds")?;
        let second = self.two_digits("a second", 0, 59)?;
        let fraction = if self.takes('.') { self.digits() } else { "0" };
        if fraction.is_empty() {
            return Err("digits follow the full stop of seconds".into());
        }
        if hour == 24 && (minute, second, fraction.trim_matches('0')) != (0, 0, "") {
            return Err("the only time of hour 24 is 24:00:00".into());
        }
        Ok(())
    }

    /// The end of the form, after a time zone or none; whether there was one.
    fn zone(mut self) -> Result<bool, String> {
        if self.0.is_empty() {
            return Ok(false);
        }
        if !self.takes('Z') {
            const ZONE: &str = "what follows is no time zone: `Z`, or from `-14:00` to `+14:00`";
            if !self.takes('+') && !self.takes('-') {
                return Err(ZONE.into());
            }
            let hour = self.two_digits("the hour of a time zone", 0, 14)?;
            self.mark(":", "the minutes of a time zone")?;
            let minute = self.two_digits("a minute", 0, 59)?;
            if hour == 14 && minute > 0 {
                return Err(ZONE.into());
            }
        }
        if self.0.is_empty() { Ok(true) } else { Err("nothing follows the time zone".into()) }
    }

    fn end(self) -> Refusal {
        self.zone().map(drop)
    }
}

pub(super) fn date(form: &str) -> Refusal {
    let mut rest = Rest(form);
    rest.date()?;
    rest.end()
}

pub(super) fn date_time(form: &str) -> Refusal {
    zoned(form).map(drop)
}

pub(super) fn date_time_stamp(form: &str) -> Refusal {
    if zoned(form)? { Ok(()) } else { Err("the time zone is missing".into()) }
}

fn zoned(form: &str) -> Result<bool, String> {
    let mut rest = Rest(form);
    rest.date()?;
    rest.mark("T", "the time")?;
    rest.time()?;
    rest.zone()
}

pub(super) fn time(form: &str) -> Refusal {
    let mut rest = Rest(form);
    rest.time()?;
    rest.end()
}

pub(super) fn year(form: &str) -> Refusal {
    let mut rest = Rest(form);
    rest.year()?;
    rest.end()
}

pub(super) fn year_month(form: &str) -> Refusal {
    let mut rest = Rest(form);
    rest.year()?;
    rest.mark("-", "the month")?;
    rest.month()?;
    rest.end()
}

pub(super) fn month_day(form: &str) -> Refusal {
    let mut rest = Rest(form);
    rest.mark("--", "the month")?;
    let month = rest.month()?;
    rest.mark("-", "the day")?;
    rest.day(month, None)?;
    rest.end()
}

pub(super) fn month(form: &str) -> Refusal {
    let mut rest = Rest(form);
    rest.mark("--", "the month")?;
    rest.month()?;
    rest.end()
}

pub(super) fn day(form: &str) -> Refusal {
    let mut rest = Rest(form);
    rest.mark("---", "the day")?;
    rest.day(1, None)?;
    rest.end()
}

pub(super) fn duration(form: &str) -> Refusal {
    length_of_time(form, "YMD", "HMS")
}

pub(super) fn year_month_duration(form: &str) -> Refusal {
    length_of_time(form, "YM", "")
}

pub(super) fn day_time_duration(form: &str) -> Refusal {
    length_of_time(form, "D", "HMS")
}

/// A sign, `P`, numbers with the letters of days or more, `T` and numbers with those of less, each letter once and in order.
fn length_of_time(form: &str, days: &str, times: &str) -> Refusal {
    let mut rest = Rest(form);
    rest.takes('-');
    rest.mark("P", "the numbers")?;
    let (of_days, of_times) = match rest.0.split_once('T') {
        Some((_, "")) => return Err("a number of hours, minutes or seconds follows `T`".into()),
        Some((of_days, of_times)) => (of_days, of_times),
        None if rest.0.is_empty() => return Err("a number follows `P`".into()),
        None => (rest.0, ""),
    };
    numbers(of_days, days)?;
    numbers(of_times, times)
}

fn numbers(part: &str, mut letters: &str) -> Refusal {
    let mut rest = Rest(part);
    while !rest.0.is_empty() {
        let mut digits = rest.digits();
        let fraction = rest.takes('.');
        if fraction && !digits.is_empty() {
            digits = rest.digits();
        }
        let letter = rest.0.chars().next();
        let Some(at) = letter.and_then(|letter| letters.find(letter)).filter(|_| !digits.is_empty()) else {
            return Err(match letters {
                "" => "nothing more follows".into(),
                letters => format!("a number and one of the letters `{letters}` follow in order"),
            });
        };
        if fraction && letter != Some('S') {
            return Err("seconds alone have a fraction".into());
        }
        letters = &letters[at + 1..];
        rest.0 = &rest.0[1..];
    }
    Ok(())
}

/// The same digits as dates are written: two for months and days, four for years, `T` before a time, a colon in a zone.
pub(super) fn mended(form: &str) -> Option<String> {
    let (date, time) = form.split_once(['T', 't', ' ']).map_or((form, None), |(date, time)| (date, Some(time)));
    let sign = if date.starts_with('-') { "-" } else { "" };
    let parts: Option<Vec<u32>> = date.trim_start_matches('-').split('-').map(|part| part.parse().ok()).collect();
    let date = match parts?.as_slice() {
        [year] => format!("{sign}{year:04}"),
        [year, month] => format!("{sign}{year:04}-{month:02}"),
        [year, month, day] => format!("{sign}{year:04}-{month:02}-{day:02}"),
        _ => return None,
    };
    let Some(time) = time else { return Some(date) };
    let time = time.replace('z', "Z");
    let seconds = if time.matches(':').count() == 1 && time.len() == 5 { ":00" } else { "" };
    Some(format!("{date}T{time}{seconds}"))
}
