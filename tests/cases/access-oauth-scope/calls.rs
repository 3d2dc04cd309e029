//! A token for the scope that the description names.

use access_oauth_scope::{AccessClient, AccessClientOptions};
use armrest_runtime::{
    ConnectionOptions,
    mock::{self, MockResponse, Received, Server},
};
use azure_core::{Result, http::Method};

#[tokio::test]
async fn requests_are_as_the_service_wants_them() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/texts/a%20b", [MockResponse::json(200, r#"{"text":"A"}"#)]);
    server.on(Method::Put, "/texts/a", [MockResponse::json(200, "{}")]);
    let options = AccessClientOptions {
        client_options: mock::client_options(),
        connection_options: ConnectionOptions { token_scope: None, ..server.connection() },
    };
    let client = AccessClient::new(mock::scoped_credential(), Some(options))?;
    let text = client.get_texts_client().get("a b", None).await?.into_model()?;
    client.put_text("a", text.try_into()?, None).await?;
    server.finish();
    let received = server.received();
    assert_eq!(received[1].json(), Some(serde_json::json!({ "text": "A" })));
    for request in &received {
        let token = "Bearer mock-token https://texts.example.com/.default";
        assert_eq!(header(request, "authorization"), Some(token));
    }
    Ok(())
}

fn header<'r>(request: &'r Received, name: &str) -> Option<&'r str> {
    request.headers.get(name).map(String::as_str)
}
