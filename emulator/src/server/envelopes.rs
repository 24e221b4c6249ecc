//! Stripe's error envelope for requests that never become one: hyper answers what it cannot read by itself, with a status and no body.
//! An SDK that gets such an answer says that it cannot read it; with an envelope it says what is wrong with the request.

use super::limits::Limits;
use crate::api_error::ApiError;
use crate::id;
use crate::response::{Outcome, Response};
use hyper::StatusCode;
use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Set in the numbers of requests that hyper refused, so that their ids differ from those of all others.
const UNREAD: u64 = 1 << 62;

/// A connection whose bare answers are given a body.
pub(super) struct Envelopes<T> {
    stream: T,
    limits: Limits,
    now: u64,
    /// The rest of the envelope that replaces a bare answer.
    instead: Vec<u8>,
    is_replaced: bool,
}

impl<T> Envelopes<T> {
    pub(super) fn new(stream: T, limits: Limits, now: u64) -> Self {
        Self { stream, limits, now, instead: Vec::new(), is_replaced: false }
    }

    /// Returns the whole answer that replaces a bare one, with the status that hyper chose.
    fn envelope(&self, status: u16) -> Vec<u8> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let message = match status {
            414 => "The address of a request may have 65,534 bytes at most.".to_owned(),
            431 => format!("The head of a request may have {} bytes and 100 headers at most.", self.limits.head_bytes),
            _ => "The request is not HTTP/1.1, or its head is malformed.".to_owned(),
        };
        let request_id = id::request(UNREAD | COUNT.fetch_add(1, Ordering::Relaxed), self.now);
        let response = Response::new(Outcome::Error(ApiError::new(status, message)), request_id);
        let reason = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()).unwrap_or_default();
        let mut text = format!("HTTP/1.1 {status} {reason}\r\n");
        for (name, value) in &response.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!("content-length: {}\r\nconnection: close\r\n\r\n{}", response.body.len(), response.body));
        text.into_bytes()
    }
}

/// Returns the status of an answer that hyper gives by itself: a head of the 400s without a body, and without the id that all of the emulator's have.
fn bare_status(bytes: &[u8]) -> Option<u16> {
    let head = std::str::from_utf8(bytes).ok()?;
    let status = head.strip_prefix("HTTP/1.1 4").or_else(|| head.strip_prefix("HTTP/1.0 4"))?.get(..2)?;
    let is_bare = head.ends_with("\r\n\r\n") && head.contains("content-length: 0\r\n") && !head.contains("request-id: ");
    is_bare.then(|| status.parse::<u16>().ok())?.map(|status| 400 + status)
}

impl<T: AsyncWrite + Unpin> Envelopes<T> {
    /// Writes what stands in the place of `bytes`, if it is a bare answer; nothing otherwise.
    fn poll_instead(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Option<Poll<Result<usize>>> {
        if !self.is_replaced {
            self.instead = self.envelope(bare_status(bytes)?);
            self.is_replaced = true;
        }
        while !self.instead.is_empty() {
            match Pin::new(&mut self.stream).poll_write(context, &self.instead) {
                Poll::Ready(Ok(written)) => drop(self.instead.drain(..written.min(self.instead.len()))),
                other => return Some(other),
            }
        }
        self.is_replaced = false;
        Some(Poll::Ready(Ok(bytes.len())))
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Envelopes<T> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, buffer)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Envelopes<T> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        let this = self.get_mut();
        match this.poll_instead(context, bytes) {
            Some(written) => written,
            None => Pin::new(&mut this.stream).poll_write(context, bytes),
        }
    }

    fn poll_write_vectored(self: Pin<&mut Self>, context: &mut Context<'_>, parts: &[IoSlice<'_>]) -> Poll<Result<usize>> {
        let this = self.get_mut();
        if let [only] = parts
            && let Some(written) = this.poll_instead(context, only)
        {
            return written;
        }
        Pin::new(&mut this.stream).poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::bare_status;

    #[test]
    fn distinguishes_answers_of_hyper_from_answers_of_the_emulator() {
        for (head, status) in [
            ("HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n", Some(431)),
            ("HTTP/1.0 400 Bad Request\r\ncontent-length: 0\r\ndate: today\r\n\r\n", Some(400)),
            ("HTTP/1.1 403 Forbidden\r\nrequest-id: req_1\r\ncontent-length: 0\r\n\r\n", None),
            ("HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}", None),
            ("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", None),
            ("HTTP/1.1 4", None),
            ("", None),
        ] {
            assert_eq!(bare_status(head.as_bytes()), status, "{head}");
        }
    }
}
