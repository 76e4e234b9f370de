//! Where the nodes of a network stand: the same for the same network, on every machine.
//!
//! Springs pull what is tied together, everything else pushes apart, boxes that overlap are parted, and at last boxes step
//! aside where lines would pass behind them. Only additions, multiplications, divisions and square roots are used, which
//! IEEE 754 rounds alike everywhere.

mod clear;

#[cfg(test)]
pub(crate) use self::clear::hits;

/// The box of a node: half its width and half its height.
pub(crate) type Half = (f64, f64);

/// A point.
pub(crate) type Point = (f64, f64);

/// A line between two boxes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    /// Their places in the list of boxes.
    pub(crate) ends: (usize, usize),
    /// Whether it is drawn in the background: it pulls little, and may pass behind boxes.
    pub(crate) is_loose: bool,
}

/// Steps of the springs.
const STEPS: u32 = 200;

/// Rounds of parting boxes.
const PARTINGS: u32 = 200;

/// Free space around a box.
const GAP: f64 = 10.0;

/// Free space between parts that nothing ties.
const BETWEEN: f64 = 36.0;

/// The length of a tie at rest, where there is room.
const IDEAL: f64 = 74.0;

/// How much a tie pulls that is drawn in the background.
const LOOSE: f64 = 0.1;

/// Boxes for which there is room.
const CROWD: f64 = 65.0;

/// Points for boxes that are tied by `edges`; all coordinates are at least the box's half, so that the
/// drawing begins at the origin. What is tied to nothing of the rest stands below it, left to right.
pub(crate) fn place(boxes: &[Half], edges: &[Edge]) -> Vec<Point> {
    let mut points = vec![(0.0, 0.0); boxes.len()];
    let (mut left, mut top, mut width, mut height) = (0.0_f64, 0.0_f64, 0.0_f64, 0.0_f64);
    for part in parts(boxes.len(), edges) {
        let own: Vec<Half> = part.iter().map(|node| boxes[*node]).collect();
        let at = |node: &usize| part.binary_search(node).ok();
        let own_ends = |edge: &Edge| Some(Edge { ends: (at(&edge.ends.0)?, at(&edge.ends.1)?), ..*edge });
        let tied: Vec<Edge> = edges.iter().filter_map(own_ends).collect();
        let placed = place_part(&own, &tied);
        let (right, bottom) = extent(&placed, &own);
        if left > 0.0 && left + right > width {
            (left, top, height) = (0.0, top + height + BETWEEN, 0.0);
        }
        for (node, point) in part.iter().zip(placed) {
            points[*node] = (left + point.0, top + point.1);
        }
        width = width.max(left + right);
        height = height.max(bottom);
        left += right + BETWEEN;
    }
    points
}

/// The parts that nothing ties to each other, the largest first, each with its nodes in order.
fn parts(count: usize, edges: &[Edge]) -> Vec<Vec<usize>> {
    let mut first: Vec<usize> = (0..count).collect();
    // Every round spreads the lowest index over one more tie; a chain of all nodes needs the most rounds.
    for _ in 0..count {
        let mut changed = false;
        for Edge { ends: (one, other), .. } in edges {
            let lowest = first[*one].min(first[*other]);
            changed |= first[*one] != lowest || first[*other] != lowest;
            (first[*one], first[*other]) = (lowest, lowest);
        }
        if !changed {
            break;
        }
    }
    let of = |root: usize| (0..count).filter(|node| first[*node] == root).collect::<Vec<_>>();
    let mut parts: Vec<_> = (0..count).filter(|node| first[*node] == *node).map(of).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts
}

/// The lower right corner of what is placed.
fn extent(points: &[Point], boxes: &[Half]) -> Point {
    points.iter().zip(boxes).fold((0.0, 0.0), |(right, bottom), (point, half)| {
        (f64::max(right, point.0 + half.0), f64::max(bottom, point.1 + half.1))
    })
}

/// Places what is tied together.
fn place_part(boxes: &[Half], edges: &[Edge]) -> Vec<Point> {
    let mut points = start(boxes.len(), edges);
    // The more there is, the nearer it moves together, or it could not be read on one screen.
    let crowd = u32::try_from(boxes.len()).map_or(1.0, f64::from) / CROWD;
    let ideal = IDEAL / crowd.max(1.0).sqrt();
    for step in 0..STEPS {
        let heat = 60.0 * f64::from(STEPS - step) / f64::from(STEPS);
        relax(&mut points, edges, ideal, heat);
    }
    // Labels are wide and low, so room is needed sideways.
    for point in &mut points {
        point.0 *= 1.1;
    }
    part_all(&mut points, boxes);
    clear::clear(&mut points, boxes, edges);
    part_all(&mut points, boxes);
    settle(&mut points, boxes);
    points
}

fn part_all(points: &mut [Point], boxes: &[Half]) {
    for _ in 0..PARTINGS {
        if !part(points, boxes) {
            break;
        }
    }
}

/// The first places: on a square spiral, those with the most ties in the middle.
fn start(count: usize, edges: &[Edge]) -> Vec<Point> {
    let mut degrees = vec![0_usize; count];
    for Edge { ends: (one, other), .. } in edges.iter().filter(|edge| !edge.is_loose) {
        degrees[*one] += 1;
        degrees[*other] += 1;
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|node| (std::cmp::Reverse(degrees[*node]), *node));
    let mut points = vec![(0.0, 0.0); count];
    let (mut x, mut y, mut dx, mut dy) = (0.0_f64, 0.0_f64, 1.0_f64, 0.0_f64);
    let (mut side, mut walked, mut turns) = (1, 0, 0);
    for node in order {
        // A little off the grid, so that no three stand in a line and pull for ever.
        points[node] = (x * 90.0 + y * 7.0, y * 90.0 - x * 5.0);
        x += dx;
        y += dy;
        walked += 1;
        if walked == side {
            (walked, turns) = (0, turns + 1);
            (dx, dy) = (-dy, dx);
            side += usize::from(turns % 2 == 0);
        }
    }
    points
}

/// One step of the springs (after Fruchterman and Reingold, 1991), with a weak pull to the middle.
fn relax(points: &mut [Point], edges: &[Edge], ideal: f64, heat: f64) {
    let mut forces = vec![(0.0, 0.0); points.len()];
    for one in 0..points.len() {
        for other in one + 1..points.len() {
            let (x, y) = (points[one].0 - points[other].0, points[one].1 - points[other].1);
            let push = ideal * ideal / (x * x + y * y).max(1.0);
            shift(&mut forces, (one, other), (x * push, y * push));
        }
    }
    for Edge { ends: (one, other), is_loose } in edges {
        let (x, y, distance) = between(points[*one], points[*other]);
        let pull = distance / ideal * if *is_loose { LOOSE } else { 1.0 };
        shift(&mut forces, (*one, *other), (-x * pull, -y * pull));
    }
    for (point, (x, y)) in points.iter_mut().zip(forces) {
        let (x, y) = (x - point.0 * 0.12, y - point.1 * 0.2);
        let length = (x * x + y * y).sqrt().max(0.01);
        let step = length.min(heat) / length;
        *point = (point.0 + x * step, point.1 + y * step);
    }
}

fn between(one: Point, other: Point) -> (f64, f64, f64) {
    let (x, y) = (one.0 - other.0, one.1 - other.1);
    (x, y, (x * x + y * y).sqrt().max(1.0))
}

fn shift(forces: &mut [Point], (one, other): (usize, usize), (x, y): Point) {
    forces[one] = (forces[one].0 + x, forces[one].1 + y);
    forces[other] = (forces[other].0 - x, forces[other].1 - y);
}

/// Parts boxes that overlap, along the side where less is needed; says whether any did.
fn part(points: &mut [Point], boxes: &[Half]) -> bool {
    let mut any = false;
    for one in 0..points.len() {
        for other in one + 1..points.len() {
            let (x, y) = (points[other].0 - points[one].0, points[other].1 - points[one].1);
            let across = boxes[one].0 + boxes[other].0 + GAP - x.abs();
            let down = boxes[one].1 + boxes[other].1 + GAP - y.abs();
            if across <= 0.0 || down <= 0.0 {
                continue;
            }
            any = true;
            let half = |overlap: f64, way: f64| (overlap / 2.0 + 0.5) * if way < 0.0 { -1.0 } else { 1.0 };
            if across < down {
                let by = half(across, x);
                (points[one].0, points[other].0) = (points[one].0 - by, points[other].0 + by);
            } else {
                let by = half(down, y);
                (points[one].1, points[other].1) = (points[one].1 - by, points[other].1 + by);
            }
        }
    }
    any
}

/// Moves everything so that the first box touches both axes, on whole numbers.
fn settle(points: &mut [Point], boxes: &[Half]) {
    let left = points.iter().zip(boxes).map(|(point, half)| point.0 - half.0).fold(f64::INFINITY, f64::min);
    let top = points.iter().zip(boxes).map(|(point, half)| point.1 - half.1).fold(f64::INFINITY, f64::min);
    for point in points {
        *point = ((point.0 - left).round(), (point.1 - top).round());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn edge(one: usize, other: usize) -> Edge {
        Edge { ends: (one, other), is_loose: false }
    }

    #[test]
    fn sixty_boxes_do_not_overlap() {
        let boxes: Vec<Half> = (0..60).map(|at| (30.0 + f64::from(at % 7) * 12.0, 14.0)).collect();
        let edges: Vec<_> = (1..60).map(|at| edge(at, at / 3)).collect();
        let points = place(&boxes, &edges);
        assert_eq!(points.len(), 60);
        for one in 0..60 {
            assert!(points[one].0 >= boxes[one].0 - 1.0 && points[one].1 >= boxes[one].1 - 1.0);
            for other in one + 1..60 {
                let (x, y) = (points[one].0 - points[other].0, points[one].1 - points[other].1);
                let apart = x.abs() >= boxes[one].0 + boxes[other].0 || y.abs() >= boxes[one].1 + boxes[other].1;
                assert!(apart, "{one} and {other}");
            }
        }
        assert_eq!(points, place(&boxes, &edges));
    }

    #[test]
    fn what_is_tied_stands_nearer() {
        let boxes = [(20.0, 10.0); 6];
        let points = place(&boxes, &[edge(0, 1), edge(0, 2), edge(3, 4), edge(3, 5)]);
        let distance = |one: usize, other: usize| between(points[one], points[other]).2;
        assert!(distance(0, 1) < distance(0, 4) && distance(3, 5) < distance(5, 1), "{points:?}");
        assert_eq!(parts(6, &[edge(0, 5), edge(3, 4), edge(5, 1)]), [vec![0, 1, 5], vec![3, 4], vec![2]]);
    }

    #[test]
    fn none_and_one() {
        assert!(place(&[], &[]).is_empty());
        assert_eq!(place(&[(20.0, 10.0)], &[]), [(20.0, 10.0)]);
    }
}
