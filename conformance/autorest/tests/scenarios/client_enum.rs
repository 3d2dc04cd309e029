use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use client_enum::{ClientWithEnumClient, ClientWithEnumClientOptions};

fn client() -> Result<ClientWithEnumClient> {
    let options =
        ClientWithEnumClientOptions { client_options: client_options(), connection_options: connection_options() };
    ClientWithEnumClient::new(credential(), Some(options))
}

#[tokio::test]
async fn head() -> Result<()> {
    assert_eq!(code(&client()?.head(None).await?), 200);
    Ok(())
}
