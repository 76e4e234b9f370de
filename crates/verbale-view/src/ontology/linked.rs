//! Texts in which the names of terms are links.

use serde::Serialize;

use super::graph::Graph;

/// A piece of a text: words, or the name of a term with its address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) href: Option<String>,
}

/// Cuts a text at the prefixed names in it; those that stand on the page become links.
///
/// `anchor` gives the id of the element of an IRI.
pub(super) fn linked(text: &str, graph: &Graph, anchor: impl Fn(&str) -> Option<String>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut done, mut from) = (0, 0);
    while let Some(colon) = text[from..].find(':').map(|at| from + at) {
        from = colon + 1;
        let start = text[done..colon]
            .rfind(|c: char| !c.is_ascii_alphanumeric())
            .map_or(done, |at| done + at + text[done + at..].chars().next().map_or(0, char::len_utf8));
        let local = &text[from..];
        let end = local.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(local.len());
        let end = from + local[..end].trim_end_matches('-').len();
        let Some(iri) = graph.expanded(&text[start..colon], &text[from..end]) else { continue };
        let Some(id) = anchor(&iri) else { continue };
        if start > done {
            pieces.push(Piece { text: text[done..start].to_owned(), href: None });
        }
        pieces.push(Piece { text: text[start..end].to_owned(), href: Some(format!("#{id}")) });
        (done, from) = (end, end);
    }
    if done < text.len() {
        pieces.push(Piece { text: text[done..].to_owned(), href: None });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(String, Option<String>)> {
        let graph = Graph::of(["@prefix e: <https://e.example/> ."]);
        let anchor = |iri: &str| iri.strip_prefix("https://e.example/").filter(|id| *id != "no").map(str::to_owned);
        linked(text, &graph, anchor).into_iter().map(|piece| (piece.text, piece.href)).collect()
    }

    #[test]
    fn names_are_found_and_nothing_is_lost() {
        for text in ["", ":", "a:", "e:", "é e:a, (e:b-c).", "e:no e:x", "http://e:8 e:é", "e:a:e:b", "une e:a- : e:"]
        {
            let pieces = cut(text);
            assert_eq!(pieces.iter().map(|(text, _)| text.as_str()).collect::<String>(), text);
        }
        let links = |text| cut(text).into_iter().filter_map(|(_, href)| href).collect::<Vec<_>>();
        assert_eq!(links("é e:a, (e:b-c). e:no"), ["#a", "#b-c"]);
        assert_eq!(links("the:a e:a-"), ["#a"]);
    }
}
