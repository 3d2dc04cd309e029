use super::*;

#[tokio::test]
async fn delete202_retry200() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLroRetrysClientDelete202Retry200Options { method_options: polling() };
    let response = retries()?.begin_delete202_retry200(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn delete_async_relative_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLroRetrysClientDeleteAsyncRelativeRetrySucceededOptions {
        method_options: polling(),
    };
    let response = retries()?.begin_delete_async_relative_retry_succeeded(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn delete_provisioning202_accepted200_succeeded() -> Result<()> {
    let options =
        AutoRestLongRunningOperationTestServiceLroRetrysClientDeleteProvisioning202Accepted200SucceededOptions {
            method_options: polling(),
        };
    let response = retries()?.begin_delete_provisioning202_accepted200_succeeded(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn post202_retry200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLroRetrysClientPost202Retry200Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = retries()?.begin_post202_retry200(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn post_async_relative_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLroRetrysClientPostAsyncRelativeRetrySucceededOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = retries()?.begin_post_async_relative_retry_succeeded(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn put201_creating_succeeded200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLroRetrysClientPut201CreatingSucceeded200Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = retries()?.begin_put201_creating_succeeded200(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn put_async_relative_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLroRetrysClientPutAsyncRelativeRetrySucceededOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = retries()?.begin_put_async_relative_retry_succeeded(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}
