use super::*;

#[tokio::test]
async fn put200_acceptedcanceled200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPut200Acceptedcanceled200Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = lros()?.begin_put200_acceptedcanceled200(Some(options))?.await;
    let error = failed.expect_err("a failure");
    assert!(error.to_string().contains("Cancel"), "{error}");
    Ok(())
}

#[tokio::test]
async fn put200_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPut200SucceededOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put200_succeeded(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn put200_succeeded_no_state() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPut200SucceededNoStateOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put200_succeeded_no_state(Some(options))?.await?;
    assert_eq!(response.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}

#[tokio::test]
async fn put200_updating_succeeded204() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPut200UpdatingSucceeded204Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put200_updating_succeeded204(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn put201_creating_failed200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPut201CreatingFailed200Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = lros()?.begin_put201_creating_failed200(Some(options))?.await;
    let error = failed.expect_err("a failure");
    assert!(error.to_string().contains("Failed"), "{error}");
    Ok(())
}

#[tokio::test]
async fn put201_creating_succeeded200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPut201CreatingSucceeded200Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put201_creating_succeeded200(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn put201_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPut201SucceededOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put201_succeeded(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn put202_retry200() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPut202Retry200Options {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put202_retry200(Some(options))?.await?;
    assert_eq!(response.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}

#[tokio::test]
async fn put_async_no_header_in_retry() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPutAsyncNoHeaderInRetryOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put_async_no_header_in_retry(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn put_async_no_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPutAsyncNoRetrySucceededOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put_async_no_retry_succeeded(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn put_async_no_retrycanceled() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPutAsyncNoRetrycanceledOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = lros()?.begin_put_async_no_retrycanceled(Some(options))?.await;
    let error = failed.expect_err("a failure");
    assert!(error.to_string().contains("Cancel"), "{error}");
    Ok(())
}

#[tokio::test]
async fn put_async_non_resource() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPutAsyncNonResourceOptions {
        sku: Some(sku()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put_async_non_resource(Some(options))?.await?;
    assert!(response.into_model()?.id.is_some());
    Ok(())
}

#[tokio::test]
async fn put_async_retry_failed() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPutAsyncRetryFailedOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let failed = lros()?.begin_put_async_retry_failed(Some(options))?.await;
    let error = failed.expect_err("a failure");
    assert!(error.to_string().contains("Failed"), "{error}");
    Ok(())
}

#[tokio::test]
async fn put_async_retry_succeeded() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPutAsyncRetrySucceededOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put_async_retry_succeeded(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn put_async_sub_resource() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPutAsyncSubResourceOptions {
        product: Some(sub_product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put_async_sub_resource(Some(options))?.await?;
    assert_eq!(response.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}

#[tokio::test]
async fn put_no_header_in_retry() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPutNoHeaderInRetryOptions {
        product: Some(product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put_no_header_in_retry(Some(options))?.await?;
    assert_eq!(state(&response.into_model()?), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn put_non_resource() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPutNonResourceOptions {
        sku: Some(sku()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put_non_resource(Some(options))?.await?;
    assert!(response.into_model()?.id.is_some());
    Ok(())
}

#[tokio::test]
async fn put_sub_resource() -> Result<()> {
    let options = AutoRestLongRunningOperationTestServiceLrosClientPutSubResourceOptions {
        product: Some(sub_product()?),
        method_options: polling(),
    };
    let response = lros()?.begin_put_sub_resource(Some(options))?.await?;
    assert_eq!(response.into_model()?.id.as_deref(), Some("100"));
    Ok(())
}
