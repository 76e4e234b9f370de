//! SARIF 2.1.0, for code scanning.

mod fingerprint;
mod model;
mod rules;
mod uri;

use std::io::{self, Write};

use verbale_core::diagnostic::{Place, Position, Related, Severity};

use super::json::write_json;
use super::words::{clipped, sentences};
use super::{Finding, Fix, Report, Run, Unit};
use fingerprint::Fingerprints;
use model::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Location, Log, LogicalLocation, Message, PhysicalLocation,
    Region, Replacement, SarifResult,
};
use rules::Rules;

/// Code points of a message, a value or a way out that are written.
const LONGEST: usize = 2_000;

/// Writes one run with a result for each finding, and the rules that were broken.
///
/// Names of files are URI references from the root of the sources (`SRCROOT`), absolute paths are `file:` URIs. A
/// finding's fix is a replacement that a viewer can make. Fingerprints survive edits elsewhere in the file and other
/// wordings of a message. Braces and links in messages are escaped (SARIF sections 3.11.5 and 3.11.6), so words of the
/// data are never a placeholder or a link; texts over 2,000 code points end in `…`, a replacement is never cut.
#[derive(Debug, Default)]
pub(crate) struct Sarif {
    results: Vec<SarifResult>,
    rules: Rules,
    fingerprints: Fingerprints,
}

impl Sarif {
    /// Nothing found yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    fn result(&mut self, unit: &Unit<'_>, finding: &Finding) -> SarifResult {
        let file = uri::artifact(unit.subject.name);
        SarifResult {
            rule_id: finding.rule.code().to_owned(),
            rule_index: self.rules.index(&finding.rule),
            level: level(finding.severity),
            message: Message::new(&with_ways_out(finding)),
            locations: vec![Location {
                physical_location: Some(physical(&file, place_or_line(unit, finding))),
                logical_locations: logical(finding),
                ..Location::default()
            }],
            related_locations: related(unit, &file, finding),
            partial_fingerprints: self.fingerprints.of(unit, finding),
            fixes: finding.fix.iter().map(|fix| mended(unit, &file, finding, fix)).collect(),
        }
    }
}

impl Report for Sarif {
    fn checked(&mut self, _: &mut dyn Write, unit: &Unit<'_>, findings: &[Finding]) -> io::Result<()> {
        for finding in findings {
            let result = self.result(unit, finding);
            self.results.push(result);
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, run: &Run) -> io::Result<()> {
        let log = Log::new(std::mem::take(&mut self.rules).finished(), std::mem::take(&mut self.results), run);
        write_json(&mut *out, &log)?;
        out.write_all(b"\n")
    }
}

pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The message and the ways out, one a line.
fn with_ways_out(finding: &Finding) -> String {
    sentences(finding).map(|text| clipped(&text, LONGEST).into_owned()).collect::<Vec<_>>().join("\n")
}

/// The finding's own place; where it has none, the line of its record in a batch.
fn place_or_line(unit: &Unit<'_>, finding: &Finding) -> Option<Region> {
    finding
        .place
        .map(|place| region(unit, place))
        .or_else(|| unit.in_batch.then(|| Region { start_line: unit.line, ..Region::default() }))
}

/// A place as a region. A byte order mark is a code point of its line to us, and none to SARIF (section 3.30.2).
fn region(unit: &Unit<'_>, place: Place) -> Region {
    let marked = unit.subject.text.starts_with('\u{FEFF}');
    let column = |at: Position| at.column - usize::from(marked && at.line == unit.line && at.column > 1);
    Region {
        start_line: place.start.line,
        start_column: Some(column(place.start)),
        end_line: Some(place.end.line),
        end_column: Some(column(place.end)),
    }
}

fn physical(file: &ArtifactLocation, region: Option<Region>) -> PhysicalLocation {
    PhysicalLocation { artifact_location: file.clone(), region }
}

/// Where a finding is for those who read the data and not the file: the entry of the dossier, the node of the graph.
fn logical(finding: &Finding) -> Vec<LogicalLocation> {
    let pointer = finding.pointer.as_deref().filter(|pointer| !pointer.is_empty());
    let pointer = pointer.map(|pointer| LogicalLocation::new(clipped(pointer, LONGEST), "value"));
    let focus = finding.result().map(|result| result.focus_node.to_string());
    let focus = focus.map(|focus| LogicalLocation::new(clipped(&focus, LONGEST), "resource"));
    pointer.into_iter().chain(focus).collect()
}

fn related(unit: &Unit<'_>, file: &ArtifactLocation, finding: &Finding) -> Vec<Location> {
    let placed = finding.related.iter().filter_map(|related| Some((related, related.place?)));
    let location = |(index, (related, place)): (usize, (&Related, Place))| Location {
        id: Some(index + 1),
        physical_location: Some(physical(file, Some(region(unit, place)))),
        message: Some(Message::new(&clipped(&related.label, LONGEST))),
        ..Location::default()
    };
    placed.enumerate().map(location).collect()
}

fn mended(unit: &Unit<'_>, file: &ArtifactLocation, finding: &Finding, fix: &Fix) -> model::Fix {
    let text = match &finding.suggestion {
        Some(suggestion) => format!("Write «{}»", clipped(suggestion, LONGEST)),
        None => "Write what the text has".to_owned(),
    };
    let inserted_content = ArtifactContent { text: fix.replacement.clone() };
    let replacements = vec![Replacement { deleted_region: region(unit, fix.place), inserted_content }];
    model::Fix {
        description: Message::new(&text),
        artifact_changes: vec![ArtifactChange { artifact_location: file.clone(), replacements }],
    }
}

#[cfg(test)]
mod tests;
