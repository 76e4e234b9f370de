//! Every rule's stable name. A code, once published, keeps its meaning.

use std::fmt;

/// How grave a finding is. A warning never stops an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The dossier is refused.
    Error,
    /// The dossier is accepted; a person should look.
    Warning,
    /// For information.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

macro_rules! checks {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $severity:ident, $title:literal;)*) => {
        /// A rule that a dossier must keep.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Check {
            $($(#[$doc])* #[doc = $title] $variant,)*
        }

        impl Check {
            /// Every rule, in the order of this page.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name: kebab-case, says what is wrong.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Whether a breach refuses the dossier.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What the rule demands, in one sentence.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// The rule's page in Markdown, to be read under its code and title: what is checked, then the sections
            /// `Why`, `Fails` and `Mended`. Fenced blocks name the file that they are (`yaml dossier.yaml`).
            pub const fn page(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("check/pages/", $code, ".md")),)* }
            }
        }
    };
}

checks! {
    // The file.
    NotUtf8 = "not-utf8", Error, "A file is UTF-8 text.";
    Syntax = "syntax", Error, "A file is well-formed YAML 1.2, JSON or RDF.";
    TooLarge = "too-large", Error, "A dossier keeps the documented limits of size, depth and number.";
    Anchor = "anchor", Error, "A dossier has no YAML anchors, aliases or merge keys.";
    Tag = "tag", Error, "A dossier has no YAML tags or directives.";
    SecondDocument = "second-document", Error, "A file holds one YAML document.";
    IllTypedLiteral = "ill-typed-literal", Error, "A literal has a lexical form of its datatype.";
    DuplicateKey = "duplicate-key", Error, "A key stands once in a mapping.";
    // The format.
    NotADossier = "not-a-dossier", Error, "A dossier is a mapping with the key `verbale`.";
    Version = "version", Error, "The version of the format is one that this program reads.";
    MissingKey = "missing-key", Error, "Mandatory keys are there.";
    UnknownKey = "unknown-key", Error, "Every key is one of the format.";
    MisplacedKey = "misplaced-key", Error, "A key stands where the format has it.";
    WrongType = "wrong-type", Error, "A value has the type that its key asks for.";
    EmptyValue = "empty-value", Error, "A value that is given is not empty.";
    UnknownKind = "unknown-kind", Error, "A fact's kind is one of the format.";
    UnknownCode = "unknown-code", Error, "A code is one of its list.";
    BadId = "bad-id", Error, "An id is a lower-case slug that is not reserved.";
    BadLanguage = "bad-language", Error, "A language tag is well-formed (BCP 47).";
    BadIri = "bad-iri", Error, "An IRI is absolute and well-formed (RFC 3987).";
    BadDate = "bad-date", Error, "A date is a valid EDTF value of the supported levels.";
    BadNumber = "bad-number", Error, "A number lies in its range.";
    BadLicense = "bad-license", Error, "A licence is an SPDX identifier or an IRI.";
    IncompleteFact = "incomplete-fact", Error, "A commitment or expectation has a doer, means or somebody who expects it.";
    EvidenceNotAllowed = "evidence-not-allowed", Error, "Evidence of its own goes only where the format has it.";
    // The text.
    SourceFile = "source-file", Error, "The source's file can be read.";
    SourcePath = "source-path", Error, "The source's file and the registry lie inside the dossier's folder.";
    SourceHash = "source-hash", Error, "The text has the hash that the dossier gives.";
    SourceMissing = "source-missing", Error, "Facts with quotes need the text that they quote.";
    QuoteMissing = "quote-missing", Error, "Every fact has its words.";
    QuoteNotFound = "quote-not-found", Error, "A quote stands in the text, verbatim.";
    QuoteAmbiguous = "quote-ambiguous", Error, "A quote occurs exactly once, or says which occurrence is meant.";
    QuoteNth = "quote-nth", Error, "The occurrence that a quote names exists.";
    QuoteTooLong = "quote-too-long", Error, "A quote has at most 10,000 characters.";
    StatementText = "statement-text", Error, "The words of a direct statement stand in the text.";
    WeekdayMismatch = "weekday-mismatch", Error, "A weekday in a date's words is the date's weekday.";
    // The references.
    DuplicateId = "duplicate-id", Error, "An id names one thing.";
    UnknownReference = "unknown-reference", Error, "A reference names something that the dossier has.";
    WrongReference = "wrong-reference", Error, "A reference names the right type of thing.";
    ReferenceCycle = "reference-cycle", Error, "`saidIn`, `plannedIn`, `partOf` and `of` do not go in circles.";
    UnknownState = "unknown-state", Error, "A state's `iso` is a code of the state table.";
    DuplicateState = "duplicate-state", Error, "A state is declared once.";
    RegistryFaulty = "registry-faulty", Error, "The registry that a dossier names has no errors.";
    RegistryConflict = "registry-conflict", Error, "A key of the registry is not declared again.";
    // The sense.
    ModalityReported = "modality-reported", Error, "That a fact is reported comes from `saidIn` alone.";
    DateAfterSource = "date-after-source", Error, "What is asserted to have happened is not dated after the source.";
    DateOrder = "date-order", Error, "A start is not after its end.";
    DateNotExact = "date-not-exact", Error, "`due` and the ends of an interval are dates, not sets or approximations.";
    BadBase = "bad-base", Error, "The base is an absolute IRI that ends in `/`, `#` or `:`.";
    PartConflict = "part-conflict", Error, "Parts of one dossier agree on what they share.";
    // What a person should look at.
    QuoteUnproved = "quote-unproved", Warning, "Quotes are proved against the text.";
    ListComma = "list-comma", Warning, "A comma inside `[ ]` does not cut a quote in two.";
    CapacityOfAnother = "capacity-of-another", Warning, "A capacity in which a statement is made is one of its speakers'.";
    UnusedActor = "unused-actor", Warning, "An actor that is declared is used.";
    NameNotInText = "name-not-in-text", Warning, "Names occur in the text.";
    DateUnsupported = "date-unsupported", Warning, "An explicit date is supported by its words or the dateline.";
    BidiControl = "bidi-control", Warning, "Names and ids hold no bidirectional control characters.";
    MixedScript = "mixed-script", Warning, "A word of a name is written in one script.";
    IriStyle = "iri-style", Warning, "An IRI is written in its usual form.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_kebab_case() {
        let codes: BTreeSet<_> = Check::ALL.iter().map(|c| c.code()).collect();
        assert_eq!(codes.len(), Check::ALL.len());
        for code in codes {
            assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()), "{code}");
        }
    }
}
