//! From dossier to resolved facts: ids to nodes, quotes to spans, dates checked.

mod actors;
mod dates;
mod evidence;
mod facts;
mod forms;
mod layer;
mod links;
mod names;
mod places;
mod records;
mod resolved;
mod sources;

pub use resolved::{
    Described, FactNode, FieldClaim, Located, Object, Resolved, ResolvedFact, ResolvedField, ResolvedSeries,
    ResolvedSpan, SpanIndex, Triple,
};

use crate::check::Check;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dossier::Dossier;
use crate::iri::{DEFAULT_BASE, Mint, check_base};
use crate::registry::Registry;
use crate::text::Text;

use self::actors::NameSearch;
use self::evidence::{Spans, Suggestions};
use self::links::Links;
use self::names::Names;
use self::sources::Scope;

/// What a dossier is resolved against. Core opens no file: the caller brings the texts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'d> {
    /// The start of all IRIs; it goes before the dossier's own `base`, and [`DEFAULT_BASE`] comes last.
    pub base: Option<&'d str>,
    /// The source's text: what `source.file` holds, or `source.text`. Absent where only an address is known.
    pub text: Option<&'d Text<'d>>,
    /// The enrichments' texts, in their order; a missing one is not at hand.
    pub enrichment_texts: &'d [Option<Text<'d>>],
    /// The registry that the dossier names, or that the command was given.
    pub registry: Option<&'d Registry<'d>>,
}

/// Everything that resolving needs at every step.
struct Resolver<'d> {
    dossier: &'d Dossier<'d>,
    mint: Mint<'d>,
    names: Names<'d>,
    scopes: Vec<Scope<'d>>,
    links: Links,
    spans: Spans<'d>,
    suggestions: Suggestions,
    name_search: NameSearch,
    faults: Diagnostics,
}

/// Resolves a dossier. Findings carry JSON Pointers; [`Diagnostics::place`] turns them into lines and columns.
///
/// With an error among the findings there is nothing to describe: a false quote never makes a triple.
///
/// ```
/// use verbale_core::dossier::{read, tree::Syntax};
/// use verbale_core::resolve::{resolve, Surroundings};
/// use verbale_core::text::Text;
/// let yaml = r#"
/// verbale: 1
/// id: d
/// source: {text: "Mali left the union.", language: en}
/// actors:
///   mali: {type: state, iso: MLI}
///   union: {type: organisation, name: {en: union}}
/// facts:
///   - {id: exit, kind: withdrawal, by: mali, leaves: union, quote: "Mali left the union"}
/// "#;
/// let dossier = read(yaml, Syntax::Yaml, 1).dossier.expect("it can be read");
/// let text = Text::new("Mali left the union.");
/// let (resolved, findings) = resolve(&dossier, &Surroundings { text: Some(&text), ..Surroundings::default() });
/// assert!(findings.is_empty());
/// assert_eq!(resolved.expect("it resolves").facts.len(), 1);
/// ```
pub fn resolve<'d>(dossier: &'d Dossier<'d>, surroundings: &Surroundings<'d>) -> (Option<Resolved<'d>>, Diagnostics) {
    let mut faults = Diagnostics::new();
    let base = base_of(dossier, surroundings, &mut faults);
    let Some(mint) = Mint::new(base, &dossier.id, dossier.facts.list.len()) else {
        let message = format!("the id `{}` makes no IRI", &*dossier.id);
        faults.push(Diagnostic::new(Check::BadId, "/id", message).value(&*dossier.id));
        return (None, faults);
    };
    let mut resolver = Resolver {
        dossier,
        mint,
        names: Names::default(),
        scopes: Vec::new(),
        links: Links::default(),
        spans: Spans::default(),
        suggestions: Suggestions::default(),
        name_search: NameSearch::default(),
        faults,
    };
    let resolved = resolver.run(surroundings);
    resolver.check_forms(&resolved);
    let faults = resolver.faults;
    ((!faults.has_errors()).then_some(resolved), faults)
}

fn base_of<'d>(dossier: &'d Dossier<'d>, surroundings: &Surroundings<'d>, faults: &mut Diagnostics) -> &'d str {
    let Some(base) = surroundings.base.or(dossier.base.as_deref()) else {
        return DEFAULT_BASE;
    };
    let Err(fault) = check_base(base) else {
        return base;
    };
    let mut diagnostic = Diagnostic::new(Check::BadBase, "/base", fault.message).value(base);
    if let Some(suggestion) = fault.suggestion {
        diagnostic = diagnostic.suggest(suggestion);
    }
    faults.push(diagnostic);
    DEFAULT_BASE
}

impl<'d> Resolver<'d> {
    fn run(&mut self, surroundings: &Surroundings<'d>) -> Resolved<'d> {
        self.open_sources(surroundings);
        self.name_everything(surroundings.registry);
        self.link_statements();
        self.check_cycles();
        let facts: Vec<_> = (0..self.names.facts.len()).map(|index| self.resolve_fact(index)).collect();
        let actors = self.describe_actors();
        let places = self.describe_places();
        let sources = self.describe_sources();
        let properties = self.describe_dossier();
        self.warn_of_unused();
        Resolved {
            dossier: self.dossier,
            iri: self.mint.itself,
            properties,
            sources,
            actors,
            places,
            facts,
            spans: std::mem::take(&mut self.spans.list),
            arena: std::mem::take(&mut self.mint.arena),
        }
    }
}
