use super::{
    client_options, code, connection_options, credential,
    values::{bytes, dates, sentences, times, utc_dates},
};
use azure_core::Result;
use body_dictionary::{
    AutoRestSwaggerBatDictionaryServiceClient, AutoRestSwaggerBatDictionaryServiceClientOptions,
    clients::AutoRestSwaggerBatDictionaryServiceDictionaryClient, models::Widget, to_content,
};
use std::collections::HashMap;

fn client() -> Result<AutoRestSwaggerBatDictionaryServiceDictionaryClient> {
    let options = AutoRestSwaggerBatDictionaryServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestSwaggerBatDictionaryServiceClient::new(credential(), Some(options))?.get_dictionary_client())
}

/// A dictionary whose keys are `0`, `1`, …
fn dictionary<T>(values: impl IntoIterator<Item = T>) -> HashMap<String, T> {
    values.into_iter().enumerate().map(|(key, value)| (key.to_string(), value)).collect()
}

fn texts<const N: usize>(values: [&str; N]) -> HashMap<String, String> {
    dictionary(values.map(str::to_owned))
}

#[tokio::test]
async fn get_boolean_tfft() -> Result<()> {
    assert_eq!(client()?.get_boolean_tfft(None).await?.into_model()?, dictionary([true, false, false, true]));
    Ok(())
}

#[tokio::test]
async fn put_boolean_tfft() -> Result<()> {
    let response = client()?.put_boolean_tfft(to_content(&dictionary([true, false, false, true]))?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get_integer_valid() -> Result<()> {
    assert_eq!(client()?.get_integer_valid(None).await?.into_model()?, dictionary([1, -1, 3, 300]));
    Ok(())
}

#[tokio::test]
async fn put_integer_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_integer_valid(to_content(&dictionary([1, -1, 3, 300]))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_long_valid() -> Result<()> {
    assert_eq!(client()?.get_long_valid(None).await?.into_model()?, dictionary([1, -1, 3, 300]));
    Ok(())
}

#[tokio::test]
async fn put_long_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_long_valid(to_content(&dictionary([1, -1, 3, 300]))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_float_valid() -> Result<()> {
    assert_eq!(client()?.get_float_valid(None).await?.into_model()?, dictionary([0.0, -0.01, -1.2e+20]));
    Ok(())
}

#[tokio::test]
async fn put_float_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_float_valid(to_content(&dictionary([0.0, -0.01, -1.2e+20]))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_double_valid() -> Result<()> {
    assert_eq!(client()?.get_double_valid(None).await?.into_model()?, dictionary([0.0, -0.01, -1.2e+20]));
    Ok(())
}

#[tokio::test]
async fn put_double_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_double_valid(to_content(&dictionary([0.0, -0.01, -1.2e+20]))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_string_valid() -> Result<()> {
    assert_eq!(client()?.get_string_valid(None).await?.into_model()?, texts(["foo1", "foo2", "foo3"]));
    Ok(())
}

#[tokio::test]
async fn put_string_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_string_valid(to_content(&texts(["foo1", "foo2", "foo3"]))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_date_valid() -> Result<()> {
    assert_eq!(client()?.get_date_valid(None).await?.into_model()?, texts(["2000-12-01", "1980-01-02", "1492-10-12"]));
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
    assert_eq!(client()?.get_date_time_valid(None).await?.into_model()?, dictionary(dates()?));
    Ok(())
}

#[tokio::test]
async fn put_date_time_valid() -> Result<()> {
    // The server wants these as they are in UTC.
    let in_utc = times(["2000-12-01T00:00:01Z", "1980-01-01T23:11:35Z", "1492-10-12T18:15:01Z"])?;
    assert_eq!(code(&client()?.put_date_time_valid(to_content(&dictionary(in_utc))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_date_time_rfc1123_valid() -> Result<()> {
    assert_eq!(client()?.get_date_time_rfc1123_valid(None).await?.into_model()?, dictionary(utc_dates()?));
    Ok(())
}

#[tokio::test]
async fn put_date_time_rfc1123_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_date_time_rfc1123_valid(to_content(&dictionary(utc_dates()?))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_duration_valid() -> Result<()> {
    assert_eq!(client()?.get_duration_valid(None).await?.into_model()?, texts(["P123DT22H14M12.011S", "P5DT1H"]));
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
    assert_eq!(client()?.get_byte_valid(None).await?.into_model()?, dictionary(bytes()));
    Ok(())
}

#[tokio::test]
async fn put_byte_valid() -> Result<()> {
    assert_eq!(code(&client()?.put_byte_valid(to_content(&dictionary(bytes()))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_base64_url() -> Result<()> {
    assert_eq!(client()?.get_base64_url(None).await?.into_model()?, dictionary(sentences()));
    Ok(())
}

#[tokio::test]
async fn get_date_invalid_chars() -> Result<()> {
    assert_eq!(client()?.get_date_invalid_chars(None).await?.into_model()?, texts(["2011-03-22", "date"]));
    Ok(())
}

#[tokio::test]
async fn get_date_time_invalid_chars() -> Result<()> {
    assert!(client()?.get_date_time_invalid_chars(None).await?.into_model().is_err());
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
    assert!(client()?.get_string_with_null(None).await?.into_model().is_err());
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
async fn get_null_key() -> Result<()> {
    assert!(client()?.get_null_key(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_null_value() -> Result<()> {
    assert!(client()?.get_null_value(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_empty() -> Result<()> {
    assert_eq!(client()?.get_empty(None).await?.into_model()?, HashMap::new());
    Ok(())
}

#[tokio::test]
async fn put_empty() -> Result<()> {
    assert_eq!(code(&client()?.put_empty(to_content(&HashMap::<String, String>::new())?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn get_empty_string_key() -> Result<()> {
    assert_eq!(
        client()?.get_empty_string_key(None).await?.into_model()?,
        HashMap::from([(String::new(), "val1".to_owned())])
    );
    Ok(())
}

fn row(values: [&str; 3]) -> Vec<String> {
    values.map(str::to_owned).to_vec()
}

#[tokio::test]
async fn get_array_empty() -> Result<()> {
    assert_eq!(client()?.get_array_empty(None).await?.into_model()?, HashMap::new());
    Ok(())
}

#[tokio::test]
async fn get_array_item_empty() -> Result<()> {
    assert_eq!(
        client()?.get_array_item_empty(None).await?.into_model()?,
        dictionary([row(["1", "2", "3"]), vec![], row(["7", "8", "9"])])
    );
    Ok(())
}

#[tokio::test]
async fn get_array_valid() -> Result<()> {
    assert_eq!(
        client()?.get_array_valid(None).await?.into_model()?,
        dictionary([row(["1", "2", "3"]), row(["4", "5", "6"]), row(["7", "8", "9"])])
    );
    Ok(())
}

#[tokio::test]
async fn put_array_valid() -> Result<()> {
    let response = client()?
        .put_array_valid(
            to_content(&dictionary([row(["1", "2", "3"]), row(["4", "5", "6"]), row(["7", "8", "9"])]))?,
            None,
        )
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

fn widget(integer: i64, string: &str) -> Widget {
    Widget { integer: Some(integer), string: Some(string.to_owned()) }
}

fn values(widgets: HashMap<String, Widget>) -> HashMap<String, (Option<i64>, Option<String>)> {
    widgets.into_iter().map(|(key, widget)| (key, (widget.integer, widget.string))).collect()
}

#[tokio::test]
async fn get_complex_empty() -> Result<()> {
    let widgets = client()?.get_complex_empty(None).await?.into_model()?;
    assert_eq!(values(widgets), values(dictionary([])));
    Ok(())
}

#[tokio::test]
async fn get_complex_item_empty() -> Result<()> {
    let widgets = client()?.get_complex_item_empty(None).await?.into_model()?;
    assert_eq!(values(widgets), values(dictionary([widget(1, "2"), Widget::default(), widget(5, "6")])));
    Ok(())
}

#[tokio::test]
async fn get_complex_valid() -> Result<()> {
    let widgets = client()?.get_complex_valid(None).await?.into_model()?;
    assert_eq!(values(widgets), values(dictionary([widget(1, "2"), widget(3, "4"), widget(5, "6")])));
    Ok(())
}

#[tokio::test]
async fn put_complex_valid() -> Result<()> {
    let response = client()?
        .put_complex_valid(to_content(&dictionary([widget(1, "2"), widget(3, "4"), widget(5, "6")]))?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

fn dictionaries() -> HashMap<String, HashMap<String, String>> {
    let inner =
        |entries: [(&str, &str); 3]| HashMap::from(entries.map(|(key, value)| (key.to_owned(), value.to_owned())));
    dictionary([
        inner([("1", "one"), ("2", "two"), ("3", "three")]),
        inner([("4", "four"), ("5", "five"), ("6", "six")]),
        inner([("7", "seven"), ("8", "eight"), ("9", "nine")]),
    ])
}

#[tokio::test]
async fn get_dictionary_empty() -> Result<()> {
    assert_eq!(client()?.get_dictionary_empty(None).await?.into_model()?, HashMap::new());
    Ok(())
}

#[tokio::test]
async fn get_dictionary_item_empty() -> Result<()> {
    let mut expected = dictionaries();
    expected.insert("1".to_owned(), HashMap::new());
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
