//! The end of standard input. It tells the server that the program that started it is gone, even where that was killed.

use std::io::Read;
use tokio::sync::oneshot;

/// Resolves when standard input ends. Never resolves unless `is_watched`.
pub(super) async fn ended(is_watched: bool) {
    let (end, ended) = oneshot::channel::<()>();
    if is_watched {
        // A thread of its own: a read cannot be cancelled, and the runtime would wait for it at the end.
        std::thread::spawn(move || {
            let mut ignored = [0; 256];
            while matches!(std::io::stdin().read(&mut ignored), Ok(1..)) {}
            let _ = end.send(());
        });
        let _ = ended.await;
    } else {
        std::future::pending::<()>().await;
    }
}
