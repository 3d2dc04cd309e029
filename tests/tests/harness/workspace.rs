use super::{Case, checkout, root};
use armrest::disk;
use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// Whether generated crates are as rustfmt has them.
const FORMATTED: bool = true;

/// Whether generated crates compile with `azure_core/debug`.
const DEBUG: bool = true;

/// Whether rustdoc accepts the documentation of generated crates.
const DOCUMENTED: bool = true;

/// The generated crates as members of one workspace.
#[derive(Debug)]
pub(crate) struct Workspace {
    members: Vec<Case>,
}

type Step = fn(&Workspace) -> Result<(), String>;

/// What cargo made of a target.
struct Artifact {
    package: String,
    is_library: bool,
    is_fresh: bool,
    program: Option<PathBuf>,
}

impl Workspace {
    /// The checks, in order.
    pub(crate) const STEPS: &'static [Step] = &[
        Self::runs,
        Self::runs_examples_of_documentation,
        Self::compiles_without_default_features,
        Self::compiles_with_each_feature,
        Self::runs_with_debug,
        Self::is_documented,
        Self::is_formatted,
    ];

    /// Writes the workspace of all members whose manifest is TOML.
    pub(crate) fn new(members: Vec<Case>) -> Self {
        let names: String = members.iter().map(|case| format!("    \"crates/{}\",\n", case.name)).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\n{names}]\n\n\
             [profile.dev]\ndebug = \"line-tables-only\"\nincremental = false\n"
        );
        let lock = disk::read_text(&checkout().join("Cargo.lock")).expect("Cargo.lock").expect("Cargo.lock");
        for (name, text) in [("Cargo.toml", &manifest), ("Cargo.lock", &lock), ("rustfmt.toml", &String::new())] {
            disk::replace(&root().join(name), text).expect("the workspace");
        }
        Self { members }
    }

    /// `cargo fmt` of a user who has no settings of their own changes nothing; and the cases' own tests are formatted.
    fn is_formatted(&self) -> Result<(), String> {
        let sources = self.members.iter().flat_map(|case| ["calls", "debug"].map(|program| case.source(program)));
        let mut command = Command::new("rustfmt");
        command.args(["--check", "--edition", "2024", "--config-path"]).arg(checkout().join("rustfmt.toml"));
        command.args(sources.filter(|source| source.exists()));
        // Without files, rustfmt reads its input.
        succeed(command.stdin(Stdio::null()))?;
        if FORMATTED { succeed(cargo(&["fmt", "--all", "--check"])) } else { Ok(()) }
    }

    /// The crates compile, and the tests of examples and those of the cases pass.
    fn runs(&self) -> Result<(), String> {
        let features: Vec<String> = self
            .members
            .iter()
            .flat_map(|case| case.options.features.iter().map(|feature| format!("{}/{feature}", case.name)))
            .collect();
        let mut arguments = vec!["build", "--workspace", "--keep-going", "--lib"];
        for program in ["calls", "examples"] {
            if self.members.iter().any(|case| case.out().join("tests").join(program).with_extension("rs").exists()) {
                arguments.extend(["--test", program]);
            }
        }
        let features = features.join(",");
        if !features.is_empty() {
            arguments.extend(["--features", &features]);
        }
        let artifacts = build(&arguments)?;
        for artifact in artifacts.iter().filter(|artifact| artifact.is_library && !artifact.is_fresh) {
            // That its documentation's examples passed is true no more.
            let _ = fs::remove_file(passed(&artifact.package));
        }
        run_all(&artifacts)
    }

    /// The examples of the documentation compile: those of crates that changed since they last did.
    fn runs_examples_of_documentation(&self) -> Result<(), String> {
        let changed: Vec<&str> =
            self.members.iter().map(|case| case.name.as_str()).filter(|name| !passed(name).exists()).collect();
        if changed.is_empty() {
            return Ok(());
        }
        let mut arguments = vec!["test", "--quiet", "--doc", "--no-fail-fast"];
        for name in &changed {
            arguments.extend(["--package", name]);
        }
        succeed(cargo(&arguments))?;
        for name in changed {
            disk::replace(&passed(name), "").expect("the folder of cases");
        }
        Ok(())
    }

    /// No feature of an operation group is needed to compile.
    fn compiles_without_default_features(&self) -> Result<(), String> {
        let arguments = ["clippy", "--workspace", "--keep-going", "--no-default-features"];
        build(&[&arguments[..], &["--features", "azure_core/default"]].concat()).map(drop)
    }

    /// Each feature is enough to compile, with the tests that it leaves, and for the documentation of what it has.
    fn compiles_with_each_feature(&self) -> Result<(), String> {
        for case in self.members.iter().filter(|case| case.options.each_feature) {
            let text = fs::read_to_string(case.out().join("Cargo.toml")).expect("Cargo.toml");
            let manifest: toml::Table = text.parse().expect("TOML");
            let features = manifest.get("features").and_then(toml::Value::as_table).expect("features");
            let features = features.keys().filter(|feature| *feature != "default").map(String::as_str);
            for feature in features.chain(["azure_core/default"]) {
                let features = format!("azure_core/default,{feature}");
                let selection = ["--package", &case.name, "--no-default-features", "--features", &features];
                for command in [["clippy", "--all-targets"], ["doc", "--no-deps"]] {
                    build(&[&command[..], &selection].concat())
                        .map_err(|failure| format!("with the feature {feature}: {failure}"))?;
                }
            }
        }
        Ok(())
    }

    /// The crates compile where something turns `azure_core/debug` on, and the tests that need it pass.
    fn runs_with_debug(&self) -> Result<(), String> {
        if !DEBUG {
            return Ok(());
        }
        build(&["clippy", "--workspace", "--keep-going", "--features", "azure_core/debug"])?;
        let mut arguments = vec!["build", "--features", "azure_core/debug", "--keep-going", "--test", "debug"];
        let cases: Vec<&Case> = self.members.iter().filter(|case| case.has("debug")).collect();
        for case in &cases {
            arguments.extend(["--package", &case.name]);
        }
        if cases.is_empty() { Ok(()) } else { run_all(&build(&arguments)?) }
    }

    /// rustdoc has nothing to say of the documentation.
    fn is_documented(&self) -> Result<(), String> {
        if !DOCUMENTED {
            return Ok(());
        }
        build(&["doc", "--workspace", "--keep-going", "--no-deps"]).map(drop)
    }
}

/// The file that says that the examples in a crate's documentation passed since it was last compiled.
fn passed(package: &str) -> PathBuf {
    root().join("passed").join(package)
}

/// Cargo in the workspace. What it makes of packages from the registry is shared with the workspace of these tests.
fn cargo(arguments: &[&str]) -> Command {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the build folder");
    let mut command = Command::new("cargo");
    command.current_dir(root()).env("CARGO_TARGET_DIR", target).env("RUST_BACKTRACE", "0").args(arguments);
    command
}

/// Builds, and gives what was made. Fails with every error and warning.
fn build(arguments: &[&str]) -> Result<Vec<Artifact>, String> {
    let mut command = cargo(arguments);
    let output = output(command.args(["--quiet", "--message-format", "json"]));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let findings =
        messages.iter().filter(|message| matches!(message["message"]["level"].as_str(), Some("warning" | "error")));
    let rendered = findings.filter_map(|message| {
        let package = message["package_id"].as_str()?.rsplit('/').next()?;
        Some(format!("{package}: {}", message["message"]["rendered"].as_str()?))
    });
    let rendered: BTreeSet<String> = rendered.collect();
    if !output.status.success() || !rendered.is_empty() {
        let rendered: String = rendered.into_iter().collect();
        return Err(failure(&command, &format!("{rendered}{}", String::from_utf8_lossy(&output.stderr))));
    }
    Ok(messages.iter().filter_map(artifact).collect())
}

fn artifact(message: &Value) -> Option<Artifact> {
    if message["reason"] != "compiler-artifact" {
        return None;
    }
    let folder = Path::new(message["manifest_path"].as_str()?).parent()?;
    Some(Artifact {
        package: folder.file_name()?.to_str()?.to_owned(),
        is_library: message["target"]["kind"].as_array()?.iter().any(|kind| kind == "lib"),
        is_fresh: message["fresh"] == true,
        program: message["executable"].as_str().map(PathBuf::from),
    })
}

/// Runs all test programs, and fails with the output of those that fail.
fn run_all(artifacts: &[Artifact]) -> Result<(), String> {
    let programs = artifacts.iter().filter_map(|artifact| Some((&artifact.package, artifact.program.as_ref()?)));
    let failures: Vec<String> = programs
        .filter_map(|(package, program)| {
            let failure = succeed(Command::new(program).env("RUST_BACKTRACE", "0")).err()?;
            Some(format!("{package}: {failure}"))
        })
        .collect();
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n\n")) }
}

fn succeed(mut command: impl std::borrow::BorrowMut<Command>) -> Result<(), String> {
    let command = command.borrow_mut();
    let output = output(command);
    if output.status.success() {
        return Ok(());
    }
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Err(failure(command, &format!("{stdout}{stderr}")))
}

fn output(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

fn failure(command: &Command, text: &str) -> String {
    let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
    format!("=== {} {}\n{text}", command.get_program().to_string_lossy(), arguments.join(" "))
}
