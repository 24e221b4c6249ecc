//! A caller's view of the emulator, for tests.

use secret_store_emulator::engine::Engine;
use secret_store_emulator::exchange::Exchange;
use secret_store_emulator::identity::Identity;
use secret_store_emulator::memory::MemoryStore;
use secret_store_emulator::request::Request;
use secret_store_emulator::response::Response;
use secret_store_emulator::world::World;
use serde_json::Value;

/// When the tests begin.
pub(crate) const NOW: u64 = 1_900_000_000;

pub(crate) const ACCOUNT: &str = "scope[type]=account";
pub(crate) const USER_1: &str = "scope[type]=user&scope[user]=usr_1";
pub(crate) const USER_2: &str = "scope[type]=user&scope[user]=usr_2";

/// One app on two accounts, which have one user each and one in common.
pub(crate) const TWO_ACCOUNTS: &str = r#"
    [[apps]]
    id = "app_a"
    owner = "acct_maker"
    distribution = "published"
    [[accounts]]
    id = "acct_cactus"
    installed = ["app_a"]
    users = [{ id = "usr_1" }, { id = "usr_both" }]
    [[accounts]]
    id = "acct_other"
    installed = ["app_a"]
    users = [{ id = "usr_2" }, { id = "usr_both" }]
"#;

/// An answer, read.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) json: Value,
    pub(crate) response: Response,
}

impl Answer {
    pub(crate) fn of(exchange: Exchange) -> Self {
        let response = exchange.response;
        let json = if response.body.is_empty() { Value::Null } else { serde_json::from_str(&response.body).unwrap() };
        Self { status: response.status, json, response }
    }

    /// The assumptions that the answer names.
    pub(crate) fn assumptions(&self) -> Vec<&str> {
        self.response.header("emulator-assumption").map(|names| names.split(", ").collect()).unwrap_or_default()
    }

    /// Status, type, code and parameter of a refusal.
    pub(crate) fn error(&self) -> (u16, &str, Option<&str>, Option<&str>) {
        let error = &self.json["error"];
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()), "a refusal says why");
        assert_eq!(self.response.code.as_deref(), error["code"].as_str());
        (self.status, error["type"].as_str().unwrap_or(""), error["code"].as_str(), error["param"].as_str())
    }

    pub(crate) fn message(&self) -> &str {
        self.json["error"]["message"].as_str().unwrap_or("")
    }

    /// The names on a page.
    pub(crate) fn names(&self) -> Vec<&str> {
        assert_eq!(self.status, 200, "{}", self.json);
        self.json["data"].as_array().unwrap().iter().map(|secret| secret["name"].as_str().unwrap()).collect()
    }

    pub(crate) fn has(&self, field: &str) -> bool {
        self.json.as_object().unwrap().contains_key(field)
    }
}

/// The emulator, a clock and who asks.
pub(crate) struct Emulator {
    pub(crate) engine: Engine<MemoryStore>,
    pub(crate) identity: Identity,
    pub(crate) now: u64,
}

pub(crate) fn emulator() -> Emulator {
    emulator_in(World::default())
}

pub(crate) fn emulator_in(world: World) -> Emulator {
    Emulator { engine: Engine::new(MemoryStore::default(), world), identity: Identity::default(), now: NOW }
}

/// One where these assumptions do not hold.
pub(crate) fn without(names: &[&str]) -> Emulator {
    let emulator = emulator();
    for name in names {
        emulator.engine.set_assumption(name, false).unwrap();
    }
    emulator
}

pub(crate) fn extension(user: &str) -> Identity {
    Identity { user: Some(user.to_owned()), ..Identity::default() }
}

pub(crate) fn with_header(mut request: Request, name: &str, value: &str) -> Request {
    request.headers.push((name.to_owned(), value.to_owned()));
    request
}

pub(crate) fn request(method: &str, path: &str, body: &str) -> Request {
    let mut headers = vec![("Authorization".to_owned(), "Bearer sk_test_app_a".to_owned())];
    if method == "POST" {
        headers.push(("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
    }
    Request { method: method.to_owned(), path: path.to_owned(), headers, body: body.to_owned() }
}

impl Emulator {
    pub(crate) fn exchange(&self, request: &Request) -> Exchange {
        self.engine.handle(request, Some(&self.identity), self.now)
    }

    pub(crate) fn send(&mut self, request: &Request) -> Answer {
        Answer::of(self.exchange(request))
    }

    pub(crate) fn set(&mut self, form: &str) -> Answer {
        self.send(&request("POST", "/v1/apps/secrets", form))
    }

    pub(crate) fn find(&mut self, query: &str) -> Answer {
        self.send(&request("GET", &format!("/v1/apps/secrets/find?{query}"), ""))
    }

    pub(crate) fn list(&mut self, query: &str) -> Answer {
        self.send(&request("GET", &format!("/v1/apps/secrets?{query}"), ""))
    }

    pub(crate) fn delete(&mut self, form: &str) -> Answer {
        self.send(&request("POST", "/v1/apps/secrets/delete", form))
    }

    /// Sets `count` secrets of the account: `secret_1`, `secret_2` and so on.
    pub(crate) fn fill(&mut self, count: usize) {
        for number in 1..=count {
            assert_eq!(self.set(&format!("name=secret_{number}&payload=x&{ACCOUNT}")).status, 200);
        }
    }
}
