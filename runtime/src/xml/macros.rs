/// A model's table for XML: the path to each property (XPath: `@attribute`, `Element`, `Wrapper/Item`, `Item|Other`, `text()`), with
/// its field. A property in another format than its type's usual one names it after `as`; the field behind `rest`
/// keeps the elements that have none of their own. `namespaces` gives each prefix its namespace; the empty prefix's is
/// that of the elements without one.
///
/// ```
/// use armrest_runtime::xml;
///
/// #[derive(Default)]
/// struct Container {
///     name: Option<String>,
///     blobs: Option<Vec<String>>,
/// }
///
/// armrest_runtime::xml! {
///     Container as "Container"
///     fields { "@Name" => name, "Blobs/Blob" => blobs }
/// }
///
/// let text = r#"<Container Name="n"><Blobs><Blob>a</Blob><Blob>b</Blob></Blobs></Container>"#;
/// let container: Container = xml::from_xml(text)?;
/// assert_eq!(container.blobs, Some(vec!["a".to_owned(), "b".to_owned()]));
/// assert!(String::from_utf8_lossy(&xml::to_xml(&container)?).ends_with(text));
/// # Ok::<(), azure_core::Error>(())
/// ```
#[macro_export]
macro_rules! xml {
    (
        $model:ident as $root:literal
        $(namespaces { $($prefix:literal = $namespace:literal),* $(,)? })?
        $(constant { $($constant:literal = $text:literal),* $(,)? })?
        $(fields { $($sent:literal => $sent_field:ident $(as $sent_format:ty)?),* $(,)? })?
        $(read_only { $($received:literal => $received_field:ident $(as $received_format:ty)?),* $(,)? })?
        $(rest $rest:ident)?
    ) => {
        impl $crate::xml::Xml for $model {
            const ROOT: &'static str = $root;

            fn read(element: &$crate::xml::Element) -> ::azure_core::Result<Self> {
                let mut model = Self::default();
                let mut properties = $crate::xml::Properties::of(element);
                $($(properties.skip($constant);)*)?
                $($($crate::__read_xml!(model, properties, $sent, $sent_field $(, $sent_format)?);)*)?
                $($($crate::__read_xml!(model, properties, $received, $received_field $(, $received_format)?);)*)?
                $(properties.rest(&mut model.$rest)?;)?
                let _ = &mut properties;
                ::core::result::Result::Ok(model)
            }

            fn write(
                &self,
                element: &mut $crate::xml::Element,
                extent: $crate::model::Extent,
            ) -> ::azure_core::Result<()> {
                $($($crate::xml::declare(element, $prefix, $namespace);)*)?
                $($($crate::xml::put_text(element, $constant, $text);)*)?
                $($($crate::__write_xml!(self, element, extent, $sent, $sent_field $(, $sent_format)?);)*)?
                $(if extent == $crate::model::Extent::Whole {
                    $($crate::__write_xml!(self, element, extent, $received, $received_field $(, $received_format)?);)*
                })?
                $($crate::xml::put_rest(element, &self.$rest, extent)?;)?
                let _ = (element, extent);
                ::core::result::Result::Ok(())
            }
        }
        $crate::__xml_body!($model);
    };
}

/// The enumerations that stand in XML, as texts.
#[macro_export]
macro_rules! xml_text {
    ($($name:ident),* $(,)?) => {
        $(impl $crate::xml::Xml for $name {
            const ROOT: &'static str = stringify!($name);

            fn read(element: &$crate::xml::Element) -> ::azure_core::Result<Self> {
                $crate::xml::read_text(element)
            }

            fn write(
                &self,
                element: &mut $crate::xml::Element,
                extent: $crate::model::Extent,
            ) -> ::azure_core::Result<()> {
                $crate::xml::write_text(self, element, extent)
            }
        })*
    };
}

/// A discriminated type's table for XML: the path to the property that tells, and each of its values with the variant.
/// An element of any other kind is kept as `UnknownValue`.
#[macro_export]
macro_rules! xml_union {
    ($name:ident as $root:literal by $discriminator:literal { $($kind:literal => $variant:ident),* $(,)? }) => {
        impl $crate::xml::Xml for $name {
            const ROOT: &'static str = $root;

            fn read(element: &$crate::xml::Element) -> ::azure_core::Result<Self> {
                match $crate::xml::text_at(element, $discriminator).as_str() {
                    $($kind => $crate::xml::Xml::read(element).map(Self::$variant),)*
                    _ => $crate::xml::Xml::read(element).map(Self::UnknownValue),
                }
            }

            fn write(
                &self,
                element: &mut $crate::xml::Element,
                extent: $crate::model::Extent,
            ) -> ::azure_core::Result<()> {
                match self {
                    $(Self::$variant(model) => $crate::xml::Xml::write(model, element, extent),)*
                    Self::UnknownValue(object) => $crate::xml::Xml::write(object, element, extent),
                }
            }
        }
        $crate::__xml_body!($name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __read_xml {
    ($model:ident, $properties:ident, $path:literal, $field:ident) => {
        $properties.read($path, &mut $model.$field)?
    };
    ($model:ident, $properties:ident, $path:literal, $field:ident, $format:ty) => {
        $properties.read_as::<$format, _>($path, &mut $model.$field)?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __write_xml {
    ($self:ident, $element:ident, $extent:ident, $path:literal, $field:ident) => {
        $crate::xml::put(&mut *$element, $path, &$self.$field, $extent)?
    };
    ($self:ident, $element:ident, $extent:ident, $path:literal, $field:ident, $format:ty) => {
        $crate::xml::put_as::<$format, _>(&mut *$element, $path, &$self.$field, $extent)?
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __xml_body {
    ($model:ident) => {
        impl ::azure_core::http::DeserializeWith<$crate::XmlFormat> for $model {
            fn deserialize_with(body: ::azure_core::http::response::ResponseBody) -> ::azure_core::Result<Self> {
                $crate::xml::from_xml(body)
            }
        }

        impl ::core::convert::TryFrom<$model> for ::azure_core::http::RequestContent<$model, $crate::XmlFormat> {
            type Error = ::azure_core::Error;

            fn try_from(model: $model) -> ::azure_core::Result<Self> {
                ::core::result::Result::Ok($crate::xml::to_xml(&model)?.into())
            }
        }
    };
}
