//! Who stands for a fact: the source itself, or somebody whom it lets speak.

use verbale_core::facts::Kind;
use verbale_core::resolve::ResolvedFact;
use verbale_core::vocab::Property;

use crate::category::Category;
use crate::grammar::{Case, is_plural};
use crate::labels;
use crate::names::{Mention, Names, Sort};
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
    let several = is_plural(&speakers, names.language());
    said.pick(if several { "Ce sont " } else { "C’est " }, "");
    said.list(&speakers, Case::Plain);
    if !role.is_empty() {
        said.say(", ");
        said.append(role);
        said.say(",");
    }
    let voice = Voice::of(names, fact, statement, &speakers);
    let is_stance = matches!(fact.fact.kind, Kind::Stance(_));
    match &voice {
        Voice::Represents(principals) => {
            said.pick(
                if several { " qui parlent au nom " } else { " qui parle au nom " },
                if several { " speak" } else { " speaks" },
            );
            said.pick("", " on behalf ");
            said.list(principals, Case::Of);
        }
        Voice::Own if !is_stance => said.pick(
            if several { " qui parlent en leur propre nom" } else { " qui parle en son propre nom" },
            if several { " speak in their own name" } else { " speaks in their own name" },
        ),
        Voice::Own | Voice::Reported => said
            .pick(if several { " qui le disent" } else { " qui le dit" }, if several { " say so" } else { " says so" }),
    }
    said.say(" (");
    said.link(short(names, statement), format!("#{}", names.anchor(statement)));
    said.say(")");
    match voice {
        Voice::Own if is_stance => said.pick(
            if several { " ; c’est leur propre jugement." } else { " ; c’est son propre jugement." },
            "; it is their own judgement.",
        ),
        Voice::Reported => said.pick(" ; l’article ne l’affirme pas lui-même.", "; the article does not assert it."),
        Voice::Own | Voice::Represents(_) => said.say("."),
    }
}

/// For whom somebody speaks who makes a judgement or a commitment.
enum Voice {
    /// For themselves.
    Own,
    /// For these, in a capacity of the statement.
    Represents(Vec<Mention>),
    /// What they say is of others, or of the world.
    Reported,
}

impl Voice {
    fn of(names: &Names<'_, '_>, fact: &ResolvedFact<'_>, statement: usize, speakers: &[Mention]) -> Self {
        let property = match fact.fact.kind {
            Kind::Stance(_) if fact.asserted => Property::Holder,
            Kind::Commitment(_) if fact.asserted => Property::Doer,
            _ => return Self::Reported,
        };
        let statement = &names.resolved().facts[statement];
        let capacities = nodes(names, statement, Property::InCapacity).filter_map(|iri| names.fact(iri));
        let principals: Vec<_> =
            capacities.flat_map(|index| nodes(names, &names.resolved().facts[index], Property::Organisation)).collect();
        let holders: Vec<_> = nodes(names, fact, property).map(|iri| names.mention(iri)).collect();
        if holders.iter().all(|holder| speakers.contains(holder)) {
            return Self::Own;
        }
        // Whoever else holds it is not spoken for.
        let represented: Vec<_> =
            holders.into_iter().filter(|holder| principals.contains(&holder.iri.as_str())).collect();
        if represented.is_empty() { Self::Reported } else { Self::Represents(represented) }
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
