//! What is said of the words of facts: for people, or for programs.

mod json;
mod text;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::evidence::{At, Evidence, Id};
use super::judge::{Status, Verdict};
use super::proof::{Fact, Fault, Proof};
use super::texts::{Given, Sources};
use crate::args::VerifyReport;

/// How many faults and facts that are not kept a report shows; more are counted.
const SHOWN: usize = 10_000;

/// A graph with all that was found of it.
pub(super) struct Judged<'e> {
    /// The file's name, and the line on which a dossier begins in it that is one of many.
    pub(super) file: &'e str,
    pub(super) line: Option<usize>,
    pub(super) evidence: &'e Evidence,
    pub(super) proof: &'e Proof<'e>,
    pub(super) sources: &'e Sources<'e>,
    pub(super) given: &'e [Given],
    pub(super) verdicts: &'e [Verdict],
    pub(super) statuses: &'e [Status],
    pub(super) faults: &'e [Fault],
    /// Facts that are left out, by their number, with the one that they refer to, or themselves.
    pub(super) left_out: &'e BTreeMap<usize, Id>,
}

impl Judged<'_> {
    fn fact(&self, number: usize) -> (&Fact, Status) {
        (&self.proof.facts[number], self.statuses[number])
    }

    /// Where a fact's first span stands that is as grave as the fact; else the first of its claims.
    fn place(&self, fact: &Fact, status: Status) -> Option<At> {
        let gravest = fact.spans.iter().find(|span| self.verdicts[**span].status == status).or(fact.spans.first());
        let own = fact.faults.iter().find_map(|fault| fault.at);
        let span = gravest.map(|span| self.proof.spans[*span].node);
        let node = span.or_else(|| fact.claims.first().copied());
        own.or_else(|| node.and_then(|node| self.evidence.node(node).at))
    }
}

/// Counts over the whole run.
#[derive(Clone, Debug, Default)]
pub(super) struct Summary {
    pub(super) graphs: usize,
    pub(super) statements: u64,
    pub(super) facts: usize,
    pub(super) by_status: [usize; Status::ALL.len()],
    pub(super) spans: usize,
    pub(super) spans_by_status: [usize; Status::ALL.len()],
    pub(super) wordless: usize,
    pub(super) faults: usize,
    pub(super) left_out: usize,
}

impl Summary {
    pub(super) fn add(&mut self, judged: &Judged<'_>) {
        self.graphs += 1;
        self.statements += judged.evidence.statements;
        self.facts += judged.statuses.len();
        self.spans += judged.verdicts.len();
        self.wordless += judged.proof.wordless;
        self.left_out += judged.left_out.len();
        judged.statuses.iter().for_each(|status| self.by_status[*status as usize] += 1);
        judged.verdicts.iter().for_each(|verdict| self.spans_by_status[verdict.status as usize] += 1);
        let of_spans: usize = judged.verdicts.iter().map(|verdict| verdict.faults.len()).sum();
        let of_facts: usize = judged.proof.facts.iter().map(|fact| fact.faults.len()).sum();
        self.faults += judged.faults.len() + of_spans + of_facts;
    }

    pub(super) fn count(&self, status: Status) -> usize {
        self.by_status[status as usize]
    }

    pub(super) fn kept(&self) -> usize {
        Status::ALL.into_iter().filter(|status| status.is_kept()).map(|status| self.count(status)).sum()
    }
}

/// A report in the making.
pub(super) enum Report {
    Text(text::Text),
    Json(json::Json),
}

impl Report {
    pub(super) fn new(form: VerifyReport) -> Self {
        match form {
            VerifyReport::Text => Self::Text(text::Text::default()),
            VerifyReport::Json => Self::Json(json::Json::default()),
        }
    }

    /// Tells of a graph.
    pub(super) fn judged(&mut self, out: &mut dyn Write, judged: &Judged<'_>) -> io::Result<()> {
        match self {
            Self::Text(text) => text.judged(out, judged),
            Self::Json(json) => json.judged(out, judged),
        }
    }

    /// Tells of a fault that is about no graph.
    pub(super) fn fault(&mut self, out: &mut dyn Write, file: &str, fault: &Fault) -> io::Result<()> {
        match self {
            Self::Text(text) => text.fault(out, file, None, fault),
            Self::Json(json) => json.fault(file, None, fault),
        }
    }

    /// Ends the report.
    pub(super) fn finish(self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        match self {
            Self::Text(text) => text.finish(out, summary),
            Self::Json(json) => json.finish(out, summary),
        }
    }
}
