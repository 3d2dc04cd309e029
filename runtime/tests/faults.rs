//! Faults of networks and services: what a client does is bounded in time and memory, or ends in an error that says so.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_runtime::{
    ConnectionOptions, ErrorExt as _, OperationStatus, Pager, Poller,
    codegen::{Connection, Credential, FinalState},
    mock::{self, MockResponse, Server},
};
use azure_core::{
    Bytes, Error, Result, Value,
    http::{
        ClientMethodOptions, ClientOptions, ExponentialRetryOptions, JsonFormat, Method, NoFormat, RetryOptions,
        StatusCode, poller::PollerOptions,
    },
    time::Duration,
};
use flate2::{Compression, write::GzEncoder};
use futures::TryStreamExt as _;
use std::{error::Error as _, io::Write as _, iter, net::TcpListener};

const PACKAGE: (&str, &str) = ("armrest-runtime", "0.1.0");

#[derive(Default)]
struct Page {
    value: Option<Vec<Value>>,
}

armrest_runtime::codegen::model! { Page fields { "value" => value } }
armrest_runtime::codegen::page! { Page of Value { value } }
armrest_runtime::codegen::response_content! { Page }

fn connect(server: &Server, options: ConnectionOptions) -> Result<Connection> {
    mock::skip_waits();
    let options = ConnectionOptions { endpoint: Some(server.endpoint()), http_on_loopback: true, ..options };
    Connection::arm(PACKAGE, mock::credential(), mock::client_options(), options)
}

fn retrying(server: &Server) -> Result<Connection> {
    mock::skip_waits();
    let retry = RetryOptions::exponential(ExponentialRetryOptions::default());
    let client_options = ClientOptions { retry, ..ClientOptions::default() };
    Connection::arm(PACKAGE, mock::credential(), client_options, server.connection())
}

async fn get(connection: &Connection) -> Result<Value> {
    let call = connection.call("Test.get", Method::Get, "/widgets");
    call.send::<Value, JsonFormat>(ClientMethodOptions::default()).await?.into_model()
}

fn list(connection: &Connection) -> Result<Pager<Page>> {
    connection.call("Test.list", Method::Get, "/1").pager(Some("nextLink"), Default::default())
}

fn page(next: &str) -> MockResponse {
    MockResponse::json(200, format!(r#"{{"value":[1],"nextLink":"{next}"}}"#))
}

#[tokio::test]
async fn no_retry_is_put_off_for_longer_than_a_poll_may_be() -> Result<()> {
    let later = [
        ("retry-after", "1000000000000"),
        ("retry-after", "9223372036854775807"),
        ("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT"),
        ("retry-after", "+1000000000000"),
        ("retry-after-ms", "1000000000000000"),
        ("retry-after-ms", "+1000000000000000"),
        ("x-ms-retry-after-ms", "1000000000000000"),
    ];
    for status in [429, 503] {
        for (name, value) in later {
            let server = Server::start().await?;
            server.on(Method::Get, "/widgets", [MockResponse::new(status).header(name, value)]);
            server.on(Method::Get, "/widgets", [MockResponse::json(200, "{}")]);
            get(&retrying(&server)?).await?;
            server.finish();
        }
    }
    let waits = mock::skipped_waits();
    assert!(waits.iter().all(|wait| *wait <= Duration::minutes(10)), "{waits:?}");
    assert!(waits.contains(&Duration::minutes(10)), "{waits:?}");
    Ok(())
}

#[tokio::test]
async fn the_last_response_of_a_service_that_stays_busy_is_the_error() -> Result<()> {
    let server = Server::start().await?;
    let busy = r#"{"error":{"code":"Busy","message":"later"}}"#;
    let busy = MockResponse::json(429, busy).header("retry-after", "1000000000000");
    server.on(Method::Get, "/widgets", iter::repeat_n(busy, 9));
    let error = get(&retrying(&server)?).await.expect_err("busy");
    assert_eq!(error.http_status(), Some(StatusCode::TooManyRequests));
    assert!(error.to_string().contains("later"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_cut_is_asked_for_again() -> Result<()> {
    let server = Server::start().await?;
    let whole = || MockResponse::json(200, r#"{"name":"w"}"#);
    server.on(Method::Get, "/widgets", [MockResponse::dropped(), whole().cut(5), whole().cut(0), whole()]);
    assert_eq!(get(&retrying(&server)?).await?["name"], "w");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn links_that_differ_in_what_is_not_sent_are_the_same() -> Result<()> {
    for links in [&["/1#a"][..], &["/2#a", "/2#b"], &["/2", "/3#x", "/2#y"], &["/2?a=b#c", "/2?a=b"]] {
        let server = Server::start().await?;
        let mut from = "/1";
        for link in links {
            server.on(Method::Get, from, [page(link)]);
            from = link.split('#').next().unwrap_or_default();
        }
        let pages = list(&connect(&server, Default::default())?)?;
        let error = pages.try_collect::<Vec<Value>>().await.expect_err("a circle");
        assert!(error.to_string().contains("was already read"), "{links:?}: {error}");
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn pages_under_ever_new_links_end_at_the_callers_bound() -> Result<()> {
    let server = Server::start().await?;
    for number in 1..=5 {
        server.on(Method::Get, &format!("/{number}"), [page(&format!("/{}", number + 1))]);
    }
    let options = ConnectionOptions { max_pages: Some(5), ..server.connection() };
    let mut items = list(&connect(&server, options)?)?;
    for _ in 0..5 {
        assert_eq!(items.try_next().await?, Some(Value::from(1)));
    }
    let error = items.try_next().await.expect_err("the sixth page");
    assert!(error.continuation().is_some());
    let error = error.to_string();
    assert!(error.contains("5 pages") && error.contains("`ConnectionOptions::max_pages`"), "{error}");
    server.finish();
    Ok(())
}

/// What a poll of an operation comes to whose polls get these responses.
async fn polled(method: Method, headers: &[&str], responses: &[MockResponse]) -> Result<StatusCode> {
    let server = Server::start().await?;
    let started = headers.iter().fold(MockResponse::new(202), |response, name| response.header(*name, "/polls?sig=x"));
    server.on(method, "/widgets", [started]);
    let polls = if headers.is_empty() { "/widgets" } else { "/polls?sig=x" };
    server.on(Method::Get, polls, responses.iter().cloned());
    let connection = connect(&server, Default::default())?;
    let call = connection.call("Test.begin", method, "/widgets");
    let poller: Poller<OperationStatus<(), NoFormat>> = call.poller(FinalState::Nothing, PollerOptions::default())?;
    let result = poller.await;
    server.finish();
    result.map(|response| response.status())
}

/// Responses that do not say how an operation stands: no JSON, half of it, and another type.
fn without_a_state(status: u16) -> [MockResponse; 3] {
    [
        MockResponse::new(status).header("content-type", "text/html").body("<html>sign in</html>"),
        MockResponse::json(status, r#"{"properties":{"provisioningState":"Succ"#),
        MockResponse::json(status, r#"{"properties":{"provisioningState":7}}"#),
    ]
}

#[tokio::test]
async fn what_is_not_json_does_not_end_an_operation_as_succeeded() -> Result<()> {
    for (method, headers) in [
        (Method::Put, &[][..]),
        (Method::Put, &["location"]),
        (Method::Post, &["location"]),
        (Method::Delete, &["location"]),
        (Method::Delete, &["azure-asyncoperation"]),
        (Method::Post, &["operation-location"]),
    ] {
        for response in without_a_state(200) {
            let error = polled(method, headers, &[response]).await.expect_err("no success").to_string();
            assert!(error.contains("127.0.0.1") && !error.contains("sig="), "{method} {headers:?}: {error}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_202_says_only_that_the_operation_goes_on() -> Result<()> {
    for (method, headers) in [
        (Method::Put, &[][..]),
        (Method::Put, &["location"]),
        (Method::Post, &["location"]),
        (Method::Delete, &["location"]),
    ] {
        for response in without_a_state(202) {
            let status = polled(method, headers, &[response, MockResponse::new(204)]).await?;
            assert_eq!(status, StatusCode::NoContent);
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_the_result_of_an_operation_is_of_any_format() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/widgets", [MockResponse::new(202).header("location", "/file")]);
    server.on(Method::Get, "/file", [MockResponse::new(200).bytes([0x1f, 0x8b, 0xff])]);
    let connection = connect(&server, Default::default())?;
    let call = connection.call("Test.begin", Method::Post, "/widgets");
    let poller: Poller<OperationStatus<Bytes, NoFormat>> =
        call.poller(FinalState::Location, PollerOptions::default())?;
    assert_eq!(&**poller.await?.body(), [0x1f, 0x8b, 0xff]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn while_polling_a_404_is_an_error_and_a_5xx_is_asked_for_again() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/widgets", iter::repeat_n(MockResponse::new(202).header("location", "/polls"), 2));
    let busy = [408, 429, 500, 502, 503, 504].map(MockResponse::new);
    server.on(Method::Get, "/polls", busy.into_iter().chain([MockResponse::new(204), MockResponse::new(404)]));
    let connection = retrying(&server)?;
    let begin = || -> Result<Poller<OperationStatus<(), NoFormat>>> {
        let call = connection.call("Test.begin", Method::Post, "/widgets");
        call.poller(FinalState::Nothing, PollerOptions::default())
    };
    assert_eq!(begin()?.await?.status(), StatusCode::NoContent);
    assert_eq!(begin()?.await.expect_err("404").http_status(), Some(StatusCode::NotFound));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn an_empty_response_ends_an_operation_only_where_it_may() -> Result<()> {
    let empty = || [MockResponse::new(200)];
    assert_eq!(polled(Method::Delete, &["location"], &empty()).await?, StatusCode::Ok);
    assert_eq!(polled(Method::Delete, &["location"], &[MockResponse::new(204)]).await?, StatusCode::NoContent);
    let resource = polled(Method::Put, &[], &empty()).await.expect_err("nothing says how far it is").to_string();
    assert!(resource.contains("has no body"), "{resource}");
    let monitor = polled(Method::Put, &["operation-location"], &empty()).await;
    assert!(monitor.expect_err("no status").to_string().contains("no `status`"));
    Ok(())
}

/// Sixteen mebibytes of spaces, in a thousandth of that.
fn gzip_bomb() -> Result<MockResponse> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&vec![b' '; 16 << 20])?;
    Ok(MockResponse::json(200, "").header("content-encoding", "gzip").bytes(encoder.finish()?))
}

#[tokio::test]
async fn a_body_that_is_too_long_is_an_error_and_not_kept() -> Result<()> {
    let mebibyte = " ".repeat(1 << 20);
    for (status, response) in [
        (200, MockResponse::json(200, &mebibyte).repeated(4096)),
        (500, MockResponse::json(500, &mebibyte).repeated(4096)),
        (200, gzip_bomb()?),
    ] {
        let server = Server::start().await?;
        server.on(Method::Get, "/widgets", [response]);
        let options = ConnectionOptions { max_response_bytes: Some(3 << 20), ..server.connection() };
        let error = get(&connect(&server, options)?).await.expect_err("too long");
        let text = error.to_string();
        assert!(text.contains("3145728 bytes") && text.contains("`ConnectionOptions::max_response_bytes`"), "{text}");
        assert!(text.contains("/widgets") && text.contains(&status.to_string()), "{text}");
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_too_long_is_not_asked_for_again() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/widgets", [MockResponse::json(200, " ".repeat(1 << 20)).repeated(200)]);
    let error = get(&retrying(&server)?).await.expect_err("too long").to_string();
    assert!(error.contains("134217728 bytes"), "{error}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_stream_may_be_as_long_as_it_is() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/file", [MockResponse::new(200).body(" ".repeat(1 << 20)).repeated(8)]);
    for status in [404, 202] {
        server.on(Method::Get, "/file", [MockResponse::new(status).body(" ".repeat(1 << 20)).repeated(8)]);
    }
    let options = ConnectionOptions { max_response_bytes: Some(1 << 20), ..server.connection() };
    let connection = connect(&server, options)?;
    let call = || connection.call("Test.read", Method::Get, "/file").success(&[200]);
    let stream = || call().stream(ClientMethodOptions::default());
    let mut body = stream().await?.into_body();
    let mut length = 0;
    while let Some(part) = body.try_next().await? {
        length += part.len();
    }
    assert_eq!(length, 8 << 20);
    // A status that the description does not have is an error too, whatever it is.
    for _ in 0..2 {
        let error = stream().await.expect_err("what an error holds is kept").to_string();
        assert!(error.contains("`ConnectionOptions::max_response_bytes`"), "{error:.200}");
    }
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_call_that_is_given_up_leaves_the_client_whole() -> Result<()> {
    let server = Server::start().await?;
    let late = MockResponse::json(200, "{}").late(std::time::Duration::from_secs(3600));
    server.on(Method::Get, "/widgets", [late, MockResponse::json(200, r#"{"name":"w"}"#)]);
    let connection = connect(&server, Default::default())?;
    tokio::select! {
        result = get(&connection) => panic!("{result:?}"),
        () = received(&server) => {}
    }
    assert_eq!(get(&connection).await?["name"], "w");
    server.finish();
    Ok(())
}

/// Waits until the server has received something.
async fn received(server: &Server) {
    while server.received().is_empty() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_link_of_a_megabyte_is_an_error_that_does_not_repeat_it() -> Result<()> {
    let server = Server::start().await?;
    let long = "x".repeat(1 << 20);
    server.on(Method::Get, "/1", [page(&format!("/2?token={long}"))]);
    let error = list(&connect(&server, Default::default())?)?.try_collect::<Vec<Value>>().await.expect_err("too long");
    assert!(!everything(&error).contains(&long), "{error}");
    server.on(Method::Post, "/widgets", [MockResponse::new(202).header("location", format!("/2?token={long}"))]);
    let connection = connect(&server, Default::default())?;
    let call = connection.call("Test.begin", Method::Post, "/widgets");
    let poller: Poller<OperationStatus<(), NoFormat>> = call.poller(FinalState::Nothing, PollerOptions::default())?;
    let error = poller.await.expect_err("too long");
    assert!(!everything(&error).contains(&long), "{error}");
    Ok(())
}

#[tokio::test]
async fn gzip_that_lies_is_an_error() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/widgets", [MockResponse::json(200, r#"{"a":1}"#).header("content-encoding", "gzip")]);
    let error = get(&connect(&server, Default::default())?).await.expect_err("no gzip");
    assert!(!error.to_string().is_empty());
    server.finish();
    Ok(())
}

/// All that an error shows.
fn everything(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(&format!(" {inner} {inner:?}"));
        source = inner.source();
    }
    text
}

#[tokio::test]
async fn an_error_shows_no_query_of_a_url_that_could_not_be_reached() -> Result<()> {
    // A port at which nobody listens any more.
    let closed = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let server = Server::start().await?;
    let trusted_hosts = vec![closed.to_string()];
    let connection = connect(&server, ConnectionOptions { trusted_hosts, ..server.connection() })?;
    let link = format!("http://{closed}/polls?sv=1&sig=canary%2Fx");
    server.on(Method::Get, "/1", [page(&link)]);
    server.on(Method::Post, "/widgets", [MockResponse::new(202).header("location", &link)]);
    let paged = list(&connection)?.try_collect::<Vec<Value>>().await.expect_err("refused");
    let call = connection.call("Test.begin", Method::Post, "/widgets");
    let poller: Poller<OperationStatus<(), NoFormat>> = call.poller(FinalState::Nothing, PollerOptions::default())?;
    let polled = poller.await.expect_err("refused");
    let endpoint = format!("http://{closed}/?sig=canary");
    for credential in [Credential::none(), Credential::key_query("key", "canary")] {
        let options = ConnectionOptions { http_on_loopback: true, ..Default::default() };
        let connection = Connection::service(PACKAGE, &endpoint, credential, mock::client_options(), options)?;
        let own = get(&connection).await.expect_err("refused");
        assert!(!everything(&own).contains("canary"), "{}", everything(&own));
    }
    for error in [paged, polled] {
        let shown = everything(&error);
        assert!(shown.contains(&closed.to_string()), "{shown}");
        assert!(!shown.contains("canary") && !shown.contains("sv=1"), "{shown}");
    }
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_call_shows_none_of_its_values() -> Result<()> {
    let server = Server::start().await?;
    let connection = connect(&server, Default::default())?;
    let call = connection.call("Test.put", Method::Put, "/widgets/{name}").path("name", "canary");
    let call = call.query("sig", "canary").header("x-ms-key", "canary").form("password", "canary");
    let shown = format!("{call:?} {call:#?}");
    assert!(shown.contains("Test.put") && shown.contains("/widgets/{name}"), "{shown}");
    assert!(!shown.contains("canary"), "{shown}");
    Ok(())
}
