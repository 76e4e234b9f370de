//! The object of a dossier: its own members, what is said of it, and the lists that take the trees.

use super::{
    JsonLd,
    document::push_list_end,
    print::{Printer, push_key, push_line},
};
use crate::{Error, JsonLdForm, escape::push_json_string};
use oxiri::{Iri, IriRef};
use serde_json::Value;
use sophia_api::term::SimpleTerm;

/// Where in the object of a dossier the next tree would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
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
pub(super) struct Dossier {
    pub(super) iri: String,
    pub(super) place: Place,
    /// Reversed predicates whose list is closed: a key stands once in an object.
    pub(super) closed: Vec<usize>,
    /// Levels between the document and the object's members.
    pub(super) depth: usize,
}

impl JsonLd {
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
        self.close_graph(out);
    }

    /// If the root is the dossier itself, begins its object.
    pub(super) fn write_dossier(&mut self, out: &mut Vec<u8>) {
        let Some(dossier) = &self.dossier else { return };
        if dossier.place == Place::Before
            && self.tree.nodes.len() == 1
            && self.tree.name() == Some(dossier.iri.as_str())
        {
            self.open_dossier(out, true);
            self.tree.clear();
        }
    }

    /// Begins the object of the dossier, with its members if the tree holds them.
    pub(super) fn open_dossier(&mut self, out: &mut Vec<u8>, described: bool) {
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

    pub(super) fn push_base(&self, out: &mut Vec<u8>, depth: usize) -> bool {
        if self.terms.base.is_empty() {
            return false;
        }
        push_key(out, depth + 1, "@context");
        out.extend_from_slice(format!("{{\"@base\": {}}}", Value::from(self.terms.base.as_str())).as_bytes());
        true
    }

    /// Opens the list of the dossier's object that takes the root, and says whether the root's object stays open for what comes late.
    pub(super) fn open_place(&mut self, out: &mut Vec<u8>) -> bool {
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

    pub(super) fn set_place(&mut self, place: Place) {
        if let Some(dossier) = &mut self.dossier {
            dossier.place = place;
        }
    }

    /// Closes the last object of a reversed list.
    pub(super) fn close_tail(&mut self, out: &mut Vec<u8>) {
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
    pub(super) fn close_list(&mut self, out: &mut Vec<u8>) {
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

    pub(super) fn open_member(&mut self, out: &mut Vec<u8>, key: &str, depth: usize) {
        out.push(b',');
        push_key(out, depth + 1, key);
        self.open_list(out, depth + 2);
    }
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
