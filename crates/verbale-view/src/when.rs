//! Dates as people write them, and the days that they may mean.

use chrono::{Datelike, NaiveDate};
use verbale_core::resolve::{Object, Resolved, Triple};
use verbale_core::vocab::{EDTF, Property, xsd};

use crate::grammar::begins_with_vowel;
use crate::language::Language;

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// When something is or was: in words, and as days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct When {
    /// With its preposition: «on 3 April 2025», «since 2020».
    pub(crate) phrase: String,
    /// The first day that is possible; none where that side is open or unknown.
    pub(crate) earliest: Option<NaiveDate>,
    /// The last one.
    pub(crate) latest: Option<NaiveDate>,
    /// Whether it lasts from the one to the other; else it is a moment between the two.
    pub(crate) lasts: bool,
}

impl When {
    /// What a fact's properties say of its time.
    pub(crate) fn of(resolved: &Resolved<'_>, properties: &[Triple<'_>], language: Language) -> Option<Self> {
        let literal = |wanted: Property| literal(resolved, properties, wanted);
        let day = |wanted| literal(wanted).and_then(|(lexical, _)| lexical.parse::<NaiveDate>().ok());
        let (earliest, latest) = (day(Property::Earliest), day(Property::Latest));
        let (start, end) = (literal(Property::Start), literal(Property::End));
        let lasts = start.is_some() || end.is_some();
        let phrase = if let Some(date) = literal(Property::Date) {
            dated(date, language)
        } else if lasts {
            lasting(start, end, language)
        } else if let Some(edtf) = literal(Property::Edtf) {
            about(edtf.0, language)
        } else {
            bounded(earliest, latest, language)?
        };
        Some(Self { phrase, earliest, latest, lasts })
    }

    /// By when something is to be done.
    pub(crate) fn due(resolved: &Resolved<'_>, properties: &[Triple<'_>], language: Language) -> Option<String> {
        let (lexical, datatype) = literal(resolved, properties, Property::Due)?;
        let words = in_words(lexical, datatype, language);
        Some(match language {
            Language::En => format!("by {words}"),
            Language::Fr if datatype == xsd::iri::date => format!("d’ici au {words}"),
            Language::Fr => format!("d’ici {words}"),
        })
    }

    /// Both ends, where the time is that of a record that says nothing more.
    pub(crate) fn is_bounded(&self) -> bool {
        self.earliest.is_some() || self.latest.is_some()
    }
}

/// A lexical form with its datatype.
type Literal<'l> = (&'l str, &'static str);

/// The literal of a property.
pub(crate) fn literal<'r>(
    resolved: &'r Resolved<'_>,
    properties: &[Triple<'_>],
    wanted: Property,
) -> Option<Literal<'r>> {
    properties.iter().find_map(|(property, object)| match object {
        Object::Typed(lexical, datatype) if *property == wanted => Some((resolved.arena.text(*lexical), *datatype)),
        _ => None,
    })
}

/// With the preposition that goes with the precision.
fn dated((lexical, datatype): Literal<'_>, language: Language) -> String {
    let words = in_words(lexical, datatype, language);
    let is_day = [xsd::iri::date, xsd::iri::dateTime].contains(&datatype);
    match language {
        Language::Fr => format!("{} {words}", if is_day { "le" } else { "en" }),
        Language::En => format!("{} {words}", if is_day { "on" } else { "in" }),
    }
}

/// From one end to the other; an end that is absent is open.
fn lasting(start: Option<Literal<'_>>, end: Option<Literal<'_>>, language: Language) -> String {
    let words = |(lexical, datatype)| (in_words(lexical, datatype, language), datatype == xsd::iri::date);
    match (language, start.map(words), end.map(words)) {
        (Language::En, Some((start, _)), Some((end, _))) => format!("from {start} to {end}"),
        (Language::En, Some((start, _)), None) => format!("since {start}"),
        (Language::En, None, Some((end, _))) => format!("until {end}"),
        (Language::Fr, Some((start, is_day)), Some((end, ends_on_day))) => {
            let from = match is_day {
                true => "du ",
                false if begins_with_vowel(&start) => "d’",
                false => "de ",
            };
            format!("{from}{start} {} {end}", if ends_on_day { "au" } else { "à" })
        }
        (Language::Fr, Some((start, true)), None) => format!("depuis le {start}"),
        (Language::Fr, Some((start, false)), None) => format!("depuis {start}"),
        (Language::Fr, None, Some((end, true))) => format!("jusqu’au {end}"),
        (Language::Fr, None, Some((end, false))) => format!("jusqu’en {end}"),
        (_, None, None) => String::new(),
    }
}

fn bounded(earliest: Option<NaiveDate>, latest: Option<NaiveDate>, language: Language) -> Option<String> {
    let day = |day: NaiveDate| day_in_words(day, language);
    Some(match (language, earliest, latest) {
        (_, None, None) => return None,
        (Language::Fr, None, Some(latest)) => format!("au plus tard le {}", day(latest)),
        (Language::En, None, Some(latest)) => format!("by {}", day(latest)),
        (Language::Fr, Some(earliest), None) => format!("au plus tôt le {}", day(earliest)),
        (Language::En, Some(earliest), None) => format!("not before {}", day(earliest)),
        (Language::Fr, Some(earliest), Some(latest)) => format!("entre le {} et le {}", day(earliest), day(latest)),
        (Language::En, Some(earliest), Some(latest)) => format!("between {} and {}", day(earliest), day(latest)),
    })
}

/// A date that XML Schema has no datatype for: approximate, uncertain, a season, a decade, one of several.
fn about(edtf: &str, language: Language) -> String {
    let exact = edtf.trim_end_matches(['~', '?', '%']);
    let known = !exact.contains(['~', '?', '%', 'X', '/', '[', ',']);
    let datatype = match exact.len() {
        4 => xsd::iri::gYear,
        7 => xsd::iri::gYearMonth,
        10 => xsd::iri::date,
        _ => EDTF,
    };
    if exact.len() < edtf.len() && known && datatype != EDTF && !is_season(exact) {
        let words = in_words(exact, datatype, language);
        let is_approximate = edtf.ends_with(['~', '%']);
        return match (language, is_approximate) {
            (Language::Fr, true) => format!("vers {words}"),
            (Language::En, true) => format!("about {words}"),
            (Language::Fr, false) => format!("{words} (date incertaine)"),
            (Language::En, false) => format!("{words} (date uncertain)"),
        };
    }
    if let (Some(decade), 4) = (edtf.strip_suffix('X'), edtf.len())
        && decade.bytes().all(|byte| byte.is_ascii_digit())
    {
        return match language {
            Language::Fr => format!("dans les années {decade}0"),
            Language::En => format!("in the {decade}0s"),
        };
    }
    if let Some((year, season)) = edtf.split_once('-').filter(|_| is_season(edtf)) {
        let (fr, en) = match season {
            "21" => ("au printemps", "in spring"),
            "22" => ("en été", "in summer"),
            "23" => ("en automne", "in autumn"),
            _ => ("en hiver", "in winter"),
        };
        return format!("{} {year}", language.pick(fr, en));
    }
    format!("{} {edtf}", language.pick("date (EDTF) :", "date (EDTF):"))
}

fn is_season(edtf: &str) -> bool {
    edtf.len() == 7 && matches!(edtf.get(4..), Some("-21" | "-22" | "-23" | "-24"))
}

/// A date as people write it; what is none, as it is.
pub(crate) fn in_words(lexical: &str, datatype: &str, language: Language) -> String {
    match datatype {
        xsd::iri::date => {
            lexical.parse().map_or_else(|_| lexical.to_owned(), |day: NaiveDate| day_in_words(day, language))
        }
        xsd::iri::gYearMonth => month_in_words(lexical, language).unwrap_or_else(|| lexical.to_owned()),
        xsd::iri::dateTime => {
            let day = lexical.get(..10).and_then(|day| day.parse().ok());
            let time = lexical.get(11..16).unwrap_or_default();
            let zone = lexical.get(19..).unwrap_or_default();
            match day {
                Some(day) => {
                    format!("{} {time} {}", day_in_words(day, language), if zone == "Z" { "UTC" } else { zone })
                        .trim_end()
                        .to_owned()
                }
                None => lexical.to_owned(),
            }
        }
        EDTF => about(lexical, language),
        _ => lexical.to_owned(),
    }
}

/// A day: «3 avril 2025», «1er avril 2025», «3 April 2025».
pub(crate) fn day_in_words(day: NaiveDate, language: Language) -> String {
    let month = day.month0() as usize;
    match language {
        Language::Fr if day.day() == 1 => format!("1er {} {}", MONTHS_FR[month], day.year()),
        Language::Fr => format!("{} {} {}", day.day(), MONTHS_FR[month], day.year()),
        Language::En => format!("{} {} {}", day.day(), MONTHS_EN[month], day.year()),
    }
}

fn month_in_words(lexical: &str, language: Language) -> Option<String> {
    let (year, month) = lexical.split_once('-')?;
    let at = month.parse::<usize>().ok()?.checked_sub(1)?;
    let months = match language {
        Language::Fr => MONTHS_FR,
        Language::En => MONTHS_EN,
    };
    Some(format!("{} {year}", months.get(at)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words() {
        let fr = |lexical, datatype| in_words(lexical, datatype, Language::Fr);
        assert_eq!(fr("2025-04-03", xsd::iri::date), "3 avril 2025");
        assert_eq!(fr("2025-04-01", xsd::iri::date), "1er avril 2025");
        assert_eq!(fr("2025-04", xsd::iri::gYearMonth), "avril 2025");
        assert_eq!(fr("2025", xsd::iri::gYear), "2025");
        assert_eq!(in_words("2025-04-03T10:30:00Z", xsd::iri::dateTime, Language::En), "3 April 2025 10:30 UTC");
        assert_eq!(fr("2025-13", xsd::iri::gYearMonth), "2025-13");
    }

    #[test]
    fn approximate_dates_say_so() {
        let en = |edtf| about(edtf, Language::En);
        assert_eq!(en("2025-04~"), "about April 2025");
        assert_eq!(en("2025?"), "2025 (date uncertain)");
        assert_eq!(en("202X"), "in the 2020s");
        assert_eq!(en("2025-21"), "in spring 2025");
        assert_eq!(about("2025-24", Language::Fr), "en hiver 2025");
        assert_eq!(en("[2019,2021]"), "date (EDTF): [2019,2021]");
        assert_eq!(en("2025-21~"), "date (EDTF): 2025-21~");
    }

    #[test]
    fn open_sides_are_named() {
        let day = NaiveDate::from_ymd_opt(2025, 4, 3);
        assert_eq!(bounded(None, day, Language::Fr).as_deref(), Some("au plus tard le 3 avril 2025"));
        assert_eq!(bounded(None, day, Language::En).as_deref(), Some("by 3 April 2025"));
        assert_eq!(bounded(day, None, Language::En).as_deref(), Some("not before 3 April 2025"));
        assert_eq!(bounded(None, None, Language::En), None);
    }
}
