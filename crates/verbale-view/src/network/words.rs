//! Names and labels in their boxes: broken into lines, cut where they are too long, and how wide they are.

/// The most letters of a line of an actor's name.
const NAME: usize = 26;

/// The most letters of what ties, and of a line of several such labels.
const LABEL: usize = 34;
const LINE: usize = 42;

/// A label that is longer has two lines.
const SHORT: usize = 22;

/// Half the width of a letter of a name, and of a label.
const NAME_LETTER: f64 = 7.4;
const LABEL_LETTER: f64 = 6.0;

/// Between two labels.
const DOT: &str = " · ";

/// Lines of text, and half the width of the longest.
pub(super) struct Lines {
    pub(super) lines: Vec<String>,
    pub(super) half: f64,
}

/// The lines of an actor's name: two where it is long.
pub(super) fn name(name: &str) -> Lines {
    let lines = if letters(name) <= NAME - 4 { vec![name.to_owned()] } else { halved(name, NAME) };
    measured(lines, NAME_LETTER)
}

/// The lines of what ties, each label with the number of its ties: all of them, each as long as there is room for.
pub(super) fn labels(labels: &[(String, u64)]) -> Lines {
    let said: Vec<String> = labels.iter().map(counted).collect();
    let lines = match said.as_slice() {
        [only] if letters(only) <= SHORT => vec![only.clone()],
        [only] => halved(only, LABEL),
        _ => [LINE, LABEL, 24, 18, 12].iter().find_map(|most| in_two(&said, *most)).unwrap_or_else(|| first_of(&said)),
    };
    measured(lines, LABEL_LETTER)
}

/// A label with the number of its ties, where there are several.
pub(super) fn counted((label, count): &(String, u64)) -> String {
    if *count > 1 { format!("{label} ×{count}") } else { label.clone() }
}

/// All labels in at most two lines, none longer than `most`; none where they do not fit.
fn in_two(labels: &[String], most: usize) -> Option<Vec<String>> {
    let clipped: Vec<String> = labels.iter().map(|label| clipped(label, most)).collect();
    let whole = clipped.join(DOT);
    if letters(&whole) <= SHORT {
        return Some(vec![whole]);
    }
    let broken = (1..clipped.len()).map(|at| [clipped[..at].join(DOT), clipped[at..].join(DOT)]);
    let widest = |lines: &[String; 2]| letters(&lines[0]).max(letters(&lines[1]));
    let best = broken.min_by_key(widest)?;
    (widest(&best) <= LINE).then(|| best.into())
}

/// As many labels as fit, and how many there are besides.
fn first_of(labels: &[String]) -> Vec<String> {
    let fits = |count: &usize| {
        let more = format!("+{}", labels.len() - count);
        let some: Vec<String> = labels[..*count].iter().cloned().chain([more]).collect();
        in_two(&some, 12)
    };
    (1..labels.len()).rev().find_map(|count| fits(&count)).unwrap_or_default()
}

/// A text in two lines, broken at the space that is nearest to its middle.
fn halved(text: &str, most: usize) -> Vec<String> {
    let spaces = text.chars().enumerate().filter(|(_, c)| *c == ' ').map(|(at, _)| at);
    let Some(space) = spaces.min_by_key(|at| at.abs_diff(letters(text) / 2)) else { return vec![clipped(text, most)] };
    let (first, second): (String, String) =
        (text.chars().take(space).collect(), text.chars().skip(space + 1).collect());
    vec![clipped(&first, most), clipped(&second, most)]
}

/// A text that is not longer than `most` letters.
fn clipped(text: &str, most: usize) -> String {
    if letters(text) <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most - 1).collect();
    format!("{}…", start.trim_end())
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

fn measured(lines: Vec<String>, letter: f64) -> Lines {
    let half = lines.iter().map(|line| half_width(line, letter)).fold(0.0, f64::max);
    Lines { lines, half }
}

/// Half the width of a text, taken generously: letters of East Asia are twice as wide.
fn half_width(text: &str, letter: f64) -> f64 {
    text.chars().map(|c| if ('\u{1100}'..='\u{ffdc}').contains(&c) { letter * 1.9 } else { letter }).sum::<f64>() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(of: &[(&str, u64)]) -> Vec<String> {
        labels(&of.iter().map(|(label, count)| ((*label).to_owned(), *count)).collect::<Vec<_>>()).lines
    }

    #[test]
    fn long_names_have_two_lines() {
        assert_eq!(
            name("ministre burkinabè des Affaires étrangères").lines,
            ["ministre burkinabè des", "Affaires étrangères"]
        );
        assert_eq!(name("Mali").lines, ["Mali"]);
        assert_eq!(name(&"x".repeat(40)).lines, [format!("{}…", "x".repeat(25))]);
    }

    #[test]
    fn every_label_is_named() {
        assert_eq!(drawn(&[("visit", 1)]), ["visit"]);
        assert_eq!(drawn(&[("réunion", 2), ("traité", 1)]), ["réunion ×2 · traité"]);
        assert_eq!(
            drawn(&[("réunion", 2), ("relations bilatérales", 1), ("convenu", 1)]),
            ["réunion ×2", "relations bilatérales · convenu"]
        );
        assert_eq!(drawn(&[("ministre des Affaires étrangères", 1)]), ["ministre des", "Affaires étrangères"]);
    }

    #[test]
    fn what_is_too_much_is_counted() {
        let long = "partenariat stratégique multidimensionnel";
        let four = drawn(&[(long, 1), (long, 1), (long, 1), (long, 1)]);
        assert!(four.len() == 2 && four.iter().all(|line| letters(line) <= LINE), "{four:?}");
        assert_eq!(four.join("").matches('…').count(), 4);
        let many = drawn(&[(long, 1); 9]);
        assert!(many.len() == 2 && many[1].ends_with(" · +4"), "{many:?}");
    }
}
