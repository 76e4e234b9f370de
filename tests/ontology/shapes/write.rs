//! Shapes as Turtle, laid out as the files that people write.

use std::fmt::Write as _;

use verbale_ontology::PREFIXES;

use super::SHAPE;

/// A shapes file.
pub(super) struct File {
    pub(super) name: &'static str,
    titles: (&'static str, &'static str),
    about: &'static str,
    shapes: Vec<Shape>,
}

impl File {
    pub(super) const fn new(name: &'static str, titles: (&'static str, &'static str), about: &'static str) -> Self {
        Self { name, titles, about, shapes: Vec::new() }
    }

    pub(super) fn add(&mut self, shape: Shape) {
        self.shapes.push(shape);
    }

    pub(super) fn text(&self) -> String {
        let body = self.header() + &self.shapes.iter().map(Shape::text).collect::<String>();
        format!(
            "# {}\n# A test makes this file from the ontology, its code lists and its context.\n\n{}{body}",
            self.about,
            prefixes(&body)
        )
    }

    fn header(&self) -> String {
        let (fr, en) = self.titles;
        let statements = [
            "a owl:Ontology".to_owned(),
            format!("dcterms:title \"Formes {fr}\"@fr, \"Shapes {en}\"@en"),
            "dcterms:creator \"The verbale project\"".to_owned(),
            "dcterms:created \"2026-11-24\"^^xsd:date".to_owned(),
            "dcterms:license <https://creativecommons.org/licenses/by/4.0/>".to_owned(),
            "owl:versionInfo \"0.1.0\"".to_owned(),
        ];
        format!("\n<https://w3id.org/verbale/shapes/{}>\n    {} .\n", self.name, statements.join(" ;\n    "))
    }
}

/// A shape that a file holds.
pub(super) struct Shape {
    name: String,
    statements: Vec<String>,
}

impl Shape {
    pub(super) fn node(name: &str) -> Self {
        Self { name: name.to_owned(), statements: vec!["a sh:NodeShape".to_owned()] }
    }

    pub(super) fn property(name: &str, path: &str) -> Self {
        let statements = vec!["a sh:PropertyShape".to_owned(), format!("sh:path {path}")];
        Self { name: name.to_owned(), statements }
    }

    pub(super) fn named(self, fr: &str, en: &str) -> Self {
        self.with("sh:name", &format!("{}@fr, {}@en", quoted(fr), quoted(en)))
    }

    pub(super) fn with(mut self, predicate: &str, object: &str) -> Self {
        self.statements.push(format!("{predicate} {object}"));
        self
    }

    pub(super) fn with_list(self, predicate: &str, members: &[String]) -> Self {
        let mut lines = vec![String::new()];
        for member in members {
            let full = lines.last().is_some_and(|line| line.len() + member.len() > 108);
            if full {
                lines.push(String::new());
            }
            let Some(line) = lines.last_mut() else { continue };
            let _ = write!(line, "{}{member}", if line.is_empty() { "" } else { " " });
        }
        match lines.as_slice() {
            [one] => self.with(predicate, &format!("( {one} )")),
            several => self.with(predicate, &format!("(\n        {}\n    )", several.join("\n        "))),
        }
    }

    pub(super) fn saying(self, fr: &str, en: &str) -> Self {
        self.with("sh:message", &format!("{}@fr,\n        {}@en", quoted(fr), quoted(en)))
    }

    fn text(&self) -> String {
        format!("\nshape:{}\n    {} .\n", self.name, self.statements.join(" ;\n    "))
    }
}

/// The declarations of the prefixes that a text uses.
fn prefixes(body: &str) -> String {
    let own = [("owl", "http://www.w3.org/2002/07/owl#"), ("sh", "http://www.w3.org/ns/shacl#"), ("shape", SHAPE)];
    let mut known: Vec<_> = PREFIXES.iter().copied().chain(own).collect();
    known.sort_unstable();
    let code: String = body.split('"').step_by(2).collect();
    let used = |prefix: &str| {
        code.split(|c: char| !(c.is_alphanumeric() || c == ':')).any(|word| word.starts_with(&format!("{prefix}:")))
    };
    known.iter().filter(|(prefix, _)| used(prefix)).fold(String::new(), |mut lines, (prefix, iri)| {
        let _ = writeln!(lines, "@prefix {prefix}: <{iri}> .");
        lines
    })
}

/// A list in a sentence.
pub(super) fn any_of(names: &[String], last: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

/// The prefixed name of an IRI.
pub(super) fn name_of(iri: &str) -> String {
    let local =
        |(prefix, namespace): &(&str, &str)| iri.strip_prefix(namespace).map(|local| format!("{prefix}:{local}"));
    PREFIXES.iter().find_map(local).unwrap_or_else(|| format!("<{iri}>"))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
