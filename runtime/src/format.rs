//! Forms of values on the wire, other than their type's usual one, by the names of OpenAPI 2.0's and AutoRest's formats.

use crate::model::{Extent, Json};
use azure_core::{
    base64 as core_base64,
    time::{OffsetDateTime, parse_rfc7231, to_rfc7231},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::collections::HashMap;

/// A form in which a `T` stands in JSON.
pub trait Format<T> {
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// Where the JSON is of another type or form.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// Where the value has no such form.
    fn encode<S: Serializer>(value: &T, serializer: S, extent: Extent) -> Result<S::Ok, S::Error>;
}

/// The usual form of the type.
#[derive(Debug)]
pub struct Plain;

impl<T: Json> Format<T> for Plain {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::decode(deserializer)
    }

    fn encode<S: Serializer>(value: &T, serializer: S, extent: Extent) -> Result<S::Ok, S::Error> {
        value.encode(serializer, extent)
    }
}

/// A list whose items are of the format `F`.
#[derive(Debug)]
pub struct List<F>(F);

impl<F: Format<T>, T> Format<Vec<T>> for List<F> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        crate::model::decode_list::<F, T, D>(deserializer)
    }

    fn encode<S: Serializer>(list: &Vec<T>, serializer: S, extent: Extent) -> Result<S::Ok, S::Error> {
        crate::model::encode_list::<F, T, S>(list, serializer, extent)
    }
}

/// An object whose values are of the format `F`.
#[derive(Debug)]
pub struct Map<F>(F);

impl<F: Format<T>, T> Format<HashMap<String, T>> for Map<F> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<HashMap<String, T>, D::Error> {
        crate::model::decode_map::<F, T, D>(deserializer)
    }

    fn encode<S: Serializer>(entries: &HashMap<String, T>, serializer: S, extent: Extent) -> Result<S::Ok, S::Error> {
        crate::model::encode_map::<F, T, S>(entries, serializer, extent)
    }
}

/// `date-time-rfc1123`: `Sun, 06 Nov 1994 08:49:37 GMT`.
#[derive(Debug)]
pub struct Rfc1123;

impl Format<OffsetDateTime> for Rfc1123 {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<OffsetDateTime, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_rfc7231(&text).map_err(D::Error::custom)
    }

    fn encode<S: Serializer>(date: &OffsetDateTime, serializer: S, _: Extent) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&to_rfc7231(date))
    }
}

/// `unixtime`: seconds since 1970.
#[derive(Debug)]
pub struct UnixTime;

impl Format<OffsetDateTime> for UnixTime {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<OffsetDateTime, D::Error> {
        OffsetDateTime::from_unix_timestamp(<i64 as Json>::decode(deserializer)?).map_err(D::Error::custom)
    }

    fn encode<S: Serializer>(date: &OffsetDateTime, serializer: S, _: Extent) -> Result<S::Ok, S::Error> {
        date.unix_timestamp().serialize(serializer)
    }
}

/// `byte`: base64.
#[derive(Debug)]
pub struct Base64;

impl Format<Vec<u8>> for Base64 {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        core_base64::decode(text).map_err(D::Error::custom)
    }

    fn encode<S: Serializer>(bytes: &Vec<u8>, serializer: S, _: Extent) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&core_base64::encode(bytes))
    }
}

/// `base64url`: base64 for URLs, without padding.
#[derive(Debug)]
pub struct Base64Url;

impl Format<Vec<u8>> for Base64Url {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        core_base64::decode_url_safe(text.trim_end_matches('=')).map_err(D::Error::custom)
    }

    fn encode<S: Serializer>(bytes: &Vec<u8>, serializer: S, _: Extent) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&core_base64::encode_url_safe(bytes))
    }
}

/// A date for a URL or header, as `date-time-rfc1123`.
pub fn rfc1123(date: &OffsetDateTime) -> String {
    to_rfc7231(date)
}

/// A date for a URL or header, as `unixtime`.
pub fn unix_time(date: &OffsetDateTime) -> i64 {
    date.unix_timestamp()
}

/// Bytes for a URL or header, as `byte`.
pub fn base64(bytes: impl AsRef<[u8]>) -> String {
    core_base64::encode(bytes)
}

/// Bytes for a URL or header, as `base64url`.
pub fn base64_url(bytes: impl AsRef<[u8]>) -> String {
    core_base64::encode_url_safe(bytes)
}
