//! Whatever text a description has in whatever place, the generated crate says the same in Rust: the same items with the
//! same attributes, and nothing in it that is run, hidden or printed raw.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest::{
    Outcome,
    diagnostics::{Severity, render},
    disk::Memory,
    emit::TextFile,
    generate,
    load::Input,
    plan::Settings,
};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use std::collections::{BTreeMap, BTreeSet};

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

/// Texts that mean something to Rust, to rustdoc, to TOML, to a terminal, or to a reader.
const HOSTILE: &[&str] = &[
    "\n```\n#![x]\ncompile_error!()\n```\n",
    "\n\n    compile_error!()\n\n",
    "\"#; compile_error!(); r#\"",
    "\"##\"###",
    "*/ compile_error!() /*",
    "\\",
    "\\\"",
    "[x](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<!-- ",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{2066}",
    "\u{0}",
    "\r",
    "\r\n",
    "]]>",
    "{}",
    "{x}",
    "{",
    "}",
    "${x}",
    "\u{7f}",
    "\u{9b}31m",
    "\u{85}",
    "\u{1b}[31m",
    "\u{8}",
    "\t",
    "'''\n[package]\nname = \"x\"\n",
    "\"\"\"\n[features]\n",
    "\u{feff}",
    "[`Nothing`] [crate::nothing]",
    "// ",
    "\u{200b}",
];

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

fn in_json(text: &str) -> String {
    let quoted = serde_json::to_string(text).expect("a text");
    quoted[1..quoted.len() - 1].to_owned()
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

/// What a file of Rust is, but for names, texts and documentation.
fn shape(text: &str) -> String {
    syn::parse_file(text).unwrap_or_else(|error| panic!("not Rust: {error}\n{text}"));
    let tokens: TokenStream = text.parse().expect("tokens");
    let mut shape = String::new();
    shape_of(tokens, &mut shape);
    shape
}

fn shape_of(tokens: TokenStream, shape: &mut String) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut rest = tokens.as_slice();
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            // Documentation has as many lines as its text, which are looked at on their own.
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let inner = matches!(after, [TokenTree::Punct(bang), ..] if bang.as_char() == '!');
                match &after[usize::from(inner)..] {
                    [TokenTree::Group(group), behind @ ..] if group.stream().to_string().starts_with("doc =") => {
                        rest = behind;
                    }
                    _ => shape.push('#'),
                }
            }
            TokenTree::Punct(mark) if mark.as_char() == ',' && after.is_empty() => {}
            TokenTree::Punct(mark) => shape.push(mark.as_char()),
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let is_keyword = syn::parse_str::<syn::Ident>(&name).is_err();
                shape.push_str(if is_keyword { &name } else { "i" });
                shape.push(' ');
            }
            TokenTree::Literal(literal) => {
                let is_text = literal.to_string().ends_with(['"', '#']);
                shape.push_str(if is_text { "\"\" " } else { "1 " });
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}\n"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                shape.push_str(open);
                shape_of(group.stream(), shape);
                shape.push_str(close);
            }
        }
    }
}

/// The files of a crate by what they are: names of files follow names of the description. Most files are those of another
/// crate too, whose shapes are known.
fn shapes(files: &[TextFile], known: &mut BTreeMap<String, String>) -> Vec<String> {
    let rust = files.iter().filter(|file| file.path.ends_with(".rs"));
    let of_file = |file: &TextFile| known.entry(file.text.clone()).or_insert_with(|| shape(&file.text)).clone();
    let mut shapes: Vec<String> = rust.map(of_file).collect();
    shapes.sort();
    shapes
}

/// The keys of a manifest, with those of its tables.
fn keys(manifest: &str) -> Vec<String> {
    fn add(table: &dyn toml_edit::TableLike, path: &str, keys: &mut Vec<String>) {
        for (key, item) in table.iter() {
            let path = format!("{path}/{key}");
            keys.push(path.clone());
            if let Some(inner) = item.as_table_like() {
                add(inner, &path, keys);
            }
        }
    }
    let document: toml_edit::DocumentMut = manifest.parse().unwrap_or_else(|error| panic!("{error}\n{manifest}"));
    let mut keys = Vec::new();
    add(document.as_table(), "", &mut keys);
    keys
}

/// The documentation in a file, each item's on its own. Of a readme it is all but the marker.
fn documentation(path: &str, text: &str) -> Vec<String> {
    if path == "README.md" {
        let (_, text) = text.split_once('\n').expect("a marker");
        return vec![text.replace("```rust\n", "```no_run\n")];
    }
    let mut found: Vec<String> = vec![String::new()];
    for line in text.lines().map(str::trim_start) {
        match line.strip_prefix("///").or(line.strip_prefix("//!")) {
            Some(words) => {
                let last = found.last_mut().expect("one");
                last.push_str(words.strip_prefix(' ').unwrap_or(words));
                last.push('\n');
            }
            None => found.push(String::new()),
        }
    }
    found.retain(|text| !text.is_empty());
    found
}

/// What is wrong with documentation: code that rustdoc runs, links to scripts, and HTML.
fn faults_of(documentation: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut own = false;
    for event in Parser::new_ext(documentation, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => faults.push("an indented code block".to_owned()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => match &*kind {
                "no_run" => own = true,
                "text" => {}
                other => faults.push(format!("a code block of {other:?}")),
            },
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => own = false,
            Event::Text(text) if own && text.contains("compile_error!") => faults.push(format!("code: {text}")),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if dest_url.trim_start().to_ascii_lowercase().starts_with("javascript") =>
            {
                faults.push(format!("a link to {dest_url}"));
            }
            Event::Html(html) | Event::InlineHtml(html) => faults.push(format!("HTML: {html}")),
            _ => {}
        }
    }
    faults
}

/// Whether a terminal or an editor shows a character as something else, or not at all.
fn is_hidden(character: char) -> bool {
    character.is_control() && character != '\n'
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{feff}')
}

/// Places where another text leaves something out, with a warning that says so.
const MAY_CHANGE: &[&str] = &["key", "path", "produces"];

/// Places where no such text is taken: a header has no such name.
const REFUSED: &[&str] = &["header"];

/// The crate of harmless texts, which all others are compared with.
struct Twin {
    texts: BTreeSet<String>,
    shapes: Vec<String>,
    keys: Vec<String>,
    /// The shapes of files that were read before.
    known: BTreeMap<String, String>,
}

impl Twin {
    fn new() -> Self {
        let outcome = generated(&BTreeMap::new());
        let found: Vec<&String> = outcome.diagnostics.iter().map(|own| &own.message).collect();
        assert_eq!(found, Vec::<&String>::new());
        let files = outcome.files.expect("a crate");
        let mut known = BTreeMap::new();
        Self {
            texts: files.iter().map(|file| file.text.clone()).collect(),
            shapes: shapes(&files, &mut known),
            keys: manifest_keys(&files),
            known,
        }
    }

    /// What becomes of a text in these places: whether there is a crate, and what is wrong with it.
    fn compare(&mut self, places: &[(&str, &str)], hostile: &str) -> (bool, Vec<String>) {
        let texts = places.iter().map(|(place, harmless)| (*place, format!("{harmless}{hostile}{harmless}")));
        let outcome = generated(&texts.collect());
        let mut faults = Vec::new();
        for finding in outcome.diagnostics.iter() {
            let shown = render(finding, &outcome.sources, false);
            if let Some(raw) = shown.chars().find(|character| is_hidden(*character)) {
                faults.push(format!("{raw:?} is shown raw in a finding"));
            }
            if finding.severity == Severity::Error && finding.location.is_none() {
                faults.push(format!("an error without a location: {}", finding.message));
            }
        }
        let Some(files) = outcome.files else { return (false, faults) };
        for file in files.iter().filter(|file| !self.texts.contains(&file.text)) {
            if let Some(raw) = file.text.chars().find(|character| is_hidden(*character)) {
                faults.push(format!("{raw:?} is raw in {}", file.path));
            }
            if file.path.chars().any(|one| !(one.is_ascii_alphanumeric() || "_-./".contains(one))) {
                faults.push(format!("a file's path is {:?}", file.path));
            }
            let documentation = documentation(&file.path, &file.text);
            let of_documentation = documentation.iter().flat_map(|text| faults_of(text));
            faults.extend(of_documentation.map(|fault| format!("{fault} in {}", file.path)));
        }
        let may_change = places.iter().all(|(place, _)| MAY_CHANGE.contains(place));
        let warned = outcome.diagnostics.count(Severity::Warning) > 0 && may_change;
        let found = shapes(&files, &mut self.known);
        if !warned && found != self.shapes {
            let other = found.iter().find(|shape| !self.shapes.contains(shape)).map_or("", String::as_str);
            let messages: Vec<&String> = outcome.diagnostics.iter().map(|own| &own.message).collect();
            faults.push(format!("other items ({messages:?}): {}", other.chars().take(300).collect::<String>()));
        }
        if manifest_keys(&files) != self.keys {
            faults.push("other keys in the manifest".to_owned());
        }
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

fn manifest_keys(files: &[TextFile]) -> Vec<String> {
    let file = files.iter().find(|file| file.path == "Cargo.toml").expect("a manifest");
    keys(&file.text)
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
fn a_finding_shows_what_a_terminal_would_obey() {
    let path = "{\u{202e}x}";
    let text = format!(
        "swagger: '2.0'\ninfo: {{ title: T, version: '1' }}\nhost: management.azure.com\npaths:\n  '/a/{path}': {{ get: \
         {{ operationId: A, responses: {{ '204': {{ description: '\u{200b}' }} }} }} }}\n"
    );
    let files = Memory(BTreeMap::from([("/r/a.yaml".into(), text)]));
    let outcome = generate(
        &Input { paths: vec!["/r/a.yaml".into()], ..Input::default() },
        &Settings { tests: true, ..Settings::default() },
        &files,
    );
    let shown: Vec<String> = outcome.diagnostics.iter().map(|own| render(own, &outcome.sources, false)).collect();
    let expected = "error[undeclared-parameter]: `{\\u{202e}x}` in the path is not a parameter of `A`
 --> a.yaml:5:21
  |
5 |   '/a/{\u{fffd}x}': { get: { operationId: A, responses: { '204': { description: '\u{fffd}' } } } }
  |                     ^
  |
  = help: declare it with `\"in\": \"path\"`";
    assert_eq!(shown, [expected]);
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
    for (text, other) in [
        ("fn a() {}", "fn a() {} fn b() {}"),
        ("struct A;", "#[x]\nstruct A;"),
        ("fn a() { \"b\" }", "fn a() { b!() }"),
    ] {
        assert_ne!(shape(text), shape(other));
    }
    assert_eq!(shape("/// A.\n/// B.\nfn a() { c(\"d\", 1) }"), shape("#[doc = \"E\"]\nfn f() { g(r#\"h\"#, 2,) }"));
}
