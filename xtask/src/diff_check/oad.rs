//! What `@azure/oad` finds, with which Microsoft compares versions of descriptions.

use super::Judged;
use crate::{build::put, conformance::npm};
use armrest::load::Input;
use serde_json::Value;
use std::{collections::BTreeSet, path::Path, process::Command};

/// Newer versions need .NET 6.
const PACKAGE: &str = "{ \"private\": true, \"dependencies\": { \"@azure/oad\": \"0.8.2\" } }\n";

/// Counted where it cannot read a description, such as one of which the checkout lacks an example.
const NOT_READ: &str = "(not read)";

/// What it finds in a pair: the code of each finding, once for each place.
pub(super) type Codes = Vec<String>;

pub(super) fn run(workspace: &Path, judged: &[Judged]) -> Result<Vec<Codes>, String> {
    let folder = workspace.join("target/diff/oad");
    put(&folder.join("package.json"), PACKAGE)?;
    npm(&folder, &["install", "--no-package-lock"])?;
    judged.iter().map(|own| codes(&folder, &own.pair.old, &own.pair.new)).collect()
}

fn codes(folder: &Path, old: &Input, new: &Input) -> Result<Codes, String> {
    let mut command = Command::new(folder.join("node_modules/.bin/oad"));
    // It leaves a log where it runs.
    command.current_dir(folder);
    command.env("DOTNET_ROLL_FORWARD", "Major").env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1").arg("compare");
    for (input, option) in [(old, "--oldTagName"), (new, "--newTagName")] {
        for path in &input.paths {
            command.arg(path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))?);
        }
        if let Some(tag) = &input.tag {
            command.args([option, tag]);
        }
    }
    let output = command.output().map_err(|error| format!("cannot run oad: {error}"))?;
    let (said, problem) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    // What its AutoRest and its own reader say.
    let unread = ["OperationAbortedException", "Unhandled exception"];
    if unread.iter().any(|text| problem.contains(text) || said.contains(text)) {
        return Ok(vec![NOT_READ.to_owned()]);
    }
    let found: Vec<Value> = serde_json::from_str(&said).map_err(|error| format!("oad: {error}\n{said}{problem}"))?;
    // What a definition has is found again at each of its uses.
    let place = |side: &Value| side["ref"].as_str().unwrap_or_default().to_owned();
    let code = |finding: &Value| finding["code"].as_str().unwrap_or_default().to_owned();
    let distinct: BTreeSet<(String, String, String)> =
        found.iter().map(|own| (code(own), place(&own["old"]), place(&own["new"]))).collect();
    Ok(distinct.into_iter().map(|(code, ..)| code).collect())
}
