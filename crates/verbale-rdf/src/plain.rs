//! Lines of N-Triples and N-Quads that need no second look: what most files consist of.
//!
//! A line is plain if it is well-formed beyond doubt and every term is written as it is meant: without escapes, with IRIs
//! of the common characters, tags in lower case. All other lines are left to the parser, good or bad.

use std::ops::Range;

use memchr::memchr2;
use oxrdf::{LiteralRef, NamedNodeRef};

/// A node as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Node<'l> {
    Iri(NamedNodeRef<'l>),
    /// The label of a blank node.
    Label(&'l str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Object<'l> {
    Node(Node<'l>),
    Literal(LiteralRef<'l>),
}

/// The statement of a plain line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plain<'l> {
    pub(crate) subject: Node<'l>,
    pub(crate) predicate: NamedNodeRef<'l>,
    pub(crate) object: Object<'l>,
    pub(crate) graph: Option<Node<'l>>,
    /// The bytes of subject, predicate and object in the line; of a literal its string.
    pub(crate) tokens: [Range<usize>; 3],
}

impl<'l> Plain<'l> {
    /// The statement of a line without its end, if it is plain. `quads` says that a graph may be named.
    pub(crate) fn new(line: &'l str, quads: bool) -> Option<Self> {
        let mut rest = Rest { line, at: 0 };
        rest.space();
        let (subject, first) = rest.node()?;
        rest.space();
        let (predicate, second) = rest.iri()?;
        rest.space();
        let (object, third) = rest.object()?;
        rest.space();
        let mut graph = None;
        if quads && rest.next()? != b'.' {
            graph = Some(rest.node()?.0);
            rest.space();
        }
        rest.skip(b".")?;
        rest.space();
        let tokens = [first, second, third];
        (rest.at == line.len()).then_some(Self { subject, predicate, object, graph, tokens })
    }
}

/// What of a line was not read yet.
struct Rest<'l> {
    line: &'l str,
    at: usize,
}

impl<'l> Rest<'l> {
    fn bytes(&self) -> &'l [u8] {
        &self.line.as_bytes()[self.at..]
    }

    fn next(&self) -> Option<u8> {
        self.bytes().first().copied()
    }

    fn skip(&mut self, mark: &[u8]) -> Option<()> {
        self.bytes().starts_with(mark).then(|| self.at += mark.len())
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t') = self.next() {
            self.at += 1;
        }
    }

    /// Takes so many bytes.
    fn take(&mut self, length: usize) -> Range<usize> {
        let start = self.at;
        self.at += length;
        start..self.at
    }

    fn node(&mut self) -> Option<(Node<'l>, Range<usize>)> {
        if self.next()? == b'<' {
            let (iri, token) = self.iri()?;
            return Some((Node::Iri(iri), token));
        }
        let label = self.bytes().strip_prefix(b"_:")?;
        let length = label.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        if length == 0 || !matches!(label.get(length), Some(b' ' | b'\t')) {
            return None;
        }
        let token = self.take(2 + length);
        Some((Node::Label(&self.line[token.start + 2..token.end]), token))
    }

    fn iri(&mut self) -> Option<(NamedNodeRef<'l>, Range<usize>)> {
        let length = iri(self.bytes())?;
        let token = self.take(length);
        Some((NamedNodeRef::new_unchecked(&self.line[token.start + 1..token.end - 1]), token))
    }

    fn object(&mut self) -> Option<(Object<'l>, Range<usize>)> {
        if self.next()? != b'"' {
            let (node, token) = self.node()?;
            return Some((Object::Node(node), token));
        }
        let inside = &self.bytes()[1..];
        let length = memchr2(b'"', b'\\', inside).filter(|end| inside[*end] == b'"')?;
        let token = self.take(length + 2);
        let value = &self.line[token.start + 1..token.end - 1];
        let literal = match self.next()? {
            b'@' => {
                let length = tag(&self.bytes()[1..])?;
                let tag = self.take(1 + length);
                LiteralRef::new_language_tagged_literal_unchecked(value, &self.line[tag.start + 1..tag.end])
            }
            b'^' => {
                self.skip(b"^^")?;
                let datatype = self.iri()?.0;
                // A fault, which the parser puts into words.
                if datatype == oxrdf::vocab::rdf::LANG_STRING {
                    return None;
                }
                LiteralRef::new_typed_literal(value, datatype)
            }
            _ => LiteralRef::new_simple_literal(value),
        };
        Some((Object::Literal(literal), token))
    }
}

/// The length of a language tag in lower case: a language, a script and a region at most, then white space or a full stop.
fn tag(bytes: &[u8]) -> Option<usize> {
    let letters = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    let mut at = letters(0);
    if !matches!(at, 2 | 3) {
        return None;
    }
    for length in [4, 2] {
        if bytes.get(at) == Some(&b'-') && letters(at + 1) == length {
            at += 1 + length;
        }
    }
    matches!(bytes.get(at), Some(b' ' | b'\t' | b'.')).then_some(at)
}

/// The length of an IRI in angle brackets, in ASCII: a scheme, a registered name without a port or nothing, a path, a
/// query, a fragment (RFC 3986, appendix A).
fn iri(bytes: &[u8]) -> Option<usize> {
    if bytes.first() != Some(&b'<') || !bytes.get(1)?.is_ascii_alphabetic() {
        return None;
    }
    let scheme = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'+' | b'-' | b'.');
    let mut at = 2 + bytes[2..].iter().take_while(scheme).count();
    if bytes.get(at) != Some(&b':') {
        return None;
    }
    at += 1;
    if bytes[at..].starts_with(b"//") {
        let name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'-' | b'.');
        let length = bytes[at + 2..].iter().take_while(name).count();
        at += 2 + length;
        if length == 0 || !matches!(bytes.get(at), Some(b'/' | b'?' | b'#' | b'>')) {
            return None;
        }
    }
    after_authority(bytes, at)
}

/// The end of an IRI after its bracket, from its path on.
fn after_authority(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut in_fragment = false;
    loop {
        at += bytes[at..].iter().take_while(|byte| IN_PATH[usize::from(**byte)]).count();
        match bytes.get(at)? {
            b'>' => return Some(at + 1),
            b'#' if !in_fragment => (in_fragment, at) = (true, at + 1),
            b'%' if bytes.get(at + 1..at + 3)?.iter().all(u8::is_ascii_hexdigit) => at += 3,
            _ => return None,
        }
    }
}

/// Characters of paths, queries and fragments.
const IN_PATH: [bool; 256] = {
    let mut fits = [false; 256];
    let characters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?";
    let mut index = 0;
    while index < characters.len() {
        fits[characters[index] as usize] = true;
        index += 1;
    }
    fits
};

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{GraphNameRef, Quad, QuadRef, TermRef};
    use oxttl::NQuadsParser;
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;
    use std::cell::Cell;

    fn quad(line: &str) -> Option<String> {
        let plain = Plain::new(line, true)?;
        let label = |node: Node<'_>| match node {
            Node::Iri(iri) => iri.to_string(),
            Node::Label(label) => format!("_:{label}"),
        };
        let object = match plain.object {
            Object::Node(node) => label(node),
            Object::Literal(literal) => TermRef::from(literal).to_string(),
        };
        let graph = plain.graph.map(|graph| format!(" {}", label(graph))).unwrap_or_default();
        Some(format!("{} {} {object}{graph}", label(plain.subject), plain.predicate))
    }

    fn parsed(line: &str) -> Option<String> {
        let quads: Result<Vec<Quad>, _> = NQuadsParser::new().for_slice(line).collect();
        let [quad] = quads.ok()?.try_into().ok()?;
        Some(quad.to_string().trim_end_matches(" DEFAULT").to_owned())
    }

    /// Lines of pieces that are right, nearly right and wrong.
    fn line() -> impl Strategy<Value = String> {
        let node = prop_oneof![
            4 => proptest::sample::select(vec!["<https://example.org/a?b=c#d>", "<urn:a:b>", "_:b1 "]).prop_map(str::to_owned),
            1 => "<[a-z:/#]{0,2}(http|mailto|urn|a\\+b)?(:|://|:/)[a-zA-Z0-9%#?/:@\\[\\].~é \\\\-]{0,8}(%4[0-9a-g])?>",
            1 => "_:[a-z0-9_.:-]{0,4} ?",
        ];
        let qualifier = "(|@[a-z]{1,4}(-[a-z]{1,4}){0,2}|@[a-zA-Z]{2}(-[a-zA-Z0-9]{1,5}){0,2}|\\^\\^|\\^|@|\\^\\^<a:b>\
                         |\\^\\^<http://www.w3.org/(2001/XMLSchema#string|1999/02/22-rdf-syntax-ns#langString)>)";
        let literal = ("\"([a-z é']{0,6}|[a-z\\\\\"\t]{0,4})\"", qualifier).prop_map(|(value, rest)| value + &rest);
        let object = prop_oneof![node.clone(), literal];
        let gap = prop_oneof![4 => " ", 1 => "[ \t#x]{0,2}"];
        let end = prop_oneof![4 => " \\. ?", 1 => "[ .#x]{0,3}"];
        let graph = prop_oneof![Just(String::new()), node.clone()];
        (node.clone(), gap.clone(), node, gap.clone(), object, gap, graph, end)
            .prop_map(|(s, g1, p, g2, o, g3, g, end)| [s, g1, p, g2, o, g3, g, end].concat())
    }

    /// Compares so many lines with the parser; says how many of them were plain.
    fn plain_ones(lines: impl Strategy<Value = String>) -> usize {
        let count = Cell::new(0);
        let mut runner =
            TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4_000) });
        let outcome = runner.run(&lines, |line| {
            if let Some(quad) = quad(&line) {
                count.set(count.get() + 1);
                prop_assert_eq!(Some(quad), parsed(&line), "{}", line);
            }
            Ok(())
        });
        assert!(outcome.is_ok(), "{outcome:?}");
        count.get()
    }

    #[test]
    fn what_is_plain_is_what_the_parser_reads() {
        let count = plain_ones(line());
        assert!((200..3_600).contains(&count), "{count} of 4,000 lines are plain");
    }

    #[test]
    fn iris_are_those_of_the_parser() {
        let iri = "(http|urn|a\\+b|1a)(:|://|:/)[a-z0-9.]{0,4}(:[0-9a-z]{1,2})?[/?#]?\
                   [a-z0-9%#?/:@\\[\\]~'(),;=]{0,6}(%4[0-9a-g])?";
        let count = plain_ones(iri.prop_map(|iri| format!("<{iri}> <p:p> <{iri}> <g:g> .")));
        assert!((500..3_950).contains(&count), "{count} of 4,000 lines are plain");
    }

    #[test]
    fn common_lines_are_plain() {
        for line in [
            "<https://example.org/a> <http://xmlns.com/foaf/0.1/name> \"Сергей Лавров\"@ru .",
            "<urn:uuid:1> <mailto:a@b.example> \"2025-04-03\"^^<http://www.w3.org/2001/XMLSchema#date> .",
            "_:b0 <https://example.org/p?a=b&c=%C3%A9#d> _:c1 .",
            "<https://example.org/a> <p:p> \"\" <https://example.org/graph> .",
            "\t<a:a><b:b><c:c>.  ",
            "_:x <b:b> \"a\"@zh-hant-tw _:g .",
        ] {
            assert!(quad(line).is_some(), "{line}");
            assert_eq!(quad(line), parsed(line));
        }
        assert!(Plain::new("<a:a> <b:b> <c:c> <g:g> .", false).is_none(), "N-Triples name no graph");
        let named = Plain::new("<a:a> <b:b> \"o\"@fr <g:g> .", true).unwrap();
        assert_eq!(named.tokens, [0..5, 6..11, 12..15]);
        let Some(Node::Iri(graph)) = named.graph else { panic!("no graph") };
        let quad =
            QuadRef::new(NamedNodeRef::new_unchecked("a:a"), named.predicate, graph, GraphNameRef::NamedNode(graph));
        assert_eq!(quad.to_string(), "<a:a> <b:b> <g:g> <g:g>");
    }
}
