//! Numbers, dates, enumerations and YAML's plain scalars: which types they get, what is sent, and what is said where a
//! description is not exact.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest::{
    diagnostics::Diagnostics,
    disk::Disk,
    generate,
    load::{self, Input},
    oracle,
    plan::Settings,
    sources::Sources,
};
use insta::assert_snapshot;
use std::fs;

struct Made {
    files: Vec<(String, String)>,
    /// The findings, a line each: position, code, message.
    findings: String,
}

impl Made {
    fn file(&self, path: &str) -> &str {
        let file = self.files.iter().find(|(own, _)| own == path);
        file.map(|(_, text)| text.as_str()).unwrap_or_else(|| panic!("no {path}:\n{}", self.findings))
    }
}

fn input(folder: &tempfile::TempDir, files: &[(&str, &str)]) -> Input {
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let first = files.first().map_or("", |(name, _)| name);
    Input { paths: vec![folder.path().join(first)], ..Input::default() }
}

fn made(files: &[(&str, &str)]) -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    let outcome = generate(&input(&folder, files), &Settings { tests: true, ..Settings::default() }, &Disk);
    let lines = outcome.diagnostics.iter().map(|finding| {
        let location = finding.location.map(|location| outcome.sources.position(location)).unwrap_or_default();
        format!("{location} {}: {}\n", finding.code, finding.message)
    });
    Made {
        findings: lines.collect(),
        files: outcome.files.into_iter().flatten().map(|file| (file.path, file.text)).collect(),
    }
}

/// What the examples of a description make a client send and decode.
fn sent_and_decoded(files: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let documents =
        load::load(&input(&folder, files), &Disk, &mut Sources::default(), &mut Diagnostics::default()).expect("read");
    let mut diagnostics = Diagnostics::default();
    let examples = oracle::read(&documents, &mut diagnostics).0;
    let lines = examples.iter().map(|example| {
        let body = example.body.as_ref().map(ToString::to_string).unwrap_or_default();
        let decoded = example.conversations.iter().filter_map(|response| response.decoded.as_ref());
        let decoded: Vec<String> = decoded.map(ToString::to_string).collect();
        format!("{}\n{:?}\nsends {body}\ndecodes {}\n", example.target, example.headers, decoded.join("\n"))
    });
    let findings = diagnostics.iter().map(|finding| format!("{}\n", finding.message));
    lines.chain(findings).collect()
}

/// The lines of the models' fields, without their documentation.
fn fields(models: &str) -> String {
    let fields = models.lines().map(str::trim).filter(|line| line.starts_with("pub ") && line.ends_with(','));
    fields.map(|line| format!("{line}\n")).collect()
}

const GAUGES: &str = r##"
swagger: '2.0'
info: {title: Gauges, version: '2024-01-01'}
host: management.azure.com
paths:
  /gauges/{name}:
    put:
      operationId: Gauges_Put
      parameters:
        - {name: name, in: path, required: true, type: string}
        - {name: limit, in: query, type: number, format: int32}
        - {name: offset, in: query, type: number, format: int64}
        - {name: ratio, in: query, type: integer, format: double}
        - {name: After, in: header, type: string, format: date-time}
        - {name: If-Unmodified-Since, in: header, type: string, format: date-time}
        - {name: at, in: query, type: array, items: {type: string, format: date-time}}
        - {name: gauge, in: body, required: true, schema: {$ref: '#/definitions/Gauge'}}
      x-ms-examples: {Put: {$ref: put.json}}
      responses:
        '200': {description: ok, schema: {$ref: '#/definitions/Gauge'}}
definitions:
  Gauge:
    type: object
    properties:
      turns: {type: number, format: int32}
      bytes: {type: number, format: int64}
      serial: {type: integer, format: uint64}
      width: {type: integer, format: uint32}
      share: {type: integer, format: decimal}
      read: {type: number, format: unixtime}
      level: {type: number}
      steps: {type: array, items: {type: number, format: int64}}
      label: {type: string, format: int64}
      made: {type: string, format: date-time}
      sold: {type: string, format: date-time-rfc7231}
      marks: {type: object, additionalProperties: {type: string, format: date-time}}
"##;

const PUT: &str = r#"{
  "parameters": {
    "name": "g", "limit": 5.0, "offset": 9007199254740993, "ratio": 0.85,
    "After": "2023-05-01T10:00:00", "If-Unmodified-Since": "2023-05-01T10:00:00Z",
    "at": ["2023-05-01 10:00:00+0000", "2023-05-01T10:00:00.250-03:30"],
    "gauge": {
      "turns": 5.0, "bytes": 9007199254740993, "serial": 18446744073709551615, "width": 4294967295, "share": 0.85,
      "read": 1262349296, "level": 5.0, "steps": [9007199254740993], "label": "9007199254740993",
      "made": "2023-05-01T10:00:00.1230000", "sold": "mon, 01 may 2023 10:00:00 gmt", "marks": {"a": "2023-05-01t10:00:00z"}
    }
  },
  "responses": { "200": { "body": { "bytes": 9007199254740993, "level": 0.10, "made": "2023-05-01T10:00:00" } } }
}"#;

#[test]
fn the_format_decides_the_type() {
    let made = made(&[("gauges.yaml", GAUGES), ("put.json", PUT)]);
    assert_snapshot!("the_format_decides_fields", fields(made.file("src/models.rs")));
    let client = made.file("src/clients/gauges_gauges_client.rs");
    let lines = client.lines().filter(|line| line.contains(".optional_") || line.contains("format::"));
    assert_snapshot!("the_format_decides_calls", lines.collect::<Vec<_>>().join("\n"));
    assert_eq!(made.findings, "");
}

#[test]
fn what_is_sent_is_exact() {
    assert_snapshot!(sent_and_decoded(&[("gauges.yaml", GAUGES), ("put.json", PUT)]));
}

#[test]
fn an_example_outside_its_format_is_a_contradiction() {
    let put = r#"{"parameters":{"name":"g","gauge":{"turns":3000000000}},"responses":{}}"#;
    assert!(sent_and_decoded(&[("gauges.yaml", GAUGES), ("put.json", put)]).contains("/parameters/gauge/turns"));
    let put = r#"{"parameters":{"name":"g","gauge":{"bytes":0.85}},"responses":{}}"#;
    assert!(sent_and_decoded(&[("gauges.yaml", GAUGES), ("put.json", put)]).contains("/parameters/gauge/bytes"));
}

const TAPS: &str = r##"
swagger: "2.0"
info: {title: Taps, version: 2024-01-01}
host: management.azure.com
x-base: &base
  type: object
  description: A base.
  properties: {size: {type: string}}
paths:
  /taps:
    get:
      operationId: Taps_Get
      parameters:
        - {name: api-version, in: query, type: string, required: true, enum: [2024-01-01]}
        - {name: kind, in: query, type: string, enum: [1.0, 1.10, 2024-01-01, yes, off, null, 0x10, 012, 1e3, ~, True]}
        - {name: model, in: query, type: string, required: true, enum: [2.0]}
        - {name: turns, in: query, type: integer, format: int32, x-ms-client-default: 99999999999}
        - {name: depth, in: query, type: integer, x-ms-client-default: "7"}
        - {name: wide, in: query, type: number, x-ms-client-default: fast}
      responses:
        200: {description: ok, schema: {$ref: '#/definitions/Tap'}}
definitions:
  Tap:
    <<: *base
    properties:
      level: {type: integer, enum: ["1", "2", high]}
      big: {type: integer, format: int32, enum: [1, 99999999999]}
      huge: {type: integer, format: int64, enum: [18446744073709551615]}
      share: {type: number, enum: [0.5, true]}
      free: {enum: [1, 2]}
      maybe: {type: string, x-nullable: true, enum: [a, null]}
      list: {type: array, items: {type: string}, enum: [a, b]}
      plain: *base
      hex: {type: integer, enum: [0x10, 0o17, 012, +5]}
"##;

#[test]
fn values_of_another_type_are_not_lost() {
    let made = made(&[("taps.yaml", TAPS)]);
    assert_snapshot!("values_findings", made.findings);
    assert_snapshot!("values_wire", made.file("src/models/wire.rs"));
    let client = made.file("src/clients/taps_taps_client.rs");
    assert!(client.contains(r#".query("model", "2.0")"#), "{client}");
    assert!(client.contains(r#".query("depth", options.depth.unwrap_or(7))"#), "{client}");
    assert!(client.contains(r#".optional_query("turns", options.turns)"#), "{client}");
}

#[test]
fn a_merge_key_adds_what_is_not_said() {
    let text = TAPS.replace("    <<: *base\n    properties:", "    <<: [*base, {title: A title}]\n    properties:");
    let folder = tempfile::tempdir().expect("a folder");
    let documents = load::load(
        &input(&folder, &[("taps.yaml", text.as_str())]),
        &Disk,
        &mut Sources::default(),
        &mut Diagnostics::default(),
    );
    let documents = documents.expect("read");
    let root = documents.root(documents.inputs[0]).expect("parsed");
    let tap = root.get("definitions").and_then(|own| own.get("Tap")).expect("the definition");
    assert_eq!(
        tap.entries().map(|(name, ..)| name).collect::<Vec<_>>(),
        ["type", "description", "title", "properties"]
    );
    assert!(tap.get("properties").and_then(|own| own.get("level")).is_some());
    let broken = TAPS.replace("<<: *base", "<<: base");
    assert!(made(&[("taps.yaml", &broken)]).findings.contains("taps.yaml:24:5 broken-yaml"));
}
