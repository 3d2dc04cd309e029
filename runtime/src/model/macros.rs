/// A model's table of properties: each wire name with its field, and last those that are read-only: received and never
/// sent. A property in another format than its type's usual one names it after `as`; the field behind `..` keeps
/// the properties that have none of their own.
///
/// ```
/// # use azure_core::time::OffsetDateTime;
/// # use std::collections::HashMap;
/// use armrest_runtime::{format::UnixTime, model::to_value};
///
/// #[derive(Default)]
/// struct Key {
///     name: Option<String>,
///     id: Option<String>,
///     created: Option<OffsetDateTime>,
///     tags: Option<HashMap<String, String>>,
/// }
///
/// armrest_runtime::model! {
///     Key
///     fields { "name" => name }
///     read_only { "id" => id, "created" => created as UnixTime }
///     rest tags
/// }
///
/// let key: Key = serde_json::from_str(r#"{"id":"7","name":"n","created":9,"x":"y"}"#)?;
/// assert_eq!(serde_json::to_string(&key)?, r#"{"name":"n","x":"y"}"#);
/// assert_eq!(to_value(&key)?["created"], 9);
/// # Ok::<(), azure_core::Error>(())
/// ```
#[macro_export]
macro_rules! model {
    (
        $model:ident
        $(constant { $($constant:literal = $text:literal),* $(,)? })?
        $(fields { $($sent:literal => $sent_field:ident $(as $sent_format:ty)?),* $(,)? })?
        $(read_only { $($received:literal => $received_field:ident $(as $received_format:ty)?),* $(,)? })?
        $(rest $rest:ident)?
    ) => {
        impl $crate::model::Model for $model {
            fn read<'de, A: $crate::__private::MapAccess<'de>>(
                &mut self,
                name: &str,
                property: $crate::model::Property<'_, A>,
            ) -> ::core::result::Result<(), A::Error> {
                match name {
                    $($($sent => $crate::__read!(self, property, $sent_field $(, $sent_format)?),)*)?
                    $($($received => $crate::__read!(self, property, $received_field $(, $received_format)?),)*)?
                    $($($constant => property.skip(),)*)?
                    _ => $crate::__rest!(self, property, name $(, $rest)?),
                }
            }

            fn write<M: $crate::__private::SerializeMap>(
                &self,
                properties: &mut $crate::model::Properties<'_, M>,
            ) -> ::core::result::Result<(), M::Error> {
                $($(properties.write_text($constant, $text)?;)*)?
                $($($crate::__write!(self, properties, $sent, $sent_field $(, $sent_format)?);)*)?
                $(if properties.whole() {
                    $($crate::__write!(self, properties, $received, $received_field $(, $received_format)?);)*
                })?
                $(properties.write_rest(&self.$rest)?;)?
                let _ = properties;
                ::core::result::Result::Ok(())
            }
        }

        impl $crate::model::Json for $model {
            fn decode<'de, D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::model::decode_model(deserializer)
            }

            fn encode<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
                extent: $crate::model::Extent,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::model::encode_model(self, serializer, extent)
            }
        }
        $crate::__serde!($model);
    };
}

/// A string enumeration's table: each value with its variant. All others are its `UnknownValue`.
#[macro_export]
macro_rules! string_enum {
    ($name:ident { $($text:literal => $variant:ident),* $(,)? }) => {
        impl $name {
            /// The value as it stands in JSON.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::UnknownValue(text) => text,
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::UnknownValue(text.to_owned()),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::Parameter for $name {
            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Borrowed(self.as_str())
            }
        }

        impl $crate::model::Json for $name {
            fn decode<'de, D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::model::decode_text(deserializer)
            }

            fn encode<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
                _: $crate::model::Extent,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        $crate::__serde!($name);
    };
}

/// An enumeration of numbers: each value with its variant. All others are its `UnknownValue`.
#[macro_export]
macro_rules! number_enum {
    ($name:ident: $type:ty { $($number:literal => $variant:ident),* $(,)? }) => {
        impl $name {
            /// The value as it stands in JSON.
            pub fn value(&self) -> $type {
                match self {
                    $(Self::$variant => $number,)*
                    Self::UnknownValue(number) => *number,
                }
            }
        }

        impl ::core::convert::From<$type> for $name {
            fn from(number: $type) -> Self {
                $(if number == $number {
                    return Self::$variant;
                })*
                Self::UnknownValue(number)
            }
        }

        impl $crate::Parameter for $name {
            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Owned(self.value().to_string())
            }
        }

        impl $crate::model::Json for $name {
            fn decode<'de, D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <$type as $crate::model::Json>::decode(deserializer).map(Self::from)
            }

            fn encode<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
                extent: $crate::model::Extent,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::model::Json::encode(&self.value(), serializer, extent)
            }
        }
        $crate::__serde!($name);
    };
}

/// A discriminated type's table: the property that tells, and each of its values with the variant, which is named as
/// its model. An object of any other kind is kept whole as `UnknownValue`.
#[macro_export]
macro_rules! union {
    ($name:ident by $discriminator:literal { $($kind:literal => $variant:ident),* $(,)? }) => {
        impl $crate::model::Json for $name {
            fn decode<'de, D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::model::decode_union(deserializer, $discriminator, |kind, object| {
                    match kind {
                        $($kind => $crate::model::Json::decode(object).map(Self::$variant),)*
                        _ => ::core::result::Result::Ok(Self::UnknownValue(object)),
                    }
                })
            }

            fn encode<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
                extent: $crate::model::Extent,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(model) => $crate::model::Json::encode(model, serializer, extent),)*
                    Self::UnknownValue(object) => $crate::model::Json::encode(object, serializer, extent),
                }
            }
        }

        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self::UnknownValue($crate::__private::empty_object())
            }
        }
        $crate::__serde!($name);
    };
}

/// A page's table: where its items are.
#[macro_export]
macro_rules! page {
    ($page:ident of $item:ty { $($field:ident)? }) => {
        impl ::azure_core::http::pager::Page for $page {
            type Item = $item;
            type IntoIter = ::std::vec::IntoIter<$item>;

            fn into_items<'async_trait>(
                self,
            ) -> ::core::pin::Pin<
                ::std::boxed::Box<
                    dyn ::core::future::Future<Output = ::azure_core::Result<Self::IntoIter>>
                        + Send
                        + 'async_trait,
                >,
            >
            where
                Self: 'async_trait,
            {
                let items = $crate::__items!(self $(, $field)?);
                ::std::boxed::Box::pin(::core::future::ready(Ok(items.into_iter())))
            }
        }
    };
}

/// Makes models that are sent the body of a request by `try_into`.
#[macro_export]
macro_rules! request_content {
    ($($model:ty),* $(,)?) => {
        $(impl ::core::convert::TryFrom<$model> for ::azure_core::http::RequestContent<$model> {
            type Error = ::azure_core::Error;

            fn try_from(model: $model) -> ::azure_core::Result<Self> {
                Ok(::azure_core::json::to_json(&model)?.into())
            }
        })*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __read {
    ($self:ident, $property:ident, $field:ident) => {
        $property.read(&mut $self.$field)
    };
    ($self:ident, $property:ident, $field:ident, $format:ty) => {
        $property.read_as::<$format, _>(&mut $self.$field)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __rest {
    ($self:ident, $property:ident, $name:ident) => {
        $property.skip()
    };
    ($self:ident, $property:ident, $name:ident, $rest:ident) => {
        $property.keep($name, &mut $self.$rest)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __write {
    ($self:ident, $properties:ident, $name:literal, $field:ident) => {
        $properties.write($name, &$self.$field)?
    };
    ($self:ident, $properties:ident, $name:literal, $field:ident, $format:ty) => {
        $properties.write_as::<$format, _>($name, &$self.$field)?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __items {
    ($self:ident) => {{
        let _ = $self;
        ::std::vec::Vec::new()
    }};
    ($self:ident, $field:ident) => {
        $self.$field.unwrap_or_default()
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($model:ident) => {
        impl<'de> $crate::__private::Deserialize<'de> for $model {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::model::Json::decode(deserializer)
            }
        }

        impl $crate::__private::Serialize for $model {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::model::Json::encode(self, serializer, $crate::model::Extent::Sent)
            }
        }
    };
}
