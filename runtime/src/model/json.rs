use super::{Extent, decode, encode};
use crate::format::Plain;
use azure_core::{Value, credentials::Secret, time::OffsetDateTime};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Unexpected},
};
use std::collections::HashMap;

/// A type that is read from JSON and written to it in its usual form: a date as RFC 3339, an object property by
/// property.
pub trait Json: Sized {
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// Where the JSON is of another type; the message names the property.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// Where the value has no form in JSON, such as a date of the year 10000.
    fn encode<S: Serializer>(&self, serializer: S, extent: Extent) -> Result<S::Ok, S::Error>;
}

impl<T: Json> Json for Box<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Box::new)
    }

    fn encode<S: Serializer>(&self, serializer: S, extent: Extent) -> Result<S::Ok, S::Error> {
        (**self).encode(serializer, extent)
    }
}

impl<T: Json> Json for Vec<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode::decode_list::<Plain, T, D>(deserializer)
    }

    fn encode<S: Serializer>(&self, serializer: S, extent: Extent) -> Result<S::Ok, S::Error> {
        encode::encode_list::<Plain, T, S>(self, serializer, extent)
    }
}

impl<T: Json> Json for HashMap<String, T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decode::decode_map::<Plain, T, D>(deserializer)
    }

    fn encode<S: Serializer>(&self, serializer: S, extent: Extent) -> Result<S::Ok, S::Error> {
        encode::encode_map::<Plain, T, S>(self, serializer, extent)
    }
}

impl Json for OffsetDateTime {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        azure_core::time::rfc3339::deserialize(deserializer)
    }

    fn encode<S: Serializer>(&self, serializer: S, _: Extent) -> Result<S::Ok, S::Error> {
        azure_core::time::rfc3339::serialize(self, serializer)
    }
}

impl Json for Secret {
    /// The usual error would show the value that did not fit.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer) {
            Ok(Value::String(secret)) => Ok(Self::new(secret)),
            _ => Err(D::Error::custom("invalid type: expected a secret string")),
        }
    }

    fn encode<S: Serializer>(&self, serializer: S, _: Extent) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.secret())
    }
}

macro_rules! by_serde {
    ($($type:ty)*) => {
        $(impl Json for $type {
            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }

            fn encode<S: Serializer>(&self, serializer: S, _: Extent) -> Result<S::Ok, S::Error> {
                self.serialize(serializer)
            }
        })*
    };
}

by_serde!(String bool f32 f64 Value);

macro_rules! integers {
    ($($type:ty)*) => {
        $(impl Json for $type {
            /// A service may write a whole number as `5.0`.
            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let number = decode::decode_integer(deserializer)?;
                Self::try_from(number).map_err(|_| {
                    D::Error::invalid_value(
                        Unexpected::Other(&number.to_string()),
                        &concat!("an integer of ", stringify!($type)),
                    )
                })
            }

            fn encode<S: Serializer>(&self, serializer: S, _: Extent) -> Result<S::Ok, S::Error> {
                self.serialize(serializer)
            }
        })*
    };
}

integers!(i32 i64);
