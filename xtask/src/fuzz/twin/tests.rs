//! Whatever text a description has in whatever place, the generated crate says the same in Rust.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use super::{super::tree::in_json, *};
use armrest::{disk::Memory, generate, load::Input, plan::Settings};

/// A description with a place `‹name›` or `‹name:text›` for each text. A place that stands twice has one text; `‹→name›` is
/// the same text in a JSON pointer.
const DESCRIPTION: &str = r##"{
  "swagger": "2.0",
  "info": { "title": "‹title:Texts›", "version": "‹version:1›", "description": "‹info:A service.›" },
  "externalDocs": { "url": "‹docs url:https://texts.example/docs›", "description": "‹docs:More.›" },
  "host": "‹host:texts.example›",
  "basePath": "‹base path:/base›",
  "schemes": ["https"],
  "consumes": ["‹consumes:application/json; charset=utf-8›"],
  "produces": ["‹produces:application/json; charset=utf-8›"],
  "securityDefinitions": {
    "‹scheme:t›": { "type": "oauth2", "flow": "implicit", "authorizationUrl": "https://a.example/", "scopes": { "‹scope:https://texts.example/.default›": "‹scope text:All.›" } },
    "k": { "type": "apiKey", "in": "header", "name": "‹key:x-key›" }
  },
  "security": [{ "‹scheme:t›": ["‹scope:https://texts.example/.default›"] }, { "k": [] }],
  "tags": [{ "name": "‹tag:Some›", "description": "‹tag text:Some operations.›" }],
  "paths": {
    "/‹path:letters›/{‹path parameter:name›}": {
      "get": {
        "operationId": "‹group:Letters›_‹verb:Get›",
        "summary": "‹summary:Gets one.›",
        "description": "‹description:Gets a letter.›",
        "tags": ["‹tag:Some›"],
        "parameters": [
          { "name": "‹path parameter:name›", "in": "path", "required": true, "type": "string", "description": "‹parameter text:Its name.›" },
          { "name": "‹query:top›", "in": "query", "type": "string", "default": "‹default:ten›", "x-ms-client-name": "‹client name:topCount›", "pattern": "‹parameter pattern:a+›" },
          { "name": "‹header:x-mark›", "in": "header", "type": "string" },
          { "name": "‹fixed:fixed›", "in": "query", "required": true, "type": "string", "enum": ["‹constant:one›"] },
          { "name": "kinds", "in": "query", "type": "string", "enum": ["‹kind:near›", "far"], "x-ms-enum": { "name": "‹enum:Kind›", "values": [{ "value": "‹kind:near›", "name": "‹kind name:Near›", "description": "‹kind text:Not far.›" }, { "value": "far" }] } },
          { "name": "client", "in": "query", "required": true, "type": "string", "x-ms-client-default": "‹client default:me›" },
          { "name": "api-version", "in": "query", "required": true, "type": "string" }
        ],
        "responses": {
          "200": { "description": "‹response:One.›", "schema": { "$ref": "#/definitions/‹→definition:Letter›" }, "headers": { "‹response header:x-note›": { "type": "string", "description": "‹header text:A note.›" }, "x-meta": { "type": "string", "x-ms-header-collection-prefix": "‹prefix:x-ms-meta-›" } } },
          "default": { "description": "No.", "schema": { "type": "object", "properties": { "error": { "type": "string" } } } }
        },
        "x-ms-examples": { "‹example:One letter›": { "$ref": "./examples/one.json" } }
      }
    },
    "/all": {
      "get": {
        "operationId": "List",
        "parameters": [],
        "x-ms-pageable": { "nextLinkName": "‹next link:nextLink›", "itemName": "‹items:value›" },
        "responses": { "200": { "description": "All.", "schema": { "$ref": "#/definitions/Letters" } } }
      },
      "post": {
        "operationId": "Send",
        "parameters": [{ "name": "‹body:letter›", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Kinds" }, "description": "‹body text:What is sent.›" }],
        "responses": { "204": { "description": "Sent." } }
      }
    }
  },
  "definitions": {
    "‹definition:Letter›": {
      "title": "‹model title:A letter›",
      "description": "‹model text:What is sent.›",
      "type": "object",
      "properties": {
        "‹property:text›": { "type": "string", "description": "‹property text:What it says.›", "default": "‹property default:none›", "example": "‹property example:Hello›", "pattern": "‹pattern:^a+$›" },
        "renamed": { "type": "string", "x-ms-client-name": "‹property name:other›", "externalDocs": { "url": "https://texts.example/", "description": "‹property docs:more›" } },
        "size": { "type": "string", "enum": ["‹inline:big›"] }
      }
    },
    "Letters": { "properties": { "‹items:value›": { "type": "array", "items": { "$ref": "#/definitions/‹→definition:Letter›" } }, "‹next link:nextLink›": { "type": "string" } } },
    "Kinds": { "discriminator": "‹discriminator:kind›", "required": ["‹discriminator:kind›"], "properties": { "‹discriminator:kind›": { "type": "string" } } },
    "Near": { "x-ms-discriminator-value": "‹value:near›", "allOf": [{ "$ref": "#/definitions/Kinds" }], "properties": { "far": { "type": "string" } } }
  }
}"##;

const EXAMPLE: &str = r##"{
  "parameters": { "‹path parameter:name›": "‹example argument:a›", "‹query:top›": "‹example query:b›", "‹header:x-mark›": "c", "client": "d", "api-version": "1" },
  "responses": { "200": { "headers": {}, "body": { "‹property:text›": "‹example body:Hi›", "renamed": "x", "size": "‹inline:big›" } } }
}"##;

const README: &str = "# ‹readme title:Texts›\n\n``` yaml\ntag: package-1\n```\n\n``` yaml $(tag) == 'package-1'\ninput-file:\n  - texts.json\n```\n";

type Texts<'t> = BTreeMap<&'t str, &'t str>;

/// The places of a template and their harmless texts.
fn places(template: &str) -> Texts<'_> {
    let parts = template.split('‹').skip(1).filter_map(|part| part.split_once('›'));
    parts.filter_map(|(place, _)| place.trim_start_matches('→').split_once(':')).collect()
}

/// A template with the texts in their places; `escape` is that of the template's language.
fn filled(template: &str, texts: &BTreeMap<&str, String>, escape: fn(&str) -> String) -> String {
    let mut parts = template.split('‹');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, rest) = part.split_once('›').expect("a place ends");
        let is_pointer = place.starts_with('→');
        let (name, harmless) = place.trim_start_matches('→').split_once(':').expect("a harmless text");
        let own = texts.get(name).map_or(harmless, String::as_str);
        let own = if is_pointer { own.replace('~', "~0").replace('/', "~1") } else { own.to_owned() };
        text.push_str(&escape(&own));
        text.push_str(rest);
    }
    text
}

fn generated(texts: &BTreeMap<&str, String>) -> Outcome {
    let files = [
        ("/r/readme.md", filled(README, texts, str::to_owned)),
        ("/r/texts.json", filled(DESCRIPTION, texts, in_json)),
        ("/r/examples/one.json", filled(EXAMPLE, texts, in_json)),
    ];
    let files = Memory(files.map(|(path, text)| (path.into(), text)).into());
    let input = Input { paths: vec!["/r/readme.md".into()], root: Some("/r".into()), ..Input::default() };
    generate(&input, &Settings { tests: true, ..Settings::default() }, &files)
}

/// Places where another text leaves something out, with a warning that says so.
const MAY_CHANGE: &[&str] = &["key", "path", "produces"];

/// Places where no such text is taken: a header has no such name.
const REFUSED: &[&str] = &["header"];

/// The crate of harmless texts, which all others are compared with.
struct Twin {
    files: Vec<TextFile>,
    shapes: Shapes,
}

impl Twin {
    fn new() -> Self {
        let outcome = generated(&BTreeMap::new());
        let found: Vec<&String> = outcome.diagnostics.iter().map(|own| &own.message).collect();
        assert_eq!(found, Vec::<&String>::new());
        Self { files: outcome.files.expect("a crate"), shapes: Shapes::default() }
    }

    /// What becomes of a text in these places: whether there is a crate, and what is wrong with it.
    fn compare(&mut self, places: &[(&str, &str)], hostile: &str) -> (bool, Vec<String>) {
        let texts = places.iter().map(|(place, harmless)| (*place, format!("{harmless}{hostile}{harmless}")));
        let outcome = generated(&texts.collect());
        let mut faults = faults(&outcome, &self.files.iter().map(|file| file.text.as_str()).collect());
        let Some(files) = outcome.files else { return (false, faults) };
        let may_change = places.iter().all(|(place, _)| MAY_CHANGE.contains(place));
        let warned = outcome.diagnostics.count(Severity::Warning) > 0 && may_change;
        let differences = differences(&files, &self.files, &mut self.shapes).unwrap_or_else(|fault| vec![fault]);
        faults.extend(differences.into_iter().filter(|fault| !(warned && fault.starts_with(ITEMS))));
        (true, faults)
    }

    /// What is wrong in these places, and in which of them there is a crate. Where something is wrong, or there is no
    /// crate, each half is looked at on its own.
    fn search<'p>(
        &mut self,
        places: &[(&'p str, &'p str)],
        hostile: &str,
        made: &mut BTreeSet<&'p str>,
    ) -> Vec<String> {
        let (is_made, faults) = self.compare(places, hostile);
        if is_made && faults.is_empty() {
            made.extend(places.iter().map(|(place, _)| *place));
            return Vec::new();
        }
        if let [(place, _)] = places {
            made.extend(is_made.then_some(*place));
            return faults.into_iter().map(|fault| format!("{place} with {hostile:?}: {fault}")).collect();
        }
        let (one, other) = places.split_at(places.len() / 2);
        let mut faults = self.search(one, hostile, made);
        faults.extend(self.search(other, hostile, made));
        faults
    }
}

#[test]
fn no_text_becomes_anything_but_text() {
    let all: Texts = [DESCRIPTION, EXAMPLE, README].into_iter().flat_map(places).collect();
    let is_special = |place: &str| MAY_CHANGE.contains(&place) || REFUSED.contains(&place);
    let (special, usual): (Vec<_>, Vec<_>) =
        all.iter().map(|(own, text)| (*own, *text)).partition(|own| is_special(own.0));
    let mut twin = Twin::new();
    let mut made = BTreeSet::new();
    let mut failures = Vec::new();
    for hostile in HOSTILE {
        for some in usual.chunks(8).chain(special.chunks(1)) {
            failures.extend(twin.search(some, hostile, &mut made));
        }
    }
    let count = failures.len();
    failures.truncate(50);
    assert!(failures.is_empty(), "{count} failure(s)\n{}", failures.join("\n"));
    let refused: Vec<&str> = all.keys().copied().filter(|place| !made.contains(place)).collect();
    assert_eq!(refused, REFUSED);
}

#[test]
fn what_rustdoc_would_run_or_load_is_a_fault() {
    for text in [
        "```\nx\n```\n",
        "```rust\nx\n```\n",
        "a\n\n    x\n",
        "```no_run\ncompile_error!()\n```\n",
        "[x](javascript:x())\n",
        "a <b>c</b>\n",
        "<script>x()</script>\n",
    ] {
        assert!(!faults_of(text).is_empty(), "{text}");
    }
    assert_eq!(
        faults_of("```text\nx\n```\n\n```no_run\nx\n```\n\n\\<b>, `<b>`, [x](https://x.example)\n"),
        Vec::<String>::new()
    );
    let shape_of = |text| shape(text).expect("Rust");
    for (text, other) in [
        ("fn a() {}", "fn a() {} fn b() {}"),
        ("struct A;", "#[x]\nstruct A;"),
        ("fn a() { \"b\" }", "fn a() { b!() }"),
    ] {
        assert_ne!(shape_of(text), shape_of(other));
    }
    assert_eq!(
        shape_of("/// A.\n/// B.\nfn a() { c(\"d\", 1) }"),
        shape_of("#[doc = \"E\"]\nfn f() { g(r#\"h\"#, 2,) }")
    );
}
