//! Worlds and requests of any kind: a world is read or refused, and in it whatever is asked is answered, in JSON and with a status of Stripe's.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use secret_store_emulator::engine::Engine;
use secret_store_emulator::fault::{Fault, Kind};
use secret_store_emulator::memory::MemoryStore;
use secret_store_emulator::request::Request;
use secret_store_emulator::world::World;

#[derive(Arbitrary, Debug)]
struct Input {
    world: Worlds,
    steps: Vec<Step>,
}

#[derive(Arbitrary, Debug)]
enum Worlds {
    Default,
    Toml(String),
    Json(String),
    /// Apps, accounts and secrets by small numbers, so that they name each other.
    Made {
        apps: Vec<(u8, u8, bool)>,
        accounts: Vec<(u8, Vec<u8>, Vec<u8>)>,
        secrets: Vec<(u8, u8, Option<u8>, String)>,
    },
}

#[derive(Arbitrary, Debug)]
enum Step {
    Ask { write: bool, path: u8, key: u8, own: Option<String>, form: Vec<(u8, Text)>, idempotency_key: Option<u8> },
    Raw { method: String, path: String, headers: Vec<(String, String)>, body: String },
    Fail { status: u16, executed: bool },
    Wait(u16),
    Assume(u8, bool),
    Seed,
    Reset,
    Snapshot,
}

#[derive(Arbitrary, Debug)]
enum Text {
    Usual(u8),
    Other(String),
}

const PATHS: [&str; 4] = ["/v1/apps/secrets", "/v1/apps/secrets/find", "/v1/apps/secrets/delete", "/v1/apps"];
const NAMES: [&str; 11] = [
    "name",
    "payload",
    "scope[type]",
    "scope[user]",
    "scope",
    "expires_at",
    "limit",
    "starting_after",
    "ending_before",
    "expand[]",
    "expand[0]",
];
const VALUES: [&str; 8] = ["token", "account", "user", "usr_1", "usr_2", "1900000100", "payload", "10"];
const KEYS: [&str; 5] = ["sk_test_app_a", "ek_test_app_a_usr_1", "sk_live_app_b", "sk_test_app_0", "ek_test_app_0_usr_0"];

fuzz_target!(|input: Input| {
    let Some(world) = world(input.world) else { return };
    let engine = Engine::new(MemoryStore::default(), world);
    let mut now = 1_900_000_000;
    for step in input.steps.into_iter().take(60) {
        match step {
            Step::Ask { write, path, key, own, form, idempotency_key } => {
                let form = form.into_iter().map(|(name, value)| format!("{}={}", NAMES[usize::from(name) % NAMES.len()], encoded(&value)));
                let form = form.collect::<Vec<_>>().join("&");
                let path = PATHS[usize::from(path) % PATHS.len()];
                let key = own.unwrap_or_else(|| KEYS[usize::from(key) % KEYS.len()].into());
                let mut headers = vec![("Authorization".to_owned(), format!("Bearer {key}"))];
                headers.extend(idempotency_key.map(|key| ("Idempotency-Key".to_owned(), key.to_string())));
                ask(
                    &engine,
                    now,
                    if write {
                        Request { method: "POST".into(), path: path.into(), headers, body: form }
                    } else {
                        Request { method: "GET".into(), path: format!("{path}?{form}"), headers, body: String::new() }
                    },
                );
            }
            Step::Raw { method, path, headers, body } => ask(&engine, now, Request { method, path, headers, body }),
            Step::Fail { status, executed } => {
                let status = Some(400 + status % 200);
                let fault =
                    Fault { kind: Kind::Status, status, count: 1, delay_ms: 0, method: None, executed: Some(executed), should_retry: None };
                assert_eq!(fault.check(), Ok(()));
                engine.fail(fault);
            }
            Step::Wait(seconds) => now += u64::from(seconds),
            Step::Assume(number, enabled) => {
                let all = secret_store_emulator::assumptions::ASSUMPTIONS;
                assert!(engine.set_assumption(all[usize::from(number) % all.len()].name, enabled).is_ok());
            }
            Step::Seed => _ = engine.seed(now),
            Step::Reset => assert!(engine.reset().is_ok()),
            Step::Snapshot => {
                let snapshot = engine.store().snapshot();
                let again = MemoryStore::from_snapshot(&snapshot).unwrap_or_else(|bad| panic!("{bad}: {snapshot}"));
                assert_eq!(again.snapshot(), snapshot);
            }
        }
    }
});

fn ask(engine: &Engine<MemoryStore>, now: u64, request: Request) {
    let injected = !engine.faults().is_empty();
    let answer = engine.handle(&request, None, now).response;
    let usual = [200, 204, 400, 401, 403, 404, 405, 409, 429];
    assert!(injected || usual.contains(&answer.status), "{}", answer.status);
    assert!(answer.body.is_empty() || serde_json::from_str::<serde_json::Value>(&answer.body).is_ok_and(|json| json.is_object()));
    assert!(answer.status == 204 || !answer.body.is_empty(), "an answer without a body");
}

fn world(of: Worlds) -> Option<World> {
    match of {
        Worlds::Default => Some(World::default()),
        Worlds::Toml(text) => World::from_toml(&text).ok(),
        Worlds::Json(text) => World::from_json(&text).ok(),
        Worlds::Made { apps, accounts, secrets } => {
            let apps = apps.iter().map(|(id, owner, published)| {
                let distribution = if *published { "published" } else { "uploaded" };
                serde_json::json!({ "id": format!("app_{}", id % 4), "owner": format!("acct_{}", owner % 4), "distribution": distribution })
            });
            let accounts = accounts.iter().map(|(id, users, installed)| {
                let users = users.iter().map(|user| serde_json::json!({ "id": format!("usr_{}", user % 4) }));
                serde_json::json!({
                    "id": format!("acct_{}", id % 4),
                    "users": users.collect::<Vec<_>>(),
                    "installed": installed.iter().map(|app| format!("app_{}", app % 4)).collect::<Vec<_>>(),
                })
            });
            let secrets = secrets.iter().map(|(app, account, user, text)| {
                let mut secret = serde_json::json!({
                    "app": format!("app_{}", app % 4), "account": format!("acct_{}", account % 4), "name": text, "payload": text,
                });
                if let Some(user) = user {
                    secret["user"] = format!("usr_{}", user % 4).into();
                }
                secret
            });
            let world = serde_json::json!({
                "apps": apps.collect::<Vec<_>>(), "accounts": accounts.collect::<Vec<_>>(), "secrets": secrets.collect::<Vec<_>>(),
            });
            World::from_json(&world.to_string()).ok()
        }
    }
}

fn encoded(text: &Text) -> String {
    match text {
        Text::Usual(number) => VALUES[usize::from(*number) % VALUES.len()].into(),
        Text::Other(text) => url::form_urlencoded::byte_serialize(text.as_bytes()).collect(),
    }
}
