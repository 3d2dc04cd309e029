use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use multiapi_v2::{
    MultiapiServiceClient, MultiapiServiceClientOptions, models::MultiapiServiceClientTestDifferentCallsOptions,
};

fn client() -> Result<MultiapiServiceClient> {
    let options = MultiapiServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
        ..Default::default()
    };
    MultiapiServiceClient::new(credential(), Some(options))
}

#[tokio::test]
async fn test_one() -> Result<()> {
    let response = client()?.test_one(1, None).await?;
    assert!(response.into_model().is_err_and(|error| error.to_string().contains("`id`")));
    Ok(())
}

#[tokio::test]
async fn test_two() -> Result<()> {
    let response = client()?.get_operation_group_one_client().test_two(None).await?;
    assert!(response.into_model().is_err_and(|error| error.to_string().contains("`id`")));
    Ok(())
}

#[tokio::test]
async fn test_three() -> Result<()> {
    assert_eq!(code(&client()?.get_operation_group_one_client().test_three(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn test_four() -> Result<()> {
    assert_eq!(code(&client()?.get_operation_group_two_client().test_four(true, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn test_different_calls() -> Result<()> {
    let options = MultiapiServiceClientTestDifferentCallsOptions {
        greeting_in_chinese: Some("nihao".to_owned()),
        ..Default::default()
    };
    assert_eq!(code(&client()?.test_different_calls("hello", Some(options)).await?), 200);
    Ok(())
}
