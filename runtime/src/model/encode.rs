use super::{Json, Model};
use crate::format::{Format, Plain};
use azure_core::{Error, Value, error::ErrorKind, http::RequestContent};
use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};
use std::{collections::HashMap, marker::PhantomData};

/// How much of a model is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Extent {
    /// What a service takes: no read-only properties. This is what a model's `Serialize` writes.
    Sent,
    /// All that the model holds.
    Whole,
}

/// All that a model holds as JSON, read-only properties included, which its `Serialize` leaves out because a service
/// does not take them.
///
/// # Errors
///
/// [`azure_core::error::ErrorKind::DataConversion`] where a value has no form in JSON.
pub fn to_value<T: Json>(value: &T) -> azure_core::Result<Value> {
    Ok(value.encode(serde_json::value::Serializer, Extent::Whole)?)
}

/// A model as the body of a request, with null at each of these places (JSON pointers, RFC 6901). In a merge patch
/// (RFC 7396) null is what removes a property; a field that is `None` is not sent at all.
///
/// ```
/// # #[derive(Default)]
/// # struct Widget { name: Option<String>, tags: Option<std::collections::HashMap<String, String>> }
/// # armrest_runtime::model! { Widget fields { "name" => name, "tags" => tags } }
/// use armrest_runtime::model::with_nulls;
///
/// let widget = Widget { name: Some("w".to_owned()), ..Default::default() };
/// let body = with_nulls(&widget, &["/tags/old"])?;
/// # let azure_core::http::Body::Bytes(bytes) = body.body() else { unreachable!() };
/// assert_eq!(bytes, r#"{"name":"w","tags":{"old":null}}"#);
/// # Ok::<(), azure_core::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where a value has no form in JSON, or a pointer leads through what is no object.
pub fn with_nulls<T: Json>(model: &T, pointers: &[&str]) -> azure_core::Result<RequestContent<T>> {
    let mut body = model.encode(serde_json::value::Serializer, Extent::Sent)?;
    for pointer in pointers {
        let mut place = &mut body;
        for step in pointer.split('/').skip(1) {
            if place.is_null() {
                *place = Value::Object(serde_json::Map::new());
            }
            let name = step.replace("~1", "/").replace("~0", "~");
            let object = place.as_object_mut().ok_or_else(|| {
                Error::with_message(ErrorKind::DataConversion, format!("`{pointer}` leads through what is no object"))
            })?;
            place = object.entry(name).or_insert(Value::Null);
        }
        *place = Value::Null;
    }
    Ok(azure_core::json::to_json(&body)?.into())
}

/// The properties of an object that is being written.
#[derive(Debug)]
pub struct Properties<'m, M> {
    map: &'m mut M,
    extent: Extent,
}

impl<M: SerializeMap> Properties<'_, M> {
    /// Writes a property that has a value.
    ///
    /// # Errors
    ///
    /// Where the value has no form in JSON.
    pub fn write<T: Json>(&mut self, name: &str, field: &Option<T>) -> Result<(), M::Error> {
        self.write_as::<Plain, T>(name, field)
    }

    /// Writes a property that has a value, in the format `F`.
    ///
    /// # Errors
    ///
    /// Where the value has no form in JSON.
    pub fn write_as<F: Format<T>, T>(&mut self, name: &str, field: &Option<T>) -> Result<(), M::Error> {
        match field {
            Some(value) => self.map.serialize_entry(name, &Encoded::<F, T>::new(value, self.extent)),
            None => Ok(()),
        }
    }

    /// Writes the properties that have no field of their own.
    ///
    /// # Errors
    ///
    /// Where a value has no form in JSON.
    pub fn write_rest<T: Json>(&mut self, rest: &Option<HashMap<String, T>>) -> Result<(), M::Error> {
        for (name, value) in rest.iter().flatten() {
            let value = Encoded::<Plain, T>::new(value, self.extent);
            self.map.serialize_entry(name, &value)?;
        }
        Ok(())
    }

    /// Writes a property whose value is always the same.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn write_text(&mut self, name: &str, text: &str) -> Result<(), M::Error> {
        self.map.serialize_entry(name, text)
    }

    /// Whether read-only properties are written.
    pub fn whole(&self) -> bool {
        self.extent == Extent::Whole
    }
}

/// Writes an object property by property.
///
/// # Errors
///
/// Where a value has no form in JSON.
pub fn encode_model<T: Model, S: Serializer>(model: &T, serializer: S, extent: Extent) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    model.write(&mut Properties { map: &mut map, extent })?;
    map.end()
}

/// A value with its format, for serde's methods that take a `Serialize`.
pub(crate) struct Encoded<'v, F, T> {
    value: &'v T,
    extent: Extent,
    format: PhantomData<fn() -> F>,
}

impl<'v, F, T> Encoded<'v, F, T> {
    pub(crate) fn new(value: &'v T, extent: Extent) -> Self {
        Self { value, extent, format: PhantomData }
    }
}

impl<F: Format<T>, T> Serialize for Encoded<'_, F, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        F::encode(self.value, serializer, self.extent)
    }
}

pub(crate) fn encode_list<F: Format<T>, T, S: Serializer>(
    list: &[T],
    serializer: S,
    extent: Extent,
) -> Result<S::Ok, S::Error> {
    let mut items = serializer.serialize_seq(Some(list.len()))?;
    for item in list {
        items.serialize_element(&Encoded::<F, T>::new(item, extent))?;
    }
    items.end()
}

pub(crate) fn encode_map<F: Format<T>, T, S: Serializer>(
    entries: &HashMap<String, T>,
    serializer: S,
    extent: Extent,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (name, value) in entries {
        map.serialize_entry(name, &Encoded::<F, T>::new(value, extent))?;
    }
    map.end()
}
