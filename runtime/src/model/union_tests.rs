#![allow(unreachable_pub)]

use crate::model::{from_json, to_json, to_value};
use azure_core::Value;
use serde_json::json;

#[derive(Clone)]
enum Vehicle {
    Car(Car),
    Boat(Boat),
    UnknownValue(Value),
}

/// A car is told by `fuel` in turn.
#[derive(Clone)]
enum Car {
    Base(CarBase),
    Electric(ElectricCar),
    UnknownValue(Value),
}

#[derive(Clone, Default)]
struct CarBase {
    fuel: Option<String>,
    seats: Option<i32>,
}

#[derive(Clone, Default)]
struct ElectricCar {
    seats: Option<i32>,
    range: Option<i32>,
}

#[derive(Clone, Default)]
struct Boat;

crate::codegen::union! { Vehicle by "kind" { "car" => Car as Union, "boat" => Boat } }
crate::codegen::union! { Car by "fuel" { "" | "any" => Base, "electric" => Electric } }
crate::codegen::model! { CarBase constant { "kind" = "car" } fields { "fuel" => fuel, "seats" => seats } }
crate::codegen::model! {
    ElectricCar
    constant { "kind" = "car", "fuel" = "electric" }
    fields { "seats" => seats, "range" => range }
}
crate::codegen::model! { Boat constant { "kind" = "boat" } }

fn read(json: &Value) -> Vehicle {
    from_json(json.to_string()).unwrap()
}

fn sent(vehicle: &Vehicle) -> Value {
    serde_json::from_slice(&to_json(vehicle).unwrap()).unwrap()
}

#[test]
fn each_discriminator_chooses_at_its_level_and_all_are_sent() {
    let json = json!({ "range": 400, "fuel": "electric", "seats": 4, "kind": "car" });
    let vehicle = read(&json);
    assert!(matches!(&vehicle, Vehicle::Car(Car::Electric(car)) if car.range == Some(400)));
    assert_eq!(sent(&vehicle), json);
    let made = Vehicle::Car(Car::Electric(ElectricCar { seats: Some(2), range: None }));
    assert_eq!(sent(&made), json!({ "kind": "car", "fuel": "electric", "seats": 2 }));
    assert!(matches!(read(&json!({ "kind": "boat" })), Vehicle::Boat(Boat)));
}

#[test]
fn an_unknown_value_is_kept_whole_at_its_level() {
    let inner = json!({ "kind": "car", "fuel": "steam", "seats": 1, "boiler": { "size": null } });
    let vehicle = read(&inner);
    assert!(matches!(&vehicle, Vehicle::Car(Car::UnknownValue(car)) if *car == inner));
    assert_eq!(to_value(&vehicle).unwrap(), inner);
    let outer = json!({ "kind": "kite", "fuel": "electric" });
    assert!(matches!(read(&outer), Vehicle::UnknownValue(kite) if kite == outer));
}

#[test]
fn a_base_is_a_value_where_nothing_tells_more() {
    for json in [json!({ "kind": "car", "seats": 3 }), json!({ "kind": "car", "fuel": "any" })] {
        let vehicle = read(&json);
        assert!(matches!(&vehicle, Vehicle::Car(Car::Base(_))), "{json}");
        assert_eq!(sent(&vehicle), json);
    }
}

#[test]
fn an_error_names_the_property_at_every_level() {
    let error = from_json::<Vehicle>(r#"{"kind":"car","fuel":"electric","range":"far"}"#).err().unwrap();
    assert!(error.to_string().starts_with("`range`: "), "{error}");
}

#[cfg(feature = "xml")]
mod xml {
    use super::{Boat, Value};
    use crate::xml::{from_xml, to_xml};

    enum Vehicle {
        Car(Car),
        Boat(Boat),
        UnknownValue(Value),
    }

    enum Car {
        Electric(ElectricCar),
        UnknownValue(Value),
    }

    #[derive(Default)]
    struct ElectricCar {
        range: Option<i32>,
    }

    crate::codegen::union! { Vehicle by "kind" at "@Kind" { "car" => Car as Union, "boat" => Boat } }
    crate::codegen::union! { Car by "fuel" at "Fuel" { "electric" => Electric } }
    crate::codegen::model! {
        ElectricCar
        constant { "kind" = "car", "fuel" = "electric" }
        fields { "range" => range }
        xml "Car" { "kind" = "@Kind", "fuel" = "Fuel", "range" = "Range" }
    }

    #[derive(Default)]
    struct Garage {
        vehicle: Option<Vehicle>,
    }

    crate::codegen::model! { Garage fields { "vehicle" => vehicle } xml "Garage" { "vehicle" = "Vehicle" } }

    #[test]
    fn levels_are_distinguished_in_xml() {
        let document = r#"<Garage><Vehicle Kind="car"><Fuel>electric</Fuel><Range>400</Range></Vehicle></Garage>"#;
        let garage: Garage = from_xml(document).unwrap();
        let Some(Vehicle::Car(Car::Electric(car))) = &garage.vehicle else {
            panic!("no electric car");
        };
        assert_eq!(car.range, Some(400));
        let written = String::from_utf8(to_xml(&garage).unwrap().to_vec()).unwrap();
        assert!(written.ends_with(document), "{written}");
        let other: Garage = from_xml(document.replace("electric", "steam")).unwrap();
        assert!(matches!(other.vehicle, Some(Vehicle::Car(Car::UnknownValue(_)))));
    }
}
