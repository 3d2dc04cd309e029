//! The shapes of models and options in Rust.

use super::{Docs, Ident};
use crate::api::{In, TypeId};

/// A type as it is written in Rust.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RustType {
    /// `azure_core::Value`.
    Any,
    /// `bool`.
    Bool,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u64`.
    U64,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// `azure_core::credentials::Secret`.
    Secret,
    /// `azure_core::time::OffsetDateTime`.
    DateTime,
    /// `Vec<u8>`.
    Bytes,
    /// `Vec<T>`.
    Vec(Box<RustType>),
    /// `HashMap<String, T>`.
    Map(Box<RustType>),
    /// `Option<T>`: an item, an entry or a whole body that may be null.
    Option(Box<RustType>),
    /// A model.
    Model(String),
    /// `Box<T>`.
    Boxed(Box<RustType>),
    /// A file in a form.
    FormFile,
    /// A body as it is; it is only where a format is.
    RawBody,
    /// A body in XML; it is only where a format is.
    Xml(Box<RustType>),
    /// A whole body that is no model, and its format.
    Value(Box<RustType>, ValueFormat),
}

/// The format of a whole body that is no model: in JSON, but for a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ValueFormat {
    /// Lists and maps whose values are in their usual form.
    Collection,
    /// A date, RFC 3339, or a list or map of them.
    DateTime,
    /// A date, RFC 1123, or a list or map of them.
    Rfc1123,
    /// Seconds since 1970, or a list or map of them.
    UnixTime,
    /// Bytes in base64, or a list or map of them.
    Base64,
    /// Bytes in base64 for URLs, or a list or map of them.
    Base64Url,
    /// A text as it is.
    Text,
}

/// The form of a property's value, where it is not its type's usual one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WireFormat {
    /// It is in a box.
    Boxed,
    /// A date of RFC 1123.
    Rfc1123,
    /// Seconds since 1970.
    UnixTime,
    /// Bytes in base64 for URLs.
    Base64Url,
}

impl RustType {
    /// The model that it is, or that its items or values are.
    pub fn model(&self) -> Option<&str> {
        match self {
            Self::Model(name) => Some(name),
            Self::Vec(value) | Self::Map(value) | Self::Boxed(value) | Self::Option(value) | Self::Xml(value) => {
                value.model()
            }
            _ => None,
        }
    }

    /// The type of the value in a body, without the body's format.
    pub fn without_format(&self) -> &Self {
        match self {
            Self::Xml(value) | Self::Value(value, _) => value,
            other => other,
        }
    }
}

/// A model.
#[derive(Clone, Debug)]
pub struct Model {
    /// The type's name.
    pub name: String,
    /// Which type of the API it is.
    pub id: TypeId,
    /// Its documentation.
    pub docs: Docs,
    /// What it is.
    pub kind: ModelKind,
    /// The module that it is in, if not with the models of all.
    pub module: Option<Ident>,
    /// How it is written in XML, if it does.
    pub xml: Option<XmlElement>,
}

impl Model {
    /// Whether a name in it is not in our alphabet.
    pub(super) fn has_other_alphabet(&self) -> bool {
        let names: Vec<&str> = match &self.kind {
            ModelKind::Struct(own) => own.fields.iter().map(|field| field.name.plain()).collect(),
            ModelKind::Enumeration(own) => own.variants.iter().map(|variant| variant.name.as_str()).collect(),
            ModelKind::Union(_) => Vec::new(),
        };
        names.into_iter().chain([self.name.as_str()]).any(|name| !name.is_ascii())
    }
}

/// An element of XML.
#[derive(Clone, Debug)]
pub struct XmlElement {
    /// Its name, where it is a whole document.
    pub name: String,
    /// Prefixes and their namespaces.
    pub namespaces: Vec<(String, String)>,
}

/// What a model is.
#[derive(Clone, Debug)]
pub enum ModelKind {
    /// A struct.
    Struct(Box<Struct>),
    /// An enumeration of texts or numbers.
    Enumeration(Enumeration),
    /// An enum of structs.
    Union(Union),
}

/// A struct.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The properties' fields.
    pub fields: Vec<Field>,
    /// The field of all other properties.
    pub rest: Option<Field>,
    /// The discriminators and their values.
    pub constants: Vec<Constant>,
    /// It is only received, so that fields can be added.
    pub non_exhaustive: bool,
    /// It is the body of a request.
    pub is_body: bool,
    /// It is a page: the fields that lead to its items, and their type.
    pub page: Option<(Vec<Ident>, RustType)>,
}

/// A property that is always the same.
#[derive(Clone, Debug)]
pub struct Constant {
    /// The name on the wire.
    pub wire: String,
    /// The value.
    pub value: serde_json::Value,
    /// The path to it in XML.
    pub xml_path: String,
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Ident,
    /// The property's name on the wire.
    pub wire: String,
    /// Its documentation.
    pub docs: Docs,
    /// Its type, inside `Option`.
    pub value: RustType,
    /// Its form on the wire, where it is not the type's usual one.
    pub format: Option<WireFormat>,
    /// Whether it is sent.
    pub sent: bool,
    /// Whether `Debug` must not show it, though its type does not hide it.
    pub secret: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The path to it in XML.
    pub xml_path: String,
}

/// An enumeration.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// The type of its values: `String`, `i32`, `i64`, `u64` or `f64`.
    pub value: RustType,
    /// Its variants.
    pub variants: Vec<EnumVariant>,
    /// It is the body of a request.
    pub is_body: bool,
}

/// A variant of an enumeration.
#[derive(Clone, Debug)]
pub struct EnumVariant {
    /// Its name.
    pub name: String,
    /// The value on the wire.
    pub wire: serde_json::Value,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// What it means.
    pub docs: Docs,
}

/// An enum of structs that a property tells apart.
#[derive(Clone, Debug)]
pub struct Union {
    /// The property.
    pub discriminator: String,
    /// The path to it in XML.
    pub xml_path: String,
    /// Its variants.
    pub variants: Vec<UnionVariant>,
    /// It is the body of a request.
    pub is_body: bool,
}

/// A variant of an enum of structs.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Its name.
    pub name: String,
    /// The property's values; the empty one is an absent property.
    pub values: Vec<String>,
    /// What it holds: a struct, or an enum of structs in turn.
    pub object: String,
    /// It holds an enum.
    pub nested: bool,
}

/// The options of a method.
#[derive(Clone, Debug)]
pub struct Options {
    /// The type's name.
    pub name: String,
    /// Which method they are for.
    pub docs: Docs,
    /// The module that they are in, if not with the options of all.
    pub module: Option<Ident>,
    /// The fields: name, documentation, type.
    pub fields: Vec<OptionField>,
    /// azure_core's options for the kind of method.
    pub method_options: MethodOptions,
}

/// A field of options.
#[derive(Clone, Debug)]
pub struct OptionField {
    /// Its name.
    pub name: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// Its type, inside `Option`.
    pub value: RustType,
    /// Whether it is a body: `RequestContent` of the type.
    pub content: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The parameter's name in the description.
    pub wire: String,
    /// Where it is sent: parameters of one name may be sent in several.
    pub sent_in: In,
}

/// azure_core's options for a kind of method.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MethodOptions {
    /// `ClientMethodOptions`.
    Client,
    /// `PagerOptions`.
    Pager,
    /// `PollerOptions`.
    Poller,
}
