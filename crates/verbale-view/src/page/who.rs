//! Who stands for a fact: the source itself, or somebody whom it lets speak.

use verbale_core::facts::Kind;
use verbale_core::resolve::ResolvedFact;
use verbale_core::vocab::Property;

use crate::category::Category;
use crate::grammar::Case;
use crate::labels;
use crate::names::{Names, Sort};
use crate::phrase::{Phrase, web};
use crate::sentence::{capacities, nodes, short, speakers};
use verbale_core::codes::Code;

/// Who stands for a fact, in a sentence.
pub(crate) fn who(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Phrase {
    let mut said = Phrase::new(names.language());
    if let Some(statement) = fact.said_in.and_then(|node| names.fact(names.resolved().arena.text(node))) {
        spoken(&mut said, names, fact, statement);
    } else if fact.source > 0 {
        elsewhere(&mut said, names, fact);
    } else if let Some(primary) = fact.primary_source {
        let address = names.resolved().arena.text(primary);
        said.pick("Codé par une machine, d’après ", "Coded by a machine, from ");
        said.address(address);
        said.say(".");
    } else {
        own(&mut said, names, fact);
    }
    said
}

/// Somebody says it in a statement.
fn spoken(said: &mut Phrase, names: &Names<'_, '_>, fact: &ResolvedFact<'_>, statement: usize) {
    let speakers = speakers(names, fact);
    let role = capacities(names, &names.resolved().facts[statement]);
    let several = speakers.len() > 1;
    said.pick(if several { "Ce sont " } else { "C’est " }, "");
    said.list(&speakers, Case::Plain);
    if !role.is_empty() {
        said.say(", ");
        said.append(role);
        said.say(",");
    }
    if fact.asserted {
        said.pick(" qui parle en son nom propre (", if several { " speak" } else { " speaks" });
        said.pick("", " in their own name (");
    } else {
        said.pick(
            if several { " qui le disent (" } else { " qui le dit (" },
            if several { " say so (" } else { " says so (" },
        );
    }
    said.link(short(names, statement), format!("#{}", names.anchor(statement)));
    if fact.asserted {
        said.say(").");
    } else {
        said.pick(") ; l’article ne l’affirme pas lui-même.", "); the article does not assert it.");
    }
}

/// Another source says it.
fn elsewhere(said: &mut Phrase, names: &Names<'_, '_>, fact: &ResolvedFact<'_>) {
    let source = fact.source.checked_sub(1).and_then(|at| names.resolved().dossier.enrichment.get(at));
    said.pick("Une autre source le dit, pas l’article : ", "Another source says so, not the article: ");
    if let Some(source) = source.map(|enrichment| &enrichment.source) {
        let address = source.url.0.as_ref();
        let tag = source.language.as_ref().map(|language| language.0.as_ref());
        said.words(source.title.as_deref().unwrap_or(address), tag, web(address));
    }
    said.say(".");
}

/// The article says it itself, and stands for it or not.
fn own(said: &mut Phrase, names: &Names<'_, '_>, fact: &ResolvedFact<'_>) {
    let language = names.language();
    match (&fact.fact.kind, Category::of(fact)) {
        (Kind::Stance(_), _) => {
            let holders: Vec<_> = nodes(names, fact, Property::Holder).map(|iri| names.mention(iri)).collect();
            if holders.iter().all(|holder| holder.sort == Sort::Source) {
                said.pick("C’est un jugement de l’article lui-même.", "This is the article’s own judgement.");
            } else {
                said.pick(
                    "L’article rapporte cette opinion ; elle est celle ",
                    "The article reports this opinion; it is that ",
                );
                said.list(&holders, Case::Of);
                said.say(".");
            }
        }
        (Kind::Commitment(_) | Kind::Expectation(_), _) => said.pick(
            "L’article le dit lui-même ; que cela se fasse reste ouvert.",
            "The article itself says so; whether it comes about is open.",
        ),
        (Kind::Statement(_), Category::Asserted) => said.pick(
            "L’article affirme que ces mots ont été dits ; ce qu’ils affirment n’engage que qui parle.",
            "The article asserts that this was said; what is said is for the speaker to answer for.",
        ),
        (_, Category::Hoped) => {
            said.pick("Prévu, et non arrivé : ", "Planned, not happened: ");
            if let Some(aim) = nodes(names, fact, Property::PlannedIn).find_map(|iri| names.fact(iri)) {
                said.link(short(names, aim), format!("#{}", names.anchor(aim)));
            }
            said.say(".");
        }
        (_, Category::Doubted) => {
            said.pick("L’article ne s’en porte pas garant : ", "The article does not stand for it: ");
            said.say(labels::label(fact.factuality.iri(), language));
            said.say(".");
        }
        _ => said.pick("L’article l’affirme lui-même.", "The article itself asserts it."),
    }
}
