use super::{client_options, connection_options, credential};
use azure_core::Result;
use multiple_inheritance::{
    MultipleInheritanceServiceClient, MultipleInheritanceServiceClientOptions, from_json,
    models::{Cat, Feline, Horse, Kitten, Pet},
    to_value,
};
use serde_json::json;

fn client() -> Result<MultipleInheritanceServiceClient> {
    let options = MultipleInheritanceServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    MultipleInheritanceServiceClient::new(credential(), Some(options))
}

#[tokio::test]
async fn get_horse() -> Result<()> {
    let got = client()?.get_horse(None).await?.into_model()?;
    assert_eq!(to_value(&got)?, json!({ "name": "Fred", "isAShowHorse": true }));
    Ok(())
}

#[tokio::test]
async fn put_horse() -> Result<()> {
    let horse: Horse = from_json(json!({ "name": "General", "isAShowHorse": false }).to_string())?;
    let response = client()?.put_horse(horse.try_into()?, None).await?.into_model()?;
    assert_eq!(response, "Horse was correct!");
    Ok(())
}

#[tokio::test]
async fn get_pet() -> Result<()> {
    let got = client()?.get_pet(None).await?.into_model()?;
    assert_eq!(to_value(&got)?, json!({ "name": "Peanut" }));
    Ok(())
}

#[tokio::test]
async fn put_pet() -> Result<()> {
    let pet: Pet = from_json(json!({ "name": "Butter" }).to_string())?;
    let response = client()?.put_pet(pet.try_into()?, None).await?.into_model()?;
    assert_eq!(response, "Pet was correct!");
    Ok(())
}

#[tokio::test]
async fn get_feline() -> Result<()> {
    let got = client()?.get_feline(None).await?.into_model()?;
    assert_eq!(to_value(&got)?, json!({ "meows": true, "hisses": true }));
    Ok(())
}

#[tokio::test]
async fn put_feline() -> Result<()> {
    let feline: Feline = from_json(json!({ "meows": false, "hisses": true }).to_string())?;
    let response = client()?.put_feline(feline.try_into()?, None).await?.into_model()?;
    assert_eq!(response, "Feline was correct!");
    Ok(())
}

#[tokio::test]
async fn get_cat() -> Result<()> {
    let got = client()?.get_cat(None).await?.into_model()?;
    assert_eq!(to_value(&got)?, json!({ "name": "Whiskers", "likesMilk": true, "meows": true, "hisses": true }));
    Ok(())
}

#[tokio::test]
async fn put_cat() -> Result<()> {
    let cat: Cat =
        from_json(json!({ "name": "Boots", "likesMilk": false, "meows": true, "hisses": false }).to_string())?;
    let response = client()?.put_cat(cat.try_into()?, None).await?.into_model()?;
    assert_eq!(response, "Cat was correct!");
    Ok(())
}

#[tokio::test]
async fn get_kitten() -> Result<()> {
    let got = client()?.get_kitten(None).await?.into_model()?;
    assert_eq!(
        to_value(&got)?,
        json!({ "name": "Gatito", "likesMilk": true, "meows": true, "hisses": true, "eatsMiceYet": false })
    );
    Ok(())
}

#[tokio::test]
async fn put_kitten() -> Result<()> {
    let kitten: Kitten = from_json(
        json!({ "name": "Kitty", "likesMilk": false, "meows": true, "hisses": false, "eatsMiceYet": true }).to_string(),
    )?;
    let response = client()?.put_kitten(kitten.try_into()?, None).await?.into_model()?;
    assert_eq!(response, "Kitten was correct!");
    Ok(())
}
