//! A token for the scope that the service names.

use access_oauth_no_scope::{AccessClient, AccessClientOptions};
use armrest_runtime::{
    ConnectionOptions,
    mock::{self, MockResponse, Received, Server},
};
use azure_core::{Result, http::Method};

#[tokio::test]
async fn the_service_is_asked_which_token_it_wants() -> Result<()> {
    let server = Server::start().await?;
    server.challenge(r#"Bearer authorization="https://login.example/common", resource="{endpoint}""#);
    server.on(Method::Get, "/texts/a", [MockResponse::json(200, "{}")]);
    server.on(Method::Put, "/texts/a", [MockResponse::json(200, "{}")]);
    let options = AccessClientOptions {
        client_options: mock::client_options(),
        connection_options: ConnectionOptions { token_scope: None, ..server.connection() },
    };
    let client = AccessClient::new(mock::scoped_credential(), Some(options))?;
    let text = client.get_texts_client().get("a", None).await?.into_model()?;
    client.put_text("a", text.try_into()?, None).await?;
    server.finish();
    let token = format!("Bearer mock-token {}/.default", server.endpoint());
    let sent: Vec<Option<String>> = server.received().iter().map(|request| header(request, "authorization")).collect();
    // The first request asks; the second client is a clone of the first, and knows the scope.
    assert_eq!(sent, [None, Some(token.clone()), Some(token)]);
    Ok(())
}

fn header(request: &Received, name: &str) -> Option<String> {
    request.headers.get(name).cloned()
}
