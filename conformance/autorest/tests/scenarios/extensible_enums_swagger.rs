use super::{client_options, connection_options, credential};
use azure_core::Result;
use extensible_enums_swagger::{
    PetStoreIncClient, PetStoreIncClientOptions,
    clients::PetStoreIncPetClient,
    models::{DaysOfWeekExtensibleEnum, IntEnum, Pet, PetStoreIncPetClientAddPetOptions},
};

fn client() -> Result<PetStoreIncPetClient> {
    let options =
        PetStoreIncClientOptions { client_options: client_options(), connection_options: connection_options() };
    Ok(PetStoreIncClient::new(credential(), Some(options))?.get_pet_client())
}

#[tokio::test]
async fn get_expected() -> Result<()> {
    let pet = client()?.get_by_pet_id("tommy", None).await?.into_model()?;
    assert_eq!((pet.days_of_week, pet.int_enum), (Some(DaysOfWeekExtensibleEnum::Monday), Some(IntEnum::N1)));
    Ok(())
}

#[tokio::test]
async fn get_unexpected() -> Result<()> {
    let pet = client()?.get_by_pet_id("casper", None).await?.into_model()?;
    assert_eq!(pet.days_of_week, Some(DaysOfWeekExtensibleEnum::UnknownValue("Weekend".to_owned())));
    Ok(())
}

#[tokio::test]
async fn get_allowed() -> Result<()> {
    let pet = client()?.get_by_pet_id("scooby", None).await?.into_model()?;
    assert_eq!(pet.int_enum, Some(IntEnum::UnknownValue("2.1".to_owned())));
    Ok(())
}

#[tokio::test]
async fn add_pet() -> Result<()> {
    let pet = Pet {
        name: Some("Retriever".to_owned()),
        int_enum: Some(IntEnum::N3),
        days_of_week: Some(DaysOfWeekExtensibleEnum::Friday),
    };
    let options = PetStoreIncPetClientAddPetOptions { pet_param: Some(pet.try_into()?), ..Default::default() };
    let added = client()?.add_pet(Some(options)).await?.into_model()?;
    assert_eq!((added.days_of_week, added.int_enum), (Some(DaysOfWeekExtensibleEnum::Friday), Some(IntEnum::N3)));
    Ok(())
}
