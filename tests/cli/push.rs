//! `push` as far as it goes without a store: what would be sent, what is refused, and where the secrets come from. What
//! stores make of it is in `outside/stores.py`.

use std::fs;

use super::stage::{Outcome, Stage, dossier, faulty, json, part};

const TO: [&str; 4] = ["--to", "http://localhost:9", "--profile", "oxigraph"];

fn push(stage: &Stage, arguments: &[&str]) -> Outcome {
    let mut command = stage.command(&[&["push"], &TO[..], arguments].concat());
    for variable in ["VERBALE_STORE_USER", "VERBALE_STORE_PASSWORD", "VERBALE_STORE_TOKEN"] {
        command.env_remove(variable);
    }
    Outcome::of(&command.output().unwrap())
}

/// The request lines, headers and numbers that a dry run prints, by request.
fn requests(outcome: &Outcome) -> Vec<Vec<&str>> {
    outcome.stdout.split_terminator("\n\n").map(|request| request.lines().map(str::trim).collect()).collect()
}

#[test]
fn a_dry_run_shows_each_request_with_what_export_makes() {
    let stage = Stage::with_dossier();
    stage.write("b.yaml", dossier("b"));
    let outcome = push(&stage, &["a.yaml", "b.yaml", "--dry-run"]).fails(0, &["nothing was sent: 2 requests with"]);
    let found = requests(&outcome);
    assert_eq!(found.len(), 2);
    for (request, id) in found.iter().zip(["a", "b"]) {
        let triples = stage.run(&["export", &format!("{id}.yaml"), "-f", "ntriples"]).fine().stdout;
        let (bytes, count) = (triples.len(), triples.lines().count());
        assert!(count > 20, "{count} triples");
        let line = format!("PUT http://localhost:9/store?graph=https%3A%2F%2Fexample.org%2Fverbale%2F{id}");
        let body = format!("{},{:03} bytes, {count} triples", bytes / 1_000, bytes % 1_000);
        let headers = ["content-type: application/n-triples".to_owned(), format!("content-length: {bytes}")];
        assert_eq!(request[..], [&line, &headers[0], &headers[1], &body], "{outcome:?}");
    }
}

#[test]
fn parts_of_a_dossier_are_one_graph_and_into_makes_one_of_all() {
    let stage = Stage::new();
    stage.write("parts.jsonl", [part("a", 1), json("b"), part("a", 2)].join("\n"));
    let outcome = push(&stage, &["parts.jsonl", "--dry-run", "--method", "post"]).fails(0, &[]);
    let lines: Vec<&str> = requests(&outcome).iter().map(|request| request[0]).collect();
    let graph = "http://localhost:9/store?graph=https%3A%2F%2Fexample.org%2Fverbale%2F";
    assert_eq!(lines, [format!("POST {graph}a"), format!("POST {graph}b")]);
    let outcome = push(&stage, &["parts.jsonl", "--dry-run", "--into", "urn:all"]).fails(0, &["1 request with"]);
    assert_eq!(requests(&outcome)[0][0], "PUT http://localhost:9/store?graph=urn%3Aall");
    let outcome = push(&stage, &["parts.jsonl", "--dry-run", "--replace-dataset"]).fails(0, &["1 request with"]);
    assert_eq!(requests(&outcome)[0][..2], ["PUT http://localhost:9/store", "content-type: application/n-quads"]);
}

#[test]
fn nothing_is_sent_of_a_run_with_a_refused_dossier() {
    let stage = Stage::with_dossier();
    stage.write("b.yaml", faulty("b"));
    let outcome = push(&stage, &["a.yaml", "b.yaml", "--dry-run"]).fails(1, &["quote-not-found", "nothing is sent"]);
    assert_eq!(outcome.stdout, "");
    let outcome = push(&stage, &["a.yaml", "none.yaml", "--dry-run"]).fails(2, &["none.yaml", "nothing is sent"]);
    assert_eq!(outcome.stdout, "");
    let skip = ["a.yaml", "b.yaml", "--dry-run", "--on-error", "skip"];
    assert_eq!(requests(&push(&stage, &skip).fails(1, &["1 request with"])).len(), 1);
    push(&stage, &[&skip[..], &["--exit-zero"]].concat()).fails(0, &["quote-not-found"]);
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let stage = Stage::with_dossier();
    stage.write("secret", "x\n");
    let cases: &[(&[&str], &str)] = &[
        (&["--prune"], "--state"),
        (&["--prune", "--state", "s", "--shard", "1/2"], "cannot be used with"),
        (&["--replace-dataset", "--into", "urn:all"], "cannot be used with"),
        (&["--replace-dataset", "--method", "post"], "replaces, and --method post adds"),
        (&["--replace-dataset", "--on-error", "skip"], "--on-error skip leaves records out"),
        (&["--into", "urn:all", "--on-error", "skip"], "--on-error skip leaves records out"),
        (&["--into", "urn:all", "--shard", "1/2"], "each share would replace the others"),
        (&["--into", "not an iri"], "--into"),
        (&["--state", "state.gz"], "cannot be compressed"),
        (&["--state", "a.yaml"], "is an input and would be overwritten"),
        (&["--state", "s", "--summary", "s"], "is named for two outputs"),
        (&["--password", "x"], "unexpected argument"),
        (&["--timeout", "0"], "--timeout"),
        (&["--user", "a", "--token-file", "secret"], "cannot be used with"),
        (&["--ca", "none.pem"], "cannot open none.pem"),
        (&["--ca", "a.yaml"], "certificates"),
        (&["-", "-"], "standard input can be read once"),
    ];
    for (arguments, words) in cases {
        push(&stage, &[&["a.yaml"], *arguments].concat()).fails(2, &[words]);
    }
    for (to, words) in [
        ("http://store.example.org", "plain HTTP"),
        ("https://me:secret@store.example.org", "user name or password"),
        ("ftp://localhost", "https://"),
        ("localhost:7878", "https://"),
    ] {
        let outcome = stage.run(&["push", "a.yaml", "--to", to, "--dry-run"]).fails(2, &[words]);
        assert!(!outcome.stderr.contains("me:secret"), "{outcome:?}");
    }
    assert_eq!(stage.names("."), ["a.yaml", "secret"]);
}

#[cfg(unix)]
#[test]
fn a_secret_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let stage = Stage::with_dossier();
    stage.write("secret", "x1y2z3\n");
    let arguments = ["a.yaml", "--dry-run", "--user", "me", "--password-file", "secret"];
    for (mode, code) in [(0o640, 2), (0o604, 2), (0o620, 2), (0o600, 0), (0o400, 0)] {
        fs::set_permissions(stage.path("secret"), fs::Permissions::from_mode(mode)).unwrap();
        let words = if code == 0 { "nothing was sent" } else { "others than its owner may use it" };
        let outcome = push(&stage, &arguments).fails(code, &[words]);
        assert!(!format!("{outcome:?}").contains("x1y2z3"), "{outcome:?}");
    }
}

#[test]
fn a_dry_run_leaves_nothing_behind() {
    let stage = Stage::with_dossier();
    fs::create_dir(stage.path("tmp")).unwrap();
    let mut command = stage.command(&[&["push", "a.yaml", "--dry-run", "--state", "state"], &TO[..]].concat());
    Outcome::of(&command.env("TMPDIR", stage.path("tmp")).output().unwrap()).fails(0, &[]);
    assert_eq!(stage.names("tmp"), [""; 0]);
    assert_eq!(stage.names("."), ["a.yaml", "tmp"]);
}

#[test]
fn a_store_that_is_not_there_is_exit_code_three() {
    let stage = Stage::with_dossier();
    stage.write("b.yaml", dossier("b"));
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let to = format!("http://127.0.0.1:{port}/store");
    let options = ["--retries", "0", "--state", "state", "--summary", "summary", "--on-error", "skip"];
    let run = || stage.run(&[&["push", "a.yaml", "b.yaml", "--to", &to], &options[..]].concat());
    run().fails(3, &["no connection", "0 graphs with 0 triples sent, 0 unchanged, 0 deleted, 1 refused, 1 not tried"]);
    let summary: serde_json::Value = serde_json::from_str(&stage.read("summary")).unwrap();
    let graphs = serde_json::json!({"sent": 0, "unchanged": 0, "deleted": 0, "refused": 1, "unsent": 1});
    assert_eq!(summary["graphs"], graphs);
    assert_eq!(summary["records"]["written"], 2);
    // The store may have got it all the same: the graph is ours, and is sent again.
    let state: Vec<String> = stage.read("state").lines().map(str::to_owned).collect();
    assert_eq!(
        state,
        [
            format!("{{\"version\":1,\"store\":\"{to}\"}}"),
            "{\"graph\":\"https://example.org/verbale/a\",\"began\":true}".to_owned()
        ]
    );
    stage.write("c.yaml", faulty("c"));
    stage.run(&[&["push", "a.yaml", "c.yaml", "--to", &to], &options[..]].concat()).fails(3, &["quote-not-found"]);
}
