//! Regular expressions of `sh:pattern` (`XPath` functions and operators 3.1, section 5.6).

use regex::{Regex, RegexBuilder};

/// Compiles a pattern with its flags; what `XPath` reads otherwise than the regular expressions here is refused.
pub(crate) fn compile(pattern: &str, flags: &str) -> Result<Regex, String> {
    if let Some(flag) = flags.chars().find(|flag| !"smixq".contains(*flag)) {
        return Err(format!("{flag:?} is not one of the flags s, m, i, x, q"));
    }
    let has = |flag: char| flags.contains(flag);
    let text = if has('q') {
        regex::escape(pattern)
    } else {
        let text = if has('x') { without_white_space(pattern) } else { pattern.to_owned() };
        check(&text)?;
        text
    };
    RegexBuilder::new(&text)
        .case_insensitive(has('i'))
        .multi_line(has('m') && !has('q'))
        .dot_matches_new_line(has('s') && !has('q'))
        .build()
        .map_err(|error| last_line(&error.to_string()))
}

/// The reason, without the drawing above it.
fn last_line(error: &str) -> String {
    let line = error.lines().last().unwrap_or(error).trim();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

/// The pattern without the white space that flag `x` takes out: all that is not in a character class.
fn without_white_space(pattern: &str) -> String {
    let (mut depth, mut escaped) = (0_usize, false);
    let keep = |character: &char| {
        let kept = depth > 0 || !matches!(character, ' ' | '\t' | '\n' | '\r');
        match character {
            '[' if !escaped => depth += 1,
            ']' if !escaped => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = *character == '\\' && !escaped;
        kept
    };
    pattern.chars().filter(keep).collect()
}

/// Refuses what compiles but means something else than in `XPath`.
fn check(pattern: &str) -> Result<(), String> {
    let (mut class, mut escaped) = (false, false);
    for (at, character) in pattern.char_indices() {
        let rest = &pattern[at..];
        if escaped {
            escaped = false;
            if rest.starts_with("p{Is") || rest.starts_with("P{Is") {
                return Err("Unicode blocks (\\p{Is…}) are not known, only categories and scripts".to_owned());
            }
            continue;
        }
        match character {
            '\\' => escaped = true,
            '[' if class && pattern[..at].ends_with('-') => {
                return Err("one character class taken from another ([a-z-[aeiou]]) is not known".to_owned());
            }
            '[' if class => return Err("a [ within a character class is written \\[".to_owned()),
            '[' => class = true,
            ']' => class = false,
            _ if class && ["&&", "--", "~~"].iter().any(|pair| rest.starts_with(pair)) => {
                return Err("&, - and ~ within a character class stand alone, or are written \\&, \\-, \\~".to_owned());
            }
            '(' if !class && rest.starts_with("(?") && !rest.starts_with("(?:") => {
                return Err("(? begins no group that XPath has: no look-around, no inline flags, no names".to_owned());
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags() {
        assert!(compile("^a b$", "x").unwrap().is_match("ab"));
        assert!(compile("^[a ]b$", "x").unwrap().is_match(" b"));
        assert!(compile(r"^\[ b$", "x").unwrap().is_match("[b"));
        assert!(compile("^É$", "i").unwrap().is_match("é"));
        assert!(compile("^b$", "m").unwrap().is_match("a\nb"));
        assert!(!compile("^b$", "").unwrap().is_match("a\nb"));
        assert!(compile("a.b", "s").unwrap().is_match("a\nb"));
        assert!(compile("a.b", "q").unwrap().is_match("xa.bx"));
        assert!(!compile("a.b", "q").unwrap().is_match("axb"));
    }

    #[test]
    fn refused() {
        let refused = [
            ("(?=a)b", "", "no look-around"),
            ("a(?!b)", "", "no look-around"),
            ("(?<=a)b", "", "no look-around"),
            ("(?i)a", "", "inline flags"),
            (r"(a)\1", "", "backreferences are not supported"),
            ("(a", "", "unclosed group"),
            ("a{1000}{1000}{1000}", "", "size limit"),
            ("[a-z-[aeiou]]", "", "taken from another"),
            ("[[a]", "", r"written \["),
            ("[a&&b]", "", "stand alone"),
            (r"\p{IsGreek}", "", "Unicode blocks"),
            ("a", "g", "not one of the flags"),
        ];
        for (pattern, flags, reason) in refused {
            let error = compile(pattern, flags).unwrap_err();
            assert!(error.contains(reason), "{pattern}: {error}");
        }
    }

    #[test]
    fn escapes_and_classes_pass() {
        for pattern in [r"^\(\?=$", r"^[\[\]-]+$", "^[(?=]+$", r"^\\[a]$", r"^\d{4}(-\d{2})?$", r"^\p{Lu}\p{Greek}$"] {
            assert!(compile(pattern, "").is_ok(), "{pattern}");
        }
    }
}
