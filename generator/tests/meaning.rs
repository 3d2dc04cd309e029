//! What a description means: the types that it comes to, and what its examples ask of them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest::{disk::Disk, generate, load::Input, plan::Settings};
use std::fs;

/// The text of all generated files, and the findings, a line each.
struct Made {
    text: String,
    findings: String,
}

impl Made {
    #[track_caller]
    fn has(&self, line: &str) {
        assert!(self.text.contains(line), "no `{line}` in:\n{}{}", self.text, self.findings);
    }

    #[track_caller]
    fn finds(&self, line: &str) {
        assert!(self.findings.contains(line), "no `{line}` in:\n{}", self.findings);
    }
}

/// What comes of a description with these paths and definitions, in YAML, and with this example in `example.json`.
fn made(paths: &str, definitions: &str, example: &str, nullable: &[&str]) -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("service.yaml");
    let text = format!(
        "swagger: '2.0'\ninfo: {{ title: Weather, version: '1' }}\nhost: management.azure.com\npaths:\n{paths}\n\
         definitions:\n{definitions}\n"
    );
    fs::write(&input, text).expect("a file");
    fs::write(folder.path().join("example.json"), example).expect("a file");
    let input = Input { paths: vec![input], ..Input::default() };
    let nullable = nullable.iter().map(|location| (*location).to_owned()).collect();
    let outcome = generate(&input, &Settings { nullable, tests: true, ..Settings::default() }, &Disk);
    let findings = outcome.diagnostics.iter().map(|finding| {
        let location = finding.location.map(|location| outcome.sources.position(location)).unwrap_or_default();
        format!("{location} {:?} {}: {}\n", finding.severity, finding.code, finding.message)
    });
    let files = outcome.files.unwrap_or_default();
    let texts = files.iter().map(|file| format!("=== {}\n{}\n", file.path, file.text));
    Made { findings: findings.collect(), text: texts.collect() }
}

/// A GET whose result is of this schema.
fn get(id: &str, schema: &str) -> String {
    format!(
        "  /{id}:\n    get:\n      operationId: {id}\n      produces: [application/json]\n      \
         x-ms-examples: {{ one: {{ $ref: ./example.json }} }}\n      \
         responses: {{ '200': {{ description: It is so., schema: {schema} }} }}\n"
    )
}

#[test]
fn null_is_an_option_where_it_is_allowed() {
    let definitions = "
  Gust: { type: object, x-nullable: true, properties: { speed: { type: number } } }
  Calm: { type: [string, 'null'], enum: [still], x-ms-enum: { name: Calm } }
  Forecast:
    type: object
    properties:
      hours: { type: array, items: { type: number, x-nullable: true } }
      places: { type: object, additionalProperties: { type: [string, 'null'] } }
      gusts: { type: array, items: { $ref: '#/definitions/Gust' } }
      sure: { type: array, items: { $ref: '#/definitions/Gust', x-nullable: false } }
      calms: { type: array, items: { $ref: '#/definitions/Calm' } }
      nights: { type: array, items: { type: string, x-ms-nullable: true } }
      grid: { type: array, items: { type: array, items: { type: integer, format: int32, x-nullable: true } } }
      first: { $ref: '#/definitions/Gust' }
      anything: { type: array, items: { x-nullable: true } }
    additionalProperties: { type: boolean, x-nullable: true }";
    let made = made(&get("Now", "{ $ref: '#/definitions/Forecast' }"), definitions, "{}", &[]);
    made.has("pub hours: Option<Vec<Option<f64>>>,");
    made.has("pub places: Option<std::collections::HashMap<String, Option<String>>>,");
    made.has("pub gusts: Option<Vec<Option<Gust>>>,");
    made.has("pub sure: Option<Vec<Gust>>,");
    made.has("pub calms: Option<Vec<Option<Calm>>>,");
    made.has("pub nights: Option<Vec<Option<String>>>,");
    made.has("pub grid: Option<Vec<Vec<Option<i32>>>>,");
    made.has("pub first: Option<Gust>,");
    made.has("pub anything: Option<Vec<azure_core::Value>>,");
    made.has("pub additional_properties: Option<std::collections::HashMap<String, Option<bool>>>,");
}

#[test]
fn a_whole_body_may_be_null_as_an_item_may() {
    let paths = [
        get("Series", "{ type: array, items: { type: string, format: byte, x-nullable: true } }"),
        get("Last", "{ type: number, x-nullable: true }"),
        get("Storm", "{ $ref: '#/definitions/Storm' }"),
        "  /sent:\n    put:\n      operationId: Send\n      parameters: [{ name: storm, in: body, required: true, \
         schema: { $ref: '#/definitions/Storm' } }]\n      responses: { '204': { description: It is so. } }\n"
            .to_owned(),
    ];
    let storm = "  Storm: { type: object, x-nullable: true, properties: { name: { type: string } } }";
    let made = made(&paths.concat(), storm, "{}", &[]);
    made.has("Result<Response<Vec<Option<Vec<u8>>>, armrest_runtime::value::Base64Json>>");
    made.has("Result<Response<Option<f64>>>");
    made.has("Result<Response<Option<models::Storm>>>");
    made.has("RequestContent<Option<models::Storm>>");
}

#[test]
fn a_parameter_has_no_null() {
    let paths = "  /days:\n    get:\n      operationId: Days\n      parameters: [{ name: days, in: query, type: array, \
                 items: { type: string, x-nullable: true } }]\n      responses: { '204': { description: It is so. } }\n";
    made(paths, "  Unused: {}", "{}", &[]).has("pub days: Option<Vec<String>>,");
}

#[test]
fn an_example_keeps_its_nulls() {
    let definitions = "
  Gust: { type: object, properties: { speed: { type: number } } }
  Forecast:
    type: object
    properties:
      hours: { type: array, items: { type: number, x-nullable: true } }
      gusts: { type: array, items: { $ref: '#/definitions/Gust' } }
      rest: {}
      name: { type: string }";
    let example = r#"{"parameters":{},"responses":{"200":{"body":
        {"hours":[1,null],"gusts":[null,{"speed":null}],"rest":null,"name":null}}}}"#;
    let made = made(&get("Now", "{ $ref: '#/definitions/Forecast' }"), definitions, example, &[]);
    made.has(r#"assert_decoded(&response.into_model()?, r#"{"gusts":[{},{}],"hours":[1,null],"rest":null}"#);
}

#[test]
fn an_example_with_a_null_that_is_not_allowed_contradicts_it() {
    let paths = get("Now", "{ type: array, items: { type: number } }");
    let example = r#"{"parameters":{},"responses":{"200":{"body":[1,null]}}}"#;
    let plain = made(&paths, "  Unused: {}", example, &[]);
    plain.finds("contradicting-example");
    plain.finds("/responses/200/body/1");
    plain.has("Result<Response<Vec<f64>, armrest_runtime::value::CollectionJson>>");
    let told = made(&paths, "  Unused: {}", example, &["service.yaml#/paths/~1Now/get/responses/200/schema/items"]);
    assert_eq!(told.findings, "");
    told.has("Result<Response<Vec<Option<f64>>, armrest_runtime::value::CollectionJson>>");
    told.has(r#"assert_decoded(&response.into_model()?, "[1,null]")"#);
}

#[test]
fn with_nulls_is_there_where_a_model_is_sent() {
    let paths = "  /storm:\n    put:\n      operationId: Send\n      parameters: [{ name: storm, in: body, required: true, \
                 schema: { $ref: '#/definitions/Storm' } }]\n      responses: { '204': { description: It is so. } }\n";
    let storm = "  Storm: { type: object, properties: { name: { type: string } } }";
    made(paths, storm, "{}", &[]).has("with_nulls");
    assert!(!made(&get("Storm", "{ $ref: '#/definitions/Storm' }"), storm, "{}", &[]).text.contains("with_nulls"));
}

const VEHICLES: &str = "
  Vehicle:
    type: object
    discriminator: kind
    required: [kind]
    properties: { kind: { type: string }, wheels: { type: integer, format: int32 } }
  Car:
    allOf: [{ $ref: '#/definitions/Vehicle' }]
    x-ms-discriminator-value: car
    discriminator: fuel
    properties: { fuel: { type: string, enum: [electric, steam], x-ms-enum: { name: Fuel, modelAsString: true } } }
  ElectricCar:
    allOf: [{ $ref: '#/definitions/Car' }]
    x-ms-discriminator-value: electric
    properties: { range: { type: number } }
  SteamCar:
    allOf: [{ $ref: '#/definitions/Car' }]
    discriminator: boiler
    x-ms-discriminator-value: steam
    properties: { boiler: { type: string } }
  Kettle:
    allOf: [{ $ref: '#/definitions/SteamCar' }]
    properties: { volume: { type: number } }
  Bicycle:
    allOf: [{ $ref: '#/definitions/Vehicle' }]
    discriminator: kind
    x-ms-discriminator-value: bicycle
    properties: { bell: { type: boolean } }
  Tandem:
    allOf: [{ $ref: '#/definitions/Bicycle' }]
    x-ms-discriminator-value: tandem
    properties: { second: { type: string } }";

#[test]
fn a_discriminator_below_another_is_an_enum_in_an_enum() {
    let made = made(&get("Get", "{ $ref: '#/definitions/Vehicle' }"), VEHICLES, "{}", &[]);
    made.has("union! { Vehicle by \"kind\" {\n    \"car\" => Car as Union,\n    \"bicycle\" => Bicycle,\n    \"tandem\" => Tandem,\n}");
    made.has("union! { Car by \"fuel\" {\n    \"\" | \"car\" => Car,\n");
    made.has("\"electric\" => ElectricCar,\n");
    made.has("\"steam\" => SteamCar as Union,\n");
    made.has("union! { SteamCar by \"boiler\" {\n    \"\" | \"steam\" => SteamCar,\n    \"Kettle\" => Kettle,\n} }");
    made.has("model! { ElectricCar\n    constant { \"kind\" = \"car\", \"fuel\" = \"electric\" }");
    made.has("model! { Kettle\n    constant { \"kind\" = \"car\", \"fuel\" = \"steam\", \"boiler\" = \"Kettle\" }");
    made.has("model! { CarBase\n    constant { \"kind\" = \"car\" }");
    made.has("model! { Tandem\n    constant { \"kind\" = \"tandem\" }");
    made.has("/// `fuel` is absent or `car`.\n    Car(CarBase),");
    made.has("/// `kind` is `car`.\n    Car(Car),");
}

#[test]
fn an_example_is_of_the_kind_that_all_its_discriminators_say() {
    let paths = get("Get", "{ type: array, items: { $ref: '#/definitions/Vehicle' } }");
    let response = |body: &str| format!(r#"{{"parameters":{{}},"responses":{{"200":{{"body":{body}}}}}}}"#);
    let kettle = made(&paths, VEHICLES, &response(r#"[{"kind":"car","fuel":"steam","boiler":"Kettle","x":1}]"#), &[]);
    kettle.has(r##"r#"[{"boiler":"Kettle","fuel":"steam","kind":"car"}]"#"##);
    let unknown = made(&paths, VEHICLES, &response(r#"[{"kind":"car","fuel":"hay","x":1}]"#), &[]);
    unknown.has(r##"r#"[{"fuel":"hay","kind":"car","x":1}]"#"##);
    let base = made(&paths, VEHICLES, &response(r#"[{"kind":"car","x":1}, null]"#), &[]);
    base.has(r##"r#"[{"kind":"car"},null]"#"##);
}

#[test]
fn a_map_of_itself_is_a_type() {
    let definitions = "
  Tree: { type: object, additionalProperties: { $ref: '#/definitions/Tree' } }
  Wood: { type: object, additionalProperties: { type: array, items: { $ref: '#/definitions/Forest' } } }
  Forest: { allOf: [{ $ref: '#/definitions/Wood' }] }";
    let paths = get("Tree", "{ $ref: '#/definitions/Tree' }") + &get("Wood", "{ $ref: '#/definitions/Wood' }");
    let made = made(&paths, definitions, "{}", &[]);
    assert_eq!(made.findings, "");
    made.has("pub additional_properties: Option<std::collections::HashMap<String, Tree>>,");
    made.has("pub additional_properties: Option<std::collections::HashMap<String, Vec<Forest>>>,");
    made.has("armrest_runtime::codegen::model! { Tree\n    rest additional_properties\n}");
}

#[test]
fn a_property_with_two_types_is_reported() {
    let definitions = "
  Name: { type: object, properties: { id: { type: string }, size: { type: number }, at: { type: object } } }
  Number: { type: object, properties: { id: { type: integer }, size: { type: integer }, at: { $ref: '#/definitions/Spot' } } }
  Spot: { type: object, properties: { x: { type: number } } }
  Far: { allOf: [{ $ref: '#/definitions/Spot' }], properties: { y: { type: number } } }
  Other: { type: object, properties: { z: { type: number } } }
  Thing: { allOf: [{ $ref: '#/definitions/Name' }, { $ref: '#/definitions/Number' }], properties: { more: { $ref: '#/definitions/Below' } } }
  Below: { allOf: [{ $ref: '#/definitions/Thing' }] }
  Placed: { type: object, properties: { spot: { $ref: '#/definitions/Spot' }, day: { type: string }, list: { type: array, items: {} } } }
  Refined:
    allOf: [{ $ref: '#/definitions/Placed' }]
    properties:
      spot: { allOf: [{ $ref: '#/definitions/Far' }], description: Farther., readOnly: true }
      day: { type: string, enum: [one] }
      list: { type: array, items: { type: string } }
  Lost: { allOf: [{ $ref: '#/definitions/Placed' }], properties: { spot: { $ref: '#/definitions/Other' } } }";
    let paths = get("Thing", "{ $ref: '#/definitions/Thing' }")
        + &get("Refined", "{ $ref: '#/definitions/Refined' }")
        + &get("Lost", "{ $ref: '#/definitions/Lost' }");
    let made = made(&paths, definitions, "{}", &[]);
    made.finds("Warning two-types: the property `id` has two types: using this one, ignoring the one at service.yaml:");
    made.finds("Warning two-types: the property `spot` has two types");
    assert_eq!(made.findings.lines().count(), 2, "{}", made.findings);
    made.has("pub id: Option<i64>,");
}

#[test]
fn an_element_has_the_name_of_the_property_or_of_its_definition() {
    let paths = get("Shelf", "{ $ref: '#/definitions/Shelf' }").replace("application/json", "application/xml");
    let definitions = "
  Jar: { type: object, xml: { name: XmlJar }, properties: { label: { type: string } } }
  Lid: { type: string, enum: [round], xml: { name: XmlLid } }
  Rim: { type: string, xml: { name: XmlRim } }
  Jars: { type: array, xml: { name: XmlJars, wrapped: true }, items: { $ref: '#/definitions/Jar' } }
  Shelf:
    type: object
    properties:
      jar: { $ref: '#/definitions/Jar' }
      own: { $ref: '#/definitions/Jar', xml: { name: Own } }
      lid: { $ref: '#/definitions/Lid' }
      jars: { $ref: '#/definitions/Jars' }
      loose: { type: array, items: { $ref: '#/definitions/Jar' } }
      odd: { $ref: '#/definitions/Lid', xml: { attribute: true } }
      rim: { $ref: '#/definitions/Rim' }
      taken: { type: string, xml: { name: rim } }";
    let made = made(&paths, definitions, "{}", &[]);
    made.has(r#""jar" = "XmlJar|jar","#);
    made.has(r#""own" = "Own","#);
    made.has(r#""lid" = "XmlLid|lid","#);
    made.has(r#""jars" = "XmlJars|jars/XmlJar","#);
    made.has(r#""loose" = "XmlJar|loose","#);
    made.has(r#""odd" = "@XmlLid|odd","#);
    made.has(r#""rim" = "XmlRim","#);
    made.has(r#""taken" = "rim","#);
}

#[test]
fn keywords_of_operations_and_parameters_count_in_quotes_and_are_not_ignored_in_silence() {
    let operation = |id: &str, parameter: &str, pageable: &str| {
        format!(
            "  /{id}:\n    get:\n      operationId: Winds_{id}\n      tags: [Winds, {{}}]\n      parameters:\n      \
             - {{ name: top, in: query, type: string, {parameter} }}\n      x-ms-pageable: {{ {pageable} }}\n      \
             responses: {{ '200': {{ description: All., schema: {{ $ref: '#/definitions/Winds' }} }} }}\n"
        )
    };
    let paths = operation("Quoted", "required: 'true'", "nextLinkName: 1")
        + &operation("Broken", "required: [], allowEmptyValue: 3", "nextLinkName: {}, itemName: 2")
        + &operation("Plain", "required: true", "nextLinkName: null");
    let definitions = "
  Winds: { type: object, properties: { '1': { type: string }, '2': { type: array, items: { type: string } }, value: { type: array, items: { type: string } } } }";
    let made = made(&paths, definitions, "{}", &[]);
    for finding in [
        "Warning unquoted-text: expected a string for `nextLinkName`, found a number: using its text `1`",
        "Warning unquoted-text: expected a string for `itemName`, found a number: using its text `2`",
        "Warning ignored-keyword: ignoring `required`: expected true or false, found a list",
        "Warning ignored-keyword: ignoring `allowEmptyValue`: expected true or false, found a number",
        "Warning ignored-keyword: ignoring `nextLinkName`: expected a string, found an object",
        "Warning ignored-keyword: ignoring `tags`: expected a list of strings, found an object",
    ] {
        made.finds(finding);
    }
    made.has("pub fn quoted(\n        &self,\n        top: &str,");
    made.has("pub fn plain(\n        &self,\n        top: &str,");
    made.has("pub async fn broken(");
}
