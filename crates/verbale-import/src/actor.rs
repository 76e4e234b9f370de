//! Who a code names: a state, or a group, perhaps of a state.

use verbale_core::dossier::value::Key;
use verbale_ontology::{CameoActor, State, cameo_actor};

use crate::draft::Actors;
use crate::scratch::{Scratch, Word};

/// What an actor's code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// The code is that of a country alone.
    State(&'static State),
    /// Anybody else; the state that the code names, if it does.
    Group(Option<&'static State>),
}

/// A code of the record, or one that is made of several.
#[derive(Debug)]
enum Code<'c> {
    Given(&'c str),
    Joined(Word),
}

/// An actor of a record, with the words that its description needs.
#[derive(Debug)]
pub(crate) struct Named<'c> {
    who: Who,
    code: Option<Code<'c>>,
    /// What the record calls it; empty where it does not.
    name: &'c str,
    key: Word,
    /// The key of the state for which it acts.
    of: Option<Word>,
}

impl<'c> Named<'c> {
    /// An actor with a code of CAMEO.
    pub(crate) fn coded(code: &'c str, name: &'c str, scratch: &mut Scratch) -> Self {
        let who = cameo(code);
        Self { who, code: Some(Code::Given(code)), name, key: key(who, code, name, scratch), of: of(who, scratch) }
    }

    /// An actor with the code of a country or an organisation, and those of its sectors after it.
    pub(crate) fn of_sector(code: &str, sector: &str, name: &'c str, scratch: &mut Scratch) -> Self {
        let joined = format!("{code}{sector}");
        let who = match cameo(code) {
            Who::State(state) => Who::Group(Some(state)),
            group @ Who::Group(_) => group,
        };
        let code = Some(Code::Joined(scratch.write(format_args!("{joined}"))));
        Self { who, code, name, key: key(who, &joined, name, scratch), of: of(who, scratch) }
    }

    /// An actor without a code.
    pub(crate) fn without_code(name: &'c str, who: Who, scratch: &mut Scratch) -> Self {
        let of = of(who, scratch);
        let key = match who {
            Who::State(state) => scratch.lower(state.iso3),
            Who::Group(state) => scratch.marked_slug(name, "actor", &[name, state.map_or("", |state| state.iso3)]),
        };
        Self { who, code: None, name, key, of }
    }

    /// Declares the actor, and the state for which it acts, and gives the reference.
    pub(crate) fn declare(&self, scratch: &'c Scratch, actors: &mut Actors<'c>) -> Key<'c> {
        let key = scratch.text(&self.key);
        match self.who {
            Who::State(state) => actors.state(key, state.iso3),
            Who::Group(state) => {
                let of = self.of.as_ref().map(|of| scratch.text(of));
                let code = self.code.as_ref().map(|code| match code {
                    Code::Given(code) => code,
                    Code::Joined(code) => scratch.text(code),
                });
                let name = if self.name.is_empty() { code.unwrap_or_default() } else { self.name };
                actors.group(key, code, name, of);
                if let (Some(of), Some(state)) = (of, state) {
                    actors.state(of, state.iso3);
                }
            }
        }
        Key::from(key)
    }
}

/// The key of an actor with a code: the code, and the name after it, since one code stands for many (`GOV` is a
/// president here and a ministry there), and whatever has one key is described in one way.
fn key(who: Who, code: &str, name: &str, scratch: &mut Scratch) -> Word {
    if let Who::State(state) = who {
        return scratch.lower(state.iso3);
    }
    if !is_plain(code) || code.contains(' ') || !(name.is_empty() || is_plain(name)) {
        // Ethnic groups have codes in small letters that are also those of states or religions (`ner`, `ale`).
        return scratch.marked_slug(&format!("{code} {name}"), "actor", &[code, name]);
    }
    let code = scratch.lower(code);
    if name.is_empty() {
        return code;
    }
    let hyphen = scratch.write(format_args!("-"));
    debug_assert_eq!(code.end, hyphen.start);
    code.start..scratch.slug(name, "").end
}

/// Whether a slug of the text tells it from every other such text: capital letters, digits, single spaces between words.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text
            .split(' ')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()))
}

fn of(who: Who, scratch: &mut Scratch) -> Option<Word> {
    match who {
        Who::Group(Some(state)) => Some(scratch.lower(state.iso3)),
        Who::State(_) | Who::Group(None) => None,
    }
}

/// What a code of CAMEO says.
fn cameo(code: &str) -> Who {
    match cameo_actor(code) {
        CameoActor::State(state) => Who::State(state),
        CameoActor::Of(state) => Who::Group(Some(state)),
        CameoActor::Other => Who::Group(None),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use verbale_ontology::state;

    use super::*;

    #[test]
    fn codes_name_states_and_groups() {
        let state = |iso| state(iso).unwrap();
        assert_eq!(cameo("OMN"), Who::State(state("OMN")));
        assert_eq!(cameo("NAM"), Who::State(state("NAM")));
        assert_eq!(cameo("OMNGOV"), Who::Group(Some(state("OMN"))));
        for code in ["EUR", "AFR", "IGO", "NGO", "IGOEUREEC", "MNCUSAMED", "ner", "MOSSUN", "SUN", "", "GOV", "é"] {
            assert_eq!(cameo(code), Who::Group(None), "{code}");
        }
    }

    fn key_of(code: &str, name: &str) -> String {
        let mut scratch = Scratch::default();
        let key = key(cameo(code), code, name, &mut scratch);
        scratch.text(&key).to_owned()
    }

    #[test]
    fn keys_begin_with_the_code() {
        assert_eq!(key_of("OMN", "MUSCAT"), "omn");
        assert_eq!(key_of("OMNGOV", "SULTAN"), "omngov-sultan");
        assert_eq!(key_of("GOV", "PRIME MINISTER"), "gov-prime-minister");
        assert_eq!(key_of("GOV", ""), "gov");
        assert!(key_of("ner", "NUER").starts_with("ner-nuer-") && key_of("ner", "") != "ner");
        assert_ne!(key_of("IGO", "AL-QAEDA"), key_of("IGO", "AL QAEDA"));
    }

    proptest! {
        /// Two actors that are described differently have different keys.
        #[test]
        fn keys_are_of_one_actor(actors in proptest::collection::vec(("(GOV|gov|IGO|NER|ner|A B)", "[A-Ca-b .-]{0,3}"), 2..40)) {
            let mut known: BTreeMap<String, (String, String)> = BTreeMap::new();
            for (code, name) in actors.into_iter().filter(|(code, _)| matches!(cameo(code), Who::Group(_))) {
                let actor = (code, name);
                let before = known.entry(key_of(&actor.0, &actor.1)).or_insert_with(|| actor.clone());
                prop_assert_eq!(before, &actor);
            }
        }
    }
}
