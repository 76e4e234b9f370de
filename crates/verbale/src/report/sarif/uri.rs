//! Names of files as URI references (RFC 3986).

use super::model::{ArtifactLocation, Message, ROOT};

/// Where a file is, from its name with `/` between the steps.
pub(super) fn artifact(name: &str) -> ArtifactLocation {
    if name == "<stdin>" {
        let description = Some(Message::new("standard input"));
        return ArtifactLocation { uri: "stdin".into(), uri_base_id: None, description };
    }
    let (uri, uri_base_id) = if let Some(path) = name.strip_prefix('/') {
        (format!("file:///{}", encoded(path.trim_start_matches('/'))), None)
    } else if has_drive(name) {
        (format!("file:///{}:{}", &name[..1], encoded(&name[2..])), None)
    } else {
        let steps = name.split('/').filter(|step| !matches!(*step, "" | "."));
        (steps.map(encoded).collect::<Vec<_>>().join("/"), Some(ROOT))
    };
    ArtifactLocation { uri, uri_base_id, description: None }
}

/// `C:/…`: an absolute path of Windows.
fn has_drive(name: &str) -> bool {
    matches!(name.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic())
}

/// Percent-encodes all but unreserved characters and `/`, so that no character of a name is read as syntax.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push('%');
            uri.extend([byte >> 4, byte & 0xF].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_references() {
        let cases = [
            ("dossiers/a.yaml", "dossiers/a.yaml", Some(ROOT)),
            ("./a//b.yaml", "a/b.yaml", Some(ROOT)),
            ("../a.yaml", "../a.yaml", Some(ROOT)),
            ("a b/é#?%[]:.yaml", "a%20b/%C3%A9%23%3F%25%5B%5D%3A.yaml", Some(ROOT)),
            ("http://evil/x", "http%3A/evil/x", Some(ROOT)),
            ("/tmp/a b.yaml", "file:///tmp/a%20b.yaml", None),
            ("//host/a", "file:///host/a", None),
            ("C:/a b.yaml", "file:///C:/a%20b.yaml", None),
            ("<stdin>", "stdin", None),
        ];
        for (name, uri, base) in cases {
            let found = artifact(name);
            assert_eq!((found.uri.as_str(), found.uri_base_id), (uri, base), "{name}");
        }
    }
}
