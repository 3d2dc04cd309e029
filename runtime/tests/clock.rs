//! The clock of tests is set at any time. In a process of its own, as azure_core keeps the first clock that it has.

use armrest_runtime::{
    OperationStatus, Poller,
    codegen::{Connection, FinalState},
    mock::{self, MockResponse, Server},
};
use azure_core::{
    Result, Value,
    http::{JsonFormat, Method, poller::PollerOptions},
    time::Duration,
};

/// Polls twice, after a second each.
async fn poll() -> Result<()> {
    let server = Server::start().await?;
    let accepted = MockResponse::new(202).header("location", "/result").header("retry-after", "1");
    server.on(Method::Post, "/widgets", [accepted.clone()]);
    server.on(Method::Get, "/result", [accepted, MockResponse::json(200, "{}")]);
    let client = ("armrest-runtime", "0.1.0");
    let connection = Connection::arm(client, mock::credential(), mock::client_options(), server.connection())?;
    let call = connection.call("Test.begin", Method::Post, "/widgets");
    let poller: Poller<OperationStatus<Value, JsonFormat>> =
        call.poller(FinalState::Location, PollerOptions::default())?;
    poller.await?;
    server.finish();
    Ok(())
}

#[tokio::test]
async fn waits_are_skipped_from_when_a_test_says_so() -> Result<()> {
    poll().await?;
    assert!(mock::skipped_waits().is_empty());
    mock::skip_waits();
    poll().await?;
    assert_eq!(mock::skipped_waits(), [Duration::seconds(1); 2]);
    Ok(())
}
