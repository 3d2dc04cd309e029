//! Each of several credentials is enough.

use access_several::{AccessClient, AccessClientOptions};
use armrest_runtime::{
    ConnectionOptions,
    mock::{self, MockResponse, Received, Server},
};
use azure_core::{Result, http::Method};

#[tokio::test]
async fn each_client_sends_its_own_credential_and_no_other() -> Result<()> {
    let server = Server::start().await?;
    server.on(
        Method::Get,
        "/texts/a",
        [MockResponse::json(200, "{}"), MockResponse::json(200, "{}"), MockResponse::json(200, "{}")],
    );
    let options = || AccessClientOptions {
        client_options: mock::client_options(),
        connection_options: ConnectionOptions { token_scope: None, ..server.connection() },
    };
    let clients = [
        AccessClient::new(mock::scoped_credential(), Some(options()))?,
        AccessClient::with_key(mock::TOKEN, Some(options()))?,
        AccessClient::with_password("user", mock::TOKEN, Some(options()))?,
    ];
    for client in &clients {
        client.get_texts_client().get("a", None).await?;
    }
    server.finish();
    let received = server.received();
    let header = |request: &Received, name: &str| request.headers.get(name).cloned();
    let sent: Vec<_> =
        received.iter().map(|request| (header(request, "authorization"), header(request, "x-key"))).collect();
    let token = "Bearer mock-token https://texts.example.com/.default".to_owned();
    // RFC 7617: the base64 form of `user:mock-token`.
    let password = "Basic dXNlcjptb2NrLXRva2Vu".to_owned();
    assert_eq!(sent, [(Some(token), None), (None, Some(mock::TOKEN.to_owned())), (Some(password), None)]);
    Ok(())
}
