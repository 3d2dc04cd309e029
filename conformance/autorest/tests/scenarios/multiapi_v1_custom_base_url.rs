use super::{by_http, client_options, code, credential, endpoint};
use azure_core::Result;
use multiapi_v1_custom_base_url::{MultiapiCustomBaseUrlServiceClient, MultiapiCustomBaseUrlServiceClientOptions};

fn client() -> Result<MultiapiCustomBaseUrlServiceClient> {
    let options = MultiapiCustomBaseUrlServiceClientOptions {
        client_options: client_options(),
        connection_options: by_http(),
        ..Default::default()
    };
    MultiapiCustomBaseUrlServiceClient::new(endpoint(), credential(), Some(options))
}

#[tokio::test]
async fn test() -> Result<()> {
    assert_eq!(code(&client()?.test(1, None).await?), 200);
    Ok(())
}
