//! The words of a finding, as the forms for people share them.

use std::borrow::Cow;
use std::iter;

use super::Finding;

/// How many of the text's own words are offered for a quote.
const CANDIDATES: usize = 5;

/// The message, then the text's own words for a quote that is not in it, then the other ways out. A shape's message may be
/// blank; the rule's name then stands for it, since SARIF and its like demand some text.
pub(super) fn sentences(finding: &Finding) -> impl Iterator<Item = Cow<'_, str>> {
    let offered = finding.candidates.iter().take(CANDIDATES).map(|candidate| {
        let (text, start, end) = (&candidate.text, candidate.start, candidate.end);
        Cow::from(format!("the text has: «{text}» (characters {start} to {end})"))
    });
    let help = finding.help.iter().map(|help| help.as_str().into());
    let message = if finding.message.trim().is_empty() { finding.rule.code() } else { &finding.message };
    iter::once(message.into()).chain(offered).chain(help)
}

/// At most `limit` code points of a text, and `…` in the place of what follows.
pub(crate) fn clipped(text: &str, limit: usize) -> Cow<'_, str> {
    match text.char_indices().nth(limit) {
        None => text.into(),
        Some((end, _)) => format!("{}…", &text[..end]).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::checked;

    #[test]
    fn a_text_is_cut_between_code_points() {
        assert_eq!(clipped("été", 2), "ét…");
        assert!(matches!(clipped("été", 3), Cow::Borrowed("été")));
        assert_eq!(clipped("", 0), "");
    }

    #[test]
    fn the_text_s_own_words_come_before_the_other_ways_out() {
        let finding = checked("w");
        let sentences: Vec<_> = sentences(&finding).collect();
        assert_eq!(sentences, ["w", "the text has: «w» (characters 12 to 40)", "did you mean `w`?", "w"]);
    }

    #[test]
    fn a_blank_message_is_the_name_of_the_rule() {
        let blank = Finding { message: " \n".into(), ..checked("w") };
        assert_eq!(sentences(&blank).next().as_deref(), Some("quote-not-found"));
    }
}
