//! Feeds answers of any kind. By a second implementation of the rules, the core passes through only answers that fit the call.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use stripe_secret_store::call::{Call, Expected, Step};
use stripe_secret_store::field::Field;
use stripe_secret_store::keyword::Keyword;
use stripe_secret_store::operation::Operation;
use stripe_secret_store_fuzz::{Handle, Js, Name, name_of};

#[derive(Arbitrary, Debug)]
struct Input {
    operation: u8,
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
    let operation = Operation::ALL[usize::from(input.operation) % 4];
    let status = if input.is_good { 200 } else { input.status };
    let json = match &input.json {
        Json::Any(any) => any.clone(),
        Json::Secret(secret) => made(secret, &input),
        Json::Page { secrets, change } => {
            let mut fields: Vec<_> = change.iter().cloned().map(|(name, value)| (name.into(), value)).collect();
            fields.push((name_of(Field::Object), Js::from(Keyword::List)));
            fields.push((name_of(Field::Data), Js::Array(secrets.iter().map(|secret| made(secret, &input)).collect())));
            fields.push((name_of(Field::HasMore), Js::Bool(false)));
            Js::Object(fields)
        }
    };
    let (name, user) = (Js::Text(input.name.clone()), input.user.clone().map_or(Js::Undefined, Js::Text));
    let mut call = Call { operation, max_network_retries: 0, attempts: 0 };
    let expected = Expected { name: Handle(&name), user: Handle(&user) };
    match call.answered(expected, status, Handle(&Js::Undefined), Handle(&json), 0) {
        Step::Resolve => {
            assert!((200..300).contains(&status));
            let is_asked = match operation {
                Operation::Create => is_secret(&json) && is_of(&json, &input),
                Operation::Find => is_secret(&json) && is_of(&json, &input) && is_text(json.field(Field::Payload)),
                Operation::List => is_page(&json),
                Operation::Delete => has_identity(&json) && *json.field(Field::Deleted) == Js::Bool(true),
            };
            assert!(is_asked, "{json:?}");
        }
        Step::ResolveNull => {
            assert_eq!((operation, status), (Operation::Find, 404));
            assert_eq!(word(json.field(Field::Error).field(Field::Code)), "resource_missing");
        }
        Step::Reject { attempts, .. } => assert_eq!(attempts, 1),
        Step::RetryAfter(_) => panic!("there are no retries"),
    }
});

fn made(secret: &Secret, input: &Input) -> Js {
    let user = if secret.own_user { input.user.clone() } else { Some("usr_other".into()) };
    let mut scope = vec![(name_of(Field::Type), Js::from(if user.is_some() { Keyword::User } else { Keyword::Account }))];
    scope.extend(user.map(|user| (name_of(Field::User), Js::Text(user))));
    let mut fields: Vec<_> = secret.change.iter().cloned().map(|(name, value)| (name.into(), value)).collect();
    fields.extend([
        (name_of(Field::Id), Js::Text("appsecret_1".into())),
        (name_of(Field::Object), Js::from(Keyword::AppsSecret)),
        (name_of(Field::Created), Js::Number(1.0)),
        (name_of(Field::Livemode), Js::Bool(false)),
        (name_of(Field::Name), Js::Text(if secret.own_name { input.name.clone() } else { "another".into() })),
        (name_of(Field::Scope), Js::Object(scope)),
    ]);
    fields.extend(secret.payload.clone().map(|payload| (name_of(Field::Payload), Js::Text(payload))));
    if secret.deleted {
        fields.push((name_of(Field::Deleted), Js::Bool(true)));
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
    matches!(value, Js::Number(_))
}

fn has_identity(json: &Js) -> bool {
    word(json.field(Field::Object)) == "apps.secret" && is_text(json.field(Field::Id))
}

fn is_secret(json: &Js) -> bool {
    let (expires_at, payload) = (json.field(Field::ExpiresAt), json.field(Field::Payload));
    has_identity(json)
        && is_text(json.field(Field::Name))
        && matches!(json.field(Field::Scope), Js::Object(_))
        && is_number(json.field(Field::Created))
        && matches!(json.field(Field::Livemode), Js::Bool(_))
        && (expires_at.is_absent() || is_number(expires_at))
        && (payload.is_absent() || is_text(payload))
}

/// The secret that was asked for.
fn is_of(json: &Js, input: &Input) -> bool {
    let scope = json.field(Field::Scope);
    let user = scope.field(Field::User);
    let kind = if input.user.is_some() { "user" } else { "account" };
    json.field(Field::Name).string().as_ref() == Some(&input.name)
        && word(scope.field(Field::Type)) == kind
        && (user.is_absent() || user.string() == input.user)
}

fn is_page(json: &Js) -> bool {
    let Js::Array(secrets) = json.field(Field::Data) else { return false };
    word(json.field(Field::Object)) == "list" && matches!(json.field(Field::HasMore), Js::Bool(_)) && secrets.iter().all(is_secret)
}
