use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use constants::{
    AutoRestSwaggerConstantServiceClient, AutoRestSwaggerConstantServiceClientOptions,
    clients::AutoRestSwaggerConstantServiceContantsClient, models::ContantsPutClientConstantsQueryConstant,
};

fn client() -> Result<AutoRestSwaggerConstantServiceContantsClient> {
    let options = AutoRestSwaggerConstantServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestSwaggerConstantServiceClient::new(credential(), Some(options))?.get_contants_client())
}

#[tokio::test]
async fn put_client_constants() -> Result<()> {
    let response = client()?.put_client_constants(true, ContantsPutClientConstantsQueryConstant::N100, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}
