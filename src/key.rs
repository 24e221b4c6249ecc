//! Every field name that is read from a value of the outside, once.
//!
//! JavaScript is told the list when the module starts and is asked by number afterwards: passing the name as a
//! string would decode it anew at every read.

use crate::text::closest;

macro_rules! keys {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// A field name. The first 32, which parameters and options are made of, fit a [`Keys`].
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Key {
            $(#[doc = concat!("`", $name, "`")] $variant),+
        }

        impl Key {
            /// All keys, in the order of their numbers.
            pub const ALL: &[Key] = &[$(Key::$variant),+];

            /// All names, in the order of their numbers, each followed by a space.
            pub const NAMES: &str = concat!($($name, " "),+);

            /// The name as it is written in JavaScript and on the wire.
            pub const fn name(self) -> &'static str {
                match self { $(Key::$variant => $name),+ }
            }
        }
    };
}

keys! {
    // Parameters.
    Name = "name",
    Payload = "payload",
    Scope = "scope",
    ExpiresAt = "expires_at",
    Expand = "expand",
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
    // Read only: never asked for as a set.
    AuthorizedPermissions = "authorizedPermissions",
    MakeRequest = "makeRequest",
    Aborted = "aborted",
    AddEventListener = "addEventListener",
    RemoveEventListener = "removeEventListener",
    Object = "object",
    Deleted = "deleted",
    Data = "data",
    HasMore = "has_more",
    Created = "created",
    Livemode = "livemode",
    Error = "error",
    Code = "code",
    Message = "message",
    Param = "param",
    DocUrl = "doc_url",
    RequestId = "request-id",
    ShouldRetry = "stripe-should-retry",
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

    /// The key whose name is written like `name`: other case, no underscore, or a slip of up to two letters.
    pub fn closest(self, name: &str) -> Option<Key> {
        closest(name, self.iter().map(|key| (key, key.name())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn numbers_names_and_order_agree() {
        let names: Vec<_> = Key::NAMES.split_terminator(' ').collect();
        assert_eq!(names.len(), Key::ALL.len());
        for (number, key) in Key::ALL.iter().enumerate() {
            assert_eq!(*key as usize, number);
            assert_eq!(names.get(number), Some(&key.name()));
        }
    }

    #[test]
    fn a_misspelt_field_is_told_its_right_name() {
        const CREATE: Keys = Keys::of(&[Key::Name, Key::Payload, Key::Scope, Key::ExpiresAt]);
        for (written, meant) in [
            ("expiresAt", "expires_at"),
            ("expires_att", "expires_at"),
            ("expire_at", "expires_at"),
            ("Name", "name"),
            ("payloud", "payload"),
            ("scopes", "scope"),
        ] {
            assert_eq!(CREATE.closest(written).map(Key::name), Some(meant), "{written}");
        }
        for stranger in ["", "metadata", "x", "a_very_long_name_that_nobody_meant_to_write_at_all"] {
            assert_eq!(CREATE.closest(stranger), None, "{stranger}");
        }
    }
}
