//! A request's body, read within the limits.

use super::limits::Limits;
use http_body_util::BodyExt;
use hyper::body::{Body, Bytes};

/// The bytes beyond the limit that are read and dropped. A connection that is closed with unread bytes loses the answer.
const DISCARDED_BYTES: usize = 4 * 1024 * 1024;

/// The reason why a body is missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unread {
    /// It is over the limit.
    TooLarge,
    /// It took longer than it may.
    TooSlow,
    /// The client is gone.
    Gone,
}

/// Reads the whole body. With `may_ask` the client sends it only when it is asked to.
pub(super) async fn read<B>(mut body: B, limits: &Limits, may_ask: bool) -> Result<Vec<u8>, Unread>
where
    B: Body<Data = Bytes> + Unpin,
{
    if body.is_end_stream() {
        return Ok(Vec::new());
    }
    let is_over = |length: usize| length > limits.body_bytes;
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if may_ask && is_over(announced) {
        return Err(Unread::TooLarge);
    }
    let reading = async {
        let mut read = Vec::with_capacity(announced.min(limits.body_bytes));
        let mut length = 0_usize;
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame.map_err(|_| Unread::Gone)?.into_data() else { continue };
            length = length.saturating_add(data.len());
            if !is_over(length) {
                read.extend_from_slice(&data);
            } else if length > limits.body_bytes.saturating_add(DISCARDED_BYTES) {
                break;
            }
        }
        if is_over(length) { Err(Unread::TooLarge) } else { Ok(read) }
    };
    match tokio::time::timeout(limits.body_time, reading).await {
        Ok(read) => read,
        Err(_) if is_over(announced) => Err(Unread::TooLarge),
        Err(_) => Err(Unread::TooSlow),
    }
}

/// Returns whether the client waits for `100 Continue` before it sends the body.
pub(super) fn is_awaited(headers: &hyper::HeaderMap) -> bool {
    headers.get(hyper::header::EXPECT).is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"100-continue"))
}
