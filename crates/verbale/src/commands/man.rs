//! `verbale man`

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::args::Cli;
use crate::error::Error;
use crate::output;

/// Prints one manual page: the command's, then a section for each verb.
pub(crate) fn run() -> Result<(), Error> {
    let mut page = Vec::new();
    render(&mut page).map_err(|cause| Error::Internal(cause.to_string()))?;
    output::print(&page)
}

fn render(page: &mut Vec<u8>) -> std::io::Result<()> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let mut front = Vec::new();
    Man::new(command.clone()).render(&mut front)?;
    let front = String::from_utf8_lossy(&front)
        // The verbs have no pages of their own, so they are not to be looked up as such.
        .replace("verbale\\-", "verbale ")
        .replace("(1)\n", "\n")
        .replace(".SH EXTRA\n", ".SH \"EXIT STATUS\"\n");
    page.extend_from_slice(front.as_bytes());
    for verb in command.get_subcommands() {
        page.extend_from_slice(format!(".SH \"VERBALE {}\"\n", verb.get_name().to_uppercase()).as_bytes());
        page.extend_from_slice(section(verb)?.as_bytes());
    }
    Ok(())
}

/// A verb's page as a section: its headings are one level lower, and it has no preamble of its own.
fn section(verb: &Command) -> std::io::Result<String> {
    let man = Man::new(verb.clone());
    let mut page = Vec::new();
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    man.render_extra_section(&mut page)?;
    let mut section = String::new();
    for line in String::from_utf8_lossy(&page).lines() {
        match line.strip_prefix(".SH ") {
            Some("EXTRA") => {}
            Some(heading) => section.extend([".SS ", heading, "\n"]),
            None if line.starts_with(".ie ") || line.starts_with(".el ") => {}
            None => section.extend([line, "\n"]),
        }
    }
    Ok(section.replace("\nExamples:\n", "\n.SS EXAMPLES\n"))
}
