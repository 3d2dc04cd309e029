//! A user's name and password.

use access_basic::{AccessClient, AccessClientOptions};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method};

#[tokio::test]
async fn name_and_password_are_sent_in_a_header() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/texts/a", [MockResponse::json(200, r#"{"text":"A"}"#)]);
    let options =
        AccessClientOptions { client_options: mock::client_options(), connection_options: server.connection() };
    let client = AccessClient::with_password("user", mock::TOKEN, Some(options))?;
    let text = client.get_texts_client().get("a", None).await?.into_model()?;
    assert_eq!(text.text.as_deref(), Some("A"));
    // RFC 7617: the base64 form of `user:mock-token`.
    server.assert_headers(&[("authorization", "Basic dXNlcjptb2NrLXRva2Vu")]);
    server.finish();
    Ok(())
}
