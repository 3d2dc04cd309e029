use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use body_formdata_urlencoded::{
    BodyFormsDataUrlEncodedClient, BodyFormsDataUrlEncodedClientOptions,
    clients::BodyFormsDataUrlEncodedFormdataurlencodedClient,
    models::{BodyFormsDataUrlEncodedFormdataurlencodedClientUpdatePetWithFormOptions, PetFood, PetType},
};

fn client() -> Result<BodyFormsDataUrlEncodedFormdataurlencodedClient> {
    let options = BodyFormsDataUrlEncodedClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(BodyFormsDataUrlEncodedClient::new(credential(), Some(options))?.get_formdataurlencoded_client())
}

#[tokio::test]
async fn partial_constant_body() -> Result<()> {
    assert_eq!(code(&client()?.partial_constant_body("bar", "foo", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn update_pet_with_form() -> Result<()> {
    let options = BodyFormsDataUrlEncodedFormdataurlencodedClientUpdatePetWithFormOptions {
        name: Some("Fido".to_owned()),
        ..Default::default()
    };
    assert_eq!(code(&client()?.update_pet_with_form(1, PetType::Dog, PetFood::Meat, 42, Some(options)).await?), 200);
    Ok(())
}
