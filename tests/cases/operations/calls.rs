use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{
    Result,
    http::{Method, poller::StatusMonitor as _},
};
use futures::{StreamExt as _, TryStreamExt as _};
use operations::{KilnClient, KilnClientOptions, clients::KilnKilnsClient, models::Kiln};

fn client(server: &Server) -> Result<KilnKilnsClient> {
    mock::skip_waits();
    let options = KilnClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..KilnClientOptions::default()
    };
    Ok(KilnClient::new(mock::credential(), Some(options))?.get_kilns_client())
}

const KILN: &str = "/kilns/k?api-version=2026-02-01";
const STATUS: &str = "/status?api-version=2026-02-01";

fn target(action: &str) -> String {
    format!("/kilns/k/{action}?api-version=2026-02-01")
}

/// The response that begins an operation.
fn begun(header: &str) -> MockResponse {
    MockResponse::new(202).header(header, "/status")
}

/// Scripts a status monitor that is asked twice.
fn monitor(server: &Server, last: &str) {
    server.on(Method::Get, STATUS, [MockResponse::json(200, r#"{"status":"Running"}"#), MockResponse::json(200, last)]);
}

#[tokio::test]
async fn a_put_without_links_is_polled_at_its_resource() -> Result<()> {
    for first in [MockResponse::new(202), MockResponse::json(201, r#"{"name":"k"}"#)] {
        let server = Server::start().await?;
        server.on(Method::Put, KILN, [first]);
        let going = r#"{"name":"k","properties":{"provisioningState":"Building"}}"#;
        let done = r#"{"name":"k","properties":{"provisioningState":"Succeeded","chambers":2}}"#;
        server.on(Method::Get, KILN, [MockResponse::json(200, going), MockResponse::json(200, done)]);
        let mut poller = client(&server)?.begin_create_or_update("k", Kiln::default().try_into()?, None)?;
        let mut statuses = Vec::new();
        while let Some(status) = poller.next().await {
            statuses.push(format!("{:?}", status?.into_model()?.status()));
        }
        assert_eq!(statuses, ["InProgress", "UnknownValue(\"Building\")", "Succeeded"]);
        let kiln = poller.await?.into_model()?;
        assert_eq!(kiln.properties.and_then(|properties| properties.chambers), Some(2));
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn a_put_that_had_nothing_to_do_has_no_result() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Put, KILN, [MockResponse::new(204)]);
    let response = client(&server)?.begin_create_or_update("k", Kiln::default().try_into()?, None)?.await?;
    assert_eq!(u16::from(response.status()), 204);
    assert_eq!(response.into_model().expect_err("nothing to read").to_string(), "the response has no body");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_result_that_is_the_status_monitor_is_whole() -> Result<()> {
    let done = r#"{"id":"f","status":"Succeeded","properties":{"by":"hand"}}"#;
    let server = Server::start().await?;
    server.on(Method::Post, &target("fire"), [begun("azure-asyncoperation")]);
    monitor(&server, done);
    let firing = client(&server)?.begin_fire("k", None)?.await?.into_model()?;
    assert_eq!((firing.id.as_deref(), firing.status.as_deref()), (Some("f"), Some("Succeeded")));
    assert_eq!(firing.properties.and_then(|mut properties| properties.remove("by")).as_deref(), Some("hand"));
    server.finish();

    let server = Server::start().await?;
    server.on(Method::Put, &target("backup"), [begun("azure-asyncoperation")]);
    monitor(&server, done);
    assert_eq!(client(&server)?.begin_backup("k", None)?.await?.into_model()?.id.as_deref(), Some("f"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_result_in_the_status_monitor_is_unwrapped() -> Result<()> {
    for name in ["result", "properties"] {
        let server = Server::start().await?;
        server.on(Method::Post, &target("measure"), [begun("operation-location")]);
        monitor(&server, &format!(r#"{{"status":"Succeeded","{name}":{{"degrees":1240}}}}"#));
        assert_eq!(client(&server)?.begin_measure("k", None)?.await?.into_model()?.degrees, Some(1240));
        server.finish();
    }
    let server = Server::start().await?;
    server.on(Method::Post, &target("export"), [begun("azure-asyncoperation")]);
    monitor(&server, r#"{"status":"Succeeded","properties":{"output":"there"}}"#);
    let export = client(&server)?.begin_export("k", None)?.await?.into_model()?;
    assert_eq!(export.properties.and_then(|properties| properties.output).as_deref(), Some("there"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_result_is_read_from_the_location_in_the_status_monitor() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, &target("copy"), [begun("operation-location").header("location", "/unused")]);
    monitor(&server, r#"{"status":"Succeeded","resourceLocation":"/kilns/copy"}"#);
    server.on(Method::Get, "/kilns/copy?api-version=2026-02-01", [MockResponse::json(200, r#"{"name":"copy"}"#)]);
    assert_eq!(client(&server)?.begin_copy("k", None)?.await?.into_model()?.name.as_deref(), Some("copy"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn pages_follow_an_operation() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, &target("log"), [MockResponse::new(202).header("location", "/log")]);
    let first = r#"{"entries":["a"],"paging":{"next":"/log/2"}}"#;
    server.on(Method::Get, "/log?api-version=2026-02-01", [MockResponse::new(202), MockResponse::json(200, first)]);
    server.on(
        Method::Get,
        "/log/2?api-version=2026-02-01",
        [MockResponse::json(200, r#"{"entries":["b"],"paging":{}}"#)],
    );
    let mut poller = client(&server)?.begin_log("k", None)?;
    while poller.next().await.transpose()?.is_some() {}
    assert_eq!(poller.await?.try_collect::<Vec<_>>().await?, ["a", "b"]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_failed_operation_fails_as_a_stream_and_when_awaited() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, &target("log"), [begun("operation-location")]);
    monitor(&server, r#"{"status":"Failed","error":{"code":"Cold","message":"it went out"}}"#);
    let mut poller = client(&server)?.begin_log("k", None)?;
    let mut errors = Vec::new();
    while let Some(status) = poller.next().await {
        errors.extend(status.err().map(|error| error.to_string()));
    }
    let error = poller.await.err().map(|error| error.to_string());
    assert_eq!(errors, ["the operation ended as Failed: Cold: it went out"]);
    assert_eq!(error, errors.pop());
    server.finish();
    Ok(())
}
