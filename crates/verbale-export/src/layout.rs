//! What the caller says about the shape of a document.

/// All that is particular to a vocabulary, as data.
///
/// ```
/// use verbale_export::Layout;
/// let layout = Layout {
///     prefixes: &[("ex", "https://example.org/ns#")],
///     sections: &["Facts"],
///     ..Layout::plain()
/// };
/// assert!(layout.context.is_empty());
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Layout<'l> {
    /// Prefixes and their namespaces, in the order in which they are declared.
    pub prefixes: &'l [(&'l str, &'l str)],
    /// Titles written as comments in Turtle and `TriG`; their index names them.
    pub sections: &'l [&'l str],
    /// The text of a JSON-LD context, `{"@context": {…}}`; empty for none.
    pub context: &'l str,
    /// Predicates whose objects stand inside the subject in JSON-LD, where they are described while it is open.
    pub nested: &'l [&'l str],
    /// Predicates whose *subjects* stand inside the object in JSON-LD, each with the `@reverse` term of the context that holds them.
    pub reversed: &'l [(&'l str, &'l str)],
}

impl Layout<'_> {
    /// A layout that knows no vocabulary: no prefixes, no sections, no context, no nesting.
    pub const fn plain() -> Self {
        Self { prefixes: &[], sections: &[], context: "", nested: &[], reversed: &[] }
    }
}

/// Which prefixes a Turtle, `TriG` or RDF/XML document declares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prefixes {
    /// Those that occur. The body is held back until the document's end, up to [`HELD_BYTES`](crate::HELD_BYTES), after which all are declared.
    #[default]
    Used,
    /// All of the layout, at once.
    All,
}

/// The three shapes of a JSON-LD document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JsonLdForm {
    /// Compact node objects inside one another, as the layout says.
    #[default]
    Nested,
    /// Compact node objects in one list, one for each subject.
    Flattened,
    /// Expanded document form (JSON-LD 1.1, section 9.1): full IRIs, no context.
    Expanded,
}

/// Choices for one document.
///
/// ```
/// use verbale_export::{JsonLdForm, Options};
/// let options = Options { jsonld_form: JsonLdForm::Expanded, ..Options::default() };
/// assert!(options.context_url.is_none());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which prefixes are declared. Without [`single`](Self::single) it is all of them.
    pub prefixes: Prefixes,
    /// The shape of a JSON-LD document.
    pub jsonld_form: JsonLdForm,
    /// An IRI written in the place of the JSON-LD context; the layout's text still decides how terms are compacted.
    pub context_url: Option<String>,
    /// Promises one dossier in one graph, which lets JSON-LD be one object and prefixes be those used.
    pub single: bool,
}
