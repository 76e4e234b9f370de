//! `verbale explain`

mod shacl;

use std::borrow::Cow;
use std::fmt::Write as _;

use verbale_core::check::Check;
use verbale_core::suggest::nearest;

use crate::args::{Cli, ExplainArgs};
use crate::error::Error;
use crate::output;
use crate::terminal::visible;

/// Prints a rule's page, or the list of rules.
pub(crate) fn run(args: &ExplainArgs) -> Result<(), Error> {
    let rules = rules();
    let text = match &args.code {
        None => list(&rules),
        Some(code) => find(&rules, code).ok_or_else(|| unknown(&rules, code))?.page(),
    };
    output::print(text.as_bytes())
}

/// A rule that a finding may name.
struct Rule {
    /// Its code, as reports write it.
    code: &'static str,
    /// The severity of a check. That of a constraint is its shape's.
    severity: Option<String>,
    /// What it demands.
    title: Cow<'static, str>,
    /// Its page, without heading.
    body: &'static str,
}

impl Rule {
    /// The page with its heading.
    fn page(&self) -> String {
        let kind = self.severity.as_deref().unwrap_or("SHACL");
        format!("# {} ({kind})\n\n{}\n\n{}", self.code, self.title, self.body)
    }
}

/// Every rule: the checks in their order, then the constraint components in that of the alphabet.
fn rules() -> Vec<Rule> {
    let check = |check: &Check| Rule {
        code: check.code(),
        severity: Some(check.severity().to_string()),
        title: check.title().into(),
        body: check.page(),
    };
    let component = |(component, body): (&verbale_shacl::Component, &'static str)| Rule {
        code: component.name,
        severity: None,
        title: sentence(component.title).into(),
        body,
    };
    let components = verbale_shacl::components().iter();
    let components = components.filter_map(|component| Some((component, shacl::page(component.name)?)));
    Check::ALL.iter().map(check).chain(components.map(component)).collect()
}

/// A phrase with a capital and a full stop.
fn sentence(phrase: &str) -> String {
    let mut rest = phrase.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).chain(['.']).collect()
}

/// The rule that is meant by a code, by the name of a component (with or without `sh:`), or by its IRI.
fn find<'r>(rules: &'r [Rule], written: &str) -> Option<&'r Rule> {
    let written = written.trim().trim_start_matches('<').trim_end_matches('>');
    let name = [shacl::NAMESPACE, "sh:"].iter().find_map(|prefix| without_prefix(written, prefix));
    let is_meant = |rule: &&Rule| {
        let short = rule.code.strip_suffix(shacl::SUFFIX).filter(|_| rule.severity.is_none());
        let names = [Some(rule.code), short].into_iter().flatten();
        let fits = names.into_iter().any(|code| code.eq_ignore_ascii_case(name.unwrap_or(written)));
        fits && (name.is_none() || rule.severity.is_none())
    };
    rules.iter().find(is_meant)
}

/// What follows a prefix, whatever its case.
fn without_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn list(rules: &[Rule]) -> String {
    let (checks, components): (Vec<_>, Vec<_>) = rules.iter().partition(|rule| rule.severity.is_some());
    let width = |rules: &[&Rule]| rules.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    let mut text = "Rules of dossiers and RDF files:\n".to_owned();
    for rule in &checks {
        let severity = rule.severity.as_deref().unwrap_or_default();
        let _ = writeln!(text, "  {severity:7}  {:2$}  {}", rule.code, rule.title, width(&checks));
    }
    text += "\nConstraints of SHACL shapes, which give the severity:\n";
    for rule in &components {
        let _ = writeln!(text, "  {:2$}  {}", rule.code, rule.title, width(&components));
    }
    text + "\n`verbale explain CODE` prints the page of one.\n"
}

/// What to say of a code that no rule has.
fn unknown(rules: &[Rule], written: &str) -> Error {
    let written = written.trim();
    let short = |rule: &Rule| rule.code.strip_suffix(shacl::SUFFIX);
    let names = rules.iter().flat_map(|rule| [Some(rule.code), short(rule)]).flatten();
    let name = without_prefix(written, "sh:").unwrap_or(written);
    let tip = match nearest(name, names) {
        Some(meant) => format!("did you mean `{meant}`? "),
        None => akin(rules, name).map(|codes| format!("codes with that word: {codes}; ")).unwrap_or_default(),
    };
    let message =
        format!("no rule has the code `{}`\n\n  tip: {tip}`verbale explain` lists all codes", visible(written));
    Error::Usage(Cli::conflict("explain", message))
}

/// The codes that contain a word of a code.
fn akin(rules: &[Rule], word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let codes = rules.iter().map(|rule| rule.code).filter(|code| code.split('-').any(|part| part == word));
    let codes: Vec<_> = codes.collect();
    (!codes.is_empty()).then(|| codes.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(written: &str) -> Option<&'static str> {
        find(&rules(), written).map(|rule| rule.code)
    }

    #[test]
    fn a_rule_is_found_by_all_its_names() {
        assert_eq!(found("quote-not-found"), Some("quote-not-found"));
        assert_eq!(found(" QUOTE-NOT-FOUND"), Some("quote-not-found"));
        let names = [
            "MinCountConstraintComponent",
            "mincountconstraintcomponent",
            "sh:MinCountConstraintComponent",
            "http://www.w3.org/ns/shacl#MinCountConstraintComponent",
            "<http://www.w3.org/ns/shacl#MinCountConstraintComponent>",
            "sh:minCount",
            "minCount",
        ];
        for name in names {
            assert_eq!(found(name), Some("MinCountConstraintComponent"), "{name}");
        }
    }

    #[test]
    fn a_name_of_shacl_means_no_check() {
        for name in ["sh:syntax", "http://www.w3.org/ns/shacl#syntax", "sh:", "", "é", "syntaxConstraintComponent"] {
            assert_eq!(found(name), None, "{name}");
        }
    }

    #[test]
    fn a_code_that_does_not_exist_has_a_way_out() {
        let said = |written: &str| unknown(&rules(), written).to_string();
        assert!(said("quote-not-fond").contains("did you mean `quote-not-found`?"));
        assert!(said("sh:minCuont").contains("did you mean `MinCount`?"));
        let akin = said("reference");
        assert!(akin.contains("codes with that word: unknown-reference, wrong-reference, reference-cycle;"), "{akin}");
        let nothing = said("xyzzy\u{1b}[2J");
        assert!(nothing.contains("`verbale explain` lists all codes"), "{nothing}");
        assert!(nothing.contains(r"xyzzy\u{1b}[2J") && !nothing.contains("did you mean"), "{nothing}");
    }
}
