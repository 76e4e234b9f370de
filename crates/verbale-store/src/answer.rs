//! What a store answers to a question, read as it comes.

use std::io::{self, Read};

use ureq::http::Response;
use ureq::http::header::CONTENT_TYPE;

use crate::error::{Cause, Effect, Error, Failure};
use crate::exchange::Call;
use crate::trip::cause_of;

/// What a store answers to a question, read as it comes.
///
/// A read that fails gives an [`io::Error`] whose inner error is an [`Error`]; the answer is not complete then.
pub struct Answer {
    media_type: String,
    cut_after: Option<u64>,
    reader: ureq::BodyReader<'static>,
    request: String,
    limit: u64,
    left: u64,
}

impl Answer {
    pub(crate) fn new(call: &Call<'_>, response: Response<ureq::Body>, limit: u64) -> Self {
        let (parts, body) = response.into_parts();
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Self {
            media_type: text(CONTENT_TYPE.as_str()).map(|it| bare(&it)).unwrap_or_default(),
            cut_after: text("x-sparql-maxrows").and_then(|rows| rows.trim().parse().ok()),
            reader: body.into_with_config().limit(u64::MAX).reader(),
            request: call.name.clone(),
            limit,
            left: limit,
        }
    }

    /// The media type in small letters without its parameters; empty when the store does not say it.
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// The number of rows that the store has cut the answer to, if it says so, as Virtuoso does: there may be more.
    pub fn cut_after(&self) -> Option<u64> {
        self.cut_after
    }

    pub(crate) fn error(&self, cause: Cause) -> Error {
        Error::Failed(Box::new(Failure { request: self.request.clone(), attempts: 1, effect: Effect::None, cause }))
    }
}

fn bare(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

impl Read for Answer {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // One byte over the limit is asked for, to tell an answer of just that length from a longer one.
        let most = usize::try_from(self.left.saturating_add(1)).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.reader.read(&mut buffer[..most]);
        let count = read.map_err(|cause| io::Error::other(self.error(cause_of(ureq::Error::from(cause)).0)))?;
        match self.left.checked_sub(count as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other(self.error(Cause::TooLong(self.limit)))),
        }
        Ok(count)
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").field("media_type", &self.media_type).finish_non_exhaustive()
    }
}
