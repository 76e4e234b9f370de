//! Dossiers written apart, by several writers at once, and put together into one document.

use std::io::Write;

use super::{Form, Writer};
use crate::{Error, Format, Layout, Options};

impl Writer<Vec<u8>> {
    /// Begins a writer of dossiers without the document around them: what [`take`](Self::take) gives goes into a document
    /// by [`append`](Writer::append). Format, layout and options are those of the document, which is not
    /// [`single`](Options::single).
    ///
    /// ```
    /// use sophia_api::term::{IriRef, SimpleTerm};
    /// use verbale_export::{Format, Layout, Options, Writer};
    ///
    /// let iri = |text: &'static str| SimpleTerm::Iri(IriRef::new_unchecked(text.into()));
    /// let triple = [iri("https://example.org/a"), iri("https://example.org/knows"), iri("https://example.org/b")];
    /// let (format, layout, options) = (Format::RdfXml, Layout::plain(), Options::default());
    /// let mut fragments = Writer::fragments(format, &layout, &options)?;
    /// fragments.begin_dossier("https://example.org/a", None)?;
    /// fragments.quad(&triple)?;
    /// let mut fragment = Vec::new();
    /// fragments.take(&mut fragment)?;
    ///
    /// let mut document = Writer::new(format, &layout, &options, Vec::new())?;
    /// document.append(&fragment)?;
    /// let mut whole = Writer::new(format, &layout, &options, Vec::new())?;
    /// whole.begin_dossier("https://example.org/a", None)?;
    /// whole.quad(&triple)?;
    /// assert_eq!(document.finish()?, whole.finish()?);
    /// # Ok::<(), verbale_export::Error>(())
    /// ```
    pub fn fragments(format: Format, layout: &Layout<'_>, options: &Options) -> Result<Self, Error> {
        if options.single {
            return Err(Error::Single);
        }
        let mut writer = Self::new(format, layout, options, Vec::new())?;
        match &mut writer.form {
            Form::Turtle(turtle) => turtle.continue_document(),
            Form::JsonLd(jsonld) => jsonld.continue_document(),
            Form::Lines(_) | Form::RdfXml(_) => {}
        }
        writer.out.clear();
        Ok(writer)
    }

    /// Ends the dossier that is open, and appends all that was written since the last call to `fragment`.
    pub fn take(&mut self, fragment: &mut Vec<u8>) -> Result<(), Error> {
        self.close_dossier()?;
        fragment.append(&mut self.out);
        fragment.append(&mut self.buffer);
        Ok(())
    }
}

impl<W: Write> Writer<W> {
    /// Appends dossiers that a writer of [`fragments`](Writer::fragments) has written, one or several.
    pub fn append(&mut self, fragment: &[u8]) -> Result<(), Error> {
        let single = matches!(&self.form, Form::JsonLd(jsonld) if jsonld.is_single());
        if self.held || single {
            return Err(Error::Single);
        }
        if fragment.is_empty() {
            return Ok(());
        }
        self.close_dossier()?;
        let first = match &mut self.form {
            Form::Turtle(turtle) => turtle.is_first(),
            Form::JsonLd(jsonld) => jsonld.is_first(&mut self.buffer),
            Form::Lines(_) | Form::RdfXml(_) => false,
        };
        self.flush_buffer()?;
        // A fragment begins with what parts it from the one before.
        self.out.write_all(&fragment[usize::from(first)..])?;
        Ok(())
    }

    /// Ends the dossier so that bytes of another writer can follow.
    fn close_dossier(&mut self) -> Result<(), Error> {
        self.end_dossier()?;
        if let Form::RdfXml(xml) = &mut self.form {
            xml.close_subject(&mut self.buffer);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Prefixes;

    #[test]
    fn a_document_of_one_dossier_takes_no_fragments() {
        for format in Format::ALL {
            for prefixes in [Prefixes::Used, Prefixes::All] {
                let options = Options { single: true, prefixes, ..Options::default() };
                assert!(Writer::fragments(format, &Layout::plain(), &options).is_err());
            }
            let options = Options { single: true, ..Options::default() };
            let mut writer = Writer::new(format, &Layout::plain(), &options, Vec::new()).expect("a writer");
            assert!(matches!(writer.append(b"x"), Err(Error::Single)), "{format:?}");
        }
    }

    #[test]
    fn nothing_appended_is_nothing_written() {
        for format in Format::ALL {
            let write = |fragment: Option<&[u8]>| {
                let mut writer = Writer::new(format, &Layout::plain(), &Options::default(), Vec::new())?;
                fragment.map_or(Ok(()), |fragment| writer.append(fragment))?;
                writer.finish()
            };
            let (without, with) = (write(None).expect("a document"), write(Some(b"")).expect("a document"));
            assert_eq!(with, without, "{format:?}");
        }
    }
}
