//! The scratch buffer that the module's calls share.

use crate::scratch::Scratch;

struct OneThread(Scratch);

// SAFETY: a module without the feature `atomics` runs on one thread.
unsafe impl Sync for OneThread {}

static SCRATCH: OneThread = OneThread(Scratch::new());

/// Returns the module's scratch buffer.
pub(super) fn scratch() -> &'static Scratch {
    &SCRATCH.0
}
