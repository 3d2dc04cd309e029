//! `armrest list`, `show`, `search`, `explain`, `completions` and `generate --all`, as they are run; and color.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use armrest::{
    command::diagnostics_page,
    diagnostics::Code,
    disk::{self, Memory},
    generate,
    load::Input,
    plan::Settings,
};
use common::description;
use insta::assert_snapshot;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// What the command says and prints, with its exit code. The folder of the input is called `ROOT`.
fn said(root: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_armrest")).args(arguments).current_dir(root).output();
    let output = output.expect("the command");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&*root.to_string_lossy(), "ROOT");
    format!("exit {}\n{}{}", output.status.code().unwrap_or(-1), text(&output.stderr), text(&output.stdout))
}

/// A checkout with three packages, one of which has errors.
fn checkout() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let shop = r##"
swagger: "2.0"
info: { title: Shop, version: "1" }
host: management.azure.com
paths:
  /shops/{shopName}/books:
    get:
      operationId: Books_List
      tags: [Paper]
      summary: Lists the books of a shop.
      description: "Lists them\e[31m all. By their titles."
      x-ms-pageable: { nextLinkName: nextLink }
      parameters:
        - { name: shopName, in: path, required: true, type: string, description: The shop. It has books. }
        - { name: $top, in: query, type: integer }
        - { name: api-version, in: query, required: true, type: string }
      responses:
        "200": { description: A page of books., schema: { $ref: "#/definitions/Books" } }
        default: { description: Why not., schema: { properties: { code: { type: string } } } }
      x-ms-examples: { All books: { $ref: ./all.json } }
  /shops/{shopName}/close:
    post:
      operationId: Close
      deprecated: true
      x-ms-long-running-operation: true
      x-ms-long-running-operation-options: { final-state-via: location }
      parameters: [{ name: shopName, in: path, required: true, type: string }, { name: why, in: body, schema: { $ref: "#/definitions/Book" } }]
      responses: { "200": { description: Closed. }, "202": { description: It closes. } }
definitions:
  Books: { properties: { value: { type: array, items: { $ref: "#/definitions/Book" } }, nextLink: { type: string } } }
  Book: { properties: { title: { type: string } } }
"##;
    let readme = "# Shop\n\n``` yaml\ntitle: Shop\ntag: package-2024\n```\n\n``` yaml $(tag) == 'package-2024'\ninput-file:\n  - \
                  shop.yaml\n```\n\n``` yaml $(tag) == 'package-2023'\ninput-file:\n  - old.yaml\n```\n";
    let film = shop.replace("Books_List", "Films_List").replace("books", "films").replace("Paper", "Celluloid");
    for (path, text) in [
        ("shop/resource-manager/readme.md", readme),
        ("shop/resource-manager/shop.yaml", shop),
        (
            "shop/resource-manager/all.json",
            r#"{ "parameters": { "shopName": "a", "api-version": "1" }, "responses": { "200": { "body": { "value": [] } } } }"#,
        ),
        ("films/data-plane/readme.md", "# Films\n\n``` yaml\ninput-file: films.yaml\n```\n"),
        ("films/data-plane/films.yaml", &film),
        ("broken/readme.md", "# Broken\n\n``` yaml\ninput-file: missing.yaml\n```\n"),
        ("readme.md", "# About this folder\n"),
    ] {
        let path = folder.path().join("specification").join(path);
        disk::replace(&path, text).expect("a file");
    }
    folder
}

const README: &str = "specification/shop/resource-manager/readme.md";

#[test]
fn list() {
    let checkout = checkout();
    let said = |arguments: &[&str]| said(checkout.path(), &[&["list"], arguments].concat());
    assert_snapshot!("list_packages", said(&["."]));
    assert_snapshot!("list_packages_json", said(&[".", "--include", "shop/**", "--format", "json"]));
    assert_snapshot!("list_tags", said(&[README, "--tags"]));
    assert_snapshot!("list_tags_json", said(&[README, "--tags", "--include", "*2023", "--format", "json"]));
    assert_snapshot!("list_operations", said(&[README]));
    assert_snapshot!("list_operations_json", said(&[README, "--exclude", "Close", "--format", "json"]));
}

#[test]
fn list_of_what_is_not_there() {
    let checkout = checkout();
    let said = |arguments: &[&str]| said(checkout.path(), &[&["list"], arguments].concat());
    let table: &[(&[&str], &str)] = &[
        (&["specification/shop/resource-manager/shop.yaml", "--tags"], "only a `readme.md` has tags"),
        (&[README, "--tags", "--include", "package-2042"], "did you mean `package-2024`"),
        (&[README, "--include", "Boks"], "did you mean `Books`"),
        (&[".", "--include", "shops/**"], "no package matches `shops/**`"),
        (&["nowhere"], "cannot read `nowhere`"),
        (&["specification/broken/readme.md"], "missing-file"),
    ];
    for (arguments, expected) in table {
        let said = said(arguments);
        assert!(said.starts_with("exit 2\n") && said.contains(expected), "{arguments:?}: {said}");
    }
    fs::create_dir(checkout.path().join("empty")).expect("a folder");
    assert!(said(&["empty"]).contains("there is no package in empty"));
}

#[test]
fn show() {
    let checkout = checkout();
    let said = |arguments: &[&str]| said(checkout.path(), &[&["show"], arguments].concat());
    assert_snapshot!("show", said(&["books_list", README]));
    assert_snapshot!("show_long_running", said(&["Close", README]));
    assert_snapshot!("show_json", said(&["Close", README, "--format", "json"]));
    let unknown = said(&["Book_List", README]);
    assert!(unknown.starts_with("exit 2\n") && unknown.contains("did you mean `Books_List`"), "{unknown}");
    // Of several, each.
    let all = said(&["*", description("widgets.json").to_str().expect("a path")]);
    assert!(all.starts_with("exit 0\n") && all.matches("\nRust\n").count() > 2, "{all}");
}

#[test]
fn search() {
    let checkout = checkout();
    let said = |arguments: &[&str]| said(checkout.path(), &[&["search"], arguments].concat());
    assert_snapshot!("search", said(&["LIST", "."]));
    assert_snapshot!("search_json", said(&["celluloid", "list", "specification", "--format", "json"]));
    assert_snapshot!("search_limited", said(&["list a shop", ".", "--limit", "1"]));
    assert_snapshot!("search_nothing", said(&["list", "submarines", "."]));
    assert!(said(&["list", "nowhere"]).starts_with("exit 2\n"));
}

#[test]
fn explain() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = said(here, &["explain"]);
    for code in Code::ALL {
        assert!(list.contains(&format!("\n{code} ")), "{code}");
        let said = said(here, &["explain", code.as_str()]);
        assert!(said.contains(code.meaning()) && said.contains(code.remedy()), "{said}");
        let example = code.example().unwrap_or_default();
        assert!(example.lines().all(|line| said.contains(&format!("\n    {line}\n"))), "{said}");
        let page = diagnostics_page();
        assert!(page.contains(code.meaning()) && page.contains(code.remedy()) && page.contains(example), "{code}");
    }
    let unknown = said(here, &["explain", "no-itmes"]);
    assert!(unknown.starts_with("exit 2\n") && unknown.contains("did you mean `no-items`"), "{unknown}");
}

/// What is found of a code's example, which begins below the head of a description.
fn found(example: &str) -> Vec<Code> {
    let host = if example.contains("host:") { "" } else { "host: management.azure.com\n" };
    let text =
        format!("swagger: '2.0'\ninfo: {{ title: Widgets, version: '1', description: Widgets. }}\n{host}{example}");
    let path = PathBuf::from("/d/example.yaml");
    let files = Memory(BTreeMap::from([(path.clone(), text)]));
    let input = Input { paths: vec![path], tag: None, root: None };
    let found = generate(&input, &Settings::default(), &files).diagnostics;
    found.iter().map(|finding| finding.code).collect()
}

#[test]
fn each_example_is_of_what_it_explains() {
    let examples: Vec<_> = Code::ALL.iter().filter_map(|code| Some((*code, code.example()?))).collect();
    assert!(!examples.is_empty());
    for (code, example) in examples {
        let found = found(example);
        assert!(found.contains(&code), "{code}: {found:?}");
        assert!(example.contains(" # ") && example.lines().count() < 15, "{code}: it is short, and says what is wrong");
    }
}

/// A finding cannot have a code that the table lacks; and no code of the table is without a finding.
#[test]
fn every_code_of_the_table_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = ["documents/src", "generator/src", "oracle/src"].map(|folder| root.join(folder));
    let files = folders.iter().flat_map(|folder| disk::files_below(folder).expect("the sources"));
    let files = files.filter(|file| !file.ends_with("documents/src/code.rs"));
    let texts: String = files.map(|file| fs::read_to_string(file).expect("a source")).collect();
    for code in Code::ALL {
        let name = format!("Code::{code:?}");
        let is_used = texts
            .match_indices(&name)
            .any(|(at, _)| !texts[at + name.len()..].starts_with(|next: char| next.is_alphanumeric()));
        assert!(is_used, "{code} is explained, and nothing reports it");
    }
}

#[test]
fn completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let said = said(Path::new(env!("CARGO_MANIFEST_DIR")), &["completions", shell]);
        assert!(
            said.starts_with("exit 0\n") && said.contains("generate") && said.contains("include"),
            "{shell}: {said}"
        );
    }
}

#[test]
fn each_package_of_a_checkout_becomes_a_crate() {
    let checkout = checkout();
    let said = |arguments: &[&str]| said(checkout.path(), &[&["generate", "--all"], arguments].concat());
    // One has errors, and the others are written.
    let first = said(&[".", "--out", "crates"]);
    let parts = ["broken: not generated", "error[missing-file]", "3 packages: 2 generated, 1 failed"];
    assert!(first.starts_with("exit 2\n") && parts.iter().all(|part| first.contains(part)), "{first}");
    let manifest = |name: &str| fs::read_to_string(checkout.path().join(format!("crates/{name}/Cargo.toml")));
    for name in ["armrest-films-data-plane", "armrest-shop-resource-manager"] {
        assert!(manifest(name).is_ok_and(|text| text.contains(&format!("name = \"{name}\""))), "{name}");
    }
    assert!(manifest("armrest-broken").is_err());
    let others: &[&str] = &[".", "--out", "crates", "--exclude", "broken"];
    let same = said(&[others, &["--check"]].concat());
    assert!(same.starts_with("exit 0\n2 packages: 2 generated"), "{same}");
    let again = said(&[others, &["--tests"]].concat());
    assert!(again.starts_with("exit 0\ncrates/armrest-") && again.contains("2 packages: 2 generated"), "{again}");
    let stale = said(&[".", "--out", "crates", "--include", "shop/**", "--check"]);
    let differ = stale.contains("crates/armrest-shop-resource-manager: ") && stale.contains(" file(s) differ\n");
    let counted = stale.contains("1 packages: 1 generated, 1 not up to date");
    assert!(stale.starts_with("exit 1\n") && differ && counted, "{stale}");
    for (arguments, expected) in [
        (&[".", "--out", "crates", "--include", "shp/**"][..], "no package matches `shp/**`"),
        (&["specification/shop", "specification/films", "--out", "crates"], "expected one folder, found 2"),
        (&["nowhere", "--out", "crates"], "cannot read `nowhere`"),
        (&[".", "--out", "crates", "--tag", "x"], "cannot be used with"),
    ] {
        let said = said(arguments);
        assert!(said.starts_with("exit 2\n") && said.contains(expected), "{arguments:?}: {said}");
    }
}

#[test]
fn a_dump_has_the_operations_that_a_filter_selects() {
    let checkout = checkout();
    let said = |arguments: &[&str]| said(checkout.path(), &[&["dump", README], arguments].concat());
    let some = said(&["--include", "Books_*"]);
    assert!(some.starts_with("exit 0\n") && some.contains("Books_List") && !some.contains("\"Close\""), "{some}");
    let none = said(&["--include", "Boks"]);
    assert!(none.starts_with("exit 2\n") && none.contains("did you mean `Books`"), "{none}");
}

/// Neither the error stream nor the output stream is a terminal here.
#[test]
fn color_is_used_where_it_is_asked_for() {
    let checkout = checkout();
    let is_colored = |environment: &[(&str, &str)], arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_armrest"));
        command.args(arguments).current_dir(checkout.path());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
            command.env_remove(name);
        }
        let output = command.env("TERM", "xterm").envs(environment.iter().copied()).output().expect("the command");
        [output.stderr, output.stdout].concat().contains(&b'\x1b')
    };
    let force = ("CLICOLOR_FORCE", "1");
    let table = [
        (vec![], "auto", false),
        (vec![], "always", true),
        (vec![], "never", false),
        (vec![force], "auto", true),
        (vec![force], "never", false),
        (vec![("CLICOLOR_FORCE", "0")], "auto", false),
        (vec![("NO_COLOR", "1")], "always", true),
        (vec![force, ("NO_COLOR", "1")], "auto", false),
        (vec![force, ("NO_COLOR", "")], "auto", true),
    ];
    for (environment, choice, expected) in table {
        for command in [&["explain", "no-itmes"][..], &["generate", "--help"], &["generate", "--unknown"]] {
            for arguments in [[&["--color", choice], command].concat(), [command, &["--color", choice]].concat()] {
                assert_eq!(is_colored(&environment, &arguments), expected, "{environment:?} {arguments:?}");
            }
        }
    }
}

/// Long work shows how far it is on a terminal only.
#[test]
fn no_progress_is_shown_where_there_is_no_terminal() {
    let checkout = checkout();
    let said = said(checkout.path(), &["search", "list", ".", "--color", "always"]);
    assert!(!said.contains("/3") && !said.contains(['\r', '\u{1b}']), "{said:?}");
}
