//! What a page is made of: sections, tables, fenced blocks.

/// A heading with what stands under it, up to the next heading of any level.
pub(super) struct Section<'p> {
    /// The heading without its marks.
    pub(super) heading: &'p str,
    /// What stands under it.
    pub(super) body: String,
}

/// The sections of a page, in its order.
pub(super) fn sections(page: &str) -> Vec<Section<'_>> {
    let mut sections = vec![Section { heading: "", body: String::new() }];
    let mut fenced = false;
    for line in page.lines() {
        fenced ^= line.starts_with("```");
        if line.starts_with('#') && !fenced {
            sections.push(Section { heading: line.trim_start_matches('#').trim(), body: String::new() });
        } else if let Some(section) = sections.last_mut() {
            section.body.push_str(line);
            section.body.push('\n');
        }
    }
    sections
}

/// The section with this heading.
pub(super) fn section<'s, 'p>(sections: &'s [Section<'p>], heading: &str) -> &'s Section<'p> {
    let found = sections.iter().find(|section| section.heading == heading);
    found.unwrap_or_else(|| panic!("the page has no section «{heading}»"))
}

/// The fenced blocks of a language.
pub(super) fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    text.split(fence.as_str()).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

/// The cells of each row of a section's tables, heads left out.
pub(super) fn rows(body: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = body.lines().collect();
    let is_rule = |line: &str| line.starts_with("| ---");
    let is_row = |at: usize| lines[at].starts_with('|') && !is_rule(lines[at]);
    let is_head = |at: usize| lines.get(at + 1).is_some_and(|next| is_rule(next));
    let rows = (0..lines.len()).filter(|at| is_row(*at) && !is_head(*at));
    rows.map(|at| lines[at].trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// The words of a text that stand in backticks.
pub(super) fn code(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// A number with commas between thousands.
pub(super) fn grouped(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", grouped(number / 1000), number % 1000) }
}
