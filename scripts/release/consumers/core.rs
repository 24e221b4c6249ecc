//! Shows a backend in Rust: it checks a secret as the client does, and encodes it as stripe-node does. The release runs it
//! with the packed crate. The tests compile it.

use stripe_secret_store::error::ErrorCode;
use stripe_secret_store::{card, encoding, limits};

fn main() {
    let payload = "a b";
    assert!(limits::fits(payload) && !card::is_in(payload.bytes()));
    assert_eq!(limits::expiry(0.0, 1.0), Err(limits::BadExpiry::Past));
    let mut encoded = String::new();
    let complete = encoding::encode(payload.bytes(), |byte| {
        encoded.push(char::from(byte));
        Some(())
    });
    assert!(complete.is_some());
    println!("{encoded}, {} codes", ErrorCode::ALL.len());
}
