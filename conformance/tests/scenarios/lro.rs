mod custom_headers;
mod deletes;
mod faulty;
mod posts_and_patches;
mod puts;
mod retried;

use super::{code, connection_options, credential, keeping_cookies, status};
use azure_core::{
    Result,
    http::{ClientOptions, Context, RequestContent, poller::PollerOptions, request::options::ClientRequestId},
    time::Duration,
};
use lro::{
    AutoRestLongRunningOperationTestServiceClient, AutoRestLongRunningOperationTestServiceClientOptions,
    clients::{
        AutoRestLongRunningOperationTestServiceLRosClient,
        AutoRestLongRunningOperationTestServiceLRosCustomHeaderClient,
        AutoRestLongRunningOperationTestServiceLroRetrysClient, AutoRestLongRunningOperationTestServiceLrosAdsClient,
    },
    models::{
        AutoRestLongRunningOperationTestServiceLRosClientDelete202NoRetry204Options,
        AutoRestLongRunningOperationTestServiceLRosClientDelete202Retry200Options,
        AutoRestLongRunningOperationTestServiceLRosClientDelete204SucceededOptions,
        AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncNoHeaderInRetryOptions,
        AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncNoRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncRetryFailedOptions,
        AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLRosClientDeleteAsyncRetrycanceledOptions,
        AutoRestLongRunningOperationTestServiceLRosClientDeleteNoHeaderInRetryOptions,
        AutoRestLongRunningOperationTestServiceLRosClientDeleteProvisioning202Accepted200SucceededOptions,
        AutoRestLongRunningOperationTestServiceLRosClientDeleteProvisioning202DeletingFailed200Options,
        AutoRestLongRunningOperationTestServiceLRosClientDeleteProvisioning202Deletingcanceled200Options,
        AutoRestLongRunningOperationTestServiceLRosClientPatch200SucceededIgnoreHeadersOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPatch201RetryWithAsyncHeaderOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPatch202RetryWithAsyncAndLocationHeaderOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPost200WithPayloadOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPost202ListOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPost202NoRetry204Options,
        AutoRestLongRunningOperationTestServiceLRosClientPost202Retry200Options,
        AutoRestLongRunningOperationTestServiceLRosClientPostAsyncNoRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPostAsyncRetryFailedOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPostAsyncRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPostAsyncRetrycanceledOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPostDoubleHeadersFinalAzureHeaderGetDefaultOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPostDoubleHeadersFinalAzureHeaderGetOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPostDoubleHeadersFinalLocationGetOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPut200Acceptedcanceled200Options,
        AutoRestLongRunningOperationTestServiceLRosClientPut200SucceededNoStateOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPut200SucceededOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPut200UpdatingSucceeded204Options,
        AutoRestLongRunningOperationTestServiceLRosClientPut201CreatingFailed200Options,
        AutoRestLongRunningOperationTestServiceLRosClientPut201CreatingSucceeded200Options,
        AutoRestLongRunningOperationTestServiceLRosClientPut201SucceededOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPut202Retry200Options,
        AutoRestLongRunningOperationTestServiceLRosClientPutAsyncNoHeaderInRetryOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPutAsyncNoRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPutAsyncNoRetrycanceledOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPutAsyncNonResourceOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPutAsyncRetryFailedOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPutAsyncRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPutAsyncSubResourceOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPutNoHeaderInRetryOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPutNonResourceOptions,
        AutoRestLongRunningOperationTestServiceLRosClientPutSubResourceOptions,
        AutoRestLongRunningOperationTestServiceLRosCustomHeaderClientPost202Retry200Options,
        AutoRestLongRunningOperationTestServiceLRosCustomHeaderClientPostAsyncRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLRosCustomHeaderClientPut201CreatingSucceeded200Options,
        AutoRestLongRunningOperationTestServiceLRosCustomHeaderClientPutAsyncRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLroRetrysClientDelete202Retry200Options,
        AutoRestLongRunningOperationTestServiceLroRetrysClientDeleteAsyncRelativeRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLroRetrysClientDeleteProvisioning202Accepted200SucceededOptions,
        AutoRestLongRunningOperationTestServiceLroRetrysClientPost202Retry200Options,
        AutoRestLongRunningOperationTestServiceLroRetrysClientPostAsyncRelativeRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLroRetrysClientPut201CreatingSucceeded200Options,
        AutoRestLongRunningOperationTestServiceLroRetrysClientPutAsyncRelativeRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientDelete202NonRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosAdsClientDelete202RetryInvalidHeaderOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientDelete204SucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteAsyncRelativeRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteAsyncRelativeRetryInvalidHeaderOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteAsyncRelativeRetryInvalidJsonPollingOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteAsyncRelativeRetryNoStatusOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientDeleteNonRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPost202NoLocationOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPost202NonRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPost202RetryInvalidHeaderOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPostAsyncRelativeRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPostAsyncRelativeRetryInvalidHeaderOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPostAsyncRelativeRetryInvalidJsonPollingOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPostAsyncRelativeRetryNoPayloadOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPostNonRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPut200InvalidJsonOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetryInvalidHeaderOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetryInvalidJsonPollingOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetryNoStatusOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPutAsyncRelativeRetryNoStatusPayloadOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPutError201NoProvisioningStatePayloadOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPutNonRetry201Creating400InvalidJsonOptions,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPutNonRetry201Creating400Options,
        AutoRestLongRunningOperationTestServiceLrosAdsClientPutNonRetry400Options, Product, Sku, SubProduct,
    },
};

fn service(client_options: ClientOptions) -> Result<AutoRestLongRunningOperationTestServiceClient> {
    let options = AutoRestLongRunningOperationTestServiceClientOptions {
        client_options,
        connection_options: connection_options(),
    };
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
