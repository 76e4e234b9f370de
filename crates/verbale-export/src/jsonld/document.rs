//! The frame of a document: context, graphs and lists.

use super::{
    JsonLd,
    print::{push_key, push_line},
    value::push_name,
};
use crate::{Error, JsonLdForm};
use serde_json::Value;
use sophia_api::term::SimpleTerm;

/// A list of the document that is open: how deep its items are, and whether it has none yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    pub(super) depth: usize,
    pub(super) empty: bool,
}

impl JsonLd {
    /// Makes `graph` the open one; leaving the graph of a dossier is leaving its object.
    pub(super) fn enter(&mut self, out: &mut Vec<u8>, graph: Option<&SimpleTerm<'_>>) -> Result<(), Error> {
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

    pub(super) fn open_graph(&mut self, out: &mut Vec<u8>, graph: Option<&SimpleTerm<'_>>) -> Result<(), Error> {
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

    pub(super) fn close_graph(&mut self, out: &mut Vec<u8>) {
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

    pub(super) fn open_document(&mut self, out: &mut Vec<u8>) {
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
    pub(super) fn push_context(&self, out: &mut Vec<u8>, base: &str, depth: usize) -> bool {
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
    pub(super) fn context_text(&self, base: &str, depth: usize) -> String {
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

    /// Whether the document was promised to hold one dossier.
    pub(crate) const fn is_single(&self) -> bool {
        self.single
    }

    /// Takes the document as begun elsewhere: a comma parts what comes from what was there.
    pub(crate) fn continue_document(&mut self) {
        self.is_first(&mut Vec::new());
    }

    /// Opens the document where it is not open, and says whether its list had no item yet; from now on it has.
    pub(crate) fn is_first(&mut self, out: &mut Vec<u8>) -> bool {
        if self.bare.is_none() {
            self.open_document(out);
        }
        self.lists.last_mut().is_some_and(|list| std::mem::replace(&mut list.empty, false))
    }

    pub(super) fn open_list(&mut self, out: &mut Vec<u8>, depth: usize) {
        out.push(b'[');
        self.lists.push(List { depth, empty: true });
    }

    pub(super) fn open_item(&mut self, out: &mut Vec<u8>) {
        let Some(list) = self.lists.last_mut() else { return };
        if !list.empty {
            out.push(b',');
        }
        list.empty = false;
        push_line(out, list.depth);
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
}

pub(super) fn set_name(name: &mut String, term: Option<&SimpleTerm<'_>>) {
    name.clear();
    if let Some(term) = term {
        push_name(name, term);
    }
}

pub(super) fn push_list_end(out: &mut Vec<u8>, list: List) {
    if !list.empty {
        push_line(out, list.depth - 1);
    }
    out.push(b']');
}
