use super::{connection_options, text};
use azure_core::{Result, http::RequestContent};
use payload_json_merge_patch::{
    TitleClient, TitleClientOptions,
    models::{InnerModel, Resource, ResourcePatch, TitleClientUpdateOptionalResourceOptions},
    to_value, with_nulls,
};

fn client() -> Result<TitleClient> {
    let options = TitleClientOptions { connection_options: connection_options(), ..Default::default() };
    TitleClient::without_credential(Some(options))
}

/// A patch that removes all but the names.
fn patch() -> Result<RequestContent<ResourcePatch>> {
    let removed = [
        "/description",
        "/map/key/description",
        "/map/key2",
        "/array",
        "/intValue",
        "/floatValue",
        "/innerModel",
        "/intArray",
    ];
    with_nulls(&ResourcePatch::default(), &removed)
}

fn patched() -> Resource {
    let inner = InnerModel { name: text("InnerMadge"), ..Default::default() };
    Resource { name: text("Madge"), map: Some([("key".to_owned(), inner)].into()), ..Default::default() }
}

#[tokio::test]
async fn update_resource() -> Result<()> {
    let got = client()?.update_resource(patch()?, None).await?.into_model()?;
    assert_eq!(to_value(&got)?, to_value(&patched())?);
    Ok(())
}

#[tokio::test]
async fn update_optional_resource() -> Result<()> {
    let options = TitleClientUpdateOptionalResourceOptions { body: Some(patch()?), ..Default::default() };
    let got = client()?.update_optional_resource(Some(options)).await?.into_model()?;
    assert_eq!(to_value(&got)?, to_value(&patched())?);
    Ok(())
}
