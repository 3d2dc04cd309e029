#![allow(unreachable_pub)]

use crate::model::{from_json, to_json, to_value, with_nulls};
use azure_core::{Value, credentials::Secret, time::OffsetDateTime};
use serde_json::json;
use std::collections::HashMap;

#[derive(Clone, Default)]
struct Widget {
    name: Option<String>,
    size: Option<i32>,
    weight: Option<f64>,
    parts: Option<Vec<Widget>>,
    color: Option<Color>,
    made: Option<OffsetDateTime>,
    checked: Option<Vec<OffsetDateTime>>,
    picture: Option<Vec<u8>>,
    key: Option<Secret>,
    id: Option<String>,
    rest: Option<HashMap<String, Value>>,
}

crate::codegen::model! {
    Widget
    fields {
        "name" => name,
        "size" => size,
        "weight" => weight,
        "parts" => parts,
        "color" => color,
        "made" => made,
        "checked" => checked as Rfc1123,
        "picture" => picture,
        "key" => key,
    }
    read_only { "id" => id }
    rest rest
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Color {
    Red,
    UnknownValue(String),
}

crate::codegen::string_enum! { Color { "red" => Red } }

#[derive(Clone)]
enum Shape {
    Square(Square),
    UnknownValue(Value),
}

#[derive(Clone, Default)]
struct Square {
    side: Option<f64>,
}

crate::codegen::union! { Shape by "kind" { "square" => Square } }
crate::codegen::model! { Square constant { "kind" = "square" } fields { "side" => side } }

fn widget(json: Value) -> Widget {
    from_json(json.to_string()).unwrap()
}

fn as_sent<T: super::Wire>(model: &T) -> Value {
    serde_json::from_slice(&to_json(model).unwrap()).unwrap()
}

fn error(json: &str) -> String {
    from_json::<Widget>(json).unwrap_err().to_string()
}

#[test]
fn what_is_read_is_written_but_for_what_is_read_only() {
    let whole = json!({
        "name": "n", "size": 3, "weight": 0.5, "color": "red",
        "parts": [{ "name": "p", "id": "inner" }],
        "made": "2024-05-01T00:00:00Z",
        "checked": ["Wed, 01 May 2024 00:00:00 GMT"],
        "picture": "AQID", "key": "s3cret", "id": "7", "more": { "kept": [1] },
    });
    let read = widget(whole.clone());
    assert_eq!(to_value(&read).unwrap(), whole);
    let mut sent = whole;
    sent["id"].take();
    sent["parts"][0]["id"].take();
    sent.as_object_mut().unwrap().remove("id");
    sent["parts"][0].as_object_mut().unwrap().remove("id");
    assert_eq!(as_sent(&read), sent);
}

#[test]
fn an_unknown_value_does_not_break_a_page() {
    assert_eq!(widget(json!({ "color": "teal" })).color, Some(Color::UnknownValue("teal".to_owned())));
    assert_eq!(widget(json!({ "color": "red" })).color, Some(Color::Red));
    assert_eq!(widget(json!({ "color": 7 })).color, Some(Color::UnknownValue("7".to_owned())));
    assert_eq!(error(r#"{"color":[]}"#), "`color`: invalid type: sequence, expected a string at line 1 column 11");
}

#[test]
fn whole_numbers_may_be_written_as_floats() {
    assert_eq!(widget(json!({ "size": 5.0 })).size, Some(5));
    assert_eq!(widget(json!({ "weight": 0 })).weight, Some(0.0));
}

#[derive(Default)]
struct Meter {
    bytes: Option<u64>,
    load: Option<f64>,
    loads: Option<HashMap<String, f64>>,
    seen: Option<OffsetDateTime>,
    days: Option<Vec<OffsetDateTime>>,
    marks: Option<HashMap<String, OffsetDateTime>>,
}

crate::codegen::model! {
    Meter
    fields {
        "bytes" => bytes,
        "load" => load,
        "loads" => loads,
        "seen" => seen as Rfc1123,
        "days" => days,
        "marks" => marks,
    }
}

/// What is sent of what was read.
fn returned(json: &str) -> String {
    let text = to_json(&from_json::<Meter>(json).unwrap()).unwrap();
    String::from_utf8(text.to_vec()).unwrap()
}

#[test]
fn numbers_keep_their_digits() {
    assert_eq!(returned(r#"{"bytes":18446744073709551615}"#), r#"{"bytes":18446744073709551615}"#);
    assert_eq!(returned(r#"{"load":5.0,"loads":{"a":1e3,"b":-0.5}}"#), r#"{"load":5,"loads":{"a":1000,"b":-0.5}}"#);
    assert_eq!(returned(r#"{"load":0.85}"#), r#"{"load":0.85}"#);
    assert_eq!(returned(r#"{"load":1e300}"#), r#"{"load":1e+300}"#);
    let size = error(r#"{"size":9223372036854775808}"#);
    assert!(size.contains("`9223372036854775808`, expected an integer of i32"), "{size}");
    assert!(from_json::<Meter>(r#"{"bytes":-1}"#).is_err());
    for no_number in [f64::NAN, f64::INFINITY] {
        let error = to_json(&Meter { load: Some(no_number), ..Meter::default() }).unwrap_err();
        assert!(error.to_string().starts_with("`load`: not a finite number"), "{error}");
    }
}

#[test]
fn a_date_is_read_in_any_form_and_written_in_its_own() {
    let read =
        r#"{"seen":"2023-05-01T10:00:00+0200","days":["2023-05-01T10:00:00"],"marks":{"a":"2023-05-01 10:00:00.50z"}}"#;
    let sent = r#"{"seen":"Mon, 01 May 2023 08:00:00 GMT","days":["2023-05-01T10:00:00Z"],"marks":{"a":"2023-05-01T10:00:00.5Z"}}"#;
    assert_eq!(returned(read), sent);
    assert_eq!(returned(r#"{"days":["Mon, 01 May 2023 08:00:00 GMT"]}"#), r#"{"days":["2023-05-01T08:00:00Z"]}"#);
}

#[test]
fn an_error_names_the_property() {
    let table = [
        (r#"{"size":"x"}"#, "`size`: invalid type: string, expected an integer at line 1 column 11"),
        (
            r#"{"size":3000000000}"#,
            "`size`: invalid value: integer `3000000000`, expected an integer of i32 at line 1 column 19",
        ),
        (
            r#"{"parts":[{},{"parts":[{"name":7}]}]}"#,
            "`parts[1].parts[0].name`: invalid type: integer `7`, expected a string at line 1 column 32",
        ),
        (r#"{"parts":{}}"#, "`parts`: invalid type: map, expected a list at line 1 column 9"),
        (r#"{"name":"n""#, "EOF while parsing an object at line 1 column 11"),
        ("[]", "invalid type: sequence, expected an object at line 1 column 0"),
    ];
    for (json, expected) in table {
        assert_eq!(error(json), expected, "{json}");
    }
    let date = error(r#"{"made":"2019-1-1T12:00:00.0000Z"}"#);
    assert!(date.starts_with("`made`: "), "{date}");
}

#[test]
fn a_secret_shows_nowhere() {
    let read = widget(json!({ "key": "s3cret" }));
    assert!(!format!("{read:?}").contains("s3cret"));
    let error = error(r#"{"key":12345}"#);
    assert!(error.contains("`key`") && !error.contains("12345"), "{error}");
}

#[test]
fn a_union_is_selected_by_its_discriminator_and_keeps_unknown_values() {
    let square: Shape = from_json(r#"{"side":2,"kind":"square"}"#).unwrap();
    assert!(matches!(&square, Shape::Square(Square { side: Some(2.0) })));
    assert_eq!(as_sent(&square), json!({ "kind": "square", "side": 2 }));
    let circle = json!({ "kind": "circle", "radius": [1, { "x": null }] });
    let shape: Shape = from_json(circle.to_string()).unwrap();
    assert!(matches!(shape, Shape::UnknownValue(_)));
    assert_eq!(as_sent(&shape), circle);
    let error = from_json::<Shape>(r#"{"kind":"square","side":"x"}"#).unwrap_err();
    assert!(error.to_string().starts_with("`side`: "), "{error}");
}

#[test]
fn nulls_are_set_in_objects_and_put_into_lists() {
    let part = |name: &str| Widget { name: Some(name.to_owned()), ..Widget::default() };
    let model = Widget { parts: Some(vec![part("a"), part("b")]), ..Widget::default() };
    let sent = |pointers: &[&str]| {
        with_nulls(&model, pointers).map(|content| match content.body() {
            azure_core::http::Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            _ => String::new(),
        })
    };
    let parts = |text: &str| format!(r#"{{"parts":{text}}}"#);
    assert_eq!(sent(&["/parts/1"]).unwrap(), parts(r#"[{"name":"a"},null,{"name":"b"}]"#));
    assert_eq!(sent(&["/parts/2"]).unwrap(), parts(r#"[{"name":"a"},{"name":"b"},null]"#));
    assert_eq!(sent(&["/parts/1/name"]).unwrap(), parts(r#"[{"name":"a"},{"name":null}]"#));
    assert_eq!(sent(&["/rest/"]).unwrap(), r#"{"parts":[{"name":"a"},{"name":"b"}],"rest":{"":null}}"#);
    for nowhere in ["/parts/3", "/parts/x", "/parts/0/name/y"] {
        assert!(sent(&[nowhere]).is_err(), "{nowhere}");
    }
}
