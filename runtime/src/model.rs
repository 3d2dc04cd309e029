//! How models are read from JSON and written to it.
//!
//! A generated model is a plain struct; beside it stands one table of its properties ([`model!`](crate::model!)) that
//! says which wire name goes to which field, and whether the property is sent. The code that walks JSON is here, once,
//! where a derive would write it again for each struct: that is what makes a large crate quick to compile.

mod decode;
mod encode;
mod json;
mod macros;

pub use decode::{Property, decode_model, decode_text, decode_union};
pub(crate) use decode::{decode_list, decode_map};
pub use encode::{Extent, Properties, encode_model, to_value, with_nulls};
pub(crate) use encode::{encode_list, encode_map};
pub use json::Json;

use serde::{de::MapAccess, ser::SerializeMap};

/// A struct whose properties are read and written by name. Implemented by [`model!`](crate::model!).
pub trait Model: Default {
    /// Reads the property `name` into its field, or skips it.
    ///
    /// # Errors
    ///
    /// Where the value is not of the field's type.
    fn read<'de, A: MapAccess<'de>>(&mut self, name: &str, property: Property<'_, A>) -> Result<(), A::Error>;

    /// Writes each property that has a value and that the [`Extent`] takes in.
    ///
    /// # Errors
    ///
    /// Where a value has no form in JSON, such as a date of the year 10000.
    fn write<M: SerializeMap>(&self, properties: &mut Properties<'_, M>) -> Result<(), M::Error>;
}

#[cfg(test)]
mod tests;
