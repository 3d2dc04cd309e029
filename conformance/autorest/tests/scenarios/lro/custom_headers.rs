use super::*;

#[tokio::test]
async fn post202_retry200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosCustomHeaderClientPost202Retry200Options {
        product: Some(product()?),
        method_options: with_id(),
    };
    let response = custom_header()?.begin_post202_retry200(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn post_async_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosCustomHeaderClientPostAsyncRetrySucceededOptions {
        product: Some(product()?),
        method_options: with_id(),
    };
    let response = custom_header()?.begin_post_async_retry_succeeded(Some(options))?.await?;
    assert!(response.status().is_success());
    Ok(())
}

#[tokio::test]
async fn put201_creating_succeeded200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosCustomHeaderClientPut201CreatingSucceeded200Options {
        product: Some(product()?),
        method_options: with_id(),
    };
    let response = custom_header()?.begin_put201_creating_succeeded200(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn put_async_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosCustomHeaderClientPutAsyncRetrySucceededOptions {
        product: Some(product()?),
        method_options: with_id(),
    };
    let response = custom_header()?.begin_put_async_retry_succeeded(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}
