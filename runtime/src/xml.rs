//! How models are read from XML and written to it: for the services whose bodies are XML.
//!
//! A model's table ([`model!`](crate::codegen::model!)) says how it is written in XML, as the description's `xml` objects do (OpenAPI
//! 2.0, XML Object; `x-ms-text`). Documents are read without regard to prefixes and namespaces.

mod decode;
mod element;
mod encode;

pub(crate) use element::Element;

use crate::{
    format::Format,
    model::{Extent, View, Wire, XmlTable},
};
use azure_core::{Bytes, Error, Result, error::ErrorKind};
use serde::de::DeserializeOwned;
use std::fmt::Display;

/// The format of bodies in XML, for `Response<T, XmlFormat>` and `RequestContent<T, XmlFormat>`.
#[derive(Clone, Debug)]
pub struct XmlFormat;

impl crate::sealed::Sealed for XmlFormat {}

impl azure_core::http::Format for XmlFormat {
    /// Reading a document takes a model's table, which a type that is only serde's has not.
    fn deserialize<T: DeserializeOwned, S: AsRef<[u8]>>(_body: S) -> Result<T> {
        Err(invalid("only models with a table for XML can be read from it"))
    }
}

/// Reads a document.
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where it is not XML, or not of the type; the message has the path to what is wrong.
pub fn from_xml<T: Wire>(document: impl AsRef<[u8]>) -> Result<T> {
    if document.as_ref().is_empty() {
        return Err(invalid(crate::model::NO_BODY));
    }
    let root = Element::parse(document.as_ref())?;
    let mut value = None;
    decode::read(T::slot(&mut value, Format::Usual), &root).map_err(|error| at(&root.name, &error))?;
    value.ok_or_else(|| invalid(format_args!("`{}`: it is empty", root.name)))
}

/// Writes what a service takes of a model as a document, read-only properties left out.
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where a value has no form as a text.
pub fn to_xml<T: Wire>(value: &T) -> Result<Bytes> {
    let view = value.view(Format::Usual);
    let name = match view {
        View::Model(model) => model.xml().map(|table| table.root),
        _ => None,
    };
    let mut root = Element::new(name.unwrap_or("Root"));
    encode::write(view, &mut root, Extent::Sent)?;
    root.to_document().map(Bytes::from)
}

/// The text at a path in a document's root, if there is something there.
pub(crate) fn text_in(document: &[u8], path: &[String]) -> Result<Option<String>> {
    let root = Element::parse(document)?;
    let mut element = &root;
    for step in path {
        if let Some(name) = step.strip_prefix('@') {
            let value = name.split('|').find_map(|name| element.attribute(local(name)));
            return Ok(value.map(str::to_owned));
        }
        if step == TEXT {
            break;
        }
        let mut names = step.split('|').map(local);
        let Some(child) = names.find_map(|name| element.child(name)) else {
            return Ok(None);
        };
        element = child;
    }
    Ok(Some(element.text.clone()))
}

/// The step of a path to an element's own text.
const TEXT: &str = "text()";

/// The name in a step of a path, without its prefix.
fn local(step: &str) -> &str {
    step.rsplit(':').next().unwrap_or(step)
}

/// The path to a property from its model's element.
fn path(table: Option<XmlTable>, name: &str) -> &str {
    let paths = table.map_or(&[][..], |table| table.paths);
    paths.iter().find(|(own, _)| *own == name).map_or(name, |(_, path)| path)
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

#[cfg(test)]
mod tests;
