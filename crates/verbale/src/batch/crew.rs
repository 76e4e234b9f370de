//! Several workers, and their chunks back in order.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, Scope};

use super::chunk::Chunk;
use super::worker::Worker;
use crate::error::Error;

/// Bytes of records that are with the workers, for each of them. One chunk is let through whatever its size.
const BYTES: usize = 512 << 10;

/// Work, and where its result goes. Each chunk has an answer of its own, so the order of answers is that of the work,
/// and a worker that dies is noticed.
type Work = (Chunk, Sender<Chunk>);

/// Workers that are fed with chunks, and give them back in the order in which they came.
pub(crate) struct Crew {
    work: Sender<Work>,
    waiting: VecDeque<(usize, Receiver<Chunk>)>,
    bytes: usize,
    jobs: usize,
    spare: Vec<Chunk>,
}

impl Crew {
    /// Starts so many workers, each made on its own thread. They end when the crew is dropped.
    pub(crate) fn start<'scope, 'env, 'w, M>(
        scope: &'scope Scope<'scope, 'env>,
        jobs: NonZeroUsize,
        make: M,
    ) -> Result<Self, Error>
    where
        M: Fn() -> Result<Worker<'w>, Error> + Send + Clone + 'scope,
        'w: 'scope,
    {
        let (work, queue) = mpsc::channel::<Work>();
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..jobs.get() {
            let (queue, make) = (Arc::clone(&queue), make.clone());
            thread::Builder::new()
                .spawn_scoped(scope, move || serve(&queue, &make))
                .map_err(|cause| Error::Internal(format!("cannot start a thread: {cause}")))?;
        }
        Ok(Self { work, waiting: VecDeque::new(), bytes: 0, jobs: jobs.get(), spare: Vec::new() })
    }

    /// An empty chunk.
    pub(crate) fn chunk(&mut self) -> Chunk {
        self.spare.pop().unwrap_or_default()
    }

    /// Takes a chunk back whose results are used.
    pub(crate) fn recycle(&mut self, mut chunk: Chunk) {
        chunk.clear();
        self.spare.push(chunk);
    }

    /// Whether workers have enough to do: results must be taken before more goes in.
    pub(crate) fn is_busy(&self) -> bool {
        self.waiting.len() > 2 * self.jobs || self.bytes >= self.jobs * BYTES
    }

    /// Hands a chunk to the workers.
    pub(crate) fn hand(&mut self, chunk: Chunk) -> Result<(), Error> {
        let (answer, result) = mpsc::channel();
        self.bytes += chunk.size();
        self.waiting.push_back((chunk.size(), result));
        self.work.send((chunk, answer)).map_err(|_| died())
    }

    /// The results of the chunk that was handed in first; waits for them. `None` if there is none.
    pub(crate) fn next(&mut self) -> Result<Option<Chunk>, Error> {
        let Some((bytes, result)) = self.waiting.pop_front() else { return Ok(None) };
        self.bytes -= bytes;
        result.recv().map(Some).map_err(|_| died())
    }
}

fn serve<'w>(queue: &Mutex<Receiver<Work>>, make: &impl Fn() -> Result<Worker<'w>, Error>) {
    // A worker that cannot be made takes no work; with all of them, the crew is told that nobody answers.
    let Ok(mut worker) = make() else { return };
    loop {
        let work = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((mut chunk, answer)) = work else { return };
        worker.work(&mut chunk);
        // Where nobody waits any more, the run has ended.
        let _ = answer.send(chunk);
    }
}

fn died() -> Error {
    Error::Internal("a worker thread ended before its time".into())
}
