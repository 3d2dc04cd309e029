use super::{Slot, decode::read_value};
use serde::{
    Deserializer,
    de::{Visitor, value::Error},
    forward_to_deserialize_any,
};

/// Reads a text, number, date or the like from a text.
pub(crate) fn read_text(slot: Slot<'_>, text: &str) -> Result<(), Error> {
    read_value(slot, Text(text))
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
