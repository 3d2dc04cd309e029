//! The AutoRest test server.

use super::{
    generate, npm,
    report::{Report, Required},
    run_scenarios,
    server::{Server, free_port},
};
use crate::build::{self, put};
use armrest::disk;
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

const PACKAGE: &str = "@microsoft.azure/autorest.testserver";
const VERSION: &str = "3.3.51";
/// The reports, and whether their scenarios are required.
const REPORTS: [(&str, bool); 3] = [("report", true), ("report/azure", true), ("report/optional", false)];

/// Whether the scenarios passed, and what the server saw.
pub(super) fn run(workspace: &Path, filter: Option<&str>) -> Result<(bool, Vec<Report>), String> {
    let folder = workspace.join("target/conformance/autorest");
    let package = install(&folder.join("server"))?;
    let names = generate(workspace, &folder, &package.join("swagger"))?;
    build::shared_workspace(workspace, &folder, &names, &["../../../conformance/autorest"])?;
    let program = build::test_program(&folder, "conformance-autorest")?;

    let port = free_port()?;
    let mut command = Command::new("node");
    command.arg(package.join("dist/cli/cli.js")).args(["run", &format!("--port={port}")]).current_dir(&package);
    let server = Server::start(&mut command, port)?;
    let passed = run_scenarios(&program, &format!("http://127.0.0.1:{port}"), filter)?;
    Ok((passed, reports(&server)?))
}

/// Installs the server, if it is not there yet; the folder of its package.
fn install(folder: &Path) -> Result<PathBuf, String> {
    let package = folder.join("node_modules").join(PACKAGE);
    let manifest = disk::read_text(&package.join("package.json")).map_err(|error| error.to_string())?;
    let installed: Option<Value> = manifest.and_then(|text| serde_json::from_str(&text).ok());
    if !installed.is_some_and(|manifest| manifest["version"] == VERSION) {
        put(&folder.join("package.json"), "{ \"private\": true }\n")?;
        npm(folder, &["install", "--no-save", &format!("{PACKAGE}@{VERSION}")])?;
    }
    Ok(package)
}

fn reports(server: &Server) -> Result<Vec<Report>, String> {
    let read = |(name, required): (&str, bool)| {
        let seen = server.json(name)?;
        let counts = seen.as_object().into_iter().flatten();
        Ok(Report {
            name: format!("AutoRest /{name}"),
            scenarios: counts.map(|(name, count)| (name.clone(), count.as_u64() > Some(0))).collect(),
            required: if required { Required::All } else { Required::None },
        })
    };
    REPORTS.into_iter().map(read).collect()
}
