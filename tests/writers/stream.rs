//! Bytes on their way: sinks that take little or fail, and memory that does not grow.

use super::fixture::{Dossier, Step, dossier, layout, write};
use std::io::{self, Write};
use verbale_export::{Error, Format, JsonLdForm, Options, Prefixes, Writer};

/// Takes one to seven bytes a call, and is interrupted now and then.
#[derive(Default)]
struct Short {
    bytes: Vec<u8>,
    calls: usize,
}

impl Write for Short {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.calls += 1;
        if self.calls.is_multiple_of(11) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let taken = bytes.len().min(1 + self.calls % 7);
        self.bytes.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Refuses everything after some bytes, and counts how much it was given at once.
struct Full {
    room: usize,
}

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let taken = bytes.len().min(self.room);
        self.room -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_to<W: Write>(format: Format, options: &Options, dossiers: &[Dossier], out: W) -> Result<W, Error> {
    let mut writer = Writer::new(format, &layout(), options, out)?;
    for dossier in dossiers {
        writer.begin_dossier(&dossier.iri, None)?;
        for step in &dossier.steps {
            match step {
                Step::Section(index) => writer.begin_section(*index)?,
                Step::Triple(triple) => writer.quad(triple)?,
            }
        }
        writer.end_dossier()?;
    }
    writer.finish()
}

#[test]
fn a_sink_that_takes_a_few_bytes_gets_them_all() {
    for format in Format::ALL {
        for single in [true, false] {
            let options = Options { single, ..Options::default() };
            let dossiers = [dossier("d1")];
            let whole = write(format, &layout(), &options, &dossiers, false).expect("writes");
            let short = write_to(format, &options, &dossiers, Short::default()).expect("writes");
            assert!(whole == short.bytes, "{}", format.name());
        }
    }
}

#[test]
fn a_full_sink_is_an_error() {
    for format in Format::ALL {
        for room in [0, 1, 100, 1000] {
            let failed = write_to(format, &Options::default(), &[dossier("d1")], Full { room });
            assert!(
                matches!(failed, Err(Error::Io(error)) if error.kind() == io::ErrorKind::StorageFull),
                "{} {room}",
                format.name()
            );
        }
    }
}

#[test]
fn a_body_too_long_to_hold_back_declares_every_prefix() {
    let mut long = dossier("d1");
    let Some(Step::Triple([subject, predicate, _])) = long.steps.last().cloned() else { panic!("a triple comes last") };
    for part in 0..5 {
        let text = format!("{part}{}", "x".repeat(2 * 1024 * 1024));
        long.steps.push(Step::Triple([subject.clone(), predicate.clone(), super::read::string(&text)]));
    }
    for format in [Format::Turtle, Format::TriG, Format::RdfXml] {
        let held = Options { single: true, ..Options::default() };
        let all = Options { prefixes: Prefixes::All, ..held.clone() };
        let short = write(format, &layout(), &held, &[dossier("d1")], false).expect("writes");
        assert!(!String::from_utf8_lossy(&short).contains("cameo"), "only used prefixes");
        let document = write(format, &layout(), &held, &[long.clone()], false).expect("writes");
        assert!(
            document == write(format, &layout(), &all, &[long.clone()], false).expect("writes"),
            "{}",
            format.name()
        );
    }
}

/// Counts bytes, and the most that were asked of it at once.
#[derive(Default)]
struct Count {
    bytes: usize,
    most: usize,
}

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len();
        self.most = self.most.max(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn bytes_leave_while_quads_come() {
    let dossiers: Vec<Dossier> = (0..400).map(|n| dossier(&format!("d{n}"))).collect();
    for format in Format::ALL {
        for jsonld_form in [JsonLdForm::Nested, JsonLdForm::Flattened, JsonLdForm::Expanded] {
            let options = Options { jsonld_form, ..Options::default() };
            let count = write_to(format, &options, &dossiers, Count::default()).expect("writes");
            assert!(count.bytes > 500_000, "{}: {} bytes", format.name(), count.bytes);
            assert!(count.most < 70_000, "{}: {} bytes at once", format.name(), count.most);
        }
    }
}
