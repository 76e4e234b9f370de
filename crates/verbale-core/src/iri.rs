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
        self.write(format_args!("{form}"))
    }

    fn write(&mut self, text: fmt::Arguments<'_>) -> Name {
        let start = self.buffer.len();
        // Writing into a String cannot fail.
        let _ = fmt::Write::write_fmt(&mut self.buffer, text);
        Name(offset(start), offset(self.buffer.len()))
    }

    /// Keeps an IRI: the only way that one comes into being. What is no IRI is given back as `None`, and keeps nothing.
    fn mint(&mut self, iri: fmt::Arguments<'_>) -> Option<Name> {
        let name = self.write(iri);
        if Iri::parse(self.text(name)).is_ok() {
            return Some(name);
        }
        self.buffer.truncate(name.0 as usize);
        None
    }
}

/// A dossier is capped at 16 MiB, so its IRIs stay far below 4 GiB.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Mints the IRIs of one dossier. Base and ids were checked, so every IRI made of them is one;
/// should one not be, the node is named by the dossier itself rather than by something that is no IRI.
pub(crate) struct Mint<'b> {
    base: &'b str,
    dossier: &'b str,
    pub(crate) arena: Arena,
    pub(crate) itself: Name,
}

impl<'b> Mint<'b> {
    /// Starts with the dossier's own IRI; `None` where base and id make none.
    pub(crate) fn new(base: &'b str, dossier: &'b str) -> Option<Self> {
        let mut arena = Arena::default();
        let itself = arena.mint(format_args!("{base}{dossier}"))?;
        Some(Self { base, dossier, arena, itself })
    }

    fn mint(&mut self, iri: fmt::Arguments<'_>) -> Name {
        self.arena.mint(iri).unwrap_or(self.itself)
    }

    /// An IRI from outside, as it is; `None` where it is none.
    pub(crate) fn foreign(&mut self, pieces: (&str, &str)) -> Option<Name> {
        self.arena.mint(format_args!("{}{}", pieces.0, pieces.1))
    }

    /// `{base}{dossier}/{scope}{path}`: the scope is empty, or an enrichment's id with `/`.
    fn local(&mut self, scope: &str, path: fmt::Arguments<'_>) -> Name {
        let (base, dossier) = (self.base, self.dossier);
        self.mint(format_args!("{base}{dossier}/{scope}{path}"))
    }

    pub(crate) fn source(&mut self, scope: &str) -> Name {
        self.local(scope, format_args!("source"))
    }

    pub(crate) fn fact(&mut self, scope: &str, fact: &str) -> Name {
        self.local(scope, format_args!("{fact}"))
    }

    pub(crate) fn member(&mut self, scope: &str, fact: &str, member: &str) -> Name {
        self.local(scope, format_args!("{fact}/{member}"))
    }

    pub(crate) fn series(&mut self, scope: &str, fact: &str) -> Name {
        self.local(scope, format_args!("{fact}/series"))
    }

    pub(crate) fn claim(&mut self, scope: &str, about: &str) -> Name {
        self.local(scope, format_args!("claim/{about}"))
    }

    pub(crate) fn field_claim(&mut self, scope: &str, about: &str, field: &str) -> Name {
        self.local(scope, format_args!("claim/{about}.{field}"))
    }

    /// A span and its two selectors.
    pub(crate) fn span(&mut self, scope: &str, start: usize, end: usize) -> [Name; 3] {
        ["", "/quote", "/position"].map(|part| self.local(scope, format_args!("span/{start}-{end}{part}")))
    }

    /// A span of words whose text is not at hand, and its selector.
    pub(crate) fn words(&mut self, scope: &str, hash: &str) -> [Name; 2] {
        ["", "/quote"].map(|part| self.local(scope, format_args!("source/quote/{hash}{part}")))
    }

    pub(crate) fn actor(&mut self, key: &str) -> Name {
        self.local("", format_args!("actor/{key}"))
    }

    pub(crate) fn place(&mut self, key: &str) -> Name {
        self.local("", format_args!("place/{key}"))
    }

    /// `{base}{path}`: what dossiers share.
    fn shared(&mut self, class: &str, key: &str) -> Name {
        let base = self.base;
        self.mint(format_args!("{base}{class}/{key}"))
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
        let mut mint = Mint::new(DEFAULT_BASE, "d").expect("base and id are sound");
        let before = mint.arena.buffer.len();
        for broken in ["http://x/> <http://y", "a b", "x\ny", "relative"] {
            assert_eq!(mint.foreign(("", broken)), None);
        }
        assert_eq!(mint.arena.buffer.len(), before);
        let fact = mint.fact("", "f1");
        assert_eq!(mint.arena.text(fact), "https://example.org/verbale/d/f1");
    }
}
