use super::{client_options, code, connection_options, credential};
use azure_core::{Result, time::parse_rfc3339};
use body_integer::{
    AutoRestIntegerTestServiceClient, AutoRestIntegerTestServiceClientOptions,
    clients::AutoRestIntegerTestServiceIntClient, to_content,
};

fn client() -> Result<AutoRestIntegerTestServiceIntClient> {
    let options = AutoRestIntegerTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestIntegerTestServiceClient::new(credential(), Some(options))?.get_int_client())
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
async fn get_overflow_int32() -> Result<()> {
    assert!(client()?.get_overflow_int32(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_underflow_int32() -> Result<()> {
    assert!(client()?.get_underflow_int32(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_overflow_int64() -> Result<()> {
    assert!(client()?.get_overflow_int64(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_underflow_int64() -> Result<()> {
    assert!(client()?.get_underflow_int64(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_unix_time() -> Result<()> {
    assert_eq!(client()?.get_unix_time(None).await?.into_model()?.unix_timestamp(), 1_460_505_600);
    Ok(())
}

#[tokio::test]
async fn get_invalid_unix_time() -> Result<()> {
    assert!(client()?.get_invalid_unix_time(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_null_unix_time() -> Result<()> {
    assert!(client()?.get_null_unix_time(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn put_max32() -> Result<()> {
    assert_eq!(code(&client()?.put_max32(to_content(&i32::MAX)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_min32() -> Result<()> {
    assert_eq!(code(&client()?.put_min32(to_content(&i32::MIN)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_max64() -> Result<()> {
    assert_eq!(code(&client()?.put_max64(to_content(&i64::MAX)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_min64() -> Result<()> {
    assert_eq!(code(&client()?.put_min64(to_content(&i64::MIN)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_unix_time_date() -> Result<()> {
    let date = parse_rfc3339("2016-04-13T00:00:00Z")?;
    assert_eq!(code(&client()?.put_unix_time_date(to_content(&date)?, None).await?), 200);
    Ok(())
}
