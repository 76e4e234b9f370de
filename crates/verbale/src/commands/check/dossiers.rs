//! Dossiers: checked as `export` checks them, then described and validated.

use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use sophia_api::term::SimpleTerm;
use verbale_core::describe::{Item, describe};
use verbale_core::diagnostic::{Diagnostics, Severity};
use verbale_core::dossier::tree::{Node, Tree};
use verbale_core::resolve::Resolved;
use verbale_shacl::Engine;

use super::{Check, results};
use crate::args::SurroundingsArgs;
use crate::error::Error;
use crate::fix;
use crate::input::{Input, Limits, Record, each_record};
use crate::others::Others;
use crate::pipeline::{self, Arrival};
use crate::report::{Finding, Listener, Reporter, Subject, Unit};
use crate::surroundings::Opener;

impl Check<'_> {
    /// Checks every dossier of an input and reports on each.
    pub(super) fn dossiers(&mut self, input: &Input, reporter: &mut Reporter) -> Result<(), Error> {
        let name = input.portable_name();
        let mut others = std::mem::take(&mut self.others);
        let mut met = 0;
        let mut passed_over = false;
        let checked = each_record(input, Limits::default(), &mut |mut record| {
            met += 1;
            if met == 1 && input.found_in.is_some() && !record.is_dossier() {
                reporter.note(&format!("{} has no key `verbale` and is passed over", input.name()));
                passed_over = true;
            }
            if passed_over {
                return Ok(());
            }
            let (id, findings) = self.record(input, &mut record, &mut others)?;
            self.checked.dossiers += 1;
            let subject = Subject { name: &name, text: &record.text };
            let (record, line) = (id.as_deref(), record.first_line);
            self.reports.checked(&Unit { subject, record, line, in_batch: input.is_batch() }, &findings, 0)
        });
        self.others = others;
        checked?;
        if met == 0 && input.is_batch() {
            reporter.note(&format!("{} is empty", input.name()));
        }
        Ok(())
    }

    /// The id of a dossier, and everything that there is to say of it.
    fn record(
        &mut self,
        input: &Input,
        record: &mut Record<'_>,
        others: &mut Others,
    ) -> Result<(Option<String>, Vec<Finding>), Error> {
        if let Some(fault) = record.fault.take() {
            return Ok((None, vec![fault.into()]));
        }
        let Self { shapes, opener, reports, checked, .. } = self;
        let language = &self.args.lang;
        pipeline::arrive((input, record), opener, others, reports, |arrival, others| {
            let Arrival { tree, dossier, resolved, findings: found } = arrival;
            let id = tree.and_then(|tree| tree.root.child("id")).and_then(Node::text).map(str::to_owned);
            let mut findings = findings(tree, found);
            if let (Some(tree), Some(dossier), Some(resolved)) = (tree, dossier, resolved) {
                // Later parts of the dossier are held against this one.
                others.describe(dossier, resolved, &mut |_| Ok::<(), Error>(()))?;
                let triples = triples(resolved)?;
                checked.triples += triples.len();
                if !shapes.is_empty() {
                    let engine_stopped = |cause: verbale_shacl::Error| Error::Engine(input.name(), cause.to_string());
                    let found = shapes.validate(&mut triples.into_iter()).map_err(engine_stopped)?;
                    findings
                        .extend(found.into_iter().map(|result| results::in_dossier(result, tree, resolved, language)));
                    findings.sort_by_key(|finding| finding.place);
                }
            }
            Ok((id, findings))
        })
    }
}

/// The findings of every dossier of an input, without the shapes. What dossiers are read with is opened anew, and
/// nothing is said of it: the check itself does that.
pub(super) fn each(
    input: &Input,
    surroundings: &SurroundingsArgs,
    take: &mut dyn FnMut(&Record<'_>, &[Finding]),
) -> Result<(), Error> {
    let Some(mut opener) = Opener::new(surroundings, Limits::default(), &mut Silent)? else { return Ok(()) };
    let mut others = Others::default();
    each_record(input, Limits::default(), &mut |record| {
        if record.fault.is_none() {
            let arriving = (input, &record);
            let findings = pipeline::arrive(arriving, &mut opener, &mut others, &mut Silent, |arrival, _| {
                Ok(findings(arrival.tree, arrival.findings))
            })?;
            take(&record, &findings);
        }
        Ok(())
    })
}

/// The findings of one dossier, each with the replacement that mends it.
fn findings(tree: Option<&Tree<'_>>, found: Diagnostics) -> Vec<Finding> {
    let with_fix = |diagnostic: verbale_core::diagnostic::Diagnostic| {
        let fix =
            tree.filter(|_| diagnostic.severity() == Severity::Error).and_then(|tree| fix::propose(tree, &diagnostic));
        Finding { fix, ..diagnostic.into() }
    };
    found.into_iter().map(with_fix).collect()
}

/// The graph of one dossier, as the engine wants it.
fn triples(resolved: &Resolved<'_>) -> Result<Vec<Triple>, Error> {
    let mut triples = Vec::new();
    describe(resolved, &mut |item| {
        if let Item::Triple([subject, predicate, object]) = item {
            triples.push(triple(&subject, &predicate, &object)?);
        }
        Ok::<(), Error>(())
    })?;
    Ok(triples)
}

fn triple(subject: &SimpleTerm<'_>, predicate: &SimpleTerm<'_>, object: &SimpleTerm<'_>) -> Result<Triple, Error> {
    match (term(subject)?, term(predicate)?) {
        (Term::NamedNode(subject), Term::NamedNode(predicate)) => {
            Ok(Triple::new(NamedOrBlankNode::from(subject), predicate, term(object)?))
        }
        _ => Err(Error::Internal("a description has a subject or predicate that is no IRI".into())),
    }
}

/// A term of the description: IRIs and tags were checked when it was made.
fn term(term: &SimpleTerm<'_>) -> Result<Term, Error> {
    let node = |iri: &str| NamedNode::new_unchecked(iri);
    match term {
        SimpleTerm::Iri(iri) => Ok(node(iri.as_str()).into()),
        SimpleTerm::LiteralDatatype(lexical, datatype) => {
            Ok(Literal::new_typed_literal(lexical.as_ref(), node(datatype.as_str())).into())
        }
        SimpleTerm::LiteralLanguage(text, tag, _) => {
            Ok(Literal::new_language_tagged_literal_unchecked(text.as_ref(), tag.as_str()).into())
        }
        _ => Err(Error::Internal("a description has a term that is neither IRI nor literal".into())),
    }
}

/// Hears nothing: the same is said again when the input is checked.
struct Silent;

impl Listener for Silent {
    fn findings(&mut self, _: Subject<'_>, _: Diagnostics) {}
}
