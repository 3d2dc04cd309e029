use super::{EnumerationSlot, Inner, ListSlot, MapSlot, Model, Slot, UnionSlot, Wire};
use crate::format::{Format, parse_date};
use azure_core::{Value, base64, credentials::Secret, time::OffsetDateTime};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor},
};
use std::{borrow::Cow, fmt};

/// Reads a model from the text of JSON.
///
/// # Errors
///
/// [`azure_core::error::ErrorKind::DataConversion`] where the text is not JSON of the type; the message names the
/// property.
pub fn from_json<T: Wire>(text: impl AsRef<[u8]>) -> azure_core::Result<T> {
    from_json_in(text, Format::Usual)
}

/// Reads a value whose dates and bytes are in some form.
pub(crate) fn from_json_in<T: Wire>(text: impl AsRef<[u8]>, form: Format) -> azure_core::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_slice(text.as_ref());
    let value = decode_in(&mut deserializer, form)?;
    deserializer.end()?;
    Ok(value)
}

/// Reads a value, for its `Deserialize`.
///
/// # Errors
///
/// Where it is not of the type; the message names the property.
pub fn decode<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    decode_in(deserializer, Format::Usual)
}

/// The error for a response without a body, instead of the parser's message about the end of its input.
pub(crate) const NO_BODY: &str = "the response has no body";

fn decode_in<'de, T: Wire, D: Deserializer<'de>>(deserializer: D, form: Format) -> Result<T, D::Error> {
    let mut value = None;
    let body = Nullable(T::slot(&mut value, form), Position::Kept);
    deserializer.deserialize_option(body).map_err(|error: D::Error| match error.to_string() {
        empty if empty == "EOF while parsing a value at line 1 column 0" => D::Error::custom(NO_BODY),
        message => D::Error::custom(without_text(message)),
    })?;
    value.ok_or_else(|| D::Error::custom("invalid type: null"))
}

/// Whether null takes part in what is around it.
#[derive(Clone, Copy)]
enum Position {
    /// A property: null counts as absent, but where anything may be.
    Property,
    /// An item of a list, an entry of a map, or a whole body: null keeps its position.
    Kept,
}

/// Reads a value that may be null.
struct Nullable<'f>(Slot<'f>, Position);

impl Nullable<'_> {
    fn null<E: Error>(self) -> Result<(), E> {
        let wrong = |expected: &str| Err(E::invalid_type(Unexpected::Unit, &expected));
        match (self.0, self.1) {
            (Slot::Any(field), _) => *field = Some(Value::Null),
            (_, Position::Property) | (Slot::Skip | Slot::Entry(_), _) => {}
            (Slot::Nested(field, format), _) => field.fill(format, &mut |_| {}),
            // What can be empty is.
            (Slot::Model(field), _) => {
                field.begin();
            }
            (Slot::List(field, _), _) => field.begin(),
            (Slot::Map(field, _), _) => field.begin(),
            (Slot::Union(field), _) => field.keep(Value::Null),
            (Slot::Boolean(_), _) => return wrong("a boolean"),
            (Slot::Int32(_) | Slot::Int64(_) | Slot::UInt64(_), _) => return wrong("an integer"),
            (Slot::Float(_) | Slot::Number(_), _) => return wrong("a number"),
            (Slot::Date(..), _) => return wrong("a date"),
            (Slot::Bytes(..), _) => return wrong("bytes"),
            (Slot::Text(_) | Slot::Secret(_) | Slot::Enumeration(_), _) => return wrong("a string"),
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Nullable<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Nullable<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.null()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.null()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        read_value(self.0, deserializer)
    }
}

/// Reads a value into a slot.
pub(crate) fn read_value<'de, D: Deserializer<'de>>(slot: Slot<'_>, deserializer: D) -> Result<(), D::Error> {
    match slot {
        Slot::Skip | Slot::Entry(_) => {
            IgnoredAny::deserialize(deserializer)?;
        }
        Slot::Text(field) => *field = Some(String::deserialize(deserializer)?),
        Slot::Secret(field) => *field = Some(secret(deserializer)?),
        Slot::Boolean(field) => *field = Some(bool::deserialize(deserializer)?),
        Slot::Int32(field) => *field = Some(integer(deserializer, "an integer of i32")?),
        Slot::Int64(field) => *field = Some(integer(deserializer, "an integer of i64")?),
        Slot::UInt64(field) => *field = Some(integer(deserializer, "an integer of u64")?),
        Slot::Float(field) => *field = Some(f64::deserialize(deserializer)?),
        Slot::Any(field) => *field = Some(Value::deserialize(deserializer)?),
        Slot::Date(field, format) => *field = Some(date(format, deserializer)?),
        Slot::Bytes(field, format) => *field = Some(bytes(format, deserializer)?),
        Slot::Enumeration(field) => deserializer.deserialize_any(Text(field))?,
        Slot::Model(field) => deserializer.deserialize_map(Properties(field.begin()))?,
        Slot::Union(field) => union(field, deserializer)?,
        Slot::List(field, format) => deserializer.deserialize_seq(Items(field, format))?,
        Slot::Map(field, format) => deserializer.deserialize_map(Entries(field, format))?,
        Slot::Number(field) => once(deserializer, |read| field.fill(read))?,
        Slot::Nested(field, format) => once(deserializer, |read| field.fill(format, read))?,
    }
    Ok(())
}

/// Reads the value into the slot that `fill` asks for.
fn once<'de, D: Deserializer<'de>>(
    deserializer: D,
    fill: impl FnOnce(&mut dyn FnMut(Slot<'_>)),
) -> Result<(), D::Error> {
    let mut deserializer = Some(deserializer);
    let mut done = Ok(());
    fill(&mut |slot| {
        if let Some(deserializer) = deserializer.take() {
            done = read_value(slot, deserializer);
        }
    });
    done
}

/// The usual error would show the value that did not fit.
fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    match Value::deserialize(deserializer) {
        Ok(Value::String(secret)) => Ok(Secret::new(secret)),
        _ => Err(D::Error::custom("invalid type: expected a secret string")),
    }
}

fn date<'de, D: Deserializer<'de>>(format: Format, deserializer: D) -> Result<OffsetDateTime, D::Error> {
    match format {
        Format::UnixTime => {
            let seconds = integer(deserializer, "an integer of i64")?;
            OffsetDateTime::from_unix_timestamp(seconds).map_err(D::Error::custom)
        }
        // A service may write one where the description says the other: which it is can be seen.
        Format::Usual | Format::Rfc1123 | Format::Base64Url => {
            parse_date(&String::deserialize(deserializer)?).map_err(D::Error::custom)
        }
    }
}

fn integer<'de, D: Deserializer<'de>, T: TryFrom<i128>>(
    deserializer: D,
    expected: &'static str,
) -> Result<T, D::Error> {
    let number = deserializer.deserialize_i64(Integer)?;
    T::try_from(number).map_err(|_| {
        let found = match (i64::try_from(number), u64::try_from(number)) {
            (Ok(number), _) => Unexpected::Signed(number),
            (_, Ok(number)) => Unexpected::Unsigned(number),
            _ => Unexpected::Other("integer"),
        };
        D::Error::invalid_value(found, &expected)
    })
}

fn bytes<'de, D: Deserializer<'de>>(format: Format, deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let decoded = match format {
        Format::Base64Url => base64::decode_url_safe(text.trim_end_matches('=')),
        _ => base64::decode(text),
    };
    decoded.map_err(D::Error::custom)
}

/// Reads an object whose type one of its own properties tells.
fn union<'de, D: Deserializer<'de>>(field: &mut dyn UnionSlot, deserializer: D) -> Result<(), D::Error> {
    let object = Value::deserialize(deserializer)?;
    if !object.is_object() {
        return Err(D::Error::custom("invalid type: expected an object"));
    }
    of_kind(field, object).map_err(D::Error::custom)
}

fn of_kind(field: &mut dyn UnionSlot, object: Value) -> Result<(), serde_json::Error> {
    let kind = match object.get(field.discriminator()) {
        Some(Value::String(kind)) => Cow::Borrowed(kind.as_str()),
        Some(kind @ (Value::Number(_) | Value::Bool(_))) => kind.to_string().into(),
        _ => Cow::Borrowed(""),
    };
    match field.begin(&kind) {
        Some(Inner::Model(model)) => object.deserialize_map(Properties(model)),
        Some(Inner::Union(inner)) => of_kind(inner, object),
        None => {
            field.keep(object);
            Ok(())
        }
    }
}

fn at<E: Error>(step: &str, error: &E) -> E {
    E::custom(placed(step, error))
}

/// The words of an error with the property (or `[index]`) in front of the path that they already have.
pub(super) fn placed(step: &str, error: &impl fmt::Display) -> String {
    let message = without_text(error.to_string());
    match message.strip_prefix('`') {
        Some(rest) if rest.starts_with('[') => format!("`{step}{rest}"),
        Some(rest) => format!("`{step}.{rest}"),
        None => format!("`{step}`: {message}"),
    }
}

/// serde's message `invalid type: string "…", expected …` without the text: what a service sends where something else is
/// expected may be a secret.
pub(crate) fn without_text(message: String) -> String {
    let parts = message.split_once(" string \"").and_then(|(before, text)| {
        // What is expected is our own words; the text may hold any.
        let (_, expected) = text.rsplit_once("\", expected ")?;
        Some(format!("{before} string, expected {expected}"))
    });
    parts.unwrap_or(message)
}

/// Reads an object property by property.
struct Properties<'f>(&'f mut dyn Model);

impl<'de> Visitor<'de> for Properties<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key_seed(Name)? {
            let read = match self.0.slot(&name) {
                Slot::Entry(rest) => read_entry(rest, &name, Format::Usual, &mut map),
                slot => map.next_value_seed(Nullable(slot, Position::Property)),
            };
            read.map_err(|error| at(&name, &error))?;
        }
        Ok(())
    }
}

/// Reads the value of a map's entry.
fn read_entry<'de, A: MapAccess<'de>>(
    entries: &mut dyn MapSlot,
    name: &str,
    format: Format,
    map: &mut A,
) -> Result<(), A::Error> {
    let mut read = Ok(());
    entries.insert(name, format, &mut |slot| read = map.next_value_seed(Nullable(slot, Position::Kept)));
    read
}

/// Reads a list.
struct Items<'f>(&'f mut dyn ListSlot, Format);

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.begin();
        let mut index = 0usize;
        loop {
            let mut read = Ok(None);
            self.0.push(self.1, &mut |slot| read = items.next_element_seed(Nullable(slot, Position::Kept)));
            if read.map_err(|error| at(&format!("[{index}]"), &error))?.is_none() {
                return Ok(());
            }
            index += 1;
        }
    }
}

/// Reads an object as a map.
struct Entries<'f>(&'f mut dyn MapSlot, Format);

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.0.begin();
        while let Some(name) = map.next_key_seed(Name)? {
            read_entry(self.0, &name, self.1, &mut map).map_err(|error| at(&name, &error))?;
        }
        Ok(())
    }
}

struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property's name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}

/// Reads a text without keeping it. A number or boolean counts as its text: descriptions list `1` among strings.
struct Text<'f>(&'f mut dyn EnumerationSlot);

impl Visitor<'_> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.set(text);
        Ok(())
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<(), E> {
        self.visit_str(if flag { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }
}

/// Reads an integer, which a service may write as `5.0`.
struct Integer;

impl Visitor<'_> for Integer {
    type Value = i128;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E>(self, number: i64) -> Result<i128, E> {
        Ok(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<i128, E> {
        Ok(number.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<i128, E> {
        if number.fract() == 0.0 && number.abs() < 9.0e15 {
            Ok(number as i128)
        } else {
            Err(E::invalid_type(Unexpected::Float(number), &self))
        }
    }
}
