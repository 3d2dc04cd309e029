//! Each name that generated code declares or imports is of the description, or in the table of the generator's own.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest::{
    disk::Memory,
    generate,
    load::Input,
    plan::{Reserved, Settings},
};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Every name in the description has it, so that others are the generator's own.
const MARK: &str = "zz";

#[test]
fn every_name_is_described_or_in_the_table() {
    let mut unknown = BTreeMap::new();
    let (mut described, mut seen) = (0, BTreeSet::new());
    for (variant, files) in descriptions() {
        for (path, text) in generated(files) {
            for name in declared(&text) {
                if name.to_lowercase().contains(MARK) {
                    described += 1;
                } else if !Reserved::ALL.iter().any(|own| own.has(&name)) {
                    unknown.insert(name, format!("{variant}: {path}"));
                } else {
                    seen.insert(name);
                }
            }
        }
    }
    assert!(described > 100, "the test reads names: {described}");
    assert!(unknown.is_empty(), "names that are nobody's: {unknown:#?}");
    let declared = [
        Reserved::Modules,
        Reserved::Exports,
        Reserved::Variants,
        Reserved::ClientMethods,
        Reserved::Connection,
        Reserved::ClientTypes,
        Reserved::Method,
        Reserved::Closure,
        Reserved::MethodOptions,
        Reserved::Tests,
        Reserved::TestClient,
        Reserved::Test,
    ];
    // They are named, and not imported.
    let named = ["Option", "Self", "String", "Vec"];
    let own = declared.iter().flat_map(|own| own.names()).filter(|name| !named.contains(name));
    let unseen: Vec<_> = own.filter(|name| !seen.contains(**name)).collect();
    assert!(unseen.is_empty(), "the table has them, and no crate of this test does: {unseen:?}");
}

#[test]
fn no_name_is_made_where_files_are_printed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emit");
    let files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    assert!(files.len() > 5);
    for file in files {
        let text = fs::read_to_string(&file).expect("a text");
        for maker in ["format_ident!", "type_name(&format!", "ident(&format!", "Ident::new(&"] {
            assert!(!text.contains(maker), "{}: {maker}", file.display());
        }
    }
}

#[test]
fn names_of_the_description_give_way_to_those_made_of_other_names() {
    let token = json!({ "zzToken": { "type": "oauth2", "flow": "implicit", "authorizationUrl": "https://zz.example.com",
        "scopes": { "zz": "All." } } });
    let mut files = files(&[("zzOne", &token), ("zzTwo", &token)], 1);
    for text in files.values_mut() {
        *text = text
            .replace("zzKept", "zzTwoConnectionCredential")
            .replace("zzNeeded", "client")
            .replace("zzId", "own_client");
    }
    let files = generated(files);
    let main = &files.iter().find(|(path, _)| path == "src/clients/zz_client.rs").expect("the client").1;
    assert!(main.contains("zz_two_connection_credential: impl Into<String>"), "{main}");
    assert!(main.contains("let [credential, zz_two_connection_credential2] = credentials;"), "{main}");
    let group = &files.iter().find(|(path, _)| path.ends_with("group0_client.rs")).expect("the group's").1;
    assert!(group.contains("own_client: &str"), "{group}");
    assert!(group.contains("own_client2: &[String]"), "{group}");
}

#[test]
fn modules_of_models_have_a_name_each() {
    let groups = ["Mod", "ModModels", "AzureCore", "Std", "A", "B", "C", "D", "E", "F"];
    let paths = groups.map(|group| {
        let operation =
            json!({ "operationId": format!("{group}_Get"), "responses": { "204": { "description": "Done." } } });
        (format!("/{group}"), json!({ "get": operation }))
    });
    let described = json!({
        "swagger": "2.0",
        "info": { "title": "Zz", "version": "1" },
        "host": "zz.example.com",
        "paths": serde_json::Map::from_iter(paths),
    });
    let input = Input { paths: vec!["/zz.json".into()], ..Input::default() };
    let files = Memory(BTreeMap::from([("/zz.json".into(), described.to_string())]));
    let files = generate(&input, &Settings::default(), &files).files.expect("a crate");
    let found: Vec<&str> = files.iter().filter_map(|file| file.path.strip_prefix("src/models/")).collect();
    for module in ["mod_models", "mod_models_models", "azure_core_models", "std_models", "a", "f"] {
        assert!(found.contains(&format!("{module}.rs").as_str()), "{module}: {found:?}");
    }
}

#[test]
fn the_test_sees_every_kind_of_declaration() {
    let text = r#"
        #![doc = "no: u8"]
        use a::{b::{self, One}, Two as Three};
        use models::*;
        mod four;
        pub struct Five<'a> { pub six: Vec<&'a str> }
        pub enum Seven { #[deprecated] Eight, Nine(Ten), Eleven { twelve: u8 } }
        pub type Thirteen = NoParameters<X>;
        impl Five {
            fn fourteen(&self, mut fifteen: &str, r#type: Option<a::B>) -> Result<Self> {
                let sixteen = 1;
                let mut seventeen: u8 = 2;
                let [eighteen, nineteen] = twenty;
                a.map(|twenty_one| twenty_one.b()).or_else(|| c::d());
                format!("{x}", x = 1);
            }
        }
        codegen::model! { Y fields { "z" => z } }
    "#;
    let expected = [
        "b",
        "One",
        "Three",
        "four",
        "Five",
        "six",
        "Seven",
        "Eight",
        "Nine",
        "Eleven",
        "twelve",
        "Thirteen",
        "fourteen",
        "fifteen",
        "type",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty_one",
    ];
    assert_eq!(declared(text), expected);
}

/// The Rust files of a crate, by their paths.
fn generated(files: BTreeMap<PathBuf, String>) -> Vec<(String, String)> {
    let paths = files.keys().filter(|path| !path.to_string_lossy().contains("example")).cloned().collect();
    let input = Input { paths, ..Input::default() };
    let outcome = generate(&input, &Settings { tests: true, ..Settings::default() }, &Memory(files));
    let findings: Vec<&str> = outcome.diagnostics.iter().map(|finding| finding.message.as_str()).collect();
    let files = outcome.files.unwrap_or_else(|| panic!("{findings:#?}"));
    assert!(files.iter().any(|file| file.path == "tests/examples.rs"), "{findings:#?}");
    let rust = files.into_iter().filter(|file| file.path.ends_with(".rs"));
    rust.map(|file| (file.path, file.text)).collect()
}

/// The names that a file declares or imports, in its order. What a macro is given declares nothing.
fn declared(text: &str) -> Vec<String> {
    syn::parse_file(text).expect("Rust");
    let mut names = Vec::new();
    collect(text.parse().expect("Rust"), &mut names);
    names
}

fn collect(tokens: TokenStream, names: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        let rest = &tokens[at..];
        at += 1;
        match rest {
            // Attributes and macros.
            [first, TokenTree::Group(_), ..] if is(first, "#") || is(first, "!") => at += 1,
            [first, second, TokenTree::Ident(name), ..] if is(first, "let") && is(second, "mut") => {
                names.push(plain(name));
                at += 2;
            }
            [first, TokenTree::Group(pattern), ..] if is(first, "let") => {
                names.extend(identifiers(pattern.stream()));
                at += 1;
            }
            [first, TokenTree::Ident(name), TokenTree::Group(body), ..] if is(first, "enum") => {
                names.push(plain(name));
                variants(body.stream(), names);
                at += 2;
            }
            [first, ..] if is(first, "use") => {
                let end = rest.iter().position(|token| is(token, ";")).unwrap_or(rest.len());
                imports(&rest[1..end], names);
                at += end;
            }
            [first, TokenTree::Ident(name), ..]
                if DECLARING.iter().any(|word| is(first, word)) && !is(&rest[1], "mut") =>
            {
                names.push(plain(name));
                // A type that is stated does not make it another name.
                at += 1;
            }
            [TokenTree::Ident(name), colon, ..] if is(colon, ":") && !is_path(colon) => {
                names.push(plain(name));
                at += 1;
            }
            // A path's `::`, which no name in front of it is declared by.
            [colon, second, ..] if is_path(colon) && is(second, ":") => at += 1,
            [first, TokenTree::Ident(name), last, ..] if is(first, "|") && is(last, "|") => {
                names.push(plain(name));
                at += 2;
            }
            [TokenTree::Group(group), ..] => collect(group.stream(), names),
            _ => {}
        }
    }
}

const DECLARING: [&str; 8] = ["fn", "struct", "mod", "type", "let", "const", "static", "trait"];

fn is(token: &TokenTree, text: &str) -> bool {
    token.to_string() == text
}

/// Whether it is the first `:` of `::`.
fn is_path(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(colon) if colon.as_char() == ':' && colon.spacing() == proc_macro2::Spacing::Joint)
}

fn plain(name: &proc_macro2::Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}

fn identifiers(tokens: TokenStream) -> impl Iterator<Item = String> {
    tokens.into_iter().filter_map(|token| match token {
        TokenTree::Ident(name) => Some(plain(&name)),
        _ => None,
    })
}

fn variants(tokens: TokenStream, names: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => names.push(plain(&name)),
            TokenTree::Group(fields) if fields.delimiter() == proc_macro2::Delimiter::Brace => {
                collect(fields.stream(), names)
            }
            _ => {}
        }
    }
}

/// What a `use` brings: the last name of each path, or what it is called here.
fn imports(tokens: &[TokenTree], names: &mut Vec<String>) {
    for path in tokens.split(|token| is(token, ",")) {
        match path {
            [.., TokenTree::Group(inside)] => {
                let inside: Vec<TokenTree> = inside.stream().into_iter().collect();
                let mut own = Vec::new();
                imports(&inside, &mut own);
                let module = path.iter().rev().find_map(|token| match token {
                    TokenTree::Ident(name) => Some(plain(name)),
                    _ => None,
                });
                let own =
                    own.into_iter().map(|name| if name == "self" { module.clone().unwrap_or(name) } else { name });
                names.extend(own);
            }
            [.., TokenTree::Ident(name)] if *name != "_" => names.push(plain(name)),
            _ => {}
        }
    }
}

/// Descriptions that need every kind of what the generator makes itself, with their examples: several hosts with
/// credentials of each kind, few groups and many, every ending of a method, JSON and XML.
fn descriptions() -> Vec<(&'static str, BTreeMap<PathBuf, String>)> {
    let key = json!({ "zzKey": { "type": "apiKey", "name": "zz-key", "in": "header" } });
    let basic = json!({ "zzBasic": { "type": "basic" } });
    let token = json!({ "zzToken": { "type": "oauth2", "flow": "implicit", "authorizationUrl": "https://zz.example.com",
        "scopes": { "zz": "All." } } });
    vec![
        ("by a key", files(&[("zzOne", &key)], 2)),
        ("by a password", files(&[("zzOne", &basic)], 10)),
        ("by tokens", files(&[("zzOne", &token), ("zzTwo", &token)], 2)),
        ("by each", files(&[("zzOne", &token), ("zzTwo", &key), ("zzThree", &basic)], 10)),
        ("by Azure Resource Manager", files(&[("zzArm", &json!({}))], 10)),
        ("by Azure Resource Manager too", files(&[("zzOne", &key), ("zzArm", &json!({}))], 2)),
    ]
}

fn files(hosts: &[(&str, &Value)], groups: usize) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    for (name, security) in hosts {
        files.insert(PathBuf::from(format!("/zz/{name}.json")), described(name, security, groups).to_string());
    }
    let example = json!({ "parameters": {
            "zzId": "a", "zzKept": "b", "api-version": "1", "zzNeeded": ["a"], "zzBody": { "zzName": "c" },
            "zzUrl": "https://zz.example.com", "zzPart": "p", "Zz-Header": "h",
        },
        "responses": { "400": { "body": { "zzName": "a" } }, "200": { "body": { "zzName": "a", "zzItems": [{ "zzName": "b" }] } } } });
    files.insert("/zz/example/zz.json".into(), example.to_string());
    files
}

fn described(name: &str, security: &Value, groups: usize) -> Value {
    let requirement: Vec<Value> =
        security.as_object().into_iter().flatten().map(|(name, _)| json!({ name: ["zz"] })).collect();
    let mut paths = serde_json::Map::new();
    for group in 0..groups {
        for (verb, operation) in operations(&format!("{name}Group{group}")) {
            let path = format!("/{name}/{group}/{verb}/{{zzId}}/{{zzKept}}");
            let method = if verb == "zzExists" {
                "head"
            } else if verb == "zzPut" || verb == "zzSendList" || verb == "zzXml" {
                "put"
            } else {
                "get"
            };
            paths.insert(path, json!({ method: operation }));
        }
    }
    let mut described = json!({
        "swagger": "2.0",
        "info": { "title": "Zz", "version": "1" },
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "paths": paths,
        "securityDefinitions": security,
        "security": requirement,
        "definitions": {
            "ZzPage": { "properties": {
                "zzName": { "type": "string" }, "zzNext": { "type": "string" },
                "zzItems": { "type": "array", "items": { "$ref": "#/definitions/ZzItem" } },
            } },
            "ZzItem": { "properties": {
                "zzName": { "type": "string" }, "zzDate": { "type": "string", "format": "date-time" },
                "zzColor": { "$ref": "#/definitions/ZzColor" }, "zzAnimal": { "$ref": "#/definitions/ZzAnimal" },
                "zzPassword": { "type": "string", "format": "password" }, "zzItem": { "$ref": "#/definitions/ZzItem" },
            }, "additionalProperties": { "type": "string" } },
            "ZzMonitor": { "properties": { "status": { "type": "string", "x-ms-client-name": "zzStatus" } } },
            "ZzXml": { "properties": { "zzName": { "type": "string" } } },
            "ZzColor": { "type": "string", "enum": ["zzRed", "zzBlue"], "x-ms-enum": { "name": "ZzColor", "modelAsString": true } },
            "ZzAnimal": { "discriminator": "zzKind", "required": ["zzKind"], "properties": { "zzKind": { "type": "string" } } },
            "ZzDog": { "allOf": [{ "$ref": "#/definitions/ZzAnimal" }], "x-ms-discriminator-value": "zzDog" },
        },
    });
    if name == "zzArm" {
        described["host"] = json!("management.azure.com");
        described["schemes"] = json!(["https"]);
    } else {
        described["x-ms-parameterized-host"] = json!({
            "hostTemplate": format!("https://{{zzUrl}}.{name}.example.com/{{zzPart}}"), "useSchemePrefix": false, "parameters": [
                { "name": "zzUrl", "in": "path", "required": true, "type": "string", "x-ms-skip-url-encoding": true },
                { "name": "zzPart", "in": "path", "required": true, "type": "string", "default": "zz" },
            ],
        });
    }
    described
}

/// An operation of each kind.
fn operations(group: &str) -> Vec<(&'static str, Value)> {
    let ok = |schema: Value| json!({ "200": { "description": "Done.", "schema": schema } });
    let page = || ok(json!({ "$ref": "#/definitions/ZzPage" }));
    let file = json!({ "type": "file" });
    let optional = json!({ "name": "zzBody", "in": "body", "schema": { "$ref": "#/definitions/ZzItem" } });
    let needed =
        json!({ "name": "zzBody", "in": "body", "required": true, "schema": { "$ref": "#/definitions/ZzItem" } });
    let xml = json!({ "name": "zzBody", "in": "body", "required": true, "schema": { "$ref": "#/definitions/ZzXml" } });
    let list = |name: &str, format: &str, required: bool| {
        let item =
            if format.is_empty() { json!({ "type": "string" }) } else { json!({ "type": "string", "format": format }) };
        json!({ "name": name, "in": "query", "type": "array", "items": item, "required": required })
    };
    let part = json!({ "name": "zzFile", "in": "formData", "required": true, "type": "file" });
    let headers = json!({ "Zz-Header": { "type": "string" } });
    let next = json!({ "name": "zzLink", "in": "query", "required": true, "type": "string" });
    let texts = json!({ "name": "zzBody", "in": "body", "required": true, "schema": { "type": "array", "items": { "type": "string" } } });
    let by_operation =
        json!({ "nextLinkName": "zzNext", "itemName": "zzItems", "operationName": format!("{group}_zzListFrom") });
    let paging = json!({ "nextLinkName": "zzNext", "itemName": "zzItems" });
    let all = [
        (
            "zzGet",
            json!({ "responses": { "200": {
            "description": "Done.", "schema": { "$ref": "#/definitions/ZzItem" }, "headers": headers },
 "default": { "description": "Not done.", "schema": { "$ref": "#/definitions/ZzItem" } } },
            "parameters": [list("zzNeeded", "", true), list("zzOther", "", false), list("zzDates", "date-time-rfc1123", false),
                { "name": "Zz-Header", "in": "header", "type": "string" }] }),
        ),
        (
            "zzPut",
            json!({ "consumes": ["application/json", "image/png"], "parameters": [optional], "responses": page() }),
        ),
        (
            "zzXml",
            json!({ "consumes": ["application/xml"], "produces": ["application/xml"], "parameters": [xml],
            "responses": ok(json!({ "$ref": "#/definitions/ZzXml" })) }),
        ),
        (
            "zzSend",
            json!({ "parameters": [needed], "responses": ok(json!({ "type": "string", "format": "date-time" })) }),
        ),
        ("zzExists", json!({ "responses": { "200": { "description": "Yes." }, "404": { "description": "No." } } })),
        ("zzStream", json!({ "produces": ["application/octet-stream"], "responses": ok(file) })),
        ("zzForm", json!({ "consumes": ["multipart/form-data"], "parameters": [part], "responses": page() })),
        ("zzNothing", json!({ "responses": { "200": { "description": "Done." } } })),
        ("zzList", json!({ "responses": page(), "x-ms-pageable": by_operation })),
        (
            "zzWait",
            json!({ "responses": page(), "x-ms-long-running-operation": true,
            "x-ms-long-running-operation-options": { "final-state-via": "location" } }),
        ),
        (
            "zzWaitForStatus",
            json!({ "responses": ok(json!({ "$ref": "#/definitions/ZzMonitor" })),
            "x-ms-long-running-operation": true }),
        ),
        ("zzListFrom", json!({ "responses": page(), "parameters": [next] })),
        ("zzSendList", json!({ "parameters": [texts], "responses": page() })),
        ("zzWaitForList", json!({ "responses": page(), "x-ms-long-running-operation": true, "x-ms-pageable": paging })),
    ];
    let shared = [
        json!({ "name": "zzId", "in": "path", "required": true, "type": "string" }),
        json!({ "name": "zzKept", "in": "path", "required": true, "type": "string", "x-ms-parameter-location": "client" }),
        json!({ "name": "api-version", "in": "query", "required": true, "type": "string" }),
    ];
    let operations = all.into_iter().map(|(verb, mut operation)| {
        let own = operation["parameters"].as_array().cloned().unwrap_or_default();
        operation["parameters"] = shared.iter().cloned().chain(own).collect();
        operation["operationId"] = format!("{group}_{verb}").into();
        operation["x-ms-examples"] = json!({ "Zz": { "$ref": "example/zz.json" } });
        (verb, operation)
    });
    operations.collect()
}
