//! The only place that mints IRIs.

use std::fmt;

use oxiri::Iri;

/// The start of all IRIs of dossiers that name none.
pub const DEFAULT_BASE: &str = "https://example.org/verbale/";

/// Why a base is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadBase {
    /// What is wrong.
    pub message: String,
    /// The mended base, where one answer is clear.
    pub suggestion: Option<String>,
}

impl fmt::Display for BadBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for BadBase {}

/// Checks a base: an absolute IRI that ends in `/`, `#` or `:`.
///
/// ```
/// use verbale_core::iri::check_base;
/// assert!(check_base("https://example.org/d/").is_ok());
/// let fault = check_base("https://example.org/d").expect_err("it does not end in a slash");
/// assert_eq!(fault.suggestion.as_deref(), Some("https://example.org/d/"));
/// ```
pub fn check_base(base: &str) -> Result<(), BadBase> {
    if let Err(fault) = Iri::parse(base) {
        let message = format!("`{base}` is no absolute IRI: {fault}");
        return Err(BadBase { message, suggestion: None });
    }
    if base.ends_with(['/', '#', ':']) {
        return Ok(());
    }
    let message = format!("the base `{base}` does not end in `/`, `#` or `:`");
    Err(BadBase { message, suggestion: Some(format!("{base}/")) })
}

/// Bytes that the IRIs of a fact with its claims and spans take, or a little more.
const PER_FACT: usize = 1024;

/// For more facts than this the buffer grows as it is filled.
const MOST_FACTS: usize = 128;

/// A string of an [`Arena`]: an IRI that was minted, or a lexical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(u32, u32);

/// The IRIs and lexical forms of one resolved dossier, one after the other in one buffer.
#[derive(Clone, Debug, Default)]
pub struct Arena {
    buffer: String,
}

impl Arena {
    /// The string.
    pub fn text(&self, name: Name) -> &str {
        &self.buffer[name.0 as usize..name.1 as usize]
    }

    /// Keeps a lexical form.
    pub(crate) fn lexical(&mut self, form: impl fmt::Display) -> Name {
        let start = self.buffer.len();
        // Writing into a String cannot fail.
        let _ = fmt::Write::write_fmt(&mut self.buffer, format_args!("{form}"));
        self.since(start)
    }

    /// Keeps the lexical form of a number.
    pub(crate) fn number(&mut self, number: usize) -> Name {
        let start = self.buffer.len();
        push_number(&mut self.buffer, number);
        self.since(start)
    }

    /// What was written after the first `start` bytes.
    fn since(&self, start: usize) -> Name {
        Name(offset(start), offset(self.buffer.len()))
    }

    /// Keeps an IRI in pieces: what is none is given back as `None`, and keeps nothing.
    fn mint(&mut self, pieces: &[&str]) -> Option<Name> {
        let start = self.buffer.len();
        self.buffer.extend(pieces.iter().copied());
        self.checked(start)
    }

    /// As an IRI, what was written after the first `start` bytes.
    fn checked(&mut self, start: usize) -> Option<Name> {
        if Iri::parse(&self.buffer[start..]).is_ok() {
            return Some(self.since(start));
        }
        self.buffer.truncate(start);
        None
    }
}

/// A dossier is capped at 16 MiB, so its IRIs stay far below 4 GiB.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn push_number(buffer: &mut String, number: usize) {
    if number > 9 {
        push_number(buffer, number / 10);
    }
    buffer.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or_default()));
}

/// Whether all is unreserved (RFC 3986, section 2.3) or a slash.
fn is_plain(path: &str) -> bool {
    path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/'))
}

/// Mints the IRIs of one dossier. Base and ids were checked, so every IRI made of them is one;
/// should one not be, the node is named by the dossier itself rather than by something that is no IRI.
pub(crate) struct Mint<'b> {
    base: &'b str,
    pub(crate) arena: Arena,
    pub(crate) itself: Name,
    /// The dossier's own IRI and a slash.
    root: String,
}

impl<'b> Mint<'b> {
    /// Starts with the IRI of a dossier of so many facts; `None` where base and id make none.
    pub(crate) fn new(base: &'b str, dossier: &'b str, facts: usize) -> Option<Self> {
        let mut arena = Arena { buffer: String::with_capacity(PER_FACT * (facts + 1).min(MOST_FACTS)) };
        let itself = arena.mint(&[base, dossier])?;
        let root = format!("{}/", arena.text(itself));
        Some(Self { base, arena, itself, root })
    }

    /// An IRI from outside, as it is; `None` where it is none.
    pub(crate) fn foreign(&mut self, pieces: (&str, &str)) -> Option<Name> {
        self.arena.mint(&[pieces.0, pieces.1])
    }

    /// `{base}{dossier}/{scope}{path}`: the scope is empty, or an enrichment's id with `/`.
    fn local(&mut self, scope: &str, path: &[&str]) -> Name {
        self.local_with(scope, |iri| iri.extend(path.iter().copied()))
    }

    /// As [`Mint::local`]. An IRI to which a slash and unreserved characters are added is one (RFC 3986, section 3), so the
    /// grammar is asked only about others.
    fn local_with(&mut self, scope: &str, push_path: impl FnOnce(&mut String)) -> Name {
        let buffer = &mut self.arena.buffer;
        let start = buffer.len();
        buffer.push_str(&self.root);
        buffer.push_str(scope);
        push_path(buffer);
        if is_plain(&buffer[start + self.root.len()..]) {
            return self.arena.since(start);
        }
        self.arena.checked(start).unwrap_or(self.itself)
    }

    pub(crate) fn source(&mut self, scope: &str) -> Name {
        self.local(scope, &["source"])
    }

    pub(crate) fn fact(&mut self, scope: &str, fact: &str) -> Name {
        self.local(scope, &[fact])
    }

    pub(crate) fn member(&mut self, scope: &str, fact: &str, member: &str) -> Name {
        self.local(scope, &[fact, "/", member])
    }

    pub(crate) fn series(&mut self, scope: &str, fact: &str) -> Name {
        self.local(scope, &[fact, "/series"])
    }

    pub(crate) fn claim(&mut self, scope: &str, about: &str) -> Name {
        self.local(scope, &["claim/", about])
    }

    pub(crate) fn field_claim(&mut self, scope: &str, about: &str, field: &str) -> Name {
        self.local(scope, &["claim/", about, ".", field])
    }

    /// A span with its two selectors, named by the lexical forms of its offsets.
    pub(crate) fn span(&mut self, scope: &str, [start, end]: [Name; 2]) -> [Name; 3] {
        ["", "/quote", "/position"].map(|part| {
            self.local_with(scope, |iri| {
                iri.push_str("span/");
                iri.extend_from_within(start.0 as usize..start.1 as usize);
                iri.push('-');
                iri.extend_from_within(end.0 as usize..end.1 as usize);
                iri.push_str(part);
            })
        })
    }

    /// A span of words whose text is not at hand, and its selector.
    pub(crate) fn words(&mut self, scope: &str, hash: &str) -> [Name; 2] {
        ["", "/quote"].map(|part| self.local(scope, &["source/quote/", hash, part]))
    }

    pub(crate) fn actor(&mut self, key: &str) -> Name {
        self.local("", &["actor/", key])
    }

    pub(crate) fn place(&mut self, key: &str) -> Name {
        self.local("", &["place/", key])
    }

    /// `{base}{path}`: what dossiers share.
    fn shared(&mut self, class: &str, key: &str) -> Name {
        self.arena.mint(&[self.base, class, "/", key]).unwrap_or(self.itself)
    }

    pub(crate) fn state(&mut self, iso: &str) -> Name {
        self.shared("state", iso)
    }

    pub(crate) fn shared_actor(&mut self, key: &str) -> Name {
        self.shared("actor", key)
    }

    pub(crate) fn shared_place(&mut self, key: &str) -> Name {
        self.shared("place", key)
    }

    pub(crate) fn occurrence(&mut self, key: &str) -> Name {
        self.shared("occurrence", key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases() {
        for good in ["https://example.org/", "urn:example:", "http://example.org/x#", "https://é.example/données/"] {
            assert!(check_base(good).is_ok(), "{good}");
        }
        for bad in ["", "example/", "https://example.org/a b/", "https://example.org/<x>/", "https://example.org/x"] {
            assert!(check_base(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_no_iri_is_never_minted() {
        let mut mint = Mint::new(DEFAULT_BASE, "d", 1).expect("base and id are sound");
        let before = mint.arena.buffer.len();
        for broken in ["http://x/> <http://y", "a b", "x\ny", "relative"] {
            assert_eq!(mint.foreign(("", broken)), None);
        }
        assert_eq!(mint.arena.buffer.len(), before);
        let fact = mint.fact("", "f1");
        assert_eq!(mint.arena.text(fact), "https://example.org/verbale/d/f1");
        let broken = mint.fact("", "x> <y");
        assert_eq!(broken, mint.itself);
    }

    #[test]
    fn what_is_minted_follows_the_grammar() {
        for base in ["https://example.org/", "urn:example:", "http://example.org/x#", "http://é.example/?q=/", "x:"] {
            let mut mint = Mint::new(base, "80", 1).expect("base and id are sound");
            let offsets = [0, 1_905].map(|offset| mint.arena.number(offset));
            let spans = mint.span("e/", offsets);
            let names = [mint.fact("", "f-1"), mint.member("e/", "f", "m"), mint.field_claim("", "f/m", "sameAs")];
            for name in spans.into_iter().chain(names) {
                assert!(Iri::parse(mint.arena.text(name)).is_ok(), "{}", mint.arena.text(name));
            }
            assert!(mint.arena.text(spans[1]).ends_with("80/e/span/0-1905/quote"));
        }
    }
}
