//! The parts of SARIF 2.1.0 that are written, named as the standard names them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::count::{counted, grouped};
use crate::report::Run;

/// Code points of a place count one column each.
const COLUMN_KIND: &str = "unicodeCodePoints";

/// The base of relative names.
pub(super) const ROOT: &str = "SRCROOT";

/// A file of results (section 3.13).
#[derive(Serialize)]
pub(super) struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [SarifRun; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun {
    tool: Tool,
    automation_details: AutomationDetails,
    invocations: [Invocation; 1],
    original_uri_base_ids: BTreeMap<&'static str, UriBase>,
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<ReportingDescriptor>,
    notifications: Vec<NotificationDescriptor>,
}

#[derive(Serialize)]
struct AutomationDetails {
    id: &'static str,
}

#[derive(Serialize)]
struct UriBase {
    description: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    descriptor: DescriptorReference,
    message: Message,
}

#[derive(Serialize)]
struct DescriptorReference {
    id: &'static str,
    index: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NotificationDescriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Message,
}

/// A rule (section 3.49).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReportingDescriptor {
    pub(super) id: String,
    pub(super) short_description: Message,
    pub(super) full_description: Message,
    pub(super) help: Message,
    pub(super) default_configuration: Configuration,
}

/// How a rule is set by default (section 3.50).
#[derive(Debug, Serialize)]
pub(super) struct Configuration {
    pub(super) level: &'static str,
}

/// A finding (section 3.27).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult {
    pub(super) rule_id: String,
    pub(super) rule_index: usize,
    pub(super) level: &'static str,
    pub(super) message: Message,
    pub(super) locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related_locations: Vec<Location>,
    pub(super) partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) fixes: Vec<Fix>,
}

/// A text for people (section 3.11).
#[derive(Clone, Debug, Serialize)]
pub(super) struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

impl Message {
    /// The message that shows this text, whatever is in it.
    ///
    /// Braces are doubled, or `{0}` would be a placeholder (section 3.11.5). Where the text could hold a link,
    /// `[words](target)`, what a link is read by is escaped (section 3.11.6).
    pub(super) fn new(text: &str) -> Self {
        let mut text = text.replace('{', "{{").replace('}', "}}");
        if text.contains("](") {
            text = text.replace('\\', r"\\").replace('[', r"\[").replace(']', r"\]");
        }
        Self { text, markdown: None }
    }

    /// The same words, and their Markdown.
    pub(super) fn with_markdown(text: &str, markdown: &str) -> Self {
        let markdown = markdown.replace('{', "{{").replace('}', "}}");
        Self { markdown: Some(markdown), ..Self::new(text) }
    }
}

/// A place (section 3.28).
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names are the standard's")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) physical_location: Option<PhysicalLocation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Message>,
}

/// A place in a file (section 3.29).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<Region>,
}

/// A file (section 3.4).
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactLocation {
    pub(super) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uri_base_id: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<Message>,
}

/// A stretch of a file (section 3.30): lines and columns from 1, the end column exclusive.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_column: Option<usize>,
}

/// A place in what a file means (section 3.33).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogicalLocation {
    fully_qualified_name: String,
    kind: &'static str,
}

impl LogicalLocation {
    /// The place of this name.
    pub(super) fn new(name: Cow<'_, str>, kind: &'static str) -> Self {
        Self { fully_qualified_name: name.into_owned(), kind }
    }
}

/// How a finding can be mended (section 3.55).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fix {
    pub(super) description: Message,
    pub(super) artifact_changes: Vec<ArtifactChange>,
}

/// Changes to one file (section 3.56).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactChange {
    pub(super) artifact_location: ArtifactLocation,
    pub(super) replacements: Vec<Replacement>,
}

/// One change (section 3.57).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Replacement {
    pub(super) deleted_region: Region,
    pub(super) inserted_content: ArtifactContent,
}

/// A piece of a file (section 3.3).
#[derive(Debug, Serialize)]
pub(super) struct ArtifactContent {
    pub(super) text: String,
}

impl Log {
    /// The file of one run.
    pub(super) fn new(rules: Vec<ReportingDescriptor>, results: Vec<SarifResult>, run: &Run) -> Self {
        let notifications = over_the_limit(run);
        let driver = Driver {
            name: "verbale",
            version: env!("CARGO_PKG_VERSION"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            information_uri: env!("CARGO_PKG_REPOSITORY"),
            rules,
            notifications: if notifications.is_empty() { Vec::new() } else { vec![limit()] },
        };
        let base = UriBase { description: Message::new("The folder that the command was run in.") };
        let run = SarifRun {
            tool: Tool { driver },
            automation_details: AutomationDetails { id: "verbale/check/" },
            invocations: [Invocation { execution_successful: true, tool_execution_notifications: notifications }],
            original_uri_base_ids: BTreeMap::from([(ROOT, base)]),
            column_kind: COLUMN_KIND,
            results,
        };
        Self { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }
    }
}

/// Says how many findings there are, where not all of them are results.
fn over_the_limit(run: &Run) -> Vec<Notification> {
    let found = run.errors + run.warnings + run.notes;
    if run.shown >= found {
        return Vec::new();
    }
    let message = Message::new(&format!(
        "{}; the first {} are results of this run",
        counted(found, "finding"),
        grouped(&run.shown)
    ));
    vec![Notification { level: "warning", descriptor: DescriptorReference { id: LIMIT, index: 0 }, message }]
}

const LIMIT: &str = "findings-limit";

fn limit() -> NotificationDescriptor {
    let text = || Message::new("A report holds a limited number of findings.");
    let help = Message::new("Mend the first findings and run the check again.");
    NotificationDescriptor { id: LIMIT, short_description: text(), full_description: text(), help }
}
