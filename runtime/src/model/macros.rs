/// A model's table of properties: each wire name with its field, and last those that are read-only: received and never
/// sent. A table without one of the fields does not compile.
///
/// A property in another format than its type's usual one names it after `as`, as one in a box says `as Boxed`; the
/// field behind `rest` keeps the properties that have none of their own. `xml` says how the model is written in XML: the name
/// of its element, and the paths to properties that are not in elements of their names.
///
/// The model's `Debug` is that of azure_core's `SafeDebug`: its name and no values, which may be personal, or with
/// azure_core's feature `debug` all values but those of the fields behind `secret`.
///
/// ```
/// # use azure_core::time::OffsetDateTime;
/// # use std::collections::HashMap;
/// use armrest_runtime::{from_json, to_json, to_value};
///
/// #[derive(Default)]
/// struct Key {
///     name: Option<String>,
///     id: Option<String>,
///     created: Option<OffsetDateTime>,
///     tags: Option<HashMap<String, String>>,
/// }
///
/// armrest_runtime::codegen::model! {
///     Key
///     fields { "name" => name }
///     read_only { "id" => id, "created" => created as UnixTime }
///     rest tags
/// }
///
/// let key: Key = from_json(r#"{"id":"7","name":"n","created":9,"x":"y"}"#)?;
/// assert_eq!(to_json(&key)?, r#"{"name":"n","x":"y"}"#);
/// assert_eq!(to_value(&key)?["created"], 9);
/// # Ok::<(), azure_core::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __model {
    (
        $model:ident
        $(constant { $($constant:literal = $text:literal),* $(,)? })?
        $(fields { $($sent:literal => $sent_field:ident $(as $sent_format:ident)?),* $(,)? })?
        $(read_only { $($received:literal => $received_field:ident $(as $received_format:ident)?),* $(,)? })?
        $(rest $rest:ident)?
        $(secret { $($secret:ident),* $(,)? })?
        $(
            xml $root:literal
            $(namespaces { $($prefix:literal = $namespace:literal),* $(,)? })?
            { $($property:literal = $path:literal),* $(,)? }
        )?
    ) => {
        impl ::core::fmt::Debug for $model {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                const NAMES: $crate::codegen::Names = $crate::codegen::Names {
                    model: stringify!($model),
                    constants: <[&str]>::len(&[$($($constant),*)?]),
                    fields: &[$($(stringify!($sent_field),)*)? $($(stringify!($received_field),)*)?],
                    secrets: &[$($(stringify!($secret)),*)?],
                };
                $crate::codegen::debug(self, &NAMES, $crate::__shown_rest!(self $(, $rest)?), f)
            }
        }

        impl $crate::codegen::Model for $model {
            #[inline]
            fn slot(&mut self, name: &str) -> $crate::codegen::Slot<'_> {
                match name {
                    $($($sent => $crate::__slot!(self, $sent_field $(, $sent_format)?),)*)?
                    $($($received => $crate::__slot!(self, $received_field $(, $received_format)?),)*)?
                    $($($constant => $crate::codegen::Slot::Skip,)*)?
                    _ => $crate::__rest!(self $(, $rest)?),
                }
            }

            #[inline]
            #[allow(unused_variables)]
            fn views(&self, whole: bool, each: &mut dyn ::core::ops::FnMut(&str, $crate::codegen::View<'_>)) {
                // Without `..`, so that a table that lacks a field does not compile: it is "inaccessible" to rustc, because
                // this pattern is a macro's.
                let Self {
                    $($($sent_field,)*)?
                    $($($received_field,)*)?
                    $($rest,)?
                } = self;
                $($(each($constant, $crate::codegen::View::from($text));)*)?
                $($(each($sent, $crate::__view!($sent_field $(, $sent_format)?));)*)?
                $(if whole {
                    $(each($received, $crate::__view!($received_field $(, $received_format)?));)*
                })?
                $($crate::codegen::View::entries($rest, each);)?
            }

            $(#[inline]
            fn xml(&self) -> ::core::option::Option<$crate::codegen::XmlTable> {
                ::core::option::Option::Some($crate::codegen::XmlTable {
                    root: $root,
                    namespaces: &[$($(($prefix, $namespace)),*)?],
                    paths: &[$(($property, $path)),*],
                })
            })?
        }
    };
}

/// A string enumeration's table: each value with its variant. All others are its `UnknownValue`.
///
/// ```
/// #[derive(Clone, Debug, Eq, Hash, PartialEq)]
/// enum Color {
///     Red,
///     UnknownValue(String),
/// }
///
/// armrest_runtime::codegen::string_enum! { Color { "red" => Red } }
///
/// assert_eq!(Color::from("red"), Color::Red);
/// assert_eq!("teal".parse::<Color>(), Ok(Color::UnknownValue("teal".to_owned())));
/// assert_eq!(format!("{} {:?}", Color::Red, Color::from("teal".to_owned())), r#"red UnknownValue("teal")"#);
/// assert_eq!(Color::Red.as_ref(), "red");
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($name:ident { $($text:literal => $variant:ident),* $(,)? }) => {
        impl $name {
            /// The value as it is written on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::UnknownValue(text) => text,
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::UnknownValue(text.to_owned()),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::core::str::FromStr for $name {
            // `Self::Err` would be ambiguous where a value is called so.
            type Err = ::core::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(text))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::codegen::Parameter for $name {
            #[inline]
            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                self.as_str().into()
            }
        }

        impl $crate::codegen::Wire for $name {
            #[inline]
            fn slot(field: &mut ::core::option::Option<Self>, _: $crate::codegen::Format) -> $crate::codegen::Slot<'_> {
                $crate::codegen::Slot::Enumeration(field)
            }

            #[inline]
            fn view(&self, _: $crate::codegen::Format) -> $crate::codegen::View<'_> {
                $crate::codegen::View::Enumeration(self.as_str(), self)
            }
        }
    };
}

/// An enumeration of numbers: each value with its variant. All others are its `UnknownValue`.
#[doc(hidden)]
#[macro_export]
macro_rules! __number_enum {
    ($name:ident: $type:ty { $($number:literal => $variant:ident),* $(,)? }) => {
        impl $name {
            /// The value as it is written on the wire.
            #[inline]
            pub fn value(&self) -> $type {
                match self {
                    $(Self::$variant => $number,)*
                    Self::UnknownValue(number) => *number,
                }
            }
        }

        impl ::core::convert::From<$type> for $name {
            #[inline]
            fn from(number: $type) -> Self {
                $(if number == $number {
                    return Self::$variant;
                })*
                Self::UnknownValue(number)
            }
        }

        impl ::core::convert::From<$name> for $type {
            #[inline]
            fn from(value: $name) -> Self {
                value.value()
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = <$type as ::core::str::FromStr>::Err;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, <$type as ::core::str::FromStr>::Err> {
                text.parse::<$type>().map(Self::from)
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl $crate::codegen::Parameter for $name {
            #[inline]
            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                self.value().to_string().into()
            }

            #[inline]
            fn refusal(&self) -> ::core::option::Option<::std::string::String> {
                $crate::codegen::Parameter::refusal(&self.value())
            }
        }

        impl $crate::codegen::NumberEnumeration for $name {
            type Number = $type;

            #[inline]
            fn of_number(number: $type) -> Self {
                Self::from(number)
            }
        }

        impl $crate::codegen::Wire for $name {
            #[inline]
            fn slot(field: &mut ::core::option::Option<Self>, _: $crate::codegen::Format) -> $crate::codegen::Slot<'_> {
                $crate::codegen::Slot::Number(field)
            }

            #[inline]
            fn view(&self, _: $crate::codegen::Format) -> $crate::codegen::View<'_> {
                self.value().into()
            }
        }
    };
}

/// A discriminated type's table: the property that tells (and the path to it in XML, if that is another), and each of
/// its values with the variant, which is named as its model. The empty text stands for a property that is absent; a
/// variant that another property tells apart in turn says `as Union`. An object of any other kind is kept whole as
/// `UnknownValue`.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($name:ident by $discriminator:literal { $($variants:tt)* }) => {
        $crate::__union! { $name by $discriminator at $discriminator { $($variants)* } }
    };
    (
        $name:ident by $discriminator:literal at $path:literal
        { $($($kind:literal)|+ => $variant:ident $(as $nested:ident)?),* $(,)? }
    ) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant(model) => $crate::codegen::debug_variant(stringify!($variant), model, f),)*
                    Self::UnknownValue(object) => $crate::codegen::debug_variant("UnknownValue", object, f),
                }
            }
        }

        impl $crate::codegen::Union for $name {
            const DISCRIMINATOR: &'static str = $discriminator;
            const XML_PATH: &'static str = $path;

            #[inline]
            fn of_kind(kind: &str) -> ::core::option::Option<Self> {
                match kind {
                    $($($kind)|+ => ::core::option::Option::Some(Self::$variant(::core::default::Default::default())),)*
                    _ => ::core::option::Option::None,
                }
            }

            #[inline]
            fn of_unknown(object: ::azure_core::Value) -> Self {
                Self::UnknownValue(object)
            }

            #[inline]
            fn inner(&mut self) -> ::core::option::Option<$crate::codegen::Inner<'_>> {
                match self {
                    $(Self::$variant(inner) => ::core::option::Option::Some($crate::__inner!(inner $(, $nested)?)),)*
                    Self::UnknownValue(_) => ::core::option::Option::None,
                }
            }
        }

        impl $crate::codegen::Wire for $name {
            #[inline]
            fn slot(field: &mut ::core::option::Option<Self>, _: $crate::codegen::Format) -> $crate::codegen::Slot<'_> {
                $crate::codegen::Slot::Union(field)
            }

            #[inline]
            fn view(&self, _: $crate::codegen::Format) -> $crate::codegen::View<'_> {
                match self {
                    $(Self::$variant(inner) => $crate::__inner_view!(inner $(, $nested)?),)*
                    Self::UnknownValue(object) => $crate::codegen::View::Any(object),
                }
            }
        }

        impl ::core::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self::UnknownValue($crate::codegen::empty_object())
            }
        }
    };
}

/// A page's table: the field of its items, or the fields that lead to it, joined by dots.
#[doc(hidden)]
#[macro_export]
macro_rules! __page {
    ($page:ident of $item:ty { $($field:ident).* }) => {
        impl ::azure_core::http::pager::Page for $page {
            type Item = $item;
            type IntoIter = ::std::vec::IntoIter<$item>;

            #[inline]
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
                let items = $crate::__items!(self $(, $field)*);
                ::std::boxed::Box::pin(::core::future::ready(::core::result::Result::Ok(items.into_iter())))
            }
        }
    };
}

/// Models that are whole responses: `into_model` gives them, by their `Deserialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! __response_content {
    ($($model:ty),* $(,)?) => {
        $crate::__deserialize! { $($model),* }
    };
}

/// `Deserialize` for models, of all properties, read-only ones included.
#[doc(hidden)]
#[macro_export]
macro_rules! __deserialize {
    ($($model:ty),* $(,)?) => {
        $(impl<'de> $crate::codegen::Deserialize<'de> for $model {
            fn deserialize<D: $crate::codegen::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::decode(deserializer)
            }
        })*
    };
}

/// `Serialize` for models, of all properties, read-only ones included, and of secrets: what is stored can be read again
/// and nothing is lost.
///
/// ```
/// # use azure_core::credentials::Secret;
/// #[derive(Default)]
/// struct Key {
///     id: Option<String>,
///     value: Option<Secret>,
/// }
///
/// armrest_runtime::codegen::model! {
///     Key
///     fields { "value" => value }
///     read_only { "id" => id }
/// }
/// armrest_runtime::codegen::serialize! { Key }
/// armrest_runtime::codegen::deserialize! { Key }
///
/// let stored = r#"{"value":"s3cret","id":"7"}"#;
/// let key: Key = serde_json::from_str(stored)?;
/// assert_eq!(serde_json::to_string(&key)?, stored);
/// assert_eq!(armrest_runtime::to_json(&key)?, r#"{"value":"s3cret"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize {
    ($($model:ty),* $(,)?) => {
        $(impl $crate::codegen::Serialize for $model {
            fn serialize<S: $crate::codegen::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::encode(self, serializer)
            }
        })*
    };
}

/// Models that are the whole body of a request, by `try_into`.
#[doc(hidden)]
#[macro_export]
macro_rules! __request_content {
    ($($model:ty),* $(,)?) => {
        $(impl ::core::convert::TryFrom<$model> for ::azure_core::http::RequestContent<$model> {
            type Error = ::azure_core::Error;

            #[inline]
            fn try_from(model: $model) -> ::azure_core::Result<Self> {
                ::core::result::Result::Ok($crate::to_json(&model)?.into())
            }
        })*
    };
}

/// Makes models whole documents in XML: the bodies of requests by `try_into`, and of responses by `into_model`.
#[cfg(feature = "xml")]
#[doc(hidden)]
#[macro_export]
macro_rules! __xml_content {
    ($($model:ty),* $(,)?) => {
        $(impl ::core::convert::TryFrom<$model> for ::azure_core::http::RequestContent<$model, $crate::XmlFormat> {
            type Error = ::azure_core::Error;

            #[inline]
            fn try_from(model: $model) -> ::azure_core::Result<Self> {
                ::core::result::Result::Ok($crate::to_xml(&model)?.into())
            }
        }

        impl ::azure_core::http::DeserializeWith<$crate::XmlFormat> for $model {
            fn deserialize_with(body: ::azure_core::http::response::ResponseBody) -> ::azure_core::Result<Self> {
                $crate::from_xml(body)
            }
        })*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __slot {
    ($self:ident, $field:ident) => {
        $crate::codegen::Slot::of(&mut $self.$field)
    };
    ($self:ident, $field:ident, Boxed) => {
        $crate::codegen::Slot::boxed(&mut $self.$field)
    };
    ($self:ident, $field:ident, $format:ident) => {
        $crate::codegen::Slot::formatted(&mut $self.$field, $crate::codegen::Format::$format)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __view {
    ($field:ident) => {
        $crate::codegen::View::of($field)
    };
    ($field:ident, Boxed) => {
        $crate::codegen::View::boxed($field)
    };
    ($field:ident, $format:ident) => {
        $crate::codegen::View::formatted($field, $crate::codegen::Format::$format)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __shown_rest {
    ($self:ident) => {
        ::core::option::Option::None
    };
    ($self:ident, $rest:ident) => {
        ::core::option::Option::Some((stringify!($rest), &$self.$rest))
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __inner {
    ($inner:ident) => {
        $crate::codegen::Inner::Model($inner)
    };
    ($inner:ident, Union) => {
        $crate::codegen::Inner::Union($inner)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __inner_view {
    ($inner:ident) => {
        $crate::codegen::View::Model($inner)
    };
    ($inner:ident, Union) => {
        $crate::codegen::Wire::view($inner, $crate::codegen::Format::Usual)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __rest {
    ($self:ident) => {
        $crate::codegen::Slot::Skip
    };
    ($self:ident, $rest:ident) => {
        $crate::codegen::Slot::entry(&mut $self.$rest)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __items {
    ($self:ident) => {{
        let _ = $self;
        ::std::vec::Vec::new()
    }};
    ($self:ident, $field:ident $(, $inner:ident)*) => {
        $self.$field$(.and_then(|object| object.$inner))*.unwrap_or_default()
    };
}
