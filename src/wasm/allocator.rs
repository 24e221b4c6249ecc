//! The allocator of the shipped module: it wipes what it is given back, so that no payload lingers in memory which the page's
//! scripts can read, and it is 0.3 kB, where talc 5 took 2 and std's dlmalloc 8 (November 2026).
//!
//! Blocks have the sizes 16, 32, 64, … bytes. A freed block goes to the list of its size and is the next to be handed out; memory
//! grows by pages when a list is empty and what is left of the last page is too short. Nothing is ever joined or split, so memory is bounded by
//! the largest number of blocks of each size that were in use at once, and calls after the first reuse theirs.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::ptr::null_mut;

const PAGE: usize = 65_536;
const SMALLEST: u32 = 4;
const SIZES: usize = 28;

struct Wiping(UnsafeCell<State>);

struct State {
    /// The first free block of each size; each holds the address of the next in its first word.
    free: [*mut u8; SIZES],
    /// What is left of the memory got last.
    start: usize,
    end: usize,
}

// SAFETY: a module without the feature `atomics` runs on one thread.
unsafe impl Sync for Wiping {}

#[global_allocator]
static ALLOCATOR: Wiping = Wiping(UnsafeCell::new(State { free: [null_mut(); SIZES], start: 0, end: 0 }));

/// The number of the size that fits a layout. Blocks are aligned to their size, up to 16, which is more than anything here asks for.
fn size_of(layout: &Layout) -> usize {
    let bits = usize::BITS - layout.size().max(layout.align()).saturating_sub(1).leading_zeros();
    bits.saturating_sub(SMALLEST) as usize
}

// SAFETY: a block that is handed out is not on any list and lies in memory that was got from `memory.grow` for this allocator alone, so
// no two blocks overlap. It has at least the layout's size, and starts at a multiple of 16. `realloc` is the trait's own: it
// allocates, copies and comes through `dealloc` with the old block, so that this is wiped too.
unsafe impl GlobalAlloc for Wiping {
    // Not inlined: it would be, at every place that makes a text.
    #[inline(never)]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let size = size_of(&layout);
        // SAFETY: one thread, and no reference to the state outlives a call of this or of `dealloc`, neither of which calls the other.
        let state = unsafe { &mut *self.0.get() };
        let Some(free) = state.free.get_mut(size) else { return null_mut() };
        if !free.is_null() {
            let block = *free;
            // SAFETY: a block on a list is at least 16 bytes and holds the next one's address, or null.
            unsafe {
                *free = block.cast::<*mut u8>().read();
                block.cast::<*mut u8>().write(null_mut());
            }
            return block;
        }
        let bytes = 1 << (size as u32 + SMALLEST);
        if state.end - state.start < bytes {
            // What is left of the last page is given up: at most one page less a block, and only when a larger size comes.
            let pages = bytes.div_ceil(PAGE);
            let grown = core::arch::wasm32::memory_grow(0, pages);
            if grown == usize::MAX {
                return null_mut();
            }
            state.start = grown * PAGE;
            state.end = state.start + pages * PAGE;
        }
        let block = state.start as *mut u8;
        state.start += bytes;
        block
    }

    #[inline(never)]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as in `alloc`; the block is the caller's until here and as long as its layout says.
        unsafe {
            let state = &mut *self.0.get();
            block.write_bytes(0, layout.size());
            if let Some(free) = state.free.get_mut(size_of(&layout)) {
                block.cast::<*mut u8>().write(*free);
                *free = block;
            }
        }
    }
}
