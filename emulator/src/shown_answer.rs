//! Copies an answer for the log, without its payloads.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

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
        let mut shown = Vec::with_capacity(body.len() + HIDDEN.len());
        let mut reader = serde_json::Deserializer::from_str(body);
        Copy(&mut shown).deserialize(&mut reader).ok()?;
        reader.end().ok()?;
        Some(Self(RawValue::from_string(String::from_utf8(shown).ok()?).ok()?))
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

/// Writes each value as it is read. A tree of values in between would be a third of the time that a request takes in the log.
struct Copy<'w>(&'w mut Vec<u8>);

impl Copy<'_> {
    /// Texts and numbers always become JSON.
    fn write<E: serde::de::Error>(self, value: impl Serialize) -> Result<(), E> {
        serde_json::to_writer(self.0, &value).map_err(E::custom)
    }
}

impl<'de> DeserializeSeed<'de> for Copy<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Copy<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.write(())
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.write(value)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.write(value)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.write(value)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.write(value)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        let end = text.char_indices().nth(CHARACTERS).map_or(text.len(), |(end, _)| end);
        self.write(text.get(..end))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        self.0.push(b'[');
        while values.next_element_seed(Copy(self.0))?.is_some() {
            self.0.push(b',');
        }
        end(self.0, b']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        self.0.push(b'{');
        while let Some(name) = fields.next_key::<std::borrow::Cow<'de, str>>()? {
            Copy(self.0).write(&name)?;
            self.0.push(b':');
            if name == "payload" {
                fields.next_value::<IgnoredAny>()?;
                Copy(self.0).write(HIDDEN)?;
            } else {
                fields.next_value_seed(Copy(self.0))?;
            }
            self.0.push(b',');
        }
        end(self.0, b'}');
        Ok(())
    }
}

/// Closes a list or an object, in the place of the comma after its last value.
fn end(json: &mut Vec<u8>, bracket: u8) {
    match json.last_mut() {
        Some(last) if *last == b',' => *last = bracket,
        _ => json.push(bracket),
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
