//! What a parsed query looks into, and terms put in the place of its parameters.

use oxrdf::Term;
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::GroundTerm;

/// What a query looks into besides the default graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// Named graphs: by GRAPH or FROM.
    pub(super) graphs: bool,
    /// Other endpoints: by SERVICE.
    pub(super) services: bool,
}

/// What a query looks into.
pub(super) fn reach(query: &Query) -> Reach {
    let mut reach = Reach { graphs: query.dataset().is_some(), services: false };
    // The walk is the one that rewrites; it is given a copy and leaves it as it is.
    each(pattern(&mut query.clone()), &mut |pattern| match pattern {
        GraphPattern::Graph { .. } => reach.graphs = true,
        GraphPattern::Service { .. } => reach.services = true,
        _ => {}
    });
    reach
}

/// Gives the parameter `name` its values: they take the place of the rows of `VALUES ?name { UNDEF }`. Says whether the
/// query has that block.
pub(super) fn give(query: &mut Query, name: &str, values: &[Term]) -> bool {
    let rows: Vec<Vec<Option<GroundTerm>>> = values.iter().filter_map(ground).map(|term| vec![Some(term)]).collect();
    let mut found = false;
    each(pattern(query), &mut |pattern| {
        if let GraphPattern::Values { variables, bindings } = pattern
            && let [variable] = variables.as_slice()
            && variable.as_str() == name
            && *bindings == [vec![None]]
        {
            bindings.clone_from(&rows);
            found = true;
        }
    });
    found
}

/// Puts the columns of a query into the order of these names; columns that are not named stay behind them.
pub(super) fn order_columns(query: &mut Query, names: &[&str]) {
    let mut inner = pattern(query);
    while let GraphPattern::Slice { inner: below, .. }
    | GraphPattern::Distinct { inner: below }
    | GraphPattern::Reduced { inner: below } = inner
    {
        inner = below;
    }
    if let GraphPattern::Project { variables, .. } = inner {
        let place = |name: &str| names.iter().position(|known| *known == name).unwrap_or(names.len());
        variables.sort_by_key(|variable| place(variable.as_str()));
    }
}

fn ground(term: &Term) -> Option<GroundTerm> {
    match term {
        Term::NamedNode(node) => Some(GroundTerm::NamedNode(node.clone())),
        Term::Literal(literal) => Some(GroundTerm::Literal(literal.clone())),
        Term::BlankNode(_) => None,
    }
}

fn pattern(query: &mut Query) -> &mut GraphPattern {
    match query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => pattern,
    }
}

/// Visits a pattern and all within it, those of EXISTS among them.
fn each(pattern: &mut GraphPattern, visit: &mut dyn FnMut(&mut GraphPattern)) {
    visit(pattern);
    match pattern {
        GraphPattern::Join { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            each(left, visit);
            each(right, visit);
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            each(left, visit);
            each(right, visit);
            if let Some(expression) = expression {
                within(expression, visit);
            }
        }
        GraphPattern::Filter { expr, inner } => {
            within(expr, visit);
            each(inner, visit);
        }
        GraphPattern::Extend { inner, expression, .. } => {
            within(expression, visit);
            each(inner, visit);
        }
        GraphPattern::OrderBy { inner, expression } => {
            for OrderExpression::Asc(key) | OrderExpression::Desc(key) in expression {
                within(key, visit);
            }
            each(inner, visit);
        }
        GraphPattern::Group { inner, aggregates, .. } => {
            for (_, aggregate) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    within(expr, visit);
                }
            }
            each(inner, visit);
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Service { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => each(inner, visit),
        // Triples, paths and values have no pattern in them.
        _ => {}
    }
}

/// Visits the patterns within an expression.
fn within(expression: &mut Expression, visit: &mut dyn FnMut(&mut GraphPattern)) {
    match expression {
        Expression::Exists(pattern) => each(pattern, visit),
        Expression::Or(left, right)
        | Expression::And(left, right)
        | Expression::Equal(left, right)
        | Expression::SameTerm(left, right)
        | Expression::Greater(left, right)
        | Expression::GreaterOrEqual(left, right)
        | Expression::Less(left, right)
        | Expression::LessOrEqual(left, right)
        | Expression::Add(left, right)
        | Expression::Subtract(left, right)
        | Expression::Multiply(left, right)
        | Expression::Divide(left, right) => {
            within(left, visit);
            within(right, visit);
        }
        Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) | Expression::Not(inner) => within(inner, visit),
        Expression::In(item, list) => {
            within(item, visit);
            for item in list {
                within(item, visit);
            }
        }
        Expression::If(condition, yes, no) => {
            for part in [condition, yes, no] {
                within(part, visit);
            }
        }
        Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
            for item in list {
                within(item, visit);
            }
        }
        Expression::NamedNode(_) | Expression::Literal(_) | Expression::Variable(_) | Expression::Bound(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode};
    use spargebra::SparqlParser;

    fn parsed(query: &str) -> Query {
        SparqlParser::new().parse_query(query).unwrap()
    }

    #[test]
    fn graphs_and_services_are_found_wherever_they_hide() {
        let of = |query: &str| {
            let reach = reach(&parsed(query));
            (reach.graphs, reach.services)
        };
        assert_eq!(of("SELECT * { ?s ?p ?o }"), (false, false));
        for inner in ["GRAPH ?g { ?s ?p ?o }", "SERVICE SILENT <http://e> { ?s ?p ?o }"] {
            let expected = (inner.starts_with('G'), inner.starts_with('S'));
            for query in [
                "SELECT * { @ }",
                "ASK { ?s ?p ?o OPTIONAL { @ } }",
                "ASK { ?s ?p ?o MINUS { @ } }",
                "ASK { { ?s ?p ?o } UNION { @ } }",
                "ASK { ?s ?p ?o FILTER (1 = 2 || !(EXISTS { @ } && ?s IN (1, 2))) }",
                "ASK { ?s ?p ?o FILTER IF (NOT EXISTS { @ }, true, false) }",
                "ASK { ?s ?p ?o OPTIONAL { ?s ?q ?r FILTER EXISTS { @ } } }",
                "ASK { ?s ?p ?o BIND (COALESCE(EXISTS { @ }, 1) AS ?x) }",
                "ASK { { SELECT DISTINCT ?s { @ } ORDER BY ?s LIMIT 1 } }",
                "SELECT (COUNT(EXISTS { @ }) AS ?n) { ?s ?p ?o } GROUP BY ?s",
                "SELECT * { ?s ?p ?o } ORDER BY (STR(EXISTS { @ }))",
                "CONSTRUCT { ?s ?p ?o } WHERE { @ }",
                "DESCRIBE ?s WHERE { @ }",
            ] {
                assert_eq!(of(&query.replace('@', inner)), expected, "{query} {inner}");
            }
        }
        assert_eq!(of("SELECT * FROM <http://g> { ?s ?p ?o }"), (true, false));
    }

    #[test]
    fn values_take_the_place_of_the_one_free_block_of_their_parameter() {
        let text = "SELECT * { VALUES ?actor { UNDEF } VALUES ?other { UNDEF } VALUES ?actor { 1 } ?s ?p ?actor }";
        let mut query = parsed(text);
        let hostile = Literal::from("\" } ; DROP ALL # \n > }");
        let values = [Term::from(NamedNode::new_unchecked("http://e/a")), hostile.clone().into()];
        assert!(give(&mut query, "actor", &values));
        assert!(!give(&mut query, "actor", &values), "a parameter is given once");
        assert!(!give(&mut query, "nobody", &values));
        let again = parsed(&query.to_string());
        assert_eq!(again, query, "the literal stays a literal in the query's text");
        assert!(query.to_string().contains(&hostile.to_string()), "{query}");
    }
}
