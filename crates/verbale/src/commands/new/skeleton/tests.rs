use verbale_core::diagnostic::Severity;
use verbale_core::dossier::read;
use verbale_core::resolve::{Surroundings, resolve};

use super::*;

const WORDS: &str = "words of the text";
const FILE: &str = "a.txt";

/// A text with more sentences than the form has places for words, each of which occurs once.
fn article() -> String {
    let topics = ["la pêche", "la monnaie", "la frontière", "la défense", "l’énergie", "la santé", "la presse"];
    let towns = ["Moscou", "Bamako", "Niamey", "Genève", "Vienne", "Nairobi", "Oslo"];
    let sentence = |(topic, town)| format!("Les délégués ont traité de {topic} à {town}.\n");
    topics
        .iter()
        .flat_map(|topic| towns.iter().map(move |town| (topic, town)))
        .map(sentence)
        .collect::<Vec<_>>()
        .concat()
}

/// The form with its examples uncommented and other words of the text in each place for words.
fn filled(form: &str, text: &str) -> String {
    let mut sentences = text.lines();
    let mut filled = String::new();
    for line in form.lines() {
        let line = match line {
            "actors: {}" | "facts: []" => &line[..line.len() - 3],
            "# places:" => "places:",
            _ => line,
        };
        let mut line = line.strip_prefix("  # ").map_or_else(|| line.to_owned(), |example| format!("  {example}"));
        while line.contains(WORDS) {
            line = line.replacen(WORDS, sentences.next().unwrap(), 1);
        }
        filled += &line;
        filled.push('\n');
    }
    filled
}

/// The errors of a dossier.
#[track_caller]
fn errors(dossier: &str, text: &str) -> Vec<String> {
    let reading = read(dossier, Syntax::Yaml, 1);
    assert!(!reading.diagnostics.has_errors(), "{:#?}\n{dossier}", reading.diagnostics);
    let (dossier, text) = (reading.dossier.unwrap(), Text::new(text));
    let (_, found) = resolve(&dossier, &Surroundings { text: Some(&text), ..Surroundings::default() });
    let errors = found.iter().filter(|fault| fault.severity() == Severity::Error);
    errors.map(|fault| format!("{}: {}", fault.pointer, fault.message)).collect()
}

#[test]
fn as_it_is_it_has_no_fault() {
    for (file, text) in
        [(FILE, article()), ("l'été \"1\" \\ x.txt", "\u{feff}Un\r\nmot".into()), ("встреча: #1.txt", "—".into())]
    {
        let form = Skeleton::new(file, &text).written();
        assert_eq!(errors(&form, &text), [""; 0], "{form}");
        let dossier = read(&form, Syntax::Yaml, 1);
        assert_eq!(dossier.dossier.unwrap().source.file.as_deref(), Some(file));
        assert!(dossier.diagnostics.is_empty(), "{:?}", dossier.diagnostics);
        assert!(form.starts_with("# yaml-language-server: $schema="));
        assert!(!form.contains('<'), "a place of the form is left open:\n{form}");
    }
}

#[test]
fn with_all_examples_it_has_no_error() {
    let text = article();
    let dossier = filled(&Skeleton::new(FILE, &text).written(), &text);
    assert_eq!(errors(&dossier, &text), [""; 0], "{dossier}");
    assert!(!dossier.lines().any(|line| line.starts_with("  #")), "an example is left:\n{dossier}");
    let reading = read(&dossier, Syntax::Yaml, 1).dossier.unwrap();
    assert_eq!(
        (reading.actors.entries.len(), reading.facts.list.len()),
        (6, 11),
        "each type of actor and each common kind"
    );
    let kinds: std::collections::BTreeSet<_> = dossier.lines().filter(|line| line.starts_with("    kind: ")).collect();
    assert_eq!(kinds.len(), 11);
}

/// One example at a time, with the facts that it names.
#[test]
fn each_example_of_a_fact_is_valid_by_itself() {
    let text = article();
    let dossier = filled(&Skeleton::new(FILE, &text).written(), &text);
    let (head, facts) = dossier.split_once("\nfacts:\n").unwrap();
    let facts: Vec<String> = facts.split("\n\n").map(|fact| fact.trim_end().to_owned() + "\n").collect();
    let id = |fact: &str| fact.split_whitespace().nth(2).unwrap().to_owned();
    let named = |fact: &str, other: &str| fact.lines().skip(1).any(|line| line.ends_with(&format!(": {}", id(other))));
    for fact in &facts {
        let others: Vec<&String> = facts.iter().filter(|other| named(fact, other)).collect();
        let together: String = others.into_iter().chain([fact]).map(String::as_str).collect();
        let dossier = format!("{head}\nfacts:\n{together}");
        assert_eq!(errors(&dossier, &text), [""; 0], "{dossier}");
    }
    assert_eq!(facts.len(), 11);
}

#[test]
fn ids_come_from_the_files_name() {
    let cases = [
        ("000_57c44b0c04191255.txt", "000-57c44b0c04191255"),
        ("texts/Réunion à Moscou.final.txt", "reunion-a-moscou-final"),
        ("source.txt", "source-1"),
        ("встреча.txt", NAMELESS),
        (".txt", NAMELESS),
        ("a\"b\\.txt", "a-b"),
        ("article", "article-1"),
    ];
    for (file, id) in cases {
        assert_eq!(id_for(file), id, "{file}");
    }
}

#[test]
fn paths_are_quoted_where_they_must_be() {
    assert_eq!(quoted("texts/a-1.txt"), "texts/a-1.txt");
    assert_eq!(quoted("l'été.txt"), "\"l'été.txt\"");
    assert_eq!(quoted("a \"b\" \\c"), r#""a \"b\" \\c""#);
}
