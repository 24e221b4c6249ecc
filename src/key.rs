//! Every name and word that is read from a value of the outside, once.
//!
//! JavaScript has the same list (js/values.js, written from here), is asked by number, and tells a word it finds by its number: passing texts to
//! and fro would decode and compare them anew at every read.

macro_rules! keys {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// A field's name, or a word that a field may hold. The first 32, which parameters, options and secrets are made of, fit a [`Keys`].
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Key {
            $(#[doc = concat!("`", $name, "`")] $variant),+
        }

        impl Key {
            /// All keys, in the order of their numbers.
            pub const ALL: &[Key] = &[$(Key::$variant),+];

            /// The name as it is written in JavaScript and on the wire.
            ///
            /// Of a key that the compiler does not know this brings all names into the module.
            pub const fn name(self) -> &'static str {
                match self { $(Key::$variant => $name),+ }
            }
        }
    };
}

keys! {
    // Parameters, in the order in which they are sent: the one of Stripe's reference.
    Name = "name",
    Payload = "payload",
    Scope = "scope",
    ExpiresAt = "expires_at",
    Limit = "limit",
    StartingAfter = "starting_after",
    EndingBefore = "ending_before",
    // A scope, and the user's context.
    Type = "type",
    User = "user",
    Id = "id",
    // Options of a call.
    Signal = "signal",
    Timeout = "timeout",
    MaxNetworkRetries = "maxNetworkRetries",
    IdempotencyKey = "idempotencyKey",
    StripeAccount = "stripeAccount",
    // Options of a client.
    HttpClient = "httpClient",
    UserContext = "userContext",
    AppContext = "appContext",
    ApiKey = "apiKey",
    ApiVersion = "apiVersion",
    Host = "host",
    Port = "port",
    Protocol = "protocol",
    CardNumbers = "cardNumbers",
    // Fields of a secret that no parameter has.
    Created = "created",
    Livemode = "livemode",
    // From here on read only, never part of a set: fields of contexts, signals and answers.
    AuthorizedPermissions = "authorizedPermissions",
    MakeRequest = "makeRequest",
    Aborted = "aborted",
    AddEventListener = "addEventListener",
    Object = "object",
    Deleted = "deleted",
    Data = "data",
    HasMore = "has_more",
    Error = "error",
    Code = "code",
    // Words.
    Account = "account",
    Https = "https",
    Http = "http",
    Reject = "reject",
    Allow = "allow",
    True = "true",
    False = "false",
    SecretWrite = "secret_write",
    AppsSecret = "apps.secret",
    List = "list",
    ResourceMissing = "resource_missing",
    AccountInvalid = "account_invalid",
    IdempotencyError = "idempotency_error",
    SecretLimitExceeded = "secret_limit_exceeded",
    StripeUiExtension = "stripe-ui-extension",
}

impl Key {
    /// The key with this number.
    pub fn numbered(number: i32) -> Option<Key> {
        Key::ALL.get(number as usize).copied()
    }
}

/// A set of keys: the fields that an object may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Keys(u32);

impl Keys {
    /// The set of these keys, all of them among the first 32.
    pub const fn of(keys: &[Key]) -> Self {
        let mut bits = 0;
        let mut rest = keys;
        while let [key, others @ ..] = rest {
            // Shifts past the width are a compile error in a const, and every set here is one.
            bits |= 1 << *key as u32;
            rest = others;
        }
        Self(bits)
    }

    /// The set as bits: bit N stands for the key with number N.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The keys in the set.
    pub fn iter(self) -> impl Iterator<Item = Key> {
        Key::ALL.iter().copied().take(32).filter(move |key| self.0 & (1 << *key as u32) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_names_and_order_agree() {
        for (number, key) in Key::ALL.iter().enumerate() {
            assert_eq!(*key as usize, number);
            assert_eq!(Key::numbered(number as i32), Some(*key));
        }
    }
}
