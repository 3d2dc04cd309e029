use super::{code, connection_options, credential, sending_api_version};
use azure_core::Result;
use futures::TryStreamExt;
use multiapi_v3::{
    MultiapiServiceClient, MultiapiServiceClientOptions,
    models::{
        MultiapiServiceClientTestDifferentCallsOptions, MultiapiServiceOperationGroupTwoClientTestFourOptions,
        SourcePath,
    },
};

fn client() -> Result<MultiapiServiceClient> {
    let options = MultiapiServiceClientOptions {
        client_options: sending_api_version("3.0.0"),
        connection_options: connection_options(),
        ..Default::default()
    };
    MultiapiServiceClient::new(credential(), Some(options))
}

#[tokio::test]
async fn test_two() -> Result<()> {
    let response = client()?.get_operation_group_one_client().test_two(None).await?;
    assert_eq!(response.into_model()?.optional_property.as_deref(), Some("This was called with api-version 3.0.0"));
    Ok(())
}

#[tokio::test]
async fn test_four_json() -> Result<()> {
    let source = SourcePath { source: Some("foo".to_owned()) };
    let options =
        MultiapiServiceOperationGroupTwoClientTestFourOptions { input: Some(source.try_into()?), ..Default::default() };
    assert_eq!(code(&client()?.get_operation_group_two_client().test_four(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn test_four_pdf() -> Result<()> {
    let options = MultiapiServiceOperationGroupTwoClientTestFourOptions {
        input: Some(azure_core::Bytes::from_static(b"PDF").into()),
        content_type: Some("application/pdf".to_owned()),
        ..Default::default()
    };
    assert_eq!(code(&client()?.get_operation_group_two_client().test_four(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn test_five() -> Result<()> {
    assert_eq!(code(&client()?.get_operation_group_two_client().test_five(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn test_different_calls() -> Result<()> {
    let options = MultiapiServiceClientTestDifferentCallsOptions {
        greeting_in_chinese: Some("nihao".to_owned()),
        greeting_in_french: Some("bonjour".to_owned()),
        ..Default::default()
    };
    assert_eq!(code(&client()?.test_different_calls("hello", Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn test_paging() -> Result<()> {
    let items: Vec<_> = client()?.test_paging(None)?.try_collect().await?;
    assert_eq!(items.len(), 2);
    Ok(())
}

#[tokio::test]
async fn test_operation_group_paging() -> Result<()> {
    let items: Vec<_> =
        client()?.get_operation_group_one_client().test_operation_group_paging(None)?.try_collect().await?;
    assert_eq!(items.len(), 2);
    Ok(())
}
