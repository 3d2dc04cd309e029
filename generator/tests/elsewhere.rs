//! A description reads no file but those of its own folder, whatever it refers to, in whatever way: it is an error with
//! its location, on every system the same.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use armrest::{
    Outcome,
    diagnostics::Severity,
    disk::{Files, Memory},
    generate,
    load::Input,
    plan::Settings,
};
use serde_json::json;
use std::{
    io,
    path::{Path, PathBuf},
    sync::Mutex,
};

/// Files that note what is looked at.
struct Watched {
    files: Memory,
    seen: Mutex<Vec<PathBuf>>,
}

impl Watched {
    fn see(&self, path: &Path) {
        self.seen.lock().expect("no panic").push(path.to_owned());
    }
}

impl Files for Watched {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.see(path);
        if path == Path::new("/r/s") { Ok(path.to_owned()) } else { self.files.canonical(path) }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.see(path);
        self.files.read(path)
    }
}

/// Names of files that are elsewhere, or nowhere.
const ELSEWHERE: &[&str] = &[
    "../x.json",
    "a/../../x.json",
    "..\\x.json",
    "%2e%2e/x.json",
    "%2E%2E%2Fx.json",
    "..%5Cx.json",
    "/r/x.json",
    "%2fr/x.json",
    "\\r\\x.json",
    "//host/x.json",
    "\\\\host\\share\\x.json",
    "\\\\?\\C:\\x.json",
    "C:\\x.json",
    "c:/x.json",
    "C:x.json",
    "C%3A%5Cx.json",
    "file:///r/x.json",
    "FILE:/r/x.json",
    "file:x.json",
    "http://x.example/x.json",
    "https:%2F%2Fx.example/x.json",
    "data:application/json,{}",
    "x.json\u{0}",
    "%00",
    "x%0Ay.json",
    "nul",
    "NUL.json",
    "folder/con.yaml",
    "Com1.json",
    "lpt9 .json",
    "aux/x.json",
];

const X: &str = r#"{ "definitions": { "X": { "type": "string" } }, "parameters": {}, "responses": {} }"#;

fn generated(files: &[(&str, String)]) -> (Outcome, Vec<PathBuf>) {
    let texts = files.iter().map(|(name, text)| (Path::new("/r/s").join(name), text.clone()));
    let outside = [(PathBuf::from("/r/x.json"), X.to_owned())];
    let files = Watched { files: Memory(texts.chain(outside).collect()), seen: Mutex::new(Vec::new()) };
    let first = files.files.0.keys().find(|path| path.extension().is_some_and(|end| end == "md"));
    let first = first.cloned().unwrap_or_else(|| "/r/s/a.json".into());
    let input = Input { paths: vec![first], root: Some("/r/s".into()), ..Input::default() };
    let outcome = generate(&input, &Settings { tests: true, ..Settings::default() }, &files);
    let seen = files.seen.into_inner().expect("no panic");
    (outcome, seen)
}

fn described(change: impl FnOnce(&mut serde_json::Value)) -> String {
    let mut description = json!({
        "swagger": "2.0", "info": { "title": "T", "version": "1" }, "host": "management.azure.com",
        "paths": { "/a": { "get": {
            "operationId": "A_Get", "parameters": [], "responses": { "200": { "description": "" } },
        } } },
        "definitions": {}, "parameters": {}, "responses": {},
    });
    change(&mut description);
    description.to_string()
}

/// There is no crate, an error has a location, and nothing was looked at outside of the root.
fn is_refused(what: &str, (outcome, seen): (Outcome, Vec<PathBuf>)) {
    assert!(outcome.files.is_none(), "{what}");
    let errors = outcome.diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
    let located = errors.filter(|finding| finding.location.is_some()).count();
    assert!(located > 0, "{what}: {:?}", outcome.diagnostics);
    let outside: Vec<&PathBuf> = seen.iter().filter(|path| !path.starts_with("/r/s")).collect();
    assert!(outside.is_empty(), "{what}: {outside:?}");
    let upwards = seen.iter().find(|path| path.to_string_lossy().contains(".."));
    assert_eq!(upwards, None, "{what}");
}

#[test]
fn a_reference_names_a_file_inside_the_root() {
    for name in ELSEWHERE {
        let reference = json!({ "$ref": format!("{name}#/definitions/X") });
        let get = "/paths/~1a/get";
        type Change<'c> = dyn Fn(&mut serde_json::Value) + 'c;
        let places: [(&str, &Change<'_>); 7] = [
            ("a schema", &|root| root["paths"]["/a"]["get"]["responses"]["200"]["schema"] = reference.clone()),
            ("a definition", &|root| root["definitions"]["D"] = json!({ "properties": { "p": reference.clone() } })),
            ("a parent", &|root| root["definitions"]["D"] = json!({ "allOf": [reference.clone()] })),
            ("a parameter", &|root| root.pointer_mut(get).expect("one")["parameters"] = json!([reference.clone()])),
            ("a response", &|root| root.pointer_mut(get).expect("one")["responses"]["200"] = reference.clone()),
            ("a path", &|root| root["paths"]["/b"] = reference.clone()),
            ("an example", &|root| {
                root.pointer_mut(get).expect("one")["x-ms-examples"] = json!({ "One": { "$ref": name } });
            }),
        ];
        for (place, change) in places {
            is_refused(&format!("{name:?} of {place}"), generated(&[("a.json", described(change))]));
        }
    }
}

#[test]
fn an_input_of_a_readme_is_inside_the_root() {
    for name in ELSEWHERE.iter().filter(|name| !name.contains('%')) {
        let readme = format!("# T\n\n``` yaml\ninput-file:\n- {}\n```\n", serde_json::Value::from(*name));
        is_refused(&format!("{name:?}"), generated(&[("readme.md", readme)]));
    }
}

#[test]
fn what_is_inside_the_root_is_read_in_any_notation() {
    for name in
        ["x.json", "./x.json", "b/../x.json", "b\\..\\x.json", "%78.json", "b/x y.json", "b/x%20y.json", "console.json"]
    {
        let reference = json!({ "$ref": format!("{name}#/definitions/X") });
        let text = described(|root| root["paths"]["/a"]["get"]["responses"]["200"]["schema"] = reference);
        let files =
            [("a.json", text), ("x.json", X.to_owned()), ("b/x y.json", X.to_owned()), ("console.json", X.to_owned())];
        let (outcome, _) = generated(&files);
        assert!(outcome.files.is_some(), "{name}: {:?}", outcome.diagnostics);
    }
}
