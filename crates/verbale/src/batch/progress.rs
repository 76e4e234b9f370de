//! A bar on a terminal that shows how far a batch has come.

use std::fs;
use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::compression::Compression;
use crate::input::{Input, Origin};

/// How often the bar is drawn, a second.
const FRAMES: u8 = 10;

/// How far a run has come. Silent unless standard error is a terminal that the output does not go to as well.
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Shows nothing.
    pub(crate) fn silent() -> Self {
        Self(None)
    }

    /// Shows how much of the inputs was read: as a part of the whole where that is known.
    pub(crate) fn over(inputs: &[Input], output_to_stdout: bool) -> Self {
        let taken = output_to_stdout && io::stdout().is_terminal();
        if taken || !io::stderr().is_terminal() {
            return Self::silent();
        }
        Self::bar(inputs.iter().map(size).sum())
    }

    /// Shows how much of so many bytes was sent.
    #[cfg(feature = "store")]
    pub(crate) fn of(bytes: u64) -> Self {
        if io::stderr().is_terminal() { Self::bar(Some(bytes)) } else { Self::silent() }
    }

    fn bar(total: Option<u64>) -> Self {
        let target = ProgressDrawTarget::stderr_with_hz(FRAMES);
        let bar = ProgressBar::with_draw_target(total, target);
        let template = match total {
            Some(_) => "{bar:30} {binary_bytes} of {binary_total_bytes}, {binary_bytes_per_sec}, {eta} left",
            None => "{spinner} {binary_bytes}, {binary_bytes_per_sec}",
        };
        Self(ProgressStyle::with_template(template).ok().map(|style| bar.with_style(style)))
    }

    /// So many more bytes were read.
    pub(crate) fn advance(&self, bytes: usize) {
        if let Some(bar) = &self.0 {
            bar.inc(bytes as u64);
        }
    }

    /// Takes the bar away while something is said.
    pub(crate) fn aside<R>(&self, say: impl FnOnce() -> R) -> R {
        match &self.0 {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// The bytes that will be read of an input; of a compressed one nobody knows.
fn size(input: &Input) -> Option<u64> {
    match &input.origin {
        Origin::File(path) if input.kind.compression == Compression::None => {
            fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|found| found.len())
        }
        _ => None,
    }
}
