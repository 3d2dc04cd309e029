//! Types: what values are, on the wire and in a description's words.

use super::is_default;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Which named type it is: the file and JSON pointer of the schema that it was made of
/// (`network/bastion.json#/definitions/Session`), and `#base`, `#document` or `#headers` behind that for a type that was
/// made beside the schema's own.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TypeId(Arc<str>);

impl TypeId {
    pub(crate) fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// The file and pointer.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of the file.
    pub fn file(&self) -> &str {
        super::file_of(&self.0)
    }
}

/// A type of values on the wire.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Type {
    /// Any JSON.
    Any,
    /// A boolean.
    Boolean,
    /// An integer of 32 bits.
    Int32,
    /// An integer of 64 bits.
    Int64,
    /// An integer of 64 bits without a sign.
    UInt64,
    /// A floating-point number.
    Float,
    /// A text, and all that is one: dates without time, durations, URLs.
    String,
    /// A text that must not be shown.
    Secret,
    /// A point in time, RFC 3339.
    DateTime,
    /// A point in time, as an HTTP date (RFC 9110, 5.6.7; RFC 1123).
    DateTimeRfc1123,
    /// A point in time, in seconds since 1970.
    UnixTime,
    /// Bytes in base64.
    Base64,
    /// Bytes in base64 for URLs.
    Base64Url,
    /// A whole body that is not JSON, as it is.
    Raw,
    /// A list.
    List(Box<Type>),
    /// An object with free names.
    Map(Box<Type>),
    /// A value, or null. It is an item, an entry or a whole body: a property says itself whether it may be null.
    Nullable(Box<Type>),
    /// A named type.
    Named(TypeId),
}

impl Type {
    /// The named type that it is, or that its items or values are.
    pub fn named(&self) -> Option<&TypeId> {
        match self {
            Self::Named(id) => Some(id),
            Self::List(value) | Self::Map(value) | Self::Nullable(value) => value.named(),
            _ => None,
        }
    }

    /// The type where null is allowed too. Null is one of all that [`Type::Any`] may be.
    pub fn or_null(self) -> Self {
        match self {
            Self::Any | Self::Nullable(_) => self,
            other => Self::Nullable(Box::new(other)),
        }
    }

    /// The type where there is no null: in URLs and headers.
    #[must_use]
    pub fn without_null(self) -> Self {
        match self {
            Self::Nullable(value) => value.without_null(),
            Self::List(item) => Self::List(Box::new(item.without_null())),
            Self::Map(value) => Self::Map(Box::new(value.without_null())),
            other => other,
        }
    }
}

/// A type with a name of its own.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Named {
    /// Where its name comes from.
    pub origin: Origin,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Which way it goes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub usage: Usage,
    /// How it is written in XML.
    #[serde(default, skip_serializing_if = "is_default")]
    pub xml: XmlElement,
    /// Whether it is deprecated.
    #[serde(default, skip_serializing_if = "is_default")]
    pub deprecated: bool,
    /// Where more is said of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub external_docs: Option<ExternalDocs>,
}

/// An element of XML.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct XmlElement {
    /// Its name, with its prefix, where it is a whole document.
    pub name: String,
    /// Prefixes and their namespaces; the empty prefix's is that of names without one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub namespaces: Vec<(String, String)>,
}

/// Where a type's name comes from.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Origin {
    /// A definition's name, or the name that `x-ms-enum` gives.
    Name(String),
    /// It is inside a type: that type, and the property.
    Inside(TypeId, String),
    /// It is the item of a list, or the value of a map, that is there.
    Item(Box<Origin>),
    /// It is in an operation: its id, and the parameter's name or `Result`.
    Operation(String, String),
    /// The properties of a discriminated type itself, where others extend it.
    Base(TypeId),
}

/// Which way values of a type go.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Usage {
    /// To the service.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sent: bool,
    /// From it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub received: bool,
    /// In XML.
    #[serde(default, skip_serializing_if = "is_default")]
    pub xml: bool,
}

/// What a named type is.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Kind {
    /// An object with properties.
    Object(Object),
    /// One of several values.
    Enumeration(Enumeration),
    /// One of several objects, which a property tells apart.
    Union(Union),
}

impl Kind {
    /// The named types that it refers to.
    pub fn references(&self) -> Vec<&TypeId> {
        match self {
            Self::Object(object) => {
                let values = object.properties.iter().map(|property| &property.value);
                values.chain(&object.additional).filter_map(Type::named).collect()
            }
            Self::Union(union) => union.variants.iter().map(|variant| &variant.object).collect(),
            Self::Enumeration(_) => Vec::new(),
        }
    }
}

/// An object with its own and all inherited properties.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Object {
    /// The properties, inherited ones first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub properties: Vec<Property>,
    /// The type of all other properties, if there may be any.
    #[serde(default, skip_serializing_if = "is_default")]
    pub additional: Option<Type>,
    /// The discriminators that tell it apart, each with this type's value, outer ones first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kinds: Vec<Discriminator>,
    /// It is no object of JSON or XML but a response's headers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub headers: bool,
}

/// A discriminator with a type's value of it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Discriminator {
    /// The property's name on the wire.
    pub name: String,
    /// The type's value: a string, or what else the property's type is.
    pub value: serde_json::Value,
    /// The path to the property in XML.
    pub xml_path: String,
}

/// A property of an object.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Property {
    /// The name on the wire.
    pub name: String,
    /// The name that `x-ms-client-name` gives.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_name: Option<String>,
    /// The type.
    pub value: Type,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: Option<String>,
    /// Whether the description requires it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub required: bool,
    /// Whether it is sent: it is not read-only.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sent: bool,
    /// Whether null is allowed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nullable: bool,
    /// Whether it must not be shown (`x-ms-secret`, `format: password`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub secret: bool,
    /// The path to it in XML, from the object's element.
    pub xml_path: String,
    /// When it may be read and written (`x-ms-mutability`); empty where nothing is said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub mutability: Vec<Mutability>,
    /// Its default, limits, deprecation and the like, where there are any.
    #[serde(default, skip_serializing_if = "is_default")]
    pub annotations: Option<Box<Annotations>>,
    /// Those of its items, where it is a list.
    #[serde(default, skip_serializing_if = "is_default")]
    pub item_annotations: Option<Box<Annotations>>,
}

impl Property {
    /// The name that a client calls it by: `x-ms-client-name`'s, else that on the wire.
    pub fn preferred_name(&self) -> &str {
        self.client_name.as_deref().unwrap_or(&self.name)
    }
}

/// Values of one JSON type.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Enumeration {
    /// `String`, `Int32`, `Int64`, `UInt64` or `Float`.
    pub value: Type,
    /// The known values.
    #[serde(default, skip_serializing_if = "is_default")]
    pub values: Vec<EnumValue>,
    /// There may be other values (`modelAsString`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub extensible: bool,
}

/// A known value of an enumeration.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnumValue {
    /// The value.
    pub value: serde_json::Value,
    /// The name that `x-ms-enum` gives it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: Option<String>,
    /// What it means.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: Option<String>,
    /// Whether it is deprecated.
    #[serde(default, skip_serializing_if = "is_default")]
    pub deprecated: bool,
}

/// Objects that a property tells apart.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Union {
    /// The property's name on the wire.
    pub discriminator: String,
    /// The path to it in XML.
    pub xml_path: String,
    /// Each value, with its object.
    #[serde(default, skip_serializing_if = "is_default")]
    pub variants: Vec<Variant>,
}

/// A value as a text.
pub(crate) fn as_text(json: &serde_json::Value) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

impl Union {
    /// The variant of a discriminator's value, without regard to case.
    pub fn variant(&self, kind: &str) -> Option<&Variant> {
        self.variants.iter().find(|own| own.values.iter().any(|known| known.eq_ignore_ascii_case(kind)))
    }
}

/// One of a union's objects.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Variant {
    /// The discriminator's values; the empty one is an absent property.
    #[serde(default, skip_serializing_if = "is_default")]
    pub values: Vec<String>,
    /// The definition's name.
    pub name: String,
    /// The object, or the union that another discriminator tells apart in turn.
    pub object: TypeId,
}

/// When a property may be written (`x-ms-mutability`).
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Mutability {
    /// It is received.
    Read,
    /// It is sent when a resource is made.
    Create,
    /// It is sent when a resource is changed.
    Update,
}

/// What a description says of a value that changes neither its type nor how it is sent: its default, limits, deprecation
/// and an example (JSON Schema validation).
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Annotations {
    /// The format, where the type does not say it: `uuid`, `duration`, `arm-id`, `int8`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub format: Option<String>,
    /// What the service takes where nothing is sent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub default: Option<serde_json::Value>,
    /// An example.
    #[serde(default, skip_serializing_if = "is_default")]
    pub example: Option<serde_json::Value>,
    /// A regular expression that the whole or a part matches.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pattern: Option<String>,
    /// How long a text is, in characters.
    #[serde(default, skip_serializing_if = "is_default")]
    pub length: Limits,
    /// How many items a list has.
    #[serde(default, skip_serializing_if = "is_default")]
    pub items: Limits,
    /// How many entries an object has.
    #[serde(default, skip_serializing_if = "is_default")]
    pub properties: Limits,
    /// Between which numbers a number is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub value: Limits,
    /// The least number is not allowed itself.
    #[serde(default, skip_serializing_if = "is_default")]
    pub above_minimum: bool,
    /// The greatest number is not allowed itself.
    #[serde(default, skip_serializing_if = "is_default")]
    pub below_maximum: bool,
    /// It is a multiple of this.
    #[serde(default, skip_serializing_if = "is_default")]
    pub multiple_of: Option<serde_json::Number>,
    /// No item of a list is there twice.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unique_items: bool,
    /// Whether it is deprecated.
    #[serde(default, skip_serializing_if = "is_default")]
    pub deprecated: bool,
    /// What is said of its deprecation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub deprecation: Option<String>,
    /// Where more is said of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub external_docs: Option<ExternalDocs>,
}

/// The least and the greatest number.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Limits {
    /// The least.
    #[serde(default, skip_serializing_if = "is_default")]
    pub least: Option<serde_json::Number>,
    /// The greatest.
    #[serde(default, skip_serializing_if = "is_default")]
    pub greatest: Option<serde_json::Number>,
}

/// Documentation elsewhere.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExternalDocs {
    /// Its URL.
    pub url: String,
    /// What is there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: Option<String>,
}

impl Limits {
    fn or(&self, other: &Self) -> Self {
        Self {
            least: self.least.clone().or_else(|| other.least.clone()),
            greatest: self.greatest.clone().or_else(|| other.greatest.clone()),
        }
    }
}

impl Annotations {
    /// These, and where they say nothing what others say.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        fn first<T: Clone>(one: &Option<T>, other: &Option<T>) -> Option<T> {
            one.as_ref().or(other.as_ref()).cloned()
        }
        Self {
            format: first(&self.format, &other.format),
            default: first(&self.default, &other.default),
            example: first(&self.example, &other.example),
            pattern: first(&self.pattern, &other.pattern),
            length: self.length.or(&other.length),
            items: self.items.or(&other.items),
            properties: self.properties.or(&other.properties),
            value: self.value.or(&other.value),
            above_minimum: self.above_minimum || other.above_minimum,
            below_maximum: self.below_maximum || other.below_maximum,
            multiple_of: first(&self.multiple_of, &other.multiple_of),
            unique_items: self.unique_items || other.unique_items,
            deprecated: self.deprecated || other.deprecated,
            deprecation: first(&self.deprecation, &other.deprecation),
            external_docs: first(&self.external_docs, &other.external_docs),
        }
    }
}
