use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use body_date::{
    AutoRestDateTestServiceClient, AutoRestDateTestServiceClientOptions, clients::AutoRestDateTestServiceDateClient,
    to_content,
};

fn client() -> Result<AutoRestDateTestServiceDateClient> {
    let options = AutoRestDateTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestDateTestServiceClient::new(credential(), Some(options))?.get_date_client())
}

#[tokio::test]
async fn get_null() -> Result<()> {
    assert!(client()?.get_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_invalid_date() -> Result<()> {
    assert_eq!(client()?.get_invalid_date(None).await?.into_model()?, "201O-18-90");
    Ok(())
}

#[tokio::test]
async fn get_overflow_date() -> Result<()> {
    assert_eq!(client()?.get_overflow_date(None).await?.into_model()?, "10000000000-12-31");
    Ok(())
}

#[tokio::test]
async fn get_underflow_date() -> Result<()> {
    assert_eq!(client()?.get_underflow_date(None).await?.into_model()?, "0000-00-00");
    Ok(())
}

#[tokio::test]
async fn get_max_date() -> Result<()> {
    assert_eq!(client()?.get_max_date(None).await?.into_model()?, "9999-12-31");
    Ok(())
}

#[tokio::test]
async fn get_min_date() -> Result<()> {
    assert_eq!(client()?.get_min_date(None).await?.into_model()?.as_str(), "0001-01-01");
    Ok(())
}

#[tokio::test]
async fn put_max_date() -> Result<()> {
    assert_eq!(code(&client()?.put_max_date(to_content(&"9999-12-31".to_owned())?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_min_date() -> Result<()> {
    assert_eq!(code(&client()?.put_min_date(to_content(&"0001-01-01".to_owned())?, None).await?), 200);
    Ok(())
}
