//! Names and text (XML Schema 1.1 part 2, section 3.4, with the names of XML 1.0).

type Refusal = Result<(), String>;

/// Section 3.4.3: shorter than what [`super::check_tag`] asks, since a tag such as `x` passes.
pub(super) fn language(form: &str) -> Refusal {
    for (index, part) in form.split('-').enumerate() {
        let fits = |byte: u8| byte.is_ascii_alphabetic() || index > 0 && byte.is_ascii_digit();
        if part.is_empty() || part.len() > 8 || !part.bytes().all(fits) {
            return Err("it has parts of one to eight letters, and after a hyphen digits too".into());
        }
    }
    Ok(())
}

pub(super) fn xml_name(form: &str) -> Refusal {
    match form.chars().next() {
        Some(first) if begins_name(first) => name_token(form),
        Some(first) => Err(format!("a name does not begin with {first:?}")),
        None => Err("it is empty".into()),
    }
}

pub(super) fn unprefixed(form: &str) -> Refusal {
    if form.contains(':') { Err("it has a colon".into()) } else { xml_name(form) }
}

pub(super) fn qualified(form: &str) -> Refusal {
    let (prefix, local) = form.split_once(':').unwrap_or((form, form));
    unprefixed(prefix).and_then(|()| unprefixed(local))
}

pub(super) fn name_token(form: &str) -> Refusal {
    match form.chars().find(|c| !in_name(*c)) {
        Some(c) => Err(format!("a name does not have {c:?}")),
        None if form.is_empty() => Err("it is empty".into()),
        None => Ok(()),
    }
}

pub(super) fn normalized(form: &str) -> Refusal {
    if form.contains(['\t', '\n', '\r']) { Err("it has a tab or a line end".into()) } else { Ok(()) }
}

pub(super) fn words(form: &str) -> Refusal {
    if form.starts_with(' ') || form.ends_with(' ') || form.contains("  ") {
        return Err("it has a space too many".into());
    }
    normalized(form)
}

/// `NameStartChar` of XML 1.0, fifth edition.
pub(super) fn begins_name(c: char) -> bool {
    matches!(
        c,
        ':' | 'A'..='Z' | '_' | 'a'..='z'
            | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
            | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
            | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}'
    )
}

/// `NameChar` of XML 1.0, fifth edition.
pub(super) fn in_name(c: char) -> bool {
    begins_name(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
