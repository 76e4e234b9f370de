//! Who is tied with whom in a dossier: the drawing, the same as a list, and who is tied with nobody.

use serde::Serialize;

use super::{Actor, Link, Network, choose};
use crate::names::Names;
use crate::phrase::Phrase;
use crate::ties;

/// What the page shows of it.
#[derive(Serialize)]
pub(crate) struct Section {
    pub(crate) network: Network,
    pub(crate) ties: Vec<TieLine>,
    /// Actors that nothing ties.
    pub(crate) untied: Option<Phrase>,
}

/// A fact that ties, as a list has it.
#[derive(Serialize)]
pub(crate) struct TieLine {
    firmness: &'static str,
    href: String,
    sentence: Phrase,
}

/// Draws a dossier; `sentences` are those of its facts.
pub(crate) fn section(names: &Names<'_, '_>, sentences: &[Phrase]) -> Section {
    let resolved = names.resolved();
    let iris: Vec<&str> = resolved.actors.iter().map(|actor| resolved.arena.text(actor.iri)).collect();
    let mut tied = vec![false; iris.len()];
    let (mut links, mut lines) = (Vec::new(), Vec::new());
    for (fact, sentence) in sentences.iter().enumerate() {
        let found = ties::ties(names, fact);
        if let Some(first) = found.first() {
            let (firmness, href) = (first.firmness.name(), format!("#{}", names.anchor(fact)));
            lines.push(TieLine { firmness, href, sentence: sentence.clone() });
        }
        for tie in found {
            let sides = tie.sides.map(|iri| iris.binary_search(&iri.as_str()).ok());
            if sides.len() == tie.sides.len() {
                sides.all().for_each(|place| tied[*place] = true);
                links.push(Link::of(tie, sides, names, ""));
            }
        }
    }
    let chosen = choose(links);
    let actors: Vec<_> = chosen.actors.iter().map(|actor| drawn(names, iris[*actor])).collect();
    let untied: Vec<_> = iris.iter().zip(tied).filter(|(_, tied)| !tied).map(|(iri, _)| *iri).collect();
    Section { network: Network::draw(&chosen, &actors), ties: lines, untied: alone(names, &untied) }
}

fn drawn(names: &Names<'_, '_>, iri: &str) -> Actor {
    let mention = names.mention(iri);
    let href = mention.anchor.as_ref().map(|anchor| format!("#{anchor}"));
    let (label, sort) = (names.brief(&mention), mention.sort);
    Actor { label, title: mention.label, lang: mention.language, href, sort }
}

/// Names those whom nothing ties.
fn alone(names: &Names<'_, '_>, untied: &[&str]) -> Option<Phrase> {
    if untied.is_empty() {
        return None;
    }
    let mut said = Phrase::new(names.language());
    said.pick("Sans lien dans ce dossier\u{a0}: ", "Without a tie in this dossier: ");
    let untied: Vec<_> = untied.iter().map(|iri| names.mention(iri)).collect();
    said.series(&untied);
    said.say(".");
    Some(said)
}
