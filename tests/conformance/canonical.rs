//! Canonical N-Triples and N-Quads, byte for byte.

use super::archive::{Case, Suite};
use sophia::{
    api::{prelude::*, quad::Spog, term::SimpleTerm},
    turtle::parser::nq::NQuadsParser,
};
use std::collections::BTreeSet;
use verbale_export::{Format, Layout, Options, Writer};

/// Writes what a document says, one line a statement, sorted as the canonical form asks.
fn canonical(format: Format, document: &[u8]) -> Result<BTreeSet<String>, String> {
    let quads: Vec<Spog<SimpleTerm<'static>>> = NQuadsParser::new()
        .with_preserve_bn_labels(true)
        .parse(document)
        .collect_quads()
        .map_err(|error| error.to_string())?;
    let mut writer =
        Writer::new(format, &Layout::plain(), &Options::default(), Vec::new()).map_err(|error| error.to_string())?;
    for (triple, graph) in &quads {
        writer.quad_in(triple, graph.as_ref()).map_err(|error| error.to_string())?;
    }
    let written = writer.finish().map_err(|error| error.to_string())?;
    let written = String::from_utf8(written).map_err(|error| error.to_string())?;
    Ok(written.split_inclusive('\n').map(str::to_owned).collect())
}

fn run(folder: &str, kind: &str, format: Format) -> (usize, Vec<String>) {
    let suite = Suite::rdf();
    let cases = suite.cases(folder, kind);
    let fails = |case: &Case| {
        let result = case.result.as_deref().expect("a result");
        let expected: BTreeSet<String> =
            String::from_utf8_lossy(suite.file(result)).split_inclusive('\n').map(str::to_owned).collect();
        canonical(format, suite.file(&case.action)).as_ref() != Ok(&expected)
    };
    let failed = cases.iter().filter(|case| fails(case)).map(|case| case.name.clone()).collect();
    (cases.len(), failed)
}

#[test]
fn n_triples() {
    let (count, failed) = run("rdf/rdf12/rdf-n-triples/c14n", "TestNTriplesPositiveC14N", Format::NTriples);
    assert!(count >= 41, "{count} tests");
    assert_eq!(failed, Vec::<String>::new());
}

#[test]
fn n_quads() {
    let (count, failed) = run("rdf/rdf12/rdf-n-quads/c14n", "TestNQuadsPositiveC14N", Format::NQuads);
    assert!(count >= 41, "{count} tests");
    assert_eq!(failed, Vec::<String>::new());
}
