//! Links and challenges that lead to where no credential may go, of every kind in which a service can send them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_runtime::{
    ConnectionOptions, OperationStatus, Poller,
    codegen::{Connection, Credential, FinalState},
    mock,
};
use azure_core::{
    Result, Value,
    http::{
        AsyncRawResponse, ClientMethodOptions, ClientOptions, HttpClient, JsonFormat, Method, NoFormat, Request,
        Transport,
        headers::{AUTHORIZATION, HeaderName, Headers, WWW_AUTHENTICATE},
        poller::PollerOptions,
    },
};
use futures::TryStreamExt as _;
use std::sync::{Arc, Mutex};

const ENDPOINT: &str = "https://management.example.com";

#[derive(Default)]
struct Page {
    value: Option<Vec<Value>>,
}

armrest_runtime::codegen::model! { Page fields { "value" => value } }
armrest_runtime::codegen::page! { Page of Value { value } }
armrest_runtime::codegen::response_content! { Page }

/// What a service sends a link in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Location,
    AzureAsyncOperation,
    OperationLocation,
    ResourceLocation,
    NextLink,
}

const KINDS: [Kind; 5] =
    [Kind::Location, Kind::AzureAsyncOperation, Kind::OperationLocation, Kind::ResourceLocation, Kind::NextLink];

/// A service that sends a link in its first response (or the second, for a `resourceLocation`), and then ends.
#[derive(Debug)]
struct Service {
    kind: Kind,
    link: String,
    sent: Mutex<Vec<String>>,
}

#[async_trait::async_trait]
impl HttpClient for Service {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        assert!(request.headers().get_optional_str(&AUTHORIZATION).is_some(), "{}", request.url());
        let mut sent = self.sent.lock().expect("no panic");
        sent.push(request.url().to_string());
        let mut headers = Headers::new();
        let mut link = |name: &'static str, link: &str| headers.insert(HeaderName::from_static(name), link.to_owned());
        let (status, body) = match (self.kind, sent.len()) {
            (Kind::NextLink, 1) => (200, serde_json::json!({ "value": [1], "nextLink": self.link })),
            (Kind::NextLink, _) => (200, serde_json::json!({ "value": [2] })),
            (Kind::ResourceLocation, 2) => {
                (200, serde_json::json!({ "status": "Succeeded", "resourceLocation": self.link }))
            }
            (Kind::Location, 1) => (202, {
                link("location", &self.link);
                Value::Null
            }),
            (Kind::AzureAsyncOperation, 1) => (202, {
                link("azure-asyncoperation", &self.link);
                Value::Null
            }),
            (Kind::OperationLocation, 1) => (202, {
                link("operation-location", &self.link);
                Value::Null
            }),
            (Kind::ResourceLocation, 1) => (202, {
                link("operation-location", "/status");
                Value::Null
            }),
            _ => (200, serde_json::json!({ "status": "Succeeded" })),
        };
        Ok(AsyncRawResponse::from_bytes(status.into(), headers, body.to_string()))
    }
}

/// The URLs that were sent once a service sent this link, and the error if there was one.
async fn follow(kind: Kind, link: &str) -> Result<(Vec<String>, Option<String>)> {
    mock::skip_waits();
    let service = Arc::new(Service { kind, link: link.to_owned(), sent: Mutex::default() });
    let transport = Some(Transport::new(service.clone()));
    let client_options = ClientOptions { transport, ..mock::client_options() };
    let credential = Credential::token(mock::credential(), Some("https://management.example.com/.default"));
    let options = ConnectionOptions { http_on_loopback: true, ..Default::default() };
    let connection = Connection::service(("armrest-runtime", "0.1.0"), ENDPOINT, credential, client_options, options)?;
    let result = if kind == Kind::NextLink {
        let call = connection.call("Test.list", Method::Get, "/widgets");
        let pager = call.pager::<Page, JsonFormat>(Some("nextLink"), Default::default())?;
        pager.try_collect::<Vec<Value>>().await.map(drop)
    } else {
        let call = connection.call("Test.begin", Method::Post, "/widgets");
        let poller: Poller<OperationStatus<(), NoFormat>> =
            call.poller(FinalState::Unspecified, PollerOptions::default())?;
        poller.await.map(drop)
    };
    let sent = service.sent.lock().expect("no panic").clone();
    Ok((sent, result.err().map(|error| error.to_string())))
}

#[tokio::test]
async fn no_link_leads_the_token_away() -> Result<()> {
    // The link, and the host that the error names.
    let foreign = [
        ("https://evil.example/x", "evil.example"),
        ("//evil.example/x", "evil.example"),
        (r"\\evil.example\x", "evil.example"),
        ("https:\t//evil.example/x", "evil.example"),
        ("https://management.example.com.evil.example/x", "management.example.com.evil.example"),
        ("https://evilmanagement.example.com/x", "evilmanagement.example.com"),
        ("https://management.example.com./x", "management.example.com."),
        ("https://example.com/x", "example.com"),
        ("https://other.example.com/x", "other.example.com"),
        ("https://management.example.co/x", "management.example.co"),
        ("https://management.example.com@evil.example/x", "evil.example"),
        ("https://management.example.com:443@evil.example/x", "evil.example"),
        (r"https://evil.example\@management.example.com/x", "evil.example"),
        ("https://user:canary@management.example.com/x", "management.example.com"),
        ("https://canary@management.example.com/x", "management.example.com"),
        ("https://:canary@management.example.com/x", "management.example.com"),
        ("https://m\u{430}nagement.example.com/x", "xn--mnagement-0yh.example.com"),
        ("https://xn--mnagement-0yh.example.com/x", "xn--mnagement-0yh.example.com"),
        ("https://management.example.com:8443/x", "management.example.com"),
        ("https://management.example.com:80/x", "management.example.com"),
        ("http://management.example.com/x", "management.example.com"),
        ("http://management.example.com:443/x", "management.example.com"),
        ("ftp://management.example.com/x", "management.example.com"),
        ("wss://management.example.com/x", "management.example.com"),
        ("https://[::1]/x", "[::1]"),
        ("http://[::1]/x", "[::1]"),
        ("https://[::ffff:127.0.0.1]/x", "[::ffff:7f00:1]"),
        ("https://127.0.0.1/x", "127.0.0.1"),
        ("https://2130706433/x", "127.0.0.1"),
        ("http://0x7f.1/x", "127.0.0.1"),
        ("http://169.254.169.254/metadata", "169.254.169.254"),
        ("http://localhost/x", "localhost"),
        ("file:///etc/passwd", "file"),
        ("data:application/json,{}", "data"),
        ("javascript:alert(1)", "javascript"),
    ];
    for kind in KINDS {
        let expected = 1 + usize::from(kind == Kind::ResourceLocation);
        for (link, host) in foreign {
            let (sent, error) = follow(kind, link).await?;
            assert_eq!(sent.len(), expected, "{kind:?} {link}: {sent:?}");
            let error = error.unwrap_or_else(|| panic!("{kind:?} {link}: no error"));
            assert!(error.contains(host) && error.contains("nothing was sent"), "{kind:?} {link}: {error}");
            assert!(!error.contains("canary"), "{kind:?} {link}: {error}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn links_to_the_endpoint_are_followed_in_any_notation() -> Result<()> {
    let own = [
        "/x",
        "https://management.example.com/x",
        "https://management.example.com:443/x",
        "HTTPS://MANAGEMENT.example.com/x",
        "//management.example.com/x",
        "https:/x",
        "https://%6danagement.example.com/x",
        "https://management\u{3002}example.com/x",
        " https://management.example.com/x",
    ];
    for kind in KINDS {
        for link in own {
            let (sent, error) = follow(kind, link).await?;
            assert_eq!(error, None, "{kind:?} {link}");
            assert_eq!(sent.last().map(String::as_str), Some("https://management.example.com/x"), "{kind:?} {link}");
        }
        let (sent, error) = follow(kind, "https://eastus.management.example.com/x").await?;
        assert_eq!((sent.last().map(String::as_str), error), (Some("https://eastus.management.example.com/x"), None));
    }
    Ok(())
}

/// Responds with a challenge to whoever has no token.
#[derive(Debug)]
struct Challenging(String);

#[async_trait::async_trait]
impl HttpClient for Challenging {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let mut headers = Headers::new();
        if request.headers().get_optional_str(&AUTHORIZATION).is_some() {
            return Ok(AsyncRawResponse::from_bytes(200.into(), headers, "{}"));
        }
        headers.insert(WWW_AUTHENTICATE, format!(r#"Bearer resource="{}""#, self.0));
        Ok(AsyncRawResponse::from_bytes(401.into(), headers, ""))
    }
}

#[tokio::test]
async fn no_token_is_asked_for_what_a_foreign_challenge_names() -> Result<()> {
    for (resource, allowed) in [
        ("https://management.example.com", true),
        ("https://example.com", true),
        ("https://com", false),
        ("https://evil.example", false),
        ("https://management.example.com.evil.example", false),
        ("https://evilmanagement.example.com", false),
        ("https://management.example.com@evil.example", false),
        ("https://user:canary@management.example.com", false),
        ("https://m\u{430}nagement.example.com", false),
        ("https://[::1]", false),
        ("https://127.0.0.1", false),
        ("api://management.example.com", false),
        ("", false),
    ] {
        let recorder = mock::RecordingCredential::new();
        let transport = Some(Transport::new(Arc::new(Challenging(resource.to_owned()))));
        let client_options = ClientOptions { transport, ..mock::client_options() };
        let credential = Credential::token(recorder.clone(), None);
        let connection = Connection::service(
            ("armrest-runtime", "0.1.0"),
            ENDPOINT,
            credential,
            client_options,
            Default::default(),
        )?;
        let call = connection.call("Test.get", Method::Get, "/widgets");
        let result = call.send::<Value, JsonFormat>(ClientMethodOptions::default()).await;
        assert_eq!((result.is_ok(), !recorder.scopes().is_empty()), (allowed, allowed), "{resource}: {result:?}");
    }
    Ok(())
}
