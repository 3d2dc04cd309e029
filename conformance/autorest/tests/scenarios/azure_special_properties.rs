use super::{client_options, code, connection_options, credential, without_header};
use azure_core::{
    Result,
    http::{ClientMethodOptions, Context, request::options::ClientRequestId},
};
use azure_special_properties::{
    AutoRestAzureSpecialParametersTestClient, AutoRestAzureSpecialParametersTestClientOptions,
    clients::{
        AutoRestAzureSpecialParametersTestApiVersionDefaultClient,
        AutoRestAzureSpecialParametersTestApiVersionLocalClient, AutoRestAzureSpecialParametersTestHeaderClient,
        AutoRestAzureSpecialParametersTestOdataClient, AutoRestAzureSpecialParametersTestSkipUrlEncodingClient,
        AutoRestAzureSpecialParametersTestSubscriptionInCredentialsClient,
        AutoRestAzureSpecialParametersTestSubscriptionInMethodClient,
        AutoRestAzureSpecialParametersTestXMsClientRequestIdClient,
    },
    from_headers,
    models::{
        AutoRestAzureSpecialParametersTestOdataClientGetWithFilterOptions,
        AutoRestAzureSpecialParametersTestXMsClientRequestIdClientGetOptions, HeaderCustomNamedRequestIdHeaders,
        HeaderCustomNamedRequestIdParamGroupingHeaders,
    },
};

const REQUEST_ID: &str = "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0";

fn service() -> Result<AutoRestAzureSpecialParametersTestClient> {
    let options = AutoRestAzureSpecialParametersTestClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
        ..Default::default()
    };
    AutoRestAzureSpecialParametersTestClient::new("1234-5678-9012-3456", credential(), Some(options))
}

fn version_default() -> Result<AutoRestAzureSpecialParametersTestApiVersionDefaultClient> {
    Ok(service()?.get_api_version_default_client())
}

fn version_local() -> Result<AutoRestAzureSpecialParametersTestApiVersionLocalClient> {
    Ok(service()?.get_api_version_local_client())
}

fn header() -> Result<AutoRestAzureSpecialParametersTestHeaderClient> {
    Ok(service()?.get_header_client())
}

fn odata() -> Result<AutoRestAzureSpecialParametersTestOdataClient> {
    Ok(service()?.get_odata_client())
}

fn unencoded() -> Result<AutoRestAzureSpecialParametersTestSkipUrlEncodingClient> {
    Ok(service()?.get_skip_url_encoding_client())
}

fn subscription_of_client() -> Result<AutoRestAzureSpecialParametersTestSubscriptionInCredentialsClient> {
    Ok(service()?.get_subscription_in_credentials_client())
}

fn subscription_of_method() -> Result<AutoRestAzureSpecialParametersTestSubscriptionInMethodClient> {
    Ok(service()?.get_subscription_in_method_client())
}

fn request_id() -> Result<AutoRestAzureSpecialParametersTestXMsClientRequestIdClient> {
    Ok(service()?.get_x_ms_client_request_id_client())
}

#[tokio::test]
async fn version_default_get_method_global_not_provided_valid() -> Result<()> {
    assert_eq!(code(&version_default()?.get_method_global_not_provided_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn version_default_get_method_global_valid() -> Result<()> {
    assert_eq!(code(&version_default()?.get_method_global_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn version_default_get_path_global_valid() -> Result<()> {
    assert_eq!(code(&version_default()?.get_path_global_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn version_default_get_swagger_global_valid() -> Result<()> {
    assert_eq!(code(&version_default()?.get_swagger_global_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn version_local_get_method_local_null() -> Result<()> {
    assert_eq!(code(&version_local()?.get_method_local_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn version_local_get_method_local_valid() -> Result<()> {
    assert_eq!(code(&version_local()?.get_method_local_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn version_local_get_path_local_valid() -> Result<()> {
    assert_eq!(code(&version_local()?.get_path_local_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn version_local_get_swagger_local_valid() -> Result<()> {
    assert_eq!(code(&version_local()?.get_swagger_local_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn unencoded_get_method_path_valid() -> Result<()> {
    assert_eq!(code(&unencoded()?.get_method_path_valid("path1/path2/path3", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn unencoded_get_path_path_valid() -> Result<()> {
    assert_eq!(code(&unencoded()?.get_path_path_valid("path1/path2/path3", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn unencoded_get_swagger_path_valid() -> Result<()> {
    assert_eq!(code(&unencoded()?.get_swagger_path_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn unencoded_get_method_query_valid() -> Result<()> {
    assert_eq!(code(&unencoded()?.get_method_query_valid("value1&q2=value2&q3=value3", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn unencoded_get_path_query_valid() -> Result<()> {
    assert_eq!(code(&unencoded()?.get_path_query_valid("value1&q2=value2&q3=value3", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn unencoded_get_swagger_query_valid() -> Result<()> {
    assert_eq!(code(&unencoded()?.get_swagger_query_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn unencoded_get_method_query_null() -> Result<()> {
    assert_eq!(code(&unencoded()?.get_method_query_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn subscription_of_client_post_method_global_not_provided_valid() -> Result<()> {
    assert_eq!(code(&subscription_of_client()?.post_method_global_not_provided_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn subscription_of_client_post_method_global_valid() -> Result<()> {
    assert_eq!(code(&subscription_of_client()?.post_method_global_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn subscription_of_client_post_path_global_valid() -> Result<()> {
    assert_eq!(code(&subscription_of_client()?.post_path_global_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn subscription_of_client_post_swagger_global_valid() -> Result<()> {
    assert_eq!(code(&subscription_of_client()?.post_swagger_global_valid(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn subscription_of_method_post_method_local_valid() -> Result<()> {
    assert_eq!(code(&subscription_of_method()?.post_method_local_valid("1234-5678-9012-3456", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn subscription_of_method_post_path_local_valid() -> Result<()> {
    assert_eq!(code(&subscription_of_method()?.post_path_local_valid("1234-5678-9012-3456", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn subscription_of_method_post_swagger_local_valid() -> Result<()> {
    assert_eq!(code(&subscription_of_method()?.post_swagger_local_valid("1234-5678-9012-3456", None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn an_empty_subscription_is_not_sent() -> Result<()> {
    assert!(subscription_of_method()?.post_method_local_null("", None).await.is_err());
    Ok(())
}

#[tokio::test]
async fn header_custom_named_request_id() -> Result<()> {
    let response = header()?.custom_named_request_id(REQUEST_ID, None).await?;
    let headers: HeaderCustomNamedRequestIdHeaders = from_headers(response.headers())?;
    assert_eq!(headers.foo_request_id.as_deref(), Some("123"));
    Ok(())
}

#[tokio::test]
async fn header_custom_named_request_id_param_grouping() -> Result<()> {
    let response = header()?.custom_named_request_id_param_grouping(REQUEST_ID, None).await?;
    let headers: HeaderCustomNamedRequestIdParamGroupingHeaders = from_headers(response.headers())?;
    assert_eq!(headers.foo_request_id.as_deref(), Some("123"));
    Ok(())
}

#[tokio::test]
async fn header_custom_named_request_id_head() -> Result<()> {
    assert!(header()?.custom_named_request_id_head(REQUEST_ID, None).await?);
    Ok(())
}

#[tokio::test]
async fn odata_get_with_filter() -> Result<()> {
    let options = AutoRestAzureSpecialParametersTestOdataClientGetWithFilterOptions {
        filter: Some("id gt 5 and name eq 'foo'".to_owned()),
        top: Some(10),
        orderby: Some("id".to_owned()),
        ..Default::default()
    };
    assert_eq!(code(&odata()?.get_with_filter(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn request_id_get() -> Result<()> {
    let context = Context::new().with_value(ClientRequestId::from(REQUEST_ID));
    let options = AutoRestAzureSpecialParametersTestXMsClientRequestIdClientGetOptions {
        method_options: ClientMethodOptions { context },
    };
    let response = request_id()?.get(Some(options)).await?;
    assert_eq!(response.headers().get_optional_string(&"x-ms-request-id".into()).as_deref(), Some("123"));
    Ok(())
}

#[tokio::test]
async fn request_id_get_with_an_id_of_its_own() -> Result<()> {
    let error = request_id()?.get(None).await.expect_err("the server wants another id");
    assert_eq!(error.http_status().map(u16::from), Some(400));
    Ok(())
}

#[tokio::test]
async fn request_id_get_without_one() -> Result<()> {
    // azure_core always sends one, and its requests forget no header: the last word is the transport's.
    let client_options = without_header("x-ms-client-request-id");
    let options = AutoRestAzureSpecialParametersTestClientOptions {
        client_options,
        connection_options: connection_options(),
        ..Default::default()
    };
    let client = AutoRestAzureSpecialParametersTestClient::new("1234-5678-9012-3456", credential(), Some(options))?;
    assert_eq!(code(&client.get_x_ms_client_request_id_client().get(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn request_id_param_get() -> Result<()> {
    assert_eq!(code(&request_id()?.param_get(REQUEST_ID, None).await?), 200);
    Ok(())
}
