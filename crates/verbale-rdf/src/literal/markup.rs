//! JSON and XML inside literals.

use serde::de::IgnoredAny;

use super::name::{begins_name, in_name};

type Refusal = Result<(), String>;

/// JSON-LD 1.1, section 10.2.
pub(super) fn json(form: &str) -> Refusal {
    match serde_json::from_str::<IgnoredAny>(form) {
        Ok(_) => Ok(()),
        // Nested too deep for the reader is not ill-formed.
        Err(error) if error.to_string().starts_with("recursion limit") => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// RDF 1.1 Concepts, section 5.2: what could be the content of an element.
///
/// Elements are closed in order, attributes are quoted and come once, entities are the five of XML and numbers. Whether
/// prefixes are declared is not asked.
pub(super) fn xml(form: &str) -> Refusal {
    if let Some(c) = form.chars().find(|c| !is_xml(*c)) {
        return Err(format!("XML has no {c:?}"));
    }
    let mut open: Vec<&str> = Vec::new();
    let mut rest = form;
    while let Some(at) = rest.find(['<', '&', ']']) {
        rest = &rest[at..];
        rest = if let Some(after) = rest.strip_prefix("<!--") {
            let end = after.find("--").filter(|end| after[*end..].starts_with("-->"));
            &after[end.ok_or("a comment ends with the first `--`, as `-->`")? + 3..]
        } else if let Some(after) = rest.strip_prefix("<![CDATA[") {
            &after[after.find("]]>").ok_or("`]]>` ends `<![CDATA[`")? + 3..]
        } else if let Some(after) = rest.strip_prefix("<?") {
            let name = name(after)?;
            if name.eq_ignore_ascii_case("xml") {
                return Err("an XML declaration stands at the beginning of a document alone".into());
            }
            &after[after.find("?>").ok_or("`?>` ends `<?`")? + 2..]
        } else if let Some(after) = rest.strip_prefix("</") {
            let name = name(after)?;
            if open.pop() != Some(name) {
                return Err(format!("`</{name}>` closes no element that is open"));
            }
            after[name.len()..].trim_start().strip_prefix('>').ok_or("`>` ends a tag")?
        } else if let Some(after) = rest.strip_prefix('<') {
            let name = name(after)?;
            let (after, empty) = attributes(&after[name.len()..])?;
            open.extend((!empty).then_some(name));
            after
        } else if rest.starts_with("]]>") {
            return Err("`]]>` is written `]]&gt;`".into());
        } else if let Some(after) = rest.strip_prefix('&') {
            reference(after)?
        } else {
            &rest[1..]
        };
    }
    open.last().map_or(Ok(()), |name| Err(format!("`<{name}>` is not closed")))
}

fn name(text: &str) -> Result<&str, String> {
    let end = text.find(|c| !in_name(c)).unwrap_or(text.len());
    if text.starts_with(begins_name) { Ok(&text[..end]) } else { Err("a name follows `<`".into()) }
}

/// What follows the attributes of a tag, and whether it is an empty element.
fn attributes(mut text: &str) -> Result<(&str, bool), String> {
    let mut names = Vec::new();
    loop {
        let trimmed = text.trim_start();
        if let Some(after) = trimmed.strip_prefix('>') {
            return Ok((after, false));
        }
        if let Some(after) = trimmed.strip_prefix("/>") {
            return Ok((after, true));
        }
        if trimmed.len() == text.len() {
            return Err("white space comes before an attribute, and `>` ends a tag".into());
        }
        let name = name(trimmed).map_err(|_| "a tag has attributes alone, and ends with `>`")?;
        if names.contains(&name) {
            return Err(format!("the attribute `{name}` comes twice"));
        }
        names.push(name);
        let after =
            trimmed[name.len()..].trim_start().strip_prefix('=').ok_or("`=` follows the name of an attribute")?;
        text = value(after.trim_start())?;
    }
}

fn value(text: &str) -> Result<&str, String> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'')).ok_or("an attribute is quoted")?;
    let (value, after) = text[1..].split_once(quote).ok_or("a quoted attribute ends with its quotation mark")?;
    if value.contains('<') {
        return Err("`<` in an attribute is written `&lt;`".into());
    }
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        rest = reference(&rest[at + 1..])?;
    }
    Ok(after)
}

/// What follows a reference, of which the `&` is gone.
fn reference(text: &str) -> Result<&str, String> {
    let (name, after) = text.split_once(';').ok_or("`&` is written `&amp;`")?;
    let code = name.strip_prefix('#').map(|number| match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    });
    let known = match code {
        Some(code) => code.ok().and_then(char::from_u32).is_some_and(is_xml),
        None => matches!(name, "amp" | "lt" | "gt" | "quot" | "apos"),
    };
    if known { Ok(after) } else { Err("`&` begins a reference to a character: a bare one is written `&amp;`".into()) }
}

fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
