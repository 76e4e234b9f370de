use proptest::prelude::*;

use super::*;

/// Bytes and suggestion of the fault.
fn fault(result: Result<(), LexicalFault>) -> (Range<usize>, Option<String>) {
    let fault = result.unwrap_err();
    assert!(!fault.message.is_empty() && !fault.message.ends_with('.'), "{fault:?}");
    (fault.bytes, fault.suggestion)
}

/// The examples of RFC 5646 appendix A, and every grandfathered tag of section 2.1.
#[test]
fn tags_of_the_specification_are_well_formed() {
    let tags = "de fr ja i-enochian zh-Hant zh-Hans sr-Cyrl sr-Latn zh-cmn-Hans-CN cmn-Hans-CN zh-yue-HK yue-HK zh-Hans-CN sr-Latn-RS \
        sl-rozaj sl-rozaj-biske sl-nedis de-CH-1901 sl-IT-nedis hy-Latn-IT-arevela de-DE en-US es-419 de-CH-x-phonebk az-Arab-x-AZE-derbend \
        x-whatever qaa-Qaaa-QM-x-southern de-Qaaa sr-Latn-QM sr-Qaaa-RS en-US-u-islamcal zh-CN-a-myext-x-private en-a-myext-b-another \
        en-GB-oed i-ami i-bnn i-default i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu sgn-BE-FR sgn-BE-NL sgn-CH-DE \
        art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang EN-us deu";
    for tag in tags.split_whitespace() {
        assert_eq!(check_language(tag), Ok(()), "{tag}");
    }
}

#[test]
fn malformed_tags_have_a_place_and_a_way_out() {
    for (tag, bytes, suggestion) in [
        ("en_US", 2..3, Some("en-US")),
        ("en US", 2..3, Some("en-US")),
        ("fr_FR.UTF-8", 2..3, Some("fr-FR")),
        (" fr", 0..1, Some("fr")),
        ("français", 0..9, Some("fr")),
        ("French", 0..6, Some("fr")),
        ("русский", 0..14, Some("ru")),
        ("中文", 0..6, Some("zh")),
        ("f", 0..1, None),
        ("", 0..0, None),
        ("fr-", 3..3, Some("fr")),
        ("-fr", 0..0, Some("fr")),
        ("fr--FR", 3..3, Some("fr-FR")),
        ("abcdefghi", 0..9, None),
        ("en-abcdefghi", 3..12, None),
        ("de-419-DE", 7..9, None),
        ("a-DE", 0..1, None),
        ("ar-a-aaa-b-bbb-a-ccc", 15..16, None),
        ("de-1901-1901", 8..12, None),
        ("en-x", 3..4, None),
        ("en-u", 3..4, None),
        ("x", 0..1, None),
        ("12", 0..2, None),
        ("fr-é", 3..5, None),
    ] {
        assert_eq!(fault(check_language(tag)), (bytes, suggestion.map(str::to_owned)), "{tag}");
    }
}

#[test]
fn iris_are_absolute_and_well_formed() {
    for iri in [
        "https://example.org/été",
        "http://é.org/",
        "urn:x:y",
        "urn:isbn:0451450523",
        "http://[2001:db8::1]/",
        "mailto:a@b.example",
        "tag:example.org,2025:x",
        "https://example.org/a%20b?q=%C3%A9#f",
        "HTTP://EX.org/../a",
    ] {
        assert_eq!(check_iri(iri), Ok(()), "{iri}");
    }
}

#[test]
fn malformed_iris_have_a_place_and_a_way_out() {
    for (iri, bytes, suggestion) in [
        ("https://example.org/a b", 21..22, Some("https://example.org/a%20b")),
        ("https://example.org/é\\x", 22..23, Some("https://example.org/é%5Cx")),
        ("https://example.org/%zz", 20..23, Some("https://example.org/%25zz")),
        ("https://example.org/100%", 23..24, Some("https://example.org/100%25")),
        (" https://example.org/", 0..1, Some("https://example.org/")),
        ("<https://example.org/>", 0..1, Some("https://example.org/")),
        ("https://example.org/> <http://evil", 20..21, Some("https://example.org/%3E%20%3Chttp://evil")),
        ("https://example.org/\n", 20..21, Some("https://example.org/")),
        ("www.example.org/x", 0..17, Some("https://www.example.org/x")),
        ("//example.org/x", 0..15, Some("https://example.org/x")),
        ("example.org", 0..11, None),
        ("/a/b", 0..4, None),
        ("#x", 0..2, None),
        ("1http://x", 0..9, None),
        ("", 0..0, None),
        ("http://[::1", 0..11, None),
        ("http://x:port/", 0..14, None),
    ] {
        assert_eq!(fault(check_iri(iri)), (bytes, suggestion.map(str::to_owned)), "{iri}");
    }
}

#[test]
fn unusual_iris_are_noticed() {
    for (iri, part) in [
        ("HTTP://example.org/", "scheme"),
        ("http://Example.org/", "host"),
        ("http://User@EXAMPLE.org/", "host"),
        ("http://example.org/a/../b", "segments"),
        ("http://example.org/.", "segments"),
        ("http://example.org/a\u{200b}b", "U+200B"),
    ] {
        assert!(iri_style(iri).is_some_and(|style| style.contains(part)), "{iri} {:?}", iri_style(iri));
    }
    for iri in
        ["http://example.org/A..B/...", "urn:X:Y", "http://User@example.org/", "https://example.org/été", "not an IRI"]
    {
        assert_eq!(iri_style(iri), None, "{iri}");
    }
}

#[test]
fn an_iri_holds_no_character_that_steers_the_direction_of_text() {
    let fault = check_iri("http://example.org/\u{202e}b").unwrap_err();
    assert_eq!((fault.bytes, fault.suggestion), (19..22, None));
    for c in "\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{2066}\u{2069}".chars() {
        assert!(check_iri(&format!("http://example.org/{c}")).is_err(), "{c:?}");
    }
    assert_eq!(check_iri("http://example.org/سلام"), Ok(()));
}

#[test]
fn licences_are_spdx_identifiers_or_iris() {
    assert_eq!(license_iri("CC-BY-4.0").unwrap(), "http://spdx.org/licenses/CC-BY-4.0");
    let iri = "https://www.lemonde.fr/cgu/";
    assert_eq!(license_iri(iri).unwrap(), iri);
    for (license, suggestion) in [
        ("cc-by-4.0", Some("CC-BY-4.0")),
        ("CC BY-SA 4.0", Some("CC-BY-SA-4.0")),
        ("cc0", Some("CC0-1.0")),
        ("Etalab-2.0", Some("etalab-2.0")),
        ("Apache 2.0", Some("Apache-2.0")),
        ("tous droits réservés", None),
        ("", None),
    ] {
        let fault = license_iri(license).unwrap_err();
        assert_eq!(fault.suggestion.as_deref(), suggestion, "{license}");
        assert_eq!(fault.bytes, 0..license.len());
    }
    assert_eq!(license_iri("http://x y").unwrap_err().bytes, 8..9);
}

#[test]
fn hidden_characters_are_named() {
    let found =
        |name| hidden_characters(name).into_iter().map(|(bytes, _)| (bytes.start, bytes.end)).collect::<Vec<_>>();
    let hidden = "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}\u{200b}\u{2060}\u{feff}\u{0}\u{9}\u{7f}\u{9b}\u{ad}";
    assert_eq!(found(hidden).len(), hidden.chars().count());
    assert_eq!(found("a\u{202e}b"), [(1, 4)]);
    assert_eq!(found("\u{feff}é"), [(0, 3)]);
    // Persian for «they go», and Sinhala, are spelled with joiners; Latin is not.
    assert!(found("می\u{200c}روند").is_empty());
    assert!(found("ශ්\u{200d}රී").is_empty());
    assert_eq!(found("Mos\u{200d}cow"), [(3, 6)]);
    assert!(found("Côte d’Ivoire\u{a0}: 中国, Алжир, الجزائر").is_empty());
}

#[test]
fn words_of_two_scripts_are_found() {
    let mixed = |name: &str| mixed_script(name).map(|bytes| name[bytes].to_owned());
    for (name, word) in [
        ("Mоscow", "Mоscow"),
        ("le Pаrti", "Pаrti"),
        ("Россuя", "Россuя"),
        ("Αthens", "Αthens"),
        ("Москва и Κиев", "Κиев"),
        ("cafe\u{301}а", "cafe\u{301}а"),
    ] {
        assert_eq!(mixed(name).as_deref(), Some(word), "{name}");
    }
    for name in [
        "Moscow, Москва, Αθήνα",
        "нацпроект-VIP",
        "5 µm",
        "中国CCTV",
        "الجزائر",
        "Å",
        "",
        "Ελλάδα/Greece",
        "СССР",
        "e\u{301}te\u{301}",
    ] {
        assert_eq!(mixed(name), None, "{name}");
    }
}

/// Characters that RFC 3987 lets an IRI hold: a second writing of the rule, from the grammar's productions.
fn may_stand_in_iri(c: char) -> bool {
    let code = u32::from(c);
    let ucschar = matches!(code, 0xa0..=0xd7ff | 0xf900..=0xfdcf | 0xfdf0..=0xffef)
        || ((0x10000..=0xefffd).contains(&code) && code & 0xffff <= 0xfffd && !(0xe0000..=0xe0fff).contains(&code));
    let private = matches!(code, 0xe000..=0xf8ff | 0xf0000..=0xffffd | 0x0010_0000..=0x0010_fffd);
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c) || ucschar || private
}

proptest! {
    /// sophia checks the same grammar with a regular expression of its own.
    #[test]
    fn tags_are_judged_as_sophia_judges_them(tag in "[a-zA-Z]{1,9}(-[a-zA-Z0-9]{1,9}){0,4}|[a-zA-Z0-9-]{0,14}|\\PC{0,6}") {
        let ours = check_language(&tag);
        let twice = ours.as_ref().is_err_and(|fault| fault.message.contains("once") || fault.message.contains("the name of"));
        let theirs = sophia_api::term::LanguageTag::new(tag.as_str()).is_ok();
        prop_assert!(ours.is_ok() == theirs || twice, "{:?} {:?} {}", tag, ours, theirs);
    }

    #[test]
    fn faults_lie_inside_and_suggestions_pass(value: String, other in "(https?:)?(//)?[a-zé%<> \\\\.-]{0,16}") {
        for text in [&value, &other] {
            for (result, check) in [
                (check_language(text), check_language as fn(&str) -> Result<(), LexicalFault>),
                (check_iri(text), check_iri),
                (license_iri(text).map(drop), |license| license_iri(license).map(drop)),
            ] {
                if let Err(fault) = result {
                    prop_assert!(text.get(fault.bytes.clone()).is_some(), "{:?} {:?}", text, fault);
                    prop_assert!(fault.suggestion.iter().all(|better| check(better).is_ok()), "{:?} {:?}", text, fault);
                }
            }
            prop_assert!(hidden_characters(text).iter().all(|(bytes, _)| text.get(bytes.clone()).is_some()));
            prop_assert!(mixed_script(text).is_none_or(|bytes| text.get(bytes).is_some()));
            _ = iri_style(text);
        }
    }

    #[test]
    fn the_character_at_fault_is_one_that_no_iri_holds(c: char) {
        let iri = format!("http://x/?{c}");
        let result = check_iri(&iri);
        let steers = hidden_characters(&c.to_string()).iter().any(|(_, what)| what.contains("bidirectional"));
        if may_stand_in_iri(c) && (!steers || c == '\u{61c}') {
            let in_query = !matches!(c, '[' | ']' | '%');
            prop_assert!(result.is_ok() || !in_query, "{:?} {:?}", c, result);
        } else if let Err(fault) = result {
            prop_assert_eq!(fault.bytes, 10..10 + c.len_utf8(), "{:?}", c);
        } else {
            prop_assert!(false, "{:?} is accepted", c);
        }
    }
}

/// A reader whose time grows with the square of its input would take minutes here.
#[test]
fn long_values_are_judged_in_linear_time() {
    let start = std::time::Instant::now();
    let variants: Vec<String> = (0..100_000).map(|number| format!("-{number:08}")).collect();
    assert_eq!(check_language(&format!("en{}", variants.concat())), Ok(()));
    for piece in ["%20", "%", "a-", "é", "<"] {
        let long = piece.repeat(100_000);
        assert!(check_iri(&format!("http://x/{long}<")).is_err());
        assert!(license_iri(&long).is_err_and(|fault| fault.message.len() < 400));
        assert!(check_language(&long).is_err_and(|fault| fault.message.len() < 400));
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}
