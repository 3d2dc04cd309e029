use super::{code, connection_options, text};
use azure_core::Result;
use type_model_visibility::{
    TitleClient, TitleClientOptions,
    models::{ReadOnlyModel, VisibilityModel},
};

fn client() -> Result<TitleClient> {
    let options = TitleClientOptions { connection_options: connection_options(), ..Default::default() };
    TitleClient::without_credential(Some(options))
}

#[tokio::test]
async fn get_model() -> Result<()> {
    let got = client()?.get_model(123, VisibilityModel::default().try_into()?, None).await?.into_model()?;
    assert_eq!((got.read_prop, got.create_prop, got.update_prop), (text("abc"), None, None));
    Ok(())
}

#[tokio::test]
async fn head_model() -> Result<()> {
    let response = client()?.head_model(123, VisibilityModel::default().try_into()?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn put_read_only_model() -> Result<()> {
    let got = client()?.put_read_only_model(ReadOnlyModel::default().try_into()?, None).await?.into_model()?;
    assert_eq!(got.optional_nullable_int_list, Some(vec![1, 2, 3]));
    let record = [("k1", "value1"), ("k2", "value2")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(got.optional_string_record, Some(record.into()));
    Ok(())
}
