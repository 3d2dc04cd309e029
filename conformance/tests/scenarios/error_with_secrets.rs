use super::{client_options, connection_options, credential};
use azure_core::Result;
use error_with_secrets::{ErrorWithSecretsClient, ErrorWithSecretsClientOptions};

fn client() -> Result<ErrorWithSecretsClient> {
    let options = ErrorWithSecretsClientOptions { client_options: client_options(), connection_options: connection_options() };
    ErrorWithSecretsClient::new(credential(), Some(options))
}

const SECRET: &str = "1c88a67921784300a462b2cb61da2339";

#[tokio::test]
async fn get_error_with_secrets() -> Result<()> {
    let error = client()?.get_error_with_secrets(None).await.err().expect("a refusal");
    assert_eq!(error.http_status().map(u16::from), Some(403));
    // What an error shows of itself has none of what the answer kept secret.
    assert!(!error.to_string().contains(SECRET), "{error}");
    Ok(())
}
