//! Whom an actor code of CAMEO names.

use std::sync::LazyLock;

use crate::{CAMEO_ACTORS, State, state};

/// Whom an actor code of CAMEO names.
///
/// A code is a chain of groups of three capital letters. Of an actor within a country the first group is the country,
/// by ISO 3166-1 alpha-3 or one of the few codes that CAMEO has of its own; `cameo-actors.tsv` lists these with the
/// groups that look like countries and are none. After the group of an international actor (`IGO`, `NGO`, `MNC` …) a
/// country tells a place, not for whom the actor acts, as the manual says (CAMEO 1.1b3, section 3, «Location»).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameoActor {
    /// The code is a country alone.
    State(&'static State),
    /// Somebody of a country: a ministry, a party, a rebel.
    Of(&'static State),
    /// Anybody else: a region, an international body, a creed, a people, a role without a country.
    Other,
}

/// Reads an actor code of CAMEO, in time logarithmic in the size of the tables and without allocating.
///
/// ```
/// use verbale_ontology::{CameoActor, cameo_actor, state};
/// let [oman, romania] = ["OMN", "ROU"].map(|iso| state(iso).expect("in the table"));
/// assert_eq!(cameo_actor("OMN"), CameoActor::State(oman));
/// assert_eq!(cameo_actor("OMNGOV"), CameoActor::Of(oman), "a government is not the state");
/// assert_eq!(cameo_actor("ROM"), CameoActor::State(romania), "a code that ISO 3166-1 has given up");
/// assert_eq!(cameo_actor("EUR"), CameoActor::Other, "Europe is no country");
/// assert_eq!(cameo_actor("MNCUSAMED"), CameoActor::Other, "a corporation does not act for a state");
/// ```
pub fn cameo_actor(code: &str) -> CameoActor {
    let Some((country, rest)) = code.split_at_checked(3) else { return CameoActor::Other };
    match cameo_state(country) {
        Some(state) if rest.is_empty() => CameoActor::State(state),
        Some(state) => CameoActor::Of(state),
        None => CameoActor::Other,
    }
}

/// The state of a group of three letters, in the table of CAMEO's own codes first.
fn cameo_state(group: &str) -> Option<&'static State> {
    match TABLE.binary_search_by(|(code, _)| (*code).cmp(group)) {
        Ok(found) => TABLE.get(found).and_then(|(_, state)| *state),
        Err(_) => state(group),
    }
}

static TABLE: LazyLock<Vec<(&'static str, Option<&'static State>)>> = LazyLock::new(|| {
    let mut table: Vec<_> = CAMEO_ACTORS.lines().skip(1).filter_map(row).collect();
    table.sort_unstable_by_key(|(code, _)| *code);
    table
});

/// Reads one line of the table: the code, and its state where it has one.
fn row(line: &'static str) -> Option<(&'static str, Option<&'static State>)> {
    let mut cells = line.split('\t');
    let (code, _sort, iso) = (cells.next()?, cells.next()?, cells.next()?);
    Some((code, state(iso)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_four_cells_and_a_code_of_its_own() {
        let lines: Vec<Vec<&str>> = CAMEO_ACTORS.lines().map(|line| line.split('\t').collect()).collect();
        assert_eq!(lines[0], ["code", "sort", "iso", "name"]);
        assert!(lines.iter().all(|cells| cells.len() == 4 && cells[0].len() >= 3 && !cells[3].is_empty()));
        assert!(lines[1..].windows(2).all(|pair| pair[0][0] < pair[1][0]));
        assert_eq!(TABLE.len(), lines.len() - 1);
        for cells in &lines[1..] {
            assert_eq!(cells[1] == "state", state(cells[2]).is_some(), "{cells:?}");
            assert!(cells[0] != cells[2], "{cells:?}: an ISO code needs no line");
        }
    }

    #[test]
    fn no_code_is_read_by_halves() {
        for code in
            ["", "O", "OM", "omn", "éé", "日本語", "OMé", "NA", "AFRGOV", "IGOEUREEC", "NGOUSA", "KURREB", "SHN", "SUN"]
        {
            assert_eq!(cameo_actor(code), CameoActor::Other, "{code}");
        }
        let namibia = state("NAM").unwrap();
        assert_eq!(cameo_actor("NAM"), CameoActor::State(namibia));
        assert_eq!(cameo_actor("NAMOPP"), CameoActor::Of(namibia));
        assert_eq!(cameo_actor("USR"), CameoActor::State(state("SUN").unwrap()));
    }

    #[test]
    fn every_state_has_a_code_but_those_whose_code_cameo_uses_otherwise() {
        let otherwise: Vec<&str> =
            crate::states().map(|state| state.iso3).filter(|iso| cameo_actor(iso) == CameoActor::Other).collect();
        assert_eq!(otherwise, ["SHN", "SUN"]);
    }
}
