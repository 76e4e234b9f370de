//! `verbale push`

pub(crate) mod access;
mod build;
mod count;
mod graphs;
mod send;
mod show;
mod state;
mod triples;
pub(crate) mod voice;

use std::path::Path;
use std::sync::Arc;

use crate::args::{Cli, Method, OnError, PushArgs, StdinKind};
use crate::batch::Tally;
use crate::compression::{self, Compression};
use crate::count::grouped;
use crate::error::Error;
use crate::input::{Kind, expand, named_twice, overwritten, shown};
use crate::report::Reporter;
use access::Asking;
use build::build;
use graphs::Graphs;
use send::Sending;
use show::Show;
use state::{State, Target};
use voice::Voice;

/// Puts dossiers into a triple store. Faults are reported; an error that comes back has ended the run.
///
/// Everything is made, checked and read back before the first request.
pub(crate) fn run(args: &PushArgs, reporter: &mut Reporter) -> Result<(), Error> {
    check_options(args)?;
    let voice = Arc::new(Voice::default());
    let asking = if args.dry_run { Asking::Needless } else { Asking::Allowed };
    let store = access::open(&args.to, &args.access, asking, Arc::clone(&voice) as _, &usage)?;
    let state = state(args)?;
    let built = match build(args, reporter)? {
        Ok(built) => built,
        Err(tally) => {
            reporter.note("nothing is sent");
            return account(args, tally);
        }
    };
    let (file, mut tally) = (built.file, built.tally);
    let graphs = Graphs::read_back(file, args.into.as_deref())?;
    if graphs.lines != tally.quads() {
        let (made, read) = (grouped(&tally.quads()), grouped(&graphs.lines));
        return Err(Error::Internal(format!("{made} statements were made, and {read} are read back: nothing is sent")));
    }
    let refused = tally.all_refused().records;
    if args.dry_run {
        return Show::new(args, &store, &graphs)?.all(state.as_ref(), refused, reporter);
    }
    let sending = Sending::new(args, &store, &graphs, state, &voice, reporter);
    tally.graphs(sending.all(refused)?);
    account(args, Some(tally))
}

/// Writes the account of the run, where it is wanted.
fn account(args: &PushArgs, tally: Option<Tally>) -> Result<(), Error> {
    match (tally, &args.batch.summary) {
        (Some(tally), Some(path)) => tally.write(path),
        _ => Ok(()),
    }
}

/// What runs before have sent to this store.
fn state(args: &PushArgs) -> Result<Option<State>, Error> {
    let target = || Target::new(without_parameters(&args.to).trim_end_matches('/'), args.into.as_deref());
    let open = if args.dry_run { State::read } else { State::open };
    args.state.as_deref().map(|path| open(path, target())).transpose()
}

/// Refuses what does not fit together.
fn check_options(args: &PushArgs) -> Result<(), Error> {
    if let Some(message) = args.inputs.stdin_conflict() {
        return Err(usage(message.into()));
    }
    let replaced = if args.replace_dataset {
        Some("--replace-dataset")
    } else {
        args.into.as_ref().filter(|_| args.method == Method::Put).map(|_| "--into with --method put")
    };
    if args.replace_dataset && args.method == Method::Post {
        return Err(usage("--replace-dataset replaces, and --method post adds".into()));
    }
    if let Some(option) = replaced.filter(|_| args.batch.on_error == OnError::Skip) {
        return Err(usage(format!(
            "--on-error skip leaves records out, and {option} would take what the store has of them away"
        )));
    }
    if let Some(option) = replaced.filter(|_| args.batch.shard.is_some()) {
        return Err(usage(format!("each share would replace the others: {option} goes without --shard")));
    }
    if let Some(path) = args.state.as_deref().filter(|path| compression::extension(path).0 != Compression::None) {
        return Err(usage(format!("{} is written line by line and cannot be compressed", shown(path))));
    }
    check_outputs(args)
}

/// Refuses outputs that are inputs, or each other.
fn check_outputs(args: &PushArgs) -> Result<(), Error> {
    // A list on standard input can be read once, and is read later.
    let list = args.inputs.files_from.as_deref().filter(|list| list.as_os_str() != "-");
    let stdin = args.inputs.from.unwrap_or(StdinKind::Yaml).into();
    let (inputs, _) = expand(&args.inputs.inputs, list, stdin, Kind::of_dossiers);
    let outputs = [&args.batch.rejects, &args.batch.summary, &args.state];
    let files = outputs.into_iter().flatten().map(AsRef::<Path>::as_ref);
    let fault = overwritten(&inputs, files.clone()).or_else(|| named_twice(files));
    fault.map_or(Ok(()), |message| Err(usage(message)))
}

/// An address without what follows a `?`, which may be a key to the store.
fn without_parameters(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

fn usage(message: String) -> Error {
    Cli::conflict("push", message).into()
}
