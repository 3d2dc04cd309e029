use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use futures::TryStreamExt;
use multiapi_v1::{MultiapiServiceClient, MultiapiServiceClientOptions};

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
    assert_eq!(code(&client()?.test_one(1, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn test_two() -> Result<()> {
    assert_eq!(code(&client()?.get_operation_group_one_client().test_two(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn test_different_calls() -> Result<()> {
    assert_eq!(code(&client()?.test_different_calls("hello", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn test_lro() -> Result<()> {
    let response = client()?.begin_test_lro(None)?.await?;
    // The server writes a number as a text, which its description does not allow.
    assert!(response.into_model().is_err_and(|error| error.to_string().contains("`id`")));
    Ok(())
}

#[tokio::test]
async fn test_lro_and_paging() -> Result<()> {
    let mut items = client()?.begin_test_lro_and_paging(None)?.await?;
    assert!(items.try_next().await.is_err_and(|error| error.to_string().contains("`values[0].id`")));
    Ok(())
}
