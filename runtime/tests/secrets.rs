//! Secrets in every position of a conversation, and all that comes out of a client: logs at the most talkative level, traces,
//! errors, and `Debug`. What still shows one is listed here, so that a change is noticed.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_runtime::{
    ConnectionOptions, ErrorExt as _, FormFile, OperationStatus, PageablePoller, Pager, Poller,
    codegen::{Connection, Credential, FinalState},
    mock::{self, MockResponse, Server},
};
use azure_core::{
    Error, Result, Value,
    credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions},
    http::{
        ClientMethodOptions, ClientOptions, FixedRetryOptions, InstrumentationOptions, JsonFormat, Method,
        RequestContent, RetryOptions, poller::PollerOptions,
    },
    time::{Duration, OffsetDateTime},
    tracing::{Attribute, AttributeValue, Span, SpanGuard, SpanKind, SpanStatus, Tracer, TracerProvider},
};
use futures::TryStreamExt as _;
use std::{
    any::Any,
    borrow::Cow,
    collections::BTreeSet,
    error::Error as _,
    fmt::{Debug, Write as _},
    sync::{Arc, Mutex, Once},
};

/// All that was logged and traced.
static LOGGED: Mutex<String> = Mutex::new(String::new());

fn logged(line: &str) {
    let mut text = LOGGED.lock().expect("no panic");
    text.push_str(line);
    text.push('\n');
}

/// Keeps all that azure_core and hyper log by `tracing`.
struct Events;

struct Fields(String);

impl tracing::field::Visit for Fields {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl tracing::Subscriber for Events {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        let mut fields = Fields(format!("span {}", span.metadata().name()));
        span.record(&mut fields);
        logged(&fields.0);
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        let mut fields = Fields("span".to_owned());
        values.record(&mut fields);
        logged(&fields.0);
    }

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut fields = Fields(format!("{} {}", event.metadata().level(), event.metadata().target()));
        event.record(&mut fields);
        logged(&fields.0);
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

/// Keeps all that reqwest logs by `log`.
struct Log;

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        logged(&format!("{} {} {}", record.level(), record.target(), record.args()));
    }

    fn flush(&self) {}
}

/// Keeps all that azure_core traces by a tracer of the caller's.
#[derive(Debug)]
struct Traces;

impl TracerProvider for Traces {
    fn get_tracer(&self, _: Option<&'static str>, name: &'static str, _: Option<&'static str>) -> Arc<dyn Tracer> {
        logged(&format!("tracer {name}"));
        Arc::new(Traces)
    }
}

impl Tracer for Traces {
    fn start_span(&self, name: Cow<'static, str>, kind: SpanKind, attributes: Vec<Attribute>) -> Arc<dyn Span> {
        logged(&format!("trace {name} {kind:?}"));
        for Attribute { key, value } in attributes {
            logged(&format!("trace {key}={value:?}"));
        }
        Arc::new(Traces)
    }

    fn start_span_with_parent(
        &self,
        name: Cow<'static, str>,
        kind: SpanKind,
        attributes: Vec<Attribute>,
        _: Arc<dyn Span>,
    ) -> Arc<dyn Span> {
        self.start_span(name, kind, attributes)
    }

    fn namespace(&self) -> Option<&'static str> {
        None
    }
}

impl Span for Traces {
    fn is_recording(&self) -> bool {
        true
    }

    fn span_id(&self) -> [u8; 8] {
        [1; 8]
    }

    fn end(&self) {}

    fn set_status(&self, status: SpanStatus) {
        logged(&format!("trace {status:?}"));
    }

    fn set_attribute(&self, key: &'static str, value: AttributeValue) {
        logged(&format!("trace {key}={value:?}"));
    }

    fn record_error(&self, error: &dyn std::error::Error) {
        logged(&format!("trace {error} {error:?}"));
    }

    fn set_current(&self, _: &azure_core::http::Context) -> Box<dyn SpanGuard> {
        Box::new(Guard)
    }

    fn propagate_headers(&self, _: &mut azure_core::http::Request) {}
}

impl azure_core::tracing::AsAny for Traces {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

struct Guard;

impl SpanGuard for Guard {
    fn end(self) {}
}

/// Each is in one position, and called for it.
const CANARIES: &[&str] = &[
    "canary-token",
    "canary-key-header",
    "canary-key-query",
    "canary-password",
    "canary-endpoint-query",
    "canary-path",
    "canary-query",
    "canary-header",
    "canary-body",
    "canary-form",
    "canary-file",
    "canary-response-body",
    "canary-model-secret",
    "canary-response-header",
    "canary-location",
    "canary-monitor",
    "canary-resource",
    "canary-next-link",
    "canary-foreign",
    "canary-redirect",
    "canary-challenge",
    "canary-code",
    "canary-message",
    "canary-detail",
    "canary-mistyped",
    "canary-date",
    "canary-status",
    "canary-context",
];

/// What azure_core's feature `debug` shows beside the rest.
struct ShownByDebug {
    errors: &'static [&'static str],
    debug: &'static [&'static str],
    logs: &'static [&'static str],
}

const SHOWN_BY_DEBUG: ShownByDebug = ShownByDebug {
    errors: &[],
    debug: &["canary-response-body"],
    logs: &[
        "canary-token",
        "canary-key-header",
        "canary-key-query",
        "canary-password",
        "canary-endpoint-query",
        "canary-query",
        "canary-header",
        "canary-response-header",
        "canary-location",
        "canary-monitor",
        "canary-resource",
        "canary-next-link",
        "canary-foreign",
        "canary-redirect",
    ],
};

fn with<'a>(some: &[&'a str], others: &[&'a str]) -> BTreeSet<&'a str> {
    some.iter().chain(others).copied().collect()
}

/// The canaries in a text.
fn found(text: &str) -> BTreeSet<&'static str> {
    let password = azure_core::base64::encode("user:canary-password");
    let text = text.replace(&password, "canary-password");
    CANARIES.iter().copied().filter(|canary| text.contains(canary)).collect()
}

#[derive(Debug)]
struct Tokens;

#[async_trait::async_trait]
impl TokenCredential for Tokens {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        let token = format!("{} canary-token", mock::TOKEN);
        Ok(AccessToken::new(token, OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}

#[derive(Default)]
struct Page {
    value: Option<Vec<Value>>,
    secret: Option<Secret>,
    made: Option<OffsetDateTime>,
}

armrest_runtime::codegen::model! { Page fields { "value" => value, "secret" => secret, "made" => made } }
armrest_runtime::codegen::page! { Page of Value { value } }
armrest_runtime::codegen::response_content! { Page }

/// What came out: what was shown by `Debug`, and by errors.
#[derive(Default)]
struct Shown {
    debug: String,
    errors: String,
}

impl Shown {
    fn debug(&mut self, shown: &dyn Debug) {
        let _ = writeln!(self.debug, "{shown:?} {shown:#?}");
    }

    fn error(&mut self, error: &Error) {
        let _ = writeln!(self.errors, "{error} {error:?} {error:#?}");
        let mut source = error.source();
        while let Some(inner) = source {
            let _ = writeln!(self.errors, "{inner} {inner:?}");
            source = inner.source();
        }
    }
}

fn client_options() -> ClientOptions {
    let retry = FixedRetryOptions { delay: Duration::milliseconds(1), max_retries: 1, ..FixedRetryOptions::default() };
    ClientOptions {
        retry: RetryOptions::fixed(retry),
        instrumentation: InstrumentationOptions { tracer_provider: Some(Arc::new(Traces)) },
        ..ClientOptions::default()
    }
}

fn connect(endpoint: &str, credential: Credential) -> Result<Connection> {
    let options = ConnectionOptions { http_on_loopback: true, ..ConnectionOptions::default() };
    Connection::service(("armrest-runtime", "0.1.0"), endpoint, credential, client_options(), options)
}

/// A call with a canary wherever it takes one.
fn call<'c>(connection: &'c Connection, path: &'static str) -> armrest_runtime::codegen::Call<'c> {
    let call = connection.call("Test.call", Method::Post, path).query("q", "canary-query");
    call.header("x-ms-secret", "canary-header")
        .body("application/json", RequestContent::<()>::from(b"canary-body".to_vec()))
}

fn context() -> ClientMethodOptions<'static> {
    ClientMethodOptions { context: azure_core::http::Context::new().with_value(Secret::new("canary-context")) }
}

async fn plain_calls(server: &Server, connection: &Connection, shown: &mut Shown) -> Result<()> {
    let secret = r#"{"value":["canary-response-body"],"secret":"canary-model-secret"}"#;
    let whole = MockResponse::json(200, secret).header("x-ms-secret", "canary-response-header");
    let error =
        r#"{"error":{"code":"canary-code","message":"canary-message","details":[{"message":"canary-detail"}]}}"#;
    server.on(
        Method::Post,
        "/canary-path?q=canary-query",
        [
            whole.clone(),
            // Sent again.
            MockResponse::dropped(),
            whole.clone(),
            MockResponse::json(400, error).header("x-ms-error-code", "canary-code"),
            MockResponse::json(500, error),
            MockResponse::json(500, error),
            MockResponse::json(200, r#"{"value":"canary-mistyped"}"#),
            MockResponse::json(200, r#"{"made":"canary-date"}"#),
            MockResponse::json(200, r#""canary-mistyped""#),
            MockResponse::json(200, r#"{"value":["canary-response-body""#),
            MockResponse::new(307).header("location", "https://elsewhere.example/?sig=canary-redirect"),
            MockResponse::json(401, error)
                .header("www-authenticate", r#"Bearer resource="https://canary-challenge.example""#),
            whole.cut(5),
            MockResponse::dropped(),
        ],
    );
    for _ in 0..11 {
        let call = call(connection, "/{p}").path("p", "canary-path");
        shown.debug(&call);
        let response = call.send::<Page, JsonFormat>(context()).await;
        match response {
            Ok(response) => {
                shown.debug(&response);
                shown.debug(response.headers());
                match response.into_model() {
                    Ok(page) => shown.debug(&page),
                    Err(error) => shown.error(&error),
                }
            }
            Err(error) => {
                if let Some(raw) = error.raw_response() {
                    shown.debug(raw);
                }
                shown.error(&error);
            }
        }
    }
    // Errors that azure_core does not understand, and a success that the description does not have.
    let quoted = r#"{"error":{"code":"canary-code","message":"canary-message: \"x\""},"x":"canary-response-body"}"#;
    let others = [
        MockResponse::json(400, quoted),
        MockResponse::json(400, r#"{"error":{"message":7},"x":"canary-response-body"}"#),
        MockResponse::new(404).body("canary-response-body"),
        MockResponse::new(409).body("<Fault><Text>canary-response-body</Text></Fault>"),
        MockResponse::json(202, secret),
    ];
    for is_stream in [false, true] {
        server.on(Method::Post, "/canary-path?q=canary-query", others.clone());
        for _ in &others {
            let call = call(connection, "/{p}").path("p", "canary-path").success(&[200]);
            let error = match is_stream {
                false => call.send::<Page, JsonFormat>(context()).await.map(|_| ()),
                true => call.stream(context()).await.map(|_| ()),
            };
            shown.error(&error.expect_err("no result"));
        }
    }
    let form = connection.call("Test.form", Method::Post, "/form").form("password", "canary-form");
    let form = form.form_file("file", FormFile::from(b"canary-file".to_vec()));
    shown.debug(&form);
    server.on(Method::Post, "/form", [MockResponse::json(200, "{}")]);
    shown.debug(&form.send::<Page, JsonFormat>(context()).await?);
    Ok(())
}

async fn operations(server: &Server, connection: &Connection, shown: &mut Shown) -> Result<()> {
    let begin = || -> Result<Poller<OperationStatus<Page>>> {
        call(connection, "/begin")
            .poller(FinalState::Unspecified, PollerOptions { context: context().context, ..Default::default() })
    };
    let started = MockResponse::new(202)
        .header("location", "/result?sig=canary-location")
        .header("azure-asyncoperation", "/status?sig=canary-monitor");
    server.on(Method::Post, "/begin?q=canary-query", std::iter::repeat_n(started, 4));
    let resource = r#"{"status":"Succeeded","resourceLocation":"/resource?sig=canary-resource"}"#;
    let failed = r#"{"status":"Failed","error":{"code":"canary-code","message":"canary-message"},"x":"canary-detail"}"#;
    server.on(
        Method::Get,
        "/status?sig=canary-monitor",
        [
            MockResponse::json(200, r#"{"status":"Running","x":"canary-response-body"}"#),
            MockResponse::json(200, resource),
            MockResponse::json(200, failed),
            MockResponse::json(200, r#"{"status":["canary-mistyped"]}"#),
            MockResponse::dropped(),
            MockResponse::dropped(),
        ],
    );
    server.on(Method::Get, "/resource?sig=canary-resource", [MockResponse::json(200, "{}")]);
    let mut poller = begin()?;
    while let Some(status) = poller.try_next().await? {
        shown.debug(&status);
        shown.debug(&status.into_model()?);
        shown.debug(&poller);
        shown.debug(&poller.continuation());
    }
    shown.debug(&poller.await?);
    for _ in 0..3 {
        let error = begin()?.await.expect_err("a failure, a mistyped status, a closed connection");
        shown.debug(&error.continuation());
        shown.error(&error);
    }
    for link in [
        "https://evil.example/?sig=canary-foreign",
        "http://user:canary-foreign@127.0.0.1:1/",
        "http://[canary-foreign",
    ] {
        server.on(Method::Post, "/begin?q=canary-query", [MockResponse::new(202).header("location", link)]);
        shown.error(&begin()?.await.expect_err("a foreign host"));
    }
    let error = begin()?.timeout(Duration::ZERO).await.expect_err("no time");
    shown.error(&error);
    Ok(())
}

async fn lists(server: &Server, connection: &Connection, shown: &mut Shown) -> Result<()> {
    let list = || -> Result<Pager<Page>> { call(connection, "/list").pager(Some("nextLink"), Default::default()) };
    let page = |next: &str| MockResponse::json(200, format!(r#"{{"value":[1],"nextLink":"{next}"}}"#));
    let (second, third) = ("/2?sig=canary-next-link", "/3?sig=canary-next-link");
    server.on(
        Method::Post,
        "/list?q=canary-query",
        [page(second), page(second), page(second), page("https://evil.example/?sig=canary-foreign")],
    );
    server.on(Method::Get, second, [page(third), page(third), MockResponse::dropped(), MockResponse::dropped()]);
    server.on(Method::Get, third, [page(second), MockResponse::json(200, r#"{"value":"canary-mistyped"}"#)]);
    let mut items = list()?;
    let circle = loop {
        match items.try_next().await {
            Ok(Some(_)) => {
                shown.debug(&items);
                shown.debug(&items.continuation());
            }
            Ok(None) => panic!("a circle"),
            Err(error) => break error,
        }
    };
    shown.error(&circle);
    let mut pages = list()?.into_pages();
    while let Some(page) = pages.try_next().await? {
        shown.debug(&pages);
        shown.debug(&page);
        if let Err(error) = page.into_model() {
            shown.error(&error);
        }
    }
    for _ in 0..2 {
        shown.error(&list()?.try_collect::<Vec<Value>>().await.expect_err("a closed connection, and a foreign host"));
    }
    let nested = || call(connection, "/nested").pager::<Page, JsonFormat>(Some("paging/nextLink"), Default::default());
    for body in [r#"{"paging":"canary-mistyped"}"#, r#""canary-mistyped""#] {
        server.on(Method::Post, "/nested?q=canary-query", [MockResponse::json(200, body)]);
        shown.error(&nested()?.try_collect::<Vec<Value>>().await.expect_err("no link"));
    }
    let list = call(connection, "/begin_list");
    let poller: PageablePoller<Page> =
        list.pageable_poller(FinalState::Location, Some("nextLink"), PollerOptions::default())?;
    shown.debug(&poller);
    server.on(
        Method::Post,
        "/begin_list?q=canary-query",
        [MockResponse::new(202).header("location", "/result?sig=canary-location")],
    );
    server.on(Method::Get, "/result?sig=canary-location", [page("/last?sig=canary-next-link")]);
    server.on(Method::Get, "/last?sig=canary-next-link", [page("")]);
    let items = poller.await?;
    shown.debug(&items);
    assert_eq!(items.try_collect::<Vec<Value>>().await?.len(), 2);
    Ok(())
}

/// Whether azure_core's feature `debug` is on.
fn shows_values() -> bool {
    let page = Page { value: Some(vec![Value::from("shown")]), ..Page::default() };
    format!("{page:?}").contains("shown")
}

fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(Events).expect("no other subscriber");
        log::set_logger(&Log).expect("no other logger");
        log::set_max_level(log::LevelFilter::Trace);
        mock::skip_waits();
    });
}

#[tokio::test]
async fn no_secret_comes_out() -> Result<()> {
    watch();
    let mut shown = Shown::default();
    let server = Server::start().await?;
    server.allow_anonymous();
    let endpoint = format!("{}/?sig=canary-endpoint-query", server.endpoint());
    let token = Credential::token(Arc::new(Tokens), Some("https://x.example/.default"));
    for credential in [
        token,
        Credential::key_header("x-key", "canary-key-header"),
        Credential::basic("user", &Secret::new("canary-password")),
    ] {
        shown.debug(&credential);
        let connection = connect(&server.endpoint(), credential)?;
        shown.debug(&connection);
        plain_calls(&server, &connection, &mut shown).await?;
        operations(&server, &connection, &mut shown).await?;
        lists(&server, &connection, &mut shown).await?;
    }
    let options = ConnectionOptions { endpoint: Some(endpoint.clone()), ..ConnectionOptions::default() };
    shown.debug(&options);
    for (endpoint, credential, target) in [
        (endpoint, Credential::none(), "/sas?sig=canary-endpoint-query"),
        (server.endpoint(), Credential::key_query("code", "canary-key-query"), "/sas?code=canary-key-query"),
    ] {
        let connection = connect(&endpoint, credential)?;
        shown.debug(&connection);
        let responses = [MockResponse::json(200, "{}"), MockResponse::dropped(), MockResponse::dropped()];
        server.on(Method::Get, target, responses);
        let call = || connection.call("Test.sas", Method::Get, "/sas").send::<Page, JsonFormat>(context());
        shown.debug(&call().await?);
        shown.error(&call().await.expect_err("a closed connection"));
    }
    server.finish();

    let logs = LOGGED.lock().expect("no panic").clone();
    assert!(logs.contains("/canary-path") && logs.contains("reqwest"), "everything is logged: {logs}");
    // The caller's own words and what the service says of an error, which is for people. Of a challenge the host is named.
    let errors = ["canary-challenge", "canary-code", "canary-message", "canary-path"];
    // azure_core shows these headers: `www-authenticate` is among them, and no link.
    let debug = ["canary-challenge"];
    if shows_values() {
        // azure_core's feature `debug` shows headers and queries as they are, and values in `Debug`.
        assert_eq!(found(&shown.errors), with(&errors, SHOWN_BY_DEBUG.errors));
        assert_eq!(found(&shown.debug), with(&debug, SHOWN_BY_DEBUG.debug));
        assert_eq!(found(&logs), with(&errors, SHOWN_BY_DEBUG.logs));
    } else {
        assert_eq!(found(&shown.errors), with(&errors, &[]));
        assert_eq!(found(&shown.debug), with(&debug, &[]));
        // A trace has the text of an error.
        assert_eq!(found(&logs), with(&errors, &[]));
    }
    Ok(())
}
