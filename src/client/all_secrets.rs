//! All secrets of a scope, page after page.

use super::SecretStoreClient;
use super::answer::Secret;
use super::error::{Error, Result};
use super::params::ListSecrets;
use crate::error::ErrorCode;
use std::collections::HashSet;
use std::string::String;
use std::vec::{self, Vec};

/// The size of a page, unless the caller names one: the largest.
const PAGE: u32 = 100;

/// A pager over all secrets of a scope, by [`SecretStoreClient::all_secrets`]. It asks for a page when the one before is used up, and only then.
///
/// Secrets that another program creates or deletes meanwhile may be missing. Collect them before you delete: the next page begins behind the last secret of the
/// one before.
///
#[doc = include_str!("examples/all_secrets.md")]
#[must_use = "a pager sends nothing before it is asked for a secret"]
#[derive(Debug)]
pub struct AllSecrets<'a> {
    client: &'a SecretStoreClient,
    params: ListSecrets,
    page: vec::IntoIter<Secret>,
    has_more: bool,
    cursors: HashSet<Option<String>>,
}

impl<'a> AllSecrets<'a> {
    pub(super) fn new(client: &'a SecretStoreClient, params: ListSecrets) -> Self {
        let params = ListSecrets { limit: params.limit.or(Some(PAGE)), ..params };
        Self { client, params, page: Vec::new().into_iter(), has_more: true, cursors: HashSet::new() }
    }

    /// Returns the next secret, or `None` after the last. After an error it returns `None`.
    ///
    /// A future that is dropped loses no secret: the next one asks for the same page.
    ///
    /// # Errors
    /// Those of [`list_secrets`](SecretStoreClient::list_secrets); `invalid_parameter` for `ending_before`; `unreadable_response` if the pages go round in
    /// circles.
    pub async fn try_next(&mut self) -> Result<Option<Secret>> {
        loop {
            if let Some(secret) = self.page.next() {
                return Ok(Some(secret));
            }
            if !self.has_more {
                return Ok(None);
            }
            self.read_page().await.inspect_err(|_| self.has_more = false)?;
        }
    }

    /// Returns all secrets that are left.
    ///
    /// # Errors
    /// Those of [`try_next`](Self::try_next).
    pub async fn try_collect(mut self) -> Result<Vec<Secret>> {
        let mut secrets = Vec::new();
        while let Some(secret) = self.try_next().await? {
            secrets.push(secret);
        }
        Ok(secrets)
    }

    async fn read_page(&mut self) -> Result<()> {
        if self.params.ending_before.is_some() {
            return Err(Error::with_message(ErrorCode::InvalidParameter, "ending_before is not supported: use starting_after."));
        }
        if self.cursors.contains(&self.params.starting_after) {
            let message = "The pages of the list go round in circles: try again later.";
            return Err(Error::with_message(ErrorCode::UnreadableResponse, message));
        }
        let answer = self.client.list_secrets(self.params.clone()).await?;
        self.cursors.insert(self.params.starting_after.take());
        self.params.starting_after = answer.data.last().map(|secret| secret.id.clone());
        self.has_more = answer.has_more && !answer.data.is_empty();
        self.page = answer.data.into_iter();
        Ok(())
    }
}
