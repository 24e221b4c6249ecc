//! Small work on text, without `core::fmt`: that one formatted number in the shipped module costs 2 kB
//! (measured for the prototype, November 2026).

use alloc::string::String;

/// `parts`, one behind the other.
pub(crate) fn join(parts: &[&str]) -> String {
    let mut text = String::with_capacity(parts.iter().map(|part| part.len()).sum());
    for part in parts {
        text.push_str(part);
    }
    text
}

/// Appends `number` in decimal.
pub(crate) fn push_number(text: &mut String, number: u64) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// The candidate that `name` was most likely meant to be.
pub(crate) fn closest<T>(name: &str, candidates: impl Iterator<Item = (T, &'static str)>) -> Option<T> {
    // A name longer than any of ours is no slip of the pen, and the comparison below is quadratic.
    if name.len() > 24 {
        return None;
    }
    candidates
        .map(|(value, candidate)| (distance(name, candidate), candidate.len(), value))
        .filter(|(distance, length, _)| *distance <= (length / 3).min(2))
        .min_by_key(|(distance, ..)| *distance)
        .map(|(.., value)| value)
}

/// How many letters have to be inserted, dropped or changed; case and underscores are free.
fn distance(left: &str, right: &str) -> usize {
    let letters =
        |text: &'_ str| text.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase()).collect::<alloc::vec::Vec<u8>>();
    let (left, right) = (letters(left), letters(right));
    let mut row: alloc::vec::Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        for (cell, b) in row.iter_mut().skip(1).zip(&right) {
            let best = (diagonal + usize::from(a != b)).min(before + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = best;
            before = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(left.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn numbers_are_written_in_decimal() {
        for number in [0, 7, 10, 99, 1_893_456_000, u64::MAX] {
            let mut text = String::new();
            push_number(&mut text, number);
            assert_eq!(text, number.to_string());
        }
    }

    #[test]
    fn distance_counts_letters() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("expiresAt", "expires_at"), 0);
        assert_eq!(distance("", "name"), 4);
        assert_eq!(distance("name", ""), 4);
        assert_eq!(distance("abc", "abc"), 0);
    }
}
