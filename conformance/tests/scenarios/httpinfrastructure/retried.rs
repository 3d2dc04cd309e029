use super::*;

#[tokio::test]
async fn delete503() -> Result<()> {
    let answer = retry()?.delete503(None).await?;
    assert_eq!(code(&answer), 200);
    Ok(())
}

#[tokio::test]
async fn get502() -> Result<()> {
    let answer = retry()?.get502(None).await?;
    assert_eq!(code(&answer), 200);
    Ok(())
}

#[tokio::test]
async fn head408() -> Result<()> {
    let answer = retry()?.head408(None).await?;
    assert_eq!(code(&answer), 200);
    Ok(())
}

#[tokio::test]
async fn patch500() -> Result<()> {
    let answer = retry()?.patch500(None).await?;
    assert_eq!(code(&answer), 200);
    Ok(())
}

#[tokio::test]
async fn patch504() -> Result<()> {
    let answer = retry()?.patch504(None).await?;
    assert_eq!(code(&answer), 200);
    Ok(())
}

#[tokio::test]
async fn post503() -> Result<()> {
    let answer = retry()?.post503(None).await?;
    assert_eq!(code(&answer), 200);
    Ok(())
}

#[tokio::test]
async fn put500() -> Result<()> {
    let answer = retry()?.put500(None).await?;
    assert_eq!(code(&answer), 200);
    Ok(())
}

#[tokio::test]
async fn put504() -> Result<()> {
    let answer = retry()?.put504(None).await?;
    assert_eq!(code(&answer), 200);
    Ok(())
}

#[tokio::test]
async fn options502() -> Result<()> {
    let answer = retry_options()?.options502(None).await?;
    assert_eq!(code(&answer), 200);
    Ok(())
}
