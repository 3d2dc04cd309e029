//! Cases, and the workspace of the crates that are generated from them.

mod workspace;

use armrest::{
    api::Filter,
    diagnostics::{Severity, render},
    disk::{self, Disk},
    emit::{HEADER, TextFile},
    generate,
    load::Input,
    plan::Settings,
    write::{Mode, write},
};
use serde::Deserialize;
use std::{
    env, fs,
    path::{Path, PathBuf},
};
pub(crate) use workspace::Workspace;

/// A folder of `tests/cases`.
#[derive(Debug)]
pub(crate) struct Case {
    /// The folder's name: the generated package has it too.
    pub(crate) name: String,
    folder: PathBuf,
    pub(crate) options: Options,
}

/// A case's `case.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// The tag of the `readme.md`.
    tag: Option<String>,
    /// The operations to generate.
    include: Vec<String>,
    /// The operations not to generate.
    exclude: Vec<String>,
    /// Parts of the warnings that are expected. Each warning has one of them, and each of them is in a warning.
    warnings: Vec<String>,
    /// The same for errors. Where there are some, no crate is generated.
    errors: Vec<String>,
    /// Features that are on, beside the default ones.
    pub(crate) features: Vec<String>,
    /// Compile with each feature alone, too.
    pub(crate) each_feature: bool,
}

impl Case {
    /// All cases, or those that the environment variable `ARMREST_CASE` names, separated by commas.
    pub(crate) fn all() -> Vec<Self> {
        let wanted = env::var("ARMREST_CASE").unwrap_or_default();
        let wanted: Vec<&str> = wanted.split(',').filter(|name| !name.is_empty()).collect();
        let entries = fs::read_dir(cases()).expect("the folder of cases");
        let folders = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
        let mut cases: Vec<Self> = folders.map(Self::read).collect();
        if let Some(unknown) = wanted.iter().find(|name| cases.iter().all(|case| case.name != **name)) {
            panic!("ARMREST_CASE: there is no folder tests/cases/{unknown}");
        }
        cases.retain(|case| wanted.is_empty() || wanted.contains(&case.name.as_str()));
        cases.sort_by(|one, other| one.name.cmp(&other.name));
        cases
    }

    fn read(folder: PathBuf) -> Self {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let options = match disk::read_text(&folder.join("case.toml")).expect("case.toml") {
            Some(text) => toml::from_str(&text).unwrap_or_else(|error| panic!("{name}/case.toml: {error}")),
            None => Options::default(),
        };
        Self { name, folder, options }
    }

    /// Where the crate is generated.
    pub(crate) fn out(&self) -> PathBuf {
        root().join("crates").join(&self.name)
    }

    /// Writes the crate; whether there is one, as there should be.
    pub(crate) fn generate(&self) -> Result<bool, String> {
        let mut inputs =
            ["readme.md", "description.json", "description.yaml"].iter().map(|name| self.folder.join(name));
        let path = inputs.find(|path| path.exists());
        let path = path.unwrap_or_else(|| panic!("{}: no readme.md, description.json or description.yaml", self.name));
        let input = Input { paths: vec![path], tag: self.options.tag.clone(), root: Some(self.folder.clone()) };
        let runtime = fs::canonicalize(checkout().join("runtime")).expect("the runtime");
        let settings = Settings {
            package: Some(self.name.clone()),
            runtime: Some(runtime.to_string_lossy().into_owned()),
            tests: true,
            filter: Filter { include: self.options.include.clone(), exclude: self.options.exclude.clone() },
            ..Settings::default()
        };
        let outcome = generate(&input, &settings, &Disk);
        let mut failure = String::new();
        for (severity, expected) in
            [(Severity::Error, &self.options.errors), (Severity::Warning, &self.options.warnings)]
        {
            let found = outcome.diagnostics.iter().filter(|finding| finding.severity == severity);
            let found: Vec<String> = found.map(|finding| render(finding, &outcome.sources, false)).collect();
            for text in found.iter().filter(|text| !expected.iter().any(|part| text.contains(part))) {
                failure.push_str(&format!("not expected:\n{text}\n"));
            }
            for part in expected.iter().filter(|part| !found.iter().any(|text| text.contains(*part))) {
                failure.push_str(&format!("no {severity:?} has: {part}\n"));
            }
        }
        if !failure.is_empty() {
            return Err(format!("=== {}: diagnostics\n{failure}", self.name));
        }
        let Some(mut files) = outcome.files else { return Ok(false) };
        for program in ["calls", "debug"] {
            files.extend(self.test_program(program));
        }
        // What somebody tried out in the generated crate is moved aside.
        write(&self.out(), &files, Mode::Force).map_err(|error| format!("=== {}: {error}", self.name))?;
        Ok(true)
    }

    /// Whether the case has tests in `calls.rs` or `debug.rs`.
    pub(crate) fn has(&self, program: &str) -> bool {
        self.source(program).exists()
    }

    /// The case's own tests.
    pub(crate) fn source(&self, program: &str) -> PathBuf {
        self.folder.join(program).with_extension("rs")
    }

    /// The test program with them: it names the file, so that what rustc says points there.
    fn test_program(&self, program: &str) -> Option<TextFile> {
        let source = self.source(program);
        let text = format!("// {HEADER}\n\n//! Tests.\n\n#[rustfmt::skip]\n#[path = {source:?}]\nmod {program};\n");
        source.exists().then(|| TextFile { path: format!("tests/{program}.rs"), text })
    }
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// The workspace that these tests are of.
pub(crate) fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The workspace of the generated crates.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases")
}
