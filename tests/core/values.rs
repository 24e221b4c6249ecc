//! Values for the native tests, as JavaScript's: a tree that is looked at through the same trait as a real one.

use std::cell::Cell;
use stripe_secret_store::key::{Key, Keys};
use stripe_secret_store::value::{Kind, Value};

/// A value of the outside.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Js {
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    /// Text with half a surrogate pair, which a `String` cannot hold.
    HalfPair,
    Date(f64),
    Array(Vec<Js>),
    Object(Vec<(String, Js)>),
    Function,
    Symbol,
}

/// A handle to a value: these live as long as the test.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outside(pub(crate) &'static Js);

static UNDEFINED: Js = Js::Undefined;

impl Js {
    pub(crate) fn held(self) -> Outside {
        Outside(Box::leak(Box::new(self)))
    }
}

impl From<&str> for Js {
    fn from(text: &str) -> Self {
        Js::Text(text.into())
    }
}

impl From<String> for Js {
    fn from(text: String) -> Self {
        Js::Text(text)
    }
}

impl From<f64> for Js {
    fn from(number: f64) -> Self {
        Js::Number(number)
    }
}

impl From<i32> for Js {
    fn from(number: i32) -> Self {
        Js::Number(number.into())
    }
}

impl From<bool> for Js {
    fn from(value: bool) -> Self {
        Js::Bool(value)
    }
}

/// An object literal: `object! { name: "a", limit: 1 }`.
#[macro_export]
macro_rules! object {
    ($($field:ident : $value:expr),* $(,)?) => {
        $crate::values::Js::Object(vec![$((stringify!($field).to_string(), $crate::values::Js::from($value))),*])
    };
}

impl Value for Outside {
    fn kind(&self) -> Kind {
        match self.0 {
            Js::Undefined => Kind::Undefined,
            Js::Null => Kind::Null,
            Js::Bool(true) => Kind::True,
            Js::Bool(false) => Kind::False,
            Js::Number(_) => Kind::Number,
            Js::Text(_) | Js::HalfPair => Kind::Text,
            Js::Date(_) => Kind::Date,
            Js::Array(_) => Kind::Array,
            Js::Object(_) => Kind::Object,
            Js::Function => Kind::Function,
            Js::Symbol => Kind::Other,
        }
    }

    fn number(&self) -> f64 {
        match self.0 {
            Js::Number(number) | Js::Date(number) => *number,
            _ => f64::NAN,
        }
    }

    fn text(&self, room: &[Cell<u8>]) -> Option<usize> {
        let Js::Text(text) = self.0 else { return None };
        let room = room.get(..text.len())?;
        room.iter().zip(text.bytes()).for_each(|(cell, byte)| cell.set(byte));
        Some(text.len())
    }

    fn word(&self) -> Option<Key> {
        Key::ALL.iter().copied().find(|key| matches!(self.0, Js::Text(text) if text == key.name()))
    }

    fn length(&self) -> u32 {
        match self.0 {
            Js::Text(text) => text.encode_utf16().count() as u32,
            Js::HalfPair => 1,
            Js::Array(items) => items.len() as u32,
            _ => 0,
        }
    }

    fn same(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    fn get(&self, key: Key) -> Self {
        match self.0 {
            Js::Object(fields) => {
                fields.iter().find(|(name, _)| name == key.name()).map_or(Outside(&UNDEFINED), |(_, value)| Outside(value))
            }
            _ => Outside(&UNDEFINED),
        }
    }

    fn item(&self, index: u32) -> Self {
        match self.0 {
            Js::Array(items) => items.get(index as usize).map_or(Outside(&UNDEFINED), Outside),
            _ => Outside(&UNDEFINED),
        }
    }

    fn has_stranger(&self, known: Keys) -> bool {
        let Js::Object(fields) = self.0 else { return false };
        let is_stranger = |(name, value): &(String, Js)| *value != Js::Undefined && !known.iter().any(|key| key.name() == name);
        fields.iter().any(is_stranger)
    }
}
