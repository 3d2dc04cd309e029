use super::{client_options, code, connection_options, credential, status};
use azure_core::Result;
use body_binary::{BinaryWithContentTypeApplicationJsonClient, BinaryWithContentTypeApplicationJsonClientOptions};

fn client() -> Result<BinaryWithContentTypeApplicationJsonClient> {
    let options = BinaryWithContentTypeApplicationJsonClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    BinaryWithContentTypeApplicationJsonClient::new(credential(), Some(options))
}

#[tokio::test]
async fn file() -> Result<()> {
    let file = azure_core::Bytes::from_static(br#"{"more":"cowbell"}"#);
    assert_eq!(code(&client()?.get_upload_client().file(file.into(), None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn octet() -> Result<()> {
    let response = client()?.get_upload_client().binary(azure_core::Bytes::from_static(b"text").into(), None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn error_stream() -> Result<()> {
    let result = client()?.get_download_client().error_stream(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}
