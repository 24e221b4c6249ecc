//! Sends an answer, half of one, or nothing over the connection.

use hyper::body::{Body, Bytes, Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Sleep;

/// The time limit for sending the half of a cut answer.
const PAUSE: Duration = Duration::from_millis(50);

/// Says that a fault gives no answer: a server closes the connection.
#[derive(Debug)]
pub struct Dropped;

impl std::fmt::Display for Dropped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("closed on purpose")
    }
}

impl std::error::Error for Dropped {}

/// The body of an answer.
pub(super) enum Reply {
    /// All of it; nothing once it is sent.
    Whole(Option<Bytes>),
    /// Its first half, while the length of all of it is said.
    Cut {
        /// Nothing once it is sent.
        half: Option<Bytes>,
        /// Of the whole.
        length: u64,
        /// Time for the half to go out: a body's failure takes what is not yet sent with it.
        pause: Pin<Box<Sleep>>,
    },
    /// One of the control routes'.
    Control(axum::body::Body),
}

impl Reply {
    pub(super) fn whole(text: String) -> Self {
        Self::Whole((!text.is_empty()).then(|| text.into()))
    }

    pub(super) fn cut(text: String) -> Self {
        let length = text.len() as u64;
        let mut half = Bytes::from(text);
        half.truncate(half.len() / 2);
        Self::Cut { half: Some(half), length, pause: Box::pin(tokio::time::sleep(PAUSE)) }
    }
}

impl Body for Reply {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match self.get_mut() {
            Self::Whole(body) => Poll::Ready(body.take().map(|body| Ok(Frame::data(body)))),
            Self::Cut { half, pause, .. } => match half.take() {
                Some(half) if !half.is_empty() => Poll::Ready(Some(Ok(Frame::data(half)))),
                _ => pause.as_mut().poll(context).map(|()| Some(Err(Dropped.into()))),
            },
            Self::Control(body) => Pin::new(body).poll_frame(context).map_err(Into::into),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(body) => body.is_none(),
            Self::Cut { .. } => false,
            Self::Control(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(body) => SizeHint::with_exact(body.as_ref().map_or(0, |body| body.len() as u64)),
            Self::Cut { length, .. } => SizeHint::with_exact(*length),
            Self::Control(body) => body.size_hint(),
        }
    }
}
