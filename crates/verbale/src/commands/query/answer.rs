//! The answer of a query, in the form that was asked for.

use std::io::{self, Write};

use oxrdf::{NamedNodeRef, Triple};
use oxttl::TurtleSerializer;
use sparesults::{QueryResultsFormat, QueryResultsSerializer};
use spareval::{QueryEvaluationError, QueryResults, QuerySolutionIter, QueryTripleIter};

use super::people::{People, Prefixes};
use crate::args::AnswerForm;
use crate::error::Error;
use crate::table::{Cell, CellKind, table};

/// How an answer is written.
pub(super) struct Answer {
    /// The form; it fits the query.
    pub(super) form: AnswerForm,
    /// The prefixes for people and for Turtle.
    pub(super) prefixes: Prefixes,
    /// The columns that a table may take.
    pub(super) width: Option<usize>,
    /// The name of the output for messages.
    pub(super) name: String,
}

/// Why a query has no whole answer.
type Failed<'f> = dyn Fn(&QueryEvaluationError) -> Error + 'f;

impl Answer {
    /// Writes an answer and gives the output back, to be ended.
    pub(super) fn write<W: Write>(
        &self,
        results: QueryResults<'_>,
        output: W,
        failed: &Failed<'_>,
    ) -> Result<W, Error> {
        match results {
            QueryResults::Boolean(answer) => self.boolean(answer, output),
            QueryResults::Solutions(rows) => match self.format() {
                Some(format) => self.rows(rows, format, output, failed),
                None => self.table(rows, output, failed),
            },
            QueryResults::Graph(triples) => self.turtle(triples, output, failed),
        }
    }

    /// The format of the W3C; none for a table.
    fn format(&self) -> Option<QueryResultsFormat> {
        match self.form {
            AnswerForm::Csv => Some(QueryResultsFormat::Csv),
            AnswerForm::Tsv => Some(QueryResultsFormat::Tsv),
            AnswerForm::Json => Some(QueryResultsFormat::Json),
            AnswerForm::Table | AnswerForm::Turtle => None,
        }
    }

    fn boolean<W: Write>(&self, answer: bool, mut output: W) -> Result<W, Error> {
        let written = match self.format() {
            Some(format) => {
                QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut output, answer)
            }
            None => write!(output, "{answer}").map(|()| &mut output),
        };
        written.map(drop).and_then(|()| output.write_all(b"\n")).map_err(|cause| self.unwritten(cause))?;
        Ok(output)
    }

    fn rows<W: Write>(
        &self,
        rows: QuerySolutionIter<'_>,
        format: QueryResultsFormat,
        output: W,
        failed: &Failed<'_>,
    ) -> Result<W, Error> {
        let variables = rows.variables().to_vec();
        // Nothing is written of an answer that does not even begin.
        let mut rows = rows.peekable();
        if let Some(Err(cause)) = rows.peek() {
            return Err(failed(cause));
        }
        let serializer = QueryResultsSerializer::from_format(format);
        let serializer = serializer.serialize_solutions_to_writer(output, variables);
        let mut serializer = serializer.map_err(|cause| self.unwritten(cause))?;
        for row in rows {
            let row = row.map_err(|cause| failed(&cause))?;
            serializer.serialize(&row).map_err(|cause| self.unwritten(cause))?;
        }
        let mut output = serializer.finish().map_err(|cause| self.unwritten(cause))?;
        if format == QueryResultsFormat::Json {
            output.write_all(b"\n").map_err(|cause| self.unwritten(cause))?;
        }
        Ok(output)
    }

    fn table<W: Write>(&self, rows: QuerySolutionIter<'_>, mut output: W, failed: &Failed<'_>) -> Result<W, Error> {
        let mut people = People::new(&self.prefixes);
        let header: Vec<_> = rows.variables().iter().map(|name| Cell::new(name.as_str(), CellKind::Text)).collect();
        let mut cells = Vec::new();
        for row in rows {
            let row = row.map_err(|cause| failed(&cause))?;
            cells.push(row.values().iter().map(|term| people.cell(term.as_ref())).collect::<Vec<_>>());
        }
        let mut text = table(&header, &cells, self.width);
        let count = if cells.len() == 1 { "row" } else { "rows" };
        text.extend(["\n", &crate::count::grouped(&cells.len()), " ", count, "\n"]);
        let legend = people.legend();
        if !legend.is_empty() {
            text.extend(["\n", &legend]);
        }
        output.write_all(text.as_bytes()).map_err(|cause| self.unwritten(cause))?;
        Ok(output)
    }

    /// The triples once each, those of a subject together, in an order that depends on them alone.
    fn turtle<W: Write>(&self, triples: QueryTripleIter<'_>, output: W, failed: &Failed<'_>) -> Result<W, Error> {
        let mut all: Vec<Triple> = triples.collect::<Result<_, _>>().map_err(|cause| failed(&cause))?;
        all.sort_by_cached_key(key);
        all.dedup();
        let mut serializer = TurtleSerializer::new();
        for (prefix, namespace) in self.used(&all) {
            let declared = serializer.clone().with_prefix(prefix, namespace);
            serializer = declared.unwrap_or(serializer);
        }
        let mut serializer = serializer.for_writer(output);
        for triple in &all {
            serializer.serialize_triple(triple).map_err(|cause| self.unwritten(cause))?;
        }
        serializer.finish().map_err(|cause| self.unwritten(cause))
    }

    /// The prefixes of which a name of the triples begins with the namespace.
    fn used<'s>(&'s self, triples: &'s [Triple]) -> Vec<(&'static str, &'s str)> {
        let mut used: Vec<_> = self.prefixes.iter().filter(|(_, namespace)| uses(triples, namespace)).collect();
        used.sort_unstable();
        used
    }

    fn unwritten(&self, cause: io::Error) -> Error {
        Error::Write(self.name.clone(), cause)
    }
}

fn uses(triples: &[Triple], namespace: &str) -> bool {
    let begins = |iri: NamedNodeRef<'_>| iri.as_str().starts_with(namespace);
    triples.iter().any(|triple| {
        let triple = triple.as_ref();
        let subject = matches!(triple.subject, oxrdf::NamedOrBlankNodeRef::NamedNode(node) if begins(node));
        let object = match triple.object {
            oxrdf::TermRef::NamedNode(node) => begins(node),
            oxrdf::TermRef::Literal(literal) => begins(literal.datatype()),
            oxrdf::TermRef::BlankNode(_) => false,
        };
        // `a` needs no prefix.
        let predicate = triple.predicate != oxrdf::vocab::rdf::TYPE && begins(triple.predicate);
        subject || predicate || object
    })
}

/// By subject, types first, then predicate and object.
fn key(triple: &Triple) -> (String, bool, String, String) {
    let is_type = triple.predicate == oxrdf::vocab::rdf::TYPE;
    (triple.subject.to_string(), !is_type, triple.predicate.to_string(), triple.object.to_string())
}
