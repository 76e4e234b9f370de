//! Test suites unpacked in memory, and their manifests.

use flate2::read::GzDecoder;
use sophia::{
    api::{prelude::*, term::SimpleTerm},
    iri::resolve::BaseIriRef,
    turtle::parser::turtle::TurtleParser,
};
use std::{collections::BTreeMap, io::Read};
use tar::Archive;

const MF: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const RDFT: &str = "http://www.w3.org/ns/rdftest#";
/// Where the manifests are thought to lie, so that the paths in them can be told from other IRIs.
const BASE: &str = "http://suite.example/";

/// The files of a suite by path.
pub(crate) struct Suite(BTreeMap<String, Vec<u8>>);

/// One test of a manifest.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) action: String,
    pub(crate) result: Option<String>,
}

impl Suite {
    /// The RDF 1.1 and 1.2 suites.
    pub(crate) fn rdf() -> Self {
        Self::unpack(include_bytes!("data/rdf-tests-ad541a5f.tar.gz"))
    }

    /// The JSON-LD 1.1 API suite.
    pub(crate) fn json_ld() -> Self {
        Self::unpack(include_bytes!("data/json-ld-api-tests-92f07705.tar.gz"))
    }

    /// The SHACL suite.
    pub(crate) fn shacl() -> Self {
        Self::unpack(include_bytes!("data/data-shapes-tests-ff9edb9c.tar.gz"))
    }

    /// The SPARQL 1.1 query suites.
    pub(crate) fn sparql() -> Self {
        Self::unpack(include_bytes!("data/sparql-query-tests-ad541a5f.tar.gz"))
    }

    fn unpack(bytes: &[u8]) -> Self {
        let mut archive = Archive::new(GzDecoder::new(bytes));
        let mut files = BTreeMap::new();
        for entry in archive.entries().expect("an archive") {
            let mut entry = entry.expect("an entry");
            if entry.header().entry_type().is_file() {
                let path = entry.path().expect("a path").to_string_lossy().into_owned();
                let mut content = Vec::new();
                entry.read_to_end(&mut content).expect("a file");
                files.insert(path, content);
            }
        }
        Self(files)
    }

    /// The content of a file.
    pub(crate) fn file(&self, path: &str) -> &[u8] {
        self.0.get(path).unwrap_or_else(|| panic!("{path} is in the archive"))
    }

    /// The files whose path begins and ends like this, with their paths.
    pub(crate) fn files(&self, start: &str, end: &str) -> Vec<(&str, &[u8])> {
        let fits = |path: &str| path.starts_with(start) && path.ends_with(end);
        self.0
            .iter()
            .filter(|(path, _)| fits(path))
            .map(|(path, content)| (path.as_str(), content.as_slice()))
            .collect()
    }

    /// The entries of the manifest in this folder that have this type.
    pub(crate) fn cases(&self, folder: &str, kind: &str) -> Vec<Case> {
        let path = format!("{folder}/manifest.ttl");
        let base = BaseIriRef::new(format!("{BASE}{path}").into_boxed_str()).expect("a base");
        let triples: Vec<[SimpleTerm<'static>; 3]> =
            TurtleParser::new().with_base(Some(base)).parse(self.file(&path)).collect_triples().expect("a manifest");
        let text = |term: &SimpleTerm<'static>| term.iri().map(|iri| iri.as_str().to_owned());
        let values = |subject: &SimpleTerm<'static>, predicate: String| {
            let fits = |triple: &&[SimpleTerm<'static>; 3]| {
                triple[0] == *subject && text(&triple[1]).as_deref() == Some(predicate.as_str())
            };
            triples.iter().filter(fits).find_map(|triple| text(&triple[2]))
        };
        let listed = triples
            .iter()
            .filter(|triple| text(&triple[1]).is_some_and(|p| p == format!("{RDF}first")))
            .map(|triple| &triple[2]);
        let typed = listed
            .filter(|test| values(test, format!("{RDF}type")).is_some_and(|found| found == format!("{RDFT}{kind}")));
        let local = |iri: String| iri.strip_prefix(BASE).map_or(iri.clone(), str::to_owned);
        typed
            .filter_map(|test| {
                let name = text(test)?.rsplit('#').next()?.to_owned();
                let action = values(test, format!("{MF}action")).map(local)?;
                Some(Case { name, action, result: values(test, format!("{MF}result")).map(local) })
            })
            .collect()
    }
}
