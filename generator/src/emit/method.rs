use super::{
    examples,
    tokens::{docs_lines, http_method, ident, rust, type_name},
    types::{collection_format, final_state, monitor_result, rust_type},
    writer::{Function, Imports, Signature},
};
use crate::api::{self, FinalState, NextLink};
use crate::plan::{
    ArgumentType, ClientDefault, Crate, Ending, Method, NextPage, PlacedParameter, Placement, RustType, TextForm, Value,
};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

/// A client's method, with its documentation.
pub(super) fn method(plan: &Crate, client: &str, method: &Method, imports: &mut Imports) -> Function {
    let mut text = method.docs.clone();
    text.heading("Examples");
    text.rust(plan.form.example_mark(), &examples::method(&plan.library, client, method));
    let mut head = String::new();
    docs_lines(&text, "    ///", &mut head);
    head.push_str(if method.deprecated { "    #[deprecated]\n" } else { "" });
    head.push_str("    #[inline]\n");
    let call = call(method, imports);
    let in_options = |value: &Value| matches!(value, Value::Option(_) | Value::OptionOr(..));
    let reads_options = method.parameters.iter().any(|placed| in_options(&placed.value))
        || method.body.as_ref().is_some_and(|body| in_options(&body.value) || body.choice.is_some());
    let given = reads_options.then(|| quote!(let options = options.unwrap_or_default();));
    let options_of = if reads_options { quote!(options) } else { quote!(options.unwrap_or_default()) };
    imports.add(&format!("{}::models", plan.form.root_of_client()));
    let (signature, end) = signature(method, &options_of, imports);
    Function::Parts { head, signature, body: quote!(#given #call #end) }
}

/// What a method takes and gives, and how its call ends.
fn signature(method: &Method, options: &TokenStream, imports: &mut Imports) -> (Signature, TokenStream) {
    imports.add("azure_core::Result");
    let mut arguments: Vec<String> = Vec::new();
    for argument in &method.arguments {
        let kind = match &argument.kind {
            ArgumentType::Text => "&str".to_owned(),
            ArgumentType::Value(kind) => rust_type(kind, "models::"),
            ArgumentType::Slice(kind) => format!("&[{}]", rust_type(kind, "models::")),
            ArgumentType::Content(kind) => {
                imports.add("azure_core::http::RequestContent");
                format!("RequestContent<{}>", rust_type(kind, "models::"))
            }
        };
        arguments.push(format!("{}: {kind}", argument.name));
    }
    arguments.push(format!("options: Option<models::{}<'_>>", method.options));
    let (kind, result, end) = ending(&method.ending, options, imports);
    (Signature { kind, name: method.name.to_string(), arguments, result: format!("Result<{result}>") }, end)
}

/// What a method takes and gives, as text.
pub(super) fn signature_text(method: &Method) -> String {
    signature(method, &TokenStream::new(), &mut Imports::default()).0.declaration("")
}

/// How a method is declared, what it gives, and how its call ends.
fn ending(ending: &Ending, options: &TokenStream, imports: &mut Imports) -> (&'static str, String, TokenStream) {
    let state = |state: &FinalState, imports: &mut Imports| {
        imports.add("armrest_runtime::codegen::FinalState");
        let state = type_name(final_state(*state));
        quote!(FinalState::#state)
    };
    let link = |link: &Option<String>| match link {
        Some(link) => quote!(Some(#link)),
        None => quote!(None),
    };
    let with_format = |kind: &Option<RustType>, imports: &mut Imports| match kind {
        Some(kind) => rust_type(kind, "models::"),
        None => {
            imports.add("azure_core::http::NoFormat");
            "(), NoFormat".to_owned()
        }
    };
    match ending {
        Ending::Plain(kind) => {
            imports.add("azure_core::http::Response");
            let kind = with_format(kind, imports);
            ("pub async fn", format!("Response<{kind}>"), quote!(.send(#options.method_options).await))
        }
        Ending::Exists => ("pub async fn", "bool".to_owned(), quote!(.exists(#options.method_options).await)),
        Ending::Stream => {
            imports.add("azure_core::http::AsyncResponse");
            ("pub async fn", "AsyncResponse".to_owned(), quote!(.stream(#options.method_options).await))
        }
        Ending::Pager(page, next) => {
            imports.add("armrest_runtime::Pager");
            let (page, next) = (rust_type(page, "models::"), link(next));
            ("pub fn", format!("Pager<{page}>"), quote!(.pager(#next, #options.method_options)))
        }
        Ending::Poller(kind, via) => {
            imports.add("armrest_runtime::Poller");
            imports.add("armrest_runtime::OperationStatus");
            let (kind, via) = (with_format(kind, imports), state(via, imports));
            ("pub fn", format!("Poller<OperationStatus<{kind}>>"), quote!(.poller(#via, #options.method_options)))
        }
        Ending::PageablePoller(page, next, via) => {
            imports.add("armrest_runtime::PageablePoller");
            let (page, next, via) = (rust_type(page, "models::"), link(next), state(via, imports));
            let end = quote!(.pageable_poller(#via, #next, #options.method_options));
            ("pub fn", format!("PageablePoller<{page}>"), end)
        }
    }
}

fn call(method: &Method, imports: &mut Imports) -> TokenStream {
    imports.add("azure_core::http::Method");
    let (trace, path) = (&method.trace, &method.path);
    let http = type_name(http_method(method.http));
    let parameters: Vec<TokenStream> = method.parameters.iter().map(|placed| parameter(placed, imports)).collect();
    let body = method.body.as_ref().map(|body| {
        let kind = &body.content_type;
        let kind = match &body.choice {
            Some(name) => {
                let name = ident(name);
                quote!(options.#name.as_deref().unwrap_or(#kind))
            }
            None => quote!(#kind),
        };
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
    let options = (method.http == api::Method::Options).then(|| quote!(.http_options()));
    let multipart = method.multipart.then(|| quote!(.multipart()));
    let accept = method.accept.as_ref().map(|accept| quote!(.accept(#accept)));
    let next_page = method.next_page.as_ref().map(|next| match next {
        NextPage::Query(name) => quote!(.next_page_by_query(#name)),
        NextPage::Header(name) => quote!(.next_page_by_header(#name)),
        NextPage::Operation { http, path, link, query } => {
            imports.add("armrest_runtime::codegen::NextLink");
            let (http, link) = (type_name(http_method(*http)), next_link(link));
            quote!(.next_page_by(Method::#http, #path, #link, &[#(#query),*]))
        }
    });
    let version = method.api_version.as_ref().map(|name| quote!(.api_version(#name)));
    let monitor = method.monitor_result.map(|result| {
        imports.add("armrest_runtime::codegen::MonitorResult");
        let result = type_name(monitor_result(result));
        quote!(.monitor_result(MonitorResult::#result))
    });
    let success = method.success.iter().map(|code| proc_macro2::Literal::u16_unsuffixed(*code));
    let success = (!method.success.is_empty()).then(|| quote!(.success(&[#(#success),*])));
    let connection = ident(&method.connection);
    let scope = method.token_scope.as_ref().map(|scope| quote!(.token_scope(#scope)));
    quote! {
        self.#connection
            .call(#trace, Method::#http, #path)
            #scope
            #options
            #(#parameters)*
            #multipart
            #body
            #accept
            #success
            #next_page
            #monitor
            #version
    }
}

fn next_link(link: &NextLink) -> TokenStream {
    match link {
        NextLink::Url => quote!(NextLink::Url),
        NextLink::Path(name) => quote!(NextLink::Path(#name)),
        NextLink::PathEncoded(name) => quote!(NextLink::PathEncoded(#name)),
        NextLink::Query(name) => quote!(NextLink::Query(#name)),
        NextLink::Header(name) => quote!(NextLink::Header(#name)),
    }
}

fn parameter(placed: &PlacedParameter, imports: &mut Imports) -> TokenStream {
    let wire = &placed.wire;
    if placed.text != TextForm::Plain {
        imports.add("armrest_runtime::codegen::format");
    }
    let form = match placed.text {
        TextForm::Plain => None,
        TextForm::Rfc1123 => Some(quote!(format::rfc1123)),
        TextForm::UnixTime => Some(quote!(format::unix_time)),
        TextForm::Base64 => Some(quote!(format::base64)),
        TextForm::Base64Url => Some(quote!(format::base64_url)),
    };
    let whole = || match &placed.value {
        Value::Option(name) => {
            let name = ident(name);
            quote!(options.#name.unwrap_or_default())
        }
        Value::Argument(name) => ident(name).into_token_stream(),
        _ => TokenStream::new(),
    };
    match (placed.placement, placed.list) {
        (Placement::HeaderCollection, _) => {
            let entries = whole();
            return quote!(.header_collection(#wire, &#entries));
        }
        (Placement::FormFile, Some(_)) => {
            let files = whole();
            return quote!(.form_files(#wire, #files));
        }
        _ => {}
    }
    if let Some(list) = placed.list {
        let (method, optional) = match placed.placement {
            Placement::Header | Placement::HeaderCollection => ("header_list", None),
            Placement::Path => ("path_list", None),
            Placement::PathOptional => ("path_optional_list", None),
            Placement::PathEncoded => ("path_encoded_list", None),
            Placement::PathEncodedOptional => ("path_encoded_optional_list", None),
            Placement::Query => ("query_list", Some("optional_query_list")),
            Placement::QueryEncoded => ("query_encoded_list", Some("optional_query_encoded_list")),
            Placement::Form | Placement::FormFile => ("form_list", None),
        };
        imports.add("armrest_runtime::codegen::CollectionFormat");
        let collection = type_name(collection_format(list));
        if let (Some(optional), Value::Option(name)) = (optional, &placed.value) {
            let (method, name) = (type_name(optional), ident(name));
            let values = match form {
                Some(form) => {
                    quote!(options.#name.map(|values| values.iter().map(#form).collect::<Vec<_>>()).as_deref())
                }
                None => quote!(options.#name.as_deref()),
            };
            return quote!(.#method(#wire, #values, CollectionFormat::#collection));
        }
        let method = type_name(method);
        let values = whole();
        let values = match (form, &placed.value) {
            (Some(form), _) => quote!(&#values.iter().map(#form).collect::<Vec<_>>()),
            (None, Value::Option(_)) => quote!(&#values),
            (None, _) => values,
        };
        return quote!(.#method(#wire, #values, CollectionFormat::#collection));
    }
    let (method, optional) = match placed.placement {
        Placement::Path => ("path", "path"),
        Placement::PathOptional => ("path_optional", "path_optional"),
        Placement::PathEncoded => ("path_encoded", "path_encoded"),
        Placement::PathEncodedOptional => ("path_encoded_optional", "path_encoded_optional"),
        Placement::Query => ("query", "optional_query"),
        Placement::QueryEncoded => ("query_encoded", "optional_query_encoded"),
        Placement::Header | Placement::HeaderCollection => ("header", "optional_header"),
        Placement::Form => ("form", "optional_form"),
        Placement::FormFile => ("form_file", "optional_form_file"),
    };
    let (plain, optional) = (type_name(method), type_name(optional));
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
        Value::OptionOr(name, default) => {
            let name = ident(name);
            let value = match default {
                ClientDefault::Text(text) => quote!(options.#name.as_deref().unwrap_or(#text)),
                ClientDefault::Literal(text) => {
                    let literal = rust(text);
                    quote!(options.#name.unwrap_or(#literal))
                }
                ClientDefault::Enumeration(kind, own) => {
                    let kind = type_name(kind);
                    let own = own.as_str().map_or_else(|| rust(&own.to_string()), |text| quote!(#text));
                    quote!(options.#name.unwrap_or(models::#kind::from(#own)))
                }
            };
            quote!(.#plain(#wire, #value))
        }
        Value::Client(name) => {
            let name = ident(name);
            quote!(.#plain(#wire, &self.#name))
        }
        Value::Constant(text) if matches!(placed.placement, Placement::Path | Placement::PathOptional) => {
            quote!(.path_constant(#wire, #text))
        }
        Value::Constant(text) => quote!(.#plain(#wire, #text)),
        Value::ClientOption(name, own) => {
            let name = ident(name);
            let value = match own {
                Some(own) => quote!(self.#name.as_deref().unwrap_or(#own)),
                None => quote!(&self.#name),
            };
            quote!(.#plain(#wire, #value))
        }
    }
}
