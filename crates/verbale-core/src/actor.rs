//! Actors: who takes part, as the text names them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::check::Check;
use crate::codes::{ActorType, Existence};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dossier::decode::{Decode, Keys, Path};
use crate::dossier::lexicals::IriText;
use crate::dossier::tree::Node;
use crate::dossier::value::{Field, Key, LangMap, Many};

/// Somebody who takes part in international affairs.
///
/// # In the dossier
/// ```yaml
/// minister: {type: person, name: {en: "A. Diop"}, of: mali}
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct Actor<'a> {
    /// What sort of actor.
    #[serde(rename = "type")]
    pub actor_type: ActorType,
    /// The name, in the source's language and others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Field<'a, LangMap<'a>>>,
    /// How the text describes an actor whom it does not name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub described: Option<Field<'a, LangMap<'a>>>,
    /// Other names in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also: Option<Field<'a, Many<Cow<'a, str>>>>,
    /// Inflected names in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forms: Option<Field<'a, Many<Cow<'a, str>>>>,
    /// A state's ISO 3166-1 alpha-3 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso: Option<Cow<'a, str>>,
    /// The code that a dataset gives the actor; a state has `iso`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notation: Option<Cow<'a, str>>,
    /// For whom the actor acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Field<'a, Many<Key<'a>>>>,
    /// `planned` or `dissolved` where the actor does not exist at the time of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub existence: Option<Field<'a, Existence>>,
    /// The same actor elsewhere: IRIs, or `wd:Q…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<Field<'a, Many<IriText<'a>>>>,
}

impl<'a> Actor<'a> {
    /// A named actor.
    pub fn named(actor_type: ActorType, language: &'a str, name: &'a str) -> Self {
        Self { name: Some(Field::from(LangMap::of(language, name))), ..Self::unnamed(actor_type) }
    }

    /// A state by its ISO 3166-1 alpha-3 code; its names come from the state table.
    pub fn state(iso: &'a str) -> Self {
        Self { iso: Some(Cow::Borrowed(iso)), ..Self::unnamed(ActorType::State) }
    }

    fn unnamed(actor_type: ActorType) -> Self {
        Self {
            actor_type,
            name: None,
            described: None,
            also: None,
            forms: None,
            iso: None,
            notation: None,
            of: None,
            existence: None,
            same_as: None,
        }
    }
}

impl<'a> Decode<'a> for Actor<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let actor_type = keys.demanded("type", faults);
        let actor = Self {
            name: keys.optional("name", faults),
            described: keys.optional("described", faults),
            also: keys.optional("also", faults),
            forms: keys.optional("forms", faults),
            iso: keys.optional("iso", faults),
            notation: keys.optional("notation", faults),
            of: keys.optional("of", faults),
            existence: keys.optional("existence", faults),
            same_as: keys.optional("sameAs", faults),
            ..Self::unnamed(actor_type.unwrap_or(ActorType::Group))
        };
        keys.finish("an actor", |_| None, faults);
        if actor_type.is_some_and(|found| found != ActorType::State) && actor.iso.is_some() {
            let message = "`iso` is for states: this actor is no state";
            faults.push(Diagnostic::new(Check::MisplacedKey, at.key("iso").to_string(), message).at_key().value("iso"));
        }
        if actor_type == Some(ActorType::State) && actor.notation.is_some() {
            let message = "`notation` is for actors other than states: a state's code is its `iso`";
            let fault = Diagnostic::new(Check::MisplacedKey, at.key("notation").to_string(), message);
            faults.push(fault.at_key().value("notation"));
        }
        if node.entry("name").is_none() && node.entry("described").is_none() && node.entry("iso").is_none() {
            let fault =
                Diagnostic::new(Check::MissingKey, at.to_string(), "the actor has neither name nor description");
            faults.push(
                fault.help("add `name: {fr: \"…\"}`, or `described: {fr: \"…\"}` where the text does not name it"),
            );
        }
        actor_type.map(|_| actor)
    }

    fn expected() -> Cow<'static, str> {
        "an actor: a mapping with `type` and `name`,".into()
    }
}
