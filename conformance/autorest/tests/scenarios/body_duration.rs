use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use body_duration::{
    AutoRestDurationTestServiceClient, AutoRestDurationTestServiceClientOptions,
    clients::AutoRestDurationTestServiceDurationClient, to_content,
};

fn client() -> Result<AutoRestDurationTestServiceDurationClient> {
    let options = AutoRestDurationTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestDurationTestServiceClient::new(credential(), Some(options))?.get_duration_client())
}

#[tokio::test]
async fn get_null() -> Result<()> {
    assert!(client()?.get_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_invalid() -> Result<()> {
    assert_eq!(client()?.get_invalid(None).await?.into_model()?, "123ABC");
    Ok(())
}

#[tokio::test]
async fn get_positive_duration() -> Result<()> {
    assert_eq!(client()?.get_positive_duration(None).await?.into_model()?, "P3Y6M4DT12H30M5S");
    Ok(())
}

#[tokio::test]
async fn put_positive_duration() -> Result<()> {
    let response = client()?.put_positive_duration(to_content(&"P123DT22H14M12.011S".to_owned())?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}
