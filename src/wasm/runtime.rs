//! What has to be linked although nothing uses it: the shipped module holds neither a panic nor an allocation. tests/package/traps.test.ts looks
//! for them in the binary.

use core::alloc::{GlobalAlloc, Layout};
use core::ptr::null_mut;

/// A panic would end as a trap, which JavaScript sees as a `RuntimeError`.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// Gives nothing. wasm-bindgen's own crate, of which the imports are, is linked with `alloc` and never calls it.
struct Nothing;

#[global_allocator]
static ALLOCATOR: Nothing = Nothing;

// SAFETY: null says that there is no memory, so that no block is ever handed out, nor given back.
unsafe impl GlobalAlloc for Nothing {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}
