//! What is said while graphs are sent: beside the progress bar.

use std::sync::{Mutex, MutexGuard, PoisonError};

use verbale_store::{Observer, Retry};

use crate::batch::Progress;
use crate::report::Reporter;

/// Shows how far the sending is, and says of requests that they are made again.
pub(crate) struct Voice(Mutex<Progress>);

impl Default for Voice {
    fn default() -> Self {
        Self(Mutex::new(Progress::silent()))
    }
}

impl Voice {
    /// So many bytes are to be sent.
    pub(super) fn begin(&self, bytes: u64) {
        *self.progress() = Progress::of(bytes);
    }

    /// So many more bytes are done.
    pub(super) fn advance(&self, bytes: u64) {
        self.progress().advance(usize::try_from(bytes).unwrap_or(usize::MAX));
    }

    /// Takes the bar away while something is said.
    pub(super) fn aside<R>(&self, say: impl FnOnce() -> R) -> R {
        self.progress().aside(say)
    }

    /// Takes the bar away for good.
    pub(super) fn end(&self) {
        *self.progress() = Progress::silent();
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for Voice {
    fn retry(&self, retry: &Retry<'_>) {
        let (seconds, next) = (retry.wait.as_secs_f32(), retry.attempt + 1);
        let note = format!("{}: {}; try {next} of {} in {seconds} s", retry.request, retry.cause, retry.attempts);
        self.aside(|| Reporter::to_stderr().note(&note));
    }
}
