//! Templates to HTML, and the policy that lets nothing in but what was written here.

use std::io::{self, BufRead, Seek, Write};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::index::{self, Index};
use crate::markup;
use crate::ontology;
use crate::page::{Sheet, page};

const STYLE: &str = include_str!("../templates/style.css");
const PAGE_SCRIPT: &str = concat!(include_str!("../templates/page.js"), include_str!("../templates/network.js"));
const INDEX_SCRIPT: &str = concat!(include_str!("../templates/index.js"), include_str!("../templates/network.js"));
const ONTOLOGY_STYLE: &str = concat!(include_str!("../templates/style.css"), include_str!("../templates/ontology.css"));
const ONTOLOGY_SCRIPT: &str = include_str!("../templates/ontology.js");

/// What kept a page from being made.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A template and the data disagree.
    Template(minijinja::Error),
    /// The spool of an index could not be read, or is not what was written to it.
    Spool(io::Error),
    /// The page could not be written.
    Write(io::Error),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Template(cause) => write!(f, "the page cannot be made: {cause}"),
            Self::Spool(cause) => write!(f, "what is known of the dossiers cannot be read again: {cause}"),
            Self::Write(cause) => write!(f, "the page cannot be written: {cause}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Template(cause) => Some(cause),
            Self::Spool(cause) | Self::Write(cause) => Some(cause),
        }
    }
}

impl From<minijinja::Error> for Error {
    fn from(cause: minijinja::Error) -> Self {
        // The engine lends the error that it met; a copy has its kind and its words.
        let met = std::error::Error::source(&cause).and_then(|source| source.downcast_ref::<io::Error>());
        let met = met.map(|met| io::Error::new(met.kind(), met.to_string()));
        match met {
            Some(met) if cause.kind() == ErrorKind::WriteFailure => Self::Write(met),
            Some(met) => Self::Spool(met),
            None => Self::Template(cause),
        }
    }
}

/// Makes pages. One of it makes any number of them.
///
/// ```
/// use verbale_core::dossier::{read, tree::Syntax};
/// use verbale_core::{resolve::{Surroundings, resolve}, text::Text};
/// use verbale_view::{Sheet, Viewer};
///
/// let yaml = r#"
/// verbale: 1
/// id: d
/// source: {text: "Mali left the union.", language: en}
/// actors:
///   mali: {type: state, iso: MLI}
///   union: {type: organisation, name: {en: union}}
/// facts:
///   - {id: exit, kind: withdrawal, by: mali, leaves: union, quote: "Mali left the union"}
/// "#;
/// let dossier = read(yaml, Syntax::Yaml, 1).dossier.expect("it can be read");
/// let text = Text::new("Mali left the union.");
/// let (resolved, _) = resolve(&dossier, &Surroundings { text: Some(&text), ..Surroundings::default() });
/// let resolved = resolved.expect("it resolves");
/// let sheet = Sheet { resolved: &resolved, text: Some(text.as_str()), turtle: &[], language: None, index: None };
/// let html = Viewer::new()?.page(&sheet)?;
/// assert!(html.contains("id=\"fact-exit\""));
/// # Ok::<(), verbale_view::Error>(())
/// ```
pub struct Viewer {
    environment: Environment<'static>,
}

impl Viewer {
    /// Reads the templates.
    pub fn new() -> Result<Self, Error> {
        let mut environment = Environment::new();
        environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
        environment.set_formatter(markup::write);
        environment.add_filter("unlinked", markup::unlinked);
        environment.add_template("words.html", include_str!("../templates/words.html"))?;
        environment.add_template("head.html", include_str!("../templates/head.html"))?;
        environment.add_template("page.html", include_str!("../templates/page.html"))?;
        environment.add_template("index.html", include_str!("../templates/index.html"))?;
        environment.add_template("drawing.html", include_str!("../templates/drawing.html"))?;
        environment.add_template("ontology.html", include_str!("../templates/ontology.html"))?;
        Ok(Self { environment })
    }

    /// The page of one dossier, as HTML.
    pub fn page(&self, sheet: &Sheet<'_, '_>) -> Result<String, Error> {
        self.render("page.html", (STYLE, PAGE_SCRIPT), &page(sheet))
    }

    /// Writes the page that leads to the pages of several dossiers. The spool is the one that [`Index::add`] has written
    /// to, from its beginning; it is read twice, and what is read of it goes to `out` at once.
    pub fn index(
        &self,
        index: Index,
        spool: impl BufRead + Seek + Send + Sync + 'static,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let overview = index::overview(index, spool).map_err(Error::Spool)?;
        let template = self.environment.get_template("index.html")?;
        template.render_captured_to(Serde(&Frame::of(&overview, (STYLE, INDEX_SCRIPT))), out)?;
        Ok(())
    }

    /// The page of the ontology: every term with its labels, its definition, what the shapes ask of it, an example and its
    /// matches, in French and English.
    ///
    /// ```
    /// let html = verbale_view::Viewer::new()?.ontology()?;
    /// assert!(html.contains("id=\"UnassertedSituation\"") && html.contains("situation non affirmée"));
    /// # Ok::<(), verbale_view::Error>(())
    /// ```
    pub fn ontology(&self) -> Result<String, Error> {
        self.render("ontology.html", (ONTOLOGY_STYLE, ONTOLOGY_SCRIPT), &ontology::ontology())
    }

    fn render(
        &self,
        template: &str,
        dress: (&'static str, &'static str),
        data: &impl Serialize,
    ) -> Result<String, Error> {
        Ok(self.environment.get_template(template)?.render(Serde(&Frame::of(data, dress)))?)
    }
}

/// What every page has besides its data.
#[derive(Serialize)]
struct Frame<'f, D: Serialize> {
    data: &'f D,
    style: &'static str,
    script: &'static str,
    policy: String,
}

impl<'f, D: Serialize> Frame<'f, D> {
    fn of(data: &'f D, (style, script): (&'static str, &'static str)) -> Self {
        Self { data, style, script, policy: policy(style, script) }
    }
}

/// The content security policy: this style and this script, known by their hashes, and nothing else.
fn policy(style: &str, script: &str) -> String {
    let (style, script) = (hash(style), hash(script));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
    )
}

/// SHA-256 in Base64 (RFC 4648, section 4), as policies write it.
fn hash(text: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text.as_bytes());
    let mut encoded = String::with_capacity(44);
    for three in digest.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = ALPHABET[(bits >> (18 - 6 * at)) as usize & 63];
            encoded.push(if at > three.len() { '=' } else { char::from(letter) });
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_policies() {
        // From the example of Content Security Policy Level 3, section 8.3: the hash of `alert('Hello, world.');`.
        assert_eq!(hash("alert('Hello, world.');"), "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn the_style_and_the_scripts_do_not_end_themselves() {
        for text in [ONTOLOGY_STYLE, STYLE, PAGE_SCRIPT, INDEX_SCRIPT, ONTOLOGY_SCRIPT] {
            assert!(!text.contains("</") && !text.contains("<!--") && !text.contains('\r'));
            assert!(!text.contains("url(") && !text.contains("import") && !text.contains("innerHTML"));
        }
    }
}
