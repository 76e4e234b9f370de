//! When a request is sent again, and after what wait.

use std::ops::ControlFlow;
use std::thread;
use std::time::{Duration, Instant};

use crate::options::Backoff;

/// Who is told of retries, and may end the waiting.
///
/// ```
/// use verbale_store::{Observer, Retry};
///
/// struct Log;
///
/// impl Observer for Log {
///     fn retry(&self, retry: &Retry<'_>) {
///         println!("{}: {}; again in {:?}", retry.request, retry.cause, retry.wait);
///     }
/// }
/// ```
pub trait Observer: Send + Sync {
    /// A request failed and is sent again after a wait.
    fn retry(&self, retry: &Retry<'_>);

    /// Asked ten times a second during a wait: whether the request is to be given up.
    fn stop(&self) -> bool {
        false
    }
}

/// A request that failed and is sent again.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Retry<'a> {
    /// The request, as `PUT https://…`.
    pub request: &'a str,
    /// What went wrong, for people, without a final full stop.
    pub cause: &'a str,
    /// The number of the try that failed, from 1.
    pub attempt: u32,
    /// How many tries there are at most.
    pub attempts: u32,
    /// The time until the next try.
    pub wait: Duration,
}

impl Backoff {
    /// The wait after the try with this number, from 1.
    pub(crate) fn after(&self, attempt: u32, asked: Option<Duration>) -> Duration {
        let doubled = self.first.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)));
        asked.unwrap_or(doubled).min(self.longest)
    }
}

/// Sleeps in small steps, between which the observer may end it.
pub(crate) fn wait(time: Duration, observer: Option<&dyn Observer>) -> ControlFlow<()> {
    const STEP: Duration = Duration::from_millis(100);
    let end = Instant::now() + time;
    loop {
        if observer.is_some_and(Observer::stop) {
            return ControlFlow::Break(());
        }
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return ControlFlow::Continue(());
        }
        thread::sleep(left.min(STEP));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        let backoff = Backoff { first: Duration::from_secs(1), longest: Duration::from_secs(5) };
        let waits: Vec<u64> = (1..=5).map(|attempt| backoff.after(attempt, None).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 5, 5]);
        assert_eq!(backoff.after(u32::MAX, None).as_secs(), 5);
        assert_eq!(backoff.after(1, Some(Duration::from_secs(3))).as_secs(), 3);
        assert_eq!(backoff.after(1, Some(Duration::MAX)).as_secs(), 5);
        assert_eq!(backoff.after(3, Some(Duration::ZERO)), Duration::ZERO);
    }
}
