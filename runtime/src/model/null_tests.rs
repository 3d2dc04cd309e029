#![allow(unreachable_pub)]

use crate::{
    format::Format,
    model::{from_json, to_json, to_value},
};
use azure_core::Value;
use serde_json::json;
use std::collections::HashMap;

#[derive(Clone, Default)]
struct Series {
    title: Option<String>,
    counts: Option<Vec<i32>>,
    readings: Option<Vec<Option<f64>>>,
    labels: Option<HashMap<String, Option<String>>>,
    rows: Option<Vec<Vec<Value>>>,
    cells: Option<HashMap<String, Value>>,
    codes: Option<Vec<Option<Vec<u8>>>>,
    points: Option<Vec<Point>>,
    grades: Option<Vec<Grade>>,
    marks: Option<Vec<Mark>>,
    extra: Option<Value>,
    rest: Option<HashMap<String, Option<bool>>>,
}

crate::codegen::model! {
    Series
    fields {
        "title" => title,
        "counts" => counts,
        "readings" => readings,
        "labels" => labels,
        "rows" => rows,
        "cells" => cells,
        "codes" => codes as Base64Url,
        "points" => points,
        "grades" => grades,
        "marks" => marks,
        "extra" => extra,
    }
    rest rest
}

#[derive(Clone, Default)]
struct Point {
    x: Option<i64>,
}

crate::codegen::model! { Point fields { "x" => x } }

#[derive(Clone, Debug, Eq, PartialEq)]
enum Grade {
    Good,
    UnknownValue(String),
}

crate::codegen::string_enum! { Grade { "good" => Good } }

#[derive(Clone)]
enum Mark {
    Dot(Dot),
    UnknownValue(Value),
}

#[derive(Clone, Default)]
struct Dot;

crate::codegen::union! { Mark by "kind" { "dot" => Dot } }
crate::codegen::model! { Dot constant { "kind" = "dot" } }

fn read(json: &Value) -> Series {
    from_json(json.to_string()).unwrap()
}

fn sent(series: &Series) -> Value {
    serde_json::from_slice(&to_json(series).unwrap()).unwrap()
}

#[test]
fn null_keeps_its_position_where_it_is_allowed() {
    let whole = json!({
        "readings": [1.5, null, 3.5],
        "labels": { "a": null, "b": "c" },
        "rows": [[1, null], [null]],
        "cells": { "a": null, "b": 1 },
        "codes": ["__79", null],
        "extra": null,
        "more": null,
        "less": true,
    });
    let series = read(&whole);
    assert_eq!(series.readings, Some(vec![Some(1.5), None, Some(3.5)]));
    assert_eq!(series.labels.as_ref().unwrap()["a"], None);
    assert_eq!(series.codes, Some(vec![Some(vec![255, 254, 253]), None]));
    assert_eq!(series.extra, Some(Value::Null));
    assert_eq!(series.rest.as_ref().unwrap()["more"], None);
    assert_eq!(to_value(&series).unwrap(), whole);
    assert_eq!(sent(&series), whole);
}

#[test]
fn a_null_property_is_absent() {
    let series = read(&json!({ "title": null, "counts": null, "readings": null, "points": null, "labels": null }));
    assert!(series.title.is_none() && series.counts.is_none() && series.readings.is_none());
    assert_eq!(sent(&series), json!({}));
}

#[test]
fn a_null_item_that_can_be_empty_is_empty() {
    let series = read(&json!({ "points": [null, { "x": null }, { "x": 1 }], "rows": [null, [1]], "marks": [null] }));
    assert_eq!(series.points.as_ref().map(|points| points.iter().map(|point| point.x).collect()), {
        Some(vec![None, None, Some(1)])
    });
    assert_eq!(series.rows, Some(vec![vec![], vec![json!(1)]]));
    assert!(matches!(series.marks.as_deref(), Some([Mark::UnknownValue(Value::Null)])));
}

#[test]
fn a_null_item_that_is_not_allowed_is_an_error_with_its_location() {
    let table = [
        (json!({ "counts": [1, null] }), "`counts[1]`: invalid type: null, expected an integer"),
        (json!({ "grades": ["good", null] }), "`grades[1]`: invalid type: null, expected a string"),
    ];
    for (json, expected) in table {
        let error = from_json::<Series>(json.to_string()).err().unwrap().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn a_whole_response_follows_the_same_rule() {
    assert_eq!(from_json::<Option<i32>>("null").unwrap(), None);
    assert_eq!(from_json::<Option<i32>>("7").unwrap(), Some(7));
    assert_eq!(from_json::<Vec<Option<f64>>>("[1,null]").unwrap(), [Some(1.0), None]);
    assert_eq!(from_json::<Value>("null").unwrap(), Value::Null);
    assert!(from_json::<Point>("null").unwrap().x.is_none());
    assert!(from_json::<String>("null").is_err());
    assert_eq!(&to_json(&None::<Point>).unwrap()[..], b"null");
    assert_eq!(&to_json(&vec![Some(1), None]).unwrap()[..], b"[1,null]");
}

#[test]
fn a_format_reaches_items_that_may_be_null() {
    let codes: Vec<Option<Vec<u8>>> = crate::model::from_json_in(r#"["__79",null]"#, Format::Base64Url).unwrap();
    assert_eq!(codes, [Some(vec![255, 254, 253]), None]);
}
