use super::{client_options, code, connection_options, credential};
use azure_core::Result;
use model_flattening::{
    AutoRestResourceFlatteningTestServiceClient, AutoRestResourceFlatteningTestServiceClientOptions, from_json,
    models::{
        AutoRestResourceFlatteningTestServiceClientPostFlattenedSimpleProductOptions,
        AutoRestResourceFlatteningTestServiceClientPutArrayOptions,
        AutoRestResourceFlatteningTestServiceClientPutDictionaryOptions,
        AutoRestResourceFlatteningTestServiceClientPutResourceCollectionOptions,
        AutoRestResourceFlatteningTestServiceClientPutSimpleProductOptions,
        AutoRestResourceFlatteningTestServiceClientPutSimpleProductWithGroupingOptions, FlattenedProduct, Resource,
        ResourceCollection, SimpleProduct,
    },
    to_content, to_value,
};
use serde_json::{Value, json};
use std::collections::HashMap;

fn client() -> Result<AutoRestResourceFlatteningTestServiceClient> {
    let options = AutoRestResourceFlatteningTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
    };
    AutoRestResourceFlatteningTestServiceClient::new(credential(), Some(options))
}

fn sites() -> Value {
    json!([
        {
            "id": "1", "location": "Building 44", "name": "Resource1", "type": "Microsoft.Web/sites",
            "properties": {
                "provisioningState": "Succeeded", "provisioningStateValues": "OK", "p.name": "Product1", "type": "Flat",
            },
            "tags": { "tag1": "value1", "tag2": "value3" },
        },
        { "id": "2", "name": "Resource2", "location": "Building 44" },
        { "id": "3", "name": "Resource3" },
    ])
}

fn product(location: &str, name: &str) -> Value {
    json!({ "location": location, "properties": { "p.name": name, "type": "Flat" } })
}

fn tagged(mut resource: Value) -> Value {
    resource["tags"] = json!({ "tag1": "value1", "tag2": "value3" });
    resource
}

fn simple_product() -> Value {
    json!({
        "base_product_id": "123", "base_product_description": "product description",
        "details": {
            "max_product_display_name": "max name", "max_product_capacity": "Large",
            "max_product_image": { "@odata.value": "http://foo", "generic_value": "https://generic" },
        },
    })
}

#[tokio::test]
async fn get_array() -> Result<()> {
    let got = client()?.get_array(None).await?.into_model()?;
    assert_eq!(to_value(&got)?, sites());
    Ok(())
}

#[tokio::test]
async fn get_dictionary() -> Result<()> {
    let got = client()?.get_dictionary(None).await?.into_model()?;
    let expected = sites();
    for (key, site) in ["Product1", "Product2", "Product3"].iter().zip(expected.as_array().into_iter().flatten()) {
        assert_eq!(to_value(&got[*key])?, *site);
    }
    Ok(())
}

#[tokio::test]
async fn get_resource_collection() -> Result<()> {
    let got = client()?.get_resource_collection(None).await?.into_model()?;
    assert_eq!(got.productresource.and_then(|own| own.name).as_deref(), Some("Resource7"));
    assert_eq!(got.dictionaryofresources.map(|own| own.len()), Some(3));
    let first = got.arrayofresources.and_then(|own| own.into_iter().next());
    assert_eq!(first.and_then(|own| own.properties?.p_name).as_deref(), Some("Product4"));
    Ok(())
}

#[tokio::test]
async fn put_array() -> Result<()> {
    let body: Vec<Resource> =
        from_json(json!([tagged(json!({ "location": "West US" })), { "location": "Building 44" }]).to_string())?;
    let options = AutoRestResourceFlatteningTestServiceClientPutArrayOptions {
        resource_array: Some(to_content(&body)?),
        ..Default::default()
    };
    assert_eq!(code(&client()?.put_array(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_dictionary() -> Result<()> {
    let body: HashMap<String, FlattenedProduct> = from_json(
        json!({ "Resource1": tagged(product("West US", "Product1")), "Resource2": product("Building 44", "Product2") })
            .to_string(),
    )?;
    let options = AutoRestResourceFlatteningTestServiceClientPutDictionaryOptions {
        resource_dictionary: Some(to_content(&body)?),
        ..Default::default()
    };
    assert_eq!(code(&client()?.put_dictionary(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_resource_collection() -> Result<()> {
    let body: ResourceCollection = from_json(
        json!({
            "arrayofresources": [tagged(product("West US", "Product1")), product("East US", "Product2")],
            "dictionaryofresources": {
                "Resource1": tagged(product("West US", "Product1")), "Resource2": product("Building 44", "Product2"),
            },
            "productresource": product("India", "Azure"),
        })
        .to_string(),
    )?;
    let options = AutoRestResourceFlatteningTestServiceClientPutResourceCollectionOptions {
        resource_complex_object: Some(to_content(&body)?),
        ..Default::default()
    };
    assert_eq!(code(&client()?.put_resource_collection(Some(options)).await?), 200);
    Ok(())
}

#[tokio::test]
async fn put_simple_product() -> Result<()> {
    let body: SimpleProduct = from_json(simple_product().to_string())?;
    let options = AutoRestResourceFlatteningTestServiceClientPutSimpleProductOptions {
        simple_body_product: Some(body.try_into()?),
        ..Default::default()
    };
    let got = client()?.put_simple_product(Some(options)).await?.into_model()?;
    assert_eq!(to_value(&got)?, simple_product());
    Ok(())
}

#[tokio::test]
async fn post_flattened_simple_product() -> Result<()> {
    let mut sent = simple_product();
    sent["details"]["max_product_image"] = json!({ "@odata.value": "http://foo" });
    let body: SimpleProduct = from_json(sent.to_string())?;
    let options = AutoRestResourceFlatteningTestServiceClientPostFlattenedSimpleProductOptions {
        simple_body_product: Some(body.try_into()?),
        ..Default::default()
    };
    let got = client()?.post_flattened_simple_product(Some(options)).await?.into_model()?;
    assert_eq!(got.product_id.as_deref(), Some("123"));
    Ok(())
}

#[tokio::test]
async fn put_simple_product_with_grouping() -> Result<()> {
    let mut sent = simple_product();
    sent["details"]["max_product_image"] = json!({ "@odata.value": "http://foo" });
    let body: SimpleProduct = from_json(sent.to_string())?;
    let options = AutoRestResourceFlatteningTestServiceClientPutSimpleProductWithGroupingOptions {
        simple_body_product: Some(body.try_into()?),
        ..Default::default()
    };
    let got = client()?.put_simple_product_with_grouping("groupproduct", Some(options)).await?.into_model()?;
    assert_eq!(got.product_id.as_deref(), Some("123"));
    Ok(())
}
