//! Countries by the names that ICEWS gives them.

use verbale_ontology::{State, state, states};

use crate::actor::Who;

/// Names of ICEWS that differ from the state table's, with the code of the state; sorted by name.
const NAMES: &[(&str, &str)] = &[
    ("Bolivia", "BOL"),
    ("Bosnia", "BIH"),
    ("Brunei", "BRN"),
    ("Burma", "MMR"),
    ("Cape Verde", "CPV"),
    ("Congo", "COG"),
    ("Cote d'Ivoire", "CIV"),
    ("Czech Republic", "CZE"),
    ("Democratic Republic of Congo", "COD"),
    ("Democratic Republic of the Congo", "COD"),
    ("East Timor", "TLS"),
    ("Iran", "IRN"),
    ("Ivory Coast", "CIV"),
    ("Kosovo", "XKX"),
    ("Laos", "LAO"),
    ("Macedonia", "MKD"),
    ("Micronesia", "FSM"),
    ("Moldova", "MDA"),
    ("Myanmar", "MMR"),
    ("North Korea", "PRK"),
    ("Occupied Palestinian Territory", "PSE"),
    ("Palestinian Territory, Occupied", "PSE"),
    ("Republic of Congo", "COG"),
    ("Russia", "RUS"),
    ("Russian Federation", "RUS"),
    ("South Korea", "KOR"),
    ("Swaziland", "SWZ"),
    ("Syria", "SYR"),
    ("Taiwan", "TWN"),
    ("Tanzania", "TZA"),
    ("Turkey", "TUR"),
    ("United Kingdom", "GBR"),
    ("United States", "USA"),
    ("Venezuela", "VEN"),
    ("Vietnam", "VNM"),
];

/// The state of a country's name.
pub(crate) fn state_of(country: &str) -> Option<&'static State> {
    match NAMES.binary_search_by(|(name, _)| (*name).cmp(country)) {
        Ok(found) => NAMES.get(found).and_then(|(_, iso)| state(iso)),
        // Former states have names of their own in the table, and ICEWS begins in 1995.
        Err(_) => states().find(|state| state.until.is_none() && state.en() == country),
    }
}

/// Who an actor is: a country, or an office, a party, a person of one, as in `Foreign Affairs (Mali)`.
pub(crate) fn who(name: &str, country: &str) -> Who {
    let of = state_of(country);
    match state_of(name) {
        // A name that is a country's and stands in the column of another one is somebody else's.
        Some(state) if country.is_empty() || of.is_none_or(|of| of.iso3 == state.iso3) => Who::State(state),
        _ => Who::Group(of.or_else(|| state_of(in_brackets(name)?))),
    }
}

/// What stands in the brackets at the end of a name.
fn in_brackets(name: &str) -> Option<&str> {
    name.strip_suffix(')')?.rsplit_once('(').map(|(_, country)| country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_names_states() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(NAMES.iter().all(|(_, iso)| state(iso).is_some()));
    }

    #[test]
    fn offices_act_for_countries() {
        let mali = state("MLI").unwrap();
        assert_eq!(who("Mali", "Mali"), Who::State(mali));
        assert_eq!(who("Foreign Affairs (Mali)", "Mali"), Who::Group(Some(mali)));
        assert_eq!(who("Foreign Affairs (Mali)", ""), Who::Group(Some(mali)));
        assert_eq!(who("Namibia", "Namibia"), Who::State(state("NAM").unwrap()));
        assert_eq!(who("United Nations", ""), Who::Group(None));
        assert_eq!(who("Georgia", "United States"), Who::Group(state("USA")));
        assert_eq!(who("NA", "NA"), Who::Group(None));
    }
}
