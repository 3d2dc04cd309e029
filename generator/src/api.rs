//! Room three: swagger in, one resolved, language-neutral API out.
//!
//! References are followed, `allOf` is folded into the object that has it, inline schemas become types of their own,
//! and each operation is of one kind. The wire shape is kept: `x-ms-client-flatten` changes nothing.

mod enumerations;
mod hierarchy;
mod host;
mod long_running;
mod media;
mod operations;
mod optional;
mod paging;
mod redefined;
mod scalars;
mod security;
mod types;
mod usage;
mod xml;

use crate::{
    diagnostics::{Diagnostics, Stopped},
    load::{Cursor, Documents},
    sources::Place,
    swagger::{
        Annotations, CollectionFormat, Example, ExternalDocs, FinalStateVia, In, Method, Mutability, Status, Swagger,
    },
};

/// The API of one package.
#[derive(Debug)]
pub struct Api<'d> {
    /// The documents that it was read from.
    pub documents: &'d Documents,
    /// The package's title.
    pub title: &'d str,
    /// What it is for.
    pub description: Option<&'d str>,
    /// Where more is said of it.
    pub external_docs: Option<ExternalDocs<'d>>,
    /// Where the service is: the hosts of all inputs, first that of the client itself.
    pub hosts: Vec<Host<'d>>,
    /// The operations, in the order of the inputs.
    pub operations: Vec<Operation<'d>>,
    /// The named types, by [`TypeId`].
    pub types: Vec<Named<'d>>,
}

impl<'d> Api<'d> {
    /// A named type.
    pub fn named(&self, id: TypeId) -> &Named<'d> {
        &self.types[id.index()]
    }
}

/// A host that serves the operations of one or several inputs.
#[derive(Clone, Debug, Default)]
pub struct Host<'d> {
    /// It is Azure Resource Manager.
    pub arm: bool,
    /// Scheme and host, with `{parameters}`.
    pub template: String,
    /// The template's parameters.
    pub parameters: Vec<Parameter<'d>>,
    /// How a client authenticates.
    pub security: Security<'d>,
    /// The file name of the first input that names it, without its extension.
    pub file_stem: &'d str,
    /// Where that input begins.
    pub place: Option<Place>,
}

/// How a client authenticates.
#[derive(Clone, Debug, Default)]
pub struct Security<'d> {
    /// By a bearer token.
    pub token: bool,
    /// The token's scope, if a description names one; several are separated by spaces.
    pub scope: Option<String>,
    /// By a user's name and password.
    pub basic: bool,
    /// By a key: its name, and whether it stands in the query (else in a header).
    pub key: Option<(&'d str, bool)>,
}

/// A named type among those of an [`Api`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TypeId(u32);

impl TypeId {
    pub(crate) fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A type of values on the wire.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
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
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
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
#[derive(Clone, Debug)]
pub struct Named<'d> {
    /// Where its name comes from.
    pub origin: Origin<'d>,
    /// Where it stands.
    pub place: Place,
    /// What it is for.
    pub description: Option<&'d str>,
    /// What it is.
    pub kind: Kind<'d>,
    /// Which way it goes.
    pub usage: Usage,
    /// How it stands in XML.
    pub xml: XmlElement<'d>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Where more is said of it.
    pub external_docs: Option<ExternalDocs<'d>>,
}

/// An element of XML.
#[derive(Clone, Debug, Default)]
pub struct XmlElement<'d> {
    /// Its name, with its prefix, where it is a whole document.
    pub name: String,
    /// Prefixes and their namespaces; the empty prefix's is that of names without one.
    pub namespaces: Vec<(&'d str, &'d str)>,
}

/// Where a type's name comes from.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Origin<'d> {
    /// A definition's name, or the name that `x-ms-enum` gives.
    Name(&'d str),
    /// It stands inside a type: that type, and the property.
    Inside(TypeId, &'d str),
    /// It is the item of a list, or the value of a map, that stands there.
    Item(Box<Origin<'d>>),
    /// It stands in an operation: its id, and the parameter's name or `Result`.
    Operation(&'d str, &'d str),
    /// The properties of a discriminated type itself, where others extend it.
    Base(TypeId),
}

/// Which way values of a type go.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Usage {
    /// To the service.
    pub sent: bool,
    /// From it.
    pub received: bool,
    /// In XML.
    pub xml: bool,
}

/// What a named type is.
#[derive(Clone, Debug)]
pub enum Kind<'d> {
    /// An object with properties.
    Object(Object<'d>),
    /// One of several values.
    Enumeration(Enumeration<'d>),
    /// One of several objects, which a property tells apart.
    Union(Union<'d>),
}

/// An object with its own and all inherited properties.
#[derive(Clone, Debug, Default)]
pub struct Object<'d> {
    /// The properties, inherited ones first.
    pub properties: Vec<Property<'d>>,
    /// The type of all other properties, if there may be any.
    pub additional: Option<Type>,
    /// The discriminators that tell it apart, each with this type's value, outer ones first.
    pub kinds: Vec<Discriminator<'d>>,
    /// It is no object of JSON or XML but an answer's headers.
    pub headers: bool,
}

/// A discriminator with a type's value of it.
#[derive(Clone, Debug)]
pub struct Discriminator<'d> {
    /// The property's name on the wire.
    pub name: &'d str,
    /// The type's value: a string, or what else the property's type is.
    pub value: serde_json::Value,
    /// The path to the property in XML.
    pub xml_path: String,
}

/// A property of an object.
#[derive(Clone, Debug)]
pub struct Property<'d> {
    /// The name on the wire.
    pub name: &'d str,
    /// The name that `x-ms-client-name` gives.
    pub client_name: Option<&'d str>,
    /// The type.
    pub value: Type,
    /// What it is for.
    pub description: Option<&'d str>,
    /// Whether the description requires it.
    pub required: bool,
    /// Whether it is sent: it is not read-only.
    pub sent: bool,
    /// Whether null is allowed.
    pub nullable: bool,
    /// Whether it must not be shown (`x-ms-secret`, `format: password`).
    pub secret: bool,
    /// The path to it in XML, from the object's element.
    pub xml_path: String,
    /// When it may be read and written (`x-ms-mutability`); empty where nothing is said.
    pub mutability: Vec<Mutability>,
    /// Its default, limits, deprecation and the like, where there are any.
    pub annotations: Option<Box<Annotations<'d>>>,
    /// Those of its items, where it is a list.
    pub item_annotations: Option<Box<Annotations<'d>>>,
}

/// Values of one JSON type.
#[derive(Clone, Debug)]
pub struct Enumeration<'d> {
    /// `String`, `Int32`, `Int64`, `UInt64` or `Float`.
    pub value: Type,
    /// The known values.
    pub values: Vec<EnumValue<'d>>,
}

/// A known value of an enumeration.
#[derive(Clone, Debug)]
pub struct EnumValue<'d> {
    /// The value.
    pub value: serde_json::Value,
    /// The name that `x-ms-enum` gives it.
    pub name: Option<&'d str>,
    /// What it means.
    pub description: Option<&'d str>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

/// Objects that a property tells apart.
#[derive(Clone, Debug)]
pub struct Union<'d> {
    /// The property's name on the wire.
    pub discriminator: &'d str,
    /// The path to it in XML.
    pub xml_path: String,
    /// Each value, with its object.
    pub variants: Vec<Variant<'d>>,
}

/// One of a union's objects.
#[derive(Clone, Debug)]
pub struct Variant<'d> {
    /// The discriminator's values; the empty one is an absent property.
    pub values: Vec<&'d str>,
    /// The definition's name.
    pub name: &'d str,
    /// The object, or the union that another discriminator tells apart in turn.
    pub object: TypeId,
}

/// An operation of one kind, all references resolved.
#[derive(Clone, Debug)]
pub struct Operation<'d> {
    /// Its text.
    pub cursor: Cursor<'d>,
    /// `operationId`.
    pub id: &'d str,
    /// What stands before the id's `_`.
    pub group: Option<&'d str>,
    /// What stands behind it, or the whole.
    pub verb: &'d str,
    /// The HTTP method.
    pub method: Method,
    /// The number of its host among those of the [`Api`].
    pub host: usize,
    /// The scope of its token, where it is not that of its host.
    pub token_scope: Option<String>,
    /// What its path begins with, as its description says: without a slash at its end, with `{parameters}`.
    pub base_path: String,
    /// The path, with its `{parameters}`, without a query.
    pub path: &'d str,
    /// What it does, in short.
    pub summary: Option<&'d str>,
    /// What it does.
    pub description: Option<&'d str>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Where more is said of it.
    pub external_docs: Option<ExternalDocs<'d>>,
    /// All parameters but the body, in order.
    pub parameters: Vec<Parameter<'d>>,
    /// The body.
    pub body: Option<Body<'d>>,
    /// Its form is sent in parts (`multipart/form-data`).
    pub multipart: bool,
    /// The status codes that are no errors.
    pub success: Vec<u16>,
    /// The media types to ask for, unless that is JSON only.
    pub accept: Option<String>,
    /// Its results and errors come in XML.
    pub xml: bool,
    /// The result's type, if it has one.
    pub result: Option<Type>,
    /// The result's type for each status that gives another.
    pub other_results: Vec<(u16, Type)>,
    /// The error's type for each status, where the description gives one.
    pub errors: Vec<(Status, Type)>,
    /// The type of its answers' headers, where the description has any and the caller gets the answers.
    pub headers: Option<TypeId>,
    /// How it ends.
    pub ending: Ending<'d>,
    /// The api-version of its description.
    pub api_version: Option<&'d str>,
    /// Its examples.
    pub examples: Vec<Example<'d>>,
}

impl Operation<'_> {
    /// The type of the body with a status that is no error.
    pub fn result_for(&self, status: u16) -> Option<&Type> {
        let other = self.other_results.iter().find(|(code, _)| *code == status);
        other.map(|(_, value)| value).or(self.result.as_ref())
    }

    /// The type of the body with a status that is an error.
    pub fn error_for(&self, status: u16) -> Option<&Type> {
        let own = self.errors.iter().find(|(code, _)| *code == Status::Code(status));
        let own = own.or_else(|| self.errors.iter().find(|(code, _)| *code == Status::Default));
        own.map(|(_, value)| value)
    }
}

/// How an operation ends.
#[derive(Clone, Debug)]
pub struct Ending<'d> {
    /// It runs long; where its result is.
    pub long_running: Option<LongRunning>,
    /// Its result is the first of several pages.
    pub paging: Option<Paging<'d>>,
}

/// How a long-running operation ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LongRunning {
    /// Where the result is.
    pub final_state: FinalState,
    /// What the last answer of a status monitor is to the result.
    pub monitor_result: MonitorResult,
}

/// What the last answer of a status monitor is to the result, by the result's schema.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MonitorResult {
    /// It holds the result in `result` or `properties`.
    Inside,
    /// The schema has `properties` too: the answer holds the result only if what it holds has `properties`, else it is
    /// the result.
    Resource,
    /// It is the result: the schema describes a status monitor.
    Whole,
}

/// Where the result of a long-running operation is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FinalState {
    /// The description does not say.
    Unspecified,
    /// It says.
    Via(FinalStateVia),
    /// There is no result.
    Nothing,
}

/// How pages follow each other.
#[derive(Clone, Debug)]
pub struct Paging<'d> {
    /// The link to the next page; none if there is one page.
    pub next_link: Option<PagePath<'d>>,
    /// The list of items.
    pub items: PagePath<'d>,
    /// An item's type.
    pub item: Type,
    /// How the next page is got by what `next_link` says.
    pub next_page: NextPage<'d>,
}

/// The place of something in a page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PagePath<'d> {
    /// The names of the properties that lead to it.
    pub names: Vec<&'d str>,
    /// The path to it in XML, from the page's element.
    pub xml: String,
}

/// How the next page is got by what a page says of it.
#[derive(Clone, Debug)]
pub enum NextPage<'d> {
    /// It is a link, to be got as it came.
    Link,
    /// It is the value of this query parameter, for the same operation again.
    Query(&'d str),
    /// It is the value of this header, for the same operation again.
    Header(&'d str),
    /// Another operation takes it (`operationName`).
    Operation {
        /// The operation's method.
        method: Method,
        /// Its path, with that of its description in front, without a query.
        path: String,
        /// Where it takes what the page says.
        link: NextLink<'d>,
        /// What else it has in its query.
        query: Vec<&'d str>,
    },
}

/// Where an operation takes what a page says of the next one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NextLink<'d> {
    /// It is the operation's URL.
    Url,
    /// In this path parameter, as one segment.
    Path(&'d str),
    /// In this path parameter, as it comes.
    PathEncoded(&'d str),
    /// In this query parameter.
    Query(&'d str),
    /// In this header.
    Header(&'d str),
}

/// A parameter of an operation, other than the body.
#[derive(Clone, Debug)]
pub struct Parameter<'d> {
    /// The name on the wire.
    pub name: &'d str,
    /// The name that `x-ms-client-name` gives.
    pub client_name: Option<&'d str>,
    /// Where it stands: path, query, header or form.
    pub location: In,
    /// The type.
    pub value: Type,
    /// What it is for.
    pub description: Option<&'d str>,
    /// Whether there is no call without it.
    pub required: bool,
    /// It is the last segment of the path, and may be empty.
    pub may_be_empty: bool,
    /// How a list stands in it.
    pub collection: CollectionFormat,
    /// Its value comes percent-encoded.
    pub encoded: bool,
    /// There is a header for each entry, its name behind this.
    pub collection_prefix: Option<&'d str>,
    /// What is sent where a call gives nothing else.
    pub client_default: Option<serde_json::Value>,
    /// Its default, limits, deprecation and the like, where there are any.
    pub annotations: Option<Box<Annotations<'d>>>,
    /// Those of its items, where it is a list.
    pub item_annotations: Option<Box<Annotations<'d>>>,
    /// Where its value comes from.
    pub source: Source<'d>,
}

/// Where a parameter's value comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Source<'d> {
    /// Each call gives it.
    Call,
    /// The client keeps it.
    Client,
    /// It is the api-version.
    ApiVersion,
    /// The client has an option for it, with this default.
    ClientOption(&'d str),
    /// It is always the same.
    Constant(&'d str),
}

/// The body of an operation's request.
#[derive(Clone, Debug)]
pub struct Body<'d> {
    /// The parameter's name.
    pub name: &'d str,
    /// The name that `x-ms-client-name` gives.
    pub client_name: Option<&'d str>,
    /// The type.
    pub value: Type,
    /// What it is for.
    pub description: Option<&'d str>,
    /// Whether there is no call without it.
    pub required: bool,
    /// The media type.
    pub content_type: &'d str,
    /// The media types that a caller may choose from, where it is another's to say what the body is.
    pub choices: Vec<&'d str>,
    /// It is XML.
    pub xml: bool,
}

/// Resolves a package's descriptions into one API.
///
/// # Errors
///
/// [`Stopped`] where the descriptions contradict themselves or each other.
pub fn resolve<'d>(swagger: &Swagger<'d>, diagnostics: &mut Diagnostics) -> Result<Api<'d>, Stopped> {
    // A file that only shares definitions says nothing of the service.
    let first = swagger
        .descriptions
        .iter()
        .find(|description| description.host.is_some() || description.parameterized_host.is_some())
        .or(swagger.descriptions.first());
    let mut types = types::Types::new(swagger, diagnostics);
    let (hosts, bases) = host::hosts(swagger, &mut types);
    let operations = operations::operations(swagger, &bases, &mut types);
    let mut types = types.finish();
    usage::mark(&operations, &mut types);
    let title = first.and_then(|description| description.title);
    diagnostics.finish(Api {
        documents: swagger.documents,
        title: title.unwrap_or("Service"),
        description: first.and_then(|description| description.description),
        external_docs: first.and_then(|description| description.external_docs),
        hosts,
        operations,
        types,
    })
}
