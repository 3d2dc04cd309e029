//! `armrest.toml`, `armrest.lock` and `armrest update`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest::disk;
use std::{fs, path::Path, process::Command};
use tempfile::TempDir;

const DESCRIPTION: &str = r##"
swagger: "2.0"
info: { title: Parcels, version: "1", description: Keeps parcels. }
host: parcels.example.com
paths:
  /parcels/{id}:
    get: { operationId: Parcels_Get, parameters: [{ name: id, in: path, required: true, type: string }], responses: { "200": { description: It., schema: { $ref: "#/definitions/Parcel" } } } }
    delete: { operationId: Parcels_Delete, parameters: [{ name: id, in: path, required: true, type: string }], responses: { "204": { description: It is gone. } } }
definitions:
  Parcel: { properties: { content: { type: string } } }
"##;

const PROJECT: &str = r#"
[[crate]]
name = "contoso-parcels"
out = "clients/parcels"
inputs = ["spec/parcels.yaml"]
include = ["*_Get"]
runtime = "runtime"
allow = ["no-token-scope"]
examples = ["spec/show.rs"]

[crate.package]
version = "1.2.0"
license = "Apache-2.0"
authors = ["Contoso"]
repository = "https://contoso.example/clients"
keywords = ["parcels"]
publish = true

[[crate]]
name = "contoso-whole"
out = "clients/whole"
inputs = ["spec/parcels.yaml"]
allow = ["no-token-scope"]
"#;

/// A folder with a project.
fn project(text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [
        ("armrest.toml", text),
        ("spec/parcels.yaml", DESCRIPTION),
        ("spec/show.rs", "//! Shows one.\n\nfn main() {}\n"),
        ("elsewhere/note.txt", ""),
    ] {
        disk::replace(&folder.path().join(path), text).expect("a file");
    }
    folder
}

fn update(folder: &Path, arguments: &[&str]) -> (i32, String) {
    armrest(folder, "update", arguments)
}

/// The exit code, and what is said and printed.
fn armrest(folder: &Path, subcommand: &str, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_armrest"));
    let output = command.arg(subcommand).args(arguments).current_dir(folder).output().expect("the command");
    let text = format!("{}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    (output.status.code().unwrap_or(-1), text)
}

fn text(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn each_crate_is_as_the_project_says() {
    let folder = project(PROJECT);
    let folder = folder.path();
    let (code, said) = update(folder, &[]);
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains("warning"), "{said}");
    let manifest = text(folder, "clients/parcels/Cargo.toml");
    for line in [
        r#"name = "contoso-parcels""#,
        r#"version = "1.2.0""#,
        r#"license = "Apache-2.0""#,
        r#"authors = ["Contoso"]"#,
        r#"repository = "https://contoso.example/clients""#,
        r#"keywords = ["parcels"]"#,
        r#"description = "Keeps parcels""#,
        r#"armrest-runtime = { path = "../../runtime", version = "0.1" }"#,
    ] {
        assert!(manifest.contains(line), "{line}: {manifest}");
    }
    assert!(!manifest.contains("publish"), "{manifest}");
    assert!(text(folder, "clients/parcels/examples/show.rs").contains("fn main"));
    let client = |name: &str| text(folder, &format!("clients/{name}/src/clients/parcels_parcels_client.rs"));
    assert!(client("parcels").contains("fn get") && !client("parcels").contains("fn delete"));
    assert!(client("whole").contains("fn delete"));
    // Each file is there, and a second run changes nothing, from a folder below too.
    assert_eq!(update(&folder.join("elsewhere"), &["--check"]).0, 0);
}

#[test]
fn a_change_of_what_was_read_is_seen() {
    let folder = project(PROJECT);
    let folder = folder.path();
    assert_eq!(update(folder, &["--check"]).0, 1, "nothing is there yet");
    assert!(!folder.join("armrest.lock").exists() && !folder.join("clients").exists());
    assert_eq!(update(folder, &[]).0, 0);
    let lock = text(folder, "armrest.lock");
    assert!(lock.contains("[read.\"clients/parcels\"]\n\"parcels.yaml\" = \""), "{lock}");
    // A comment changes no crate, and is seen.
    disk::replace(&folder.join("spec/parcels.yaml"), &format!("{DESCRIPTION}# New.\n")).expect("a file");
    let (code, said) = update(folder, &["--check"]);
    assert!(code == 1 && said.contains("clients/whole: parcels.yaml changed\n"), "{said}");
    assert_eq!(text(folder, "armrest.lock"), lock);
    let (code, said) = update(folder, &["clients/whole"]);
    assert!(code == 0 && said.contains("clients/whole: parcels.yaml changed\n"), "{said}");
    assert!(!said.contains("clients/parcels"), "only one is updated: {said}");
    assert_eq!(update(folder, &["contoso-whole", "--check"]).0, 0);
    assert_eq!(update(folder, &["contoso-parcels", "--check"]).0, 1);
    // A crate that is no longer in the project is forgotten.
    let first = PROJECT.split("\n[[crate]]\nname = \"contoso-whole\"").next().expect("the first");
    disk::replace(&folder.join("armrest.toml"), first).expect("a file");
    assert_eq!(update(folder, &[]).0, 0);
    assert!(!text(folder, "armrest.lock").contains("clients/whole"));
}

#[test]
fn an_override_changes_what_a_description_says() {
    let with = |overrides: &str| project(&format!("{PROJECT}{overrides}"));
    let folder = with(
        r#"
[[crate.override]]
at = "parcels.yaml#/definitions/Parcel/properties/content"
set = { x-ms-client-name = "contents", format = "byte" }
reason = "it is base64"

[[crate.override]]
at = "parcels.yaml#/paths/~1parcels~1{id}/delete"
set = { operationId = "Parcels_Remove", tags = ["Removal"], deprecated = true }
remove = ["parameters"]
reason = "the service has another"

[[crate.override]]
at = "parcels.yaml#/paths/~1parcels~1{id}"
set = { x-note = "all have it" }
reason = "for all"
"#,
    );
    // The parameter of the path is gone.
    let (code, said) = update(folder.path(), &["contoso-whole"]);
    assert!(code == 2 && said.contains("undeclared-parameter"), "{said}");
    let text_of = text(folder.path(), "armrest.toml").replace("remove = [\"parameters\"]\n", "");
    disk::replace(&folder.path().join("armrest.toml"), &text_of).expect("a file");
    let (code, said) = update(folder.path(), &["contoso-whole"]);
    assert_eq!(code, 0, "{said}");
    let models = text(folder.path(), "clients/whole/src/models.rs");
    assert!(models.contains("pub contents: Option<Vec<u8>>"), "{models}");
    let client = text(folder.path(), "clients/whole/src/clients/parcels_parcels_client.rs");
    assert!(
        client.contains("#[deprecated]") && client.contains("fn remove(") && !client.contains("fn delete("),
        "{client}"
    );

    let table = [
        ("parcels.yaml#/definitions/Parcl", "set = { title = \"P\" }", "no file has this location"),
        ("parcel.yaml#/definitions/Parcel", "set = { title = \"P\" }", "no file has this location"),
        ("parcels.yaml", "set = { title = \"P\" }", "expected a file and a JSON pointer"),
        ("parcels.yaml#/info", "set = { title = \"Parcels\" }", "its `title` is \"Parcels\" already"),
        ("parcels.yaml#/info", "remove = [\"license\"]", "it has no `license`"),
        ("parcels.yaml#/info/title", "set = { title = \"P\" }", "it is not an object"),
        ("parcels.yaml#/info", "set = { title = 1 }", "expected a text, a list of texts or a boolean, found 1"),
        ("parcels.yaml#/info", "", "it has neither `set` nor `remove`"),
    ];
    for (at, change, expected) in table {
        let folder = with(&format!("\n[[crate.override]]\nat = \"{at}\"\n{change}\nreason = \"it is so\"\n"));
        let (code, said) = update(folder.path(), &["contoso-whole"]);
        assert!(code == 2 && said.contains("bad-override") && said.contains(expected), "{at} {change}: {said}");
    }
    let (code, said) = update(with("\n[[crate.override]]\nat = \"parcels.yaml#/info\"\n").path(), &[]);
    assert!(code == 2 && said.contains("missing field `reason`"), "{said}");
}

#[test]
fn models_and_the_client_are_renamed() {
    let with = |renames: &str| {
        let project = project(&format!("{PROJECT}title = \"Post\"\nrename = {renames}\n"));
        (update(project.path(), &["contoso-whole"]), project)
    };
    let ((code, said), folder) = with(r#"{ Parcel = "Packet" }"#);
    assert_eq!(code, 0, "{said}");
    assert!(text(folder.path(), "clients/whole/src/models.rs").contains("pub struct Packet {"));
    let client = text(folder.path(), "clients/whole/src/clients/post_parcels_client.rs");
    assert!(client.contains("models::Packet>") && !client.contains("models::Parcel>"), "{client}");
    let table = [
        (r#"{ Parcels = "Packet" }"#, "did you mean `Parcel`?"),
        (r#"{ Parcel = "packet" }"#, "such as `Packet`"),
        (r#"{ Parcel = "Option" }"#, "such as `OptionModel`"),
        (r#"{ Parcel = "Same", Box2 = "Same" }"#, "there is no model `Box2`"),
    ];
    for (renames, expected) in table {
        let ((code, said), _) = with(renames);
        assert!(code == 2 && said.contains("bad-rename") && said.contains(expected), "{renames}: {said}");
    }
}

#[test]
fn the_features_of_a_crate_are_as_the_project_says() {
    let with = |features: &str| {
        let project = project(&format!("{PROJECT}\n[crate.features]\n{features}\n"));
        (update(project.path(), &["contoso-whole"]), project)
    };
    // What is on by default, and what the documentation says of it.
    let table = [
        ("", "default = [\"azure_core/default\"]", "# Features\n//!\n//! * `serde` - `Serialize` and"),
        ("default = [\"serde\"]", "default = [\"azure_core/default\", \"serde\"]", "every model. On by default."),
        (
            "groups = true",
            "default = [\"azure_core/default\", \"parcels\"]",
            "These are on by default; `serde` is not.",
        ),
        ("groups = true\ndefault = []", "default = [\"azure_core/default\"]", "None is on by default."),
        (
            "groups = true\ndefault = [\"serde\"]",
            "default = [\"azure_core/default\", \"serde\"]",
            "On by default: `serde`.",
        ),
        (
            "groups = true\ndefault = [\"parcels\", \"serde\"]",
            "default = [\"azure_core/default\", \"parcels\", \"serde\"]",
            "All features are on by default.",
        ),
    ];
    for (features, default, docs) in table {
        let ((code, said), folder) = with(features);
        assert_eq!(code, 0, "{features}: {said}");
        let manifest = text(folder.path(), "clients/whole/Cargo.toml");
        assert!(manifest.contains(default), "{features}: {manifest}");
        let has_group = manifest.contains("parcels = [");
        assert_eq!(has_group, features.contains("groups = true"), "{features}: {manifest}");
        let library = text(folder.path(), "clients/whole/src/lib.rs");
        assert!(library.contains(docs), "{features}: {library}");
    }
    let table = [
        ("groups = true\ndefault = [\"parcel\"]", "unknown-feature", "did you mean `parcels`"),
        ("groups = true\ndefault = [\"xyz\"]", "unknown-feature", "named as its operation group"),
        ("default = [\"parcels\"]", "unknown-feature", "it has only `serde`"),
        ("defaults = []", "broken-project", "did you mean `default`?"),
        ("groups = 8", "broken-project", "expected a boolean"),
    ];
    for (features, code, help) in table {
        let ((end, said), _) = with(features);
        assert!(end == 2 && said.contains(code) && said.contains(help), "{features}: {said}");
    }
}

#[test]
fn a_crate_is_added_to_a_project() {
    let folder = project("# Ours.\n");
    let folder = folder.path();
    let add = |arguments: &[&str]| armrest(&folder.join("elsewhere"), "add", arguments);
    let input = "../spec/parcels.yaml";
    let (code, said) = add(&["contoso-parcels", input, "--out", "../clients/parcels", "--include", "*_Get"]);
    assert_eq!(code, 0, "{said}");
    let crates = "# Ours.\n\n[[crate]]\nname = \"contoso-parcels\"\nout = \"clients/parcels\"\ninputs = \
                  [\"spec/parcels.yaml\"]\ninclude = [\"*_Get\"]\n";
    assert_eq!(text(folder, "armrest.toml"), crates);
    assert!(text(folder, "clients/parcels/Cargo.toml").contains("contoso-parcels"));
    assert_eq!(update(folder, &["--check"]).0, 0);
    // What cannot be generated, and what is there already, changes nothing.
    for (arguments, expected) in [
        (&["other", input, "--out", "../clients/other", "--include", "Nothing"][..], "unmatched-pattern"),
        (&["contoso-parcels", input, "--out", "../clients/other"], "has a crate `contoso-parcels`"),
        (&["other", input, "--out", "../clients/parcels"], "has a crate in `clients/parcels`"),
    ] {
        let (code, said) = add(arguments);
        assert!(code == 2 && said.contains(expected), "{arguments:?}: {said}");
        assert_eq!(text(folder, "armrest.toml"), crates);
    }
    // Without a project, one begins in the current folder.
    fs::remove_file(folder.join("armrest.toml")).expect("removed");
    assert_eq!(add(&["other", input, "--out", "other"]).0, 0);
    assert!(text(folder, "elsewhere/armrest.toml").contains("inputs = [\"../spec/parcels.yaml\"]"));
}

#[test]
fn what_is_wrong_in_a_project_is_said_with_its_place() {
    let table: &[(&str, &str, &[&str])] = &[
        ("include =", "inclde =", &["broken-project", "armrest.toml:6:1", "did you mean `include`"]),
        ("license =", "licence =", &["broken-project", "did you mean `license`?"]),
        ("[\"*_Get\"]", "\"*_Get\"", &["broken-project", "armrest.toml:6", "docs/project.md"]),
        ("out = \"clients/parcels\"", "", &["broken-project", "missing field `out`"]),
        ("[\"no-token-scope\"]", "[\"no-token-scop\"]", &["unknown-code", "did you mean `no-token-scope`?"]),
        ("[\"no-token-scope\"]", "[\"no-token-scope\", \"no-host\"]", &["unused-allow", "no warning `no-host`"]),
        ("spec/show.rs", "spec/shwo.rs", &["missing-file", "spec/shwo.rs"]),
        ("\"*_Get\"", "\"Parcels_Gte\"", &["unmatched-pattern", "did you mean `Parcels_Get`"]),
    ];
    for (from, to, expected) in table {
        let folder = project(&PROJECT.replacen(from, to, 1));
        let (code, said) = update(folder.path(), &[]);
        let is_warning = expected[0] == "unused-allow";
        assert_eq!(code, if is_warning { 0 } else { 2 }, "{to}: {said}");
        for part in *expected {
            assert!(said.contains(part), "{to}: {part}: {said}");
        }
    }
    let marked = project(&format!("\u{feff}{}", PROJECT.replacen("include =", "inclde =", 1)));
    let (code, said) = update(marked.path(), &[]);
    assert!(code == 2 && said.contains("armrest.toml:6:1"), "a byte order mark is no part of the text: {said}");
    let named_twice = project(&format!("# no-token-scop\n{}", PROJECT.replacen("no-token-scope", "no-token-scop", 1)));
    let (code, said) = update(named_twice.path(), &[]);
    assert!(code == 2 && said.contains("armrest.toml:9:10"), "{said}");
    for path in ["armrest.toml", "spec/show.rs"] {
        let folder = project(PROJECT);
        fs::write(folder.path().join(path), b"# \xff").expect("a file");
        let (code, said) = update(folder.path(), &[]);
        assert!(code == 2 && said.contains("not-text") && said.contains(path), "{path}: {said}");
    }
    let folder = project(PROJECT);
    let (code, said) = update(folder.path(), &["contoso-hole"]);
    assert!(code == 2 && said.contains("did you mean `contoso-whole`"), "{said}");
    let (code, said) = update(folder.path(), &["--project", "nowhere/armrest.toml"]);
    assert!(code == 2 && said.contains("missing-file"), "{said}");
    fs::remove_file(folder.path().join("armrest.toml")).expect("removed");
    assert!(update(folder.path(), &[]).1.contains("no-project"));
}

#[test]
fn a_byte_order_mark_moves_no_location() {
    let folder = project(&format!("\u{feff}wrong = 1\n{PROJECT}"));
    let (code, said) = update(folder.path(), &[]);
    assert!(code == 2 && said.contains("armrest.toml:1:1\n"), "{said}");
}
