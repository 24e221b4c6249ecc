//! The limits for clients.

use std::time::Duration;

/// The limits, which tests make small.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The bytes of a head, that is, of the request line and the headers.
    pub head_bytes: usize,
    /// The time limit for a request's head, from the moment when the server waits for it. A connection without requests is closed after it.
    pub head_time: Duration,
    /// The bytes of a body.
    pub body_bytes: usize,
    /// The time limit for a body.
    pub body_time: Duration,
    /// The longest time that a fault keeps a client without an answer.
    pub hang_time: Duration,
    /// The longest time that a write waits for other users of the file.
    pub write_wait: Duration,
    /// The time limit for requests under way when the server stops.
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
