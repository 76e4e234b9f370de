//! The time that a query may take.

use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use spareval::CancellationToken;

/// Stops a query when its time is over; dropped before, it does nothing.
pub(super) struct Clock {
    token: CancellationToken,
    /// Closed when this is dropped: the thread that waits then ends at once.
    _running: Option<Sender<()>>,
}

impl Clock {
    /// Starts to run; without a time it never ends.
    pub(super) fn start(time: Option<Duration>) -> Self {
        let token = CancellationToken::new();
        let running = time.map(|time| {
            let (running, over) = channel();
            let token = token.clone();
            thread::spawn(move || {
                if over.recv_timeout(time) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                    token.cancel();
                }
            });
            running
        });
        Self { token, _running: running }
    }

    /// What the evaluator asks.
    pub(super) fn token(&self) -> CancellationToken {
        self.token.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_ends_once_it_is_over_and_not_before() {
        let clock = Clock::start(Some(Duration::from_millis(10)));
        thread::sleep(Duration::from_millis(200));
        assert!(clock.token().is_cancelled());
        let clock = Clock::start(Some(Duration::from_secs(3600)));
        let token = clock.token();
        drop(clock);
        thread::sleep(Duration::from_millis(20));
        assert!(!token.is_cancelled());
        assert!(!Clock::start(None).token().is_cancelled());
    }
}
