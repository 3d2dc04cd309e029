//! `armrest diff`, held to independent judges on the crates of pairs of api-versions: cargo-semver-checks, and rustdoc.

mod compare;
mod oad;
mod page;
mod pairs;
mod semver;
mod surface;

use crate::build::{self, put, text_of};
use armrest::{
    command::{Diff, DiffFormat, diff},
    load::Input,
    plan::Settings,
};
use compare::{Change, Disagreement, with_rustdoc, with_semver};
use page::Row;
use pairs::Pair;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use surface::{Differences, Surface, surface};

/// What to compare.
#[derive(Debug, clap::Args)]
pub(crate) struct DiffCheck {
    /// A checkout of Azure's descriptions, for the pairs of its api-versions. Default: only the pairs of tests/diffs.
    #[arg(long)]
    specs: Option<PathBuf>,
    /// Only pairs with this in their name; the page is then neither compared nor written.
    #[arg(long)]
    filter: Option<String>,
    /// Run @azure/oad too, from npm. It needs Node and, on the path, a `dotnet` that runs .NET Core 3.1 programs.
    #[arg(long)]
    oad: bool,
    /// Write the tables of docs/diff.md, instead of comparing them.
    #[arg(long)]
    write: bool,
}

/// What the judges and `armrest diff` say of a pair.
struct Judged {
    pair: Pair,
    changes: Vec<Change>,
    findings: Vec<semver::Finding>,
    differences: Differences,
    disagreements: Vec<Disagreement>,
}

/// Compares; whether all that disagrees is explained, and all that is explained disagrees.
pub(crate) fn diff_check(workspace: &Path, arguments: &DiffCheck) -> Result<bool, String> {
    let mut pairs = pairs::pairs(workspace, arguments.specs.as_deref())?;
    pairs.retain(|pair| arguments.filter.as_ref().is_none_or(|part| pair.name.contains(part)));
    let folder = workspace.join("target/diff");
    for side in SIDES {
        document(workspace, &folder, side, &pairs)?;
    }
    let judged: Vec<Judged> =
        pairs.into_iter().map(|pair| judge(workspace, &folder, pair)).collect::<Result<_, _>>()?;
    for own in &judged {
        println!("{}", Row::of(own));
        for Disagreement { kind, about } in &own.disagreements {
            println!("    {kind}: {about}");
        }
    }
    let found = if arguments.oad { Some(oad::run(workspace, &judged)?) } else { None };
    if arguments.filter.is_some() {
        return Ok(true);
    }
    page::hold(workspace, &judged, found.as_deref(), arguments.specs.is_some(), arguments.write)
}

const SIDES: [Side; 2] = [Side::Old, Side::New];

#[derive(Clone, Copy)]
enum Side {
    Old,
    New,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }

    fn input(self, pair: &Pair) -> &Input {
        match self {
            Self::Old => &pair.old,
            Self::New => &pair.new,
        }
    }

    /// What rustdoc says of a pair's crate on this side.
    fn rustdoc(self, folder: &Path, pair: &Pair) -> PathBuf {
        folder.join(self.name()).join("rustdoc").join(format!("{}.json", pair.name))
    }
}

/// Generates the crates of one side, in a workspace of their own, and runs rustdoc on them. Both sides share what they build.
fn document(workspace: &Path, folder: &Path, side: Side, pairs: &[Pair]) -> Result<(), String> {
    let own = folder.join(side.name());
    for pair in pairs {
        build::generate(workspace, &own, &pair.name, side.input(pair), Settings::default())?;
    }
    let names: Vec<String> = pairs.iter().map(|pair| pair.name.clone()).collect();
    build::shared_workspace(workspace, &own, &names, &[])?;
    // Both sides write to one place: what is there is of the other.
    let printed = |pair: &Pair| folder.join("build/doc").join(format!("{}.json", pair.name.replace('-', "_")));
    for path in pairs.iter().map(printed).filter(|path| path.exists()) {
        fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let status = Command::new("cargo")
        .current_dir(&own)
        // rustdoc's JSON is not stable: what reads it knows the version of the toolchain that writes it.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTDOCFLAGS", "-Zunstable-options --output-format json --cap-lints allow")
        .args(["doc", "--workspace", "--no-deps", "--all-features", "--quiet"])
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if !status.success() {
        return Err(format!("rustdoc failed in {}", own.display()));
    }
    for pair in pairs {
        put(&side.rustdoc(folder, pair), &text_of(&printed(pair))?)?;
    }
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// The features of a manifest, of which rustdoc knows nothing.
fn features(manifest: &str) -> Result<Surface, toml::de::Error> {
    let manifest: toml::Table = manifest.parse()?;
    let features = manifest.get("features").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys);
    Ok(features.map(|feature| (format!("feature {feature}"), String::new())).collect())
}

fn judge(workspace: &Path, folder: &Path, pair: Pair) -> Result<Judged, String> {
    let report = diff(&Diff {
        old: pair.old.clone(),
        new: pair.new.clone(),
        format: DiffFormat::Json,
        fail_on: None,
        color: false,
    });
    let changes = Change::all(&report.summary).map_err(|error| format!("{}: {error}{}", pair.name, report.messages))?;
    let [old, new] = SIDES.map(|side| side.rustdoc(folder, &pair));
    let [before, after] = SIDES.map(|side| {
        let mut own = surface(&serde_json::from_str(&text_of(&side.rustdoc(folder, &pair))?).map_err(failed)?)?;
        let manifest = text_of(&build::crates(&folder.join(side.name())).join(&pair.name).join("Cargo.toml"))?;
        own.extend(features(&manifest).map_err(failed)?);
        Ok::<_, String>(own)
    });
    let differences = Differences::of(&before?, &after?);
    let findings = semver::findings(workspace, &old, &new)?;
    let mut disagreements = with_semver(&changes, &findings);
    disagreements.extend(with_rustdoc(&changes, &differences));
    Ok(Judged { pair, changes, findings, differences, disagreements })
}
