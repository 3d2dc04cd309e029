use super::{client_options, code, connection_options, credential};
use azure_core::{Result, time::parse_rfc7231};
use body_datetime_rfc1123::{
    AutoRestRfc1123DateTimeTestServiceClient, AutoRestRfc1123DateTimeTestServiceClientOptions,
    clients::AutoRestRfc1123DateTimeTestServiceDatetimerfc1123Client, to_content,
};

fn client() -> Result<AutoRestRfc1123DateTimeTestServiceDatetimerfc1123Client> {
    let options = AutoRestRfc1123DateTimeTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestRfc1123DateTimeTestServiceClient::new(credential(), Some(options))?.get_datetimerfc1123_client())
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
async fn get_overflow() -> Result<()> {
    assert!(client()?.get_overflow(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_underflow() -> Result<()> {
    assert!(client()?.get_underflow(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_utc_lowercase_max_date_time() -> Result<()> {
    assert_eq!(
        client()?.get_utc_lowercase_max_date_time(None).await?.into_model()?,
        parse_rfc7231("Fri, 31 Dec 9999 23:59:59 GMT")?
    );
    Ok(())
}

#[tokio::test]
async fn get_utc_uppercase_max_date_time() -> Result<()> {
    assert_eq!(
        client()?.get_utc_uppercase_max_date_time(None).await?.into_model()?,
        parse_rfc7231("Fri, 31 Dec 9999 23:59:59 GMT")?
    );
    Ok(())
}

#[tokio::test]
async fn get_utc_min_date_time() -> Result<()> {
    let time = client()?.get_utc_min_date_time(None).await?.into_model()?;
    assert_eq!(time.as_str(), "Mon, 01 Jan 0001 00:00:00 GMT");
    Ok(())
}

#[tokio::test]
async fn put_utc_max_date_time() -> Result<()> {
    let response =
        client()?.put_utc_max_date_time(to_content(&parse_rfc7231("Fri, 31 Dec 9999 23:59:59 GMT")?)?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put_utc_min_date_time() -> Result<()> {
    let response =
        client()?.put_utc_min_date_time(to_content(&parse_rfc7231("Mon, 01 Jan 0001 00:00:00 GMT")?)?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}
