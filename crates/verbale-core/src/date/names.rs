//! Names of months and weekdays in seven languages.

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::Weekday::{self, Fri, Mon, Sat, Sun, Thu, Tue, Wed};
use unicode_normalization::UnicodeNormalization;

/// Names of the twelve months, lower case, composed; each row one language's way to write them.
///
/// French, English, Spanish, German, Russian (nominative, genitive, prepositional), Arabic (Levantine, Egyptian, Maghrebi),
/// then short forms.
const MONTHS: &[[&str; 12]] = &[
    [
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
    ],
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    [
        "jänner",
        "feber",
        "märzes",
        "aprils",
        "mais",
        "junis",
        "julis",
        "augusts",
        "setiembre",
        "oktobers",
        "novembers",
        "dezembers",
    ],
    [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ],
    [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    [
        "январе",
        "феврале",
        "марте",
        "апреле",
        "мае",
        "июне",
        "июле",
        "августе",
        "сентябре",
        "октябре",
        "ноябре",
        "декабре",
    ],
    [
        "январю",
        "февралю",
        "марту",
        "апрелю",
        "маю",
        "июню",
        "июлю",
        "августу",
        "сентябрю",
        "октябрю",
        "ноябрю",
        "декабрю",
    ],
    [
        "январем",
        "февралем",
        "мартом",
        "апрелем",
        "маем",
        "июнем",
        "июлем",
        "августом",
        "сентябрем",
        "октябрем",
        "ноябрем",
        "декабрем",
    ],
    [
        "январём",
        "февралём",
        "мартом",
        "апрелем",
        "маем",
        "июнем",
        "июлем",
        "августом",
        "сентябрём",
        "октябрём",
        "ноябрём",
        "декабрём",
    ],
    [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ],
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"],
    ["كانون ثاني", "فبراير", "اذار", "ابريل", "ايار", "يونيه", "يوليه", "اب", "ايلول", "اكتوبر", "نوفمبر", "كانون اول"],
    ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"],
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    ["ene", "fevrier", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
    ["jän", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"],
    ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"],
    ["янв", "февр", "мар", "апр", "мая", "июн", "июл", "авг", "сент", "окт", "нояб", "дек"],
    ["janv", "févr", "maerz", "avr", "mai", "juin", "juill", "aout", "sept", "oct", "nov", "decembre"],
];

/// The number of a month by its name in lower case.
pub(super) fn month_named(name: &str) -> Option<u32> {
    static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(MONTHS.iter().flatten().copied()));
    let name = if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) };
    if !BEGINNINGS.has(&name) {
        return None;
    }
    let row = MONTHS.iter().find_map(|row| row.iter().position(|month| *month == name));
    row.and_then(|index| u32::try_from(index + 1).ok())
}

/// The first two bytes of many names: most words begin like none of them.
pub(super) struct Beginnings(Vec<[u8; 2]>);

impl Beginnings {
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut beginnings: Vec<_> = names.filter_map(|name| name.as_bytes().first_chunk().copied()).collect();
        beginnings.sort_unstable();
        beginnings.dedup();
        Self(beginnings)
    }

    pub(super) fn has(&self, word: &str) -> bool {
        word.as_bytes().first_chunk().is_some_and(|beginning| self.has_bytes(*beginning))
    }

    pub(super) fn has_bytes(&self, beginning: [u8; 2]) -> bool {
        self.0.binary_search(&beginning).is_ok()
    }
}

/// Full names of the week from Monday, lower case, composed: French, English, Spanish (with and without accents), German.
pub(super) const WEEKDAYS: &[[&str; 7]] = &[
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "sonnabend", "sonntag"],
    ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
];

/// Spanish names, which are words of lower case within a sentence (`Santo Domingo` is a town).
pub(super) const SPANISH: &[[&str; 7]] = &[
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábados", "domingos"],
];

/// Russian names in the cases other than the nominative; environment (`среда`) is told apart by the word before.
pub(super) const RUSSIAN_CASES: &[(&str, Weekday)] = &[
    ("понедельника", Mon),
    ("понедельнику", Mon),
    ("понедельником", Mon),
    ("понедельнике", Mon),
    ("понедельники", Mon),
    ("понедельникам", Mon),
    ("вторника", Tue),
    ("вторнику", Tue),
    ("вторником", Tue),
    ("вторнике", Tue),
    ("вторники", Tue),
    ("вторникам", Tue),
    ("среды", Wed),
    ("среде", Wed),
    ("среду", Wed),
    ("средой", Wed),
    ("средам", Wed),
    ("четверга", Thu),
    ("четвергу", Thu),
    ("четвергом", Thu),
    ("четверге", Thu),
    ("четверги", Thu),
    ("четвергам", Thu),
    ("пятницы", Fri),
    ("пятнице", Fri),
    ("пятницу", Fri),
    ("пятницей", Fri),
    ("пятницам", Fri),
    ("субботы", Sat),
    ("субботе", Sat),
    ("субботу", Sat),
    ("субботой", Sat),
    ("субботам", Sat),
    ("воскресенья", Sun),
    ("воскресенью", Sun),
    ("воскресеньем", Sun),
    ("воскресеньям", Sun),
];

/// Arabic names with their article; the first letter of Sunday and Wednesday with and without its hamza.
pub(super) const ARABIC: &[(&str, Weekday)] = &[
    ("الاثنين", Mon),
    ("الإثنين", Mon),
    ("الثلاثاء", Tue),
    ("الأربعاء", Wed),
    ("الاربعاء", Wed),
    ("الخميس", Thu),
    ("الجمعة", Fri),
    ("الجمعه", Fri),
    ("السبت", Sat),
    ("الأحد", Sun),
    ("الاحد", Sun),
];

/// Names of agreements, days of history and newspapers, of which a weekday is only a part.
pub(super) const TITLES: &[&[&str]] = &[
    &["good", "friday", "agreement"],
    &["bloody", "sunday"],
    &["black", "friday"],
    &["sunday", "times"],
    &["sunday", "telegraph"],
    &["sunday", "express"],
    &["sunday", "mirror"],
    &["sunday", "independent"],
    &["mail", "on", "sunday"],
    &["journal", "du", "dimanche"],
    &["accord", "du", "vendredi"],
    &["accords", "du", "vendredi"],
    &["bild", "am", "sonntag"],
    &["welt", "am", "sonntag"],
];

/// Short forms, which count only beside a day of a month.
pub(super) const SHORT: &[[&str; 7]] = &[
    ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"],
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    ["mon", "tues", "weds", "thur", "fri", "sat", "sun"],
    ["mon", "tues", "weds", "thurs", "fri", "sat", "sun"],
    ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
    ["mo", "di", "mi", "do", "fr", "sa", "so"],
    ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
];

/// Monday is 0.
pub(super) fn weekday(index: usize) -> Weekday {
    [Mon, Tue, Wed, Thu, Fri, Sat, Sun][index % 7]
}
