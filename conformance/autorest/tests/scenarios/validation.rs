use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use serde_json::json;
use validation::{
    AutoRestValidationTestClient, AutoRestValidationTestClientOptions, from_json,
    models::{AutoRestValidationTestClientPostWithConstantInBodyOptions, Product},
    to_value,
};

fn client() -> Result<AutoRestValidationTestClient> {
    let options = AutoRestValidationTestClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    AutoRestValidationTestClient::new("abc123", "12-34-5678", credential(), Some(options))
}

#[tokio::test]
async fn get_with_constant_in_path() -> Result<()> {
    assert_eq!(code(&client()?.get_with_constant_in_path(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn post_with_constant_in_body() -> Result<()> {
    let constants = json!({ "constString": "constant", "constInt": 0, "child": { "constProperty": "constant" }, "constChild": { "constProperty": "constant", "constProperty2": "constant2" } });
    let product: Product = from_json(constants.to_string())?;
    let options = AutoRestValidationTestClientPostWithConstantInBodyOptions {
        body: Some(product.try_into()?),
        ..Default::default()
    };
    let got = client()?.post_with_constant_in_body(Some(options)).await?.into_model()?;
    assert_eq!(to_value(&got)?, constants);
    Ok(())
}
