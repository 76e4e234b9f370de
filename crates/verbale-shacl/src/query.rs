//! Queries of SPARQL-based constraints (SHACL section 5), ready to run for any focus node.

use oxrdf::{NamedNode, NamedOrBlankNode, Variable};
use spargebra::algebra::{
    AggregateExpression, Expression, Function, GraphPattern, OrderExpression, PropertyPathExpression,
};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use crate::path::Path;
use crate::result::Message;

/// Stands for the focus node in queries: as a term of patterns, and as a function without arguments in expressions.
pub(crate) const THIS: &str = "urn:verbale:shacl:this";
/// Stands for the shape.
pub(crate) const CURRENT_SHAPE: &str = "urn:verbale:shacl:current-shape";
/// The graph that holds the shapes.
pub(crate) const SHAPES_GRAPH: &str = "urn:verbale:shacl:shapes-graph";

/// A `SELECT` whose solutions are results.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    /// With [`THIS`] and the like in the place of the pre-bound variables.
    pub(crate) select: spargebra::Query,
    /// `sh:message` of the constraint, with variables in braces.
    pub(crate) messages: Vec<Message>,
    pub(crate) shape: NamedOrBlankNode,
    /// Whether the shape is a node shape: the focus node is then the value where the query gives none.
    pub(crate) of_node_shape: bool,
}

/// Puts values in the place of the pre-bound variables, and refuses what cannot be pre-bound (SHACL appendix A).
pub(crate) struct Binder<'p> {
    /// The path of a property shape, for `$PATH`.
    pub(crate) path: Option<&'p Path>,
    /// Whether a pattern or expression named the shapes graph.
    pub(crate) reads_shapes_graph: bool,
}

impl Binder<'_> {
    /// Rewrites a whole query.
    pub(crate) fn query(&mut self, query: spargebra::Query) -> Result<spargebra::Query, String> {
        let spargebra::Query::Select { dataset, pattern, base_iri } = query else {
            return Err("sh:select is not a SELECT query".to_owned());
        };
        if dataset.is_some() {
            return Err("FROM has no place in a query of a shape".to_owned());
        }
        let pattern = self.outer(pattern)?;
        Ok(spargebra::Query::Select { dataset, pattern, base_iri })
    }

    /// The solution modifiers of the query itself, down to its own projection.
    fn outer(&mut self, pattern: GraphPattern) -> Result<GraphPattern, String> {
        Ok(match pattern {
            GraphPattern::Project { inner, variables } => {
                if !variables.iter().any(|variable| variable.as_str() == "this") {
                    return Err("the query does not select $this".to_owned());
                }
                GraphPattern::Project { inner: self.boxed(*inner)?, variables }
            }
            GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: Box::new(self.outer(*inner)?) },
            GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: Box::new(self.outer(*inner)?) },
            GraphPattern::Slice { inner, start, length } => {
                GraphPattern::Slice { inner: Box::new(self.outer(*inner)?), start, length }
            }
            other => self.pattern(other)?,
        })
    }

    fn boxed(&mut self, pattern: GraphPattern) -> Result<Box<GraphPattern>, String> {
        self.pattern(pattern).map(Box::new)
    }

    fn pattern(&mut self, pattern: GraphPattern) -> Result<GraphPattern, String> {
        Ok(match pattern {
            GraphPattern::Bgp { patterns } => self.triples(patterns)?,
            GraphPattern::Path { subject, path, object } => {
                GraphPattern::Path { subject: self.term(subject)?, path, object: self.term(object)? }
            }
            GraphPattern::Join { left, right } => {
                GraphPattern::Join { left: self.boxed(*left)?, right: self.boxed(*right)? }
            }
            GraphPattern::Union { left, right } => {
                GraphPattern::Union { left: self.boxed(*left)?, right: self.boxed(*right)? }
            }
            GraphPattern::LeftJoin { left, right, expression } => GraphPattern::LeftJoin {
                left: self.boxed(*left)?,
                right: self.boxed(*right)?,
                expression: expression.map(|expression| self.expression(expression)).transpose()?,
            },
            GraphPattern::Filter { expr, inner } => {
                GraphPattern::Filter { expr: self.expression(expr)?, inner: self.boxed(*inner)? }
            }
            GraphPattern::Graph { name, inner } => {
                GraphPattern::Graph { name: self.name(name)?, inner: self.boxed(*inner)? }
            }
            GraphPattern::Extend { inner, variable, expression } => {
                if is_prebound(&variable) {
                    return Err(format!("AS {variable} gives a value to a variable that has one already"));
                }
                GraphPattern::Extend { inner: self.boxed(*inner)?, variable, expression: self.expression(expression)? }
            }
            GraphPattern::Project { inner, variables } => {
                if !variables.iter().any(|variable| variable.as_str() == "this") {
                    return Err("a subquery does not select $this".to_owned());
                }
                GraphPattern::Project { inner: self.boxed(*inner)?, variables }
            }
            modifier => self.modifier(modifier)?,
        })
    }

    fn modifier(&mut self, pattern: GraphPattern) -> Result<GraphPattern, String> {
        Ok(match pattern {
            GraphPattern::OrderBy { inner, expression } => GraphPattern::OrderBy {
                inner: self.boxed(*inner)?,
                expression: expression.into_iter().map(|order| self.order(order)).collect::<Result<_, _>>()?,
            },
            GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: self.boxed(*inner)? },
            GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: self.boxed(*inner)? },
            GraphPattern::Slice { inner, start, length } => {
                GraphPattern::Slice { inner: self.boxed(*inner)?, start, length }
            }
            GraphPattern::Group { inner, variables, aggregates } => {
                let aggregates = aggregates.into_iter().map(|(name, value)| Ok((name, self.aggregate(value)?)));
                let aggregates = aggregates.collect::<Result<_, String>>()?;
                GraphPattern::Group { inner: self.boxed(*inner)?, variables, aggregates }
            }
            GraphPattern::Minus { .. } => return Err("MINUS cannot be used in a query of a shape".to_owned()),
            GraphPattern::Values { .. } => return Err("VALUES cannot be used in a query of a shape".to_owned()),
            GraphPattern::Service { .. } => return Err("SERVICE cannot be used in a query of a shape".to_owned()),
            _ => return Err("the query uses an extension of SPARQL".to_owned()),
        })
    }

    fn order(&mut self, order: OrderExpression) -> Result<OrderExpression, String> {
        Ok(match order {
            OrderExpression::Asc(expression) => OrderExpression::Asc(self.expression(expression)?),
            OrderExpression::Desc(expression) => OrderExpression::Desc(self.expression(expression)?),
        })
    }

    fn aggregate(&mut self, aggregate: AggregateExpression) -> Result<AggregateExpression, String> {
        Ok(match aggregate {
            AggregateExpression::FunctionCall { name, expr, distinct } => {
                AggregateExpression::FunctionCall { name, expr: self.expression(expr)?, distinct }
            }
            count @ AggregateExpression::CountSolutions { .. } => count,
        })
    }

    /// Triples; those with `$PATH` as predicate become path patterns.
    fn triples(&mut self, triples: Vec<TriplePattern>) -> Result<GraphPattern, String> {
        let (mut plain, mut paths) = (Vec::new(), Vec::new());
        for TriplePattern { subject, predicate, object } in triples {
            let (subject, object) = (self.term(subject)?, self.term(object)?);
            match predicate {
                NamedNodePattern::Variable(variable) if variable.as_str() == "PATH" => {
                    let path = self.path.ok_or("$PATH has a value in queries of property shapes only")?;
                    paths.push(GraphPattern::Path { subject, path: expression_of(path), object });
                }
                name => plain.push(TriplePattern { subject, predicate: self.name(name)?, object }),
            }
        }
        let join = |left, right| GraphPattern::Join { left: Box::new(left), right: Box::new(right) };
        Ok(paths.into_iter().fold(GraphPattern::Bgp { patterns: plain }, join))
    }

    fn term(&mut self, term: TermPattern) -> Result<TermPattern, String> {
        match term {
            TermPattern::Variable(variable) => Ok(match self.constant(&variable)? {
                Some(iri) => TermPattern::NamedNode(iri),
                None => TermPattern::Variable(variable),
            }),
            other => Ok(other),
        }
    }

    fn name(&mut self, name: NamedNodePattern) -> Result<NamedNodePattern, String> {
        match name {
            NamedNodePattern::Variable(variable) => Ok(match self.constant(&variable)? {
                Some(iri) => NamedNodePattern::NamedNode(iri),
                None => NamedNodePattern::Variable(variable),
            }),
            iri @ NamedNodePattern::NamedNode(_) => Ok(iri),
        }
    }

    /// What stands for a pre-bound variable in a pattern.
    fn constant(&mut self, variable: &Variable) -> Result<Option<NamedNode>, String> {
        let iri = match variable.as_str() {
            "this" => THIS,
            "currentShape" => CURRENT_SHAPE,
            "shapesGraph" => {
                self.reads_shapes_graph = true;
                SHAPES_GRAPH
            }
            "PATH" => return Err("$PATH can only be the predicate of a triple".to_owned()),
            _ => return Ok(None),
        };
        Ok(Some(NamedNode::new_unchecked(iri)))
    }

    fn expression(&mut self, expression: Expression) -> Result<Expression, String> {
        use Expression as E;
        Ok(match expression {
            E::Variable(variable) => match self.constant(&variable)? {
                Some(iri) if iri.as_str() == SHAPES_GRAPH => E::NamedNode(iri),
                Some(iri) => E::FunctionCall(Function::Custom(iri), Vec::new()),
                None => E::Variable(variable),
            },
            E::Bound(variable) if is_prebound(&variable) => {
                self.constant(&variable)?;
                E::Literal(true.into())
            }
            E::Or(a, b) => E::Or(self.operand(*a)?, self.operand(*b)?),
            E::And(a, b) => E::And(self.operand(*a)?, self.operand(*b)?),
            E::Equal(a, b) => E::Equal(self.operand(*a)?, self.operand(*b)?),
            E::SameTerm(a, b) => E::SameTerm(self.operand(*a)?, self.operand(*b)?),
            E::Greater(a, b) => E::Greater(self.operand(*a)?, self.operand(*b)?),
            E::GreaterOrEqual(a, b) => E::GreaterOrEqual(self.operand(*a)?, self.operand(*b)?),
            E::Less(a, b) => E::Less(self.operand(*a)?, self.operand(*b)?),
            E::LessOrEqual(a, b) => E::LessOrEqual(self.operand(*a)?, self.operand(*b)?),
            E::Add(a, b) => E::Add(self.operand(*a)?, self.operand(*b)?),
            E::Subtract(a, b) => E::Subtract(self.operand(*a)?, self.operand(*b)?),
            E::Multiply(a, b) => E::Multiply(self.operand(*a)?, self.operand(*b)?),
            E::Divide(a, b) => E::Divide(self.operand(*a)?, self.operand(*b)?),
            E::In(a, list) => E::In(self.operand(*a)?, self.expressions(list)?),
            E::UnaryPlus(a) => E::UnaryPlus(self.operand(*a)?),
            E::UnaryMinus(a) => E::UnaryMinus(self.operand(*a)?),
            E::Not(a) => E::Not(self.operand(*a)?),
            E::If(a, b, c) => E::If(self.operand(*a)?, self.operand(*b)?, self.operand(*c)?),
            E::Coalesce(list) => E::Coalesce(self.expressions(list)?),
            E::FunctionCall(Function::Custom(name), _) => {
                return Err(format!("the function {name} is not known: functions are those of SPARQL 1.1"));
            }
            E::FunctionCall(function, list) => E::FunctionCall(function, self.expressions(list)?),
            E::Exists(pattern) => E::Exists(self.boxed(*pattern)?),
            constant => constant,
        })
    }

    fn operand(&mut self, expression: Expression) -> Result<Box<Expression>, String> {
        self.expression(expression).map(Box::new)
    }

    fn expressions(&mut self, list: Vec<Expression>) -> Result<Vec<Expression>, String> {
        list.into_iter().map(|expression| self.expression(expression)).collect()
    }
}

fn is_prebound(variable: &Variable) -> bool {
    ["this", "currentShape", "shapesGraph", "PATH"].contains(&variable.as_str())
}

/// A path as SPARQL has it. Lists of paths nest to the right.
fn expression_of(path: &Path) -> PropertyPathExpression {
    use PropertyPathExpression as P;
    let boxed = |path| Box::new(expression_of(path));
    let fold = |paths: &[Path], join: fn(Box<P>, Box<P>) -> P| {
        let mut expressions = paths.iter().rev().map(expression_of);
        let last = expressions.next().unwrap_or_else(|| P::NegatedPropertySet(Vec::new()));
        expressions.fold(last, |after, before| join(Box::new(before), Box::new(after)))
    };
    match path {
        Path::Predicate(iri) => P::NamedNode(iri.clone()),
        Path::Inverse(path) => P::Reverse(boxed(path)),
        Path::Sequence(paths) => fold(paths, P::Sequence),
        Path::Alternative(paths) => fold(paths, P::Alternative),
        Path::ZeroOrMore(path) => P::ZeroOrMore(boxed(path)),
        Path::OneOrMore(path) => P::OneOrMore(boxed(path)),
        Path::ZeroOrOne(path) => P::ZeroOrOne(boxed(path)),
    }
}
