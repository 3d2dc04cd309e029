use super::{Extent, View, Wire, decode::placed};
use crate::format::{Format, http_date, rfc3339};
use azure_core::{Bytes, Error, Value, base64, error::ErrorKind, http::RequestContent};
use serde::{
    Serialize, Serializer,
    ser::{Error as _, SerializeMap, SerializeSeq},
};

/// All that a model holds as JSON, read-only properties included, which are not sent.
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where a value has no form in JSON.
pub fn to_value<T: Wire>(value: &T) -> azure_core::Result<Value> {
    Ok(serde_json::to_value(Viewed { view: value.view(Format::Usual), extent: Extent::Whole })?)
}

/// What a service takes of a model, as the text of JSON.
///
/// # Errors
///
/// [`ErrorKind::DataConversion`] where a value has no form in JSON.
pub fn to_json<T: Wire>(value: &T) -> azure_core::Result<Bytes> {
    to_json_in(value, Format::Usual)
}

/// What a service takes of a value whose dates and bytes are in some form.
pub(crate) fn to_json_in<T: Wire>(value: &T, form: Format) -> azure_core::Result<Bytes> {
    azure_core::json::to_json(&sent(value, form))
}

/// Writes all that a model holds, for its `Serialize`: what is stored can be read again and nothing is lost. What a
/// service takes is [`to_json`].
///
/// # Errors
///
/// Where a value has no form in JSON, such as a date of the year 10000.
pub fn encode<T: Wire, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    Viewed { view: value.view(Format::Usual), extent: Extent::Whole }.serialize(serializer)
}

fn sent<T: Wire>(value: &T, form: Format) -> Viewed<'_> {
    Viewed { view: value.view(form), extent: Extent::Sent }
}

/// A model as the body of a request, with null at each of these places (JSON pointers, RFC 6901). In a merge patch
/// (RFC 7396) null is what removes a property; a field that is `None` is not sent at all. In a list null is put in front
/// of what is there. Items and values that are `Option` need no pointer: `None` among them is sent as null.
///
/// ```
/// # #[derive(Default)]
/// # struct Widget { name: Option<String>, tags: Option<std::collections::HashMap<String, String>> }
/// # armrest_runtime::codegen::model! { Widget fields { "name" => name, "tags" => tags } }
/// use armrest_runtime::with_nulls;
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
/// [`ErrorKind::DataConversion`] where a value has no form in JSON, or a pointer leads nowhere.
pub fn with_nulls<T: Wire>(model: &T, pointers: &[&str]) -> azure_core::Result<RequestContent<T>> {
    let mut body = serde_json::to_value(sent(model, Format::Usual))?;
    for pointer in pointers {
        let mut place = &mut body;
        let mut steps = pointer.split('/').skip(1).peekable();
        while let Some(step) = steps.next() {
            let name = step.replace("~1", "/").replace("~0", "~");
            let wrong = || Error::with_message(ErrorKind::DataConversion, format!("`{pointer}`: there is no `{name}`"));
            if place.is_null() {
                *place = Value::Object(serde_json::Map::new());
            }
            place = match place {
                Value::Array(items) => {
                    let index = name.parse().unwrap_or(usize::MAX);
                    if steps.peek().is_none() && index <= items.len() {
                        items.insert(index, Value::Null);
                    }
                    items.get_mut(index).ok_or_else(wrong)?
                }
                Value::Object(object) => object.entry(name.clone()).or_insert(Value::Null),
                _ => return Err(wrong()),
            };
        }
        *place = Value::Null;
    }
    Ok(azure_core::json::to_json(&body)?.into())
}

/// A value with how much of it is written, for serde's methods that take a `Serialize`.
#[derive(Clone, Copy)]
pub(crate) struct Viewed<'v> {
    pub(crate) view: View<'v>,
    pub(crate) extent: Extent,
}

impl Serialize for Viewed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let extent = self.extent;
        match self.view {
            View::Nothing | View::Null => serializer.serialize_none(),
            View::Text(text) | View::Secret(text) | View::Enumeration(text, _) => serializer.serialize_str(text),
            View::Boolean(flag) => serializer.serialize_bool(flag),
            View::Int32(number) => serializer.serialize_i32(number),
            View::Int64(number) => serializer.serialize_i64(number),
            View::UInt64(number) => serializer.serialize_u64(number),
            View::Float(number) => float(number, serializer),
            View::Any(value) => value.serialize(serializer),
            View::Date(date, Format::Rfc1123) => serializer.serialize_str(&http_date(date).map_err(S::Error::custom)?),
            View::Date(date, Format::UnixTime) => serializer.serialize_i64(date.unix_timestamp()),
            View::Date(date, _) => serializer.serialize_str(&rfc3339(date).map_err(S::Error::custom)?),
            View::Bytes(bytes, Format::Base64Url) => serializer.serialize_str(&base64::encode_url_safe(bytes)),
            View::Bytes(bytes, _) => serializer.serialize_str(&base64::encode(bytes)),
            View::Model(model) => {
                let whole = extent == Extent::Whole;
                write_map(serializer, extent, |each| model.views(whole, each))
            }
            View::Map(map, format) => write_map(serializer, extent, |each| map.each(format, each)),
            View::List(list, format) => {
                let mut items = serializer.serialize_seq(None)?;
                let mut written = Ok(());
                let mut index = 0usize;
                list.each(format, &mut |view| {
                    if written.is_ok() {
                        let item = items.serialize_element(&Viewed { view, extent });
                        written = item.map_err(|error| S::Error::custom(placed(&format!("[{index}]"), &error)));
                        index += 1;
                    }
                });
                written?;
                items.end()
            }
        }
    }
}

/// A whole number is written as an integer: a service that reads integers takes `5` and not `5.0`, and one that reads
/// floating-point numbers takes both.
fn float<S: Serializer>(number: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if !number.is_finite() {
        return Err(S::Error::custom(format_args!("not a finite number: `{number}`")));
    }
    let negative_zero = number == 0.0 && number.is_sign_negative();
    // Within ±2^63, whole numbers are exact as `i64`.
    if number.fract() == 0.0 && number.abs() < 9_223_372_036_854_775_808.0 && !negative_zero {
        serializer.serialize_i64(number as i64)
    } else {
        serializer.serialize_f64(number)
    }
}

fn write_map<S: Serializer>(
    serializer: S,
    extent: Extent,
    entries: impl FnOnce(&mut dyn FnMut(&str, View<'_>)),
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let mut written = Ok(());
    entries(&mut |name, view| {
        if written.is_ok() && !matches!(view, View::Nothing) {
            let entry = map.serialize_entry(name, &Viewed { view, extent });
            written = entry.map_err(|error| S::Error::custom(placed(name, &error)));
        }
    });
    written?;
    map.end()
}
