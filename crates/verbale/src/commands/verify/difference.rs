//! Two wordings as one line: what was taken out and what was put in.

use similar::{ChangeTag, TextDiff};

/// Writes what only the old wording has between `[-` and `-]`, what only the new one has between `{+` and `+}`.
pub(super) fn between(old: &str, new: &str) -> String {
    let (old, new) = (tokens(old), tokens(new));
    let diff = TextDiff::from_slices(&old, &new);
    let (mut line, mut open) = (String::new(), ChangeTag::Equal);
    for change in diff.iter_all_changes() {
        if change.tag() != open {
            line.push_str(end(open));
            line.push_str(match change.tag() {
                ChangeTag::Equal => "",
                ChangeTag::Delete => "[-",
                ChangeTag::Insert => "{+",
            });
            open = change.tag();
        }
        line.push_str(change.value());
    }
    line + end(open)
}

const fn end(tag: ChangeTag) -> &'static str {
    match tag {
        ChangeTag::Equal => "",
        ChangeTag::Delete => "-]",
        ChangeTag::Insert => "+}",
    }
}

/// Words, and each character that is none; in scripts without spaces every character.
fn tokens(text: &str) -> Vec<&str> {
    let in_word = |c: char| c.is_alphanumeric() && c < '\u{2E80}';
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if in_word(first) { rest.find(|c| !in_word(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn words_are_taken_out_and_put_in() {
        assert_eq!(between("il a signé un accord", "il a signé l’accord"), "il a signé [-un -]{+l’+}accord");
        assert_eq!(between("in Moscow", "in Moscow"), "in Moscow");
        assert_eq!(between("", "new"), "{+new+}");
        assert_eq!(between("两国外长会谈", "两国总理会谈"), "两国[-外长-]{+总理+}会谈");
    }
}
