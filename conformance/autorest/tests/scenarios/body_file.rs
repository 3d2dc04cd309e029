use super::{client_options, connection_options, credential};
use azure_core::{Result, http::AsyncResponse};
use body_file::{
    AutoRestSwaggerBatFileServiceClient, AutoRestSwaggerBatFileServiceClientOptions,
    clients::AutoRestSwaggerBatFileServiceFilesClient,
};
use futures::TryStreamExt;

fn client() -> Result<AutoRestSwaggerBatFileServiceFilesClient> {
    let options = AutoRestSwaggerBatFileServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestSwaggerBatFileServiceClient::new(credential(), Some(options))?.get_files_client())
}

/// How many bytes a stream has, one piece of it in memory at a time.
async fn size(response: AsyncResponse) -> Result<u64> {
    let mut body = response.into_body();
    let mut size = 0;
    while let Some(piece) = body.try_next().await? {
        size += piece.len() as u64;
    }
    Ok(size)
}

#[tokio::test]
async fn get_file() -> Result<()> {
    let bytes = client()?.get_file(None).await?.into_body().collect().await?;
    assert_eq!((bytes.len(), &bytes[1..4]), (8725, &b"PNG"[..]));
    Ok(())
}

#[tokio::test]
async fn get_empty_file() -> Result<()> {
    assert_eq!(size(client()?.get_empty_file(None).await?).await?, 0);
    Ok(())
}

#[tokio::test]
async fn get_file_large() -> Result<()> {
    assert_eq!(size(client()?.get_file_large(None).await?).await?, 3000 * 1024 * 1024);
    Ok(())
}
