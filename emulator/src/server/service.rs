//! The emulator as a [`tower_service::Service`]: a test calls it in its own process, without a connection.

use super::guard::Guard;
use super::reply::Reply;
use super::shared::Shared;
use super::{CONTROL, Dropped, Kind, Limits, api, control};
use crate::engine::Engine;
use crate::memory::MemoryStore;
use crate::store::Store;
use crate::world::World;
use axum::Router;
use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::{Request, Response};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::watch;
use tower_service::Service;

/// The emulator as a [`Service`]. It answers what the server answers: `/v1`, and the control routes below `/_emulator`.
///
/// It needs the runtime of tokio. A clone shares the engine. It deletes what has expired when a request meets it. `SecretStoreService::default()` has a store in
/// memory and the default world. It begins without secrets: only a server and `POST /_emulator/reset` store those of the world.
///
/// ```
/// use hyper::Request;
/// use secret_store_emulator::server::SecretStoreService;
/// use tower::ServiceExt;
///
/// # #[tokio::main]
/// # async fn main() {
/// let service = SecretStoreService::default();
/// let request = Request::post("/v1/apps/secrets")
///     .header("Authorization", "Bearer sk_test_app_a")
///     .body("name=token&payload=made-up&scope[type]=account".to_owned())
///     .unwrap();
/// let response = service.oneshot(request).await.unwrap();
/// assert_eq!(response.status(), 200);
/// # }
/// ```
pub struct SecretStoreService<S> {
    shared: Arc<Shared<S>>,
    router: Router,
    /// Stays false. A fault that hangs waits for it, at most as long as the limits say.
    _stopping: Arc<watch::Sender<bool>>,
}

impl<S> Clone for SecretStoreService<S> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), router: self.router.clone(), _stopping: Arc::clone(&self._stopping) }
    }
}

impl<S: Store + 'static> SecretStoreService<S> {
    /// Serves an engine. `kind` is the kind of its store.
    pub fn new(engine: impl Into<Arc<Engine<S>>>, kind: Kind) -> Self {
        let (stopping, stops) = watch::channel(false);
        let shared = Arc::new(Shared::new(engine.into(), kind, Vec::new(), Limits::default(), Guard::default(), stops));
        Self { router: control::router(Arc::clone(&shared)), shared, _stopping: Arc::new(stopping) }
    }
}

impl Default for SecretStoreService<MemoryStore> {
    fn default() -> Self {
        Self::new(Engine::new(MemoryStore::default(), World::default()), Kind::Memory)
    }
}

impl<S, B> Service<Request<B>> for SecretStoreService<S>
where
    S: Store + 'static,
    B: Body<Data = Bytes> + Send + 'static,
    B::Error: Send,
{
    type Response = Response<ResponseBody>;
    type Error = Dropped;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Dropped>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Dropped>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let (shared, router) = (Arc::clone(&self.shared), self.router.clone());
        Box::pin(async move { Ok(answer(&shared, &router, request.map(Box::pin)).await?.map(ResponseBody)) })
    }
}

/// Answers a request of a connection or of a caller in this process.
pub(super) async fn answer<S, B>(shared: &Arc<Shared<S>>, router: &Router, request: Request<B>) -> Result<Response<Reply>, Dropped>
where
    S: Store + 'static,
    B: Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: Send,
{
    let is_control = request.uri().path().strip_prefix(CONTROL).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if is_control {
        // Boxed, so that the common path stays small.
        return Box::pin(control::answer(Arc::clone(shared), request, |request| routed(router.clone(), request))).await;
    }
    api::answer(shared, request).await
}

async fn routed(mut router: Router, request: axum::extract::Request) -> Result<axum::response::Response, Infallible> {
    router.call(request).await
}

/// The body of a response. After a fault that cuts it, it ends with an error.
pub struct ResponseBody(Reply);

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Pin::new(&mut self.0).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
