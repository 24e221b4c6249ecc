//! Shows a mistake that must not compile: a scope is a type, and a user's scope names its user.

use stripe_secret_store::{FindSecret, Scope};

fn main() {
    let _ = FindSecret::new("token", "user");
    let _ = FindSecret::new("token", Scope::User);
}
