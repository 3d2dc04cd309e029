//! The operation as it goes wrong: at each step, with the service's own words.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_bastion::{ErrorExt as _, models::CloudError};
use armrest_runtime::mock::{MockResponse, Server};
use armrest_tests::{OPERATION, accepted, client, page, refused, waited};
use azure_core::{
    Error, Result,
    error::ErrorKind,
    http::{Method, StatusCode},
    time::Duration,
};
use futures::TryStreamExt as _;

/// How many sessions come out before the error.
async fn fails(server: &Server) -> Result<(usize, Error)> {
    let mut sessions = client(server)?.begin_get_active_sessions("rg1", "bastionhosttenant", None)?.into_items();
    let mut count = 0;
    loop {
        match sessions.try_next().await {
            Ok(Some(_)) => count += 1,
            Ok(None) => panic!("no error after {count} sessions"),
            Err(error) => return Ok((count, error)),
        }
    }
}

fn assert_refused(error: &Error, status: StatusCode, code: &str) -> Result<()> {
    assert_eq!(error.http_status(), Some(status), "{error}");
    let ErrorKind::HttpResponse { error_code, .. } = error.kind() else { panic!("{error:?}") };
    assert_eq!(error_code.as_deref(), Some(code));
    let body = error.body::<CloudError>().expect("an error response")?.error.expect("what went wrong");
    assert_eq!(body.code.as_deref(), Some(code));
    assert_eq!(body.target.as_deref(), Some("bastionHostName"));
    let details = body.details.expect("details");
    assert_eq!(details[0].code.as_deref(), Some("Inner"));
    assert_eq!(details[0].target.as_deref(), Some("name"));
    Ok(())
}

#[tokio::test]
async fn on_the_first_call() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [refused(409, "InUse")]);
    let (count, error) = fails(&server).await?;
    assert_eq!(count, 0);
    assert_refused(&error, StatusCode::Conflict, "InUse")?;
    server.finish();
    Ok(())
}

#[tokio::test]
async fn while_polling() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [accepted("{endpoint}/result", "0")]);
    server.on(
        Method::Get,
        "/result?api-version=2024-05-01",
        [accepted("{endpoint}/result", "0"), refused(404, "Gone")],
    );
    let (count, error) = fails(&server).await?;
    assert_eq!(count, 0);
    assert_refused(&error, StatusCode::NotFound, "Gone")?;
    server.finish();
    Ok(())
}

#[tokio::test]
async fn on_page_two() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [page(&["a", "b"], Some("{endpoint}/page"))]);
    server.on(Method::Get, "/page?api-version=2024-05-01", [refused(400, "Expired")]);
    let (count, error) = fails(&server).await?;
    assert_eq!(count, 2, "page one was whole");
    assert_refused(&error, StatusCode::BadRequest, "Expired")?;
    server.finish();
    Ok(())
}

#[tokio::test]
async fn by_its_status_monitor() -> Result<()> {
    let server = Server::start().await?;
    let monitor = MockResponse::new(202).header("azure-asyncoperation", "{endpoint}/status").header("retry-after", "0");
    server.on(Method::Post, OPERATION, [monitor]);
    let status = r#"{"status":"Failed","error":{"code":"Broken","target":"bastionHostName",
        "details":[{"code":"Inner","target":"name"}]}}"#;
    server.on(Method::Get, "/status?api-version=2024-05-01", [MockResponse::json(200, status)]);
    let (_, error) = fails(&server).await?;
    assert_refused(&error, StatusCode::Ok, "Broken")?;
    server.finish();
    Ok(())
}

#[tokio::test]
async fn throttled_and_unavailable_on_the_way() -> Result<()> {
    let server = Server::start().await?;
    let busy = |status| MockResponse::new(status).header("retry-after", "41");
    server.on(Method::Post, OPERATION, [busy(429), accepted("{endpoint}/result", "0")]);
    server.on(
        Method::Get,
        "/result?api-version=2024-05-01",
        [busy(503), busy(429), page(&["a"], Some("{endpoint}/page"))],
    );
    server.on(Method::Get, "/page?api-version=2024-05-01", [busy(503), MockResponse::dropped(), page(&["b"], None)]);
    let client = client(&server)?;
    let sessions = client.begin_get_active_sessions("rg1", "bastionhosttenant", None)?.into_items();
    assert_eq!(sessions.try_collect::<Vec<_>>().await?.len(), 2);
    assert_eq!(waited(Duration::seconds(41)), 4);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_malformed_page_names_the_property() -> Result<()> {
    let bodies = [
        (r#"{"value":[{"userName":7}]}"#, "`value[0].userName`"),
        (r#"{"value":[{},{"sessionDurationInMins":"x"}]}"#, "`value[1].sessionDurationInMins`"),
        (r#"{"value":7}"#, "`value`"),
        (r#"{"nextLink":7}"#, "`nextLink`"),
        (r#"{"value":[{"userName":"a"#, "line 1"),
        ("", "the response has no body"),
    ];
    for (body, named) in bodies {
        let server = Server::start().await?;
        server.on(Method::Post, OPERATION, [MockResponse::json(200, body)]);
        let (_, error) = fails(&server).await?;
        assert!(matches!(error.kind(), ErrorKind::DataConversion), "{error:?}");
        assert!(error.to_string().contains(named), "{body}: {error}");
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn an_empty_202_with_nowhere_to_poll_has_no_page() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [MockResponse::new(202)]);
    let (count, error) = fails(&server).await?;
    assert_eq!(count, 0);
    assert!(matches!(error.kind(), ErrorKind::DataConversion), "{error:?}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_page_that_links_to_itself() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [page(&["a"], Some("{endpoint}/page"))]);
    server.on(Method::Get, "/page?api-version=2024-05-01", [page(&["b"], Some("{endpoint}/page"))]);
    let (_, error) = fails(&server).await?;
    assert!(error.to_string().contains("was already read"), "{error}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn pages_that_link_in_a_circle() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [page(&["a"], Some("{endpoint}/2"))]);
    server.on(Method::Get, "/2?api-version=2024-05-01", [page(&["b"], Some("{endpoint}/3"))]);
    server.on(Method::Get, "/3?api-version=2024-05-01", [page(&["c"], Some("{endpoint}/2"))]);
    let (count, error) = fails(&server).await?;
    assert_eq!(count, 3, "each page is read once");
    assert!(error.to_string().contains("was already read"), "{error}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn an_error_that_is_no_cloud_error() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [MockResponse::new(403).body("<html>no</html>")]);
    let (_, error) = fails(&server).await?;
    assert_eq!(error.http_status(), Some(StatusCode::Forbidden));
    assert!(error.body::<CloudError>().expect("an error response").is_err());
    server.finish();
    Ok(())
}
