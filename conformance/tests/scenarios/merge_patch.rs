use super::{client_options, connection_options, credential};
use azure_core::Result;
use merge_patch::{MergePatchJsonClient, MergePatchJsonClientOptions, to_json};
use serde_json::json;

fn client() -> Result<MergePatchJsonClient> {
    let options = MergePatchJsonClientOptions { client_options: client_options(), connection_options: connection_options() };
    MergePatchJsonClient::new(credential(), Some(options))
}

#[tokio::test]
async fn patch_single() -> Result<()> {
    client()?.patch_single(to_json(&json!({ "foo": null }))?.into(), None).await?;
    Ok(())
}
