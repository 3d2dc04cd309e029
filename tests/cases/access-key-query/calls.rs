//! A key in the query.

use access_key_query::{AccessClient, AccessClientOptions};
use armrest_runtime::mock::{self, MockResponse, Received, Server};
use azure_core::{Result, http::Method};

#[tokio::test]
async fn requests_are_as_the_service_wants_them() -> Result<()> {
    let server = Server::start().await?;
    server.allow_anonymous();
    server.on(Method::Get, "/texts/a%20b?code=a%20key", [MockResponse::json(200, r#"{"text":"A"}"#)]);
    server.on(Method::Put, "/texts/a?code=a%20key", [MockResponse::json(200, "{}")]);
    let options =
        AccessClientOptions { client_options: mock::client_options(), connection_options: server.connection() };
    let client = AccessClient::with_key("a key", Some(options))?;
    let text = client.get_texts_client().get("a b", None).await?.into_model()?;
    client.put_text("a", text.try_into()?, None).await?;
    server.finish();
    let received = server.received();
    assert_eq!(received[1].json(), Some(serde_json::json!({ "text": "A" })));
    for request in &received {
        assert!(request.target.ends_with("?code=a%20key"), "{}", request.target);
        assert_eq!(header(request, "authorization"), None);
    }
    Ok(())
}

fn header<'r>(request: &'r Received, name: &str) -> Option<&'r str> {
    request.headers.get(name).map(String::as_str)
}
