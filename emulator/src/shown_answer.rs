//! Copies an answer for the log, without its payloads.

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};
use std::cell::Cell;

/// The text that replaces a hidden value.
pub const HIDDEN: &str = "[hidden]";

/// The characters of a text that the log keeps, so that an entry stays small for any request.
pub(crate) const CHARACTERS: usize = 200;

/// The JSON of an answer as it may be seen: each payload is hidden, and long texts are cut.
#[derive(Clone, Debug)]
pub struct ShownAnswer(Box<RawValue>);

impl ShownAnswer {
    /// Copies a body. `None` if it is not JSON.
    pub(crate) fn of(body: &str) -> Option<Self> {
        to_raw_value(&Redacted(body)).ok().map(Self)
    }

    /// Returns the JSON.
    pub fn json(&self) -> &str {
        self.0.get()
    }
}

impl PartialEq for ShownAnswer {
    fn eq(&self, other: &Self) -> bool {
        self.json() == other.json()
    }
}

impl Eq for ShownAnswer {}

impl Serialize for ShownAnswer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Returns the beginning of a text that the log keeps.
pub(crate) fn truncated(text: &str) -> &str {
    // Most texts are short, and counting their characters takes longer.
    if text.len() <= CHARACTERS {
        return text;
    }
    let end = text.char_indices().nth(CHARACTERS).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or_default()
}

/// A body that is serialized without its payloads. A tree of values in between would be a third of the time that a request takes in the log.
struct Redacted<'a>(&'a str);

impl Serialize for Redacted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reader = serde_json::Deserializer::from_str(self.0);
        let written = reader.deserialize_any(Copy(serializer)).map_err(S::Error::custom)?;
        reader.end().map_err(S::Error::custom)?;
        Ok(written)
    }
}

/// Serializes each value as it is read.
struct Copy<S>(S);

impl<'de, S: Serializer> Visitor<'de> for Copy<S> {
    type Value = S::Ok;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<S::Ok, E> {
        self.0.serialize_unit().map_err(E::custom)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<S::Ok, E> {
        self.0.serialize_bool(value).map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<S::Ok, E> {
        self.0.serialize_i64(value).map_err(E::custom)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<S::Ok, E> {
        self.0.serialize_u64(value).map_err(E::custom)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<S::Ok, E> {
        self.0.serialize_f64(value).map_err(E::custom)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<S::Ok, E> {
        self.0.serialize_str(truncated(text)).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<S::Ok, A::Error> {
        let mut list = self.0.serialize_seq(None).map_err(A::Error::custom)?;
        while values.next_element_seed(Element(&mut list))?.is_some() {}
        list.end().map_err(A::Error::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<S::Ok, A::Error> {
        let mut object = self.0.serialize_map(None).map_err(A::Error::custom)?;
        while let Some(is_hidden) = fields.next_key_seed(Name(&mut object))? {
            if is_hidden {
                fields.next_value::<IgnoredAny>()?;
                object.serialize_value(HIDDEN).map_err(A::Error::custom)?;
            } else {
                fields.next_value_seed(Field(&mut object))?;
            }
        }
        object.end().map_err(A::Error::custom)
    }
}

/// A value that is about to be read. It can be serialized once.
struct Unread<D>(Cell<Option<D>>);

impl<D> Unread<D> {
    fn new(deserializer: D) -> Self {
        Self(Cell::new(Some(deserializer)))
    }
}

impl<'de, D: Deserializer<'de>> Serialize for Unread<D> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let deserializer = self.0.take().ok_or_else(|| S::Error::custom("serialized twice"))?;
        deserializer.deserialize_any(Copy(serializer)).map_err(S::Error::custom)
    }
}

/// Copies an element of a list.
struct Element<'s, L>(&'s mut L);

impl<'de, L: SerializeSeq> DeserializeSeed<'de> for Element<'_, L> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.serialize_element(&Unread::new(deserializer)).map_err(D::Error::custom)
    }
}

/// Copies the value of a field.
struct Field<'s, M>(&'s mut M);

impl<'de, M: SerializeMap> DeserializeSeed<'de> for Field<'_, M> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.serialize_value(&Unread::new(deserializer)).map_err(D::Error::custom)
    }
}

/// Copies the name of a field. Returns whether the value is to be hidden.
struct Name<'s, M>(&'s mut M);

impl<'de, M: SerializeMap> DeserializeSeed<'de> for Name<'_, M> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<M: SerializeMap> Visitor<'_> for Name<'_, M> {
    type Value = bool;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the name of a field")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<bool, E> {
        self.0.serialize_key(name).map_err(E::custom)?;
        Ok(name == "payload")
    }
}

#[cfg(test)]
mod tests {
    use super::{CHARACTERS, ShownAnswer};

    #[track_caller]
    fn shows(body: &str, shown: &str) {
        assert_eq!(ShownAnswer::of(body).as_ref().map(ShownAnswer::json), Some(shown));
    }

    #[test]
    fn copies_every_kind_of_value() {
        shows(
            r#" {"a": [null, true, -1, 2, 1.5, "ä\n", [], {}], "b": {"c": ","}} "#,
            r#"{"a":[null,true,-1,2,1.5,"ä\n",[],{}],"b":{"c":","}}"#,
        );
        shows("[]", "[]");
        shows(r#""text""#, r#""text""#);
    }

    #[test]
    fn hides_payloads_of_every_kind_at_every_depth() {
        shows(
            r#"{"payload":"made up","data":[{"payload":{"made up":["made up"]}},{"payload":null,"id":"x"}]}"#,
            r#"{"payload":"[hidden]","data":[{"payload":"[hidden]"},{"payload":"[hidden]","id":"x"}]}"#,
        );
        shows(r#"{"\u0070\u0061\u0079\u006c\u006f\u0061\u0064":"made up"}"#, r#"{"payload":"[hidden]"}"#);
    }

    #[test]
    fn cuts_long_texts() {
        shows(&format!("[\"{}\"]", "ä".repeat(CHARACTERS + 1)), &format!("[\"{}\"]", "ä".repeat(CHARACTERS)));
    }

    #[test]
    fn shows_no_answer_that_is_not_json() {
        for body in ["", "{", "[1,]", "{} {}", "made up"] {
            assert_eq!(ShownAnswer::of(body), None);
        }
    }
}
