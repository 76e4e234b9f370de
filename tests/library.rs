//! The library example builds a dossier in Rust and writes it: what it prints is read back.

use std::process::Command;

use oxttl::TurtleParser;

use crate::command::root;

#[test]
fn the_example_writes_turtle() {
    let run = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--locked", "--package", "verbale", "--example", "library"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
    let triples: Vec<_> = TurtleParser::new().for_slice(&run.stdout).collect::<Result<_, _>>().expect("it is Turtle");
    assert!(triples.len() > 100, "{}", triples.len());
    let holds = |subject: &str, predicate: &str, object: &str| {
        triples.iter().any(|triple| {
            triple.subject.to_string().ends_with(&format!("{subject}>"))
                && triple.predicate.as_str().ends_with(predicate)
                && triple.object.to_string().ends_with(&format!("{object}>"))
        })
    };
    assert!(holds("/talks/meeting", "#type", "dipl#Meeting"));
    assert!(holds("/talks/meeting", "#party", "/state/NER"));
    // She speaks in the one capacity that the dossier knows of her, and her own stance keeps its class.
    assert!(holds("/talks/s1", "#inCapacity", "/talks/minister"));
    assert!(holds("/talks/praise", "#type", "dipl#Stance"));
    assert!(holds("/talks/claim/praise", "#saidBy", "/talks/actor/keita"));
}
