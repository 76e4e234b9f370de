//! Locates quotes: JSON Lines in, JSON Lines out.
//!
//! A line in is `{"text": …, "quote": …, "nth"?: …}` or `{"text_file": …, …}`; a line out is `{"span": [start, end]}` or
//! `{"error": …, "near": [{"start", "end", "text", "difference"}]}`. Offsets are code points, end-exclusive.
//!
//! ```text
//! echo '{"text": "l’AES dès ses débuts", "quote": "l'"'"'AES"}' | cargo run -p verbale-core --example locate
//! ```

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufRead as _, Write as _, stdin, stdout};

use serde_json::{Value, json};
use verbale_core::text::{NotLocated, Text};

fn main() -> Result<(), Box<dyn Error>> {
    let mut texts = HashMap::new();
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let text = text_of(&request, &mut texts)?;
        let quote = request["quote"].as_str().ok_or("quote: a string is expected")?;
        let nth = request["nth"].as_u64().map(usize::try_from).transpose()?;
        writeln!(out, "{}", answer(text, quote, nth))?;
    }
    Ok(())
}

/// The text that a request names, read once.
fn text_of<'t>(
    request: &Value,
    texts: &'t mut HashMap<String, Text<'static>>,
) -> Result<&'t Text<'static>, Box<dyn Error>> {
    let (key, content) = match (request["text_file"].as_str(), request["text"].as_str()) {
        (Some(file), _) if texts.contains_key(file) => return Ok(&texts[file]),
        (Some(file), _) => (file.to_owned(), std::fs::read_to_string(file)?),
        (None, Some(text)) => (String::new(), text.to_owned()),
        (None, None) => return Err("text or text_file is expected".into()),
    };
    texts.insert(key.clone(), Text::new(content));
    Ok(&texts[&key])
}

fn answer(text: &Text<'_>, quote: &str, nth: Option<usize>) -> Value {
    let error = match text.locate(quote, nth) {
        Ok(span) => return json!({ "span": [span.start, span.end] }),
        Err(NotLocated::Empty) => "empty".to_owned(),
        Err(NotLocated::Missing) => "missing".to_owned(),
        Err(NotLocated::Ambiguous { total, .. }) => format!("ambiguous: {total} places"),
        Err(NotLocated::NoSuchOccurrence { total }) => format!("no such occurrence: {total} places"),
        Err(other) => format!("{other:?}"),
    };
    let near: Vec<Value> = text
        .near_misses(quote)
        .iter()
        .map(|near| {
            let words = text.slice(near.span);
            json!({ "start": near.span.start, "end": near.span.end, "text": words, "difference": near.difference })
        })
        .collect();
    json!({ "error": error, "near": near })
}
