//! The drawing of who is tied with whom.

mod choice;

use serde::{Deserialize, Serialize};

use crate::layout;
use crate::names::Sort;
use crate::ties::Firmness;

use self::choice::Bundle;

pub(crate) use self::choice::{Choice, Chosen, Weights, choose};

/// The most letters of a name that are drawn.
const LETTERS: usize = 26;

/// The space around the drawing.
const MARGIN: f64 = 12.0;

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

/// A tie between actors as it is drawn, before it is drawn; ties of the same actors and firmness are drawn as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Link {
    /// Numbers of actors, those who act first.
    pub(crate) actors: Vec<usize>,
    /// How many of them act.
    pub(crate) acting: usize,
    /// How it is drawn.
    pub(crate) firmness: Firmness,
    /// What it is.
    pub(crate) label: String,
    /// What a click leads to.
    pub(crate) href: String,
    /// How many facts it stands for.
    pub(crate) count: u64,
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

/// The box of an actor.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Node {
    x: i32,
    y: i32,
    left: i32,
    top: i32,
    width: i32,
    height: i32,
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
    x: i32,
    y: i32,
    left: i32,
    top: i32,
    width: i32,
    height: i32,
    label: String,
    title: String,
    /// The names of those whom it ties.
    between: String,
    count: u64,
    href: String,
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
}

impl Network {
    /// Draws what was chosen; `actors` are those of the choice, in its order.
    pub(crate) fn draw(chosen: &Chosen, actors: &[Actor]) -> Self {
        let Chosen { left_out, ties_left_out, .. } = *chosen;
        if chosen.bundles.is_empty() {
            return Self { left_out, ..Self::default() };
        }
        Network { left_out, ties_left_out, ..Drawing::new(actors, &chosen.bundles).finish() }
    }
}

impl Bundle {
    /// The first label, and how many more facts there are.
    fn label(&self) -> String {
        let first = self.labels.first().map_or("", String::as_str);
        if self.count > 1 { format!("{} +{}", clipped(first), self.count - 1) } else { clipped(first) }
    }
}

/// A drawing in the making: boxes of actors, then of ties, then where they stand, then lines between them.
struct Drawing<'d> {
    actors: &'d [Actor],
    bundles: &'d [Bundle],
    boxes: Vec<layout::Half>,
    points: Vec<layout::Point>,
}

impl<'d> Drawing<'d> {
    fn new(actors: &'d [Actor], bundles: &'d [Bundle]) -> Self {
        let mut boxes: Vec<_> = actors.iter().map(actor_box).collect();
        let mut edges = Vec::new();
        for bundle in bundles {
            edges.extend(bundle.actors.iter().map(|actor| (*actor, boxes.len())));
            boxes.push((half_width(&bundle.label(), 6.2) + 7.0, 10.0));
        }
        let points = layout::place(&boxes, &edges);
        Self { actors, bundles, boxes, points }
    }

    fn finish(&self) -> Network {
        let sizes = self.points.iter().zip(&self.boxes);
        let (width, height) = sizes.fold((0.0_f64, 0.0_f64), |(width, height), (point, half)| {
            (width.max(point.0 + half.0), height.max(point.1 + half.1))
        });
        let nodes = self.actors.iter().enumerate().map(|(at, actor)| self.node(at, actor)).collect();
        let (mut hubs, mut lines) = (Vec::new(), Vec::new());
        for (at, bundle) in self.bundles.iter().enumerate() {
            self.star(bundle, self.actors.len() + at, &mut hubs, &mut lines);
        }
        let whole = |length: f64| whole(length + 2.0 * MARGIN).unsigned_abs();
        Network { width: whole(width), height: whole(height), nodes, hubs, lines, ..Network::default() }
    }

    fn at(&self, index: usize) -> layout::Point {
        (self.points[index].0 + MARGIN, self.points[index].1 + MARGIN)
    }

    fn node(&self, at: usize, actor: &Actor) -> Node {
        let ((x, y), half) = (self.at(at), self.boxes[at]);
        Node {
            x: whole(x),
            y: whole(y),
            left: whole(x - half.0),
            top: whole(y - half.1),
            width: whole(half.0 * 2.0),
            height: whole(half.1 * 2.0),
            lines: lines(actor, y),
            title: actor.title.clone(),
            lang: actor.lang.clone(),
            href: actor.href.clone(),
            sort: actor.sort.class(),
        }
    }

    /// A label, and a line from each that acts and to each that is acted on.
    fn star(&self, bundle: &Bundle, hub: usize, hubs: &mut Vec<Hub>, lines: &mut Vec<Line>) {
        let ((x, y), half) = (self.at(hub), self.boxes[hub]);
        let titles: Vec<&str> = bundle.actors.iter().map(|actor| self.actors[*actor].title.as_str()).collect();
        hubs.push(Hub {
            x: whole(x),
            y: whole(y),
            left: whole(x - half.0),
            top: whole(y - half.1),
            width: whole(half.0 * 2.0),
            height: whole(half.1 * 2.0),
            label: bundle.label(),
            title: bundle.labels.join(", "),
            between: titles.join(", "),
            count: bundle.count,
            href: bundle.href.clone(),
            firmness: bundle.firmness.name(),
        });
        for actor in &bundle.actors {
            lines.push(self.between(hub, *actor, bundle.firmness, bundle.arrows.contains(actor)));
        }
    }

    /// A line from box to box, from border to border.
    fn between(&self, from: usize, to: usize, firmness: Firmness, arrow: bool) -> Line {
        let (start, end) = (self.at(from), self.at(to));
        let (x1, y1) = border(start, end, self.boxes[from]);
        let (x2, y2) = border(end, start, self.boxes[to]);
        let firmness = firmness.name();
        Line { x1: whole(x1), y1: whole(y1), x2: whole(x2), y2: whole(y2), firmness, arrow }
    }
}

/// Where the line from the middle of a box leaves it.
fn border(from: layout::Point, to: layout::Point, half: layout::Half) -> layout::Point {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let across = if x.abs() > 0.01 { half.0 / x.abs() } else { f64::INFINITY };
    let down = if y.abs() > 0.01 { half.1 / y.abs() } else { f64::INFINITY };
    let part = across.min(down).min(1.0);
    (from.0 + x * part, from.1 + y * part)
}

/// The box of an actor: as wide as the longest line of its name, and as high as it has lines.
fn actor_box(actor: &Actor) -> layout::Half {
    let lines = wrapped(&actor.label);
    let width = lines.iter().map(|line| half_width(line, 7.4)).fold(16.0, f64::max);
    (width + 10.0, if lines.len() > 1 { 21.0 } else { 14.0 })
}

/// The lines of a name with the height of each; the middle of the box is at `y`.
fn lines(actor: &Actor, y: f64) -> Vec<(String, i32)> {
    let lines = wrapped(&actor.label);
    let first = if lines.len() > 1 { y - 3.0 } else { y + 5.0 };
    lines.into_iter().zip([first, first + 15.0]).map(|(line, y)| (line, whole(y))).collect()
}

/// A name in one line, or in two where it is long: broken at the space that is nearest to its middle.
fn wrapped(name: &str) -> Vec<String> {
    let length = name.chars().count();
    if length <= LETTERS - 4 {
        return vec![name.to_owned()];
    }
    let spaces = name.chars().enumerate().filter(|(_, c)| *c == ' ').map(|(at, _)| at);
    let Some(space) = spaces.min_by_key(|at| at.abs_diff(length / 2)) else { return vec![clipped(name)] };
    let (first, second): (String, String) =
        (name.chars().take(space).collect(), name.chars().skip(space + 1).collect());
    vec![clipped(&first), clipped(&second)]
}

/// A name that is not too long to be drawn.
fn clipped(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let start: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", start.trim_end())
}

/// Half the width of a text, taken generously: letters of East Asia are twice as wide.
fn half_width(text: &str, letter: f64) -> f64 {
    text.chars().map(|c| if ('\u{1100}'..='\u{ffdc}').contains(&c) { letter * 1.9 } else { letter }).sum::<f64>() / 2.0
}

/// A coordinate as a whole number.
#[expect(clippy::cast_possible_truncation, reason = "a drawing is at most some thousand units wide")]
fn whole(length: f64) -> i32 {
    length.round().clamp(-1e6, 1e6) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(at: usize) -> Actor {
        Actor { label: format!("actor {at}"), title: String::new(), lang: None, href: None, sort: Sort::State }
    }

    pub(super) fn tie(actors: &[usize], acting: usize, firmness: Firmness) -> Link {
        Link { actors: actors.to_vec(), acting, firmness, label: "visit".into(), href: "#f".into(), count: 1 }
    }

    fn drawn(ties: Vec<Link>) -> Network {
        let chosen = choose(ties);
        let actors: Vec<_> = chosen.actors.iter().copied().map(actor).collect();
        Network::draw(&chosen, &actors)
    }

    #[test]
    fn the_same_actors_are_tied_once_for_each_firmness() {
        let ties = vec![
            tie(&[0, 1], 1, Firmness::Firm),
            tie(&[1, 0], 1, Firmness::Firm),
            tie(&[0, 1], 1, Firmness::Soft),
            tie(&[0, 1, 2], 2, Firmness::Firm),
        ];
        let network = drawn(ties);
        assert_eq!((network.nodes.len(), network.hubs.len(), network.lines.len()), (3, 3, 2 + 2 + 3));
        assert_eq!(network.hubs[0].label, "visit +1");
        assert!(!network.lines[..2].iter().any(|line| line.arrow), "one goes each way");
        assert_eq!(network.lines.iter().filter(|line| line.arrow).count(), 2);
    }

    #[test]
    fn long_names_have_two_lines() {
        assert_eq!(
            wrapped("ministre burkinabè des Affaires étrangères"),
            ["ministre burkinabè des", "Affaires étrangères"]
        );
        assert_eq!(wrapped("Mali"), ["Mali"]);
        assert_eq!(wrapped(&"x".repeat(40)), [format!("{}…", "x".repeat(25))]);
    }

    #[test]
    fn sixty_are_drawn_and_the_others_counted() {
        let network = drawn((1..80).map(|at| tie(&[0, at], 2, Firmness::Firm)).collect());
        assert_eq!((network.nodes.len(), network.left_out), (60, 20));
        assert_eq!(drawn(Vec::new()), Network::default());
    }
}
