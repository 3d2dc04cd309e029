use super::{client_options, connection_options, credential};
use azure_core::Result;
use head::{
    AutoRestHeadTestServiceClient, AutoRestHeadTestServiceClientOptions,
    clients::AutoRestHeadTestServiceHttpSuccessClient,
};

fn client() -> Result<AutoRestHeadTestServiceHttpSuccessClient> {
    let options = AutoRestHeadTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestHeadTestServiceClient::new(credential(), Some(options))?.get_http_success_client())
}

#[tokio::test]
async fn head200() -> Result<()> {
    assert!(client()?.head200(None).await?);
    Ok(())
}

#[tokio::test]
async fn head204() -> Result<()> {
    assert!(client()?.head204(None).await?);
    Ok(())
}

#[tokio::test]
async fn head404() -> Result<()> {
    assert!(!client()?.head404(None).await?);
    Ok(())
}
