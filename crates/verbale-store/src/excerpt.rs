//! What a store says, made fit to be shown.

use std::fmt;

/// Characters of an excerpt, at most.
const LONGEST: usize = 300;

/// What a store says, made fit to be shown: one line of at most 300 code points, without markup, without the
/// credentials, and with control characters as `\u{…}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt(String);

impl Excerpt {
    /// Text as it is, but for control characters, line ends and its length.
    pub(crate) fn of(text: &str) -> Self {
        let mut shown = String::new();
        for (count, character) in words(text).enumerate() {
            if count == LONGEST {
                shown.push('…');
                break;
            }
            show(character, &mut shown);
        }
        Self(shown)
    }

    /// The start of a response, whose bytes may end in the middle of anything.
    pub(crate) fn of_response(bytes: &[u8], html: bool, secrets: &[String]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        // Once before tags are taken for tags, and once more when what was escaped stands there plainly.
        let text = without_secrets(&text, secrets);
        Self::of(&if html { without_secrets(&without_markup(&text), secrets) } else { text })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the store said nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text as the end of a sentence, or nothing.
    pub(crate) fn quoted(&self) -> String {
        if self.0.is_empty() { String::new() } else { format!(": «{}»", self.0) }
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The characters, with one space for all white space between two words.
fn words(text: &str) -> impl Iterator<Item = char> {
    text.split_whitespace().enumerate().flat_map(|(i, word)| (i > 0).then_some(' ').into_iter().chain(word.chars()))
}

fn show(character: char, shown: &mut String) {
    let steers = matches!(character, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
        || ('\u{202a}'..='\u{202e}').contains(&character)
        || ('\u{2066}'..='\u{2069}').contains(&character);
    if character.is_control() || steers {
        shown.extend(character.escape_unicode());
    } else {
        shown.push(character);
    }
}

/// The text with an ellipsis for each secret in it, and without an end that may be the start of one.
fn without_secrets(text: &str, secrets: &[String]) -> String {
    let mut text = text.to_owned();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        text = text.replace(secret.as_str(), "…");
        let starts = secret.char_indices().skip(1).map(|(end, _)| &secret[..end]);
        if let Some(start) = starts.filter(|start| text.ends_with(start)).last() {
            text.truncate(text.len() - start.len());
        }
    }
    text
}

/// What a reader of the page sees, roughly: tags are gone, and scripts and styles with what is in them.
fn without_markup(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = skip_hidden(tag).or_else(|| tag.split_once('>').map(|(_, after)| after)).unwrap_or_default();
    }
    text.push_str(rest);
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x2F;", "/"), ("&amp;", "&")];
    named.iter().fold(text, |text, (escaped, plain)| text.replace(escaped, plain))
}

/// What follows the end tag, if this is the start tag of something that no reader sees.
fn skip_hidden(tag: &str) -> Option<&str> {
    let name: String = tag.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    if !matches!(name.as_str(), "script" | "style") {
        return None;
    }
    let end = tag.to_ascii_lowercase().find(&format!("</{name}"))?;
    tag[end..].split_once('>').map(|(_, after)| after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_is_read_as_a_person_reads_it() {
        let page = "<html><head><title>413 Too Large</title><STYLE>a{b:c}</style></head>\r\n<body><script>x<y</script>\
                    <h1>413</h1>\n<p>a &lt; b &amp;amp; c</body>";
        assert_eq!(Excerpt::of_response(page.as_bytes(), true, &[]).as_str(), "413 Too Large 413 a < b &amp; c");
        assert_eq!(Excerpt::of_response(b"a<b", true, &[]).as_str(), "a");
    }

    #[test]
    fn controls_are_shown_and_length_is_bounded() {
        let excerpt = Excerpt::of("a\u{1b}[31m\u{9b}\u{202e}b\u{0}");
        assert_eq!(excerpt.as_str(), "a\\u{1b}[31m\\u{9b}\\u{202e}b\\u{0}");
        let long = Excerpt::of(&"x".repeat(10_000));
        assert_eq!(long.as_str().chars().count(), LONGEST + 1);
    }

    #[test]
    fn secrets_are_gone_even_where_they_are_cut() {
        let secrets = ["sesame".to_owned(), "c2VzYW1l".to_owned()];
        let excerpt = Excerpt::of_response(b"you sent sesame and c2VzYW1l, then ses", false, &secrets);
        assert_eq!(excerpt.as_str(), "you sent … and …, then");
    }

    #[test]
    fn secrets_are_gone_where_they_are_escaped() {
        let secrets = ["a&b<c>\"d'/".to_owned()];
        let page = "<p>you sent a&amp;b&lt;c&gt;&quot;d&#39;&#x2F;, <i>a&amp;b&lt;c&gt;&quot;d&#39;/</i>";
        assert_eq!(Excerpt::of_response(page.as_bytes(), true, &secrets).as_str(), "you sent …, …");
    }

    proptest! {
        #[test]
        fn nothing_shown_steers_a_terminal(bytes in prop::collection::vec(any::<u8>(), 0..600), html: bool) {
            let excerpt = Excerpt::of_response(&bytes, html, &[]);
            prop_assert!(!excerpt.as_str().chars().any(char::is_control));
            prop_assert!(excerpt.as_str().chars().count() <= LONGEST * 10 + 1);
        }

        #[test]
        fn no_secret_comes_back(before in ".{0,40}", secret in "[a-zA-Z0-9=]{4,30}", after in ".{0,40}", html: bool) {
            let text = format!("{before}{secret}{after}{secret}");
            let excerpt = Excerpt::of_response(text.as_bytes(), html, std::slice::from_ref(&secret));
            prop_assert!(!excerpt.as_str().contains(&secret));
        }
    }
}
