//! The memory that calls work in: fixed, and wiped when it is let go of.
//!
//! Nothing is allocated. The largest request has three texts of 5,000 characters, so its form has a largest size, and one text at a
//! time is between the outside and the form. So there is no allocation to fail and none that moves a payload and leaves a copy
//! behind, and the module is 0.3 kB smaller than with an allocator that wipes (November 2026).
//!
//! Forms lie one behind the other, as calls do: one that is begun while another is reading its parameters (by a getter, say) builds
//! its form behind the other's, and is done before that goes on.

use crate::error::{ErrorCode, Problem, Refusal};
use crate::key::Key;
use crate::limits::TEXT_CHARACTERS;
use core::cell::Cell;
use core::slice;

/// Bytes of the longest text that is read: a UTF-16 unit takes at most three, and a character at most two units.
pub const TEXT_BYTES: usize = 3 * 2 * TEXT_CHARACTERS;

/// Bytes of the longest form: three texts, each of whose characters takes at most four bytes, each of which becomes three; and
/// the names of its fields, with the short ones.
pub const FORM_BYTES: usize = 3 * (3 * 4 * TEXT_CHARACTERS) + 256;

/// For a call that finds no room: there is some for every call, unless it is begun while others are reading their parameters.
pub(crate) const FULL: Refusal = Refusal::new(ErrorCode::InvalidParameter, Problem::NoRoom, Key::Name);

/// The memory of one instance of the module.
pub struct Room {
    /// Cells, since a call that is begun meanwhile writes here too.
    forms: [Cell<u8>; FORM_BYTES],
    /// Where the form that is being built ends.
    used: Cell<usize>,
    text: [Cell<u8>; TEXT_BYTES],
}

impl Room {
    /// Empty room, 210 kB of it.
    #[allow(clippy::new_without_default, clippy::large_stack_frames)] // Made once, as a static or in a box.
    pub const fn new() -> Self {
        Self { forms: [const { Cell::new(0) }; FORM_BYTES], used: Cell::new(0), text: [const { Cell::new(0) }; TEXT_BYTES] }
    }

    /// A new form, behind those that are being built.
    pub(crate) fn form(&self) -> Form<'_> {
        Form { room: self, start: self.used.get(), end: self.used.get() }
    }

    /// The text that `read` writes into the cells it is given; it answers how many it filled, or that there is none.
    pub(crate) fn text(&self, read: impl FnOnce(&[Cell<u8>]) -> Option<usize>) -> Option<Text<'_>> {
        let cells = read(&self.text).and_then(|length| self.text.get(..length));
        cells.map(|cells| Text { cells })
    }

    /// Wipes all of it, after calls that were broken off.
    pub fn wipe(&self) {
        wipe(&self.forms);
        wipe(&self.text);
        self.used.set(0);
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        // Without a branch for each byte, so that a fuzzer's instrumented build can look after every call.
        let bits = |cells: &[Cell<u8>]| cells.iter().fold(0, |bits, cell| bits | cell.get());
        bits(&self.forms) | bits(&self.text) == 0 && self.used.get() == 0
    }
}

/// A form that is being built, or was. No `Debug`: it may hold a payload.
pub struct Form<'a> {
    room: &'a Room,
    start: usize,
    end: usize,
}

impl Form<'_> {
    /// Adds the bytes that `write` puts into the free cells, one after the other. It may look at nothing outside meanwhile: another call would write there too.
    #[inline]
    pub(crate) fn fill(&mut self, write: impl FnOnce(&mut slice::Iter<'_, Cell<u8>>) -> Option<()>) -> Option<()> {
        let mut free = self.room.forms.get(self.end..)?.iter();
        let done = write(&mut free);
        // Whether there was room for all or not: what was written has to be wiped with the rest.
        self.end = FORM_BYTES - free.len();
        self.room.used.set(self.end);
        done
    }

    /// Whether nothing was added yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// What was added: ASCII.
    pub fn bytes(&self) -> &[Cell<u8>] {
        self.room.forms.get(self.start..self.end).unwrap_or_default()
    }
}

impl Drop for Form<'_> {
    fn drop(&mut self) {
        wipe(self.bytes());
        self.room.used.set(self.start);
    }
}

/// A text from outside, as UTF-8. No `Debug`: it may be a payload.
pub(crate) struct Text<'a> {
    cells: &'a [Cell<u8>],
}

impl Text<'_> {
    pub(crate) fn length(&self) -> usize {
        self.cells.len()
    }

    pub(crate) fn bytes(&self) -> impl Iterator<Item = u8> + Clone {
        self.cells.iter().map(Cell::get)
    }
}

impl Drop for Text<'_> {
    fn drop(&mut self) {
        wipe(self.cells);
    }
}

/// Zeroes. These stores are seen from outside the module, which is why no compiler leaves them out.
#[inline(never)]
fn wipe(cells: &[Cell<u8>]) {
    for cell in cells {
        cell.set(0);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that cannot go on has failed.
mod tests {
    use super::*;
    use alloc::boxed::Box;
    use alloc::vec::Vec;

    fn written<'a>(room: &'a Room, bytes: &[u8]) -> Option<Form<'a>> {
        let mut form = room.form();
        add(&mut form, bytes)?;
        Some(form)
    }

    fn add(form: &mut Form<'_>, bytes: &[u8]) -> Option<()> {
        form.fill(|free| bytes.iter().try_for_each(|byte| free.next().map(|cell| cell.set(*byte))))
    }

    fn read(form: &Form<'_>) -> Vec<u8> {
        form.bytes().iter().map(Cell::get).collect()
    }

    #[test]
    fn what_is_let_go_of_is_wiped() {
        let room = Box::new(Room::new());
        let form = written(&room, b"payload=secret").unwrap();
        let text = room.text(|cells| {
            cells.iter().zip(b"secret").for_each(|(cell, byte)| cell.set(*byte));
            Some(6)
        });
        assert!(!room.is_empty());
        drop((form, text));
        assert!(room.is_empty());
    }

    #[test]
    fn a_call_within_a_call_has_a_form_of_its_own() {
        let room = Box::new(Room::new());
        let mut outer = written(&room, b"a=1").unwrap();
        let inner = written(&room, b"b=2").unwrap();
        assert_eq!((read(&outer).as_slice(), read(&inner).as_slice()), (&b"a=1"[..], &b"b=2"[..]));
        drop(inner);
        add(&mut outer, b"&c=3").unwrap();
        assert_eq!(read(&outer), b"a=1&c=3");
        drop(outer);
        assert!(room.is_empty());
    }

    #[test]
    fn a_call_within_that_never_ended_does_no_harm_to_the_one_around_it() {
        let room = Box::new(Room::new());
        let mut outer = written(&room, b"a=1").unwrap();
        // As when JavaScript throws through it, which runs no destructor.
        core::mem::forget(written(&room, b"b=2"));
        add(&mut outer, b"&c=3").unwrap();
        assert_eq!(read(&outer), b"a=1&c=3");
    }

    #[test]
    fn what_does_not_fit_is_said_and_wiped() {
        let room = Box::new(Room::new());
        assert!(written(&room, &[b'a'; FORM_BYTES]).is_some());
        assert!(written(&room, &[b'a'; FORM_BYTES + 1]).is_none());
        assert!(room.is_empty());
        assert!(room.text(|_| Some(TEXT_BYTES + 1)).is_none());
    }
}
