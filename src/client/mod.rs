#![doc = include_str!("README.md")]

mod all_secrets;
mod answer;
mod base_url;
mod builder;
mod call_options;
mod connection;
mod driver;
mod error;
mod idempotency_key;
mod input;
mod json;
mod params;
mod send;

pub use all_secrets::AllSecrets;
pub use answer::{DeletedSecret, Secret, SecretList};
pub use builder::{CardNumbers, SecretStoreClientBuilder};
pub use call_options::CallOptions;
pub use error::{Error, Result};
pub use params::{CreateSecret, DeleteSecret, FindSecret, ListSecrets};

use crate::error::ErrorCode;
use answer::Answer;
use connection::Connection;
use core::fmt;
use params::Params;
use secrecy::SecretString;
use std::string::String;
use std::sync::Arc;

/// A client of the Secret Store. It is cheap to clone, and its clones share their connections.
///
/// Each method checks its parameters before it sends anything. It sends a request again after no answer and after 409, 429, 500 and above, as
/// [`Stripe-Should-Retry`](https://docs.stripe.com/error-low-level) advises.
///
/// # Dropped futures
///
/// A future that is dropped sends nothing more. Before its first poll it has sent nothing. Later, a find or a list is without effect, but a write that was sent
/// may have happened: find the secret, or create it again, which replaces it. A caller that needs the same write again passes the same
/// [`idempotency_key`](CallOptions::idempotency_key).
///
/// # Runtimes
///
/// Over reqwest, calls need a runtime of tokio with its timer and its I/O, such as that of `#[tokio::main]`. Without a runtime a call fails with
/// `unexpected_failure`, and sends nothing.
///
/// # Panics
///
/// A call panics in a runtime of tokio that was built without `enable_all`: tokio does so for its own timers and connections.
///
#[doc = include_str!("examples/client.md")] // A file of its own, since tests/clients/rust runs it.
#[derive(Clone)]
pub struct SecretStoreClient(Arc<Connection>);

impl SecretStoreClient {
    /// Begins a client with this key: the app owner's secret key in a backend.
    pub fn builder(api_key: impl Into<SecretString>) -> SecretStoreClientBuilder {
        SecretStoreClientBuilder::new(api_key.into())
    }

    /// Makes a client of Stripe's service with this key, and the default of each option.
    ///
    /// # Errors
    /// Those of [`build`](SecretStoreClientBuilder::build).
    pub fn new(api_key: impl Into<SecretString>) -> Result<Self> {
        Self::builder(api_key).build()
    }

    fn over(connection: Connection) -> Self {
        Self(Arc::new(connection))
    }

    /// Makes the same client for the account of a user who installed the app.
    ///
    /// # Errors
    /// `invalid_option` if the account is empty, or no text for a header.
    pub fn for_account(&self, account: impl Into<String>) -> Result<Self> {
        self.0.changed(|options| options.stripe_account = Some(account.into())).map(Self::over)
    }

    /// Makes the same client for one user: it refuses the scope of another one.
    ///
    /// # Errors
    /// `invalid_option` if the user is empty or has over 5,000 characters.
    pub fn for_user(&self, user: impl Into<String>) -> Result<Self> {
        self.0.changed(|options| options.user = Some(user.into())).map(Self::over)
    }

    /// Creates a secret, or replaces that of the same name and scope. The answer has no payload.
    ///
    /// # Errors
    /// Before anything is sent: `invalid_name`, `invalid_payload`, `invalid_scope`, `invalid_expiry`, `foreign_user` or `card_number`. From the service:
    /// `scope_full`, `permission_missing`, `app_uninstalled`, or any code of [`ErrorCode`] that has to do with a call.
    pub async fn create_secret(&self, params: CreateSecret) -> Result<Secret> {
        self.create_secret_with(params, CallOptions::default()).await
    }

    /// Creates a secret, with options for this call.
    ///
    /// # Errors
    /// Those of [`create_secret`](Self::create_secret); `invalid_option`.
    pub async fn create_secret_with(&self, params: CreateSecret, options: CallOptions) -> Result<Secret> {
        self.send_to_answer(Params::from(&params), &options).await
    }

    /// Finds a secret with its payload. Returns `None` only if Stripe says that there is no such secret.
    ///
    /// # Errors
    /// Before anything is sent: `invalid_name`, `invalid_scope` or `foreign_user`. From the service: any code of [`ErrorCode`] that has to do with a call.
    pub async fn find_secret(&self, params: FindSecret) -> Result<Option<Secret>> {
        self.find_secret_with(params, CallOptions::default()).await
    }

    /// Finds a secret, with options for this call.
    ///
    /// # Errors
    /// Those of [`find_secret`](Self::find_secret); `invalid_option`.
    pub async fn find_secret_with(&self, params: FindSecret, options: CallOptions) -> Result<Option<Secret>> {
        send::send(&self.0, Params::from(&params), &options).await
    }

    /// Lists a page of the secrets of a scope, without their payloads.
    ///
    /// # Errors
    /// Before anything is sent: `invalid_parameter`, `invalid_scope` or `foreign_user`. From the service: any code of [`ErrorCode`] that has to do with a call.
    pub async fn list_secrets(&self, params: ListSecrets) -> Result<SecretList> {
        self.list_secrets_with(params, CallOptions::default()).await
    }

    /// Lists a page, with options for this call.
    ///
    /// # Errors
    /// Those of [`list_secrets`](Self::list_secrets); `invalid_option`.
    pub async fn list_secrets_with(&self, params: ListSecrets, options: CallOptions) -> Result<SecretList> {
        self.send_to_answer(Params::from(&params), &options).await
    }

    /// Returns a pager over all secrets of a scope. Its pages have 100 secrets, unless `limit` names another number.
    pub fn all_secrets(&self, params: ListSecrets) -> AllSecrets {
        AllSecrets::new(self.clone(), params)
    }

    /// Deletes a secret.
    ///
    /// # Errors
    /// `not_found` if there is no such secret. Before anything is sent: `invalid_name`, `invalid_scope` or `foreign_user`. From the service: any code of
    /// [`ErrorCode`] that has to do with a call.
    pub async fn delete_secret(&self, params: DeleteSecret) -> Result<DeletedSecret> {
        self.delete_secret_with(params, CallOptions::default()).await
    }

    /// Deletes a secret, with options for this call.
    ///
    /// # Errors
    /// Those of [`delete_secret`](Self::delete_secret); `invalid_option`.
    pub async fn delete_secret_with(&self, params: DeleteSecret, options: CallOptions) -> Result<DeletedSecret> {
        self.send_to_answer(Params::from(&params), &options).await
    }

    /// Carries out a call that has an answer whenever it succeeds.
    async fn send_to_answer<A: Answer>(&self, params: Params<'_>, options: &CallOptions) -> Result<A> {
        let answer = send::send(&self.0, params, options).await?;
        answer.ok_or_else(|| Error::with_message(ErrorCode::UnreadableResponse, ErrorCode::UnreadableResponse.when()))
    }
}

/// Shows nothing of the client: it has a key.
impl fmt::Debug for SecretStoreClient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SecretStoreClient").finish_non_exhaustive()
    }
}
