use super::*;

#[tokio::test]
async fn patch200_succeeded_ignore_headers() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPatch200SucceededIgnoreHeadersOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = lros()?.begin_patch200_succeeded_ignore_headers(Some(options))?.await;
    // The link leads to another host, which gets no token: `localhost` is not `127.0.0.1`.
    let error = failed.expect_err("a refusal");
    assert!(error.to_string().contains("`localhost`"), "{error}");
    Ok(())
}

#[tokio::test]
async fn patch201_retry_with_async_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPatch201RetryWithAsyncHeaderOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_patch201_retry_with_async_header(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn patch202_retry_with_async_and_location_header() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPatch202RetryWithAsyncAndLocationHeaderOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_patch202_retry_with_async_and_location_header(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn post200_with_payload() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLrosClientPost200WithPayloadOptions { method_options: polling() };
    let response = lros()?.begin_post200_with_payload(Some(options))?.await?;
    assert!(response.into_model()?.id.is_some());
    Ok(())
}

#[tokio::test]
async fn post202_list() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPost202ListOptions { method_options: polling() };
    let response = lros()?.begin_post202_list(Some(options))?.await?;
    let products = response.into_model()?;
    assert_eq!(products.first().and_then(|own| own.id.as_deref()), Some("100"));
    Ok(())
}

#[tokio::test]
async fn post202_no_retry204() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPost202NoRetry204Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_post202_no_retry204(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn post202_retry200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPost202Retry200Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_post202_retry200(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn post_async_no_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPostAsyncNoRetrySucceededOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_post_async_no_retry_succeeded(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn post_async_retry_failed() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPostAsyncRetryFailedOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = lros()?.begin_post_async_retry_failed(Some(options))?.await;
    let error = failed.expect_err("a failure");
    assert!(error.to_string().contains("Failed"), "{error}");
    Ok(())
}

#[tokio::test]
async fn post_async_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPostAsyncRetrySucceededOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_post_async_retry_succeeded(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn post_async_retrycanceled() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPostAsyncRetrycanceledOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = lros()?.begin_post_async_retrycanceled(Some(options))?.await;
    let error = failed.expect_err("a failure");
    assert!(error.to_string().contains("Cancel"), "{error}");
    Ok(())
}

#[tokio::test]
async fn post_double_headers_final_azure_header_get() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPostDoubleHeadersFinalAzureHeaderGetOptions {
        method_options: polling(),
    };
    let response = lros()?.begin_post_double_headers_final_azure_header_get(Some(options))?.await?;
    assert_eq!(response.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}

#[tokio::test]
async fn post_double_headers_final_azure_header_get_default() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPostDoubleHeadersFinalAzureHeaderGetDefaultOptions {
        method_options: polling(),
    };
    let response = lros()?.begin_post_double_headers_final_azure_header_get_default(Some(options))?.await?;
    assert_eq!(response.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}

#[tokio::test]
async fn post_double_headers_final_location_get() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPostDoubleHeadersFinalLocationGetOptions {
        method_options: polling(),
    };
    let response = lros()?.begin_post_double_headers_final_location_get(Some(options))?.await?;
    assert_eq!(response.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}
