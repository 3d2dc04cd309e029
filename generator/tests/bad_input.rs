//! Bad input: exit code 2, the location, what is wrong and what to do; and nothing written.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use insta::assert_snapshot;
use std::{fs, path::Path, process::Command};

/// What the command says of a description, with its exit code.
fn refused(files: &[(&str, &str)], arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("specification");
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let out = folder.path().join("out");
    let input = root.join(files.first().map_or("missing.json", |(name, _)| name));
    let output = Command::new(env!("CARGO_BIN_EXE_armrest"))
        .arg("generate")
        .arg(&input)
        .arg("--out")
        .arg(&out)
        .args(arguments)
        .output()
        .expect("the command");
    assert!(!Path::new(&out).exists(), "nothing is written");
    let root = root.canonicalize().unwrap_or(root);
    let text = String::from_utf8(output.stderr).expect("text");
    let text = text.replace(&*root.to_string_lossy(), "ROOT").replace(&*folder.path().to_string_lossy(), "FOLDER");
    format!("exit {}\n{text}", output.status.code().unwrap_or(-1))
}

/// A description with this in its `paths` and `definitions`.
fn described(paths: &str, definitions: &str) -> String {
    format!(
        r#"{{
  "swagger": "2.0",
  "info": {{ "title": "T", "version": "1" }},
  "host": "management.azure.com",
  "paths": {{ {paths} }},
  "definitions": {{ {definitions} }}
}}"#
    )
}

fn operation(id: &str, schema: &str) -> String {
    format!(
        r#""/{id}": {{ "get": {{
    "operationId": "{id}",
    "responses": {{ "200": {{ "description": "", "schema": {schema} }} }}
  }} }}"#
    )
}

#[test]
fn a_missing_file() {
    assert_snapshot!(refused(&[], &[]));
}

#[test]
fn broken_json() {
    assert_snapshot!(refused(&[("a.json", "{\n  \"swagger\": \"2.0\",\n  \"info\": [1, 2\n}")], &[]));
}

#[test]
fn broken_yaml() {
    assert_snapshot!(refused(&[("a.yaml", "swagger: '2.0'\ninfo:\n  title: [a, b\npaths: {}\n")], &[]));
}

#[test]
fn a_reference_to_nowhere() {
    let paths = operation("A", r##"{ "$ref": "#/definitions/Nope" }"##);
    assert_snapshot!(refused(&[("a.json", &described(&paths, ""))], &[]));
}

#[test]
fn a_reference_to_a_missing_file() {
    let paths = operation("A", r##"{ "$ref": "./b.json#/definitions/X" }"##);
    assert_snapshot!(refused(&[("a.json", &described(&paths, ""))], &[]));
}

#[test]
fn a_reference_out_of_the_root() {
    let paths = operation("A", r##"{ "$ref": "../../secret.json#/definitions/X" }"##);
    assert_snapshot!(refused(&[("s/a.json", &described(&paths, ""))], &[]));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_root() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("root");
    fs::create_dir_all(&root).expect("a folder");
    fs::write(folder.path().join("outside.json"), "{\"definitions\": {\"X\": {}}}").expect("a file");
    std::os::unix::fs::symlink("../outside.json", root.join("b.json")).expect("a link");
    let paths = operation("A", r##"{ "$ref": "b.json#/definitions/X" }"##);
    fs::write(root.join("a.json"), described(&paths, "")).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_armrest"))
        .arg("generate")
        .arg(root.join("a.json"))
        .args(["--out", "never"])
        .output()
        .expect("the command");
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("`b.json` is outside the input's root"), "{text}");
}

#[test]
fn a_reference_to_a_url() {
    let paths = operation("A", r##"{ "$ref": "https://example.com/a.json#/definitions/X" }"##);
    assert_snapshot!(refused(&[("a.json", &described(&paths, ""))], &[]));
}

#[test]
fn an_openapi_3_document() {
    assert_snapshot!(refused(&[("a.yaml", "openapi: 3.0.1\ninfo: { title: T }\npaths: {}\n")], &[]));
}

#[test]
fn a_property_with_no_usable_type() {
    let definitions = r#""X": { "properties": { "good": { "type": "string" }, "bad": { "type": "strin" } } }"#;
    let paths = operation("A", r##"{ "$ref": "#/definitions/X" }"##);
    assert_snapshot!(refused(&[("a.json", &described(&paths, definitions))], &[]));
}

#[test]
fn an_undeclared_path_parameter() {
    let paths = operation("A", r#"{ "type": "string" }"#).replacen("/A", "/{a}", 1);
    assert_snapshot!(refused(&[("a.json", &described(&paths, ""))], &[]));
}

#[test]
fn a_name_that_no_header_has() {
    let parameters = r#""parameters": [{ "name": "SAS Token", "in": "header", "type": "string" }],"#;
    let paths =
        operation("A", r#"{ "type": "string" }"#).replacen("\"responses\"", &format!("{parameters} \"responses\""), 1);
    assert_snapshot!(refused(&[("a.json", &described(&paths, ""))], &[]));
}

#[test]
fn a_schema_that_is_only_itself() {
    let definitions = r##""X": { "$ref": "#/definitions/Y" }, "Y": { "$ref": "#/definitions/X" }"##;
    let paths = operation("A", r##"{ "$ref": "#/definitions/X" }"##);
    assert_snapshot!(refused(&[("a.json", &described(&paths, definitions))], &[]));
}

#[test]
fn definitions_that_extend_themselves() {
    let extending = |name: &str, parent: &str| {
        format!(r##""{name}": {{ "allOf": [{{ "$ref": "#/definitions/{parent}" }}], "properties": {{}} }}"##)
    };
    let of = |definitions: &[String]| {
        let paths = operation("A", r##"{ "$ref": "#/definitions/A" }"##);
        refused(&[("a.json", &described(&paths, &definitions.join(",\n    ")))], &[])
    };
    assert_snapshot!(of(&[extending("A", "A")]));
    assert_snapshot!(of(&[extending("A", "B"), extending("B", "C"), extending("C", "A"), extending("D", "A")]));
}

#[test]
fn a_response_that_refers_to_itself() {
    let paths = r##""/a": { "get": { "operationId": "A", "responses": { "200": { "$ref": "#/responses/R" } } } }"##;
    let responses = r##""responses": { "R": { "$ref": "#/responses/S" }, "S": { "$ref": "#/responses/R" } },"##;
    let text = described(paths, "").replace(r#""definitions""#, &format!(r#"{responses} "definitions""#));
    assert_snapshot!(refused(&[("a.json", &text)], &[]));
}

#[test]
fn more_parameters_than_compilers_take() {
    let parameters: Vec<_> = (0..1001).map(|n| format!(r#"{{"name":"p{n}","in":"query","type":"string"}}"#)).collect();
    let parameters = format!(r#""parameters": [{}], "responses""#, parameters.join(","));
    let paths = operation("A", r#"{ "type": "string" }"#).replacen(r#""responses""#, &parameters, 1);
    let text = refused(&[("a.json", &described(&paths, ""))], &[]);
    assert!(text.contains("there are 1001 parameters, and more than 1000 are not supported"), "{text}");
}

#[test]
fn a_document_nested_too_deep() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let text = refused(&[("a.json", &deep)], &[]);
    assert!(text.starts_with("exit 2") && text.contains("nested deeper than 200 levels"), "{}", &text[..200]);
    let text = refused(&[("a.yaml", &deep)], &[]);
    assert!(text.starts_with("exit 2"), "{}", &text[..200]);
}

#[test]
fn aliases_that_unfold_without_end() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let text = refused(&[("a.yaml", &text)], &[]);
    assert!(text.starts_with("exit 2") && text.contains("the aliases expand to too many values"), "{text}");
}

#[test]
fn aliases_that_repeat_a_long_text() {
    let text = format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), vec!["*a"; 300].join(", "));
    let text = refused(&[("a.yaml", &text)], &[]);
    assert!(text.starts_with("exit 2") && text.contains("the aliases expand to too much text"), "{text}");
}

#[test]
fn a_tag_that_the_readme_does_not_have() {
    let readme = "# T\n\n``` yaml\ntag: one\n```\n\n``` yaml $(tag) == 'one'\ninput-file:\n  - a.json\n```\n";
    assert_snapshot!(refused(&[("readme.md", readme), ("a.json", &described("", ""))], &["--tag", "two"]));
    let readme = readme.replace("one", "package-2024-01");
    let files = [("readme.md", readme.as_str()), ("a.json", &described("", ""))];
    assert_snapshot!(refused(&files, &["--tag", "package-2024-02"]));
}

#[test]
fn a_readme_whose_input_is_missing() {
    let readme = "# T\n\n``` yaml\ntag: one\n```\n\n``` yaml $(tag) == 'one'\ninput-file:\n  - a.json\n```\n";
    assert_snapshot!(refused(&[("readme.md", readme)], &[]));
}

#[test]
fn a_text_with_nul() {
    let text = described(&operation("A", r#"{ "type": "string" }"#), "");
    let text = text.replace(r#""title": "T""#, r#""title": "T", "description": "Keeps\u0000parcels.""#);
    assert_snapshot!(refused(&[("a.json", &text)], &[]));
}

#[test]
fn a_readme_that_names_a_url() {
    let readme = "# T\n\n``` yaml\ninput-file:\n  - https://example.com/specification/a.json\n```\n";
    assert_snapshot!(refused(&[("readme.md", readme)], &[]));
}

#[test]
fn a_readme_that_names_no_description() {
    let readme = "# T\n\n``` yaml\ninput-file:\n  - notes.md\n  - example.json\n```\n";
    let files = [("readme.md", readme), ("notes.md", "# Notes\n"), ("example.json", "{ \"parameters\": {} }")];
    assert_snapshot!(refused(&files, &[]));
}

#[test]
fn a_name_that_no_package_can_have() {
    let text = described(&operation("A", r#"{ "type": "string" }"#), "");
    for name in ["azure-core", "2x", "größe", "self", "mock", "models"] {
        let text = refused(&[("a.json", &text)], &["--package-name", name]);
        assert!(text.starts_with("exit 2") && text.contains("is not a valid package name"), "{text}");
    }
}

/// A description whose host is this `x-ms-parameterized-host`.
fn hosted(host: &str) -> String {
    let operation = operation("A_Get", r#"{ "type": "string" }"#);
    described(&operation, "")
        .replace(r#""host": "management.azure.com""#, &format!(r#""x-ms-parameterized-host": {host}"#))
}

#[test]
fn a_host_with_a_parameter_that_is_not_declared() {
    let host = r#"{ "hostTemplate": "{account}.{suffix}", "parameters": [
    { "name": "account", "in": "path", "required": true, "type": "string" }
  ] }"#;
    assert_snapshot!(refused(&[("a.json", &hosted(host))], &[]));
}

#[test]
fn a_host_whose_braces_do_not_pair_up() {
    for (name, template) in [("open", "{account.example.com"), ("closed", "account}.example"), ("empty", "{}.example")]
    {
        let host = format!(r#"{{ "hostTemplate": "{template}" }}"#);
        assert_snapshot!(format!("broken_host_{name}"), refused(&[("a.json", &hosted(&host))], &[]));
    }
}

#[test]
fn arguments_that_say_nothing() {
    let text = described(&operation("A", r#"{ "type": "string" }"#), "");
    for arguments in [&["--nonsense"][..], &["--check", "--force"], &["--tag"]] {
        let text = refused(&[("a.json", &text)], arguments);
        assert!(text.starts_with("exit 2"), "{text}");
    }
}

#[test]
fn a_nullable_location_that_is_not_there() {
    let text = described(&operation("Get", r##"{ "$ref": "#/definitions/D" }"##), r#""D": { "type": "object" }"#);
    let location = |location: &str| refused(&[("d.json", &text)], &["--nullable", location]);
    assert_snapshot!(location("d.json#/definitions/D/properties/values/items"));
    assert_snapshot!(location("other.json#/definitions/D"));
    assert_snapshot!(location("d.json#/definitions"));
    assert_snapshot!(location("d.json"));
}

#[test]
fn a_host_without_a_template() {
    assert_snapshot!(refused(&[("a.json", &hosted("{}"))], &[]));
}

#[test]
fn a_hole_in_the_query_of_a_path() {
    let paths = operation("A?part={piece}", "{ \"type\": \"string\" }");
    assert_snapshot!(refused(&[("a.json", &described(&paths, ""))], &[]));
}

/// An error of each stage, in an order of files and operations that is not that of the stages.
#[test]
fn all_errors_are_found_in_one_run() {
    let readme = "# T\n\n``` yaml\ninput-file:\n- a.json\n- b.json\n- c.json\n```\n";
    let paths = [
        operation("undeclared/{x}", r#"{ "type": "string" }"#).replace("undeclared/{x}\",", "Undeclared\","),
        operation("Missing", r##"{ "$ref": "./gone.json#/definitions/X" }"##),
        operation("MissingAgain", r##"{ "$ref": "./gone.json#/definitions/Y" }"##),
        operation("Nowhere", r##"{ "$ref": "#/definitions/Nope" }"##),
        operation("Circle", r##"{ "$ref": "#/definitions/Circle" }"##),
        operation("Typed", r#"{ "type": "strin" }"#),
        operation("Url", r#"{ "$ref": "https://x.example/y.json" }"#),
        operation("{p}", r#"{ "type": "string" }"#)
            .replace("\"{p}\"", "\"Parameter\"")
            .replace("\"responses\"", r##""parameters": [{ "$ref": "#/parameters/P" }], "responses""##),
    ];
    let text = described(&paths.join(",\n"), r##""Circle": { "$ref": "#/definitions/Circle" }"##);
    let files = [("readme.md", readme), ("a.json", text.as_str()), ("b.json", "{ \"swagger\": "), ("c.json", "{}")];
    assert_snapshot!(refused(&files, &["--package-name", "std"]));
}
