//! What stays the same of a finding when its file is edited elsewhere.

use std::collections::BTreeMap;
use std::fmt::Write;

use oxrdf::Term;
use sha2::{Digest, Sha256};

use crate::report::{Finding, Unit};

/// The scheme: it changes when fingerprints are made of something else.
const SCHEME: &str = "verbale/v1";

/// Makes fingerprints, and tells findings apart that are otherwise the same.
///
/// A fingerprint is a hash of the rule, the record's id (the file's name where there is none), the pointer with `*` for
/// indexes of lists, the value, and for shapes the focus node, the path and the shape, blank nodes aside. Line, column and
/// message are not in it. The second of several equal findings has a number added, in the order of the file.
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
    let mut parts = vec![
        finding.rule.code().to_owned(),
        unit.record.unwrap_or(unit.subject.name).to_owned(),
        finding.pointer.as_deref().map(without_indexes).unwrap_or_default(),
    ];
    match finding.result() {
        None => parts.extend(finding.value.clone()),
        Some(result) => parts.extend([
            lasting(&result.focus_node),
            result.path.as_ref().map(ToString::to_string).unwrap_or_default(),
            result.value.as_ref().map(lasting).unwrap_or_default(),
            lasting(&result.shape.clone().into()),
        ]),
    }
    parts
}

/// A term, but for blank nodes: their names count what stands before them.
fn lasting(term: &Term) -> String {
    if term.is_blank_node() { String::new() } else { term.to_string() }
}

/// `/facts/3/who` as `/facts/*/who`: a fact that is put before another one does not change what is wrong with it.
fn without_indexes(pointer: &str) -> String {
    let index = |step: &str| !step.is_empty() && step.bytes().all(|b| b.is_ascii_digit());
    pointer.split('/').map(|step| if index(step) { "*" } else { step }).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::{checked, place, shaped, unit};

    fn fingerprint(unit: &Unit<'_>, finding: &Finding) -> String {
        Fingerprints::default().of(unit, finding).remove(SCHEME).unwrap()
    }

    #[test]
    fn edits_elsewhere_leave_it_as_it_is() {
        let before = checked("w");
        let mut after = Finding { place: Some(place((40, 1), (40, 5))), message: "reworded".into(), ..before.clone() };
        after.pointer = Some("/facts/12/w".into());
        assert_eq!(fingerprint(&unit("a.yaml"), &before), fingerprint(&unit("moved/a.yaml"), &after));
    }

    #[test]
    fn what_is_wrong_changes_it() {
        let all = [
            fingerprint(&unit("a.yaml"), &checked("w")),
            fingerprint(&unit("a.yaml"), &checked("v")),
            fingerprint(&unit("a.yaml"), &Finding { pointer: Some("/id".into()), ..checked("w") }),
            fingerprint(&unit("a.yaml"), &Finding { value: Some("v".into()), ..checked("w") }),
            fingerprint(&Unit { record: Some("oslo"), ..unit("a.yaml") }, &checked("w")),
            fingerprint(&Unit { record: None, ..unit("a.yaml") }, &checked("w")),
            fingerprint(&Unit { record: None, ..unit("b.yaml") }, &checked("w")),
            fingerprint(&unit("a.yaml"), &shaped("w")),
            fingerprint(&unit("a.yaml"), &shaped("v")),
        ];
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }

    #[test]
    fn equal_findings_are_numbered() {
        let mut fingerprints = Fingerprints::default();
        let mut next = || fingerprints.of(&unit("a.yaml"), &checked("w")).remove(SCHEME).unwrap();
        let first = next();
        assert_eq!([next(), next()], [format!("{first}:2"), format!("{first}:3")]);
    }

    #[test]
    fn only_indexes_of_lists_are_left_out() {
        assert_eq!(without_indexes("/facts/3/when/0"), "/facts/*/when/*");
        assert_eq!(without_indexes("/actors/a1/name"), "/actors/a1/name");
        assert_eq!(without_indexes(""), "");
    }
}
