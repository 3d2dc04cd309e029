use super::{client_options, connection_options, credential};
use additionalproperties::{
    AdditionalPropertiesClient, AdditionalPropertiesClientOptions,
    clients::AdditionalPropertiesPetsClient,
    from_json,
    models::{CatApTrue, PetApInProperties, PetApInPropertiesWithApString, PetApObject, PetApString, PetApTrue},
    to_value,
};
use azure_core::Result;
use serde_json::{Value, json};

fn client() -> Result<AdditionalPropertiesPetsClient> {
    let options = AdditionalPropertiesClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AdditionalPropertiesClient::new(credential(), Some(options))?.get_pets_client())
}

/// The response is what the server received, and one property.
fn with(mut object: Value, name: &str, value: bool) -> Value {
    object[name] = value.into();
    object
}

#[tokio::test]
async fn create_ap_true() -> Result<()> {
    let sent =
        json!({ "id": 1, "name": "Puppy", "birthdate": "2017-12-13T02:29:51Z", "complexProperty": { "color": "Red" } });
    let pet: PetApTrue = from_json(sent.to_string())?;
    let got = client()?.create_ap_true(pet.try_into()?, None).await?.into_model()?;
    assert_eq!(to_value(&got)?, with(sent, "status", true));
    Ok(())
}

#[tokio::test]
async fn create_cat_ap_true() -> Result<()> {
    let sent = json!({ "id": 1, "name": "Lisa", "friendly": true, "birthdate": "2017-12-13T02:29:51Z", "complexProperty": { "color": "Red" } });
    let pet: CatApTrue = from_json(sent.to_string())?;
    let got = client()?.create_cat_ap_true(pet.try_into()?, None).await?.into_model()?;
    assert_eq!(to_value(&got)?, with(sent, "status", true));
    Ok(())
}

#[tokio::test]
async fn create_ap_object() -> Result<()> {
    let sent = json!({ "id": 2, "name": "Hira", "siblings": [{ "id": 1, "name": "Puppy", "birthdate": "2017-12-13T02:29:51Z", "complexProperty": { "color": "Red" } }], "picture": "//////4=" });
    let pet: PetApObject = from_json(sent.to_string())?;
    let got = client()?.create_ap_object(pet.try_into()?, None).await?.into_model()?;
    assert_eq!(to_value(&got)?, with(sent, "status", true));
    Ok(())
}

#[tokio::test]
async fn create_ap_string() -> Result<()> {
    let sent = json!({ "id": 3, "name": "Tommy", "color": "red", "weight": "10 kg", "city": "Bombay" });
    let pet: PetApString = from_json(sent.to_string())?;
    let got = client()?.create_ap_string(pet.try_into()?, None).await?.into_model()?;
    assert_eq!(to_value(&got)?, with(sent, "status", true));
    Ok(())
}

#[tokio::test]
async fn create_ap_in_properties() -> Result<()> {
    let sent = json!({ "id": 4, "name": "Bunny", "additionalProperties": { "height": 5.61, "weight": 599, "footsize": 11.5 } });
    let pet: PetApInProperties = from_json(sent.to_string())?;
    let got = client()?.create_ap_in_properties(pet.try_into()?, None).await?.into_model()?;
    assert_eq!(to_value(&got)?, with(sent, "status", true));
    Ok(())
}

#[tokio::test]
async fn create_ap_in_properties_with_ap_string() -> Result<()> {
    let sent = json!({ "id": 5, "name": "Funny", "@odata.location": "westus", "additionalProperties": { "height": 5.61, "weight": 599, "footsize": 11.5 }, "color": "red", "city": "Seattle", "food": "tikka masala" });
    let pet: PetApInPropertiesWithApString = from_json(sent.to_string())?;
    let got = client()?.create_ap_in_properties_with_ap_string(pet.try_into()?, None).await?.into_model()?;
    assert_eq!(to_value(&got)?, with(sent, "status", true));
    Ok(())
}
