//! The gate that every quad passes before a byte of it is written.

use crate::memo::{Memo, Place};
use crate::{Error, error::Slot};
use oxilangtag::LanguageTag;
use oxiri::Iri;
use sophia_api::term::{BnodeId, SimpleTerm};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// How many language tags are remembered.
const TAGS: usize = 16;

/// Checks terms, and remembers what it saw last, empty at first: neighbouring quads share most of their terms.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    subject: String,
    /// How many IRIs `subject` has been.
    subjects: u64,
    subject_below: bool,
    /// An IRI that was checked, and a slash: what the IRIs of a dossier's nodes begin with.
    root: String,
    known: Memo,
    tags: Vec<String>,
    label: String,
}

/// What the gate found out about the terms of a triple while it checked them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judged {
    /// A number that stands for the subject, if it is an IRI: two subjects of one number are the same.
    pub(crate) subject: Option<u64>,
    /// Whether the subject is the name of a node of the dossier.
    pub(crate) subject_below: bool,
    pub(crate) predicate: Standing,
    /// The standing of the object, or of its datatype.
    pub(crate) object: Standing,
}

/// How an IRI is known to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It goes on plainly after the dossier's IRI and a slash.
    Below,
    /// It was seen before, or is remembered from now on.
    Known(Place),
    /// It was looked at for itself; or the term is no IRI.
    Other,
}

impl Gate {
    /// Refuses a triple with a term that RDF 1.2 does not allow in its place, or that is ill-formed.
    pub(crate) fn check(&mut self, [subject, predicate, object]: &[SimpleTerm<'_>; 3]) -> Result<Judged, Error> {
        let (subject, subject_below) = self.check_subject(subject)?;
        let predicate = match predicate {
            SimpleTerm::Iri(iri) => self.check_known(iri, Slot::Predicate)?,
            other => return Err(misplaced(Slot::Predicate, other)),
        };
        Ok(Judged { subject, subject_below, predicate, object: self.check_object(object)? })
    }

    /// Refuses a graph name that is neither an IRI nor a blank node.
    pub(crate) fn check_graph(&mut self, graph: &SimpleTerm<'_>) -> Result<(), Error> {
        match graph {
            SimpleTerm::Iri(iri) => self.check_known(iri, Slot::Graph).map(|_| ()),
            SimpleTerm::BlankNode(label) => self.check_label(label),
            other => Err(misplaced(Slot::Graph, other)),
        }
    }

    /// Takes the IRI of the dossier that begins, checked, for the beginning of those that come.
    pub(crate) fn enter(&mut self, dossier: &str) {
        self.root.clear();
        // After `x:` two slashes would begin an authority.
        if dossier.ends_with(char::is_alphanumeric) {
            self.root.push_str(dossier);
            self.root.push('/');
        }
        // Whether the last subject was below the root is not known for the new one.
        self.subject.clear();
    }

    fn check_subject(&mut self, subject: &SimpleTerm<'_>) -> Result<(Option<u64>, bool), Error> {
        match subject {
            SimpleTerm::Iri(iri) if !iri.is_empty() && iri.as_str() == self.subject => {
                Ok((Some(self.subjects), self.subject_below))
            }
            SimpleTerm::Iri(iri) => {
                self.subject_below = self.is_below_root(iri);
                if !self.subject_below {
                    check_iri(iri, Slot::Subject)?;
                }
                remember(&mut self.subject, iri);
                self.subjects += 1;
                Ok((Some(self.subjects), self.subject_below))
            }
            SimpleTerm::BlankNode(label) => self.check_label(label).map(|()| (None, false)),
            other => Err(misplaced(Slot::Subject, other)),
        }
    }

    fn check_object(&mut self, object: &SimpleTerm<'_>) -> Result<Standing, Error> {
        match object {
            SimpleTerm::Iri(iri) if self.is_below_root(iri) => Ok(Standing::Below),
            SimpleTerm::Iri(iri) => self.check_known(iri, Slot::Object),
            SimpleTerm::BlankNode(label) => self.check_label(label).map(|()| Standing::Other),
            SimpleTerm::LiteralDatatype(_, datatype) => self.check_datatype(datatype),
            SimpleTerm::LiteralLanguage(_, tag, _) => self.check_tag(tag.as_str()).map(|()| Standing::Other),
            SimpleTerm::Triple(triple) => self.check(triple).map(|_| Standing::Other),
            SimpleTerm::Variable(_) => Err(misplaced(Slot::Object, object)),
        }
    }

    fn check_datatype(&mut self, datatype: &str) -> Result<Standing, Error> {
        let standing = self.check_known(datatype, Slot::Datatype)?;
        match datatype.strip_prefix(RDF) {
            Some("langString" | "dirLangString") => Err(Error::LanguageTag { tag: String::new() }),
            _ => Ok(standing),
        }
    }

    /// As [`check_iri`], for IRIs that come often.
    fn check_known(&mut self, iri: &str, slot: Slot) -> Result<Standing, Error> {
        if let Some(place) = self.known.find(iri) {
            return Ok(Standing::Known(place));
        }
        check_iri(iri, slot)?;
        Ok(self.known.keep(iri).map_or(Standing::Other, Standing::Known))
    }

    /// Whether unreserved characters and slashes follow the root: an IRI that goes on like this after a slash is still one.
    fn is_below_root(&self, iri: &str) -> bool {
        // A short path is looked at together with what stands before it, since whole blocks are the fastest.
        let from = self.root.len().min(iri.len().saturating_sub(BLOCK));
        !self.root.is_empty() && iri.starts_with(self.root.as_str()) && seen(&iri.as_bytes()[from..]) == 0
    }

    fn check_label(&mut self, label: &str) -> Result<(), Error> {
        if label.is_empty() || *label != *self.label {
            BnodeId::new(label).map_err(|_| Error::BlankNodeLabel { label: label.to_owned() })?;
            remember(&mut self.label, label);
        }
        Ok(())
    }

    fn check_tag(&mut self, tag: &str) -> Result<(), Error> {
        if self.tags.iter().any(|known| known == tag) {
            return Ok(());
        }
        LanguageTag::parse(tag).map_err(|_| Error::LanguageTag { tag: tag.to_owned() })?;
        if self.tags.len() == TAGS {
            self.tags.clear();
        }
        self.tags.push(tag.to_owned());
        Ok(())
    }
}

/// Refuses an IRI that is relative or does not follow RFC 3987.
pub(crate) fn check_iri(iri: &str, slot: Slot) -> Result<(), Error> {
    if is_plain_iri(iri.as_bytes()) || Iri::parse(iri).is_ok() {
        return Ok(());
    }
    Err(Error::Iri { slot, iri: iri.to_owned() })
}

/// Whether an IRI is `scheme://host/…` of unreserved ASCII characters, which needs no grammar to be judged.
fn is_plain_iri(iri: &[u8]) -> bool {
    let Some(rest) = iri.strip_prefix(b"http").map(|rest| rest.strip_prefix(b"s").unwrap_or(rest)) else {
        return false;
    };
    let Some(rest) = rest.strip_prefix(b"://") else { return false };
    let Some(host) = rest.iter().position(|&byte| byte == b'/') else { return false };
    rest[..host].iter().all(|&byte| is_plain(byte)) && is_plain_path(&rest[host..])
}

/// Whether all is unreserved, a slash or a colon, but for the beginning of one fragment.
fn is_plain_path(path: &[u8]) -> bool {
    let seen = seen(path);
    seen & OTHER == 0 && (seen & FRAGMENT == 0 || path.split(|&byte| byte == b'#').count() == 2)
}

/// The classes of all bytes.
fn seen(path: &[u8]) -> u8 {
    let (blocks, rest) = path.as_chunks::<BLOCK>();
    let seen = blocks.iter().fold(0, |seen, block| seen | classes(block));
    seen | match path.last_chunk::<BLOCK>() {
        // The last block overlaps the one before it.
        Some(last) => classes(last),
        None => rest.iter().fold(0, |seen, &byte| seen | class(byte)),
    }
}

/// Blocks of one size without branches are what the compiler makes vector instructions of.
const BLOCK: usize = 16;
const FRAGMENT: u8 = 1;
const OTHER: u8 = 2;

#[inline]
fn classes(block: &[u8; BLOCK]) -> u8 {
    block.map(class).iter().fold(0, |seen, class| seen | class)
}

/// What a byte after the host is: nothing remarkable, the beginning of a fragment, or what only the grammar can judge.
#[inline]
fn class(byte: u8) -> u8 {
    let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    // From `-` to `:` stand `-./0123456789:`.
    let digit = byte.wrapping_sub(b'-') <= b':' - b'-';
    let fragment = byte == b'#';
    let known = letter || digit || byte == b'_' || byte == b'~' || fragment;
    (FRAGMENT * u8::from(fragment)) | (OTHER * u8::from(!known))
}

const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn misplaced(slot: Slot, term: &SimpleTerm<'_>) -> Error {
    let kind = match term {
        SimpleTerm::Iri(_) => "IRI",
        SimpleTerm::BlankNode(_) => "blank node",
        SimpleTerm::LiteralDatatype(..) | SimpleTerm::LiteralLanguage(..) => "literal",
        SimpleTerm::Triple(_) => "triple term",
        SimpleTerm::Variable(_) => "variable",
    };
    Error::Misplaced { slot, kind }
}

fn remember(memory: &mut String, text: &str) {
    memory.clear();
    memory.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_agrees_with_the_grammar() {
        for iri in [
            "http://a/",
            "https://example.org/ns#x",
            "http://a/b:c",
            "http:///x",
            "https://a/#",
            "http://a/~_-.",
            "http://a/#b/c:d",
        ] {
            assert!(is_plain_iri(iri.as_bytes()), "{iri}");
            assert!(Iri::parse(iri).is_ok(), "{iri}");
        }
        for iri in ["http://a:b/", "http://a/##", "http://a/#a#", "http://a/%zz", "http://a/ ", "http://a", "urn:x"] {
            assert!(!is_plain_iri(iri.as_bytes()), "{iri}");
        }
    }

    #[test]
    fn what_stands_below_a_dossier_agrees_with_the_grammar() {
        let mut gate = Gate::default();
        for dossier in ["https://example.org/d", "http://h:80", "urn:x", "x:", "http://é/d#é", "x://", "http://h/?q"]
        {
            assert!(check_iri(dossier, Slot::Dossier).is_ok(), "{dossier}");
            gate.enter(dossier);
            for path in [
                "",
                "a",
                "a/b-c/1~_.",
                "/h:b",
                "a:b",
                "a#b",
                "a b",
                "a>",
                "é",
                "%4",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
            ] {
                let iri = format!("{dossier}/{path}");
                let judged = gate.is_below_root(&iri) || gate.check_known(&iri, Slot::Object).is_ok();
                assert_eq!(judged, Iri::parse(iri.as_str()).is_ok(), "{iri}");
                assert!(judged || !gate.is_below_root(&iri), "{iri}");
            }
            assert_eq!(
                gate.is_below_root(&format!("{dossier}/span/100-200/quote")),
                !dossier.ends_with([':', '/']),
                "{dossier}"
            );
        }
    }

    #[test]
    fn what_would_break_out_is_refused() {
        for iri in [
            "",
            "x",
            "/x",
            "#x",
            "http://a/ b",
            "http://a/>",
            "http://a/<",
            "http://a/\"",
            "http://a/{",
            "http://a/}",
            "http://a/|",
            "http://a/^",
            "http://a/`",
            "http://a/\\u0020",
            "http://a/\n",
            "http://a/\u{0}",
            "1a:b",
            "http://a/%2",
        ] {
            assert!(check_iri(iri, Slot::Object).is_err(), "{iri:?}");
        }
        for iri in
            ["urn:x:y", "http://é.org/été", "http://[::1]/", "mailto:a@b", "tag:x,2025:y", "http://a:80/?q=%20#f"]
        {
            assert!(check_iri(iri, Slot::Object).is_ok(), "{iri:?}");
        }
    }
}
