use super::{client_options, connection_options, credential};
use azure_core::{Result, time::OffsetDateTime};
use url::{
    AutoRestUrlTestServiceClient, AutoRestUrlTestServiceClientOptions,
    clients::{
        AutoRestUrlTestServicePathItemsClient, AutoRestUrlTestServicePathsClient, AutoRestUrlTestServiceQueriesClient,
    },
    models::{
        AutoRestUrlTestServicePathItemsClientGetAllWithValuesOptions,
        AutoRestUrlTestServicePathItemsClientGetGlobalAndLocalQueryNullOptions,
        AutoRestUrlTestServicePathItemsClientGetGlobalQueryNullOptions,
        AutoRestUrlTestServicePathItemsClientGetLocalPathItemQueryNullOptions,
        AutoRestUrlTestServiceQueriesClientArrayStringCsvEmptyOptions,
        AutoRestUrlTestServiceQueriesClientArrayStringCsvValidOptions,
        AutoRestUrlTestServiceQueriesClientArrayStringNoCollectionFormatEmptyOptions,
        AutoRestUrlTestServiceQueriesClientArrayStringPipesValidOptions,
        AutoRestUrlTestServiceQueriesClientArrayStringSsvValidOptions,
        AutoRestUrlTestServiceQueriesClientArrayStringTsvValidOptions,
        AutoRestUrlTestServiceQueriesClientByteMultiByteOptions, AutoRestUrlTestServiceQueriesClientEnumValidOptions,
        PathsDoubleDecimalNegativeDoublePath, PathsDoubleDecimalPositiveDoublePath,
        PathsFloatScientificNegativeFloatPath, PathsFloatScientificPositiveFloatPath,
        PathsGetIntNegativeOneMillionIntPath, PathsGetIntOneMillionIntPath, PathsGetNegativeTenBillionLongPath,
        PathsGetTenBillionLongPath, QueriesDoubleDecimalNegativeDoubleQuery, QueriesDoubleDecimalPositiveDoubleQuery,
        QueriesFloatScientificNegativeFloatQuery, QueriesFloatScientificPositiveFloatQuery,
        QueriesGetIntNegativeOneMillionIntQuery, QueriesGetIntOneMillionIntQuery,
        QueriesGetNegativeTenBillionLongQuery, QueriesGetTenBillionLongQuery, UriColor,
    },
};

const MULTIBYTE: &str = "啊齄丂狛狜\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}";
const SPECIAL: &str = "begin!*'();:@ &=+$,/?#[]end";

fn service() -> Result<AutoRestUrlTestServiceClient> {
    let options = AutoRestUrlTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    AutoRestUrlTestServiceClient::new("globalStringPath", credential(), Some(options))
}

fn paths() -> Result<AutoRestUrlTestServicePathsClient> {
    Ok(service()?.get_paths_client())
}

fn queries() -> Result<AutoRestUrlTestServiceQueriesClient> {
    Ok(service()?.get_queries_client())
}

fn path_items() -> Result<AutoRestUrlTestServicePathItemsClient> {
    Ok(service()?.get_path_items_client())
}

fn texts(values: [&str; 4]) -> Vec<String> {
    values.map(str::to_owned).to_vec()
}

#[tokio::test]
async fn path_get_boolean_true() -> Result<()> {
    paths()?.get_boolean_true(true, None).await?;
    Ok(())
}

#[tokio::test]
async fn path_get_boolean_false() -> Result<()> {
    paths()?.get_boolean_false(false, None).await?;
    Ok(())
}

#[tokio::test]
async fn path_get_int_one_million() -> Result<()> {
    paths()?.get_int_one_million(PathsGetIntOneMillionIntPath::N1000000, None).await?;
    Ok(())
}

#[tokio::test]
async fn path_get_int_negative_one_million() -> Result<()> {
    paths()?.get_int_negative_one_million(PathsGetIntNegativeOneMillionIntPath::Minus1000000, None).await?;
    Ok(())
}

#[tokio::test]
async fn path_get_ten_billion() -> Result<()> {
    paths()?.get_ten_billion(PathsGetTenBillionLongPath::N10000000000, None).await?;
    Ok(())
}

#[tokio::test]
async fn path_get_negative_ten_billion() -> Result<()> {
    paths()?.get_negative_ten_billion(PathsGetNegativeTenBillionLongPath::Minus10000000000, None).await?;
    Ok(())
}

#[tokio::test]
async fn path_float_scientific_positive() -> Result<()> {
    paths()?.float_scientific_positive(PathsFloatScientificPositiveFloatPath::N1034e20, None).await?;
    Ok(())
}

#[tokio::test]
async fn path_float_scientific_negative() -> Result<()> {
    paths()?.float_scientific_negative(PathsFloatScientificNegativeFloatPath::Minus1034e20, None).await?;
    Ok(())
}

#[tokio::test]
async fn path_double_decimal_positive() -> Result<()> {
    paths()?.double_decimal_positive(PathsDoubleDecimalPositiveDoublePath::N9999999999, None).await?;
    Ok(())
}

#[tokio::test]
async fn path_double_decimal_negative() -> Result<()> {
    paths()?.double_decimal_negative(PathsDoubleDecimalNegativeDoublePath::Minus9999999999, None).await?;
    Ok(())
}

#[tokio::test]
async fn path_string_unicode() -> Result<()> {
    paths()?.string_unicode(None).await?;
    Ok(())
}

#[tokio::test]
async fn path_string_url_encoded() -> Result<()> {
    paths()?.string_url_encoded(None).await?;
    Ok(())
}

#[tokio::test]
async fn path_string_url_non_encoded() -> Result<()> {
    paths()?.string_url_non_encoded(None).await?;
    Ok(())
}

#[tokio::test]
async fn path_string_empty() -> Result<()> {
    paths()?.string_empty(None).await?;
    Ok(())
}

#[tokio::test]
async fn path_enum_valid() -> Result<()> {
    paths()?.enum_valid(UriColor::GreenColor, None).await?;
    Ok(())
}

#[tokio::test]
async fn path_byte_multi_byte() -> Result<()> {
    paths()?.byte_multi_byte(MULTIBYTE.as_bytes().to_vec(), None).await?;
    Ok(())
}

#[tokio::test]
async fn path_byte_empty() -> Result<()> {
    paths()?.byte_empty(None).await?;
    Ok(())
}

#[tokio::test]
async fn path_date_valid() -> Result<()> {
    paths()?.date_valid(None).await?;
    Ok(())
}

#[tokio::test]
async fn path_date_time_valid() -> Result<()> {
    paths()?.date_time_valid(None).await?;
    Ok(())
}

#[tokio::test]
async fn path_base64_url() -> Result<()> {
    paths()?.base64_url(b"lorem".to_vec(), None).await?;
    Ok(())
}

#[tokio::test]
async fn path_array_csv_in_path() -> Result<()> {
    paths()?.array_csv_in_path(&texts(["ArrayPath1", SPECIAL, "", ""]), None).await?;
    Ok(())
}

#[tokio::test]
async fn path_unix_time_url() -> Result<()> {
    paths()?.unix_time_url(OffsetDateTime::from_unix_timestamp(1_460_505_600).expect("a time"), None).await?;
    Ok(())
}

#[tokio::test]
async fn an_empty_path_is_not_sent() -> Result<()> {
    assert!(paths()?.string_null("", None).await.is_err());
    Ok(())
}

#[tokio::test]
async fn query_get_boolean_true() -> Result<()> {
    queries()?.get_boolean_true(true, None).await?;
    Ok(())
}

#[tokio::test]
async fn query_get_boolean_false() -> Result<()> {
    queries()?.get_boolean_false(false, None).await?;
    Ok(())
}

#[tokio::test]
async fn query_get_boolean_null() -> Result<()> {
    queries()?.get_boolean_null(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_get_int_one_million() -> Result<()> {
    queries()?.get_int_one_million(QueriesGetIntOneMillionIntQuery::N1000000, None).await?;
    Ok(())
}

#[tokio::test]
async fn query_get_int_negative_one_million() -> Result<()> {
    queries()?.get_int_negative_one_million(QueriesGetIntNegativeOneMillionIntQuery::Minus1000000, None).await?;
    Ok(())
}

#[tokio::test]
async fn query_get_int_null() -> Result<()> {
    queries()?.get_int_null(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_get_ten_billion() -> Result<()> {
    queries()?.get_ten_billion(QueriesGetTenBillionLongQuery::N10000000000, None).await?;
    Ok(())
}

#[tokio::test]
async fn query_get_negative_ten_billion() -> Result<()> {
    queries()?.get_negative_ten_billion(QueriesGetNegativeTenBillionLongQuery::Minus10000000000, None).await?;
    Ok(())
}

#[tokio::test]
async fn query_get_long_null() -> Result<()> {
    queries()?.get_long_null(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_float_scientific_positive() -> Result<()> {
    queries()?.float_scientific_positive(QueriesFloatScientificPositiveFloatQuery::N1034e20, None).await?;
    Ok(())
}

#[tokio::test]
async fn query_float_scientific_negative() -> Result<()> {
    queries()?.float_scientific_negative(QueriesFloatScientificNegativeFloatQuery::Minus1034e20, None).await?;
    Ok(())
}

#[tokio::test]
async fn query_float_null() -> Result<()> {
    queries()?.float_null(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_double_decimal_positive() -> Result<()> {
    queries()?.double_decimal_positive(QueriesDoubleDecimalPositiveDoubleQuery::N9999999999, None).await?;
    Ok(())
}

#[tokio::test]
async fn query_double_decimal_negative() -> Result<()> {
    queries()?.double_decimal_negative(QueriesDoubleDecimalNegativeDoubleQuery::Minus9999999999, None).await?;
    Ok(())
}

#[tokio::test]
async fn query_double_null() -> Result<()> {
    queries()?.double_null(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_string_unicode() -> Result<()> {
    queries()?.string_unicode(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_string_url_encoded() -> Result<()> {
    queries()?.string_url_encoded(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_string_empty() -> Result<()> {
    queries()?.string_empty(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_string_null() -> Result<()> {
    queries()?.string_null(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_enum_null() -> Result<()> {
    queries()?.enum_null(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_byte_empty() -> Result<()> {
    queries()?.byte_empty(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_byte_null() -> Result<()> {
    queries()?.byte_null(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_date_valid() -> Result<()> {
    queries()?.date_valid(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_date_null() -> Result<()> {
    queries()?.date_null(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_date_time_valid() -> Result<()> {
    queries()?.date_time_valid(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_date_time_null() -> Result<()> {
    queries()?.date_time_null(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_array_string_csv_null() -> Result<()> {
    queries()?.array_string_csv_null(None).await?;
    Ok(())
}

#[tokio::test]
async fn query_enum_valid() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientEnumValidOptions {
        enum_query: Some(UriColor::GreenColor),
        ..Default::default()
    };
    queries()?.enum_valid(Some(options)).await?;
    Ok(())
}

#[tokio::test]
async fn query_byte_multi_byte() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientByteMultiByteOptions {
        byte_query: Some(MULTIBYTE.as_bytes().to_vec()),
        ..Default::default()
    };
    queries()?.byte_multi_byte(Some(options)).await?;
    Ok(())
}

#[tokio::test]
async fn query_array_string_csv_empty() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientArrayStringCsvEmptyOptions {
        array_query: Some(Vec::new()),
        ..Default::default()
    };
    queries()?.array_string_csv_empty(Some(options)).await?;
    Ok(())
}

#[tokio::test]
async fn query_array_string_no_collection_format_empty() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientArrayStringNoCollectionFormatEmptyOptions {
        array_query: Some(["hello", "nihao", "bonjour"].map(str::to_owned).to_vec()),
        ..Default::default()
    };
    queries()?.array_string_no_collection_format_empty(Some(options)).await?;
    Ok(())
}

#[tokio::test]
async fn query_array_string_csv_valid() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientArrayStringCsvValidOptions {
        array_query: Some(texts(["ArrayQuery1", SPECIAL, "", ""])),
        ..Default::default()
    };
    queries()?.array_string_csv_valid(Some(options)).await?;
    Ok(())
}

#[tokio::test]
async fn query_array_string_ssv_valid() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientArrayStringSsvValidOptions {
        array_query: Some(texts(["ArrayQuery1", SPECIAL, "", ""])),
        ..Default::default()
    };
    queries()?.array_string_ssv_valid(Some(options)).await?;
    Ok(())
}

#[tokio::test]
async fn query_array_string_tsv_valid() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientArrayStringTsvValidOptions {
        array_query: Some(texts(["ArrayQuery1", SPECIAL, "", ""])),
        ..Default::default()
    };
    queries()?.array_string_tsv_valid(Some(options)).await?;
    Ok(())
}

#[tokio::test]
async fn query_array_string_pipes_valid() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientArrayStringPipesValidOptions {
        array_query: Some(texts(["ArrayQuery1", SPECIAL, "", ""])),
        ..Default::default()
    };
    queries()?.array_string_pipes_valid(Some(options)).await?;
    Ok(())
}

fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

#[tokio::test]
async fn path_item_get_all_with_values() -> Result<()> {
    let options = AutoRestUrlTestServicePathItemsClientGetAllWithValuesOptions {
        local_string_query: text("localStringQuery"),
        path_item_string_query: text("pathItemStringQuery"),
        global_string_query: text("globalStringQuery"),
        ..Default::default()
    };
    path_items()?.get_all_with_values("localStringPath", "pathItemStringPath", Some(options)).await?;
    Ok(())
}

#[tokio::test]
async fn path_item_get_global_query_null() -> Result<()> {
    let options = AutoRestUrlTestServicePathItemsClientGetGlobalQueryNullOptions {
        local_string_query: text("localStringQuery"),
        path_item_string_query: text("pathItemStringQuery"),
        ..Default::default()
    };
    path_items()?.get_global_query_null("localStringPath", "pathItemStringPath", Some(options)).await?;
    Ok(())
}

#[tokio::test]
async fn path_item_get_global_and_local_query_null() -> Result<()> {
    let options = AutoRestUrlTestServicePathItemsClientGetGlobalAndLocalQueryNullOptions {
        path_item_string_query: text("pathItemStringQuery"),
        ..Default::default()
    };
    path_items()?.get_global_and_local_query_null("localStringPath", "pathItemStringPath", Some(options)).await?;
    Ok(())
}

#[tokio::test]
async fn path_item_get_local_path_item_query_null() -> Result<()> {
    let options = AutoRestUrlTestServicePathItemsClientGetLocalPathItemQueryNullOptions {
        global_string_query: text("globalStringQuery"),
        ..Default::default()
    };
    path_items()?.get_local_path_item_query_null("localStringPath", "pathItemStringPath", Some(options)).await?;
    Ok(())
}
