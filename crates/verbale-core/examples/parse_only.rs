//! Reads and throws away: what a conversion costs at least, before anything is looked up or written.
//!
//! `parse_only dossiers|json|rows FILE` prints how many records there are. `dossiers` reads lines as the program does, to
//! typed facts; `json` is the syntax alone, by `serde_json`; `rows` finds the cells of tab-separated lines.

use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Write as _, stdout};

use serde::de::IgnoredAny;
use verbale_core::dossier::{read, tree::Syntax};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(what), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("usage: parse_only dossiers|json|rows FILE".into());
    };
    let parse: fn(&str) -> bool = match what.as_str() {
        "dossiers" => |line| black_box(read(line, Syntax::Json, 1)).dossier.is_some(),
        "json" => |line| serde_json::from_str::<IgnoredAny>(line).is_ok(),
        "rows" => |line| memchr::memchr_iter(b'\t', line.as_bytes()).map(black_box).count() > 0,
        other => return Err(format!("{other}: dossiers, json or rows").into()),
    };
    let records = each_line(&path, parse)?;
    writeln!(stdout(), "{records}")?;
    Ok(())
}

/// How many lines there are; an error where one cannot be read, since nobody would compare times with those of a failure.
fn each_line(path: &str, parse: fn(&str) -> bool) -> Result<usize, Box<dyn Error>> {
    let mut input = BufReader::with_capacity(1 << 18, File::open(path)?);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(number - 1);
        }
        if !parse(std::str::from_utf8(&line)?) {
            return Err(format!("line {number} cannot be read").into());
        }
    }
    Err("too many lines".into())
}
