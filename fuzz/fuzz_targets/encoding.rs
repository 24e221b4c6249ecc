//! Forms: what is read is what the URL Standard reads, and what is written is read back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stripe_secret_store::encoding::{decode, encode, pairs};
use stripe_secret_store_fuzz::IS_WRITTEN;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let ours: Vec<_> = pairs(&text).map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    let theirs: Vec<_> = url::form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    assert_eq!(ours, theirs);

    let mut written = String::new();
    encode(text.bytes(), |byte| {
        written.push(char::from(byte));
        Some(())
    });
    assert!(written.bytes().all(|byte| IS_WRITTEN[usize::from(byte)]), "{written}");
    assert_eq!(decode(&written), text);
});
