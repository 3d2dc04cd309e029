use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use reserved_words::{
    ReservedWordsClient, ReservedWordsClientOptions,
    models::{MyEnum, ReservedWordsClientOperationWithUrlOptions},
    to_content,
};
use serde_json::json;

fn client() -> Result<ReservedWordsClient> {
    let options =
        ReservedWordsClientOptions { client_options: client_options(), connection_options: connection_options() };
    ReservedWordsClient::new(credential(), Some(options))
}

#[tokio::test]
async fn operation_with_content_param() -> Result<()> {
    let response =
        client()?.operation_with_content_param(azure_core::Bytes::from_static(b"hello, world").into(), None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn operation_with_json_param() -> Result<()> {
    assert_eq!(code(&client()?.operation_with_json_param(to_content(&json!({ "hello": "world" }))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn operation_with_data_param() -> Result<()> {
    assert_eq!(code(&client()?.operation_with_data_param("hello", "world", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn operation_with_files_param() -> Result<()> {
    let response = client()?
        .operation_with_files_param(azure_core::Bytes::from_static(b"hello, world").into(), "my.txt", None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn operation_with_url() -> Result<()> {
    let options = ReservedWordsClientOperationWithUrlOptions {
        query_parameters: Some(vec!["one".to_owned(), "two".to_owned()]),
        ..Default::default()
    };
    assert_eq!(code(&client()?.operation_with_url("foo", "x", Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn reserved_enum() -> Result<()> {
    assert_eq!(code(&client()?.reserved_enum(MyEnum::Import, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn import_operation_one() -> Result<()> {
    assert_eq!(code(&client()?.get_import_client().operation_one("foo", None).await?), 200);
    Ok(())
}
