//! What can be typed for `verify`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::{InputArgs, SurroundingsArgs, iri};

const VERIFY_EXAMPLES: &str = "\
Examples:
  A graph against the text that it was made from:
    verbale verify graph.ttl --text article.txt
  Against a newer version of the text, and the graph again with the places of today:
    verbale verify graph.ttl --text newer.txt --newer
    verbale verify graph.ttl --text newer.txt --write newer.ttl
  The same, without the facts whose words are no longer there:
    verbale verify graph.ttl --text newer.txt --write newer.ttl --drop-lost
  A dossier whose enrichment has a text of its own, for a program to read:
    verbale verify dossier.yaml --text article.txt \\
      --text https://example.org/verbale/d/wiki/source=wiki.txt --report json";

/// Hold the words of each fact against a text: the one it was made from, or a newer one.
///
/// From the graph alone and the text it computes again the hash of the text and, for every span, its place, its words and
/// what stands around them. Whatever differs, is missing, stands there twice or has the wrong datatype is a fault. With a
/// newer version of the text it says of each fact whether its words are the same, moved, changed, gone, or not to be told
/// apart; it never guesses. Graphs are .ttl, .trig, .nt, .nq or .jsonld, each also .gz or .zst; a dossier is described
/// first, as `export` does it.
///
/// The report goes to standard output.
#[derive(Debug, Args)]
#[command(after_long_help = VERIFY_EXAMPLES)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,

    /// A text, UTF-8, `-` for standard input; repeatable. It goes to the source whose hash it has; with SOURCE, an IRI, to
    /// that one; else to the only source that has none, where one input is read.
    #[arg(long, value_name = "[SOURCE=]FILE", value_parser = text, required = true, value_hint = ValueHint::FilePath, help_heading = "Texts")]
    pub(crate) text: Vec<TextArg>,

    /// Texts may be newer versions: a hash that differs is no fault.
    #[arg(long, help_heading = "Texts")]
    pub(crate) newer: bool,

    /// Facts of a source whose text is not given do not fail the run; they are counted all the same.
    #[arg(long, help_heading = "Texts")]
    pub(crate) allow_unproved: bool,

    /// Write the graph again with the places of its words in the texts that are given, to a file whose extension names the
    /// format; implies --newer.
    ///
    /// Where the words of a fact are not kept nothing is written, unless --drop-lost leaves the fact out.
    #[arg(long, value_name = "OUT", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub(crate) write: Option<PathBuf>,

    /// With --write: leave out the facts whose words are not kept, and those that refer to them; the report lists them.
    #[arg(long, requires = "write", help_heading = "Output")]
    pub(crate) drop_lost: bool,

    /// The form of the report.
    #[arg(long, value_enum, value_name = "FORM", default_value = "text", help_heading = "Output")]
    pub(crate) report: VerifyReport,
}

/// The form of the report of `verify`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerifyReport {
    /// For people: what is not the same, and the counts.
    Text,
    /// For programs: every fact with its spans.
    Json,
}

/// A text, and the source that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextArg {
    /// The IRI of the source, where it is given.
    pub(crate) source: Option<String>,
    /// The file.
    pub(crate) file: PathBuf,
}

/// An IRI may hold `=`, and so may a path: what stands before the last one is a source if it is an IRI.
fn text(given: &str) -> Result<TextArg, String> {
    match given.rsplit_once('=').and_then(|(source, file)| iri(source).ok().map(|source| (source, file))) {
        Some((_, "")) => Err("no file is named after `=`".into()),
        Some((source, file)) => Ok(TextArg { source: Some(source), file: file.into() }),
        None => Ok(TextArg { source: None, file: given.into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_an_iri_before_the_last_equals_sign() {
        let of = |given: &str| text(given).map(|arg| (arg.source, arg.file.to_string_lossy().into_owned()));
        assert_eq!(of("a=b.txt"), Ok((None, "a=b.txt".into())));
        assert_eq!(of("https://e.org/s?a=b=c.txt"), Ok((Some("https://e.org/s?a=b".into()), "c.txt".into())));
        assert_eq!(of("-"), Ok((None, "-".into())));
        assert!(of("https://e.org/s=").is_err());
    }
}
