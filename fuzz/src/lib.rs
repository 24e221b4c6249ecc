//! Makes values like JavaScript's from a fuzzer's bytes, for all targets.

use arbitrary::Arbitrary;
use std::cell::Cell;
use stripe_secret_store::key::{Key, Keys};
use stripe_secret_store::value::{Kind, Value};

/// Returns whether a form that the core writes may hold a byte. It is a table because each comparison of an instrumented build is traced.
pub const IS_WRITTEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'-' | b'.' | b'_' | b'~' | b'[' | b']' | b'%');
        byte += 1;
    }
    table
};

/// A name of a field: mostly one that is known.
#[derive(Arbitrary, Clone, PartialEq, Debug)]
pub enum Name {
    Known(u8),
    Other(String),
}

impl Name {
    pub fn of(key: Key) -> Self {
        Name::Known(key as u8)
    }

    pub fn text(&self) -> &str {
        match self {
            Name::Known(number) => known(*number).name(),
            Name::Other(text) => text,
        }
    }
}

fn known(number: u8) -> Key {
    Key::ALL[usize::from(number) % Key::ALL.len()]
}

/// A value of the outside.
#[derive(Arbitrary, Clone, PartialEq, Debug)]
pub enum Js {
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    /// Whole, and about as large as the times and limits that there are.
    Whole(i64),
    Text(String),
    /// A word that is known.
    Word(u8),
    /// A text about as long as may be.
    Long(char, u16),
    /// Text with half a surrogate pair, which a `String` cannot hold.
    HalfPair,
    Date(f64),
    Array(Vec<Js>),
    Object(Vec<(Name, Js)>),
    Function,
    Symbol,
}

static UNDEFINED: Js = Js::Undefined;

impl Js {
    pub fn word(key: Key) -> Self {
        Js::Word(key as u8)
    }

    /// A field, as `Value::get` finds it: the first of its name.
    pub fn field(&self, key: Key) -> &Js {
        let Js::Object(fields) = self else { return &UNDEFINED };
        fields.iter().find(|(name, _)| name.text() == key.name()).map_or(&UNDEFINED, |(_, value)| value)
    }

    /// Returns the text, if the value is one.
    pub fn string(&self) -> Option<String> {
        match self {
            Js::Text(text) => Some(text.clone()),
            Js::Word(number) => Some(known(*number).name().to_owned()),
            Js::Long(unit, count) => Some(String::from(*unit).repeat(usize::from(*count % 11_000))),
            _ => None,
        }
    }

    pub fn f64(&self) -> f64 {
        match self {
            Js::Number(number) | Js::Date(number) => *number,
            Js::Whole(number) => (*number % 10_000_000_000) as f64,
            _ => f64::NAN,
        }
    }

    pub fn is_absent(&self) -> bool {
        matches!(self, Js::Undefined | Js::Null)
    }
}

/// A handle to a value.
#[derive(Clone, Copy)]
pub struct Outside<'a>(pub &'a Js);

impl Value for Outside<'_> {
    fn kind(&self) -> Kind {
        match self.0 {
            Js::Undefined => Kind::Undefined,
            Js::Null => Kind::Null,
            Js::Bool(true) => Kind::True,
            Js::Bool(false) => Kind::False,
            Js::Number(_) | Js::Whole(_) => Kind::Number,
            Js::Text(_) | Js::Word(_) | Js::Long(..) | Js::HalfPair => Kind::Text,
            Js::Date(_) => Kind::Date,
            Js::Array(_) => Kind::Array,
            Js::Object(_) => Kind::Object,
            Js::Function => Kind::Function,
            Js::Symbol => Kind::Other,
        }
    }

    fn number(&self) -> f64 {
        self.0.f64()
    }

    fn text(&self, room: &[Cell<u8>]) -> Option<usize> {
        let text = self.0.string()?;
        room.get(..text.len())?.iter().zip(text.bytes()).for_each(|(cell, byte)| cell.set(byte));
        Some(text.len())
    }

    fn word(&self) -> Option<Key> {
        let text = self.0.string()?;
        Key::ALL.iter().copied().find(|key| key.name() == text)
    }

    fn length(&self) -> u32 {
        match self.0 {
            Js::Array(items) => items.len() as u32,
            Js::HalfPair => 1,
            other => other.string().map_or(0, |text| text.encode_utf16().count() as u32),
        }
    }

    fn same(&self, other: &Self) -> bool {
        match (self.0.string(), other.0.string()) {
            (Some(own), Some(others)) => own == others,
            (None, None) => self.0 == other.0,
            _ => false,
        }
    }

    fn get(&self, key: Key) -> Self {
        Outside(self.0.field(key))
    }

    fn item(&self, index: u32) -> Self {
        let Js::Array(items) = self.0 else { return Outside(&UNDEFINED) };
        Outside(items.get(index as usize).unwrap_or(&UNDEFINED))
    }

    fn has_stranger(&self, known: Keys) -> bool {
        let Js::Object(fields) = self.0 else { return false };
        let is_stranger = |(name, value): &(Name, Js)| *value != Js::Undefined && !known.iter().any(|key| key.name() == name.text());
        fields.iter().any(is_stranger)
    }
}
