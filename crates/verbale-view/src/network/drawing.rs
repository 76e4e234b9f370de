//! From what was chosen to boxes and lines with their places.

use std::fmt::Write as _;

use super::choice::Bundle;
use super::words::{self, Lines, counted};
use super::{Actor, Chosen, Frame, Hub, Line, Network, Node};
use crate::layout::{self, Half, Point};
use crate::ties::Sides;

/// The space around the drawing.
const MARGIN: f64 = 12.0;

/// What ties more actors than this is drawn in the background: its lines say little, and go everywhere.
const BROAD: usize = 8;

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
    const fn is_broad(&self) -> bool {
        self.sides.len() > BROAD
    }
}

/// A drawing in the making: boxes of actors, then of ties, then where they stand, then lines between them.
struct Drawing<'d> {
    actors: &'d [Actor],
    bundles: &'d [Bundle],
    /// The text of each box.
    texts: Vec<Lines>,
    boxes: Vec<Half>,
    points: Vec<Point>,
}

impl<'d> Drawing<'d> {
    fn new(actors: &'d [Actor], bundles: &'d [Bundle]) -> Self {
        let names = actors.iter().map(|actor| words::name(&actor.label));
        let texts: Vec<Lines> = names.chain(bundles.iter().map(|bundle| words::labels(&bundle.labels))).collect();
        let (of_actors, of_ties) = texts.split_at(actors.len());
        let boxes = of_actors.iter().map(actor_box).chain(of_ties.iter().map(tie_box)).collect::<Vec<_>>();
        let edges: Vec<_> = bundles.iter().zip(actors.len()..).flat_map(|(bundle, hub)| edges(bundle, hub)).collect();
        let points = layout::place(&boxes, &edges);
        Self { actors, bundles, texts, boxes, points }
    }

    fn finish(&self) -> Network {
        let sizes = self.points.iter().zip(&self.boxes);
        let (width, height) = sizes.fold((0.0_f64, 0.0_f64), |(width, height), (point, half)| {
            (width.max(point.0 + half.0), height.max(point.1 + half.1))
        });
        let whole = |length: f64| whole(length + 2.0 * MARGIN).unsigned_abs();
        Network {
            width: whole(width),
            height: whole(height),
            nodes: (0..self.actors.len()).map(|at| self.node(at)).collect(),
            hubs: (0..self.bundles.len()).map(|at| self.hub(at)).collect(),
            lines: (0..self.bundles.len()).flat_map(|at| self.lines(at)).collect(),
            ..Network::default()
        }
    }

    fn at(&self, index: usize) -> Point {
        (self.points[index].0 + MARGIN, self.points[index].1 + MARGIN)
    }

    fn frame(&self, index: usize) -> Frame {
        let ((x, y), half) = (self.at(index), self.boxes[index]);
        Frame {
            x: whole(x),
            left: whole(x - half.0),
            top: whole(y - half.1),
            width: whole(half.0 * 2.0),
            height: whole(half.1 * 2.0),
        }
    }

    /// The lines of a box with the height of each, in letters that are `size` high.
    fn text(&self, index: usize, size: f64) -> Vec<(String, i32)> {
        let lines = &self.texts[index].lines;
        let middle = self.at(index).1 + size * 0.36;
        let places = if lines.len() > 1 { [-0.58, 0.58] } else { [0.0, 0.0] };
        lines.iter().cloned().zip(places.map(|place| whole(middle + place * size))).collect()
    }

    fn node(&self, at: usize) -> Node {
        let actor = &self.actors[at];
        Node {
            frame: self.frame(at),
            lines: self.text(at, 13.0),
            title: actor.title.clone(),
            lang: actor.lang.clone(),
            href: actor.href.clone(),
            sort: actor.sort.class(),
        }
    }

    fn hub(&self, at: usize) -> Hub {
        let (bundle, index) = (&self.bundles[at], self.actors.len() + at);
        let actors: Vec<String> = bundle.sides.all().map(ToString::to_string).collect();
        Hub {
            frame: self.frame(index),
            lines: self.text(index, 11.0),
            title: bundle.labels.iter().map(counted).collect::<Vec<_>>().join(", "),
            between: self.between(bundle),
            count: bundle.count,
            href: bundle.href.clone(),
            facts: bundle.facts.join(" "),
            actors: actors.join(" "),
            firmness: bundle.firmness.name(),
        }
    }

    /// Who acts → who is acted on (who is beside).
    fn between(&self, bundle: &Bundle) -> String {
        let titles =
            |of: &[usize]| of.iter().map(|actor| self.actors[*actor].title.as_str()).collect::<Vec<_>>().join(", ");
        let Sides { acting, acted_on, beside } = &bundle.sides;
        let mut between = titles(acting);
        // Writing into a String cannot fail.
        if !acted_on.is_empty() {
            let _ = write!(between, " → {}", titles(acted_on));
        }
        if !beside.is_empty() {
            let _ = write!(between, " ({})", titles(beside));
        }
        between
    }

    /// A line from each that acts, to each that is acted on, and to each that is beside.
    fn lines(&self, at: usize) -> Vec<Line> {
        let bundle = &self.bundles[at];
        let hub = self.actors.len() + at;
        let line = |actor: &usize| {
            let (start, end) = (self.at(hub), self.at(*actor));
            let (x1, y1) = border(start, end, self.boxes[hub]);
            let (x2, y2) = border(end, start, self.boxes[*actor]);
            Line {
                x1: whole(x1),
                y1: whole(y1),
                x2: whole(x2),
                y2: whole(y2),
                firmness: bundle.firmness.name(),
                arrow: bundle.sides.acted_on.contains(actor),
                beside: bundle.sides.beside.contains(actor),
                broad: bundle.is_broad(),
                actor: *actor,
                hub: at,
            }
        };
        bundle.sides.all().map(line).collect()
    }
}

/// Where the line from the middle of a box leaves it.
fn border(from: Point, to: Point, half: Half) -> Point {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let across = if x.abs() > 0.01 { half.0 / x.abs() } else { f64::INFINITY };
    let down = if y.abs() > 0.01 { half.1 / y.abs() } else { f64::INFINITY };
    let part = across.min(down).min(1.0);
    (from.0 + x * part, from.1 + y * part)
}

/// The box of an actor: as wide as the longest line of its name, and as high as it has lines.
fn actor_box(text: &Lines) -> Half {
    (text.half.max(16.0) + 10.0, if text.lines.len() > 1 { 21.0 } else { 14.0 })
}

/// The box of what ties.
fn tie_box(text: &Lines) -> Half {
    (text.half + 7.0, if text.lines.len() > 1 { 16.0 } else { 10.0 })
}

/// The lines between what ties and its actors.
fn edges(bundle: &Bundle, hub: usize) -> impl Iterator<Item = layout::Edge> {
    let is_loose = bundle.is_broad();
    bundle.sides.all().map(move |actor| layout::Edge { ends: (*actor, hub), is_loose })
}

/// A coordinate as a whole number.
#[expect(clippy::cast_possible_truncation, reason = "a drawing is at most some thousand units wide")]
fn whole(length: f64) -> i32 {
    length.round().clamp(-1e6, 1e6) as i32
}

#[cfg(test)]
mod tests {
    use super::super::choose;
    use super::super::tests::tie;
    use super::*;
    use crate::names::Sort;
    use crate::network::Link;
    use crate::ties::Firmness;

    fn actor(at: usize) -> Actor {
        let label = format!("actor{} {at}", if at.is_multiple_of(5) { " of a long name" } else { "" });
        Actor { title: label.clone(), label, lang: None, href: None, sort: Sort::State }
    }

    fn drawn(ties: Vec<Link>) -> Network {
        let chosen = choose(ties);
        let actors: Vec<_> = chosen.actors.iter().copied().map(actor).collect();
        Network::draw(&chosen, &actors)
    }

    #[test]
    fn the_same_actors_are_tied_once_for_each_firmness_and_direction() {
        let ties = vec![
            tie(&[0, 1], 2, Firmness::Firm),
            tie(&[1, 0], 2, Firmness::Firm),
            tie(&[0, 1], 1, Firmness::Firm),
            tie(&[0, 1], 2, Firmness::Soft),
            tie(&[0, 1, 2], 2, Firmness::Firm),
        ];
        let network = drawn(ties);
        assert_eq!((network.nodes.len(), network.hubs.len(), network.lines.len()), (3, 4, 2 + 2 + 2 + 3));
        assert_eq!(network.hubs[0].lines[0].0, "visit ×2");
        assert_eq!(network.hubs[1].between, "actor of a long name 0 → actor 1");
        let arrows: Vec<_> =
            network.lines.iter().filter(|line| line.arrow).map(|line| (line.hub, line.actor)).collect();
        assert_eq!(arrows, [(1, 1), (3, 2)]);
    }

    #[test]
    fn who_is_beside_has_a_line_of_its_own() {
        let mut link = tie(&[0, 1], 1, Firmness::Firm);
        link.sides.beside = vec![2];
        let network = drawn(vec![link]);
        let lines: Vec<_> = network.lines.iter().map(|line| (line.actor, line.arrow, line.beside)).collect();
        assert_eq!(lines, [(0, false, false), (1, true, false), (2, false, true)]);
        assert_eq!(network.hubs[0].between, "actor of a long name 0 → actor 1 (actor 2)");
    }

    #[test]
    fn what_ties_many_is_in_the_background() {
        let all: Vec<usize> = (0..9).collect();
        let network = drawn(vec![tie(&all, 9, Firmness::Firm), tie(&all[..8], 8, Firmness::Firm)]);
        assert!(network.lines.iter().all(|line| line.broad == (line.hub == 0)));
    }

    #[test]
    fn sixty_are_drawn_and_the_others_counted() {
        let network = drawn((1..80).map(|at| tie(&[0, at], 2, Firmness::Firm)).collect());
        assert_eq!((network.nodes.len(), network.left_out), (60, 20));
        assert_eq!(drawn(Vec::new()), Network::default());
    }

    /// Sixty actors: one tie of forty, eight of six, and a hundred between two, as numbers without order have it.
    fn crowd() -> Network {
        let mut ties = vec![tie(&(0..40).collect::<Vec<_>>(), 40, Firmness::Firm)];
        let mut number = 7_usize;
        let mut next = |below: usize| {
            number = (number * 1_103 + 12_347) % 65_537;
            number % below
        };
        ties.extend((0..8).map(|at| {
            let members: Vec<usize> = (0..6).map(|_| next(40)).chain([40 + at]).collect();
            tie(&members, 6, Firmness::Firm)
        }));
        ties.extend((0..100).map(|at| tie(&[next(60), (at * 7 + 1) % 60], at % 2 + 1, Firmness::Soft)));
        drawn(ties)
    }

    /// How many lines pass behind boxes that they do not tie.
    fn behind(network: &Network) -> usize {
        let frames: Vec<_> =
            network.nodes.iter().map(|node| node.frame).chain(network.hubs.iter().map(|hub| hub.frame)).collect();
        let hits = |line: &Line, at: usize, frame: &Frame| {
            let half = (f64::from(frame.width) / 2.0, f64::from(frame.height) / 2.0);
            let middle = (f64::from(frame.left) + half.0, f64::from(frame.top) + half.1);
            let (from, to) = ((line.x1, line.y1), (line.x2, line.y2));
            let point = |(x, y): (i32, i32)| (f64::from(x), f64::from(y));
            at != line.actor
                && at != network.nodes.len() + line.hub
                && layout::hits(point(from), point(to), middle, half)
        };
        let lines = network.lines.iter().filter(|line| !line.broad);
        lines.map(|line| frames.iter().enumerate().filter(|(at, frame)| hits(line, *at, frame)).count()).sum()
    }

    #[test]
    fn no_box_lies_on_another_one() {
        let network = crowd();
        assert!(network.nodes.len() == 60 && network.hubs.len() > 100, "{}", network.hubs.len());
        let frames: Vec<_> =
            network.nodes.iter().map(|node| node.frame).chain(network.hubs.iter().map(|hub| hub.frame)).collect();
        for (at, one) in frames.iter().enumerate() {
            for other in &frames[at + 1..] {
                let apart = |a: i32, length: i32, b: i32, other: i32| a + length < b || b + other < a;
                assert!(
                    apart(one.left, one.width, other.left, other.width)
                        || apart(one.top, one.height, other.top, other.height),
                    "{one:?} {other:?}"
                );
            }
        }
        let behind = behind(&network);
        assert!(behind < 125, "of {} lines {behind} pass behind boxes", network.lines.len());
        assert_eq!(network, crowd(), "it is the same each time");
    }
}
