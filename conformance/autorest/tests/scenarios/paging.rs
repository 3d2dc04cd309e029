use super::{client_options, connection_options, credential, keeping_cookies, sending_api_version, status};
use azure_core::{
    Result,
    http::{ClientOptions, DeserializeWith, JsonFormat, pager::Page, poller::PollerOptions},
    time::Duration,
};
use futures::TryStreamExt;
use paging::{
    AutoRestPagingTestServiceClient, AutoRestPagingTestServiceClientOptions, Pager,
    clients::AutoRestPagingTestServicePagingClient,
    models::{
        AutoRestPagingTestServicePagingClientDuplicateParamsOptions,
        AutoRestPagingTestServicePagingClientGetMultiplePagesLroOptions, BodyParam,
    },
};

fn service(client_options: ClientOptions) -> Result<AutoRestPagingTestServiceClient> {
    let options = AutoRestPagingTestServiceClientOptions {
        client_options,
        connection_options: connection_options(),
        ..Default::default()
    };
    AutoRestPagingTestServiceClient::new(credential(), Some(options))
}

fn client() -> Result<AutoRestPagingTestServicePagingClient> {
    Ok(service(client_options())?.get_paging_client())
}

fn keeping() -> Result<AutoRestPagingTestServicePagingClient> {
    Ok(service(keeping_cookies())?.get_paging_client())
}

fn versioned() -> Result<AutoRestPagingTestServicePagingClient> {
    Ok(service(sending_api_version("1.0.0"))?.get_paging_client())
}

/// How many items there are on all pages.
async fn count<P>(pager: Pager<P>) -> Result<usize>
where
    P: Page + DeserializeWith<JsonFormat> + Send + 'static,
    P::Item: Send,
    P::IntoIter: Send,
{
    pager.try_fold(0, |count, _| async move { Ok(count + 1) }).await
}

#[tokio::test]
async fn get_no_item_name_pages() -> Result<()> {
    assert_eq!(count(client()?.get_no_item_name_pages(None)?).await?, 1);
    Ok(())
}

#[tokio::test]
async fn get_empty_next_link_name_pages() -> Result<()> {
    assert_eq!(count(client()?.get_empty_next_link_name_pages(None)?).await?, 1);
    Ok(())
}

#[tokio::test]
async fn get_null_next_link_name_pages() -> Result<()> {
    assert_eq!(count(client()?.get_null_next_link_name_pages(None)?).await?, 1);
    Ok(())
}

#[tokio::test]
async fn get_single_pages() -> Result<()> {
    assert_eq!(count(client()?.get_single_pages(None)?).await?, 1);
    Ok(())
}

#[tokio::test]
async fn first_response_empty() -> Result<()> {
    assert_eq!(count(client()?.first_response_empty(None)?).await?, 1);
    Ok(())
}

#[tokio::test]
async fn get_multiple_pages() -> Result<()> {
    assert_eq!(count(client()?.get_multiple_pages(None)?).await?, 10);
    Ok(())
}

#[tokio::test]
async fn get_odata_multiple_pages() -> Result<()> {
    assert_eq!(count(client()?.get_odata_multiple_pages(None)?).await?, 10);
    Ok(())
}

#[tokio::test]
async fn get_multiple_pages_with_offset() -> Result<()> {
    assert_eq!(count(client()?.get_multiple_pages_with_offset(100, None)?).await?, 10);
    Ok(())
}

#[tokio::test]
async fn get_multiple_pages_fragment_next_link() -> Result<()> {
    assert_eq!(count(client()?.get_multiple_pages_fragment_next_link("1.6", "test_user", None)?).await?, 10);
    Ok(())
}

#[tokio::test]
async fn get_multiple_pages_fragment_with_grouping_next_link() -> Result<()> {
    assert_eq!(
        count(client()?.get_multiple_pages_fragment_with_grouping_next_link("1.6", "test_user", None)?).await?,
        10
    );
    Ok(())
}

#[tokio::test]
async fn get_paging_model_with_item_name_with_xms_client_name() -> Result<()> {
    assert_eq!(count(client()?.get_paging_model_with_item_name_with_xms_client_name(None)?).await?, 1);
    Ok(())
}

#[tokio::test]
async fn get_with_query_params() -> Result<()> {
    assert_eq!(count(client()?.get_with_query_params(100, true, None)?).await?, 2);
    Ok(())
}

#[tokio::test]
async fn page_with_max_page_size() -> Result<()> {
    assert_eq!(count(client()?.page_with_max_page_size(None)?).await?, 0);
    Ok(())
}

#[tokio::test]
async fn get_multiple_pages_retry_first() -> Result<()> {
    assert_eq!(count(keeping()?.get_multiple_pages_retry_first(None)?).await?, 10);
    Ok(())
}

#[tokio::test]
async fn get_multiple_pages_retry_second() -> Result<()> {
    assert_eq!(count(keeping()?.get_multiple_pages_retry_second(None)?).await?, 10);
    Ok(())
}

#[tokio::test]
async fn append_api_version() -> Result<()> {
    assert_eq!(count(client()?.append_api_version(None)?).await?, 1);
    Ok(())
}

#[tokio::test]
async fn replace_api_version() -> Result<()> {
    assert_eq!(count(versioned()?.replace_api_version(None)?).await?, 1);
    Ok(())
}

#[tokio::test]
async fn get_single_pages_with_body_params() -> Result<()> {
    let body = BodyParam { name: Some("body".to_owned()) };
    assert_eq!(count(client()?.get_single_pages_with_body_params(body.try_into()?, None)?).await?, 1);
    Ok(())
}

#[tokio::test]
async fn duplicate_params() -> Result<()> {
    let options = AutoRestPagingTestServicePagingClientDuplicateParamsOptions {
        filter: Some("foo".to_owned()),
        ..Default::default()
    };
    assert_eq!(count(client()?.duplicate_params(Some(options))?).await?, 1);
    Ok(())
}

#[tokio::test]
async fn get_single_pages_failure() -> Result<()> {
    assert_eq!(status(count(client()?.get_single_pages_failure(None)?).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn get_multiple_pages_failure() -> Result<()> {
    let mut items = client()?.get_multiple_pages_failure(None)?;
    assert!(items.try_next().await?.is_some());
    assert_eq!(status(items.try_next().await), Some(400));
    Ok(())
}

#[tokio::test]
async fn get_multiple_pages_failure_uri() -> Result<()> {
    let mut pages = client()?.get_multiple_pages_failure_uri(None)?;
    assert!(pages.try_next().await.is_err() || pages.try_next().await.is_err());
    Ok(())
}

#[tokio::test]
async fn get_multiple_pages_lro() -> Result<()> {
    let method_options = PollerOptions { frequency: Duration::seconds(1), ..Default::default() };
    let options =
        AutoRestPagingTestServicePagingClientGetMultiplePagesLroOptions { method_options, ..Default::default() };
    assert_eq!(count(client()?.begin_get_multiple_pages_lro(Some(options))?.await?).await?, 10);
    Ok(())
}
