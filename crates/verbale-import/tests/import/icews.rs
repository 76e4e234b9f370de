//! ICEWS: rows made by hand, in 20 and 22 columns.

use serde_json::{Value, json};
use verbale_import::Kind;

use crate::{Seen, records};

/// The columns of the published files, with a row.
const ROW: [(&str, &str); 20] = [
    ("Event ID", "20718170"),
    ("Event Date", "2014-01-02"),
    ("Source Name", "Foreign Affairs (Mali)"),
    ("Source Sectors", "Foreign Ministry,Executive,Executive Office,Government"),
    ("Source Country", "Mali"),
    ("Event Text", "Express intent to provide economic aid"),
    ("CAMEO Code", "0331"),
    ("Intensity", "5.2"),
    ("Target Name", "Niger"),
    ("Target Sectors", ""),
    ("Target Country", "Niger"),
    ("Story ID", "33333333"),
    ("Sentence Number", "4"),
    ("Publisher", "Agence Exemple"),
    ("City", "Bamako"),
    ("District", "NA"),
    ("Province", "Bamako Region"),
    ("Country", "Mali"),
    ("Latitude", "12.65"),
    ("Longitude", "-8"),
];

/// A file of such rows, each with other cells.
pub(crate) fn file(rows: &[&[(&str, &str)]]) -> String {
    let mut file = ROW.map(|(name, _)| name).join("\t") + "\n";
    for (number, changes) in rows.iter().enumerate() {
        let id = (20_718_170 + number).to_string();
        let cell = |(name, cell): (&str, &str)| {
            let changed = changes.iter().find(|(changed, _)| *changed == name).map(|(_, cell)| (*cell).to_owned());
            changed.unwrap_or_else(|| if name == "Event ID" { id.clone() } else { cell.to_owned() })
        };
        file += &(ROW.map(cell).join("\t") + "\n");
    }
    file
}

fn read(rows: &[&[(&str, &str)]]) -> Vec<Seen> {
    records(Kind::Icews, file(rows).as_bytes()).unwrap()
}

fn one(changes: &[(&str, &str)]) -> Seen {
    read(&[changes]).pop().unwrap()
}

#[test]
fn a_row_in_full() {
    let seen = one(&[]);
    let part = seen.part.as_ref().unwrap();
    let office = seen.fact()["by"][0].as_str().unwrap();
    let place = seen.fact()["place"].as_str().unwrap();
    assert!(office.starts_with("foreign-affairs-mali-") && place.starts_with("bamako-bamako-region-mali-"), "{part}");
    assert_eq!(
        part["actors"][office],
        json!({ "type": "group", "name": { "en": "Foreign Affairs (Mali)" }, "of": ["mli"] })
    );
    assert_eq!(part["actors"]["mli"], json!({ "type": "state", "iso": "MLI" }));
    assert_eq!(part["actors"]["ner"], json!({ "type": "state", "iso": "NER" }));
    let expected = json!({ "name": { "en": "Bamako, Bamako Region, Mali" }, "lat": 12.65, "long": -8 });
    assert_eq!(part["places"][place], expected);
    assert_eq!(part["part"], 1);
    let fact = json!({
        "id": "20718170",
        "kind": "commitment",
        "status": "intended",
        "by": [office],
        "with": ["ner"],
        "place": place,
        "date": "2014-01-02",
        "basis": "machine-coded",
        "sourceCode": ["cameo:0331"]
    });
    assert_eq!(*seen.fact(), fact);
}

/// Columns are known by their names, wherever they stand and whatever stands between them.
#[test]
fn twenty_two_columns_in_another_order() {
    let mut columns: Vec<(&str, &str)> = ROW.to_vec();
    columns.reverse();
    columns.insert(3, ("Headline", "a, headline"));
    columns.push(("Country Code", "NA"));
    let (names, cells): (Vec<&str>, Vec<&str>) = columns.into_iter().unzip();
    assert_eq!(names.len(), 22);
    let file = format!("\u{feff}{}\r\n{}\r\n", names.join("\t"), cells.join("\t"));
    let seen = records(Kind::Icews, file.as_bytes()).unwrap();
    assert_eq!(seen[0].part.as_ref().unwrap(), one(&[]).part.as_ref().unwrap());
}

#[test]
fn missing_parts_of_places() {
    let nowhere = [("City", "NA"), ("Province", "NA"), ("Country", "NA"), ("Latitude", "NA"), ("Longitude", "NA")];
    let part = one(&nowhere).part.unwrap();
    assert!(part.get("places").is_none() && part["facts"][0].get("place").is_none(), "{part}");
    let place = |changes: &[(&str, &str)]| {
        let part = one(changes).part.unwrap();
        part["places"].as_object().unwrap().values().next().cloned().unwrap()
    };
    let country =
        [("City", "NA"), ("Province", "NA"), ("Country", "Namibia"), ("Latitude", "-22"), ("Longitude", "17")];
    assert_eq!(place(&country), json!({ "name": { "en": "Namibia" }, "lat": -22, "long": 17, "centroid": true }));
    let without = [("City", "NA"), ("Province", "NA"), ("Latitude", "NA"), ("Longitude", "NA")];
    assert_eq!(place(&without), json!({ "name": { "en": "Mali" } }));
    assert_eq!(one(&[("Latitude", "north")]).refused(), "bad-number");
}

#[test]
fn sectors_with_commas_move_nothing() {
    let sectors = "Ministry of Trade, Industry and Energy (South Korea),Government";
    assert_eq!(one(&[("Source Sectors", sectors)]).part.unwrap(), one(&[]).part.unwrap());
}

#[test]
fn actors_by_name() {
    let actor = |name, country| {
        let seen =
            one(&[("Source Name", name), ("Source Country", country), ("Target Name", ""), ("Target Country", "")]);
        let key = seen.fact()["by"][0].as_str().unwrap().to_owned();
        (key.clone(), seen.part.unwrap()["actors"][key].clone())
    };
    assert_eq!(actor("Russia", "Russian Federation").0, "rus");
    assert_eq!(actor("Namibia", "Namibia").1, json!({ "type": "state", "iso": "NAM" }));
    assert_eq!(actor("United Nations", "").1, json!({ "type": "group", "name": { "en": "United Nations" } }));
    assert_eq!(actor("Citizen (Vietnam)", "Vietnam").1["of"], json!(["vnm"]));
    assert_ne!(actor("Interpol", "").0, actor("INTERPOL", "").0);
    let seen = one(&[("Source Name", ""), ("Target Name", "")]);
    assert_eq!(seen.refused(), "incomplete-fact");
}

/// The occurrences that the rows point to.
fn occurrences(rows: &[&[(&str, &str)]]) -> Vec<Option<String>> {
    let shared = |seen: &Seen| seen.fact().get("corefersWith").and_then(Value::as_str).map(str::to_owned);
    read(rows).iter().map(shared).collect()
}

#[test]
fn mutual_events_share_an_occurrence() {
    let there = [("CAMEO Code", "040")];
    let back = [
        ("CAMEO Code", "040"),
        ("Source Name", "Niger"),
        ("Source Country", "Niger"),
        ("Target Name", "Foreign Affairs (Mali)"),
        ("Target Country", "Mali"),
    ];
    let first = Some("https://example.org/verbale/occurrence/d-20718170".to_owned());
    assert_eq!(occurrences(&[&there, &back]), [first.clone(), first.clone()]);
    let third = Some("https://example.org/verbale/occurrence/d-20718172".to_owned());
    assert_eq!(occurrences(&[&there, &back, &there, &back]), [first.clone(), first.clone(), third.clone(), third]);
    assert_eq!(occurrences(&[&there, &back, &there]), [first.clone(), first, None]);
}

#[test]
fn other_neighbours_share_nothing() {
    let there = [("CAMEO Code", "040")];
    let swapped = [
        ("Source Name", "Niger"),
        ("Source Country", "Niger"),
        ("Target Name", "Foreign Affairs (Mali)"),
        ("Target Country", "Mali"),
    ];
    let back = |changes: &[(&'static str, &'static str)]| [&swapped[..], changes].concat();
    for other in [
        back(&[("CAMEO Code", "036")]),
        back(&[("CAMEO Code", "040"), ("Event Date", "2014-01-03")]),
        back(&[("CAMEO Code", "040"), ("Story ID", "4")]),
        back(&[("CAMEO Code", "040"), ("Sentence Number", "5")]),
        vec![("CAMEO Code", "040")],
    ] {
        assert_eq!(occurrences(&[&there, &other]), [None, None], "{other:?}");
    }
    let visits = |one: &'static str, other| occurrences(&[&[("CAMEO Code", one)], &back(&[("CAMEO Code", other)])]);
    assert!(visits("042", "043").iter().all(Option::is_some), "who is visited is host");
    assert!(visits("042", "042").iter().all(Option::is_none), "two visits");
    assert!(visits("111", "111").iter().all(Option::is_none), "two criticisms");
}

#[test]
fn what_is_wrong_is_refused() {
    assert_eq!(one(&[("CAMEO Code", "---")]).refused(), "unknown-code");
    assert_eq!(one(&[("Event Date", "2014-02-30")]).refused(), "bad-date");
    assert_eq!(one(&[("Event Date", "2014-02")]).refused(), "bad-date");
    assert_eq!(one(&[("Event ID", "E1")]).refused(), "bad-id");
    assert_eq!(read(&[&[], &[("Event ID", "20718170")]])[1].refused(), "duplicate-id");
    let short = file(&[&[]]) + "1\t2014-01-02\n";
    assert_eq!(records(Kind::Icews, short.as_bytes()).unwrap()[1].refused(), "syntax");
    let message = records(Kind::Icews, b"Event ID\tEvent Date\n").unwrap_err().to_string();
    assert!(message.starts_with("the header lacks columns of ICEWS: Source Name, Source Country"), "{message}");
    assert!(records(Kind::Icews, b"").unwrap().is_empty());
}
