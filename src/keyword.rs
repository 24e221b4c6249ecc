//! Every text that a field of the outside may hold and that decides something, once.
//!
//! JavaScript has the same list and reports the number of a keyword that it finds.

numbered! {
    /// A text with a meaning, such as a scope's type or Stripe's code of an error.
    Keyword, 1:
    // Types of a scope.
    Account = "account";
    User = "user";
    // Options.
    Https = "https";
    Http = "http";
    Reject = "reject";
    Allow = "allow";
    SecretWrite = "secret_write";
    StripeUiExtension = "stripe-ui-extension";
    Node = "node";
    Fetch = "fetch";
    // The header `Stripe-Should-Retry`.
    True = "true";
    False = "false";
    // Answers.
    AppsSecret = "apps.secret";
    List = "list";
    ResourceMissing = "resource_missing";
    AccountInvalid = "account_invalid";
    IdempotencyError = "idempotency_error";
    SecretLimitExceeded = "secret_limit_exceeded";
}

impl Keyword {
    /// Returns the text.
    pub const fn as_str(self) -> &'static str {
        let [text] = self.texts();
        text
    }
}
