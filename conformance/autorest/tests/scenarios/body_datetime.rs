use super::{client_options, code, connection_options, credential};
use azure_core::{Result, time::parse_rfc3339};
use body_datetime::{
    AutoRestDateTimeTestServiceClient, AutoRestDateTimeTestServiceClientOptions,
    clients::AutoRestDateTimeTestServiceDatetimeClient, models::DatetimeGetUtcMinDateTimeResult, to_content,
};

fn client() -> Result<AutoRestDateTimeTestServiceDatetimeClient> {
    let options = AutoRestDateTimeTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestDateTimeTestServiceClient::new(credential(), Some(options))?.get_datetime_client())
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
    // An offset may lead out of year 9999, which is a time all the same.
    let time = client()?.get_overflow(None).await?.into_model()?;
    assert_eq!((time.year(), time.offset().whole_hours()), (9999, -14));
    Ok(())
}

#[tokio::test]
async fn get_underflow() -> Result<()> {
    assert!(client()?.get_underflow(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_utc_uppercase_max_date_time() -> Result<()> {
    assert_eq!(
        client()?.get_utc_uppercase_max_date_time(None).await?.into_model()?,
        parse_rfc3339("9999-12-31T23:59:59.999Z")?
    );
    Ok(())
}

#[tokio::test]
async fn get_utc_lowercase_max_date_time() -> Result<()> {
    assert_eq!(
        client()?.get_utc_lowercase_max_date_time(None).await?.into_model()?,
        parse_rfc3339("9999-12-31T23:59:59.999Z")?
    );
    Ok(())
}

#[tokio::test]
async fn get_local_positive_offset_uppercase_max_date_time() -> Result<()> {
    assert_eq!(
        client()?.get_local_positive_offset_uppercase_max_date_time(None).await?.into_model()?,
        parse_rfc3339("9999-12-31T23:59:59.999+14:00")?
    );
    Ok(())
}

#[tokio::test]
async fn get_local_positive_offset_lowercase_max_date_time() -> Result<()> {
    assert_eq!(
        client()?.get_local_positive_offset_lowercase_max_date_time(None).await?.into_model()?,
        parse_rfc3339("9999-12-31T23:59:59.999+14:00")?
    );
    Ok(())
}

#[tokio::test]
async fn get_local_negative_offset_uppercase_max_date_time() -> Result<()> {
    assert_eq!(
        client()?.get_local_negative_offset_uppercase_max_date_time(None).await?.into_model()?,
        parse_rfc3339("9999-12-31T23:59:59.999-14:00")?
    );
    Ok(())
}

#[tokio::test]
async fn get_local_negative_offset_lowercase_max_date_time() -> Result<()> {
    assert_eq!(
        client()?.get_local_negative_offset_lowercase_max_date_time(None).await?.into_model()?,
        parse_rfc3339("9999-12-31T23:59:59.999-14:00")?
    );
    Ok(())
}

#[tokio::test]
async fn get_utc_uppercase_max_date_time7_digits() -> Result<()> {
    assert_eq!(
        client()?.get_utc_uppercase_max_date_time7_digits(None).await?.into_model()?,
        parse_rfc3339("9999-12-31T23:59:59.9999999Z")?
    );
    Ok(())
}

#[tokio::test]
async fn get_utc_min_date_time() -> Result<()> {
    assert_eq!(
        client()?.get_utc_min_date_time(None).await?.into_model()?,
        DatetimeGetUtcMinDateTimeResult::N00010101t000000z
    );
    Ok(())
}

#[tokio::test]
async fn get_local_positive_offset_min_date_time() -> Result<()> {
    let time = client()?.get_local_positive_offset_min_date_time(None).await?.into_model()?;
    assert_eq!(time.as_str(), "0001-01-01T00:00:00+14:00");
    Ok(())
}

#[tokio::test]
async fn get_local_negative_offset_min_date_time() -> Result<()> {
    let time = client()?.get_local_negative_offset_min_date_time(None).await?.into_model()?;
    assert_eq!(time.as_str(), "0001-01-01T00:00:00-14:00");
    Ok(())
}

#[tokio::test]
async fn get_local_no_offset_min_date_time() -> Result<()> {
    // Without an offset it is read as UTC.
    let got = client()?.get_local_no_offset_min_date_time(None).await?.into_model()?;
    assert_eq!(got.unix_timestamp(), -62_135_596_800);
    Ok(())
}

#[tokio::test]
async fn put_utc_max_date_time() -> Result<()> {
    let response =
        client()?.put_utc_max_date_time(to_content(&parse_rfc3339("9999-12-31T23:59:59.999Z")?)?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put_utc_max_date_time7_digits() -> Result<()> {
    let response = client()?
        .put_utc_max_date_time7_digits(to_content(&parse_rfc3339("9999-12-31T23:59:59.9999999Z")?)?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put_local_positive_offset_max_date_time() -> Result<()> {
    let response = client()?
        .put_local_positive_offset_max_date_time(to_content(&parse_rfc3339("9999-12-31T23:59:59.999+14:00")?)?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put_local_negative_offset_max_date_time() -> Result<()> {
    let response = client()?
        .put_local_negative_offset_max_date_time(to_content(&parse_rfc3339("9999-12-31T23:59:59.999-14:00")?)?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put_utc_min_date_time() -> Result<()> {
    let response = client()?.put_utc_min_date_time(to_content(&parse_rfc3339("0001-01-01T00:00:00Z")?)?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put_local_positive_offset_min_date_time() -> Result<()> {
    let response = client()?
        .put_local_positive_offset_min_date_time(to_content(&parse_rfc3339("0001-01-01T00:00:00+14:00")?)?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put_local_negative_offset_min_date_time() -> Result<()> {
    let response = client()?
        .put_local_negative_offset_min_date_time(to_content(&parse_rfc3339("0001-01-01T00:00:00-14:00")?)?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}
