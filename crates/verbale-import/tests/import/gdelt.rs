//! GDELT: every column that is read, every class of codes.

use serde_json::{Value, json};
use verbale_import::Kind;

use crate::{Seen, records};

/// A row of GDELT 2.0 by hand: columns by number, the rest empty.
const ROW: [(usize, &str); 24] = [
    (0, "479491239"),
    (1, "20151027"),
    (2, "201510"),
    (3, "2015"),
    (4, "2015.8137"),
    (5, "MLI"),
    (6, "BAMAKO"),
    (7, "MLI"),
    (15, "NERGOV"),
    (16, "PRIME MINISTER"),
    (25, "1"),
    (26, "0331"),
    (27, "033"),
    (28, "03"),
    (29, "1"),
    (30, "5.2"),
    (31, "12"),
    (32, "3"),
    (33, "10"),
    (34, "-1.76470588235294"),
    (51, "4"),
    (52, "Niamey, Niamey, Niger"),
    (59, "20151027220000"),
    (60, "https://example.org/article?a=1&b=2"),
];

/// The row with other cells, in 61 columns or, with one column less for each geography, in 58.
fn row_of(width: usize, changes: &[(usize, &str)]) -> String {
    let mut cells = vec![""; 61];
    for (column, cell) in ROW.iter().chain(changes) {
        cells[*column] = cell;
    }
    if width == 58 {
        for adm2 in [55, 47, 39] {
            cells.remove(adm2);
        }
    }
    cells.join("\t")
}

fn row(changes: &[(usize, &str)]) -> String {
    row_of(61, changes)
}

fn one(changes: &[(usize, &str)]) -> Seen {
    records(Kind::Gdelt, row(changes).as_bytes()).unwrap().pop().unwrap()
}

/// The row with another event code, its base and its root.
fn coded<'c>(code: &'c str, changes: &[(usize, &'c str)]) -> Seen {
    let codes = [(26, code), (27, &code[..code.len().min(3)]), (28, &code[..2])];
    one(&[&codes, changes].concat())
}

#[test]
fn a_row_in_full() {
    let expected = json!({
        "verbale": 1,
        "id": "d",
        "part": 1,
        "source": { "title": "d.tsv", "language": "en" },
        "actors": {
            "mli": { "type": "state", "iso": "MLI" },
            "nergov-prime-minister": { "type": "group", "name": { "en": "PRIME MINISTER" }, "notation": "NERGOV", "of": ["ner"] },
            "ner": { "type": "state", "iso": "NER" }
        },
        "facts": [{
            "id": "479491239",
            "kind": "commitment",
            "status": "intended",
            "by": ["mli"],
            "with": ["nergov-prime-minister"],
            "date": "2015-10-27",
            "basis": "machine-coded",
            "sourceCode": ["cameo:0331"],
            "primarySource": "https://example.org/article?a=1&b=2",
            "rootEvent": true,
            "mentionCount": 12,
            "sourceCount": 3,
            "articleCount": 10,
            "tone": -1.764_705_882_352_94
        }]
    });
    let mut part = one(&[]).part.unwrap();
    let places = part.as_object_mut().unwrap().remove("places").unwrap();
    let place = part["facts"][0].as_object_mut().unwrap().remove("place").unwrap();
    assert_eq!(part, expected);
    assert_eq!(places[place.as_str().unwrap()], json!({ "name": { "en": "Niamey, Niamey, Niger" } }));
}

#[test]
fn both_forms_say_the_same() {
    let where_ = [(56, "13.5167"), (57, "2.1167")];
    let read = |width| records(Kind::Gdelt, row_of(width, &where_).as_bytes()).unwrap().pop().unwrap().part.unwrap();
    assert_eq!(read(61), read(58));
    let place = read(58)["places"].as_object().unwrap().values().next().cloned().unwrap();
    assert_eq!((&place["lat"], &place["long"]), (&json!(13.5167), &json!(2.1167)));
}

#[test]
fn days_months_and_years() {
    let date = |day, month, year| one(&[(1, day), (2, month), (3, year)]).fact()["date"].clone();
    assert_eq!(date("20151027", "201510", "2015"), "2015-10-27");
    assert_eq!(date("20151000", "201510", "2015"), "2015-10");
    assert_eq!(date("", "201510", "2015"), "2015-10");
    assert_eq!(date("0", "0", "2015"), "2015");
    assert_eq!(date("20150000", "201500", "2015"), "2015");
    assert_eq!(date("20000101", "200001", "2000"), "2000-01-01");
    assert_eq!(date("", "", ""), Value::Null);
    for wrong in
        [["20151127", "201510", "2015"], ["20151027", "201510", "2014"], ["20150231", "201502", "2015"], ["x", "", ""]]
    {
        assert_eq!(one(&[(1, wrong[0]), (2, wrong[1]), (3, wrong[2])]).refused(), "bad-date", "{wrong:?}");
    }
}

#[test]
fn places_only_where_the_row_has_one() {
    let place = |changes: &[(usize, &str)]| {
        let seen = one(changes);
        let places = seen.part.as_ref().unwrap().get("places").cloned();
        let key = seen.fact()["place"].clone();
        places.map(|places| places[key.as_str().unwrap()].clone())
    };
    let country = [(51, "1"), (52, "Niger"), (56, "16"), (57, "8")];
    assert_eq!(place(&country).unwrap(), json!({ "name": { "en": "Niger" }, "lat": 16, "long": 8, "centroid": true }));
    let town = [(51, "4"), (52, "Niger"), (56, "16"), (57, "8")];
    assert_eq!(place(&town).unwrap(), json!({ "name": { "en": "Niger" }, "lat": 16, "long": 8 }));
    assert_eq!(place(&[(51, "0"), (52, ""), (56, "")]), None);
    assert_eq!(place(&[(51, ""), (52, "")]), None);
    assert_eq!(one(&[(56, "91"), (57, "0")]).refused(), "bad-number");
    assert_eq!(one(&[(56, "1"), (57, "")]).refused(), "bad-number");
    assert_eq!(one(&[(56, "1"), (57, "180.5")]).refused(), "bad-number");
    // What is no place is not looked at.
    assert_eq!(place(&[(51, "0"), (56, "x")]), None);
}

#[test]
fn one_place_has_one_key_and_another_one_another() {
    let key = |changes: &[(usize, &str)]| one(changes).fact()["place"].to_string();
    let here = [(51, "4"), (52, "Niger"), (56, "16"), (57, "8")];
    assert_eq!(key(&here), key(&[&here[..], &[(0, "7")]].concat()));
    for other in [(51, "1"), (52, "Niger "), (56, "16.5"), (57, "9")] {
        assert_ne!(key(&here), key(&[&here[..], &[other]].concat()), "{other:?}");
    }
}

#[test]
fn counts_tone_and_root() {
    for (column, key) in
        [(31, "mentionCount"), (32, "sourceCount"), (33, "articleCount"), (34, "tone"), (25, "rootEvent")]
    {
        assert_eq!(one(&[(column, "")]).fact().get(key), None, "{key}");
        assert_eq!(one(&[(column, "x")]).refused(), "bad-number", "{key}");
    }
    assert_eq!(one(&[(25, "0")]).fact()["rootEvent"], false);
    assert_eq!(one(&[(34, "-7.105427357601E-15")]).fact()["tone"], -7.105_427_357_601e-15);
    assert_eq!(one(&[(34, "100.5")]).refused(), "bad-number");
    assert_eq!(one(&[(31, "-1")]).refused(), "bad-number");
    assert_eq!(one(&[(31, "4294967296")]).refused(), "bad-number");
}

#[test]
fn ids_codes_and_addresses_are_checked() {
    for id in ["", "x1", "1.5", "-1"] {
        assert_eq!(one(&[(0, id)]).refused(), "bad-id", "{id}");
    }
    for url in ["", "no address", "https://example.org/a b", "/relative"] {
        assert_eq!(one(&[(60, url)]).refused(), "bad-iri", "{url}");
    }
    for code in ["---", "", "999", "X", "1214"] {
        assert_eq!(one(&[(26, code)]).refused(), "unknown-code", "{code}");
    }
    assert_eq!(one(&[(28, "04")]).refused(), "unknown-code", "a root of another code");
    assert_eq!(one(&[(27, "034")]).refused(), "unknown-code", "a base of another code");
}

#[test]
fn actors_are_states_and_groups() {
    let actors = |code, name| {
        let seen = one(&[(5, code), (6, name), (15, ""), (16, "")]);
        let key = seen.fact()["by"][0].as_str().unwrap().to_owned();
        (key.clone(), seen.part.unwrap()["actors"][key].clone())
    };
    assert_eq!(actors("NAM", "WINDHOEK"), ("nam".into(), json!({ "type": "state", "iso": "NAM" })));
    let (key, eur) = actors("EUR", "EUROPE");
    assert_eq!(
        (key.as_str(), eur),
        ("eur-europe", json!({ "type": "group", "name": { "en": "EUROPE" }, "notation": "EUR" }))
    );
    let (key, oman) = actors("OMNGOV", "");
    let expected = json!({ "type": "group", "name": { "en": "OMNGOV" }, "notation": "OMNGOV", "of": ["omn"] });
    assert_eq!((key.as_str(), oman), ("omngov", expected));
    let (key, nuer) = actors("ner", "NUER");
    assert!(key.starts_with("ner-nuer-") && nuer.get("of").is_none() && nuer["notation"] == "ner", "{key} {nuer}");
}

#[test]
fn a_country_on_both_sides_is_one_actor() {
    let seen = one(&[(5, "MLIGOV"), (6, ""), (15, "MLI"), (16, "")]);
    let actors: Vec<_> = seen.part.as_ref().unwrap()["actors"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(actors, ["mligov", "mli"]);
}

/// What issue 5 says that codes become, by hand.
fn expected(code: &str) -> (&'static str, &'static str) {
    match code {
        "041" => ("event", "telephone-call"),
        "042" | "043" => ("event", "visit"),
        "051" | "052" => ("stance", "positive"),
        "054" => ("recognition", ""),
        "057" => ("event", "signing"),
        _ => match &code[..2] {
            "01" => ("event", "statement-made"),
            "02" => ("event", "appeal"),
            "03" => ("commitment", "intended"),
            "04" => ("meeting", ""),
            "10" => ("event", "demand"),
            "11" => ("stance", "negative"),
            "13" => ("commitment", "threatened"),
            _ => ("event", "*"),
        },
    }
}

#[test]
fn every_code_becomes_what_it_means() {
    let codes: Vec<&str> = verbale_ontology::source_codes().filter_map(|code| code.strip_prefix("cameo:")).collect();
    assert_eq!(codes.len(), 312);
    for code in codes {
        let seen = coded(code, &[]);
        let fact = seen.fact();
        let (kind, detail) = expected(code);
        assert_eq!(fact["kind"], kind, "{code}");
        let key = match kind {
            "event" => "type",
            "stance" => "polarity",
            _ => "status",
        };
        assert!(detail == "*" || detail.is_empty() || fact[key] == detail, "{code}: {fact}");
        assert_eq!(fact["sourceCode"], json!([format!("cameo:{code}")]));
        let roles = match kind {
            "event" => ["by", "recipient"],
            "stance" => ["holder", "target"],
            "commitment" if detail == "threatened" => ["by", "recipient"],
            "commitment" => ["by", "with"],
            "meeting" => ["parties", "parties"],
            _ => ["by", "recognises"],
        };
        for (role, actor) in roles.into_iter().zip(["mli", "nergov-prime-minister"]) {
            assert!(fact[role].to_string().contains(&format!("\"{actor}\"")), "{code}: {role} of {fact}");
        }
    }
}

#[test]
fn a_row_whose_kind_lacks_an_actor_is_an_event_of_whoever_is_there() {
    let nobody = [(5, ""), (6, ""), (15, ""), (16, "")];
    let only_first = [(15, ""), (16, "")];
    let only_second = [(5, ""), (6, "")];
    for code in ["042", "0331", "054", "051", "130", "112", "040"] {
        assert_eq!(coded(code, &nobody).refused(), "incomplete-fact", "{code}");
    }
    for (code, first, second) in [
        ("042", "event", "event"),
        ("0331", "commitment", "event"),
        ("130", "commitment", "event"),
        ("051", "event", "event"),
        ("112", "event", "event"),
        ("054", "event", "event"),
        ("040", "meeting", "meeting"),
    ] {
        let seen = coded(code, &only_first);
        assert_eq!(seen.fact()["kind"], first, "{code}");
        assert!(seen.fact().get("recipient").is_none() && !seen.fact().to_string().contains("nergov"), "{code}");
        let seen = coded(code, &only_second);
        assert_eq!(seen.fact()["kind"], second, "{code}");
        let (by, party) = (seen.fact().get("by"), seen.fact().get("recipient").or_else(|| seen.fact().get("parties")));
        assert_eq!((by, party), (None, Some(&json!(["nergov-prime-minister"]))), "{code}");
    }
    // Nobody recognises itself.
    assert_eq!(coded("054", &[(15, "MLI"), (16, "MALI")]).fact()["kind"], "event");
}

#[test]
fn rows_are_counted_from_one_and_empty_lines_are_none() {
    let file = format!("{}\r\n\n{}\n", row(&[]), row(&[(0, "2")]));
    let seen = records(Kind::Gdelt, file.as_bytes()).unwrap();
    let parts: Vec<_> = seen.iter().map(|seen| (seen.line, seen.part.as_ref().unwrap()["part"].clone())).collect();
    assert_eq!(parts, [(1, json!(1)), (3, json!(2))]);
    assert_eq!(seen[1].id.as_deref(), Some("2"));
    assert_eq!(seen[0].text, row(&[]));
}

#[test]
fn a_record_id_comes_once() {
    let file = [row(&[]), row(&[(31, "13")]), row(&[(0, "1")])].join("\n");
    let seen = records(Kind::Gdelt, file.as_bytes()).unwrap();
    assert_eq!(seen[1].refused(), "duplicate-id");
    assert!(seen[0].part.is_ok() && seen[2].part.is_ok());
}

#[test]
fn rows_that_are_no_rows_are_refused_one_by_one() {
    let mut file = row(&[]).into_bytes();
    file.extend_from_slice(b"\n1\t2\t3\n");
    file.extend_from_slice(row(&[(0, "2"), (16, "x")]).replace('x', "\u{fffd}").as_bytes());
    file.extend_from_slice(b"\n");
    let bad = file.windows(3).position(|bytes| bytes == "\u{fffd}".as_bytes()).unwrap();
    file[bad] = 0xFF;
    let seen = records(Kind::Gdelt, &file).unwrap();
    assert_eq!(seen.len(), 3);
    assert_eq!((seen[1].refused(), seen[2].refused()), ("syntax", "not-utf8"));
    assert_eq!(seen[1].part.as_ref().unwrap_err().1, "a row of GDELT has 61 columns (2.0) or 58 (1.0), not 3");
}

#[test]
fn a_file_of_something_else_is_refused_as_a_whole() {
    let message = records(Kind::Gdelt, b"a\tb\nc\td\n").unwrap_err().to_string();
    assert!(message.starts_with("no row has the columns of GDELT"), "{message}");
    assert!(records(Kind::Gdelt, b"").unwrap().is_empty());
    assert!(records(Kind::Gdelt, b"\n\r\n").unwrap().is_empty());
}
