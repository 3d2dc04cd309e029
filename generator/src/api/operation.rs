//! Operations: what is sent, what comes back, and how it goes on from there.

use super::{Annotations, ExternalDocs, Type, TypeId, is_default};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An operation of one kind, all references resolved.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Operation {
    /// Which operation it is: the file and JSON pointer of its description.
    pub source: String,
    /// `operationId`.
    pub id: String,
    /// What is before the id's `_`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub group: Option<String>,
    /// What is behind it, or the whole.
    pub verb: String,
    /// The HTTP method.
    pub method: Method,
    /// The number of its host among those of the [`Api`](super::Api).
    pub host: usize,
    /// The scope of its token, where it is not that of its host.
    #[serde(default, skip_serializing_if = "is_default")]
    pub token_scope: Option<String>,
    /// What its path begins with, as its description says: without a slash at its end, with `{parameters}`.
    pub base_path: String,
    /// The path, with its `{parameters}`, without a query.
    pub path: String,
    /// The words that the description sorts it under.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tags: Vec<String>,
    /// What it does, in short.
    #[serde(default, skip_serializing_if = "is_default")]
    pub summary: Option<String>,
    /// What it does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: Option<String>,
    /// Whether it is deprecated.
    #[serde(default, skip_serializing_if = "is_default")]
    pub deprecated: bool,
    /// Where more is said of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub external_docs: Option<ExternalDocs>,
    /// All parameters but the body, in order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parameters: Vec<Parameter>,
    /// The body.
    #[serde(default, skip_serializing_if = "is_default")]
    pub body: Option<Body>,
    /// Its form is sent in parts (`multipart/form-data`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub multipart: bool,
    /// What the description says of each response, in its order.
    pub responses: Vec<Response>,
    /// The media types to ask for, unless that is JSON only.
    #[serde(default, skip_serializing_if = "is_default")]
    pub accept: Option<String>,
    /// The format of its results and errors; a file comes as it is in any.
    #[serde(default, skip_serializing_if = "is_default")]
    pub response_format: BodyFormat,
    /// The result's type, if it has one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub result: Option<Type>,
    /// The type of its responses' headers, where the description has any and the caller gets the responses.
    #[serde(default, skip_serializing_if = "is_default")]
    pub headers: Option<TypeId>,
    /// How it goes on from its first response.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: OperationKind,
    /// The api-version of its description.
    #[serde(default, skip_serializing_if = "is_default")]
    pub api_version: Option<String>,
    /// Its examples.
    #[serde(default, skip_serializing_if = "is_default")]
    pub examples: Vec<Example>,
}

impl Operation {
    /// The path of its file.
    pub fn file(&self) -> &str {
        super::file_of(&self.source)
    }

    /// The named types that it refers to: in what it sends, in what comes back, and in errors.
    pub fn references(&self) -> impl Iterator<Item = &TypeId> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.value);
        let body = self.body.iter().map(|body| &body.value);
        let others = self.other_results().into_iter().map(|(_, value)| value);
        let errors = self.errors().map(|(_, value)| value);
        let values = parameters.chain(body).chain(&self.result).chain(others).chain(errors);
        values.filter_map(Type::named).chain(&self.headers)
    }

    /// The status codes that are no errors; none where any 2xx is none.
    pub fn success(&self) -> Vec<u16> {
        success(&self.responses)
    }

    /// The result's type for each status that gives another, in the order of the statuses.
    pub fn other_results(&self) -> Vec<(u16, &Type)> {
        let successes = self.responses.iter().filter(|own| !own.is_error);
        let bodies = successes.filter_map(|own| match own.status {
            Status::Code(code) => Some((code, own.body.as_ref()?)),
            Status::Range(_) | Status::Default => None,
        });
        let mut others: Vec<_> = bodies.filter(|(_, value)| Some(*value) != self.result.as_ref()).collect();
        others.sort_by_key(|(code, _)| *code);
        others
    }

    /// The error's type for each status that has one: a file is none, callers take it from the response.
    pub fn errors(&self) -> impl Iterator<Item = (Status, &Type)> {
        let errors = self.responses.iter().filter(|own| own.is_error || own.status == Status::Default);
        let bodies = errors.filter_map(|own| Some((own.status, own.body.as_ref()?)));
        bodies.filter(|(_, value)| **value != Type::Raw)
    }

    /// The type of the body with a status that is no error.
    pub fn result_for(&self, status: u16) -> Option<&Type> {
        let own = self.responses.iter().find(|own| !own.is_error && own.status == Status::Code(status));
        own.and_then(|own| own.body.as_ref()).or(self.result.as_ref())
    }

    /// The type of the body with a status that is an error.
    pub fn error_for(&self, status: u16) -> Option<&Type> {
        let of = |wanted: Status| self.errors().find(|(status, _)| *status == wanted);
        let own = of(Status::Code(status)).or_else(|| of(Status::Range(status / 100 * 100)));
        own.or_else(|| of(Status::Default)).map(|(_, value)| value)
    }
}

/// The status codes of responses that are no errors; none where any 2xx is none.
pub(super) fn success(responses: &[Response]) -> Vec<u16> {
    let successes = || responses.iter().filter(|response| !response.is_error);
    let codes = successes().flat_map(|response| match response.status {
        Status::Code(code) => vec![code],
        Status::Range(first) => (first..first + 100).collect(),
        Status::Default => Vec::new(),
    });
    let codes: BTreeSet<u16> = codes.collect();
    let any = successes().any(|response| response.status == Status::Range(200));
    if any && codes.iter().all(|code| (200..300).contains(code)) {
        return Vec::new();
    }
    codes.into_iter().collect()
}

/// A response as it is described.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// The status that it is for.
    pub status: Status,
    /// What it says.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: Option<String>,
    /// Whether it is an error.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_error: bool,
    /// Its body.
    #[serde(default, skip_serializing_if = "is_default")]
    pub body: Option<Type>,
    /// The names of its headers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub headers: Vec<String>,
}

/// How an operation goes on from its first response.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum OperationKind {
    /// The response is all.
    #[default]
    Plain,
    /// It asks whether something exists: any success says yes, and 404 says no.
    ExistenceCheck,
    /// The response is the first of several pages.
    Pageable(Paging),
    /// It runs long, and is polled.
    LongRunning(LongRunning),
    /// It runs long, and its result is the first of several pages.
    PageableLongRunning(LongRunning, Paging),
}

impl OperationKind {
    /// How it ends, where it runs long.
    pub fn long_running(&self) -> Option<&LongRunning> {
        match self {
            Self::LongRunning(own) | Self::PageableLongRunning(own, _) => Some(own),
            Self::Plain | Self::ExistenceCheck | Self::Pageable(_) => None,
        }
    }

    /// How its pages follow each other, where it has some.
    pub fn paging(&self) -> Option<&Paging> {
        match self {
            Self::Pageable(own) | Self::PageableLongRunning(_, own) => Some(own),
            Self::Plain | Self::ExistenceCheck | Self::LongRunning(_) => None,
        }
    }
}

/// How a body is written.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum BodyFormat {
    /// As JSON.
    #[default]
    Json,
    /// As XML.
    Xml,
    /// As one text.
    Text,
    /// As it is: bytes.
    Raw,
}

/// How a long-running operation ends.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LongRunning {
    /// Where the result is.
    pub final_state: FinalState,
    /// What the last response of a status monitor is to the result.
    pub monitor_result: MonitorResult,
}

/// What the last response of a status monitor is to the result, by the result's schema.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum MonitorResult {
    /// It holds the result in `result` or `properties`.
    Inside,
    /// The schema has `properties` too: the response holds the result only if what it holds has `properties`, else it is
    /// the result.
    Resource,
    /// It is the result: the schema describes a status monitor.
    Whole,
}

/// Where the result of a long-running operation is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FinalState {
    /// The description does not say.
    Unspecified,
    /// It says.
    Via(FinalStateVia),
    /// There is no result.
    Nothing,
}

/// How pages follow each other.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Paging {
    /// The link to the next page; none if there is one page.
    #[serde(default, skip_serializing_if = "is_default")]
    pub next_link: Option<PagePath>,
    /// The list of items.
    pub items: PagePath,
    /// An item's type.
    pub item: Type,
    /// How the next page is got by what `next_link` says.
    pub next_page: NextPage,
}

/// The location of something in a page.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PagePath {
    /// The names of the properties that lead to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub names: Vec<String>,
    /// The path to it in XML, from the page's element.
    pub xml: String,
}

/// How the next page is requested from the link in a page.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum NextPage {
    /// It is a link, to be got as it came.
    Link,
    /// It is the value of this query parameter, for the same operation again.
    Query(String),
    /// It is the value of this header, for the same operation again.
    Header(String),
    /// Another operation takes it (`operationName`).
    Operation {
        /// The operation's method.
        method: Method,
        /// Its path, with that of its description in front, without a query.
        path: String,
        /// Where it takes what the page says.
        link: NextLink,
        /// What else it has in its query.
        query: Vec<String>,
    },
}

/// Where an operation takes what a page says of the next one.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum NextLink {
    /// It is the operation's URL.
    Url,
    /// In this path parameter, as one segment.
    Path(String),
    /// In this path parameter, as it comes.
    PathEncoded(String),
    /// In this query parameter.
    Query(String),
    /// In this header.
    Header(String),
}

/// A parameter of an operation, other than the body.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// The name that `x-ms-client-name` gives.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_name: Option<String>,
    /// Where it is sent: path, query, header or form.
    pub sent_in: In,
    /// The type.
    pub value: Type,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: Option<String>,
    /// Whether there is no call without it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub required: bool,
    /// It is the last segment of the path, and may be empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub may_be_empty: bool,
    /// How a list is written in it.
    pub collection: CollectionFormat,
    /// Its value comes percent-encoded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub encoded: bool,
    /// There is a header for each entry, its name behind this.
    #[serde(default, skip_serializing_if = "is_default")]
    pub collection_prefix: Option<String>,
    /// What is sent where a call gives nothing else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_default: Option<serde_json::Value>,
    /// Its default, limits, deprecation and the like, where there are any.
    #[serde(default, skip_serializing_if = "is_default")]
    pub annotations: Option<Box<Annotations>>,
    /// Those of its items, where it is a list.
    #[serde(default, skip_serializing_if = "is_default")]
    pub item_annotations: Option<Box<Annotations>>,
    /// It is an OData expression, and its schema (`x-ms-odata`) has these properties.
    #[serde(default, skip_serializing_if = "is_default")]
    pub filters: Vec<String>,
    /// Where its value comes from.
    pub source: Source,
}

impl Parameter {
    /// A required text of which no description says more.
    pub(super) fn text(name: &str, sent_in: In, source: Source) -> Self {
        Self {
            name: name.to_owned(),
            client_name: None,
            sent_in,
            value: Type::String,
            description: None,
            required: true,
            may_be_empty: false,
            collection: CollectionFormat::Csv,
            encoded: false,
            collection_prefix: None,
            client_default: None,
            annotations: None,
            item_annotations: None,
            filters: Vec::new(),
            source,
        }
    }

    /// The name that a client calls it by: `x-ms-client-name`'s, else that on the wire.
    pub fn preferred_name(&self) -> &str {
        self.client_name.as_deref().unwrap_or(&self.name)
    }
}

/// Where a parameter's value comes from.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Source {
    /// Each call gives it.
    Call,
    /// The client keeps it.
    Client,
    /// It is the api-version.
    ApiVersion,
    /// The client has an option for it, with this default.
    ClientOption(String),
    /// It is always the same.
    Constant(String),
}

/// The body of an operation's request.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Body {
    /// The parameter's name.
    pub name: String,
    /// The name that `x-ms-client-name` gives.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_name: Option<String>,
    /// The type.
    pub value: Type,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: Option<String>,
    /// Whether there is no call without it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub required: bool,
    /// The media type.
    pub content_type: String,
    /// The media types that a caller may choose from, where it is another's to say what the body is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub choices: Vec<String>,
    /// How it is written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub format: BodyFormat,
}

impl Body {
    /// The name that a client calls it by: `x-ms-client-name`'s, else that on the wire.
    pub fn preferred_name(&self) -> &str {
        self.client_name.as_deref().unwrap_or(&self.name)
    }
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// GET.
    Get,
    /// PUT.
    Put,
    /// POST.
    Post,
    /// PATCH.
    Patch,
    /// DELETE.
    Delete,
    /// HEAD.
    Head,
    /// OPTIONS.
    Options,
}

impl Method {
    /// The method's name in HTTP.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
        }
    }
}

/// The status that a response is for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// A status code.
    Code(u16),
    /// All others of a hundred, by its first: `2XX`, which OpenAPI 2.0 does not have and descriptions do.
    Range(u16),
    /// All others.
    Default,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum In {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// It is the body.
    Body,
    /// In a form.
    FormData,
}

/// How a list is written in one parameter.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CollectionFormat {
    /// Joined by commas.
    Csv,
    /// Joined by spaces.
    Ssv,
    /// Joined by tabs.
    Tsv,
    /// Joined by `|`.
    Pipes,
    /// The parameter once for each value.
    Multi,
}

/// Where the result of a long-running operation is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FinalStateVia {
    /// `azure-async-operation`.
    AzureAsyncOperation,
    /// `location`.
    Location,
    /// `original-uri`.
    OriginalUri,
    /// `operation-location`.
    OperationLocation,
}

impl FinalStateVia {
    /// Its name in a description.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AzureAsyncOperation => "azure-async-operation",
            Self::Location => "location",
            Self::OriginalUri => "original-uri",
            Self::OperationLocation => "operation-location",
        }
    }
}

/// An example of an operation (`x-ms-examples`).
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Example {
    /// Its title.
    pub title: String,
    /// Where it is: the file, and the JSON pointer in it.
    pub source: String,
}
