//! Makes values like JavaScript's from a fuzzer's bytes, for all targets.

#[path = "../../tests/core/values.rs"]
pub mod values;

use arbitrary::{Arbitrary, Unstructured};
use stripe_secret_store::field::Field;
use stripe_secret_store::keyword::Keyword;
pub use values::{Handle, Js};

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

/// A name of a field: mostly a known one.
#[derive(Arbitrary, Clone, Debug)]
pub enum Name {
    Known(u8),
    Other(String),
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        match name {
            Name::Known(number) => name_of(Field::ALL[usize::from(number) % Field::ALL.len()]),
            Name::Other(text) => text,
        }
    }
}

/// Returns a field's name as the values have it.
pub fn name_of(field: Field) -> String {
    field.name().to_owned()
}

/// The bytes of a value. Whole numbers, keywords and long texts have forms of their own, since a fuzzer would seldom find them.
#[derive(Arbitrary)]
enum Seed {
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    /// Whole, and about as large as the times and limits that there are.
    Whole(i64),
    Text(String),
    Keyword(u8),
    /// A text about as long as the limit.
    Long(char, u16),
    HalfPair,
    Date(f64),
    Array(Vec<Seed>),
    Object(Vec<(Name, Seed)>),
    Function,
    Symbol,
}

impl From<Seed> for Js {
    fn from(seed: Seed) -> Self {
        match seed {
            Seed::Undefined => Js::Undefined,
            Seed::Null => Js::Null,
            Seed::Bool(value) => Js::Bool(value),
            Seed::Number(number) => Js::Number(number),
            Seed::Whole(number) => Js::Number((number % 10_000_000_000) as f64),
            Seed::Text(text) => Js::Text(text),
            Seed::Keyword(number) => Js::from(Keyword::ALL[usize::from(number) % Keyword::ALL.len()]),
            Seed::Long(unit, count) => Js::Text(String::from(unit).repeat(usize::from(count % 11_000))),
            Seed::HalfPair => Js::HalfPair,
            Seed::Date(time) => Js::Date(time),
            Seed::Array(items) => Js::Array(items.into_iter().map(Js::from).collect()),
            Seed::Object(fields) => Js::Object(fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect()),
            Seed::Function => Js::Function,
            Seed::Symbol => Js::Symbol,
        }
    }
}

impl<'a> Arbitrary<'a> for Js {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        Ok(Seed::arbitrary(bytes)?.into())
    }
}

impl Js {
    /// Returns the text that there is to read.
    pub fn string(&self) -> Option<String> {
        if let Js::Text(text) = self { Some(text.clone()) } else { None }
    }

    /// Returns a number, or a date's milliseconds.
    pub fn f64(&self) -> f64 {
        if let Js::Number(number) | Js::Date(number) = self { *number } else { f64::NAN }
    }

    /// Returns whether the value is `undefined` or `null`.
    pub fn is_absent(&self) -> bool {
        matches!(self, Js::Undefined | Js::Null)
    }
}
