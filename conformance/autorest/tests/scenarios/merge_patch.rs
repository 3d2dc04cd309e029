use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use merge_patch::{MergePatchJsonClient, MergePatchJsonClientOptions};

fn client() -> Result<MergePatchJsonClient> {
    let options =
        MergePatchJsonClientOptions { client_options: client_options(), connection_options: connection_options() };
    MergePatchJsonClient::new(credential(), Some(options))
}

#[tokio::test]
async fn patch_single() -> Result<()> {
    // The server counts the bytes: a space is one.
    let response = client()?.patch_single(azure_core::Bytes::from_static(br#"{"foo": "bar"}"#).into(), None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}
