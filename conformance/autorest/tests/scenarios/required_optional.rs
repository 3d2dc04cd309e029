use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use required_optional::{
    AutoRestRequiredOptionalTestServiceClient, AutoRestRequiredOptionalTestServiceClientOptions,
    clients::{AutoRestRequiredOptionalTestServiceExplicitClient, AutoRestRequiredOptionalTestServiceImplicitClient},
    models::{
        ArrayOptionalWrapper, AutoRestRequiredOptionalTestServiceExplicitClientPostOptionalArrayPropertyOptions,
        AutoRestRequiredOptionalTestServiceExplicitClientPostOptionalClassPropertyOptions,
        AutoRestRequiredOptionalTestServiceExplicitClientPostOptionalIntegerPropertyOptions,
        AutoRestRequiredOptionalTestServiceExplicitClientPostOptionalStringPropertyOptions, ClassOptionalWrapper,
        IntOptionalWrapper, StringOptionalWrapper,
    },
};

fn service() -> Result<AutoRestRequiredOptionalTestServiceClient> {
    let options = AutoRestRequiredOptionalTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    AutoRestRequiredOptionalTestServiceClient::new("path", "query", credential(), Some(options))
}

fn implicit() -> Result<AutoRestRequiredOptionalTestServiceImplicitClient> {
    Ok(service()?.get_implicit_client())
}

fn explicit() -> Result<AutoRestRequiredOptionalTestServiceExplicitClient> {
    Ok(service()?.get_explicit_client())
}

#[tokio::test]
async fn implicit_put_optional_query() -> Result<()> {
    assert_eq!(code(&implicit()?.put_optional_query(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn implicit_put_optional_header() -> Result<()> {
    assert_eq!(code(&implicit()?.put_optional_header(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn implicit_put_optional_body() -> Result<()> {
    assert_eq!(code(&implicit()?.put_optional_body(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn implicit_put_optional_binary_body() -> Result<()> {
    assert_eq!(code(&implicit()?.put_optional_binary_body(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn implicit_get_optional_global_query() -> Result<()> {
    assert_eq!(code(&implicit()?.get_optional_global_query(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn implicit_get_required_path_is_not_sent_empty() -> Result<()> {
    assert!(implicit()?.get_required_path("", None).await.is_err());
    Ok(())
}

#[tokio::test]
async fn explicit_put_optional_binary_body() -> Result<()> {
    assert_eq!(code(&explicit()?.put_optional_binary_body(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn explicit_put_required_binary_body() -> Result<()> {
    let response = explicit()?.put_required_binary_body(azure_core::Bytes::from_static(b"bytes").into(), None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn explicit_post_optional_integer_parameter() -> Result<()> {
    assert_eq!(code(&explicit()?.post_optional_integer_parameter(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn explicit_post_optional_integer_property() -> Result<()> {
    let options = AutoRestRequiredOptionalTestServiceExplicitClientPostOptionalIntegerPropertyOptions {
        body_parameter: Some(IntOptionalWrapper::default().try_into()?),
        ..Default::default()
    };
    assert_eq!(code(&explicit()?.post_optional_integer_property(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn explicit_post_optional_integer_header() -> Result<()> {
    assert_eq!(code(&explicit()?.post_optional_integer_header(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn explicit_post_optional_string_parameter() -> Result<()> {
    assert_eq!(code(&explicit()?.post_optional_string_parameter(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn explicit_post_optional_string_property() -> Result<()> {
    let options = AutoRestRequiredOptionalTestServiceExplicitClientPostOptionalStringPropertyOptions {
        body_parameter: Some(StringOptionalWrapper::default().try_into()?),
        ..Default::default()
    };
    assert_eq!(code(&explicit()?.post_optional_string_property(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn explicit_post_optional_string_header() -> Result<()> {
    assert_eq!(code(&explicit()?.post_optional_string_header(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn explicit_post_optional_class_parameter() -> Result<()> {
    assert_eq!(code(&explicit()?.post_optional_class_parameter(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn explicit_post_optional_class_property() -> Result<()> {
    let options = AutoRestRequiredOptionalTestServiceExplicitClientPostOptionalClassPropertyOptions {
        body_parameter: Some(ClassOptionalWrapper::default().try_into()?),
        ..Default::default()
    };
    assert_eq!(code(&explicit()?.post_optional_class_property(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn explicit_post_optional_array_parameter() -> Result<()> {
    assert_eq!(code(&explicit()?.post_optional_array_parameter(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn explicit_post_optional_array_property() -> Result<()> {
    let options = AutoRestRequiredOptionalTestServiceExplicitClientPostOptionalArrayPropertyOptions {
        body_parameter: Some(ArrayOptionalWrapper::default().try_into()?),
        ..Default::default()
    };
    assert_eq!(code(&explicit()?.post_optional_array_property(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn explicit_post_optional_array_header() -> Result<()> {
    assert_eq!(code(&explicit()?.post_optional_array_header(None).await?), 200);
    Ok(())
}
