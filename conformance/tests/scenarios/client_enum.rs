use super::{client_options, connection_options, credential};
use azure_core::Result;
use client_enum::{ClientWithEnumClient, ClientWithEnumClientOptions};

fn client() -> Result<ClientWithEnumClient> {
    let options =
        ClientWithEnumClientOptions { client_options: client_options(), connection_options: connection_options() };
    ClientWithEnumClient::new(credential(), Some(options))
}

#[tokio::test]
async fn head() -> Result<()> {
    client()?.head(None).await?;
    Ok(())
}
