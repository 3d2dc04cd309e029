use super::tokens::{docs, feature, http_method, ident, rust, type_in};
use crate::plan::{ApiVersion, Crate, ExampleTest, Exchange, Outcome, RustType, TestValue, TextForm};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value as Json;

/// `tests/examples.rs`: the description's examples, replayed against the mock server.
pub(super) fn tests(plan: &Crate) -> TokenStream {
    let library = ident(&plan.library);
    let helper = helper(plan);
    let tests: Vec<TokenStream> = plan.tests.iter().map(|test| self::test(plan, test)).collect();
    let text = tests.iter().map(ToString::to_string).collect::<String>();
    let uses = |name: &str| text.contains(name);
    let mut mock = vec![rust("Answer"), rust("Server")];
    for name in ["assert_decoded (", "assert_items (", "decode :: <"] {
        if uses(name) {
            let name = name.split(' ').next().unwrap_or_default();
            mock.push(ident(name).into_token_stream());
        }
    }
    let xml = uses("xml :: from_xml").then(|| {
        quote!(
            use armrest_runtime::xml;
        )
    });
    let error_ext = (uses(". body :: <") || uses(". xml_body :: <")).then(|| {
        quote!(
            use armrest_runtime::ErrorExt as _;
        )
    });
    let models = uses("models ::").then(|| quote!(use #library::models;));
    let stream = (uses("try_collect") || uses("try_next")).then(|| {
        quote!(
            use futures::TryStreamExt as _;
        )
    });
    let content = uses("RequestContent").then(|| quote!(, RequestContent));
    let client = plan.clients.first().map(|client| ident(&client.name));
    let options = ident(&plan.connection.options);
    quote! {
        #![doc = " The description's examples: what is asked of the service, and what comes of its answers."]
        #![allow(deprecated)]
        #![allow(unused_crate_dependencies)]

        use #library::{#client, #options};
        #models
        #error_ext
        #xml
        use armrest_runtime::mock::{self, #(#mock),*};
        use azure_core::{Result, http::{Method #content}};
        #stream

        #helper
        #(#tests)*
    }
}

use quote::ToTokens as _;

fn helper(plan: &Crate) -> TokenStream {
    let client = plan.clients.first().map(|client| ident(&client.name));
    let options = ident(&plan.connection.options);
    let kept: Vec<_> = plan.connection.kept.iter().map(|kept| ident(&kept.name)).collect();
    // The options' endpoint is the server, whatever the client is told.
    let host = plan.connection.host.iter().map(|_| "unused");
    let (maker, credential) = match plan.connection.token {
        true => (ident("new"), quote!(mock::credential())),
        false => (ident("with_key"), quote!(mock::TOKEN)),
    };
    let (version, field) = match plan.connection.api_version {
        ApiVersion::None => (None, None),
        ApiVersion::Single(_) => (Some(quote!(api_version: &str,)), Some(quote!(api_version: api_version.to_owned(),))),
        ApiVersion::Differing => {
            (Some(quote!(api_version: Option<&str>,)), Some(quote!(api_version: api_version.map(str::to_owned),)))
        }
    };
    quote! {
        fn client(server: &Server, #(#kept: &str,)* #version) -> Result<#client> {
            let options = #options {
                #field
                client_options: mock::client_options(),
                connection_options: server.connection(),
            };
            #client::#maker(#(#host,)* #(#kept,)* #credential, Some(options))
        }
    }
}

fn test(plan: &Crate, test: &ExampleTest) -> TokenStream {
    let text = docs(&test.docs, false);
    let feature = feature(plan, test.feature.as_ref());
    let name = ident(&test.name);
    let script = script(&test.conversation);
    let kept = &test.kept;
    let version = match (&plan.connection.api_version, &test.api_version) {
        (ApiVersion::None, _) => None,
        (ApiVersion::Single(own), given) => {
            let version = given.as_ref().unwrap_or(own);
            Some(quote!(#version))
        }
        (ApiVersion::Differing, Some(given)) => Some(quote!(Some(#given))),
        (ApiVersion::Differing, None) => Some(quote!(None)),
    };
    let accessor = test.accessor.as_ref().map(|accessor| {
        let accessor = ident(accessor);
        quote!(.#accessor())
    });
    let method = ident(&test.method);
    let arguments = test.arguments.iter().map(value);
    let options = match &test.options {
        None => quote!(None),
        Some((options, fields)) => {
            let options = ident(options);
            let fields = fields.iter().map(|(name, given)| {
                let (name, given) = (ident(name), value(given));
                quote!(#name: Some(#given),)
            });
            quote!(Some(models::#options { #(#fields)* ..Default::default() }))
        }
    };
    let call = quote!(client.#method(#(#arguments,)* #options));
    let outcome = outcome(&test.outcome, &call);
    let sent = match &test.sent {
        Some(body) => {
            let body = json(body);
            quote!(Some(#body))
        }
        None => quote!(None),
    };
    let headers = test.headers.iter().map(|(name, text)| quote!((#name, #text)));
    let form = test.form.iter().map(|(name, text)| quote!((#name, #text)));
    let asserted = match &test.sent_text {
        _ if !test.form.is_empty() => quote! {
            server.assert_form(&[#(#form),*]);
            server.assert_headers(&[#(#headers),*]);
        },
        _ if test.sent_xml.is_some() => {
            let text = &test.sent_xml;
            quote! {
                server.assert_sent_xml(#text);
                server.assert_headers(&[#(#headers),*]);
            }
        }
        Some(text) => quote! {
            server.assert_sent_text(#text);
            server.assert_headers(&[#(#headers),*]);
        },
        None => quote!(server.assert_sent(#sent, &[#(#headers),*]);),
    };
    quote! {
        #text
        #feature
        #[tokio::test]
        async fn #name() -> Result<()> {
            let server = Server::start().await?;
            #script
            let client = client(&server, #(#kept,)* #version)? #accessor;
            #outcome
            #asserted
            server.finish();
            Ok(())
        }
    }
}

fn script(conversation: &[Exchange]) -> TokenStream {
    let mut statements = Vec::new();
    for exchange in conversation {
        let method = http_method(exchange.http);
        let target = &exchange.target;
        let status = Literal::u16_unsuffixed(exchange.status);
        let headers = exchange.headers.iter().map(|(name, text)| quote!(.header(#name, #text)));
        let answer = match &exchange.body {
            Some(body) => {
                let body = json(body);
                quote!(Answer::json(#status, #body))
            }
            None => {
                let text = exchange.text.as_ref().map(|text| quote!(.body(#text)));
                quote!(Answer::new(#status) #text)
            }
        };
        statements.push(quote!(server.on(Method::#method, #target, [#answer #(#headers)*]);));
    }
    quote!(#(#statements)*)
}

fn outcome(outcome: &Outcome, call: &TokenStream) -> TokenStream {
    let result = |call: TokenStream, decoded: &Option<Json>| match decoded {
        Some(decoded) => {
            let decoded = json(decoded);
            quote! {
                let result = #call.await?.into_model()?;
                assert_decoded(&result, #decoded);
            }
        }
        None => quote!(#call.await?;),
    };
    match outcome {
        Outcome::Response(status, other, decoded) => {
            let status = Literal::u16_unsuffixed(*status);
            let decoded = decoded.as_ref().map(|decoded| {
                let decoded = json(decoded);
                match other {
                    Some(RustType::Xml(kind)) => {
                        let kind = type_in("models::", kind);
                        quote!(assert_decoded(&xml::from_xml::<#kind>(response.into_body())?, #decoded);)
                    }
                    Some(kind) => {
                        let kind = type_in("models::", kind);
                        quote!(assert_decoded(&response.into_body().json::<#kind>()?, #decoded);)
                    }
                    None => quote!(assert_decoded(&response.into_model()?, #decoded);),
                }
            });
            quote! {
                let response = #call.await?;
                assert_eq!(u16::from(response.status()), #status);
                #decoded
            }
        }
        Outcome::Exists(exists) => quote!(assert_eq!(#call.await?, #exists);),
        Outcome::Stream(status, text) => {
            let status = Literal::u16_unsuffixed(*status);
            let text =
                text.as_ref().map(|text| quote!(assert_eq!(response.into_body().collect_string().await?, #text);));
            quote! {
                let response = #call.await?;
                assert_eq!(u16::from(response.status()), #status);
                #text
            }
        }
        Outcome::Items(items) => {
            let items = json(&Json::Array(items.clone()));
            quote! {
                let items: Vec<_> = #call?.try_collect().await?;
                assert_items(&items, #items);
            }
        }
        Outcome::Result(decoded) => result(quote!(#call?), decoded),
        Outcome::ResultItems(items) => {
            let items = json(&Json::Array(items.clone()));
            quote! {
                let items: Vec<_> = #call?.into_items().try_collect().await?;
                assert_items(&items, #items);
            }
        }
        Outcome::Error(status, how, body) => {
            let status = Literal::u16_unsuffixed(*status);
            let failing = match how {
                crate::plan::MethodOptions::Client => quote!(#call.await),
                crate::plan::MethodOptions::Pager => quote!(#call?.try_next().await),
                crate::plan::MethodOptions::Poller => quote!(#call?.await),
            };
            let body = body.as_ref().map(|(kind, decoded)| {
                let body = ident(if matches!(kind, RustType::Xml(_)) { "xml_body" } else { "body" });
                let (kind, decoded) = (type_in("models::", kind.without_format()), json(decoded));
                quote! {
                    let body = error.#body::<#kind>().expect("the service's answer");
                    assert_decoded(&body?, #decoded);
                }
            });
            quote! {
                let error = #failing.expect_err("an error");
                assert_eq!(error.http_status().map(u16::from), Some(#status));
                #body
            }
        }
    }
}

fn value(given: &TestValue) -> TokenStream {
    match given {
        TestValue::Text(text) => quote!(#text),
        TestValue::Owned(text) => quote!(#text.to_owned()),
        TestValue::Raw(text) => quote!(RequestContent::from_str(#text)),
        TestValue::Literal(text) => rust(text),
        TestValue::Decoded(kind, body) => {
            let (kind, body) = (type_in("models::", kind), json(body));
            quote!(decode::<#kind>(#body)?)
        }
        TestValue::Content(kind, body) if matches!(kind.without_format(), RustType::Model(_)) => {
            let (kind, body) = (type_in("models::", kind.without_format()), json(body));
            quote!(decode::<#kind>(#body)?.try_into()?)
        }
        TestValue::Content(kind, body) => {
            let (kind, body) = (type_in("models::", kind), json(body));
            quote!(RequestContent::from(armrest_runtime::model::to_json(&decode::<#kind>(#body)?)?))
        }
        TestValue::WithNulls(kind, body, nulls) => {
            let (kind, body) = (type_in("models::", kind), json(body));
            quote!(armrest_runtime::model::with_nulls(&decode::<#kind>(#body)?, &[#(#nulls),*])?)
        }
        TestValue::Date(text, form) => match form {
            TextForm::Rfc1123 => quote!(azure_core::time::parse_rfc7231(#text)?),
            TextForm::UnixTime => quote!(azure_core::time::parse_unix_time(#text)?),
            _ => quote!(azure_core::time::parse_rfc3339(#text)?),
        },
        TestValue::Bytes(text, form) => match form {
            TextForm::Base64Url => quote!(azure_core::base64::decode_url_safe(#text)?),
            _ => quote!(azure_core::base64::decode(#text)?),
        },
        TestValue::List(items) => {
            let items = items.iter().map(value);
            quote!(&[#(#items),*])
        }
        TestValue::Owning(items) => {
            let items = items.iter().map(value);
            quote!(vec![#(#items),*])
        }
    }
}

/// JSON as a raw string: short on one line, long on many.
fn json(value: &Json) -> TokenStream {
    let short = value.to_string();
    let text = if short.len() <= 60 { short } else { format!("{value:#}") };
    let mut hashes = String::new();
    let needs_raw = text.contains(['"', '\\']);
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    if needs_raw { rust(&format!("r{hashes}\"{text}\"{hashes}")) } else { quote!(#text) }
}
