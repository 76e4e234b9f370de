//! Licences: identifiers of the SPDX list that news and data carry, or an IRI.

use super::{LexicalFault, beginning, check_iri};

/// Identifiers of the SPDX License List 3.x that texts, data and documents are published under.
const IDENTIFIERS: &[&str] = &[
    "0BSD",
    "AGPL-3.0-only",
    "AGPL-3.0-or-later",
    "Apache-2.0",
    "Artistic-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "C-UDA-1.0",
    "CC-BY-1.0",
    "CC-BY-2.0",
    "CC-BY-2.5",
    "CC-BY-3.0",
    "CC-BY-3.0-AT",
    "CC-BY-3.0-DE",
    "CC-BY-3.0-IGO",
    "CC-BY-3.0-NL",
    "CC-BY-3.0-US",
    "CC-BY-4.0",
    "CC-BY-NC-1.0",
    "CC-BY-NC-2.0",
    "CC-BY-NC-2.5",
    "CC-BY-NC-3.0",
    "CC-BY-NC-3.0-DE",
    "CC-BY-NC-4.0",
    "CC-BY-NC-ND-2.0",
    "CC-BY-NC-ND-2.5",
    "CC-BY-NC-ND-3.0",
    "CC-BY-NC-ND-3.0-DE",
    "CC-BY-NC-ND-3.0-IGO",
    "CC-BY-NC-ND-4.0",
    "CC-BY-NC-SA-2.0",
    "CC-BY-NC-SA-2.5",
    "CC-BY-NC-SA-3.0",
    "CC-BY-NC-SA-3.0-IGO",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-2.0",
    "CC-BY-ND-2.5",
    "CC-BY-ND-3.0",
    "CC-BY-ND-4.0",
    "CC-BY-SA-1.0",
    "CC-BY-SA-2.0",
    "CC-BY-SA-2.5",
    "CC-BY-SA-3.0",
    "CC-BY-SA-3.0-AT",
    "CC-BY-SA-3.0-DE",
    "CC-BY-SA-3.0-IGO",
    "CC-BY-SA-4.0",
    "CC-PDDC",
    "CC0-1.0",
    "CDLA-Permissive-1.0",
    "CDLA-Permissive-2.0",
    "CDLA-Sharing-1.0",
    "DL-DE-BY-2.0",
    "DL-DE-ZERO-2.0",
    "EUPL-1.1",
    "EUPL-1.2",
    "FSFAP",
    "GFDL-1.3-only",
    "GFDL-1.3-or-later",
    "GPL-2.0-only",
    "GPL-2.0-or-later",
    "GPL-3.0-only",
    "GPL-3.0-or-later",
    "ISC",
    "LGPL-2.1-only",
    "LGPL-2.1-or-later",
    "LGPL-3.0-only",
    "LGPL-3.0-or-later",
    "LiLiQ-P-1.1",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "NLOD-1.0",
    "NLOD-2.0",
    "O-UDA-1.0",
    "ODbL-1.0",
    "ODC-By-1.0",
    "OGC-1.0",
    "OGL-Canada-2.0",
    "OGL-UK-1.0",
    "OGL-UK-2.0",
    "OGL-UK-3.0",
    "OFL-1.1",
    "PDDL-1.0",
    "Unlicense",
    "W3C",
    "W3C-20150513",
    "WTFPL",
    "Zlib",
    "etalab-2.0",
];

/// Least likeness (Jaro-Winkler) of an identifier that is suggested.
const LIKE: f64 = 0.85;
/// Longer strings, in bytes, are like none of them.
const LONGEST: usize = 64;

/// The IRI of a licence: an SPDX identifier (`CC-BY-4.0` becomes `http://spdx.org/licenses/CC-BY-4.0`) or an IRI as it is.
///
/// Known are the identifiers under which texts and data are usually published; others are given by their IRI.
///
/// ```
/// use verbale_core::lexical::license_iri;
///
/// assert_eq!(license_iri("CC-BY-4.0").as_deref(), Ok("http://spdx.org/licenses/CC-BY-4.0"));
/// let fault = license_iri("CC BY 4.0").expect_err("no identifier has blanks");
/// assert_eq!(fault.suggestion.as_deref(), Some("CC-BY-4.0"));
/// ```
pub fn license_iri(license: &str) -> Result<String, LexicalFault> {
    if IDENTIFIERS.contains(&license) {
        return Ok(format!("http://spdx.org/licenses/{license}"));
    }
    if license.contains(':') {
        return check_iri(license).map(|()| license.to_owned());
    }
    let message = if license.is_empty() {
        "a licence is empty".to_owned()
    } else {
        format!("`{}` is no SPDX identifier that this program knows: give the licence's IRI", beginning(license))
    };
    Err(LexicalFault::new(0..license.len(), message).suggest(nearest(license)))
}

fn nearest(license: &str) -> Option<String> {
    if license.len() > LONGEST {
        return None;
    }
    let meant = license.trim().to_ascii_lowercase().replace([' ', '_'], "-");
    let exact = IDENTIFIERS.iter().find(|id| id.eq_ignore_ascii_case(&meant));
    let likeness = |id: &&&str| strsim::jaro_winkler(&id.to_ascii_lowercase(), &meant);
    let like =
        || IDENTIFIERS.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b))).filter(|id| likeness(id) >= LIKE);
    exact.or_else(like).map(|id| (*id).to_owned())
}
