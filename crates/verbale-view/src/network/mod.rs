//! The drawing of who is tied with whom.

mod choice;
mod drawing;
mod section;
mod words;

use serde::{Deserialize, Serialize};

use crate::names::{Names, Sort};
use crate::ties::{Firmness, Rank, Sides, Tie};

pub(crate) use self::choice::{Choice, Chosen, Weights, choose};
pub(crate) use self::section::{Section, section};

/// An actor, before it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Actor {
    /// What it is called in the drawing.
    pub(crate) label: String,
    /// What it is called in full.
    pub(crate) title: String,
    /// The language of the name, where it is not the page's.
    pub(crate) lang: Option<String>,
    /// What a click leads to.
    pub(crate) href: Option<String>,
    /// What sort of actor it is.
    pub(crate) sort: Sort,
}

/// A tie between actors, before it is drawn; ties of the same actors, direction and firmness are drawn as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Link {
    /// Numbers of actors.
    pub(crate) sides: Sides<usize>,
    /// How it is drawn.
    pub(crate) firmness: Firmness,
    /// How early it is named.
    pub(crate) rank: Rank,
    /// What it is.
    pub(crate) label: String,
    /// What a click leads to.
    pub(crate) href: String,
    /// The element of the fact, where it stands on the same page.
    pub(crate) fact: Option<String>,
    /// How many facts it stands for.
    pub(crate) count: u64,
}

impl Link {
    /// A tie whose actors have numbers, and whose fact is on a page: on the same one, where that has no address.
    pub(crate) fn of(tie: Tie, sides: Sides<usize>, names: &Names<'_, '_>, page: &str) -> Self {
        let anchor = names.anchor(tie.fact);
        let fact = page.is_empty().then(|| anchor.to_owned());
        let href = format!("{page}#{anchor}");
        Self { sides, firmness: tie.firmness, rank: tie.rank, label: tie.label, href, fact, count: 1 }
    }
}

/// A network as the template draws it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Network {
    width: u32,
    height: u32,
    nodes: Vec<Node>,
    hubs: Vec<Hub>,
    lines: Vec<Line>,
    /// Actors that are tied and not drawn.
    left_out: usize,
    /// Ties of actors that are drawn, and that are not drawn themselves.
    ties_left_out: usize,
}

/// A box, and where its middle is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
struct Frame {
    x: i32,
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

/// The box of an actor.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Node {
    #[serde(flatten)]
    frame: Frame,
    /// The lines of its name, each with its place.
    lines: Vec<(String, i32)>,
    title: String,
    lang: Option<String>,
    href: Option<String>,
    sort: &'static str,
}

/// What ties: a label in the middle of lines to each.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Hub {
    #[serde(flatten)]
    frame: Frame,
    /// The lines of its label, each with its place.
    lines: Vec<(String, i32)>,
    /// All labels.
    title: String,
    /// The names of those whom it ties: who acts → who is acted on (who is beside).
    between: String,
    count: u64,
    href: String,
    /// The elements of its facts, with spaces between.
    facts: String,
    /// The places of its actors in the list of nodes, with spaces between.
    actors: String,
    firmness: &'static str,
}

/// A line between an actor and what ties it.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Line {
    x1: i32,
    y1: i32,
    x2: i32,
    y2: i32,
    firmness: &'static str,
    /// Whether it ends in an arrow.
    arrow: bool,
    /// Whether it goes to somebody who neither acts nor is acted on.
    beside: bool,
    /// Whether what it is part of ties so many that it is drawn in the background.
    broad: bool,
    /// The place of its actor in the list of nodes, and of what ties it in the list of hubs.
    actor: usize,
    hub: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn tie(actors: &[usize], acting: usize, firmness: Firmness) -> Link {
        let (acting, acted_on) = actors.split_at(acting);
        let sides = Sides { acting: acting.to_vec(), acted_on: acted_on.to_vec(), beside: Vec::new() };
        let (label, href) = ("visit".to_owned(), "#f".to_owned());
        Link { sides, firmness, rank: Rank::Event, label, href, fact: None, count: 1 }
    }
}
