//! Stage four: the API in, the Rust crate as data out. Every name, type, derive and text is decided here, once.

mod clients;
mod connection;
mod docs;
mod example_tests;
mod form;
mod ident;
mod method_docs;
mod model_groups;
mod models;
mod names;
mod package;
mod placement;
mod reserved;
mod shape;

pub(crate) use docs::sentence;
pub use docs::{Docs, Line};
pub(crate) use placement::number_literal;

pub use example_tests::{ExampleTest, Outcome, TestOptions, TestValue};
pub use form::Form;
pub use ident::Ident;
pub use package::{Feature, Features, Metadata};
pub(crate) use package::{SERDE, check_name as check_package_name, of_folder as package_of_folder};
pub use reserved::Reserved;
pub use shape::{
    Constant, EnumVariant, Enumeration, Field, MethodOptions, Model, ModelKind, OptionField, Options, RustType, Struct,
    Union, UnionVariant, ValueFormat, WireFormat, XmlElement,
};

use crate::{
    api::{
        CollectionFormat, Filter, FinalState, Method as HttpMethod, MonitorResult, NextLink, Resolved, Selection, Type,
    },
    diagnostics::{Code, Diagnostics, ErrorReported},
    load::Override,
    oracle::Example,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The caller's settings of the crate.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The package's name; from the title if this is `None`.
    pub package: Option<String>,
    /// What is generated: a package, or a module of another.
    pub form: Form,
    /// What else is written of the package in its `Cargo.toml`.
    pub metadata: Metadata,
    /// The package's features.
    pub features: Features,
    /// The client's title; the description's if this is `None`.
    pub title: Option<String>,
    /// The path to `armrest-runtime` in the generated `Cargo.toml`; a version from the registry if this is `None`.
    pub runtime: Option<String>,
    /// Locations where null is allowed even if the description forbids it:
    /// `file.json#/definitions/Series/properties/values/items`.
    pub nullable: Vec<String>,
    /// Changes of the descriptions. One that changes nothing is an error.
    pub overrides: Vec<Override>,
    /// The scope of access tokens, instead of the descriptions' own; not for Azure Resource Manager.
    pub token_scope: Option<String>,
    /// The operations to generate. All names are those of the whole crate, and so are models and constructors.
    pub filter: Filter,
    /// Other names of models, by the names that they would have.
    pub rename: BTreeMap<String, String>,
    /// The codes of warnings that are known, and not reported. One that no warning has is reported.
    pub allow: Vec<Code>,
    /// Whether to generate `tests/examples.rs` from the descriptions' examples. If not, the examples are not read.
    pub tests: bool,
    /// Programs to add as the package's examples: their names and texts.
    pub examples: Vec<(String, String)>,
}

/// A Rust crate.
#[derive(Clone, Debug)]
pub struct Crate {
    /// What is generated.
    pub form: Form,
    /// The package's name.
    pub package: String,
    /// The library's name.
    pub library: String,
    /// What the service is for, as documentation.
    pub docs: Docs,
    /// What is written of the package in its `Cargo.toml`: a description and a licence in any case.
    pub metadata: Metadata,
    /// The path to `armrest-runtime`, if it is not from the registry.
    pub runtime: Option<String>,
    /// The client, and then its operation groups.
    pub clients: Vec<Client>,
    /// What the client's constructors need.
    pub connection: ConnectionPlan,
    /// One feature for each operation group, where there are many, and one for the models of each.
    pub features: Vec<Feature>,
    /// The names of the features that are on by default.
    pub default_features: Vec<String>,
    /// The modules of models that only a few groups need, where there are many groups.
    pub model_modules: Vec<ModelModule>,
    /// Some bodies are XML.
    pub xml: bool,
    /// Some forms have files.
    pub files: bool,
    /// Some models are sent as JSON, with null where the caller asks for it.
    pub nulls: bool,
    /// Some request bodies are not models.
    pub contents: bool,
    /// Some bodies have a format of their own in JSON.
    pub values: bool,
    /// Some responses have described headers.
    pub headers: bool,
    /// Some models have names in other alphabets than ours.
    pub other_alphabets: bool,
    /// An argument has a name that clippy takes for one that nobody chose: `foo`, `baz` or `quux`.
    pub placeholder_names: bool,
    /// The names of the models that are whole responses.
    pub responses: Vec<String>,
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
    /// The features without which a test is left out, in order.
    pub fn features_of_tests(&self) -> BTreeSet<&str> {
        let names = self.tests.iter().filter_map(|test| test.feature.as_deref());
        names.filter(|_| !self.features.is_empty()).collect()
    }

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

/// The methods of clients, each with its client, by their operations' sources.
pub fn methods_by_operation(clients: &[Client]) -> HashMap<&str, (&Client, &Method)> {
    let methods = clients.iter().flat_map(|client| client.methods.iter().map(move |method| (client, method)));
    methods.map(|own| (own.1.operation.as_str(), own)).collect()
}

/// A module of models.
#[derive(Clone, Debug)]
pub struct ModelModule {
    /// Its name.
    pub name: Ident,
    /// The feature that has it.
    pub feature: String,
    /// Its documentation.
    pub docs: Docs,
    /// The feature of the group's client, which its methods' options need too.
    pub client_feature: String,
}

/// What the main client's constructors need.
#[derive(Clone, Debug)]
pub struct ConnectionPlan {
    /// The endpoints that it connects to: one for each host.
    pub endpoints: Vec<Endpoint>,
    /// The variable parts of the endpoints.
    pub host: Vec<ConstructorArgument>,
    /// The constructors that take a credential.
    pub constructors: Vec<Constructor>,
    /// The name of the client's options.
    pub options: String,
    /// The values that the client has fields for.
    pub client_fields: Vec<ConstructorArgument>,
    /// The client's options that hosts and requests take a value from.
    pub values: Vec<ClientOption>,
    /// The mock server, in the tests' function that makes a client.
    pub server: Ident,
}

/// An endpoint that a client connects to.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The clients' field that has the connection.
    pub field: Ident,
    /// The client's option that names another endpoint; none where `connection_options` does.
    pub option: Option<Ident>,
    /// The variable that has its credential.
    pub credential: Ident,
    /// Where it is, with the names of [`ConnectionPlan::host`] in braces; none for Azure Resource Manager.
    pub template: Option<String>,
    /// The access token's scope; from the service's challenge if this is `None`.
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
        /// Whether it is sent in the query, else in a header.
        in_query: bool,
    },
    /// A user name and password.
    Password,
}

/// A constructor of a client.
#[derive(Clone, Debug)]
pub struct Constructor {
    /// Its name.
    pub name: &'static str,
    /// The credential of each endpoint.
    pub given: Vec<CredentialArgument>,
}

/// Which of a constructor's arguments is the credential of an endpoint.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CredentialArgument {
    /// The access token of `credential`.
    Token,
    /// A key.
    Key {
        /// The argument.
        argument: Ident,
        /// The name of the header or query parameter.
        name: String,
        /// Whether it is sent in the query, else in a header.
        in_query: bool,
    },
    /// `user` and `password`.
    Password,
}

impl Constructor {
    /// Whether it takes a token.
    pub fn takes_token(&self) -> bool {
        self.given.contains(&CredentialArgument::Token)
    }

    /// Whether it takes a user name and password.
    pub fn takes_password(&self) -> bool {
        self.given.contains(&CredentialArgument::Password)
    }

    /// The arguments that are keys, each with the number of the first endpoint that is given it.
    pub fn keys(&self) -> Vec<(&Ident, usize)> {
        let mut keys: Vec<(&Ident, usize)> = Vec::new();
        for (number, given) in self.given.iter().enumerate() {
            if let CredentialArgument::Key { argument, .. } = given
                && keys.iter().all(|(known, _)| *known != argument)
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
    pub name: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// What is sent where the option is not set; none where each operation has a default of its own.
    pub default: Option<String>,
    /// The parameter's name in the description.
    pub wire: String,
    /// It is a part of a host, and no request has it.
    pub of_host: bool,
}

/// An argument of the constructors: a variable part of an endpoint, or a value that a field of the client holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConstructorArgument {
    /// The field's name.
    pub name: Ident,
    /// Its documentation.
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
    pub module: Ident,
    /// The module of its models; none where there are no such modules.
    pub models: Option<Ident>,
    /// The operation group; none for the main client.
    pub group: Option<String>,
    /// How the main client gives it; empty for the main client.
    pub accessor: Option<Ident>,
    /// The feature that has it.
    pub feature: Option<String>,
    /// Its documentation.
    pub docs: Docs,
    /// The fields of its connections: those that its methods need.
    pub connections: Vec<Ident>,
    /// The fields of its values: those that its methods need.
    pub fields: Vec<Ident>,
    /// The fields of the main client that no method needs: operations that do are left out.
    pub unread: Vec<Ident>,
    /// Its methods.
    pub methods: Vec<Method>,
}

/// A method: one operation.
#[derive(Clone, Debug)]
pub struct Method {
    /// The method's name.
    pub name: Ident,
    /// Which operation it is, as [`crate::api::Operation::source`].
    pub operation: String,
    /// The name in traces: `Client.method`.
    pub trace: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// The arguments: what every call passes.
    pub arguments: Vec<Argument>,
    /// The name of its options.
    pub options: String,
    /// The HTTP method.
    pub http: HttpMethod,
    /// The client's field that has the connection.
    pub connection: Ident,
    /// The scope of its access token, if it is not the client's.
    pub token_scope: Option<String>,
    /// The path.
    pub path: String,
    /// The parameters, and where each is put.
    pub parameters: Vec<PlacedParameter>,
    /// The body.
    pub body: Option<PlacedBody>,
    /// Its form is sent in parts.
    pub multipart: bool,
    /// The media types in `Accept`, if not JSON.
    pub accept: Option<String>,
    /// The status codes that are not errors.
    pub success: Vec<u16>,
    /// How the next page is requested, if not by following a link.
    pub next_page: Option<NextPage>,
    /// What its status monitor's last response is, if it does not contain the result.
    pub monitor_result: Option<MonitorResult>,
    /// The query parameter that is the api-version of links in its responses, if it is not `api-version`.
    pub api_version: Option<String>,
    /// The field that its example shows of the result or of each item.
    pub shown: Option<Ident>,
    /// How it ends.
    pub ending: Ending,
}

/// How the next page is requested from the link in a page.
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
    pub name: Ident,
    /// Its name in the method's example.
    pub example: Ident,
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
    /// How it is converted to a string.
    pub text: TextForm,
    /// How a list is serialized, if it is one.
    pub list: Option<CollectionFormat>,
}

/// Where a parameter is put.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Placement {
    /// A segment of the path.
    Path,
    /// The last segment of the path, which may be empty.
    PathOptional,
    /// A part of the path that is already encoded.
    PathEncoded,
    /// The last segments of the path, which are already encoded and may be empty.
    PathEncodedOptional,
    /// The query, already encoded.
    QueryEncoded,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A field of a form.
    Form,
    /// A file in a form.
    FormFile,
    /// A header for each entry, its name appended to the parameter's.
    HeaderCollection,
}

/// Where a value comes from.
#[derive(Clone, Debug)]
pub enum Value {
    /// An argument.
    Argument(Ident),
    /// A field of the options.
    Option(Ident),
    /// A field of the options, and what is sent where it is empty.
    OptionOr(Ident, ClientDefault),
    /// A field of the client.
    Client(Ident),
    /// A constant string.
    Constant(String),
    /// One of [`ConnectionPlan::values`]; where operations differ, this unless it is set.
    ClientOption(Ident, Option<String>),
}

/// What is sent if a call does not set the parameter (`x-ms-client-default`).
#[derive(Clone, Debug)]
pub enum ClientDefault {
    /// A text.
    Text(String),
    /// A number or boolean.
    Literal(String),
    /// A value of an enumeration: its type and the text or number.
    Enumeration(String, serde_json::Value),
}

/// How a value is converted to a string.
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
    /// The option that sets another.
    pub choice: Option<Ident>,
    /// The value: an argument, or an option.
    pub value: Value,
}

/// How a method calls the service, and what it returns.
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

/// Plans a crate with the selected operations, as parts of the crate with all of them.
///
/// # Errors
///
/// [`ErrorReported`] where the description cannot be a crate, such as one without operations.
pub fn plan(
    resolved: &Resolved,
    selection: &Selection<'_>,
    examples: &[Example<'_>],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Result<Crate, ErrorReported> {
    let api = &resolved.api;
    let title = settings.title.as_deref().unwrap_or(&api.title);
    let stem = names::client_stem(title);
    let package = settings.package.clone().unwrap_or_else(|| format!("armrest-{}", names::kebab(&stem)));
    package::check_name(&package, diagnostics);
    let library = package.replace('-', "_");
    let mut models = models::Models::new(resolved, settings.form);
    models.rename(&settings.rename, diagnostics);
    let surface = clients::surface(resolved, selection, &stem, &models, settings, diagnostics);
    let default_features = settings.features.on(&surface.features, diagnostics);
    let values = surface.has_value_formats();
    let placeholder_names = surface.has_placeholder_names();
    let files = surface.sends_files();
    let tests = example_tests::tests(resolved, &surface, examples, &models);
    let responses = models.responses();
    let models = models.into_models(selection, &surface);
    let mut docs = Docs::text(api.description.as_deref().unwrap_or(title));
    docs.see(api.external_docs.as_ref());
    diagnostics.finish(Crate {
        form: settings.form,
        docs,
        metadata: settings.metadata.or(package::description(api.description.as_deref().unwrap_or_default(), title)),
        library,
        package,
        runtime: settings.runtime.clone(),
        clients: surface.clients,
        connection: surface.connection,
        xml: models.iter().any(|model| model.xml.is_some()),
        files,
        nulls: models::any_sends_null(api, selection),
        contents: selection.operations().filter_map(|operation| operation.body.as_ref()).any(|body| {
            let is_model = matches!(body.value, Type::Named(_));
            !is_model && body.value != Type::Raw
        }),
        values,
        headers: selection.operations().any(|operation| operation.headers.is_some()),
        default_features,
        features: surface.features,
        model_modules: surface.model_modules,
        responses,
        other_alphabets: models.iter().any(shape::Model::has_other_alphabet),
        placeholder_names,
        models,
        options: surface.options,
        tests,
        programs: settings.examples.clone(),
    })
}
