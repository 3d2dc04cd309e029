//! Stage four: the API in, the Rust crate as data out. Every name is given here, once, with every type, derive and text.

mod clients;
mod connection;
mod docs;
mod example_tests;
mod method_docs;
mod model_groups;
mod models;
mod names;
mod package;
mod placement;
mod shape;

pub use docs::{Docs, Line};
pub(crate) use placement::number_literal;

pub use example_tests::{ExampleTest, Outcome, TestOptions, TestValue};
pub use shape::{
    Constant, EnumVariant, Enumeration, Field, MethodOptions, Model, ModelKind, OptionField, Options, RustType, Struct,
    Union, UnionVariant, ValueFormat, WireFormat, XmlElement,
};

use crate::{
    api::{CollectionFormat, FinalState, Method as HttpMethod, MonitorResult, NextLink, Resolved, Type},
    diagnostics::{Diagnostic, Diagnostics, ErrorReported},
    oracle::Example,
};

/// What the caller decides of the crate.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The package's name; made from the title where this is empty.
    pub package: Option<String>,
    /// The client's title; the description's where this is empty.
    pub title: Option<String>,
    /// Where the generated `Cargo.toml` finds `armrest-runtime`; a version from the registry where this is empty.
    pub runtime: Option<String>,
    /// Places where null is allowed whatever the description says: `file.json#/definitions/Series/properties/values/items`.
    pub nullable: Vec<String>,
    /// The scope of access tokens, in place of those that descriptions name; not for Azure Resource Manager.
    pub token_scope: Option<String>,
    /// Whether `tests/examples.rs` is made from the descriptions' examples. If not, the examples are not read.
    pub tests: bool,
    /// Programs to take along as the package's examples: their names and texts.
    pub examples: Vec<(String, String)>,
}

/// A Rust crate.
#[derive(Clone, Debug)]
pub struct Crate {
    /// The package's name.
    pub package: String,
    /// The library's name.
    pub library: String,
    /// What the service is for, as documentation.
    pub docs: Docs,
    /// What the service is for, in a sentence.
    pub description: String,
    /// The path to `armrest-runtime`, if it is not from the registry.
    pub runtime: Option<String>,
    /// The client, and then its operation groups.
    pub clients: Vec<Client>,
    /// What the client is made with.
    pub connection: ConnectionPlan,
    /// One feature for each operation group, where there are many, and one for the models of each.
    pub features: Vec<Feature>,
    /// The modules of models that only a few groups need, where there are many groups.
    pub model_modules: Vec<ModelModule>,
    /// Some bodies are XML.
    pub xml: bool,
    /// Some models are sent as JSON, with null in them where the caller says so.
    pub nulls: bool,
    /// Some bodies of requests are no models.
    pub contents: bool,
    /// Some bodies have a format of their own in JSON.
    pub values: bool,
    /// Some answers have headers that are described.
    pub headers: bool,
    /// Some models have names in other alphabets than ours.
    pub other_alphabets: bool,
    /// The names of the models that are whole answers.
    pub answers: Vec<String>,
    /// The models, by their names.
    pub models: Vec<Model>,
    /// The methods' options, by their names.
    pub options: Vec<Options>,
    /// The tests made from examples.
    pub tests: Vec<ExampleTest>,
    /// Programs to take along.
    pub programs: Vec<(String, String)>,
}

impl Crate {
    /// Whether a field or a value of an enumeration is deprecated.
    pub fn has_deprecated_fields(&self) -> bool {
        let models = self.models.iter().any(|model| match &model.kind {
            ModelKind::Struct(own) => own.fields.iter().any(|field| field.deprecated),
            ModelKind::Enumeration(own) => own.variants.iter().any(|variant| variant.deprecated),
            ModelKind::Union(_) => false,
        });
        models || self.options.iter().flat_map(|options| &options.fields).any(|field| field.deprecated)
    }
}

/// A feature of a crate.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// The features that it turns on.
    pub enables: Vec<String>,
    /// Whether it is one of a client: those are on by default.
    pub of_client: bool,
}

/// A module of models.
#[derive(Clone, Debug)]
pub struct ModelModule {
    /// Its name.
    pub name: String,
    /// The feature that has it.
    pub feature: String,
    /// What it is for.
    pub docs: Docs,
    /// The feature of the group's client, which its methods' options need too.
    pub client_feature: String,
}

/// What the main client is made with.
#[derive(Clone, Debug)]
pub struct ConnectionPlan {
    /// What it connects to: one endpoint for each host.
    pub endpoints: Vec<Endpoint>,
    /// What the endpoints are made of.
    pub host: Vec<Kept>,
    /// The functions that make a client with a credential.
    pub makers: Vec<Maker>,
    /// The name of the client's options.
    pub options: String,
    /// The values that the client keeps.
    pub kept: Vec<Kept>,
    /// The client's options that hosts and requests take a value from.
    pub values: Vec<ClientOption>,
}

/// An endpoint that a client connects to.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The clients' field that has the connection.
    pub field: String,
    /// The client's option that names another endpoint; none where `connection_options` does.
    pub option: Option<String>,
    /// Where it is, with the names of [`ConnectionPlan::host`] in braces; none for Azure Resource Manager.
    pub template: Option<String>,
    /// The token's scope; the service is asked where this is empty.
    pub scope: Option<String>,
    /// The credentials that it takes, the usual one first.
    pub takes: Vec<Credential>,
}

/// A credential that an endpoint takes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Credential {
    /// A bearer token.
    Token,
    /// A key.
    Key {
        /// The name of the header or query parameter.
        name: String,
        /// It stands in the query, else in a header.
        in_query: bool,
    },
    /// A user's name and password.
    Password,
}

/// A function that makes a client.
#[derive(Clone, Debug)]
pub struct Maker {
    /// Its name.
    pub name: &'static str,
    /// What each endpoint is given.
    pub given: Vec<Given>,
}

/// What a function that makes a client gives to an endpoint, of its arguments.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Given {
    /// The token of `credential`.
    Token,
    /// A key.
    Key {
        /// The argument.
        argument: String,
        /// The name of the header or query parameter.
        name: String,
        /// It stands in the query, else in a header.
        in_query: bool,
    },
    /// `user` and `password`.
    Password,
}

impl Maker {
    /// Whether it takes a token.
    pub fn takes_token(&self) -> bool {
        self.given.contains(&Given::Token)
    }

    /// Whether it takes a user's name and password.
    pub fn takes_password(&self) -> bool {
        self.given.contains(&Given::Password)
    }

    /// The arguments that are keys, each with the number of the first endpoint that is given it.
    pub fn keys(&self) -> Vec<(&str, usize)> {
        let mut keys: Vec<(&str, usize)> = Vec::new();
        for (number, given) in self.given.iter().enumerate() {
            if let Given::Key { argument, .. } = given
                && keys.iter().all(|(known, _)| known != argument)
            {
                keys.push((argument, number));
            }
        }
        keys
    }
}

/// A client's option that hosts or requests take a value from, such as the api-version.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClientOption {
    /// The field's name.
    pub name: String,
    /// What it is for.
    pub docs: Docs,
    /// What is sent where the option is not set; none where each operation has a default of its own.
    pub default: Option<String>,
    /// The parameter's name in the description.
    pub wire: String,
    /// It is a part of a host, and no request has it.
    pub of_host: bool,
}

/// A value that the client keeps for its operations.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kept {
    /// The field's name.
    pub name: String,
    /// What it is for.
    pub docs: Docs,
    /// The parameter's name on the wire.
    pub wire: String,
}

/// A client: the main one, or that of an operation group.
#[derive(Clone, Debug)]
pub struct Client {
    /// The type's name.
    pub name: String,
    /// The module's name.
    pub module: String,
    /// The operation group; none for the main client.
    pub group: Option<String>,
    /// How the main client gives it; empty for the main client.
    pub accessor: Option<String>,
    /// The feature that has it.
    pub feature: Option<String>,
    /// What it is for.
    pub docs: Docs,
    /// The connections that it keeps, by their fields' names: those that its methods need.
    pub connections: Vec<String>,
    /// The values that it keeps, by their fields' names: those that its methods need.
    pub keeps: Vec<String>,
    /// Its methods.
    pub methods: Vec<Method>,
}

/// A method: one operation.
#[derive(Clone, Debug)]
pub struct Method {
    /// The method's name.
    pub name: String,
    /// The operation's number among those of its client, in the description's order.
    pub operation: usize,
    /// The name in traces: `Client.method`.
    pub trace: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// What every call gives.
    pub arguments: Vec<Argument>,
    /// The name of its options.
    pub options: String,
    /// The HTTP method.
    pub http: HttpMethod,
    /// The client's field that has the connection.
    pub connection: String,
    /// The scope of its token, where it is not the client's.
    pub token_scope: Option<String>,
    /// The path.
    pub path: String,
    /// What is put where.
    pub parameters: Vec<PlacedParameter>,
    /// The body.
    pub body: Option<PlacedBody>,
    /// Its form is sent in parts.
    pub multipart: bool,
    /// The media type to ask for, where it is not JSON.
    pub accept: Option<String>,
    /// The status codes that are no errors.
    pub success: Vec<u16>,
    /// How the next page is got, where it is not by a link as it comes.
    pub next_page: Option<NextPage>,
    /// What its status monitor's last answer is, if that does not hold the result.
    pub monitor_result: Option<MonitorResult>,
    /// The query parameter that is the api-version of links in its answers, if it is not `api-version`.
    pub api_version: Option<String>,
    /// The field that its example shows of the result or of each item.
    pub shown: Option<String>,
    /// How it ends.
    pub ending: Ending,
}

/// How the next page is got by what a page says of it.
#[derive(Clone, Debug)]
pub enum NextPage {
    /// By the same call again, with it as this query parameter.
    Query(String),
    /// By the same call again, with it as this header.
    Header(String),
    /// By another operation.
    Operation {
        /// The operation's method.
        http: HttpMethod,
        /// Its path.
        path: String,
        /// Where it takes what the page says.
        link: NextLink,
        /// What it has in its query.
        query: Vec<String>,
    },
}

/// An argument of a method.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: ArgumentType,
    /// The parameter's name in the description.
    pub wire: String,
}

/// How an argument is taken.
#[derive(Clone, Debug)]
pub enum ArgumentType {
    /// `&str`.
    Text,
    /// A value.
    Value(RustType),
    /// `&[T]`.
    Slice(RustType),
    /// `RequestContent<T>`.
    Content(RustType),
}

/// A parameter of a request: where it is put, and its value.
#[derive(Clone, Debug)]
pub struct PlacedParameter {
    /// The name on the wire.
    pub wire: String,
    /// Path, query or header.
    pub placement: Placement,
    /// The value.
    pub value: Value,
    /// How a text is made of it.
    pub text: TextForm,
    /// How a list stands in it, if it is one.
    pub list: Option<CollectionFormat>,
}

/// Where a parameter is put.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Placement {
    /// A segment of the path.
    Path,
    /// The last segment of the path, which may be empty.
    PathOptional,
    /// A part of the path that comes encoded.
    PathEncoded,
    /// The last segments of the path, which come encoded and may be empty.
    PathEncodedOptional,
    /// In the query, encoded already.
    QueryEncoded,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A field of a form.
    Form,
    /// A file in a form.
    FormFile,
    /// A header for each entry, its name behind the parameter's.
    HeaderCollection,
}

/// Where a value comes from.
#[derive(Clone, Debug)]
pub enum Value {
    /// An argument.
    Argument(String),
    /// A field of the options.
    Option(String),
    /// A field of the options, and what is sent where it is empty.
    OptionOr(String, ClientDefault),
    /// A field of the client.
    Client(String),
    /// A text that is always the same.
    Constant(String),
    /// One of [`ConnectionPlan::values`]; where operations differ, this unless it is set.
    ClientOption(String, Option<String>),
}

/// What is sent where a call gives nothing else (`x-ms-client-default`).
#[derive(Clone, Debug)]
pub enum ClientDefault {
    /// A text.
    Text(String),
    /// A number or boolean.
    Literal(String),
    /// A value of an enumeration: its type and the text or number.
    Enumeration(String, serde_json::Value),
}

/// How a value becomes a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TextForm {
    /// By its type.
    Plain,
    /// As an RFC 1123 date.
    Rfc1123,
    /// As seconds since 1970.
    UnixTime,
    /// As base64.
    Base64,
    /// As base64 for URLs.
    Base64Url,
}

/// The body of a request.
#[derive(Clone, Debug)]
pub struct PlacedBody {
    /// The media type.
    pub content_type: String,
    /// The option that says another.
    pub choice: Option<String>,
    /// The value: an argument, or an option.
    pub value: Value,
}

/// How a method ends, and what it gives.
#[derive(Clone, Debug)]
pub enum Ending {
    /// `Response<T>`.
    Plain(Option<RustType>),
    /// `bool`: whether there is one.
    Exists,
    /// `AsyncResponse`.
    Stream,
    /// `Pager<P>`.
    Pager(RustType, Option<String>),
    /// `Poller<OperationStatus<T>>`.
    Poller(Option<RustType>, FinalState),
    /// `PageablePoller<P>`.
    PageablePoller(RustType, Option<String>, FinalState),
}

impl Ending {
    /// The kind of options that a method of this ending has.
    pub fn method_options(&self) -> MethodOptions {
        match self {
            Self::Plain(_) | Self::Exists | Self::Stream => MethodOptions::Client,
            Self::Pager(..) => MethodOptions::Pager,
            Self::Poller(..) | Self::PageablePoller(..) => MethodOptions::Poller,
        }
    }
}

/// Plans a crate.
///
/// # Errors
///
/// [`ErrorReported`] where the description cannot be a crate, such as one without operations.
pub fn plan(
    resolved: &Resolved,
    examples: &[Example<'_>],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Result<Crate, ErrorReported> {
    let api = &resolved.api;
    let title = settings.title.as_deref().unwrap_or(&api.title);
    let stem = names::client_stem(title);
    let package = settings.package.clone().unwrap_or_else(|| format!("armrest-{}", names::kebab(&stem)));
    if !names::is_package(&package) {
        let message = format!("`{package}` is not a valid package name");
        let help = "name it with `--package-name`: at most 128 ASCII letters, digits, `-` and `_`, beginning with a letter; \
                    no keyword of Rust, and no crate that generated code uses";
        diagnostics.push(Diagnostic::error("bad-package-name", message).help(help));
        return Err(ErrorReported);
    }
    let library = package.replace('-', "_");
    let models = models::Models::new(resolved);
    let surface = clients::surface(resolved, &stem, &models, settings, diagnostics);
    let values = surface.has_value_formats();
    let tests = example_tests::tests(resolved, &surface, examples, &models);
    let answers = models.answers();
    let models = models.into_models(&surface.pages, &surface.bodies, &surface.module_of_type);
    let mut docs = Docs::text(api.description.as_deref().unwrap_or(title));
    docs.see(api.external_docs.as_ref());
    diagnostics.finish(Crate {
        docs,
        description: package::description(api.description.as_deref().unwrap_or_default(), title),
        library,
        package,
        runtime: settings.runtime.clone(),
        clients: surface.clients,
        connection: surface.connection,
        xml: api.types.values().any(|named| named.usage.xml),
        nulls: models::any_sends_null(api),
        contents: api.operations.iter().filter_map(|operation| operation.body.as_ref()).any(|body| {
            let is_model = matches!(body.value, Type::Named(_));
            !is_model && body.value != Type::Raw
        }),
        values,
        headers: api.operations.iter().any(|operation| operation.headers.is_some()),
        features: surface.features,
        model_modules: surface.model_modules,
        answers,
        other_alphabets: models.iter().any(shape::Model::has_other_alphabet),
        models,
        options: surface.options,
        tests,
        programs: settings.examples.clone(),
    })
}
