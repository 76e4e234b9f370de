//! Templates to HTML: the one function that escapes, and the policy that lets nothing in but what was written here.

use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{Environment, Output, State, Value};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::index::{self, Index};
use crate::ontology;
use crate::page::{Sheet, page};

const STYLE: &str = include_str!("../templates/style.css");
const PAGE_SCRIPT: &str = include_str!("../templates/page.js");
const INDEX_SCRIPT: &str = include_str!("../templates/index.js");
const ONTOLOGY_STYLE: &str = concat!(include_str!("../templates/style.css"), include_str!("../templates/ontology.css"));
const ONTOLOGY_SCRIPT: &str = include_str!("../templates/ontology.js");

/// What could not be rendered: a template and the data disagree.
#[derive(Clone, Debug)]
pub struct Error(Arc<minijinja::Error>);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the page cannot be made: {}", self.0)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.0)
    }
}

impl From<minijinja::Error> for Error {
    fn from(cause: minijinja::Error) -> Self {
        Self(Arc::new(cause))
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
        environment.set_formatter(write_escaped);
        environment.add_template("words.html", include_str!("../templates/words.html"))?;
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

    /// The page that leads to the pages of several dossiers.
    pub fn index(&self, index: &Index) -> Result<String, Error> {
        self.render("index.html", (STYLE, INDEX_SCRIPT), &index::overview(index))
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
        let (style, script) = dress;
        let frame = Frame { data, style, script, policy: policy(style, script) };
        Ok(self.environment.get_template(template)?.render(Serde(&frame))?)
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

/// Writes a value into HTML: the only place where text becomes a part of a page.
///
/// Text stands alike between tags and within double quotes. A carriage return is written as a reference, since HTML
/// parsers make a line feed of it; U+0000 has no place in HTML and is shown as U+FFFD.
fn write_escaped(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    if value.is_undefined() || value.is_none() {
        return Ok(());
    }
    let text = value.to_string();
    if value.is_safe() || value.kind() == ValueKind::Number {
        return out.write_str(&text).map_err(Into::into);
    }
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\r', '\0']) {
        out.write_str(&rest[..at])?;
        out.write_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            b'\r' => "&#13;",
            _ => "\u{fffd}",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_str(rest).map_err(Into::into)
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
    fn text_is_escaped_and_own_markup_is_not() {
        let mut environment = Environment::new();
        environment.set_formatter(write_escaped);
        let source = "<b title=\"{{ x }}\">{{ x }}{{ y|safe }}{{ none }}{{ 3 }}</b>";
        let html = environment.render_str(source, minijinja::context! { x => "a<&>\"'\r\n\0", y => "<i>" }).unwrap();
        let escaped = "a&lt;&amp;&gt;&quot;&#39;&#13;\n\u{fffd}";
        assert_eq!(html, format!("<b title=\"{escaped}\">{escaped}<i>3</b>"));
    }

    #[test]
    fn the_style_and_the_scripts_do_not_end_themselves() {
        for text in [ONTOLOGY_STYLE, STYLE, PAGE_SCRIPT, INDEX_SCRIPT, ONTOLOGY_SCRIPT] {
            assert!(!text.contains("</") && !text.contains("<!--") && !text.contains('\r'));
            assert!(!text.contains("url(") && !text.contains("import") && !text.contains("innerHTML"));
        }
    }
}
