//! Characters that the formats cannot hold as they are.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Appends `text` as the inside of a string of canonical N-Triples (RDF 1.2 N-Triples, section 3.1); Turtle reads the same.
pub(crate) fn push_turtle_string(out: &mut Vec<u8>, text: &str) {
    push_mapped(out, text, breaks_turtle, |out, bytes, at| match bytes[at] {
        0xEF => push_noncharacter(out, bytes, at),
        byte => push_escape(out, byte),
    });
}

/// Appends `text` as a JSON string, quotes included (RFC 8259, section 7).
pub(crate) fn push_json_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    push_mapped(out, text, breaks_json, |out, bytes, at| push_escape(out, bytes[at]));
    out.push(b'"');
}

/// Appends `text` as character data or attribute value of XML 1.0.
///
/// Line breaks and tabs are references in attributes, where a reader would turn them into spaces (section 3.3.3);
/// a carriage return is one everywhere (section 2.11).
pub(crate) fn push_xml(out: &mut Vec<u8>, text: &str, attribute: bool) {
    let needs = move |byte: u8| match byte {
        b'&' | b'<' | b'>' | b'\r' => true,
        b'"' | b'\t' | b'\n' => attribute,
        _ => false,
    };
    push_mapped(out, text, needs, |out, bytes, at| {
        out.extend_from_slice(match bytes[at] {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\t' => b"&#x9;",
            b'\n' => b"&#xA;",
            _ => b"&#xD;",
        });
        1
    });
}

/// The first character of `text` that is outside the production `Char` of XML 1.0.
pub(crate) fn not_xml(text: &str) -> Option<char> {
    let control = text.bytes().find(|&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r'));
    control.map(char::from).or_else(|| text.chars().find(|c| matches!(c, '\u{FFFE}' | '\u{FFFF}')))
}

/// Copies `text`, handing each byte that `needs` care to `map`, which says how many bytes it dealt with.
#[inline]
fn push_mapped(
    out: &mut Vec<u8>,
    text: &str,
    needs: impl Fn(u8) -> bool,
    map: impl Fn(&mut Vec<u8>, &[u8], usize) -> usize,
) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len());
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = position(&bytes[at..], &needs) {
        at += found;
        out.extend_from_slice(&bytes[start..at]);
        at += map(out, bytes, at);
        start = at;
    }
    out.extend_from_slice(&bytes[start..]);
}

/// The first byte that `needs` care. Blocks of one size are what the compiler makes vector instructions of.
#[inline]
fn position(bytes: &[u8], needs: impl Fn(u8) -> bool) -> Option<usize> {
    let (blocks, _) = bytes.as_chunks::<16>();
    let clean = blocks.iter().take_while(|block| !block.iter().fold(false, |any, &byte| any | needs(byte))).count();
    let from = 16 * clean;
    bytes[from..].iter().position(|&byte| needs(byte)).map(|found| from + found)
}

/// Whether a string of Turtle may not hold a byte as it is, or the byte begins a character which it may not.
#[expect(clippy::needless_bitwise_bool, reason = "branches would keep the compiler from vector instructions")]
const fn breaks_turtle(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\') | (byte == 0x7F) | (byte == 0xEF)
}

/// Whether a string of JSON may not hold a byte as it is.
#[expect(clippy::needless_bitwise_bool, reason = "branches would keep the compiler from vector instructions")]
const fn breaks_json(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// Appends the escape of one byte that Turtle and JSON have in common.
fn push_escape(out: &mut Vec<u8>, byte: u8) -> usize {
    match byte {
        b'"' | b'\\' => pair(out, byte),
        b'\n' => pair(out, b'n'),
        b'\r' => pair(out, b'r'),
        b'\t' => pair(out, b't'),
        0x08 => pair(out, b'b'),
        0x0C => pair(out, b'f'),
        byte => push_code(out, byte),
    }
}

fn pair(out: &mut Vec<u8>, byte: u8) -> usize {
    out.extend_from_slice(&[b'\\', byte]);
    1
}

fn push_code(out: &mut Vec<u8>, byte: u8) -> usize {
    let (high, low) = (usize::from(byte >> 4), usize::from(byte & 15));
    out.extend_from_slice(&[b'\\', b'u', b'0', b'0', HEX[high], HEX[low]]);
    1
}

/// U+FFFE and U+FFFF are the only characters of UTF-8 text outside `Char` of XML 1.1 that are not controls.
fn push_noncharacter(out: &mut Vec<u8>, bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..at + 3) {
        Some([_, 0xBF, 0xBE]) => out.extend_from_slice(b"\\uFFFE"),
        Some([_, 0xBF, 0xBF]) => out.extend_from_slice(b"\\uFFFF"),
        _ => {
            out.push(0xEF);
            return 1;
        }
    }
    3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turtle(text: &str) -> String {
        let mut out = Vec::new();
        push_turtle_string(&mut out, text);
        String::from_utf8(out).expect("escapes keep UTF-8")
    }

    #[test]
    fn strings_are_escaped_as_canonical_n_triples_says() {
        assert_eq!(turtle("\u{0}\u{7}\u{8}\t\n\u{B}\u{C}\r\u{1F}"), r"\u0000\u0007\b\t\n\u000B\f\r\u001F");
        assert_eq!(turtle("\"\\\u{7F}"), "\\\"\\\\\\u007F");
        assert_eq!(turtle("\u{FFFD}\u{FFFE}\u{FFFF}\u{10000}"), "\u{FFFD}\\uFFFE\\uFFFF\u{10000}");
        assert_eq!(turtle("été \u{85}\u{2028}"), "été \u{85}\u{2028}");
    }

    #[test]
    fn json_reads_back_every_character() {
        let text: String = (0..=0x2FFF).filter_map(char::from_u32).collect();
        let mut out = Vec::new();
        push_json_string(&mut out, &text);
        assert_eq!(serde_json::from_slice::<String>(&out).expect("JSON"), text);
    }

    #[test]
    fn xml_attributes_keep_white_space() {
        let mut out = Vec::new();
        push_xml(&mut out, "a\t\n\r\"<&>", true);
        assert_eq!(out, b"a&#x9;&#xA;&#xD;&quot;&lt;&amp;&gt;");
        out.clear();
        push_xml(&mut out, "a\t\n\r\"<&>", false);
        assert_eq!(out, b"a\t\n&#xD;\"&lt;&amp;&gt;");
        assert_eq!(not_xml("ab\u{1}"), Some('\u{1}'));
        assert_eq!(not_xml("ab\u{FFFF}"), Some('\u{FFFF}'));
        assert_eq!(not_xml("é\t\r\n\u{7F}\u{FFFD}"), None);
    }
}
