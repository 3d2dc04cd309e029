use super::*;

#[tokio::test]
async fn empty_error() -> Result<()> {
    let result = failure()?.get_empty_error(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn no_model_error() -> Result<()> {
    let error = failure()?.get_no_model_error(None).await.err();
    assert_eq!(error.and_then(|error| error.http_status()).map(u16::from), Some(400));
    Ok(())
}

#[tokio::test]
async fn no_model_empty() -> Result<()> {
    assert_eq!(status(failure()?.get_no_model_empty(None).await), Some(400));
    Ok(())
}
