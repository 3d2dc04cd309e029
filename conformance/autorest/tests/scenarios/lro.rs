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
        AutoRestLongRunningOperationTestServiceLroRetrysClient, AutoRestLongRunningOperationTestServiceLrosClient,
        AutoRestLongRunningOperationTestServiceLrosCustomHeaderClient,
        AutoRestLongRunningOperationTestServiceLrosadsClient,
    },
    models::{
        AutoRestLongRunningOperationTestServiceLroRetrysClientDelete202Retry200Options,
        AutoRestLongRunningOperationTestServiceLroRetrysClientDeleteAsyncRelativeRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLroRetrysClientDeleteProvisioning202Accepted200SucceededOptions,
        AutoRestLongRunningOperationTestServiceLroRetrysClientPost202Retry200Options,
        AutoRestLongRunningOperationTestServiceLroRetrysClientPostAsyncRelativeRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLroRetrysClientPut201CreatingSucceeded200Options,
        AutoRestLongRunningOperationTestServiceLroRetrysClientPutAsyncRelativeRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosClientDelete202NoRetry204Options,
        AutoRestLongRunningOperationTestServiceLrosClientDelete202Retry200Options,
        AutoRestLongRunningOperationTestServiceLrosClientDelete204SucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosClientDeleteAsyncNoHeaderInRetryOptions,
        AutoRestLongRunningOperationTestServiceLrosClientDeleteAsyncNoRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosClientDeleteAsyncRetryFailedOptions,
        AutoRestLongRunningOperationTestServiceLrosClientDeleteAsyncRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosClientDeleteAsyncRetrycanceledOptions,
        AutoRestLongRunningOperationTestServiceLrosClientDeleteNoHeaderInRetryOptions,
        AutoRestLongRunningOperationTestServiceLrosClientDeleteProvisioning202Accepted200SucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosClientDeleteProvisioning202DeletingFailed200Options,
        AutoRestLongRunningOperationTestServiceLrosClientDeleteProvisioning202Deletingcanceled200Options,
        AutoRestLongRunningOperationTestServiceLrosClientPatch200SucceededIgnoreHeadersOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPatch201RetryWithAsyncHeaderOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPatch202RetryWithAsyncAndLocationHeaderOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPost200WithPayloadOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPost202ListOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPost202NoRetry204Options,
        AutoRestLongRunningOperationTestServiceLrosClientPost202Retry200Options,
        AutoRestLongRunningOperationTestServiceLrosClientPostAsyncNoRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPostAsyncRetryFailedOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPostAsyncRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPostAsyncRetrycanceledOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPostDoubleHeadersFinalAzureHeaderGetDefaultOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPostDoubleHeadersFinalAzureHeaderGetOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPostDoubleHeadersFinalLocationGetOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPut200Acceptedcanceled200Options,
        AutoRestLongRunningOperationTestServiceLrosClientPut200SucceededNoStateOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPut200SucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPut200UpdatingSucceeded204Options,
        AutoRestLongRunningOperationTestServiceLrosClientPut201CreatingFailed200Options,
        AutoRestLongRunningOperationTestServiceLrosClientPut201CreatingSucceeded200Options,
        AutoRestLongRunningOperationTestServiceLrosClientPut201SucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPut202Retry200Options,
        AutoRestLongRunningOperationTestServiceLrosClientPutAsyncNoHeaderInRetryOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPutAsyncNoRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPutAsyncNoRetrycanceledOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPutAsyncNonResourceOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPutAsyncRetryFailedOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPutAsyncRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPutAsyncSubResourceOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPutNoHeaderInRetryOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPutNonResourceOptions,
        AutoRestLongRunningOperationTestServiceLrosClientPutSubResourceOptions,
        AutoRestLongRunningOperationTestServiceLrosCustomHeaderClientPost202Retry200Options,
        AutoRestLongRunningOperationTestServiceLrosCustomHeaderClientPostAsyncRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosCustomHeaderClientPut201CreatingSucceeded200Options,
        AutoRestLongRunningOperationTestServiceLrosCustomHeaderClientPutAsyncRetrySucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientDelete202NonRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosadsClientDelete202RetryInvalidHeaderOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientDelete204SucceededOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientDeleteAsyncRelativeRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosadsClientDeleteAsyncRelativeRetryInvalidHeaderOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientDeleteAsyncRelativeRetryInvalidJsonPollingOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientDeleteAsyncRelativeRetryNoStatusOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientDeleteNonRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosadsClientPost202NoLocationOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientPost202NonRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosadsClientPost202RetryInvalidHeaderOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientPostAsyncRelativeRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosadsClientPostAsyncRelativeRetryInvalidHeaderOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientPostAsyncRelativeRetryInvalidJsonPollingOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientPostAsyncRelativeRetryNoPayloadOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientPostNonRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosadsClientPut200InvalidJsonOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientPutAsyncRelativeRetry400Options,
        AutoRestLongRunningOperationTestServiceLrosadsClientPutAsyncRelativeRetryInvalidHeaderOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientPutAsyncRelativeRetryInvalidJsonPollingOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientPutAsyncRelativeRetryNoStatusOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientPutAsyncRelativeRetryNoStatusPayloadOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientPutError201NoProvisioningStatePayloadOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientPutNonRetry201Creating400InvalidJsonOptions,
        AutoRestLongRunningOperationTestServiceLrosadsClientPutNonRetry201Creating400Options,
        AutoRestLongRunningOperationTestServiceLrosadsClientPutNonRetry400Options, Product, Sku, SubProduct,
    },
};

fn service(client_options: ClientOptions) -> Result<AutoRestLongRunningOperationTestServiceClient> {
    let options = AutoRestLongRunningOperationTestServiceClientOptions {
        client_options,
        connection_options: connection_options(),
    };
    AutoRestLongRunningOperationTestServiceClient::new(credential(), Some(options))
}

fn lros() -> Result<AutoRestLongRunningOperationTestServiceLrosClient> {
    Ok(service(keeping_cookies())?.get_lros_client())
}

fn retries() -> Result<AutoRestLongRunningOperationTestServiceLroRetrysClient> {
    Ok(service(keeping_cookies())?.get_lro_retrys_client())
}

fn custom_header() -> Result<AutoRestLongRunningOperationTestServiceLrosCustomHeaderClient> {
    Ok(service(keeping_cookies())?.get_lros_custom_header_client())
}

fn faults() -> Result<AutoRestLongRunningOperationTestServiceLrosadsClient> {
    Ok(service(keeping_cookies())?.get_lrosads_client())
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
