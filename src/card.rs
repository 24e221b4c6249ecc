//! Card numbers. Stripe forbids to store them (and other data under PCI) in the Secret Store and, as far as is known, does not check.
//!
//! A card number is 13 to 19 digits, single spaces or dashes allowed between them, with the length and the first
//! digits of an issuer and a right check digit (Luhn), standing alone: not part of a longer run of letters,
//! digits, dashes, underscores, plus and percent signs or full stops, as tokens are.

/// Returns whether a text, as bytes in UTF-8, contains a text like a card number.
pub fn is_in(text: impl Iterator<Item = u8> + Clone) -> bool {
    let mut before = b' ';
    let mut rest = text;
    loop {
        // A card number has at least 13 bytes, and one of two adjacent bytes is a digit. So none begins in the twelve bytes before two that are not digits.
        let mut ahead = rest.clone();
        let (Some(last), Some(after)) = (ahead.nth(11), ahead.clone().next()) else { return false };
        if !last.is_ascii_digit() && !after.is_ascii_digit() {
            (before, rest) = (last, ahead);
            continue;
        }
        let here = rest.clone();
        let Some(byte) = rest.next() else { return false };
        // The order matters: most bytes are not digits, and need no further check.
        if byte.is_ascii_digit() && !is_part_of_token(before) && begins_with_card(here) {
            return true;
        }
        before = byte;
    }
}

/// Returns whether a text begins with a card number: digits, with a single space or dash between two of them. It may end before a space although
/// digits follow, such as those of an expiry.
fn begins_with_card(text: impl Iterator<Item = u8> + Clone) -> bool {
    let mut digits = Digits::default();
    let mut rest = text;
    while digits.count < 20 {
        let here = rest.clone();
        match rest.next() {
            Some(digit @ b'0'..=b'9') => digits.push(digit - b'0'),
            next => {
                let is_between = matches!(next, Some(b' ' | b'-')) && rest.clone().next().is_some_and(|after| after.is_ascii_digit());
                let may_end = if is_between { next == Some(b' ') } else { !goes_on(here) };
                if may_end && digits.are_a_card() {
                    return true;
                }
                if !is_between {
                    return false;
                }
            }
        }
    }
    false
}

/// Returns whether the text after the digits makes them part of a longer text. A full stop does so only before more text: it may end a sentence.
fn goes_on(mut behind: impl Iterator<Item = u8>) -> bool {
    match behind.next() {
        Some(b'.') => behind.next().is_some_and(|next| next.is_ascii_alphanumeric()),
        next => next.is_some_and(is_part_of_token),
    }
}

/// Returns whether a byte makes adjacent digits part of a longer text. A `+` begins a telephone number. (`/` does not count, although base64 has it: fewer
/// than one token in a thousand million has thirteen digits in a row between two of them.)
fn is_part_of_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.' | b'%')
}

/// Digits as they go by: what Luhn and the issuers need to know of them.
#[derive(Default)]
struct Digits {
    count: usize,
    /// The first four, as a number.
    prefix: u16,
    /// Sums with the digits at even and at odd places doubled: which of the two counts is known at the end.
    even_doubled: u32,
    odd_doubled: u32,
}

impl Digits {
    fn push(&mut self, digit: u8) {
        let digit = u32::from(digit);
        let doubled = if digit > 4 { 2 * digit - 9 } else { 2 * digit };
        if self.count < 4 {
            self.prefix = self.prefix * 10 + digit as u16;
        }
        let (even, odd) = if self.count.is_multiple_of(2) { (doubled, digit) } else { (digit, doubled) };
        self.even_doubled += even;
        self.odd_doubled += odd;
        self.count += 1;
    }

    fn are_a_card(&self) -> bool {
        // The last digit is the check digit. It is not doubled, and every second digit before it is not doubled either.
        let sum = if self.count.is_multiple_of(2) { self.even_doubled } else { self.odd_doubled };
        self.is_issued() && sum.is_multiple_of(10)
    }

    fn is_issued(&self) -> bool {
        let length = 1u8.checked_shl((self.count as u32).wrapping_sub(13)).unwrap_or(0);
        ISSUED.iter().any(|(first, last, lengths)| (*first..=*last).contains(&self.prefix) && lengths & length != 0)
    }
}

/// The ranges of card schemes by the first four digits, and their lengths: bit N for 13 + N digits (ISO/IEC 7812, as registered in
/// 2026).
const ISSUED: [(u16, u16, u8); 16] = {
    const ONLY_16: u8 = 1 << 3;
    const FROM_13: u8 = 0b111_1111;
    const FROM_14: u8 = 0b111_1110;
    const FROM_16: u8 = 0b111_1000;
    [
        // Visa: 13, 16 or 19.
        (4000, 4999, 0b100_1001),
        // Mastercard.
        (5100, 5599, ONLY_16),
        (2221, 2720, ONLY_16),
        // American Express: 15.
        (3400, 3499, 1 << 2),
        (3700, 3799, 1 << 2),
        // Diners Club.
        (3000, 3059, FROM_14),
        (3095, 3095, FROM_14),
        (3600, 3699, FROM_14),
        (3800, 3999, FROM_14),
        // JCB.
        (3528, 3589, FROM_16),
        // Maestro; Discover, UnionPay and RuPay among them.
        (5000, 5099, FROM_13),
        (5600, 5899, FROM_13),
        (6000, 6999, FROM_13),
        // UnionPay and RuPay beyond.
        (8100, 8299, FROM_16),
        // Mir.
        (2200, 2204, FROM_16),
        // Troy.
        (9792, 9792, ONLY_16),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::string::String;

    /// Published test numbers, one or two of each scheme.
    const CARDS: &[&str] = &[
        "4242424242424242",
        "4222222222222",
        "5555555555554444",
        "2223003122003222",
        "378282246310005",
        "6011111111111117",
        "36227206271667",
        "3566002020360505",
        "6200000000000005",
        "6759649826438453",
    ];

    #[test]
    fn finds_card_numbers_in_usual_notations() {
        for card in CARDS {
            let spaced = card.as_bytes().chunks(4).map(|four| core::str::from_utf8(four).unwrap_or_default());
            let spaced = spaced.collect::<alloc::vec::Vec<_>>();
            for text in [
                String::from(*card),
                format!("card: {card}, thanks"),
                format!("card {card}."),
                format!("card {card}. Thanks"),
                format!("{{\"number\":\"{card}\",\"cvc\":\"123\"}}"),
                spaced.join(" "),
                spaced.join("-"),
                format!("({})", spaced.join(" ")),
            ] {
                assert!(is_in(text.bytes()), "{text}");
            }
        }
    }

    #[test]
    fn finds_card_numbers_anywhere_in_a_text() {
        for card in
            ["4222222222222", "4242424242424242", "4242-4242-4242-4242", "4 2 2 2 2 2 2 2 2 2 2 2 2", "6 7 5 9 6 4 9 8 2 6 4 3 8 4 5 3"]
        {
            for filler in [" ", "word ", "12 ", "é, ", "a1: "] {
                for before in 0..30 {
                    let text = format!("{}{card}", filler.repeat(before));
                    assert!(is_in(text.bytes()) && is_in(format!("{text} .").bytes()), "{text}");
                }
            }
        }
    }

    #[test]
    fn ignores_tokens_and_other_numbers() {
        for text in [
            "",
            "4242",
            "4242424242424241",           // wrong check digit
            "42424242424242424242424242", // a longer run
            "sk_test_4242424242424242",   // part of a token
            "a4242424242424242",
            "4242424242424242a",
            "eyJhbGciOi.4242424242424242.x", // part of a JWT
            "1234567890123456",              // no scheme issues it
            "0000000000000000",
            "1893456000", // a time
            "550e8400-e29b-41d4-a716-446655440000",
        ] {
            assert!(!is_in(text.bytes()), "{text}");
        }
    }
}
