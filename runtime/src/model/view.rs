use super::{Model, Wire};
use crate::format::Format;
use azure_core::{Value, time::OffsetDateTime};
use sealed::Sealed;
use std::{collections::HashMap, fmt};

/// How much of a model is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Extent {
    /// What a service takes: no read-only properties.
    Sent,
    /// All that the model holds. This is what a model's `Serialize` writes.
    Whole,
}

/// A value to be written, by its type.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum View<'v> {
    /// There is none.
    Nothing,
    /// Null.
    Null,
    /// A text.
    Text(&'v str),
    /// A text that must not be shown.
    Secret(&'v str),
    /// One of several texts, with the variant that it is.
    Enumeration(&'v str, &'v dyn fmt::Debug),
    /// A boolean.
    Boolean(bool),
    /// An integer of 32 bits.
    Int32(i32),
    /// An integer of 64 bits.
    Int64(i64),
    /// An integer of 64 bits without a sign.
    UInt64(u64),
    /// A floating-point number.
    Float(f64),
    /// Anything.
    Any(&'v Value),
    /// A date.
    Date(&'v OffsetDateTime, Format),
    /// Bytes.
    Bytes(&'v [u8], Format),
    /// A model.
    Model(&'v dyn Model),
    /// A list, with the format of its items.
    List(&'v dyn ListView, Format),
    /// A map, with the format of its values.
    Map(&'v dyn MapView, Format),
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("View")
    }
}

impl<'v> View<'v> {
    /// The value of a field.
    pub fn of<T: Wire>(field: &'v Option<T>) -> Self {
        Self::formatted(field, Format::Usual)
    }

    /// The value of a field in another format than its type's usual one.
    pub fn formatted<T: Wire>(field: &'v Option<T>, format: Format) -> Self {
        field.as_ref().map_or(View::Nothing, |value| value.view(format))
    }

    /// The value of a field in a box.
    pub fn boxed<T: Wire>(field: &'v Option<Box<T>>) -> Self {
        field.as_ref().map_or(View::Nothing, |value| T::view(value, Format::Usual))
    }

    /// Gives each property that has no field of its own.
    pub fn entries<T: Wire>(rest: &Option<HashMap<String, T>>, each: &mut dyn FnMut(&str, View<'_>)) {
        if let Some(rest) = rest {
            MapView::each(rest, Format::Usual, each);
        }
    }
}

impl<'v> From<&'v str> for View<'v> {
    fn from(text: &'v str) -> Self {
        View::Text(text)
    }
}

impl From<bool> for View<'_> {
    fn from(flag: bool) -> Self {
        View::Boolean(flag)
    }
}

impl From<i32> for View<'_> {
    fn from(number: i32) -> Self {
        View::Int32(number)
    }
}

impl From<i64> for View<'_> {
    fn from(number: i64) -> Self {
        View::Int64(number)
    }
}

impl From<u64> for View<'_> {
    fn from(number: u64) -> Self {
        View::UInt64(number)
    }
}

impl From<f64> for View<'_> {
    fn from(number: f64) -> Self {
        View::Float(number)
    }
}

/// What lists and maps are: no other crate has others.
mod sealed {
    pub trait Sealed {}

    impl<T> Sealed for Vec<T> {}

    impl<T> Sealed for std::collections::HashMap<String, T> {}
}

/// A list, to be written.
pub trait ListView: Sealed {
    /// Gives each item.
    fn each(&self, format: Format, each: &mut dyn FnMut(View<'_>));
}

impl<T: Wire> ListView for Vec<T> {
    fn each(&self, format: Format, each: &mut dyn FnMut(View<'_>)) {
        for item in self {
            each(item.view(format));
        }
    }
}

/// A map, to be written.
pub trait MapView: Sealed {
    /// Gives each entry, in the order of the names.
    fn each(&self, format: Format, each: &mut dyn FnMut(&str, View<'_>));
}

impl<T: Wire> MapView for HashMap<String, T> {
    fn each(&self, format: Format, each: &mut dyn FnMut(&str, View<'_>)) {
        let mut entries: Vec<(&String, &T)> = self.iter().collect();
        entries.sort_unstable_by_key(|(name, _)| *name);
        for (name, value) in entries {
            each(name, value.view(format));
        }
    }
}
