use azure_core::Result;
use barometers::{
    from_json,
    models::{BarometerStationsClientReadingsOptions, Sensor, Station},
};

#[test]
fn values_are_shown_but_for_secrets() -> Result<()> {
    let station: Station = from_json(
        r#"{"bytes":7,"weather":"sun","level":9,"key":"s3cret","settings":{"pin":"s3cret"},"pressure":0.5,
            "sensor":{"kind":"Vane","price":5,"password":"s3cret"}}"#,
    )?;
    assert_eq!(
        format!("{station:?}"),
        "Station { bytes: Some(7), serial: None, pressure: Some(0.5), load: None, built: None, seen: None, \
         read: None, marks: None, weather: Some(Sun), level: Some(9), key: Some(Secret), settings: Some(Secret), \
         sensor: Some(Vane { price: Some(5.0), password: Some(Secret) }), id: None }"
    );
    let sensor: Sensor = from_json(r#"{"kind":"Vane","price":5}"#)?;
    assert_eq!(format!("{sensor:?}"), "Vane(Vane { price: Some(5.0), password: None })");
    let options = BarometerStationsClientReadingsOptions::default();
    assert!(format!("{options:?}").starts_with("NoParameters { method_options: "));
    Ok(())
}
