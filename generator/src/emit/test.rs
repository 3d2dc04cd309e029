use super::{
    tokens::{docs_lines, feature_line},
    types::rust_type,
    writer::{WIDTH, rust_file},
};
use crate::{
    diagnostics::is_shown,
    oracle::Exchange,
    plan::{ClientOption, Crate, ExampleTest, MethodOptions, Outcome, RustType, TestOptions, TestValue, TextForm},
};
use serde_json::Value as Json;
use std::{collections::BTreeSet, fmt::Write};

/// `tests/examples.rs`: the description's examples, run against the mock server. There are many of them, and they
/// are calls of a few kinds, so they are written as they are.
pub(super) fn tests(plan: &Crate) -> String {
    let mut tests = String::new();
    for test in &plan.tests {
        self::test(plan, test, &mut tests);
    }
    let code = without_literals(&tests);
    let uses = |name: &str| code.contains(name);
    let client = plan.clients.first().map_or("", |client| client.name.as_str());
    let mut text = "//! The description's examples, run against a mock server.\n\
                    #![allow(deprecated)]\n#![allow(unused_crate_dependencies)]\n"
        .to_owned();
    text.push_str(&allowed_unused(&plan.features_of_tests()));
    text.push('\n');
    let mut mock: Vec<&str> = ["MockResponse", "Server"].to_vec();
    mock.extend(["assert_decoded", "assert_items"].iter().filter(|name| uses(&format!("{name}("))));
    if uses("decode::<") {
        mock.push("decode");
    }
    let library = &plan.library;
    let options = &plan.connection.options;
    let imports = [
        (true, format!("{library}::{{{client}, {options}}}")),
        (uses("models::"), format!("{library}::models")),
        (uses(".body::<") || uses(".xml_body::<"), "armrest_runtime::ErrorExt as _".to_owned()),
        (true, format!("armrest_runtime::mock::{{self, {}}}", mock.join(", "))),
        (
            true,
            match uses("RequestContent::") {
                true => "azure_core::{Result, http::{Method, RequestContent}}".to_owned(),
                false => "azure_core::{Result, http::Method}".to_owned(),
            },
        ),
        (uses("try_collect") || uses("try_next"), "futures::TryStreamExt as _".to_owned()),
    ];
    for (_, import) in imports.iter().filter(|(used, _)| *used) {
        // Writing to a string does not fail, here and below.
        let _ = writeln!(text, "use {import};");
    }
    text.push_str(&helper(plan, client));
    text.push_str(&tests);
    rust_file(&text)
}

/// The attribute of a file in which a feature that is off leaves out tests: what only they use is then unused.
fn allowed_unused(features: &BTreeSet<&str>) -> String {
    if features.is_empty() {
        return String::new();
    }
    let features: Vec<String> = features.iter().map(|name| format!("feature = {}", string(name))).collect();
    format!("#![cfg_attr(not(all({})), allow(dead_code, unused_imports))]\n", features.join(", "))
}

/// What of a text is code: without comments and what is in literals.
fn without_literals(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/']) {
        code.push_str(&rest[..at]);
        let is_comment = rest[at..].starts_with("//");
        let hashes = rest[..at].len() - rest[..at].trim_end_matches('#').len();
        let is_raw = rest[..at - hashes].ends_with('r');
        let end = match (is_comment, rest[at..].starts_with('/')) {
            (true, _) => rest[at..].find('\n'),
            (_, true) => Some(1),
            _ if is_raw => {
                let close = format!("\"{}", "#".repeat(hashes));
                rest[at + 1..].find(&close).map(|end| end + 1 + close.len())
            }
            _ => closing_quote(&rest[at + 1..]).map(|end| end + 2),
        };
        rest = end.map_or("", |end| &rest[at + end..]);
    }
    code + rest
}

/// Where a string that is not raw ends.
fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.find(|character| {
        let ends = character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    })
}

/// The function by which each test makes its client.
fn helper(plan: &Crate, client: &str) -> String {
    let options = &plan.connection.options;
    let client_fields: Vec<String> = plan.connection.client_fields.iter().map(|field| field.name.to_string()).collect();
    let server = &plan.connection.server;
    let constructor = plan.connection.constructors.first();
    let credentials = constructor.map(|constructor| {
        let token = constructor.takes_token().then_some("mock::credential()");
        let keys = constructor.keys().into_iter().map(|_| "mock::TOKEN");
        let password = if constructor.takes_password() { &["\"user\"", "mock::TOKEN"][..] } else { &[] };
        token.into_iter().chain(keys).chain(password.iter().copied()).collect::<Vec<_>>()
    });
    let (constructor, credentials) =
        (constructor.map_or("without_credential", |constructor| constructor.name), credentials.unwrap_or_default());
    let values = || plan.connection.values.iter().filter(|option| !option.of_host);
    let fields: String = values()
        .map(|ClientOption { name, default, .. }| match default {
            Some(_) => format!("\n        {name}: Some({name}.to_owned()),"),
            None => format!("\n        {name}: {name}.map(str::to_owned),"),
        })
        .collect();
    let set = values().map(|ClientOption { name, default, .. }| match default {
        Some(_) => format!("{name}: &str"),
        None => format!("{name}: Option<&str>"),
    });
    let own = client_fields.iter().map(|name| format!("{name}: &str"));
    let parameters: Vec<String> = [format!("{server}: &Server")].into_iter().chain(own).chain(set).collect();
    // What the hosts are made of does not matter: the options say where the server is.
    let rest =
        if plan.connection.values.iter().any(|option| option.of_host) { "\n        ..Default::default()" } else { "" };
    let others = plan.connection.endpoints.iter().filter_map(|endpoint| endpoint.option.as_ref());
    let others: String = others.map(|option| format!("\n        {option}: Some({server}.endpoint()),")).collect();
    // The options' endpoint is the server, whatever the client is told.
    let host = plan.connection.host.iter().map(|_| "\"unused\"");
    let given: Vec<&str> =
        host.chain(client_fields.iter().map(String::as_str)).chain(credentials).chain(["Some(options)"]).collect();
    format!(
        "\nfn client({}) -> Result<{client}> {{\n    mock::skip_waits();\n    let options = {options} {{{fields}\n        \
         client_options: mock::client_options(),\n        connection_options: {server}.connection(),{others}{rest}\n    }};\n    \
         {client}::{constructor}({})\n}}\n",
        parameters.join(", "),
        given.join(", ")
    )
}

fn test(plan: &Crate, test: &ExampleTest, text: &mut String) {
    text.push('\n');
    docs_lines(&test.docs, "///", text);
    text.push_str(&feature_line(plan, test.feature.as_ref()));
    let _ = writeln!(text, "#[tokio::test]\nasync fn {}() -> Result<()> {{", test.name);
    text.push_str("    let server = Server::of_example().await?;\n");
    for exchange in &test.conversation {
        let _ = writeln!(text, "    {};", script(exchange));
    }
    let values = plan.connection.values.iter().filter(|option| !option.of_host).map(|option| {
        let given = test.values.iter().find(|(name, _)| *name == option.name).map(|(_, text)| text);
        match (&option.default, given) {
            (Some(own), given) => string(given.unwrap_or(own)),
            (None, Some(given)) => format!("Some({})", string(given)),
            (None, None) => "None".to_owned(),
        }
    });
    let client_fields = test.client_fields.iter().map(|field| string(field));
    let given: Vec<String> = ["&server".to_owned()].into_iter().chain(client_fields).chain(values).collect();
    let accessor = test.accessor.as_ref().map(|accessor| format!(".{accessor}()")).unwrap_or_default();
    let _ = writeln!(text, "    let client = {}?{accessor};", call("client", &given, 4));
    outcome(test, text);
    asserted(test, text);
    text.push_str("    server.finish();\n    Ok(())\n}\n");
}

/// A call on one line, if it fits; else an argument a line.
fn call(head: &str, arguments: &[String], indent: usize) -> String {
    let one = format!("{head}({})", arguments.join(", "));
    if indent + one.len() < WIDTH && !one.contains('\n') {
        return one;
    }
    let pad = " ".repeat(indent + 4);
    let lines: String = arguments.iter().map(|argument| format!("{pad}{argument},\n")).collect();
    format!("{head}(\n{lines}{})", " ".repeat(indent))
}

fn script(exchange: &Exchange) -> String {
    let headers = exchange.headers.iter().map(|(name, text)| format!(".header({}, {})", string(name), string(text)));
    let headers: String = headers.collect();
    let status = exchange.status.to_string();
    let response = match (&exchange.body, &exchange.text) {
        (Some(body), _) => call("MockResponse::json", &[status, json(body)], 8),
        (None, Some(text)) => format!("MockResponse::new({status}).body({})", raw(text)),
        (None, None) => format!("MockResponse::new({status})"),
    };
    let method = format!("Method::{}", method(&exchange.method));
    call("server.on", &[method, string(&exchange.target), format!("[{response}{headers}]")], 4)
}

/// A method as azure_core names it.
fn method(method: &str) -> String {
    // The runtime makes OPTIONS of it.
    let method = if method == "options" { "get" } else { method };
    let (first, rest) = method.split_at(1);
    first.to_ascii_uppercase() + rest
}

/// What is asserted of the first request.
fn asserted(test: &ExampleTest, text: &mut String) {
    let pairs = |pairs: &[(String, String)]| {
        let pairs = pairs.iter().map(|(name, text)| format!("({}, {})", string(name), string(text)));
        format!("&[{}]", pairs.collect::<Vec<_>>().join(", "))
    };
    let headers = pairs(&test.headers);
    let body = match (&test.sent_xml, &test.sent_text) {
        _ if !test.form.is_empty() => call("server.assert_form", &[pairs(&test.form)], 4),
        (Some(document), _) => call("server.assert_sent_xml", &[raw(document)], 4),
        (None, Some(sent)) => call("server.assert_sent_text", &[raw(sent)], 4),
        (None, None) => {
            let sent = test.sent.as_ref().map_or("None".to_owned(), |body| format!("Some({})", json(body)));
            let _ = writeln!(text, "    {};", call("server.assert_sent", &[sent, headers], 4));
            return;
        }
    };
    let _ = writeln!(text, "    {body};\n    {};", call("server.assert_headers", &[headers], 4));
}

/// The call, and what is asserted of its outcome.
fn outcome(test: &ExampleTest, text: &mut String) {
    let mut given: Vec<String> = test.arguments.iter().map(|argument| value(argument, 8)).collect();
    given.push(options(test.options.as_ref()));
    let call = self::call(&format!("client.{}", test.method), &given, 4);
    let decoded = |what: &str, decoded: &Json| self::call("assert_decoded", &[what.to_owned(), json(decoded)], 4);
    let status = |status: &u16| format!("    assert_eq!(u16::from(response.status()), {status});\n");
    let _ = match &test.outcome {
        Outcome::Response(code, other, body) => {
            let body = body.as_ref().map(|body| match other {
                Some(RustType::Xml(kind)) => {
                    let kind = rust_type(kind, "models::");
                    decoded(&format!("&armrest_runtime::from_xml::<{kind}>(response.into_body())?"), body)
                }
                Some(RustType::Value(kind, _)) => {
                    let kind = rust_type(kind, "models::");
                    decoded(&format!("&armrest_runtime::from_json::<{kind}>(response.into_body())?"), body)
                }
                Some(kind) => {
                    let kind = rust_type(kind, "models::");
                    decoded(&format!("&response.into_body().json::<{kind}>()?"), body)
                }
                None => decoded("&response.into_model()?", body),
            });
            let body = body.map(|body| format!("    {body};\n")).unwrap_or_default();
            let headers = test.decoded_headers.as_ref().map(|(kind, headers)| {
                let kind = rust_type(kind, "models::");
                let read = format!("&armrest_runtime::from_headers::<{kind}>(response.headers())?");
                format!("    {};\n", decoded(&read, headers))
            });
            let headers = headers.unwrap_or_default();
            write!(text, "    let response = {call}.await?;\n{}{headers}{body}", status(code))
        }
        Outcome::Exists(true) => writeln!(text, "    assert!({call}.await?);"),
        Outcome::Exists(false) => writeln!(text, "    assert!(!{call}.await?);"),
        Outcome::Stream(code, body) => {
            let body = body
                .as_ref()
                .map(|body| format!("    assert_eq!(response.into_body().collect_string().await?, {});\n", raw(body)));
            write!(text, "    let response = {call}.await?;\n{}{}", status(code), body.unwrap_or_default())
        }
        Outcome::Items(items) => {
            let asserted = self::call("assert_items", &["&items".to_owned(), json(&Json::Array(items.clone()))], 4);
            writeln!(text, "    let items: Vec<_> = {call}?.try_collect().await?;\n    {asserted};")
        }
        Outcome::Result(Some(body)) => {
            writeln!(text, "    let result = {call}?.await?.into_model()?;\n    {};", decoded("&result", body))
        }
        Outcome::Result(None) => writeln!(text, "    {call}?.await?;"),
        Outcome::ResultItems(items) => {
            let asserted = self::call("assert_items", &["&items".to_owned(), json(&Json::Array(items.clone()))], 4);
            writeln!(text, "    let items: Vec<_> = {call}?.into_items().try_collect().await?;\n    {asserted};")
        }
        Outcome::Error(code, how, body) => {
            let failing = match how {
                MethodOptions::Client => format!("{call}.await"),
                MethodOptions::Pager => format!("{call}?.try_next().await"),
                MethodOptions::Poller => format!("{call}?.await"),
            };
            let body = body.as_ref().map(|(kind, body)| {
                let reads = if matches!(kind, RustType::Xml(_)) { "xml_body" } else { "body" };
                let kind = rust_type(kind.without_format(), "models::");
                format!(
                    "    let body = error.{reads}::<{kind}>().expect(\"an error response\");\n    {};\n",
                    decoded("&body?", body)
                )
            });
            write!(
                text,
                "    let error = {failing}.expect_err(\"an error\");\n    \
                 assert_eq!(error.http_status().map(u16::from), Some({code}));\n{}",
                body.unwrap_or_default()
            )
        }
    };
}

fn options(options: Option<&TestOptions>) -> String {
    let Some((name, fields)) = options else {
        return "None".to_owned();
    };
    let fields = fields.iter().map(|(name, given)| format!("            {name}: Some({}),\n", value(given, 12)));
    let fields: String = fields.collect();
    format!("Some(models::{name} {{\n{fields}            ..Default::default()\n        }})")
}

fn value(given: &TestValue, indent: usize) -> String {
    let decode = |kind: &RustType, body: &Json| {
        let kind = rust_type(kind.without_format(), "models::");
        format!("{}?", call(&format!("decode::<{kind}>"), &[json(body)], indent))
    };
    match given {
        TestValue::Text(text) => string(text),
        TestValue::Owned(text) => format!("{}.to_owned()", string(text)),
        TestValue::File(text) => format!("{}.into()", raw(text)),
        TestValue::Raw(text) => format!("RequestContent::from_str({})", raw(text)),
        TestValue::Literal(text) => text.clone(),
        TestValue::Decoded(kind, body) => decode(kind, body),
        TestValue::Content(kind, body) if matches!(kind.without_format(), RustType::Model(_)) => {
            format!("{}.try_into()?", decode(kind, body))
        }
        TestValue::Content(kind, body) => {
            format!("armrest_runtime::to_json(&{})?.into()", decode(kind, body))
        }
        TestValue::WithNulls(kind, body, nulls) => {
            let nulls: Vec<String> = nulls.iter().map(|pointer| string(pointer)).collect();
            let given = [format!("&{}", decode(kind, body)), format!("&[{}]", nulls.join(", "))];
            format!("{}?", call("armrest_runtime::with_nulls", &given, indent))
        }
        TestValue::Date(text, form) => {
            let parse = match form {
                TextForm::Rfc1123 => "parse_rfc7231",
                TextForm::UnixTime => "parse_unix_time",
                _ => "parse_rfc3339",
            };
            format!("azure_core::time::{parse}({})?", string(text))
        }
        TestValue::Bytes(text, form) => {
            let decode = if *form == TextForm::Base64Url { "decode_url_safe" } else { "decode" };
            format!("azure_core::base64::{decode}({})?", string(text))
        }
        TestValue::List(items) => format!("&[{}]", values(items, indent)),
        TestValue::Owning(items) => format!("vec![{}]", values(items, indent)),
    }
}

fn values(items: &[TestValue], indent: usize) -> String {
    items.iter().map(|item| value(item, indent)).collect::<Vec<_>>().join(", ")
}

/// A text as a literal.
fn string(text: &str) -> String {
    format!("{text:?}")
}

/// JSON as a raw string: short on one line, long on many.
fn json(value: &Json) -> String {
    let short = value.to_string();
    if short.len() <= 60 { raw(&short) } else { raw(&format!("{value:#}")) }
}

/// The most `#` that Rust takes around a raw string.
const MOST_HASHES: usize = 255;

/// A text as a raw string, where that is plainer and Rust takes it.
fn raw(text: &str) -> String {
    if !text.contains(['"', '\\', '\n']) || !text.chars().all(is_shown) {
        return string(text);
    }
    let behind_quotes = text.split('"').skip(1).map(|rest| rest.len() - rest.trim_start_matches('#').len());
    let hashes = behind_quotes.map(|hashes| hashes + 1).max().unwrap_or_default();
    if hashes > MOST_HASHES {
        return string(text);
    }
    let hashes = "#".repeat(hashes);
    format!("r{hashes}\"{text}\"{hashes}")
}
