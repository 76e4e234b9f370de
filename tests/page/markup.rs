//! As much of HTML as the pages have, read without the crate that writes them.

/// What stands between the element with this id and its end, tags left out and references resolved.
pub(crate) fn text_of(html: &str, id: &str) -> Option<String> {
    Some(text(&element(html, id)?))
}

/// The inside of the element with this id; elements of the same name within it are part of it.
pub(crate) fn element(html: &str, id: &str) -> Option<String> {
    let at = html.find(&format!(" id=\"{id}\""))?;
    let begin = html[..at].rfind('<')?;
    let name: String = html[begin + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
    let inside = begin + html[begin..].find('>')? + 1;
    let close = format!("</{name}>");
    let opens =
        |piece: &str| [' ', '>'].iter().map(|end| piece.matches(&format!("<{name}{end}")).count()).sum::<usize>();
    let (mut depth, mut from) = (1_usize, inside);
    loop {
        let end = from + html[from..].find(&close)?;
        depth = depth + opens(&html[from..end]) - 1;
        if depth == 0 {
            return Some(html[inside..end].to_owned());
        }
        from = end + close.len();
    }
}

/// The text of a piece of HTML.
pub(crate) fn text(html: &str) -> String {
    let mut plain = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = rest[at..].split_once('>').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    resolved(&plain)
}

/// The five references that pages have, and that of a carriage return. Any other is a fault.
fn resolved(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut resolved = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (reference, after) = piece.split_once(';').unwrap();
        resolved.push(match reference {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            "#13" => '\r',
            other => panic!("&{other}; is none of ours"),
        });
        resolved.push_str(after);
    }
    resolved
}

/// The text of the page's body: style and script stand before and after it.
pub(crate) fn body_text(html: &str) -> String {
    let (_, body) = html.split_once("<body>").unwrap();
    text(body.split_once("<script>").unwrap().0)
}

/// The value of an attribute wherever it stands.
pub(crate) fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let begins = format!(" {attribute}=\"");
    html.split(begins.as_str()).skip(1).filter_map(|after| after.split('"').next()).collect()
}

/// Whether an id is that of a fact's sentence.
pub(crate) fn is_sentence(id: &str) -> bool {
    id.strip_prefix("fact-").is_some_and(|rest| rest.strip_suffix(".s").is_some())
}

/// Whether an id is that of a fact's card.
pub(crate) fn is_card(id: &str) -> bool {
    id.starts_with("fact-") && !is_sentence(id)
}
