//! Values as JavaScript's, for the native tests and the fuzz targets: a tree that is read through the same trait as real ones.

use std::cell::Cell;
use stripe_secret_store::field::{Field, FieldSet};
use stripe_secret_store::keyword::Keyword;
use stripe_secret_store::value::{Kind, Value};

/// A value of the outside.
#[derive(Clone, PartialEq, Debug)]
pub enum Js {
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    /// Text with half a surrogate pair, which a `String` cannot hold.
    HalfPair,
    Date(f64),
    Array(Vec<Js>),
    /// Of two fields of the same name the first one counts.
    Object(Vec<(String, Js)>),
    Function,
    Symbol,
    Promise,
}

/// A handle to a value.
#[derive(Clone, Copy, Debug)]
pub struct Handle<'a>(pub &'a Js);

static UNDEFINED: Js = Js::Undefined;

impl Js {
    /// Returns a field of an object.
    pub fn field(&self, field: Field) -> &Js {
        let Js::Object(fields) = self else { return &UNDEFINED };
        fields.iter().find(|(name, _)| name == field.name()).map_or(&UNDEFINED, |(_, value)| value)
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

impl From<Keyword> for Js {
    fn from(keyword: Keyword) -> Self {
        Js::from(keyword.as_str())
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

impl Value for Handle<'_> {
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
            Js::Promise => Kind::Promise,
        }
    }

    fn number(&self) -> f64 {
        match self.0 {
            Js::Number(number) | Js::Date(number) => *number,
            _ => f64::NAN,
        }
    }

    fn text(&self, buffer: &[Cell<u8>]) -> Option<usize> {
        let Js::Text(text) = self.0 else { return None };
        buffer.get(..text.len())?.iter().zip(text.bytes()).for_each(|(cell, byte)| cell.set(byte));
        Some(text.len())
    }

    fn keyword(&self) -> Option<Keyword> {
        Keyword::ALL.iter().copied().find(|keyword| matches!(self.0, Js::Text(text) if text == keyword.as_str()))
    }

    fn length(&self) -> u32 {
        match self.0 {
            Js::Text(text) => text.encode_utf16().count() as u32,
            Js::HalfPair => 1,
            Js::Array(items) => items.len() as u32,
            _ => 0,
        }
    }

    fn equals(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    fn get(&self, field: Field) -> Self {
        Handle(self.0.field(field))
    }

    fn item(&self, index: u32) -> Self {
        let Js::Array(items) = self.0 else { return Handle(&UNDEFINED) };
        Handle(items.get(index as usize).unwrap_or(&UNDEFINED))
    }

    fn has_unknown_field(&self, known: FieldSet) -> bool {
        let Js::Object(fields) = self.0 else { return false };
        let is_unknown = |(name, value): &(String, Js)| *value != Js::Undefined && !known.iter().any(|field| field.name() == name);
        fields.iter().any(is_unknown)
    }
}
