//! What a request carries.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzEncoder;

/// The data of a request, which can be read from its start again: a challenge, a redirect or a retry needs it twice.
///
/// ```
/// use verbale_store::Body;
///
/// let body = Body::bytes(b"<urn:a> <urn:b> <urn:c> .\n");
/// assert_eq!(body.length(), Some(26));
/// ```
pub struct Body<'a> {
    source: Source<'a>,
    length: Option<u64>,
}

type Open<'a> = Box<dyn Fn() -> io::Result<Box<dyn Read>> + 'a>;

enum Source<'a> {
    Bytes(&'a [u8]),
    File(PathBuf),
    Made(Open<'a>),
}

impl<'a> Body<'a> {
    /// Bytes in memory, sent with their length.
    pub fn bytes(bytes: &'a [u8]) -> Self {
        Self { source: Source::Bytes(bytes), length: Some(bytes.len() as u64) }
    }

    /// A file, sent with its length in bytes; that it is there is checked now.
    ///
    /// # Errors
    /// When the file cannot be opened or is a folder.
    pub fn file(path: &Path) -> io::Result<Self> {
        let metadata = File::open(path)?.metadata()?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Self { source: Source::File(path.to_owned()), length: Some(metadata.len()) })
    }

    /// What `open` gives each time that it is called. When the length in bytes is not known, it is sent in chunks to
    /// stores that take them, and otherwise read once more before, to know it.
    pub fn made(length: Option<u64>, open: impl Fn() -> io::Result<Box<dyn Read>> + 'a) -> Self {
        Self { source: Source::Made(Box::new(open)), length }
    }

    /// Its length in bytes, if it is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Its length in bytes, for which it is read where it is not known.
    pub(crate) fn measure(&self) -> io::Result<u64> {
        self.length.map_or_else(|| io::copy(&mut self.open()?, &mut io::sink()), Ok)
    }

    pub(crate) fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match &self.source {
            Source::Bytes(bytes) => Box::new(*bytes),
            Source::File(path) => Box::new(File::open(path)?),
            Source::Made(open) => open()?,
        })
    }
}

impl fmt::Debug for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").field("length", &self.length).finish_non_exhaustive()
    }
}

/// A body on its way.
pub(crate) struct Outgoing<'a> {
    reader: Box<dyn Read + 'a>,
    /// Whether the first byte was asked for.
    pub(crate) begun: bool,
    /// Why the data could not be read.
    pub(crate) fault: Option<io::Error>,
}

impl<'a> Outgoing<'a> {
    /// Opens a body from its start; the length is that before it is compressed.
    pub(crate) fn open(body: &'a Body<'_>, length: Option<u64>, gzip: bool) -> io::Result<Self> {
        let plain = body.open()?;
        let exact: Box<dyn Read + 'a> = match length {
            Some(left) => Box::new(Exact { reader: plain, left }),
            None => plain,
        };
        let reader = if gzip { Box::new(GzEncoder::new(exact, Compression::fast())) } else { exact };
        Ok(Self { reader, begun: false, fault: None })
    }
}

impl Read for Outgoing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.begun = true;
        read_once(&mut self.reader, buffer).map_err(|cause| {
            let kind = cause.kind();
            self.fault = Some(cause);
            kind.into()
        })
    }
}

/// Exactly so many bytes, or an error before the last of them is given.
struct Exact<'a> {
    reader: Box<dyn Read + 'a>,
    left: u64,
}

impl Read for Exact<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        if most == 0 {
            return Ok(0);
        }
        let count = read_once(&mut self.reader, &mut buffer[..most])?;
        self.left -= count as u64;
        if count == 0 || self.left == 0 && read_once(&mut self.reader, &mut [0])? > 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it changed while it was sent"));
        }
        Ok(count)
    }
}

fn read_once(reader: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(buffer) {
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}
