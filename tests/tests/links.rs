//! Links lead where the service says, and a token only to the service itself.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_bastion::{BastionClient, BastionClientOptions};
use armrest_runtime::mock::{self, Server};
use armrest_tests::{OPERATION, accepted, client, page};
use azure_core::{Result, http::Method};
use futures::TryStreamExt as _;

async fn error(client: &BastionClient) -> Result<String> {
    let sessions = client.begin_get_active_sessions("rg1", "bastionhosttenant", None)?.into_items();
    let error = sessions.try_collect::<Vec<_>>().await.expect_err("an error");
    Ok(error.to_string())
}

/// The call fails, naming the foreign host, and nothing reaches it.
async fn assert_refused(server: &Server, foreign: &Server) -> Result<()> {
    let error = error(&client(server)?).await?;
    assert!(error.contains(&host(foreign)) && error.contains("nothing was sent"), "{error}");
    assert!(foreign.received().is_empty());
    server.finish();
    Ok(())
}

/// A host as an error names it.
fn host(server: &Server) -> String {
    server.endpoint().replace("http://", "").split(':').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_foreign_location_gets_nothing() -> Result<()> {
    let (server, foreign) = (Server::start().await?, Server::start().await?);
    let location = format!("{}/result", foreign.endpoint());
    server.on(Method::Post, OPERATION, [accepted(&location, "0")]);
    assert_refused(&server, &foreign).await
}

#[tokio::test]
async fn a_foreign_location_in_a_later_response_gets_nothing() -> Result<()> {
    let (server, foreign) = (Server::start().await?, Server::start().await?);
    server.on(Method::Post, OPERATION, [accepted("{endpoint}/result", "0")]);
    let location = format!("{}/result", foreign.endpoint());
    server.on(Method::Get, "/result?api-version=2024-05-01", [accepted(&location, "0")]);
    assert_refused(&server, &foreign).await
}

#[tokio::test]
async fn a_foreign_next_link_gets_nothing() -> Result<()> {
    let (server, foreign) = (Server::start().await?, Server::start().await?);
    let next = format!("{}/page", foreign.endpoint());
    server.on(Method::Post, OPERATION, [page(&["a"], Some(&next))]);
    assert_refused(&server, &foreign).await
}

#[tokio::test]
async fn a_link_to_plain_http_elsewhere_gets_nothing() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, OPERATION, [accepted("http://management.azure.com/result", "0")]);
    let error = error(&client(&server)?).await?;
    assert!(error.contains("`management.azure.com`") && error.contains("https"), "{error}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_redirect_is_not_followed() -> Result<()> {
    let (server, foreign) = (Server::start().await?, Server::start().await?);
    let elsewhere = format!("{}/result", foreign.endpoint());
    let redirect = mock::MockResponse::new(307).header("location", elsewhere);
    server.on(Method::Post, OPERATION, [redirect]);
    let error = error(&client(&server)?).await?;
    assert!(error.contains("307"), "{error}");
    assert!(foreign.received().is_empty());
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_host_that_the_caller_trusts_is_followed() -> Result<()> {
    let (server, partner) = (Server::start().await?, Server::start().await?);
    let next = format!("{}/page", partner.endpoint());
    server.on(Method::Post, OPERATION, [page(&["a"], Some(&next))]);
    partner.on(Method::Get, "/page", [page(&["b"], None)]);
    let mut connection_options = server.connection();
    connection_options.trusted_hosts = vec![partner.endpoint().replace("http://", "")];
    let options = BastionClientOptions { connection_options, ..BastionClientOptions::default() };
    let client = BastionClient::new("subid", mock::credential(), Some(options))?;
    let sessions = client.begin_get_active_sessions("rg1", "bastionhosttenant", None)?.into_items();
    assert_eq!(sessions.try_collect::<Vec<_>>().await?.len(), 2);
    server.finish();
    partner.finish();
    Ok(())
}

#[tokio::test]
async fn plain_http_needs_the_option() -> Result<()> {
    let server = Server::start().await?;
    let mut connection_options = server.connection();
    connection_options.http_on_loopback = false;
    let options = BastionClientOptions { connection_options, ..BastionClientOptions::default() };
    let client = BastionClient::new("subid", mock::credential(), Some(options))?;
    let sessions = client.begin_get_active_sessions("rg1", "bastionhosttenant", None)?.into_items();
    assert!(sessions.try_collect::<Vec<_>>().await.is_err());
    assert!(server.received().is_empty());
    Ok(())
}
