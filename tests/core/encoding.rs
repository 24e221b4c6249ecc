//! The form encoding, against the one of the URL Standard.

use proptest::prelude::*;
use stripe_secret_store::encoding;

fn encoded(text: &str) -> String {
    let mut form = String::new();
    encoding::encode(text.bytes(), |byte| {
        form.push(char::from(byte));
        Some(())
    })
    .unwrap();
    form
}

#[test]
fn leaves_the_same_characters_raw_as_stripe_node() {
    let plain = "ABCXYZabcxyz0189-._~[]";
    assert_eq!(encoded(plain), plain);
    assert_eq!(encoded("!'()* +&=%#?/:@,;"), "%21%27%28%29%2A%20%2B%26%3D%25%23%3F%2F%3A%40%2C%3B");
    assert_eq!(encoded("é☃😀\0\n"), "%C3%A9%E2%98%83%F0%9F%98%80%00%0A");
}

#[test]
fn reads_the_forms_that_clients_write() {
    let pairs = |text: &str| encoding::pairs(text).map(|(key, value)| (key.into_owned(), value.into_owned())).collect::<Vec<_>>();
    let pair = |key: &str, value: &str| (key.to_string(), value.to_string());
    assert_eq!(
        pairs("scope%5Btype%5D=user&scope[user]=a+b%20c&&x"),
        [pair("scope[type]", "user"), pair("scope[user]", "a b c"), pair("x", "")]
    );
    assert_eq!(pairs("a=%zz%4"), [pair("a", "%zz%4")]);
    assert_eq!(pairs("a=%ff"), [pair("a", "\u{FFFD}")]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn encodes_any_text_so_that_the_url_standard_reads_it(text in any::<String>()) {
        let form = format!("k={}", encoded(&text));
        let read: Vec<_> = url::form_urlencoded::parse(form.as_bytes()).collect();
        prop_assert_eq!(read, [("k".into(), text.as_str().into())]);
    }

    #[test]
    fn decodes_any_text_that_it_encoded(text in any::<String>()) {
        let form = encoded(&text);
        prop_assert_eq!(encoding::decode(&form), text);
    }

    #[test]
    fn decodes_any_form_as_the_url_standard_does(form in "[ -~é]{0,60}") {
        let ours: Vec<_> = encoding::pairs(&form).map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
        let theirs: Vec<_> = url::form_urlencoded::parse(form.as_bytes()).into_owned().collect();
        prop_assert_eq!(ours, theirs);
    }
}
