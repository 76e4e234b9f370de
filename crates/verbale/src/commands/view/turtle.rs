//! The Turtle of each fact, as the writer has it, so that it can be read beside its sentence.

use sophia_api::term::SimpleTerm;
use verbale_core::describe::{Item, describe};
use verbale_core::resolve::Resolved;
use verbale_export::{Format, JsonLdForm};

use crate::args::GraphName;
use crate::destination::{Document, Manner};
use crate::error::Error;

const MANNER: Manner =
    Manner { format: Format::Turtle, graph: GraphName::None, jsonld_form: JsonLdForm::Nested, context_url: None };

/// A document for each fact, in the order of the facts: its nodes, its series, its claims, and the spans that no fact
/// before it has described.
pub(super) fn of_facts(resolved: &Resolved<'_>) -> Result<Vec<String>, Error> {
    let begins: Vec<&str> =
        resolved.facts.iter().map(|fact| fact.nodes.first().map_or("", |node| resolved.arena.text(node.iri))).collect();
    let mut texts = Vec::with_capacity(begins.len());
    let mut open: Option<Document<Vec<u8>>> = None;
    describe(resolved, &mut |item| {
        let Item::Triple([subject, ..]) = item else { return Ok(()) };
        // Facts are described in their order, each beginning with its own node.
        if let SimpleTerm::Iri(iri) = subject
            && begins.get(texts.len() + usize::from(open.is_some())) == Some(&iri.as_str())
        {
            close(&mut open, &mut texts)?;
            open = Some(begin(resolved)?);
        }
        open.as_mut().map_or(Ok(()), |document| document.write(item))
    })?;
    close(&mut open, &mut texts)?;
    Ok(texts)
}

fn begin(resolved: &Resolved<'_>) -> Result<Document<Vec<u8>>, Error> {
    let mut document = Document::begin(&MANNER, true, "the page".to_owned(), Vec::new())?;
    document.write(Item::DossierBegins { dossier: resolved.dossier_iri(), source: resolved.source_iri() })?;
    Ok(document)
}

fn close(open: &mut Option<Document<Vec<u8>>>, texts: &mut Vec<String>) -> Result<(), Error> {
    if let Some(document) = open.take() {
        let text = String::from_utf8(document.finish()?);
        texts.push(text.map_err(|_| Error::Internal("the Turtle of a fact is not UTF-8".to_owned()))?);
    }
    Ok(())
}
