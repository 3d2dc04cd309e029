//! Each kind of finding, by a small input of which it is found and nothing else. A new kind needs a line here.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest::diagnostics::Code;
use std::{collections::BTreeSet, fs, net::TcpListener, process::Command};

/// What a description begins with.
const HEAD: &str = "swagger: '2.0'\ninfo: { title: Widgets, version: '1', description: Widgets. }\n";
const HOST: &str = "host: management.azure.com\n";

/// A command, and the files of the folder that it runs in.
struct Run {
    files: Vec<(&'static str, Vec<u8>)>,
    arguments: Vec<String>,
}

impl Run {
    fn of(arguments: &[&str]) -> Self {
        Self { files: Vec::new(), arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect() }
    }

    /// Generates a crate of a description.
    fn generate(description: impl Into<Vec<u8>>) -> Self {
        Self::of(&["generate", "a.yaml", "--out", "out"]).with("a.yaml", description)
    }

    /// Generates the crate of an `armrest.toml`, with these settings.
    fn project(settings: &str) -> Self {
        let project = format!("[[crate]]\nname = 'a'\nout = 'out'\ninputs = ['a.yaml']\n{settings}\n");
        Self::of(&["update"]).with("a.yaml", plain()).with("armrest.toml", project)
    }

    fn with(mut self, path: &'static str, text: impl Into<Vec<u8>>) -> Self {
        self.files.push((path, text.into()));
        self
    }

    fn and(mut self, arguments: &[&str]) -> Self {
        self.arguments.extend(arguments.iter().map(|argument| (*argument).to_owned()));
        self
    }

    /// The codes of what is found.
    fn found(&self) -> (BTreeSet<String>, String) {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in &self.files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_armrest"));
        let output = command.current_dir(folder.path()).args(&self.arguments).output().expect("the command");
        let said = String::from_utf8(output.stderr).expect("text");
        let code = |line: &str| {
            let code = line.strip_prefix("error[").or_else(|| line.strip_prefix("warning["))?;
            Some(code.split_once(']')?.0.to_owned())
        };
        (said.lines().filter_map(code).collect(), said)
    }
}

/// A description with one operation, which has these keywords too, and returns this schema.
fn operation(keywords: &str, schema: &str) -> String {
    let responses = format!("responses: {{ '200': {{ description: It., schema: {schema} }} }}");
    format!("{HEAD}{HOST}paths: {{ /a: {{ get: {{ operationId: A, {keywords} {responses} }} }} }}\n")
}

fn plain() -> String {
    operation("", "{ type: string }")
}

fn get(operation: &str) -> String {
    format!("{HEAD}{HOST}paths: {{ /a: {{ get: {{ {operation} }} }} }}\n")
}

fn package(inputs: &str) -> Run {
    let readme = format!("``` yaml\ninput-file: {inputs}\n```\n");
    Run::of(&["generate", "readme.md", "--out", "out"]).with("readme.md", readme)
}

fn json(text: &[u8]) -> Run {
    Run::of(&["generate", "a.json", "--out", "out"]).with("a.json", text)
}

/// What a code is found of: its example, where there is one that is of nothing else.
fn found_of(code: Code, port: u16) -> Run {
    let string = "{ type: string }";
    match code {
        Code::BadFaults => {
            Run::of(&["mock", "a.yaml", "--faults", "faults"]).with("a.yaml", plain()).with("faults", "x")
        }
        Code::BadFolder => Run::of(&["generate", "a.yaml", "--out", "/"]).with("a.yaml", plain()),
        Code::BadManifest => Run::generate(plain())
            .with("out/.armrest/manifest.json", r#"{ "version": 99 }"#)
            .with("out/Cargo.toml", ""),
        Code::BadOverride => {
            Run::project("override = [{ at = 'a.yaml#/nothing', reason = 'It is so.', remove = ['x'] }]")
        }
        Code::BadPackageName => Run::generate(plain()).and(&["--package-name", "a b"]),
        Code::BadPattern => Run::generate(plain()).and(&["--include", "["]),
        Code::BadRename => Run::project("rename = { Nothing = 'Something' }"),
        Code::BrokenJson => json(b"{"),
        Code::BrokenParameter => Run::generate(operation("parameters: [{ in: query, type: string }],", string)),
        Code::BrokenProject => Run::of(&["update"]).with("armrest.toml", "["),
        Code::BrokenReadme => package("https://example.com/a.json"),
        Code::BrokenResponse => Run::generate(get(
            "operationId: A, responses: { fine: { description: It. }, '200': { description: It. } }",
        )),
        Code::BrokenYaml => Run::generate("a: ["),
        Code::ContradictingExample => {
            Run::generate(operation("x-ms-examples: { one: { $ref: example.json } },", string))
                .with("example.json", r#"{ "parameters": {}, "responses": { "200": { "body": 1 } } }"#)
                .and(&["--tests"])
        }
        Code::FilesInTheWay => Run::generate(plain())
            .with("out/.armrest/manifest.json", r#"{ "version": 1, "files": {} }"#)
            .with("out/Cargo.toml", ""),
        Code::FolderNotEmpty => Run::generate(plain()).with("out/notes.txt", ""),
        Code::IgnoredKeyword => Run::generate(operation("deprecated: 1,", string)),
        Code::MissingFile => Run::of(&["generate", "a.yaml", "--out", "out"]),
        Code::NestedTooDeep => {
            let schema = format!("{}{string}{}", "{ type: array, items: ".repeat(101), " }".repeat(101));
            Run::generate(operation("", &schema))
        }
        Code::NoHost => {
            Run::generate(plain().replace(HOST, "")).and(&["--token-scope", "https://example.com/.default"])
        }
        Code::NoHostTemplate => Run::generate(plain().replace(HOST, "x-ms-parameterized-host: {}\n")),
        Code::NoInput => Run::of(&["update"]).with("armrest.toml", "[[crate]]\nname = 'a'\nout = 'out'\ninputs = []\n"),
        Code::NoNextOperation => Run::generate(operation(
            "x-ms-pageable: { nextLinkName: nextLink, operationName: B },",
            "{ properties: { value: { type: array, items: { type: string } }, nextLink: { type: string } } }",
        )),
        Code::NoOperationId => Run::generate(plain().replace("operationId: A,", "")),
        Code::NoOperations => Run::generate(format!("{HEAD}{HOST}paths: {{}}\n")),
        Code::NoPackages => Run::of(&["list", "."]).with("a.yaml", plain()),
        Code::NoProject => Run::of(&["update"]),
        Code::NoResponses => Run::generate(get("operationId: A")),
        Code::NoSuchPlace => Run::generate(plain()).and(&["--nullable", "a.yaml#/definitions/Nothing"]),
        Code::NoTag => Run::generate(plain()).and(&["--tag", "a"]),
        Code::NotADescription => {
            package("[a.yaml, example.json]").with("a.yaml", plain()).with("example.json", "{}")
        }
        Code::NotASchema => Run::generate(operation("", "1")),
        Code::NotServed => Run::of(&["mock", "a.yaml", "--port", &port.to_string()]).with("a.yaml", plain()),
        Code::NotSupported => Run::generate(operation(
            "parameters: [{ in: header, name: Content-Length, type: string }],",
            string,
        )),
        Code::NotSwagger => Run::generate("openapi: 3.0.0\n"),
        Code::NotText => json(b"\xff"),
        Code::NotWritten => Run::of(&["generate", "a.yaml", "--out", "file/out"]).with("a.yaml", plain()).with("file", ""),
        Code::NothingSelected => Run::generate(plain()).and(&["--include", "A", "--exclude", "A"]),
        Code::Nul => Run::generate(plain().replace("title: Widgets", r#"title: "W\0""#)),
        Code::OutOfRange => Run::generate(operation("", "{ type: integer, format: int32, enum: [4294967296] }")),
        Code::OutsideRoot => Run::of(&["generate", "inside/a.yaml", "--out", "out"])
            .with("inside/a.yaml", operation("", "{ $ref: '../b.yaml#/definitions/B' }"))
            .with("b.yaml", "{}"),
        Code::RepeatedName => json(
            br#"{ "swagger": "2.0", "info": { "title": "A", "title": "A", "version": "1" }, "host": "management.azure.com",
                  "paths": { "/a": { "get": { "operationId": "A", "responses": { "200": { "description": "It." } } } } } }"#,
        ),
        Code::RepeatedOperation => Run::of(&["generate", "a.yaml", "b.yaml", "--out", "out"])
            .with("a.yaml", plain())
            .with("b.yaml", plain().replace("version: '1'", "version: '2'")),
        Code::TooManyParameters => {
            let parameters: String =
                (0..1001).map(|number| format!("{{ in: query, name: a{number}, type: string }}, ")).collect();
            Run::generate(operation(&format!("parameters: [{parameters}],"), string))
        }
        Code::UndeclaredParameter => Run::generate(plain().replace("/a:", "'/{a}':")),
        Code::UnknownCode => Run::of(&["explain", "nothing"]),
        Code::UnknownFeature => Run::project("[crate.features]\ndefault = ['nothing']"),
        Code::UnknownKeyword => Run::generate(operation("nothing: 1,", string)),
        Code::UnmatchedPattern => Run::generate(plain()).and(&["--include", "Nothing"]),
        Code::UnreadableExample => {
            Run::generate(operation("x-ms-examples: { one: { $ref: example.json } },", string)).and(&["--tests"])
        }
        Code::UnreadableFile => Run::of(&["generate", "folder.yaml", "--out", "out"]).with("folder.yaml/file", ""),
        Code::UnusableType => Run::generate(operation("", "{ type: strin }")),
        Code::UnusedAllow => Run::project("allow = ['unknown-keyword']"),
        other => {
            let example = other.example().unwrap_or_else(|| panic!("{other}: nothing is known of which it is found"));
            let host = if example.contains("host:") { "" } else { HOST };
            Run::generate(format!("{HEAD}{host}{example}"))
        }
    }
}

/// That is a defect of armrest: no input is known of which it is found.
const DEFECT: Code = Code::NotRust;

#[test]
fn each_code_is_found_of_a_small_input_that_is_of_nothing_else() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    for code in Code::ALL.iter().filter(|code| **code != DEFECT) {
        let (found, said) = found_of(*code, port).found();
        assert_eq!(found, BTreeSet::from([code.to_string()]), "{said}");
    }
}
