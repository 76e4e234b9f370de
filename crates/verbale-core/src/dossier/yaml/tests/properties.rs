//! The tree against the reading of `serde_json`, and three spellings of one value against each other.

use super::*;

fn json_value() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        "\\PC{0,12}".prop_map(Json::from),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::btree_map("[^\u{0}-\u{1f}]{1,9}", inner, 0..6)
                .prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

/// What `serde_json` reads, made from the tree.
fn as_json(node: &Node<'_>) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Scalar(text, Style::Quoted) => Json::from(text.as_ref()),
        Value::Scalar(text, _) => serde_json::from_str(text).unwrap(),
        Value::List(items) => items.iter().map(as_json).collect(),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|e| (e.key.clone().into_owned(), as_json(&e.node))).collect())
        }
    }
}

/// The value with its places and the spelling of its scalars left out.
fn shape(node: &Node<'_>) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Scalar(text, Style::Quoted) => format!("{text:?}"),
        Value::Scalar(text, _) => text.clone().into_owned(),
        Value::List(items) => format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(",")),
        Value::Map(entries) => {
            let entries = entries.iter().map(|e| format!("{:?}:{}", e.key, shape(&e.node)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
    }
}

/// Block style, with single quotes where a text can have them, so that it shares nothing with the JSON spelling.
fn block(value: &Json, indent: usize) -> String {
    let pad = "  ".repeat(indent);
    match value {
        Json::Array(items) if !items.is_empty() => {
            items.iter().map(|item| format!("\n{pad}-{}", block(item, indent + 1))).collect::<Vec<_>>().concat()
        }
        Json::Object(map) if !map.is_empty() => map
            .iter()
            .map(|(key, item)| format!("\n{pad}{}:{}", quoted(key), block(item, indent + 1)))
            .collect::<Vec<_>>()
            .concat(),
        Json::String(text) => format!(" {}", quoted(text)),
        other => format!(" {other}"),
    }
}

fn quoted(text: &str) -> String {
    let printable = |c: char| {
        matches!(c, ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..) && c != '\u{feff}'
    };
    if text.chars().all(printable) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if printable(c) => c.to_string(),
        c => format!("\\U{:08X}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

fn check_places(tree: &Tree<'_>, node: &Node<'_>) {
    let slice = &tree.text[node.bytes.clone()];
    match &node.value {
        Value::Null => assert!(matches!(slice, "" | "~" | "null" | "Null" | "NULL"), "{slice:?}"),
        Value::Scalar(text, Style::Quoted) => {
            let quote = slice.chars().next().filter(|c| matches!(c, '"' | '\''));
            // A block scalar has no quotation marks but those of its text.
            if let Some(quote) = quote.filter(|quote| !text.starts_with(*quote)) {
                assert!(slice.len() > 1 && slice.ends_with(quote), "{slice:?}");
                let inner = &slice[1..slice.len() - 1];
                assert!(inner.contains(['\\', '\'', '\n', '\r']) || inner == text, "{slice:?} {text:?}");
            }
        }
        Value::Scalar(text, _) => assert!(slice.contains(['\n', '\r']) || slice == text, "{slice:?} {text:?}"),
        Value::List(items) => items.iter().for_each(|item| check_inside(tree, node, item)),
        Value::Map(entries) => {
            for entry in entries {
                assert!(node.bytes.start <= entry.key_bytes.start && entry.key_bytes.end <= entry.node.bytes.end);
                check_inside(tree, node, &entry.node);
            }
        }
    }
}

fn check_inside(tree: &Tree<'_>, outer: &Node<'_>, inner: &Node<'_>) {
    assert!(outer.bytes.start <= inner.bytes.start && inner.bytes.end <= outer.bytes.end, "{outer:?} {inner:?}");
    check_places(tree, inner);
}

proptest! {
    #[test]
    fn json_reads_as_serde_json_reads_it(value in json_value(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let (tree, found) = read_tree(&text, Syntax::Json, 1);
        prop_assert!(found.is_empty(), "{:?}", found);
        let tree = tree.unwrap();
        check_places(&tree, &tree.root);
        prop_assert_eq!(as_json(&tree.root), serde_json::from_str::<Json>(&text).unwrap());
    }

    #[test]
    fn three_spellings_give_one_tree(value in json_value()) {
        let json = serde_json::to_string(&value).unwrap();
        // A C1 character may stand raw in JSON, not in YAML.
        let flow: String = json.chars().map(|c| if ('\u{7f}'..='\u{9f}').contains(&c) || ('\u{fffe}'..='\u{ffff}').contains(&c) || c == '\u{feff}' { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }).collect();
        let block = block(&value, 0);
        let (from_json, _) = read_tree(&json, Syntax::Json, 1);
        let expected = shape(&from_json.unwrap().root);
        for text in [&flow, &block] {
            let (tree, found) = read_tree(text, Syntax::Yaml, 1);
            prop_assert!(found.is_empty(), "{:?} {:?}", text, found);
            let tree = tree.unwrap();
            check_places(&tree, &tree.root);
            prop_assert_eq!(shape(&tree.root), expected.clone(), "{:?}", text);
        }
    }

    #[test]
    fn no_text_breaks_the_reader(text in "[\\[\\]{}:,\"'#&*!|>%@`\\-? \t\r\n~<a0é\u{feff}\u{85}\u{0}]{0,60}") {
        for syntax in [Syntax::Yaml, Syntax::Json] {
            let (tree, found) = read_tree(&text, syntax, 3);
            prop_assert!(tree.is_some() || found.has_errors());
            // An alias leaves an empty value behind, so only a text without faults has a tree like itself.
            if let Some(tree) = tree.filter(|_| found.is_empty()) {
                check_places(&tree, &tree.root);
            }
            for fault in &found {
                let place = fault.place.unwrap();
                prop_assert!(place.start.line >= 3 && place.start.byte <= place.end.byte && place.end.byte <= text.len());
                prop_assert!(text.is_char_boundary(place.start.byte) && text.is_char_boundary(place.end.byte));
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text: String) {
        for syntax in [Syntax::Yaml, Syntax::Json] {
            let (tree, found) = read_tree(&text, syntax, 1);
            prop_assert!(tree.is_some() || found.has_errors());
        }
    }
}
