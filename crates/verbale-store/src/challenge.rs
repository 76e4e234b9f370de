//! What a store wants to know of who asks: `WWW-Authenticate` (RFC 9110, 11.6.1).

/// One challenge of `WWW-Authenticate` by its scheme.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Challenge {
    pub(crate) scheme: String,
    parameters: Vec<(String, String)>,
}

impl Challenge {
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The challenges of one header; schemes and parameters are both parted by commas.
pub(crate) fn challenges(header: &str) -> Vec<Challenge> {
    let mut challenges: Vec<Challenge> = Vec::new();
    for part in parts(header) {
        let (first, rest) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
        let parameter = if first.contains('=') || rest.trim_start().starts_with('=') {
            part
        } else {
            challenges.push(Challenge { scheme: first.to_owned(), parameters: Vec::new() });
            rest
        };
        if let (Some((name, value)), Some(challenge)) = (parameter.split_once('='), challenges.last_mut()) {
            challenge.parameters.push((name.trim().to_owned(), unquoted(value.trim())));
        }
    }
    challenges
}

/// What stands between commas that are not in quotes.
fn parts(header: &str) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    let parts = header.split(move |character| {
        let was_escaped = std::mem::take(&mut escaped);
        match character {
            '\\' if quoted && !was_escaped => escaped = true,
            '"' if !was_escaped => quoted = !quoted,
            _ => {}
        }
        character == ',' && !quoted
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) else {
        return value.to_owned();
    };
    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        text.extend(if character == '\\' { characters.next() } else { Some(character) });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenges_are_told_apart() {
        let header =
            "Negotiate, Basic realm=\"a, b \\\" c\" , Bearer scope = \"x\",NTLM abc==, digest Realm=r,nonce=\"n\"";
        let found = challenges(header);
        let schemes: Vec<&str> = found.iter().map(|it| it.scheme.as_str()).collect();
        assert_eq!(schemes, ["Negotiate", "Basic", "Bearer", "NTLM", "digest"]);
        assert_eq!(found[1].parameter("realm"), Some("a, b \" c"));
        assert_eq!(found[2].parameter("scope"), Some("x"));
        assert_eq!(found[4].parameter("nonce"), Some("n"));
    }
}
