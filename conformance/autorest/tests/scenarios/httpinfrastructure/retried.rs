use super::*;

#[tokio::test]
async fn delete503() -> Result<()> {
    let response = retry()?.delete503(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get502() -> Result<()> {
    let response = retry()?.get502(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn head408() -> Result<()> {
    let response = retry()?.head408(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn patch500() -> Result<()> {
    let response = retry()?.patch500(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn patch504() -> Result<()> {
    let response = retry()?.patch504(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn post503() -> Result<()> {
    let response = retry()?.post503(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put500() -> Result<()> {
    let response = retry()?.put500(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put504() -> Result<()> {
    let response = retry()?.put504(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn options502() -> Result<()> {
    let response = retry_options()?.options502(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}
