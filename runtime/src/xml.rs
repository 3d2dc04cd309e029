//! How models are read from XML and written to it: for the services whose bodies are XML.
//!
//! Beside a model's table for JSON stands one for XML ([`xml!`](crate::xml!)), as the description's `xml` objects say
//! (OpenAPI 2.0, XML Object; `x-ms-text`). Documents are read without regard to prefixes and namespaces.

mod element;
mod form;
mod macros;
mod properties;
mod text;

pub use element::Element;
pub use form::XmlForm;
pub use properties::{Properties, declare, put, put_as, put_rest, put_text, text_at};

use crate::{
    format::Plain,
    model::{Extent, Json},
};
use azure_core::{Bytes, Error, Result, Value, credentials::Secret, error::ErrorKind, time::OffsetDateTime};
use serde::de::DeserializeOwned;
use std::{collections::HashMap, fmt::Display};

/// The format of bodies in XML, for `Response<T, XmlFormat>` and `RequestContent<T, XmlFormat>`.
#[derive(Clone, Debug)]
pub struct XmlFormat;

impl azure_core::http::Format for XmlFormat {
    /// Reading a document takes a table ([`Xml`]), which a type that is only serde's has not.
    fn deserialize<T: DeserializeOwned, S: AsRef<[u8]>>(_body: S) -> Result<T> {
        Err(invalid("only models with a table for XML can be read from it"))
    }
}

/// A type that is read from XML and written to it. Implemented by [`xml!`](crate::xml!) and its kin.
pub trait Xml: Sized {
    /// The name of the element where this is a whole document.
    const ROOT: &'static str;

    /// Reads an element.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DataConversion`] where something in it is not of its type; the message has the path to it.
    fn read(element: &Element) -> Result<Self>;

    /// Fills an element.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DataConversion`] where a value has no form as a text.
    fn write(&self, element: &mut Element, extent: Extent) -> Result<()>;

    /// Reads what stands at a path in an element, if anything does.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    fn find(parent: &Element, path: &str) -> Result<Option<Self>> {
        properties::find(parent, path, Self::read)
    }

    /// Puts this at a path in an element.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    fn put(&self, parent: &mut Element, path: &str, extent: Extent) -> Result<()> {
        properties::add(parent, path, |element| self.write(element, extent))
    }
}

/// Reads a document.
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where it is not XML, or not of the type; the message has the path to what is wrong.
pub fn from_xml<T: Xml>(document: impl AsRef<[u8]>) -> Result<T> {
    let root = Element::parse(document.as_ref())?;
    T::read(&root).map_err(|error| at(&root.name, &error))
}

/// Writes what a service takes of a model as a document, read-only properties left out.
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where a value has no form as a text.
pub fn to_xml<T: Xml>(value: &T) -> Result<Bytes> {
    let mut holder = Element::default();
    value.put(&mut holder, T::ROOT, Extent::Sent)?;
    match holder.children.first() {
        Some(root) => root.to_document().map(Bytes::from),
        None => Err(invalid(format_args!("`{}` is no element", T::ROOT))),
    }
}

/// The text of the element `name` in a document's root, if there is one.
pub(crate) fn text_in(document: &[u8], name: &str) -> Result<Option<String>> {
    let root = Element::parse(document)?;
    Ok(root.child(name).map(|child| child.text.clone()))
}

fn invalid(reason: impl Display) -> Error {
    Error::with_message(ErrorKind::DataConversion, reason.to_string())
}

/// Puts a step in front of the path that an error already has.
fn at(step: &str, error: &Error) -> Error {
    let message = error.to_string();
    match message.strip_prefix('`') {
        Some(rest) => invalid(format_args!("`{step}/{rest}")),
        None => invalid(format_args!("`{step}`: {message}")),
    }
}

/// Reads an enumeration from an element's text.
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where it is none of its kind.
pub fn read_text<T: Json>(element: &Element) -> Result<T> {
    text::read::<Plain, T>(&element.text)
}

/// Writes an enumeration as an element's text.
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where it has no text.
pub fn write_text<T: Json>(value: &T, element: &mut Element, extent: Extent) -> Result<()> {
    element.text = text::write::<Plain, T>(value, extent)?;
    Ok(())
}

crate::xml_text!(String, bool, i32, i64, f32, f64, OffsetDateTime, Secret);

impl Xml for Value {
    const ROOT: &'static str = "Value";

    /// A text, or an object of what stands in the element; several elements of a name are a list.
    fn read(element: &Element) -> Result<Self> {
        if element.attributes.is_empty() && element.children.is_empty() {
            return Ok(Self::String(element.text.clone()));
        }
        let mut object = serde_json::Map::new();
        for (name, value) in &element.attributes {
            object.insert(format!("@{name}"), value.as_str().into());
        }
        for child in &element.children {
            let value = Self::read(child)?;
            match object.get_mut(&child.name) {
                Some(Self::Array(list)) => list.push(value),
                Some(first) => *first = Self::Array(vec![first.take(), value]),
                None => {
                    object.insert(child.name.clone(), value);
                }
            }
        }
        if !element.text.is_empty() {
            object.insert(properties::TEXT.to_owned(), element.text.as_str().into());
        }
        Ok(Self::Object(object))
    }

    fn write(&self, element: &mut Element, extent: Extent) -> Result<()> {
        let Self::Object(object) = self else {
            return write_text(self, element, extent);
        };
        for (name, value) in object {
            match value {
                Self::Array(list) => list.iter().try_for_each(|value| value.put(element, name, extent))?,
                value => value.put(element, name, extent)?,
            }
        }
        Ok(())
    }
}

impl<T: Xml> Xml for Box<T> {
    const ROOT: &'static str = T::ROOT;

    fn read(element: &Element) -> Result<Self> {
        T::read(element).map(Self::new)
    }

    fn write(&self, element: &mut Element, extent: Extent) -> Result<()> {
        (**self).write(element, extent)
    }
}

impl<T: Xml + Json> Xml for Vec<T> {
    const ROOT: &'static str = "Items";

    fn read(element: &Element) -> Result<Self> {
        form::read_list::<Plain, T>(element)
    }

    fn write(&self, element: &mut Element, extent: Extent) -> Result<()> {
        form::write_list::<Plain, T>(self, element, T::ROOT, extent)
    }

    fn find(parent: &Element, path: &str) -> Result<Option<Self>> {
        form::find_list::<Plain, T>(parent, path)
    }

    fn put(&self, parent: &mut Element, path: &str, extent: Extent) -> Result<()> {
        form::put_list::<Plain, T>(self, parent, path, extent)
    }
}

impl<T: Xml + Json> Xml for HashMap<String, T> {
    const ROOT: &'static str = "Entries";

    fn read(element: &Element) -> Result<Self> {
        form::read_map::<Plain, T>(element)
    }

    fn write(&self, element: &mut Element, extent: Extent) -> Result<()> {
        form::write_map::<Plain, T>(self, element, extent)
    }
}

#[cfg(test)]
mod tests;
