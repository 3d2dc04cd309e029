use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use body_number::{
    AutoRestNumberTestServiceClient, AutoRestNumberTestServiceClientOptions,
    clients::AutoRestNumberTestServiceNumberClient,
    models::{
        NumberPutBigDecimalNegativeDecimalNumberBody, NumberPutBigDecimalPositiveDecimalNumberBody,
        NumberPutBigDoubleNegativeDecimalNumberBody, NumberPutBigDoublePositiveDecimalNumberBody,
    },
    to_content,
};

fn client() -> Result<AutoRestNumberTestServiceNumberClient> {
    let options = AutoRestNumberTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestNumberTestServiceClient::new(credential(), Some(options))?.get_number_client())
}

#[tokio::test]
async fn get_null() -> Result<()> {
    assert!(client()?.get_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_invalid_float() -> Result<()> {
    assert!(client()?.get_invalid_float(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_invalid_double() -> Result<()> {
    assert!(client()?.get_invalid_double(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_invalid_decimal() -> Result<()> {
    assert!(client()?.get_invalid_decimal(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_big_float() -> Result<()> {
    assert_eq!(client()?.get_big_float(None).await?.into_model()?.value(), 3.402823e20);
    Ok(())
}

#[tokio::test]
async fn get_big_double() -> Result<()> {
    assert_eq!(client()?.get_big_double(None).await?.into_model()?.value(), 2.5976931e101);
    Ok(())
}

#[tokio::test]
async fn get_big_decimal() -> Result<()> {
    assert_eq!(client()?.get_big_decimal(None).await?.into_model()?.value(), 2.5976931e101);
    Ok(())
}

#[tokio::test]
async fn get_small_float() -> Result<()> {
    assert_eq!(client()?.get_small_float(None).await?.into_model()?.value(), 3.402823e-20);
    Ok(())
}

#[tokio::test]
async fn get_small_double() -> Result<()> {
    assert_eq!(client()?.get_small_double(None).await?.into_model()?.value(), 2.5976931e-101);
    Ok(())
}

#[tokio::test]
async fn get_small_decimal() -> Result<()> {
    assert_eq!(client()?.get_small_decimal(None).await?.into_model()?.value(), 2.5976931e-101);
    Ok(())
}

#[tokio::test]
async fn get_big_double_positive_decimal() -> Result<()> {
    assert_eq!(client()?.get_big_double_positive_decimal(None).await?.into_model()?.value(), 99_999_999.99);
    Ok(())
}

#[tokio::test]
async fn get_big_double_negative_decimal() -> Result<()> {
    assert_eq!(client()?.get_big_double_negative_decimal(None).await?.into_model()?.value(), -99_999_999.99);
    Ok(())
}

#[tokio::test]
async fn get_big_decimal_positive_decimal() -> Result<()> {
    assert_eq!(client()?.get_big_decimal_positive_decimal(None).await?.into_model()?.value(), 99_999_999.99);
    Ok(())
}

#[tokio::test]
async fn get_big_decimal_negative_decimal() -> Result<()> {
    assert_eq!(client()?.get_big_decimal_negative_decimal(None).await?.into_model()?.value(), -99_999_999.99);
    Ok(())
}

#[tokio::test]
async fn put_big_float() -> Result<()> {
    assert_eq!(code(&client()?.put_big_float(to_content(&3.402823e20_f64)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_big_double() -> Result<()> {
    assert_eq!(code(&client()?.put_big_double(to_content(&2.5976931e101_f64)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_big_decimal() -> Result<()> {
    assert_eq!(code(&client()?.put_big_decimal(to_content(&2.5976931e101_f64)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_small_float() -> Result<()> {
    assert_eq!(code(&client()?.put_small_float(to_content(&3.402823e-20_f64)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_small_double() -> Result<()> {
    assert_eq!(code(&client()?.put_small_double(to_content(&2.5976931e-101_f64)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_small_decimal() -> Result<()> {
    assert_eq!(code(&client()?.put_small_decimal(to_content(&2.5976931e-101_f64)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_big_double_positive_decimal() -> Result<()> {
    let response = client()?
        .put_big_double_positive_decimal(
            to_content(&NumberPutBigDoublePositiveDecimalNumberBody::from(99_999_999.99))?,
            None,
        )
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put_big_double_negative_decimal() -> Result<()> {
    let response = client()?
        .put_big_double_negative_decimal(
            to_content(&NumberPutBigDoubleNegativeDecimalNumberBody::from(-99_999_999.99))?,
            None,
        )
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put_big_decimal_positive_decimal() -> Result<()> {
    let response = client()?
        .put_big_decimal_positive_decimal(
            to_content(&NumberPutBigDecimalPositiveDecimalNumberBody::from(99_999_999.99))?,
            None,
        )
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put_big_decimal_negative_decimal() -> Result<()> {
    let response = client()?
        .put_big_decimal_negative_decimal(
            to_content(&NumberPutBigDecimalNegativeDecimalNumberBody::from(-99_999_999.99))?,
            None,
        )
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}
