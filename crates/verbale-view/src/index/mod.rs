//! The page that leads to the pages of several dossiers: a list with search and filters, and who is tied with whom in all
//! of them.

mod entry;
mod overview;
mod spool;

use std::collections::BTreeMap;
use std::io::{self, BufRead, Seek, Write};

use sha2::{Digest as _, Sha256};

use crate::language::Language;
use crate::names::Names;
use crate::network::{Actor, Choice, Link, Network, Weights};
use crate::page::Sheet;
use crate::ties::{self, Firmness, Sides};

use self::spool::{Listed, Record, Records, Ties};

pub(crate) use self::overview::overview;

/// What is known of several dossiers. Most of it is in a spool that the caller keeps, a line for each dossier; in memory
/// are a number and a weight for each actor that is tied, and each name of the filter once.
///
/// ```
/// use std::io::Cursor;
/// use verbale_core::dossier::{read, tree::Syntax};
/// use verbale_core::resolve::{Surroundings, resolve};
/// use verbale_core::text::Text;
/// use verbale_view::{Index, Sheet, Viewer};
///
/// let yaml = r#"
/// verbale: 1
/// id: d
/// source: {text: "Mali met Niger.", language: en}
/// actors: {mali: {type: state, iso: MLI}, niger: {type: state, iso: NER}}
/// facts: [{id: talks, kind: meeting, parties: [mali, niger], quote: "Mali met Niger"}]
/// "#;
/// let dossier = read(yaml, Syntax::Yaml, 1).dossier.expect("it can be read");
/// let text = Text::new("Mali met Niger.");
/// let (resolved, _) = resolve(&dossier, &Surroundings { text: Some(&text), ..Surroundings::default() });
/// let resolved = resolved.expect("it resolves");
/// let sheet = Sheet { resolved: &resolved, text: None, turtle: &[], language: None, index: None };
///
/// let (mut index, mut spool, mut html) = (Index::new(None), Cursor::new(Vec::new()), Vec::new());
/// index.add(&sheet, "d.html", &mut spool)?;
/// Viewer::new()?.index(index, spool, &mut html)?;
/// assert!(String::from_utf8_lossy(&html).contains("<a href=\"d.html\">d</a>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Index {
    language: Option<Language>,
    dossiers: usize,
    facts: usize,
    /// Names of actors: a filter speaks of names, not of nodes.
    names: Numbers,
    /// Actors of the network by the digests of their IRIs.
    actors: BTreeMap<Digest, usize>,
    weights: Weights,
}

/// The first half of the SHA-256 of an IRI. It is a sixth as long as an IRI, and no two of a billion IRIs have the same but
/// with a chance of one in 10^20; to make two that have takes 2^64 attempts, for a drawing with one actor in place of two.
type Digest = [u8; 16];

fn digest(iri: &str) -> Digest {
    let mut first = Digest::default();
    let whole = Sha256::digest(iri.as_bytes());
    first.copy_from_slice(&whole[..size_of::<Digest>()]);
    first
}

/// Texts with their numbers, in the order in which they were met.
#[derive(Debug, Default)]
struct Numbers(BTreeMap<String, usize>);

impl Numbers {
    fn of(&mut self, text: &str) -> usize {
        let next = self.0.len();
        // Most texts are known, and need no copy.
        self.0.get(text).copied().unwrap_or_else(|| *self.0.entry(text.to_owned()).or_insert(next))
    }
}

/// What decides which of two ties of the index comes first: its actors, how firm it is, and what it is.
type Order = (Sides<usize>, Firmness, String);

impl Index {
    /// Nothing yet. The index is written in this language, or in that of the first dossier.
    pub fn new(language: Option<Language>) -> Self {
        let (names, actors, weights) = (Numbers::default(), BTreeMap::new(), Weights::default());
        Self { language, dossiers: 0, facts: 0, names, actors, weights }
    }

    /// Adds a dossier whose page is at this address, from the index. One line is written to the spool, which holds nothing
    /// else and should be buffered. After an error the index can no longer be used.
    pub fn add(&mut self, sheet: &Sheet<'_, '_>, href: &str, spool: &mut dyn Write) -> io::Result<()> {
        let language = *self.language.get_or_insert_with(|| sheet.language());
        let names = Names::of(sheet.resolved, language);
        let ties = self.ties(&names, href);
        let entry = entry::entry(&names, href, &mut self.names);
        self.facts += entry.facts;
        self.dossiers += 1;
        spool::write(&Record { entry: &entry, ties: &ties }, spool)
    }

    /// Who is tied with whom.
    fn ties(&mut self, names: &Names<'_, '_>, href: &str) -> Ties {
        let mut found = Ties::default();
        for tie in (0..names.resolved().facts.len()).flat_map(|fact| ties::ties(names, fact)) {
            let sides = tie.sides.map(|iri| Some(self.actor(names, iri, &mut found.actors)));
            let link = Link::of(tie, sides, names, href);
            self.weights.add(&link);
            found.ties.push(link);
        }
        found
    }

    /// The number of an actor; what is needed to draw it goes to the new ones if it is one.
    fn actor(&mut self, names: &Names<'_, '_>, iri: &str, new: &mut Vec<(usize, Actor)>) -> usize {
        let next = self.actors.len();
        *self.actors.entry(digest(iri)).or_insert_with(|| {
            let mention = names.mention(iri);
            let (label, sort) = (names.brief(&mention), mention.sort);
            new.push((next, Actor { label, title: mention.label, lang: mention.language, href: None, sort }));
            next
        })
    }

    /// Draws who is tied with whom. The spool is read once.
    fn network(&self, spool: &mut (impl BufRead + Seek)) -> io::Result<Network> {
        let mut choice: Choice<Order> = self.weights.choose();
        let mut actors = BTreeMap::new();
        for record in Records::<_, Ties>::of(spool, self.dossiers)? {
            let record = record?;
            actors.extend(record.actors.into_iter().filter(|(number, _)| choice.has(*number)));
            for tie in record.ties {
                choice.add((tie.sides.clone(), tie.firmness, tie.label.clone()), tie);
            }
        }
        let chosen = choice.finish();
        let drawn: Vec<_> = chosen.actors.iter().filter_map(|number| actors.remove(number)).collect();
        Ok(Network::draw(&chosen, &drawn))
    }

    /// The dossiers in their order, as the template takes them. The spool is read while they are taken.
    fn list<S: BufRead + Seek>(
        &self,
        spool: S,
    ) -> io::Result<impl Iterator<Item = io::Result<minijinja::Value>> + use<S>> {
        let records = Records::<_, Listed>::of(spool, self.dossiers)?;
        Ok(records.map(|record| record.map(|record| record.entry)))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use verbale_core::dossier::{read, tree::Syntax};
    use verbale_core::resolve::{Surroundings, resolve};
    use verbale_core::text::Text;

    use super::*;
    use crate::{Error, Viewer};

    /// An index of a dossier for each list of states: those that meet.
    fn index(meetings: &[(&str, &[&str])]) -> (Index, Vec<u8>) {
        let (mut index, mut spool) = (Index::new(Some(Language::En)), Vec::new());
        for (id, states) in meetings {
            let actors: Vec<_> =
                states.iter().map(|iso| format!("{}: {{type: state, iso: {iso}}}", iso.to_lowercase())).collect();
            let yaml = format!(
                "verbale: 1\nid: {id}\nsource: {{text: They met., language: en}}\nactors: {{{}}}\n\
                 facts: [{{id: talks, kind: meeting, parties: [{}], quote: They met}}]\n",
                actors.join(", "),
                states.join(", ").to_lowercase()
            );
            let dossier = read(&yaml, Syntax::Yaml, 1).dossier.unwrap();
            let text = Text::new("They met.");
            let (resolved, _) = resolve(&dossier, &Surroundings { text: Some(&text), ..Surroundings::default() });
            let resolved = resolved.unwrap();
            let sheet = Sheet { resolved: &resolved, text: None, turtle: &[], language: None, index: None };
            index.add(&sheet, &format!("{id}.html"), &mut spool).unwrap();
        }
        (index, spool)
    }

    fn written(index: Index, spool: Vec<u8>) -> Result<String, Error> {
        let mut html = Vec::new();
        Viewer::new()?.index(index, Cursor::new(spool), &mut html)?;
        Ok(String::from_utf8(html).unwrap())
    }

    #[test]
    fn an_index_of_nothing_is_a_page() {
        let html = written(Index::new(None), Vec::new()).unwrap();
        assert!(html.contains("0 dossiers · 0 facts") && html.ends_with("</html>"), "{html}");
        assert!(!html.contains("id=\"network\""));
    }

    #[test]
    fn ties_of_several_dossiers_are_one() {
        let (index, spool) = index(&[("b", &["MLI", "NER"]), ("a", &["MLI", "NER"]), ("c", &["TCD", "MLI"])]);
        let html = written(index, spool).unwrap();
        assert_eq!(html.matches("class=\"tie-label hub firm\"").count(), 2);
        assert!(html.contains("<a href=\"b.html#fact-talks\" class=\"tie-label hub firm\""));
        assert!(html.contains("<title>meeting ×2 – Mali, Niger</title>"), "{html}");
        assert_eq!(html.matches("class=\"actor state\"").count(), 3);
        let places: Vec<_> = ["b", "a", "c"].iter().map(|id| html.find(&format!("<bdi>{id}</bdi>"))).collect();
        assert!(places.is_sorted() && places[0].is_some(), "dossiers stand in the order in which they came");
        let options = ["<option value=\"2\">Chad", "<option value=\"0\">Mali", "<option value=\"1\">Niger"];
        let places: Vec<_> = options.iter().map(|option| html.find(option)).collect();
        assert!(places.is_sorted() && places[0].is_some(), "actors stand in the order of letters");
    }

    #[test]
    fn memory_has_no_names_but_those_of_the_filter() {
        let (index, spool) = index(&[("a", &["MLI", "NER"]), ("b", &["MLI", "NER"])]);
        assert_eq!((index.names.0.len(), index.actors.len(), index.dossiers), (2, 2, 2));
        let lines: Vec<_> = spool.split_inclusive(|byte| *byte == b'\n').map(String::from_utf8_lossy).collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].contains("\"actors\":[[0,{") && lines[1].contains("\"actors\":[]"), "{lines:?}");
    }

    #[test]
    fn a_spool_that_is_not_what_was_written_is_an_error() {
        let dossiers: [(&str, &[&str]); 2] = [("a", &["MLI", "NER"]), ("b", &["MLI", "NER"])];
        let (index_of_two, mut spool) = index(&dossiers);
        spool.truncate(spool.len() - 1);
        assert!(matches!(written(index_of_two, spool), Err(Error::Spool(_))));
        // The ties can be read, and the list cannot.
        let line = b"{\"actors\":[],\"ties\":[]}\n";
        let fault = written(index(&dossiers).0, line.repeat(2)).unwrap_err();
        assert!(matches!(&fault, Error::Spool(cause) if cause.to_string().contains("entry")), "{fault}");
    }

    #[test]
    fn a_page_that_cannot_be_written_is_an_error() {
        let (index, spool) = index(&[("a", &["MLI", "NER"])]);
        let mut full = [0; 5_000];
        let fault = Viewer::new().unwrap().index(index, Cursor::new(spool), &mut &mut full[..]).unwrap_err();
        assert!(matches!(&fault, Error::Write(cause) if cause.kind() == io::ErrorKind::WriteZero), "{fault}");
    }
}
