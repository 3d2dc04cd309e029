use super::{client_options, connection_options, credential};
use azure_core::Result;
use custom_baseurl_paging::{
    AutoRestParameterizedHostTestPagingClient, AutoRestParameterizedHostTestPagingClientOptions,
    clients::AutoRestParameterizedHostTestPagingPagingClient,
};
use futures::TryStreamExt;

fn client() -> Result<AutoRestParameterizedHostTestPagingPagingClient> {
    let options = AutoRestParameterizedHostTestPagingClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
        ..Default::default()
    };
    Ok(AutoRestParameterizedHostTestPagingClient::new("local", credential(), Some(options))?.get_paging_client())
}

#[tokio::test]
async fn get_pages_partial_url() -> Result<()> {
    let items: Vec<_> = client()?.get_pages_partial_url(None)?.try_collect().await?;
    assert_eq!(items.len(), 2);
    Ok(())
}

#[tokio::test]
async fn get_pages_partial_url_operation() -> Result<()> {
    let items: Vec<_> = client()?.get_pages_partial_url_operation(None)?.try_collect().await?;
    assert_eq!(items.len(), 2);
    Ok(())
}
