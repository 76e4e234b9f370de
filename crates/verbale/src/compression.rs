//! Compressed files: what an extension says, reading within limits, writing the same bytes every time.

use std::cell::Cell;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::rc::Rc;

/// A decompressed input may have this many bytes.
const LARGEST: u64 = 4 << 30;
/// A decompressed input may have this many times the bytes of the compressed one.
const RATIO: u64 = 200;
/// Below this many bytes the ratio does not count: a short repetitive text compresses well and harms nobody.
const FREE: u64 = 8 << 20;

/// A zstd frame may ask for a window of 8 MiB, as a power of two: what RFC 8878 recommends every reader to have.
pub(crate) const WINDOW_LOG: u32 = 23;
/// The largest window that any frame may ask for, where large ones are allowed: 2 GiB.
pub(crate) const LARGEST_WINDOW_LOG: u32 = 31;

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    /// Not at all.
    None,
    /// RFC 1952, one member or several.
    Gzip,
    /// RFC 8878, one frame or several.
    Zstd,
}

/// The extension of a file in lower case, that of a compression taken off first.
pub(crate) fn extension(path: &Path) -> (Compression, Option<String>) {
    let outer = lower_extension(path.file_name());
    let compression = match outer.as_deref() {
        Some("gz") => Compression::Gzip,
        Some("zst") => Compression::Zstd,
        _ => return (Compression::None, outer),
    };
    (compression, lower_extension(path.file_stem()))
}

fn lower_extension(name: Option<&OsStr>) -> Option<String> {
    Some(Path::new(name?).extension()?.to_str()?.to_ascii_lowercase())
}

/// Opens a stream for reading. All members of a gzip file and all frames of a zstd file are read; both are limited in
/// size and in ratio, so that a small file cannot fill memory or disk. `window_log` limits what a zstd frame may keep.
pub(crate) fn reader(compression: Compression, file: File, window_log: u32) -> io::Result<Box<dyn BufRead>> {
    let taken = Rc::new(Cell::new(0));
    let counted = BufReader::with_capacity(1 << 16, Counted { inner: file, taken: Rc::clone(&taken) });
    Ok(match compression {
        Compression::None => Box::new(counted),
        Compression::Gzip => limited(flate2::bufread::MultiGzDecoder::new(counted), taken),
        Compression::Zstd => {
            let mut decoder = zstd::Decoder::with_buffer(counted)?;
            decoder.window_log_max(window_log)?;
            limited(Windowed(decoder), taken)
        }
    })
}

fn limited(inner: impl Read + 'static, taken: Rc<Cell<u64>>) -> Box<dyn BufRead> {
    Box::new(BufReader::with_capacity(1 << 16, Limited { inner, taken, given: 0 }))
}

/// Says in our words that a window is too large: the library's do not name what to do.
struct Windowed<R>(R);

impl<R: Read> Read for Windowed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|cause| {
            if cause.to_string().contains("requires too much memory") {
                io::Error::other("its zstd window is over 8 MiB; --allow-large-windows reads it")
            } else {
                cause
            }
        })
    }
}

/// Counts the compressed bytes.
struct Counted<R> {
    inner: R,
    taken: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.taken.set(self.taken.get() + length as u64);
        Ok(length)
    }
}

/// Counts the decompressed bytes and stops where they are too many.
struct Limited<R> {
    inner: R,
    taken: Rc<Cell<u64>>,
    given: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.given += length as u64;
        if self.given > LARGEST {
            return Err(io::Error::other("it decompresses to more than 4 GiB"));
        }
        if self.given > FREE && self.given > self.taken.get().saturating_mul(RATIO) {
            return Err(io::Error::other("it decompresses to more than 200 times its size"));
        }
        Ok(length)
    }
}

/// A stream that compresses what is written into it.
pub(crate) enum Encoder<W: Write> {
    /// Hands on as it is.
    None(W),
    /// Time stamp 0 and no name in the header.
    Gzip(flate2::write::GzEncoder<W>),
    /// Level 3, zstd's own default.
    Zstd(zstd::Encoder<'static, W>),
}

impl<W: Write> Encoder<W> {
    /// Starts a stream.
    pub(crate) fn new(compression: Compression, inner: W) -> io::Result<Self> {
        Ok(match compression {
            Compression::None => Self::None(inner),
            Compression::Gzip => Self::Gzip(flate2::write::GzEncoder::new(inner, flate2::Compression::default())),
            Compression::Zstd => Self::Zstd(zstd::Encoder::new(inner, zstd::DEFAULT_COMPRESSION_LEVEL)?),
        })
    }

    /// Writes the end of the stream and gives the inner one back.
    pub(crate) fn finish(self) -> io::Result<W> {
        match self {
            Self::None(inner) => Ok(inner),
            Self::Gzip(encoder) => encoder.finish(),
            Self::Zstd(encoder) => encoder.finish(),
        }
    }
}

impl<W: Write> Write for Encoder<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::None(inner) => inner.write(bytes),
            Self::Gzip(encoder) => encoder.write(bytes),
            Self::Zstd(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::None(inner) => inner.flush(),
            Self::Gzip(encoder) => encoder.flush(),
            Self::Zstd(encoder) => encoder.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_below_a_compression_counts() {
        assert_eq!(extension(Path::new("a/b.jsonl.gz")), (Compression::Gzip, Some("jsonl".into())));
        assert_eq!(extension(Path::new("B.YAML.ZST")), (Compression::Zstd, Some("yaml".into())));
        assert_eq!(extension(Path::new("x.ttl")), (Compression::None, Some("ttl".into())));
        assert_eq!(extension(Path::new("x.gz")), (Compression::Gzip, None));
        assert_eq!(extension(Path::new("gz")), (Compression::None, None));
        assert_eq!(extension(Path::new(".gz")), (Compression::None, None));
    }
}
