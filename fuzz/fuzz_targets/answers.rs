//! Feeds answers of any kind. By a second implementation of the rules, the core passes through only answers that fit the call.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use stripe_secret_store::key::Key;
use stripe_secret_store::operation::{Expected, Operation, Step};
use stripe_secret_store::request::Action;
use stripe_secret_store_fuzz::{Js, Name, Outside};

#[derive(Arbitrary, Debug)]
struct Input {
    action: u8,
    status: u16,
    is_good: bool,
    name: String,
    user: Option<String>,
    json: Json,
}

#[derive(Arbitrary, Debug)]
enum Json {
    Any(Js),
    Secret(Secret),
    Page { secrets: Vec<Secret>, change: Option<(Name, Js)> },
}

/// A secret as it should be, but for what stands in it twice: of two fields of one name the first one counts.
#[derive(Arbitrary, Debug)]
struct Secret {
    change: Option<(Name, Js)>,
    own_name: bool,
    own_user: bool,
    payload: Option<String>,
    deleted: bool,
}

fuzz_target!(|input: Input| {
    let action = Action::ALL[usize::from(input.action) % 4];
    let status = if input.is_good { 200 } else { input.status };
    let json = match &input.json {
        Json::Any(any) => any.clone(),
        Json::Secret(secret) => made(secret, &input),
        Json::Page { secrets, change } => {
            let mut fields: Vec<_> = change.iter().cloned().collect();
            fields.push((Name::of(Key::Object), Js::word(Key::List)));
            fields.push((Name::of(Key::Data), Js::Array(secrets.iter().map(|secret| made(secret, &input)).collect())));
            fields.push((Name::of(Key::HasMore), Js::Bool(false)));
            Js::Object(fields)
        }
    };
    let (name, user) = (Js::Text(input.name.clone()), input.user.clone().map_or(Js::Undefined, Js::Text));
    let mut operation = Operation { action, max_network_retries: 0, attempts: 0 };
    let expected = Expected { name: Outside(&name), user: Outside(&user) };
    match operation.answered(expected, status, Outside(&Js::Undefined), Outside(&json), 0) {
        Step::HandOn => {
            assert!((200..300).contains(&status));
            let is_asked = match action {
                Action::Create => is_secret(&json) && is_of(&json, &input),
                Action::Find => is_secret(&json) && is_of(&json, &input) && *json.field(Key::Payload) != Js::Undefined,
                Action::List => is_page(&json),
                Action::Delete => has_identity(&json) && *json.field(Key::Deleted) == Js::Bool(true),
            };
            assert!(is_asked, "{json:?}");
        }
        Step::Nothing => {
            assert_eq!((action, status), (Action::Find, 404));
            assert_eq!(word(json.field(Key::Error).field(Key::Code)), "resource_missing");
        }
        Step::Fail { attempts, .. } => assert_eq!(attempts, 1),
        Step::Wait(_) => panic!("there are no retries"),
    }
});

fn made(secret: &Secret, input: &Input) -> Js {
    let user = if secret.own_user { input.user.clone() } else { Some("usr_other".into()) };
    let mut scope = vec![(Name::of(Key::Type), Js::word(if user.is_some() { Key::User } else { Key::Account }))];
    scope.extend(user.map(|user| (Name::of(Key::User), Js::Text(user))));
    let mut fields: Vec<_> = secret.change.iter().cloned().collect();
    fields.extend([
        (Name::of(Key::Id), Js::Text("appsecret_1".into())),
        (Name::of(Key::Object), Js::word(Key::AppsSecret)),
        (Name::of(Key::Created), Js::Number(1.0)),
        (Name::of(Key::Livemode), Js::Bool(false)),
        (Name::of(Key::Name), Js::Text(if secret.own_name { input.name.clone() } else { "another".into() })),
        (Name::of(Key::Scope), Js::Object(scope)),
    ]);
    fields.extend(secret.payload.clone().map(|payload| (Name::of(Key::Payload), Js::Text(payload))));
    if secret.deleted {
        fields.push((Name::of(Key::Deleted), Js::Bool(true)));
    }
    Js::Object(fields)
}

fn word(value: &Js) -> String {
    value.string().unwrap_or_default()
}

fn is_text(value: &Js) -> bool {
    value.string().is_some() || *value == Js::HalfPair
}

fn is_number(value: &Js) -> bool {
    matches!(value, Js::Number(_) | Js::Whole(_))
}

fn has_identity(json: &Js) -> bool {
    word(json.field(Key::Object)) == "apps.secret" && is_text(json.field(Key::Id))
}

fn is_secret(json: &Js) -> bool {
    let (expires_at, payload) = (json.field(Key::ExpiresAt), json.field(Key::Payload));
    has_identity(json)
        && is_text(json.field(Key::Name))
        && matches!(json.field(Key::Scope), Js::Object(_))
        && is_number(json.field(Key::Created))
        && matches!(json.field(Key::Livemode), Js::Bool(_))
        && (expires_at.is_absent() || is_number(expires_at))
        && (payload.is_absent() || is_text(payload))
}

/// The secret that was asked for.
fn is_of(json: &Js, input: &Input) -> bool {
    let scope = json.field(Key::Scope);
    let user = scope.field(Key::User);
    let kind = if input.user.is_some() { "user" } else { "account" };
    json.field(Key::Name).string().as_ref() == Some(&input.name)
        && word(scope.field(Key::Type)) == kind
        && (user.is_absent() || user.string() == input.user)
}

fn is_page(json: &Js) -> bool {
    let Js::Array(secrets) = json.field(Key::Data) else { return false };
    word(json.field(Key::Object)) == "list" && matches!(json.field(Key::HasMore), Js::Bool(_)) && secrets.iter().all(is_secret)
}
