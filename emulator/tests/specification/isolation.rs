//! Checks for all pairs of callers in a generated world which secrets each can see. The expectation is computed here from the sentences of Stripe's guide, and by
//! another method than the emulator's: it compares two callers, not the scopes that both can access.

use crate::support::{NOW, request, with_header};
use secret_store_emulator::engine::Engine;
use secret_store_emulator::identity::Identity;
use secret_store_emulator::memory::MemoryStore;
use secret_store_emulator::world::World;
use serde_json::Value;

/// Two owners with an uploaded, a second uploaded and a published app each.
const APPS: &[(&str, &str, &str)] = &[
    ("app_1", "acct_ann", "uploaded"),
    ("app_2", "acct_ann", "uploaded"),
    ("app_3", "acct_ann", "published"),
    ("app_4", "acct_bob", "uploaded"),
    ("app_5", "acct_bob", "uploaded"),
    ("app_6", "acct_bob", "published"),
];
const ACCOUNTS: &[(&str, &[&str])] = &[("acct_x", &["usr_1", "usr_2"]), ("acct_y", &["usr_2", "usr_3"])];

fn world() -> World {
    let mut text = String::new();
    for (id, owner, distribution) in APPS {
        text += &format!("[[apps]]\nid = \"{id}\"\nowner = \"{owner}\"\ndistribution = \"{distribution}\"\n");
    }
    for (id, users) in ACCOUNTS {
        let users: Vec<_> = users.iter().map(|user| format!("{{ id = \"{user}\" }}")).collect();
        let apps: Vec<_> = APPS.iter().map(|(id, ..)| format!("\"{id}\"")).collect();
        text += &format!("[[accounts]]\nid = \"{id}\"\ninstalled = [{}]\nusers = [{}]\n", apps.join(", "), users.join(", "));
    }
    World::from_toml(&text).unwrap()
}

#[derive(Clone)]
struct Caller {
    app: &'static str,
    owner: &'static str,
    distribution: &'static str,
    account: &'static str,
    users: &'static [&'static str],
    /// `None` for a backend.
    user: Option<&'static str>,
    livemode: bool,
}

impl Caller {
    fn identity(&self) -> Identity {
        Identity {
            app: Some(self.app.to_owned()),
            account: Some(self.account.to_owned()),
            user: self.user.map(str::to_owned),
            livemode: self.livemode,
        }
    }

    fn key(&self) -> String {
        let mode = if self.livemode { "live" } else { "test" };
        self.user.map_or_else(|| format!("sk_{mode}_{}", self.app), |user| format!("ek_{mode}_{}_{user}", self.app))
    }

    /// The scopes it could name: the account's and each user's of its account.
    fn scopes(&self) -> impl Iterator<Item = Option<&'static str>> {
        self.users.iter().map(|user| Some(*user)).chain([None])
    }
}

fn callers() -> Vec<Caller> {
    let mut callers = Vec::new();
    for &(app, owner, distribution) in APPS {
        for &(account, users) in ACCOUNTS {
            for livemode in [false, true] {
                for user in users.iter().map(|user| Some(*user)).chain([None]) {
                    callers.push(Caller { app, owner, distribution, account, users, user, livemode });
                }
            }
        }
    }
    callers
}

/// A UI extension reaches account-scoped secrets and its own user's; the app's backend reaches every user's.
fn may_name(caller: &Caller, scope: Option<&str>) -> bool {
    match (caller.user, scope) {
        (_, None) | (None, Some(_)) => true,
        (Some(own), Some(named)) => own == named,
    }
}

/// Apps that the same developer uploaded share secrets with each other, published ones share with none; accounts and modes are apart.
fn share(one: &Caller, other: &Caller) -> bool {
    let together = one.app == other.app || one.owner == other.owner && [one, other].iter().all(|caller| caller.distribution == "uploaded");
    together && one.account == other.account && one.livemode == other.livemode
}

fn form(scope: Option<&str>) -> String {
    scope.map_or_else(|| "scope[type]=account".to_owned(), |user| format!("scope[type]=user&scope[user]={user}"))
}

#[test]
fn shows_a_secret_only_to_callers_that_the_guide_allows() {
    let callers = callers();
    let (mut seen, mut unseen, mut refused) = (0, 0, 0);
    for writer in &callers {
        for written in writer.scopes() {
            let engine = Engine::new(MemoryStore::default(), world());
            let body = format!("name=token&payload=x&{}", form(written));
            let status = engine.handle(&request("POST", "/v1/apps/secrets", &body), Some(&writer.identity()), NOW).response.status;
            assert_eq!(status, if may_name(writer, written) { 200 } else { 400 });
            for reader in &callers {
                for read in reader.scopes() {
                    let path = format!("/v1/apps/secrets/find?name=token&expand[]=payload&{}", form(read));
                    let mut asked = with_header(request("GET", &path, ""), "Stripe-Account", reader.account);
                    // By its key, as over HTTP, where the writer is named, as in the process.
                    asked.headers[0].1 = format!("Bearer {}", reader.key());
                    let response = engine.handle(&asked, None, NOW).response;
                    let expected = match may_name(reader, read) {
                        false => 400,
                        true if may_name(writer, written) && share(writer, reader) && written == read => 200,
                        true => 404,
                    };
                    assert_eq!(response.status, expected, "{} set {written:?}, {} reads {read:?}", writer.key(), reader.key());
                    match expected {
                        200 => {
                            let json: Value = serde_json::from_str(&response.body).unwrap();
                            assert_eq!((&json["payload"], &json["livemode"]), (&"x".into(), &writer.livemode.into()));
                            seen += 1;
                        }
                        404 => unseen += 1,
                        _ => refused += 1,
                    }
                }
            }
        }
    }
    assert!(seen > 500 && unseen > 10_000 && refused > 1_000, "each kind of pair came up: {seen} {unseen} {refused}");
}
