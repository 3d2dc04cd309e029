//! Every package of a checkout of Azure's descriptions: generated, compiled, and its examples replayed.

use armrest::{
    command::runtime_path,
    diagnostics::{Severity, render},
    disk::{self, Disk},
    load::Input,
    plan::Settings,
    write::{Mode, write},
};
use rayon::prelude::*;
use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

/// What to run.
#[derive(Debug, clap::Args)]
pub(crate) struct Corpus {
    /// The checkout: the folder that holds `specification`.
    #[arg(long)]
    specs: PathBuf,
    /// Only packages whose path holds one of these.
    #[arg(long)]
    package: Vec<String>,
    /// Show warnings too.
    #[arg(long)]
    warnings: bool,
    /// How far to go with each package.
    #[arg(long, value_enum, default_value_t = Stage::Generate)]
    stage: Stage,
}

/// How far a package is taken.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, clap::ValueEnum)]
pub(crate) enum Stage {
    /// The crate is generated.
    Generate,
    /// And compiled, with warnings denied.
    Check,
    /// And its examples are replayed.
    Examples,
}

/// Runs the corpus.
pub(crate) fn corpus(workspace: &Path, arguments: &Corpus) -> ExitCode {
    let root = arguments.specs.join("specification");
    let packages = match disk::files_below(&root) {
        Ok(files) => packages(&root, files, &arguments.package),
        Err(error) => {
            eprintln!("{}: {error}", root.display());
            return ExitCode::from(2);
        }
    };
    let results: Vec<bool> =
        packages.par_iter().map(|package| generate(workspace, &root, package, arguments)).collect();
    let passed = results.iter().filter(|passed| **passed).count();
    println!("generated {passed} of {}", packages.len());
    if arguments.stage > Stage::Generate {
        return compile(workspace, arguments.stage);
    }
    if passed == packages.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn packages(root: &Path, files: Vec<PathBuf>, wanted: &[String]) -> Vec<PathBuf> {
    let readmes = files.into_iter().filter(|file| file.ends_with("readme.md"));
    readmes
        .filter(|readme| {
            let name = readme.strip_prefix(root).unwrap_or(readme).to_string_lossy().into_owned();
            wanted.is_empty() || wanted.iter().any(|wanted| name.contains(wanted))
        })
        .collect()
}

fn crates(workspace: &Path) -> PathBuf {
    workspace.join("target/corpus/crates")
}

/// A package's name by its folder: `network-resource-manager`.
fn name(root: &Path, readme: &Path) -> String {
    let folder = readme.parent().and_then(|folder| folder.strip_prefix(root).ok());
    let text = folder.unwrap_or(readme).to_string_lossy().to_lowercase();
    text.replace(|character: char| !character.is_ascii_alphanumeric(), "-")
}

fn generate(workspace: &Path, root: &Path, readme: &Path, arguments: &Corpus) -> bool {
    let input = Input { paths: vec![readme.to_owned()], ..Input::default() };
    let name = name(root, readme);
    let out = crates(workspace).join(&name);
    let settings = Settings {
        package: Some(format!("corpus-{name}")),
        runtime: runtime_path(&out, workspace),
        ..Settings::default()
    };
    let outcome = armrest::generate(&input, &settings, &Disk);
    let mut shown = String::new();
    for finding in outcome.diagnostics.iter() {
        if arguments.warnings || finding.severity == Severity::Error {
            shown.push_str(&render(finding, &outcome.sources, false));
            shown.push('\n');
        }
    }
    if !shown.is_empty() {
        println!("{}\n{shown}", readme.display());
    }
    let Some(files) = outcome.files else {
        return false;
    };
    if arguments.stage == Stage::Generate {
        return true;
    }
    match write(&out, &files, Mode::Write) {
        Ok(_) => true,
        Err(error) => {
            println!("{}: {error}", out.display());
            false
        }
    }
}

/// Compiles all generated crates as one workspace, and runs their tests.
fn compile(workspace: &Path, stage: Stage) -> ExitCode {
    let folder = workspace.join("target/corpus");
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\n[profile.dev]\ndebug = false\n";
    if let Err(error) = disk::replace(&folder.join("Cargo.toml"), manifest) {
        eprintln!("{}: {error}", folder.display());
        return ExitCode::from(2);
    }
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&folder).env("RUSTFLAGS", "-D warnings");
    match stage {
        Stage::Examples => cargo.args(["test", "--workspace", "--no-fail-fast", "--test", "examples"]),
        _ => cargo.args(["check", "--workspace", "--keep-going"]),
    };
    match cargo.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
