//! All secrets of a scope, page after page.

use super::SecretStoreClient;
use super::answer::{Secret, SecretList};
use super::error::{Error, Result};
use super::params::ListSecrets;
use crate::error::ErrorCode;
use core::fmt;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use futures_core::Stream;
use futures_core::stream::FusedStream;
use std::boxed::Box;
use std::collections::HashSet;
use std::string::String;
use std::vec::{self, Vec};

/// The size of a page, unless the caller names one: the largest.
const PAGE: u32 = 100;

/// A request for a page. In WebAssembly it stays on its thread.
#[cfg(not(target_family = "wasm"))]
type Request = Pin<Box<dyn Future<Output = Result<SecretList>> + Send>>;
#[cfg(target_family = "wasm")]
type Request = Pin<Box<dyn Future<Output = Result<SecretList>>>>;

/// A pager over all secrets of a scope, by [`SecretStoreClient::all_secrets`]. It asks for a page when the one before is used up, and only then.
///
/// It is a [`Stream`], and has the two methods that a program needs without a library for streams. After an error it ends.
///
/// Secrets that another program creates or deletes meanwhile may be missing. Collect them before you delete: the next page begins behind the last secret of the
/// one before.
///
#[doc = include_str!("examples/all_secrets.md")]
#[must_use = "a pager sends nothing before it is asked for a secret"]
pub struct AllSecrets {
    client: SecretStoreClient,
    params: ListSecrets,
    page: vec::IntoIter<Secret>,
    has_more: bool,
    cursors: HashSet<Option<String>>,
    pending: Option<Request>,
}

impl AllSecrets {
    pub(super) fn new(client: SecretStoreClient, params: ListSecrets) -> Self {
        let params = ListSecrets { limit: params.limit.or(Some(PAGE)), ..params };
        Self { client, params, page: Vec::new().into_iter(), has_more: true, cursors: HashSet::new(), pending: None }
    }

    /// Returns the next secret, or `None` after the last. After an error it returns `None`.
    ///
    /// A future that is dropped loses no secret: the next one waits for the same page. A pager that is dropped aborts its request.
    ///
    /// # Errors
    /// Those of [`list_secrets`](SecretStoreClient::list_secrets); `invalid_parameter` for `ending_before`; `unreadable_response` if the pages go round in
    /// circles.
    pub async fn try_next(&mut self) -> Result<Option<Secret>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
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

    /// Begins to read the next page.
    fn request(&mut self) -> Result<Request> {
        if self.params.ending_before.is_some() {
            return Err(Error::with_message(ErrorCode::InvalidParameter, "ending_before is not supported: use starting_after."));
        }
        if !self.cursors.insert(self.params.starting_after.clone()) {
            let message = "The pages of the list go round in circles: try again later.";
            return Err(Error::with_message(ErrorCode::UnreadableResponse, message));
        }
        let (client, params) = (self.client.clone(), self.params.clone());
        Ok(Box::pin(async move { client.list_secrets(params).await }))
    }

    /// Reads the next page. Its request is kept until it ends.
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Result<()>> {
        let mut request = match self.pending.take() {
            Some(request) => request,
            None => self.request()?,
        };
        let Poll::Ready(answer) = request.as_mut().poll(context) else {
            self.pending = Some(request);
            return Poll::Pending;
        };
        let SecretList { data, has_more } = answer?;
        self.params.starting_after = data.last().map(|secret| secret.id.clone());
        self.has_more = has_more && !data.is_empty();
        self.page = data.into_iter();
        Poll::Ready(Ok(()))
    }
}

impl Stream for AllSecrets {
    type Item = Result<Secret>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(secret) = self.page.next() {
                return Poll::Ready(Some(Ok(secret)));
            }
            if !self.has_more {
                return Poll::Ready(None);
            }
            if let Err(error) = ready!(self.poll_page(context)) {
                self.has_more = false;
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let length = self.page.len();
        (length, (!self.has_more).then_some(length))
    }
}

impl FusedStream for AllSecrets {
    fn is_terminated(&self) -> bool {
        !self.has_more && self.page.len() == 0
    }
}

impl fmt::Debug for AllSecrets {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("AllSecrets").field("params", &self.params).finish_non_exhaustive()
    }
}
