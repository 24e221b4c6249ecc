//! The options of a client and of a call, with stripe-node's names and defaults where it has them.
//!
//! They are checked here and stay where they are: the sender in JavaScript puts them into addresses and headers.

use crate::error::{ErrorCode, Problem, Result, ValidationError};
use crate::field::{Field, FieldSet};
use crate::keyword::Keyword;
use crate::limits::TOKEN_CHARACTERS;
use crate::scope;
use crate::scratch::Scratch;
use crate::validation;
use crate::value::{Kind, Value};

/// The default time limit for one answer, in milliseconds.
pub const TIMEOUT: u32 = 80_000;

/// The default number of retries.
pub const MAX_NETWORK_RETRIES: u32 = 2;

/// The settings of a client: its identity, and the defaults of calls.
#[derive(Clone, Copy)]
pub struct Client<V> {
    /// The id in the `userContext`; absent in a backend.
    pub user: V,
    /// The scope of calls that name none.
    pub scope: V,
    /// The settings that each call can change.
    pub settings: Settings,
    /// The writes that it may make.
    pub write_policy: WritePolicy,
}

/// The writes that a client may make.
#[derive(Clone, Copy)]
pub struct WritePolicy {
    /// `true` if `appContext` does not permit writes.
    pub lacks_permission: bool,
    /// `true` if texts like card numbers are sent.
    pub card_numbers_allowed: bool,
}

impl WritePolicy {
    /// Returns the policy as a number, which JavaScript keeps.
    pub const fn to_bits(self) -> u32 {
        self.lacks_permission as u32 | (self.card_numbers_allowed as u32) << 1
    }

    /// Restores the policy from such a number.
    pub const fn from_bits(bits: u32) -> Self {
        Self { lacks_permission: bits & 1 != 0, card_numbers_allowed: bits & 2 != 0 }
    }
}

/// The time limit and retries of a call.
#[derive(Clone, Copy)]
pub struct Settings {
    /// The time limit for one answer, in milliseconds.
    pub timeout: u32,
    /// The number of retries.
    pub max_network_retries: u32,
}

/// The options of a client.
pub const CLIENT: FieldSet = FieldSet::of(&[
    Field::HttpClient,
    Field::UserContext,
    Field::Scope,
    Field::AppContext,
    Field::ApiKey,
    Field::ApiVersion,
    Field::StripeAccount,
    Field::StripeContext,
    Field::Host,
    Field::Port,
    Field::Protocol,
    Field::Timeout,
    Field::MaxNetworkRetries,
    Field::CardNumbers,
]);

/// The options of a call.
pub const CALL: FieldSet = FieldSet::of(&[
    Field::Signal,
    Field::Timeout,
    Field::MaxNetworkRetries,
    Field::IdempotencyKey,
    Field::StripeAccount,
    Field::StripeContext,
]);

impl<V: Value> Client<V> {
    /// Checks the constructor's options. `client_name` is what the HTTP client calls itself.
    ///
    /// # Errors
    /// `invalid_option` or `invalid_scope`, naming the option.
    pub fn read(options: &V, client_name: &V, scratch: &Scratch) -> Result<Self> {
        let settings = Settings { timeout: TIMEOUT, max_network_retries: MAX_NETWORK_RETRIES }.changed_by(options, CLIENT, scratch)?;
        // The SDK's client would send the key to the Dashboard, which may log it. The SDK refuses secret keys itself, but not restricted keys (9.3.0).
        let key = options.get(Field::ApiKey);
        let letter = letter_of_key(&key, scratch);
        let problem = match client_name.keyword() {
            _ if letter == b'p' => Problem::PublishableKey,
            Some(Keyword::StripeUiExtension) if letter != 0 => Problem::RealKey,
            // The names of stripe-node's clients, which only a backend has (23.1.0).
            Some(Keyword::Node | Keyword::Fetch) if key.kind() == Kind::Undefined => Problem::KeyMissing,
            _ => Problem::UnknownField,
        };
        if problem != Problem::UnknownField {
            return Err(ValidationError::new(ErrorCode::InvalidOption, problem, Field::ApiKey));
        }
        let write_policy = WritePolicy {
            lacks_permission: lack_permission(&options.get(Field::AppContext).get(Field::AuthorizedPermissions)),
            card_numbers_allowed: options.keyword_of(Field::CardNumbers) == Some(Keyword::Allow),
        };
        Ok(Self { user: options.get(Field::UserContext).get(Field::Id), scope: options.get(Field::Scope), settings, write_policy })
    }
}

impl Settings {
    /// Checks the options of a call. `self` is the client's.
    ///
    /// # Errors
    /// `invalid_option`, naming the option.
    pub fn for_call<V: Value>(self, options: &V, scratch: &Scratch) -> Result<Self> {
        if options.kind() == Kind::Undefined { Ok(self) } else { self.changed_by(options, CALL, scratch) }
    }

    /// Checks all options of the set `known`, and takes over those that are settings.
    fn changed_by<V: Value>(mut self, options: &V, known: FieldSet, scratch: &Scratch) -> Result<Self> {
        validation::fields(options, known, ErrorCode::InvalidOption)?;
        for field in known.iter() {
            let value = options.get(field);
            let kind = value.kind();
            let is_right = match field {
                Field::HttpClient => value.kind_of(Field::MakeRequest) == Kind::Function,
                Field::Scope => {
                    scope::check(&value)?;
                    true
                }
                Field::UserContext => is_user_context(&value, scratch),
                _ if kind == Kind::Undefined => true,
                Field::AppContext => kind == Kind::Null || is_app_context(&value),
                Field::Signal => kind == Kind::Null || is_signal(&value),
                Field::Timeout => validation::whole(&value, TIMEOUTS).map(|timeout| self.timeout = timeout as u32).is_some(),
                Field::MaxNetworkRetries => {
                    validation::whole(&value, RETRIES).map(|retries| self.max_network_retries = retries as u32).is_some()
                }
                Field::Protocol => matches!(value.keyword(), Some(Keyword::Https | Keyword::Http)),
                Field::CardNumbers => matches!(value.keyword(), Some(Keyword::Reject | Keyword::Allow)),
                Field::Port => validation::whole(&value, PORTS).is_some(),
                // Stripe writes previews behind it: `2026-09-30.endive; feature_beta=v3`.
                _ => is_header_value(&value, scratch, field),
            };
            if !is_right {
                return Err(ValidationError::new(ErrorCode::InvalidOption, problem(field), field));
            }
        }
        Ok(self)
    }
}

/// setTimeout takes 31 bits and fires at once above them.
const TIMEOUTS: (u32, u32) = (1, 2_147_483_647);
const RETRIES: (u32, u32) = (0, 100);
const PORTS: (u32, u32) = (1, 65_535);

/// Returns the problem of an invalid option. A value is not repeated: it may be a key.
fn problem(field: Field) -> Problem {
    match field {
        Field::Signal => Problem::InvalidSignal,
        Field::Timeout => Problem::InvalidTimeout,
        Field::MaxNetworkRetries => Problem::InvalidRetries,
        Field::HttpClient => Problem::InvalidHttpClient,
        Field::UserContext | Field::AppContext => Problem::InvalidContext,
        Field::Host => Problem::InvalidHost,
        Field::Port => Problem::InvalidPort,
        Field::Protocol => Problem::InvalidProtocol,
        Field::CardNumbers => Problem::InvalidCardNumbers,
        _ => Problem::InvalidHeaderValue,
    }
}

/// Recognises an AbortSignal by its shape: also one of another realm, or of a polyfill.
fn is_signal<V: Value>(signal: &V) -> bool {
    signal.kind_of(Field::Aborted).is_boolean() && signal.kind_of(Field::AddEventListener) == Kind::Function
}

/// Accepts nothing, or a context whose user is a text or absent: the SDK declares the id optional.
fn is_user_context<V: Value>(user_context: &V, scratch: &Scratch) -> bool {
    let user = user_context.get(Field::Id);
    match user_context.kind() {
        Kind::Undefined => true,
        Kind::Object => user.kind().is_absent() || validation::text(&user, scratch, ErrorCode::InvalidOption, Field::UserContext).is_ok(),
        _ => false,
    }
}

fn is_app_context<V: Value>(app_context: &V) -> bool {
    let permissions = app_context.kind_of(Field::AuthorizedPermissions);
    app_context.kind() == Kind::Object && (permissions.is_absent() || permissions == Kind::Array)
}

/// Returns whether these permissions are known and lack the one to write.
fn lack_permission<V: Value>(permissions: &V) -> bool {
    // Stripe has some hundred permissions; the bound keeps a hostile length from being believed.
    let mut indices = 0..permissions.length().min(10_000);
    permissions.kind() == Kind::Array && !indices.any(|index| permissions.item(index).keyword() == Some(Keyword::SecretWrite))
}

/// Returns the first letter of a secret, restricted or publishable key: `sk_…`, `rk_…`, `pk_…`; 0 for any other text.
fn letter_of_key<V: Value>(key: &V, scratch: &Scratch) -> u8 {
    scratch.text(|cells| key.text(cells)).map_or(0, |text| {
        let mut bytes = text.bytes();
        match [bytes.next(), bytes.next(), bytes.next()] {
            [Some(first @ (b's' | b'r' | b'p')), Some(b'k'), Some(b'_')] => first,
            _ => 0,
        }
    })
}

/// Returns whether a text can go into a header or an address: printable ASCII, with a space only after a semicolon in a version, which must not end with
/// one, and without the slashes of a scheme in a host.
fn is_header_value<V: Value>(value: &V, scratch: &Scratch, field: Field) -> bool {
    // Bytes rather than conditions: the compiler would write a loop for each condition.
    let slash = if field == Field::Host { b'/' } else { b' ' };
    let semicolon = if field == Field::ApiVersion { b';' } else { b' ' };
    let mut previous = b' ';
    let mut is_allowed = |byte: u8| {
        let is_space = byte == b' ' && previous == semicolon && previous != b' ';
        previous = byte;
        byte.is_ascii_graphic() && byte != slash || is_space
    };
    (1..=TOKEN_CHARACTERS).contains(&value.length())
        && scratch.text(|cells| value.text(cells)).is_some_and(|text| {
            text.bytes().all(&mut is_allowed) && text.bytes().last().is_some_and(|last| last != b' ' && last != semicolon)
        })
}
