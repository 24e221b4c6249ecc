//! Card numbers: none of any scheme is missed in usual writing, and tokens of usual kinds are not taken for one.

use std::io::Write as _;
use stripe_secret_store::card;

/// A generator whose numbers are the same in every run (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn of(&mut self, alphabet: &str, length: usize) -> String {
        (0..length).map(|_| char::from(alphabet.as_bytes()[self.below(alphabet.len())])).collect()
    }
}

const DIGITS: &str = "0123456789";
const HEX: &str = "0123456789abcdef";
const ALPHANUMERIC: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64URL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn is_in(text: &str) -> bool {
    card::is_in(text.bytes())
}

fn uuid(random: &mut Random) -> String {
    let hex = random.of(HEX, 31);
    format!("{}-{}-4{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..15], &hex[15..19], &hex[19..])
}

fn jwt(random: &mut Random) -> String {
    let payload = random.of(BASE64URL, 180);
    format!("eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJ{payload}.{}", random.of(BASE64URL, 342))
}

type Make = fn(&mut Random) -> String;

/// Kinds of tokens, and how many in a million may be taken for a card number. Of digits alone one in ten has a right check digit, and then it has to be of
/// a range and a length that is issued: nothing tells such a number from a card's.
const TOKENS: &[(&str, Make, usize)] = &[
    ("hex, 32", |random| random.of(HEX, 32), 0),
    ("hex, 64", |random| random.of(HEX, 64), 0),
    ("base64, 24", |random| random.of(BASE64, 22) + "==", 0),
    ("base64, 88", |random| random.of(BASE64, 86) + "==", 0),
    ("base64url, 43", |random| random.of(BASE64URL, 43), 0),
    ("base64url, 86", |random| random.of(BASE64URL, 86), 0),
    ("JWT", jwt, 0),
    ("UUID", uuid, 0),
    ("sk_test_…, 24", |random| format!("sk_test_{}", random.of(ALPHANUMERIC, 24)), 0),
    ("acct_…, 16 digits", |random| format!("acct_{}", random.of(DIGITS, 16)), 0),
    ("OAuth client id, 12 digits", |random| format!("{}-{}.apps.example.com", random.of(DIGITS, 12), random.of(HEX, 32)), 0),
    ("digits, 10", |random| random.of(DIGITS, 10), 0),
    ("digits, 12", |random| random.of(DIGITS, 12), 0),
    ("digits, 20", |random| random.of(DIGITS, 20), 0),
    ("digits, 32", |random| random.of(DIGITS, 32), 0),
    ("time in ms", |random| format!("{}", 1_600_000_000_000 + random.next() % 400_000_000_000), 0),
    ("phone number", |random| format!("+49 {} {}", random.of(DIGITS, 3), random.of(DIGITS, 8)), 0),
    ("digits, 13", |random| random.of(DIGITS, 13), 45_000),
    ("digits, 16", |random| random.of(DIGITS, 16), 45_000),
    ("digits, 19", |random| random.of(DIGITS, 19), 45_000),
];

#[test]
fn mistakes_few_tokens_for_card_numbers() {
    let mut random = Random(20_261_125);
    // Past the test harness, which shows nothing of a test that passes.
    let mut out = std::io::stderr().lock();
    writeln!(out, "{:<28} {:>9} {:>8} {:>14}", "kind", "tokens", "taken", "in a million").unwrap();
    for (kind, make, most) in TOKENS {
        let taken = (0..TOKENS_A_KIND).filter(|_| is_in(&make(&mut random))).count();
        writeln!(out, "{kind:<28} {TOKENS_A_KIND:>9} {taken:>8} {:>14.1}", taken as f64 * 1e6 / TOKENS_A_KIND as f64).unwrap();
        assert!(taken * 1_000_000 <= most * TOKENS_A_KIND, "{kind}: {taken} of {TOKENS_A_KIND}");
    }
}

/// A million of all kinds together; with optimisation, which makes it as quick, a million of each.
const TOKENS_A_KIND: usize = if cfg!(debug_assertions) { 1_000_000 / TOKENS.len() } else { 1_000_000 };

/// A scheme's name, the ranges of its first digits, and the lengths that it issues.
type Scheme = (&'static str, &'static [(u32, u32)], &'static [usize]);

/// Those that there are (ISO/IEC 7812, as published in 2026).
const SCHEMES: &[Scheme] = &[
    ("Visa", &[(4, 4)], &[13, 16, 19]),
    ("Mastercard", &[(51, 55), (2221, 2720)], &[16]),
    ("American Express", &[(34, 34), (37, 37)], &[15]),
    ("Discover", &[(6011, 6011), (644, 649), (65, 65)], &[16, 17, 18, 19]),
    ("Diners Club", &[(36, 36)], &[14, 15, 16, 17, 18, 19]),
    ("Diners Club, from 300", &[(300, 305), (3095, 3095), (38, 39)], &[14, 16, 17, 18, 19]),
    ("JCB", &[(3528, 3589)], &[16, 17, 18, 19]),
    ("UnionPay", &[(62, 62), (8100, 8171)], &[16, 17, 18, 19]),
    ("Maestro", &[(5018, 5018), (5020, 5020), (5038, 5038), (5893, 5893), (6304, 6304), (6759, 6763)], &[13, 14, 15, 16, 17, 18, 19]),
    ("RuPay", &[(60, 60), (65, 65), (81, 82), (508, 508)], &[16]),
    ("Mir", &[(2200, 2204)], &[16, 17, 18, 19]),
    ("Elo", &[(4011, 4011), (5066, 5067), (509, 509), (6277, 6277), (636, 636), (650, 651)], &[16]),
    ("Hipercard", &[(6062, 6062)], &[16]),
    ("Verve", &[(5060, 5061), (6500, 6500)], &[16, 18, 19]),
    ("Dankort", &[(5019, 5019), (4571, 4571)], &[16]),
    ("Troy", &[(65, 65), (9792, 9792)], &[16]),
    ("InterPayment", &[(636, 636)], &[16, 17, 18, 19]),
];

/// A number with these first digits, and a right check digit.
fn number(random: &mut Random, first: u32, length: usize) -> String {
    let mut text = first.to_string();
    text += &random.of(DIGITS, length - text.len() - 1);
    let sum: u32 = text
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte - b'0') * if index % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    format!("{text}{}", (10 - sum % 10) % 10)
}

/// In groups of these sizes; what is left goes with the last.
fn grouped(number: &str, sizes: &[usize], between: &str) -> String {
    let mut groups = Vec::new();
    let mut rest = number;
    for size in sizes {
        if rest.len() <= *size {
            break;
        }
        let (group, behind) = rest.split_at(*size);
        groups.push(group);
        rest = behind;
    }
    groups.push(rest);
    groups.join(between)
}

#[test]
fn finds_every_card_number_in_usual_notations() {
    let mut random = Random(4_242);
    let mut looked_at = 0;
    for (scheme, ranges, lengths) in SCHEMES {
        for (length, _) in lengths.iter().flat_map(|length| (0..20).map(move |round| (*length, round))) {
            let (first, last) = ranges[random.below(ranges.len())];
            let prefix = first + random.below((last - first + 1) as usize) as u32;
            let card = number(&mut random, prefix, length);
            let mut written = vec![card.clone()];
            for between in [" ", "-"] {
                for sizes in [&[4, 4, 4, 4][..], &[4, 6][..], &[6][..], &[4, 4, 5][..]] {
                    written.push(grouped(&card, sizes, between));
                }
            }
            for text in written.iter().flat_map(|card| in_usual_places(card)) {
                looked_at += 1;
                assert!(is_in(&text), "{scheme}: {text}");
            }
        }
    }
    assert!(looked_at > 100_000, "{looked_at}");
}

fn in_usual_places(card: &str) -> Vec<String> {
    vec![
        card.to_owned(),
        format!("card: {card}, thanks"),
        format!("My number is {card}."),
        format!("({card})"),
        format!("\u{201e}{card}\u{201c}"),
        format!("\u{5361}\u{53f7}\u{ff1a}{card}\u{3002}"),
        format!("pan={card}&cvc=123"),
        format!("{{\"number\":\"{card}\",\"exp\":\"12/30\"}}"),
        format!("<pan>{card}</pan>"),
        format!("a;{card};12/30"),
        format!("{card} 12/30 123"),
        format!("{card} 1230"),
        format!("{card}/12/30"),
        format!("No 7 {card}"),
        format!("first line\n{card}\tsecond"),
    ]
}
