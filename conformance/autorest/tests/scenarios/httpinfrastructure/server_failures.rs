use super::*;

#[tokio::test]
async fn get501() -> Result<()> {
    assert_eq!(status(server_failure()?.get501(None).await), Some(501));
    Ok(())
}

#[tokio::test]
async fn head501() -> Result<()> {
    assert_eq!(status(server_failure()?.head501(None).await), Some(501));
    Ok(())
}

#[tokio::test]
async fn post505() -> Result<()> {
    assert_eq!(status(server_failure()?.post505(None).await), Some(505));
    Ok(())
}

#[tokio::test]
async fn delete505() -> Result<()> {
    assert_eq!(status(server_failure()?.delete505(None).await), Some(505));
    Ok(())
}
