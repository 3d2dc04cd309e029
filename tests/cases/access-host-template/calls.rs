//! A host of a template.

use access_host_template::{AccessClient, AccessClientOptions};
use armrest_runtime::{
    ConnectionOptions,
    mock::{self, MockResponse, Server},
};
use azure_core::{Result, http::Method};

#[tokio::test]
async fn the_parts_of_the_host_are_in_the_address() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/root/api/one/texts/a", [MockResponse::json(200, "{}")]);
    server.on(Method::Get, "/root/api/two/texts/a", [MockResponse::json(200, "{}")]);
    for zone in [None, Some("two".to_owned())] {
        let options = AccessClientOptions {
            client_options: mock::client_options(),
            connection_options: ConnectionOptions { endpoint: None, ..server.connection() },
            zone,
        };
        let endpoint = format!("{}/root/", server.endpoint());
        let client = AccessClient::new(endpoint, mock::credential(), Some(options))?;
        client.get_texts_client().get("a", None).await?;
    }
    server.finish();
    Ok(())
}
