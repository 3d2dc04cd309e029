//! An endpoint that the caller gives.

use access_no_host::{AccessClient, AccessClientOptions};
use armrest_runtime::{
    ConnectionOptions,
    mock::{self, MockResponse, Server},
};
use azure_core::{Result, http::Method};

#[tokio::test]
async fn requests_go_to_the_endpoint_of_the_caller() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/root/texts/a", [MockResponse::json(200, "{}")]);
    let options = AccessClientOptions {
        client_options: mock::client_options(),
        connection_options: ConnectionOptions { endpoint: None, ..server.connection() },
    };
    let endpoint = format!("{}/root", server.endpoint());
    let client = AccessClient::new(endpoint, mock::credential(), Some(options))?;
    assert_eq!(client.endpoint().path(), "/root");
    client.get_texts_client().get("a", None).await?;
    server.finish();
    Ok(())
}
