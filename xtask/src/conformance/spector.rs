//! Spector: Microsoft's specifications in TypeSpec, compiled to OpenAPI 2.0 by Microsoft's emitter, and their mock server.
//!
//! What the mock APIs expect and return becomes examples of the emitted descriptions, and the tests that armrest generates
//! of examples call the server. What is more than one call is called by the scenarios of `conformance/spector`.

use super::{
    generate, npm,
    report::{Report, Required},
    run_scenarios,
    server::{Server, free_port},
};
use crate::build::{self, put, text_of};
use armrest::disk;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    process::Command,
};

/// The folder of the project with what compiles the specifications.
const DESCRIPTIONS: &str = "conformance/spector/descriptions";
const FILES: [&str; 4] = ["package.json", "descriptions.mjs", "examples.mjs", "inline-common-types.mjs"];
/// The page whose table lists what is left out.
const PAGE: &str = "docs/conformance.md";
const SPECIFICATIONS: [&str; 2] = ["@typespec/http-specs", "@azure-tools/azure-http-specs"];

/// Whether the scenarios passed, and what the server saw.
pub(super) fn run(workspace: &Path, filter: Option<&str>) -> Result<(bool, Vec<Report>), String> {
    let folder = workspace.join("target/conformance/spector");
    let npm_folder = folder.join("server");
    let page = text_of(&workspace.join(PAGE))?;
    let left = left_out(&page);
    install(workspace, &npm_folder)?;
    let port = free_port()?;
    let endpoint = format!("http://localhost:{port}");
    describe(&npm_folder, &endpoint, &left)?;
    let names = generate(workspace, &folder, &npm_folder.join("descriptions"))?;
    examples(&folder, &names)?;
    build::shared_workspace(workspace, &folder, &names, &["examples", "../../../conformance/spector"])?;
    let programs = ["conformance-spector", "examples"].map(|package| build::test_program(&folder, package));

    let server = serve(&npm_folder, port)?;
    let mut passed = true;
    for program in programs {
        passed &= run_scenarios(&program?, &endpoint, filter)?;
    }
    let packages = server.json(".coverage")?;
    let packages = packages.as_array().into_iter().flatten();
    let scenarios: BTreeMap<String, bool> = packages
        .filter_map(|package| package["results"].as_object())
        .flatten()
        .map(|(name, result)| (name.clone(), result.as_str() == Some("pass")))
        .collect();
    Ok((passed, vec![Report { name: "Spector".to_owned(), scenarios, required: Required::AllBut(left) }]))
}

/// The scenarios that the page's table lists: the names in the first cell of each row below the table's head.
fn left_out(page: &str) -> BTreeSet<String> {
    let table = page.lines().skip_while(|line| !line.starts_with("| scenario of Spector |")).skip(2);
    let rows = table.take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

/// Installs the packages, if they are not there yet.
fn install(workspace: &Path, folder: &Path) -> Result<(), String> {
    let installed = folder.join("installed.json");
    let wanted = text_of(&workspace.join(DESCRIPTIONS).join("package.json"))?;
    let known = disk::read_text(&installed).map_err(|error| format!("{}: {error}", installed.display()))?;
    for file in FILES {
        put(&folder.join(file), &text_of(&workspace.join(DESCRIPTIONS).join(file))?)?;
    }
    if known.as_ref() != Some(&wanted) {
        npm(folder, &["install", "--no-package-lock"])?;
        put(&installed, &wanted)?;
    }
    Ok(())
}

/// The Node that the packages bring: they need a newer one than others do.
fn node(folder: &Path) -> Command {
    let mut command = Command::new(folder.join("node_modules/.bin/node"));
    command.current_dir(folder);
    command
}

/// Writes the descriptions, with the examples of all scenarios but those that are left out.
fn describe(folder: &Path, endpoint: &str, left: &BTreeSet<String>) -> Result<(), String> {
    let status = node(folder).arg("descriptions.mjs").arg(endpoint).args(left).status();
    let status = status.map_err(|error| format!("cannot run the Node of npm: {error}"))?;
    if status.success() { Ok(()) } else { Err("the specifications cannot be compiled".to_owned()) }
}

/// Makes one package with the generated tests of all crates: to link them once takes a tenth of the time.
fn examples(folder: &Path, names: &[String]) -> Result<(), String> {
    let package = folder.join("examples");
    let dependencies: String =
        names.iter().map(|name| format!("{name} = {{ path = \"../crates/{name}\" }}\n")).collect();
    let runtime = "armrest-runtime = { path = \"../../../../runtime\", features = [\"mock\"] }\n";
    let others = "azure_core = \"1.1\"\nfutures = \"0.3\"\nserde_json = \"1\"\n\
                  tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n";
    // The tests are compiled by the features of their groups.
    let mut features = BTreeSet::new();
    for name in names {
        let path = folder.join("crates").join(name).join("Cargo.toml");
        let manifest: toml::Table = text_of(&path)?.parse().map_err(|error| format!("{}: {error}", path.display()))?;
        let own = manifest.get("features").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys);
        features.extend(own.filter(|feature| *feature != "default").cloned());
    }
    let all: String = features.iter().map(|feature| format!("{feature} = []\n")).collect();
    let default: Vec<String> = features.iter().map(|feature| format!("\"{feature}\"")).collect();
    let manifest = format!(
        "[package]\nname = \"examples\"\nedition = \"2024\"\n\n[features]\ndefault = [{}]\n{all}\n\
         [dev-dependencies]\n{runtime}{others}{dependencies}",
        default.join(", ")
    );
    put(&package.join("Cargo.toml"), &manifest)?;
    let with_tests = names.iter().filter(|name| folder.join("crates").join(name).join("tests/examples.rs").is_file());
    let modules = with_tests.map(|name| {
        let module = name.replace('-', "_");
        format!("#[path = \"../../crates/{name}/tests/examples.rs\"]\nmod {module};\n")
    });
    put(&package.join("tests/examples.rs"), &format!("#![allow(unused_attributes)]\n\n{}", modules.collect::<String>()))
}

/// Starts the server. It asks git for the commit of the folder that it runs in.
fn serve(folder: &Path, port: u16) -> Result<Server, String> {
    let git = |arguments: &[&str]| {
        let status = Command::new("git").current_dir(folder).args(arguments).output();
        status.map(|output| output.status.success()).map_err(|error| format!("cannot run git: {error}"))
    };
    if !git(&["rev-parse", "HEAD"])? {
        let author = ["-c", "user.name=armrest", "-c", "user.email=armrest@localhost"];
        let commit =
            [&author[..], &["commit", "--quiet", "--allow-empty", "--message", "The server's folder"]].concat();
        if !(git(&["init", "--quiet"])? && git(&commit)?) {
            return Err(format!("cannot make a git repository of {}", folder.display()));
        }
    }
    let specifications = SPECIFICATIONS.map(|name| PathBuf::from("node_modules").join(name).join("specs"));
    let mut command = node(folder);
    command.arg("node_modules/@typespec/spector/cmd/cli.mjs").arg("serve").args(specifications).args([
        "--port",
        &port.to_string(),
        "--coverageFile",
        "coverage.json",
    ]);
    Server::start(&mut command, port)
}

#[cfg(test)]
mod tests {
    use super::left_out;

    #[test]
    fn the_page_lists_what_is_left_out() {
        let page = "# Page\n| `no` | x |\n\n| scenario of Spector | why |\n|---|---|\n\
                    | `One`, `Two` | has no `x` |\n| `Three` | y |\n\n| `not` | z |\n";
        assert_eq!(left_out(page).into_iter().collect::<Vec<_>>(), ["One", "Three", "Two"]);
    }
}
