//! Every field name that is read from a value of the outside, once.
//!
//! JavaScript has the same list and is asked by number: passing texts to and fro would decode and compare them at every read.

numbered! {
    /// The name of a field. The first 32, which parameters, options and secrets consist of, fit a [`FieldSet`].
    Field, 1:
    // Parameters in the order of Stripe's reference, which is the order of the form.
    Name = "name";
    Payload = "payload";
    Scope = "scope";
    ExpiresAt = "expires_at";
    Limit = "limit";
    StartingAfter = "starting_after";
    EndingBefore = "ending_before";
    // A scope, and the user's context.
    Type = "type";
    User = "user";
    Id = "id";
    // Options of a call.
    Signal = "signal";
    Timeout = "timeout";
    MaxNetworkRetries = "maxNetworkRetries";
    IdempotencyKey = "idempotencyKey";
    StripeAccount = "stripeAccount";
    StripeContext = "stripeContext";
    // Options of a client.
    HttpClient = "httpClient";
    UserContext = "userContext";
    AppContext = "appContext";
    ApiKey = "apiKey";
    ApiVersion = "apiVersion";
    Host = "host";
    Port = "port";
    Protocol = "protocol";
    CardNumbers = "cardNumbers";
    // Fields of a secret that no parameter has.
    Created = "created";
    Livemode = "livemode";
    // From here on read only, never part of a set: fields of contexts, signals and answers.
    AuthorizedPermissions = "authorizedPermissions";
    MakeRequest = "makeRequest";
    Aborted = "aborted";
    AddEventListener = "addEventListener";
    Object = "object";
    Deleted = "deleted";
    Data = "data";
    HasMore = "has_more";
    Error = "error";
    Code = "code";
}

impl Field {
    /// Returns the name as it is written in JavaScript and on the wire.
    pub const fn name(self) -> &'static str {
        let [name] = self.texts();
        name
    }
}

/// A set of fields: those that an object may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FieldSet(u32);

impl FieldSet {
    /// Makes a set of these fields, all of them among the first 32.
    pub const fn of(fields: &[Field]) -> Self {
        let mut bits = 0;
        let mut rest = fields;
        while let [field, others @ ..] = rest {
            // Shifts past the width are a compile error in a const, and every set here is one.
            bits |= 1 << *field as u32;
            rest = others;
        }
        Self(bits)
    }

    /// Returns the set as bits: bit N stands for the field with number N.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Iterates over the fields in the set.
    pub fn iter(self) -> impl Iterator<Item = Field> {
        let mut number = -1;
        core::iter::from_fn(move || {
            loop {
                number += 1;
                let field = Field::numbered(number).filter(|_| number < 32)?;
                if self.0 >> number & 1 != 0 {
                    return Some(field);
                }
            }
        })
    }
}
