//! What happens when a run is interrupted: unfinished files go, and the exit code says why.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::Error;

/// Files under a temporary name, and folders made for them. Whoever holds the lock decides about them, so that a signal
/// never comes between the renaming of a file and the note that it is finished.
static UNFINISHED: Mutex<BTreeSet<Arc<Path>>> = Mutex::new(BTreeSet::new());

fn unfinished() -> MutexGuard<'static, BTreeSet<Arc<Path>>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes unfinished files when the process is interrupted or told to end, then ends it with 130 or 143.
///
/// A thread waits for the signals, so that a run that is blocked (reading a pipe, say) ends as well.
#[cfg(unix)]
pub(crate) fn watch() -> Result<(), Error> {
    use crate::exit::ExitStatus;
    use signal_hook::consts::{SIGINT, SIGTERM};

    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])
        .map_err(|cause| Error::Internal(format!("cannot watch for signals: {cause}")))?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            end(if signal == SIGINT { ExitStatus::Interrupted } else { ExitStatus::Terminated });
        }
    });
    Ok(())
}

/// On other systems an interrupted run leaves its temporary file.
#[cfg(not(unix))]
pub(crate) fn watch() -> Result<(), Error> {
    Ok(())
}

#[cfg(unix)]
#[expect(clippy::exit, reason = "the main thread may be blocked in a read: nothing else can end it from here")]
fn end(status: crate::exit::ExitStatus) {
    let files = unfinished();
    // What lies in a folder goes before the folder.
    for file in files.iter().rev() {
        // A file that is gone already needs no removal, and nobody is left to be told of another failure.
        let _ = std::fs::remove_file(file).or_else(|_| std::fs::remove_dir(file));
    }
    std::process::exit(i32::from(status.code()));
}

/// A file that is to be removed if the run is interrupted; forgotten when this is dropped.
#[derive(Debug)]
pub(crate) struct Unfinished(Arc<Path>);

impl Unfinished {
    /// Makes a file and notes it as unfinished; no signal comes between the two.
    pub(crate) fn create<T>(
        make: impl FnOnce() -> io::Result<T>,
        path: impl FnOnce(&T) -> &Path,
    ) -> io::Result<(T, Self)> {
        let mut files = unfinished();
        let file = make()?;
        let noted: Arc<Path> = path(&file).into();
        files.insert(Arc::clone(&noted));
        Ok((file, Self(noted)))
    }

    /// Runs the step that finishes the file; no signal comes between it and the forgetting.
    pub(crate) fn finish<T>(self, step: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let mut files = unfinished();
        let done = step();
        files.remove(&self.0);
        drop(files);
        done
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        unfinished().remove(&self.0);
    }
}
