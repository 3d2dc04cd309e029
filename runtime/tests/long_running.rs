//! Long-running operations against the mock server, as generated methods call them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_runtime::{
    ErrorExt as _, OperationStatus, Poller,
    codegen::{Connection, FinalState, MonitorResult},
    mock::{self, MockResponse, Server},
};
use azure_core::{
    Result, Value,
    http::{
        Method, NoFormat, StatusCode,
        poller::{PollerOptions, PollerStatus, StatusMonitor as _},
    },
    time::Duration,
};
use futures::{StreamExt as _, TryStreamExt as _};

#[derive(Default)]
struct Widget {
    name: Option<String>,
}

armrest_runtime::codegen::model! { Widget fields { "name" => name } }
armrest_runtime::codegen::response_content! { Widget }

fn connection(server: &Server) -> Result<Connection> {
    mock::skip_waits();
    Connection::arm(("armrest-runtime", "0.1.0"), mock::credential(), mock::client_options(), server.connection())
}

/// Starts an operation on `/widgets/w`, whose result is a widget.
fn begin(server: &Server, method: Method, state: FinalState) -> Result<Poller<OperationStatus<Widget>>> {
    let connection = connection(server)?;
    connection.call("Test.begin", method, "/widgets/w").poller(state, PollerOptions::default())
}

fn started(header: &str, link: &str) -> MockResponse {
    MockResponse::new(202).header(header, link).header("retry-after", "1")
}

fn state(text: &str) -> String {
    format!(r#"{{"name":"w","properties":{{"provisioningState":"{text}"}}}}"#)
}

#[tokio::test]
async fn a_long_running_put_returns_the_resource() -> Result<()> {
    let server = Server::start().await?;
    let started = MockResponse::json(201, state("Creating")).header("azure-asyncoperation", "{endpoint}/status");
    server.on(Method::Put, "/widgets/w", [started]);
    let going = MockResponse::json(200, r#"{"status":"InProgress","percentComplete":40}"#);
    server.on(Method::Get, "/status", [going, MockResponse::json(200, r#"{"status":"Succeeded"}"#)]);
    server.on(Method::Get, "/widgets/w", [MockResponse::json(200, r#"{"name":"w"}"#)]);
    let mut poller = begin(&server, Method::Put, FinalState::AzureAsyncOperation)?;
    let mut seen = Vec::new();
    while let Some(status) = poller.next().await {
        let status = status?.into_model()?;
        seen.push((status.status(), status.percent_complete));
    }
    let expected =
        [(PollerStatus::InProgress, None), (PollerStatus::InProgress, Some(40.0)), (PollerStatus::Succeeded, None)];
    assert_eq!(seen, expected);
    assert!(poller.next().await.is_none());
    assert_eq!(poller.await?.into_model()?.name.as_deref(), Some("w"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_poller_may_be_awaited_at_any_point_of_its_stream() -> Result<()> {
    for read in 0..4 {
        let server = Server::start().await?;
        server.on(Method::Post, "/widgets/w", [started("location", "{endpoint}/result")]);
        server.on(Method::Get, "/result", [MockResponse::new(202), MockResponse::json(200, r#"{"name":"w"}"#)]);
        let mut poller = begin(&server, Method::Post, FinalState::Location)?;
        for _ in 0..read {
            assert!(poller.try_next().await?.is_some_and(|status| status.status().is_success()));
        }
        assert_eq!(poller.await?.into_model()?.name.as_deref(), Some("w"), "after {read} statuses");
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn a_poller_whose_stream_failed_fails_with_the_same_error() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/widgets/w", [started("operation-location", "{endpoint}/status")]);
    let failed = r#"{"status":"Failed","error":{"code":"Full","message":"no room"}}"#;
    server.on(Method::Get, "/status", [MockResponse::json(200, failed)]);
    let mut poller = begin(&server, Method::Post, FinalState::Unspecified)?;
    assert!(poller.try_next().await?.is_some());
    let first = poller.try_next().await.expect_err("the failure");
    assert!(poller.next().await.is_none());
    let again = poller.await.expect_err("the same failure");
    assert_eq!((first.to_string(), first.kind()), (again.to_string(), again.kind()));
    assert!(again.to_string().contains("Full: no room"), "{again}");
    assert!(again.raw_response().is_some());
    server.finish();
    Ok(())
}

#[tokio::test]
async fn any_first_response_of_the_protocol_will_do() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/widgets/w/spin", [MockResponse::json(200, r#"{"name":"w"}"#)]);
    let connection = connection(&server)?;
    let call = connection.call("Test.begin_spin", Method::Post, "/widgets/w/spin").success(&[202]);
    let poller: Poller<OperationStatus<Widget>> = call.poller(FinalState::Location, PollerOptions::default())?;
    assert_eq!(poller.await?.into_model()?.name.as_deref(), Some("w"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_delete_that_runs_long_ends_without_a_result() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Delete, "/widgets/w", [started("location", "{endpoint}/result")]);
    server.on(Method::Get, "/result", [MockResponse::new(204)]);
    let connection = connection(&server)?;
    let call = connection.call("Test.begin_delete", Method::Delete, "/widgets/w").success(&[202, 204]);
    let poller: Poller<OperationStatus<(), NoFormat>> = call.poller(FinalState::Nothing, PollerOptions::default())?;
    assert_eq!(poller.await?.status(), StatusCode::NoContent);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_put_without_links_is_polled_at_its_resource() -> Result<()> {
    for first in
        [MockResponse::new(202), MockResponse::json(201, r#"{"name":"w"}"#), MockResponse::json(201, state("Creating"))]
    {
        let server = Server::start().await?;
        server.on(Method::Put, "/widgets/w", [first.header("retry-after", "1")]);
        let (going, done) = (MockResponse::json(200, state("Creating")), MockResponse::json(200, state("Succeeded")));
        server.on(Method::Get, "/widgets/w", [MockResponse::new(202), going, done]);
        let result = begin(&server, Method::Put, FinalState::Unspecified)?.await?;
        assert_eq!(result.into_model()?.name.as_deref(), Some("w"));
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn a_put_that_returns_204_has_no_result_to_read() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Put, "/widgets/w", [MockResponse::new(204)]);
    let result = begin(&server, Method::Put, FinalState::Unspecified)?.await?;
    assert_eq!(result.status(), StatusCode::NoContent);
    let error = result.into_model().expect_err("nothing to read");
    assert_eq!(error.to_string(), "the response has no body");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn the_result_is_where_the_status_monitor_says() -> Result<()> {
    for link in ["/made/1?v=2", "{endpoint}/made/1?v=2"] {
        let server = Server::start().await?;
        server.on(Method::Post, "/widgets/w", [started("operation-location", "{endpoint}/status/1")]);
        let done = format!(r#"{{"status":"Succeeded","resourceLocation":"{link}"}}"#);
        server.on(Method::Get, "/status/1", [MockResponse::json(200, done)]);
        server.on(Method::Get, "/made/1?v=2", [MockResponse::json(200, r#"{"name":"made"}"#)]);
        let result = begin(&server, Method::Post, FinalState::Unspecified)?.await?;
        assert_eq!(result.into_model()?.name.as_deref(), Some("made"));
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn a_result_elsewhere_gets_no_token() -> Result<()> {
    let (server, foreign) = (Server::start().await?, Server::start().await?);
    server.on(Method::Post, "/widgets/w", [started("operation-location", "{endpoint}/status")]);
    let done = format!(r#"{{"status":"Succeeded","resourceLocation":"{}/made"}}"#, foreign.endpoint());
    server.on(Method::Get, "/status", [MockResponse::json(200, done)]);
    let error = begin(&server, Method::Post, FinalState::Unspecified)?.await.expect_err("refused");
    assert!(error.to_string().contains("nothing was sent"), "{error}");
    assert!(foreign.received().is_empty());
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_result_may_be_the_status_monitor_itself() -> Result<()> {
    let done = r#"{"name":"check","status":"Succeeded","properties":{"name":"inner"}}"#;
    for (result, name) in [(MonitorResult::Whole, "check"), (MonitorResult::Inside, "inner")] {
        let server = Server::start().await?;
        server.on(Method::Post, "/widgets/w", [started("azure-asyncoperation", "{endpoint}/status")]);
        server.on(Method::Get, "/status", [MockResponse::json(200, done)]);
        let connection = connection(&server)?;
        let call = connection.call("Test.begin_check", Method::Post, "/widgets/w").monitor_result(result);
        let poller: Poller<OperationStatus<Widget>> =
            call.poller(FinalState::AzureAsyncOperation, PollerOptions::default())?;
        assert_eq!(poller.await?.into_model()?.name.as_deref(), Some(name));
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn no_service_is_polled_without_a_pause() -> Result<()> {
    let server = Server::start().await?;
    let going = || MockResponse::json(200, r#"{"status":"InProgress"}"#).header("retry-after", "0");
    server.on(Method::Post, "/widgets/w", [started("azure-asyncoperation", "{endpoint}/status")]);
    let done = MockResponse::json(200, r#"{"status":"Succeeded","result":{"name":"w"}}"#);
    server.on(Method::Get, "/status", [going(), going().header("retry-after", "-1"), done]);
    begin(&server, Method::Post, FinalState::AzureAsyncOperation)?.await?;
    assert!(mock::skipped_waits().iter().all(|wait| *wait >= Duration::milliseconds(500)));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn links_to_the_service_get_the_operations_api_version() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/widgets/w?Api-Version=2024-01-01%20x&top=1", [started("operation-location", "/status")]);
    server.on(
        Method::Get,
        "/status?Api-Version=2024-01-01%20x",
        [MockResponse::json(200, r#"{"status":"Running"}"#).header("operation-location", "/status?api-version=7")],
    );
    server.on(
        Method::Get,
        "/status?api-version=7",
        [MockResponse::json(200, r#"{"status":"Running"}"#).header("operation-location", "/status?API-VERSION=")],
    );
    let done = r#"{"status":"Succeeded","resourceLocation":"/made?a=b%2Fc"}"#;
    server.on(Method::Get, "/status?API-VERSION=", [MockResponse::json(200, done)]);
    server.on(Method::Get, "/made?a=b%2Fc&Api-Version=2024-01-01%20x", [MockResponse::json(200, r#"{"name":"w"}"#)]);
    let connection = connection(&server)?;
    let call = connection.call("Test.begin", Method::Post, "/widgets/w").query("Api-Version", "2024-01-01 x");
    let poller: Poller<OperationStatus<Value>> =
        call.query("top", 1).poller(FinalState::Unspecified, PollerOptions::default())?;
    assert_eq!(poller.await?.into_model()?["name"], "w");
    assert_eq!(server.received()[4].target, "/made?a=b%2Fc&Api-Version=2024-01-01%20x");
    server.finish();
    Ok(())
}
