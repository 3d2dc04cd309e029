use super::{SESSIONS, client};
use armrest_bastion::{BastionClient, BastionClientOptions, ErrorExt as _, models::CloudError};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{
    Error, Result,
    error::ErrorKind,
    http::{ClientOptions, ExponentialRetryOptions, Method, RetryOptions, StatusCode},
    time::Duration,
};
use futures::TryStreamExt as _;

fn explain(error: &Error) -> String {
    match error.kind() {
        ErrorKind::HttpResponse { status, error_code, .. } => {
            let code = error_code.as_deref().unwrap_or("no code");
            format!("the service refused: {status}, {code}")
        }
        ErrorKind::Credential => format!("no access token, or none for this host: {error}"),
        ErrorKind::DataConversion => format!("the response is not as described: {error}"),
        ErrorKind::Connection | ErrorKind::Io => format!("the network failed: {error}"),
        _ => error.to_string(),
    }
}

fn reasons(error: &Error) -> Vec<String> {
    let Some(Ok(CloudError { error: Some(body), .. })) = error.body() else { return Vec::new() };
    let details = body.details.unwrap_or_default();
    details.into_iter().filter_map(|detail| detail.message).collect()
}

#[tokio::test]
async fn a_refusal() -> Result<()> {
    let server = Server::start().await?;
    let body =
        r#"{"error":{"code":"InUse","message":"It is in use.","details":[{"message":"Someone is connected."}]}}"#;
    server.on(Method::Post, SESSIONS, [MockResponse::json(409, body)]);
    let client = client(&server)?;

    let Err(error) = client.begin_get_active_sessions("group", "bastion", None)?.await else {
        panic!("the service refuses");
    };
    assert_eq!(error.http_status(), Some(StatusCode::Conflict));
    assert_eq!(explain(&error), "the service refused: 409, InUse");
    assert_eq!(reasons(&error), ["Someone is connected."]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn not_as_described() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, SESSIONS, [MockResponse::json(200, r#"{"value":[{"userName":7}]}"#)]);
    let sessions = client(&server)?.begin_get_active_sessions("group", "bastion", None)?.into_items();
    let explained = explain(&sessions.try_collect::<Vec<_>>().await.expect_err("not a page"));
    assert!(explained.contains("`value[0].userName`"), "{explained}");
    server.finish();
    Ok(())
}

fn patient() -> BastionClientOptions {
    let retry = ExponentialRetryOptions {
        max_retries: 12,
        max_total_elapsed: Duration::minutes(10),
        ..ExponentialRetryOptions::default()
    };
    BastionClientOptions {
        client_options: ClientOptions { retry: RetryOptions::exponential(retry), ..ClientOptions::default() },
        ..BastionClientOptions::default()
    }
}

#[tokio::test]
async fn throttled() -> Result<()> {
    let server = Server::start().await?;
    mock::skip_waits();
    let busy = MockResponse::new(429).header("retry-after", "1");
    server.on(Method::Post, SESSIONS, [busy.clone(), busy, MockResponse::json(200, "{}")]);
    let options = BastionClientOptions { connection_options: server.connection(), ..patient() };
    let client = BastionClient::new("subscription", mock::credential(), Some(options))?;
    let sessions = client.begin_get_active_sessions("group", "bastion", None)?.into_items();
    assert!(sessions.try_collect::<Vec<_>>().await?.is_empty());
    server.finish();
    Ok(())
}
