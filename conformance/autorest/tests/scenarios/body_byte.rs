use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use body_byte::{
    AutoRestSwaggerBatByteServiceClient, AutoRestSwaggerBatByteServiceClientOptions,
    clients::AutoRestSwaggerBatByteServiceByteClient, to_content,
};

const BYTES: [u8; 10] = [255, 254, 253, 252, 251, 250, 249, 248, 247, 246];

fn client() -> Result<AutoRestSwaggerBatByteServiceByteClient> {
    let options = AutoRestSwaggerBatByteServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestSwaggerBatByteServiceClient::new(credential(), Some(options))?.get_byte_client())
}

#[tokio::test]
async fn get_empty() -> Result<()> {
    assert!(client()?.get_empty(None).await?.into_model()?.is_empty());
    Ok(())
}

#[tokio::test]
async fn get_non_ascii() -> Result<()> {
    assert_eq!(client()?.get_non_ascii(None).await?.into_model()?, BYTES);
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
async fn put_non_ascii() -> Result<()> {
    assert_eq!(code(&client()?.put_non_ascii(to_content(&BYTES.to_vec())?, None).await?), 200);
    Ok(())
}
