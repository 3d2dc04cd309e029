use super::{client_options, connection_options, credential};
use azure_core::Result;
use non_string_enum::{
    NonStringEnumsClient, NonStringEnumsClientOptions,
    clients::{NonStringEnumsFloatClient, NonStringEnumsIntClient},
    models::{FloatEnum, IntEnum, NonStringEnumsFloatClientPutOptions, NonStringEnumsIntClientPutOptions},
};

fn service() -> Result<NonStringEnumsClient> {
    let options =
        NonStringEnumsClientOptions { client_options: client_options(), connection_options: connection_options() };
    NonStringEnumsClient::new(credential(), Some(options))
}

fn ints() -> Result<NonStringEnumsIntClient> {
    Ok(service()?.get_int_client())
}

fn floats() -> Result<NonStringEnumsFloatClient> {
    Ok(service()?.get_float_client())
}

#[tokio::test]
async fn get_int() -> Result<()> {
    assert_eq!(ints()?.get(None).await?.into_model()?, IntEnum::N429);
    Ok(())
}

#[tokio::test]
async fn get_float() -> Result<()> {
    assert_eq!(floats()?.get(None).await?.into_model()?, FloatEnum::N4291);
    Ok(())
}

#[tokio::test]
async fn put_int() -> Result<()> {
    let options = NonStringEnumsIntClientPutOptions { input: Some(IntEnum::N200.try_into()?), ..Default::default() };
    assert_eq!(ints()?.put(Some(options)).await?.into_model()?, "Nice job posting an int enum");
    Ok(())
}

#[tokio::test]
async fn put_float() -> Result<()> {
    let options =
        NonStringEnumsFloatClientPutOptions { input: Some(FloatEnum::N2004.try_into()?), ..Default::default() };
    assert_eq!(floats()?.put(Some(options)).await?.into_model()?, "Nice job posting a float enum");
    Ok(())
}
