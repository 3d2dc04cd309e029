//! How clients authenticate: scopes, challenges, endpoints with a query, and no credential at all.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_runtime::{
    ConnectionOptions,
    codegen::{Call, Connection, Credential},
    mock::{self, MockResponse, Server},
};
use azure_core::{
    Bytes, Error, Result, Value,
    error::ErrorKind,
    http::{
        AsyncRawResponse, Body, ClientMethodOptions, ClientOptions, HttpClient, JsonFormat, Method, NoFormat, Request,
        RequestContent, Response, Transport,
        headers::{AUTHORIZATION, CONTENT_LENGTH, Headers, WWW_AUTHENTICATE},
    },
};
use futures::TryStreamExt as _;
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

const PACKAGE: (&str, &str) = ("armrest-runtime", "0.1.0");

fn options() -> ClientMethodOptions<'static> {
    ClientMethodOptions::default()
}

type Service = dyn Fn(&Request, usize) -> Result<(u16, Headers, String)> + Send + Sync;

/// A service behind https, without a network.
struct Fake {
    respond: Box<Service>,
    count: AtomicUsize,
    bodies: Mutex<Vec<Bytes>>,
}

impl std::fmt::Debug for Fake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fake")
    }
}

#[async_trait::async_trait]
impl HttpClient for Fake {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let Body::Bytes(body) = request.body().clone() else { panic!("bytes") };
        self.bodies.lock().expect("no panic").push(body);
        let (status, headers, body) = (self.respond)(request, self.count.fetch_add(1, Ordering::SeqCst))?;
        Ok(AsyncRawResponse::from_bytes(status.into(), headers, body))
    }
}

fn fake(respond: impl Fn(&Request, usize) -> Result<(u16, Headers, String)> + Send + Sync + 'static) -> Arc<Fake> {
    Arc::new(Fake { respond: Box::new(respond), count: AtomicUsize::new(0), bodies: Mutex::default() })
}

fn through(fake: &Arc<Fake>) -> ClientOptions {
    ClientOptions { transport: Some(Transport::new(fake.clone())), ..mock::client_options() }
}

/// A service that responds with this challenge where there is no token, and else with `{}`.
fn challenging(challenge: &'static str) -> Arc<Fake> {
    fake(move |request, _| {
        let mut headers = Headers::new();
        if request.headers().get_optional_str(&AUTHORIZATION).is_some() {
            return Ok((200, headers, "{}".to_owned()));
        }
        headers.insert(WWW_AUTHENTICATE, challenge);
        Ok((401, headers, String::new()))
    })
}

fn put(connection: &Connection) -> Result<Call<'_>> {
    let body: RequestContent<Value> = serde_json::json!({ "value": "confidential" }).try_into()?;
    Ok(connection.call("Test.put", Method::Put, "/secrets/s").body("application/json", body))
}

const KEY_VAULT: &str =
    r#"Bearer authorization="https://login.microsoftonline.com/t", resource="https://vault.azure.net""#;

#[tokio::test]
async fn a_challenge_names_the_scope_which_is_remembered() -> Result<()> {
    let (service, recorder) = (challenging(KEY_VAULT), mock::RecordingCredential::new());
    let credential = Credential::token(recorder.clone(), None);
    let endpoint = "https://mine.vault.azure.net/";
    let connection = Connection::service(PACKAGE, endpoint, credential, through(&service), Default::default())?;
    for _ in 0..2 {
        put(&connection)?.send::<Value, JsonFormat>(options()).await?;
    }
    assert_eq!(recorder.scopes(), [["https://vault.azure.net/.default"]]);
    let bodies: Vec<usize> = service.bodies.lock().expect("no panic").iter().map(Bytes::len).collect();
    let whole = r#"{"value":"confidential"}"#.len();
    assert_eq!(bodies, [0, whole, whole], "the first request has neither token nor body");
    Ok(())
}

#[tokio::test]
async fn of_several_challenges_the_endpoints_own_counts() -> Result<()> {
    let server = Server::start().await?;
    server.challenge(
        r#"Basic realm="a, b", Bearer resource="https://other.example", Negotiate YQ==, Bearer resource="{endpoint}""#,
    );
    server.on(Method::Put, "/secrets/s", [MockResponse::json(200, "{}")]);
    let recorder = mock::RecordingCredential::new();
    let credential = Credential::token(recorder.clone(), None);
    let own = ConnectionOptions { token_scope: None, ..server.connection() };
    let connection = Connection::service(PACKAGE, "unused.example", credential, mock::client_options(), own)?;
    put(&connection)?.send::<Value, JsonFormat>(options()).await?;
    assert_eq!(recorder.scopes(), [[format!("{}/.default", server.endpoint())]]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn the_mock_challenges() -> Result<()> {
    let server = Server::start().await?;
    server.challenge(r#"Bearer authorization="https://login.microsoftonline.com/t", resource="{endpoint}""#);
    server.on(Method::Put, "/secrets/s", [MockResponse::json(200, "{}"), MockResponse::json(200, "{}")]);
    let recorder = mock::RecordingCredential::new();
    let credential = Credential::token(recorder.clone(), None);
    let own = ConnectionOptions { token_scope: None, ..server.connection() };
    let connection = Connection::service(PACKAGE, "unused.example", credential, mock::client_options(), own)?;
    for _ in 0..2 {
        put(&connection)?.send::<Value, JsonFormat>(options()).await?;
    }
    let scope = format!("{}/.default", server.endpoint());
    assert_eq!(recorder.scopes(), [[scope.as_str()], [scope.as_str()]]);
    let tokens = server.received().into_iter().map(|received| received.headers.get("authorization").cloned());
    let bearer = || Some(format!("Bearer {}", mock::TOKEN));
    assert_eq!(tokens.collect::<Vec<_>>(), [None, bearer(), bearer()]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_challenge_that_names_a_foreign_host_is_refused() -> Result<()> {
    for (endpoint, challenge) in [
        ("https://mine.vault.azure.net", r#"Bearer resource="https://evil.example""#),
        ("https://mine.vault.azure.net", r#"Bearer resource="https://other.vault.azure.net""#),
        ("https://evilvault.azure.net", r#"Bearer scope="https://vault.azure.net/.default""#),
    ] {
        for scope in [None, Some("https://known.example/.default")] {
            let service = fake(move |_, _| {
                let mut headers = Headers::new();
                headers.insert(WWW_AUTHENTICATE, challenge);
                Ok((401, headers, String::new()))
            });
            let recorder = mock::RecordingCredential::new();
            let credential = Credential::token(recorder.clone(), scope);
            let connection = Connection::service(PACKAGE, endpoint, credential, through(&service), Default::default())?;
            let error = put(&connection)?.send::<Value, JsonFormat>(options()).await.expect_err("refused");
            assert!(error.to_string().contains("neither its host nor a parent domain"), "{error}");
            assert_eq!(error.http_status().map(u16::from), Some(401));
            let known: Vec<Vec<String>> = scope.into_iter().map(|scope| vec![scope.to_owned()]).collect();
            assert_eq!(recorder.scopes(), known, "no token for the foreign host");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_service_that_names_no_scope_is_an_error_that_says_what_to_do() -> Result<()> {
    for status in [200, 400, 401] {
        let service = fake(move |_, _| Ok((status, Headers::new(), "{}".to_owned())));
        let credential = Credential::token(mock::RecordingCredential::new(), None);
        let connection = Connection::service(PACKAGE, "a.example", credential, through(&service), Default::default())?;
        let error = put(&connection)?.send::<Value, JsonFormat>(options()).await.expect_err("no scope");
        assert!(error.to_string().contains("`ConnectionOptions::token_scope`"), "{status}: {error}");
        assert!(service.bodies.lock().expect("no panic").iter().all(Bytes::is_empty), "{status}");
    }
    Ok(())
}

#[tokio::test]
async fn scopes_come_from_the_description_the_operation_or_the_caller() -> Result<()> {
    let service = challenging("");
    let table = [
        (None, None, vec!["https://d.example/a", "https://d.example/b"]),
        (Some("https://o.example/.default"), None, vec!["https://o.example/.default"]),
        (None, Some("https://c.example/.default"), vec!["https://c.example/.default"]),
        (Some("https://o.example/.default"), Some("https://c.example/.default"), vec!["https://c.example/.default"]),
    ];
    for (of_operation, of_caller, expected) in table {
        let recorder = mock::RecordingCredential::new();
        let credential = Credential::token(recorder.clone(), Some("https://d.example/a https://d.example/b"));
        let own = ConnectionOptions { token_scope: of_caller.map(str::to_owned), ..Default::default() };
        let connection = Connection::service(PACKAGE, "a.example", credential, through(&service), own)?;
        let mut call = put(&connection)?;
        if let Some(scope) = of_operation {
            call = call.token_scope(scope);
        }
        call.send::<Value, JsonFormat>(options()).await?;
        assert_eq!(recorder.scopes(), [expected]);
    }
    Ok(())
}

#[tokio::test]
async fn a_challenge_for_other_claims_is_the_callers() -> Result<()> {
    let service = fake(|_, _| {
        let mut headers = Headers::new();
        headers.insert(WWW_AUTHENTICATE, r#"Bearer realm="", error="insufficient_claims", claims="e30=""#);
        Ok((401, headers, r#"{"error":{"code":"InsufficientClaims"}}"#.to_owned()))
    });
    let recorder = mock::RecordingCredential::new();
    let own = ConnectionOptions { endpoint: Some("https://management.example".to_owned()), ..Default::default() };
    let connection = Connection::arm(PACKAGE, recorder.clone(), through(&service), own)?;
    for count in 1..3 {
        let error = put(&connection)?.send::<Value, JsonFormat>(options()).await.expect_err("401");
        assert_eq!(error.http_status().map(u16::from), Some(401));
        // azure_core drops the token, so that the next call asks for another.
        assert_eq!(recorder.scopes().len(), count);
    }
    Ok(())
}

const SIGNATURE: &str = "sv=2024-01-01&sig=mock-token%2Bconfidential%3D";

#[derive(Default)]
struct Page {
    value: Option<Vec<Value>>,
}

armrest_runtime::codegen::model! { Page fields { "value" => value } }
armrest_runtime::codegen::page! { Page of Value { value } }
armrest_runtime::codegen::response_content! { Page }

#[tokio::test]
async fn the_query_of_an_endpoint_goes_with_each_request() -> Result<()> {
    let server = Server::start().await?;
    let first = r#"{"value":[1],"nextLink":"{endpoint}/box/items?page=2"}"#;
    server.on(Method::Get, &format!("/box/items?top=1&{SIGNATURE}"), [MockResponse::json(200, first)]);
    let second = r#"{"value":[2],"nextLink":"/box/items?page=3&sig=mock-token"}"#;
    server.on(Method::Get, &format!("/box/items?page=2&{SIGNATURE}"), [MockResponse::json(200, second)]);
    let third = MockResponse::json(200, r#"{"value":[3]}"#);
    server.on(Method::Get, "/box/items?page=3&sig=mock-token&sv=2024-01-01", [third]);
    let endpoint = format!("{}/box/?{SIGNATURE}", server.endpoint());
    let own = ConnectionOptions { endpoint: Some(endpoint), ..server.connection() };
    let connection = Connection::service(PACKAGE, "unused", Credential::none(), mock::client_options(), own)?;
    let call = connection.call("Test.list", Method::Get, "/items").query("top", 1);
    let items: Vec<Value> = call.pager::<Page, JsonFormat>(Some("nextLink"), Default::default())?.try_collect().await?;
    assert_eq!(items, [1, 2, 3]);
    assert!(server.received().iter().all(|received| !received.headers.contains_key("authorization")));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn the_query_of_an_endpoint_goes_to_no_other_host() -> Result<()> {
    let service = fake(|request, index| {
        let url = request.url();
        assert_eq!(url.as_str().contains("sig="), url.host_str() == Some("a.example"), "{url}");
        let next = ["https://sub.a.example/2", "https://b.example/3", "https://a.example/4"].get(index);
        Ok((200, Headers::new(), serde_json::json!({ "value": [index], "nextLink": next }).to_string()))
    });
    let own = ConnectionOptions {
        endpoint: Some(format!("https://a.example/box?{SIGNATURE}")),
        trusted_hosts: vec!["b.example".to_owned()],
        ..ConnectionOptions::default()
    };
    let connection = Connection::service(PACKAGE, "unused", Credential::none(), through(&service), own)?;
    let call = connection.call("Test.list", Method::Get, "/items");
    let items: Vec<Value> = call.pager::<Page, JsonFormat>(Some("nextLink"), Default::default())?.try_collect().await?;
    assert_eq!(items, [0, 1, 2, 3]);
    Ok(())
}

#[tokio::test]
async fn nothing_shows_the_query_of_an_endpoint() -> Result<()> {
    let service = fake(|request, _| {
        let url = request.url().to_string();
        assert!(url.contains("sig="), "{url}");
        Err(Error::with_error(ErrorKind::Io, std::io::Error::other(url), "failed"))
    });
    let options_with_signature = ConnectionOptions {
        endpoint: Some(format!("https://a.example/box?{SIGNATURE}")),
        ..ConnectionOptions::default()
    };
    let mut shown = format!("{options_with_signature:?}");
    let connection = Connection::service(
        PACKAGE,
        "unused",
        Credential::key_query("code", "confidential-key"),
        through(&service),
        options_with_signature,
    )?;
    shown.push_str(&format!("{connection:?} {}", connection.endpoint()));
    let error = connection.call("Test.get", Method::Get, "/x").send::<Value, JsonFormat>(options()).await;
    let error = error.expect_err("no network");
    shown.push_str(&format!("{error} {error:?} {error:#?}"));
    for endpoint in ["https://[bad?sig=confidential", "https://u:confidential@a.example"] {
        let own = ConnectionOptions { endpoint: Some(endpoint.to_owned()), ..Default::default() };
        shown.push_str(&format!("{own:?}"));
        let error = Connection::service(PACKAGE, "unused", Credential::none(), through(&service), own);
        shown.push_str(&format!("{:?}", error.expect_err("no endpoint")));
    }
    assert!(!shown.contains("confidential") && !shown.contains("sig="), "{shown}");
    Ok(())
}

#[tokio::test]
async fn a_client_without_a_credential_sends_none() -> Result<()> {
    let server = Server::start().await?;
    server.allow_anonymous();
    server.on(Method::Get, "/public", [MockResponse::json(200, "{}")]);
    // Without a credential there is nothing that plain http would give away.
    let own = ConnectionOptions { http_on_loopback: false, ..server.connection() };
    let connection = Connection::service(PACKAGE, "unused", Credential::none(), mock::client_options(), own)?;
    let _: Response<Value, JsonFormat> = connection.call("Test.get", Method::Get, "/public").send(options()).await?;
    assert!(!server.received()[0].headers.contains_key("authorization"));

    // A signature is a secret.
    let own = ConnectionOptions {
        endpoint: Some(format!("{}?sig=x", server.endpoint())),
        http_on_loopback: false,
        ..ConnectionOptions::default()
    };
    let connection = Connection::service(PACKAGE, "unused", Credential::none(), mock::client_options(), own)?;
    let error = connection.call("Test.get", Method::Get, "/public").send::<(), NoFormat>(options()).await;
    let error = error.expect_err("http");
    assert!(error.to_string().contains("only over https"), "{error}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn the_length_of_a_body_that_is_held_back_is_not_sent() -> Result<()> {
    let service = fake(|request, count| {
        let length = request.headers().get_optional_str(&CONTENT_LENGTH).map(str::to_owned);
        let mut headers = Headers::new();
        if count == 0 {
            assert_ne!(length.as_deref(), Some("4"));
            headers.insert(WWW_AUTHENTICATE, r#"Bearer resource="https://a.example""#);
            return Ok((401, headers, String::new()));
        }
        assert_ne!(length.as_deref(), Some("0"));
        Ok((200, headers, "{}".to_owned()))
    });
    let credential = Credential::token(mock::RecordingCredential::new(), None);
    let connection = Connection::service(PACKAGE, "a.example", credential, through(&service), Default::default())?;
    let body: RequestContent<Bytes, NoFormat> = RequestContent::from_static(b"data");
    let call = connection.call("Test.put", Method::Put, "/x").header("content-length", 4).body("text/plain", body);
    call.send::<Value, JsonFormat>(options()).await?;
    Ok(())
}
