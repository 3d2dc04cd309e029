use crate::sources::{FileId, Location};
use std::borrow::Cow;

/// A parsed value and the byte of its file where it starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it starts.
    pub offset: u32,
    /// What it is.
    pub value: Value,
}

/// A JSON or YAML value. An object keeps its entries in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(serde_json::Number),
    /// A string.
    String(Box<str>),
    /// A list.
    Array(Vec<Node>),
    /// An object.
    Object(Vec<Entry>),
}

/// One entry of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The name.
    pub name: Box<str>,
    /// Where the name starts.
    pub offset: u32,
    /// The value.
    pub node: Node,
}

impl Value {
    /// What kind of value it is, in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

impl Node {
    /// One step of a JSON pointer.
    pub(super) fn step_mut(&mut self, step: &str) -> Option<&mut Self> {
        match &mut self.value {
            Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
            Value::Object(entries) => {
                entries.iter_mut().rev().find(|entry| *entry.name == *step).map(|entry| &mut entry.node)
            }
            _ => None,
        }
    }

    /// The value as plain JSON.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(bool) => (*bool).into(),
            Value::Number(number) => number.clone().into(),
            Value::String(text) => (**text).into(),
            Value::Array(items) => items.iter().map(Self::to_json).collect(),
            Value::Object(entries) => {
                let entries = entries.iter();
                let entries = entries.map(|entry| (entry.name.to_string(), entry.node.to_json()));
                serde_json::Value::Object(entries.collect())
            }
        }
    }
}

/// A value in a document.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'d> {
    /// The document.
    pub file: FileId,
    /// The value.
    pub node: &'d Node,
}

impl<'d> Cursor<'d> {
    /// Where the value starts.
    pub fn location(self) -> Location {
        Location { file: self.file, offset: self.node.offset }
    }

    fn to(self, node: &'d Node) -> Self {
        Self { file: self.file, node }
    }

    /// The value of an object's entry. Of several entries with one name, the last counts.
    pub fn get(self, name: &str) -> Option<Self> {
        match &self.node.value {
            Value::Object(entries) => {
                let entry = entries.iter().rev().find(|entry| *entry.name == *name)?;
                Some(self.to(&entry.node))
            }
            _ => None,
        }
    }

    /// The value of an object's entry, by its number.
    pub(super) fn entry(self, index: usize) -> Option<Self> {
        match &self.node.value {
            Value::Object(entries) => Some(self.to(&entries.get(index)?.node)),
            _ => None,
        }
    }

    /// One step of a JSON pointer.
    pub fn step(self, step: &str) -> Option<Self> {
        match &self.node.value {
            Value::Array(items) => Some(self.to(items.get(step.parse::<usize>().ok()?)?)),
            _ => self.get(step),
        }
    }

    /// The entry or item that a location in the same file is in, and its name or number. They are in the order of the
    /// file, except what YAML merges (`<<`), which is in front.
    pub(super) fn step_towards(self, offset: u32) -> Option<(Cow<'d, str>, Self)> {
        match &self.node.value {
            Value::Object(entries) => {
                let index = last(entries, offset, |entry| entry.offset)?;
                Some((Cow::Borrowed(&*entries[index].name), self.to(&entries[index].node)))
            }
            Value::Array(items) => {
                let index = last(items, offset, |item| item.offset)?;
                Some((index.to_string().into(), self.to(&items[index])))
            }
            _ => None,
        }
    }

    /// An object's entries: each name with its location, and the value. None for other values.
    pub fn entries(self) -> impl Iterator<Item = (&'d str, Location, Self)> {
        let entries: &'d [Entry] = match &self.node.value {
            Value::Object(entries) => entries,
            _ => &[],
        };
        entries.iter().map(move |entry| {
            let location = Location { file: self.file, offset: entry.offset };
            (&*entry.name, location, self.to(&entry.node))
        })
    }

    /// A list's items. None for other values.
    pub fn items(self) -> impl Iterator<Item = Self> {
        let items: &'d [Node] = match &self.node.value {
            Value::Array(items) => items,
            _ => &[],
        };
        items.iter().map(move |node| self.to(node))
    }

    /// The text, if it is a string.
    pub fn text(self) -> Option<&'d str> {
        match &self.node.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    pub fn bool(self) -> Option<bool> {
        match self.node.value {
            Value::Bool(bool) => Some(bool),
            _ => None,
        }
    }

    /// What a keyword says that must be true or false; some descriptions quote it.
    pub fn flag(self) -> Option<bool> {
        self.bool().or_else(|| self.text()?.parse().ok())
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        matches!(self.node.value, Value::Object(_))
    }
}

/// The last that starts at `offset` or before it.
fn last<T>(all: &[T], offset: u32, start: impl Fn(&T) -> u32) -> Option<usize> {
    let index = all.partition_point(|one| start(one) <= offset).checked_sub(1);
    let is_it = |index: usize| all.get(index + 1).is_none_or(|next| start(next) > offset);
    index.filter(|index| is_it(*index)).or_else(|| all.iter().rposition(|one| start(one) <= offset))
}
