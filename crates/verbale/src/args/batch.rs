//! What can be typed for batches: how many at once, what to do with faults, where the account goes.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// How a batch is worked through.
#[derive(Clone, Debug, Args)]
pub(crate) struct BatchArgs {
    /// How many records are worked on at once; 0: as many as there are processors.
    ///
    /// The output is the same, whatever the number.
    #[arg(long, value_name = "N", default_value = "1", value_parser = jobs, help_heading = "Batch")]
    pub(crate) jobs: NonZeroUsize,

    /// Take one record of every N, beginning with the Ith: a share of the work for one of N processes.
    #[arg(long, value_name = "I/N", value_parser = shard, help_heading = "Batch", hide_short_help = true)]
    pub(crate) shard: Option<Shard>,

    /// What a record with an error does to the others.
    #[arg(long, value_enum, value_name = "WHAT", default_value = "stop", help_heading = "Batch")]
    pub(crate) on_error: OnError,

    /// Exit with 0 where records were refused and nothing else went wrong.
    #[arg(long, help_heading = "Batch", hide_short_help = true)]
    pub(crate) exit_zero: bool,

    /// Write the refused records to this file, each with its findings: JSON Lines.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Batch", hide_short_help = true)]
    pub(crate) rejects: Option<PathBuf>,

    /// Write the account of the run to this file: what was read, written and refused. JSON.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Batch", hide_short_help = true)]
    pub(crate) summary: Option<PathBuf>,

    /// Read zstd files that ask for more than 8 MiB of memory at once.
    #[arg(long, help_heading = "Batch", hide_short_help = true)]
    pub(crate) allow_large_windows: bool,
}

/// What is remembered from one run to the next.
#[derive(Clone, Debug, Args)]
pub(crate) struct StateArgs {
    /// Note in this file what each dossier was made from, for --incremental. JSON.
    #[arg(long, value_name = "FILE", requires = "out_dir", value_hint = ValueHint::FilePath, help_heading = "Batch", hide_short_help = true)]
    pub(crate) state: Option<PathBuf>,

    /// Pass over dossiers that the state has unchanged, with their texts and registry; name those that are gone.
    #[arg(long, requires = "state", conflicts_with = "shard", help_heading = "Batch", hide_short_help = true)]
    pub(crate) incremental: bool,
}

/// What a record with an error does to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnError {
    /// Files stay as they were, standard output ends before it; the rest is still checked.
    Stop,
    /// It is left out, and the others are written.
    Skip,
}

/// One of several equal shares of the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shard {
    /// Which one, from 1.
    index: u64,
    /// Of how many.
    count: u64,
}

impl Shard {
    /// Whether it has the record with this number, from 0 over all inputs.
    pub(crate) fn has(self, number: u64) -> bool {
        number % self.count == self.index - 1
    }
}

/// Reads a share of the records.
pub(super) fn shard(text: &str) -> Result<Shard, String> {
    let parsed = text.split_once('/').and_then(|(index, count)| Some((index.parse().ok()?, count.parse().ok()?)));
    match parsed {
        Some((index, count)) if 1 <= index && index <= count => Ok(Shard { index, count }),
        _ => Err("it is written I/N, with I from 1 to N".into()),
    }
}

/// Threads that are worth having on any machine of today.
const MOST_JOBS: usize = 1024;

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    let number: usize = text.parse().map_err(|_| "it is a number".to_owned())?;
    if number > MOST_JOBS {
        return Err(format!("at most {MOST_JOBS}"));
    }
    Ok(NonZeroUsize::new(number).or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_share_everything_once() {
        for wrong in ["", "1", "0/2", "3/2", "1/0", "-1/2", "a/b", "1/2/3"] {
            assert!(shard(wrong).is_err(), "{wrong}");
        }
        let shards: Vec<_> = (1..=3).map(|index| shard(&format!("{index}/3")).unwrap()).collect();
        for number in 0..10 {
            assert_eq!(shards.iter().filter(|shard| shard.has(number)).count(), 1, "{number}");
        }
        assert!(shards[0].has(0) && shards[1].has(1) && shards[2].has(2));
    }

    #[test]
    fn jobs_are_a_number_that_a_machine_can_have() {
        assert_eq!(jobs("8").unwrap().get(), 8);
        assert!(jobs("0").unwrap().get() >= 1);
        assert!(jobs("-1").is_err() && jobs("x").is_err() && jobs("1025").is_err());
    }
}
