//! Weekdays and parts of dates in words of seven languages.

use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};

use super::*;

fn weekdays(words: &str) -> Vec<(Weekday, &str)> {
    weekdays_in(words).into_iter().map(|(day, bytes)| (day, &words[bytes])).collect()
}

#[test]
fn weekdays_are_found_in_seven_languages() {
    for (words, day, name) in [
        ("ce jeudi 3 avril", Thu, "jeudi"),
        ("LUNDI matin", Mon, "LUNDI"),
        ("tous les mardis", Tue, "mardis"),
        ("mer. 3 avril", Wed, "mer"),
        ("jeu. 3/04", Thu, "jeu"),
        ("on Thursday", Thu, "Thursday"),
        ("Sunday’s vote", Sun, "Sunday"),
        ("Thu, 3 April", Thu, "Thu"),
        ("Tues. April 1", Tue, "Tues"),
        ("Sat 5 April", Sat, "Sat"),
        ("el martes por la noche", Tue, "martes"),
        ("el miércoles 2", Wed, "miércoles"),
        ("el sa\u{301}bado", Sat, "sa\u{301}bado"),
        ("los domingos", Sun, "domingos"),
        ("Domingo de elecciones", Sun, "Domingo"),
        ("am Donnerstag", Thu, "Donnerstag"),
        ("am Donnerstagabend", Thu, "Donnerstagabend"),
        ("am Sonnabend", Sat, "Sonnabend"),
        ("Mi., 2. April", Wed, "Mi"),
        ("в понедельник", Mon, "понедельник"),
        ("ко вторнику", Tue, "вторнику"),
        ("в среду", Wed, "среду"),
        ("среда, 2 апреля", Wed, "среда"),
        ("с четверга", Thu, "четверга"),
        ("в пятницу", Fri, "пятницу"),
        ("до субботы", Sat, "субботы"),
        ("в воскресенье", Sun, "воскресенье"),
        ("чт, 3 апреля", Thu, "чт"),
        ("يوم الخميس", Thu, "الخميس"),
        ("والجمعة", Fri, "والجمعة"),
        ("اجتماع للخميس", Thu, "للخميس"),
        ("الإثنين", Mon, "الإثنين"),
        ("الأحَد", Sun, "الأحَد"),
        ("مساء الاربعاء", Wed, "الاربعاء"),
        ("星期四", Thu, "星期四"),
        ("上周四晚", Thu, "周四"),
        ("禮拜天", Sun, "禮拜天"),
        ("週日上午", Sun, "週日"),
        ("周四四月三日", Thu, "周四"),
    ] {
        assert_eq!(weekdays(words), [(day, name)], "{words}");
    }
    assert_eq!(weekdays("du lundi au vendredi"), [(Mon, "lundi"), (Fri, "vendredi")]);
    assert_eq!(weekdays("on Good Friday, 18 April"), [(Fri, "Friday")]);
    assert_eq!(weekdays("周一至周五"), [(Mon, "周一"), (Fri, "周五")]);
}

#[test]
fn other_words_are_no_weekdays() {
    for words in [
        "mon 3 avril",
        "le 3 mars",
        "en mar. 2025",
        "Mar 3, 2025",
        "Mar 3/4",
        "au bord de la mer. 3 avril",
        "the sun sat on the sea",
        "He sat. In April",
        "Mon pays",
        "So 3 April was chosen",
        "Do 3 of them",
        "Fr 3 April",
        "Santo Domingo",
        "Plácido Domingo",
        "les lunes de Jupiter",
        "охрана окружающей среды",
        "в среду обитания",
        "среда обитания",
        "в международной среде",
        "воскресение",
        "بين الاثنين",
        "خمسة",
        "一周三次",
        "每周三次",
        "一周五天",
        "周年",
        "周恩来",
        "星期",
        "Mondayish",
        "Freitagsgebet",
        "Montage",
        "the Good Friday Agreement",
        "told the Sunday Times",
        "au Journal du Dimanche",
        "der Bild am Sonntag",
        "Sonntagszeitung",
        "",
    ] {
        // A dotted short form before a day of a month is one, wherever it stands.
        let expected: &[(Weekday, &str)] = if words.contains("mer.") { &[(Wed, "mer")] } else { &[] };
        assert_eq!(weekdays(words), expected, "{words}");
    }
}

fn unsupported(date: &str, words: &[&str], others: &[&str]) -> Option<&'static str> {
    let others: Vec<Date<'_>> = others.iter().map(|other| Date::parse(*other).unwrap()).collect();
    Date::parse(date).unwrap().unsupported(words, &others.iter().collect::<Vec<_>>())
}

#[test]
fn words_that_name_the_date_support_it() {
    for (date, words) in [
        ("2025-04-03", "le 3 avril 2025"),
        ("2025-04-01", "le premier avril 2025"),
        ("2025-04-01", "le 1er avril 2025"),
        ("2025-04-03", "3 Apr. 2025"),
        ("2025-04-03", "03.04.25"),
        ("2025-04-03", "el 3 de abril de 2025"),
        ("2025-04-03", "3 апреля 2025 года"),
        ("2025-04-03", "٣ نيسان ٢٠٢٥"),
        ("2025-04-03", "3 أفريل 2025"),
        ("2025-01-15", "في ١٥ كانون الثاني ٢٠٢٥"),
        ("2025-10-07", "7 لتشرين الأول 2025"),
        ("2025-04-03", "2025年4月3日"),
        ("2025-04-23", "二〇二五年四月二十三日"),
        ("2025-12-10", "二〇二五年十二月十日"),
        ("2025-08", "im August 2025"),
        ("1960", "en 1960"),
    ] {
        assert_eq!(unsupported(date, &[words], &[]), None, "{date} {words}");
    }
}

#[test]
fn other_dates_support_what_words_leave_out() {
    assert_eq!(unsupported("2025-04-03", &["ce jeudi 3 avril"], &["2025-04-04"]), None);
    assert_eq!(unsupported("2025-04-02", &["mercredi, à Moscou"], &["2025-04-03"]), None);
    assert_eq!(unsupported("2025-04-02", &["hier"], &["2025-04-03"]), None);
    assert_eq!(unsupported("2025-04-03", &["at their meeting"], &["2025-04-03"]), None);
    assert_eq!(unsupported("2024-12-12", &["le 12 décembre"], &["2025-04-03"]), None, "the nearest December");
    assert_eq!(unsupported("2025-04-03", &[], &[]), None, "nothing can be said");
    assert_eq!(unsupported("2015~/2019", &["x"], &["2025"]), None, "not judged");
}

#[test]
fn what_comes_from_memory_is_noticed() {
    assert_eq!(unsupported("2023-09-16", &["la charte du Liptako-Gourma"], &["2025-04-03"]), Some("day"));
    assert_eq!(unsupported("2023-09-03", &["la charte"], &["2025-04-03"]), Some("month"));
    assert_eq!(unsupported("2023", &["quand elle fut fondée"], &["2025-04-03"]), Some("year"));
    assert_eq!(unsupported("2023-09-16", &["le 16 septembre"], &["2025-04-03"]), Some("year"));
    assert_eq!(unsupported("2024-04-03", &["le 3 avril 2025"], &["2025-04-04"]), Some("year"));
    assert_eq!(unsupported("2025-03-26", &["mercredi"], &["2025-04-03"]), Some("day"), "more than a week before");
    assert_eq!(unsupported("2023-09", &["en septembre"], &[]), Some("year"));
    assert_eq!(unsupported("2023-09", &["三月, 2023"], &[]), Some("month"));
}
