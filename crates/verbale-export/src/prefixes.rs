//! The prefixes of a document and the names that they shorten.

use crate::{Error, check::check_iri, error::Slot};

/// One prefix, its namespace, and whether the document has used it.
#[derive(Debug)]
struct Entry {
    prefix: String,
    namespace: String,
    used: bool,
}

/// Prefixes in the order in which they are declared.
#[derive(Debug)]
pub(crate) struct Table {
    entries: Vec<Entry>,
    fixed: usize,
    /// `scheme://host/` of the last IRI that no namespace begins like: most names of dossiers begin so.
    foreign: String,
}

impl Table {
    /// A table of prefixes that hold for the whole document.
    pub(crate) fn new(prefixes: &[(&str, &str)]) -> Result<Self, Error> {
        let mut table = Self { entries: Vec::new(), fixed: 0, foreign: String::new() };
        table.extend(prefixes)?;
        table.fixed = prefixes.len();
        Ok(table)
    }

    /// Adds prefixes that hold for one dossier.
    pub(crate) fn extend(&mut self, prefixes: &[(&str, &str)]) -> Result<(), Error> {
        self.foreign.clear();
        let before = self.entries.len();
        for &(prefix, namespace) in prefixes {
            if let Err(error) = self.push(prefix, namespace) {
                self.entries.truncate(before);
                return Err(error);
            }
        }
        Ok(())
    }

    /// Forgets the prefixes of the dossier that ends; whether there were any.
    pub(crate) fn truncate(&mut self) -> bool {
        let any = self.entries.len() > self.fixed;
        if any {
            self.foreign.clear();
            self.entries.truncate(self.fixed);
        }
        any
    }

    /// Prefixes and namespaces, in order: those used so far, or all.
    pub(crate) fn declared(&self, all: bool) -> impl Iterator<Item = (&str, &str)> {
        let entries = self.entries.iter().filter(move |entry| all || entry.used);
        entries.map(|entry| (entry.prefix.as_str(), entry.namespace.as_str()))
    }

    /// Splits `iri` into a prefix and a local name that XML takes as it is, by the longest namespace; the prefix counts
    /// as used from now on.
    pub(crate) fn split<'i>(&mut self, iri: &'i str) -> Option<(&str, &'i str)> {
        self.split_where(iri, is_name_byte)
    }

    /// As [`split`](Self::split), for Turtle: a local name may also hold dots within, and slashes, which are escaped.
    pub(crate) fn split_path<'i>(&mut self, iri: &'i str) -> Option<(&str, &'i str)> {
        self.split_where(iri, |byte| is_name_byte(byte) || matches!(byte, b'.' | b'/'))
    }

    fn split_where<'i>(&mut self, iri: &'i str, is_local: impl Fn(u8) -> bool) -> Option<(&str, &'i str)> {
        if self.is_foreign(iri) {
            return None;
        }
        let first = iri.len() - iri.bytes().rev().take_while(|byte| is_local(*byte)).count();
        let mut best: Option<usize> = None;
        for (index, entry) in self.entries.iter().enumerate() {
            let length = entry.namespace.len();
            let longer = best.is_none_or(|best| length > self.entries[best].namespace.len());
            if length >= first
                && longer
                && iri.len() > length
                && iri.starts_with(&entry.namespace)
                && is_name_byte(iri.as_bytes()[length])
                && iri.as_bytes()[length] != b'-'
                && !iri.ends_with('.')
            {
                best = Some(index);
            }
        }
        let entry = &mut self.entries[best?];
        entry.used = true;
        Some((&entry.prefix, &iri[entry.namespace.len()..]))
    }

    /// Whether no namespace begins like an IRI does.
    pub(crate) fn is_foreign(&mut self, iri: &str) -> bool {
        if !self.foreign.is_empty() && iri.starts_with(&self.foreign) {
            return true;
        }
        let Some(host) = iri.find("://").map(|colon| colon + 3) else { return false };
        let Some(end) = iri[host..].find('/').map(|slash| host + slash + 1) else { return false };
        // A namespace may also be the beginning of a host.
        let is_met =
            |entry: &Entry| entry.namespace.starts_with(&iri[..end]) || iri[..end].starts_with(&entry.namespace);
        if self.entries.iter().any(is_met) {
            return false;
        }
        self.foreign.clear();
        self.foreign.push_str(&iri[..end]);
        true
    }

    fn push(&mut self, prefix: &str, namespace: &str) -> Result<(), Error> {
        if !is_prefix(prefix) || self.entries.iter().any(|entry| entry.prefix == prefix) {
            return Err(Error::Prefix { prefix: prefix.to_owned() });
        }
        check_iri(namespace, Slot::Namespace)?;
        self.entries.push(Entry { prefix: prefix.to_owned(), namespace: namespace.to_owned(), used: false });
        Ok(())
    }
}

/// A byte of `[A-Za-z0-9_-]`.
const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// Names that Turtle and XML both take as they are; XML keeps those that begin with `xml` for itself.
fn is_prefix(prefix: &str) -> bool {
    let mut bytes = prefix.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        && !prefix.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("xml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_namespace_wins_and_odd_names_stay_whole() {
        let mut table =
            Table::new(&[("a", "http://x/"), ("b", "http://x/y#"), ("c", "http://x/y#z")]).expect("prefixes");
        assert_eq!(table.split("http://x/y#q"), Some(("b", "q")));
        assert_eq!(table.split("http://x/y#zq"), Some(("c", "q")));
        assert_eq!(table.split("http://x/12-5"), Some(("a", "12-5")));
        for whole in ["http://x/", "http://x/-a", "http://x/y/z", "http://x/a.b", "http://x/é", "http://y/a"] {
            assert_eq!(table.split(whole), None, "{whole}");
        }
    }

    #[test]
    fn turtle_takes_dots_and_slashes_within() {
        let mut table = Table::new(&[("a", "http://x/"), ("b", "http://x/y/")]).expect("prefixes");
        assert_eq!(table.split_path("http://x/a.b"), Some(("a", "a.b")));
        assert_eq!(table.split_path("http://x/y/1-2/quote"), Some(("b", "1-2/quote")));
        for whole in ["http://x/a.", "http://x/.a", "http://x//a", "http://x/é", "http://x/-"] {
            assert_eq!(table.split_path(whole), None, "{whole}");
        }
    }

    #[test]
    fn what_was_foreign_is_not_when_a_prefix_comes() {
        let mut table = Table::new(&[("a", "http://a/x/"), ("b", "http://b")]).expect("prefixes");
        for _ in 0..2 {
            assert_eq!(table.split("http://c/x"), None);
            assert_eq!(table.split("http://a/x"), None);
            assert_eq!(table.split("http://a/x/y"), Some(("a", "y")));
            assert_eq!(table.split_path("http://bc/x"), Some(("b", "c/x")));
        }
        table.extend(&[("c", "http://c/")]).expect("prefix");
        assert_eq!(table.split("http://c/x"), Some(("c", "x")));
        table.truncate();
        assert_eq!(table.split("http://c/x"), None);
    }

    #[test]
    fn only_used_ones_are_declared() {
        let mut table = Table::new(&[("a", "http://a/"), ("b", "http://b/")]).expect("prefixes");
        assert_eq!(table.split("http://b/x"), Some(("b", "x")));
        assert_eq!(table.declared(false).collect::<Vec<_>>(), [("b", "http://b/")]);
        assert_eq!(table.declared(true).count(), 2);
        table.extend(&[("d", "http://b/d/")]).expect("prefix");
        assert_eq!(table.split("http://b/d/x"), Some(("d", "x")));
        table.truncate();
        assert_eq!(table.split("http://b/d/x"), None);
    }

    #[test]
    fn ill_formed_and_doubled_prefixes_are_refused() {
        for (prefix, namespace) in [
            ("", "http://a/"),
            ("a b", "http://a/"),
            ("x:", "http://a/"),
            ("xmlns", "http://a/"),
            ("a", "http://a/>"),
            ("a", "rel"),
        ] {
            assert!(Table::new(&[(prefix, namespace)]).is_err(), "{prefix} {namespace}");
        }
        assert!(Table::new(&[("a", "http://a/"), ("a", "http://b/")]).is_err());
    }
}
