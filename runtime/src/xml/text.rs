use super::invalid;
use crate::{
    Parameter as _,
    model::{Extent, Slot, View, Viewed, read_value},
};
use azure_core::Result;
use serde::{
    Deserializer,
    de::{Visitor, value::Error},
    forward_to_deserialize_any,
};

/// Reads a text, number, date or the like from a text.
pub(super) fn read(slot: Slot<'_>, text: &str) -> Result<()> {
    read_value(slot, Text(text)).map_err(invalid)
}

/// A text, number, date or the like as a text.
pub(super) fn write(view: View<'_>, extent: Extent) -> Result<String> {
    let json = serde_json::to_value(Viewed { view, extent })?;
    Ok(json.to_text().into_owned())
}

/// A text from which numbers and booleans are read too, by the type that is asked for.
struct Text<'t>(&'t str);

macro_rules! parsed {
    ($($deserialize:ident $visit:ident $type:ty, $what:literal;)*) => {
        $(fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Error> {
            match self.0.trim().parse::<$type>() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(serde::de::Error::invalid_type(serde::de::Unexpected::Str(self.0), &$what)),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for Text<'_> {
    type Error = Error;

    parsed! {
        deserialize_bool visit_bool bool, "a boolean";
        deserialize_i64 visit_i64 i64, "an integer";
        deserialize_f32 visit_f32 f32, "a number";
        deserialize_f64 visit_f64 f64, "a number";
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Error> {
        visitor.visit_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}
