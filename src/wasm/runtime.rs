//! The panic handler and the allocator, which have to be linked although the shipped module neither panics nor allocates.
//! tests/package/specs/traps.test.ts looks for them in the binary.

use core::alloc::{GlobalAlloc, Layout};
use core::ptr::null_mut;

/// Traps, which JavaScript sees as a `RuntimeError`.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// Always fails to allocate. wasm-bindgen links `alloc`, but this module never allocates.
struct NoMemory;

#[global_allocator]
static ALLOCATOR: NoMemory = NoMemory;

// SAFETY: null says that there is no memory, so that no block is ever handed out, nor given back.
unsafe impl GlobalAlloc for NoMemory {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}
