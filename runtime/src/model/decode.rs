use super::{Json, Model};
use crate::format::{Format, Plain};
use azure_core::Value;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor},
};
use std::{borrow::Cow, collections::HashMap, fmt, marker::PhantomData};

/// The value of one property, not yet read.
#[derive(Debug)]
pub struct Property<'m, A> {
    map: &'m mut A,
}

impl<'de, A: MapAccess<'de>> Property<'_, A> {
    /// Reads the value into `field`; null leaves it empty.
    ///
    /// # Errors
    ///
    /// Where the value is of another type.
    pub fn read<T: Json>(self, field: &mut Option<T>) -> Result<(), A::Error> {
        self.read_as::<Plain, T>(field)
    }

    /// Reads a value of the format `F` into `field`; null leaves it empty.
    ///
    /// # Errors
    ///
    /// Where the value is of another type or form.
    pub fn read_as<F: Format<T>, T>(self, field: &mut Option<T>) -> Result<(), A::Error> {
        *field = self.map.next_value_seed(Nullable::<F, T>::seed())?;
        Ok(())
    }

    /// Keeps a property that has no field of its own.
    ///
    /// # Errors
    ///
    /// Where the value is of another type.
    pub fn keep<T: Json>(self, name: &str, rest: &mut Option<HashMap<String, T>>) -> Result<(), A::Error> {
        if let Some(value) = self.map.next_value_seed(Nullable::<Plain, T>::seed())? {
            rest.get_or_insert_default().insert(name.to_owned(), value);
        }
        Ok(())
    }

    /// Passes over a property that the description does not name.
    ///
    /// # Errors
    ///
    /// Where the JSON is broken.
    pub fn skip(self) -> Result<(), A::Error> {
        self.map.next_value::<IgnoredAny>().map(drop)
    }
}

/// Reads an object property by property.
///
/// # Errors
///
/// Where the JSON is not an object, or a property is not of its field's type; the message names the property.
pub fn decode_model<'de, T: Model, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct ModelVisitor<T>(PhantomData<T>);

    impl<'de, T: Model> Visitor<'de> for ModelVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
            let mut model = T::default();
            while let Some(name) = map.next_key_seed(NameSeed)? {
                let property = Property { map: &mut map };
                model.read(&name, property).map_err(|error| at(&name, &error))?;
            }
            Ok(model)
        }
    }

    deserializer.deserialize_map(ModelVisitor(PhantomData))
}

/// Puts the property (or `[index]`) in front of the path that an error already has.
fn at<E: Error>(step: &str, error: &E) -> E {
    let message = error.to_string();
    match message.strip_prefix('`') {
        Some(rest) if rest.starts_with('[') => E::custom(format_args!("`{step}{rest}")),
        Some(rest) => E::custom(format_args!("`{step}.{rest}")),
        None => E::custom(format_args!("`{step}`: {message}")),
    }
}

struct NameSeed;

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for NameSeed {
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

/// Reads a value of the format `F`, or null.
pub(crate) struct Nullable<F, T>(PhantomData<fn() -> (F, T)>);

impl<F, T> Nullable<F, T> {
    pub(crate) fn seed() -> Self {
        Self(PhantomData)
    }
}

impl<'de, F: Format<T>, T> DeserializeSeed<'de> for Nullable<F, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, F: Format<T>, T> Visitor<'de> for Nullable<F, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        F::decode(deserializer).map(Some)
    }
}

/// Reads a list whose items are of the format `F`. A null item, which no description allows, counts as absent.
pub(crate) fn decode_list<'de, F: Format<T>, T, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct ListVisitor<F, T>(PhantomData<fn() -> (F, T)>);

    impl<'de, F: Format<T>, T> Visitor<'de> for ListVisitor<F, T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::new();
            let mut index = 0usize;
            while let Some(item) =
                items.next_element_seed(Nullable::<F, T>::seed()).map_err(|error| at(&format!("[{index}]"), &error))?
            {
                list.extend(item);
                index += 1;
            }
            Ok(list)
        }
    }

    deserializer.deserialize_seq(ListVisitor::<F, T>(PhantomData))
}

/// Reads an object as a map whose values are of the format `F`. A null value counts as absent.
pub(crate) fn decode_map<'de, F: Format<T>, T, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<HashMap<String, T>, D::Error> {
    struct EntriesVisitor<F, T>(PhantomData<fn() -> (F, T)>);

    impl<'de, F: Format<T>, T> Visitor<'de> for EntriesVisitor<F, T> {
        type Value = HashMap<String, T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries = HashMap::new();
            while let Some(name) = map.next_key_seed(NameSeed)? {
                let value = map.next_value_seed(Nullable::<F, T>::seed()).map_err(|error| at(&name, &error))?;
                entries.extend(value.map(|value| (name.into_owned(), value)));
            }
            Ok(entries)
        }
    }

    deserializer.deserialize_map(EntriesVisitor::<F, T>(PhantomData))
}

/// Reads an enumeration from its text.
///
/// # Errors
///
/// Where the JSON is not a string.
pub fn decode_text<'de, T: for<'t> From<&'t str>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct TextVisitor<T>(PhantomData<T>);

    impl<T: for<'t> From<&'t str>> Visitor<'_> for TextVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E>(self, text: &str) -> Result<T, E> {
            Ok(T::from(text))
        }
    }

    deserializer.deserialize_str(TextVisitor(PhantomData))
}

/// Reads an object whose type one of its own properties tells: `read` gets that property's value and the whole object.
///
/// # Errors
///
/// Where the JSON is not an object, or `read` fails.
pub fn decode_union<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    discriminator: &str,
    read: fn(&str, Value) -> Result<T, serde_json::Error>,
) -> Result<T, D::Error> {
    let object = Value::deserialize(deserializer)?;
    if !object.is_object() {
        return Err(D::Error::custom("invalid type: expected an object"));
    }
    let kind = object.get(discriminator).and_then(Value::as_str).unwrap_or_default().to_owned();
    read(&kind, object).map_err(D::Error::custom)
}

pub(super) fn decode_integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i128, D::Error> {
    struct IntegerVisitor;

    impl Visitor<'_> for IntegerVisitor {
        type Value = i128;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an integer")
        }

        fn visit_i64<E>(self, number: i64) -> Result<i128, E> {
            Ok(number.into())
        }

        fn visit_u64<E>(self, number: u64) -> Result<i128, E> {
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

    deserializer.deserialize_i64(IntegerVisitor)
}
