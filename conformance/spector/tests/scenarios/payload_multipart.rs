use super::{JPG, PNG, code, connection_options};
use azure_core::{Bytes, Result};
use payload_multipart::{
    FormFile, TitleClient, TitleClientOptions,
    clients::TitleFormDataClient,
    models::{TitleFormDataClientMultiBinaryPartsOptions, TitleFormDataClientOptionalPartsOptions},
};

fn client() -> Result<TitleClient> {
    let options = TitleClientOptions { connection_options: connection_options(), ..Default::default() };
    TitleClient::without_credential(Some(options))
}

fn form_data() -> Result<TitleFormDataClient> {
    Ok(client()?.get_form_data_client())
}

fn file(bytes: &'static [u8]) -> FormFile {
    Bytes::from_static(bytes).into()
}

fn image() -> FormFile {
    file(PNG).with_name("image.png").with_media_type("image/png")
}

#[tokio::test]
async fn basic() -> Result<()> {
    assert_eq!(code(&form_data()?.basic("123", file(JPG), None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn with_wire_name() -> Result<()> {
    assert_eq!(code(&form_data()?.with_wire_name("123", file(JPG), None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn optional_parts() -> Result<()> {
    for (id, profile_image) in [(true, false), (false, true), (true, true)] {
        let options = TitleFormDataClientOptionalPartsOptions {
            id: id.then(|| "123".to_owned()),
            profile_image: profile_image.then(|| file(JPG)),
            ..Default::default()
        };
        assert_eq!(code(&form_data()?.optional_parts(Some(options)).await?), 204);
    }
    Ok(())
}

#[tokio::test]
async fn file_array_and_basic() -> Result<()> {
    let pictures = vec![file(PNG), file(PNG)];
    let response = form_data()?.file_array_and_basic("123", r#"{"city":"X"}"#, file(JPG), pictures, None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}

#[tokio::test]
async fn json_part() -> Result<()> {
    assert_eq!(code(&form_data()?.json_part(r#"{"city":"X"}"#, file(JPG), None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn binary_array_parts() -> Result<()> {
    let response = form_data()?.binary_array_parts("123", vec![file(PNG), file(PNG)], None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}

#[tokio::test]
async fn multi_binary_parts() -> Result<()> {
    for picture in [None, Some(file(PNG))] {
        let options = TitleFormDataClientMultiBinaryPartsOptions { picture, ..Default::default() };
        assert_eq!(code(&form_data()?.multi_binary_parts(file(JPG), Some(options)).await?), 204);
    }
    Ok(())
}

#[tokio::test]
async fn anonymous_model() -> Result<()> {
    assert_eq!(code(&form_data()?.anonymous_model(file(JPG), None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn float() -> Result<()> {
    assert_eq!(code(&client()?.get_non_string_client().float(0.5, None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn check_file_name_and_content_type() -> Result<()> {
    let profile_image = file(JPG).with_name("hello.jpg").with_media_type("image/jpg");
    assert_eq!(code(&form_data()?.check_file_name_and_content_type("123", profile_image, None).await?), 204);
    Ok(())
}

#[tokio::test]
async fn file_upload_file_specific_content_type() -> Result<()> {
    let response = client()?.get_file_client().upload_file_specific_content_type(image(), None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}

#[tokio::test]
async fn file_upload_file_array() -> Result<()> {
    let response = client()?.get_file_client().upload_file_array(vec![image(), image()], None).await?;
    assert_eq!(code(&response), 204);
    Ok(())
}
