//! Boxes step aside where a line would pass behind them, and where lines would cross.

use super::{Edge, GAP, Half, Point};

/// How far a box steps, in turn: far at first, then a little.
const STEPS: [f64; 6] = [180.0, 110.0, 60.0, 140.0, 40.0, 20.0];

/// How often, and how often where there are many boxes; but for the first time, only boxes step that are in the way.
const ROUNDS: usize = 8;
const FEW_ROUNDS: usize = 3;

/// Boxes that are many.
const MANY: usize = 90;

/// Where to, of that: labels are wide and low, so sideways is farther.
const WAYS: [Point; 8] =
    [(1.5, 0.0), (-1.5, 0.0), (0.0, 1.0), (0.0, -1.0), (1.0, 0.7), (-1.0, 0.7), (1.0, -0.7), (-1.0, -0.7)];

/// What a box over another one costs, and each unit that they overlap.
const OVER: f64 = 500.0;
const OVERLAP: f64 = 10.0;

/// What a line behind a box costs.
const BEHIND: f64 = 200.0;

/// What a line across another one costs.
const ACROSS: f64 = 14.0;

/// What a unit of a line's length costs.
const LENGTH: f64 = 0.2;

/// How far boxes may step beyond what they cover at first.
const EDGE: f64 = 30.0;

/// The free space that a line keeps from a box.
const AIR: f64 = 4.0;

/// Moves boxes to places near by where that costs less.
pub(super) fn clear(points: &mut [Point], boxes: &[Half], edges: &[Edge]) {
    let mut board = Board::new(points, boxes, edges);
    let rounds = if boxes.len() > MANY { FEW_ROUNDS } else { ROUNDS };
    for round in 0..rounds {
        let mut any = false;
        for step in STEPS {
            for node in 0..boxes.len() {
                any |= board.improve(node, step, round > 0);
            }
        }
        // After a round without a step, all that follow are the same.
        if round > 0 && !any {
            break;
        }
    }
}

/// Boxes with their places, and lines that are not in the background.
struct Board<'b> {
    points: &'b mut [Point],
    boxes: &'b [Half],
    lines: Vec<(usize, usize)>,
    /// The other ends of the lines of each box.
    tied: Vec<Vec<usize>>,
    /// The corners that no box steps beyond, or the drawing would grow without end.
    bounds: (Point, Point),
}

impl<'b> Board<'b> {
    fn new(points: &'b mut [Point], boxes: &'b [Half], edges: &[Edge]) -> Self {
        let lines: Vec<_> = edges.iter().filter(|edge| !edge.is_loose).map(|edge| edge.ends).collect();
        let mut tied = vec![Vec::new(); boxes.len()];
        for (one, other) in &lines {
            tied[*one].push(*other);
            tied[*other].push(*one);
        }
        let (least, greatest) = points.iter().fold((points[0], points[0]), |(least, greatest), (x, y)| {
            ((least.0.min(*x), least.1.min(*y)), (greatest.0.max(*x), greatest.1.max(*y)))
        });
        let bounds = ((least.0 - EDGE, least.1 - EDGE), (greatest.0 + EDGE, greatest.1 + EDGE));
        Self { points, boxes, lines, tied, bounds }
    }

    /// Tries places at a distance, and the middle of those whom the box is tied to; says whether the box has moved.
    fn improve(&mut self, node: usize, step: f64, only_in_the_way: bool) -> bool {
        let at = self.points[node];
        let mut best = (self.cost(node, at, f64::INFINITY), at);
        if only_in_the_way && best.0 - self.own_lines(node, at) < BEHIND {
            return false;
        }
        let steps = WAYS.map(|way| (at.0 + way.0 * step, at.1 + way.1 * step));
        for place in steps.into_iter().chain(self.middle(node)).filter(|place| self.is_within(*place)) {
            let cost = self.cost(node, place, best.0);
            if cost < best.0 {
                best = (cost, place);
            }
        }
        self.points[node] = best.1;
        best.1 != at
    }

    fn is_within(&self, place: Point) -> bool {
        let (least, greatest) = self.bounds;
        place.0 > least.0 && place.0 < greatest.0 && place.1 > least.1 && place.1 < greatest.1
    }

    fn middle(&self, node: usize) -> Option<Point> {
        let count = f64::from(u32::try_from(self.tied[node].len()).ok()?);
        let sum = self.tied[node].iter().fold((0.0, 0.0), |sum, other| {
            let point = self.points[*other];
            (sum.0 + point.0, sum.1 + point.1)
        });
        (count > 0.0).then_some((sum.0 / count, sum.1 / count))
    }

    /// What it costs that a box is at a place, or at least `most`.
    fn cost(&self, node: usize, place: Point, most: f64) -> f64 {
        let mut cost = self.own_lines(node, place);
        // What lies beyond this costs nothing.
        let (least, greatest) = self.reach(node, place);
        for (other, (point, half)) in self.points.iter().zip(self.boxes).enumerate() {
            let is_near = point.0 + half.0 > least.0
                && point.0 - half.0 < greatest.0
                && point.1 + half.1 > least.1
                && point.1 - half.1 < greatest.1;
            if is_near && other != node {
                cost += overlap(place, self.boxes[node], *point, *half) + self.behind(node, place, other);
                if cost >= most {
                    return cost;
                }
            }
        }
        for (one, other) in &self.lines {
            let (from, to) = (self.points[*one], self.points[*other]);
            let is_near = from.0.max(to.0) > least.0
                && from.0.min(to.0) < greatest.0
                && from.1.max(to.1) > least.1
                && from.1.min(to.1) < greatest.1;
            if is_near && *one != node && *other != node {
                cost += self.crossed(node, place, (*one, *other));
                if cost >= most {
                    return cost;
                }
            }
        }
        cost
    }

    /// The corners of what a box and its lines reach.
    fn reach(&self, node: usize, place: Point) -> (Point, Point) {
        let half = (self.boxes[node].0 + GAP, self.boxes[node].1 + GAP);
        let corners = ((place.0 - half.0, place.1 - half.1), (place.0 + half.0, place.1 + half.1));
        self.tied[node].iter().map(|end| self.points[*end]).fold(corners, |(least, greatest), (x, y)| {
            ((least.0.min(x - AIR), least.1.min(y - AIR)), (greatest.0.max(x + AIR), greatest.1.max(y + AIR)))
        })
    }

    fn own_lines(&self, node: usize, place: Point) -> f64 {
        let length = |other: &usize| {
            let (x, y) = (place.0 - self.points[*other].0, place.1 - self.points[*other].1);
            (x * x + y * y).sqrt() * LENGTH
        };
        self.tied[node].iter().map(length).sum()
    }

    /// What the lines of a box cost that pass behind another one.
    fn behind(&self, node: usize, place: Point, other: usize) -> f64 {
        let (at, half) = (self.points[other], self.boxes[other]);
        let ends = self.tied[node].iter().filter(|end| **end != other);
        ends.map(|end| if hits(place, self.points[*end], at, half) { BEHIND } else { 0.0 }).sum()
    }

    /// What a line of others costs, behind a box and across its lines.
    fn crossed(&self, node: usize, place: Point, (one, other): (usize, usize)) -> f64 {
        let (from, to) = (self.points[one], self.points[other]);
        let mut cost = if hits(from, to, place, self.boxes[node]) { BEHIND } else { 0.0 };
        for end in self.tied[node].iter().filter(|end| **end != one && **end != other) {
            if cross(place, self.points[*end], from, to) {
                cost += ACROSS;
            }
        }
        cost
    }
}

fn overlap(one: Point, half: Half, other: Point, other_half: Half) -> f64 {
    let across = half.0 + other_half.0 + GAP - (one.0 - other.0).abs();
    let down = half.1 + other_half.1 + GAP - (one.1 - other.1).abs();
    if across > 0.0 && down > 0.0 { OVER + across.min(down) * OVERLAP } else { 0.0 }
}

/// Whether a line passes behind a box, or nearly.
pub(crate) fn hits(from: Point, to: Point, at: Point, half: Half) -> bool {
    let half = (half.0 + AIR, half.1 + AIR);
    let (x, y) = ((to.0 - from.0) / 2.0, (to.1 - from.1) / 2.0);
    let (right, down) = (from.0 + x - at.0, from.1 + y - at.1);
    right.abs() <= half.0 + x.abs()
        && down.abs() <= half.1 + y.abs()
        && (right * y - down * x).abs() <= half.0 * y.abs() + half.1 * x.abs()
}

/// Whether two lines cross.
fn cross(from: Point, to: Point, other_from: Point, other_to: Point) -> bool {
    let side = |a: Point, b: Point, c: Point| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0) > 0.0;
    side(from, to, other_from) != side(from, to, other_to)
        && side(other_from, other_to, from) != side(other_from, other_to, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_hits_a_box_where_it_passes_it() {
        let half = (20.0, 10.0);
        assert!(hits((0.0, 0.0), (100.0, 0.0), (50.0, 13.0), half));
        assert!(!hits((0.0, 0.0), (100.0, 0.0), (50.0, 15.0), half));
        assert!(!hits((0.0, 0.0), (20.0, 0.0), (50.0, 0.0), half), "it ends before");
        assert!(!hits((0.0, 0.0), (100.0, 100.0), (80.0, 30.0), half), "it passes by the corner");
    }

    #[test]
    fn lines_cross_between_their_ends() {
        let cross = |a, b| cross((0.0, 0.0), (10.0, 10.0), a, b);
        assert!(cross((0.0, 10.0), (10.0, 0.0)) && !cross((0.0, 10.0), (4.0, 6.0)) && !cross((20.0, 0.0), (0.0, 40.0)));
    }

    #[test]
    fn a_box_steps_out_of_the_way() {
        let mut points = [(0.0, 0.0), (200.0, 0.0), (100.0, 0.0)];
        let boxes = [(20.0, 10.0); 3];
        clear(&mut points, &boxes, &[Edge { ends: (0, 1), is_loose: false }]);
        assert!(!hits(points[0], points[1], points[2], boxes[2]), "{points:?}");
    }
}
