use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use media_types::{
    MediaTypesClient, MediaTypesClientOptions,
    models::{
        MediaTypesClientAnalyzeBodyNoAcceptHeaderOptions, MediaTypesClientAnalyzeBodyOptions,
        MediaTypesClientBinaryBodyWithThreeContentTypesOptions, MediaTypesClientBinaryBodyWithTwoContentTypesOptions,
        MediaTypesClientBodyThreeTypesOptions, MediaTypesClientContentTypeWithEncodingOptions, SourcePath,
    },
    to_content,
};
use serde_json::json;

fn client() -> Result<MediaTypesClient> {
    let options =
        MediaTypesClientOptions { client_options: client_options(), connection_options: connection_options() };
    MediaTypesClient::new(credential(), Some(options))
}

fn source() -> SourcePath {
    SourcePath { source: Some("foo".to_owned()) }
}

#[tokio::test]
async fn analyze_body_json() -> Result<()> {
    let options = MediaTypesClientAnalyzeBodyOptions { input: Some(source().try_into()?), ..Default::default() };
    assert_eq!(client()?.analyze_body(Some(options)).await?.into_model()?, "Nice job with JSON");
    Ok(())
}

#[tokio::test]
async fn analyze_body_pdf() -> Result<()> {
    let options = MediaTypesClientAnalyzeBodyOptions {
        input: Some(azure_core::Bytes::from_static(b"PDF").into()),
        content_type: Some("application/pdf".to_owned()),
        ..Default::default()
    };
    assert_eq!(client()?.analyze_body(Some(options)).await?.into_model()?, "Nice job with PDF");
    Ok(())
}

#[tokio::test]
async fn analyze_body_no_accept_header() -> Result<()> {
    let options =
        MediaTypesClientAnalyzeBodyNoAcceptHeaderOptions { input: Some(source().try_into()?), ..Default::default() };
    let response = client()?.analyze_body_no_accept_header(Some(options)).await?;
    assert_eq!(code(&response), 202);
    Ok(())
}

#[tokio::test]
async fn content_type_with_encoding() -> Result<()> {
    let options = MediaTypesClientContentTypeWithEncodingOptions {
        input: Some(azure_core::Bytes::from_static(b"any").into()),
        content_type: Some("text/plain; charset=UTF-8".to_owned()),
        ..Default::default()
    };
    let response = client()?.content_type_with_encoding(Some(options)).await?.into_model()?;
    assert_eq!(response, "Nice job sending content type with encoding");
    Ok(())
}

#[tokio::test]
async fn binary_body_with_two_content_types_json() -> Result<()> {
    let options = MediaTypesClientBinaryBodyWithTwoContentTypesOptions {
        content_type: Some("application/json".to_owned()),
        ..Default::default()
    };
    let response = client()?
        .binary_body_with_two_content_types(
            azure_core::Bytes::from_static(br#"{"hello":"world"}"#).into(),
            Some(options),
        )
        .await?;
    assert_eq!(u16::from(response.status()), 200);
    Ok(())
}

#[tokio::test]
async fn binary_body_with_two_content_types_octet() -> Result<()> {
    let options = MediaTypesClientBinaryBodyWithTwoContentTypesOptions {
        content_type: Some("application/octet-stream".to_owned()),
        ..Default::default()
    };
    let response = client()?
        .binary_body_with_two_content_types(azure_core::Bytes::from_static(b"bytes").into(), Some(options))
        .await?;
    assert_eq!(u16::from(response.status()), 200);
    Ok(())
}

#[tokio::test]
async fn binary_body_with_three_content_types_json() -> Result<()> {
    let options = MediaTypesClientBinaryBodyWithThreeContentTypesOptions {
        content_type: Some("application/json".to_owned()),
        ..Default::default()
    };
    let response = client()?
        .binary_body_with_three_content_types(
            azure_core::Bytes::from_static(br#"{"hello":"world"}"#).into(),
            Some(options),
        )
        .await?;
    assert_eq!(u16::from(response.status()), 200);
    Ok(())
}

#[tokio::test]
async fn binary_body_with_three_content_types_octet() -> Result<()> {
    let options = MediaTypesClientBinaryBodyWithThreeContentTypesOptions {
        content_type: Some("application/octet-stream".to_owned()),
        ..Default::default()
    };
    let response = client()?
        .binary_body_with_three_content_types(azure_core::Bytes::from_static(b"bytes").into(), Some(options))
        .await?;
    assert_eq!(u16::from(response.status()), 200);
    Ok(())
}

#[tokio::test]
async fn binary_body_with_three_content_types_text() -> Result<()> {
    let options = MediaTypesClientBinaryBodyWithThreeContentTypesOptions {
        content_type: Some("text/plain".to_owned()),
        ..Default::default()
    };
    let response = client()?
        .binary_body_with_three_content_types(azure_core::Bytes::from_static(b"hello, world").into(), Some(options))
        .await?;
    assert_eq!(u16::from(response.status()), 200);
    Ok(())
}

#[tokio::test]
async fn body_three_types_json() -> Result<()> {
    let options = MediaTypesClientBodyThreeTypesOptions {
        content_type: Some("application/json".to_owned()),
        ..Default::default()
    };
    let response = client()?.body_three_types(to_content(&json!({ "hello": "world" }))?, Some(options)).await?;
    assert_eq!(u16::from(response.status()), 200);
    Ok(())
}

#[tokio::test]
async fn body_three_types_octet() -> Result<()> {
    let options = MediaTypesClientBodyThreeTypesOptions {
        content_type: Some("application/octet-stream".to_owned()),
        ..Default::default()
    };
    let response = client()?.body_three_types(azure_core::Bytes::from_static(b"bytes").into(), Some(options)).await?;
    assert_eq!(u16::from(response.status()), 200);
    Ok(())
}

#[tokio::test]
async fn body_three_types_text() -> Result<()> {
    let options =
        MediaTypesClientBodyThreeTypesOptions { content_type: Some("text/plain".to_owned()), ..Default::default() };
    let response =
        client()?.body_three_types(azure_core::Bytes::from_static(b"hello, world").into(), Some(options)).await?;
    assert_eq!(u16::from(response.status()), 200);
    Ok(())
}
