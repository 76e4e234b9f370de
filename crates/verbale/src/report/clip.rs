//! How much of a text a report shows.

use std::borrow::Cow;

/// At most `limit` code points of a text, and `…` in the place of what follows.
pub(super) fn clipped(text: &str, limit: usize) -> Cow<'_, str> {
    match text.char_indices().nth(limit) {
        None => text.into(),
        Some((end, _)) => format!("{}…", &text[..end]).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_code_points() {
        assert_eq!(clipped("été", 2), "ét…");
        assert!(matches!(clipped("été", 3), Cow::Borrowed("été")));
        assert_eq!(clipped("", 0), "");
    }
}
