use proptest::prelude::*;
use serde_json::Value as Json;

use super::*;
use crate::diagnostic::Part;
use crate::dossier::tree::{Node, Style, Value};

mod hostile;
mod properties;

fn yaml(text: &str) -> Tree<'_> {
    let (tree, faults) = read_tree(text, Syntax::Yaml, 1);
    assert!(faults.is_empty(), "{text:?}: {faults:?}");
    tree.unwrap()
}

/// Code, line and column of each fault.
fn faults(text: &str, syntax: Syntax) -> Vec<(&'static str, usize, usize)> {
    let (_, faults) = read_tree(text, syntax, 1);
    faults.iter().map(|f| (f.check.code(), f.place.unwrap().start.line, f.place.unwrap().start.column)).collect()
}

fn slice<'t>(tree: &'t Tree<'_>, node: &Node<'_>) -> &'t str {
    &tree.text[node.bytes.clone()]
}

fn plain(text: &str) -> Value<'_> {
    Value::Scalar(text.into(), Style::Plain)
}

/// YAML 1.2.2 section 10.3 knows null, booleans and numbers; only null matters here, everything else stays text.
#[test]
fn scalars_that_yaml_1_1_would_change_stay_text() {
    let texts = [
        "no",
        "No",
        "NO",
        "yes",
        "Yes",
        "on",
        "off",
        "Off",
        "y",
        "n",
        "true",
        "True",
        "false",
        "FALSE",
        "1:30",
        "190:20:30",
        "012",
        "0o14",
        "0x10",
        "0b11",
        "1_000",
        "1e3",
        "1E3",
        "+12",
        "-0",
        ".5",
        "1.",
        "1.10",
        "1.0.0",
        ".inf",
        "-.Inf",
        ".nan",
        "2025-04-03",
        "2025-04-03T10:00:00Z",
        "2025-04-03 10:00:00",
        "=",
        "nul",
        "none",
        "None",
        "undefined",
        "~x",
        "..",
        "-",
        "é",
    ];
    for text in texts {
        let source = if text == "-" { "v: -x".to_owned() } else { format!("v: {text}") };
        let expected = if text == "-" { "-x" } else { text };
        let tree = yaml(&source);
        let node = tree.root.child("v").unwrap();
        assert_eq!(node.value, plain(expected), "{text}");
        assert_eq!(slice(&tree, node), expected);
    }
    for text in ["", "~", "null", "Null", "NULL"] {
        assert_eq!(yaml(&format!("v: {text}")).root.child("v").unwrap().value, Value::Null, "{text:?}");
    }
    for text in ["''", "\"\"", "'~'", "\"null\"", "\"no\""] {
        let expected = Value::Scalar(text[1..text.len() - 1].into(), Style::Quoted);
        assert_eq!(yaml(&format!("v: {text}")).root.child("v").unwrap().value, expected, "{text}");
    }
}

#[test]
fn bytes_are_exact_in_block_style() {
    let tree = yaml(
        "a: \"x\\ny\"\nlist:\n  - one\n  - k: 'v'\n    w: two\n     lines\n\n# end\nempty:\nlast: |\n  text\n  more\n\n",
    );
    let at = |key: &str| slice(&tree, tree.root.child(key).unwrap());
    assert_eq!(at("a"), "\"x\\ny\"");
    assert_eq!(at("list"), "- one\n  - k: 'v'\n    w: two\n     lines");
    assert_eq!(at("empty"), "");
    assert_eq!(at("last"), "text\n  more");
    assert_eq!(tree.root.child("last").unwrap().text(), Some("text\nmore\n"));
    assert_eq!(tree.root.child("empty").unwrap().bytes.start, tree.text.find("empty:").unwrap() + 6);
    let Value::List(items) = &tree.root.child("list").unwrap().value else { panic!() };
    assert_eq!(slice(&tree, &items[1]), "k: 'v'\n    w: two\n     lines");
    assert_eq!(slice(&tree, items[1].child("k").unwrap()), "'v'");
    assert_eq!(items[1].child("w").unwrap().text(), Some("two lines"));
}

#[test]
fn bytes_are_exact_in_flow_style_and_json() {
    let text = "{\"a\": [1, \"b\\\"c\", true], \"d\" : { } }";
    for syntax in [Syntax::Yaml, Syntax::Json] {
        let (tree, faults) = read_tree(text, syntax, 1);
        assert!(faults.is_empty());
        let tree = tree.unwrap();
        assert_eq!(slice(&tree, &tree.root), text);
        let Value::List(items) = &tree.root.child("a").unwrap().value else { panic!() };
        let slices: Vec<_> = items.iter().map(|item| slice(&tree, item)).collect();
        assert_eq!(slices, ["1", "\"b\\\"c\"", "true"]);
        assert_eq!(items[1].text(), Some("b\"c"));
        assert_eq!(&text[tree.root.entry("d").unwrap().key_bytes.clone()], "\"d\"");
        assert_eq!(slice(&tree, tree.root.child("d").unwrap()), "{ }");
    }
    let (tree, _) = read_tree(text, Syntax::Json, 1);
    let tree = tree.unwrap();
    let Value::List(items) = &tree.root.child("a").unwrap().value else { panic!() };
    assert_eq!(items[0].value, Value::Scalar("1".into(), Style::Bare));
}

#[test]
fn an_empty_item_is_where_its_dash_is() {
    let tree = yaml("- a\n-\n- b\n");
    let Value::List(items) = &tree.root.value else { panic!() };
    assert_eq!(items[1].value, Value::Null);
    assert_eq!(items[1].bytes, 5..5);
}

#[test]
fn byte_order_mark_and_crlf_count() {
    let tree = yaml("\u{feff}a: b\r\nc:\r\n  d\r\n");
    assert_eq!(slice(&tree, tree.root.child("a").unwrap()), "b");
    let place = tree.place(&tree.root.child("a").unwrap().bytes);
    assert_eq!((place.start.line, place.start.column, place.start.byte), (1, 5, 6));
    assert_eq!(tree.place(&tree.root.child("c").unwrap().bytes).start.line, 3);
    let (tree, _) = read_tree("\u{feff}{\"a\": 1}", Syntax::Json, 7);
    let tree = tree.unwrap();
    let place = tree.place(&tree.root.child("a").unwrap().bytes);
    assert_eq!((place.start.line, place.start.column), (7, 8));
}

#[test]
fn unescaped_scalars_are_borrowed() {
    let text = "{\"a\": \"b\", \"c\": \"\\u0064\"}";
    for syntax in [Syntax::Yaml, Syntax::Json] {
        let (tree, _) = read_tree(text, syntax, 1);
        let tree = tree.unwrap();
        let borrowed =
            |key| matches!(&tree.root.child(key).unwrap().value, Value::Scalar(std::borrow::Cow::Borrowed(_), _));
        assert!(borrowed("a") && !borrowed("c"), "{syntax:?}");
    }
}

#[test]
fn all_that_is_refused_comes_in_one_run() {
    let text =
        "%YAML 1.2\n---\na: &x 1\nb: *x\n<<: {c: 1}\nd: !!str e\na: again\n? [k]\n: v\n\"\": w\nf: 1\n---\nsecond: 1\n";
    assert_eq!(
        faults(text, Syntax::Yaml),
        [
            ("tag", 1, 1),
            ("anchor", 3, 4),
            ("anchor", 4, 4),
            ("anchor", 5, 1),
            ("tag", 6, 4),
            ("duplicate-key", 7, 1),
            ("wrong-type", 8, 3),
            ("wrong-type", 10, 1),
            ("second-document", 12, 1),
        ]
    );
    let (tree, _) = read_tree(text, Syntax::Yaml, 1);
    let Value::Map(entries) = tree.unwrap().root.value else { panic!() };
    assert_eq!(entries.iter().map(|e| e.key.as_ref()).collect::<Vec<_>>(), ["a", "b", "d", "f"]);
    assert_eq!(entries[0].node.value, plain("1"), "the first of two equal keys stays");
}

#[test]
fn a_duplicate_key_names_both_places() {
    for (text, syntax) in
        [("a:\n  b/c: 1\n  b/c: 2\n", Syntax::Yaml), ("{\"a\":{\"b/c\":1,\n\"b/c\":2}}", Syntax::Json)]
    {
        let (tree, found) = read_tree(text, syntax, 1);
        assert!(tree.is_some());
        let fault = found.iter().next().unwrap();
        assert_eq!((fault.check, fault.part, fault.pointer.as_str()), (Check::DuplicateKey, Part::Key, "/a/b~1c"));
        let key = |place: crate::diagnostic::Place| text[place.start.byte..place.end.byte].trim_matches('"').to_owned();
        assert_eq!(key(fault.place.unwrap()), "b/c");
        let first = fault.related[0].place.unwrap();
        assert_eq!(key(first), "b/c");
        assert!(first.start < fault.place.unwrap().start);
    }
    let many: String = (0..40).map(|i| format!("k{i}: 1\n")).collect::<Vec<_>>().concat() + "k3: 2\nk39: 2\n";
    assert_eq!(faults(&many, Syntax::Yaml), [("duplicate-key", 41, 1), ("duplicate-key", 42, 1)]);
}

#[test]
fn pointers_lead_to_the_value() {
    let (_, found) = read_tree("a:\n  - x\n  - b: &y 1\n", Syntax::Yaml, 1);
    assert_eq!(found.iter().next().unwrap().pointer, "/a/1/b");
}

#[test]
fn syntax_errors_have_a_place_and_a_way_out() {
    let cases = [
        ("a:\n\tb: c", ("syntax", 2, 2), "indent with blanks"),
        ("quote: he said: no\n", ("syntax", 1, 15), "double quotes"),
        ("quote: \"never closed\nb: c\n", ("syntax", 1, 8), "close it"),
        ("quote: \"a\" b\n", ("syntax", 1, 12), "\\\""),
        ("quote: 'l'accord'\n", ("syntax", 1, 11), "''"),
        ("a: @b\n", ("syntax", 1, 4), "double quotes"),
        ("a: [1, 2\n", ("syntax", 1, 4), "close each"),
        ("a: b\nc\n", ("syntax", 2, 1), "double quotes"),
        ("- a\nb: c\n", ("syntax", 2, 1), "indentation"),
        ("a: \u{7}\n", ("syntax", 1, 4), "escape"),
        ("a: *\n", ("anchor", 1, 4), "double quotes"),
        ("a: !x!y z\n", ("tag", 1, 4), "double quotes"),
    ];
    for (text, expected, help) in cases {
        let (tree, found) = read_tree(text, Syntax::Yaml, 1);
        assert!(tree.is_none(), "{text:?}");
        assert_eq!(faults(text, Syntax::Yaml), [expected], "{text:?}");
        let fault = found.iter().next().unwrap();
        assert!(fault.help.iter().any(|h| h.contains(help)), "{text:?}: {fault:?}");
    }
}

#[test]
fn json_is_held_to_its_standard() {
    let cases = [
        ("{\"a\": 1,}", 1, 9),
        ("{'a': 1}", 1, 2),
        ("{\"a\": 1 // c\n}", 1, 9),
        ("{\"a\":\n NaN}", 2, 2),
        ("{\"a\": 01}", 1, 8),
        ("{\"a\": 1} {}", 1, 10),
        ("{\"a\": \"x\ty\"}", 1, 9),
        ("{\"é\": \"\\ud83d\"}", 1, 8),
        ("{\"a\": \"\\udc00\"}", 1, 8),
        ("{\"a\": [1, 2", 1, 12),
        ("", 1, 1),
    ];
    for (text, line, column) in cases {
        let found = faults(text, Syntax::Json);
        assert_eq!(found.len(), 1, "{text:?}: {found:?}");
        assert_eq!(found[0].0, "syntax");
        assert_eq!((found[0].1, found[0].2), (line, column), "{text:?}");
    }
    assert_eq!(
        faults("{\"\": 1, \"a\": {\"b\": 1, \"b\": 2}}", Syntax::Json),
        [("wrong-type", 1, 2), ("duplicate-key", 1, 23)]
    );
}

#[test]
fn a_text_without_a_value_is_nothing() {
    for text in ["", "\u{feff}", "# only a comment\n", "---\n", "\n\n"] {
        assert_eq!(yaml(text).root.value, Value::Null, "{text:?}");
    }
}

#[test]
fn a_comma_in_flow_style_is_noticed() {
    let tree = yaml("name: {fr: Moscou, capitale de la Russie, en: Moscow}\n");
    let hint = flow_comma_hint(&tree, tree.root.child("name").unwrap()).unwrap();
    assert!(hint.contains("\"Moscou, capitale de la Russie\""), "{hint}");
    for text in [
        "name: {fr: Moscou, en: }",
        "name: {fr: Moscou, en: Moscow}",
        "name:\n  fr: Moscou\n  en:\n",
        "name: {fr: 'Moscou', x}",
    ] {
        let tree = yaml(text);
        assert_eq!(flow_comma_hint(&tree, tree.root.child("name").unwrap()), None, "{text}");
    }
    let tree = yaml("quote: [Moscou, capitale, Bamako]\n");
    let list = tree.root.child("quote").unwrap();
    let hint = flow_list_hint(&tree, list, "A Moscou,\ncapitale de la Russie").unwrap();
    assert!(hint.contains("\"Moscou, capitale\""), "{hint}");
    assert_eq!(flow_list_hint(&tree, list, "Moscou et Bamako, capitale"), None);
}

#[test]
fn a_comment_that_cuts_a_value_is_noticed() {
    for (text, expected) in [
        ("q: the #1 ally\n", true),
        ("q: x\t# note", true),
        ("q: x#y", false),
        ("q: \"x\" # y", false),
        ("q: x\n# y", false),
    ] {
        let tree = yaml(text);
        assert_eq!(comment_hint(text, &tree.root.child("q").unwrap().bytes).is_some(), expected, "{text:?}");
    }
}

#[test]
fn a_colon_in_a_text_is_noticed() {
    let tree = yaml("quote:\n  - he said: \\no\n  - {a: b}\n  - a: b\n    c: d\n");
    let Value::List(items) = &tree.root.child("quote").unwrap().value else { panic!() };
    let hints: Vec<_> = items.iter().map(|item| colon_hint(&tree, item)).collect();
    assert!(hints[0].as_ref().is_some_and(|hint| hint.contains(r#"`"he said: \\no"`"#)), "{hints:?}");
    assert_eq!(hints[1..], [None, None]);
}

#[test]
fn each_control_character_is_reported() {
    let text = "a: x\u{7}y\nb: \"q\u{1}r\"\n# c\u{9b}\n";
    assert_eq!(faults(text, Syntax::Yaml), [("syntax", 1, 5), ("syntax", 2, 6), ("syntax", 3, 4)]);
    assert_eq!(faults("a: \"\u{85}\u{2028}\u{a0}\t\"\n", Syntax::Yaml), []);
}
