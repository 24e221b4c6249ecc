//! How a value from outside is read: a parameter, an option, an answer's JSON. Anything may be there, and
//! nothing is believed before it was looked at.
//!
//! The rules are written over this trait, so that they run natively in tests and over real JavaScript values in
//! the module, and are the same.

use crate::key::{Key, Keys};
use core::cell::Cell;

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

    /// The kind with this number.
    pub fn numbered(number: i32) -> Kind {
        Kind::ALL.get(number as usize).copied().unwrap_or(Kind::Other)
    }

    /// Whether nothing was given.
    pub fn is_absent(self) -> bool {
        matches!(self, Kind::Undefined | Kind::Null)
    }

    /// Whether it is `true` or `false`.
    pub fn is_boolean(self) -> bool {
        matches!(self, Kind::True | Kind::False)
    }
}

/// The kinds of up to eight fields, in the order of their keys: four bits each, those of the first lowest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kinds(pub u32);

impl Kinds {
    /// A set of kinds: what a field may be.
    pub const fn any(kinds: &[Kind]) -> u16 {
        let mut bits = 0;
        let mut rest = kinds;
        while let [kind, others @ ..] = rest {
            bits |= 1 << *kind as u16;
            rest = others;
        }
        bits
    }

    /// Whether each field is one of what it may be.
    pub fn fit(self, allowed: &[u16]) -> bool {
        allowed.iter().enumerate().all(|(place, allowed)| allowed >> (self.0 >> (4 * place) & 15) & 1 != 0)
    }
}

/// A value from outside: a handle, by which it is looked at where it lies.
pub trait Value: Copy {
    /// What it is.
    fn kind(&self) -> Kind;

    /// The number, or a date's milliseconds since 1970; NaN for anything else.
    fn number(&self) -> f64;

    /// Writes the text into `room` as UTF-8 and says how many bytes it takes; nothing for anything else, for what does not fit, and for
    /// half a surrogate pair, which no UTF-8 can carry.
    fn text(&self, room: &[Cell<u8>]) -> Option<usize>;

    /// The known word that the text is.
    fn word(&self) -> Option<Key>;

    /// UTF-16 units of a text, items of an array; 0 for anything else.
    fn length(&self) -> u32;

    /// Whether both are the same text.
    fn same(&self, other: &Self) -> bool;

    /// A field of an object; `Undefined` where there is none.
    fn get(&self, key: Key) -> Self;

    /// An item of an array; `Undefined` where there is none.
    fn item(&self, index: u32) -> Self;

    /// Whether an object has a field with a value that is not in `known`.
    fn has_stranger(&self, known: Keys) -> bool;

    /// What a field is.
    fn kind_of(&self, key: Key) -> Kind {
        self.get(key).kind()
    }

    /// What up to eight fields are, all at once.
    fn kinds(&self, keys: Keys) -> Kinds {
        Kinds(keys.iter().enumerate().fold(0, |kinds, (place, key)| kinds | (self.kind_of(key) as u32) << (4 * place)))
    }

    /// The known word that a field's text is.
    fn word_of(&self, key: Key) -> Option<Key> {
        self.get(key).word()
    }
}
