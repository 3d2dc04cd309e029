use super::*;

#[tokio::test]
async fn delete200() -> Result<()> {
    let response = success()?.delete200(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn delete202() -> Result<()> {
    let response = success()?.delete202(None).await?;
    assert_eq!(code(&response), 202);
    Ok(())
}

#[tokio::test]
async fn delete204() -> Result<()> {
    let response = success()?.delete204(None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}

#[tokio::test]
async fn head200() -> Result<()> {
    let response = success()?.head200(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn head204() -> Result<()> {
    let response = success()?.head204(None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}

#[tokio::test]
async fn patch200() -> Result<()> {
    let response = success()?.patch200(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn patch202() -> Result<()> {
    let response = success()?.patch202(None).await?;
    assert_eq!(code(&response), 202);
    Ok(())
}

#[tokio::test]
async fn patch204() -> Result<()> {
    let response = success()?.patch204(None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}

#[tokio::test]
async fn post200() -> Result<()> {
    let response = success()?.post200(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn post201() -> Result<()> {
    let response = success()?.post201(None).await?;
    assert_eq!(code(&response), 201);
    Ok(())
}

#[tokio::test]
async fn post202() -> Result<()> {
    let response = success()?.post202(None).await?;
    assert_eq!(code(&response), 202);
    Ok(())
}

#[tokio::test]
async fn post204() -> Result<()> {
    let response = success()?.post204(None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}

#[tokio::test]
async fn put200() -> Result<()> {
    let response = success()?.put200(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put201() -> Result<()> {
    let response = success()?.put201(None).await?;
    assert_eq!(code(&response), 201);
    Ok(())
}

#[tokio::test]
async fn put202() -> Result<()> {
    let response = success()?.put202(None).await?;
    assert_eq!(code(&response), 202);
    Ok(())
}

#[tokio::test]
async fn put204() -> Result<()> {
    let response = success()?.put204(None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}

#[tokio::test]
async fn get200() -> Result<()> {
    assert!(success()?.get200(None).await?.into_model()?);
    Ok(())
}

#[tokio::test]
async fn head404() -> Result<()> {
    assert!(!success()?.head404(None).await?);
    Ok(())
}
