//! The options of a client and of a call, with stripe-node's names and defaults where it has them.
//!
//! They are checked here and stay where they are: the driver in JavaScript puts them into addresses and headers.

use crate::error::{ErrorCode, Problem, Refusal, Result};
use crate::key::{Key, Keys};
use crate::limits::TOKEN_CHARACTERS;
use crate::room::Room;
use crate::rules;
use crate::scope;
use crate::value::{Kind, Value};

/// How long to wait for one answer by default, in milliseconds.
pub const TIMEOUT: u32 = 80_000;

/// How often to try again by default.
pub const MAX_NETWORK_RETRIES: u32 = 2;

/// What a client knows: who asks, and how calls are made that do not say.
#[derive(Clone, Copy)]
pub struct Client<V> {
    /// The id in the `userContext`; absent where there is none, as in a backend.
    pub user: V,
    /// The scope of calls that name none.
    pub scope: V,
    /// What each call can change.
    pub settings: Settings,
    /// What it may do.
    pub limits: Limits,
}

/// What a client may do.
#[derive(Clone, Copy)]
pub struct Limits {
    /// Whether `appContext` says that the app may not write.
    pub may_not_write: bool,
    /// Whether what looks like a card number is sent.
    pub card_numbers_allowed: bool,
}

impl Limits {
    /// As a number, by which JavaScript keeps them.
    pub const fn to_bits(self) -> u32 {
        self.may_not_write as u32 | (self.card_numbers_allowed as u32) << 1
    }

    /// From such a number.
    pub const fn from_bits(bits: u32) -> Self {
        Self { may_not_write: bits & 1 != 0, card_numbers_allowed: bits & 2 != 0 }
    }
}

/// How patient a call is.
#[derive(Clone, Copy)]
pub struct Settings {
    /// How long to wait for one answer, in milliseconds.
    pub timeout: u32,
    /// How often to try again.
    pub max_network_retries: u32,
}

/// The options of a client.
pub const CLIENT: Keys = Keys::of(&[
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

/// The options of a call.
pub const CALL: Keys = Keys::of(&[Key::Signal, Key::Timeout, Key::MaxNetworkRetries, Key::IdempotencyKey, Key::StripeAccount]);

impl<V: Value> Client<V> {
    /// Checks the constructor's options. `client_name` is what the HTTP client calls itself.
    ///
    /// # Errors
    /// `invalid_option` or `invalid_scope`, naming the option.
    pub fn read(options: &V, client_name: &V, room: &Room) -> Result<Self> {
        let settings = Settings { timeout: TIMEOUT, max_network_retries: MAX_NETWORK_RETRIES }.changed_by(options, CLIENT, room)?;
        // The SDK's would hand it to the Dashboard, and into what that logs: it stops secret keys itself (9.3.0), and restricted ones not.
        if client_name.word() == Some(Key::StripeUiExtension) && is_real_key(&options.get(Key::ApiKey), room) {
            return Err(Refusal::new(ErrorCode::InvalidOption, Problem::RealKey, Key::ApiKey));
        }
        let limits = Limits {
            may_not_write: lacks_permission(&options.get(Key::AppContext).get(Key::AuthorizedPermissions)),
            card_numbers_allowed: options.word_of(Key::CardNumbers) == Some(Key::Allow),
        };
        Ok(Self { user: options.get(Key::UserContext).get(Key::Id), scope: options.get(Key::Scope), settings, limits })
    }
}

impl Settings {
    /// Checks the options of a call. `self` is the client's.
    ///
    /// # Errors
    /// `invalid_option`, naming the option.
    pub fn of_call<V: Value>(self, options: &V, room: &Room) -> Result<Self> {
        if options.kind() == Kind::Undefined { Ok(self) } else { self.changed_by(options, CALL, room) }
    }

    /// Checks all options of the set `known`, and takes over those that are settings.
    fn changed_by<V: Value>(mut self, options: &V, known: Keys, room: &Room) -> Result<Self> {
        rules::fields(options, known, ErrorCode::InvalidOption)?;
        for key in known.iter() {
            let value = options.get(key);
            let kind = value.kind();
            let is_right = match key {
                Key::HttpClient => value.kind_of(Key::MakeRequest) == Kind::Function,
                Key::Scope => {
                    scope::check(&value)?;
                    true
                }
                Key::UserContext => is_user_context(&value, room),
                _ if kind == Kind::Undefined => true,
                Key::AppContext => kind == Kind::Null || is_app_context(&value),
                Key::Signal => kind == Kind::Null || is_signal(&value),
                Key::Timeout => rules::whole(&value, TIMEOUTS).map(|timeout| self.timeout = timeout).is_some(),
                Key::MaxNetworkRetries => rules::whole(&value, RETRIES).map(|retries| self.max_network_retries = retries).is_some(),
                Key::Protocol => matches!(value.word(), Some(Key::Https | Key::Http)),
                Key::CardNumbers => matches!(value.word(), Some(Key::Reject | Key::Allow)),
                Key::Port => rules::whole(&value, PORTS).is_some(),
                _ => is_token(&value, room),
            };
            if !is_right {
                return Err(Refusal::new(ErrorCode::InvalidOption, problem(key), key));
            }
        }
        Ok(self)
    }
}

/// setTimeout takes 31 bits and fires at once above them.
const TIMEOUTS: (u32, u32) = (1, 2_147_483_647);
const RETRIES: (u32, u32) = (0, 100);
const PORTS: (u32, u32) = (1, 65_535);

/// What is wrong with an option that is not right.
fn problem(key: Key) -> Problem {
    match key {
        Key::HttpClient => Problem::NoHttpClient,
        Key::UserContext | Key::AppContext => Problem::NoContext,
        Key::Signal => Problem::NoSignal,
        Key::Timeout | Key::MaxNetworkRetries | Key::Port => Problem::OutOfRange,
        Key::Protocol | Key::CardNumbers => Problem::NoChoice,
        // The value is not repeated: it may be a key.
        _ => Problem::NoToken,
    }
}

/// An AbortSignal by its shape: one of another realm, or of a polyfill, is one as well.
fn is_signal<V: Value>(signal: &V) -> bool {
    signal.kind_of(Key::Aborted).is_boolean() && signal.kind_of(Key::AddEventListener) == Kind::Function
}

/// Nothing, or a context whose user is a text or absent: the SDK declares the id optional.
fn is_user_context<V: Value>(user_context: &V, room: &Room) -> bool {
    let user = user_context.get(Key::Id);
    match user_context.kind() {
        Kind::Undefined => true,
        Kind::Object => user.kind().is_absent() || rules::text(&user, room, ErrorCode::InvalidOption, Key::UserContext).is_ok(),
        _ => false,
    }
}

fn is_app_context<V: Value>(app_context: &V) -> bool {
    let permissions = app_context.kind_of(Key::AuthorizedPermissions);
    app_context.kind() == Kind::Object && (permissions.is_absent() || permissions == Kind::Array)
}

/// Whether these permissions are known and lack the one to write.
fn lacks_permission<V: Value>(permissions: &V) -> bool {
    // Stripe has some hundred permissions; the bound keeps a hostile length from being believed.
    let mut indices = 0..permissions.length().min(10_000);
    permissions.kind() == Kind::Array && !indices.any(|index| permissions.item(index).word() == Some(Key::SecretWrite))
}

/// A secret, restricted or publishable key: `sk_…`, `rk_…`, `pk_…`.
fn is_real_key<V: Value>(key: &V, room: &Room) -> bool {
    room.text(|cells| key.text(cells)).is_some_and(|text| {
        let mut bytes = text.bytes();
        matches!(bytes.next(), Some(b's' | b'r' | b'p')) && bytes.next() == Some(b'k') && bytes.next() == Some(b'_')
    })
}

/// A text that goes into a header or an address: printable ASCII without spaces.
fn is_token<V: Value>(value: &V, room: &Room) -> bool {
    (1..=TOKEN_CHARACTERS).contains(&value.length())
        && room.text(|cells| value.text(cells)).is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_graphic()))
}
