//! References in chains, circles and diamonds, in several files: what is read is what they say, and nothing runs for
//! ever or out of stack.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use armrest::{Outcome, diagnostics::Severity, disk::Memory, generate, load::Input, plan::Settings};
use serde_json::{Value, json};
use std::{collections::BTreeMap, path::PathBuf};

fn generated(texts: &[(&str, String)]) -> Outcome {
    let paths: Vec<PathBuf> = texts.iter().map(|(name, _)| PathBuf::from("/d").join(name)).collect();
    let files: BTreeMap<PathBuf, String> =
        paths.iter().cloned().zip(texts.iter().map(|(_, text)| text.clone())).collect();
    let input = Input { paths, ..Input::default() };
    generate(&input, &Settings { tests: true, ..Settings::default() }, &Memory(files))
}

fn text_of(outcome: &Outcome, path: &str) -> String {
    let mut files = outcome.files.iter().flatten();
    files.find(|file| file.path == path).map(|file| file.text.clone()).unwrap_or_default()
}

fn described(id: &str, result: &str, definitions: &Value) -> Value {
    let responses = json!({ "200": { "description": "", "schema": { "$ref": format!("#/definitions/{result}") } } });
    json!({
        "swagger": "2.0", "info": { "title": "T", "version": "1" }, "host": "management.azure.com",
        "paths": { format!("/{id}"): { "get": { "operationId": id, "responses": responses } } },
        "definitions": definitions
    })
}

fn with_example(mut description: Value, id: &str, body: &Value) -> String {
    let example = json!({ "parameters": {}, "responses": { "200": { "body": body } } });
    description["paths"][format!("/{id}")]["get"]["x-ms-examples"] = json!({ "An example": example });
    description.to_string()
}

#[test]
fn definitions_that_differ_behind_many_references_are_two() {
    let chain = |last: Value| {
        let mut definitions = serde_json::Map::new();
        for (name, next) in [("A", "B"), ("B", "C"), ("C", "D"), ("D", "E"), ("E", "F")] {
            let reference = json!({ "$ref": format!("#/definitions/{next}") });
            definitions.insert(name.into(), json!({ "properties": { "next": reference, "own": reference } }));
        }
        // A circle through all of them.
        let mut last = last;
        last["properties"]["first"] = json!({ "$ref": "#/definitions/A" });
        definitions.insert("F".into(), last);
        Value::Object(definitions)
    };
    let one = described("A_Get", "A", &chain(json!({ "properties": { "x": { "type": "string" } } })));
    let other = described("B_Get", "A", &chain(json!({ "properties": { "y": { "type": "string" } } })));
    let outcome = generated(&[("a.json", one.to_string()), ("b.json", other.to_string())]);
    let models = text_of(&outcome, "src/models.rs");
    assert!(models.contains("pub x: Option<String>") && models.contains("pub y: Option<String>"), "{models}");
    let same = generated(&[("a.json", one.to_string()), ("b.json", one.to_string().replace("A_Get", "B_Get"))]);
    assert_eq!(text_of(&same, "src/models.rs").matches("pub x: Option<String>").count(), 1);
}

#[test]
fn circles_and_diamonds_of_all_of_end() {
    let reference = json!({ "$ref": "#/definitions/B" });
    let circle = json!({ "B": { "allOf": [reference], "properties": { "x": reference } } });
    let text = with_example(described("B_Get", "B", &circle), "B_Get", &json!({ "x": null }));
    // Whatever is said of the circle, it is said.
    let outcome = generated(&[("a.json", text)]);
    assert!(outcome.files.is_some() || outcome.diagnostics.count(Severity::Error) > 0);

    let mut diamonds = serde_json::Map::new();
    for level in 0..30 {
        let reference = json!({ "$ref": format!("#/definitions/L{}", level + 1) });
        diamonds.insert(format!("L{level}"), json!({ "allOf": [reference, reference] }));
    }
    diamonds.insert("L30".into(), json!({ "properties": { "x": { "type": "string" } } }));
    let text = with_example(described("L_Get", "L0", &Value::Object(diamonds)), "L_Get", &json!({ "x": "a" }));
    let outcome = generated(&[("a.json", text)]);
    assert!(text_of(&outcome, "tests/examples.rs").contains(r#""x":"a""#));
}

#[test]
fn aliases_of_yaml_do_not_nest_without_end() {
    let mut text = String::from("swagger: \"2.0\"\nx-0: &a0 {y: 1}\n");
    for level in 1..200 {
        let (open, close) = ("{y: ".repeat(100), "}".repeat(100));
        text.push_str(&format!("x-{level}: &a{level} {open}*a{}{close}\n", level - 1));
    }
    let outcome = generated(&[("a.yaml", text)]);
    let messages: String = outcome.diagnostics.iter().map(|finding| finding.message.as_str()).collect();
    assert!(messages.contains("the aliases nest deeper than"), "{messages}");
}

#[test]
fn what_is_no_method_is_no_operation_to_the_examples_either() {
    let page = json!({ "P": { "properties": {
        "value": { "type": "array", "items": { "type": "string" } }, "nextLink": { "type": "string" }
    } } });
    let mut description = described("A_List", "P", &page);
    let get = &mut description["paths"]["/A_List"]["get"];
    get["x-ms-pageable"] = json!({ "nextLinkName": "nextLink", "operationName": "A_Next" });
    description["paths"]["/next"] =
        json!({ "é": { "operationId": "A_Next", "responses": { "200": { "description": "" } } } });
    let body = json!({ "value": ["a"], "nextLink": "https://management.azure.com/next" });
    let outcome = generated(&[("a.json", with_example(description, "A_List", &body))]);
    let warned = outcome.diagnostics.iter().any(|finding| finding.code == "no-next-operation");
    assert!(outcome.files.is_some() && warned);
}

#[test]
fn pages_in_xml_after_polling_are_reported() {
    let page = json!({ "P": { "properties": { "value": { "type": "array", "items": { "type": "string" } } } } });
    let mut description = described("A_List", "P", &page);
    description["produces"] = json!(["application/xml"]);
    let get = &mut description["paths"]["/A_List"]["get"];
    get["x-ms-pageable"] = json!({ "nextLinkName": null });
    get["x-ms-long-running-operation"] = json!(true);
    let outcome = generated(&[("a.json", description.to_string())]);
    let found = outcome.diagnostics.iter().find(|finding| finding.code == "not-supported");
    assert!(found.is_some_and(|finding| finding.message.contains("pages in XML after polling")));
    let clients: String = outcome.files.iter().flatten().map(|file| file.text.as_str()).collect();
    assert!(clients.contains("Result<Poller<OperationStatus<models::P, armrest_runtime::XmlFormat>>>"));
}

#[test]
fn credentials_of_an_input_without_operations_are_for_its_own_host() {
    let shared = json!({
        "swagger": "2.0", "info": { "title": "T", "version": "1" }, "host": "common.example", "paths": {},
        "securityDefinitions": { "token": { "type": "oauth2", "scopes": { "https://common.example/.default": "" } } },
        "security": [{ "token": ["https://common.example/.default"] }]
    });
    let mut own = described("B_Get", "B", &json!({ "B": { "properties": { "x": { "type": "string" } } } }));
    own["host"] = json!("b.example");
    own["securityDefinitions"] = json!({ "key": { "type": "apiKey", "in": "header", "name": "x-key" } });
    let outcome = generated(&[("a.json", shared.to_string()), ("b.json", own.to_string())]);
    let client = text_of(&outcome, "src/clients/t_client.rs");
    assert!(client.contains("pub fn with_key(") && !client.contains("common.example"), "{client}");
    assert!(!client.contains("pub fn new("), "{client}");
}
