//! Futures that are dropped at any point, and very many of them at once, leave a client whole.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_runtime::{
    ConnectionOptions, OperationStatus, PageablePoller, Pager, Poller,
    codegen::{Connection, Credential, FinalState},
    mock::{self, MockResponse, Server},
};
use azure_core::{
    Bytes, Result, Value,
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    http::{
        AsyncRawResponse, ClientMethodOptions, ClientOptions, HttpClient, JsonFormat, Method, Request, StatusCode,
        Transport,
        headers::{AUTHORIZATION, Headers, WWW_AUTHENTICATE},
        poller::PollerOptions,
    },
    time::{Duration, OffsetDateTime},
};
use futures::{
    FutureExt as _, Stream, StreamExt as _, TryStreamExt as _,
    future::{BoxFuture, try_join_all},
    stream,
};
use std::{
    future::poll_fn,
    iter,
    sync::{Arc, Mutex},
    task::Poll,
};

#[derive(Default)]
struct Page {
    value: Option<Vec<Value>>,
}

armrest_runtime::codegen::model! { Page fields { "value" => value } }
armrest_runtime::codegen::page! { Page of Value { value } }
armrest_runtime::codegen::response_content! { Page }

const PACKAGE: (&str, &str) = ("armrest-runtime", "0.1.0");

/// Is ready when it was polled so often, and once more.
async fn turns(mut count: usize) {
    poll_fn(|cx| match count.checked_sub(1) {
        Some(left) => {
            count = left;
            cx.waker().wake_by_ref();
            Poll::Pending
        }
        None => Poll::Ready(()),
    })
    .await
}

/// A service without a network, which takes some turns for everything, and for its tokens too.
#[derive(Debug, Default)]
struct Slow {
    received: Mutex<Vec<(Method, String)>>,
}

impl Slow {
    /// How often the operation was started.
    fn started(&self) -> usize {
        self.received.lock().expect("no panic").iter().filter(|(method, _)| *method == Method::Post).count()
    }
}

#[async_trait::async_trait]
impl HttpClient for Slow {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        turns(2).await;
        let path = request.url().path().to_owned();
        let polls = {
            let mut received = self.received.lock().expect("no panic");
            received.push((request.method(), path.clone()));
            received.iter().filter(|(_, own)| *own == path).count()
        };
        let mut headers = Headers::new();
        if request.headers().get_optional_str(&AUTHORIZATION).is_none() {
            headers.insert(WWW_AUTHENTICATE, r#"Bearer scope="https://management.azure.com/.default""#);
            return Ok(AsyncRawResponse::from_bytes(StatusCode::Unauthorized, headers, ""));
        }
        let (status, body) = match path.as_str() {
            "/begin" => {
                headers.insert("location", "/result");
                (202, "")
            }
            "/result" if polls < 3 => (202, ""),
            "/1" | "/result" => (200, r#"{"value":[1,2],"nextLink":"/2"}"#),
            "/2" => (200, r#"{"value":[],"nextLink":"/3"}"#),
            _ => (200, r#"{"value":[3]}"#),
        };
        turns(1).await;
        let parts = body.as_bytes().chunks(10).map(|part| Ok(Bytes::from_static(part)));
        let body = stream::iter(parts).then(|part| turns(1).map(|()| part));
        Ok(AsyncRawResponse::new(status.into(), headers, Box::pin(body)))
    }
}

#[async_trait::async_trait]
impl TokenCredential for Slow {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        turns(2).await;
        // It is to be refreshed each time.
        Ok(AccessToken::new("token", OffsetDateTime::now_utc() + Duration::minutes(1)))
    }
}

/// A client of a slow service, with one request at once.
fn slow(is_challenged: bool) -> Result<(Arc<Slow>, Connection)> {
    mock::skip_waits();
    let slow = Arc::<Slow>::default();
    let client_options = ClientOptions { transport: Some(Transport::new(slow.clone())), ..mock::client_options() };
    let options = ConnectionOptions { max_concurrent_requests: Some(1), ..ConnectionOptions::default() };
    let scope = (!is_challenged).then_some("https://management.azure.com/.default");
    let credential = Credential::token(slow.clone(), scope);
    let connection = Connection::service(PACKAGE, "https://management.azure.com", credential, client_options, options)?;
    Ok((slow, connection))
}

fn list(connection: &Connection) -> Result<Pager<Page>> {
    connection.call("Test.list", Method::Get, "/1").pager(Some("nextLink"), Default::default())
}

fn begin(connection: &Connection) -> Result<Poller<OperationStatus<Value, JsonFormat>>> {
    connection.call("Test.begin", Method::Post, "/begin").poller(FinalState::Location, PollerOptions::default())
}

fn begin_list(connection: &Connection) -> Result<PageablePoller<Page>> {
    let call = connection.call("Test.begin_list", Method::Post, "/begin");
    call.pageable_poller(FinalState::Location, Some("nextLink"), PollerOptions::default())
}

async fn get(connection: &Connection) -> Result<Value> {
    let call = connection.call("Test.get", Method::Get, "/3");
    call.send::<Value, JsonFormat>(ClientMethodOptions::default()).await?.into_model()
}

async fn items(list: Pager<Page>) -> Result<Value> {
    Ok(list.try_collect::<Vec<Value>>().await?.into())
}

/// A future that does all of what a method does, to its result.
type Whole = fn(&Connection) -> BoxFuture<'_, Result<Value>>;

#[tokio::test]
async fn a_future_that_is_dropped_at_any_point_leaves_the_client_whole() -> Result<()> {
    let kinds: [(Whole, Value); 4] = [
        (|connection| get(connection).boxed(), serde_json::json!({ "value": [3] })),
        (|connection| async { items(list(connection)?).await }.boxed(), serde_json::json!([1, 2, 3])),
        (
            |connection| async { begin(connection)?.await?.into_model() }.boxed(),
            serde_json::json!({ "value": [1, 2], "nextLink": "/2" }),
        ),
        (|connection| async { items(begin_list(connection)?.await?).await }.boxed(), serde_json::json!([1, 2, 3])),
    ];
    for is_challenged in [false, true] {
        for (whole, expected) in &kinds {
            // One client, whose futures are dropped after ever more turns, until one of them has ended before.
            let (_, connection) = slow(is_challenged)?;
            let mut points = 0;
            loop {
                let mut future = whole(&connection);
                let mut ended = None;
                for _ in 0..points {
                    ended = ended.or_else(|| (&mut future).now_or_never());
                    if ended.is_some() {
                        break;
                    }
                }
                drop(future);
                if let Some(result) = ended {
                    assert_eq!(result?, *expected);
                    break;
                }
                points += 1;
                assert_eq!(get(&connection).await?["value"][0], 3, "after {points} turns");
            }
            assert!(points >= 8, "{points}");
        }
    }
    Ok(())
}

/// What a stream gives to futures, each of which is dropped after one turn.
async fn read_in_turns<T>(mut stream: impl Stream<Item = Result<T>> + Unpin) -> Result<Vec<T>> {
    let mut read = Vec::new();
    loop {
        match stream.try_next().now_or_never() {
            Some(item) => match item? {
                Some(item) => read.push(item),
                None => return Ok(read),
            },
            None => tokio::task::yield_now().await,
        }
    }
}

#[tokio::test]
async fn what_is_read_by_futures_that_are_dropped_goes_on_where_it_was() -> Result<()> {
    let (slow, connection) = slow(false)?;
    assert_eq!(read_in_turns(list(&connection)?).await?, [1, 2, 3]);
    let pages = read_in_turns(list(&connection)?.into_pages()).await?;
    assert_eq!(pages.len(), 3);
    let mut poller = begin(&connection)?;
    assert_eq!(read_in_turns(&mut poller).await?.len(), 4);
    assert_eq!(poller.await?.into_model()?["value"][1], 2);
    assert_eq!(slow.started(), 1);
    let mut poller = begin_list(&connection)?;
    read_in_turns(&mut poller).await?;
    assert_eq!(read_in_turns(poller.await?).await?, [1, 2, 3]);
    assert_eq!(slow.started(), 2);
    Ok(())
}

#[tokio::test]
async fn a_poller_that_is_dropped_at_any_point_is_taken_up_again() -> Result<()> {
    let mut taken_up = 0;
    for turns in 0.. {
        let (slow, connection) = slow(false)?;
        let mut poller = begin_list(&connection)?;
        let mut has_ended = false;
        for _ in 0..turns {
            has_ended =
                has_ended || poller.try_next().now_or_never().is_some_and(|read| read.is_ok_and(|read| read.is_none()));
        }
        let continuation = poller.continuation();
        drop(poller);
        let again = begin_list(&connection)?;
        let again = match &continuation {
            Some(continuation) => again.resume(continuation)?,
            None => again,
        };
        assert_eq!(again.await?.try_collect::<Vec<Value>>().await?, [1, 2, 3], "after {turns} turns");
        if continuation.is_some() {
            taken_up += 1;
            assert_eq!(slow.started(), 1, "after {turns} turns");
        }
        if has_ended {
            break;
        }
    }
    assert!(taken_up > 8, "{taken_up}");
    Ok(())
}

#[tokio::test]
async fn a_client_needs_at_least_one_request_at_once() {
    let options = ConnectionOptions { max_concurrent_requests: Some(0), ..ConnectionOptions::default() };
    let connection = Connection::arm(PACKAGE, mock::credential(), mock::client_options(), options);
    let error = connection.expect_err("no request").to_string();
    assert!(error.contains("`ConnectionOptions::max_concurrent_requests` must be at least 1"), "{error}");
}

#[tokio::test]
async fn a_stream_that_is_not_read_holds_up_no_other_request() -> Result<()> {
    let (_, connection) = slow(false)?;
    let call = connection.call("Test.read", Method::Get, "/3");
    let stream = call.stream(ClientMethodOptions::default()).await?;
    assert_eq!(get(&connection).await?["value"][0], 3);
    drop(stream);
    Ok(())
}

#[tokio::test]
async fn a_stream_whose_service_wants_a_token_first_does_not_wait_for_itself() -> Result<()> {
    let (_, connection) = slow(true)?;
    let call = connection.call("Test.read", Method::Get, "/3");
    let mut read = call.stream(ClientMethodOptions::default()).boxed();
    // All that it waits for comes in some turns.
    let stream = (0..100).find_map(|_| (&mut read).now_or_never()).expect("it waits for ever")?;
    assert_eq!(get(&connection).await?["value"][0], 3);
    drop(stream);
    Ok(())
}

/// Runs operations at once, of which each is polled once, by a client with some connections.
async fn at_once(operations: usize, requests: usize) -> Result<()> {
    mock::skip_waits();
    let server = Server::start().await?;
    let started = MockResponse::new(202).header("location", "/result");
    server.on(Method::Post, "/begin", iter::repeat_n(started, operations));
    server.on(Method::Get, "/result", iter::repeat_n(MockResponse::json(200, r#"{"value":[1]}"#), operations));
    let options = ConnectionOptions { max_concurrent_requests: Some(requests), ..server.connection() };
    let connection = Connection::arm(PACKAGE, mock::credential(), mock::client_options(), options)?;
    let begun: Vec<_> = iter::repeat_with(|| begin(&connection)).take(operations).collect::<Result<_>>()?;
    let results = try_join_all(begun.into_iter().map(IntoFuture::into_future)).await?;
    assert_eq!(results.len(), operations);
    let connections = server.connections();
    assert!(connections.most <= requests, "{connections:?}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn very_many_operations_at_once_have_a_bounded_number_of_connections() -> Result<()> {
    at_once(500, 20).await
}

#[tokio::test]
#[ignore = "13 to 31 CPU seconds without optimization; see docs/costs.md"]
async fn ten_thousand_operations_at_once() -> Result<()> {
    at_once(10_000, 128).await
}
