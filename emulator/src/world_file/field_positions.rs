//! Finds the fields of a world file: each by its path, such as `secrets[1].name`, with its line.

use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The format of a world file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Format {
    Toml,
    Json,
}

/// The deepest nesting of a world. A deeper text is not a world, and must not exhaust the stack.
const DEEPEST: usize = 8;

/// Every field of a text by its path, with the bytes that its value takes.
pub(super) struct Fields<'t> {
    text: &'t str,
    ranges: Vec<(String, Range<usize>)>,
}

impl<'t> Fields<'t> {
    /// Reads the positions of the fields. A text that cannot be read has none.
    pub(super) fn new(text: &'t str, format: Format) -> Self {
        let mut fields = Self { text, ranges: Vec::new() };
        match format {
            Format::Toml => {
                if let Ok(table) = DeTable::parse(text) {
                    fields.add_table("", table.get_ref(), DEEPEST);
                }
            }
            Format::Json => {
                if let Ok(value) = serde_json::from_str::<&RawValue>(text) {
                    fields.add_json("", value, DEEPEST);
                }
            }
        }
        fields
    }

    fn add_table(&mut self, path: &str, table: &DeTable<'_>, depth: usize) {
        for (key, value) in table {
            let path = below(path, key.get_ref());
            self.ranges.push((path.clone(), key.span().start..value.span().end.max(key.span().end)));
            self.add_toml(&path, value.get_ref(), depth.saturating_sub(1));
        }
    }

    fn add_toml(&mut self, path: &str, value: &DeValue<'_>, depth: usize) {
        match value {
            _ if depth == 0 => {}
            DeValue::Table(table) => self.add_table(path, table, depth),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    self.ranges.push((path.clone(), item.span()));
                    self.add_toml(&path, item.get_ref(), depth.saturating_sub(1));
                }
            }
            _ => {}
        }
    }

    fn add_json(&mut self, path: &str, value: &RawValue, depth: usize) {
        let value = value.get();
        // A part of the text, so that its address says where.
        let start = (value.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        if !path.is_empty() {
            self.ranges.push((path.to_owned(), start..start.saturating_add(value.len())));
        }
        match value.as_bytes().first() {
            _ if depth == 0 => {}
            Some(b'{') => {
                for (key, value) in serde_json::from_str::<BTreeMap<String, &RawValue>>(value).unwrap_or_default() {
                    self.add_json(&below(path, &key), value, depth.saturating_sub(1));
                }
            }
            Some(b'[') => {
                for (index, item) in serde_json::from_str::<Vec<&RawValue>>(value).unwrap_or_default().into_iter().enumerate() {
                    self.add_json(&format!("{path}[{index}]"), item, depth.saturating_sub(1));
                }
            }
            _ => {}
        }
    }

    /// Finds the innermost field whose value has this byte.
    pub(super) fn at(&self, offset: usize) -> Option<&str> {
        let around = self.ranges.iter().filter(|(_, range)| range.contains(&offset));
        around.min_by_key(|(_, range)| range.len()).map(|(path, _)| path.as_str())
    }

    /// Returns the line of a field, or else of the nearest field around it.
    pub(super) fn line(&self, path: &str) -> Option<usize> {
        let found = self.ranges.iter().find(|(known, _)| known == path);
        match found {
            Some((_, range)) => Some(line_at(self.text, range.start)),
            None => path.rfind(['.', '[']).and_then(|end| path.get(..end)).and_then(|parent| self.line(parent)),
        }
    }
}

fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Returns the line of this byte, from 1.
pub(super) fn line_at(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count().saturating_add(1)
}

/// Returns the last byte that was read at this line and column, as serde_json counts them.
pub(super) fn offset_at(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before.saturating_add(column.saturating_sub(1))
}
