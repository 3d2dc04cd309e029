use super::{client_options, code, connection_options, credential, status};
use azure_core::Result;
use object_type::{ObjectTypeClient, ObjectTypeClientOptions, to_content};
use serde_json::json;

fn client() -> Result<ObjectTypeClient> {
    let options =
        ObjectTypeClientOptions { client_options: client_options(), connection_options: connection_options() };
    ObjectTypeClient::new(credential(), Some(options))
}

#[tokio::test]
async fn get() -> Result<()> {
    let value = client()?.get(None).await?.into_model()?;
    assert_eq!(value, json!({ "message": "An object was successfully returned" }));
    Ok(())
}

#[tokio::test]
async fn put() -> Result<()> {
    assert_eq!(code(&client()?.put(to_content(&json!({ "foo": "bar" }))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_what_is_refused() -> Result<()> {
    let result = client()?.put(to_content(&json!({ "foo": "not bar" }))?, None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}
