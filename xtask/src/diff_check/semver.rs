//! What cargo-semver-checks finds between two crates.

use std::{path::Path, process::Command};

/// What installs the version that reads the JSON of this project's toolchain.
const INSTALL: &str = ".ci/tool cargo-semver-checks --install";

/// A place that a lint names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Finding {
    pub(super) lint: String,
    /// Whether it needs a new major version; else it needs a new minor one.
    pub(super) is_major: bool,
    /// What it says of the item.
    pub(super) text: String,
}

/// The findings between two crates, by what rustdoc prints of them with `--output-format json`.
pub(super) fn findings(workspace: &Path, old: &Path, new: &Path) -> Result<Vec<Finding>, String> {
    // As a minor release only what needs a major one fails; as a patch release the rest fails too.
    let major = run(workspace, old, new, "minor")?;
    let all = run(workspace, old, new, "patch")?;
    let findings = all.into_iter().map(|(lint, text)| {
        let is_major = major.contains(&(lint.clone(), text.clone()));
        Finding { lint, is_major, text }
    });
    Ok(findings.collect())
}

fn run(workspace: &Path, old: &Path, new: &Path, release: &str) -> Result<Vec<(String, String)>, String> {
    let own = workspace.join("target/tools/bin/cargo-semver-checks");
    let program = if own.is_file() { own } else { "cargo-semver-checks".into() };
    let mut command = Command::new(program);
    command.args(["semver-checks", "--color", "never", "--release-type", release]);
    command.arg("--baseline-rustdoc").arg(old).arg("--current-rustdoc").arg(new);
    let output = command.output().map_err(|error| format!("cannot run cargo-semver-checks: {error}; {INSTALL}"))?;
    let (said, status) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let found = parse(&said);
    // It ends with an error for findings too.
    if output.status.success() != found.is_empty() || !status.contains("Checked") {
        return Err(format!("cargo-semver-checks failed; {INSTALL}\n{said}{status}"));
    }
    Ok(found)
}

/// The lints that failed, each with what it says of an item.
fn parse(said: &str) -> Vec<(String, String)> {
    let (mut found, mut lint, mut is_listed) = (Vec::new(), "", false);
    for line in said.lines() {
        if let Some(head) = line.strip_prefix("--- failure ") {
            (lint, is_listed) = (head.split(':').next().unwrap_or_default(), false);
        } else if line == "Failed in:" {
            is_listed = true;
        } else if let Some(item) = line.strip_prefix("  ").filter(|_| is_listed && !lint.is_empty()) {
            found.push((lint.to_owned(), item.trim().to_owned()));
        } else if !line.is_empty() {
            is_listed = false;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn each_item_of_each_lint_is_a_finding() {
        let said = "\n--- failure enum_variant_missing: pub enum variant removed or renamed ---\n\nDescription:\n\
                    A publicly-visible enum variant is gone.\n        ref: https://example.com\n\nFailed in:\n  \
                    variant State::Shut, previously in file src/models.rs:12\n  variant State::Ajar, previously in file \
                    src/models.rs:13\n\n--- failure struct_missing: pub struct removed or renamed ---\n\nDescription:\n\
                    A struct.\n\nFailed in:\n  struct zoo::models::Keeper, previously in file src/models.rs:1\n";
        let found = parse(said);
        let found: Vec<(&str, &str)> = found.iter().map(|(lint, text)| (lint.as_str(), text.as_str())).collect();
        assert_eq!(
            found,
            [
                ("enum_variant_missing", "variant State::Shut, previously in file src/models.rs:12"),
                ("enum_variant_missing", "variant State::Ajar, previously in file src/models.rs:13"),
                ("struct_missing", "struct zoo::models::Keeper, previously in file src/models.rs:1"),
            ]
        );
        assert!(parse("no semver update required\n").is_empty());
    }
}
