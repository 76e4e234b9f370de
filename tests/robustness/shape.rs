//! A dossier as a tree that may hold what no reader would give: a key twice, a number where text belongs.

use std::fmt::Write;

use verbale_core::dossier::tree::{Node, Style, Syntax, Value};

/// Keys whose values are numbers or booleans in JSON.
const BARE: &[&str] = &[
    "verbale",
    "ordinal",
    "nth",
    "part",
    "lat",
    "long",
    "exhaustive",
    "centroid",
    "rootEvent",
    "mentionCount",
    "sourceCount",
    "articleCount",
    "tone",
];

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Null,
    /// Written without quotes where the syntax lets it.
    Plain(String),
    Quoted(String),
    List(Vec<Shape>),
    Map(Vec<(String, Shape)>),
}

impl Shape {
    pub(super) fn of(node: &Node<'_>) -> Self {
        match &node.value {
            Value::Null => Self::Null,
            Value::Scalar(text, Style::Quoted) => Self::Quoted(text.to_string()),
            Value::Scalar(text, _) => Self::Plain(text.to_string()),
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Map(entries) => {
                Self::Map(entries.iter().map(|entry| (entry.key.to_string(), Self::of(&entry.node))).collect())
            }
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Plain(text) | Self::Quoted(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn child(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(other, _)| other == key).map(|(_, value)| value),
            _ => None,
        }
    }

    fn children(&self) -> Vec<&Self> {
        match self {
            Self::List(items) => items.iter().collect(),
            Self::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }

    /// The tree's nodes, outermost first.
    pub(super) fn nodes(&self) -> Vec<&Self> {
        let mut nodes = vec![self];
        let mut next = 0;
        while let Some(node) = nodes.get(next).copied() {
            nodes.extend(node.children());
            next += 1;
        }
        nodes
    }

    /// The node that comes after `skipped` others of those that are wanted, from the outside in.
    pub(super) fn nth_mut(&mut self, skipped: &mut usize, wanted: fn(&Self) -> bool) -> Option<&mut Self> {
        if wanted(self) {
            if *skipped == 0 {
                return Some(self);
            }
            *skipped -= 1;
        }
        match self {
            Self::List(items) => items.iter_mut().find_map(|item| item.nth_mut(skipped, wanted)),
            Self::Map(entries) => entries.iter_mut().find_map(|(_, value)| value.nth_mut(skipped, wanted)),
            _ => None,
        }
    }

    pub(super) fn print(&self, syntax: Syntax) -> String {
        let mut out = String::new();
        match syntax {
            Syntax::Yaml => self.print_yaml(0, &mut out),
            Syntax::Json => self.print_json("", &mut out),
        }
        out.push('\n');
        out
    }

    /// Block style: a list or mapping begins on a line of its own.
    fn print_yaml(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        match self {
            Self::Null => {}
            Self::Plain(text) if is_word(text) => out.push_str(text),
            Self::Plain(text) | Self::Quoted(text) => out.push_str(&quoted(text)),
            Self::List(items) if items.is_empty() => out.push_str("[]"),
            Self::Map(entries) if entries.is_empty() => out.push_str("{}"),
            Self::List(items) => {
                for item in items {
                    let _ = write!(out, "\n{indent}- ");
                    item.print_yaml(depth + 1, out);
                }
            }
            Self::Map(entries) => {
                for (key, value) in entries {
                    let key = if is_word(key) { key.clone() } else { quoted(key) };
                    let _ = write!(out, "\n{indent}{key}: ");
                    value.print_yaml(depth + 1, out);
                }
            }
        }
    }

    fn print_json(&self, under: &str, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Plain(text) if BARE.contains(&under) && is_bare(text) => out.push_str(text),
            Self::Plain(text) | Self::Quoted(text) => out.push_str(&quoted(text)),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { "," });
                    item.print_json(under, out);
                }
                out.push(']');
            }
            Self::Map(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    let _ = write!(out, "{}{}:", if index == 0 { "" } else { ",\n" }, quoted(key));
                    value.print_json(if key == "value" { under } else { key }, out);
                }
                out.push('}');
            }
        }
    }
}

/// Whether a YAML reader takes it as it is: no indicator, no ` #`, no `: `.
fn is_word(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+');
    let first = |c: char| c.is_ascii_alphanumeric();
    text.strip_prefix('-').unwrap_or(text).starts_with(first) && text.chars().all(inner)
}

fn is_bare(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok_and(|value| value.is_number() || value.is_boolean())
}

/// JSON's string, which is also one of YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
