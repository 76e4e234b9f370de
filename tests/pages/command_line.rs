//! The reference of the command line: it has every option with its values, and its examples run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tempfile::TempDir;
use verbale_core::dossier::{enrichment, yaml};
use verbale_export::Format;

use super::markdown::{blocks, code, grouped, rows, section, sections};
use crate::command::{root, verbale};

const VERBS: [&str; 15] = [
    "export",
    "check",
    "import",
    "push",
    "query",
    "stats",
    "diff",
    "verify",
    "view",
    "explain",
    "new",
    "schema",
    "ontology",
    "completions",
    "man",
];

fn page() -> String {
    fs::read_to_string(root().join("crates/verbale/docs/command-line.md")).expect("the page can be read")
}

/// What a help text or the page lists: for each option or argument the name of its value, and the values to choose from.
type Options = BTreeMap<String, (String, BTreeSet<String>)>;

/// The options and arguments that a help text lists.
fn listed(help: &str) -> Options {
    let mut options = Options::new();
    let mut last = String::new();
    let (help, _) = help.split_once("\nExamples:").unwrap_or((help, ""));
    for line in unwrapped(help).iter().map(String::as_str) {
        let values = values(line);
        if !values.is_empty() {
            options.entry(last.clone()).or_default().1.extend(values);
        } else if line.starts_with(['-', '[', '<']) && !line.starts_with("[default: ") {
            let at = line.find(['<', '[']).unwrap_or(line.len());
            let (names, value) = line.split_at(at);
            // `[<NAME>]` may be left out; the value of `<[SOURCE=]FILE>` begins with a bracket of its own.
            let value = value.trim_end_matches("...");
            let value = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')).unwrap_or(value);
            let value = value.strip_prefix('<').and_then(|value| value.strip_suffix('>')).unwrap_or(value).to_owned();
            last = if names.is_empty() { value.clone() } else { names.trim().to_owned() };
            options.insert(last.clone(), (value, BTreeSet::new()));
        }
    }
    options
}

/// The lines of a help text; a list of values is one line.
fn unwrapped(help: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in help.lines().map(str::trim) {
        match lines.last_mut() {
            Some(open) if open.starts_with("[possible values: ") && !open.ends_with(']') => {
                open.push(' ');
                open.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// The values that a line of a help text offers: all in one line, or one a line with its meaning.
fn values(line: &str) -> Vec<String> {
    let all = line.strip_prefix("[possible values: ").and_then(|rest| rest.strip_suffix(']'));
    let one = line.strip_prefix("- ").and_then(|rest| rest.split_once(':')).map(|(value, _)| value);
    all.or(one).into_iter().flat_map(|values| values.split(", ")).map(str::to_owned).collect()
}

/// The options and arguments that a section of the page lists; the values to choose from are among its code.
fn shown(body: &str) -> Options {
    let row = |cells: Vec<&str>| {
        let (names, value) = (code(cells[0]).join(", "), code(cells[1]).join(""));
        let words = code(cells[2]).into_iter().map(str::to_owned).collect();
        (if names.is_empty() { value.clone() } else { names }, (value, words))
    };
    rows(body).into_iter().map(row).collect()
}

fn help(verb: &str) -> String {
    let arguments: Vec<&str> = [verb, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
    let outcome = verbale(&root(), &arguments);
    String::from_utf8(outcome.stdout).expect("help is UTF-8")
}

#[test]
fn every_option_is_on_the_page_and_no_other() {
    let page = page();
    let sections = sections(&page);
    let mut seen = 0;
    for verb in VERBS {
        let listed = listed(&help(verb));
        let shown = shown(&section(&sections, &format!("verbale {verb}")).body);
        assert_eq!(shown.keys().collect::<Vec<_>>(), listed.keys().collect::<Vec<_>>(), "{verb}");
        for (option, (value, values)) in &listed {
            assert_eq!(shown[option].0, *value, "{verb} {option}");
            let missing: Vec<_> = values.difference(&shown[option].1).collect();
            assert!(missing.is_empty(), "{verb} {option}: {missing:?}");
            seen += 1;
        }
    }
    assert!(seen >= 20, "{seen} options");
    let top = shown(&section(&sections, "The command line").body);
    assert_eq!(top.into_keys().collect::<Vec<_>>(), ["-V, --version", "-h, --help"]);
}

#[test]
fn the_verbs_are_those_of_the_command() {
    let help = help("");
    let verbs: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .map_while(|line| line.strip_prefix("  "))
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|verb| *verb != "help")
        .collect();
    assert_eq!(verbs, VERBS);
}

#[test]
fn the_formats_are_those_of_the_writers() {
    let page = page();
    let sections = sections(&page);
    let shown = rows(&section(&sections, "Outputs").body);
    let shown: Vec<_> = shown
        .iter()
        .map(|cells| (code(cells[0])[0], code(cells[1])[0].trim_start_matches('.'), cells[2], cells[3]))
        .collect();
    let graphs = |format: Format| if format.holds_graphs() { "yes" } else { "no" };
    let expected = Format::ALL.map(|format| (format.name(), format.extension(), format.media_type(), graphs(format)));
    assert_eq!(shown, expected);
}

#[test]
fn the_exit_codes_are_those_of_the_help() {
    let page = page();
    let sections = sections(&page);
    let rows = rows(&section(&sections, "Exit codes").body);
    let shown: BTreeSet<&str> = rows.iter().map(|cells| code(cells[0])[0]).collect();
    let help = help("");
    let codes = help.split_once("Exit codes:").expect("the help has exit codes").1;
    let listed: BTreeSet<&str> = codes.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty()).collect();
    assert_eq!(shown, listed);
}

#[test]
fn the_limits_of_dossiers_are_those_of_the_program() {
    let page = page();
    let sections = sections(&page);
    let rows = rows(&section(&sections, "Limits").body);
    let shown: Vec<&str> = rows.iter().map(|cells| cells[1]).collect();
    let mib = format!("{} MiB", yaml::MAX_BYTES >> 20);
    let expected = [mib, grouped(enrichment::MAX_FACTS), yaml::MAX_DEPTH.to_string(), grouped(yaml::MAX_NODES)];
    assert_eq!(shown[..4], expected);
}

/// The examples of the page, run by a shell in a folder with the files that they name.
#[cfg(unix)]
#[test]
fn the_examples_run() {
    use std::process::Command;
    let folder = TempDir::new().expect("a folder can be made");
    let at = |name: &str| folder.path().join(name);
    let dossier = fs::read_to_string(root().join("examples/first/dossier.yaml")).expect("the example can be read");
    for name in ["bin", "dossiers", "rdf", "site"] {
        fs::create_dir(at(name)).expect("a folder can be made");
    }
    let line = r#"{"verbale": 1, "id": "a", "source": {"text": "A.", "language": "en"}, "facts": []}"#;
    let graph = "<https://example.org/talks> <https://example.org/place> <https://example.org/nairobi> .";
    let shape = "@prefix sh: <http://www.w3.org/ns/shacl#> .
        <https://example.org/Talks> a sh:NodeShape ; sh:targetNode <https://example.org/talks> ; sh:nodeKind sh:IRI .";
    let dataset = |name: &str| {
        let path = root().join("crates/verbale-import/tests/data").join(name);
        fs::read_to_string(path).expect("the dataset can be read")
    };
    let (gdelt, plover) = (dataset("gdelt/20151027220000.export.CSV"), dataset("plover/PLOVER_GSR_CAMEO.json"));
    let first_rows: String = gdelt.split_inclusive('\n').take(20).collect();
    let files = [
        ("20151027220000.export.CSV", &*first_rows),
        ("records.json", &*plover),
        ("dossier.yaml", &*dossier),
        ("dossiers/one.yaml", &*dossier),
        ("batch.jsonl", line),
        ("elysee.txt", "On Tuesday 22 January 1963, the leaders of France and Germany met in Paris."),
        ("article.txt", "Kenya and Norway met in Nairobi."),
        ("graph.ttl", graph),
        ("house-rules.ttl", shape),
    ];
    for (name, text) in files {
        fs::write(at(name), text).expect("the file can be written");
    }
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_verbale-under-test"), at("bin/verbale"))
        .expect("a link can be made");
    let page = page();
    let examples: Vec<&str> = blocks(&page, "sh").into_iter().flat_map(str::lines).collect();
    for example in &examples {
        let outcome = Command::new("/bin/sh")
            .args(["-c", example])
            .current_dir(folder.path())
            .env("PATH", at("bin"))
            .output()
            .expect("a shell starts");
        assert!(outcome.status.success(), "{example}: {}", String::from_utf8_lossy(&outcome.stderr));
    }
    assert!(examples.len() >= 20, "{} examples", examples.len());
    for made in ["rdf/a.ttl", "dossier.jsonld", "all.nq.gz", "verbale.sarif", "verbale.xml", "article.yaml"] {
        assert!(at(made).exists(), "{made}");
    }
}
