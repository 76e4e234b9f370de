//! The forms of values once more, where all of them are at hand: a dossier built in Rust was read by nobody.

use super::Resolver;
use super::resolved::{Object, Resolved, Triple};
use crate::check::Check;
use crate::codes::ActorType;
use crate::diagnostic::Diagnostic;
use crate::lexical::{check_language, license_iri};

impl<'d> Resolver<'d> {
    /// Every language tag, the licence and the coordinates are what their literals and IRIs need.
    pub(super) fn check_forms(&mut self, resolved: &Resolved<'d>) {
        let mut checked: Vec<&'d str> = Vec::new();
        for (index, fact) in resolved.facts.iter().enumerate() {
            self.check_tags(&fact.properties, |resolver| resolver.fact_pointer(index), &mut checked);
        }
        for (nodes, pointer) in
            [(&resolved.sources, "/source"), (&resolved.actors, "/actors"), (&resolved.places, "/places")]
        {
            for node in nodes {
                self.check_tags(&node.properties, |_| pointer.to_owned(), &mut checked);
            }
        }
        self.check_license();
        self.check_notations();
        self.check_coordinates();
    }

    fn check_tags(&mut self, properties: &[Triple<'d>], pointer: impl Fn(&Self) -> String, checked: &mut Vec<&'d str>) {
        for (_, object) in properties {
            let Object::Text(_, tag) = object else { continue };
            if checked.contains(tag) {
                continue;
            }
            checked.push(tag);
            if let Err(fault) = check_language(tag) {
                let pointer = pointer(self);
                self.faults.push(Diagnostic::new(Check::BadLanguage, pointer, fault.message).value(*tag));
            }
        }
    }

    fn check_license(&mut self) {
        if let Some(license) = &self.dossier.source.license
            && let Err(fault) = license_iri(&license.0)
        {
            let fault = Diagnostic::new(Check::BadLicense, "/source/license", fault.message).value(license.0.as_ref());
            self.faults.push(fault);
        }
    }

    /// A state's notation is its code.
    fn check_notations(&mut self) {
        for (key, actor) in self.dossier.actors.iter() {
            if actor.actor_type == ActorType::State && actor.notation.is_some() {
                let message = "`notation` is for actors other than states: a state's code is its `iso`";
                let fault = Diagnostic::new(Check::MisplacedKey, format!("/actors/{key}/notation"), message);
                self.faults.push(fault.at_key().value("notation"));
            }
        }
    }

    fn check_coordinates(&mut self) {
        for (key, place) in self.dossier.places.iter() {
            for (name, degrees) in [("lat", &place.lat), ("long", &place.long)] {
                if degrees.as_ref().is_some_and(|degrees| !degrees.is_decimal()) {
                    let message = "a coordinate is a decimal number of degrees without exponent, as in `55.75`";
                    self.faults.push(Diagnostic::new(Check::BadNumber, format!("/places/{key}/{name}"), message));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::dossier::Dossier;
    use crate::dossier::lexicals::{Degrees, IriText, Language, License};
    use crate::dossier::source::Source;
    use crate::dossier::value::{Field, Key, LangMap, Many};
    use crate::facts::{Fact, Proposition};
    use crate::place::Place;
    use crate::resolve::{Surroundings, resolve};
    use crate::text::Text;

    fn codes(dossier: &Dossier<'_>) -> Vec<&'static str> {
        let text = Text::new("some words");
        let (resolved, faults) = resolve(dossier, &Surroundings { text: Some(&text), ..Surroundings::default() });
        assert_eq!(resolved.is_none(), faults.has_errors());
        faults.iter().map(|fault| fault.check.code()).collect()
    }

    #[test]
    fn what_rust_code_may_get_wrong_is_found() {
        let mut dossier = Dossier::new("d", Source::of_text("en", "some words"));
        assert_eq!(codes(&dossier), Vec::<&str>::new());
        let said = Proposition {
            concerns: Field::from(Many::<Key<'_>>::from(["f"])),
            text: Some(Field::from(LangMap::of("not a tag", "x"))),
        };
        dossier.facts = vec![Fact::new("f", said, ["some words"])].into();
        assert_eq!(codes(&dossier), ["bad-language"]);
        dossier.source.license = Some(License("no such licence".into()));
        dossier.source.url = Some(IriText("not an IRI".into()));
        dossier.source.language = Language("§".into());
        dossier.source.title = Some("t".into());
        let degrees = Some(Degrees("1e3".into()));
        let name = LangMap::of("en", "x");
        dossier.places = [("l", Place { lat: degrees.clone(), long: degrees, ..Place::named(name) })].into();
        let mut found = codes(&dossier);
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, ["bad-iri", "bad-language", "bad-license", "bad-number"]);
    }
}
