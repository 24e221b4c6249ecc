//! How a value from outside is read: a parameter, an option, an answer's JSON. Anything may be there, and
//! nothing is believed before it was looked at.
//!
//! The rules are written over this trait, so that they run natively in tests and over real JavaScript values in
//! the module, and are the same.

use crate::key::{Key, Keys};
use alloc::string::String;

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    /// Not there.
    Undefined,
    /// `null`
    Null,
    /// `true`
    True,
    /// `false`
    False,
    /// A number: read it with [`Value::number`].
    Number,
    /// A string: read it with [`Value::text`].
    Text,
    /// A `Date`: its milliseconds are in [`Value::number`].
    Date,
    /// An array: [`Value::length`], [`Value::item`].
    Array,
    /// Any other object: [`Value::get`].
    Object,
    /// A function.
    Function,
    /// A symbol, a bigint, or something that threw when it was looked at.
    Other,
}

impl Kind {
    /// All kinds, in the order of their numbers, by which JavaScript names them.
    pub const ALL: [Kind; 11] = [
        Kind::Undefined,
        Kind::Null,
        Kind::True,
        Kind::False,
        Kind::Number,
        Kind::Text,
        Kind::Date,
        Kind::Array,
        Kind::Object,
        Kind::Function,
        Kind::Other,
    ];

    /// Whether nothing was given.
    pub fn is_absent(self) -> bool {
        matches!(self, Kind::Undefined | Kind::Null)
    }
}

/// Why a value is no text that can be sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoText {
    /// It is something else.
    NotText,
    /// It is longer than asked for, and was not copied.
    TooLong,
    /// It holds half of a surrogate pair, which no UTF-8 can carry.
    LoneSurrogate,
}

/// A value from outside.
pub trait Value: Sized {
    /// What it is.
    fn kind(&self) -> Kind;

    /// The number, or a date's milliseconds since 1970; NaN for anything else.
    fn number(&self) -> f64;

    /// The text, if it has at most `most` UTF-16 units.
    ///
    /// # Errors
    /// Says why it is none; a text that is too long is not copied.
    fn text(&self, most: u32) -> Result<String, NoText>;

    /// A field of an object; `Undefined` where there is none.
    fn get(&self, key: Key) -> Self;

    /// How many items an array has; 0 for anything else.
    fn length(&self) -> u32;

    /// An item of an array; `Undefined` where there is none.
    fn item(&self, index: u32) -> Self;

    /// The first field of an object that has a value and is not in `known`, at most 64 characters of its name.
    fn stranger(&self, known: Keys) -> Option<String>;

    /// A field's text, if that is what it is: for what is only passed on, where anything else counts as not there.
    fn text_of(&self, key: Key, most: u32) -> Option<String> {
        self.get(key).text(most).ok()
    }
}
