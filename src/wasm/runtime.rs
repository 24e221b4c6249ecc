//! What std would bring: an allocator and a panic handler. Only in the shipped module, where std stays out: its own of both cost 14 kB.

use core::alloc::{GlobalAlloc, Layout};
use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};

/// An allocator that wipes what it is given back, so that no payload or key lingers in memory that a page's scripts can read.
struct Wiping(WasmDynamicTalc);

#[global_allocator]
static ALLOCATOR: Wiping = Wiping(new_wasm_dynamic_allocator());

// SAFETY: every call goes to talc with the caller's own arguments, so talc's guarantees are ours. `dealloc` writes zeros only to
// the block that the caller gives up, whose size is the layout's. `realloc` is the trait's own: it allocates, copies and comes
// through `dealloc` with the old block.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        unsafe { self.0.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as above. The compiler may not drop these writes as dead: it does not know what talc does with the block.
        unsafe {
            block.write_bytes(0, layout.size());
            self.0.dealloc(block, layout);
        }
    }
}

/// A panic ends as a trap, which JavaScript sees as a `RuntimeError`.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
