use super::*;

#[tokio::test]
async fn delete202_no_retry204() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLrosClientDelete202NoRetry204Options { method_options: polling() };
    let response = lros()?.begin_delete202_no_retry204(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn delete202_retry200() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLrosClientDelete202Retry200Options { method_options: polling() };
    let response = lros()?.begin_delete202_retry200(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn delete204_succeeded() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLrosClientDelete204SucceededOptions { method_options: polling() };
    let response = lros()?.begin_delete204_succeeded(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn delete_async_no_header_in_retry() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientDeleteAsyncNoHeaderInRetryOptions {
        method_options: polling(),
    };
    let response = lros()?.begin_delete_async_no_header_in_retry(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn delete_async_no_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientDeleteAsyncNoRetrySucceededOptions {
        method_options: polling(),
    };
    let response = lros()?.begin_delete_async_no_retry_succeeded(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn delete_async_retry_failed() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLrosClientDeleteAsyncRetryFailedOptions { method_options: polling() };
    let failed = lros()?.begin_delete_async_retry_failed(Some(options))?.await;
    let error = failed.expect_err("a failure");
    assert!(error.to_string().contains("Failed"), "{error}");
    Ok(())
}

#[tokio::test]
async fn delete_async_retry_succeeded() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLrosClientDeleteAsyncRetrySucceededOptions { method_options: polling() };
    let response = lros()?.begin_delete_async_retry_succeeded(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn delete_async_retrycanceled() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLrosClientDeleteAsyncRetrycanceledOptions { method_options: polling() };
    let failed = lros()?.begin_delete_async_retrycanceled(Some(options))?.await;
    let error = failed.expect_err("a failure");
    assert!(error.to_string().contains("Cancel"), "{error}");
    Ok(())
}

#[tokio::test]
async fn delete_no_header_in_retry() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLrosClientDeleteNoHeaderInRetryOptions { method_options: polling() };
    let response = lros()?.begin_delete_no_header_in_retry(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn delete_provisioning202_accepted200_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientDeleteProvisioning202Accepted200SucceededOptions {
        method_options: polling(),
    };
    let response = lros()?.begin_delete_provisioning202_accepted200_succeeded(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn delete_provisioning202_deleting_failed200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientDeleteProvisioning202DeletingFailed200Options {
        method_options: polling(),
    };
    let failed = lros()?.begin_delete_provisioning202_deleting_failed200(Some(options))?.await;
    let error = failed.expect_err("a failure");
    assert!(error.to_string().contains("Failed"), "{error}");
    Ok(())
}

#[tokio::test]
async fn delete_provisioning202_deletingcanceled200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientDeleteProvisioning202Deletingcanceled200Options {
        method_options: polling(),
    };
    let failed = lros()?.begin_delete_provisioning202_deletingcanceled200(Some(options))?.await;
    let error = failed.expect_err("a failure");
    assert!(error.to_string().contains("Cancel"), "{error}");
    Ok(())
}
