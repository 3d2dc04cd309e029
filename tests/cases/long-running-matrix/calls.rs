use armrest_runtime::{
    ErrorExt as _,
    mock::{self, MockResponse, Server},
};
use azure_core::{Result, http::Method};
use futures::TryStreamExt as _;
use long_running_matrix::{
    LongRunningMatrixClient, LongRunningMatrixClientOptions, clients::LongRunningMatrixThingsClient, models::Thing,
};

fn client(server: &Server) -> Result<LongRunningMatrixThingsClient> {
    mock::skip_waits();
    let options = LongRunningMatrixClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..LongRunningMatrixClientOptions::default()
    };
    Ok(LongRunningMatrixClient::new(mock::credential(), Some(options))?.get_things_client())
}

const VERSION: &str = "?api-version=1";

/// A server on which an operation begins with this header, and which then has these responses.
async fn server(method: Method, path: &str, header: &str, responses: &[(&str, &str)]) -> Result<Server> {
    let server = Server::start().await?;
    let started = MockResponse::new(202).header(header, "{endpoint}/status").header("retry-after", "0");
    server.on(method, &format!("{path}{VERSION}"), [started]);
    for (target, body) in responses {
        server.on(Method::Get, &format!("{target}{VERSION}"), [MockResponse::json(200, *body)]);
    }
    Ok(server)
}

/// What was asked, in order, without the api-version that all have.
fn asked(server: &Server) -> Vec<String> {
    let asked = server.received();
    asked
        .iter()
        .map(|asked| {
            let path = asked.target.strip_suffix(VERSION).expect("the operation's api-version");
            format!("{} {path}", asked.method)
        })
        .collect()
}

const GOING: (&str, &str) = ("/status", r#"{"status":"Running"}"#);
const DONE: (&str, &str) = ("/status", r#"{"status":"Succeeded","properties":{"id":"monitor","properties":{}}}"#);

#[tokio::test]
async fn a_put_reads_its_resource_after_the_monitor() -> Result<()> {
    let made = r#"{"id":"made","properties":{"provisioningState":"Succeeded"}}"#;
    for number in [0, 2, 3, 4] {
        let path = format!("/put/{number}/1");
        let header = if number == 4 { "operation-location" } else { "azure-asyncoperation" };
        let server = server(Method::Put, &path, header, &[GOING, DONE, (&path, made)]).await?;
        let client = client(&server)?;
        let poller = match number {
            0 => client.begin_put01(None)?,
            2 => client.begin_put21(None)?,
            3 => client.begin_put31(None)?,
            _ => client.begin_put41(None)?,
        };
        assert_eq!(poller.await?.into_model()?.id.as_deref(), Some("made"), "{path}");
        let expected = [format!("PUT {path}"), "GET /status".into(), "GET /status".into(), format!("GET {path}")];
        assert_eq!(asked(&server), expected);
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn a_post_has_its_result_at_its_final_state() -> Result<()> {
    let path = "/post/2/1";
    let server = server(Method::Post, path, "azure-asyncoperation", &[GOING, DONE]).await?;
    assert_eq!(client(&server)?.begin_post21(None)?.await?.into_model()?.id.as_deref(), Some("monitor"));
    assert_eq!(asked(&server), ["POST /post/2/1", "GET /status", "GET /status"]);
    server.finish();

    let path = "/post/1/1";
    let server = self::server(Method::Post, path, "location", &[("/status", r#"{"id":"at the location"}"#)]).await?;
    assert_eq!(client(&server)?.begin_post11(None)?.await?.into_model()?.id.as_deref(), Some("at the location"));
    server.finish();

    let path = "/post/3/1";
    let original = (path, r#"{"id":"original"}"#);
    let server = self::server(Method::Post, path, "azure-asyncoperation", &[DONE, original]).await?;
    assert_eq!(client(&server)?.begin_post31(None)?.await?.into_model()?.id.as_deref(), Some("original"));
    assert_eq!(asked(&server), ["POST /post/3/1", "GET /status", "GET /post/3/1"]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn without_a_result_nothing_is_read_after_the_end() -> Result<()> {
    let server = server(Method::Delete, "/delete/0/0", "azure-asyncoperation", &[GOING, DONE]).await?;
    client(&server)?.begin_delete00(None)?.await?;
    assert_eq!(asked(&server), ["DELETE /delete/0/0", "GET /status", "GET /status"]);
    server.finish();
    let server = self::server(Method::Put, "/put/2/0", "azure-asyncoperation", &[DONE]).await?;
    client(&server)?.begin_put20(None)?.await?;
    assert_eq!(asked(&server), ["PUT /put/2/0", "GET /status"]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn the_result_may_be_the_first_of_several_pages() -> Result<()> {
    let first = r#"{"value":[{"id":"a"}],"nextLink":"{endpoint}/2"}"#;
    let last = ("/2", r#"{"value":[{"id":"b"}]}"#);
    let ids = |things: Vec<Thing>| things.into_iter().filter_map(|thing| thing.id).collect::<Vec<_>>();

    let server = server(Method::Post, "/post/1/2", "location", &[("/status", first), last]).await?;
    let pager = client(&server)?.begin_post12(None)?.await?;
    assert_eq!(ids(pager.try_collect().await?), ["a", "b"]);
    assert_eq!(asked(&server), ["POST /post/1/2", "GET /status", "GET /2"]);
    server.finish();

    let responses = [DONE, ("/patch/0/2", first), last];
    let server = self::server(Method::Patch, "/patch/0/2", "azure-asyncoperation", &responses).await?;
    let things = client(&server)?.begin_patch02(None)?.into_items().try_collect().await?;
    assert_eq!(ids(things), ["a", "b"]);
    assert_eq!(asked(&server), ["PATCH /patch/0/2", "GET /status", "GET /patch/0/2", "GET /2"]);
    server.finish();

    let server = Server::start().await?;
    server.on(Method::Get, "/get/0/2?api-version=1", [MockResponse::json(200, first)]);
    server.on(Method::Get, "/2?api-version=1", [MockResponse::json(200, last.1)]);
    let things = client(&server)?.begin_get02(None)?.into_items().try_collect().await?;
    assert_eq!(ids(things), ["a", "b"]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_failure_is_the_services_own_error() -> Result<()> {
    let failed = ("/status", r#"{"status":"Failed","error":{"code":"Full","message":"no room"}}"#);
    let server = server(Method::Patch, "/patch/2/1", "azure-asyncoperation", &[GOING, failed]).await?;
    let error = client(&server)?.begin_patch21(None)?.await.expect_err("a failure");
    assert!(error.to_string().contains("Full: no room"), "{error}");
    assert!(error.raw_response().is_some());
    server.finish();

    let server = self::server(Method::Delete, "/delete/0/1", "location", &[]).await?;
    server.on(Method::Get, "/status?api-version=1", [MockResponse::json(409, r#"{"error":{"code":"Busy"}}"#)]);
    let error = client(&server)?.begin_delete01(None)?.await.expect_err("a failure");
    assert_eq!(error.http_status().map(u16::from), Some(409));
    server.finish();
    Ok(())
}
