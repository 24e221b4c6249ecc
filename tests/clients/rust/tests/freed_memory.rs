//! Looks at all memory that a write gives back: none may hold the payload. `EMULATOR_URL` names the emulator.

use std::alloc::{GlobalAlloc, Layout, System};
use std::slice;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use stripe_secret_store::{CreateSecret, ErrorCode, Scope, SecretStoreClient};

/// Letters and digits, which stand for themselves in a form.
const PAYLOAD: &str = "Zq8vK3mPayloadThatIsMadeUp";

/// Says whether to look. The other one counts the blocks that were given back with the payload in them.
static LOOKS: AtomicBool = AtomicBool::new(false);
static PAYLOADS: AtomicUsize = AtomicUsize::new(0);

struct Watched;

#[global_allocator]
static ALLOCATOR: Watched = Watched;

// SAFETY: it passes each call through to the system's allocator. `realloc` is the default one, which gives the old block back here.
unsafe impl GlobalAlloc for Watched {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's. The memory is zeroed, so that no block holds what another one held.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, address: *mut u8, layout: Layout) {
        if LOOKS.load(Ordering::Relaxed) {
            // SAFETY: the block has this size, and all of it was initialised by `alloc`.
            let bytes = unsafe { slice::from_raw_parts(address, layout.size()) };
            let has_payload = bytes.windows(PAYLOAD.len()).any(|window| window == PAYLOAD.as_bytes());
            PAYLOADS.fetch_add(usize::from(has_payload), Ordering::Relaxed);
        }
        // SAFETY: the caller's.
        unsafe { System.dealloc(address, layout) };
    }
}

#[tokio::test]
async fn gives_no_memory_back_that_holds_the_payload_of_a_write() {
    LOOKS.store(true, Ordering::Relaxed);
    drop(format!("it finds {PAYLOAD}"));
    assert_eq!(PAYLOADS.swap(0, Ordering::Relaxed), 1);

    let url = std::env::var("EMULATOR_URL").expect("EMULATOR_URL");
    let secrets = SecretStoreClient::builder("sk_test_app_a").base_url(url).stripe_account("acct_cactus").build().unwrap();
    let create = |name: &str| CreateSecret::new(name, PAYLOAD, Scope::user("usr_of_memory"));
    secrets.create_secret(create("token")).await.unwrap();
    // Refused by the client, and by the service.
    assert_eq!(secrets.create_secret(create("4242424242424242")).await.unwrap_err().code(), ErrorCode::CardNumber);
    let foreign = secrets.for_account("acct_unknown").unwrap();
    foreign.create_secret(create("token")).await.unwrap_err();
    assert_eq!(PAYLOADS.load(Ordering::Relaxed), 0);
}
