use super::{connection_options, credential, keeping_cookies, status};
use azure_core::Result;
use lro::{AutoRestLongRunningOperationTestServiceClient, AutoRestLongRunningOperationTestServiceClientOptions, clients::{AutoRestLongRunningOperationTestServiceLRosClient, AutoRestLongRunningOperationTestServiceLRosCustomHeaderClient, AutoRestLongRunningOperationTestServiceLroRetrysClient, AutoRestLongRunningOperationTestServiceLrosAdsClient}, models::{Product, Sku, SubProduct, AutoRestLongRunningOperationTestServiceLRosClientDelete202NoRetry204Options, AutoRestLongRunningOperationTestServiceLRosClientDelete202Retry200Options, AutoRestLongRunningOperationTestServiceLRosClientDelete204SucceededOptions, AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncNoHeaderInRetryOptions, AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncNoRetrySucceededOptions, AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncRetryFailedOptions, AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncRetrySucceededOptions, AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncRetrycanceledOptions, AutoRestLongRunningOperationTestServiceLRosClientDeleteNoHeaderInRetryOptions, AutoRestLongRunningOperationTestServiceLRosClientDeleteProvisioning202Accepted200SucceededOptions, AutoRestLongRunningOperationTestServiceLRosClientDeleteProvisioning202DeletingFailed200Options, AutoRestLongRunningOperationTestServiceLRosClientDeleteProvisioning202Deletingcanceled200Options, AutoRestLongRunningOperationTestServiceLRosClientPatch200SucceededIgnoreHeadersOptions, AutoRestLongRunningOperationTestServiceLRosClientPatch201RetryWithAsyncHeaderOptions, AutoRestLongRunningOperationTestServiceLRosClientPatch202RetryWithAsyncAndLocationHeaderOptions, AutoRestLongRunningOperationTestServiceLRosClientPost200WithPayloadOptions, AutoRestLongRunningOperationTestServiceLRosClientPost202ListOptions, AutoRestLongRunningOperationTestServiceLRosClientPost202NoRetry204Options, AutoRestLongRunningOperationTestServiceLRosClientPost202Retry200Options, AutoRestLongRunningOperationTestServiceLRosClientPostAsyncNoRetrySucceededOptions, AutoRestLongRunningOperationTestServiceLRosClientPostAsyncRetryFailedOptions, AutoRestLongRunningOperationTestServiceLRosClientPostAsyncRetrySucceededOptions, AutoRestLongRunningOperationTestServiceLRosClientPostAsyncRetrycanceledOptions, AutoRestLongRunningOperationTestServiceLRosClientPostDoubleHeadersFinalAzureHeaderGetDefaultOptions, AutoRestLongRunningOperationTestServiceLRosClientPostDoubleHeadersFinalAzureHeaderGetOptions, AutoRestLongRunningOperationTestServiceLRosClientPostDoubleHeadersFinalLocationGetOptions, AutoRestLongRunningOperationTestServiceLRosClientPut200Acceptedcanceled200Options, AutoRestLongRunningOperationTestServiceLRosClientPut200SucceededNoStateOptions, AutoRestLongRunningOperationTestServiceLRosClientPut200SucceededOptions, AutoRestLongRunningOperationTestServiceLRosClientPut200UpdatingSucceeded204Options, AutoRestLongRunningOperationTestServiceLRosClientPut201CreatingFailed200Options, AutoRestLongRunningOperationTestServiceLRosClientPut201CreatingSucceeded200Options, AutoRestLongRunningOperationTestServiceLRosClientPut201SucceededOptions, AutoRestLongRunningOperationTestServiceLRosClientPut202Retry200Options, AutoRestLongRunningOperationTestServiceLRosClientPutAsyncNoHeaderInRetryOptions, AutoRestLongRunningOperationTestServiceLRosClientPutAsyncNoRetrySucceededOptions, AutoRestLongRunningOperationTestServiceLRosClientPutAsyncNoRetrycanceledOptions, AutoRestLongRunningOperationTestServiceLRosClientPutAsyncNonResourceOptions, AutoRestLongRunningOperationTestServiceLRosClientPutAsyncRetryFailedOptions, AutoRestLongRunningOperationTestServiceLRosClientPutAsyncRetrySucceededOptions, AutoRestLongRunningOperationTestServiceLRosClientPutAsyncSubResourceOptions, AutoRestLongRunningOperationTestServiceLRosClientPutNoHeaderInRetryOptions, AutoRestLongRunningOperationTestServiceLRosClientPutNonResourceOptions, AutoRestLongRunningOperationTestServiceLRosClientPutSubResourceOptions, AutoRestLongRunningOperationTestServiceLRosCustomHeaderClientPost202Retry200Options, AutoRestLongRunningOperationTestServiceLRosCustomHeaderClientPostAsyncRetrySucceededOptions, AutoRestLongRunningOperationTestServiceLRosCustomHeaderClientPut201CreatingSucceeded200Options, AutoRestLongRunningOperationTestServiceLRosCustomHeaderClientPutAsyncRetrySucceededOptions, AutoRestLongRunningOperationTestServiceLroRetrysClientDelete202Retry200Options, AutoRestLongRunningOperationTestServiceLroRetrysClientDeleteAsyncRelativeRetrySucceededOptions, AutoRestLongRunningOperationTestServiceLroRetrysClientDeleteProvisioning202Accepted200SucceededOptions, AutoRestLongRunningOperationTestServiceLroRetrysClientPost202Retry200Options, AutoRestLongRunningOperationTestServiceLroRetrysClientPostAsyncRelativeRetrySucceededOptions, AutoRestLongRunningOperationTestServiceLroRetrysClientPut201CreatingSucceeded200Options, AutoRestLongRunningOperationTestServiceLroRetrysClientPutAsyncRelativeRetrySucceededOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientDelete202NonRetry400Options, AutoRestLongRunningOperationTestServiceLrosAdsClientDelete202RetryInvalidHeaderOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientDelete204SucceededOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteAsyncRelativeRetry400Options, AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteAsyncRelativeRetryInvalidHeaderOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteAsyncRelativeRetryInvalidJsonPollingOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteAsyncRelativeRetryNoStatusOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteNonRetry400Options, AutoRestLongRunningOperationTestServiceLrosAdsClientPost202NoLocationOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientPost202NonRetry400Options, AutoRestLongRunningOperationTestServiceLrosAdsClientPost202RetryInvalidHeaderOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientPostAsyncRelativeRetry400Options, AutoRestLongRunningOperationTestServiceLrosAdsClientPostAsyncRelativeRetryInvalidHeaderOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientPostAsyncRelativeRetryInvalidJsonPollingOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientPostAsyncRelativeRetryNoPayloadOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientPostNonRetry400Options, AutoRestLongRunningOperationTestServiceLrosAdsClientPut200InvalidJsonOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetry400Options, AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetryInvalidHeaderOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetryInvalidJsonPollingOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetryNoStatusOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetryNoStatusPayloadOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientPutError201NoProvisioningStatePayloadOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientPutNonRetry201Creating400InvalidJsonOptions, AutoRestLongRunningOperationTestServiceLrosAdsClientPutNonRetry201Creating400Options, AutoRestLongRunningOperationTestServiceLrosAdsClientPutNonRetry400Options}};
use azure_core::{http::{ClientOptions, Context, RequestContent, poller::PollerOptions, request::options::ClientRequestId}, time::Duration};

fn service(client_options: ClientOptions) -> Result<AutoRestLongRunningOperationTestServiceClient> {
    let options = AutoRestLongRunningOperationTestServiceClientOptions { client_options, connection_options: connection_options() };
    AutoRestLongRunningOperationTestServiceClient::new(credential(), Some(options))
}

fn lros() -> Result<AutoRestLongRunningOperationTestServiceLRosClient> {
    Ok(service(keeping_cookies())?.get_l_ros_client())
}

fn retries() -> Result<AutoRestLongRunningOperationTestServiceLroRetrysClient> {
    Ok(service(keeping_cookies())?.get_lro_retrys_client())
}

fn custom_header() -> Result<AutoRestLongRunningOperationTestServiceLRosCustomHeaderClient> {
    Ok(service(keeping_cookies())?.get_l_ros_custom_header_client())
}

fn faults() -> Result<AutoRestLongRunningOperationTestServiceLrosAdsClient> {
    Ok(service(keeping_cookies())?.get_lros_ads_client())
}

fn polling() -> PollerOptions<'static> {
    PollerOptions { frequency: Duration::seconds(1), ..Default::default() }
}

/// With an id that the server wants to see in each request.
fn with_id() -> PollerOptions<'static> {
    let context = Context::new().with_value(ClientRequestId::from("9C4D50EE-2D56-4CD3-8152-34347DC9F2B0"));
    PollerOptions { context, ..polling() }
}

fn product() -> Result<RequestContent<Product>> {
    Product { location: Some("West US".to_owned()), ..Default::default() }.try_into()
}

fn sub_product() -> Result<RequestContent<SubProduct>> {
    SubProduct::default().try_into()
}

fn sku() -> Result<RequestContent<Sku>> {
    Sku::default().try_into()
}

fn state(product: &Product) -> Option<&str> {
    product.properties.as_ref()?.provisioning_state.as_deref()
}

#[tokio::test]
async fn lros_delete202_no_retry204() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientDelete202NoRetry204Options { method_options: polling() };
    let answer = lros()?.begin_delete202_no_retry204(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn lros_delete202_retry200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientDelete202Retry200Options { method_options: polling() };
    let answer = lros()?.begin_delete202_retry200(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn lros_delete204_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientDelete204SucceededOptions { method_options: polling() };
    let answer = lros()?.begin_delete204_succeeded(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn lros_delete_async_no_header_in_retry() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncNoHeaderInRetryOptions { method_options: polling() };
    let answer = lros()?.begin_delete_async_no_header_in_retry(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn lros_delete_async_no_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncNoRetrySucceededOptions { method_options: polling() };
    let answer = lros()?.begin_delete_async_no_retry_succeeded(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn lros_delete_async_retry_failed() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncRetryFailedOptions { method_options: polling() };
    let failed = lros()?.begin_delete_async_retry_failed(Some(options))?.await;
    let error = failed.err().expect("a failure");
    assert!(error.to_string().contains("Failed"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lros_delete_async_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncRetrySucceededOptions { method_options: polling() };
    let answer = lros()?.begin_delete_async_retry_succeeded(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn lros_delete_async_retrycanceled() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncRetrycanceledOptions { method_options: polling() };
    let failed = lros()?.begin_delete_async_retrycanceled(Some(options))?.await;
    let error = failed.err().expect("a failure");
    assert!(error.to_string().contains("Cancel"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lros_delete_no_header_in_retry() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientDeleteNoHeaderInRetryOptions { method_options: polling() };
    let answer = lros()?.begin_delete_no_header_in_retry(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn lros_delete_provisioning202_accepted200_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientDeleteProvisioning202Accepted200SucceededOptions { method_options: polling() };
    let answer = lros()?.begin_delete_provisioning202_accepted200_succeeded(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_delete_provisioning202_deleting_failed200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientDeleteProvisioning202DeletingFailed200Options { method_options: polling() };
    let failed = lros()?.begin_delete_provisioning202_deleting_failed200(Some(options))?.await;
    let error = failed.err().expect("a failure");
    assert!(error.to_string().contains("Failed"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lros_delete_provisioning202_deletingcanceled200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientDeleteProvisioning202Deletingcanceled200Options { method_options: polling() };
    let failed = lros()?.begin_delete_provisioning202_deletingcanceled200(Some(options))?.await;
    let error = failed.err().expect("a failure");
    assert!(error.to_string().contains("Cancel"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lros_patch200_succeeded_ignore_headers() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPatch200SucceededIgnoreHeadersOptions { product: Some(product()?), method_options: polling() };
    let failed = lros()?.begin_patch200_succeeded_ignore_headers(Some(options))?.await;
    // The link leads to another host, which gets no token: `localhost` is not `127.0.0.1`.
    let error = failed.err().expect("a refusal");
    assert!(error.to_string().contains("`localhost`"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lros_patch201_retry_with_async_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPatch201RetryWithAsyncHeaderOptions { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_patch201_retry_with_async_header(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_patch202_retry_with_async_and_location_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPatch202RetryWithAsyncAndLocationHeaderOptions { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_patch202_retry_with_async_and_location_header(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_post200_with_payload() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPost200WithPayloadOptions { method_options: polling() };
    let answer = lros()?.begin_post200_with_payload(Some(options))?.await?;
    assert!(answer.into_model()?.id.is_some());
    Ok(())
}

#[tokio::test]
async fn lros_post202_list() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPost202ListOptions { method_options: polling() };
    let answer = lros()?.begin_post202_list(Some(options))?.await?;
    let products = answer.into_model()?;
    assert_eq!(products.first().and_then(|own| own.id.as_deref()), Some("100"));
    Ok(())
}

#[tokio::test]
async fn lros_post202_no_retry204() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPost202NoRetry204Options { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_post202_no_retry204(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn lros_post202_retry200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPost202Retry200Options { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_post202_retry200(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn lros_post_async_no_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPostAsyncNoRetrySucceededOptions { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_post_async_no_retry_succeeded(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_post_async_retry_failed() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPostAsyncRetryFailedOptions { product: Some(product()?), method_options: polling() };
    let failed = lros()?.begin_post_async_retry_failed(Some(options))?.await;
    let error = failed.err().expect("a failure");
    assert!(error.to_string().contains("Failed"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lros_post_async_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPostAsyncRetrySucceededOptions { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_post_async_retry_succeeded(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_post_async_retrycanceled() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPostAsyncRetrycanceledOptions { product: Some(product()?), method_options: polling() };
    let failed = lros()?.begin_post_async_retrycanceled(Some(options))?.await;
    let error = failed.err().expect("a failure");
    assert!(error.to_string().contains("Cancel"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lros_post_double_headers_final_azure_header_get() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPostDoubleHeadersFinalAzureHeaderGetOptions { method_options: polling() };
    let answer = lros()?.begin_post_double_headers_final_azure_header_get(Some(options))?.await?;
    assert_eq!(answer.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}

#[tokio::test]
async fn lros_post_double_headers_final_azure_header_get_default() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPostDoubleHeadersFinalAzureHeaderGetDefaultOptions { method_options: polling() };
    let answer = lros()?.begin_post_double_headers_final_azure_header_get_default(Some(options))?.await?;
    assert_eq!(answer.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}

#[tokio::test]
async fn lros_post_double_headers_final_location_get() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPostDoubleHeadersFinalLocationGetOptions { method_options: polling() };
    let answer = lros()?.begin_post_double_headers_final_location_get(Some(options))?.await?;
    assert_eq!(answer.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}

#[tokio::test]
async fn lros_put200_acceptedcanceled200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPut200Acceptedcanceled200Options { product: Some(product()?), method_options: polling() };
    let failed = lros()?.begin_put200_acceptedcanceled200(Some(options))?.await;
    let error = failed.err().expect("a failure");
    assert!(error.to_string().contains("Cancel"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lros_put200_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPut200SucceededOptions { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_put200_succeeded(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_put200_succeeded_no_state() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPut200SucceededNoStateOptions { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_put200_succeeded_no_state(Some(options))?.await?;
    assert_eq!(answer.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}

#[tokio::test]
async fn lros_put200_updating_succeeded204() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPut200UpdatingSucceeded204Options { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_put200_updating_succeeded204(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_put201_creating_failed200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPut201CreatingFailed200Options { product: Some(product()?), method_options: polling() };
    let failed = lros()?.begin_put201_creating_failed200(Some(options))?.await;
    let error = failed.err().expect("a failure");
    assert!(error.to_string().contains("Failed"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lros_put201_creating_succeeded200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPut201CreatingSucceeded200Options { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_put201_creating_succeeded200(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_put201_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPut201SucceededOptions { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_put201_succeeded(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_put202_retry200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPut202Retry200Options { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_put202_retry200(Some(options))?.await?;
    assert_eq!(answer.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}

#[tokio::test]
async fn lros_put_async_no_header_in_retry() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPutAsyncNoHeaderInRetryOptions { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_put_async_no_header_in_retry(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_put_async_no_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPutAsyncNoRetrySucceededOptions { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_put_async_no_retry_succeeded(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_put_async_no_retrycanceled() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPutAsyncNoRetrycanceledOptions { product: Some(product()?), method_options: polling() };
    let failed = lros()?.begin_put_async_no_retrycanceled(Some(options))?.await;
    let error = failed.err().expect("a failure");
    assert!(error.to_string().contains("Cancel"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lros_put_async_non_resource() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPutAsyncNonResourceOptions { sku: Some(sku()?), method_options: polling() };
    let answer = lros()?.begin_put_async_non_resource(Some(options))?.await?;
    assert!(answer.into_model()?.id.is_some());
    Ok(())
}

#[tokio::test]
async fn lros_put_async_retry_failed() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPutAsyncRetryFailedOptions { product: Some(product()?), method_options: polling() };
    let failed = lros()?.begin_put_async_retry_failed(Some(options))?.await;
    let error = failed.err().expect("a failure");
    assert!(error.to_string().contains("Failed"), "{error}");
    Ok(())
}

#[tokio::test]
async fn lros_put_async_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPutAsyncRetrySucceededOptions { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_put_async_retry_succeeded(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_put_async_sub_resource() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPutAsyncSubResourceOptions { product: Some(sub_product()?), method_options: polling() };
    let answer = lros()?.begin_put_async_sub_resource(Some(options))?.await?;
    assert_eq!(answer.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}

#[tokio::test]
async fn lros_put_no_header_in_retry() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPutNoHeaderInRetryOptions { product: Some(product()?), method_options: polling() };
    let answer = lros()?.begin_put_no_header_in_retry(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lros_put_non_resource() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPutNonResourceOptions { sku: Some(sku()?), method_options: polling() };
    let answer = lros()?.begin_put_non_resource(Some(options))?.await?;
    assert!(answer.into_model()?.id.is_some());
    Ok(())
}

#[tokio::test]
async fn lros_put_sub_resource() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosClientPutSubResourceOptions { product: Some(sub_product()?), method_options: polling() };
    let answer = lros()?.begin_put_sub_resource(Some(options))?.await?;
    assert_eq!(answer.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}

#[tokio::test]
async fn custom_header_post202_retry200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosCustomHeaderClientPost202Retry200Options { product: Some(product()?), method_options: with_id() };
    let answer = custom_header()?.begin_post202_retry200(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn custom_header_post_async_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosCustomHeaderClientPostAsyncRetrySucceededOptions { product: Some(product()?), method_options: with_id() };
    let answer = custom_header()?.begin_post_async_retry_succeeded(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn custom_header_put201_creating_succeeded200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosCustomHeaderClientPut201CreatingSucceeded200Options { product: Some(product()?), method_options: with_id() };
    let answer = custom_header()?.begin_put201_creating_succeeded200(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn custom_header_put_async_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLRosCustomHeaderClientPutAsyncRetrySucceededOptions { product: Some(product()?), method_options: with_id() };
    let answer = custom_header()?.begin_put_async_retry_succeeded(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn retries_delete202_retry200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLroRetrysClientDelete202Retry200Options { method_options: polling() };
    let answer = retries()?.begin_delete202_retry200(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn retries_delete_async_relative_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLroRetrysClientDeleteAsyncRelativeRetrySucceededOptions { method_options: polling() };
    let answer = retries()?.begin_delete_async_relative_retry_succeeded(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn retries_delete_provisioning202_accepted200_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLroRetrysClientDeleteProvisioning202Accepted200SucceededOptions { method_options: polling() };
    let answer = retries()?.begin_delete_provisioning202_accepted200_succeeded(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn retries_post202_retry200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLroRetrysClientPost202Retry200Options { product: Some(product()?), method_options: polling() };
    let answer = retries()?.begin_post202_retry200(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn retries_post_async_relative_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLroRetrysClientPostAsyncRelativeRetrySucceededOptions { product: Some(product()?), method_options: polling() };
    let answer = retries()?.begin_post_async_relative_retry_succeeded(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn retries_put201_creating_succeeded200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLroRetrysClientPut201CreatingSucceeded200Options { product: Some(product()?), method_options: polling() };
    let answer = retries()?.begin_put201_creating_succeeded200(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn retries_put_async_relative_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLroRetrysClientPutAsyncRelativeRetrySucceededOptions { product: Some(product()?), method_options: polling() };
    let answer = retries()?.begin_put_async_relative_retry_succeeded(Some(options))?.await?;
    assert_eq!(state(&answer.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn faults_delete202_non_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientDelete202NonRetry400Options { method_options: polling() };
    let failed = faults()?.begin_delete202_non_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn faults_delete202_retry_invalid_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientDelete202RetryInvalidHeaderOptions { method_options: polling() };
    let failed = faults()?.begin_delete202_retry_invalid_header(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn faults_delete204_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientDelete204SucceededOptions { method_options: polling() };
    let answer = faults()?.begin_delete204_succeeded(Some(options))?.await?;
    assert!(answer.status().is_success());
    Ok(())
}

#[tokio::test]
async fn faults_delete_async_relative_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteAsyncRelativeRetry400Options { method_options: polling() };
    let failed = faults()?.begin_delete_async_relative_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn faults_delete_async_relative_retry_invalid_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteAsyncRelativeRetryInvalidHeaderOptions { method_options: polling() };
    let failed = faults()?.begin_delete_async_relative_retry_invalid_header(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn faults_delete_async_relative_retry_invalid_json_polling() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteAsyncRelativeRetryInvalidJsonPollingOptions { method_options: polling() };
    let failed = faults()?.begin_delete_async_relative_retry_invalid_json_polling(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn faults_delete_async_relative_retry_no_status() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteAsyncRelativeRetryNoStatusOptions { method_options: polling() };
    let failed = faults()?.begin_delete_async_relative_retry_no_status(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn faults_delete_non_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteNonRetry400Options { method_options: polling() };
    let failed = faults()?.begin_delete_non_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn faults_post202_no_location() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPost202NoLocationOptions { product: Some(product()?), method_options: polling() };
    let answer = faults()?.begin_post202_no_location(Some(options))?.await?;
    // Nothing says where to poll: by Azure Resource Manager's rules it is done.
    assert_eq!(u16::from(answer.status()), 202);
    Ok(())
}

#[tokio::test]
async fn faults_post202_non_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPost202NonRetry400Options { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_post202_non_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn faults_post202_retry_invalid_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPost202RetryInvalidHeaderOptions { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_post202_retry_invalid_header(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn faults_post_async_relative_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPostAsyncRelativeRetry400Options { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_post_async_relative_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn faults_post_async_relative_retry_invalid_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPostAsyncRelativeRetryInvalidHeaderOptions { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_post_async_relative_retry_invalid_header(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn faults_post_async_relative_retry_invalid_json_polling() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPostAsyncRelativeRetryInvalidJsonPollingOptions { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_post_async_relative_retry_invalid_json_polling(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn faults_post_async_relative_retry_no_payload() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPostAsyncRelativeRetryNoPayloadOptions { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_post_async_relative_retry_no_payload(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn faults_post_non_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPostNonRetry400Options { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_post_non_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn faults_put200_invalid_json() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPut200InvalidJsonOptions { product: Some(product()?), method_options: polling() };
    let answer = faults()?.begin_put200_invalid_json(Some(options))?.await?;
    // It is done as far as Azure Resource Manager's rules go; its result cannot be read.
    assert!(answer.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn faults_put_async_relative_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetry400Options { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_put_async_relative_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn faults_put_async_relative_retry_invalid_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetryInvalidHeaderOptions { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_put_async_relative_retry_invalid_header(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn faults_put_async_relative_retry_invalid_json_polling() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetryInvalidJsonPollingOptions { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_put_async_relative_retry_invalid_json_polling(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn faults_put_async_relative_retry_no_status() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetryNoStatusOptions { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_put_async_relative_retry_no_status(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn faults_put_async_relative_retry_no_status_payload() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetryNoStatusPayloadOptions { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_put_async_relative_retry_no_status_payload(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn faults_put_error201_no_provisioning_state_payload() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPutError201NoProvisioningStatePayloadOptions { product: Some(product()?), method_options: polling() };
    let answer = faults()?.begin_put_error201_no_provisioning_state_payload(Some(options))?.await?;
    // It is done as far as Azure Resource Manager's rules go; its result cannot be read.
    assert!(answer.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn faults_put_non_retry201_creating400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPutNonRetry201Creating400Options { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_put_non_retry201_creating400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn faults_put_non_retry201_creating400_invalid_json() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPutNonRetry201Creating400InvalidJsonOptions { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_put_non_retry201_creating400_invalid_json(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn faults_put_non_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosAdsClientPutNonRetry400Options { product: Some(product()?), method_options: polling() };
    let failed = faults()?.begin_put_non_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}
