use super::tokens::{docs, feature, http_method, ident, rust, type_in};
use crate::plan::{ApiVersion, ArgumentType, Client, Crate, Ending, Method, Place, Placed, RustType, TextForm, Value};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) fn modules(plan: &Crate) -> TokenStream {
    let modules = plan.clients.iter().map(|client| {
        let feature = feature(plan, client.feature.as_ref());
        let (module, name) = (ident(&client.module), ident(&client.name));
        let options = client.accessor.is_none().then(|| {
            let options = ident(&plan.connection.options);
            quote!(, #options)
        });
        quote! {
            #feature
            mod #module;
            #feature
            pub use #module::{#name #options};
        }
    });
    quote! {
        #![doc = " The client, and the clients of its operation groups."]
        #(#modules)*
    }
}

pub(super) fn client(plan: &Crate, client: &Client) -> TokenStream {
    let main = client.accessor.is_none();
    let text = docs(&client.docs, false);
    let name = ident(&client.name);
    let fields = fields(plan, client);
    let options = main.then(|| client_options(plan));
    let own = main.then(|| constructor(plan));
    let methods: Vec<TokenStream> = client.methods.iter().map(|method| self::method(plan, method)).collect();
    let imports = imports(plan, client, main);
    quote! {
        #imports

        #text
        #[derive(Clone, Debug)]
        pub struct #name { #fields }

        #options

        impl #name {
            #own
            #(#methods)*
        }
    }
}

fn imports(plan: &Crate, client: &Client, main: bool) -> TokenStream {
    let mut runtime = vec!["Connection"];
    let mut http = Vec::new();
    let mut core = Vec::new();
    let uses = |test: fn(&Ending) -> bool| client.methods.iter().any(|method| test(&method.ending));
    let plain = uses(|ending| matches!(ending, Ending::Plain(_)));
    if !client.methods.is_empty() {
        http.push("Method");
    }
    if plain {
        http.push("Response");
    }
    if uses(|ending| matches!(ending, Ending::Stream(_))) {
        http.push("AsyncResponse");
    }
    if uses(|ending| matches!(ending, Ending::Plain(None) | Ending::Poller(None, _))) {
        http.push("NoFormat");
    }
    if uses(|ending| matches!(ending, Ending::Pager(..))) {
        http.push("Pager");
    }
    if uses(|ending| matches!(ending, Ending::Poller(..))) {
        http.push("Poller");
        runtime.push("OperationStatus");
    }
    if uses(|ending| matches!(ending, Ending::PageablePoller(..))) {
        runtime.push("PageablePoller");
    }
    if uses(|ending| matches!(ending, Ending::Poller(..) | Ending::PageablePoller(..))) {
        runtime.push("FinalState");
    }
    let arguments = || client.methods.iter().flat_map(|method| &method.arguments);
    if arguments().any(|argument| matches!(argument.kind, ArgumentType::Content(_))) {
        http.push("RequestContent");
    }
    let placed = || client.methods.iter().flat_map(|method| &method.parameters);
    if placed().any(|placed| placed.list.is_some()) {
        runtime.push("CollectionFormat");
    }
    if placed().any(|placed| placed.text != TextForm::Plain) {
        runtime.push("format");
    }
    if !client.methods.is_empty() || main {
        core.push("Result");
    }
    let models = (!client.methods.is_empty()).then(|| {
        quote!(
            use crate::models;
        )
    });
    let mut groups = Vec::new();
    if main {
        let has_groups = plan.clients.iter().filter(|client| client.accessor.is_some()).map(|client| {
            let feature = feature(plan, client.feature.as_ref());
            let name = ident(&client.name);
            quote!(#feature use super::#name;)
        });
        groups.extend(has_groups);
        runtime.push("ConnectionOptions");
        http.extend(["ClientOptions", "Url"]);
        let keyed = plan.connection.endpoint.is_some() && plan.connection.key.is_some();
        core.push(match (plan.connection.token, keyed) {
            (true, true) => "credentials::{Secret, TokenCredential}",
            (true, false) => "credentials::TokenCredential",
            _ => "credentials::Secret",
        });
        core.push("fmt::SafeDebug");
        if plan.connection.endpoint.is_some() {
            runtime.push("Credential");
        }
    }
    let sorted = |mut names: Vec<&'static str>| {
        names.sort_unstable_by_key(|name| {
            let module = name.starts_with(char::is_lowercase);
            (!module, *name)
        });
        names.into_iter().map(rust).collect::<Vec<_>>()
    };
    let (runtime, http) = (sorted(runtime), sorted(http));
    let core: Vec<TokenStream> = core.into_iter().map(rust).collect();
    let http = (!http.is_empty()).then(|| quote!(http::{#(#http),*}));
    let arc = (main && plan.connection.token).then(|| {
        quote!(
            use std::sync::Arc;
        )
    });
    quote! {
        #(#groups)*
        #models
        use armrest_runtime::{#(#runtime),*};
        use azure_core::{#(#core,)* #http};
        #arc
    }
}

fn fields(plan: &Crate, client: &Client) -> TokenStream {
    let main = client.accessor.is_none();
    let visible = (!main).then(|| quote!(pub(super)));
    // Without the features of the groups nothing reads what their clients are made with.
    let allowed = (main && !plan.features.is_empty()).then(|| quote!(#[allow(dead_code)]));
    let kept = client.keeps.iter().map(|kept| {
        let name = ident(kept);
        let version = kept == "api_version";
        let kind = if version && plan.connection.api_version == ApiVersion::Differing {
            quote!(Option<String>)
        } else {
            quote!(String)
        };
        quote!(#allowed #visible #name: #kind,)
    });
    quote! {
        #visible connection: Connection,
        #(#kept)*
    }
}

fn client_options(plan: &Crate) -> TokenStream {
    let name = ident(&plan.connection.options);
    let client = plan.clients.first().map(|client| client.name.clone()).unwrap_or_default();
    let about = format!(" Options of [`{client}`].");
    let (version, default) = match &plan.connection.api_version {
        ApiVersion::None => (None, None),
        ApiVersion::Single(version) => {
            let text = format!(" The api-version of all requests. The default is `{version}`.");
            (Some(quote!(#[doc = #text] #[safe(true)] pub api_version: String,)), Some(version))
        }
        ApiVersion::Differing => (
            Some(quote! {
                #[doc = " The api-version of all requests. By default each operation has its own."]
                #[safe(true)]
                pub api_version: Option<String>,
            }),
            None,
        ),
    };
    let derive = if default.is_some() {
        quote!(#[derive(Clone, SafeDebug)])
    } else {
        quote!(#[derive(Clone, Default, SafeDebug)])
    };
    let default = default.map(|version| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self {
                        api_version: #version.to_owned(),
                        client_options: ClientOptions::default(),
                        connection_options: ConnectionOptions::default(),
                    }
                }
            }
        }
    });
    quote! {
        #[doc = #about]
        #derive
        pub struct #name {
            #version
            #[doc = " azure_core's options: the cloud, retries, transport and telemetry."]
            pub client_options: ClientOptions,
            #[doc = " The endpoint, and the hosts that may get the token."]
            pub connection_options: ConnectionOptions,
        }

        #default
    }
}

fn constructor(plan: &Crate) -> TokenStream {
    let kept: Vec<_> = plan.connection.kept.iter().map(|kept| ident(&kept.name)).collect();
    let version = match plan.connection.api_version {
        ApiVersion::None => None,
        _ => Some(quote!(api_version: options.api_version,)),
    };
    let makers = makers(plan, &kept, version.as_ref());
    let groups =
        plan.clients.iter().filter_map(|client| Some((client, client.accessor.as_ref()?))).map(|(client, accessor)| {
            let feature = feature(plan, client.feature.as_ref());
            let (name, accessor) = (ident(&client.name), ident(accessor));
            let docs = docs(&client.docs, false);
            let kept = client.keeps.iter().map(|kept| {
                let kept = ident(kept);
                quote!(#kept: self.#kept.clone(),)
            });
            quote! {
                #docs
                #feature
                pub fn #accessor(&self) -> #name {
                    #name {
                        connection: self.connection.clone(),
                        #(#kept)*
                    }
                }
            }
        });
    quote! {
        #makers

        #[doc = " The service's endpoint."]
        pub fn endpoint(&self) -> &Url {
            self.connection.endpoint()
        }

        #(#groups)*
    }
}

/// The functions that make a client: by a token, by a key, or both.
fn makers(plan: &Crate, kept: &[Ident], version: Option<&TokenStream>) -> TokenStream {
    let connection = &plan.connection;
    let options = ident(&connection.options);
    let host: Vec<_> = connection.host.iter().map(|host| ident(&host.name)).collect();
    let by_token = "* `credential` - Gives the tokens, such as one of azure_identity's.";
    let arguments = quote!(#(#host: impl Into<String>,)* #(#kept: impl Into<String>,)*);
    let given = quote!(#(#host,)* #(#kept,)*);
    let connected = |connect: TokenStream, credential: TokenStream, endpoint: Option<TokenStream>| {
        quote! {
            let options = options.unwrap_or_default();
            let connection = #connect(
                (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
                #endpoint
                #credential,
                options.client_options,
                options.connection_options,
            )?;
            Ok(Self {
                connection,
                #(#kept: #kept.into(),)*
                #version
            })
        }
    };
    let Some(template) = &connection.endpoint else {
        let text = maker_docs(plan, "Makes a client.", by_token);
        let body = connected(quote!(Connection::arm), quote!(credential), None);
        return quote! {
            #text
            pub fn new(
                #arguments
                credential: Arc<dyn TokenCredential>,
                options: Option<#options>,
            ) -> Result<Self> { #body }
        };
    };
    let by_token = connection.token.then(|| {
        let text = maker_docs(plan, "Makes a client that signs in with a token.", by_token);
        let scope = match &connection.scope {
            Some(scope) => quote!(Some(#scope)),
            None => quote!(None),
        };
        quote! {
            #text
            pub fn new(
                #arguments
                credential: Arc<dyn TokenCredential>,
                options: Option<#options>,
            ) -> Result<Self> {
                Self::connect(#given Credential::token(credential, #scope), options)
            }
        }
    });
    let by_key = connection.key.as_ref().map(|(name, query)| {
        let text = maker_docs(plan, "Makes a client that signs in with a key.", "* `key` - The key.");
        let maker = ident(if *query { "key_query" } else { "key_header" });
        quote! {
            #text
            pub fn with_key(
                #arguments
                key: impl Into<Secret>,
                options: Option<#options>,
            ) -> Result<Self> {
                Self::connect(#given Credential::#maker(#name, key), options)
            }
        }
    });
    let endpoint = match connection.host.as_slice() {
        [] => quote!(#template,),
        [only] if *template == format!("{{{}}}", only.name) => {
            let only = ident(&only.name);
            quote!(&#only.into(),)
        }
        _ => {
            let bare = template.replace("{r#", "{");
            let values = connection.host.iter().map(|host| {
                let name = ident(&host.name);
                let bare = ident(host.name.trim_start_matches("r#"));
                quote!(#bare = #name.into())
            });
            quote!(&format!(#bare, #(#values),*),)
        }
    };
    let body = connected(quote!(Connection::service), quote!(credential), Some(endpoint));
    quote! {
        #by_token
        #by_key

        fn connect(
            #arguments
            credential: Credential,
            options: Option<#options>,
        ) -> Result<Self> { #body }
    }
}

fn maker_docs(plan: &Crate, what: &str, credential: &str) -> TokenStream {
    let mut text = vec![what.to_owned(), String::new(), "# Arguments".to_owned(), String::new()];
    for given in plan.connection.host.iter().chain(&plan.connection.kept) {
        let line = given.docs.first().map_or("", String::as_str);
        text.push(format!("* `{}` - {line}", given.name.trim_start_matches("r#")));
    }
    text.push(credential.to_owned());
    text.extend(
        [
            "* `options` - The defaults where this is `None`.",
            "",
            "# Errors",
            "",
            "Where the options name no endpoint for their cloud, or one that is not a URL.",
        ]
        .map(str::to_owned),
    );
    docs(&text, false)
}

fn method(plan: &Crate, method: &Method) -> TokenStream {
    let mut lines = method.docs.clone();
    lines.extend(["", "# Examples", "", "```no_run"].map(str::to_owned));
    if method.deprecated {
        lines.push("# #![allow(deprecated)]".to_owned());
    }
    lines.extend(method.example.iter().cloned());
    lines.push("```".to_owned());
    let text = docs(&lines, false);
    let deprecated = method.deprecated.then(|| quote!(#[deprecated]));
    let name = ident(&method.name);
    let arguments = method.arguments.iter().map(|argument| {
        let name = ident(&argument.name);
        let kind = match &argument.kind {
            ArgumentType::Text => quote!(&str),
            ArgumentType::Value(kind) => type_in("models::", kind),
            ArgumentType::Slice(kind) => {
                let kind = type_in("models::", kind);
                quote!(&[#kind])
            }
            ArgumentType::Content(kind) => {
                let kind = type_in("models::", kind);
                quote!(RequestContent<#kind>)
            }
        };
        quote!(#name: #kind,)
    });
    let options = ident(&method.options);
    let call = call(plan, method);
    let (is_async, result, end) = ending(&method.ending);
    quote! {
        #text
        #deprecated
        pub #is_async fn #name(
            &self,
            #(#arguments)*
            options: Option<models::#options<'_>>,
        ) -> Result<#result> {
            let options = options.unwrap_or_default();
            #call #end
        }
    }
}

fn ending(ending: &Ending) -> (Option<TokenStream>, TokenStream, TokenStream) {
    let state = |state: &str| {
        let state = ident(state);
        quote!(FinalState::#state)
    };
    let link = |link: &Option<String>| match link {
        Some(link) => quote!(Some(#link)),
        None => quote!(None),
    };
    let with_format = |kind: &Option<RustType>| match kind {
        Some(kind) => type_in("models::", kind),
        None => quote!((), NoFormat),
    };
    match ending {
        Ending::Plain(kind) => {
            let kind = with_format(kind);
            (Some(quote!(async)), quote!(Response<#kind>), quote!(.send(options.method_options).await))
        }
        Ending::Exists => (Some(quote!(async)), quote!(bool), quote!(.exists(options.method_options).await)),
        Ending::Stream(accept) => {
            let accept = accept.as_ref().map(|accept| quote!(.accept(#accept)));
            (Some(quote!(async)), quote!(AsyncResponse), quote!(#accept.stream(options.method_options).await))
        }
        Ending::Pager(page, next) => {
            let (page, next) = (type_in("models::", page), link(next));
            (None, quote!(Pager<#page>), quote!(.pager(#next, options.method_options)))
        }
        Ending::Poller(kind, via) => {
            let (kind, via) = (with_format(kind), state(via));
            (None, quote!(Poller<OperationStatus<#kind>>), quote!(.poller(#via, options.method_options)))
        }
        Ending::PageablePoller(page, next, via) => {
            let (page, next, via) = (type_in("models::", page), link(next), state(via));
            (None, quote!(PageablePoller<#page>), quote!(.pageable_poller(#via, #next, options.method_options)))
        }
    }
}

fn call(plan: &Crate, method: &Method) -> TokenStream {
    let (trace, path) = (&method.trace, &method.path);
    let http = http_method(method.http);
    let parameters = method.parameters.iter().map(|placed| parameter(plan, placed));
    let body = method.body.as_ref().map(|body| {
        let kind = &body.content_type;
        match &body.value {
            Value::Option(name) => {
                let name = ident(name);
                quote!(.optional_body(#kind, options.#name))
            }
            Value::Argument(name) => {
                let name = ident(name);
                quote!(.body(#kind, #name))
            }
            _ => TokenStream::new(),
        }
    });
    let multipart = method.multipart.then(|| quote!(.multipart()));
    let success = method.success.iter().map(|code| proc_macro2::Literal::u16_unsuffixed(*code));
    let success = (!method.success.is_empty()).then(|| quote!(.success(&[#(#success),*])));
    quote! {
        self.connection
            .call(#trace, Method::#http, #path)
            #(#parameters)*
            #multipart
            #body
            #success
    }
}

fn parameter(plan: &Crate, placed: &Placed) -> TokenStream {
    let wire = &placed.wire;
    let form = match placed.text {
        TextForm::Plain => None,
        TextForm::Rfc1123 => Some(quote!(format::rfc1123)),
        TextForm::UnixTime => Some(quote!(format::unix_time)),
        TextForm::Base64 => Some(quote!(format::base64)),
        TextForm::Base64Url => Some(quote!(format::base64_url)),
    };
    if let Some(list) = placed.list {
        let method = ident(match placed.place {
            Place::Header => "header_list",
            Place::Path | Place::PathEncoded => "path_list",
            Place::Query => "query_list",
            Place::Form | Place::FormFile => "form_list",
        });
        let collection = ident(list.name());
        let values = match &placed.value {
            Value::Option(name) => {
                let name = ident(name);
                quote!(options.#name.unwrap_or_default())
            }
            Value::Argument(name) => {
                let name = ident(name);
                quote!(#name)
            }
            _ => TokenStream::new(),
        };
        let values = match (form, &placed.value) {
            (Some(form), _) => quote!(&#values.iter().map(#form).collect::<Vec<_>>()),
            (None, Value::Option(_)) => quote!(&#values),
            (None, _) => values,
        };
        return quote!(.#method(#wire, #values, CollectionFormat::#collection));
    }
    let (method, optional) = match placed.place {
        Place::Path => ("path", "path"),
        Place::PathEncoded => ("path_encoded", "path_encoded"),
        Place::Query => ("query", "optional_query"),
        Place::Header => ("header", "optional_header"),
        Place::Form => ("form", "optional_form"),
        Place::FormFile => ("form_file", "optional_form_file"),
    };
    let (plain, optional) = (ident(method), ident(optional));
    match &placed.value {
        Value::Argument(name) => {
            let name = ident(name);
            let value = match form {
                Some(form) => quote!(#form(&#name)),
                None => quote!(#name),
            };
            quote!(.#plain(#wire, #value))
        }
        Value::Option(name) => {
            let name = ident(name);
            let value = match form {
                Some(form) => quote!(options.#name.as_ref().map(#form)),
                None => quote!(options.#name),
            };
            quote!(.#optional(#wire, #value))
        }
        Value::Client(name) => {
            let name = ident(name);
            quote!(.#plain(#wire, &self.#name))
        }
        Value::Constant(text) => quote!(.#plain(#wire, #text)),
        Value::ApiVersion(own) => {
            let value = match (own, &plan.connection.api_version) {
                (Some(own), _) => quote!(self.api_version.as_deref().unwrap_or(#own)),
                (None, _) => quote!(&self.api_version),
            };
            quote!(.#plain(#wire, #value))
        }
    }
}
