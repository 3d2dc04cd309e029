//! `armrest diff`: what changes for users of the generated crates, and how it is classed.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use armrest::{
    api::Filter,
    command::{Diff, DiffFormat, End, Report, diff, dump},
    diff::Class,
    load::Input,
};
use insta::assert_snapshot;
use std::{fs, path::PathBuf};

/// The pairs of `cargo xtask diff-check`, which compares the changes with the crates that are generated.
macro_rules! pair {
    ($name:literal) => {
        (
            include_str!(concat!("../../tests/diffs/", $name, "/old.yaml")),
            include_str!(concat!("../../tests/diffs/", $name, "/new.yaml")),
        )
    };
}

const OLD: &str = pair!("zoo").0;

fn compared(new: &str, format: DiffFormat, fail_on: Option<Class>) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    let input = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        Input { paths: vec![path], ..Input::default() }
    };
    diff(&Diff { old: input("old.yaml", OLD), new: input("new.yaml", new), format, fail_on, color: false })
}

/// The old description with texts replaced, each of which it has.
fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(OLD.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

fn text(changes: &[(&str, &str)]) -> String {
    let report = compared(&changed(changes), DiffFormat::Text, None);
    assert_eq!((report.end, report.messages.as_str()), (End::Done, ""));
    report.summary
}

#[test]
fn what_programs_do_not_compile_without_is_major() {
    assert_snapshot!(compared(pair!("zoo").1, DiffFormat::Text, None).summary);
}

#[test]
fn each_kind_of_change_has_its_class() {
    let (old, new) = pair!("kinds");
    let report = projects(&[("farm", "", old)], &[("farm", "", new)], DiffFormat::Json).summary;
    let changes: Vec<serde_json::Value> = serde_json::from_str(&report).expect("JSON");
    let text = |change: &serde_json::Value, key: &str| change[key].as_str().unwrap_or_default().to_owned();
    let lines = changes.iter().map(|change| {
        let [class, part, what, item] = ["class", "part", "what", "item"].map(|key| text(change, key));
        format!("{class} {part} {what}: {item}\n")
    });
    assert_snapshot!(lines.collect::<String>());
}

#[test]
fn what_is_more_than_before_is_minor() {
    assert_snapshot!(text(&[
        (
            "    delete:",
            "    head: { operationId: Pens_Exists, responses: { \"200\": { description: Yes. } } }\n    delete:"
        ),
        ("enum: [open, shut]", "enum: [open, shut, ajar]"),
        ("keeper: {", "wall: { type: string }\n      keeper: {"),
        ("  Keeper:", "  Dog: { allOf: [{ $ref: \"#/definitions/Animal\" }] }\n  Keeper:"),
        ("operationId: Pens_Delete,", "operationId: Pens_Delete, deprecated: true,"),
    ]));
}

#[test]
fn what_only_the_service_sees_is_a_patch() {
    assert_snapshot!(text(&[
        ("2024-01-01", "2024-02-01"),
        ("/pens/{name}", "/enclosures/{name}"),
        ("required: [size]", "required: [note]"),
    ]));
}

#[test]
fn the_same_description_has_no_changes() {
    assert_eq!(text(&[]), "no changes\n");
}

#[test]
fn a_pull_request_gets_markdown() {
    let new = changed(&[("enum: [open, shut]", "enum: [open, ajar]")]);
    assert_snapshot!(compared(&new, DiffFormat::Markdown, None).summary);
}

#[test]
fn a_class_can_fail_the_run() {
    let new = changed(&[("enum: [open, shut]", "enum: [open, shut, ajar]")]);
    for (fail_on, end) in [(Class::Patch, End::Differs), (Class::Minor, End::Differs), (Class::Major, End::Done)] {
        assert_eq!(compared(&new, DiffFormat::Text, Some(fail_on)).end, end);
    }
}

#[test]
fn a_dump_is_compared_with_its_description() {
    let folder = tempfile::tempdir().expect("a folder");
    let described = folder.path().join("old.yaml");
    fs::write(&described, OLD).expect("a file");
    let input = |path: PathBuf| Input { paths: vec![path], ..Input::default() };
    let dumped = folder.path().join("dump.json");
    fs::write(&dumped, dump(&input(described.clone()), &[], &Filter::default(), false).summary).expect("a file");
    let report = diff(&Diff {
        old: input(dumped),
        new: input(described),
        format: DiffFormat::Json,
        fail_on: Some(Class::Patch),
        color: false,
    });
    assert_eq!((report.summary.as_str(), report.end), ("[]\n", End::Done));
}

#[test]
fn errors_of_both_descriptions_are_shown() {
    let report = compared("swagger: '3'", DiffFormat::Text, None);
    assert_eq!(report.end, End::Failed);
    assert!(report.messages.contains("new.yaml") && report.summary.is_empty(), "{}", report.messages);
}

/// The changes of two projects of a crate for each of these descriptions: the crate's name, further keys, the description.
fn projects(old: &[(&str, &str, &str)], new: &[(&str, &str, &str)], format: DiffFormat) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    let input = |side: &str, crates: &[(&str, &str, &str)]| {
        let folder = folder.path().join(side);
        fs::create_dir(&folder).expect("a folder");
        let mut project = String::new();
        for (name, keys, description) in crates {
            fs::write(folder.join(format!("{name}.yaml")), description).expect("a file");
            let head = format!("[[crate]]\nname = \"{name}\"\nout = \"{name}\"\ninputs = [\"{name}.yaml\"]\n{keys}\n");
            project.push_str(&head);
        }
        let path = folder.join("armrest.toml");
        fs::write(&path, project).expect("a file");
        Input { paths: vec![path], ..Input::default() }
    };
    diff(&Diff { old: input("old", old), new: input("new", new), format, fail_on: None, color: false })
}

#[test]
fn a_feature_that_is_off_is_a_major_change_and_one_that_is_on_a_minor_one() {
    let with = |features: &str| format!("[crate.features]\ngroups = true\n{features}");
    let (old, new) = (with("default = [\"pens\"]"), with("default = [\"serde\"]"));
    let report = projects(&[("zoo", &old, OLD)], &[("zoo", &new, OLD)], DiffFormat::Text);
    for line in [
        "major feature default: pens: `on by default`, now `off by default`",
        "minor feature default: serde: `off by default`, now `on by default`",
    ] {
        assert!(report.summary.contains(line), "{line}: {}", report.summary);
    }
}

#[test]
fn projects_are_compared_crate_by_crate_as_their_settings_say() {
    let new = changed(&[
        ("enum: [open, shut]", "enum: [open, shut, ajar]"),
        ("operationId: Pens_Clean", "operationId: Pens_Wash"),
    ]);
    let keys = "exclude = [\"Pens_{Clean,Wash}\"]\nrename = { State = \"PenState\" }\ntitle = \"Zoo\"";
    // Programs are not read: those of an older checkout may be gone.
    let old = [("gone", "", OLD), ("same", "examples = [\"gone.rs\"]", OLD), ("zoo", keys, OLD)];
    let new = [("same", "", OLD), ("zoo", keys, new.as_str()), ("added", "", OLD)];
    assert_snapshot!(projects(&old, &new, DiffFormat::Markdown).summary);
    let json = projects(&old, &new, DiffFormat::Json).summary;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let crates: Vec<_> = json.as_array().expect("a list").iter().map(|change| change["crate"].as_str()).collect();
    assert_eq!(crates, [Some("gone"), Some("zoo"), Some("added")]);
}

#[test]
fn a_project_is_compared_with_a_project_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        Input { paths: vec![path], ..Input::default() }
    };
    let (old, new) = (input("armrest.toml", ""), input("zoo.yaml", OLD));
    let report = |old: &Input, new: &Input| {
        diff(&Diff { old: old.clone(), new: new.clone(), format: DiffFormat::Text, fail_on: None, color: false })
    };
    assert_eq!(report(&old, &new).end, End::Failed);
    assert!(report(&old, &new).messages.contains("compare a project with a project"));
    let tagged = Input { tag: Some("package-2024".to_owned()), ..old.clone() };
    assert!(report(&tagged, &old).messages.contains("remove the tag"), "{}", report(&tagged, &old).messages);
    assert_eq!(report(&old, &old).summary, "no crates\n");
}

#[test]
fn no_text_of_a_description_leaves_its_code_in_markdown() {
    let path = "/pens/{name}/`**`` @everyone <img src=x>``";
    let new = changed(&[("/pens/{name}:", &format!("\"{path}\":"))]);
    let summary = compared(&new, DiffFormat::Markdown, None).summary;
    let line = summary.lines().find(|line| line.contains("::get`")).expect("the change");
    assert!(line.contains(&format!("now ``` GET {path} ``` (")), "{line}");
}

#[test]
fn options_of_one_name_in_query_and_header_are_two() {
    let both = |query: &str, header: &str| {
        let options = format!("{{ name: age, in: query, type: {query} }}, {{ name: age, in: header, type: {header} }}");
        changed(&[("{ name: age, in: query, type: integer }", &options)])
    };
    let folder = tempfile::tempdir().expect("a folder");
    let input = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        Input { paths: vec![path], ..Input::default() }
    };
    let (old, new) = (input("old.yaml", &both("integer", "string")), input("new.yaml", &both("integer", "boolean")));
    let report = |new: &Input| {
        diff(&Diff { old: old.clone(), new: new.clone(), format: DiffFormat::Text, fail_on: None, color: false })
            .summary
    };
    assert_eq!(report(&old), "no changes\n");
    assert_snapshot!(report(&new));
}

#[test]
fn what_a_file_is_its_content_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        Input { paths: vec![path], ..Input::default() }
    };
    let described = input("old.yaml", OLD);
    let dumped: serde_json::Value = serde_json::from_str(&dump(&described, &[], &Filter::default(), false).summary)
        .expect("what was dumped is JSON");
    let report = |old: &Input| {
        diff(&Diff { old: old.clone(), new: described.clone(), format: DiffFormat::Text, fail_on: None, color: false })
    };
    // The order of keys, and the name of the file, say nothing.
    let mut keys: Vec<_> = dumped.as_object().expect("an object").iter().collect();
    keys.reverse();
    let other: Vec<String> = keys.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
    assert_eq!(report(&input("dump.txt", &format!(" {{ {} }}", other.join(", ")))).summary, "no changes\n");
    assert_eq!(report(&input("marked.json", &format!("\u{feff}{dumped}"))).summary, "no changes\n");
    // One of another version is no description with errors.
    let mut broken = dumped;
    broken["operations"][0]["method"] = "FETCH".into();
    let failed = report(&input("dump.json", &broken.to_string()));
    assert_eq!(failed.end, End::Failed);
    assert!(failed.messages.contains("not an API that this armrest reads"), "{}", failed.messages);
}

#[test]
fn a_dump_that_was_broken_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let description = folder.path().join("a.yaml");
    fs::write(&description, OLD).expect("a file");
    let input = |path: &PathBuf| Input { paths: vec![path.clone()], ..Input::default() };
    let json = dump(&input(&description), &[], &Filter::default(), false).summary;
    for (from, to, said) in [
        ("\"host\": 0", "\"host\": 5", "has the host 5"),
        ("\"Named\": \"a.yaml#/definitions/Pen\"", "\"Named\": \"b\"", "refers to the type `b`"),
    ] {
        assert!(json.contains(from), "{json}");
        let path = folder.path().join("api.json");
        fs::write(&path, json.replace(from, to)).expect("a file");
        let (old, new) = (input(&path), input(&description));
        let report = diff(&Diff { old, new, format: DiffFormat::Text, fail_on: None, color: false });
        assert!(report.end == End::Failed && report.messages.contains(said), "{}", report.messages);
    }
}

#[test]
fn an_operation_is_compared_with_the_one_that_is_nearest_to_it() {
    let get = "{ get: { operationId: A_Get, responses: { '204': { description: No. } } } }";
    let text = |paths: [&str; 2]| {
        let [one, other] = paths.map(|path| format!("  {path}: {get}\n"));
        format!("swagger: '2.0'\ninfo: {{ title: T, version: '1' }}\nhost: management.azure.com\npaths:\n{one}{other}")
    };
    let (old, new) = (text(["/a", "/b"]), text(["/c", "/b"]));
    let changes = projects(&[("t", "", &old)], &[("t", "", &new)], DiffFormat::Text).summary;
    assert!(changes.contains("GET /a") && changes.contains("GET /c") && !changes.contains("removed"), "{changes}");
}

#[test]
fn an_id_that_is_there_twice_is_two_operations_and_json_shows_no_control_character() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.yaml");
    let get =
        "{ get: { operationId: A_Get, description: \"a\\x7f\\x9bb\", responses: { '204': { description: No. } } } }";
    let text = format!(
        "swagger: '2.0'\ninfo: {{ title: T, version: '1' }}\nhost: management.azure.com\npaths:\n  /a: {get}\n  '/a b': {get}\n  \
         /c?d=1: {get}\n  /c?d=2: {get}\n  /c?d=3: {get}\n"
    );
    fs::write(&path, text).expect("a file");
    let input = Input { paths: vec![path], ..Input::default() };
    let same = Diff { old: input.clone(), new: input.clone(), format: DiffFormat::Text, fail_on: None, color: false };
    assert_eq!(armrest::command::diff(&same).summary, "no changes\n");
    let json = dump(&input, &[], &Filter::default(), false).summary;
    assert!(json.contains(r"a\u007f\u009bb") && !json.contains(['\u{7f}', '\u{9b}']), "{json}");
}
