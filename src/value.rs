//! The trait that reads a value from outside: a parameter, an option, an answer's JSON. Its kind is checked before it is read.
//!
//! The validation and the classification are written over this trait. They run natively in the tests, and over real JavaScript values in
//! the module.

use crate::field::{Field, FieldSet};
use crate::keyword::Keyword;
use core::cell::Cell;

numbered! {
    /// The kind of a value.
    Kind, 1:
    Undefined = "`undefined`, or a field that does not exist.";
    Null = "`null`.";
    True = "`true`.";
    False = "`false`.";
    Number = "A number: read it with [`Value::number`].";
    Text = "A string: read it with [`Value::text`].";
    Date = "A `Date`: its milliseconds are in [`Value::number`].";
    Array = "An array: [`Value::length`], [`Value::item`].";
    Object = "Any other object: [`Value::get`].";
    Function = "A function.";
    Promise = "A promise, which the caller has not awaited.";
    Other = "A symbol, a bigint, or a value that threw when it was read.";
}

impl Kind {
    /// Returns whether the value is `undefined` or `null`.
    pub fn is_absent(self) -> bool {
        matches!(self, Kind::Undefined | Kind::Null)
    }

    /// Returns whether the value is `true` or `false`.
    pub fn is_boolean(self) -> bool {
        matches!(self, Kind::True | Kind::False)
    }
}

/// The kinds of up to eight fields in the order of their numbers: four bits each, the first field's lowest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kinds(pub u32);

/// A set of kinds that a field may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KindSet(u16);

impl KindSet {
    /// Makes a set of these kinds.
    pub const fn of(kinds: &[Kind]) -> Self {
        let mut bits = 0;
        let mut rest = kinds;
        while let [kind, others @ ..] = rest {
            bits |= 1 << *kind as u16;
            rest = others;
        }
        Self(bits)
    }
}

impl Kinds {
    /// Returns whether each field's kind is in its set.
    pub fn are_in(self, allowed: &[KindSet]) -> bool {
        allowed.iter().enumerate().all(|(index, allowed)| allowed.0 >> (self.0 >> (4 * index) & 15) & 1 != 0)
    }
}

/// A handle to a value from outside.
pub trait Value: Copy {
    /// Returns the value's kind.
    fn kind(&self) -> Kind;

    /// Returns the number, or a date's milliseconds since 1970; NaN for any other value.
    fn number(&self) -> f64;

    /// Writes the text into `buffer` as UTF-8 and returns its length in bytes. Returns `None` for any other value, for a text that does not fit, and
    /// for half a surrogate pair, which UTF-8 cannot encode.
    fn text(&self, buffer: &[Cell<u8>]) -> Option<usize>;

    /// Returns the keyword that the text equals.
    fn keyword(&self) -> Option<Keyword>;

    /// Returns the UTF-16 units of a text or the items of an array; 0 for any other value.
    fn length(&self) -> u32;

    /// Returns whether both are the same text.
    fn equals(&self, other: &Self) -> bool;

    /// Returns a field of an object; `Undefined` where it does not exist.
    fn get(&self, field: Field) -> Self;

    /// Returns an item of an array; `Undefined` where it does not exist.
    fn item(&self, index: u32) -> Self;

    /// Returns whether an object has a field with a value that is not in `known`.
    fn has_unknown_field(&self, known: FieldSet) -> bool;

    /// Returns the kind of a field.
    fn kind_of(&self, field: Field) -> Kind {
        self.get(field).kind()
    }

    /// Returns the kinds of up to eight fields at once.
    fn kinds(&self, fields: FieldSet) -> Kinds {
        Kinds(fields.iter().enumerate().fold(0, |kinds, (index, field)| kinds | (self.kind_of(field) as u32) << (4 * index)))
    }

    /// Returns the keyword that a field's text equals.
    fn keyword_of(&self, field: Field) -> Option<Keyword> {
        self.get(field).keyword()
    }
}
