//! JSON-LD 1.1 documents, written while the quads come.
//!
//! Memory holds one tree at a time: a subject with those that nest in it. A subject that fits nowhere begins the next tree.

mod document;
mod dossier;
mod print;
mod tree;
mod value;

use self::{
    document::{List, set_name},
    dossier::{Dossier, Place},
    print::Printer,
    tree::Tree,
    value::{Terms, push_name},
};
use crate::{Error, Format, JsonLdForm, Layout, Options, check::check_iri, context::Context, error::Slot};
use sophia_api::term::SimpleTerm;

/// The state of a JSON-LD document between two quads.
#[derive(Debug)]
pub(crate) struct JsonLd {
    terms: Terms,
    form: JsonLdForm,
    url: Option<String>,
    single: bool,
    tree: Tree,
    /// Whether the document is one object, the dossier; absent before the first byte.
    bare: Option<bool>,
    lists: Vec<List>,
    graph: String,
    dossier: Option<Dossier>,
    name: String,
}

impl JsonLd {
    pub(crate) fn new(layout: &Layout<'_>, options: &Options) -> Result<Self, Error> {
        let expanded = options.jsonld_form == JsonLdForm::Expanded;
        let context = if expanded { Context::default() } else { Context::read(layout.context)? };
        if let Some(url) = &options.context_url {
            check_iri(url, Slot::Context)?;
        }
        let nests = options.jsonld_form == JsonLdForm::Nested;
        let reversed = if nests { read_reversed(layout, &context)? } else { Vec::new() };
        let nested = layout.nested.iter().filter(|_| nests).map(|&predicate| predicate.to_owned()).collect();
        Ok(Self {
            terms: Terms { context, base: String::new(), nested, reversed, scratch: String::new(), bytes: Vec::new() },
            form: options.jsonld_form,
            url: options.context_url.clone().filter(|_| !expanded),
            single: options.single,
            tree: Tree::default(),
            bare: None,
            lists: Vec::new(),
            graph: String::new(),
            dossier: None,
            name: String::new(),
        })
    }

    pub(crate) fn quad(
        &mut self,
        out: &mut Vec<u8>,
        [subject, predicate, object]: &[SimpleTerm<'_>; 3],
        graph: Option<&SimpleTerm<'_>>,
    ) -> Result<(), Error> {
        check_expressible(object)?;
        self.enter(out, graph)?;
        self.open_subject(out, subject)?;
        let SimpleTerm::Iri(predicate) = predicate else { return Ok(()) };
        let length = self.tree.text.len();
        match self.terms.entry(&mut self.tree.text, predicate, object) {
            Ok(entry) => {
                self.tree.push(entry);
                Ok(())
            }
            Err(error) => {
                self.tree.text.truncate(length);
                Err(error)
            }
        }
    }

    fn open_subject(&mut self, out: &mut Vec<u8>, subject: &SimpleTerm<'_>) -> Result<(), Error> {
        set_name(&mut self.name, Some(subject));
        if self.tree.name() == Some(self.name.as_str()) {
            return Ok(());
        }
        let mut id = String::new();
        self.terms.push_id(&mut id, &self.name)?;
        self.settle(out);
        let name = push_name(&mut self.tree.text, subject);
        let start = self.tree.text.len();
        self.tree.text.push_str(&id);
        let id = start..self.tree.text.len();
        self.tree.begin(name, id);
        Ok(())
    }

    /// Finds the place of the subject that has just ended; what stands before it is written if it begins a tree.
    fn settle(&mut self, out: &mut Vec<u8>) {
        if self.form != JsonLdForm::Nested {
            return self.write_root(out);
        }
        if self.tree.nodes.len() == 1 {
            self.tree.keep_last();
        } else if !self.tree.nodes.is_empty() && !self.tree.place() {
            let last = self.tree.nodes.len() - 1;
            self.write_first(out, last);
            self.tree.keep_last();
        }
        self.write_dossier(out);
    }

    /// Writes what is held.
    fn flush(&mut self, out: &mut Vec<u8>) {
        self.settle(out);
        self.write_root(out);
    }

    fn write_root(&mut self, out: &mut Vec<u8>) {
        let nodes = self.tree.nodes.len();
        self.write_first(out, nodes);
        self.tree.clear();
    }

    /// Writes the tree of the first node, one of `nodes`, to where it belongs.
    fn write_first(&mut self, out: &mut Vec<u8>, nodes: usize) {
        if nodes == 0 || self.tree.nodes[0].entries.is_empty() {
            return;
        }
        if self.dossier.as_ref().is_some_and(|dossier| dossier.place == Place::Before) {
            self.open_dossier(out, false);
        }
        let stays_open = self.open_place(out);
        self.open_item(out);
        let depth = self.lists.last().map_or(0, |list| list.depth);
        let printer = Printer { tree: &self.tree, terms: &self.terms, arrays: self.form == JsonLdForm::Expanded };
        if stays_open {
            out.push(b'{');
            printer.push_members(out, 0, depth);
        } else {
            printer.push_node(out, 0, depth);
        }
    }
}

/// Finds the `@reverse` terms of the layout in the context.
fn read_reversed(layout: &Layout<'_>, context: &Context) -> Result<Vec<(String, usize)>, Error> {
    let find = |&(predicate, name): &(&str, &str)| {
        let fits = |&&index: &&usize| {
            let term = &context.terms[index];
            term.name == name && term.reverse
        };
        let index = context.terms_of(predicate).iter().find(fits).copied();
        let refuse = || Error::Context { term: name.to_owned(), reason: format!("not a @reverse term of {predicate}") };
        index.map(|index| (predicate.to_owned(), index)).ok_or_else(refuse)
    };
    layout.reversed.iter().map(find).collect()
}

fn check_expressible(object: &SimpleTerm<'_>) -> Result<(), Error> {
    let feature = match object {
        SimpleTerm::Triple(_) => "triple terms",
        SimpleTerm::LiteralLanguage(_, _, Some(_)) => "base direction",
        _ => return Ok(()),
    };
    Err(Error::Unsupported { format: Format::JsonLd, feature })
}
