//! Timeouts and cancellations of polling, by a clock that the tests move.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_runtime::{
    ConnectionOptions, ErrorExt as _, OperationStatus, PageablePoller, Poller,
    codegen::{Connection, FinalState},
    mock::{self, MockResponse, Server},
};
use azure_core::{
    Error, Result, Value,
    error::ErrorKind,
    http::{
        AsyncRawResponse, ClientMethodOptions, ClientOptions, ExponentialRetryOptions, HttpClient, JsonFormat, Method,
        Request, RetryOptions, Transport, headers::Headers, poller::PollerOptions,
    },
    time::Duration,
};
use futures::{FutureExt as _, TryStreamExt as _, channel::oneshot};
use std::{
    future, iter,
    sync::{Arc, Mutex},
};

fn connect(server: &Server, retry: RetryOptions) -> Result<Connection> {
    let client_options = ClientOptions { retry, ..ClientOptions::default() };
    Connection::arm(("armrest-runtime", "0.1.0"), mock::credential(), client_options, server.connection())
}

fn begin_with(server: &Server, retry: RetryOptions) -> Result<Poller<OperationStatus<Value, JsonFormat>>> {
    let connection = connect(server, retry)?;
    let call = connection.call("Test.begin", Method::Post, "/widgets");
    call.poller(FinalState::Location, PollerOptions::default())
}

fn begin(server: &Server) -> Result<Poller<OperationStatus<Value, JsonFormat>>> {
    begin_with(server, RetryOptions::none())
}

/// A server of an operation that goes on for ever.
async fn endless() -> Result<Server> {
    let server = Server::start().await?;
    let going = || MockResponse::new(202).header("retry-after", "60");
    server.on(Method::Post, "/widgets", [going().header("location", "/polls")]);
    server.on(Method::Get, "/polls", iter::repeat_n(going(), 10));
    Ok(server)
}

/// Runs a future until the server has received so many requests, and all that waits then waits.
async fn until_received<T>(server: &Server, count: usize, future: &mut (impl Future<Output = Result<T>> + Unpin)) {
    while server.received().len() < count {
        assert!(future.now_or_never().is_none(), "it has ended");
        tokio::task::yield_now().await;
    }
    // What was received is responded to, and that is read: by tasks of this thread, in some turns.
    for _ in 0..1000 {
        assert!(future.now_or_never().is_none(), "it has ended");
        tokio::task::yield_now().await;
    }
}

fn goes_on(error: &Error, why: &str) {
    let text = error.to_string();
    assert_eq!(*error.kind(), ErrorKind::Other);
    assert!(text.contains("`Test.begin`") && text.contains(why), "{text}");
    assert!(text.contains("goes on at the service") && text.contains("`ErrorExt::continuation`"), "{text}");
}

#[tokio::test]
async fn polling_waits_as_long_as_the_service_says() -> Result<()> {
    mock::stop_clock();
    let server = endless().await?;
    let mut poller = begin(&server)?.into_future();
    for polls in 0..3 {
        until_received(&server, 1 + polls, &mut poller).await;
        mock::advance_clock(Duration::seconds(59));
        until_received(&server, 1 + polls, &mut poller).await;
        assert_eq!(server.received().len(), 1 + polls);
        mock::advance_clock(Duration::seconds(1));
    }
    Ok(())
}

#[tokio::test]
async fn a_timeout_ends_the_wait_for_the_next_poll() -> Result<()> {
    mock::stop_clock();
    let server = endless().await?;
    let mut polled = begin(&server)?.timeout(Duration::seconds(90)).into_future();
    until_received(&server, 1, &mut polled).await;
    mock::advance_clock(Duration::seconds(60));
    until_received(&server, 2, &mut polled).await;
    mock::advance_clock(Duration::seconds(29));
    until_received(&server, 2, &mut polled).await;
    mock::advance_clock(Duration::seconds(1));
    let error = polled.await.expect_err("the time is over");
    goes_on(&error, "the timeout of 1m30s has passed");
    assert_eq!(server.received().len(), 2);
    // It is taken up again by who wants to.
    let again = begin(&server)?.resume(error.continuation().expect("it goes on"))?;
    let mut again = again.into_future();
    until_received(&server, 3, &mut again).await;
    assert_eq!(server.received()[2].target, "/polls");
    Ok(())
}

#[tokio::test]
async fn a_timeout_ends_a_request_that_has_no_response() -> Result<()> {
    mock::stop_clock();
    let late = || MockResponse::new(202).late(std::time::Duration::from_secs(3600));
    let server = Server::start().await?;
    server.on(Method::Post, "/widgets", [MockResponse::new(202).header("location", "/polls"), late()]);
    server.on(Method::Get, "/polls", [late()]);
    let mut polled = begin(&server)?.timeout(Duration::minutes(1)).into_future();
    until_received(&server, 1, &mut polled).await;
    mock::advance_clock(Duration::seconds(30));
    until_received(&server, 2, &mut polled).await;
    mock::advance_clock(Duration::seconds(30));
    goes_on(&polled.await.expect_err("the time is over"), "the timeout of 1m has passed");

    let mut started = begin(&server)?.timeout(Duration::minutes(1)).into_future();
    until_received(&server, 3, &mut started).await;
    mock::advance_clock(Duration::minutes(1));
    let error = started.await.expect_err("the time is over");
    assert!(error.to_string().contains("Whether the service has started it is not known"), "{error}");
    assert!(error.continuation().is_none());
    Ok(())
}

#[tokio::test]
async fn a_timeout_ends_the_wait_before_a_request_is_sent_again() -> Result<()> {
    mock::stop_clock();
    let server = Server::start().await?;
    server.on(Method::Post, "/widgets", [MockResponse::new(202).header("location", "/polls")]);
    let busy = MockResponse::new(429).header("retry-after", "300");
    server.on(Method::Get, "/polls", iter::repeat_n(busy, 3));
    let retry = RetryOptions::exponential(ExponentialRetryOptions::default());
    let mut polled = begin_with(&server, retry)?.timeout(Duration::minutes(2)).into_future();
    until_received(&server, 1, &mut polled).await;
    mock::advance_clock(Duration::seconds(30));
    until_received(&server, 2, &mut polled).await;
    mock::advance_clock(Duration::seconds(90));
    goes_on(&polled.await.expect_err("the time is over"), "the timeout of 2m has passed");
    assert_eq!(server.received().len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_timeout_holds_until_the_result_is_there() -> Result<()> {
    mock::stop_clock();
    let server = Server::start().await?;
    let first = MockResponse::new(202).header("location", "/result").header("operation-location", "/status");
    server.on(Method::Post, "/widgets", [first]);
    server.on(Method::Get, "/status", [MockResponse::json(200, r#"{"status":"Succeeded"}"#)]);
    server.on(Method::Get, "/result", [MockResponse::json(200, "{}").late(std::time::Duration::from_secs(3600))]);
    let mut polled = begin(&server)?.timeout(Duration::minutes(1)).into_future();
    until_received(&server, 1, &mut polled).await;
    mock::advance_clock(Duration::seconds(30));
    until_received(&server, 3, &mut polled).await;
    mock::advance_clock(Duration::seconds(30));
    let error = polled.await.expect_err("the time is over");
    has_ended(&error, "the timeout of 1m has passed");
    Ok(())
}

/// The operation has ended, and its result was not read.
fn has_ended(error: &Error, why: &str) {
    let text = error.to_string();
    assert!(text.contains(why) && text.contains("has succeeded") && !text.contains("goes on"), "{text}");
    assert!(text.contains("`ErrorExt::continuation`") && error.continuation().is_some(), "{text}");
}

#[tokio::test]
async fn what_stops_polling_after_its_end_changes_only_what_is_still_to_be_read() -> Result<()> {
    mock::stop_clock();
    for is_elsewhere in [false, true] {
        let server = Server::start().await?;
        let first = MockResponse::json(200, r#"{"name":"w"}"#);
        let first = if is_elsewhere { MockResponse::new(202).header("azure-asyncoperation", "/status") } else { first };
        server.on(Method::Post, "/widgets", [first.header("location", if is_elsewhere { "/result" } else { "" })]);
        server.on(Method::Get, "/status", [MockResponse::json(200, r#"{"status":"Succeeded"}"#)]);
        let (cancel, canceled) = oneshot::channel::<()>();
        let mut poller = begin(&server)?.cancel_on(canceled.map(|_| ()));
        if is_elsewhere {
            until_received(&server, 1, &mut poller.try_next()).await;
            mock::advance_clock(Duration::seconds(30));
        }
        while poller.try_next().await?.is_some() {}
        drop(cancel);
        match is_elsewhere {
            false => assert_eq!(poller.await?.into_model()?["name"], "w"),
            true => has_ended(&poller.await.expect_err("it is not read"), "canceled by the caller"),
        }
        assert_eq!(server.received().len(), if is_elsewhere { 2 } else { 1 });
    }
    Ok(())
}

/// A service without a network, which responds when a test lets it.
#[derive(Debug)]
struct Gate(Mutex<Option<oneshot::Receiver<()>>>);

#[async_trait::async_trait]
impl HttpClient for Gate {
    async fn execute_request(&self, _: &Request) -> Result<AsyncRawResponse> {
        let opened = self.0.lock().expect("no panic").take().expect("one request");
        opened.await.expect("it is opened");
        Ok(AsyncRawResponse::from_bytes(200.into(), Headers::new(), r#"{"name":"w"}"#))
    }
}

#[tokio::test]
async fn a_result_that_is_there_when_the_time_is_over_is_given() -> Result<()> {
    mock::stop_clock();
    let (open, opened) = oneshot::channel();
    let transport = Some(Transport::new(Arc::new(Gate(Mutex::new(Some(opened))))));
    let client_options = ClientOptions { transport, ..mock::client_options() };
    let connection =
        Connection::arm(("armrest-runtime", "0.1.0"), mock::credential(), client_options, Default::default())?;
    let call = connection.call("Test.begin", Method::Post, "/widgets");
    let poller: Poller<OperationStatus<Value, JsonFormat>> =
        call.poller(FinalState::Location, PollerOptions::default())?;
    let mut polled = poller.timeout(Duration::minutes(1)).into_future();
    for _ in 0..100 {
        assert!((&mut polled).now_or_never().is_none(), "there is no response");
    }
    open.send(()).expect("it waits");
    mock::advance_clock(Duration::minutes(1));
    assert_eq!(polled.await?.into_model()?["name"], "w");
    Ok(())
}

#[tokio::test]
async fn a_stream_that_waits_to_be_sent_again_holds_up_no_other_request() -> Result<()> {
    mock::stop_clock();
    let server = Server::start().await?;
    server.on(Method::Get, "/file", [MockResponse::new(429).header("retry-after", "300").body("later")]);
    server.on(Method::Get, "/widgets", [MockResponse::json(200, "{}")]);
    let client_options =
        ClientOptions { retry: RetryOptions::exponential(ExponentialRetryOptions::default()), ..Default::default() };
    let options = ConnectionOptions { max_concurrent_requests: Some(1), ..server.connection() };
    let connection = Connection::arm(("armrest-runtime", "0.1.0"), mock::credential(), client_options, options)?;
    let file = connection.call("Test.read", Method::Get, "/file");
    let mut waiting = file.stream(ClientMethodOptions::default()).boxed();
    until_received(&server, 1, &mut waiting).await;
    let mut other =
        connection.call("Test.get", Method::Get, "/widgets").send::<Value, JsonFormat>(Default::default()).boxed();
    for _ in 0..10_000 {
        if let Some(response) = (&mut other).now_or_never() {
            return response.map(|_| ());
        }
        tokio::task::yield_now().await;
    }
    panic!("it waits for the stream");
}

#[tokio::test]
async fn a_timeout_that_has_passed_sends_nothing() -> Result<()> {
    mock::stop_clock();
    let server = endless().await?;
    for timeout in [Duration::ZERO, Duration::seconds(-5)] {
        let mut poller = begin(&server)?.timeout(timeout);
        let error = poller.try_next().await.expect_err("there is no time");
        assert!(error.to_string().contains("`Test.begin` was not sent"), "{error}");
        assert!(poller.try_next().await?.is_none());
        assert_eq!(poller.await.expect_err("once more").to_string(), error.to_string());
    }
    let mut polled = begin(&server)?.timeout(Duration::MAX).into_future();
    until_received(&server, 1, &mut polled).await;
    assert_eq!(server.received().len(), 1);
    Ok(())
}

#[tokio::test]
async fn any_future_cancels_polling() -> Result<()> {
    mock::stop_clock();
    let server = endless().await?;
    let (cancel, canceled) = oneshot::channel::<()>();
    let mut polled = begin(&server)?.cancel_on(canceled.map(|_| ())).into_future();
    until_received(&server, 1, &mut polled).await;
    drop(cancel);
    goes_on(&polled.await.expect_err("canceled"), "it was canceled by the caller");
    let error = begin(&server)?.cancel_on(future::ready(())).await.expect_err("canceled before");
    assert!(error.to_string().contains("`Test.begin` was not sent"), "{error}");
    assert_eq!(server.received().len(), 1);
    Ok(())
}

#[tokio::test]
async fn an_operation_whose_result_has_pages_is_stopped_too() -> Result<()> {
    #[derive(Default)]
    struct Page {
        value: Option<Vec<Value>>,
    }
    armrest_runtime::codegen::model! { Page fields { "value" => value } }
    armrest_runtime::codegen::page! { Page of Value { value } }
    armrest_runtime::codegen::response_content! { Page }
    mock::stop_clock();
    for cancel in [false, true] {
        let server = endless().await?;
        let connection = connect(&server, RetryOptions::none())?;
        let call = connection.call("Test.begin", Method::Post, "/widgets");
        let poller: PageablePoller<Page> =
            call.pageable_poller(FinalState::Location, None, PollerOptions::default())?;
        let (cancellation, canceled) = oneshot::channel::<()>();
        let poller = match cancel {
            true => poller.cancel_on(canceled.map(|_| ())),
            false => poller.timeout(Duration::seconds(1)),
        };
        let mut polled = poller.into_future();
        until_received(&server, 1, &mut polled).await;
        if cancel {
            drop(cancellation);
        } else {
            mock::advance_clock(Duration::seconds(1));
        }
        let error = polled.await.expect_err("stopped");
        goes_on(&error, if cancel { "canceled by the caller" } else { "the timeout of 1s has passed" });
        assert!(error.continuation().is_some());
    }
    Ok(())
}
