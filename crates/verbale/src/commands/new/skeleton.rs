//! The text of a new dossier: what is known, and examples as comments.

use verbale_core::check::Check;
use verbale_core::dossier::tree::Syntax;
use verbale_core::text::Text;

use super::language::{Guess, guess};

/// The id of a dossier whose file's name has no letter or digit that an id may have.
const NAMELESS: &str = "dossier";

/// What a new dossier says of its text.
#[derive(Debug)]
pub(super) struct Skeleton {
    id: String,
    file: String,
    sha256: String,
    language: Guess,
}

impl Skeleton {
    /// Takes the path of a text, from the dossier's folder, and the text.
    pub(super) fn new(file: &str, text: &str) -> Self {
        let sha256 = Text::new(text).sha256();
        Self { id: id_for(file), file: quoted(file), sha256, language: guess(text) }
    }

    /// The dossier in YAML.
    pub(super) fn written(&self) -> String {
        let Self { id, file, sha256, language } = self;
        FORM.replace("<id>", id)
            .replace("<sha256>", sha256)
            .replace("<language>", &language.tag)
            .replace("<remark>", &language.remark)
            .replace("<file>", file)
    }
}

/// The id that the check itself would suggest for the file's name.
fn id_for(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = serde_json::Value::from(stem);
    let text = format!(r#"{{"verbale": 1, "id": {stem}, "source": {{"text": "-", "language": "und"}}, "facts": []}}"#);
    let reading = verbale_core::dossier::read(&text, Syntax::Json, 1);
    let suggested =
        reading.diagnostics.into_iter().find(|fault| matches!(fault.check, Check::BadId | Check::EmptyValue));
    match (suggested, reading.dossier) {
        (Some(fault), _) => fault.suggestion.unwrap_or_else(|| NAMELESS.into()),
        (None, Some(dossier)) => dossier.id.to_string(),
        (None, None) => NAMELESS.into(),
    }
}

/// A path as a scalar of YAML: quotation marks where they may be needed. A path has no control characters.
fn quoted(file: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    if file.starts_with(|c: char| c.is_ascii_alphabetic()) && file.chars().all(is_bare) {
        return file.to_owned();
    }
    format!("\"{}\"", file.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The form. Examples are indented comments; remarks begin at the margin or end a line.
const FORM: &str = r#"# yaml-language-server: $schema=dossier.schema.json
# The file that the first line names, for an editor that checks while you write, is made by
# `verbale schema > dossier.schema.json`.
#
# To begin: uncomment the examples that you need, give them keys of your own, and put words of the text between the
# quotation marks of `quote`, as they stand there, long enough to occur once. `verbale check` says what is missing.

verbale: 1
id: <id>
source:
  file: <file>
  sha256: <sha256>
  language: <language>  # <remark>
  # title: "the title, as it stands"
  # url: https://news.example.com/article
  # publisher: "who published it"
  # published: 2025-04-03
  # dateline: {value: 2025-04-03, basis: inferred, quote: "words of the text"}

# Who takes part, by the names that the text has. With the first one, take `{}` away.
actors: {}
  # a-state: {type: state, iso: FRA}
  # an-organisation: {type: organisation, name: {<language>: "words of the text"}}
  # a-force: {type: force, name: {<language>: "words of the text"}, of: a-state}
  # a-delegation: {type: delegation, described: {<language>: "words of the text"}, of: a-state}
  # a-person: {type: person, name: {<language>: "words of the text"}}
  # a-group: {type: group, name: {<language>: "words of the text"}, of: a-state}

# Where.
# places:
  # a-place: {name: {<language>: "words of the text"}, country: a-state}

# What the text says. With the first one, take `[]` away. There are also the kinds formalisation, recognition, founding,
# accession and withdrawal.
facts: []
  # - id: an-office  # somebody holds an office
  #   kind: capacity
  #   who: a-person
  #   role: foreign-minister
  #   of: a-state
  #   quote: "words of the text"

  # - id: a-meeting  # representatives met
  #   kind: meeting
  #   parties: [a-state, an-organisation]
  #   participants: [a-person]
  #   place: a-place
  #   date: {value: 2025-04-03, basis: inferred, quote: "words of the text"}
  #   quote: "words of the text"

  # - id: an-event  # something else happened
  #   kind: event
  #   type: visit
  #   by: a-person
  #   quote: "words of the text"

  # - id: a-relation  # a relation lasts between parties
  #   kind: relation
  #   type: cooperation
  #   parties: [a-state, an-organisation]
  #   quote: "words of the text"

  # - id: a-membership  # somebody belongs to an organisation
  #   kind: membership
  #   members: [a-state]
  #   of: an-organisation
  #   quote: "words of the text"

  # - id: an-instrument  # parties adopted a text
  #   kind: instrument
  #   type: joint-communique
  #   parties: [a-state, an-organisation]
  #   madeDuring: a-meeting
  #   quote: "words of the text"

  # - id: a-commitment  # somebody agreed on, announced or intends something
  #   kind: commitment
  #   status: agreed
  #   by: [a-state, an-organisation]
  #   description: {<language>: "what is to be done, in a few words"}
  #   quote: "words of the text"

  # - id: an-expectation  # something is expected of somebody, or held possible
  #   kind: expectation
  #   status: expected
  #   by: a-state
  #   description: {<language>: "what is expected, in a few words"}
  #   quote: "words of the text"

  # - id: a-statement  # somebody said something; with `speechMode: direct`, `text` has the words
  #   kind: statement
  #   speaker: a-person
  #   speechMode: indirect
  #   quote: "words of the text"

  # - id: what-was-said  # what was said stands in facts of its own, of this kind or another
  #   kind: proposition
  #   concerns: a-state
  #   text: {<language>: "what was said, in a sentence"}
  #   saidIn: a-statement
  #   quote: "words of the text"

  # - id: a-judgement  # somebody judges something; the holder `article` is the text itself
  #   kind: stance
  #   holder: a-person
  #   target: a-relation
  #   polarity: positive
  #   quote: "words of the text"
"#;

#[cfg(test)]
mod tests;
