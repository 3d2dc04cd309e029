//! A service in the style of Resource Manager: kinds of kinds, nulls, overrides, long-running PUT and DELETE.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_garden::{
    ErrorExt as _, GardenClient, GardenClientOptions,
    clients::GardenGreenhousesClient,
    models::{
        Climate, Device, ErrorResponse, GardenGreenhousesClientListOptions, Greenhouse, GreenhouseProperties,
        GreenhouseUpdate, GreenhouseUpdateProperties, Lamp, ProvisioningState, Sensor, Thermometer,
    },
    to_value, with_nulls,
};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, Value, http::Method};
use futures::TryStreamExt as _;
use serde_json::json;

const GREENHOUSES: &str = "/subscriptions/subid/resourceGroups/rg1/providers/Example.Garden/greenhouses";
const VERSION: &str = "api-version=2026-03-01";

/// Where a greenhouse is, or something in it.
fn orchids(path: &str) -> String {
    format!("{GREENHOUSES}/orchids{path}?{VERSION}")
}

fn client(server: &Server) -> Result<GardenClient> {
    mock::skip_waits();
    let options = GardenClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..GardenClientOptions::default()
    };
    GardenClient::new("subid", mock::credential(), Some(options))
}

fn greenhouses(server: &Server) -> Result<GardenGreenhousesClient> {
    Ok(client(server)?.get_greenhouses_client())
}

fn json(status: u16, body: &Value) -> MockResponse {
    MockResponse::json(status, body.to_string())
}

/// A greenhouse as the service returns it.
fn greenhouse(state: &str) -> Value {
    let properties =
        json!({ "climate": "tropical", "areaSqM": 40, "targetTemperature": null, "provisioningState": state });
    json!({ "id": orchids(""), "name": "orchids", "location": "westeurope", "properties": properties })
}

async fn devices(body: Value) -> Result<Vec<Device>> {
    let server = Server::start().await?;
    server.on(Method::Get, &orchids("/devices"), [json(200, &body)]);
    let devices = client(&server)?.get_devices_client().list("rg1", "orchids", None)?.try_collect().await?;
    server.finish();
    Ok(devices)
}

#[tokio::test]
async fn a_device_is_of_a_kind_and_a_sensor_of_a_kind_of_its_own() -> Result<()> {
    let value = json!([
        { "kind": "lamp", "name": "lamp1", "watts": 18 },
        { "kind": "sensor", "measures": "temperature", "name": "air", "intervalInMinutes": 30 },
        { "kind": "sensor", "measures": "humidity", "percent": null },
        { "kind": "sensor", "measures": "light", "lux": 900 },
        { "kind": "pump", "litres": [5, null] },
    ]);
    let devices = devices(json!({ "value": value })).await?;
    let [Device::Lamp(lamp), Device::Sensor(air), Device::Sensor(soil), Device::Sensor(roof), pump] =
        devices.as_slice()
    else {
        panic!("{devices:?}")
    };
    assert_eq!((lamp.name.as_deref(), lamp.watts), (Some("lamp1"), Some(18)));
    assert!(matches!(air, Sensor::Thermometer(air) if air.interval_in_minutes == Some(30)), "{air:?}");
    assert!(matches!(soil, Sensor::Hygrometer(soil) if soil.percent.is_none()), "{soil:?}");
    assert!(matches!(roof, Sensor::UnknownValue(roof) if roof["lux"] == 900), "{roof:?}");
    assert!(matches!(pump, Device::UnknownValue(pump) if *pump == value[4]), "{pump:?}");
    Ok(())
}

#[tokio::test]
async fn a_device_is_sent_with_its_kinds_and_one_of_an_unknown_kind_as_it_came() -> Result<()> {
    let unknown = json!({ "kind": "pump", "litres": [5, null] });
    let lamp = Lamp { name: Some("read-only".to_owned()), watts: Some(18), ..Lamp::default() };
    let thermometer = Thermometer { shelf: Some(1), ..Thermometer::default() };
    for (device, sent) in [
        (Device::Lamp(lamp), json!({ "kind": "lamp", "watts": 18 })),
        (
            Device::Sensor(Sensor::Thermometer(thermometer)),
            json!({ "kind": "sensor", "measures": "temperature", "shelf": 1 }),
        ),
        (devices(json!({ "value": [unknown] })).await?.remove(0), unknown),
    ] {
        let server = Server::start().await?;
        server.on(Method::Put, &orchids("/devices/d"), [json(200, &sent)]);
        let devices = client(&server)?.get_devices_client();
        let stored = devices.create_or_update("rg1", "orchids", "d", device.try_into()?, None).await?.into_model()?;
        assert_eq!(server.received()[0].json(), Some(sent.clone()));
        assert_eq!(to_value(&stored)?, sent);
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn overrides_correct_what_the_description_says_wrongly() -> Result<()> {
    let lamp = json!({ "kind": "lamp", "switchOnAt": "06:30" });
    let thermometer = json!({ "kind": "sensor", "measures": "temperature", "readings": [22.4, null, 22.1] });
    let devices = devices(json!({ "value": [lamp, thermometer] })).await?;
    let [Device::Lamp(lamp), Device::Sensor(Sensor::Thermometer(thermometer))] = devices.as_slice() else {
        panic!("{devices:?}")
    };
    assert_eq!(lamp.switch_on_at.as_deref(), Some("06:30"), "a time of day is no `date-time`");
    assert_eq!(thermometer.readings, Some(vec![Some(22.4), None, Some(22.1)]), "a null stays in its place");
    Ok(())
}

#[tokio::test]
async fn building_is_polled_until_it_is_done() -> Result<()> {
    let server = Server::start().await?;
    let operation = json(201, &greenhouse("Creating")).header("azure-asyncoperation", "{endpoint}/operations/1");
    server.on(Method::Put, &orchids(""), [operation]);
    let status = |status: &str| json(200, &json!({ "status": status }));
    server.on(Method::Get, &format!("/operations/1?{VERSION}"), [status("InProgress"), status("Succeeded")]);
    server.on(Method::Get, &orchids(""), [json(200, &greenhouse("Succeeded"))]);
    let wanted = Greenhouse {
        name: Some("read-only".to_owned()),
        location: Some("westeurope".to_owned()),
        properties: Some(GreenhouseProperties {
            climate: Some(Climate::UnknownValue("arid".to_owned())),
            area_in_square_metres: Some(40),
            provisioning_state: Some(ProvisioningState::Failed),
            ..GreenhouseProperties::default()
        }),
        ..Greenhouse::default()
    };
    let poller = greenhouses(&server)?.begin_create_or_update("rg1", "orchids", wanted.try_into()?, None)?;
    let built = poller.await?.into_model()?;
    let sent = json!({ "location": "westeurope", "properties": { "climate": "arid", "areaSqM": 40 } });
    server.assert_sent(Some(&sent.to_string()), &[("content-type", "application/json")]);
    let properties = built.properties.expect("properties");
    assert_eq!(properties.provisioning_state, Some(ProvisioningState::Succeeded));
    assert_eq!((properties.climate, properties.target_temperature), (Some(Climate::Tropical), None));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn an_operation_that_fails_says_why() -> Result<()> {
    let server = Server::start().await?;
    let operation = json(201, &greenhouse("Creating")).header("azure-asyncoperation", "{endpoint}/operations/1");
    server.on(Method::Put, &orchids(""), [operation]);
    let failed = json!({ "status": "Failed", "error": { "code": "NoGlass", "message": "there is no glass left" } });
    server.on(Method::Get, &format!("/operations/1?{VERSION}"), [json(200, &failed)]);
    let wanted = Greenhouse { location: Some("westeurope".to_owned()), ..Greenhouse::default() };
    let poller = greenhouses(&server)?.begin_create_or_update("rg1", "orchids", wanted.try_into()?, None)?;
    let error = poller.await.map(|_| ()).expect_err("an error").to_string();
    assert!(error.contains("NoGlass") && error.contains("there is no glass left"), "{error}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_merge_patch_keeps_changes_and_removes() -> Result<()> {
    let heating = |target_temperature| GreenhouseUpdate {
        properties: Some(GreenhouseUpdateProperties { target_temperature }),
        ..GreenhouseUpdate::default()
    };
    for (changes, sent) in [
        (heating(Some(21.0)).try_into()?, json!({ "properties": { "targetTemperature": 21 } })),
        (heating(None).try_into()?, json!({ "properties": {} })),
        (
            with_nulls(&heating(None), &["/properties/targetTemperature"])?,
            json!({ "properties": { "targetTemperature": null } }),
        ),
    ] {
        let server = Server::start().await?;
        server.on(Method::Patch, &orchids(""), [json(200, &greenhouse("Succeeded"))]);
        greenhouses(&server)?.update("rg1", "orchids", changes, None).await?;
        server.assert_sent(Some(&sent.to_string()), &[("content-type", "application/merge-patch+json")]);
        server.finish();
    }
    Ok(())
}

#[tokio::test]
async fn taking_down_is_polled_and_what_is_not_there_is_taken_down_at_once() -> Result<()> {
    let server = Server::start().await?;
    let operation = MockResponse::new(202).header("location", "{endpoint}/operations/2");
    server.on(Method::Delete, &orchids(""), [operation.clone(), MockResponse::new(204)]);
    server.on(Method::Get, &format!("/operations/2?{VERSION}"), [operation, MockResponse::new(204)]);
    let greenhouses = greenhouses(&server)?;
    for requests in [3, 4] {
        greenhouses.begin_delete("rg1", "orchids", None)?.await?;
        assert_eq!(server.received().len(), requests);
    }
    server.finish();
    Ok(())
}

#[tokio::test]
async fn greenhouses_of_a_climate_are_listed_over_pages() -> Result<()> {
    let server = Server::start().await?;
    let page = |name: &str, next: Option<&str>| json(200, &json!({ "value": [{ "name": name }], "nextLink": next }));
    let target = format!("{GREENHOUSES}?climate=tropical&{VERSION}");
    server.on(Method::Get, &target, [page("orchids", Some("{endpoint}/next"))]);
    server.on(Method::Get, &format!("/next?{VERSION}"), [page("palms", None)]);
    let options = GardenGreenhousesClientListOptions {
        climate: Some(Climate::Tropical.to_string()),
        ..GardenGreenhousesClientListOptions::default()
    };
    let found: Vec<Greenhouse> = greenhouses(&server)?.list("rg1", Some(options))?.try_collect().await?;
    let names: Vec<_> = found.into_iter().filter_map(|greenhouse| greenhouse.name).collect();
    assert_eq!(names, ["orchids", "palms"]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn an_error_response_is_decoded() -> Result<()> {
    let server = Server::start().await?;
    let body = json!({ "error": { "code": "NotFound", "message": "there is no such greenhouse" } });
    server.on(Method::Get, &orchids(""), [json(404, &body)]);
    let error = greenhouses(&server)?.get("rg1", "orchids", None).await.expect_err("an error");
    let body: ErrorResponse = error.body().expect("a response")?;
    let detail = body.error.expect("what went wrong");
    assert_eq!(detail.code.as_deref(), Some("NotFound"));
    assert_eq!(detail.message.as_deref(), Some("there is no such greenhouse"));
    server.finish();
    Ok(())
}
