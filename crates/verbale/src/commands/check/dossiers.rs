//! Dossiers: checked as `export` checks them, then described and validated.

use oxrdf::{LiteralRef, NamedNodeRef, TermRef, TripleRef};
use sophia_api::term::SimpleTerm;
use verbale_core::describe::{Item, describe};
use verbale_core::diagnostic::{Diagnostics, Severity};
use verbale_core::dossier::tree::Tree;

use super::{Check, results};
use crate::args::SurroundingsArgs;
use crate::error::Error;
use crate::fix;
use crate::input::{Input, Limits, Record, Sieve, Sifted, each_record};
use crate::others::Others;
use crate::pipeline::{self, Arrival};
use crate::report::{Finding, Listener, Reporter, Subject, Unit};
use crate::surroundings::Opener;

impl Check<'_> {
    /// Checks every dossier of an input and reports on each.
    pub(super) fn dossiers(&mut self, input: &Input, reporter: &mut Reporter) -> Result<(), Error> {
        let name = input.portable_name();
        let mut others = std::mem::take(&mut self.others);
        let mut sieve = Sieve::new(input);
        let checked = each_record(input, Limits::default(), &mut |mut record| {
            match sieve.sift(|| record.is_dossier()) {
                Sifted::Taken => {}
                Sifted::PassedOver(note) => {
                    reporter.note(&note);
                    return Ok(());
                }
                Sifted::Left => return Ok(()),
            }
            let (id, findings) = self.record(input, &mut record, &mut others)?;
            self.checked.dossiers += 1;
            let subject = Subject { name: &name, text: &record.text };
            let (record, line) = (id.as_deref(), record.first_line);
            self.reports.checked(&Unit { subject, record, line, in_batch: input.is_batch() }, &findings, 0)
        });
        self.others = others;
        checked?;
        if let Some(note) = sieve.emptiness() {
            reporter.note(&note);
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
            let id = arrival.id().map(str::to_owned);
            let Arrival { tree, dossier, resolved, findings: found, .. } = arrival;
            let mut findings = findings(tree, found);
            if let (Some(tree), Some(dossier), Some(resolved)) = (tree, dossier, resolved) {
                others.remember(dossier, resolved);
                let stopped = |cause: verbale_shacl::Error| Error::Engine(input.name(), cause.to_string());
                let mut data = shapes.data();
                describe(resolved, &mut |item| {
                    let Item::Triple(triple) = item else { return Ok(()) };
                    checked.triples += 1;
                    if shapes.is_empty() { Ok(()) } else { data.insert(statement(triple)?).map_err(stopped) }
                })?;
                for (result, _) in shapes.validate_data(data).map_err(stopped)? {
                    findings.push(results::in_dossier(result, tree, resolved, language));
                }
                findings.sort_by_key(|finding| finding.place);
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

/// A triple of the description as the engine takes it: IRIs and tags were checked when it was made.
pub(crate) fn statement<'t>([subject, predicate, object]: &'t [SimpleTerm<'t>; 3]) -> Result<TripleRef<'t>, Error> {
    match (term(subject)?, term(predicate)?) {
        (TermRef::NamedNode(subject), TermRef::NamedNode(predicate)) => {
            Ok(TripleRef::new(subject, predicate, term(object)?))
        }
        _ => Err(Error::Internal("a description has a subject or predicate that is no IRI".into())),
    }
}

fn term<'t>(term: &'t SimpleTerm<'t>) -> Result<TermRef<'t>, Error> {
    Ok(match term {
        SimpleTerm::Iri(iri) => NamedNodeRef::new_unchecked(iri.as_str()).into(),
        SimpleTerm::LiteralDatatype(lexical, datatype) => {
            LiteralRef::new_typed_literal(lexical.as_ref(), NamedNodeRef::new_unchecked(datatype.as_str())).into()
        }
        SimpleTerm::LiteralLanguage(text, tag, _) => {
            LiteralRef::new_language_tagged_literal_unchecked(text.as_ref(), tag.as_str()).into()
        }
        _ => return Err(Error::Internal("a description has a term that is neither IRI nor literal".into())),
    })
}

/// Hears nothing: the same is said again when the input is checked.
struct Silent;

impl Listener for Silent {
    fn findings(&mut self, _: Subject<'_>, _: Diagnostics) {}
}
