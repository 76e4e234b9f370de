//! Questions by name, and values that try to be more than values.

use crate::cli::stage::Stage;
use crate::query::competency::seed;

fn rows(stage: &Stage, arguments: &[&str]) -> Vec<String> {
    let outcome = stage.run(&[&["query", "dossier.yaml", "--ask"], arguments].concat());
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    outcome.stdout.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn every_question_is_listed_and_can_be_asked() {
    let stage = seed();
    let list = stage.run(&["query", "--ask"]).fine().stdout;
    let mut answered = 0;
    for question in verbale_ontology::QUESTIONS {
        assert!(list.contains(question.name) && list.contains(question.question), "{list}");
        answered += usize::from(!rows(&stage, &[question.name]).is_empty());
    }
    // The seed threatens nothing, nobody joins, and every claim has words.
    assert_eq!(answered, verbale_ontology::QUESTIONS.len() - 3);
}

#[test]
fn a_parameter_narrows_the_answer_to_what_it_names() {
    let stage = seed();
    let all = rows(&stage, &["who-met-whom"]);
    assert_eq!(all.len(), 14, "{all:#?}");
    for (value, count) in [("Niger", 3), ("NER", 3), ("state/NER", 0), ("https://example.org/verbale/state/NER", 3)] {
        let given = format!("actor={value}");
        let found = rows(&stage, &["who-met-whom", "--with", &given]);
        let expected: Vec<_> = all.iter().filter(|row| count > 0 && row.contains("state/NER")).cloned().collect();
        assert_eq!((found.len(), found), (count, expected), "{value}");
    }
    let two = rows(&stage, &["who-left-what", "--with", "actor=Mali", "--with", "actor=NER"]);
    assert_eq!(two.len(), 2, "{two:#?}");
    for (from, to, count) in [("2025-04", "2025-04", 14), ("2025-04-04", "2026", 0), ("2024", "2025-04-02", 0)] {
        let (from, to) = (format!("from={from}"), format!("to={to}"));
        assert_eq!(rows(&stage, &["who-met-whom", "--with", &from, "--with", &to]).len(), count, "{from} {to}");
    }
    let training = rows(&stage, &["what-concerns-a-field", "--with", "field=military-training"]);
    assert_eq!(training.len(), 3, "{training:#?}");
    let negative = rows(&stage, &["who-judges-what", "--with", "polarity=negative", "--with", "target=Cedeao"]);
    assert_eq!(negative.len(), 3, "{negative:#?}");
    let words = rows(&stage, &["in-which-words", "--with", "fact=reconnaissance"]);
    assert!(words.iter().any(|row| row.ends_with(",1835,1913")) && words.len() == 1, "{words:#?}");
}

/// Values that would change the query if they were pasted into it.
const HOSTILE: &[&str] = &[
    "\"",
    "'",
    "\\",
    "\n",
    "}",
    "{",
    "#",
    ">",
    "<",
    "?actor",
    "$actor",
    "UNDEF",
    "\" } INSERT DATA { <a:b> <a:b> <a:b> } #",
    "> } INSERT",
    "Mali\" } UNION { ?one ?other ?meeting } #",
    "\\u0022 } #",
    "'''\"\"\"",
    "Mali } ; DROP ALL",
    "a\u{0}b",
    "\u{202e}ilaM",
    "1 } VALUES ?one { UNDEF",
];

#[test]
fn a_hostile_value_is_a_name_that_nobody_has() {
    let stage = seed();
    let parameters = [
        ("who-met-whom", "actor"),
        ("who-left-what", "organisation"),
        ("who-judges-what", "target"),
        ("in-which-words", "fact"),
    ];
    let mut asked = 0;
    for (question, parameter) in parameters {
        let header =
            stage.run(&["query", "dossier.yaml", "--ask", question]).fine().stdout.lines().next().unwrap().to_owned();
        for value in HOSTILE.iter().filter(|value| !value.contains('\0')) {
            let given = format!("{parameter}={value}");
            let outcome = stage.run(&["query", "dossier.yaml", "--ask", question, "--with", &given]);
            assert_eq!(outcome.code, Some(0), "{given}: {}", outcome.stderr);
            assert_eq!(outcome.stdout, format!("{header}\r\n"), "{given}");
            assert!(outcome.stderr.contains("nothing in the data is called"), "{given}: {}", outcome.stderr);
            asked += 1;
        }
    }
    assert!(asked >= 80, "{asked}");
}

#[test]
fn a_hostile_iri_code_or_date_is_refused() {
    let stage = seed();
    let given = [
        ("who-met-whom", "actor=<https://e.org/> } INSERT DATA { <a:b> <a:b> <a:b> } #>"),
        ("who-met-whom", "actor=https://e.org/\" }"),
        ("who-met-whom", "from=2025-04-03\"^^xsd:date) } #"),
        ("what-concerns-a-field", "field=trade> } INSERT"),
        ("who-holds-which-office", "role=dipl:envoy }"),
    ];
    for (question, given) in given {
        let outcome = stage.run(&["query", "dossier.yaml", "--ask", question, "--with", given]);
        assert_eq!(outcome.stdout, "", "{given}");
        outcome.fails(2, &["cannot be"]);
    }
}

#[test]
fn a_name_in_the_data_that_looks_like_a_query_is_found_as_a_name() {
    let stage = Stage::new();
    let hostile = "x\" } UNION { ?node ?as ?name } #";
    let yaml = format!(
        "verbale: 1\nid: d\nsource: {{language: en, text: \"They met.\"}}\nactors:\n  evil: {{type: group, name: {{en: {}}}}}\n  \
         other: {{type: group, name: {{en: They}}}}\nfacts:\n  - {{id: m, kind: meeting, parties: [evil, other], quote: \"They met\"}}\n",
        serde_json::to_string(hostile).unwrap()
    );
    stage.write("dossier.yaml", yaml);
    let given = format!("actor={hostile}");
    let outcome = stage.run(&["query", "dossier.yaml", "--ask", "what-is-it-called", "--with", &given, "-f", "tsv"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert_eq!(outcome.stdout.lines().count(), 2, "{}", outcome.stdout);
    assert!(outcome.stdout.contains("/d/actor/evil>"), "{}", outcome.stdout);
}
