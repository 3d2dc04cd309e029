use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use body_boolean::{
    AutoRestBoolTestServiceClient, AutoRestBoolTestServiceClientOptions, clients::AutoRestBoolTestServiceBoolClient,
    to_content,
};

fn client() -> Result<AutoRestBoolTestServiceBoolClient> {
    let options = AutoRestBoolTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestBoolTestServiceClient::new(credential(), Some(options))?.get_bool_client())
}

#[tokio::test]
async fn get_true() -> Result<()> {
    assert!(client()?.get_true(None).await?.into_model()?);
    Ok(())
}

#[tokio::test]
async fn get_false() -> Result<()> {
    assert!(!client()?.get_false(None).await?.into_model()?);
    Ok(())
}

#[tokio::test]
async fn get_null() -> Result<()> {
    assert!(client()?.get_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_invalid() -> Result<()> {
    assert!(client()?.get_invalid(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn put_true() -> Result<()> {
    assert_eq!(code(&client()?.put_true(to_content(&true)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_false() -> Result<()> {
    assert_eq!(code(&client()?.put_false(to_content(&false)?, None).await?), 200);
    Ok(())
}
