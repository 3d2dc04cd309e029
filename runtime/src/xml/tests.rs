#![allow(unreachable_pub)]

use super::{from_xml, to_xml};
use crate::model::to_value;
use azure_core::{Value, time::OffsetDateTime};
use serde_json::json;
use std::collections::HashMap;

#[derive(Clone, Default)]
struct Listing {
    endpoint: Option<String>,
    blobs: Option<Vec<Blob>>,
    prefixes: Option<Vec<String>>,
    sizes: Option<Vec<Option<i32>>>,
    checked: Option<Vec<OffsetDateTime>>,
    count: Option<i32>,
    marker: Option<String>,
}

crate::codegen::model! {
    Listing
    fields {
        "endpoint" => endpoint,
        "blobs" => blobs,
        "prefixes" => prefixes,
        "sizes" => sizes,
        "checked" => checked as Rfc1123,
        "count" => count,
        "marker" => marker,
    }
    xml "EnumerationResults"
    namespaces { "" = "urn:list" }
    {
        "endpoint" = "@ServiceEndpoint",
        "blobs" = "Blobs/Blob",
        "prefixes" = "x:Prefix|Prefixes",
        "checked" = "Checked",
        "count" = "Count",
        "marker" = "NextMarker",
    }
}

#[derive(Clone, Default)]
struct Blob {
    encoded: Option<bool>,
    name: Option<String>,
    modified: Option<OffsetDateTime>,
    tier: Option<Tier>,
    shape: Option<Shape>,
    inner: Option<Box<Blob>>,
    metadata: Option<HashMap<String, String>>,
}

crate::codegen::model! {
    Blob
    fields { "name" => name, "encoded" => encoded, "tier" => tier, "shape" => shape, "inner" => inner as Boxed }
    read_only { "modified" => modified as Rfc1123 }
    rest metadata
    xml "Blob" {
        "name" = "text()",
        "encoded" = "@Encoded",
        "tier" = "Tier",
        "shape" = "Shape",
        "inner" = "Inner",
        "modified" = "Modified",
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Tier {
    Hot,
    UnknownValue(String),
}

crate::codegen::string_enum! { Tier { "Hot" => Hot } }

#[derive(Clone)]
enum Shape {
    Square(Square),
    UnknownValue(Value),
}

#[derive(Clone, Default)]
struct Square {
    side: Option<f64>,
}

crate::codegen::union! { Shape by "kind" at "@xsi:kind" { "square" => Square } }
crate::codegen::model! {
    Square
    constant { "kind" = "square" }
    fields { "side" => side }
    xml "Square" namespaces { "xsi" = "urn:instance" } { "kind" = "@xsi:kind", "side" = "Side" }
}

const DOCUMENT: &str = r#"<?xml version="1.0" encoding="utf-8"?><EnumerationResults xmlns="urn:list" ServiceEndpoint="https://a/?b=1&amp;c"><Blobs><Blob Encoded="true">a &lt; b<Tier>Hot</Tier><Shape xmlns:xsi="urn:instance" xsi:kind="square"><Side>2.5</Side></Shape></Blob><Blob><Inner>in</Inner><color>red</color></Blob></Blobs><x:Prefix>p</x:Prefix><x:Prefix>q</x:Prefix><Checked>Wed, 01 May 2024 00:00:00 GMT</Checked><Count>3</Count><NextMarker/></EnumerationResults>"#;

#[test]
fn what_is_read_is_written() {
    let listing: Listing = from_xml(DOCUMENT).unwrap();
    assert_eq!(
        to_value(&listing).unwrap(),
        json!({
            "endpoint": "https://a/?b=1&c",
            "blobs": [
                { "name": "a < b", "encoded": true, "tier": "Hot", "shape": { "kind": "square", "side": 2.5 } },
                { "inner": { "name": "in" }, "color": "red" },
            ],
            "prefixes": ["p", "q"],
            "checked": ["Wed, 01 May 2024 00:00:00 GMT"],
            "count": 3,
            "marker": "",
        })
    );
    assert_eq!(String::from_utf8(to_xml(&listing).unwrap().to_vec()).unwrap(), DOCUMENT);
}

#[derive(Clone, Default)]
struct Shelf {
    label: Option<String>,
    owner: Option<String>,
    jars: Option<Vec<String>>,
    rest: Option<HashMap<String, Value>>,
}

crate::codegen::model! {
    Shelf
    fields { "label" => label, "owner" => owner, "jars" => jars }
    rest rest
    xml "Shelf" { "label" = "@x:Label|label", "owner" = "x:Owner|owner", "jars" = "Jars|jars/Jar" }
}

#[test]
fn either_name_is_read_and_the_first_is_written() {
    let documents = [
        "<Shelf xmlns:x='urn:x' x:Label='top'><x:Owner>me</x:Owner><Jars><Jar>jam</Jar></Jars></Shelf>",
        "<Shelf label='top'><owner>me</owner><jars><Jar>jam</Jar></jars></Shelf>",
    ];
    for document in documents {
        let shelf: Shelf = from_xml(document).unwrap();
        assert_eq!((shelf.label.as_deref(), shelf.owner.as_deref()), (Some("top"), Some("me")), "{document}");
        assert_eq!(shelf.jars.as_deref(), Some(&["jam".to_owned()][..]), "{document}");
        assert!(shelf.rest.is_none(), "{document}");
        let written = String::from_utf8(to_xml(&shelf).unwrap().to_vec()).unwrap();
        let first = r#"<Shelf x:Label="top"><x:Owner>me</x:Owner><Jars><Jar>jam</Jar></Jars></Shelf>"#;
        assert!(written.ends_with(first), "{written}");
    }
}

#[test]
fn an_item_that_may_be_null_keeps_its_position() {
    let text = "<E><Size>1</Size><Size xmlns:i='urn:i' i:nil='true'/><Size>3</Size></E>";
    let listing: Listing = from_xml(text.replace("Size", "sizes")).unwrap();
    assert_eq!(listing.sizes, Some(vec![Some(1), None, Some(3)]));
    let again: Listing = from_xml(to_xml(&listing).unwrap()).unwrap();
    assert_eq!(again.sizes, listing.sizes);
}

#[test]
fn null_counts_as_absent() {
    let listing: Listing = from_xml("<E xmlns:i='urn:i'><NextMarker i:nil='true'/><Count/></E>").unwrap();
    assert!(listing.marker.is_none() && listing.count.is_none());
}

#[test]
fn items_of_two_names_are_one_list() {
    let listing: Listing = from_xml("<E><Prefixes>a</Prefixes><Prefix>b</Prefix></E>").unwrap();
    assert_eq!(listing.prefixes, Some(vec!["a".to_owned(), "b".to_owned()]));
}

#[test]
fn read_only_properties_are_not_sent() {
    let blob: Blob = from_xml("<Blob><Modified>Wed, 01 May 2024 00:00:00 GMT</Modified></Blob>").unwrap();
    assert!(blob.modified.is_some());
    assert_eq!(to_xml(&blob).unwrap(), br#"<?xml version="1.0" encoding="utf-8"?><Blob/>"#.as_slice());
}

#[test]
fn what_people_write_is_read() {
    let text = "\u{feff}<!-- c --><a:Blob xmlns:a='urn:x' Encoded=' true '>\n <Tier><![CDATA[Hot]]></Tier>\n \
                <Modified/><Shape kind='circle'><R>1</R><R>2</R></Shape>&#x41;</a:Blob>";
    let blob: Blob = from_xml(text).unwrap();
    assert_eq!(blob.encoded, Some(true));
    assert_eq!(blob.tier, Some(Tier::Hot));
    assert!(blob.modified.is_none());
    assert_eq!(blob.name.as_deref().map(str::trim), Some("A"));
    let Some(Shape::UnknownValue(shape)) = blob.shape else { panic!("an unknown shape") };
    assert_eq!(shape, json!({ "@kind": "circle", "R": ["1", "2"] }));
}

#[test]
fn an_error_has_the_path() {
    let error = |text: &str| from_xml::<Listing>(text).unwrap_err().to_string();
    let table = [
        ("<E><Count>x</Count></E>", "`E/Count`: invalid type: string, expected an integer"),
        (
            "<E><Blobs><Blob/><Blob Encoded='7'/></Blobs></E>",
            "`E/Blobs/Blob/[2]/@Encoded`: invalid type: string, expected a boolean",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(error(text), expected);
    }
    for broken in ["", "<E>", "<E></F>", "<E>&evil;</E>", "text"] {
        assert!(from_xml::<Listing>(broken).is_err(), "{broken}");
    }
    for (broken, expected) in [
        ("<E><canary></E>", ": an element is not closed, or not opened"),
        ("<E></canary>", "an element is not closed, or not opened"),
        ("<E>&canary;</E>", "an unknown entity"),
        ("<E>&#canary;</E>", "a character reference is not valid"),
        ("<E A='&canary;'/>", "an attribute is not well-formed, or has an unknown entity"),
        ("<E A=canary/>", "an attribute is not well-formed"),
        ("<E><!canary", "at byte"),
    ] {
        let shown = format!("{:?}", from_xml::<Listing>(broken).unwrap_err());
        assert!(error(broken).contains(expected), "{broken}: {shown}");
        assert!(!shown.contains("canary"), "{broken}: {shown}");
    }
    let deep = "<E>".repeat(100_000);
    assert!(error(&deep).contains("too deep"), "{}", error(&deep));
}
