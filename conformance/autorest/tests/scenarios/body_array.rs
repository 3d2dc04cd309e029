use super::{
    client_options, code, connection_options, credential,
    values::{bytes, dates, sentences, utc_dates},
};
use azure_core::Result;
use body_array::{
    AutoRestSwaggerBatArrayServiceClient, AutoRestSwaggerBatArrayServiceClientOptions,
    clients::AutoRestSwaggerBatArrayServiceArrayClient,
    models::{ArrayGetStringEnumValidResultItem, ArrayPutStringEnumValidArrayBodyItem, FooEnum, Product},
    to_content,
};
use std::collections::HashMap;

fn client() -> Result<AutoRestSwaggerBatArrayServiceArrayClient> {
    let options = AutoRestSwaggerBatArrayServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestSwaggerBatArrayServiceClient::new(credential(), Some(options))?.get_array_client())
}

fn texts<const N: usize>(values: [&str; N]) -> Vec<String> {
    values.map(str::to_owned).to_vec()
}

#[tokio::test]
async fn get_boolean_tfft() -> Result<()> {
    assert_eq!(client()?.get_boolean_tfft(None).await?.into_model()?, [true, false, false, true]);
    Ok(())
}

#[tokio::test]
async fn put_boolean_tfft() -> Result<()> {
    assert_eq!(code(&client()?.put_boolean_tfft(to_content(&vec![true, false, false, true])?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_integer_valid() -> Result<()> {
    assert_eq!(client()?.get_integer_valid(None).await?.into_model()?, [1, -1, 3, 300]);
    Ok(())
}

#[tokio::test]
async fn put_integer_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_integer_valid(to_content(&vec![1, -1, 3, 300])?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_long_valid() -> Result<()> {
    assert_eq!(client()?.get_long_valid(None).await?.into_model()?, [1, -1, 3, 300]);
    Ok(())
}

#[tokio::test]
async fn put_long_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_long_valid(to_content(&vec![1, -1, 3, 300])?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_float_valid() -> Result<()> {
    assert_eq!(client()?.get_float_valid(None).await?.into_model()?, [0.0, -0.01, -1.2e+20]);
    Ok(())
}

#[tokio::test]
async fn put_float_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_float_valid(to_content(&vec![0.0, -0.01, -1.2e+20])?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_double_valid() -> Result<()> {
    assert_eq!(client()?.get_double_valid(None).await?.into_model()?, [0.0, -0.01, -1.2e+20]);
    Ok(())
}

#[tokio::test]
async fn put_double_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_double_valid(to_content(&vec![0.0, -0.01, -1.2e+20])?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_string_valid() -> Result<()> {
    assert_eq!(client()?.get_string_valid(None).await?.into_model()?, ["foo1", "foo2", "foo3"]);
    Ok(())
}

#[tokio::test]
async fn put_string_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_string_valid(to_content(&texts(["foo1", "foo2", "foo3"]))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_uuid_valid() -> Result<()> {
    assert_eq!(
        client()?.get_uuid_valid(None).await?.into_model()?,
        [
            "6dcc7237-45fe-45c4-8a6b-3a8a3f625652",
            "d1399005-30f7-40d6-8da6-dd7c89ad34db",
            "f42f6aa1-a5bc-4ddf-907e-5f915de43205"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn put_uuid_valid() -> Result<()> {
    let response = client()?
        .put_uuid_valid(
            to_content(&texts([
                "6dcc7237-45fe-45c4-8a6b-3a8a3f625652",
                "d1399005-30f7-40d6-8da6-dd7c89ad34db",
                "f42f6aa1-a5bc-4ddf-907e-5f915de43205",
            ]))?,
            None,
        )
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get_date_valid() -> Result<()> {
    assert_eq!(client()?.get_date_valid(None).await?.into_model()?, ["2000-12-01", "1980-01-02", "1492-10-12"]);
    Ok(())
}

#[tokio::test]
async fn put_date_valid() -> Result<()> {
    let response =
        client()?.put_date_valid(to_content(&texts(["2000-12-01", "1980-01-02", "1492-10-12"]))?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get_date_time_valid() -> Result<()> {
    assert_eq!(client()?.get_date_time_valid(None).await?.into_model()?, dates()?);
    Ok(())
}

#[tokio::test]
async fn put_date_time_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_date_time_valid(to_content(&utc_dates()?)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_date_time_rfc1123_valid() -> Result<()> {
    assert_eq!(client()?.get_date_time_rfc1123_valid(None).await?.into_model()?, utc_dates()?);
    Ok(())
}

#[tokio::test]
async fn put_date_time_rfc1123_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_date_time_rfc1123_valid(to_content(&utc_dates()?)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_duration_valid() -> Result<()> {
    assert_eq!(client()?.get_duration_valid(None).await?.into_model()?, ["P123DT22H14M12.011S", "P5DT1H0M0S"]);
    Ok(())
}

#[tokio::test]
async fn put_duration_valid() -> Result<()> {
    let response = client()?.put_duration_valid(to_content(&texts(["P123DT22H14M12.011S", "P5DT1H"]))?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get_byte_valid() -> Result<()> {
    assert_eq!(client()?.get_byte_valid(None).await?.into_model()?, bytes());
    Ok(())
}

#[tokio::test]
async fn put_byte_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_byte_valid(to_content(&bytes())?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_base64_url() -> Result<()> {
    assert_eq!(client()?.get_base64_url(None).await?.into_model()?, sentences());
    Ok(())
}

#[tokio::test]
async fn get_date_invalid_chars() -> Result<()> {
    assert_eq!(client()?.get_date_invalid_chars(None).await?.into_model()?, ["2011-03-22", "date"]);
    Ok(())
}

#[tokio::test]
async fn get_date_time_invalid_chars() -> Result<()> {
    assert!(client()?.get_date_time_invalid_chars(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_uuid_invalid_chars() -> Result<()> {
    assert_eq!(
        client()?.get_uuid_invalid_chars(None).await?.into_model()?,
        ["6dcc7237-45fe-45c4-8a6b-3a8a3f625652", "foo"]
    );
    Ok(())
}

#[tokio::test]
async fn get_boolean_invalid_null() -> Result<()> {
    assert!(client()?.get_boolean_invalid_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_boolean_invalid_string() -> Result<()> {
    assert!(client()?.get_boolean_invalid_string(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_byte_invalid_null() -> Result<()> {
    assert!(client()?.get_byte_invalid_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_date_invalid_null() -> Result<()> {
    assert!(client()?.get_date_invalid_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_date_time_invalid_null() -> Result<()> {
    assert!(client()?.get_date_time_invalid_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_double_invalid_null() -> Result<()> {
    assert!(client()?.get_double_invalid_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_double_invalid_string() -> Result<()> {
    assert!(client()?.get_double_invalid_string(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_float_invalid_null() -> Result<()> {
    assert!(client()?.get_float_invalid_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_float_invalid_string() -> Result<()> {
    assert!(client()?.get_float_invalid_string(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_int_invalid_null() -> Result<()> {
    assert!(client()?.get_int_invalid_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_int_invalid_string() -> Result<()> {
    assert!(client()?.get_int_invalid_string(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_long_invalid_null() -> Result<()> {
    assert!(client()?.get_long_invalid_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_long_invalid_string() -> Result<()> {
    assert!(client()?.get_long_invalid_string(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_string_with_null() -> Result<()> {
    assert_eq!(client()?.get_string_with_null(None).await?.into_model()?.len(), 3);
    Ok(())
}

#[tokio::test]
async fn get_string_with_invalid() -> Result<()> {
    assert!(client()?.get_string_with_invalid(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_invalid() -> Result<()> {
    assert!(client()?.get_invalid(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_null() -> Result<()> {
    assert!(client()?.get_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_array_null() -> Result<()> {
    assert!(client()?.get_array_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_complex_null() -> Result<()> {
    assert!(client()?.get_complex_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_dictionary_null() -> Result<()> {
    assert!(client()?.get_dictionary_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_array_item_null() -> Result<()> {
    assert_eq!(client()?.get_array_item_null(None).await?.into_model()?.len(), 3);
    Ok(())
}

#[tokio::test]
async fn get_complex_item_null() -> Result<()> {
    assert_eq!(client()?.get_complex_item_null(None).await?.into_model()?.len(), 3);
    Ok(())
}

#[tokio::test]
async fn get_dictionary_item_null() -> Result<()> {
    assert_eq!(client()?.get_dictionary_item_null(None).await?.into_model()?.len(), 3);
    Ok(())
}

#[tokio::test]
async fn get_empty() -> Result<()> {
    assert_eq!(client()?.get_empty(None).await?.into_model()?, [0i64; 0]);
    Ok(())
}

#[tokio::test]
async fn put_empty() -> Result<()> {
    assert_eq!(code(&client()?.put_empty(to_content(&Vec::<String>::new())?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_enum_valid() -> Result<()> {
    assert_eq!(client()?.get_enum_valid(None).await?.into_model()?, [FooEnum::Foo1, FooEnum::Foo2, FooEnum::Foo3]);
    Ok(())
}

#[tokio::test]
async fn put_enum_valid() -> Result<()> {
    let response =
        client()?.put_enum_valid(to_content(&vec![FooEnum::Foo1, FooEnum::Foo2, FooEnum::Foo3])?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get_string_enum_valid() -> Result<()> {
    assert_eq!(
        client()?.get_string_enum_valid(None).await?.into_model()?,
        [
            ArrayGetStringEnumValidResultItem::Foo1,
            ArrayGetStringEnumValidResultItem::Foo2,
            ArrayGetStringEnumValidResultItem::Foo3
        ]
    );
    Ok(())
}

#[tokio::test]
async fn put_string_enum_valid() -> Result<()> {
    let response = client()?
        .put_string_enum_valid(
            to_content(&vec![
                ArrayPutStringEnumValidArrayBodyItem::Foo1,
                ArrayPutStringEnumValidArrayBodyItem::Foo2,
                ArrayPutStringEnumValidArrayBodyItem::Foo3,
            ])?,
            None,
        )
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get_array_empty() -> Result<()> {
    assert_eq!(client()?.get_array_empty(None).await?.into_model()?, Vec::<Vec<String>>::new());
    Ok(())
}

#[tokio::test]
async fn get_array_item_empty() -> Result<()> {
    assert_eq!(
        client()?.get_array_item_empty(None).await?.into_model()?,
        [vec!["1", "2", "3"], vec![], vec!["7", "8", "9"]]
    );
    Ok(())
}

#[tokio::test]
async fn get_array_valid() -> Result<()> {
    assert_eq!(
        client()?.get_array_valid(None).await?.into_model()?,
        [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]
    );
    Ok(())
}

#[tokio::test]
async fn put_array_valid() -> Result<()> {
    let response = client()?
        .put_array_valid(
            to_content(
                &[["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]
                    .map(|row| row.map(str::to_owned).to_vec())
                    .to_vec(),
            )?,
            None,
        )
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

fn product(integer: i64, string: &str) -> Product {
    Product { integer: Some(integer), string: Some(string.to_owned()) }
}

fn values(products: Vec<Product>) -> Vec<(Option<i64>, Option<String>)> {
    products.into_iter().map(|product| (product.integer, product.string)).collect()
}

#[tokio::test]
async fn get_complex_empty() -> Result<()> {
    let products = client()?.get_complex_empty(None).await?.into_model()?;
    assert_eq!(values(products), values(vec![]));
    Ok(())
}

#[tokio::test]
async fn get_complex_item_empty() -> Result<()> {
    let products = client()?.get_complex_item_empty(None).await?.into_model()?;
    assert_eq!(values(products), values(vec![product(1, "2"), Product::default(), product(5, "6")]));
    Ok(())
}

#[tokio::test]
async fn get_complex_valid() -> Result<()> {
    let products = client()?.get_complex_valid(None).await?.into_model()?;
    assert_eq!(values(products), values(vec![product(1, "2"), product(3, "4"), product(5, "6")]));
    Ok(())
}

#[tokio::test]
async fn put_complex_valid() -> Result<()> {
    let response = client()?
        .put_complex_valid(to_content(&vec![product(1, "2"), product(3, "4"), product(5, "6")])?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

fn dictionary(entries: &[(&str, &str)]) -> HashMap<String, String> {
    entries.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn dictionaries() -> Vec<HashMap<String, String>> {
    vec![
        dictionary(&[("1", "one"), ("2", "two"), ("3", "three")]),
        dictionary(&[("4", "four"), ("5", "five"), ("6", "six")]),
        dictionary(&[("7", "seven"), ("8", "eight"), ("9", "nine")]),
    ]
}

#[tokio::test]
async fn get_dictionary_empty() -> Result<()> {
    assert_eq!(client()?.get_dictionary_empty(None).await?.into_model()?, Vec::<HashMap<String, String>>::new());
    Ok(())
}

#[tokio::test]
async fn get_dictionary_item_empty() -> Result<()> {
    let mut expected = dictionaries();
    expected[1].clear();
    assert_eq!(client()?.get_dictionary_item_empty(None).await?.into_model()?, expected);
    Ok(())
}

#[tokio::test]
async fn get_dictionary_valid() -> Result<()> {
    assert_eq!(client()?.get_dictionary_valid(None).await?.into_model()?, dictionaries());
    Ok(())
}

#[tokio::test]
async fn put_dictionary_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_dictionary_valid(to_content(&dictionaries())?, None).await?), 200);
    Ok(())
}
