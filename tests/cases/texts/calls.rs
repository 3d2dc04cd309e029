use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method};
use texts::{ParchmentClient, ParchmentClientOptions, models::Kind};

#[tokio::test]
async fn values_are_sent_and_read_as_they_are() -> Result<()> {
    let server = Server::start().await?;
    let version = "1-preview%0D%0A%0A%60%60%60%0Astd%3A%3Aprocess%3A%3Aexit%283%29%3B%0A%60%60%60%0A%0A\
                   %5BParchment%5D%28javascript%3Aalert%281%29%29%20%3Cscript%3Ealert%281%29%3C%2Fscript%3E";
    let body = r#"{"name":"\u202e`","kind":"\u2067turned\u2069"}"#;
    server.on(Method::Get, &format!("/scrolls?api-version={version}"), [MockResponse::json(200, body)]);
    let options = ParchmentClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..ParchmentClientOptions::default()
    };
    let client = ParchmentClient::new(mock::credential(), Some(options))?.get_scrolls_client();
    let scroll = client.list(None).await?.into_model()?;
    assert_eq!(scroll.name.as_deref(), Some("\u{202e}`"));
    assert_eq!(scroll.kind, Some(Kind::Turned));
    server.finish();
    Ok(())
}
