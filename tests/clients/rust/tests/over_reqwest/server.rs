//! A server of HTTP/1.1 that answers each request with prepared bytes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// A server. It ends with the test's runtime.
pub(crate) struct Server {
    pub(crate) url: String,
    requests: mpsc::UnboundedReceiver<String>,
    closed: mpsc::UnboundedReceiver<()>,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Starts a server that sends these bytes to each request, and then keeps the connection open.
    pub(crate) async fn start(answer: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (asked, requests) = mpsc::unbounded_channel();
        let (ended, closed) = mpsc::unbounded_channel();
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::Relaxed);
                let (answer, asked, ended) = (answer.clone(), asked.clone(), ended.clone());
                tokio::spawn(async move {
                    serve(stream, &answer, &asked).await;
                    let _ = ended.send(());
                });
            }
        });
        Self { url, requests, closed, connections }
    }

    /// Returns the next request, with its body.
    pub(crate) async fn request(&mut self) -> String {
        self.requests.recv().await.expect("a request")
    }

    /// Waits until the client has closed a connection.
    pub(crate) async fn closed(&mut self) {
        self.closed.recv().await.expect("a connection");
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

/// Answers each request until the connection is closed.
async fn serve(mut stream: TcpStream, answer: &str, asked: &mpsc::UnboundedSender<String>) {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut buffer).await {
        bytes.extend_from_slice(&buffer[..length]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if is_whole(&text) {
            bytes.clear();
            let _ = asked.send(text);
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    }
}

fn is_whole(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return false };
    let length = head.to_ascii_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    body.len() >= length.unwrap_or(0)
}

/// Returns an answer with this status line, header and body.
pub(crate) fn answer(status: &str, header: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n{header}\r\n\r\n{body}", body.len())
}
