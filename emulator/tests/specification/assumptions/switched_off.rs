//! The behaviour with each assumption switched off.

use super::REFUSED;
use super::support::{denied, expiring, get_with, on_account, one_key_on_two_accounts, reinstalled, two_accounts, with_key};
use crate::support::{ACCOUNT, NOW, USER_1, USER_2, extension, request, with_header, without};
use serde_json::json;

shown! {
    fn scope_full() {
        let mut emulator = without(&["scope_full"]);
        emulator.fill(10);
        assert_eq!(emulator.set(&format!("name=more&payload=x&{ACCOUNT}")).error(), (400, REFUSED, None, None));
    }

    fn replace_when_full() {
        let mut emulator = without(&["replace_when_full"]);
        emulator.fill(10);
        assert_eq!(emulator.set(&format!("name=secret_3&payload=new&{ACCOUNT}")).status, 400);
        assert_eq!(emulator.find(&format!("name=secret_3&expand[]=payload&{ACCOUNT}")).json["payload"], "x");
    }

    fn replace_keeps_identity() {
        let mut emulator = without(&["replace_keeps_identity"]);
        emulator.fill(2);
        let first = emulator.find(&format!("name=secret_1&{ACCOUNT}")).json["id"].clone();
        emulator.now += 60;
        let second = emulator.set(&format!("name=secret_1&payload=new&{ACCOUNT}"));
        assert_ne!(second.json["id"], first);
        assert_eq!(second.json["created"], NOW + 60);
        assert_eq!(emulator.list(ACCOUNT).names(), ["secret_1", "secret_2"]);
    }

    fn replace_clears_expiry() {
        let mut emulator = without(&["replace_clears_expiry"]);
        emulator.set(&format!("name=token&payload=old&expires_at={}&{ACCOUNT}", NOW + 60));
        assert_eq!(emulator.set(&format!("name=token&payload=new&{ACCOUNT}")).json["expires_at"], NOW + 60);
    }

    fn expired_at_its_second() {
        let mut emulator = without(&["expired_at_its_second"]);
        assert_eq!(expiring(&mut emulator, NOW + 60), 200);
        emulator.now = NOW + 60;
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}")).status, 200);
        emulator.now = NOW + 61;
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}")).status, 404);
    }

    fn bad_expiry() {
        let answer = without(&["bad_expiry"]).set(&format!("name=token&payload=x&expires_at=1&{ACCOUNT}"));
        assert_eq!(answer.error(), (400, REFUSED, None, Some("expires_at")));
    }

    fn century() {
        let mut emulator = without(&["century"]);
        assert_eq!(expiring(&mut emulator, NOW + 36_500 * 86_400), 200);
        assert_eq!(expiring(&mut emulator, NOW + 36_500 * 86_400 + 1), 400);
    }

    fn over_long_text() {
        let answer = without(&["over_long_text"]).set(&format!("name={}&payload=x&{ACCOUNT}", "x".repeat(5_001)));
        assert_eq!(answer.error(), (400, REFUSED, None, None));
    }

    fn characters_not_bytes() {
        let mut emulator = without(&["characters_not_bytes"]);
        let cactus = "%F0%9F%8C%B5";
        assert_eq!(emulator.set(&format!("name=token&payload={}&{ACCOUNT}", cactus.repeat(1_250))).status, 200);
        assert_eq!(emulator.set(&format!("name=token&payload={}x&{ACCOUNT}", cactus.repeat(1_250))).status, 400);
    }

    fn any_name() {
        let mut emulator = without(&["any_name"]);
        assert_eq!(emulator.set(&format!("name=a-Z_0.9 b&payload=x&{ACCOUNT}")).status, 200);
        let answer = emulator.set(&format!("name=a/b&payload=x&{ACCOUNT}"));
        assert_eq!(answer.error(), (400, REFUSED, None, Some("name")));
    }

    fn card_numbers_kept() {
        let answer = without(&["card_numbers_kept"]).set(&format!("name=card&payload=4242 4242 4242 4242&{ACCOUNT}"));
        assert_eq!(answer.error(), (400, REFUSED, None, Some("payload")));
        assert!(!answer.response.body.contains("4242"));
    }

    fn user_missing() {
        let answer = without(&["user_missing"]).find("name=token&scope[type]=user");
        assert_eq!(answer.error(), (400, REFUSED, None, Some("scope[user]")));
    }

    fn user_with_account() {
        let answer = without(&["user_with_account"]).set("name=token&payload=x&scope[type]=account&scope[user]=usr_1");
        assert_eq!(answer.json["scope"], json!({"type": "account"}));
    }

    fn foreign_user() {
        let mut emulator = without(&["foreign_user"]);
        emulator.identity = extension("usr_1");
        assert_eq!(emulator.list(USER_2).error(), (403, REFUSED, Some("more_permissions_required_for_application"), None));
    }

    fn foreign_account() {
        let mut emulator = without(&["foreign_account"]);
        emulator.identity = extension("usr_1");
        let asked = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Account", "acct_other");
        assert_eq!(emulator.send(&asked).status, 200);
    }

    fn unknown_user() {
        let mut emulator = without(&["unknown_user"]);
        let answer = emulator.list("scope[type]=user&scope[user]=usr_nobody");
        assert_eq!(answer.error(), (400, REFUSED, None, Some("scope[user]")));
        assert_eq!(emulator.list(USER_1).status, 200);
    }

    fn only_account() {
        let mut emulator = without(&["only_account"]);
        assert_eq!(emulator.list(ACCOUNT).status, 400);
        emulator.identity.account = Some("acct_cactus".to_owned());
        assert_eq!(emulator.list(ACCOUNT).status, 200, "who says which account has said it");
    }

    fn reads_are_free() {
        assert_eq!(denied(&["reads_are_free"]).list(ACCOUNT).status, 403);
        assert_eq!(without(&["reads_are_free"]).list(ACCOUNT).status, 200);
    }

    fn permission_body() {
        let answer = denied(&["permission_body"]).set(&format!("name=token&payload=x&{ACCOUNT}"));
        assert_eq!((answer.status, answer.response.body.as_str()), (403, ""));
        assert_eq!(answer.response.header("content-type"), None);
    }

    fn permission_first() {
        let mut emulator = denied(&["permission_first"]);
        assert_eq!(emulator.set("foo=1").status, 400);
        assert_eq!(emulator.set(&format!("name=token&payload=x&{ACCOUNT}")).status, 403);
    }

    fn uninstall_keeps() {
        let mut emulator = without(&["uninstall_keeps"]);
        reinstalled(&mut emulator);
        assert!(emulator.list(ACCOUNT).names().is_empty());
        assert!(emulator.list(USER_1).names().is_empty());
    }

    fn delete_missing() {
        let answer = without(&["delete_missing"]).delete(&format!("name=token&{ACCOUNT}"));
        assert_eq!(answer.error(), (400, REFUSED, Some("resource_missing"), None));
    }

    fn short_delete_answer() {
        let mut emulator = without(&["short_delete_answer"]);
        let made = emulator.set(&format!("name=token&payload=x&{ACCOUNT}")).json;
        let gone = emulator.delete(&format!("name=token&{ACCOUNT}")).json;
        assert_eq!((&gone["id"], &gone["name"], &gone["deleted"]), (&made["id"], &json!("token"), &json!(true)));
    }

    fn newest_first() {
        let mut emulator = without(&["newest_first"]);
        emulator.fill(3);
        assert_eq!(emulator.list(ACCOUNT).names(), ["secret_1", "secret_2", "secret_3"]);
    }

    fn unknown_cursor() {
        let mut emulator = without(&["unknown_cursor"]);
        emulator.fill(2);
        for param in ["starting_after", "ending_before"] {
            assert_eq!(emulator.list(&format!("{param}=appsecret_none&{ACCOUNT}")).names().len(), 2);
        }
    }

    fn bad_limit() {
        let mut emulator = without(&["bad_limit"]);
        emulator.fill(3);
        for (limit, found) in [("0", 1), ("1000", 3), ("ten", 3)] {
            assert_eq!(emulator.list(&format!("limit={limit}&{ACCOUNT}")).names().len(), found, "{limit}");
        }
    }

    fn expand_on_set() {
        let answer = without(&["expand_on_set"]).set(&format!("name=token&payload=x&expand[]=payload&{ACCOUNT}"));
        assert_eq!(answer.error(), (400, REFUSED, None, Some("expand")));
    }

    fn expand_on_list() {
        let answer = without(&["expand_on_list"]).list(&format!("expand[]=data.payload&{ACCOUNT}"));
        assert_eq!(answer.error(), (400, REFUSED, None, Some("expand")));
    }

    fn unknown_expand() {
        let mut emulator = without(&["unknown_expand"]);
        emulator.fill(1);
        let found = emulator.find(&format!("name=secret_1&expand[]=owner&expand[]=payload&{ACCOUNT}"));
        assert_eq!(found.json["payload"], "x");
    }

    fn empty_text() {
        let mut emulator = without(&["empty_text"]);
        assert_eq!(emulator.set(&format!("name=token&payload=x&expires_at=&{ACCOUNT}")).status, 200);
        let answer = emulator.set(&format!("name=&payload=x&{ACCOUNT}"));
        assert_eq!(answer.error(), (400, REFUSED, Some("parameter_missing"), Some("name")));
        let answer = emulator.set(&format!("name=token&payload=&{ACCOUNT}"));
        assert_eq!(answer.error(), (400, REFUSED, Some("parameter_invalid_empty"), Some("payload")));
    }

    fn wrong_shape() {
        let answer = without(&["wrong_shape"]).set("name=token&payload=x&scope=account");
        assert_eq!(answer.error(), (400, REFUSED, Some("parameter_unknown"), Some("scope")));
    }

    fn unknown_first() {
        let answer = without(&["unknown_first"]).set("metadata=x");
        assert_eq!(answer.error(), (400, REFUSED, Some("parameter_missing"), Some("name")));
    }

    fn last_value_counts() {
        let path = format!("/v1/apps/secrets?name=in_query&{ACCOUNT}");
        let answer = without(&["last_value_counts"]).send(&request("POST", &path, "name=first&payload=x&name=last"));
        assert_eq!(answer.json["name"], "in_query");
    }

    fn not_a_form() {
        let mut asked = request("POST", "/v1/apps/secrets", &format!("name=token&payload=x&{ACCOUNT}"));
        asked.headers[1].1 = "application/json".to_owned();
        assert_eq!(without(&["not_a_form"]).send(&asked).status, 200);
    }

    fn route_before_key() {
        let mut asked = request("GET", "/v1/customers", "");
        let mut emulator = without(&["route_before_key"]);
        assert_eq!(emulator.send(&asked).status, 404);
        asked.headers.clear();
        assert_eq!(emulator.send(&asked).status, 401);
    }

    fn bad_version() {
        let asked = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Version", "latest");
        assert_eq!(without(&["bad_version"]).send(&asked).status, 200);
    }

    fn context_and_account() {
        let mut emulator = two_accounts(&["context_and_account"]);
        let answer = emulator.send(&on_account("acct_other", "acct_cactus"));
        assert_eq!(answer.status, 200);
        assert_eq!(emulator.exchange(&on_account("acct_other", "acct_cactus")).entry.caller.unwrap().account, "acct_other");
    }

    fn publishable_key() {
        let emulator = without(&["publishable_key"]);
        let asked = get_with("pk_test_51made_up");
        let answer = emulator.engine.handle(&asked, None, emulator.now).response;
        assert!(answer.status == 401 && answer.code.is_none(), "{}", answer.body);
    }

    fn head_like_get() {
        let asked = request("HEAD", &format!("/v1/apps/secrets?{ACCOUNT}"), "");
        assert_eq!(without(&["head_like_get"]).send(&asked).status, 404);
    }

    fn original_request() {
        let mut emulator = without(&["original_request"]);
        let form = format!("name=token&payload=x&{ACCOUNT}");
        for _ in 0..2 {
            assert_eq!(with_key(&mut emulator, &form, "key").response.header("original-request"), None);
        }
    }

    fn long_idempotency_key() {
        let mut emulator = without(&["long_idempotency_key"]);
        let answer = with_key(&mut emulator, &format!("name=token&payload=x&{ACCOUNT}"), &"k".repeat(256));
        assert_eq!(answer.error(), (400, "idempotency_error", None, None));
    }

    fn keys_per_account() {
        let mut emulator = two_accounts(&["keys_per_account"]);
        assert_eq!(one_key_on_two_accounts(&mut emulator).error(), (400, "idempotency_error", None, None));
    }
}
