//! What a client may do to the server.

use std::time::Duration;

/// The limits, which tests make small.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The bytes of a head, that is, of the request line and the headers.
    pub head_bytes: usize,
    /// How long a head may take, from the moment when one is awaited. A connection without requests is closed after it.
    pub head_time: Duration,
    /// The bytes of a body.
    pub body_bytes: usize,
    /// How long a body may take.
    pub body_time: Duration,
    /// How long a fault may keep a client without any answer.
    pub hang_time: Duration,
    /// How long a write may wait for others to be done with the file.
    pub write_wait: Duration,
    /// How long requests under way may take when the server stops.
    pub stop: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head_bytes: 128 * 1024,
            head_time: Duration::from_secs(10),
            body_bytes: 256 * 1024,
            body_time: Duration::from_secs(10),
            hang_time: Duration::from_secs(600),
            write_wait: Duration::from_secs(10),
            stop: Duration::from_secs(5),
        }
    }
}
