//! Workspaces of generated crates: made, compiled, and their test programs found and run.

use armrest::{
    command::runtime_path,
    diagnostics::{Severity, render},
    disk::{self, Disk},
    load::Input,
    plan::Settings,
    write::{Mode, write},
};
use serde_json::Value;
use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Where the generated crates are.
pub(crate) fn crates(folder: &Path) -> PathBuf {
    folder.join("crates")
}

/// Generates the crate NAME of `folder`, which uses the runtime of this workspace. An error has all that armrest found.
pub(crate) fn generate(
    workspace: &Path,
    folder: &Path,
    name: &str,
    input: &Input,
    settings: Settings,
) -> Result<(), String> {
    let out = crates(folder).join(name);
    let settings = Settings { package: Some(name.to_owned()), runtime: runtime_path(&out, workspace), ..settings };
    let outcome = armrest::generate(input, &settings, &Disk);
    let Some(files) = outcome.files else {
        let errors = outcome.diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
        return Err(errors.map(|finding| format!("{}\n", render(finding, &outcome.sources, false))).collect());
    };
    write(&out, &files, Mode::Write).map(drop).map_err(|error| format!("{}: {error}", out.display()))
}

/// Like [`workspace`], of the crates of `folder` and of others. What it compiles is shared with the folders beside it.
pub(crate) fn shared_workspace(
    workspace: &Path,
    folder: &Path,
    names: &[String],
    others: &[&str],
) -> Result<(), String> {
    let mut members: Vec<String> = names.iter().map(|name| format!("crates/{name}")).collect();
    members.extend(others.iter().map(|member| (*member).to_owned()));
    put(&folder.join(".cargo/config.toml"), "[build]\ntarget-dir = \"../build\"\n")?;
    self::workspace(workspace, folder, &members)
}

/// Makes one workspace of its members, with the versions that this one has.
pub(crate) fn workspace(workspace: &Path, folder: &Path, members: &[String]) -> Result<(), String> {
    let members: String = members.iter().map(|member| format!("    \"{member}\",\n")).collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n[profile.dev]\ndebug = false\nincremental = false\n"
    );
    put(&folder.join("Cargo.toml"), &manifest)?;
    let lock = folder.join("Cargo.lock");
    if lock.is_file() { Ok(()) } else { put(&lock, &text_of(&workspace.join("Cargo.lock"))?) }
}

/// The text of a file that must be there.
pub(crate) fn text_of(path: &Path) -> Result<String, String> {
    let text = disk::read_text(path).map_err(|error| format!("{}: {error}", path.display()))?;
    text.ok_or_else(|| format!("{} is missing", path.display()))
}

/// Writes a file.
pub(crate) fn put(path: &Path, text: &str) -> Result<(), String> {
    disk::replace(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The names of the crates that compile with warnings denied.
pub(crate) fn check(folder: &Path, jobs: Option<usize>) -> Result<HashSet<String>, String> {
    let artifacts = cargo(folder, &["check", "--workspace", "--keep-going"], jobs)?;
    let libraries = artifacts.into_iter().filter(|artifact| artifact.is_library);
    Ok(libraries.map(|artifact| artifact.package).collect())
}

/// The names of the crates of which all parts compile with warnings denied: the library, tests and examples.
pub(crate) fn check_all(folder: &Path, jobs: Option<usize>) -> Result<HashSet<String>, String> {
    let artifacts = cargo(folder, &["check", "--workspace", "--all-targets", "--keep-going"], jobs)?;
    let mut counts: HashMap<String, usize> = HashMap::new();
    artifacts.into_iter().for_each(|artifact| *counts.entry(artifact.package).or_default() += 1);
    let is_whole = |package: &str, count: usize| {
        let own = crates(folder).join(package);
        // A library is compiled for its users and for its own tests.
        count == 2 + usize::from(own.join("tests/examples.rs").is_file())
    };
    Ok(counts.into_iter().filter(|(package, count)| is_whole(package, *count)).map(|(package, _)| package).collect())
}

/// The test program of each crate that has one and compiles.
pub(crate) fn test_programs(folder: &Path, jobs: Option<usize>) -> Result<HashMap<String, PathBuf>, String> {
    let artifacts = cargo(folder, &["build", "--workspace", "--test", "examples", "--keep-going"], jobs)?;
    let programs = artifacts.into_iter().filter_map(|artifact| Some((artifact.package, artifact.executable?)));
    Ok(programs.collect())
}

/// The one test program of a package.
pub(crate) fn test_program(folder: &Path, package: &str) -> Result<PathBuf, String> {
    let artifacts = cargo(folder, &["test", "--no-run", "--package", package], None)?;
    let program = artifacts.into_iter().find_map(|artifact| artifact.executable);
    program.ok_or_else(|| format!("{package} does not compile"))
}

struct Artifact {
    package: String,
    is_library: bool,
    executable: Option<PathBuf>,
}

/// Runs cargo over the generated crates. Its errors are shown; what it made is given.
fn cargo(folder: &Path, arguments: &[&str], jobs: Option<usize>) -> Result<Vec<Artifact>, String> {
    let mut command = Command::new("cargo");
    command
        .current_dir(folder)
        .env("RUSTFLAGS", "-D warnings")
        .args(arguments)
        .args(["--quiet", "--message-format", "json-render-diagnostics"])
        .stdout(Stdio::piped());
    if let Some(jobs) = jobs {
        command.args(["--jobs", &jobs.to_string()]);
    }
    let output = command.spawn().and_then(std::process::Child::wait_with_output);
    let output = output.map_err(|error| format!("cannot run cargo: {error}"))?;
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(messages.lines().filter_map(artifact).collect())
}

fn artifact(line: &str) -> Option<Artifact> {
    let message: Value = serde_json::from_str(line).ok()?;
    if message["reason"] != "compiler-artifact" {
        return None;
    }
    let manifest = Path::new(message["manifest_path"].as_str()?);
    let kinds = message["target"]["kind"].as_array()?;
    Some(Artifact {
        package: manifest.parent()?.file_name()?.to_str()?.to_owned(),
        is_library: kinds.iter().any(|kind| kind == "lib"),
        executable: message["executable"].as_str().map(PathBuf::from),
    })
}

/// Runs a test program; the names of the tests that fail.
pub(crate) fn failed_tests(program: &Path) -> Result<HashSet<String>, String> {
    let output = Command::new(program)
        .env("RUST_BACKTRACE", "0")
        .output()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        println!("{text}");
    }
    let lines = text.lines().filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
    Ok(lines.map(str::to_owned).collect())
}
