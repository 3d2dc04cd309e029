use super::{called, client_options, code, connection_options, credential};
use azure_core::{
    Result,
    http::{ClientMethodOptions, ClientOptions, Context, request::options::ClientRequestId},
    time::{OffsetDateTime, parse_rfc3339},
};
use header::{
    AutoRestSwaggerBatHeaderServiceClient, AutoRestSwaggerBatHeaderServiceClientOptions,
    clients::AutoRestSwaggerBatHeaderServiceHeaderClient,
    from_headers,
    models::{
        AutoRestSwaggerBatHeaderServiceHeaderClientCustomRequestIdOptions,
        AutoRestSwaggerBatHeaderServiceHeaderClientParamDatetimeRfc1123Options,
        AutoRestSwaggerBatHeaderServiceHeaderClientParamEnumOptions,
        AutoRestSwaggerBatHeaderServiceHeaderClientParamStringOptions, GreyscaleColors, HeaderResponseBoolHeaders,
        HeaderResponseByteHeaders, HeaderResponseDateHeaders, HeaderResponseDatetimeHeaders,
        HeaderResponseDatetimeRfc1123Headers, HeaderResponseDoubleHeaders, HeaderResponseDurationHeaders,
        HeaderResponseEnumHeaders, HeaderResponseExistingKeyHeaders, HeaderResponseFloatHeaders,
        HeaderResponseIntegerHeaders, HeaderResponseLongHeaders, HeaderResponseProtectedKeyHeaders,
        HeaderResponseStringHeaders,
    },
};

const MULTIBYTE: &str = "啊齄丂狛狜\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}";

fn service(client_options: ClientOptions) -> Result<AutoRestSwaggerBatHeaderServiceClient> {
    let options =
        AutoRestSwaggerBatHeaderServiceClientOptions { client_options, connection_options: connection_options() };
    AutoRestSwaggerBatHeaderServiceClient::new(credential(), Some(options))
}

fn client() -> Result<AutoRestSwaggerBatHeaderServiceHeaderClient> {
    Ok(service(client_options())?.get_header_client())
}

fn client_called_otherwise() -> Result<AutoRestSwaggerBatHeaderServiceHeaderClient> {
    Ok(service(called("overwrite"))?.get_header_client())
}

#[tokio::test]
async fn param_integer_positive() -> Result<()> {
    assert_eq!(code(&client()?.param_integer("positive", 1, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_integer_negative() -> Result<()> {
    assert_eq!(code(&client()?.param_integer("negative", -2, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_long_positive() -> Result<()> {
    assert_eq!(code(&client()?.param_long("positive", 105, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_long_negative() -> Result<()> {
    assert_eq!(code(&client()?.param_long("negative", -2, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_float_positive() -> Result<()> {
    assert_eq!(code(&client()?.param_float("positive", 0.07, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_float_negative() -> Result<()> {
    assert_eq!(code(&client()?.param_float("negative", -3.0, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_double_positive() -> Result<()> {
    assert_eq!(code(&client()?.param_double("positive", 7e120, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_double_negative() -> Result<()> {
    assert_eq!(code(&client()?.param_double("negative", -3.0, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_bool_true() -> Result<()> {
    assert_eq!(code(&client()?.param_bool("true", true, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_bool_false() -> Result<()> {
    assert_eq!(code(&client()?.param_bool("false", false, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_date_valid() -> Result<()> {
    assert_eq!(code(&client()?.param_date("valid", "2010-01-01", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_date_min() -> Result<()> {
    assert_eq!(code(&client()?.param_date("min", "0001-01-01", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_datetime_valid() -> Result<()> {
    assert_eq!(code(&client()?.param_datetime("valid", time("2010-01-01T12:34:56Z")?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_datetime_min() -> Result<()> {
    assert_eq!(code(&client()?.param_datetime("min", time("0001-01-01T00:00:00Z")?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_duration_valid() -> Result<()> {
    assert_eq!(code(&client()?.param_duration("valid", "P123DT22H14M12.011S", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_byte_valid() -> Result<()> {
    assert_eq!(code(&client()?.param_byte("valid", MULTIBYTE.into(), None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_string_valid() -> Result<()> {
    let options = AutoRestSwaggerBatHeaderServiceHeaderClientParamStringOptions {
        value: Some("The quick brown fox jumps over the lazy dog".to_owned()),
        ..Default::default()
    };
    assert_eq!(code(&client()?.param_string("valid", Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_string_null() -> Result<()> {
    assert_eq!(code(&client()?.param_string("null", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_string_empty() -> Result<()> {
    let options = AutoRestSwaggerBatHeaderServiceHeaderClientParamStringOptions {
        value: Some(String::new()),
        ..Default::default()
    };
    assert_eq!(code(&client()?.param_string("empty", Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_enum_valid() -> Result<()> {
    let options = AutoRestSwaggerBatHeaderServiceHeaderClientParamEnumOptions {
        value: Some(GreyscaleColors::Grey),
        ..Default::default()
    };
    assert_eq!(code(&client()?.param_enum("valid", Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_enum_null() -> Result<()> {
    assert_eq!(code(&client()?.param_enum("null", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_datetime_rfc1123_valid() -> Result<()> {
    let options = AutoRestSwaggerBatHeaderServiceHeaderClientParamDatetimeRfc1123Options {
        value: Some(time("2010-01-01T12:34:56Z")?),
        ..Default::default()
    };
    assert_eq!(code(&client()?.param_datetime_rfc1123("valid", Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_datetime_rfc1123_min() -> Result<()> {
    let options = AutoRestSwaggerBatHeaderServiceHeaderClientParamDatetimeRfc1123Options {
        value: Some(time("0001-01-01T00:00:00Z")?),
        ..Default::default()
    };
    assert_eq!(code(&client()?.param_datetime_rfc1123("min", Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_existing_key() -> Result<()> {
    assert_eq!(code(&client_called_otherwise()?.param_existing_key(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn param_protected_key() -> Result<()> {
    assert_eq!(code(&client()?.param_protected_key("text/html", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn response_integer_positive() -> Result<()> {
    let response = client()?.response_integer("positive", None).await?;
    let headers: HeaderResponseIntegerHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(1));
    Ok(())
}

#[tokio::test]
async fn response_integer_negative() -> Result<()> {
    let response = client()?.response_integer("negative", None).await?;
    let headers: HeaderResponseIntegerHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(-2));
    Ok(())
}

#[tokio::test]
async fn response_long_positive() -> Result<()> {
    let response = client()?.response_long("positive", None).await?;
    let headers: HeaderResponseLongHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(105));
    Ok(())
}

#[tokio::test]
async fn response_long_negative() -> Result<()> {
    let response = client()?.response_long("negative", None).await?;
    let headers: HeaderResponseLongHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(-2));
    Ok(())
}

#[tokio::test]
async fn response_float_positive() -> Result<()> {
    let response = client()?.response_float("positive", None).await?;
    let headers: HeaderResponseFloatHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(0.07));
    Ok(())
}

#[tokio::test]
async fn response_float_negative() -> Result<()> {
    let response = client()?.response_float("negative", None).await?;
    let headers: HeaderResponseFloatHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(-3.0));
    Ok(())
}

#[tokio::test]
async fn response_double_positive() -> Result<()> {
    let response = client()?.response_double("positive", None).await?;
    let headers: HeaderResponseDoubleHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(7e120));
    Ok(())
}

#[tokio::test]
async fn response_double_negative() -> Result<()> {
    let response = client()?.response_double("negative", None).await?;
    let headers: HeaderResponseDoubleHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(-3.0));
    Ok(())
}

#[tokio::test]
async fn response_bool_true() -> Result<()> {
    let response = client()?.response_bool("true", None).await?;
    let headers: HeaderResponseBoolHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(true));
    Ok(())
}

#[tokio::test]
async fn response_bool_false() -> Result<()> {
    let response = client()?.response_bool("false", None).await?;
    let headers: HeaderResponseBoolHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(false));
    Ok(())
}

#[tokio::test]
async fn response_date_valid() -> Result<()> {
    let response = client()?.response_date("valid", None).await?;
    let headers: HeaderResponseDateHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some("2010-01-01".to_owned()));
    Ok(())
}

#[tokio::test]
async fn response_date_min() -> Result<()> {
    let response = client()?.response_date("min", None).await?;
    let headers: HeaderResponseDateHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some("0001-01-01".to_owned()));
    Ok(())
}

#[tokio::test]
async fn response_datetime_valid() -> Result<()> {
    let response = client()?.response_datetime("valid", None).await?;
    let headers: HeaderResponseDatetimeHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(time("2010-01-01T12:34:56Z")?));
    Ok(())
}

#[tokio::test]
async fn response_datetime_min() -> Result<()> {
    let response = client()?.response_datetime("min", None).await?;
    let headers: HeaderResponseDatetimeHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(time("0001-01-01T00:00:00Z")?));
    Ok(())
}

#[tokio::test]
async fn response_datetime_rfc1123_valid() -> Result<()> {
    let response = client()?.response_datetime_rfc1123("valid", None).await?;
    let headers: HeaderResponseDatetimeRfc1123Headers = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(time("2010-01-01T12:34:56Z")?));
    Ok(())
}

#[tokio::test]
async fn response_datetime_rfc1123_min() -> Result<()> {
    let response = client()?.response_datetime_rfc1123("min", None).await?;
    let headers: HeaderResponseDatetimeRfc1123Headers = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(time("0001-01-01T00:00:00Z")?));
    Ok(())
}

#[tokio::test]
async fn response_duration_valid() -> Result<()> {
    let response = client()?.response_duration("valid", None).await?;
    let headers: HeaderResponseDurationHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some("P123DT22H14M12.011S".to_owned()));
    Ok(())
}

#[tokio::test]
async fn response_byte_valid() -> Result<()> {
    let response = client()?.response_byte("valid", None).await?;
    let headers: HeaderResponseByteHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(MULTIBYTE.into()));
    Ok(())
}

#[tokio::test]
async fn response_string_valid() -> Result<()> {
    let response = client()?.response_string("valid", None).await?;
    let headers: HeaderResponseStringHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some("The quick brown fox jumps over the lazy dog".to_owned()));
    Ok(())
}

#[tokio::test]
async fn response_string_null() -> Result<()> {
    let response = client()?.response_string("null", None).await?;
    let headers: HeaderResponseStringHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some("null".to_owned()));
    Ok(())
}

#[tokio::test]
async fn response_string_empty() -> Result<()> {
    let response = client()?.response_string("empty", None).await?;
    let headers: HeaderResponseStringHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(String::new()));
    Ok(())
}

#[tokio::test]
async fn response_enum_valid() -> Result<()> {
    let response = client()?.response_enum("valid", None).await?;
    let headers: HeaderResponseEnumHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(GreyscaleColors::Grey));
    Ok(())
}

#[tokio::test]
async fn response_enum_null() -> Result<()> {
    let response = client()?.response_enum("null", None).await?;
    let headers: HeaderResponseEnumHeaders = from_headers(response.headers())?;
    assert_eq!(headers.value, Some(GreyscaleColors::UnknownValue(String::new())));
    Ok(())
}

#[tokio::test]
async fn response_existing_key() -> Result<()> {
    let response = client()?.response_existing_key(None).await?;
    let headers: HeaderResponseExistingKeyHeaders = from_headers(response.headers())?;
    assert_eq!(headers.user_agent.as_deref(), Some("overwrite"));
    Ok(())
}

#[tokio::test]
async fn response_protected_key() -> Result<()> {
    let response = client()?.response_protected_key(None).await?;
    let headers: HeaderResponseProtectedKeyHeaders = from_headers(response.headers())?;
    assert_eq!(headers.content_type.as_deref(), Some("text/html; charset=utf-8"));
    Ok(())
}

fn time(text: &str) -> Result<OffsetDateTime> {
    parse_rfc3339(text)
}

#[tokio::test]
async fn custom_request_id() -> Result<()> {
    let id = ClientRequestId::from("9C4D50EE-2D56-4CD3-8152-34347DC9F2B0");
    let method_options = ClientMethodOptions { context: Context::new().with_value(id) };
    let options = AutoRestSwaggerBatHeaderServiceHeaderClientCustomRequestIdOptions { method_options };
    let response = client()?.custom_request_id(Some(options)).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}
