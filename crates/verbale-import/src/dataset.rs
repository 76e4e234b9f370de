//! The dataset file as the source that all its records share.

use std::borrow::Cow;

use verbale_core::dossier::id::is_slug;
use verbale_core::dossier::lexicals::IriText;
use verbale_core::dossier::source::Source;

/// The language of the datasets' names and labels.
pub(crate) const LANGUAGE: &str = "en";

/// Whose records a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// GDELT event exports: 2.0 with 61 columns, 1.0 with 58, without header, by position.
    Gdelt,
    /// ICEWS coded event data: columns by the names in the header.
    Icews,
    /// PLOVER records: a JSON array, or one JSON object after the other.
    Plover,
}

/// A dataset file: what its records become parts of.
///
/// ```
/// use verbale_import::{Dataset, Kind};
/// let dataset = Dataset::new(Kind::Gdelt, "20151027220000-export", "20151027220000.export.CSV").expect("a good id");
/// assert_eq!(dataset.kind, Kind::Gdelt);
/// assert!(Dataset::new(Kind::Gdelt, "Not an id", "x").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// Whose records it holds.
    pub kind: Kind,
    /// The dossier's id.
    pub(crate) id: String,
    /// The title of the source: the file's name.
    pub(crate) title: String,
    /// The start of all IRIs, where it is not the default.
    pub base: Option<String>,
    /// The address of the file or of the dataset that it belongs to: an absolute IRI.
    pub url: Option<String>,
}

impl Dataset {
    /// A file under its name; `None` where the id is no slug.
    pub fn new(kind: Kind, id: impl Into<String>, title: impl Into<String>) -> Option<Self> {
        let id = id.into();
        is_slug(&id).then(|| Self { kind, id, title: title.into(), base: None, url: None })
    }

    /// The dossier's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn source(&self) -> Source<'_> {
        Source {
            text: None,
            title: Some(Cow::Borrowed(self.title.as_str())).filter(|title| !title.is_empty()),
            url: self.url.as_deref().map(|url| IriText(Cow::Borrowed(url))),
            ..Source::of_text(LANGUAGE, "")
        }
    }
}

/// The id of a dossier after the name of its file: without the last extension, in small letters, everything but ASCII
/// letters and digits a hyphen. `None` where nothing is left, or a word that is reserved.
///
/// ```
/// use verbale_import::dossier_id;
/// assert_eq!(dossier_id("20151027220000.export.CSV").as_deref(), Some("20151027220000-export"));
/// assert_eq!(dossier_id("PLOVER_GSR_CAMEO.json").as_deref(), Some("plover-gsr-cameo"));
/// assert_eq!(dossier_id("события.tab"), None);
/// ```
pub fn dossier_id(file_name: &str) -> Option<String> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let id: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let id = id.trim_matches('-');
    (is_slug(id) && !verbale_core::dossier::id::RESERVED.contains(&id)).then(|| id.to_owned())
}
