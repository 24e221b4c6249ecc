//! `Stripe-Context`: it names the account that a request acts on, as `Stripe-Account` does.

use crate::support::{ACCOUNT, Answer, TWO_ACCOUNTS, emulator_in, request, with_header};
use secret_store_emulator::world::World;

fn on(header: &str, account: &str, method: &str, form: &str) -> Answer {
    let mut emulator = emulator_in(World::from_toml(TWO_ACCOUNTS).unwrap());
    let path = "/v1/apps/secrets";
    let asked = if method == "POST" { request("POST", path, form) } else { request("GET", &format!("{path}?{form}"), "") };
    emulator.send(&with_header(asked, header, account))
}

#[test]
fn lets_a_backend_act_on_the_account_that_it_names() {
    for header in ["Stripe-Context", "Stripe-Account"] {
        for account in ["acct_cactus", "acct_other"] {
            assert_eq!(on(header, account, "POST", &format!("name=token&payload=x&{ACCOUNT}")).status, 200, "{header} {account}");
        }
    }
}

#[test]
fn refuses_an_account_that_the_key_does_not_reach() {
    for header in ["Stripe-Context", "Stripe-Account"] {
        for account in ["acct_nope", "acct_maker", "nonsense"] {
            let answer = on(header, account, "GET", ACCOUNT);
            assert_eq!(answer.error(), (403, "invalid_request_error", Some("account_invalid"), None), "{header} {account}");
        }
    }
}

#[test]
fn accepts_a_context_path_that_begins_with_the_owner_of_the_app() {
    assert_eq!(on("Stripe-Context", "acct_maker/acct_cactus", "GET", ACCOUNT).status, 200);
    for path in ["acct_other/acct_cactus", "acct_maker/acct_nope", "acct_maker/", "/acct_cactus", "acct_a/acct_maker/acct_cactus"] {
        assert_eq!(on("Stripe-Context", path, "GET", ACCOUNT).status, 403, "{path}");
    }
}

#[test]
fn refuses_two_different_values_of_a_header_that_can_have_one() {
    let headers = [
        ("Authorization", "Bearer sk_test_app_a", "Bearer sk_live_app_a"),
        ("Stripe-Account", "acct_cactus", "acct_other"),
        ("Stripe-Context", "acct_cactus", "acct_other"),
        ("Stripe-Version", "2026-10-28.endive", "2024-04-10"),
        ("Idempotency-Key", "one", "two"),
    ];
    for (header, first, second) in headers {
        let asked = |values: [&str; 2]| {
            let mut asked = request("POST", "/v1/apps/secrets", &format!("name=token&payload=x&{ACCOUNT}"));
            asked.headers.retain(|(name, _)| name != header);
            if header != "Stripe-Account" && header != "Stripe-Context" {
                asked = with_header(asked, "Stripe-Account", "acct_cactus");
            }
            let names = [header.to_owned(), header.to_lowercase()];
            names.iter().zip(values).fold(asked, |asked, (name, value)| with_header(asked, name, value))
        };
        for values in [[first, second], [second, first], ["", second]] {
            let emulator = emulator_in(World::from_toml(TWO_ACCOUNTS).unwrap());
            let exchange = emulator.exchange(&asked(values));
            assert_eq!(exchange.response.status, 400, "{header} {values:?}");
            assert!(exchange.response.body.contains(&format!("The header {header} came with two different values.")), "{header}");
            assert_eq!(exchange.entry.caller, None, "{header}: the log names no caller");
        }
        let mut emulator = emulator_in(World::from_toml(TWO_ACCOUNTS).unwrap());
        assert_eq!(emulator.send(&asked([first, first])).status, 200, "{header} twice the same");
    }
}

#[test]
fn treats_an_empty_context_as_no_account() {
    assert_eq!(on("Stripe-Context", "", "GET", ACCOUNT).status, 400, "two accounts have the app");
}

#[test]
fn shows_a_context_in_the_log_and_hides_other_values() {
    let emulator = emulator_in(World::from_toml(TWO_ACCOUNTS).unwrap());
    for (context, shown) in
        [("acct_cactus", "acct_cactus"), ("acct_maker/acct_cactus", "acct_maker/acct_cactus"), ("sk_live_51x", "[hidden]")]
    {
        let asked = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Context", context);
        assert_eq!(emulator.exchange(&asked).entry.headers, [("stripe-context", shown.to_owned())]);
    }
}
