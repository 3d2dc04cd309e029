//! Builds a greenhouse, changes it, looks at its devices, and takes it down again.
//!
//! The service is not real: a mock of it on this machine responds.
//!
//! ```sh
//! cargo run -p armrest-garden --example greenhouse
//! ```

use armrest_garden::{
    GardenClient, GardenClientOptions,
    models::{Climate, Device, Greenhouse, GreenhouseProperties, GreenhouseUpdate, GreenhouseUpdateProperties, Sensor},
    with_nulls,
};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::http::{Method, poller::StatusMonitor as _};
use futures::TryStreamExt as _;
use serde_json::json;
use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = mock_service().await?;
    let options = GardenClientOptions { connection_options: server.connection(), ..GardenClientOptions::default() };
    let client = GardenClient::new("subid", mock::credential(), Some(options))?;

    build(&client).await?;
    switch_heating_off(&client).await?;
    print_devices(&client).await?;

    client.get_greenhouses_client().begin_delete("rg1", "orchids", None)?.await?;
    println!("\nIt is taken down.");
    server.finish();
    Ok(())
}

/// A long-running operation: its statuses as they come, then its result.
async fn build(client: &GardenClient) -> Result<(), Box<dyn Error>> {
    let greenhouse = Greenhouse {
        location: Some("westeurope".to_owned()),
        properties: Some(GreenhouseProperties {
            climate: Some(Climate::Tropical),
            area_in_square_metres: Some(40),
            target_temperature: Some(22.5),
            ..GreenhouseProperties::default()
        }),
        ..Greenhouse::default()
    };
    let greenhouses = client.get_greenhouses_client();
    let mut poller = greenhouses.begin_create_or_update("rg1", "orchids", greenhouse.try_into()?, None)?;
    while let Some(status) = poller.try_next().await? {
        println!("Building: {:?}", status.into_model()?.status());
    }
    print_greenhouse(&poller.await?.into_model()?);
    Ok(())
}

/// A merge patch: what is `None` stays as it is, and null removes.
async fn switch_heating_off(client: &GardenClient) -> Result<(), Box<dyn Error>> {
    let changes =
        GreenhouseUpdate { properties: Some(GreenhouseUpdateProperties::default()), ..GreenhouseUpdate::default() };
    let changes = with_nulls(&changes, &["/properties/targetTemperature"])?;
    let greenhouse = client.get_greenhouses_client().update("rg1", "orchids", changes, None).await?;
    print_greenhouse(&greenhouse.into_model()?);
    Ok(())
}

fn print_greenhouse(greenhouse: &Greenhouse) {
    let name = greenhouse.name.as_deref().unwrap_or("-");
    let properties = greenhouse.properties.clone().unwrap_or_default();
    let heating = match properties.target_temperature {
        Some(temperature) => format!("kept at {temperature} °C"),
        None => "not heated".to_owned(),
    };
    println!("{name}: {} m², {heating}", properties.area_in_square_metres.unwrap_or_default());
}

/// Devices of several kinds, on two pages.
async fn print_devices(client: &GardenClient) -> Result<(), Box<dyn Error>> {
    println!("\n{:<8}IS", "DEVICE");
    let mut devices = client.get_devices_client().list("rg1", "orchids", None)?;
    while let Some(device) = devices.try_next().await? {
        let (name, what) = described(device);
        println!("{:<8}{what}", name.unwrap_or_default());
    }
    Ok(())
}

/// A device's name, and what it is.
fn described(device: Device) -> (Option<String>, String) {
    match device {
        Device::Lamp(lamp) => {
            let time = lamp.switch_on_at.unwrap_or_default();
            (lamp.name, format!("a lamp of {} W, on at {time}", lamp.watts.unwrap_or_default()))
        }
        Device::Sensor(Sensor::Thermometer(thermometer)) => {
            let reading = |reading: Option<f64>| reading.map_or("none".to_owned(), |degrees| format!("{degrees} °C"));
            let readings: Vec<String> = thermometer.readings.into_iter().flatten().map(reading).collect();
            (thermometer.name, format!("a thermometer: {}", readings.join(", ")))
        }
        Device::Sensor(Sensor::Hygrometer(hygrometer)) => {
            let percent = hygrometer.percent.map_or("no reading yet".to_owned(), |percent| format!("{percent} %"));
            (hygrometer.name, format!("a hygrometer: {percent}"))
        }
        Device::Sensor(_) => (None, "a sensor of another kind".to_owned()),
        // The service is newer than this program: the object is kept whole.
        Device::UnknownValue(object) => {
            (object["name"].as_str().map(str::to_owned), format!("a device of the unknown kind {}", object["kind"]))
        }
        _ => (None, "a device of another kind".to_owned()),
    }
}

/// A server that responds as the service would.
async fn mock_service() -> std::io::Result<Server> {
    let server = Server::start().await?;
    let greenhouses = "/subscriptions/subid/resourceGroups/rg1/providers/Example.Garden/greenhouses";
    let target = |path: &str| format!("{greenhouses}/orchids{path}?api-version=2026-03-01");
    let greenhouse = |state: &str, temperature: Option<f64>| {
        let properties = json!({
            "climate": "tropical", "areaSqM": 40, "targetTemperature": temperature, "provisioningState": state,
        });
        let greenhouse = json!({ "name": "orchids", "location": "westeurope", "properties": properties });
        MockResponse::json(200, greenhouse.to_string())
    };
    let operation = "{endpoint}/operations/1?api-version=2026-03-01";
    let creating = MockResponse::json(201, r#"{"name":"orchids","properties":{"provisioningState":"Creating"}}"#)
        .header("azure-asyncoperation", operation)
        .header("retry-after", "0");
    server.on(Method::Put, &target(""), [creating]);
    server.on(
        Method::Get,
        "/operations/1?api-version=2026-03-01",
        [MockResponse::json(200, r#"{"status":"Succeeded"}"#)],
    );
    server.on(Method::Get, &target(""), [greenhouse("Succeeded", Some(22.5))]);
    server.on(Method::Patch, &target(""), [greenhouse("Succeeded", None)]);
    let first = json!({
        "value": [
            { "kind": "lamp", "name": "lamp1", "watts": 18, "switchOnAt": "06:30" },
            { "kind": "sensor", "measures": "temperature", "name": "air", "readings": [22.4, null, 22.1] },
        ],
        "nextLink": format!("{{endpoint}}{}", target("/devices/more")),
    });
    let second = json!({
        "value": [
            { "kind": "sensor", "measures": "humidity", "name": "soil", "percent": 61 },
            { "kind": "pump", "name": "mist", "litres": 5 },
        ],
    });
    server.on(Method::Get, &target("/devices"), [MockResponse::json(200, first.to_string())]);
    server.on(Method::Get, &target("/devices/more"), [MockResponse::json(200, second.to_string())]);
    let deleting = MockResponse::new(202)
        .header("location", "{endpoint}/operations/2?api-version=2026-03-01")
        .header("retry-after", "0");
    server.on(Method::Delete, &target(""), [deleting]);
    server.on(Method::Get, "/operations/2?api-version=2026-03-01", [MockResponse::new(204)]);
    Ok(server)
}
