use super::{client_options, code, connection_options, credential, status};
use azure_core::Result;
use head_exceptions::{
    AutoRestHeadExceptionTestServiceClient, AutoRestHeadExceptionTestServiceClientOptions,
    clients::AutoRestHeadExceptionTestServiceHeadExceptionClient,
};

fn client() -> Result<AutoRestHeadExceptionTestServiceHeadExceptionClient> {
    let options = AutoRestHeadExceptionTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestHeadExceptionTestServiceClient::new(credential(), Some(options))?.get_head_exception_client())
}

#[tokio::test]
async fn head200() -> Result<()> {
    let response = client()?.head200(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn head204() -> Result<()> {
    let response = client()?.head204(None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}

#[tokio::test]
async fn head404() -> Result<()> {
    assert_eq!(status(client()?.head404(None).await), Some(404));
    Ok(())
}
