//! The content of a package's descriptions before anything is resolved. Each dialect of OpenAPI fills a [`Builder`], and
//! no later stage sees its documents.
//!
//! The words are those of OpenAPI 2.0.

use super::{Annotations, CollectionFormat, ExternalDocs, FinalStateVia, In, Method, Mutability, Resolved, Status};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, ErrorReported},
    sources::Location,
};
use std::{collections::HashMap, fmt};

/// Shows locations, in two forms.
pub trait Locations: fmt::Debug {
    /// The file and JSON pointer: `folder/file.json#/definitions/Series`.
    fn pointer(&self, location: Location) -> String;

    /// `file:line:column`, for a person.
    fn position(&self, location: Location) -> String;
}

/// A package's descriptions.
#[derive(Debug)]
pub struct Builder<'d> {
    /// How locations are shown.
    pub(super) locations: &'d dyn Locations,
    /// The inputs, in order.
    pub(super) descriptions: Vec<Description<'d>>,
    schemas: Vec<Schema<'d>>,
    by_location: HashMap<Location, SchemaId>,
    /// The schemas that are definitions, in the order of documents and of their text.
    pub(super) definitions: Vec<SchemaId>,
    /// Definitions of one name and content in several files, each with the first of them.
    pub(super) same: HashMap<SchemaId, SchemaId>,
}

impl<'d> Builder<'d> {
    /// Nothing yet.
    pub fn new(locations: &'d dyn Locations) -> Self {
        Self {
            locations,
            descriptions: Vec::new(),
            schemas: Vec::new(),
            by_location: HashMap::new(),
            definitions: Vec::new(),
            same: HashMap::new(),
        }
    }

    /// Adds an input.
    pub fn description(&mut self, description: Description<'d>) {
        self.descriptions.push(description);
    }

    /// Adds a schema. What is inside it may be set afterwards, by [`schema_mut`](Self::schema_mut).
    pub fn add(&mut self, schema: Schema<'d>) -> SchemaId {
        let id = SchemaId(u32::try_from(self.schemas.len()).unwrap_or(u32::MAX));
        self.by_location.insert(schema.location, id);
        self.schemas.push(schema);
        id
    }

    /// Makes a schema a definition.
    pub fn define(&mut self, id: SchemaId, name: &'d str) {
        self.schemas[id.index()].name = Some(name);
        self.definitions.push(id);
    }

    /// Says that a definition is the same as another, in another file.
    pub fn same(&mut self, definition: SchemaId, first: SchemaId) {
        self.same.insert(definition, first);
    }

    /// A schema.
    pub fn schema(&self, id: SchemaId) -> &Schema<'d> {
        &self.schemas[id.index()]
    }

    /// All schemas, in the order in which they were added.
    pub fn schemas(&self) -> &[Schema<'d>] {
        &self.schemas
    }

    /// A schema, to be completed.
    pub fn schema_mut(&mut self, id: SchemaId) -> &mut Schema<'d> {
        &mut self.schemas[id.index()]
    }

    /// The schema at a location.
    pub fn schema_at(&self, location: Location) -> Option<SchemaId> {
        self.by_location.get(&location).copied()
    }

    /// The inputs.
    pub fn descriptions(&self) -> &[Description<'d>] {
        &self.descriptions
    }

    /// The definitions.
    pub fn definitions(&self) -> &[SchemaId] {
        &self.definitions
    }

    /// Resolves it.
    ///
    /// # Errors
    ///
    /// [`ErrorReported`] where the descriptions contradict themselves or each other.
    pub fn resolve(&self, diagnostics: &mut Diagnostics) -> Result<Resolved, ErrorReported> {
        super::resolve(self, diagnostics)
    }
}

/// A value that a description gives.
#[derive(Clone, Debug)]
pub struct Literal<'d> {
    /// The value.
    pub value: serde_json::Value,
    /// Its text as the file writes it, without a string's quotes: a number may be `1.10`.
    pub written: &'d str,
    /// Where it is.
    pub location: Location,
}

/// A schema among those of a [`Builder`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SchemaId(u32);

impl SchemaId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A schema as it is written in a description (OpenAPI 2.0, Schema Object).
#[derive(Clone, Debug)]
pub struct Schema<'d> {
    /// Where it is.
    pub location: Location,
    /// Its name, where it is a definition.
    pub name: Option<&'d str>,
    /// What it refers to; the keywords beside a reference count too.
    pub reference: Option<Location>,
    /// Why what it refers to is not there.
    pub unresolved: Option<Diagnostic>,
    /// `type`.
    pub json_type: Option<JsonType>,
    /// `format`, or `x-ms-format`.
    pub format: Option<&'d str>,
    /// `title`.
    pub title: Option<&'d str>,
    /// `description`.
    pub description: Option<&'d str>,
    /// `enum` and `x-ms-enum`.
    pub enumeration: Option<Enumeration<'d>>,
    /// `items`.
    pub items: Option<SchemaId>,
    /// `properties`, in order.
    pub properties: Vec<Property<'d>>,
    /// `required`.
    pub required: Vec<&'d str>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `additionalProperties`.
    pub additional: Option<Additional>,
    /// `discriminator`.
    pub discriminator: Option<&'d str>,
    /// `x-ms-discriminator-value`.
    pub discriminator_value: Option<&'d str>,
    /// `readOnly`.
    pub read_only: bool,
    /// `x-ms-mutability`; none says all.
    pub mutability: Option<Vec<Mutability>>,
    /// Whether null is allowed: `x-nullable`, `x-ms-nullable`, `x-apim-code-nillable`, `null` among the types, or a
    /// setting that says so of this location.
    pub nullable: Option<bool>,
    /// `x-ms-secret`, or `format: password`.
    pub secret: bool,
    /// `x-ms-client-name`.
    pub client_name: Option<&'d str>,
    /// `xml`.
    pub xml: Option<Xml<'d>>,
    /// `default`, limits, deprecation and the like, where there are any.
    pub annotations: Option<Box<Annotations>>,
}

/// How a value is written in XML (OpenAPI 2.0, XML Object).
#[derive(Clone, Copy, Debug, Default)]
pub struct Xml<'d> {
    /// `name`: that of the element or attribute.
    pub name: Option<&'d str>,
    /// `namespace`.
    pub namespace: Option<&'d str>,
    /// `prefix`.
    pub prefix: Option<&'d str>,
    /// `attribute`: it is one of the element around it.
    pub attribute: bool,
    /// `wrapped`: a list has an element around it.
    pub wrapped: bool,
    /// `x-ms-text`: it is the text of the element around it.
    pub text: bool,
}

/// The types of JSON schema that OpenAPI 2.0 has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum JsonType {
    /// `string`.
    String,
    /// `number`.
    Number,
    /// `integer`.
    Integer,
    /// `boolean`.
    Boolean,
    /// `array`.
    Array,
    /// `object`.
    Object,
    /// `file`, of responses and form data.
    File,
}

/// A property of an object.
#[derive(Clone, Copy, Debug)]
pub struct Property<'d> {
    /// The name on the wire.
    pub name: &'d str,
    /// Its schema.
    pub schema: SchemaId,
}

/// What an object may hold beside its properties.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Additional {
    /// `false`.
    Nothing,
    /// `true` or `{}`.
    Anything,
    /// Values of one schema.
    Schema(SchemaId),
}

/// The values of an enumeration.
#[derive(Clone, Debug)]
pub struct Enumeration<'d> {
    /// `x-ms-enum`, `name`.
    pub name: Option<&'d str>,
    /// `x-ms-enum`, `modelAsString`: other values may come.
    pub extensible: bool,
    /// The values, with what `x-ms-enum` says of each.
    pub values: Vec<EnumValue<'d>>,
}

/// One value of an enumeration.
#[derive(Clone, Debug)]
pub struct EnumValue<'d> {
    /// The value.
    pub value: Literal<'d>,
    /// A name for it.
    pub name: Option<&'d str>,
    /// What it means.
    pub description: Option<&'d str>,
    /// `deprecated`.
    pub deprecated: bool,
}

/// Whether a parameter is the client's or the method's (`x-ms-parameter-location`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ParameterLocation {
    /// The client.
    Client,
    /// Each call.
    Method,
}

/// A parameter as it is written in a description (OpenAPI 2.0, Parameter Object), references resolved.
#[derive(Clone, Debug)]
pub struct Parameter<'d> {
    /// Where it is.
    pub location: Location,
    /// The name on the wire.
    pub name: &'d str,
    /// Where it is sent.
    pub sent_in: In,
    /// Whether it is the client's or the method's.
    pub belongs_to: ParameterLocation,
    /// `description`.
    pub description: Option<&'d str>,
    /// `required`.
    pub required: bool,
    /// `required: false`, `allowEmptyValue: true` or an empty `default`: there may be no value.
    pub said_optional: bool,
    /// The body's schema, or what the parameter itself says.
    pub schema: SchemaId,
    /// `collectionFormat`.
    pub collection: CollectionFormat,
    /// `x-ms-skip-url-encoding`.
    pub encoded: bool,
    /// It is the api-version: `x-ms-api-version`, or its name says so.
    pub api_version: bool,
    /// `x-ms-client-name`.
    pub client_name: Option<&'d str>,
    /// `default`, where it is a string.
    pub default: Option<&'d str>,
    /// `x-ms-client-default`: what is sent where a call gives nothing else.
    pub client_default: Option<Literal<'d>>,
    /// `x-ms-header-collection-prefix`: there is a header for each entry, its name behind this.
    pub collection_prefix: Option<&'d str>,
}

/// One input file.
#[derive(Clone, Debug)]
pub struct Description<'d> {
    /// The file's path.
    pub file: &'d str,
    /// Where its text begins.
    pub location: Location,
    /// `info`, `title`.
    pub title: Option<&'d str>,
    /// `info`, `description`.
    pub description: Option<&'d str>,
    /// `info`, `version`: the api-version.
    pub version: Option<&'d str>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `host`.
    pub host: Option<&'d str>,
    /// Where `host` is.
    pub host_location: Option<Location>,
    /// `schemes`.
    pub schemes: Vec<&'d str>,
    /// `basePath`.
    pub base_path: Option<&'d str>,
    /// `x-ms-parameterized-host`.
    pub parameterized_host: Option<ParameterizedHost<'d>>,
    /// `securityDefinitions`.
    pub security: Vec<SecurityScheme<'d>>,
    /// `security`.
    pub required: Option<Required<'d>>,
    /// The operations of `paths` and `x-ms-paths`, in order.
    pub operations: Vec<Operation<'d>>,
}

/// `x-ms-parameterized-host`.
#[derive(Clone, Debug)]
pub struct ParameterizedHost<'d> {
    /// Where it is.
    pub location: Location,
    /// `hostTemplate`.
    pub template: &'d str,
    /// `useSchemePrefix`: the template has no scheme of its own.
    pub scheme_prefix: bool,
    /// `parameters`.
    pub parameters: Vec<Parameter<'d>>,
    /// There are others, which have errors.
    pub lacks_parameters: bool,
}

/// One of `securityDefinitions`.
#[derive(Clone, Debug)]
pub struct SecurityScheme<'d> {
    /// Where it is.
    pub location: Location,
    /// Its name in `security`.
    pub name: &'d str,
    /// `type`: `oauth2`, `apiKey` or `basic`.
    pub kind: Option<&'d str>,
    /// `name`: that of the header or query parameter of a key.
    pub key: Option<&'d str>,
    /// `in`: where the key is sent.
    pub sent_in: Option<&'d str>,
    /// The names of its `scopes`.
    pub scopes: Vec<&'d str>,
}

/// `security`: what a caller has to show.
#[derive(Clone, Debug)]
pub struct Required<'d> {
    /// Where it is.
    pub location: Location,
    /// The alternatives. Each has the names of the schemes that it needs together, with their scopes.
    pub alternatives: Vec<Vec<(&'d str, Vec<&'d str>)>>,
}

/// An operation as it is written in a description (OpenAPI 2.0, Operation Object).
#[derive(Clone, Debug)]
pub struct Operation<'d> {
    /// Where it is.
    pub location: Location,
    /// The key in `paths` or `x-ms-paths`: the path with its `{parameters}`, and perhaps a query or fragment that tells
    /// it from other keys.
    pub path: &'d str,
    /// The method.
    pub method: Method,
    /// `operationId`.
    pub id: &'d str,
    /// Where its `operationId` is.
    pub id_location: Location,
    /// `tags`.
    pub tags: Vec<&'d str>,
    /// `summary`.
    pub summary: Option<&'d str>,
    /// `description`.
    pub description: Option<&'d str>,
    /// The operation's parameters, and those of its path that it does not replace.
    pub parameters: Vec<Parameter<'d>>,
    /// There are others, which have errors.
    pub lacks_parameters: bool,
    /// `responses`.
    pub responses: Responses<'d>,
    /// `security`; that of the description where there is none.
    pub required: Option<Required<'d>>,
    /// `consumes`, or the description's.
    pub consumes: Vec<&'d str>,
    /// `produces`, or the description's.
    pub produces: Vec<&'d str>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `x-ms-long-running-operation` and its options.
    pub long_running: Option<LongRunning>,
    /// `x-ms-pageable`.
    pub pageable: Option<Pageable<'d>>,
    /// `x-ms-odata`: the filter's schema, and where it is named.
    pub odata: Option<(SchemaId, Location)>,
    /// `x-ms-examples`.
    pub examples: Vec<Example<'d>>,
}

impl<'d> Operation<'d> {
    /// The path without the query and fragment of its key.
    pub fn bare_path(&self) -> &'d str {
        self.path.split(['?', '#']).next().unwrap_or_default()
    }

    /// The names and values in the query of the path's key. A bare mark (`?overload`) only tells keys apart.
    pub fn path_query(&self) -> impl Iterator<Item = (&'d str, &'d str)> {
        let key = self.path.split('#').next().unwrap_or_default();
        let query = key.split_once('?').map_or("", |(_, query)| query);
        query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(name, _)| !name.is_empty())
    }
}

/// The responses of an operation.
pub type Responses<'d> = Vec<Response<'d>>;

/// A response as it is written in a description (OpenAPI 2.0, Response Object), references resolved.
#[derive(Clone, Debug)]
pub struct Response<'d> {
    /// The status that it is for.
    pub status: Status,
    /// `description`.
    pub description: Option<&'d str>,
    /// The body's schema.
    pub schema: Option<SchemaId>,
    /// `x-nullable`: whether the body may be null, whatever its schema says.
    pub nullable: bool,
    /// `headers`.
    pub headers: Vec<Header<'d>>,
    /// `x-ms-error-response`: whether it is an error, whatever its status.
    pub error: Option<bool>,
}

/// A header of a response (OpenAPI 2.0, Header Object).
#[derive(Clone, Copy, Debug)]
pub struct Header<'d> {
    /// The name on the wire.
    pub name: &'d str,
    /// `description`.
    pub description: Option<&'d str>,
    /// What the header itself says of its value.
    pub schema: SchemaId,
    /// `x-ms-client-name`.
    pub client_name: Option<&'d str>,
    /// `x-ms-header-collection-prefix`: there is a header for each entry, its name behind this.
    pub collection_prefix: Option<&'d str>,
}

/// `x-ms-long-running-operation-options`.
#[derive(Clone, Copy, Debug)]
pub struct LongRunning {
    /// `final-state-via`.
    pub final_state_via: Option<FinalStateVia>,
    /// `final-state-schema`: the result's schema.
    pub final_state_schema: Option<SchemaId>,
}

/// `x-ms-pageable`.
#[derive(Clone, Copy, Debug)]
pub struct Pageable<'d> {
    /// Whether there is a `nextLinkName`, perhaps null.
    pub says_next_link: bool,
    /// Where `nextLinkName` is, or the whole.
    pub next_link_location: Location,
    /// Where `itemName` is, or the whole.
    pub item_location: Location,
    /// Where `operationName` is, or the whole.
    pub operation_location: Location,
    /// `nextLinkName`; none where there is one page only.
    pub next_link: Option<&'d str>,
    /// `itemName`, or what it is where nothing names it.
    pub item: &'d str,
    /// Whether there is an `itemName`.
    pub names_item: bool,
    /// `operationName`.
    pub operation: Option<&'d str>,
}

/// One of `x-ms-examples`.
#[derive(Clone, Copy, Debug)]
pub struct Example<'d> {
    /// Its title.
    pub title: &'d str,
    /// Where it is.
    pub location: Location,
}

/// Whether a header can have this name (a token of RFC 9110, 5.6.2).
pub(crate) fn is_header_name(name: &str) -> bool {
    let is_allowed = |one: char| one.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(one);
    !name.is_empty() && name.chars().all(is_allowed)
}
