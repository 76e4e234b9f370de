//! All dossiers of a run as N-Quads in a temporary file, checked before anything is sent.

use std::fs::{self, File};
use std::path::PathBuf;

use tempfile::TempDir;
use verbale_export::Format;

use crate::args::{BatchArgs, ExportArgs, GraphName, PushArgs, StateArgs};
use crate::batch::Tally;
use crate::commands::export::{self, Made};
use crate::error::Error;
use crate::interrupt::Unfinished;
use crate::output::private_folder;
use crate::report::Reporter;

/// What the dossiers of a run make.
pub(super) struct Built {
    /// Their quads, each dossier's in a graph of its IRI.
    pub(super) file: File,
    /// The account.
    pub(super) tally: Tally,
    /// Where the file stands, if it has to: it goes with the folder when the run ends.
    _folder: Option<(Unfinished, TempDir)>,
}

/// Checks the dossiers and writes their quads. Faults are reported. Where they keep the others from being sent there is
/// no file: `Err` has the account then, if there is one.
pub(super) fn build(args: &PushArgs, reporter: &mut Reporter) -> Result<Result<Built, Option<Tally>>, Error> {
    let (folder, unfinished) = private_folder()?;
    let path = folder.path().join("dossiers.nq");
    let Some(Made { tally, stands }) = export::make(&export_args(args, path.clone()), reporter)? else {
        return Ok(Err(None));
    };
    if !stands {
        return Ok(Err(Some(tally)));
    }
    let file = File::open(&path).map_err(|cause| Error::Open(path.clone(), cause))?;
    // An open file needs no name: whatever happens to the run, nothing of it stays, nor of the folder. Where the system
    // wants the name to stay, they go at the end.
    let folder = fs::remove_file(&path).is_err().then_some((unfinished, folder));
    Ok(Ok(Built { file, tally, _folder: folder }))
}

/// What `export` would be told to write the file. The account of the run is written when it is complete.
fn export_args(args: &PushArgs, path: PathBuf) -> ExportArgs {
    ExportArgs {
        inputs: args.inputs.clone(),
        surroundings: args.surroundings.clone(),
        format: Some(Format::NQuads),
        output: Some(path),
        out_dir: None,
        graph: Some(GraphName::Dossier),
        jsonld_form: None,
        context_url: None,
        batch: BatchArgs { summary: None, ..args.batch.clone() },
        state: StateArgs { state: None, incremental: false },
    }
}
