//! The room that the module's calls share.

use crate::room::Room;

struct OneThread(Room);

// SAFETY: a module without the feature `atomics` runs on one thread.
unsafe impl Sync for OneThread {}

static ROOM: OneThread = OneThread(Room::new());

/// The module's room.
pub(super) fn room() -> &'static Room {
    &ROOM.0
}
