use super::{
    method,
    tokens::{docs, feature, feature_line, ident, type_name},
    writer::{Function, Imports, Writer},
};
use crate::plan::{self, Client, ClientOption, Constructor, Crate, CredentialArgument, Docs, Line};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// `clients.rs`: the clients' modules.
pub(super) fn modules(plan: &Crate, file: &mut Writer) {
    file.docs(&"The client, and the clients of its operation groups.".into());
    for client in &plan.clients {
        let feature = feature_line(plan, client.feature.as_ref());
        let (module, name) = (&client.module, &client.name);
        let names = match client.accessor {
            Some(_) => name.clone(),
            None => format!("{{{name}, {}}}", plan.connection.options),
        };
        file.lines(format!("{feature}mod {module};\n{feature}pub use {module}::{names};\n"));
    }
}

/// A client with its methods; the main one with its options, and what makes it.
pub(super) fn client(plan: &Crate, client: &Client, file: &mut Writer) {
    let main = client.accessor.is_none();
    let text = docs(&client.docs, false);
    let name = type_name(&client.name);
    let fields = fields(plan, client);
    file.imports.add("armrest_runtime::codegen::Connection");
    file.item(quote! {
        #text
        #[derive(Clone, Debug)]
        pub struct #name { #fields }
    });
    let mut functions = Vec::new();
    if main {
        main_imports(plan, &mut file.imports);
        file.item(client_options(plan));
        functions.extend(constructors(plan).into_iter().map(Function::Tokens));
    }
    for own in &client.methods {
        functions.push(method::method(plan, &client.name, own, &mut file.imports));
    }
    file.implementation(&client.name, functions);
}

/// What the main client's options and constructors need.
fn main_imports(plan: &Crate, imports: &mut Imports) {
    let by_secret = plan.connection.constructors.iter().any(|own| own.takes_password() || !own.keys().is_empty());
    let paths = [
        (true, "armrest_runtime::ConnectionOptions"),
        (!by_arm_alone(plan), "armrest_runtime::codegen::Credential"),
        (true, "azure_core::Result"),
        (true, "azure_core::fmt::SafeDebug"),
        (true, "azure_core::http::ClientOptions"),
        (true, "azure_core::http::Url"),
        (by_secret, "azure_core::credentials::Secret"),
        (takes_token(plan), "azure_core::credentials::TokenCredential"),
        (takes_token(plan), "std::sync::Arc"),
    ];
    for (_, path) in paths.iter().filter(|(is_needed, _)| *is_needed) {
        imports.add(path);
    }
}

fn takes_token(plan: &Crate) -> bool {
    plan.connection.constructors.iter().any(Constructor::takes_token)
}

/// Whether the client connects to Azure Resource Manager, and to nothing else.
fn by_arm_alone(plan: &Crate) -> bool {
    matches!(plan.connection.endpoints.as_slice(), [only] if only.template.is_none())
}

/// The names of the functions that make the main client.
pub(super) fn constructor_names(plan: &Crate) -> Vec<String> {
    let by_credential = plan.connection.constructors.iter().map(|own| own.name.to_string());
    by_credential.chain((!by_arm_alone(plan)).then(|| "without_credential".to_owned())).collect()
}

fn fields(plan: &Crate, client: &Client) -> TokenStream {
    let main = client.accessor.is_none();
    let visible = (!main).then(|| quote!(pub(super)));
    // Without the features of the groups nothing reads what their clients are made with. The main client's own endpoint
    // is read by `endpoint`.
    let by_feature = main && !plan.features.is_empty();
    let allowed = |field: &plan::Ident| {
        let is_read = *field == *"connection" || !by_feature && !client.unread.contains(field);
        (!is_read).then(|| quote!(#[allow(dead_code)]))
    };
    let fields = client.fields.iter().map(|field| {
        let name = ident(field);
        let differs = plan.connection.values.iter().any(|option| option.name == *field && option.default.is_none());
        let kind = if differs { quote!(Option<String>) } else { quote!(String) };
        let allowed = allowed(field);
        quote!(#allowed #visible #name: #kind,)
    });
    let connections = client.connections.iter().map(|field| {
        let name = ident(field);
        let allowed = allowed(field);
        quote!(#allowed #visible #name: Connection,)
    });
    quote! {
        #(#connections)*
        #(#fields)*
    }
}

fn client_options(plan: &Crate) -> TokenStream {
    let name = type_name(&plan.connection.options);
    let client = plan.clients.first().map(|client| client.name.clone()).unwrap_or_default();
    let about = docs(&Line::from("Options of ").item(&client, &client).words(".").into(), false);
    let values = plan.connection.values.iter().map(|option| {
        let (text, name) = (docs(&option.docs, false), ident(&option.name));
        quote!(#text #[safe(true)] pub #name: Option<String>,)
    });
    let others = plan.connection.endpoints.iter().filter_map(|endpoint| Some((endpoint, endpoint.option.as_ref()?)));
    let others: Vec<(&str, Ident)> =
        others.map(|(endpoint, option)| (endpoint.template.as_deref().unwrap_or(ARM), ident(option))).collect();
    let fields = others.iter().map(|(template, option)| {
        let line = Line::from("Another endpoint instead of ").code(template).words(".");
        let text = docs(&line.into(), false);
        quote!(#text pub #option: Option<String>,)
    });
    quote! {
        #about
        #[derive(Clone, Default, SafeDebug)]
        pub struct #name {
            #(#values)*
            #[doc = " azure_core's options: the cloud, retries, transport and telemetry. A transport of your own must not follow"]
            #[doc = " redirects: the credential would go where they lead."]
            pub client_options: ClientOptions,
            #[doc = " The endpoint, the scope of access tokens, and which hosts may receive them."]
            pub connection_options: ConnectionOptions,
            #(#fields)*
        }
    }
}

/// What makes the main client, its endpoint, and what gives the groups' clients.
fn constructors(plan: &Crate) -> Vec<TokenStream> {
    let client_fields: Vec<_> = plan.connection.client_fields.iter().map(|field| ident(&field.name)).collect();
    let mut functions = constructors_by_credential(plan, &client_fields);
    functions.push(quote! {
        #[doc = " The service's endpoint."]
        pub fn endpoint(&self) -> &Url {
            self.connection.endpoint()
        }
    });
    let groups = plan.clients.iter().filter_map(|client| Some((client, client.accessor.as_ref()?)));
    functions.extend(groups.map(|(client, accessor)| {
        let feature = feature(plan, client.feature.as_ref());
        let (name, accessor) = (type_name(&client.name), ident(accessor));
        let docs = docs(&client.docs, false);
        let fields = client.connections.iter().chain(&client.fields).map(|field| {
            let field = ident(field);
            quote!(#field: self.#field.clone(),)
        });
        quote! {
            #docs
            #feature
            pub fn #accessor(&self) -> super::#name {
                super::#name {
                    #(#fields)*
                }
            }
        }
    }));
    functions
}

/// What a function is that makes a client.
fn constructor_words(constructor: &Constructor) -> &'static str {
    match (constructor.takes_token(), !constructor.keys().is_empty(), constructor.takes_password()) {
        (true, false, false) => "Creates a client that authenticates with access tokens.",
        (false, true, false) if constructor.keys().len() == 1 => "Creates a client that authenticates with a key.",
        (false, true, false) => "Creates a client that authenticates with keys.",
        (false, false, true) => "Creates a client that authenticates with a user name and password.",
        _ => "Creates a client that authenticates with each host in the way that its description requires.",
    }
}

/// The arguments that are credentials, with what they are.
fn credential_docs(plan: &Crate, constructor: &Constructor) -> Vec<(String, Docs)> {
    let mut docs = Vec::new();
    if constructor.takes_token() {
        docs.push(by_token());
    }
    let keys = constructor.keys();
    let mixed = keys.len() > 1 || constructor.takes_token() || constructor.takes_password();
    for (argument, number) in keys {
        let host = plan.connection.endpoints[number].template.as_deref().filter(|_| mixed);
        let text = match host {
            Some(template) => Line::from("The key of ").code(template).words(".").into(),
            None => Docs::from("The key."),
        };
        docs.push((argument.plain().to_owned(), text));
    }
    if constructor.takes_password() {
        docs.push(("user".to_owned(), "The user's name.".into()));
        docs.push(("password".to_owned(), "The user's password.".into()));
    }
    docs
}

fn by_token() -> (String, Docs) {
    ("credential".to_owned(), "Provides access tokens; see `azure_identity`.".into())
}

/// Where Azure Resource Manager is, in documentation.
const ARM: &str = "https://management.azure.com";

/// The functions that make a client: by a token, by a key, or both.
fn constructors_by_credential(plan: &Crate, client_fields: &[Ident]) -> Vec<TokenStream> {
    let connection = &plan.connection;
    let options = type_name(&connection.options);
    let host: Vec<_> = connection.host.iter().map(|host| ident(&host.name)).collect();
    let arguments = quote!(#(#host: impl Into<String>,)* #(#client_fields: impl Into<String>,)*);
    let given = quote!(#(#host,)* #(#client_fields,)*);
    let values = connection.values.iter().filter(|option| !option.of_host).map(|option| {
        let name = ident(&option.name);
        let or_default = option.default.as_ref().map(|default| quote!(.unwrap_or_else(|| #default.to_owned())));
        quote!(#name: options.#name #or_default,)
    });
    let made = quote! {
        #(#client_fields: #client_fields.into(),)*
        #(#values)*
    };
    if by_arm_alone(plan) {
        let text = constructor_docs(plan, "Creates a client.", &[by_token()]);
        return vec![quote! {
            #text
            pub fn new(
                #arguments
                credential: Arc<dyn TokenCredential>,
                options: Option<#options>,
            ) -> Result<Self> {
                let options = options.unwrap_or_default();
                let connection = Connection::arm(
                    (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
                    credential,
                    options.client_options,
                    options.connection_options,
                )?;
                Ok(Self {
                    connection,
                    #made
                })
            }
        }];
    }
    let by_credential =
        connection.constructors.iter().map(|constructor| by_credential(plan, constructor, &arguments, &given));
    let mut functions: Vec<TokenStream> = by_credential.collect();
    functions.push({
        let text = "Creates a client without a credential: for public data, or for an endpoint whose query is a shared access \
                    signature.";
        let text = constructor_docs(plan, text, &[]);
        let credential = each(connection.endpoints.iter().map(|_| quote!(Credential::none())).collect());
        quote! {
            #text
            pub fn without_credential(
                #arguments
                options: Option<#options>,
            ) -> Result<Self> {
                Self::connect(#given #credential, options)
            }
        }
    });
    let (credentials, connections) = connections(plan);
    let fields = connection.endpoints.iter().map(|endpoint| ident(&endpoint.field));
    functions.push(quote! {
        fn connect(
            #arguments
            #credentials,
            options: Option<#options>,
        ) -> Result<Self> {
            let options = options.unwrap_or_default();
            #connections
            Ok(Self {
                #(#fields,)*
                #made
            })
        }
    });
    functions
}

/// One credential for each endpoint; a list where there are several.
fn each(credentials: Vec<TokenStream>) -> TokenStream {
    match credentials.as_slice() {
        [only] => only.clone(),
        several => quote!([#(#several),*]),
    }
}

/// A function that makes a client with credentials.
fn by_credential(plan: &Crate, constructor: &Constructor, arguments: &TokenStream, given: &TokenStream) -> TokenStream {
    let connection = &plan.connection;
    let several = connection.endpoints.len() > 1;
    let shared = several.then(|| quote!(.clone()));
    let secret = if several { quote!() } else { quote!(.into()) };
    let credentials = constructor.given.iter().zip(&connection.endpoints).map(|(given, endpoint)| match given {
        CredentialArgument::Token => {
            let scope = match &endpoint.scope {
                Some(scope) => quote!(Some(#scope)),
                None => quote!(None),
            };
            quote!(Credential::token(credential #shared, #scope))
        }
        CredentialArgument::Key { argument, name, in_query } => {
            let argument = ident(argument);
            match in_query {
                true => quote!(Credential::key_query(#name, #argument #shared)),
                false => quote!(Credential::key_header(#name, #argument #shared)),
            }
        }
        CredentialArgument::Password => quote!(Credential::basic(user, &password #secret)),
    });
    let credentials = each(credentials.collect());
    let keys = constructor.keys();
    let mut own = Vec::new();
    let mut converted = Vec::new();
    if constructor.takes_token() {
        own.push(quote!(credential: Arc<dyn TokenCredential>,));
    }
    for (argument, _) in &keys {
        let argument = ident(argument);
        own.push(quote!(#argument: impl Into<Secret>,));
        converted.push(argument);
    }
    if constructor.takes_password() {
        own.push(quote!(user: &str, password: impl Into<Secret>,));
        converted.push(type_name("password"));
    }
    let converted = converted.iter().filter(|_| several).map(|name| quote!(let #name: Secret = #name.into();));
    let (name, options) = (type_name(constructor.name), type_name(&connection.options));
    let text = constructor_docs(plan, constructor_words(constructor), &credential_docs(plan, constructor));
    quote! {
        #text
        pub fn #name(
            #arguments
            #(#own)*
            options: Option<#options>,
        ) -> Result<Self> {
            #(#converted)*
            Self::connect(#given #credentials, options)
        }
    }
}

/// What `connect` takes as credentials, and how it connects to each endpoint.
fn connections(plan: &Crate) -> (TokenStream, TokenStream) {
    let connection = &plan.connection;
    let package = quote!((env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")));
    let parts =
        connection.values.iter().filter(|option| option.of_host).map(|ClientOption { name, default, .. }| {
            let name = ident(name);
            quote!(let #name = options.#name.unwrap_or_else(|| #default.to_owned());)
        });
    if let [only] = connection.endpoints.as_slice() {
        let endpoint = only.template.as_deref().map(|template| endpoint(plan, template, true));
        let connected = quote! {
            #(#parts)*
            let connection = Connection::service(
                #package,
                #endpoint,
                credential,
                options.client_options,
                options.connection_options,
            )?;
        };
        return (quote!(credential: Credential), connected);
    }
    let count = proc_macro2::Literal::usize_unsuffixed(connection.endpoints.len());
    let credentials: Vec<Ident> = connection.endpoints.iter().map(|endpoint| ident(&endpoint.credential)).collect();
    let given = connection.host.iter().map(|host| {
        let name = ident(&host.name);
        quote!(let #name: String = #name.into();)
    });
    let connected = connection.endpoints.iter().zip(&credentials).map(|(own, credential)| {
        let field = ident(&own.field);
        let connector = if own.template.is_some() { quote!(service) } else { quote!(arm_by) };
        let endpoint = own.template.as_deref().map(|template| {
            let endpoint = endpoint(plan, template, false);
            quote!(#endpoint,)
        });
        let connection_options = match &own.option {
            Some(option) => {
                let option = ident(option);
                quote!(ConnectionOptions { endpoint: options.#option, ..options.connection_options.clone() })
            }
            None => quote!(options.connection_options.clone()),
        };
        quote! {
            let #field = Connection::#connector(
                package,
                #endpoint
                #credential,
                options.client_options.clone(),
                #connection_options,
            )?;
        }
    });
    let connected = quote! {
        let package = #package;
        let [#(#credentials),*] = credentials;
        #(#given)*
        #(#parts)*
        #(#connected)*
    };
    (quote!(credentials: [Credential; #count]), connected)
}

/// A text with the endpoint that a template and the client's arguments make.
fn endpoint(plan: &Crate, template: &str, converts: bool) -> TokenStream {
    let into = converts.then(|| quote!(.into()));
    let given = plan.connection.host.iter().map(|host| (&host.name, into.as_ref()));
    let options = plan.connection.values.iter().filter(|option| option.of_host).map(|option| (&option.name, None));
    let used: Vec<_> =
        given.chain(options).filter(|(name, _)| template.contains(&format!("{{{}}}", name.plain()))).collect();
    match used.as_slice() {
        [] => quote!(#template),
        [(only, into)] if *template == format!("{{{}}}", only.plain()) => {
            let only = ident(only);
            quote!(&#only #into)
        }
        _ => {
            let values = used.iter().map(|(name, into)| {
                let (bare, name) = (type_name(name.plain()), ident(name));
                quote!(#bare = #name #into)
            });
            quote!(&format!(#template, #(#values),*))
        }
    }
}

fn constructor_docs(plan: &Crate, what: &'static str, credentials: &[(String, Docs)]) -> TokenStream {
    let mut text = Docs::from(what);
    text.heading("Arguments");
    for given in plan.connection.host.iter().chain(&plan.connection.client_fields) {
        text.argument(given.name.plain(), &given.docs);
    }
    for (name, words) in credentials {
        text.argument(name, words);
    }
    text.argument("options", &"The client's options; `None` for the defaults.".into());
    text.heading("Errors");
    text.paragraph("Returns an error if the options have no endpoint for their cloud, or one that is not a URL, or if there is no HTTP \
         transport.");
    docs(&text, false)
}
