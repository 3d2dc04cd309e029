use super::*;

#[tokio::test]
async fn delete307() -> Result<()> {
    let response = redirects()?.delete307(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get301() -> Result<()> {
    let response = redirects()?.get301(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get302() -> Result<()> {
    let response = redirects()?.get302(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get307() -> Result<()> {
    let response = redirects()?.get307(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn head301() -> Result<()> {
    let response = redirects()?.head301(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn head302() -> Result<()> {
    let response = redirects()?.head302(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn head307() -> Result<()> {
    let response = redirects()?.head307(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn patch307() -> Result<()> {
    let response = redirects()?.patch307(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn post303() -> Result<()> {
    let response = redirects()?.post303(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn post307() -> Result<()> {
    let response = redirects()?.post307(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put307() -> Result<()> {
    let response = redirects()?.put307(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn options307() -> Result<()> {
    let response = redirect_options()?.options307(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get300() -> Result<()> {
    // The choice is the caller's: the response has what there is to choose from.
    let response = plain_redirects()?.get300(None).await?;
    assert_eq!(response.into_model()?, ["/http/success/get/200"]);
    Ok(())
}

#[tokio::test]
async fn head300() -> Result<()> {
    let response = plain_redirects()?.head300(None).await?;
    let headers: HttpRedirectsHead300Headers = from_headers(response.headers())?;
    assert!(headers.location.is_some_and(|location| location.as_str() == "/http/success/head/200"));
    Ok(())
}

#[tokio::test]
async fn put301() -> Result<()> {
    // A PUT must not be sent elsewhere without its author's word: azure_core follows no redirect.
    let response = plain_redirects()?.put301(None).await?;
    assert_eq!(code(&response), 301);
    let headers: HttpRedirectsPut301Headers = from_headers(response.headers())?;
    assert!(headers.location.is_some_and(|location| location.as_str() == "/http/failure/500"));
    Ok(())
}

#[tokio::test]
async fn patch302() -> Result<()> {
    let response = plain_redirects()?.patch302(None).await?;
    assert_eq!(code(&response), 302);
    let headers: HttpRedirectsPatch302Headers = from_headers(response.headers())?;
    assert!(headers.location.is_some_and(|location| location.as_str() == "/http/failure/500"));
    Ok(())
}
