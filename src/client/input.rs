//! Parameters, options and answers as the core reads them: through the trait [`Value`].

use crate::field::{Field, FieldSet};
use crate::keyword::Keyword;
use crate::value::{Kind, Value};
use core::cell::Cell;
use serde_json::Value as Json;

/// A value for the core. No `Debug`: it may be a payload or a key.
#[derive(Clone, Copy)]
pub(super) enum Input<'a> {
    Undefined,
    Text(&'a str),
    Number(f64),
    /// A function, which the core expects of JavaScript's HTTP client.
    Function,
    Object(&'a [(Field, Input<'a>)]),
    /// A part of an answer.
    Json(&'a Json),
}

impl<'a> Input<'a> {
    /// Returns the text, or `Undefined`.
    pub(super) fn text_or_undefined(text: Option<&'a str>) -> Self {
        text.map_or(Self::Undefined, Self::Text)
    }

    /// Returns the number, or `Undefined`.
    pub(super) fn number_or_undefined(number: Option<f64>) -> Self {
        number.map_or(Self::Undefined, Self::Number)
    }

    /// Returns the text of the value.
    pub(super) fn into_text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Json(Json::String(text)) => Some(text),
            _ => None,
        }
    }
}

impl Value for Input<'_> {
    fn kind(&self) -> Kind {
        match self {
            Self::Undefined => Kind::Undefined,
            Self::Text(_) | Self::Json(Json::String(_)) => Kind::Text,
            Self::Number(_) | Self::Json(Json::Number(_)) => Kind::Number,
            Self::Function => Kind::Function,
            Self::Object(_) | Self::Json(Json::Object(_)) => Kind::Object,
            Self::Json(Json::Null) => Kind::Null,
            Self::Json(Json::Bool(true)) => Kind::True,
            Self::Json(Json::Bool(false)) => Kind::False,
            Self::Json(Json::Array(_)) => Kind::Array,
        }
    }

    fn number(&self) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Json(Json::Number(number)) => number.as_f64().unwrap_or(f64::NAN),
            _ => f64::NAN,
        }
    }

    fn text(&self, buffer: &[Cell<u8>]) -> Option<usize> {
        let text = self.into_text()?;
        let cells = buffer.get(..text.len())?;
        cells.iter().zip(text.bytes()).for_each(|(cell, byte)| cell.set(byte));
        Some(text.len())
    }

    fn keyword(&self) -> Option<Keyword> {
        let text = self.into_text()?;
        Keyword::ALL.iter().copied().find(|keyword| keyword.as_str() == text)
    }

    fn length(&self) -> u32 {
        let length = match (self, self.into_text()) {
            (_, Some(text)) => text.encode_utf16().count(),
            (Self::Json(Json::Array(items)), _) => items.len(),
            _ => 0,
        };
        u32::try_from(length).unwrap_or(u32::MAX)
    }

    fn equals(&self, other: &Self) -> bool {
        self.into_text().is_some_and(|text| other.into_text() == Some(text))
    }

    fn get(&self, field: Field) -> Self {
        match self {
            Self::Object(fields) => fields.iter().find(|(name, _)| *name == field).map_or(Self::Undefined, |(_, value)| *value),
            Self::Json(json) => json.get(field.name()).map_or(Self::Undefined, Self::Json),
            _ => Self::Undefined,
        }
    }

    fn item(&self, index: u32) -> Self {
        match self {
            Self::Json(json) => json.get(index as usize).map_or(Self::Undefined, Self::Json),
            _ => Self::Undefined,
        }
    }

    fn has_unknown_field(&self, _: FieldSet) -> bool {
        // Rust's types have the known fields alone.
        false
    }
}
