use super::{PNG, code, connection_options, content, read, text};
use azure_core::Result;
use type_file::{
    TitleClient, TitleClientOptions, clients::TitleBodyClient,
    models::TitleBodyClientUploadFileDefaultContentTypeOptions,
};

fn client() -> Result<TitleBodyClient> {
    let options = TitleClientOptions { connection_options: connection_options(), ..Default::default() };
    Ok(TitleClient::without_credential(Some(options))?.get_body_client())
}

#[tokio::test]
async fn upload_file_specific_content_type() -> Result<()> {
    assert_eq!(code(&client()?.upload_file_specific_content_type(content(PNG), None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn upload_file_multiple_content_types() -> Result<()> {
    assert_eq!(code(&client()?.upload_file_multiple_content_types(content(PNG), None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn upload_file_default_content_type() -> Result<()> {
    let options =
        TitleBodyClientUploadFileDefaultContentTypeOptions { content_type: text("image/png"), ..Default::default() };
    assert_eq!(code(&client()?.upload_file_default_content_type(content(PNG), Some(options)).await?), 204);
    Ok(())
}

#[tokio::test]
async fn download_file_specific_content_type() -> Result<()> {
    assert_eq!(read(client()?.download_file_specific_content_type(None).await?).await?, PNG);
    Ok(())
}

#[tokio::test]
async fn download_file_multiple_content_types() -> Result<()> {
    assert_eq!(read(client()?.download_file_multiple_content_types(None).await?).await?, PNG);
    Ok(())
}

#[tokio::test]
async fn download_file_default_content_type() -> Result<()> {
    assert_eq!(read(client()?.download_file_default_content_type(None).await?).await?, PNG);
    Ok(())
}

const JSON: &[u8] = br#"{"message":"test file content"}"#;

#[tokio::test]
async fn upload_file_json_content_type() -> Result<()> {
    assert_eq!(code(&client()?.upload_file_json_content_type(content(JSON), None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn download_file_json_content_type() -> Result<()> {
    assert_eq!(read(client()?.download_file_json_content_type(None).await?).await?, JSON);
    Ok(())
}
