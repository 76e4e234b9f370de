//! From a finding to the replacement that mends it.

use verbale_core::diagnostic::Diagnostic;
use verbale_core::dossier::tree::Tree;

use crate::report::Fix;

/// The replacement that mends a finding, where one is beyond doubt. Call it after the findings are placed in the tree.
pub(crate) fn propose(_tree: &Tree<'_>, _finding: &Diagnostic) -> Option<Fix> {
    None
}
