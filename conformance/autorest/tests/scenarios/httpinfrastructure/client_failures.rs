use super::*;

#[tokio::test]
async fn delete400() -> Result<()> {
    assert_eq!(status(client_failure()?.delete400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn delete407() -> Result<()> {
    assert_eq!(status(client_failure()?.delete407(None).await), Some(407));
    Ok(())
}

#[tokio::test]
async fn delete417() -> Result<()> {
    assert_eq!(status(client_failure()?.delete417(None).await), Some(417));
    Ok(())
}

#[tokio::test]
async fn get400() -> Result<()> {
    assert_eq!(status(client_failure()?.get400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn get402() -> Result<()> {
    assert_eq!(status(client_failure()?.get402(None).await), Some(402));
    Ok(())
}

#[tokio::test]
async fn get403() -> Result<()> {
    assert_eq!(status(client_failure()?.get403(None).await), Some(403));
    Ok(())
}

#[tokio::test]
async fn get411() -> Result<()> {
    assert_eq!(status(client_failure()?.get411(None).await), Some(411));
    Ok(())
}

#[tokio::test]
async fn get412() -> Result<()> {
    assert_eq!(status(client_failure()?.get412(None).await), Some(412));
    Ok(())
}

#[tokio::test]
async fn get416() -> Result<()> {
    assert_eq!(status(client_failure()?.get416(None).await), Some(416));
    Ok(())
}

#[tokio::test]
async fn head400() -> Result<()> {
    assert_eq!(status(client_failure()?.head400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn head401() -> Result<()> {
    assert_eq!(status(client_failure()?.head401(None).await), Some(401));
    Ok(())
}

#[tokio::test]
async fn head410() -> Result<()> {
    assert_eq!(status(client_failure()?.head410(None).await), Some(410));
    Ok(())
}

#[tokio::test]
async fn head429() -> Result<()> {
    assert_eq!(status(client_failure()?.head429(None).await), Some(429));
    Ok(())
}

#[tokio::test]
async fn patch400() -> Result<()> {
    assert_eq!(status(client_failure()?.patch400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn patch405() -> Result<()> {
    assert_eq!(status(client_failure()?.patch405(None).await), Some(405));
    Ok(())
}

#[tokio::test]
async fn patch414() -> Result<()> {
    assert_eq!(status(client_failure()?.patch414(None).await), Some(414));
    Ok(())
}

#[tokio::test]
async fn post400() -> Result<()> {
    assert_eq!(status(client_failure()?.post400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn post406() -> Result<()> {
    assert_eq!(status(client_failure()?.post406(None).await), Some(406));
    Ok(())
}

#[tokio::test]
async fn post415() -> Result<()> {
    assert_eq!(status(client_failure()?.post415(None).await), Some(415));
    Ok(())
}

#[tokio::test]
async fn put400() -> Result<()> {
    assert_eq!(status(client_failure()?.put400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn put404() -> Result<()> {
    assert_eq!(status(client_failure()?.put404(None).await), Some(404));
    Ok(())
}

#[tokio::test]
async fn put409() -> Result<()> {
    assert_eq!(status(client_failure()?.put409(None).await), Some(409));
    Ok(())
}

#[tokio::test]
async fn put413() -> Result<()> {
    assert_eq!(status(client_failure()?.put413(None).await), Some(413));
    Ok(())
}

#[tokio::test]
async fn options400() -> Result<()> {
    assert_eq!(status(client_failure_options()?.options400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn options403() -> Result<()> {
    assert_eq!(status(client_failure_options()?.options403(None).await), Some(403));
    Ok(())
}

#[tokio::test]
async fn options412() -> Result<()> {
    assert_eq!(status(client_failure_options()?.options412(None).await), Some(412));
    Ok(())
}
