//! Options and parameters of any kind: what is sent is what was given, within the limits; what is refused tells no payload; nothing is left in memory.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use std::cell::Cell;
use stripe_secret_store::call::Call;
use stripe_secret_store::card;
use stripe_secret_store::encoding::pairs;
use stripe_secret_store::field::Field;
use stripe_secret_store::keyword::Keyword;
use stripe_secret_store::limits::{EXPIRY_SECONDS, TEXT_CHARACTERS};
use stripe_secret_store::operation::Operation;
use stripe_secret_store::options::Client;
use stripe_secret_store::scratch::Scratch;
use stripe_secret_store_fuzz::{Handle, IS_WRITTEN, Js, Name, name_of};

#[derive(Arbitrary, Debug)]
struct Input {
    client: Options,
    operation: u8,
    params: Params,
    call: Js,
    now: u32,
}

#[derive(Arbitrary, Debug)]
enum Options {
    Any(Js),
    /// A client that can be made, as long as what there is besides is right.
    Likely {
        user: Option<Js>,
        more: Vec<(Name, Js)>,
    },
}

#[derive(Arbitrary, Debug)]
enum Params {
    Any(Js),
    Likely { name: Js, payload: Option<Js>, scope: Option<Js>, more: Option<(Name, Js)> },
}

thread_local! {
    static SCRATCH: Box<Scratch> = Box::new(Scratch::new());
}

fuzz_target!(|input: Input| SCRATCH.with(|scratch| run(input, scratch)));

fn run(input: Input, scratch: &Scratch) {
    let options = match input.client {
        Options::Any(any) => any,
        Options::Likely { user, more } => {
            let http_client = Js::Object(vec![(name_of(Field::MakeRequest), Js::Function)]);
            let mut fields = vec![(name_of(Field::HttpClient), http_client)];
            fields.extend(user.map(|id| (name_of(Field::UserContext), Js::Object(vec![(name_of(Field::Id), id)]))));
            fields.extend(more.into_iter().map(|(name, value)| (name.into(), value)));
            Js::Object(fields)
        }
    };
    let params = match input.params {
        Params::Any(any) => any,
        Params::Likely { name, payload, scope, more } => {
            let mut fields = vec![(name_of(Field::Name), name)];
            fields.extend(payload.map(|value| (name_of(Field::Payload), value)));
            fields.extend(scope.map(|value| (name_of(Field::Scope), value)));
            fields.extend(more.into_iter().map(|(name, value)| (name.into(), value)));
            Js::Object(fields)
        }
    };
    let operation = Operation::ALL[usize::from(input.operation) % 4];
    let name = if input.operation & 4 == 0 { Js::Undefined } else { Js::from(Keyword::StripeUiExtension) };
    let client = match Client::read(&Handle(&options), &Handle(&name), scratch) {
        Ok(client) => client,
        Err(refusal) => return tells_nothing(&refusal.to_string(), options.field(Field::ApiKey)),
    };
    match Call::begin(&client, operation, Handle(&params), Handle(&input.call), input.now.into(), scratch) {
        Ok((call, prepared)) => {
            assert!(call.max_network_retries <= 100 && prepared.timeout > 0);
            let form: String = prepared.form.bytes().iter().map(Cell::get).map(char::from).collect();
            is_as_given(operation, &form, &params, &options, input.now.into());
        }
        Err(refusal) => tells_nothing(&refusal.to_string(), params.field(Field::Payload)),
    }
    assert!(scratch.is_empty(), "something was left");
}

fn tells_nothing(message: &str, secret: &Js) {
    // One that the messages' own words cannot hold: a fuzzer finds those.
    let is_strange = |secret: &String| secret.len() > 20 && secret.chars().any(|character| !character.is_ascii() || character.is_control());
    if let Some(secret) = secret.string().filter(is_strange) {
        assert!(!message.contains(&secret), "{message}");
    }
}

/// The form says what the parameters said, in order, and nothing else.
fn is_as_given(operation: Operation, form: &str, params: &Js, options: &Js, now: u64) {
    assert!(form.split(['=', '&']).all(|part| part.bytes().all(|byte| IS_WRITTEN[usize::from(byte)])), "{form}");
    let sent: Vec<_> = pairs(form).map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    let mut expected = Vec::new();
    for field in operation.fields().iter() {
        let value = params.field(field);
        match field {
            Field::Scope => {
                let named = if *value == Js::Undefined { options.field(Field::Scope) } else { value };
                let word = named.string().or_else(|| named.field(Field::Type).string());
                if word.as_deref() == Some("account") {
                    expected.push(("scope[type]".to_owned(), "account".to_owned()));
                    continue;
                }
                let own = options.field(Field::UserContext).field(Field::Id);
                let user = Some(named.field(Field::User)).filter(|user| !user.is_absent()).unwrap_or(own).string().unwrap();
                assert!(own.is_absent() || own.string().as_ref() == Some(&user), "another user's");
                expected.push(("scope[type]".to_owned(), "user".to_owned()));
                expected.push(("scope[user]".to_owned(), user));
            }
            Field::ExpiresAt if value.is_absent() => {}
            Field::ExpiresAt => {
                let seconds = if matches!(value, Js::Date(_)) { (value.f64() / 1000.0).trunc() } else { value.f64() };
                assert!(seconds > now as f64 && seconds <= (now + EXPIRY_SECONDS) as f64);
                expected.push((field.name().to_owned(), format!("{seconds}")));
            }
            _ if *value == Js::Undefined => {}
            Field::Limit => {
                assert!((1.0..=100.0).contains(&value.f64()));
                expected.push((field.name().to_owned(), format!("{}", value.f64())));
            }
            _ => expected.push((field.name().to_owned(), value.string().unwrap())),
        }
    }
    if operation == Operation::Find {
        expected.push(("expand[0]".to_owned(), "payload".to_owned()));
    }
    assert_eq!(sent, expected);
    let allowed = options.field(Field::CardNumbers).string().as_deref() == Some("allow");
    for (name, value) in sent {
        let characters = value.chars().count();
        assert!((1..=TEXT_CHARACTERS).contains(&characters), "{name} has {characters} characters");
        let is_kept = operation == Operation::Create && ["name", "payload"].contains(&name.as_str());
        assert!(allowed || !is_kept || !card::is_in(value.bytes()), "a card number");
    }
}
