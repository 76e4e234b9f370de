//! What stays the same of a finding when its file is edited elsewhere.

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::report::{Finding, Unit};

/// The scheme: it changes when fingerprints are made of something else.
const SCHEME: &str = "verbale/v1";

/// Makes fingerprints, and tells findings apart that are otherwise the same.
///
/// A fingerprint is a hash of the rule, the record's id (the file's name where there is none), the pointer with `*` for
/// indexes of lists, the value, and for shapes the focus node, the path and the shape. Line, column and message are not
/// in it. The second of several equal findings has a number added, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Fingerprints(BTreeMap<String, usize>);

impl Fingerprints {
    /// The fingerprint of a finding, under the name of its scheme.
    pub(super) fn of(&mut self, unit: &Unit<'_>, finding: &Finding) -> BTreeMap<&'static str, String> {
        let mut hash = Sha256::new();
        for part in parts(unit, finding) {
            // The length first: two parts are never taken for one.
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        let mut fingerprint = String::with_capacity(32);
        for byte in &hash.finalize()[..16] {
            let _ = write!(fingerprint, "{byte:02x}");
        }
        let times = self.0.entry(fingerprint.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            let _ = write!(fingerprint, ":{times}");
        }
        BTreeMap::from([(SCHEME, fingerprint)])
    }
}

fn parts(unit: &Unit<'_>, finding: &Finding) -> Vec<String> {
    let pointer = finding.pointer.as_deref().map(without_indexes);
    let mut parts = vec![
        finding.rule.code().to_owned(),
        unit.record.unwrap_or(unit.subject.name).to_owned(),
        pointer.unwrap_or_default(),
        finding.value.clone().unwrap_or_default(),
    ];
    if let Some(result) = finding.result() {
        parts.push(result.focus_node.to_string());
        parts.extend(result.path.as_ref().map(ToString::to_string));
        // A blank node's name differs from run to run.
        parts.extend(result.shape.is_named_node().then(|| result.shape.to_string()));
    }
    parts
}

/// `/facts/3/who` as `/facts/*/who`: a fact that is put before another one does not change what is wrong with it.
fn without_indexes(pointer: &str) -> String {
    let index = |step: &str| !step.is_empty() && step.bytes().all(|b| b.is_ascii_digit());
    pointer.split('/').map(|step| if index(step) { "*" } else { step }).collect::<Vec<_>>().join("/")
}
