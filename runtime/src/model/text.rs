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
                Err(_) => self.refuse($what),
            }
        })*
    };
}

impl Text<'_> {
    fn refuse<T>(self, expected: &str) -> Result<T, Error> {
        // Not the text, which may be a secret.
        Err(serde::de::Error::invalid_type(serde::de::Unexpected::Other("string"), &expected))
    }
}

impl<'de> Deserializer<'de> for Text<'_> {
    type Error = Error;

    parsed! {
        deserialize_f32 visit_f32 f32, "a number";
        deserialize_f64 visit_f64 f64, "a number";
    }

    /// .NET writes `True`, and XML also `1` (XML Schema, `boolean`).
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Error> {
        match self.0.trim().to_ascii_lowercase().as_str() {
            "true" | "1" => visitor.visit_bool(true),
            "false" | "0" => visitor.visit_bool(false),
            _ => self.refuse("a boolean"),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> std::result::Result<V::Value, Error> {
        let text = self.0.trim();
        match (text.parse::<i64>(), text.parse::<u64>(), text.parse::<f64>()) {
            (Ok(number), _, _) => visitor.visit_i64(number),
            (_, Ok(number), _) => visitor.visit_u64(number),
            (_, _, Ok(number)) => visitor.visit_f64(number),
            _ => self.refuse("an integer"),
        }
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
