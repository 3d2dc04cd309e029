use super::{
    examples,
    tokens::{docs, http_method, ident, rust, type_in},
    types::{collection_format, final_state, monitor_result},
};
use crate::api::{self, FinalState, NextLink};
use crate::plan::{ArgumentType, ClientDefault, Ending, Method, NextPage, Place, Placed, RustType, TextForm, Value};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};

/// A client's method, with its documentation.
pub(super) fn method(library: &str, client: &str, method: &Method) -> TokenStream {
    let mut text = method.docs.clone();
    text.heading("Examples");
    text.rust(&examples::method(library, client, method));
    let text = docs(&text, false);
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
    let call = call(method);
    let in_options = |value: &Value| matches!(value, Value::Option(_) | Value::OptionOr(..));
    let reads_options = method.parameters.iter().any(|placed| in_options(&placed.value))
        || method.body.as_ref().is_some_and(|body| in_options(&body.value) || body.choice.is_some());
    let given = reads_options.then(|| quote!(let options = options.unwrap_or_default();));
    let options_of = if reads_options { quote!(options) } else { quote!(options.unwrap_or_default()) };
    let (is_async, result, end) = ending(&method.ending, &options_of);
    quote! {
        #text
        #deprecated
        #[inline]
        pub #is_async fn #name(
            &self,
            #(#arguments)*
            options: Option<models::#options<'_>>,
        ) -> Result<#result> {
            #given
            #call #end
        }
    }
}

fn ending(ending: &Ending, options: &TokenStream) -> (Option<TokenStream>, TokenStream, TokenStream) {
    let state = |state: &FinalState| {
        let state = ident(final_state(*state));
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
            (Some(quote!(async)), quote!(Response<#kind>), quote!(.send(#options.method_options).await))
        }
        Ending::Exists => (Some(quote!(async)), quote!(bool), quote!(.exists(#options.method_options).await)),
        Ending::Stream => (Some(quote!(async)), quote!(AsyncResponse), quote!(.stream(#options.method_options).await)),
        Ending::Pager(page, next) => {
            let (page, next) = (type_in("models::", page), link(next));
            (None, quote!(Pager<#page>), quote!(.pager(#next, #options.method_options)))
        }
        Ending::Poller(kind, via) => {
            let (kind, via) = (with_format(kind), state(via));
            (None, quote!(Poller<OperationStatus<#kind>>), quote!(.poller(#via, #options.method_options)))
        }
        Ending::PageablePoller(page, next, via) => {
            let (page, next, via) = (type_in("models::", page), link(next), state(via));
            (None, quote!(PageablePoller<#page>), quote!(.pageable_poller(#via, #next, #options.method_options)))
        }
    }
}

fn call(method: &Method) -> TokenStream {
    let (trace, path) = (&method.trace, &method.path);
    let http = ident(http_method(method.http));
    let parameters = method.parameters.iter().map(parameter);
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
            let (http, link) = (ident(http_method(*http)), next_link(link));
            quote!(.next_page_by(Method::#http, #path, #link, &[#(#query),*]))
        }
    });
    let version = method.api_version.as_ref().map(|name| quote!(.api_version(#name)));
    let monitor = method.monitor_result.map(|result| {
        let result = ident(monitor_result(result));
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

fn parameter(placed: &Placed) -> TokenStream {
    let wire = &placed.wire;
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
    match (placed.place, placed.list) {
        (Place::HeaderCollection, _) => {
            let entries = whole();
            return quote!(.header_collection(#wire, &#entries));
        }
        (Place::FormFile, Some(_)) => {
            let files = whole();
            return quote!(.form_files(#wire, #files));
        }
        _ => {}
    }
    if let Some(list) = placed.list {
        let method = ident(match placed.place {
            Place::Header | Place::HeaderCollection => "header_list",
            Place::Path => "path_list",
            Place::PathOptional => "path_optional_list",
            Place::PathEncoded => "path_encoded_list",
            Place::PathEncodedOptional => "path_encoded_optional_list",
            Place::Query => "query_list",
            Place::QueryEncoded => "query_encoded_list",
            Place::Form | Place::FormFile => "form_list",
        });
        let collection = ident(collection_format(list));
        if let (Place::Query | Place::QueryEncoded, Value::Option(name)) = (placed.place, &placed.value) {
            let name = ident(name);
            let values = match form {
                Some(form) => {
                    quote!(options.#name.map(|values| values.iter().map(#form).collect::<Vec<_>>()).as_deref())
                }
                None => quote!(options.#name.as_deref()),
            };
            let method = format_ident!("optional_{method}");
            return quote!(.#method(#wire, #values, CollectionFormat::#collection));
        }
        let values = whole();
        let values = match (form, &placed.value) {
            (Some(form), _) => quote!(&#values.iter().map(#form).collect::<Vec<_>>()),
            (None, Value::Option(_)) => quote!(&#values),
            (None, _) => values,
        };
        return quote!(.#method(#wire, #values, CollectionFormat::#collection));
    }
    let (method, optional) = match placed.place {
        Place::Path => ("path", "path"),
        Place::PathOptional => ("path_optional", "path_optional"),
        Place::PathEncoded => ("path_encoded", "path_encoded"),
        Place::PathEncodedOptional => ("path_encoded_optional", "path_encoded_optional"),
        Place::Query => ("query", "optional_query"),
        Place::QueryEncoded => ("query_encoded", "optional_query_encoded"),
        Place::Header | Place::HeaderCollection => ("header", "optional_header"),
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
        Value::OptionOr(name, default) => {
            let name = ident(name);
            let value = match default {
                ClientDefault::Text(text) => quote!(options.#name.as_deref().unwrap_or(#text)),
                ClientDefault::Literal(text) => {
                    let literal = rust(text);
                    quote!(options.#name.unwrap_or(#literal))
                }
                ClientDefault::Enumeration(kind, own) => {
                    let kind = ident(kind);
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
        Value::Constant(text) if matches!(placed.place, Place::Path | Place::PathOptional) => {
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
