use super::{by_http, client_options, code, credential, endpoint};
use azure_core::Result;
use parameterized_endpoint::{ParmaterizedEndpointClient, ParmaterizedEndpointClientOptions};

fn client() -> Result<ParmaterizedEndpointClient> {
    let options = ParmaterizedEndpointClientOptions { client_options: client_options(), connection_options: by_http() };
    ParmaterizedEndpointClient::new(endpoint(), credential(), Some(options))
}

#[tokio::test]
async fn get() -> Result<()> {
    assert_eq!(code(&client()?.get(None).await?), 200);
    Ok(())
}
