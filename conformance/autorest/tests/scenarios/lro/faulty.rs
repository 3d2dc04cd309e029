use super::*;

#[tokio::test]
async fn delete202_non_retry400() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLrosadsClientDelete202NonRetry400Options { method_options: polling() };
    let failed = faults()?.begin_delete202_non_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn delete202_retry_invalid_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientDelete202RetryInvalidHeaderOptions {
        method_options: polling(),
    };
    let failed = faults()?.begin_delete202_retry_invalid_header(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn delete204_succeeded() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLrosadsClientDelete204SucceededOptions { method_options: polling() };
    let response = faults()?.begin_delete204_succeeded(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn delete_async_relative_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientDeleteAsyncRelativeRetry400Options {
        method_options: polling(),
    };
    let failed = faults()?.begin_delete_async_relative_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn delete_async_relative_retry_invalid_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientDeleteAsyncRelativeRetryInvalidHeaderOptions {
        method_options: polling(),
    };
    let failed = faults()?.begin_delete_async_relative_retry_invalid_header(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn delete_async_relative_retry_invalid_json_polling() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLrosadsClientDeleteAsyncRelativeRetryInvalidJsonPollingOptions {
            method_options: polling(),
        };
    let failed = faults()?.begin_delete_async_relative_retry_invalid_json_polling(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn delete_async_relative_retry_no_status() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientDeleteAsyncRelativeRetryNoStatusOptions {
        method_options: polling(),
    };
    let failed = faults()?.begin_delete_async_relative_retry_no_status(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn delete_non_retry400() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLrosadsClientDeleteNonRetry400Options { method_options: polling() };
    let failed = faults()?.begin_delete_non_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn post202_no_location() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPost202NoLocationOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = faults()?.begin_post202_no_location(Some(options))?.await?;
    // Nothing says where to poll: by Azure Resource Manager's rules it is done.
    assert_eq!(code(&response), 202);
    Ok(())
}

#[tokio::test]
async fn post202_non_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPost202NonRetry400Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_post202_non_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn post202_retry_invalid_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPost202RetryInvalidHeaderOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_post202_retry_invalid_header(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn post_async_relative_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPostAsyncRelativeRetry400Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_post_async_relative_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn post_async_relative_retry_invalid_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPostAsyncRelativeRetryInvalidHeaderOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_post_async_relative_retry_invalid_header(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn post_async_relative_retry_invalid_json_polling() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPostAsyncRelativeRetryInvalidJsonPollingOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_post_async_relative_retry_invalid_json_polling(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn post_async_relative_retry_no_payload() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPostAsyncRelativeRetryNoPayloadOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_post_async_relative_retry_no_payload(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn post_non_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPostNonRetry400Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_post_non_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn put200_invalid_json() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPut200InvalidJsonOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_put200_invalid_json(Some(options))?.await;
    assert!(failed.expect_err("no JSON").to_string().contains("is not JSON"));
    Ok(())
}

#[tokio::test]
async fn put_async_relative_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPutAsyncRelativeRetry400Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_put_async_relative_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn put_async_relative_retry_invalid_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPutAsyncRelativeRetryInvalidHeaderOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_put_async_relative_retry_invalid_header(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn put_async_relative_retry_invalid_json_polling() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPutAsyncRelativeRetryInvalidJsonPollingOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_put_async_relative_retry_invalid_json_polling(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn put_async_relative_retry_no_status() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPutAsyncRelativeRetryNoStatusOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_put_async_relative_retry_no_status(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn put_async_relative_retry_no_status_payload() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPutAsyncRelativeRetryNoStatusPayloadOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_put_async_relative_retry_no_status_payload(Some(options))?.await;
    assert!(failed.is_err());
    Ok(())
}

#[tokio::test]
async fn put_error201_no_provisioning_state_payload() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPutError201NoProvisioningStatePayloadOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_put_error201_no_provisioning_state_payload(Some(options))?.await;
    // The response to polling the resource is 200 without a body.
    assert!(failed.expect_err("nothing to read").to_string().contains("has no body"));
    Ok(())
}

#[tokio::test]
async fn put_non_retry201_creating400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPutNonRetry201Creating400Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_put_non_retry201_creating400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn put_non_retry201_creating400_invalid_json() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPutNonRetry201Creating400InvalidJsonOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_put_non_retry201_creating400_invalid_json(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}

#[tokio::test]
async fn put_non_retry400() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosadsClientPutNonRetry400Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = faults()?.begin_put_non_retry400(Some(options))?.await;
    assert_eq!(status(failed), Some(400));
    Ok(())
}
