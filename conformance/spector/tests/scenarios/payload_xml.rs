use super::{code, connection_options, text};
use azure_core::{Result, time::parse_rfc3339};
use payload_xml::{
    ErrorExt as _, TitleClient, TitleClientOptions,
    models::{
        Author, Book, ModelWithArrayOfModel, ModelWithAttributes, ModelWithDatetime, ModelWithDictionary,
        ModelWithEmptyArray, ModelWithEncodedNames, ModelWithEnum, ModelWithNamespace, ModelWithNamespaceOnProperties,
        ModelWithNestedModel, ModelWithOptionalField, ModelWithRenamedArrays, ModelWithRenamedAttribute,
        ModelWithRenamedFields, ModelWithRenamedNestedModel, ModelWithRenamedProperty,
        ModelWithRenamedUnwrappedModelArray, ModelWithRenamedWrappedAndItemModelArray,
        ModelWithRenamedWrappedModelArray, ModelWithSimpleArrays, ModelWithText, ModelWithUnwrappedArray,
        ModelWithUnwrappedModelArray, ModelWithWrappedPrimitiveCustomItemNames, SimpleModel, Status, XmlErrorBody,
    },
    to_value,
};

fn client() -> Result<TitleClient> {
    let options = TitleClientOptions { connection_options: connection_options(), ..Default::default() };
    TitleClient::without_credential(Some(options))
}

/// Each test gets a value, which is the one here.
macro_rules! gets {
    ($($name:ident: $group:ident => $value:expr;)*) => {$(
        #[tokio::test]
        async fn $name() -> Result<()> {
            let got = client()?.$group().get(None).await?.into_model()?;
            assert_eq!(to_value(&got)?, to_value(&$value)?);
            Ok(())
        }
    )*};
}

/// Each test gets a value, which is the one here, and puts it.
macro_rules! gets_and_puts {
    ($($name:ident: $group:ident => $value:expr;)*) => {$(
        #[tokio::test]
        async fn $name() -> Result<()> {
            let client = client()?.$group();
            let value = $value;
            let got = client.get(None).await?.into_model()?;
            assert_eq!(to_value(&got)?, to_value(&value)?);
            assert_eq!(code(&client.put(value.try_into()?, None).await?), 204);
            Ok(())
        }
    )*};
}

fn simple(name: &str, age: i32) -> SimpleModel {
    SimpleModel { name: text(name), age: Some(age) }
}

fn two() -> Option<Vec<SimpleModel>> {
    Some(vec![simple("foo", 123), simple("bar", 456)])
}

fn texts<const N: usize>(texts: [&str; N]) -> Option<Vec<String>> {
    Some(texts.map(str::to_owned).to_vec())
}

fn colors() -> Option<Vec<String>> {
    texts(["red", "green", "blue"])
}

gets_and_puts! {
    simple_model: get_simple_model_value_client => simple("foo", 123);
    renamed_property: get_model_with_renamed_property_value_client =>
        ModelWithRenamedProperty { title: text("foo"), author: text("bar") };
    renamed_fields: get_model_with_renamed_fields_value_client =>
        ModelWithRenamedFields { input_data: Some(simple("foo", 123)), output_data: Some(simple("bar", 456)) };
    nested_model: get_model_with_nested_model_value_client =>
        ModelWithNestedModel { nested: Some(simple("foo", 123)) };
    wrapped_primitive_custom_item_names: get_model_with_wrapped_primitive_custom_item_names_value_client =>
        ModelWithWrappedPrimitiveCustomItemNames { tags: texts(["fiction", "classic"]) };
    array_of_model: get_model_with_array_of_model_value_client => ModelWithArrayOfModel { items: two() };
    unwrapped_model_array: get_model_with_unwrapped_model_array_value_client =>
        ModelWithUnwrappedModelArray { items: two() };
    renamed_wrapped_model_array: get_model_with_renamed_wrapped_model_array_value_client =>
        ModelWithRenamedWrappedModelArray { items: two() };
    renamed_unwrapped_model_array: get_model_with_renamed_unwrapped_model_array_value_client =>
        ModelWithRenamedUnwrappedModelArray { items: two() };
    renamed_wrapped_and_item_model_array: get_model_with_renamed_wrapped_and_item_model_array_value_client =>
        ModelWithRenamedWrappedAndItemModelArray {
            books: Some(vec![Book { title: text("The Great Gatsby") }, Book { title: text("Les Miserables") }]),
        };
    attributes: get_model_with_attributes_value_client =>
        ModelWithAttributes { id1: Some(123), id2: text("foo"), enabled: Some(true) };
    renamed_attribute: get_model_with_renamed_attribute_value_client =>
        ModelWithRenamedAttribute {
            id: Some(123),
            title: text("The Great Gatsby"),
            author: text("F. Scott Fitzgerald"),
        };
    namespace: get_model_with_namespace_value_client =>
        ModelWithNamespace { id: Some(123), title: text("The Great Gatsby") };
    namespace_on_properties: get_model_with_namespace_on_properties_value_client =>
        ModelWithNamespaceOnProperties {
            id: Some(123),
            title: text("The Great Gatsby"),
            author: text("F. Scott Fitzgerald"),
        };
    text_content: get_model_with_text_value_client =>
        ModelWithText { language: text("foo"), content: text("\n  This is some text.\n") };
    optional_field: get_model_with_optional_field_value_client =>
        ModelWithOptionalField { item: text("widget"), value: None };
    empty_array: get_model_with_empty_array_value_client => ModelWithEmptyArray { items: Some(Vec::new()) };
    dictionary: get_model_with_dictionary_value_client => {
        let metadata = [("Color", "blue"), ("Count", "123"), ("Enabled", "false")];
        let metadata = metadata.map(|(key, value)| (key.to_owned(), value.to_owned()));
        ModelWithDictionary { metadata: Some(metadata.into()) }
    };
    enumeration: get_model_with_enum_value_client => ModelWithEnum { status: Some(Status::Success) };
    datetime: get_model_with_datetime_value_client =>
        ModelWithDatetime {
            rfc3339: Some(parse_rfc3339("2022-08-26T18:38:00Z")?),
            rfc7231: Some(parse_rfc3339("2022-08-26T14:38:00Z")?),
        };
}

// The names that the server expects in these are not in the description.
gets! {
    renamed_nested_model: get_model_with_renamed_nested_model_value_client =>
        ModelWithRenamedNestedModel { author: Some(Author { name: text("foo") }) };
    simple_arrays: get_model_with_simple_arrays_value_client =>
        ModelWithSimpleArrays { colors: colors(), counts: Some(vec![1, 2]) };
    unwrapped_array: get_model_with_unwrapped_array_value_client =>
        ModelWithUnwrappedArray { colors: colors(), counts: Some(vec![1, 2]) };
    renamed_arrays: get_model_with_renamed_arrays_value_client =>
        ModelWithRenamedArrays { colors: colors(), counts: Some(vec![1, 2]) };
    encoded_names: get_model_with_encoded_names_value_client =>
        ModelWithEncodedNames { model_data: Some(simple("foo", 123)), colors: colors() };
}

#[tokio::test]
async fn error() -> Result<()> {
    let error = client()?.get_xml_error_value_client().get(None).await.expect_err("a refusal");
    assert_eq!(error.http_status().map(u16::from), Some(400));
    let Some(body) = error.xml_body::<XmlErrorBody>().transpose()? else { panic!("no body") };
    assert_eq!((body.message, body.code), (text("Something went wrong"), Some(400)));
    Ok(())
}
