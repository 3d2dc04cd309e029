use super::*;

#[tokio::test]
async fn get200_model204_no_model_default_error200_valid() -> Result<()> {
    let response = responses()?.get200_model204_no_model_default_error200_valid(None).await?;
    assert_eq!(code(&response), 200);
    assert_eq!(response.into_model()?.status_code.as_deref(), Some("200"));
    Ok(())
}

#[tokio::test]
async fn get200_model204_no_model_default_error201_invalid() -> Result<()> {
    let result = responses()?.get200_model204_no_model_default_error201_invalid(None).await;
    assert_eq!(status(result), Some(201));
    Ok(())
}

#[tokio::test]
async fn get200_model204_no_model_default_error202_none() -> Result<()> {
    let result = responses()?.get200_model204_no_model_default_error202_none(None).await;
    assert_eq!(status(result), Some(202));
    Ok(())
}

#[tokio::test]
async fn get200_model204_no_model_default_error204_valid() -> Result<()> {
    let response = responses()?.get200_model204_no_model_default_error204_valid(None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}

#[tokio::test]
async fn get200_model204_no_model_default_error400_valid() -> Result<()> {
    let result = responses()?.get200_model204_no_model_default_error400_valid(None).await;
    assert_eq!(message(result).as_deref(), Some("client error"));
    Ok(())
}

#[tokio::test]
async fn get200_model201_model_default_error200_valid() -> Result<()> {
    let response = responses()?.get200_model201_model_default_error200_valid(None).await?;
    assert_eq!(code(&response), 200);
    assert_eq!(response.into_model()?.status_code.as_deref(), Some("200"));
    Ok(())
}

#[tokio::test]
async fn get200_model201_model_default_error201_valid() -> Result<()> {
    let response = responses()?.get200_model201_model_default_error201_valid(None).await?;
    assert_eq!(code(&response), 201);
    let created: B = from_json(response.into_body())?;
    assert_eq!(created.text_status_code.as_deref(), Some("Created"));
    Ok(())
}

#[tokio::test]
async fn get200_model201_model_default_error400_valid() -> Result<()> {
    let result = responses()?.get200_model201_model_default_error400_valid(None).await;
    assert_eq!(message(result).as_deref(), Some("client error"));
    Ok(())
}

#[tokio::test]
async fn get200_model_a201_model_c404_model_d_default_error200_valid() -> Result<()> {
    let response = responses()?.get200_model_a201_model_c404_model_d_default_error200_valid(None).await?;
    assert_eq!(code(&response), 200);
    assert_eq!(response.into_model()?.status_code.as_deref(), Some("200"));
    Ok(())
}

#[tokio::test]
async fn get200_model_a201_model_c404_model_d_default_error201_valid() -> Result<()> {
    let response = responses()?.get200_model_a201_model_c404_model_d_default_error201_valid(None).await?;
    assert_eq!(code(&response), 201);
    let created: C = from_json(response.into_body())?;
    assert_eq!(created.http_code.as_deref(), Some("201"));
    Ok(())
}

#[tokio::test]
async fn get200_model_a201_model_c404_model_d_default_error404_valid() -> Result<()> {
    let result = responses()?.get200_model_a201_model_c404_model_d_default_error404_valid(None).await;
    let code = match result {
        Ok(response) => from_json::<D>(response.into_body())?.http_status_code,
        Err(error) => error.body::<D>().transpose()?.and_then(|body| body.http_status_code),
    };
    assert_eq!(code.as_deref(), Some("404"));
    Ok(())
}

#[tokio::test]
async fn get200_model_a201_model_c404_model_d_default_error400_valid() -> Result<()> {
    let result = responses()?.get200_model_a201_model_c404_model_d_default_error400_valid(None).await;
    assert_eq!(message(result).as_deref(), Some("client error"));
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_error202_none() -> Result<()> {
    let response = responses()?.get202_none204_none_default_error202_none(None).await?;
    assert_eq!(code(&response), 202);
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_error204_none() -> Result<()> {
    let response = responses()?.get202_none204_none_default_error204_none(None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_error400_valid() -> Result<()> {
    let result = responses()?.get202_none204_none_default_error400_valid(None).await;
    assert_eq!(message(result).as_deref(), Some("client error"));
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_none202_invalid() -> Result<()> {
    let response = responses()?.get202_none204_none_default_none202_invalid(None).await?;
    assert_eq!(code(&response), 202);
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_none204_none() -> Result<()> {
    let response = responses()?.get202_none204_none_default_none204_none(None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_none400_none() -> Result<()> {
    let result = responses()?.get202_none204_none_default_none400_none(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_none400_invalid() -> Result<()> {
    let result = responses()?.get202_none204_none_default_none400_invalid(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get_default_model_a200_valid() -> Result<()> {
    let response = responses()?.get_default_model_a200_valid(None).await?;
    assert_eq!(code(&response), 200);
    assert_eq!(response.into_model()?.status_code.as_deref(), Some("200"));
    Ok(())
}

#[tokio::test]
async fn get_default_model_a200_none() -> Result<()> {
    let response = responses()?.get_default_model_a200_none(None).await?;
    assert_eq!(code(&response), 200);
    assert!(response.into_body().is_empty());
    Ok(())
}

#[tokio::test]
async fn get_default_model_a400_valid() -> Result<()> {
    let result = responses()?.get_default_model_a400_valid(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get_default_model_a400_none() -> Result<()> {
    let result = responses()?.get_default_model_a400_none(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get_default_none200_invalid() -> Result<()> {
    let response = responses()?.get_default_none200_invalid(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get_default_none200_none() -> Result<()> {
    let response = responses()?.get_default_none200_none(None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get_default_none400_invalid() -> Result<()> {
    let result = responses()?.get_default_none400_invalid(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get_default_none400_none() -> Result<()> {
    let result = responses()?.get_default_none400_none(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get200_model_a200_none() -> Result<()> {
    let response = responses()?.get200_model_a200_none(None).await?;
    assert_eq!(code(&response), 200);
    assert!(response.into_body().is_empty());
    Ok(())
}

#[tokio::test]
async fn get200_model_a200_valid() -> Result<()> {
    let response = responses()?.get200_model_a200_valid(None).await?;
    assert_eq!(code(&response), 200);
    assert_eq!(response.into_model()?.status_code.as_deref(), Some("200"));
    Ok(())
}

#[tokio::test]
async fn get200_model_a200_invalid() -> Result<()> {
    let response = responses()?.get200_model_a200_invalid(None).await?;
    assert_eq!(code(&response), 200);
    assert_eq!(response.into_model()?.status_code.as_deref(), None);
    Ok(())
}

#[tokio::test]
async fn get200_model_a400_none() -> Result<()> {
    let result = responses()?.get200_model_a400_none(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get200_model_a400_valid() -> Result<()> {
    let result = responses()?.get200_model_a400_valid(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get200_model_a400_invalid() -> Result<()> {
    let result = responses()?.get200_model_a400_invalid(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get200_model_a202_valid() -> Result<()> {
    let result = responses()?.get200_model_a202_valid(None).await;
    assert_eq!(status(result), Some(202));
    Ok(())
}
