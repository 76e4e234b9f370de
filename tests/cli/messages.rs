//! What is said on standard error, and that nothing in it can steer a terminal.

use super::stage::{Stage, dossier, faulty, json};

/// C0, DEL and C1.
fn controls() -> impl Iterator<Item = char> {
    ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}')
}

/// Characters that change the direction of text.
const BIDI: [char; 12] = [
    '\u{61C}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}',
    '\u{2067}', '\u{2068}', '\u{2069}',
];

#[test]
fn a_finding_has_rule_place_line_mark_and_summary() {
    let stage = Stage::new();
    stage.write("d.yaml", dossier("d").replace("  - id: summit", "  - id: summit\n    dtae: 1963-01-22"));
    let run = stage.run(&["export", "d.yaml"]).fails(1, &[]);
    let lines: Vec<_> = run.stderr.lines().collect();
    assert!(lines[0].starts_with("error[unknown-key]: "), "{}", run.stderr);
    assert_eq!(lines[1], " --> d.yaml:7:5");
    assert_eq!(lines[3], "7 |     dtae: 1963-01-22");
    assert!(lines[4].starts_with("  |     ^^^^"), "{}", run.stderr);
    assert!(run.stderr.contains("help: did you mean `date`?"), "{}", run.stderr);
    assert_eq!(lines.last(), Some(&"1 error in d.yaml"));
}

#[test]
fn a_near_miss_shows_the_words_of_the_text() {
    let stage = Stage::new();
    stage.write("d.yaml", dossier("d").replace("quote: \"the leaders", "quote: \"The leaders"));
    // The text's words are at 28: after «On Tuesday 22 January 1963, ».
    let words = "help: the text has: «the leaders of France and Germany met in Paris» (characters 28 to 74)";
    stage.run(&["export", "d.yaml"]).fails(1, &["error[quote-not-found]", words]);
}

#[test]
fn all_findings_are_shown_warnings_stop_nothing() {
    let stage = Stage::new();
    let unused = "actors: {mali: {type: state, iso: MLI}, ";
    stage.write("w.yaml", dossier("w").replace("actors: {", unused));
    let run = stage.run(&["export", "w.yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr.contains("warning[unused-actor]") && run.stderr.ends_with("\n1 warning in w.yaml\n"),
        "{}",
        run.stderr
    );
    assert!(!run.stdout.is_empty());
    stage.write("e.yaml", faulty("e").replace("actors: {", unused).replace("kind: meeting", "kind: meting"));
    let run = stage.run(&["export", "w.yaml", "e.yaml"]).fails(1, &["error[unknown-kind]", "in 2 files"]);
    assert!(run.stderr.contains("help: did you mean `meeting`?"), "{}", run.stderr);
}

#[test]
fn ten_thousand_findings_are_shown_and_all_are_counted() {
    let stage = Stage::new();
    let bad: Vec<_> = (0..10_050).map(|_| "{\"verbale\":1,\"colour\":1}").collect();
    stage.write("x.jsonl", bad.join("\n"));
    let run = stage.run(&["export", "x.jsonl"]).fails(1, &["(the first 10,000 are shown)"]);
    assert_eq!(run.stderr.lines().filter(|line| line.starts_with("error[")).count(), 10_000);
    let summary = run.stderr.lines().last().unwrap();
    let count: usize = summary.split_once(' ').unwrap().0.replace(',', "").parse().unwrap();
    // Each line lacks `id`, `source` and `facts`, and has a key that is none.
    assert_eq!(count, 4 * 10_050, "{summary}");
}

#[test]
fn colours_are_for_terminals() {
    let stage = Stage::new();
    stage.write("b.yaml", faulty("b"));
    for arguments in [&["export", "b.yaml"][..], &["export", "none.yaml"], &["export", "--nonsense"]] {
        let stderr = |variables: &[(&str, &str)]| {
            let mut command = stage.command(arguments);
            command.envs(variables.iter().copied());
            String::from_utf8(command.output().unwrap().stderr).unwrap()
        };
        let plain = stderr(&[]);
        let coloured = stderr(&[("CLICOLOR_FORCE", "1")]);
        assert!(!plain.contains('\u{1b}'), "{plain:?}");
        assert!(coloured.contains("\u{1b}["), "{coloured:?}");
        assert_eq!(stderr(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), plain);
    }
}

/// Every control character in the places that messages quote: a line, a key, a value, a path, an argument.
#[test]
fn no_control_character_reaches_a_terminal_from_a_file() {
    let stage = Stage::new();
    let mut lines = Vec::new();
    let all: Vec<char> = controls().chain(BIDI).collect();
    assert_eq!(all.len(), 77);
    for (number, control) in all.iter().enumerate() {
        let escaped = format!("a\\u{:04x}b", u32::from(*control));
        for with in [escaped, format!("a{control}b")] {
            if with.contains('\n') {
                continue;
            }
            let id = format!("d{number}");
            lines.push(json(&id).replace("the leaders of France and Germany met in Paris\"}", &format!("{with}\"}}")));
            lines.push(json(&id).replace("meeting", &with));
            lines.push(json(&id).replace("parties", &with));
            lines.push(json(&id).replace("FRA", &with));
            lines.push(json(&id).replace(&id, &with));
            lines.push(json(&id).replace("\"text\"", &format!("\"file\":\"{with}\",\"title\"")));
            lines.push(format!("{with}{}", json(&id)));
        }
    }
    stage.write("x.jsonl", lines.join("\n"));
    let run = stage.run(&["export", "x.jsonl"]);
    assert!(matches!(run.code, Some(1 | 2)), "{:?}", run.code);
    assert!(run.stderr.lines().filter(|line| line.starts_with("error[")).count() >= lines.len(), "too few findings");
    assert_clean(&run.stderr);
}

#[cfg(unix)]
#[test]
fn no_control_character_reaches_a_terminal_from_a_name_or_an_argument() {
    let stage = Stage::new();
    for control in controls().chain(BIDI).filter(|c| *c != '\0') {
        let name = format!("a{control}b");
        stage.write(&format!("{name}.yaml"), faulty("d"));
        assert_clean(&stage.run(&["export", &format!("{name}.yaml")]).fails(1, &["\\u{"]).stderr);
        assert_clean(&stage.run(&["export", &format!("{name}.txt")]).fails(2, &["\\u{"]).stderr);
        assert_clean(&stage.run(&["export", "x", "-f", &name]).fails(2, &["\\u{"]).stderr);
        assert_clean(&stage.run(&["export", "x", &format!("--{name}")]).fails(2, &["\\u{"]).stderr);
        assert_clean(&stage.run(&["export", "x", "-o", &format!("{name}.ttl/x.ttl")]).fails(2, &["\\u{"]).stderr);
        std::fs::remove_file(stage.path(&format!("{name}.yaml"))).unwrap();
    }
}

#[track_caller]
fn assert_clean(stderr: &str) {
    if let Some(at) = stderr.find(|c: char| (c.is_control() && c != '\n') || BIDI.contains(&c)) {
        let line = stderr[..at].rfind('\n').map_or(0, |end| end + 1);
        panic!("{:?}", stderr[line..].lines().next());
    }
}
