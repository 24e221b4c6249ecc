//! The options of a client and of a call, with stripe-node's names and defaults where it has them.

use crate::card;
use crate::error::{Error, ErrorCode};
use crate::key::{Key, Keys};
use crate::rules::{IDEMPOTENCY_KEY_CHARACTERS, PERMISSION, is_whole};
use crate::scope::{Asker, ScopeParam};
use crate::text::join;
use crate::value::{Kind, Value};
use alloc::string::String;

/// The value that the SDK's HTTP client wants in place of a key: the Dashboard replaces it (SDK 9.3.0).
pub const PLACEHOLDER_KEY: &str = "DO_NOT_PASS_A_REAL_API_KEY";

/// The API version asked for by default: the one that stripe-node 23.1.0 is pinned to, against which this was tested.
pub const API_VERSION: &str = "2026-10-28.endive";

/// How long to wait for one answer by default, in milliseconds.
pub const TIMEOUT: u32 = 80_000;

/// How often to try again by default.
pub const MAX_NETWORK_RETRIES: u32 = 2;

/// What a client knows: who asks, and how its requests are made.
#[derive(Clone)]
pub struct Client {
    /// Who asks.
    pub asker: Asker,
    /// The scope of calls that name none.
    pub scope: ScopeParam,
    /// Whether the app may write, where `appContext` says so.
    pub may_write: Option<bool>,
    /// Whether what looks like a card number is sent.
    pub card_numbers_allowed: bool,
    /// The options that each call can change.
    pub defaults: CallDefaults,
}

/// The part of a client's options that a call can override.
#[derive(Clone, Copy)]
pub struct CallDefaults {
    /// How long to wait for one answer, in milliseconds.
    pub timeout: u32,
    /// How often to try again.
    pub max_network_retries: u32,
}

/// Where a client's requests go, and the headers that they share. Read once, handed to JavaScript and not kept: it holds the key.
pub struct Connection {
    /// Host name.
    pub host: String,
    /// Port, as text.
    pub port: String,
    /// `https` or `http`.
    pub protocol: &'static str,
    /// Name and value of each header.
    pub headers: [(&'static str, String); 5],
}

/// The options of one call.
pub struct CallOptions {
    /// See [`CallDefaults`].
    pub settings: CallDefaults,
    /// The key that makes a repeated write one write; empty for one made here.
    pub idempotency_key: String,
    /// The account on whose behalf; empty for the client's.
    pub stripe_account: String,
}

impl Client {
    /// Reads the constructor's options.
    ///
    /// # Errors
    /// `invalid_option`, naming the option.
    pub fn read(options: &impl Value) -> Result<(Self, Connection), Error> {
        const FIELDS: Keys = Keys::of(&[
            Key::HttpClient,
            Key::UserContext,
            Key::Scope,
            Key::AppContext,
            Key::ApiKey,
            Key::ApiVersion,
            Key::StripeAccount,
            Key::Host,
            Key::Port,
            Key::Protocol,
            Key::Timeout,
            Key::MaxNetworkRetries,
            Key::CardNumbers,
        ]);
        known_fields(options, FIELDS, "new SecretStoreClient takes an object: { httpClient, userContext }.")?;
        if options.get(Key::HttpClient).get(Key::MakeRequest).kind() != Kind::Function {
            return Err(bad(
                Key::HttpClient,
                " is missing or has no makeRequest(): give it createHttpClient() of @stripe/ui-extension-sdk/http_client.",
            ));
        }
        let scope = ScopeParam::read(&options.get(Key::Scope))?.unwrap_or_default();
        let client = Self {
            asker: asker(&options.get(Key::UserContext))?,
            scope,
            may_write: may_write(&options.get(Key::AppContext))?,
            card_numbers_allowed: one_of(options, Key::CardNumbers, &["reject", "allow"], " is neither \"reject\" nor \"allow\".")?
                == "allow",
            defaults: CallDefaults::read(options, CallDefaults { timeout: TIMEOUT, max_network_retries: MAX_NETWORK_RETRIES })?,
        };
        let connection = Connection {
            host: or(token(options, Key::Host)?, "api.stripe.com"),
            port: port(&options.get(Key::Port))?,
            protocol: one_of(options, Key::Protocol, &["https", "http"], " is neither \"https\" nor \"http\".")?,
            headers: [
                ("Authorization", join(&["Bearer ", &or(token(options, Key::ApiKey)?, PLACEHOLDER_KEY)])),
                ("Accept", join(&["application/json"])),
                ("Content-Type", join(&["application/x-www-form-urlencoded"])),
                ("Stripe-Version", or(token(options, Key::ApiVersion)?, API_VERSION)),
                ("Stripe-Account", token(options, Key::StripeAccount)?),
            ],
        };
        Ok((client, connection))
    }

    /// The same client for the user of another context.
    ///
    /// # Errors
    /// `invalid_option` when it is no context.
    pub fn for_user(&self, user_context: &impl Value) -> Result<Self, Error> {
        Ok(Self { asker: asker(user_context)?, ..self.clone() })
    }

    /// Refuses what looks like a card number, unless that is allowed.
    pub(crate) fn check_card_number(&self, text: &str, key: Key) -> Result<(), Error> {
        if !self.card_numbers_allowed && card::is_in(text) {
            let what = join(&["`", key.name(), "` holds what looks like a card number, which Stripe forbids to store."]);
            return Err(Error::saying(ErrorCode::CardNumber, &what).about(key.name()));
        }
        Ok(())
    }
}

impl CallOptions {
    /// Reads a method's second argument.
    ///
    /// # Errors
    /// `invalid_option`, naming the option.
    pub fn read(options: &impl Value, defaults: CallDefaults) -> Result<Self, Error> {
        const FIELDS: Keys = Keys::of(&[Key::Signal, Key::Timeout, Key::MaxNetworkRetries, Key::IdempotencyKey, Key::StripeAccount]);
        if options.kind() == Kind::Undefined {
            return Ok(Self { settings: defaults, idempotency_key: String::new(), stripe_account: String::new() });
        }
        known_fields(options, FIELDS, "The options of a call are an object.")?;
        let signal = options.get(Key::Signal);
        // By its shape: a signal of another realm, or of a polyfill, is one as well.
        let is_signal = || {
            matches!(signal.get(Key::Aborted).kind(), Kind::True | Kind::False)
                && signal.get(Key::AddEventListener).kind() == Kind::Function
                && signal.get(Key::RemoveEventListener).kind() == Kind::Function
        };
        if !signal.kind().is_absent() && !is_signal() {
            return Err(bad(Key::Signal, " is no AbortSignal."));
        }
        let idempotency_key = token(options, Key::IdempotencyKey)?;
        if idempotency_key.len() > IDEMPOTENCY_KEY_CHARACTERS {
            return Err(bad(Key::IdempotencyKey, " has over 255 characters."));
        }
        Ok(Self { settings: CallDefaults::read(options, defaults)?, idempotency_key, stripe_account: token(options, Key::StripeAccount)? })
    }
}

impl CallDefaults {
    fn read(options: &impl Value, defaults: Self) -> Result<Self, Error> {
        // setTimeout takes 31 bits and fires at once above them.
        let timeout = number(options, Key::Timeout, 1.0, 2_147_483_647.0, " is not a whole number of milliseconds from 1 to 2147483647.")?;
        let retries = number(options, Key::MaxNetworkRetries, 0.0, 100.0, " is not a whole number from 0 to 100.")?;
        Ok(Self { timeout: timeout.unwrap_or(defaults.timeout), max_network_retries: retries.unwrap_or(defaults.max_network_retries) })
    }
}

/// `value` is an object with no fields but these.
fn known_fields(value: &impl Value, known: Keys, otherwise: &str) -> Result<(), Error> {
    if value.kind() != Kind::Object {
        return Err(Error::saying(ErrorCode::InvalidOption, otherwise));
    }
    match value.stranger(known) {
        None => Ok(()),
        Some(field) => Err(unknown_field(ErrorCode::InvalidOption, "option", field, known)),
    }
}

/// The error for a field that nobody knows, with the name that was likely meant.
pub(crate) fn unknown_field(code: ErrorCode, what: &str, field: String, known: Keys) -> Error {
    let meant = known.closest(&field).map(Key::name);
    let (ask, meant, end) = match meant {
        Some(meant) => (" Did you mean `", meant, "`?"),
        None => ("", "", ""),
    };
    Error::saying(code, &join(&["There is no ", what, " `", &field, "`.", ask, meant, end])).about(field)
}

fn asker(user_context: &impl Value) -> Result<Asker, Error> {
    match user_context.kind() {
        Kind::Undefined => Ok(Asker::Backend),
        Kind::Object => {
            let id = user_context.get(Key::Id);
            match id.kind() {
                // The SDK declares the id optional.
                kind if kind.is_absent() => Ok(Asker::Extension(None)),
                _ => match id.text(crate::rules::TEXT_CHARACTERS as u32) {
                    Ok(id) if !id.is_empty() => Ok(Asker::Extension(Some(id))),
                    _ => Err(bad(Key::UserContext, ".id is no string of 1 to 5,000 characters.")),
                },
            }
        }
        _ => Err(bad(
            Key::UserContext,
            " is no object: give it the `userContext` that the view was rendered with, or leave it out in a backend.",
        )),
    }
}

fn may_write(app_context: &impl Value) -> Result<Option<bool>, Error> {
    let permissions = match app_context.kind() {
        kind if kind.is_absent() => return Ok(None),
        Kind::Object => app_context.get(Key::AuthorizedPermissions),
        _ => return Err(bad(Key::AppContext, " is no object: give it the `appContext` that the view was rendered with, or leave it out.")),
    };
    match permissions.kind() {
        kind if kind.is_absent() => Ok(None),
        // Stripe has some hundred permissions; the bound keeps a hostile length from being believed.
        Kind::Array => Ok(Some(
            (0..permissions.length().min(10_000)).any(|index| permissions.item(index).text(64).is_ok_and(|name| name == PERMISSION)),
        )),
        _ => Err(bad(Key::AppContext, ".authorizedPermissions is no array.")),
    }
}

fn number(options: &impl Value, key: Key, least: f64, most: f64, otherwise: &str) -> Result<Option<u32>, Error> {
    let value = options.get(key);
    let number = value.number();
    match value.kind() {
        Kind::Undefined => Ok(None),
        Kind::Number if is_whole(number) && (least..=most).contains(&number) => Ok(Some(number as u32)),
        _ => Err(bad(key, otherwise)),
    }
}

fn port(value: &impl Value) -> Result<String, Error> {
    let number = value.number();
    let port = match value.kind() {
        Kind::Undefined => 443,
        Kind::Number if is_whole(number) && (1.0..=65_535.0).contains(&number) => number as u64,
        Kind::Text => value.text(5).ok().and_then(|text| text.parse::<u16>().ok()).filter(|port| *port > 0).map_or(0, u64::from),
        _ => 0,
    };
    if port == 0 {
        return Err(bad(Key::Port, " is no port number."));
    }
    let mut text = String::new();
    crate::text::push_number(&mut text, port);
    Ok(text)
}

fn one_of(options: &impl Value, key: Key, choices: &[&'static str; 2], otherwise: &str) -> Result<&'static str, Error> {
    let value = options.get(key);
    let [default, other] = *choices;
    if value.kind() == Kind::Undefined {
        return Ok(default);
    }
    match value.text(16) {
        Ok(text) if text == default => Ok(default),
        Ok(text) if text == other => Ok(other),
        _ => Err(bad(key, otherwise)),
    }
}

/// A text that goes into a header or an address: printable ASCII without spaces. Empty when there is none.
fn token(options: &impl Value, key: Key) -> Result<String, Error> {
    let value = options.get(key);
    if value.kind() == Kind::Undefined {
        return Ok(String::new());
    }
    match value.text(1_000) {
        Ok(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()) => Ok(text),
        // The value is not repeated: it may be a key.
        _ => Err(bad(key, " is no string of 1 to 1,000 printable ASCII characters without spaces.")),
    }
}

fn or(text: String, default: &str) -> String {
    if text.is_empty() { String::from(default) } else { text }
}

fn bad(key: Key, what: &str) -> Error {
    Error::saying(ErrorCode::InvalidOption, &join(&["`", key.name(), "`", what])).about(key.name())
}
