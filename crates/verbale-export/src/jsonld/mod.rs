//! JSON-LD 1.1 documents, written while the quads come.
//!
//! Memory holds one tree at a time: a subject with those that nest in it. A subject that fits nowhere begins the next tree.

mod print;
mod tree;
mod value;

use self::{
    print::{Printer, push_key, push_line},
    tree::Tree,
    value::{Terms, push_name},
};
use crate::{
    Error, Format, JsonLdForm, Layout, Options, check::check_iri, context::Context, error::Slot,
    escape::push_json_string,
};
use oxiri::{Iri, IriRef};
use serde_json::Value;
use sophia_api::term::SimpleTerm;

/// A list of the document that is open: how deep its items are, and whether it has none yet.
#[derive(Clone, Copy, Debug)]
struct List {
    depth: usize,
    empty: bool,
}

/// Where in the object of a dossier the next tree would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The object is not begun.
    Before,
    /// Its own members are written, no list is open.
    Members,
    /// Its `@included` is open.
    Included,
    /// The list of a reversed predicate is open, and so is the last object in it.
    Reversed(usize),
    /// As before, and the `@included` of that last object is open.
    Late(usize),
}

/// The dossier that is open.
#[derive(Debug)]
struct Dossier {
    iri: String,
    place: Place,
    /// Reversed predicates whose list is closed: a key stands once in an object.
    closed: Vec<usize>,
    /// Levels between the document and the object's members.
    depth: usize,
}

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

    pub(crate) fn begin_dossier(
        &mut self,
        out: &mut Vec<u8>,
        iri: &str,
        graph: Option<&SimpleTerm<'_>>,
    ) -> Result<(), Error> {
        if self.form != JsonLdForm::Nested {
            return Ok(());
        }
        if self.bare.is_some() && (self.single || self.bare == Some(true)) {
            return Err(Error::Single);
        }
        let base = relative_base(iri);
        self.flush(out);
        if self.single && graph.is_none() {
            self.bare = Some(true);
            out.push(b'{');
            self.push_context(out, &base, 0);
        } else {
            self.open_graph(out, graph)?;
        }
        let depth = self.lists.last().map_or(0, |list| list.depth);
        self.terms.base = base;
        self.dossier = Some(Dossier { iri: iri.to_owned(), place: Place::Before, closed: Vec::new(), depth });
        Ok(())
    }

    pub(crate) fn end_dossier(&mut self, out: &mut Vec<u8>) {
        self.flush(out);
        if self.dossier.as_ref().is_some_and(|dossier| dossier.place == Place::Before) {
            self.open_dossier(out, false);
        }
        self.close_list(out);
        if let Some(dossier) = self.dossier.take() {
            push_line(out, dossier.depth);
            out.push(b'}');
        }
        self.terms.base.clear();
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

    pub(crate) fn finish(&mut self, out: &mut Vec<u8>) {
        if self.dossier.is_some() {
            self.end_dossier(out);
        }
        self.flush(out);
        self.close_graph(out);
        if self.bare.is_none() {
            self.open_document(out);
        }
        if let Some(list) = self.lists.pop() {
            push_list_end(out, list);
            if list.depth > 1 {
                out.extend_from_slice(b"\n}");
            }
        }
        out.push(b'\n');
    }

    /// Makes `graph` the open one; leaving the graph of a dossier is leaving its object.
    fn enter(&mut self, out: &mut Vec<u8>, graph: Option<&SimpleTerm<'_>>) -> Result<(), Error> {
        set_name(&mut self.name, graph);
        if self.bare == Some(true) {
            let inside = self.name.is_empty() && self.dossier.is_some();
            return if inside { Ok(()) } else { Err(Error::Single) };
        }
        if self.name == self.graph && self.bare.is_some() {
            return Ok(());
        }
        if self.dossier.is_some() {
            self.end_dossier(out);
        }
        self.flush(out);
        self.open_graph(out, graph)
    }

    fn open_graph(&mut self, out: &mut Vec<u8>, graph: Option<&SimpleTerm<'_>>) -> Result<(), Error> {
        set_name(&mut self.name, graph);
        if self.bare.is_none() {
            self.open_document(out);
        }
        if self.name == self.graph {
            return Ok(());
        }
        let mut id = String::new();
        if !self.name.is_empty() {
            let name = std::mem::take(&mut self.name);
            self.terms.base.clear();
            self.terms.push_id(&mut id, &name)?;
            self.name = name;
        }
        self.close_graph(out);
        self.graph.clone_from(&self.name);
        if !id.is_empty() {
            self.open_item(out);
            let depth = self.lists.last().map_or(0, |list| list.depth);
            out.push(b'{');
            push_key(out, depth + 1, self.terms.context.keyword("@id"));
            out.extend_from_slice(id.as_bytes());
            out.push(b',');
            push_key(out, depth + 1, self.terms.context.keyword("@graph"));
            self.open_list(out, depth + 2);
        }
        Ok(())
    }

    fn close_graph(&mut self, out: &mut Vec<u8>) {
        if self.graph.is_empty() {
            return;
        }
        self.graph.clear();
        if let Some(list) = self.lists.pop() {
            push_list_end(out, list);
            push_line(out, list.depth - 2);
            out.push(b'}');
        }
    }

    fn open_document(&mut self, out: &mut Vec<u8>) {
        self.bare = Some(false);
        if self.form == JsonLdForm::Expanded {
            return self.open_list(out, 1);
        }
        out.push(b'{');
        if self.push_context(out, "", 0) {
            out.push(b',');
        }
        push_key(out, 1, self.terms.context.keyword("@graph"));
        self.open_list(out, 2);
    }

    /// Appends the `@context` of the document; without a context and a base there is none.
    fn push_context(&self, out: &mut Vec<u8>, base: &str, depth: usize) -> bool {
        let base = if base.is_empty() { String::new() } else { format!("{{\"@base\": {}}}", Value::from(base)) };
        let text = match &self.url {
            Some(url) if base.is_empty() => Value::from(url.as_str()).to_string(),
            Some(url) => format!("[{}, {base}]", Value::from(url.as_str())),
            None if self.terms.context.value.is_empty() => base,
            None => self.context_text(&base, depth),
        };
        if !text.is_empty() {
            push_key(out, depth + 1, "@context");
            out.extend_from_slice(text.as_bytes());
        }
        !text.is_empty()
    }

    /// The inline context, one definition a line, with the base first.
    fn context_text(&self, base: &str, depth: usize) -> String {
        let mut lines: Vec<String> = Vec::new();
        lines.extend(base.strip_prefix('{').and_then(|base| base.strip_suffix('}')).map(str::to_owned));
        let spaced = |value: &Value| value.to_string().replace("\":", "\": ").replace(",\"", ", \"");
        lines.extend(self.terms.context.value.iter().map(|(key, value)| {
            let value = if value.is_object() { spaced(value) } else { value.to_string() };
            format!("{}: {value}", Value::from(key.as_str()))
        }));
        let indent = "  ".repeat(depth + 2);
        format!("{{\n{indent}{}\n{}}}", lines.join(&format!(",\n{indent}")), "  ".repeat(depth + 1))
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

    /// If the root is the dossier itself, begins its object.
    fn write_dossier(&mut self, out: &mut Vec<u8>) {
        let Some(dossier) = &self.dossier else { return };
        if dossier.place == Place::Before
            && self.tree.nodes.len() == 1
            && self.tree.name() == Some(dossier.iri.as_str())
        {
            self.open_dossier(out, true);
            self.tree.clear();
        }
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

    /// Begins the object of the dossier, with its members if the tree holds them.
    fn open_dossier(&mut self, out: &mut Vec<u8>, described: bool) {
        if self.bare == Some(false) {
            self.open_item(out);
            out.push(b'{');
        }
        let Some(dossier) = &mut self.dossier else { return };
        dossier.place = Place::Members;
        let (depth, iri) = (dossier.depth, dossier.iri.clone());
        let context = match self.bare {
            Some(true) => self.url.is_some() || !self.terms.context.value.is_empty() || !self.terms.base.is_empty(),
            _ => self.push_base(out, depth),
        };
        if context {
            out.push(b',');
        }
        if described {
            Printer { tree: &self.tree, terms: &self.terms, arrays: false }.push_members(out, 0, depth);
        } else {
            push_key(out, depth + 1, self.terms.context.keyword("@id"));
            push_json_string(out, &iri);
        }
    }

    fn push_base(&self, out: &mut Vec<u8>, depth: usize) -> bool {
        if self.terms.base.is_empty() {
            return false;
        }
        push_key(out, depth + 1, "@context");
        out.extend_from_slice(format!("{{\"@base\": {}}}", Value::from(self.terms.base.as_str())).as_bytes());
        true
    }

    /// Opens the list of the dossier's object that takes the root, and says whether the root's object stays open for what comes late.
    fn open_place(&mut self, out: &mut Vec<u8>) -> bool {
        let Some(dossier) = &self.dossier else { return false };
        let (place, depth) = (dossier.place, dossier.depth);
        let reversed = self.tree.root_reversed(&dossier.iri).filter(|(_, by)| !dossier.closed.contains(by));
        if let Some((entry, by)) = reversed {
            self.tree.entries[entry].implied = true;
            if matches!(place, Place::Reversed(open) | Place::Late(open) if open == by) {
                self.close_tail(out);
            } else {
                self.close_list(out);
                let term = self.terms.reversed[by].1;
                let name = self.terms.context.terms[term].name.clone();
                self.open_member(out, &name, depth);
            }
            self.set_place(Place::Reversed(by));
            return true;
        }
        match place {
            Place::Reversed(by) => {
                let included = self.terms.context.keyword("@included").to_owned();
                self.open_member(out, &included, depth + 2);
                self.set_place(Place::Late(by));
            }
            Place::Before | Place::Members => {
                let included = self.terms.context.keyword("@included").to_owned();
                self.open_member(out, &included, depth);
                self.set_place(Place::Included);
            }
            Place::Included | Place::Late(_) => {}
        }
        false
    }

    fn set_place(&mut self, place: Place) {
        if let Some(dossier) = &mut self.dossier {
            dossier.place = place;
        }
    }

    /// Closes the last object of a reversed list.
    fn close_tail(&mut self, out: &mut Vec<u8>) {
        let Some(dossier) = &mut self.dossier else { return };
        if let Place::Late(by) = dossier.place {
            dossier.place = Place::Reversed(by);
            if let Some(list) = self.lists.pop() {
                push_list_end(out, list);
            }
        }
        push_line(out, dossier.depth + 2);
        out.push(b'}');
    }

    /// Closes the list of the dossier's object that is open.
    fn close_list(&mut self, out: &mut Vec<u8>) {
        let Some(dossier) = &mut self.dossier else { return };
        match dossier.place {
            Place::Before | Place::Members => return,
            Place::Included => {}
            Place::Reversed(by) | Place::Late(by) => {
                dossier.closed.push(by);
                self.close_tail(out);
            }
        }
        if let Some(list) = self.lists.pop() {
            push_list_end(out, list);
        }
        self.set_place(Place::Members);
    }

    fn open_member(&mut self, out: &mut Vec<u8>, key: &str, depth: usize) {
        out.push(b',');
        push_key(out, depth + 1, key);
        self.open_list(out, depth + 2);
    }

    fn open_list(&mut self, out: &mut Vec<u8>, depth: usize) {
        out.push(b'[');
        self.lists.push(List { depth, empty: true });
    }

    fn open_item(&mut self, out: &mut Vec<u8>) {
        let Some(list) = self.lists.last_mut() else { return };
        if !list.empty {
            out.push(b',');
        }
        list.empty = false;
        push_line(out, list.depth);
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

/// The dossier's IRI and a slash, where relative references below it resolve by appending (RFC 3986, section 5.2); else nothing.
fn relative_base(iri: &str) -> String {
    let base = format!("{iri}/");
    let appends = Iri::parse(base.as_str())
        .ok()
        .filter(|iri| iri.query().is_none() && iri.fragment().is_none())
        .is_some_and(|iri| {
            let probe = IriRef::parse("a/b").and_then(|path| iri.resolve(&path));
            probe.is_ok_and(|resolved| resolved.as_str() == format!("{base}a/b"))
        });
    if appends { base } else { String::new() }
}

fn check_expressible(object: &SimpleTerm<'_>) -> Result<(), Error> {
    let feature = match object {
        SimpleTerm::Triple(_) => "triple terms",
        SimpleTerm::LiteralLanguage(_, _, Some(_)) => "base direction",
        _ => return Ok(()),
    };
    Err(Error::Unsupported { format: Format::JsonLd, feature })
}

fn set_name(name: &mut String, term: Option<&SimpleTerm<'_>>) {
    name.clear();
    if let Some(term) = term {
        push_name(name, term);
    }
}

fn push_list_end(out: &mut Vec<u8>, list: List) {
    if !list.empty {
        push_line(out, list.depth - 1);
    }
    out.push(b']');
}
