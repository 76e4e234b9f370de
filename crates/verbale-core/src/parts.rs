//! Long dossiers that come in parts: what the parts share is described once.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use sophia_api::term::{SimpleTerm, Term};

use crate::check::Check;
use crate::describe::{Item, describe, describe_wanted};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::iri::Name;
use crate::resolve::Resolved;

/// How many nodes are remembered, at most (16 bytes each and the table around them). Past it everything is forgotten:
/// what is shared may then be described again, which adds no triple to the graph.
pub const REMEMBERED: usize = 1_000_000;

/// The nodes that earlier parts of dossiers have described.
///
/// Parts are dossiers with the key `part` that share `id` and `source`. A part names nothing that it does not hold:
/// an actor that facts of two parts speak of stands in both, alike.
#[derive(Debug, Default)]
pub struct Parts {
    described: HashMap<u64, u64>,
}

impl Parts {
    /// No part yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Findings where a part describes a node otherwise than a part before it.
    pub fn check(&self, resolved: &Resolved<'_>) -> Diagnostics {
        let mut faults = Diagnostics::new();
        for (iri, content) in contents(resolved) {
            if self.described.get(&iri).is_some_and(|before| *before != content) {
                faults.push(conflict(resolved, iri));
            }
        }
        faults
    }

    /// Describes a part as [`describe`] does, without the nodes that earlier parts have described.
    pub fn describe<E>(
        &mut self,
        resolved: &Resolved<'_>,
        emit: &mut dyn FnMut(Item<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        describe_wanted(resolved, &mut |_, iri| !self.described.contains_key(&text_hash(iri)), emit)?;
        self.remember(resolved);
        Ok(())
    }

    /// Remembers the nodes of a part that is held against later ones and not written.
    pub fn remember(&mut self, resolved: &Resolved<'_>) {
        if self.described.len() > REMEMBERED {
            self.described.clear();
        }
        self.described.extend(contents(resolved));
    }
}

/// Each node with a hash of all that is said of it, in the order of description.
fn contents(resolved: &Resolved<'_>) -> Vec<(u64, u64)> {
    let mut nodes: Vec<(u64, DefaultHasher)> = Vec::new();
    let done: Result<(), std::convert::Infallible> = describe(resolved, &mut |item| {
        if let Item::Triple([subject, predicate, object]) = &item {
            let iri = iri_hash(subject);
            if nodes.last().is_none_or(|(last, _)| *last != iri) {
                nodes.push((iri, DefaultHasher::new()));
            }
            if let Some((_, content)) = nodes.last_mut() {
                Hash::hash(predicate, content);
                Hash::hash(object, content);
            }
        }
        Ok(())
    });
    let Ok(()) = done;
    nodes.into_iter().map(|(iri, content)| (iri, content.finish())).collect()
}

fn iri_hash(term: &SimpleTerm<'_>) -> u64 {
    text_hash(term.iri().as_ref().map_or("", |iri| iri.as_str()))
}

fn text_hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    Hash::hash(text, &mut hasher);
    hasher.finish()
}

fn conflict(resolved: &Resolved<'_>, iri: u64) -> Diagnostic {
    let names = |name: Name| text_hash(resolved.arena.text(name)) == iri;
    let dossier = resolved.dossier;
    let fact = resolved.facts.iter().find(|fact| fact.nodes.iter().any(|node| names(node.iri) || names(node.claim)));
    let position = fact.and_then(|fact| dossier.facts.list.iter().position(|other| other.id == fact.fact.id));
    let actor = resolved.actors.iter().find(|actor| names(actor.iri));
    let actor = actor.map(|actor| resolved.arena.text(actor.iri));
    let pointer = match (position, actor) {
        (Some(index), _) => format!("/facts/{}", dossier.facts.position(index)),
        (None, Some(actor)) => format!("/actors/{}", actor.rsplit('/').next().unwrap_or_default()),
        (None, None) if resolved.sources.iter().any(|source| names(source.iri)) => "/source".to_owned(),
        (None, None) => "/id".to_owned(),
    };
    let message = format!("this part of `{}` says it otherwise than a part before", &*dossier.id);
    let fault = Diagnostic::new(Check::PartConflict, pointer, message);
    fault.help("what parts share (the source, an actor, a fact) stands in each of them alike")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::{read, tree::Syntax};
    use crate::resolve::{Surroundings, resolve};
    use crate::text::Text;

    fn part(number: u32, facts: &str, name: &str) -> String {
        format!(
            "verbale: 1\nid: d\npart: {number}\nsource: {{text: x, language: en}}\n\
             actors: {{mali: {{type: state, iso: MLI}}, union: {{type: organisation, name: {{en: {name}}}}}}}\nfacts:\n{facts}"
        )
    }

    fn triples_of(parts: &mut Parts, yaml: &str) -> Result<Vec<String>, Diagnostics> {
        let text = Text::new("Mali left the union. Mali joined the union.");
        let dossier = read(yaml, Syntax::Yaml, 1).dossier.unwrap();
        let (resolved, faults) = resolve(&dossier, &Surroundings { text: Some(&text), ..Surroundings::default() });
        let resolved = resolved.unwrap_or_else(|| panic!("{faults:#?}"));
        let faults = parts.check(&resolved);
        if faults.has_errors() {
            return Err(faults);
        }
        let mut triples = Vec::new();
        parts
            .describe(&resolved, &mut |item| {
                if let Item::Triple(triple) = &item {
                    triples.push(format!("{triple:?}"));
                }
                Ok::<(), std::convert::Infallible>(())
            })
            .unwrap();
        Ok(triples)
    }

    const LEFT: &str = "  - {id: left, kind: withdrawal, by: mali, leaves: union, quote: Mali left the union}\n";
    const JOINED: &str = "  - {id: joined, kind: accession, by: mali, joins: union, quote: Mali joined the union}\n";

    #[test]
    fn parts_together_are_the_whole() {
        let mut parts = Parts::new();
        let first = triples_of(&mut parts, &part(1, LEFT, "union")).unwrap();
        let second = triples_of(&mut parts, &part(2, JOINED, "union")).unwrap();
        let mut whole = triples_of(&mut Parts::new(), &part(1, &format!("{LEFT}{JOINED}"), "union")).unwrap();
        let mut joined = [first.clone(), second].concat();
        whole.sort();
        joined.sort();
        assert_eq!(joined, whole);
        assert!(first.len() > 30);
    }

    #[test]
    fn a_part_that_contradicts_is_refused() {
        let mut parts = Parts::new();
        triples_of(&mut parts, &part(1, LEFT, "union")).unwrap();
        let faults = triples_of(&mut parts, &part(2, JOINED, "league")).unwrap_err();
        let found: Vec<_> = faults.iter().map(|fault| (fault.check, fault.pointer.as_str())).collect();
        assert_eq!(found, [(Check::PartConflict, "/actors/union")]);
    }
}
