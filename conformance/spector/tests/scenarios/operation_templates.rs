//! The templates of operations in Azure Resource Manager.

use crate::{RESOURCE_GROUP, SUBSCRIPTION, client_options, connection_options, credential, text};
use armrest_runtime::mock;
use azure_core::Result;
use azure_resource_manager_operation_templates::{
    TitleClient, TitleClientOptions,
    models::{
        ActionRequest, ChangeAllowanceRequest, Configuration, ConfigurationProperties, ExportRequest, LogStatusRequest,
        MonitoredResource, Order, OrderProperties, Product,
        TitleLegacyClientCreateOrReplaceOptionalBodyOptions as ReplaceOptions,
        TitleOptionalBodyClientPatchOptions as PatchOptions, TitleOptionalBodyClientPostOptions as PostOptions,
        TitleOptionalBodyClientProviderPostOptions as ProviderPostOptions,
        TitlePagingClientPostActionPagingOptions as PagingOptions, VnetProfile, Widget, WidgetProperties,
    },
};
use futures::TryStreamExt as _;

fn client() -> Result<TitleClient> {
    mock::skip_waits();
    let options = TitleClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
        ..Default::default()
    };
    TitleClient::new(credential(), Some(options))
}

#[tokio::test]
async fn lro_create_or_replace() -> Result<()> {
    let properties = OrderProperties { product_id: text("product1"), amount: Some(1), ..Default::default() };
    let order = Order { location: text("eastus"), properties: Some(properties), ..Default::default() };
    let poller = client()?.get_lro_client().begin_create_or_replace(
        SUBSCRIPTION,
        RESOURCE_GROUP,
        "order1",
        order.try_into()?,
        None,
    );
    let created = poller?.await?.into_model()?;
    assert_eq!(created.name, text("order1"));
    let properties = created.properties.expect("its properties");
    assert_eq!((properties.product_id, properties.amount), (text("product1"), Some(1)));
    assert_eq!(properties.provisioning_state, text("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn lro_export() -> Result<()> {
    let request = ExportRequest { format: text("csv") };
    let poller =
        client()?.get_lro_client().begin_export(SUBSCRIPTION, RESOURCE_GROUP, "order1", request.try_into()?, None);
    assert_eq!(poller?.await?.into_model()?.content, text("order1,product1,1"));
    Ok(())
}

#[tokio::test]
async fn lro_export_array() -> Result<()> {
    let request = ExportRequest { format: text("csv") };
    let poller = client()?.get_lro_client().begin_export_array(SUBSCRIPTION, request.try_into()?, None);
    let contents: Vec<_> = poller?.await?.into_model()?.into_iter().map(|result| result.content).collect();
    assert_eq!(contents, [text("order1,product1,1"), text("order2,product2,2")]);
    Ok(())
}

#[tokio::test]
async fn lro_delete() -> Result<()> {
    let response = client()?.get_lro_client().begin_delete(SUBSCRIPTION, RESOURCE_GROUP, "order1", None)?.await?;
    assert_eq!(u16::from(response.status()), 204);
    Ok(())
}

#[tokio::test]
async fn lro_get() -> Result<()> {
    let scope = format!("subscriptions/{SUBSCRIPTION}/resourceGroups/{RESOURCE_GROUP}");
    let report = client()?.get_lro_client().begin_get_lro(&scope, "report1", None)?.await?.into_model()?;
    assert_eq!(report.name, text("report1"));
    Ok(())
}

fn names(products: &[Product]) -> Vec<&str> {
    products.iter().map(|product| product.name.as_deref().unwrap_or_default()).collect()
}

#[tokio::test]
async fn lro_paging_post() -> Result<()> {
    let client = client()?.get_lro_paging_client();
    let poller = client.begin_post_paging_lro(SUBSCRIPTION, RESOURCE_GROUP, "default", None)?;
    let products: Vec<_> = poller.await?.try_collect().await?;
    assert_eq!(names(&products), ["product1", "product2"]);
    Ok(())
}

#[tokio::test]
async fn lro_paging_post_with_body() -> Result<()> {
    let vnet = format!(
        "/subscriptions/{SUBSCRIPTION}/resourceGroups/{RESOURCE_GROUP}/providers/Microsoft.Network/virtualNetworks/vnet1"
    );
    let profile = VnetProfile { vnet_id: Some(vnet) };
    let client = client()?.get_lro_paging_client();
    let poller =
        client.begin_post_paging_lro_with_body(SUBSCRIPTION, RESOURCE_GROUP, "default", profile.try_into()?, None)?;
    let products: Vec<_> = poller.await?.try_collect().await?;
    assert_eq!(names(&products), ["product1", "product2"]);
    Ok(())
}

#[tokio::test]
async fn post_action_paging() -> Result<()> {
    let filter = LogStatusRequest { filter: text("status eq 'active'") };
    let options = PagingOptions { body: Some(filter.try_into()?), ..Default::default() };
    let client = client()?.get_paging_client();
    let pager = client.post_action_paging(SUBSCRIPTION, RESOURCE_GROUP, "monitor1", Some(options))?;
    let resources: Vec<MonitoredResource> = pager.try_collect().await?;
    assert_eq!(resources.len(), 2);
    assert!(resources.iter().all(|resource| resource.id.is_some()));
    Ok(())
}

#[tokio::test]
async fn mark_as_pageable() -> Result<()> {
    let client = client()?.get_paging_client();
    let list = client.mark_as_pageable(SUBSCRIPTION, RESOURCE_GROUP, "monitor1", None).await?.into_model()?;
    assert!(!list.value.unwrap_or_default().is_empty());
    Ok(())
}

#[tokio::test]
async fn optional_body_patch() -> Result<()> {
    let client = client()?.get_optional_body_client();
    let call = async |options| client.patch(SUBSCRIPTION, RESOURCE_GROUP, "widget1", options).await?.into_model();
    let widget: Widget = call(None).await?;
    assert_eq!(widget.name, text("widget1"));
    let properties = WidgetProperties {
        name: text("updated-widget"),
        description: text("Updated description"),
        ..Default::default()
    };
    let body = Widget { properties: Some(properties), ..Default::default() };
    let widget = call(Some(PatchOptions { properties: Some(body.try_into()?), ..Default::default() })).await?;
    let properties = widget.properties.expect("its properties");
    assert_eq!((properties.name, properties.description), (text("updated-widget"), text("Updated description")));
    Ok(())
}

#[tokio::test]
async fn optional_body_post() -> Result<()> {
    let client = client()?.get_optional_body_client();
    let call = async |options| client.post(SUBSCRIPTION, RESOURCE_GROUP, "widget1", options).await?.into_model();
    assert_eq!(call(None).await?.result, text("Action completed successfully"));
    let body = ActionRequest { action_type: text("perform"), parameters: text("test-parameters") };
    let options = PostOptions { body: Some(body.try_into()?), ..Default::default() };
    assert_eq!(call(Some(options)).await?.result, text("Action completed successfully with parameters"));
    Ok(())
}

#[tokio::test]
async fn optional_body_provider_post() -> Result<()> {
    let client = client()?.get_optional_body_client();
    let call = async |options| client.provider_post(SUBSCRIPTION, options).await?.into_model();
    let changed = call(None).await?;
    assert_eq!((changed.total_allowed, changed.status), (Some(50), text("Changed to default allowance")));
    let body = ChangeAllowanceRequest { total_allowed: Some(100), reason: text("Increased demand") };
    let changed = call(Some(ProviderPostOptions { body: Some(body.try_into()?), ..Default::default() })).await?;
    assert_eq!((changed.total_allowed, changed.status), (Some(100), text("Changed to requested allowance")));
    Ok(())
}

#[tokio::test]
async fn legacy_create_or_replace_optional_body() -> Result<()> {
    let client = client()?.get_legacy_client();
    let call = async |options| {
        client.create_or_replace_optional_body(SUBSCRIPTION, RESOURCE_GROUP, "default", options).await?.into_model()
    };
    assert_eq!(call(None).await?.name, text("default"));
    let properties = ConfigurationProperties { config_value: text("custom-value"), ..Default::default() };
    let body = Configuration { properties: Some(properties), ..Default::default() };
    let options = ReplaceOptions { resource: Some(body.try_into()?), ..Default::default() };
    let replaced = call(Some(options)).await?;
    assert_eq!(replaced.properties.expect("its properties").config_value, text("custom-value"));
    Ok(())
}
