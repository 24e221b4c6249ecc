//! Ids as Stripe writes them: a prefix and letters that tell nothing.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// 62^11 is the first power above 2^64.
const LENGTH: usize = 11;

/// Returns the id of the secret with this number.
pub(crate) fn secret(number: u64) -> String {
    scrambled("appsecret_", number)
}

/// Returns the id of the request with this number at this time. The numbers begin again with each process.
pub(crate) fn request(number: u64, now: u64) -> String {
    scrambled("req_", now << 24 ^ number)
}

/// Scrambles a number, after a prefix. Different numbers stay different, since each step can be undone, and no test can rely on their order.
/// The steps are those of SplitMix64.
fn scrambled(prefix: &str, number: u64) -> String {
    let mut bits = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^= bits >> 31;
    let mut text = String::with_capacity(prefix.len() + LENGTH);
    text.push_str(prefix);
    for _ in 0..LENGTH {
        text.push(DIGITS.get((bits % 62) as usize).copied().map_or('0', char::from));
        bits /= 62;
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn makes_ids_that_differ() {
        let ids: HashSet<_> = (0..10_000).map(super::secret).collect();
        assert_eq!(ids.len(), 10_000);
        assert!(ids.iter().all(|id| id.starts_with("appsecret_") && id.len() == 21));
    }
}
