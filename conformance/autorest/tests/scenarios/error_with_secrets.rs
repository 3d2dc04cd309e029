use super::{changing, client_options, connection_options, credential};
use azure_core::{
    Result,
    http::{
        ClientOptions,
        headers::{AUTHORIZATION, CONTENT_TYPE},
    },
};
use error_with_secrets::{ErrorWithSecretsClient, ErrorWithSecretsClientOptions};

fn service(client_options: ClientOptions) -> Result<ErrorWithSecretsClient> {
    let options = ErrorWithSecretsClientOptions { client_options, connection_options: connection_options() };
    ErrorWithSecretsClient::new(credential(), Some(options))
}

fn client() -> Result<ErrorWithSecretsClient> {
    service(client_options())
}

fn knowing() -> Result<ErrorWithSecretsClient> {
    service(with_secret())
}

const SECRET: &str = "1c88a67921784300a462b2cb61da2339";

#[tokio::test]
async fn create_secret() -> Result<()> {
    // The description says nothing of what the server wants here; a policy adds it.
    let created = knowing()?.create_secret(None).await?.into_model()?;
    assert_eq!(created.key.as_deref(), Some(SECRET));
    // Nor does a model show what it holds.
    assert!(!format!("{created:?}").contains(SECRET));
    Ok(())
}

#[tokio::test]
async fn get_error_with_secrets() -> Result<()> {
    let error = client()?.get_error_with_secrets(None).await.expect_err("a refusal");
    assert_eq!(error.http_status().map(u16::from), Some(403));
    // What an error displays contains nothing that the response marked as secret.
    assert!(!error.to_string().contains(SECRET), "{error}");
    Ok(())
}

fn with_secret() -> ClientOptions {
    changing(|request| {
        request.insert_header(AUTHORIZATION, format!("SharedKey {SECRET}"));
        request.url_mut().set_query(Some(&format!("key={SECRET}")));
        request.insert_header(CONTENT_TYPE, "application/json");
        request.set_body(format!(r#"{{"key":"{SECRET}"}}"#));
    })
}
