//! The scratch buffer of a call: fixed memory that is wiped after use.
//!
//! Nothing is allocated. The largest request has three texts of 5,000 characters, so its form has a largest size, and one text at a
//! time is between the outside and the form. So no allocation can fail, and none moves a payload and leaves a copy
//! behind. The module is 0.3 kB smaller than with an allocator that wipes (November 2026).

use crate::limits::TEXT_CHARACTERS;
use core::cell::Cell;
use core::slice;

/// Bytes of the longest text that is read: a UTF-16 unit takes at most three, and a character at most two units.
pub const TEXT_BYTES: usize = 3 * 2 * TEXT_CHARACTERS;

/// Bytes of the longest form: three texts with at most four bytes per character, three for each byte; and the names of
/// its fields, with the short values.
pub const FORM_BYTES: usize = 3 * (3 * 4 * TEXT_CHARACTERS) + 256;

/// The memory of one instance of the module, for one call at a time.
pub struct Scratch {
    /// Cells, since JavaScript writes and reads here too.
    form: [Cell<u8>; FORM_BYTES],
    text: [Cell<u8>; TEXT_BYTES],
}

impl Scratch {
    /// Makes an empty buffer of 210 kB.
    #[allow(clippy::new_without_default, clippy::large_stack_frames)] // Made once, as a static or in a box.
    pub const fn new() -> Self {
        Self { form: [const { Cell::new(0) }; FORM_BYTES], text: [const { Cell::new(0) }; TEXT_BYTES] }
    }

    /// Begins a form.
    pub(crate) fn form(&self) -> Form<'_> {
        Form { cells: &self.form, length: 0 }
    }

    /// Returns the text that `read` writes into the cells. `read` returns how many it filled.
    pub(crate) fn text(&self, read: impl FnOnce(&[Cell<u8>]) -> Option<usize>) -> Option<Text<'_>> {
        let cells = read(&self.text).and_then(|length| self.text.get(..length));
        cells.map(|cells| Text { cells })
    }

    /// Wipes all of it, after a call that was aborted by an exception.
    pub fn wipe(&self) {
        wipe(&self.form);
        wipe(&self.text);
    }

    /// Returns whether it is wiped.
    pub fn is_empty(&self) -> bool {
        // Without a branch for each byte, so that a fuzzer's instrumented build can look after every call.
        let bits = |cells: &[Cell<u8>]| cells.iter().fold(0, |bits, cell| bits | cell.get());
        bits(&self.form) | bits(&self.text) == 0
    }
}

/// A form. No `Debug`: it may hold a payload.
pub struct Form<'a> {
    cells: &'a [Cell<u8>],
    length: usize,
}

impl Form<'_> {
    /// Adds the bytes that `write` puts into the free cells, one after the other.
    #[inline]
    pub(crate) fn fill(&mut self, write: impl FnOnce(&mut slice::Iter<'_, Cell<u8>>) -> Option<()>) -> Option<()> {
        let mut free = self.cells.get(self.length..)?.iter();
        let done = write(&mut free);
        // Counts all written bytes, also after a failure, because all of them must be wiped.
        self.length = FORM_BYTES - free.len();
        done
    }

    /// Returns whether nothing was added yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Returns the bytes that were added: ASCII.
    pub fn bytes(&self) -> &[Cell<u8>] {
        self.cells.get(..self.length).unwrap_or_default()
    }
}

impl Drop for Form<'_> {
    fn drop(&mut self) {
        wipe(self.bytes());
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

/// Zeroes cells. JavaScript can see these stores, which is why no compiler leaves them out.
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

    fn written<'a>(scratch: &'a Scratch, bytes: &[u8]) -> Option<Form<'a>> {
        let mut form = scratch.form();
        add(&mut form, bytes)?;
        Some(form)
    }

    fn add(form: &mut Form<'_>, bytes: &[u8]) -> Option<()> {
        form.fill(|free| bytes.iter().try_for_each(|byte| free.next().map(|cell| cell.set(*byte))))
    }

    #[test]
    fn wipes_a_form_and_a_text_when_they_are_dropped() {
        let scratch = Box::new(Scratch::new());
        let mut form = written(&scratch, b"payload=secret").unwrap();
        add(&mut form, b"&c=3").unwrap();
        assert_eq!(form.bytes().iter().map(Cell::get).collect::<Vec<_>>(), b"payload=secret&c=3");
        let text = scratch.text(|cells| {
            cells.iter().zip(b"secret").for_each(|(cell, byte)| cell.set(*byte));
            Some(6)
        });
        assert!(!scratch.is_empty());
        drop((form, text));
        assert!(scratch.is_empty());
    }

    #[test]
    fn wipes_the_leftovers_of_an_exception() {
        let scratch = Box::new(Scratch::new());
        // As when JavaScript throws through a call, which runs no destructor.
        core::mem::forget(written(&scratch, b"payload=secret"));
        assert!(!scratch.is_empty());
        scratch.wipe();
        assert!(scratch.is_empty());
    }

    #[test]
    fn reports_and_wipes_a_text_that_does_not_fit() {
        let scratch = Box::new(Scratch::new());
        assert!(written(&scratch, &[b'a'; FORM_BYTES]).is_some());
        assert!(written(&scratch, &[b'a'; FORM_BYTES + 1]).is_none());
        assert!(scratch.is_empty());
        assert!(scratch.text(|_| Some(TEXT_BYTES + 1)).is_none());
    }
}
