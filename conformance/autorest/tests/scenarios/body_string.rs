use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use body_string::{
    AutoRestSwaggerBatServiceClient, AutoRestSwaggerBatServiceClientOptions,
    clients::{AutoRestSwaggerBatServiceEnumClient, AutoRestSwaggerBatServiceStringClient},
    models::{
        ColorConstant, Colors, RefColorConstant, StringGetEmptyResult, StringPutEmptyStringBody,
        StringPutMbcsStringBody, StringPutWhitespaceStringBody,
    },
    to_content,
};

const WHITESPACE: &str = "    Now is the time for all good men to come to the aid of their country    ";
const MULTIBYTE: &str = "啊齄丂狛狜隣郎隣兀﨩ˊ〞〡￤℡㈱‐ー﹡﹢﹫、〓ⅰⅹ⒈€㈠㈩ⅠⅫ！￣ぁんァヶΑ︴АЯаяāɡㄅㄩ─╋︵﹄︻︱︳︴ⅰⅹɑ\u{e7c7}ɡ〇〾⿻⺁\u{e843}䜣\u{e864}€";

fn service() -> Result<AutoRestSwaggerBatServiceClient> {
    let options = AutoRestSwaggerBatServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    AutoRestSwaggerBatServiceClient::new(credential(), Some(options))
}

fn client() -> Result<AutoRestSwaggerBatServiceStringClient> {
    Ok(service()?.get_string_client())
}

fn enums() -> Result<AutoRestSwaggerBatServiceEnumClient> {
    Ok(service()?.get_enum_client())
}

#[tokio::test]
async fn get_null() -> Result<()> {
    assert!(client()?.get_null(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_not_provided() -> Result<()> {
    assert!(client()?.get_not_provided(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn get_empty() -> Result<()> {
    assert_eq!(client()?.get_empty(None).await?.into_model()?, StringGetEmptyResult::Empty);
    Ok(())
}

#[tokio::test]
async fn get_mbcs() -> Result<()> {
    let text = client()?.get_mbcs(None).await?.into_model()?;
    assert_eq!(text.as_str(), MULTIBYTE);
    Ok(())
}

#[tokio::test]
async fn get_whitespace() -> Result<()> {
    let text = client()?.get_whitespace(None).await?.into_model()?;
    assert_eq!(text.as_str(), WHITESPACE);
    Ok(())
}

#[tokio::test]
async fn put_null() -> Result<()> {
    // An optional body that is not given.
    assert_eq!(code(&client()?.put_null(None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_empty() -> Result<()> {
    assert_eq!(code(&client()?.put_empty(to_content(&StringPutEmptyStringBody::Empty)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_mbcs() -> Result<()> {
    assert_eq!(code(&client()?.put_mbcs(to_content(&StringPutMbcsStringBody::from(MULTIBYTE))?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_whitespace() -> Result<()> {
    let response =
        client()?.put_whitespace(to_content(&StringPutWhitespaceStringBody::from(WHITESPACE))?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get_base64_encoded() -> Result<()> {
    assert_eq!(client()?.get_base64_encoded(None).await?.into_model()?, b"a string that gets encoded with base64");
    Ok(())
}

#[tokio::test]
async fn get_base64_url_encoded() -> Result<()> {
    assert_eq!(
        client()?.get_base64_url_encoded(None).await?.into_model()?,
        b"a string that gets encoded with base64url"
    );
    Ok(())
}

#[tokio::test]
async fn get_null_base64_url_encoded() -> Result<()> {
    assert!(client()?.get_null_base64_url_encoded(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn put_base64_url_encoded() -> Result<()> {
    let response = client()?
        .put_base64_url_encoded(to_content(&b"a string that gets encoded with base64url".to_vec())?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn get_not_expandable() -> Result<()> {
    assert_eq!(enums()?.get_not_expandable(None).await?.into_model()?, Colors::RedColor);
    Ok(())
}

#[tokio::test]
async fn get_referenced() -> Result<()> {
    assert_eq!(enums()?.get_referenced(None).await?.into_model()?, Colors::RedColor);
    Ok(())
}

#[tokio::test]
async fn get_referenced_constant() -> Result<()> {
    let constant = enums()?.get_referenced_constant(None).await?.into_model()?;
    assert_eq!(constant.field1.as_deref(), Some("Sample String"));
    Ok(())
}

#[tokio::test]
async fn put_not_expandable() -> Result<()> {
    assert_eq!(code(&enums()?.put_not_expandable(to_content(&Colors::RedColor)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_referenced() -> Result<()> {
    assert_eq!(code(&enums()?.put_referenced(to_content(&Colors::RedColor)?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_referenced_constant() -> Result<()> {
    let constant = RefColorConstant { color_constant: Some(ColorConstant::GreenColor), ..Default::default() };
    assert_eq!(code(&enums()?.put_referenced_constant(constant.try_into()?, None).await?), 200);
    Ok(())
}
