use super::{client_options, code, connection_options, credential};
use any_type::{AnythingClient, AnythingClientOptions, to_content};
use azure_core::Result;
use serde_json::json;

fn client() -> Result<AnythingClient> {
    let options = AnythingClientOptions { client_options: client_options(), connection_options: connection_options() };
    AnythingClient::new(credential(), Some(options))
}

#[tokio::test]
async fn get_string() -> Result<()> {
    assert_eq!(client()?.get_string(None).await?.into_model()?, json!("anything"));
    Ok(())
}

#[tokio::test]
async fn get_object() -> Result<()> {
    assert_eq!(
        client()?.get_object(None).await?.into_model()?,
        json!({ "message": "An object was successfully returned" })
    );
    Ok(())
}

#[tokio::test]
async fn get_array() -> Result<()> {
    assert_eq!(client()?.get_array(None).await?.into_model()?, json!(["foo", "bar"]));
    Ok(())
}

#[tokio::test]
async fn put_string() -> Result<()> {
    assert_eq!(code(&client()?.put_string(to_content(&json!("anything"))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_object() -> Result<()> {
    assert_eq!(code(&client()?.put_object(to_content(&json!({ "foo": "bar" }))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_array() -> Result<()> {
    assert_eq!(code(&client()?.put_array(to_content(&json!(["foo", "bar"]))?, None).await?), 200);
    Ok(())
}
