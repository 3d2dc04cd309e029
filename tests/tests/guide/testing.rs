use armrest_bastion::{BastionClient, BastionClientOptions};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method};
use futures::TryStreamExt as _;

const SESSIONS: &str = "/subscriptions/subscription/resourceGroups/group/providers/Microsoft.Network/bastionHosts\
    /bastion/getActiveSessions?api-version=2024-05-01";

/// What is tested.
async fn count_sessions(client: &BastionClient) -> Result<usize> {
    let sessions: Vec<_> = client.begin_get_active_sessions("group", "bastion", None)?.await?.try_collect().await?;
    Ok(sessions.len())
}

#[tokio::test]
async fn sessions_are_counted_after_polling() -> Result<()> {
    mock::skip_waits();
    let server = Server::start().await?;
    let accepted = MockResponse::new(202).header("location", "{endpoint}/result").header("retry-after", "30");
    server.on(Method::Post, SESSIONS, [accepted]);
    let page = MockResponse::json(200, r#"{"value": [{"userName": "alex"}, {"userName": "sam"}]}"#);
    server.on(Method::Get, "/result?api-version=2024-05-01", [page]);

    let options = BastionClientOptions { connection_options: server.connection(), ..BastionClientOptions::default() };
    let client = BastionClient::new("subscription", mock::credential(), Some(options))?;
    assert_eq!(count_sessions(&client).await?, 2);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_lost_connection_is_retried() -> Result<()> {
    mock::skip_waits();
    let server = Server::start().await?;
    let page = MockResponse::json(200, r#"{"value": []}"#);
    server.on(Method::Post, SESSIONS, [MockResponse::dropped(), page.clone().cut(5), page]);

    let options = BastionClientOptions { connection_options: server.connection(), ..BastionClientOptions::default() };
    let client = BastionClient::new("subscription", mock::credential(), Some(options))?;
    assert_eq!(count_sessions(&client).await?, 0);
    assert_eq!(server.received().len(), 3);
    server.finish();
    Ok(())
}
