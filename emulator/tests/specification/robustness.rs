//! Every request gets an answer like Stripe's.

use crate::support::{ACCOUNT, Emulator, USER_1, emulator, extension, request};
use secret_store_emulator::assumptions::ASSUMPTIONS;
use secret_store_emulator::identity::Identity;
use secret_store_emulator::memory::MemoryStore;
use std::collections::BTreeSet;

/// A generator whose numbers are the same in every run (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

const PIECES: &[&str] = &[
    "name",
    "payload",
    "scope",
    "[type]",
    "[user]",
    "expand",
    "[]",
    "[0]",
    "[",
    "]",
    "expires_at",
    "limit",
    "starting_after",
    "ending_before",
    "=",
    "=",
    "=",
    "&",
    "&",
    "&",
    "%",
    "%5B",
    "%5D",
    "%00",
    "%FF",
    "%F0%9F%8C%B5",
    "+",
    "?",
    "#",
    "account",
    "user",
    "usr_1",
    "token",
    "data.payload",
    "0",
    "-1",
    "99999999999999999999",
    "1900000060",
    "appsecret_",
    "🌵",
    "\u{0}",
    "\u{feff}",
    ACCOUNT,
    USER_1,
    "&name=token",
    "&payload=x",
];
const METHODS: &[&str] = &["GET", "POST", "DELETE", "get", ""];
const PATHS: &[&str] = &["/v1/apps/secrets", "/v1/apps/secrets/find", "/v1/apps/secrets/delete", "", "?", "/v1/apps/secrets/%66ind"];

#[test]
fn answers_any_request_in_json_with_a_status_of_stripe() {
    let mut random = Random(0x5eed);
    let mut emulator = emulator();
    let mut statuses = BTreeSet::new();
    for round in 0..20_000 {
        if round % 4 == 3 {
            // It answers with any set of assumptions.
            let name = ASSUMPTIONS[random.below(ASSUMPTIONS.len())].name;
            emulator.engine.set_assumption(name, random.below(2) == 0).unwrap();
        }
        let mut form = || (0..random.below(16)).map(|_| random.one_of(PIECES)).collect::<String>();
        let (query, body) = (form(), form());
        let mut asked = request(random.one_of(METHODS), &format!("{}?{query}", random.one_of(PATHS)), &body);
        asked.headers.truncate(1 - usize::from(random.below(20) == 0));
        if random.below(20) == 0 {
            asked.headers.push(("Stripe-Account".into(), "acct_other".into()));
        }
        emulator.identity = if random.below(2) == 0 { Identity::default() } else { extension("usr_2") };
        let answer = emulator.send(&asked);
        assert!(answer.json.is_object());
        if answer.status != 200 {
            answer.error();
        }
        statuses.insert(answer.status);
        emulator.now += random.below(3) as u64;
    }
    assert_eq!(statuses, [200, 400, 401, 403, 404].into(), "every kind of answer came, and no other");
}

#[test]
fn agrees_with_a_list_of_names_over_five_thousand_steps() {
    let mut random = Random(0xca_c7_05);
    let mut emulator = emulator();
    // The newest first.
    let mut names: Vec<usize> = Vec::new();
    for _ in 0..5_000 {
        let name = random.below(14);
        let named = format!("name={name}&{ACCOUNT}");
        let kept = names.contains(&name);
        let answer = match random.below(5) {
            0 | 1 => {
                let refused = !kept && names.len() == 10;
                if !kept && !refused {
                    names.insert(0, name);
                }
                assert_eq!(emulator.set(&format!("payload=x&{named}")).status, if refused { 400 } else { 200 });
                continue;
            }
            2 => {
                names.retain(|other| *other != name);
                emulator.delete(&named)
            }
            3 => emulator.find(&named),
            _ => {
                restart(&mut emulator);
                let expected: Vec<_> = names.iter().map(usize::to_string).collect();
                assert_eq!(emulator.list(ACCOUNT).names(), expected);
                continue;
            }
        };
        assert_eq!(answer.status, if kept { 200 } else { 404 });
    }
}

fn restart(emulator: &mut Emulator) {
    let snapshot = emulator.engine.store().snapshot();
    emulator.engine.store().replace_with(MemoryStore::from_snapshot(&snapshot).unwrap());
}
