//! Syntax errors of YAML in the words of somebody who writes a dossier, with a way out.

use granit_parser::{ErrorKind, ScanError};

use super::builder::{Builder, Stop};
use super::faults::character_at;
use crate::check::Check;
use crate::diagnostic::Diagnostic;

const QUOTES: &str = "put the text in double quotes";

/// Records why the parser stopped.
pub(super) fn report(builder: &mut Builder<'_>, body: &str, base: usize, error: &ScanError) -> Stop {
    let check = check_of(error.kind());
    let known_directive = check == Check::Tag && builder.faults.any(|fault| fault.check == Check::Tag);
    if known_directive && !matches!(error.kind(), ErrorKind::UndeclaredTagHandle) {
        return Stop;
    }
    let at = character_at(body, error.marker().byte_offset().unwrap_or(body.len()));
    let (message, help) = words(error.kind());
    let message = message.map_or_else(|| error.kind().to_string(), str::to_owned);
    let mut diagnostic = Diagnostic::new(check, builder.pointer(), message);
    if let Some(help) = help {
        diagnostic = diagnostic.help(help);
    }
    builder.faults.push(at.start + base..at.end + base, diagnostic);
    Stop
}

fn check_of(kind: &ErrorKind) -> Check {
    match kind {
        ErrorKind::RecursionLimitExceeded => Check::TooLarge,
        ErrorKind::MissingAnchorOrAliasName | ErrorKind::UnknownAnchor => Check::Anchor,
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::ExpectedTagBang
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::DuplicateVersionDirective
        | ErrorKind::UnsupportedYamlMajorVersion
        | ErrorKind::DuplicateTagDirective
        | ErrorKind::InvalidDirectiveTerminator
        | ErrorKind::MissingYamlVersionSeparator
        | ErrorKind::MissingDirectiveName
        | ErrorKind::InvalidDirectiveName
        | ErrorKind::YamlVersionTooLong
        | ErrorKind::MissingYamlVersion
        | ErrorKind::ExpectedTagDirectiveBang
        | ErrorKind::InvalidTagDirectiveTerminator
        | ErrorKind::MissingDocumentEndBeforeDirective => Check::Tag,
        _ => Check::Syntax,
    }
}

/// What is wrong (the parser's own words where there are none better) and a way out.
fn words(kind: &ErrorKind) -> (Option<&'static str>, Option<&'static str>) {
    match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => (
            Some("a colon followed by a blank cannot stand here"),
            Some("put text that holds `: ` in double quotes; check that the keys of one mapping are indented alike"),
        ),
        ErrorKind::UnclosedQuotedScalar => (
            Some("the quotation mark that opens here is never closed"),
            Some(
                "close it; inside double quotes write `\\\"` for a quotation mark, inside single quotes `''` for an apostrophe",
            ),
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            Some("text goes on after the closing quotation mark"),
            Some("write `\\\"` for a quotation mark inside double quotes"),
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar => (
            Some("text goes on after the closing quotation mark"),
            Some("write `''` for an apostrophe inside single quotes, or use double quotes"),
        ),
        ErrorKind::UnknownQuotedScalarEscape => {
            (Some("an escape in this text is unknown"), Some("write `\\\\` for a backslash inside double quotes"))
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => (Some("a tab cannot indent"), Some("indent with blanks")),
        ErrorKind::UnexpectedCharacter { .. } => {
            (None, Some("put text that begins with this character in double quotes"))
        }
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MismatchedFlowCollectionEnd { .. } => (
            None,
            Some(
                "close each `{` with `}` and each `[` with `]`, and put a comma between values; text with brackets in it goes in double quotes",
            ),
        ),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry | ErrorKind::InvalidIndentation => {
            (None, Some("check the indentation: entries of one mapping or list start in the same column"))
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            Some("this line has no `key: value`"),
            Some("indent a text that goes on under its key, or put it in double quotes"),
        ),
        ErrorKind::BomInsideDocument => (
            Some("a byte order mark (U+FEFF) stands inside the text"),
            Some("remove it, or put the text around it in double quotes"),
        ),
        ErrorKind::RecursionLimitExceeded => (Some("lists and mappings are nested too deep"), None),
        ErrorKind::MissingAnchorOrAliasName | ErrorKind::UnknownAnchor => {
            (Some("`&` and `*` cannot begin a text"), Some(QUOTES))
        }
        kind if check_of(kind) == Check::Tag => (None, Some(QUOTES)),
        _ => (None, None),
    }
}
