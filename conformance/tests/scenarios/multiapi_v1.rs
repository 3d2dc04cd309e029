use super::{client_options, connection_options, credential};
use azure_core::Result;
use multiapi_v1::{MultiapiServiceClient, MultiapiServiceClientOptions};
use futures::TryStreamExt;

fn client() -> Result<MultiapiServiceClient> {
    let options = MultiapiServiceClientOptions { client_options: client_options(), connection_options: connection_options(), ..Default::default() };
    MultiapiServiceClient::new(credential(), Some(options))
}

#[tokio::test]
async fn test_one() -> Result<()> {
    client()?.test_one(1, None).await?;
    Ok(())
}

#[tokio::test]
async fn test_two() -> Result<()> {
    client()?.get_operation_group_one_client().test_two(None).await?;
    Ok(())
}

#[tokio::test]
async fn test_different_calls() -> Result<()> {
    client()?.test_different_calls("hello", None).await?;
    Ok(())
}

#[tokio::test]
async fn test_lro() -> Result<()> {
    let product = client()?.begin_test_lro(None)?.await?.into_model()?;
    assert_eq!(product.id, Some(100));
    Ok(())
}

#[tokio::test]
async fn test_lro_and_paging() -> Result<()> {
    let mut items = client()?.begin_test_lro_and_paging(None)?.await?;
    let first = items.try_next().await?;
    assert_eq!(first.and_then(|item| item.id), Some(100));
    assert!(items.try_next().await?.is_none());
    Ok(())
}
