//! What holds for every generation: form, folder and order of the input do not matter.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use armrest::{
    Stage,
    diagnostics::{Diagnostics, Severity},
    disk::{Disk, Files, Memory},
    emit::TextFile,
    generate, generate_in_stages,
    load::{Input, Node, Value, load},
    plan::Settings,
};
use common::description;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

fn spec() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec")
}

fn generated(paths: Vec<PathBuf>) -> Vec<TextFile> {
    let outcome =
        generate(&Input { paths, ..Input::default() }, &Settings { tests: true, ..Settings::default() }, &Disk);
    outcome.files.expect("a crate")
}

#[test]
fn the_stages_end_in_their_order() {
    let input = Input { paths: vec![description("widgets.json")], ..Input::default() };
    let settings = Settings { tests: true, ..Settings::default() };
    let mut ended = Vec::new();
    let outcome = generate_in_stages(&input, &settings, &Disk, &mut |stage| ended.push(stage));
    assert!(outcome.files.is_some());
    let all = [Stage::Load, Stage::OpenApi2, Stage::Api, Stage::Oracle, Stage::Plan, Stage::Emit];
    assert_eq!(ended, all);
    assert_eq!(outcome.sources.paths().next(), Some("widgets.json"));
}

#[test]
fn yaml_and_json_give_the_same_crate() {
    let yaml = spec().join("bastion.yaml");
    let input = Input { paths: vec![yaml.clone()], ..Input::default() };
    let documents = load(&input, &Disk, &mut Default::default(), &mut Diagnostics::default()).expect("parsed");
    let root = documents.root(documents.inputs[0]).expect("parsed");
    let mut json = String::new();
    print(root.node, &mut json);
    let example = fs::read_to_string(spec().join("examples/GetActiveSessions.json")).expect("the example");
    let files = Memory(BTreeMap::from([
        (PathBuf::from("/spec/bastion.json"), json),
        (PathBuf::from("/spec/examples/GetActiveSessions.json"), example),
    ]));
    let input = Input { paths: vec!["/spec/bastion.json".into()], ..Input::default() };
    let from_json = generate(&input, &Settings { tests: true, ..Settings::default() }, &files).files.expect("a crate");
    assert_eq!(from_json, generated(vec![yaml]));
}

/// The value as JSON, its entries in the order of the text.
fn print(node: &Node, json: &mut String) {
    match &node.value {
        Value::Object(entries) => {
            json.push('{');
            for (index, entry) in entries.iter().enumerate() {
                if index > 0 {
                    json.push(',');
                }
                json.push_str(&serde_json::Value::from(&*entry.name).to_string());
                json.push(':');
                print(&entry.node, json);
            }
            json.push('}');
        }
        Value::Array(items) => {
            json.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    json.push(',');
                }
                print(item, json);
            }
            json.push(']');
        }
        _ => json.push_str(&node.to_json().to_string()),
    }
}

/// Every value of a description in turn is another one, and so is every name: whatever comes of it, nothing panics, and
/// what is written is Rust.
#[test]
fn no_broken_description_panics() {
    let names = ["widgets.json", "shared.json", "examples/list.json", "examples/put.json"];
    let texts: Vec<(PathBuf, serde_json::Value)> = names
        .iter()
        .map(|name| {
            let text = fs::read_to_string(description(name)).expect("a description");
            (Path::new("/d").join(name), serde_json::from_str(&text).expect("JSON"))
        })
        .collect();
    let strange = ["null", "true", "-1", "\"\"", "\"a b/²{`\\n\"", "[]", "[null]", "{}", "{\"$ref\":\"#\"}"];
    let mut crates = 0;
    for (changed, (_, document)) in texts.iter().enumerate() {
        let mut pointers = Vec::new();
        list_pointers(document, String::new(), &mut pointers);
        for pointer in &pointers {
            for value in strange {
                let mut document = document.clone();
                *document.pointer_mut(pointer).expect("the value") = serde_json::from_str(value).expect("JSON");
                crates += usize::from(survives(&texts, changed, &document, pointer));
            }
            let Some((owner, name)) = pointer.rsplit_once('/') else { continue };
            let name = name.replace("~1", "/").replace("~0", "~");
            for strange in ["", "²{`\n\\", "self"] {
                let mut document = document.clone();
                if let Some(serde_json::Value::Object(entries)) = document.pointer_mut(owner)
                    && let Some(value) = entries.remove(&name)
                {
                    entries.insert(strange.to_owned(), value);
                    crates += usize::from(survives(&texts, changed, &document, pointer));
                }
            }
        }
    }
    assert!(crates > 1000, "most changes leave a description that can be generated: {crates}");
}

/// Generates with one document changed; whether there is a crate. Where there is none, an error must say why.
fn survives(texts: &[(PathBuf, serde_json::Value)], changed: usize, document: &serde_json::Value, what: &str) -> bool {
    let files = texts.iter().enumerate().map(|(index, (path, original))| {
        (path.clone(), if index == changed { document } else { original }.to_string())
    });
    let input = Input { paths: vec!["/d/widgets.json".into()], ..Input::default() };
    let outcome = generate(&input, &Settings { tests: true, ..Settings::default() }, &Memory(files.collect()));
    let refused = outcome.diagnostics.count(Severity::Error) > 0;
    assert!(refused || outcome.files.is_some(), "{what}: no crate and no error");
    for file in outcome.files.iter().flatten().filter(|file| file.path.ends_with(".rs")) {
        if let Err(error) = syn::parse_file(&file.text) {
            panic!("{what}: {} is not Rust: {error}", file.path);
        }
    }
    outcome.files.is_some()
}

fn list_pointers(value: &serde_json::Value, at: String, pointers: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(entries) => {
            for (name, value) in entries {
                let name = name.replace('~', "~0").replace('/', "~1");
                list_pointers(value, format!("{at}/{name}"), pointers);
            }
        }
        serde_json::Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                list_pointers(value, format!("{at}/{index}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(at);
}

/// Long chains of definitions, by every way in which one leads to the next: none may run out of stack.
#[test]
fn no_chain_is_too_long() {
    const LENGTH: usize = 5_000;
    let links = [
        ("by a property", r##"{ "properties": { "next": { "$ref": "#/definitions/D%" } } }"##),
        (
            "by a parent",
            r##"{ "allOf": [{ "$ref": "#/definitions/D%" }], "properties": { "p": { "type": "string" } } }"##,
        ),
        ("by a reference", r##"{ "$ref": "#/definitions/D%" }"##),
        ("by an item", r##"{ "type": "array", "items": { "$ref": "#/definitions/D%" } }"##),
        ("by a discriminator", r##"{ "discriminator": "kind", "allOf": [{ "$ref": "#/definitions/D%" }] }"##),
    ];
    for (way, link) in links {
        let definitions =
            (0..LENGTH).map(|index| format!(r#""D{index}": {},"#, link.replace('%', &(index + 1).to_string())));
        let text = format!(
            r##"{{ "swagger": "2.0", "info": {{ "title": "T", "version": "1" }}, "host": "management.azure.com",
            "paths": {{ "/a": {{ "get": {{ "operationId": "A", "responses": {{ "200": {{ "description": "",
                "schema": {{ "$ref": "#/definitions/D0" }} }} }} }} }} }},
            "definitions": {{ {} "D{LENGTH}": {{ "properties": {{ "end": {{ "type": "string" }} }} }} }} }}"##,
            definitions.collect::<String>()
        );
        let files = Memory(BTreeMap::from([(PathBuf::from("/d/a.json"), text)]));
        let input = Input { paths: vec!["/d/a.json".into()], ..Input::default() };
        let outcome = generate(&input, &Settings { tests: true, ..Settings::default() }, &files);
        assert!(outcome.files.is_some() || outcome.diagnostics.count(Severity::Error) > 0, "{way}");
    }
}

#[test]
fn the_order_of_inputs_and_threads_does_not_matter() {
    let inputs = ["widgets.json", "more_widgets.json"].map(description).to_vec();
    let expected = generated(inputs.clone());
    let reversed: Vec<PathBuf> = inputs.iter().rev().cloned().collect();
    let threads: Vec<_> = [reversed, inputs]
        .into_iter()
        .cycle()
        .take(8)
        .map(|inputs| std::thread::spawn(move || generated(inputs)))
        .collect();
    for thread in threads {
        assert_eq!(thread.join().expect("a crate"), expected);
    }
}

/// The lines of a crate that are not in another, with their files.
fn lines_only_in(one: &[TextFile], other: &[TextFile]) -> Vec<String> {
    let mut only = Vec::new();
    for file in one {
        let old = other.iter().find(|old| old.path == file.path).map_or("", |old| &old.text);
        let diff = similar::TextDiff::from_lines(old, &file.text);
        let added = diff.iter_all_changes().filter(|change| change.tag() == similar::ChangeTag::Insert);
        only.extend(added.map(|change| format!("{}: {}", file.path, change.value().trim())));
    }
    only
}

#[test]
fn an_addition_changes_only_its_own_lines() {
    let generate_text = |text: String| {
        let read = |name: &str| fs::read_to_string(description(name)).expect("a description");
        let files = BTreeMap::from([
            (PathBuf::from("/d/widgets.json"), text),
            (PathBuf::from("/d/shared.json"), read("shared.json")),
            (PathBuf::from("/d/examples/list.json"), read("examples/list.json")),
            (PathBuf::from("/d/examples/put.json"), read("examples/put.json")),
        ]);
        let input = Input { paths: vec!["/d/widgets.json".into()], ..Input::default() };
        generate(&input, &Settings { tests: true, ..Settings::default() }, &Memory(files)).files.expect("a crate")
    };
    let text = fs::read_to_string(description("widgets.json")).expect("a description");
    let before = generate_text(text.clone());
    let additions = [
        // An operation in front of all others, of a kind that is there already.
        (
            r##""paths": {"##,
            r##""paths": { "/all": { "get": { "operationId": "Widgets_All",
            "responses": { "200": { "description": "", "schema": { "$ref": "#/definitions/WidgetList" } } },
            "x-ms-pageable": { "nextLinkName": "nextLink" } } },"##,
        ),
        // A property of a definition in the middle.
        (
            r##""color": { "$ref": "#/definitions/Color" },"##,
            r##""color": { "$ref": "#/definitions/Color" },
            "finish": { "type": "string", "description": "How it shines." },"##,
        ),
        // A value of an enumeration.
        (r##""enum": ["red", "##, r##""enum": ["blue", "red", "##),
    ];
    for (old, new) in additions {
        let after = generate_text(text.replacen(old, new, 1));
        assert_eq!(lines_only_in(&before, &after), Vec::<String>::new(), "{new} takes lines away");
        assert!(!lines_only_in(&after, &before).is_empty(), "{new} adds nothing");
    }
}

#[test]
fn the_folder_does_not_matter() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let copy = elsewhere.path().join("deep/er");
    fs::create_dir_all(copy.join("examples")).expect("a folder");
    for name in ["widgets.json", "shared.json", "examples/list.json", "examples/put.json"] {
        fs::copy(description(name), copy.join(name)).expect("a copy");
    }
    assert_eq!(generated(vec![copy.join("widgets.json")]), generated(vec![description("widgets.json")]));
}

#[test]
fn the_description_of_bastion_gives_no_warning() {
    let input = Input { paths: vec![spec().join("bastion.yaml")], ..Input::default() };
    let outcome = generate(&input, &Settings { tests: true, ..Settings::default() }, &Disk);
    assert_eq!(outcome.diagnostics.count(Severity::Warning), 0, "{:?}", outcome.diagnostics);
}

#[test]
fn a_readme_is_read_by_its_tag() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["shared.json", "examples/list.json", "examples/put.json"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::copy(description(name), path).expect("a copy");
    }
    let text = fs::read_to_string(description("widgets.json")).expect("the description");
    fs::write(folder.path().join("one.json"), &text).expect("a file");
    fs::write(folder.path().join("two.json"), text.replace("2025-01-01", "2026-02-02")).expect("a file");
    let readme = "# Widgets\n\n``` yaml\ntitle: WidgetClient\ntag: '2026'\n```\n\n\
        ```yaml $(tag) == '2025' || $(tag) == 'old'\ninput-file:\n- one.json\n```\n\n\
        ``` yaml $(tag) == \"2026\"\ninput-file: $(this-folder)/two.json\n```\n\n\
        ``` yaml $(python)\ninput-file: three.json\n```\n";
    fs::write(folder.path().join("readme.md"), readme).expect("a file");
    let client = |tag: Option<&str>| {
        let input =
            Input { paths: vec![folder.path().join("readme.md")], tag: tag.map(str::to_owned), ..Input::default() };
        let files = generate(&input, &Settings { tests: true, ..Settings::default() }, &Disk).files.expect("a crate");
        let client = files.iter().find(|file| file.path == "src/clients/widget_client.rs");
        client.map(|file| file.text.clone()).expect("the client, named by the readme's title")
    };
    assert!(client(None).contains("The default is `2026-02-02`"));
    assert!(client(Some("old")).contains("The default is `2025-01-01`"));
}

#[test]
fn operations_with_one_id_in_one_file_are_named_after_their_paths() {
    let operation = |path: &str, method: &str| {
        format!(
            "  {path}:\n    {method}:\n      operationId: Lists_Get\n      responses: {{ '200': {{ description: Done. }} }}\n"
        )
    };
    let operations = [
        operation("/lists/label/array{param}", "get"),
        operation("/lists/matrix/array{param}", "get"),
        operation("/lists/matrix/array", "put"),
        operation("/lists/label/array", "delete"),
    ];
    let hole = "    parameters: [{ name: param, in: path, required: true, type: string }]\n";
    let operations = operations.map(|own| match own.contains('{').then(|| own.split_once(":\n    ")).flatten() {
        Some((path, rest)) if path.contains('{') => format!("{path}:\n{hole}    {rest}"),
        _ => own,
    });
    let head = "swagger: '2.0'\ninfo: { title: T, version: '1' }\nhost: management.azure.com\npaths:\n";
    let files = Memory(BTreeMap::from([(PathBuf::from("/d/one.yaml"), format!("{head}{}", operations.concat()))]));
    let input = Input { paths: vec!["/d/one.yaml".into()], ..Input::default() };
    let outcome = generate(&input, &Settings::default(), &files);
    let warnings = outcome.diagnostics.iter().filter(|finding| finding.code == "repeated-operation-id");
    assert_eq!(warnings.count(), 3);
    let files = outcome.files.expect("a crate");
    let client = &files.iter().find(|file| file.path == "src/clients/t_lists_client.rs").expect("the client").text;
    for name in ["get", "get_matrix", "get_put_matrix", "get_delete"] {
        assert!(client.contains(&format!("pub async fn {name}(")), "{name} in {client}");
    }
}

#[test]
fn operations_with_one_id_in_two_files_are_named_after_their_files() {
    let described = |path: &str| {
        format!(
            "swagger: '2.0'\ninfo: {{ title: T, version: '1' }}\nhost: management.azure.com\npaths:\n  {path}:\n    get:\n      \
             operationId: Things_Get\n      responses: {{ '200': {{ description: Done. }} }}\n"
        )
    };
    let files = Memory(BTreeMap::from([
        (PathBuf::from("/d/one.yaml"), described("/one")),
        (PathBuf::from("/d/other.yaml"), described("/other")),
    ]));
    let input = Input { paths: vec!["/d/one.yaml".into(), "/d/other.yaml".into()], ..Input::default() };
    let outcome = generate(&input, &Settings { tests: true, ..Settings::default() }, &files);
    assert!(outcome.diagnostics.iter().any(|finding| finding.code == "repeated-operation-id"));
    let files = outcome.files.expect("a crate");
    let client = files.iter().find(|file| file.path.ends_with("things_client.rs")).expect("the client");
    for (method, path) in [("get", "/one"), ("get_other", "/other")] {
        let method = client.text.split(&format!("fn {method}(")).nth(1).expect("the method");
        assert!(method.split("pub async fn").next().unwrap_or_default().contains(&format!("\"{path}\"")));
    }
}

#[test]
fn an_example_that_cannot_be_read_is_a_warning() {
    for example in [None, Some("{ broken"), Some("[]")] {
        let text = "swagger: '2.0'\ninfo: { title: T, version: '1' }\nhost: management.azure.com\npaths:\n  /one:\n    get:\n      \
                    operationId: Things_Get\n      responses: { '200': { description: Done. } }\n      x-ms-examples: { E: { $ref: e.json } }\n";
        let mut files = BTreeMap::from([(PathBuf::from("/d/one.yaml"), text.to_owned())]);
        files.extend(example.map(|example| (PathBuf::from("/d/e.json"), example.to_owned())));
        let input = Input { paths: vec!["/d/one.yaml".into()], ..Input::default() };
        let outcome = generate(&input, &Settings { tests: true, ..Settings::default() }, &Memory(files));
        assert!(outcome.files.is_some(), "{example:?}");
        let readable = example == Some("[]");
        let said = outcome.diagnostics.iter().any(|finding| finding.code == "unreadable-example");
        assert_eq!(said, !readable, "{example:?}");
    }
}

/// Files of which some must not be asked for.
struct Without<'p>(Disk, &'p str);

impl Files for Without<'_> {
    fn canonical(&self, path: &Path) -> std::io::Result<PathBuf> {
        assert!(!path.to_string_lossy().contains(self.1), "{} is looked for", path.display());
        self.0.canonical(path)
    }

    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        self.0.read(path)
    }
}

#[test]
fn without_tests_no_example_is_read() {
    let input = Input { paths: vec![description("widgets.json")], ..Input::default() };
    let with = generate(&input, &Settings { tests: true, ..Settings::default() }, &Disk);
    let without = generate(&input, &Settings::default(), &Without(Disk, "examples/"));
    let summary = without.summary.expect("a crate");
    assert_eq!((summary.examples.total, summary.tests.len()), (0, 0));
    let made = with.summary.expect("a crate");
    assert!(made.examples.total > 0 && !made.tests.is_empty());

    let is_test = |file: &TextFile| file.path == "tests/examples.rs";
    let mut files = with.files.expect("a crate");
    assert!(files.iter().any(is_test));
    files.retain(|file| !is_test(file));
    assert_eq!(without.files.expect("a crate"), files);
}

/// A description of one operation, in YAML.
fn described(id: &str) -> String {
    format!(
        "swagger: '2.0'\ninfo: {{ title: T, version: '1' }}\nhost: management.azure.com\npaths:\n  /{id}:\n    get:\n      \
         operationId: Things_{id}\n      responses: {{ '200': {{ description: Done. }} }}\n"
    )
}

#[test]
fn backslashes_in_a_readme_separate_folders() {
    let spellings = [
        r"stable\2024\things.yaml",
        r"stable\\2024\\things.yaml",
        r".\stable\2024\things.yaml",
        r".\stable/2024\\.\things.yaml",
        r"$(this-folder)\stable\2024\things.yaml",
        r"$(this-folder)/stable/2024/things.yaml",
        r"$(this-folder)\..\service\stable\2024\things.yaml",
        r"..\service\.\stable\..\stable\2024\things.yaml",
    ];
    let read = |inputs: &str| {
        let readme = format!("# T\n\n``` yaml\n{inputs}```\n");
        let files = Memory(BTreeMap::from([
            (PathBuf::from("/specification/service/readme.md"), readme),
            (PathBuf::from("/specification/service/stable/2024/things.yaml"), described("List")),
        ]));
        let input = Input { paths: vec!["/specification/service/readme.md".into()], ..Input::default() };
        let outcome = generate(&input, &Settings { tests: true, ..Settings::default() }, &files);
        assert_eq!(outcome.diagnostics.iter().count(), 0, "{inputs}: {:?}", outcome.diagnostics);
        outcome.files.expect("a crate")
    };
    let expected = read("input-file: stable/2024/things.yaml\n");
    for spelling in spellings {
        assert_eq!(read(&format!("input-file: {spelling}\n")), expected, "{spelling}");
        assert_eq!(read(&format!("input-file:\n  - '{spelling}'\n")), expected, "{spelling}");
    }
    let list: String = spellings.iter().map(|spelling| format!("  - {spelling}\n")).collect();
    assert_eq!(read(&format!("input-file:\n{list}")), expected, "each file is read once");
}

#[test]
fn inputs_of_a_readme_that_are_no_descriptions_are_left_out() {
    let others = [
        ("example.json", r#"{ "title": { "$ref": "nowhere.json" }, "parameters": {}, "responses": { "200": {} } }"#),
        ("list.json", "[1, 2]"),
        ("notes.md", "# Notes\n\n```\n{ not JSON"),
        ("LICENSE", "MIT"),
        ("shared.yaml", "definitions: { Common: { properties: { name: { type: string } } } }\n"),
    ];
    let generated = |inputs: &[&str]| {
        let list: String = inputs.iter().map(|name| format!("  - {name}\n")).collect();
        let refers = "Done., schema: { $ref: 'shared.yaml#/definitions/Common' } }";
        let mut files = BTreeMap::from([
            (PathBuf::from("/d/readme.md"), format!("# T\n\n``` yaml\ninput-file:\n{list}```\n")),
            (PathBuf::from("/d/one.yaml"), described("One") + "      x-ms-examples: { E: { $ref: example.json } }\n"),
            (PathBuf::from("/d/other.yaml"), described("Other").replace("Done. }", refers)),
        ]);
        files.extend(others.map(|(name, text)| (Path::new("/d").join(name), text.to_owned())));
        let input = Input { paths: vec!["/d/readme.md".into()], ..Input::default() };
        generate(&input, &Settings { tests: true, ..Settings::default() }, &Memory(files))
    };
    let expected = generated(&["one.yaml", "other.yaml"]).files;
    let mut inputs: Vec<&str> = others.iter().map(|(name, _)| *name).collect();
    inputs.extend(["one.yaml", "other.yaml"]);
    let outcome = generated(&inputs);
    assert_eq!(outcome.files, expected, "{:?}", outcome.diagnostics);
    let found = outcome.diagnostics.iter().map(|finding| {
        let location = finding.location.map(|location| outcome.sources.position(location)).unwrap_or_default();
        format!("{location} {:?} {}", finding.severity, finding.message)
    });
    let expected = [
        "readme.md:8:5 Warning ignoring `LICENSE`: it is not an OpenAPI description",
        "readme.md:5:5 Warning ignoring `example.json`: it is not an OpenAPI description",
        "readme.md:6:5 Warning ignoring `list.json`: it is not an OpenAPI description",
        "readme.md:7:5 Warning ignoring `notes.md`: it is not an OpenAPI description",
        "readme.md:9:5 Warning ignoring `shared.yaml`: it is not an OpenAPI description",
    ];
    assert_eq!(found.collect::<Vec<_>>(), expected);
    for (name, _) in others {
        let outcome = generated(&[name]);
        assert!(outcome.files.is_none() && outcome.diagnostics.count(Severity::Error) > 0, "{name} alone");
    }
    assert!(generated(&["one.yaml", "missing.json"]).files.is_none(), "a file that is not there is an error");
}

/// Texts and names of any alphabet and any character make a manifest that cargo reads.
#[test]
fn a_manifest_is_toml_whatever_the_description_says() {
    let groups = ["Größe", "Группа", "北京", "Con", "2fa", "a b", "ﬁ", "\u{1f600}", "Default", "x-y"];
    let texts = [
        "Zero\u{200b}width, soft\u{ad}hyphen, \u{7}bell, quote \" and \\ backslash, and a tab\tthere.",
        "Cafe\u{301} \u{301}x.",
        "\u{202e}turned\u{2066} around\u{feff}",
        "'''\"\"\"\r\n]\u{1b}[31m\u{2028}",
        "\u{301}",
    ];
    for text in texts {
        let path = |group: &&str| {
            let operation = serde_json::json!({
                "operationId": format!("{group}_Get"), "responses": { "200": { "description": "" } }
            });
            (format!("/{group}"), serde_json::json!({ "get": operation }))
        };
        let paths: serde_json::Map<String, serde_json::Value> = groups.iter().map(path).collect();
        let info = serde_json::json!({ "title": "T", "version": "1", "description": text });
        let document = serde_json::json!({
            "swagger": "2.0", "info": info, "host": "management.azure.com", "paths": paths
        });
        let files = Memory(BTreeMap::from([(PathBuf::from("/d/t.json"), document.to_string())]));
        let input = Input { paths: vec!["/d/t.json".into()], ..Input::default() };
        let settings = Settings { runtime: Some(r#"a\b "c" ü"#.to_owned()), ..Settings::default() };
        let files = generate(&input, &settings, &files).files.expect("a crate");
        let manifest = files.iter().find(|file| file.path == "Cargo.toml").expect("a manifest");
        let manifest: toml_edit::DocumentMut = manifest.text.parse().expect("TOML");
        let description = manifest["package"]["description"].as_str().expect("a description");
        assert!(!description.is_empty() && !description.chars().any(char::is_control), "{description:?}");
        assert_eq!(manifest["dependencies"]["armrest-runtime"]["path"].as_str(), settings.runtime.as_deref());
        let features = manifest["features"].as_table().expect("features");
        assert_eq!(features.len(), 2 * groups.len() + 2, "`default`, `serde`, and two for each group");
        for (name, _) in features {
            let legal = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
            let begins = name.starts_with(|first: char| first.is_ascii_alphanumeric());
            assert!(begins && name.chars().all(legal), "{name}");
        }
    }
}

/// Where there are many groups, a model stands with the group that alone needs it, or first of a few.
#[test]
fn models_stand_where_they_are_needed() {
    let groups = 10;
    let operation = |group: usize, model: &str| {
        format!(
            "  /{group}/{model}:\n    get:\n      operationId: Group{group}_Get{model}\n      responses:\n        \
             '200': {{ description: Done., schema: {{ $ref: '#/definitions/{model}' }} }}\n"
        )
    };
    let object =
        |model: &str, of: &str| format!("  {model}: {{ properties: {{ inner: {{ $ref: '#/definitions/{of}' }} }} }}\n");
    let mut text =
        "swagger: '2.0'\ninfo: { title: Groups, version: '1' }\nhost: management.azure.com\npaths:\n".to_owned();
    for group in 0..groups {
        text.push_str(&operation(group, "Common"));
    }
    text.push_str(&operation(3, "Own"));
    text.push_str(&operation(4, "Pair"));
    text.push_str(&operation(3, "Pair"));
    text.push_str("definitions:\n  Common: { properties: { name: { type: string } } }\n");
    text.push_str(&object("Own", "Pair"));
    text.push_str(&object("Pair", "Common"));
    let files = Memory(BTreeMap::from([(PathBuf::from("/d/groups.yaml"), text)]));
    let input = Input { paths: vec!["/d/groups.yaml".into()], ..Input::default() };
    let files = generate(&input, &Settings { tests: true, ..Settings::default() }, &files).files.expect("a crate");
    let text = |path: &str| files.iter().find(|file| file.path == path).map_or("", |file| file.text.as_str());
    assert!(text("src/models.rs").contains("pub struct Common"));
    assert!(text("src/models/group3.rs").contains("pub struct Own"));
    let manifest = text("Cargo.toml");
    let (home, other) = if text("src/models/group4.rs").contains("pub struct Pair") {
        ("group4", "group3")
    } else {
        ("group3", "group4")
    };
    assert!(text(&format!("src/models/{home}.rs")).contains("pub struct Pair"), "{home}");
    let enabled = format!("{other} = [\"group3-models\", \"group4-models\"]");
    assert!(manifest.contains(&enabled), "{manifest}");
    assert!(manifest.contains("group5 = [\"group5-models\"]"), "{manifest}");
}
