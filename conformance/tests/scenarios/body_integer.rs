use super::{client_options, connection_options, credential};
use azure_core::Result;
use body_integer::{
    AutoRestIntegerTestServiceClient, AutoRestIntegerTestServiceClientOptions,
    clients::AutoRestIntegerTestServiceIntClient, to_json,
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
    assert_eq!(client()?.get_unix_time(None).await?.into_model()?, 1460505600);
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
    client()?.put_max32(to_json(&i32::MAX)?.into(), None).await?;
    Ok(())
}

#[tokio::test]
async fn put_min32() -> Result<()> {
    client()?.put_min32(to_json(&i32::MIN)?.into(), None).await?;
    Ok(())
}

#[tokio::test]
async fn put_max64() -> Result<()> {
    client()?.put_max64(to_json(&i64::MAX)?.into(), None).await?;
    Ok(())
}

#[tokio::test]
async fn put_min64() -> Result<()> {
    client()?.put_min64(to_json(&i64::MIN)?.into(), None).await?;
    Ok(())
}

#[tokio::test]
async fn put_unix_time_date() -> Result<()> {
    client()?.put_unix_time_date(to_json(&1_460_505_600_i64)?.into(), None).await?;
    Ok(())
}
