//! Documents are read by whatever keywords a dialect has.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use armrest_documents::{
    diagnostics::Diagnostics,
    files::Memory,
    load::{Cursor, Dialect, Documents, Input, Reference, load, outline},
    sources::Sources,
};

/// `include` names a file, and `sample` one that is data.
struct Recipes;

impl Dialect for Recipes {
    fn is_description(&self, root: Cursor<'_>) -> bool {
        root.get("recipe").is_some()
    }

    fn references<'d>(&self, root: Cursor<'d>, _: bool) -> Vec<Reference<'d>> {
        let named = |keyword: &str, to_data: bool| {
            let at = root.get(keyword)?;
            Some(Reference { text: at.text()?, at, to_data })
        };
        [named("include", false), named("sample", true)].into_iter().flatten().collect()
    }
}

/// The documents, if there are no errors, and all findings.
fn read(files: &[(&str, &str)]) -> (Option<Documents>, Vec<String>) {
    let files = files.iter().map(|(path, text)| (format!("/kitchen/{path}").into(), (*text).to_owned()));
    let files = Memory(files.collect());
    let input = Input { paths: vec!["/kitchen/cake.yaml".into()], ..Input::default() };
    let mut diagnostics = Diagnostics::default();
    let read = load(&input, &Recipes, &files, &mut Sources::default(), &mut diagnostics);
    let read = read.and_then(|documents| diagnostics.finish(documents));
    (read.ok(), diagnostics.iter().map(|finding| finding.message.clone()).collect())
}

#[test]
fn a_dialect_says_what_is_followed() {
    let cake = "{recipe: cake, include: parts/dough.yaml, sample: one.json, $ref: nowhere.yaml}";
    let dough = "{steps: {mix: {long: true}, mix-again: {long: false}}}";
    let files = [("cake.yaml", cake), ("parts/dough.yaml", dough), ("one.json", r#"{"include": "nowhere.yaml"}"#)];
    let (documents, findings) = read(&files);
    let documents = documents.expect("read");
    assert!(findings.is_empty(), "{findings:?}");

    let paths: Vec<&str> = documents.files().map(|file| documents.sources.path(file)).collect();
    assert_eq!(paths, ["cake.yaml", "parts/dough.yaml"]);
    let root = documents.root(documents.inputs[0]).expect("parsed");
    let mix = documents.resolve(root, "parts/dough.yaml#/steps/mix-again").expect("there");
    assert_eq!(mix.get("long").and_then(Cursor::bool), Some(false));
    let sample = documents.resolve(root, "one.json").expect("there");
    assert_eq!(sample.get("include").and_then(Cursor::text), Some("nowhere.yaml"));
    let missing = documents.resolve(root, "parts/dough.yaml#/steps/bake").expect_err("not there");
    assert_eq!(missing.message, "`parts/dough.yaml#/steps/bake`: there is no `steps/bake` in parts/dough.yaml");
}

#[test]
fn data_that_cannot_be_read_stops_nothing() {
    let (documents, findings) = read(&[("cake.yaml", "{recipe: cake, sample: one.json}")]);
    assert!(documents.is_some());
    assert!(findings[0].starts_with("cannot read `one.json`"), "{findings:?}");
    let (documents, _) = read(&[("cake.yaml", "{recipe: cake, include: one.json}")]);
    assert!(documents.is_none());
}

#[test]
fn the_outline_of_a_readme_is_of_what_is_read() {
    let text = "\u{feff}``` yaml\ninput-file: cake.yaml\n```\n";
    let files = [("readme.md", text), ("cake.yaml", "recipe: cake")];
    let files = Memory(files.map(|(path, text)| (format!("/kitchen/{path}").into(), text.to_owned())).into());
    let readme = std::path::PathBuf::from("/kitchen/readme.md");
    let input = Input { paths: vec![readme.clone()], ..Input::default() };
    let mut diagnostics = Diagnostics::default();
    assert!(load(&input, &Recipes, &files, &mut Sources::default(), &mut diagnostics).is_ok());
    assert!(outline(&readme, &files).expect("read").has_inputs);
}
