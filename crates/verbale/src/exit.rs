//! How a run ended, and the one place where that becomes a number.

use std::process::ExitCode;

/// How a run ended. Of several outcomes the greatest counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ExitStatus {
    /// Everything was done, warnings included.
    #[default]
    Fine,
    /// A file could be opened, but what it holds does not conform.
    Nonconforming,
    /// The run, or a part of it, could not be made.
    NotRun,
    /// A triple store refused something, or could not be reached.
    #[cfg_attr(not(feature = "store"), expect(dead_code, reason = "no verb of such a build talks to a store"))]
    StoreRefused,
    /// Who read our standard output went away.
    ClosedPipe,
    /// Interrupted from the keyboard (SIGINT).
    Interrupted,
    /// Told to end (SIGTERM).
    Terminated,
}

impl ExitStatus {
    /// The number that the shell sees.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Nonconforming => 1,
            Self::NotRun => 2,
            Self::StoreRefused => 3,
            Self::ClosedPipe => 141,
            Self::Interrupted => 130,
            Self::Terminated => 143,
        }
    }

    /// Keeps the graver of two outcomes.
    pub(crate) fn raise(&mut self, other: Self) {
        *self = (*self).max(other);
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.code())
    }
}
