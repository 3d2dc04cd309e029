use super::{client_options, code, connection_options, credential, status};
use azure_core::{Error, Result};
use xms_error_responses::{
    ErrorExt, XmsErrorResponseExtensionsClient, XmsErrorResponseExtensionsClientOptions,
    clients::XmsErrorResponseExtensionsPetClient,
    models::{NotFoundErrorBase, PetActionError, XmsErrorResponseExtensionsPetClientHasModelsParamOptions},
};

fn client() -> Result<XmsErrorResponseExtensionsPetClient> {
    let options = XmsErrorResponseExtensionsClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(XmsErrorResponseExtensionsClient::new(credential(), Some(options))?.get_pet_client())
}

#[tokio::test]
async fn get_pet_by_id() -> Result<()> {
    let pet = client()?.get_pet_by_id("tommy", None).await?.into_model()?;
    assert_eq!((pet.name.as_deref(), pet.ani_type.as_deref()), (Some("Tommy Tomson"), Some("Dog")));
    Ok(())
}

#[tokio::test]
async fn get_no_pet() -> Result<()> {
    let response = client()?.get_pet_by_id("django", None).await?;
    assert_eq!(code(&response), 202);
    Ok(())
}

async fn refusal(pet_id: &str) -> Result<Error> {
    Ok(client()?.get_pet_by_id(pet_id, None).await.expect_err("a refusal"))
}

#[tokio::test]
async fn get_pet_refused_by_a_text() -> Result<()> {
    let error = refusal("ringo").await?;
    assert_eq!(error.http_status().map(u16::from), Some(400));
    assert_eq!(error.body::<String>().transpose()?.as_deref(), Some("ringo is missing"));
    Ok(())
}

#[tokio::test]
async fn get_pet_refused_by_a_number() -> Result<()> {
    let error = refusal("alien123").await?;
    assert_eq!(error.http_status().map(u16::from), Some(501));
    assert_eq!(error.body::<i64>().transpose()?, Some(123));
    Ok(())
}

#[tokio::test]
async fn get_pet_that_is_not_found() -> Result<()> {
    let error = refusal("coyoteUgly").await?;
    let Some(NotFoundErrorBase::AnimalNotFound(body)) = error.body().transpose()? else { panic!("another error") };
    assert_eq!(body.name.as_deref(), Some("coyote"));
    Ok(())
}

#[tokio::test]
async fn get_pet_whose_link_is_not_found() -> Result<()> {
    let error = refusal("weirdAlYankovic").await?;
    let Some(NotFoundErrorBase::LinkNotFound(body)) = error.body().transpose()? else { panic!("another error") };
    assert_eq!(body.what_sub_address.as_deref(), Some("pet/yourpet was not found"));
    Ok(())
}

#[tokio::test]
async fn get_pet_refused_without_a_body() -> Result<()> {
    assert_eq!(refusal("unknown").await?.http_status().map(u16::from), Some(402));
    Ok(())
}

#[tokio::test]
async fn do_something() -> Result<()> {
    let action = client()?.do_something("stay", None).await?.into_model()?;
    assert_eq!(action.action_response, None);
    Ok(())
}

#[tokio::test]
async fn do_something_sad() -> Result<()> {
    let error = client()?.do_something("jump", None).await.expect_err("a refusal");
    let Some(PetActionError::PetSadError(body)) = error.body().transpose()? else { panic!("another error") };
    assert_eq!(body.reason.as_deref(), Some("need more treats"));
    Ok(())
}

#[tokio::test]
async fn do_something_hungry() -> Result<()> {
    let error = client()?.do_something("fetch", None).await.expect_err("a refusal");
    let Some(PetActionError::PetHungryOrThirstyError(body)) = error.body().transpose()? else {
        panic!("another error")
    };
    assert_eq!(body.hungry_or_thirsty.as_deref(), Some("hungry and thirsty"));
    Ok(())
}

#[tokio::test]
async fn has_models_param() -> Result<()> {
    let options = XmsErrorResponseExtensionsPetClientHasModelsParamOptions {
        models: Some("value1".to_owned()),
        ..Default::default()
    };
    assert_eq!(status(client()?.has_models_param(Some(options)).await), Some(500));
    Ok(())
}
