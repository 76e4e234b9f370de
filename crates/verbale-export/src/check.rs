//! The gate that every quad passes before a byte of it is written.

use crate::{Error, error::Slot, memo::Memo};
use oxiri::Iri;
use sophia_api::term::{BnodeId, LanguageTag, SimpleTerm};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// Checks terms, and remembers what it saw last, empty at first: neighbouring quads share most of their terms.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    subject: String,
    known: Memo,
    tag: String,
    label: String,
}

impl Gate {
    /// Refuses a triple with a term that RDF 1.2 does not allow in its place, or that is ill-formed.
    pub(crate) fn check(&mut self, [subject, predicate, object]: &[SimpleTerm<'_>; 3]) -> Result<(), Error> {
        self.check_subject(subject)?;
        match predicate {
            SimpleTerm::Iri(iri) => self.check_known(iri, Slot::Predicate)?,
            other => return Err(misplaced(Slot::Predicate, other)),
        }
        self.check_object(object)
    }

    /// Refuses a graph name that is neither an IRI nor a blank node.
    pub(crate) fn check_graph(&mut self, graph: &SimpleTerm<'_>) -> Result<(), Error> {
        match graph {
            SimpleTerm::Iri(iri) => self.check_known(iri, Slot::Graph),
            SimpleTerm::BlankNode(label) => self.check_label(label),
            other => Err(misplaced(Slot::Graph, other)),
        }
    }

    fn check_subject(&mut self, subject: &SimpleTerm<'_>) -> Result<(), Error> {
        match subject {
            SimpleTerm::Iri(iri) if !iri.is_empty() && iri.as_str() == self.subject => Ok(()),
            SimpleTerm::Iri(iri) => {
                check_iri(iri, Slot::Subject)?;
                remember(&mut self.subject, iri);
                Ok(())
            }
            SimpleTerm::BlankNode(label) => self.check_label(label),
            other => Err(misplaced(Slot::Subject, other)),
        }
    }

    fn check_object(&mut self, object: &SimpleTerm<'_>) -> Result<(), Error> {
        match object {
            SimpleTerm::Iri(iri) => self.check_known(iri, Slot::Object),
            SimpleTerm::BlankNode(label) => self.check_label(label),
            SimpleTerm::LiteralDatatype(_, datatype) => self.check_datatype(datatype),
            SimpleTerm::LiteralLanguage(_, tag, _) => self.check_tag(tag.as_str()),
            SimpleTerm::Triple(triple) => self.check(triple),
            SimpleTerm::Variable(_) => Err(misplaced(Slot::Object, object)),
        }
    }

    fn check_datatype(&mut self, datatype: &str) -> Result<(), Error> {
        self.check_known(datatype, Slot::Datatype)?;
        match datatype.strip_prefix(RDF) {
            Some("langString" | "dirLangString") => Err(Error::LanguageTag { tag: String::new() }),
            _ => Ok(()),
        }
    }

    /// As [`check_iri`], for IRIs that come often.
    fn check_known(&mut self, iri: &str, slot: Slot) -> Result<(), Error> {
        if self.known.find(iri).is_none() {
            check_iri(iri, slot)?;
            self.known.keep(iri, b"");
        }
        Ok(())
    }

    fn check_label(&mut self, label: &str) -> Result<(), Error> {
        if label.is_empty() || *label != *self.label {
            BnodeId::new(label).map_err(|_| Error::BlankNodeLabel { label: label.to_owned() })?;
            remember(&mut self.label, label);
        }
        Ok(())
    }

    fn check_tag(&mut self, tag: &str) -> Result<(), Error> {
        if tag.is_empty() || *tag != *self.tag {
            LanguageTag::new(tag).map_err(|_| Error::LanguageTag { tag: tag.to_owned() })?;
            remember(&mut self.tag, tag);
        }
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
    let (mut bad, mut fragments) = (0, 0);
    for &byte in &rest[host..] {
        let class = PATH[usize::from(byte)];
        bad |= class & 1;
        fragments += usize::from(class >> 1);
    }
    bad == 0 && fragments < 2 && rest[..host].iter().all(|&byte| is_plain(byte))
}

/// What a byte means after the host: 0 nothing, 1 that the grammar must be asked, 2 the beginning of the fragment.
const PATH: [u8; 256] = {
    let mut classes = [1; 256];
    let mut byte = 0;
    while byte < 128 {
        if is_plain(byte) || matches!(byte, b'/' | b':') {
            classes[byte as usize] = 0;
        }
        byte += 1;
    }
    classes[b'#' as usize] = 2;
    classes
};

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
