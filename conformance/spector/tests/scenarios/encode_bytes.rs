use super::{PNG, code, connection_options, content, read};
use azure_core::Result;
use encode_bytes::{
    TitleClient, TitleClientOptions,
    clients::{TitleRequestBodyClient, TitleResponseBodyClient},
};

fn client() -> Result<TitleClient> {
    let options = TitleClientOptions { connection_options: connection_options(), ..Default::default() };
    TitleClient::without_credential(Some(options))
}

fn request_body() -> Result<TitleRequestBodyClient> {
    Ok(client()?.get_request_body_client())
}

fn response_body() -> Result<TitleResponseBodyClient> {
    Ok(client()?.get_response_body_client())
}

#[tokio::test]
async fn request_body_default() -> Result<()> {
    assert_eq!(code(&request_body()?.default(content(PNG), None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn request_body_octet_stream() -> Result<()> {
    assert_eq!(code(&request_body()?.octet_stream(content(PNG), None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn request_body_custom_content_type() -> Result<()> {
    assert_eq!(code(&request_body()?.custom_content_type(content(PNG), None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn response_body_default() -> Result<()> {
    assert_eq!(read(response_body()?.default(None).await?).await?, PNG);
    Ok(())
}

#[tokio::test]
async fn response_body_octet_stream() -> Result<()> {
    assert_eq!(read(response_body()?.octet_stream(None).await?).await?, PNG);
    Ok(())
}

#[tokio::test]
async fn response_body_custom_content_type() -> Result<()> {
    assert_eq!(read(response_body()?.custom_content_type(None).await?).await?, PNG);
    Ok(())
}

#[tokio::test]
async fn response_body_base64url() -> Result<()> {
    assert_eq!(response_body()?.base64url(None).await?.into_model()?, b"test");
    Ok(())
}
