//! Event datasets through the command: one path to the same quads, every record accounted for, damaged files refused.

use std::collections::BTreeSet;
use std::fs;

use oxrdf::Triple;
use oxttl::{NQuadsParser, NTriplesParser, TurtleParser};
use serde_json::{Value, json};

use crate::cli::stage::{Outcome, Stage};
use crate::command::root;

const GDELT: &str = "20151027220000.export.CSV";
const PLOVER: &str = "PLOVER_GSR_CAMEO.json";

/// Rows of ICEWS by hand: a consultation in both directions, an aid, a statement without an actor.
const ICEWS: &str = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude
1\t2014-01-02\tForeign Affairs (Mali)\tGovernment\tMali\tConsult\t040\t1.0\tNiger\t\tNiger\t7\t4\tExample\tBamako\tNA\tNA\tMali\t12.65\t-8
2\t2014-01-02\tNiger\t\tNiger\tConsult\t040\t1.0\tForeign Affairs (Mali)\tGovernment\tMali\t7\t4\tExample\tBamako\tNA\tNA\tMali\t12.65\t-8
3\t2014-01-03\tRussia\t\tRussian Federation\tProvide aid\t070\t7.0\tNamibia\t\tNamibia\t8\t1\tExample\tNA\tNA\tNA\tNamibia\t-22\t17
4\t2014-01-03\t\t\t\tMake statement\t010\t0.0\t\t\t\t8\t2\tExample\tNA\tNA\tNA\tNA\tNA\tNA
";

/// A stage with the three datasets.
fn stage() -> Stage {
    let stage = Stage::new();
    let data = root().join("crates/verbale-import/tests/data");
    for (folder, name) in [("gdelt", GDELT), ("plover", PLOVER)] {
        stage.write(name, fs::read(data.join(folder).join(name)).unwrap());
    }
    stage.write("events.tab", ICEWS);
    stage
}

/// Each dataset as arguments of the command.
const ALL: [&[&str]; 3] =
    [&["gdelt", GDELT], &["plover", PLOVER], &["icews", "events.tab", "--source-url", "https://example.org/icews"]];

fn import(stage: &Stage, dataset: &[&str], more: &[&str]) -> Outcome {
    stage.run(&[&["import"], dataset, more].concat())
}

fn lines(text: &str) -> BTreeSet<&str> {
    text.lines().collect()
}

fn triples<E: std::fmt::Debug>(parsed: impl Iterator<Item = Result<Triple, E>>) -> BTreeSet<String> {
    parsed.map(|triple| triple.unwrap().to_string()).collect()
}

#[test]
fn dossiers_give_the_same_quads() {
    let stage = stage();
    for dataset in ALL {
        for base in [&[][..], &["--base", "https://data.example.org/e/"]] {
            let more = [base, &["--on-error", "skip"]].concat();
            import(&stage, dataset, &[&more[..], &["-o", "direct.nq"]].concat());
            import(&stage, dataset, &[&more[..], &["-o", "parts.jsonl"]].concat());
            let exported = stage.run(&["export", "parts.jsonl", "-o", "exported.nq"]);
            assert_eq!(exported.code, Some(0), "{}", exported.stderr);
            let (direct, exported) = (stage.read("direct.nq"), stage.read("exported.nq"));
            assert!(lines(&direct) == lines(&exported), "{dataset:?} {base:?}");
            assert!(direct.lines().count() == lines(&direct).len(), "{dataset:?}: something is said twice");
            assert!(direct.lines().count() > 80);
        }
    }
}

#[test]
fn formats_say_the_same() {
    let stage = stage();
    for dataset in ALL {
        let read = |name: &str| {
            import(&stage, dataset, &["--on-error", "skip", "-o", name]);
            stage.bytes(name)
        };
        let lines = triples(NTriplesParser::new().for_slice(&read("x.nt")));
        let quads: BTreeSet<String> =
            NQuadsParser::new().for_slice(&read("x.nq")).map(|quad| Triple::from(quad.unwrap()).to_string()).collect();
        let turtle = triples(TurtleParser::new().for_slice(&read("x.ttl")));
        assert!(lines == quads && lines == turtle && lines.len() > 80, "{dataset:?}");
        for name in ["x.jsonld", "x.rdf", "x.trig"] {
            assert!(!read(name).is_empty());
        }
    }
}

/// The output passes the shapes without a violation.
#[test]
fn the_graphs_conform() {
    let stage = stage();
    for (dataset, focus) in ALL.into_iter().zip([2_116, 320, 3]) {
        import(&stage, dataset, &["--on-error", "skip", "-o", "x.nt"]);
        let claims = stage
            .read("x.nt")
            .lines()
            .filter(|line| line.contains("/dipl#basis> <https://w3id.org/verbale/dipl#machine-coded>"))
            .count();
        assert_eq!(claims, focus);
        let checked = stage.run(&["check", "x.nt"]);
        assert_eq!(checked.code, Some(0), "{}", checked.stdout);
        assert!(!checked.stdout.contains("error["), "{}", checked.stdout);
    }
}

#[test]
fn shards_share_everything() {
    let stage = stage();
    for dataset in ALL {
        let part = |shard: &str| {
            import(&stage, dataset, &["--on-error", "skip", "--shard", shard, "-f", "ntriples", "-o", "x.nt"]);
            stage.read("x.nt")
        };
        let whole = part("1/1");
        let parts = ["1/3", "2/3", "3/3"].map(part);
        let together: BTreeSet<&str> = parts.iter().flat_map(|part| part.lines()).collect();
        assert!(together == lines(&whole), "{dataset:?}");
    }
}

#[test]
fn compressed_files_and_standard_input() {
    let stage = stage();
    let plain = import(&stage, ALL[2], &["-f", "nquads", "--on-error", "skip", "--id", "e"]);
    let gz = {
        use std::io::Write;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(ICEWS.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    stage.write("events.tab.gz", gz);
    stage.write("events.tab.zst", zstd::encode_all(ICEWS.as_bytes(), 3).unwrap());
    let url = ["--source-url", "https://example.org/icews", "-f", "nquads", "--on-error", "skip"];
    for name in ["events.tab.gz", "events.tab.zst"] {
        let found = import(&stage, &["icews", name, "--id", "e"], &url).stdout;
        assert_eq!(found, plain.stdout, "{name}");
        let named = import(&stage, &["icews", name], &url).stdout;
        assert!(
            named.contains("<https://example.org/verbale/events/occurrence") || named.contains("/verbale/events/1>"),
            "{named}"
        );
    }
    let piped = stage.run_with_stdin(&[&["import", "icews", "-", "--id", "e"], &url[..]].concat(), ICEWS);
    let without_title = |text: &str| {
        text.lines().filter(|line| !line.contains("/dc/terms/title")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(without_title(&piped.stdout), without_title(&plain.stdout));
}

#[test]
fn mutual_events_are_one_occurrence() {
    let graph = import(&stage(), ALL[2], &["-f", "ntriples", "--on-error", "skip"]).stdout;
    let shared = "<https://w3id.org/verbale/dipl#corefersWith> <https://example.org/verbale/occurrence/events-1>";
    assert_eq!(graph.lines().filter(|line| line.contains(shared)).count(), 2, "{graph}");
    assert!(graph.contains("<https://example.org/verbale/state/NAM>"));
}

#[test]
fn refused_records_are_accounted_for() {
    let stage = stage();
    let more = ["--on-error", "skip", "--rejects", "r.jsonl", "--summary", "s.json", "-o", "x.nq"];
    let outcome = import(&stage, ALL[1], &more);
    outcome.fails(1, &["323 records with 320 facts: 320 with 320 facts written, 3 with 0 facts refused"]);
    let mut summary: Value = serde_json::from_str(&stage.read("s.json")).unwrap();
    summary["seconds"].take();
    let expected = json!({
        "version": 1,
        "records": { "read": 323, "written": 320, "refused": 3 },
        "facts": { "read": 320, "written": 320, "refused": 0 },
        "refused": { "duplicate-id": 1, "quote-not-found": 1, "unknown-code": 1 },
        "quads": stage.read("x.nq").lines().count(),
        "bytes": stage.bytes("x.nq").len(),
        "seconds": null
    });
    assert_eq!(summary, expected);
    let rejects: Vec<Value> = stage.read("r.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let found: Vec<_> = rejects
        .iter()
        .map(|reject| (reject["id"].as_str().unwrap(), reject["findings"][0]["code"].as_str().unwrap()))
        .collect();
    let expected = [
        ("PLOVER-GSR01-DOCUMENT-0001", "unknown-code"),
        ("PLOVER-GSR01-REJECT-0034", "quote-not-found"),
        ("PLOVER-GSR01-COERCE-0004", "duplicate-id"),
    ];
    assert_eq!(found, expected);
    for reject in &rejects {
        let record: Value = serde_json::from_str(reject["record"].as_str().unwrap()).unwrap();
        assert_eq!(record["id"], reject["id"]);
    }
    assert_eq!(import(&stage, ALL[1], &["--on-error", "skip", "--exit-zero", "-o", "x.nq"]).code, Some(0));
}

#[test]
fn one_refused_record_leaves_the_old_file() {
    let stage = stage();
    for name in ["old.nq", "old.jsonl"] {
        stage.write(name, "old");
        import(&stage, ALL[1], &["-o", name]).fails(1, &["unknown-code"]);
        assert_eq!(stage.read(name), "old");
    }
    // On standard output stands what came before.
    let outcome = import(&stage, ALL[2], &["-f", "dossier"]);
    assert_eq!((outcome.code, outcome.stdout.lines().count()), (Some(1), 3));
}

#[test]
fn a_damaged_file_is_refused_before_anything_is_written() {
    let stage = stage();
    let rows = fs::read_to_string(root().join("crates/verbale-import/tests/data/gdelt").join(GDELT)).unwrap();
    let resaved = rows.lines().map(|row| row.replace('\t', ";")).collect::<Vec<_>>().join("\r\n");
    stage.write("resaved.csv", resaved);
    stage.write("zeros.csv", rows.replace("\t042\t042\t04\t", "\t42\t42\t4\t"));
    for (name, evidence) in [
        ("resaved.csv", "in 2116 of 2116 rows: line 1, columns separated by `;`"),
        ("zeros.csv", "EventRootCode `4`, a code without its leading zero"),
    ] {
        for output in ["old.nq", "old.jsonl"] {
            stage.write(output, "old");
            let words = ["cannot use", "it has been through a spreadsheet", evidence, "get the file anew"];
            import(&stage, &["gdelt", name], &["-o", output, "--on-error", "skip"]).fails(2, &words);
            assert_eq!(stage.read(output), "old");
        }
        assert_eq!(import(&stage, &["gdelt", name], &["-f", "dossier"]).stdout, "");
    }
    import(&stage, &["gdelt", PLOVER], &["-o", "new.nq"]).fails(2, &["no row has the columns of GDELT"]);
    assert!(!stage.path("new.nq").exists());
}

#[test]
fn several_files_are_several_dossiers() {
    let stage = stage();
    let rows: Vec<String> = ICEWS.lines().map(str::to_owned).collect();
    stage.write("a.tab", rows[..3].join("\n"));
    stage.write("b.tab", [&rows[0], &rows[3]].map(String::as_str).join("\n"));
    let url = ["--source-url", "https://example.org/icews", "-f", "nquads"];
    let both = import(&stage, &["icews", "a.tab", "b.tab"], &url).stdout;
    let apart = ["a.tab", "b.tab"].map(|name| import(&stage, &["icews", name], &url).stdout).concat();
    assert_eq!(both, apart);
}

#[test]
fn what_cannot_be_meant_is_a_usage_error() {
    let stage = stage();
    let usage = |arguments: &[&str], words: &str| {
        import(&stage, arguments, &[]).fails(2, &[words]);
    };
    usage(&["gdelt", "-"], "give --id");
    usage(&["icews", "events.tab"], "--source-url");
    usage(&["gdelt", GDELT, "--id", "A"], "--id");
    usage(&["gdelt", GDELT, GDELT, "--id", "a"], "several inputs");
    usage(&["gdelt", GDELT, "-o", "x.csv"], "names no format");
    usage(&["gdelt", GDELT, "-o", "x.jsonl", "-f", "turtle"], "--format says turtle");
    usage(&["gdelt", GDELT, "-f", "dossier", "--graph", "source"], "--graph");
    usage(&["gdelt", GDELT, "-f", "dossier", "-o", GDELT], "would be overwritten");
    usage(&["gdelt", GDELT, "-f", "dossier", "-o", "x.jsonl", "--rejects", "x.jsonl"], "two outputs");
    usage(&["gdelt", "missing.csv"], "cannot open");
    stage.write("folder/file", "");
    usage(&["gdelt", "folder"], "cannot read folder");
    usage(&["acled", GDELT], "acled");
}

#[test]
fn an_empty_file_is_an_empty_dataset() {
    let stage = Stage::new();
    stage.write("empty.csv", "");
    let outcome = import(&stage, &["gdelt", "empty.csv"], &["-o", "x.nq"]);
    assert_eq!((outcome.code, stage.read("x.nq").as_str()), (Some(0), ""));
    assert!(outcome.stderr.contains("empty.csv is empty"), "{}", outcome.stderr);
}

fn page() -> String {
    fs::read_to_string(root().join("crates/verbale/docs/datasets.md")).unwrap()
}

/// The table of the page says what becomes of the real files.
#[test]
fn the_page_accounts_for_the_real_files() {
    let (stage, page) = (stage(), page());
    let kinds = ["commitment", "event", "meeting", "recognition", "stance"];
    for (dataset, name) in ALL.into_iter().zip([GDELT, PLOVER]) {
        let outcome = import(&stage, dataset, &["--on-error", "skip", "--summary", "s.json", "-f", "dossier"]);
        let count =
            |kind: &&str| outcome.stdout.lines().filter(|line| line.contains(&format!("\"kind\":\"{kind}\""))).count();
        let summary: Value = serde_json::from_str(&stage.read("s.json")).unwrap();
        let (read, refused) = (&summary["records"]["read"], &summary["records"]["refused"]);
        let counts: Vec<String> = kinds.iter().map(count).map(|count| count.to_string()).collect();
        let row = format!("| `{name}` | {read} | {} | {refused} |", counts.join(" | "));
        assert!(page.contains(&row), "{row}");
    }
}

/// Every column of GDELT's codebook stands in the page's table, once.
#[test]
fn the_page_has_every_column_of_gdelt() {
    let page = page();
    let table = page.split("\n## ").find(|section| section.starts_with("GDELT\n")).unwrap();
    let names: Vec<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .flat_map(|row| row.split(" | ").next().unwrap().split(['`', ',', ' ']))
        .filter(|name| !name.is_empty())
        .collect();
    let mut expected: Vec<String> = [
        "GLOBALEVENTID",
        "Day",
        "MonthYear",
        "Year",
        "FractionDate",
        "IsRootEvent",
        "EventCode",
        "EventBaseCode",
        "EventRootCode",
        "QuadClass",
        "GoldsteinScale",
        "NumMentions",
        "NumSources",
        "NumArticles",
        "AvgTone",
        "DATEADDED",
        "SOURCEURL",
    ]
    .map(str::to_owned)
    .to_vec();
    for actor in ["Actor1", "Actor2"] {
        let of_actors = [
            "Code",
            "Name",
            "CountryCode",
            "KnownGroupCode",
            "EthnicCode",
            "Religion1Code",
            "Religion2Code",
            "Type1Code",
            "Type2Code",
            "Type3Code",
        ];
        expected.extend(of_actors.map(|column| format!("{actor}{column}")));
    }
    for geography in ["Actor1Geo", "Actor2Geo", "ActionGeo"] {
        let of_places = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"];
        expected.extend(of_places.map(|column| format!("{geography}_{column}")));
    }
    assert_eq!(expected.len(), 61);
    let (found, expected): (BTreeSet<&str>, BTreeSet<&str>) =
        (names.iter().copied().collect(), expected.iter().map(String::as_str).collect());
    assert_eq!((found, names.len()), (expected, 61));
}
