//! The behaviour with each assumption enabled.

use super::REFUSED;
use super::support::{denied, expiring, get_with, on_account, one_key_on_two_accounts, reinstalled, two_accounts, with_key};
use crate::support::{ACCOUNT, NOW, TWO_ACCOUNTS, USER_1, USER_2, emulator, emulator_in, extension, request, with_header};
use secret_store_emulator::world::World;
use serde_json::json;

shown! {
    fn scope_full() {
        let mut emulator = emulator();
        emulator.fill(10);
        let answer = emulator.set(&format!("name=one_more&payload=x&{ACCOUNT}"));
        assert_eq!(answer.error(), (400, REFUSED, Some("secret_limit_exceeded"), None));
        assert!(!answer.json["error"].as_object().unwrap().contains_key("doc_url"), "Stripe has no page about our code");
    }

    fn replace_when_full() {
        let mut emulator = emulator();
        emulator.fill(10);
        assert_eq!(emulator.set(&format!("name=secret_3&payload=new&{ACCOUNT}")).status, 200);
        assert_eq!(emulator.find(&format!("name=secret_3&expand[]=payload&{ACCOUNT}")).json["payload"], "new");
    }

    fn replace_keeps_identity() {
        let mut emulator = emulator();
        let first = emulator.set(&format!("name=token&payload=old&{ACCOUNT}"));
        emulator.set(&format!("name=other&payload=x&{ACCOUNT}"));
        emulator.now += 60;
        let second = emulator.set(&format!("name=token&payload=new&{ACCOUNT}"));
        assert_eq!(second.json["id"], first.json["id"]);
        assert_eq!(second.json["created"], NOW);
        assert_eq!(emulator.list(ACCOUNT).names(), ["other", "token"]);
    }

    fn replace_clears_expiry() {
        let mut emulator = emulator();
        emulator.set(&format!("name=token&payload=old&expires_at={}&{ACCOUNT}", NOW + 60));
        assert_eq!(emulator.set(&format!("name=token&payload=new&{ACCOUNT}")).json["expires_at"], json!(null));
        emulator.now += 60;
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}")).status, 200);
    }

    fn expired_at_its_second() {
        let mut emulator = emulator();
        assert_eq!(expiring(&mut emulator, NOW + 60), 200);
        emulator.now = NOW + 59;
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}")).status, 200);
        emulator.now = NOW + 60;
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}")).status, 404);
    }

    fn bad_expiry() {
        let mut emulator = emulator();
        for bad in ["soon", "1.5", "-1", "0", "99999999999999999999", &NOW.to_string(), &(NOW - 1).to_string()] {
            assert_eq!(expiring(&mut emulator, bad), 400, "{bad}");
        }
        assert_eq!(expiring(&mut emulator, NOW + 1), 200);
    }

    fn century() {
        let mut emulator = emulator();
        assert_eq!(expiring(&mut emulator, NOW + 36_525 * 86_400), 200);
        assert_eq!(expiring(&mut emulator, NOW + 36_525 * 86_400 + 1), 400);
    }

    fn over_long_text() {
        let mut emulator = emulator();
        let long = "x".repeat(5_001);
        for (param, form) in [
            ("name", format!("name={long}&payload=x&{ACCOUNT}")),
            ("payload", format!("name=token&payload={long}&{ACCOUNT}")),
            ("scope[user]", format!("name=token&payload=x&scope[type]=user&scope[user]={long}")),
        ] {
            let answer = emulator.set(&form);
            assert_eq!(answer.error(), (400, REFUSED, None, Some(param)));
            assert!(!answer.response.body.contains("xxx"), "the text is not said back");
        }
        assert_eq!(emulator.find(&format!("name={long}&{ACCOUNT}")).status, 400);
    }

    fn characters_not_bytes() {
        let mut emulator = emulator();
        // One character, four bytes.
        let longest = "%F0%9F%8C%B5".repeat(5_000);
        assert_eq!(emulator.set(&format!("name=token&payload={longest}&{ACCOUNT}")).status, 200);
        assert_eq!(emulator.set(&format!("name=token&payload={longest}x&{ACCOUNT}")).status, 400);
    }

    fn any_name() {
        let mut emulator = emulator();
        let names = ["token", "Token", " ", "a%20b", "a/b?c%26d", "%00", "%F0%9F%8C%B5", "%5Bscope%5D"];
        for name in names {
            assert_eq!(emulator.set(&format!("name={name}&payload=x&{ACCOUNT}")).status, 200, "{name}");
        }
        assert_eq!(emulator.list(ACCOUNT).names().len(), names.len());
    }

    fn card_numbers_kept() {
        assert_eq!(emulator().set(&format!("name=card&payload=4242424242424242&{ACCOUNT}")).status, 200);
    }

    fn user_missing() {
        let answer = emulator().find("name=token&scope[type]=user");
        assert_eq!(answer.error(), (400, REFUSED, Some("parameter_missing"), Some("scope[user]")));
    }

    fn user_with_account() {
        let answer = emulator().find("name=token&scope[type]=account&scope[user]=usr_1");
        assert_eq!(answer.error(), (400, REFUSED, Some("parameter_unknown"), Some("scope[user]")));
    }

    fn foreign_user() {
        let mut emulator = emulator();
        emulator.set(&format!("name=token&payload=x&{USER_2}"));
        emulator.identity = extension("usr_1");
        for name in ["token", "never_set"] {
            for answer in [
                emulator.find(&format!("name={name}&{USER_2}")),
                emulator.list(USER_2),
                emulator.set(&format!("name={name}&payload=mine&{USER_2}")),
                emulator.delete(&format!("name={name}&{USER_2}")),
            ] {
                assert_eq!(answer.error(), (400, REFUSED, None, Some("scope[user]")));
            }
        }
        emulator.identity = extension("usr_2");
        assert_eq!(emulator.find(&format!("name=token&expand[]=payload&{USER_2}")).json["payload"], "x");
    }

    fn foreign_account() {
        let mut emulator = emulator();
        let mut asked = request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), "");
        asked.headers.push(("Stripe-Account".to_owned(), "acct_other".to_owned()));
        emulator.identity = extension("usr_1");
        assert_eq!(emulator.send(&asked).error(), (403, REFUSED, Some("account_invalid"), None));
    }

    fn delete_missing() {
        let answer = emulator().delete(&format!("name=token&{ACCOUNT}"));
        assert_eq!(answer.error(), (404, REFUSED, Some("resource_missing"), None));
    }

    fn short_delete_answer() {
        let mut emulator = emulator();
        let id = emulator.set(&format!("name=token&payload=x&{ACCOUNT}")).json["id"].clone();
        let answer = emulator.delete(&format!("name=token&expand[]=payload&{ACCOUNT}"));
        assert_eq!(answer.json, json!({"id": id, "object": "apps.secret", "deleted": true}));
    }

    fn newest_first() {
        let mut emulator = emulator();
        emulator.fill(3);
        assert_eq!(emulator.list(ACCOUNT).names(), ["secret_3", "secret_2", "secret_1"]);
    }

    fn unknown_cursor() {
        let mut emulator = emulator();
        let elsewhere = emulator.set(&format!("name=token&payload=x&{USER_1}")).json["id"].as_str().unwrap().to_owned();
        for cursor in ["appsecret_none", &elsewhere] {
            for param in ["starting_after", "ending_before"] {
                let answer = emulator.list(&format!("{param}={cursor}&{ACCOUNT}"));
                assert_eq!(answer.error(), (400, REFUSED, Some("resource_missing"), Some(param)));
            }
        }
    }

    fn bad_limit() {
        for bad in ["0", "101", "-1", "ten", "1.5", "99999999999999999999"] {
            let answer = emulator().list(&format!("limit={bad}&{ACCOUNT}"));
            assert_eq!(answer.error(), (400, REFUSED, Some("parameter_invalid_integer"), Some("limit")), "{bad}");
        }
    }

    fn expand_on_set() {
        let mut emulator = emulator();
        assert!(!emulator.set(&format!("name=token&payload=s3cret&{ACCOUNT}")).has("payload"));
        assert_eq!(emulator.set(&format!("name=token&payload=s3cret&expand[]=payload&{ACCOUNT}")).json["payload"], "s3cret");
    }

    fn expand_on_list() {
        let mut emulator = emulator();
        emulator.set(&format!("name=token&payload=s3cret&{ACCOUNT}"));
        assert!(!emulator.list(ACCOUNT).json["data"][0].as_object().unwrap().contains_key("payload"));
        assert_eq!(emulator.list(&format!("expand[]=data.payload&{ACCOUNT}")).json["data"][0]["payload"], "s3cret");
    }

    fn unknown_expand() {
        let mut emulator = emulator();
        emulator.fill(1);
        for answer in [
            emulator.find(&format!("name=secret_1&expand[]=payload&expand[]=owner&{ACCOUNT}")),
            emulator.list(&format!("expand[]=payload&{ACCOUNT}")),
            emulator.delete(&format!("name=secret_1&expand[]=owner&{ACCOUNT}")),
        ] {
            assert_eq!(answer.error(), (400, REFUSED, None, Some("expand")));
        }
    }

    fn empty_text() {
        let mut emulator = emulator();
        for (param, form) in [
            ("name", format!("name=&payload=x&{ACCOUNT}")),
            ("expires_at", format!("name=token&payload=x&expires_at=&{ACCOUNT}")),
            ("scope[type]", "name=token&payload=x&scope[type]=".to_owned()),
            ("scope[user]", "name=token&payload=x&scope[type]=user&scope[user]=".to_owned()),
        ] {
            assert_eq!(emulator.set(&form).error(), (400, REFUSED, Some("parameter_invalid_empty"), Some(param)));
        }
    }

    fn wrong_shape() {
        let mut emulator = emulator();
        for (param, form) in [
            ("scope", "name=token&payload=x&scope=account".to_owned()),
            ("name", format!("name[]=token&payload=x&{ACCOUNT}")),
            ("payload", format!("name=token&payload[a]=x&{ACCOUNT}")),
            ("scope[type]", "name=token&payload=x&scope[type][]=account".to_owned()),
            ("scope[user]", "name=token&payload=x&scope[type]=user&scope[user][id]=usr_1".to_owned()),
            ("expand", format!("name=token&payload=x&expand=payload&{ACCOUNT}")),
            ("expand", format!("name=token&payload=x&expand[field]=payload&{ACCOUNT}")),
        ] {
            assert_eq!(emulator.set(&form).error(), (400, REFUSED, None, Some(param)), "{form}");
        }
    }

    fn unknown_first() {
        assert_eq!(emulator().set("metadata=x").error(), (400, REFUSED, Some("parameter_unknown"), Some("metadata")));
    }

    fn last_value_counts() {
        let mut emulator = emulator();
        let path = format!("/v1/apps/secrets?name=in_query&{ACCOUNT}");
        let answer = emulator.send(&request("POST", &path, "name=first&payload=x&name=last"));
        assert_eq!(answer.json["name"], "last");
    }

    fn not_a_form() {
        let mut emulator = emulator();
        let mut asked = request("POST", "/v1/apps/secrets", &format!("name=token&payload=x&{ACCOUNT}"));
        asked.headers[1].1 = "application/json".to_owned();
        assert_eq!(emulator.send(&asked).error(), (400, REFUSED, None, None));
        asked.headers[1].1 = "Application/X-WWW-Form-Urlencoded; charset=utf-8".to_owned();
        assert_eq!(emulator.send(&asked).status, 200);
        asked.headers.truncate(1);
        assert_eq!(emulator.send(&asked).status, 200, "none at all will do");
    }

    fn route_before_key() {
        let mut asked = request("GET", "/v1/customers", "");
        asked.headers.clear();
        assert_eq!(emulator().send(&asked).status, 404);
    }

    fn unknown_user() {
        assert_eq!(emulator().set("name=token&payload=x&scope[type]=user&scope[user]=usr_nobody").status, 200);
    }

    fn only_account() {
        assert_eq!(emulator().list(ACCOUNT).status, 200);
        let mut several = emulator_in(World::from_toml(TWO_ACCOUNTS).unwrap());
        let answer = several.list(ACCOUNT);
        assert_eq!(answer.error(), (400, REFUSED, None, None));
        assert!(answer.message().contains("Stripe-Account"));
        assert_eq!(answer.assumptions(), ["only_account"]);
    }

    fn reads_are_free() {
        let mut emulator = denied(&[]);
        assert_eq!(emulator.list(ACCOUNT).status, 200);
        assert_eq!(emulator.find(&format!("name=token&{ACCOUNT}")).status, 404);
    }

    fn permission_body() {
        let answer = denied(&[]).set(&format!("name=token&payload=x&{ACCOUNT}"));
        assert_eq!(answer.error(), (403, REFUSED, Some("more_permissions_required_for_application"), None));
    }

    fn permission_first() {
        assert_eq!(denied(&[]).set("foo=1").status, 403);
    }

    fn uninstall_keeps() {
        let mut emulator = emulator();
        reinstalled(&mut emulator);
        assert_eq!(emulator.list(ACCOUNT).names(), ["secret_1"]);
    }

    fn bad_version() {
        for bad in [
            "latest",
            "2026-10",
            "2026-10-28.",
            "2026-10-28.a b",
            "",
            "2026-10-28.endive;",
            "2026-10-28;",
            "2026-13-01",
            "2026-00-10.endive",
            "2026-06-31",
            "2025-02-29",
            "1900-02-29",
            "2026-10-00",
            "2026-10-280",
            "+026-10-28",
            "2026_10_28",
            "2026-10-2é",
            "2026-10-28.endive; feature_beta",
            "2026-10-28.endive; feature_beta=3",
            "2026-10-28.endive; =v3",
            "; feature_beta=v3",
        ] {
            let asked = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Version", bad);
            assert_eq!(emulator().send(&asked).error(), (400, REFUSED, None, None), "{bad}");
        }
        for good in [
            "2024-04-10",
            "2024-02-29",
            "2000-02-29",
            "2026-12-31",
            "2026-10-28.endive",
            "2026-10-28.endive_preview",
            "2026-09-30.preview",
            "2026-09-30.endive; feature_beta=v3",
            "2026-09-30.endive;one_beta=v1;  two_beta=v12",
        ] {
            let asked = with_header(request("GET", &format!("/v1/apps/secrets?{ACCOUNT}"), ""), "Stripe-Version", good);
            assert_eq!(emulator().send(&asked).response.header("stripe-version"), Some(good));
        }
    }

    fn context_and_account() {
        assert_eq!(two_accounts(&[]).send(&on_account("acct_cactus", "acct_other")).error(), (400, REFUSED, None, None));
        for account in ["acct_cactus", "acct_other"] {
            assert_eq!(two_accounts(&[]).send(&on_account(account, account)).status, 200, "both name {account}");
        }
    }

    fn publishable_key() {
        let asked = get_with("pk_test_51made_up");
        let answer = emulator().send(&asked);
        assert_eq!(answer.error(), (401, REFUSED, Some("secret_key_required"), None));
        assert!(!answer.response.body.contains("made_up"));
    }

    fn head_like_get() {
        let mut emulator = emulator();
        emulator.fill(1);
        for (path, status) in [("", 200), ("/find?name=secret_1&scope[type]=account", 200), ("/find?name=none&scope[type]=account", 404)] {
            let path = format!("/v1/apps/secrets{path}");
            let path = if path.contains('?') { path } else { format!("{path}?{ACCOUNT}") };
            let [head, get] = ["HEAD", "GET"].map(|method| emulator.send(&request(method, &path, "")));
            assert_eq!((head.status, get.status, head.response.body == get.response.body), (status, status, true), "{path}");
        }
        for path in ["/v1/apps/secrets/delete", "/v1/customers"] {
            assert_eq!(emulator.send(&request("HEAD", path, "")).status, 404, "{path}");
        }
    }

    fn original_request() {
        let mut emulator = emulator();
        let form = format!("name=token&payload=x&{ACCOUNT}");
        let first = with_key(&mut emulator, &form, "key").response;
        let id = first.header("request-id").unwrap().to_owned();
        assert_eq!(first.header("original-request"), Some(id.as_str()));
        for _ in 0..2 {
            let again = with_key(&mut emulator, &form, "key").response;
            assert_eq!(again.header("original-request"), Some(id.as_str()));
            assert_ne!(again.header("request-id"), Some(id.as_str()));
        }
        assert_eq!(emulator.set(&form).response.header("original-request"), None, "without a key there is no first one");
    }

    fn long_idempotency_key() {
        let form = format!("name=token&payload=x&{ACCOUNT}");
        assert_eq!(with_key(&mut emulator(), &form, &"k".repeat(255)).status, 200);
        assert_eq!(with_key(&mut emulator(), &form, &"k".repeat(256)).error(), (400, REFUSED, None, None));
    }

    fn keys_per_account() {
        assert_eq!(one_key_on_two_accounts(&mut two_accounts(&[])).status, 200);
    }
}
