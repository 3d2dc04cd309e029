//! Descriptions that are very large, or made to be slow: what is read and what is said of them is bounded.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest::{
    diagnostics::{Diagnostics, Severity, few, render},
    disk::Memory,
    generate,
    load::Input,
    plan::Settings,
    project::Project,
    sources::Sources,
};
use std::{fs, path::PathBuf, process::Command};

/// A description with these definitions, of which an operation uses the first, `D`.
fn described(definitions: &str) -> String {
    format!(
        r##"{{"swagger":"2.0","info":{{"title":"T","version":"1"}},"host":"management.azure.com","paths":{{"/a":{{"get":{{
        "operationId":"A_Get","responses":{{"200":{{"description":"","schema":{{"$ref":"#/definitions/D"}}}}}}}}}}}},
        "definitions":{{{definitions}}}}}"##
    )
}

/// The findings about a description, as they are shown, and how many there are of this severity.
fn found(text: String, severity: Severity) -> (Vec<String>, usize) {
    let path = PathBuf::from("/specification/a.json");
    let input = Input { paths: vec![path.clone()], ..Input::default() };
    let outcome = generate(&input, &Settings::default(), &Memory([(path, text)].into()));
    let shown = few(outcome.diagnostics.iter()).into_iter().map(|finding| render(&finding, &outcome.sources, false));
    (shown.collect(), outcome.diagnostics.count(severity))
}

#[test]
fn of_very_many_findings_some_are_shown_and_the_rest_are_counted() {
    let properties: Vec<String> = (0..5000).map(|number| format!(r#""p{number}":{{"type":"strin"}}"#)).collect();
    let text = described(&format!(r#""D":{{"type":"object","properties":{{{}}}}}"#, properties.join(",")));
    let (shown, count) = found(text, Severity::Error);
    assert_eq!((shown.len(), count), (301, 5000));
    assert_eq!(
        shown.last().map(String::as_str),
        Some("error[unusable-type]: 4700 more findings of this kind are not shown")
    );
    let length: usize = shown.iter().map(String::len).sum();
    assert!(length < 500_000, "one line of the file is {length} bytes of messages");
}

#[test]
fn of_very_many_repeated_names_some_are_shown() {
    let (shown, count) = found(described(&vec![r#""D":{"type":"object"}"#; 5000].join(",\n")), Severity::Warning);
    assert_eq!((shown.len(), count), (301, 4999));
}

#[test]
fn a_message_quotes_the_start_of_a_long_text() {
    let name = "x".repeat(1 << 20);
    let text =
        described(&format!(r#""D":{{"type":"object"}},"{name}":{{"type":"object"}},"{name}":{{"type":"object"}}"#));
    let (shown, _) = found(text, Severity::Warning);
    assert_eq!(shown.len(), 1);
    assert!(shown[0].starts_with("warning[repeated-name]: duplicate name `xxx") && shown[0].len() < 10_000);
}

#[test]
fn a_location_in_a_long_line_is_shown_with_what_is_around_it() {
    let before =
        r#""Ä":{"description":"ä"},"#.to_owned() + &format!(r#""P":{{"description":"{}"}},"#, "ö".repeat(10_000));
    let after = format!(r#","Q":{{"description":"{}"}}"#, "ü".repeat(10_000));
    let text = described(&format!(r#"{before}"D":{{"type":"objec"}}{after}"#));
    let column =
        text.lines().last().expect("a line").split(r#"{"type":"objec"}"#).next().expect("a part").chars().count() + 1;
    let (shown, _) = found(text, Severity::Error);
    assert!(shown[0].contains("a.json:3:") && shown[0].contains(r#"{"type":"objec"}"#), "{}", shown[0]);
    assert!(shown[0].len() < 2000, "{}", shown[0].len());
    assert!(column > 10_000);
}

#[test]
fn lists_and_maps_are_not_nested_without_end() {
    for schema in [
        r##"{"type":"array","items":{"$ref":"#/definitions/NEXT"}}"##,
        r##"{"type":"object","additionalProperties":{"$ref":"#/definitions/NEXT"}}"##,
    ] {
        let chain = (0..3000).map(|n| format!(r#""D{n}":{}"#, schema.replace("NEXT", &format!("D{}", n + 1))));
        let chain: Vec<String> = chain.collect();
        let ends = r##""D":{"$ref":"#/definitions/D0"},"D3000":{"type":"string"},"##;
        let (shown, _) = found(described(&(ends.to_owned() + &chain.join(","))), Severity::Error);
        assert!(shown[0].contains("nested more than 100 levels deep"), "{shown:?}");
    }
}

#[test]
fn definitions_do_not_extend_others_without_end() {
    let chain = |levels: usize| {
        let extending = |n: usize| format!(r##","D{n}":{{"allOf":[{{"$ref":"#/definitions/D{}"}}]}}"##, n - 1);
        let base =
            r##""D":{"$ref":"#/definitions/D1"},"D0":{"discriminator":"k","properties":{"k":{"type":"string"}}}"##;
        described(&(base.to_owned() + &(1..=levels).map(extending).collect::<String>()))
    };
    let (shown, count) = found(chain(3000), Severity::Error);
    assert!(count == 1 && shown[0].contains("extend others by `allOf` more than 100 levels deep"), "{shown:?}");
    assert_eq!(found(chain(100), Severity::Error).1, 0);
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.json");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let description = folder.path().join("a.json");
    fs::write(&description, described(r#""D":{"$ref":"pipe.json#/definitions/D"}"#)).expect("a file");
    fs::create_dir(folder.path().join("folder.json")).expect("a folder");
    for input in [&description, &pipe, &folder.path().join("folder.json")] {
        let out = folder.path().join("out");
        let output = Command::new(env!("CARGO_BIN_EXE_armrest"))
            .args(["generate".as_ref(), input.as_os_str(), "--out".as_ref(), out.as_os_str()])
            .output()
            .expect("the command");
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains("this is not a regular file"), "{text}");
    }
}

#[test]
fn an_unknown_method_says_nothing_of_the_known_ones() {
    let text = described(r#""D":{"type":"object"}"#).replace(r#""/a":{"#, r#""/a":{"trace":{},"x-own":{},"#);
    let (shown, _) = found(text, Severity::Warning);
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert!(
        shown[0].starts_with("warning[unknown-keyword]: ignoring unsupported keyword `trace` in a path"),
        "{}",
        shown[0]
    );
}

#[test]
fn a_file_of_very_many_bytes_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.json");
    let file = fs::File::create(&path).expect("a file");
    // A file with a hole, which takes no space.
    file.set_len(1 << 30).expect("a length");
    let output = Command::new(env!("CARGO_BIN_EXE_armrest"))
        .args(["generate".as_ref(), path.as_os_str(), "--out".as_ref(), folder.path().join("out").as_os_str()])
        .output()
        .expect("the command");
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("error[unreadable-file]") && text.contains("this file has more than 64 MiB"), "{text}");
}

#[test]
fn settings_that_are_nested_without_end_are_an_error() {
    let path = PathBuf::from("/project/armrest.toml");
    let deep = 100_000;
    for text in [
        format!("x = {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("x = {}1{}", "{a = ".repeat(deep), "}".repeat(deep)),
        format!("a{} = 1", ".a".repeat(deep)),
        format!("[a{}]", ".a".repeat(deep)),
    ] {
        let files = Memory([(path.clone(), text)].into());
        let mut diagnostics = Diagnostics::default();
        assert!(Project::read(&path, &files, &mut Sources::default(), &mut diagnostics).is_err());
        let found: Vec<_> = diagnostics.iter().collect();
        assert!(found.len() == 1 && found[0].message.contains("recurs"), "{found:.300?}");
    }
}

/// Whatever a parser of Markdown makes of them: only fences are looked for in a `readme.md`, and texts are read without recursion.
#[test]
fn markdown_may_be_nested_without_end() {
    let deep = 100_000;
    for text in ["> ", "- ", "[", "[a](", "![a](", "*a ", "**", "<b>", "<!-- "].map(|part| part.repeat(deep)) {
        let readme = format!("{text}x\n\n``` yaml\ninput-file: a.json\n```\n");
        let description = serde_json::json!({
            "swagger": "2.0",
            "info": { "title": "T", "version": "1", "description": text },
            "host": "management.azure.com",
            "paths": { "/a": { "get": { "operationId": "A_Get", "responses": { "204": { "description": text } } } } },
        });
        let path = PathBuf::from("/specification/readme.md");
        let files = Memory([(path.clone(), readme), (path.with_file_name("a.json"), description.to_string())].into());
        let input = Input { paths: vec![path], ..Input::default() };
        assert!(generate(&input, &Settings::default(), &files).files.is_some(), "{text:.10}");
    }
}
