use super::{Slot, UnionSlot, View};
use crate::format::Format;
use azure_core::{Value, credentials::Secret, time::OffsetDateTime};
use std::{collections::HashMap, fmt};

/// A type of values on the wire.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type of values in JSON or XML",
    note = "generated models and enumerations do, texts, secrets, booleans, dates, bytes (`Vec<u8>`), `azure_core::Value`, \
            the numbers `i32`, `i64`, `u64` and `f64`, and `Option`, `Vec` and `HashMap<String, _>` of all of them"
)]
pub trait Wire: Sized {
    /// Where a value of the type goes.
    fn slot(field: &mut Option<Self>, format: Format) -> Slot<'_>;

    /// The value, to be written.
    fn view(&self, format: Format) -> View<'_>;
}

/// A struct whose properties are read and written by name. Implemented by [`model!`](crate::codegen::model!).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a generated model",
    note = "the structs of a generated crate's module `models` are"
)]
pub trait Model: fmt::Debug {
    /// Where the value of the property `name` goes.
    fn slot(&mut self, name: &str) -> Slot<'_>;

    /// Gives each property by its name and value, those without a value too: those that are sent, or all.
    fn views(&self, whole: bool, each: &mut dyn FnMut(&str, View<'_>));

    /// How the model is written in XML, if it is.
    fn xml(&self) -> Option<XmlTable> {
        None
    }
}

/// An enum of structs that one property tells apart. Implemented by [`union!`](crate::codegen::union!).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a generated enum of models",
    note = "the enums of models in a generated crate's module `models` are"
)]
pub trait Union: Sized {
    /// The property that tells.
    const DISCRIMINATOR: &'static str;
    /// The path to it in XML.
    const XML_PATH: &'static str;

    /// An empty value of a kind, if it is known.
    fn of_kind(kind: &str) -> Option<Self>;

    /// A value of a kind that is not known.
    fn of_unknown(object: Value) -> Self;

    /// What is in it; none where its kind is not known.
    fn inner(&mut self) -> Option<Inner<'_>>;
}

/// What is in a union.
#[allow(missing_debug_implementations, reason = "it lives only while a value is read")]
#[non_exhaustive]
pub enum Inner<'u> {
    /// A model.
    Model(&'u mut dyn Model),
    /// A union that another property tells apart in turn.
    Union(&'u mut dyn UnionSlot),
}

/// An enumeration of numbers. Implemented by [`number_enum!`](crate::codegen::number_enum!).
pub trait NumberEnumeration: Sized {
    /// The numbers' type.
    type Number: Wire;

    /// The value of a number.
    fn of_number(number: Self::Number) -> Self;
}

/// How a model is written in XML.
#[derive(Clone, Copy, Debug)]
pub struct XmlTable {
    /// The name of its element, where it is a whole document.
    pub root: &'static str,
    /// Prefixes and their namespaces; the empty prefix's is that of names without one.
    pub namespaces: &'static [(&'static str, &'static str)],
    /// The paths to properties that are not in elements of their names (XPath: `@attribute`, `Element`,
    /// `Wrapper/Item`, `text()`). Where services write one name or another (`Element|Other`) the first is written.
    pub paths: &'static [(&'static str, &'static str)],
}

impl<T: Model + Default> Wire for T {
    fn slot(field: &mut Option<Self>, _: Format) -> Slot<'_> {
        Slot::Model(field)
    }

    fn view(&self, _: Format) -> View<'_> {
        View::Model(self)
    }
}

/// An item of a list, a value of a map or a whole body that may be null.
impl<T: Wire> Wire for Option<T> {
    fn slot(field: &mut Option<Self>, format: Format) -> Slot<'_> {
        Slot::Nested(field, format)
    }

    fn view(&self, format: Format) -> View<'_> {
        self.as_ref().map_or(View::Null, |value| value.view(format))
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn slot(field: &mut Option<Self>, format: Format) -> Slot<'_> {
        Slot::List(field, format)
    }

    fn view(&self, format: Format) -> View<'_> {
        View::List(self, format)
    }
}

impl<T: Wire> Wire for HashMap<String, T> {
    fn slot(field: &mut Option<Self>, format: Format) -> Slot<'_> {
        Slot::Map(field, format)
    }

    fn view(&self, format: Format) -> View<'_> {
        View::Map(self, format)
    }
}

impl Wire for Vec<u8> {
    fn slot(field: &mut Option<Self>, format: Format) -> Slot<'_> {
        Slot::Bytes(field, format)
    }

    fn view(&self, format: Format) -> View<'_> {
        View::Bytes(self, format)
    }
}

impl Wire for OffsetDateTime {
    fn slot(field: &mut Option<Self>, format: Format) -> Slot<'_> {
        Slot::Date(field, format)
    }

    fn view(&self, format: Format) -> View<'_> {
        View::Date(self, format)
    }
}

impl Wire for String {
    fn slot(field: &mut Option<Self>, _: Format) -> Slot<'_> {
        Slot::Text(field)
    }

    fn view(&self, _: Format) -> View<'_> {
        View::Text(self)
    }
}

impl Wire for Secret {
    fn slot(field: &mut Option<Self>, _: Format) -> Slot<'_> {
        Slot::Secret(field)
    }

    fn view(&self, _: Format) -> View<'_> {
        View::Secret(self.secret())
    }
}

impl Wire for Value {
    fn slot(field: &mut Option<Self>, _: Format) -> Slot<'_> {
        Slot::Any(field)
    }

    fn view(&self, _: Format) -> View<'_> {
        View::Any(self)
    }
}

macro_rules! copied {
    ($($type:ty: $variant:ident),*) => {
        $(impl Wire for $type {
            fn slot(field: &mut Option<Self>, _: Format) -> Slot<'_> {
                Slot::$variant(field)
            }

            fn view(&self, _: Format) -> View<'_> {
                View::$variant(*self)
            }
        })*
    };
}

copied!(bool: Boolean, i32: Int32, i64: Int64, u64: UInt64, f64: Float);
