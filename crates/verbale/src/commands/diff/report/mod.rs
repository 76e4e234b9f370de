//! The reports on differences.

mod json;
mod markdown;
mod text;
mod words;

pub(super) use words::sentence;

use std::io::{self, Write};

use super::change::Differences;
use crate::args::{DiffReportForm, ReportArg};
use crate::error::Error;
use crate::output::{Output, output_name};

/// Reports that have somewhere to go.
pub(super) struct Reports(Vec<(DiffReportForm, Output, String, bool)>);

/// Makes sure that all reports can be written, before anything is compared.
pub(super) fn open(asked: &[ReportArg<DiffReportForm>]) -> Result<Reports, Error> {
    let mut reports = Vec::with_capacity(asked.len());
    for ReportArg { form, file } in asked {
        let output = Output::open(file.as_deref())?;
        reports.push((*form, output, output_name(file.as_deref()), file.is_none()));
    }
    Ok(Reports(reports))
}

/// Writes all reports; files take their names.
pub(super) fn write(reports: Reports, found: &Differences) -> Result<(), Error> {
    for (form, mut output, name, is_stdout) in reports.0 {
        let written = match form {
            DiffReportForm::Text => text::write(&mut output, found, is_stdout && is_coloured()),
            DiffReportForm::Markdown => output.write_all(markdown::render(found).as_bytes()),
            DiffReportForm::Json => json::write(&mut output, found),
        };
        written.map_err(|cause| Error::Write(name, cause))?;
        output.keep()?;
    }
    Ok(())
}

/// Whether standard output shows colours.
fn is_coloured() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}
