//! `armrest::Builder`: modules and packages that a `build.rs` writes.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest::{
    BuildError, Builder,
    disk::{self, files_below},
    load::Override,
    plan::{Features, Metadata},
};
use std::{collections::BTreeMap, fs, path::Path};
use tempfile::TempDir;

const DESCRIPTION: &str = r##"
swagger: "2.0"
info: { title: Parcels, version: "1", description: Keeps parcels. }
host: parcels.example.com
paths:
  /parcels/{id}:
    get:
      operationId: Parcels_Get
      parameters: [{ name: id, in: path, required: true, type: string }]
      responses: { "200": { description: It., schema: { $ref: "shared.yaml#/definitions/Parcel" } } }
      x-ms-examples: { One: { $ref: one.json } }
    delete:
      operationId: Parcels_Delete
      parameters: [{ name: id, in: path, required: true, type: string }]
      responses: { "204": { description: It is gone. } }
"##;

const SHARED: &str = r#"
swagger: "2.0"
info: { title: Shared, version: "1" }
paths: {}
definitions:
  Parcel: { properties: { content: { type: string }, weight: { type: integer, x-ms-unheard-of: 1 } } }
"#;

/// A folder with a description, and a project that sets everything.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [
        ("spec/readme.md", "# P\n\n``` yaml $(tag) == 'new'\ninput-file: parcels.yaml\n```\n"),
        ("spec/parcels.yaml", DESCRIPTION),
        ("spec/shared.yaml", SHARED),
        ("spec/one.json", r#"{ "parameters": { "id": "1" }, "responses": { "200": { "body": {} } } }"#),
        ("show.rs", "//! Shows one.\n\nfn main() {}\n"),
        ("runtime/Cargo.toml", ""),
        (
            "armrest.toml",
            r#"
[[crate]]
name = "contoso-parcels"
out = "parcels"
inputs = ["spec/readme.md"]
tag = "new"
root = "."
include = ["Parcels_*"]
exclude = ["*_Delete"]
nullable = ["shared.yaml#/definitions/Parcel/properties/content"]
rename = { Parcel = "Packet" }
title = "Post"
token-scope = "https://post.example.com/.default"
allow = ["unknown-keyword"]
tests = true
examples = ["show.rs"]
runtime = "runtime"

[[crate.override]]
at = "shared.yaml#/definitions/Parcel/properties/weight"
set = { x-ms-client-name = "grams" }
reason = "it is in grams"

[crate.features]
groups = true
default = ["parcels"]

[crate.package]
version = "1.2.0"
"#,
        ),
    ] {
        disk::replace(&folder.path().join(path), text).expect("a file");
    }
    folder
}

/// The same by methods.
fn by_methods(folder: &Path) -> Builder {
    Builder::new("contoso-parcels")
        .input(folder.join("spec/readme.md"))
        .tag("new")
        .root(folder)
        .include("Parcels_*")
        .exclude("*_Delete")
        .nullable("shared.yaml#/definitions/Parcel/properties/content")
        .rename("Parcel", "Packet")
        .title("Post")
        .token_scope("https://post.example.com/.default")
        .allow("unknown-keyword")
        .tests(true)
        .example(folder.join("show.rs"))
        .runtime(folder.join("runtime"))
        .change(Override {
            at: "shared.yaml#/definitions/Parcel/properties/weight".to_owned(),
            set: BTreeMap::from([("x-ms-client-name".to_owned(), "grams".into())]),
            reason: "it is in grams".to_owned(),
            ..Override::default()
        })
        .features(Features { groups: Some(true), default: Some(vec!["parcels".to_owned()]) })
        .package(Metadata { version: Some("1.2.0".to_owned()), ..Metadata::default() })
}

/// The files of a folder, by their paths in it.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = files_below(folder).expect("the folder");
    let path = |file: &Path| file.strip_prefix(folder).expect("a file in it").to_string_lossy().replace('\\', "/");
    files.iter().map(|file| (path(file), fs::read_to_string(file).expect("a text"))).collect()
}

#[test]
fn what_a_project_sets_can_be_set_by_methods() {
    let folder = folder();
    let (folder, one, other) = (folder.path(), folder.path().join("one"), folder.path().join("other"));
    let [of_project]: [Builder; 1] =
        Builder::from_project(folder.join("armrest.toml")).expect("a project").try_into().expect("one crate");
    let built = of_project.write_package_in(&one).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(built.warnings, Vec::<String>::new());
    by_methods(folder).write_package_in(&other).unwrap_or_else(|error| panic!("{error}"));
    let texts = texts(&one);
    assert_eq!(texts, self::texts(&other));
    for (path, part) in [
        ("Cargo.toml", "version = \"1.2.0\""),
        ("Cargo.toml", "default = [\"azure_core/default\", \"parcels\"]"),
        ("src/models/parcels.rs", "pub struct Packet"),
        ("src/models/parcels.rs", "pub grams:"),
        ("examples/show.rs", "fn main"),
        ("tests/examples.rs", "#[tokio::test]"),
        ("src/clients/post_client.rs", "https://post.example.com/.default"),
    ] {
        assert!(texts.get(path).is_some_and(|text| text.contains(part)), "{path} has no {part}");
    }
}

#[test]
fn a_module_names_nothing_of_the_crate_that_it_is_in() {
    let folder = folder();
    for serde in [false, true] {
        let out = folder.path().join(format!("module-{serde}"));
        by_methods(folder.path()).serde(serde).write_module_in(&out).unwrap_or_else(|error| panic!("{error}"));
        let texts = texts(&out);
        let rust = texts.iter().filter(|(path, _)| path.ends_with(".rs"));
        let paths: Vec<&str> = rust.clone().map(|(path, _)| path.as_str()).collect();
        let expected = [
            "clients.rs",
            "clients/post_client.rs",
            "clients/post_parcels_client.rs",
            "mod.rs",
            "models.rs",
            "models/options.rs",
            "models/wire.rs",
        ];
        assert_eq!(paths, expected);
        for (path, text) in rust {
            let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert!(!text.contains("crate::") && !text.contains("cfg("), "{path}: {text}");
            assert!(!text.contains("```no_run"), "an example that no test can compile: {text}");
            assert!(path != "mod.rs" || parsed.attrs.is_empty(), "it cannot be included: {text}");
        }
        assert_eq!(texts["models/wire.rs"].contains("codegen::serialize! {"), serde);
    }
}

#[test]
fn cargo_runs_it_again_when_a_file_changes_that_was_read() {
    let folder = folder();
    let path = |name: &str| fs::canonicalize(folder.path().join(name)).expect("a file");
    let out = folder.path().join("module");
    let inputs = || Builder::new("parcels").input(folder.path().join("spec/parcels.yaml")).allow("no-token-scope");
    let built = inputs().write_module_in(&out).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(built.read, [path("spec/parcels.yaml"), path("spec/shared.yaml")].into());
    let lines = built.for_cargo();
    let (last, read): (Vec<&str>, Vec<&str>) = lines.lines().partition(|line| line.starts_with("cargo::warning="));
    let expected = ["spec/parcels.yaml", "spec/shared.yaml"].map(path);
    assert_eq!(read, expected.map(|path| format!("cargo::rerun-if-changed={}", path.display())));
    let [warning] = last.as_slice() else { panic!("{lines}") };
    assert!(warning.starts_with("cargo::warning=shared.yaml:6:") && warning.contains("[unknown-keyword]"), "{warning}");
    // Of a project, its file too; and of a package, what becomes a part of it.
    let [of_project]: [Builder; 1] =
        Builder::from_project(folder.path().join("armrest.toml")).expect("a project").try_into().expect("one crate");
    let built = of_project.write_package_in(folder.path().join("package")).unwrap_or_else(|error| panic!("{error}"));
    let names = built.read.iter().filter_map(|path| path.file_name()?.to_str());
    let names: Vec<&str> = names.collect();
    for expected in ["armrest.toml", "show.rs", "one.json", "parcels.yaml", "readme.md", "shared.yaml"] {
        assert!(names.contains(&expected), "{expected} in {names:?}");
    }
    // What is up to date is not touched.
    let modified = || fs::metadata(out.join("models.rs")).and_then(|found| found.modified()).expect("a file");
    let before = modified();
    inputs().write_module_in(&out).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(modified(), before);
}

#[test]
fn errors_are_shown_with_their_places() {
    let folder = folder();
    let out = folder.path().join("module");
    let parcels = || Builder::new("parcels").input(folder.path().join("spec/parcels.yaml"));
    let table: [(&str, Builder, &[&str]); 5] = [
        ("no such file", Builder::new("p").input("nowhere.yaml"), &["error[missing-file]", "nowhere.yaml"]),
        ("no input", Builder::new("p"), &["error[no-input]"]),
        ("no such operation", parcels().include("Parcel_Get"), &["[unmatched-pattern]", "did you mean `Parcels_Get`"]),
        ("no such code", parcels().allow("no-itmes"), &["[unknown-code]", "did you mean `no-items`"]),
        (
            "no module's name",
            Builder::new("azure-core").input(folder.path().join("spec/parcels.yaml")),
            &["[bad-package-name]"],
        ),
    ];
    for (case, builder, expected) in table {
        let error = builder.write_module_in(&out).err().unwrap_or_else(|| panic!("{case}: no error"));
        assert!(matches!(error, BuildError::Findings { .. }), "{case}: {error}");
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!(expected.iter().all(|part| shown.contains(part)), "{case}: {shown}");
            assert!(shown.ends_with("1 error(s): nothing was written"), "{case}: {shown}");
        }
        assert!(!out.exists(), "{case}");
    }
    // A description's own, underlined.
    let broken = DESCRIPTION.replace("shared.yaml#/definitions/Parcel", "shared.yaml#/definitions/Parcl");
    fs::write(folder.path().join("spec/parcels.yaml"), broken).expect("a file");
    let error = parcels().write_module_in(&out).expect_err("an error").to_string();
    assert!(error.contains("--> parcels.yaml:10:") && error.contains("^^^^"), "{error}");
    // A folder of someone else's.
    fs::create_dir(&out).and_then(|()| fs::write(out.join("own.txt"), "")).expect("a file");
    fs::write(folder.path().join("spec/parcels.yaml"), DESCRIPTION).expect("a file");
    let error = parcels().write_module_in(&out).expect_err("an error");
    assert!(matches!(&error, BuildError::Write { folder, .. } if *folder == out), "{error}");
    assert!(error.to_string().contains("own.txt") && out.join("own.txt").exists(), "{error}");
    // A project's.
    let project = folder.path().join("armrest.toml");
    fs::write(&project, "[[crate]]\nnmae = \"p\"\n").expect("a file");
    let error = Builder::from_project(&project).expect_err("an error").to_string();
    assert!(error.contains("armrest.toml:2:1") && error.contains("did you mean `name`"), "{error}");
}
