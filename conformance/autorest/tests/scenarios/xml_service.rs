use super::{client_options, code, connection_options, credential, text};
use azure_core::{Result, time::parse_rfc3339};
use xml_service::{
    AutoRestSwaggerBatXmlServiceClient, AutoRestSwaggerBatXmlServiceClientOptions,
    clients::AutoRestSwaggerBatXmlServiceXmlClient,
    from_headers,
    models::{
        AccessPolicy, AppleBarrel, Banana, BlobType, ComplexTypeNoMeta, ComplexTypeWithMeta, JsonInput, Logging,
        Metrics, ModelWithByteProperty, ModelWithUrlProperty, PublicAccessType, RetentionPolicy, RootWithRefAndMeta,
        RootWithRefAndNoMeta, SignedIdentifier, SignedIdentifiers, Slide, Slideshow, StorageServiceProperties,
        XmlGetHeadersHeaders, XmlPutEmptyRootListBananas, XmlPutRootListBananas, XmlPutRootListSingleItemBananas,
    },
    to_value,
};

fn client() -> Result<AutoRestSwaggerBatXmlServiceXmlClient> {
    let options = AutoRestSwaggerBatXmlServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    Ok(AutoRestSwaggerBatXmlServiceClient::new(credential(), Some(options))?.get_xml_client())
}

fn slideshow() -> Slideshow {
    let slide = |title: &str, items: Option<[&str; 3]>| Slide {
        r#type: text("all"),
        title: text(title),
        items: items.map(|items| items.map(str::to_owned).to_vec()),
    };
    Slideshow {
        title: text("Sample Slide Show"),
        date: text("Date of publication"),
        author: text("Yours Truly"),
        slides: Some(vec![
            slide("Wake up to WonderWidgets!", None),
            slide("Overview", Some(["Why WonderWidgets are great", "", "Who buys WonderWidgets"])),
        ]),
    }
}

fn banana(name: &str, flavor: &str) -> Banana {
    let expiration = parse_rfc3339("2018-02-28T00:40:00.123Z").ok();
    Banana { name: text(name), flavor: text(flavor), expiration }
}

#[tokio::test]
async fn get_simple() -> Result<()> {
    let got = client()?.get_simple(None).await?.into_model()?;
    assert_eq!(to_value(&got)?, to_value(&slideshow())?);
    Ok(())
}

#[tokio::test]
async fn put_simple() -> Result<()> {
    let response = client()?.put_simple(slideshow().try_into()?, None).await?;
    assert_eq!(code(&response), 201);
    Ok(())
}

#[tokio::test]
async fn get_wrapped_lists() -> Result<()> {
    let got = client()?.get_wrapped_lists(None).await?.into_model()?;
    assert_eq!(got.good_apples, Some(vec!["Fuji".to_owned(), "Gala".to_owned()]));
    assert_eq!(got.bad_apples, Some(vec!["Red Delicious".to_owned()]));
    Ok(())
}

#[tokio::test]
async fn put_wrapped_lists() -> Result<()> {
    let barrel = AppleBarrel {
        good_apples: Some(vec!["Fuji".to_owned(), "Gala".to_owned()]),
        bad_apples: Some(vec!["Red Delicious".to_owned()]),
    };
    assert_eq!(code(&client()?.put_wrapped_lists(barrel.try_into()?, None).await?), 201);
    Ok(())
}

#[tokio::test]
async fn get_empty_list() -> Result<()> {
    let got = client()?.get_empty_list(None).await?.into_model()?;
    assert!(got.slides.unwrap_or_default().is_empty());
    Ok(())
}

#[tokio::test]
async fn put_empty_list() -> Result<()> {
    let response = client()?
        .put_empty_list(Slideshow { slides: Some(Vec::new()), ..Default::default() }.try_into()?, None)
        .await?;
    assert_eq!(code(&response), 201);
    Ok(())
}

#[tokio::test]
async fn get_empty_wrapped_lists() -> Result<()> {
    let got = client()?.get_empty_wrapped_lists(None).await?.into_model()?;
    assert_eq!((got.good_apples, got.bad_apples), (Some(Vec::new()), Some(Vec::new())));
    Ok(())
}

#[tokio::test]
async fn put_empty_wrapped_lists() -> Result<()> {
    let barrel = AppleBarrel { good_apples: Some(Vec::new()), bad_apples: Some(Vec::new()) };
    assert_eq!(code(&client()?.put_empty_wrapped_lists(barrel.try_into()?, None).await?), 201);
    Ok(())
}

#[tokio::test]
async fn get_root_list() -> Result<()> {
    let got = client()?.get_root_list(None).await?.into_model()?;
    let names = got.items.unwrap_or_default().into_iter().map(|banana| banana.name);
    assert_eq!(names.collect::<Vec<_>>(), [text("Cavendish"), text("Plantain")]);
    Ok(())
}

#[tokio::test]
async fn put_root_list() -> Result<()> {
    let bananas =
        XmlPutRootListBananas { items: Some(vec![banana("Cavendish", "Sweet"), banana("Plantain", "Savory")]) };
    assert_eq!(code(&client()?.put_root_list(bananas.try_into()?, None).await?), 201);
    Ok(())
}

#[tokio::test]
async fn get_root_list_single_item() -> Result<()> {
    let got = client()?.get_root_list_single_item(None).await?.into_model()?;
    assert_eq!(to_value(&got.items.unwrap_or_default())?, to_value(&vec![banana("Cavendish", "Sweet")])?);
    Ok(())
}

#[tokio::test]
async fn put_root_list_single_item() -> Result<()> {
    let bananas = XmlPutRootListSingleItemBananas { items: Some(vec![banana("Cavendish", "Sweet")]) };
    assert_eq!(code(&client()?.put_root_list_single_item(bananas.try_into()?, None).await?), 201);
    Ok(())
}

#[tokio::test]
async fn get_empty_root_list() -> Result<()> {
    let got = client()?.get_empty_root_list(None).await?.into_model()?;
    assert!(got.items.unwrap_or_default().is_empty());
    Ok(())
}

#[tokio::test]
async fn put_empty_root_list() -> Result<()> {
    let response =
        client()?.put_empty_root_list(XmlPutEmptyRootListBananas { items: Some(Vec::new()) }.try_into()?, None).await?;
    assert_eq!(code(&response), 201);
    Ok(())
}

#[tokio::test]
async fn get_empty_child_element() -> Result<()> {
    let got = client()?.get_empty_child_element(None).await?.into_model()?;
    assert_eq!((got.name, got.flavor), (text("Unknown Banana"), text("")));
    Ok(())
}

#[tokio::test]
async fn put_empty_child_element() -> Result<()> {
    let expiration = parse_rfc3339("2012-02-24T00:53:52.789Z").ok();
    let banana = Banana { expiration, ..banana("Unknown Banana", "") };
    assert_eq!(code(&client()?.put_empty_child_element(banana.try_into()?, None).await?), 201);
    Ok(())
}

#[tokio::test]
async fn get_complex_type_ref_no_meta() -> Result<()> {
    let got = client()?.get_complex_type_ref_no_meta(None).await?.into_model()?;
    assert_eq!((got.ref_to_model.and_then(|own| own.id), got.something), (text("myid"), text("else")));
    Ok(())
}

#[tokio::test]
async fn put_complex_type_ref_no_meta() -> Result<()> {
    let root =
        RootWithRefAndNoMeta { ref_to_model: Some(ComplexTypeNoMeta { id: text("myid") }), something: text("else") };
    assert_eq!(code(&client()?.put_complex_type_ref_no_meta(root.try_into()?, None).await?), 201);
    Ok(())
}

#[tokio::test]
async fn get_complex_type_ref_with_meta() -> Result<()> {
    let got = client()?.get_complex_type_ref_with_meta(None).await?.into_model()?;
    assert_eq!((got.ref_to_model.and_then(|own| own.id), got.something), (text("myid"), text("else")));
    Ok(())
}

#[tokio::test]
async fn put_complex_type_ref_with_meta() -> Result<()> {
    let root =
        RootWithRefAndMeta { ref_to_model: Some(ComplexTypeWithMeta { id: text("myid") }), something: text("else") };
    assert_eq!(code(&client()?.put_complex_type_ref_with_meta(root.try_into()?, None).await?), 201);
    Ok(())
}

#[tokio::test]
async fn list_containers() -> Result<()> {
    let got = client()?.list_containers(None).await?.into_model()?;
    let containers = got.containers.unwrap_or_default();
    assert_eq!((containers.len(), got.next_marker), (3, text("video")));
    assert_eq!(
        containers[0].properties.as_ref().and_then(|own| own.public_access.clone()),
        Some(PublicAccessType::Container)
    );
    Ok(())
}

#[tokio::test]
async fn list_blobs() -> Result<()> {
    let got = client()?.list_blobs(None).await?.into_model()?;
    let blobs = got.blobs.and_then(|own| own.blob).unwrap_or_default();
    assert_eq!(blobs.len(), 5);
    let properties = blobs[0].properties.as_ref();
    assert_eq!(properties.and_then(|own| own.blob_type.clone()), Some(BlobType::BlockBlob));
    assert_eq!(properties.and_then(|own| own.content_length), Some(100));
    let metadata = blobs[0].metadata.as_ref();
    assert_eq!(metadata.and_then(|own| own.get("Color").cloned()), text("blue"));
    Ok(())
}

fn properties() -> StorageServiceProperties {
    let retention_policy = || Some(RetentionPolicy { enabled: Some(true), days: Some(7) });
    let metrics = |include| Metrics {
        version: text("1.0"),
        enabled: Some(true),
        include_apis: Some(include),
        retention_policy: retention_policy(),
    };
    let logging = Logging {
        version: text("1.0"),
        delete: Some(true),
        read: Some(false),
        write: Some(true),
        retention_policy: retention_policy(),
    };
    StorageServiceProperties {
        logging: Some(logging),
        hour_metrics: Some(metrics(false)),
        minute_metrics: Some(metrics(true)),
        ..Default::default()
    }
}

fn identifiers() -> SignedIdentifiers {
    let policy = AccessPolicy {
        start: parse_rfc3339("2009-09-28T08:49:37.123Z").ok(),
        expiry: parse_rfc3339("2009-09-29T08:49:37.123Z").ok(),
        permission: text("rwd"),
    };
    let id = text("MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=");
    SignedIdentifiers { items: Some(vec![SignedIdentifier { id, access_policy: Some(policy) }]) }
}

#[tokio::test]
async fn get_service_properties() -> Result<()> {
    let got = client()?.get_service_properties(None).await?.into_model()?;
    assert_eq!(to_value(&got)?, to_value(&properties())?);
    Ok(())
}

#[tokio::test]
async fn put_service_properties() -> Result<()> {
    assert_eq!(code(&client()?.put_service_properties(properties().try_into()?, None).await?), 201);
    Ok(())
}

#[tokio::test]
async fn get_acls() -> Result<()> {
    let got = client()?.get_acls(None).await?.into_model()?;
    assert_eq!(to_value(&got)?, to_value(&identifiers())?);
    Ok(())
}

#[tokio::test]
async fn put_acls() -> Result<()> {
    assert_eq!(code(&client()?.put_acls(identifiers().try_into()?, None).await?), 201);
    Ok(())
}

#[tokio::test]
async fn json_input() -> Result<()> {
    assert_eq!(code(&client()?.json_input(JsonInput { id: Some(42) }.try_into()?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn json_output() -> Result<()> {
    assert_eq!(client()?.json_output(None).await?.into_model()?.id, Some(42));
    Ok(())
}

#[tokio::test]
async fn get_xms_text() -> Result<()> {
    let got = client()?.get_xms_text(None).await?.into_model()?;
    assert_eq!((got.language, got.content), (text("english"), text("I am text")));
    Ok(())
}

#[tokio::test]
async fn get_bytes() -> Result<()> {
    assert_eq!(client()?.get_bytes(None).await?.into_model()?.bytes, Some(b"Hello world".to_vec()));
    Ok(())
}

#[tokio::test]
async fn put_binary() -> Result<()> {
    let model = ModelWithByteProperty { bytes: Some(b"Hello world".to_vec()) };
    assert_eq!(code(&client()?.put_binary(model.try_into()?, None).await?), 201);
    Ok(())
}

#[tokio::test]
async fn get_uri() -> Result<()> {
    assert_eq!(client()?.get_uri(None).await?.into_model()?.url, text("https://myaccount.blob.core.windows.net/"));
    Ok(())
}

#[tokio::test]
async fn put_uri() -> Result<()> {
    let model = ModelWithUrlProperty { url: text("https://myaccount.blob.core.windows.net/") };
    assert_eq!(code(&client()?.put_uri(model.try_into()?, None).await?), 201);
    Ok(())
}

#[tokio::test]
async fn get_headers() -> Result<()> {
    let response = client()?.get_headers(None).await?;
    let headers: XmlGetHeadersHeaders = from_headers(response.headers())?;
    assert_eq!(headers.custom_header, text("custom-value"));
    Ok(())
}
