//! «Did you mean»: the nearest of a list of words.

/// The nearest word, where it is near enough to be meant: at most a third of the letters differ. Case does not count, and
/// `_` and spaces are hyphens.
///
/// ```
/// use verbale_core::suggest::nearest;
///
/// assert_eq!(nearest("quote_not_fund", ["quote-not-found", "quote-nth"]), Some("quote-not-found"));
/// assert_eq!(nearest("unrelated", ["quote-not-found", "quote-nth"]), None);
/// ```
pub fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let folded = word.to_lowercase().replace(['_', ' '], "-");
    let limit = (word.chars().count() / 3).max(1);
    words
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by(|(a, left), (b, right)| {
            let closer = |w: &str| strsim::jaro_winkler(&folded, &w.to_lowercase());
            a.cmp(b).then_with(|| closer(right).total_cmp(&closer(left))).then_with(|| left.cmp(right))
        })
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant_and_nothing_else() {
        assert_eq!(nearest("malli", ["mali", "niger"]), Some("mali"));
        assert_eq!(nearest("said_in", ["saidIn", "said-in"]), Some("said-in"));
        assert_eq!(nearest("saidin", ["saidIn", "partOf"]), Some("saidIn"));
        assert_eq!(nearest("france", ["mali", "niger"]), None);
        assert_eq!(nearest("ab", ["cd"]), None);
    }
}
