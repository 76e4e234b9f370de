//! Numbers as people read them.

/// A number with commas between thousands.
pub(crate) fn grouped(number: &impl ToString) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number of things: `1 fact`, `2,000 facts`.
pub(crate) fn counted<N: Copy + PartialEq + From<u8> + ToString>(count: N, noun: &str) -> String {
    let plural = if count == N::from(1) { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(&count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_told_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(|number| grouped(&number)), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn one_is_no_plural() {
        assert_eq!([0_u64, 1, 2000].map(|count| counted(count, "fact")), ["0 facts", "1 fact", "2,000 facts"]);
    }
}
