use super::{client_options, code, connection_options, credential, text};
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
    assert_eq!(code(&paths()?.get_boolean_true(true, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_get_boolean_false() -> Result<()> {
    assert_eq!(code(&paths()?.get_boolean_false(false, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_get_int_one_million() -> Result<()> {
    assert_eq!(code(&paths()?.get_int_one_million(PathsGetIntOneMillionIntPath::N1000000, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_get_int_negative_one_million() -> Result<()> {
    let response =
        paths()?.get_int_negative_one_million(PathsGetIntNegativeOneMillionIntPath::Minus1000000, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn path_get_ten_billion() -> Result<()> {
    assert_eq!(code(&paths()?.get_ten_billion(PathsGetTenBillionLongPath::N10000000000, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_get_negative_ten_billion() -> Result<()> {
    let response =
        paths()?.get_negative_ten_billion(PathsGetNegativeTenBillionLongPath::Minus10000000000, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn path_float_scientific_positive() -> Result<()> {
    let response = paths()?.float_scientific_positive(PathsFloatScientificPositiveFloatPath::N1034e20, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn path_float_scientific_negative() -> Result<()> {
    let response =
        paths()?.float_scientific_negative(PathsFloatScientificNegativeFloatPath::Minus1034e20, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn path_double_decimal_positive() -> Result<()> {
    let response = paths()?.double_decimal_positive(PathsDoubleDecimalPositiveDoublePath::N9999999999, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn path_double_decimal_negative() -> Result<()> {
    let response =
        paths()?.double_decimal_negative(PathsDoubleDecimalNegativeDoublePath::Minus9999999999, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn path_string_unicode() -> Result<()> {
    assert_eq!(code(&paths()?.string_unicode(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_string_url_encoded() -> Result<()> {
    assert_eq!(code(&paths()?.string_url_encoded(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_string_url_non_encoded() -> Result<()> {
    assert_eq!(code(&paths()?.string_url_non_encoded(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_string_empty() -> Result<()> {
    assert_eq!(code(&paths()?.string_empty(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_enum_valid() -> Result<()> {
    assert_eq!(code(&paths()?.enum_valid(UriColor::GreenColor, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_byte_multi_byte() -> Result<()> {
    assert_eq!(code(&paths()?.byte_multi_byte(MULTIBYTE.as_bytes().to_vec(), None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_byte_empty() -> Result<()> {
    assert_eq!(code(&paths()?.byte_empty(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_date_valid() -> Result<()> {
    assert_eq!(code(&paths()?.date_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_date_time_valid() -> Result<()> {
    assert_eq!(code(&paths()?.date_time_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_base64_url() -> Result<()> {
    assert_eq!(code(&paths()?.base64_url(b"lorem".to_vec(), None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_array_csv_in_path() -> Result<()> {
    assert_eq!(code(&paths()?.array_csv_in_path(&texts(["ArrayPath1", SPECIAL, "", ""]), None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_unix_time_url() -> Result<()> {
    let response =
        paths()?.unix_time_url(OffsetDateTime::from_unix_timestamp(1_460_505_600).expect("a time"), None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn an_empty_path_is_not_sent() -> Result<()> {
    assert!(paths()?.string_null("", None).await.is_err());
    Ok(())
}

#[tokio::test]
async fn query_get_boolean_true() -> Result<()> {
    assert_eq!(code(&queries()?.get_boolean_true(true, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_get_boolean_false() -> Result<()> {
    assert_eq!(code(&queries()?.get_boolean_false(false, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_get_boolean_null() -> Result<()> {
    assert_eq!(code(&queries()?.get_boolean_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_get_int_one_million() -> Result<()> {
    assert_eq!(code(&queries()?.get_int_one_million(QueriesGetIntOneMillionIntQuery::N1000000, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_get_int_negative_one_million() -> Result<()> {
    let response =
        queries()?.get_int_negative_one_million(QueriesGetIntNegativeOneMillionIntQuery::Minus1000000, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn query_get_int_null() -> Result<()> {
    assert_eq!(code(&queries()?.get_int_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_get_ten_billion() -> Result<()> {
    assert_eq!(code(&queries()?.get_ten_billion(QueriesGetTenBillionLongQuery::N10000000000, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_get_negative_ten_billion() -> Result<()> {
    let response =
        queries()?.get_negative_ten_billion(QueriesGetNegativeTenBillionLongQuery::Minus10000000000, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn query_get_long_null() -> Result<()> {
    assert_eq!(code(&queries()?.get_long_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_float_scientific_positive() -> Result<()> {
    let response =
        queries()?.float_scientific_positive(QueriesFloatScientificPositiveFloatQuery::N1034e20, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn query_float_scientific_negative() -> Result<()> {
    let response =
        queries()?.float_scientific_negative(QueriesFloatScientificNegativeFloatQuery::Minus1034e20, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn query_float_null() -> Result<()> {
    assert_eq!(code(&queries()?.float_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_double_decimal_positive() -> Result<()> {
    let response =
        queries()?.double_decimal_positive(QueriesDoubleDecimalPositiveDoubleQuery::N9999999999, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn query_double_decimal_negative() -> Result<()> {
    let response =
        queries()?.double_decimal_negative(QueriesDoubleDecimalNegativeDoubleQuery::Minus9999999999, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn query_double_null() -> Result<()> {
    assert_eq!(code(&queries()?.double_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_string_unicode() -> Result<()> {
    assert_eq!(code(&queries()?.string_unicode(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_string_url_encoded() -> Result<()> {
    assert_eq!(code(&queries()?.string_url_encoded(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_string_empty() -> Result<()> {
    assert_eq!(code(&queries()?.string_empty(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_string_null() -> Result<()> {
    assert_eq!(code(&queries()?.string_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_enum_null() -> Result<()> {
    assert_eq!(code(&queries()?.enum_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_byte_empty() -> Result<()> {
    assert_eq!(code(&queries()?.byte_empty(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_byte_null() -> Result<()> {
    assert_eq!(code(&queries()?.byte_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_date_valid() -> Result<()> {
    assert_eq!(code(&queries()?.date_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_date_null() -> Result<()> {
    assert_eq!(code(&queries()?.date_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_date_time_valid() -> Result<()> {
    assert_eq!(code(&queries()?.date_time_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_date_time_null() -> Result<()> {
    assert_eq!(code(&queries()?.date_time_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_array_string_csv_null() -> Result<()> {
    assert_eq!(code(&queries()?.array_string_csv_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_enum_valid() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientEnumValidOptions {
        enum_query: Some(UriColor::GreenColor),
        ..Default::default()
    };
    assert_eq!(code(&queries()?.enum_valid(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_byte_multi_byte() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientByteMultiByteOptions {
        byte_query: Some(MULTIBYTE.as_bytes().to_vec()),
        ..Default::default()
    };
    assert_eq!(code(&queries()?.byte_multi_byte(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_array_string_csv_empty() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientArrayStringCsvEmptyOptions {
        array_query: Some(Vec::new()),
        ..Default::default()
    };
    assert_eq!(code(&queries()?.array_string_csv_empty(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_array_string_no_collection_format_empty() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientArrayStringNoCollectionFormatEmptyOptions {
        array_query: Some(["hello", "nihao", "bonjour"].map(str::to_owned).to_vec()),
        ..Default::default()
    };
    assert_eq!(code(&queries()?.array_string_no_collection_format_empty(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_array_string_csv_valid() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientArrayStringCsvValidOptions {
        array_query: Some(texts(["ArrayQuery1", SPECIAL, "", ""])),
        ..Default::default()
    };
    assert_eq!(code(&queries()?.array_string_csv_valid(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_array_string_ssv_valid() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientArrayStringSsvValidOptions {
        array_query: Some(texts(["ArrayQuery1", SPECIAL, "", ""])),
        ..Default::default()
    };
    assert_eq!(code(&queries()?.array_string_ssv_valid(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_array_string_tsv_valid() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientArrayStringTsvValidOptions {
        array_query: Some(texts(["ArrayQuery1", SPECIAL, "", ""])),
        ..Default::default()
    };
    assert_eq!(code(&queries()?.array_string_tsv_valid(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn query_array_string_pipes_valid() -> Result<()> {
    let options = AutoRestUrlTestServiceQueriesClientArrayStringPipesValidOptions {
        array_query: Some(texts(["ArrayQuery1", SPECIAL, "", ""])),
        ..Default::default()
    };
    assert_eq!(code(&queries()?.array_string_pipes_valid(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn path_item_get_all_with_values() -> Result<()> {
    let options = AutoRestUrlTestServicePathItemsClientGetAllWithValuesOptions {
        local_string_query: text("localStringQuery"),
        path_item_string_query: text("pathItemStringQuery"),
        global_string_query: text("globalStringQuery"),
        ..Default::default()
    };
    let response = path_items()?.get_all_with_values("localStringPath", "pathItemStringPath", Some(options)).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn path_item_get_global_query_null() -> Result<()> {
    let options = AutoRestUrlTestServicePathItemsClientGetGlobalQueryNullOptions {
        local_string_query: text("localStringQuery"),
        path_item_string_query: text("pathItemStringQuery"),
        ..Default::default()
    };
    let response = path_items()?.get_global_query_null("localStringPath", "pathItemStringPath", Some(options)).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn path_item_get_global_and_local_query_null() -> Result<()> {
    let options = AutoRestUrlTestServicePathItemsClientGetGlobalAndLocalQueryNullOptions {
        path_item_string_query: text("pathItemStringQuery"),
        ..Default::default()
    };
    let response =
        path_items()?.get_global_and_local_query_null("localStringPath", "pathItemStringPath", Some(options)).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn path_item_get_local_path_item_query_null() -> Result<()> {
    let options = AutoRestUrlTestServicePathItemsClientGetLocalPathItemQueryNullOptions {
        global_string_query: text("globalStringQuery"),
        ..Default::default()
    };
    let response =
        path_items()?.get_local_path_item_query_null("localStringPath", "pathItemStringPath", Some(options)).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}
