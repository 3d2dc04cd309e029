use super::{
    Bench,
    figures::Figures,
    folder,
    generation::lines,
    measure::{Cost, cost},
};
use armrest::{
    api::Filter,
    command::{Job, run, runtime_path},
    disk,
    load::Input,
    plan::Settings,
    write::Mode,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const PEER: &str = "azure_mgmt_network";
const OWN: &str = "armrest-network";
const APPLICATION: &str = "application";

/// A project that uses a crate.
struct Project {
    folder: PathBuf,
    /// The crate that is measured.
    package: &'static str,
}

const OWN_PROGRAM: &str = r#"use armrest_network::NetworkManagementClient;
use azure_identity::DeveloperToolsCredential;
use futures::TryStreamExt as _;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = NetworkManagementClient::new("subscription", DeveloperToolsCredential::new(None)?, None)?;
    let mut sessions = client.begin_get_active_sessions("group", "bastion", None)?.await?;
    while let Some(session) = sessions.try_next().await? {
        println!("{:?} {:?}", session.user_name, session.protocol);
    }
    Ok(())
}
"#;

const PEER_PROGRAM: &str = r#"use azure_identity::AzureCliCredential;
use futures::StreamExt as _;
use std::sync::Arc;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = azure_mgmt_network::Client::builder(Arc::new(AzureCliCredential::new())).build()?;
    let mut pages = client.get_active_sessions("group", "bastion", "subscription").into_stream();
    while let Some(page) = pages.next().await {
        for session in page?.value {
            println!("{:?} {:?}", session.user_name, session.protocol);
        }
    }
    Ok(())
}
"#;

/// One request by azure_core alone: what no crate on it can be below.
const FLOOR_PROGRAM: &str = r#"use azure_core::{
    credentials::TokenCredential,
    http::{ClientOptions, Context, Method, Pipeline, Request},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let credential = azure_identity::DeveloperToolsCredential::new(None)?;
    let token = credential.get_token(&["https://management.azure.com/.default"], None).await?;
    let pipeline = Pipeline::new(None, None, ClientOptions::default(), Vec::new(), Vec::new(), None);
    let mut request = Request::new("https://management.azure.com/".parse()?, Method::Get);
    request.insert_header("authorization", format!("Bearer {}", token.token.secret()));
    println!("{}", pipeline.send(&Context::new(), &mut request, None).await?.status());
    Ok(())
}
"#;

/// The generated crate of Microsoft.Network, or of those of its operations that a filter selects, at `target/bench/NAME`.
fn network(workspace: &Path, arguments: &Bench, name: &str, filter: Filter) -> Result<PathBuf, String> {
    let out = folder(workspace).join(name);
    let readme = arguments.specs.join("specification/network/resource-manager/readme.md");
    let settings = Settings {
        package: Some(OWN.to_owned()),
        title: Some("NetworkManagement".to_owned()),
        runtime: runtime_path(&out, workspace),
        filter,
        ..Settings::default()
    };
    let input = Input { paths: vec![readme], ..Input::default() };
    let report = run(&Job { input, out: out.clone(), settings, mode: Mode::Write, brief: false, color: false });
    if report.end as u8 == 0 { Ok(out) } else { Err(report.messages) }
}

fn project(
    workspace: &Path,
    name: &str,
    package: &'static str,
    dependencies: &str,
    program: &str,
) -> Result<Project, String> {
    let folder = folder(workspace).join(name);
    let manifest = format!(
        "[package]\nname = \"{APPLICATION}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[workspace]\n\n\
         [dependencies]\n{dependencies}futures = \"0.3\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n"
    );
    for (path, text) in [("Cargo.toml", manifest.as_str()), ("src/main.rs", program)] {
        disk::replace(&folder.join(path), text).map_err(|error| error.to_string())?;
    }
    Ok(Project { folder, package })
}

/// What turns on the feature of Bastion alone.
const BASTION: &str = ", default-features = false, features = [\"bastion-hosts\"]";

fn own_dependencies(path: &Path, features: &str) -> String {
    format!("armrest-network = {{ path = {path:?}{features} }}\nazure_core = \"1.1\"\nazure_identity = \"1.0\"\n")
}

fn projects(workspace: &Path, arguments: &Bench) -> Result<[Project; 3], String> {
    let path = network(workspace, arguments, "network", Filter::default())?;
    let own = |features: &str| own_dependencies(&path, features);
    let peer = "azure_mgmt_network = \"=0.21.0\"\nazure_identity = \"0.21\"\n";
    Ok([
        project(workspace, "whole", OWN, &own(""), OWN_PROGRAM)?,
        project(workspace, "bastion", OWN, &own(BASTION), OWN_PROGRAM)?,
        project(workspace, "peer", PEER, peer, PEER_PROGRAM)?,
    ])
}

impl Project {
    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("cargo");
        // A dependency from a registry is never built incrementally; ours is not either.
        command.current_dir(&self.folder).args(arguments).arg("--quiet").env("CARGO_INCREMENTAL", "0");
        command.env("CARGO_TARGET_DIR", self.folder.join("target")).env("RUSTFLAGS", "--cap-lints allow");
        command
    }

    fn must(&self, arguments: &[&str]) -> Result<(), String> {
        let status = self.cargo(arguments).status().map_err(|error| error.to_string())?;
        if status.success() { Ok(()) } else { Err(format!("cargo {arguments:?} failed in {}", self.folder.display())) }
    }

    /// What it costs to do something with some packages, all else built.
    fn cost(&self, command: &[&str], packages: &[&str], profile: &[&str], runs: usize) -> Result<Cost, String> {
        let all: Vec<&str> = command.iter().chain(profile).copied().collect();
        self.must(&all)?;
        let of_packages = packages.iter().flat_map(|package| ["--package", package]);
        let clean: Vec<&str> =
            ["clean"].into_iter().chain(of_packages.clone()).chain(profile.iter().copied()).collect();
        let measured: Vec<&str> = command.iter().copied().chain(of_packages).chain(profile.iter().copied()).collect();
        cost(&self.cargo(&measured), runs, || self.must(&clean))
    }
}

/// A page decoded by the generated crate, beside serde's derive: a benchmark of the crate's own tests, because this
/// program must be there before any generated crate is.
pub(super) fn decode(workspace: &Path, figures: &mut Figures) -> Result<(), String> {
    let mut command = Command::new("cargo");
    command.current_dir(workspace).args(["bench", "--quiet", "--package", "armrest-tests", "--bench", "decode"]);
    let output = command.output().map_err(|error| error.to_string())?;
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = shown.split_whitespace().filter_map(|number| number.parse::<f64>().ok());
    let (Some(own), Some(derived)) = (numbers.next(), numbers.next()) else {
        return Err(format!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr)));
    };
    figures.add("decode", "a page of 1,000 sessions by serde's derive", derived, "µs", None);
    figures.add("decode", "a page of 1,000 sessions", own, "µs", Some(derived * 1.1));
    Ok(())
}

pub(super) fn check(workspace: &Path, arguments: &Bench, figures: &mut Figures) -> Result<(), String> {
    let [whole, bastion, peer] = projects(workspace, arguments)?;
    let check = |project: &Project| project.cost(&["check"], &[project.package], &[], arguments.runs);
    let (peer, whole, bastion) = (check(&peer)?, check(&whole)?, check(&bastion)?);
    figures.add("check", "azure_mgmt_network 0.21.0, CPU", peer.cpu_seconds, "s", None);
    figures.add("check", "azure_mgmt_network 0.21.0, peak memory", peer.peak_megabytes, "MB", None);
    figures.add("check", "Microsoft.Network, CPU", whole.cpu_seconds, "s", Some(peer.cpu_seconds / 6.0));
    figures.add("check", "Microsoft.Network, peak memory", whole.peak_megabytes, "MB", Some(peer.peak_megabytes / 6.0));
    figures.add("check", "Microsoft.Network, the feature of Bastion only, CPU", bastion.cpu_seconds, "s", Some(1.5));
    figures.add(
        "check",
        "Microsoft.Network, the feature of Bastion only, peak memory",
        bastion.peak_megabytes,
        "MB",
        None,
    );
    Ok(())
}

/// The crate of some operations, beside that of all with the feature of these.
pub(super) fn filtered(workspace: &Path, arguments: &Bench, figures: &mut Figures) -> Result<(), String> {
    let all = network(workspace, arguments, "network", Filter::default())?;
    let some = network(workspace, arguments, "filtered", super::bastion())?;
    for (name, path, features) in [("the feature", &all, BASTION), ("the filter", &some, "")] {
        let folder = format!("by-{}", name.replace(' ', "-"));
        let project = project(workspace, &folder, OWN, &own_dependencies(path, features), OWN_PROGRAM)?;
        let lines = lines(&path.join("src"))?;
        figures.add("filtered", &format!("Bastion by {name}, lines of Rust"), lines, "", None);
        let check = project.cost(&["check"], &[OWN], &[], arguments.runs)?;
        figures.add("filtered", &format!("Bastion by {name}, check, CPU"), check.cpu_seconds, "s", None);
        figures.add("filtered", &format!("Bastion by {name}, check, peak memory"), check.peak_megabytes, "MB", None);
        let build = project.cost(&["build"], &[OWN], &["--release"], arguments.runs)?;
        figures.add("filtered", &format!("Bastion by {name}, release build, CPU"), build.cpu_seconds, "s", None);
    }
    Ok(())
}

pub(super) fn build(workspace: &Path, arguments: &Bench, figures: &mut Figures) -> Result<(), String> {
    let [whole, bastion, peer] = projects(workspace, arguments)?;
    for (name, profile) in [("debug", &[][..]), ("release", &["--release"][..])] {
        let crate_of = |project: &Project| project.cost(&["build"], &[project.package], profile, arguments.runs);
        let (of_peer, of_whole) = (crate_of(&peer)?, crate_of(&whole)?);
        let most = Some(of_peer.cpu_seconds / 8.0);
        figures.add("build", &format!("azure_mgmt_network 0.21.0, {name}, CPU"), of_peer.cpu_seconds, "s", None);
        figures.add("build", &format!("Microsoft.Network, {name}, CPU"), of_whole.cpu_seconds, "s", most);
        let application =
            |project: &Project| project.cost(&["build"], &[project.package, APPLICATION], profile, arguments.runs);
        let (of_peer, of_own) = (application(&peer)?, application(&bastion)?);
        let most = Some(of_peer.cpu_seconds / 8.0);
        figures.add("build", &format!("the old crate's application, {name}, CPU"), of_peer.cpu_seconds, "s", None);
        figures.add("build", &format!("an application with Bastion only, {name}, CPU"), of_own.cpu_seconds, "s", most);
        let size = |project: &Project| {
            let path = project.folder.join("target").join(name).join(APPLICATION);
            let size = fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()));
            size.map(|size| size.len() as f64 / 1e6)
        };
        let (of_peer, of_own) = (size(&peer)?, size(&bastion)?);
        let most = (name == "release").then_some(of_peer / 2.0);
        figures.add("build", &format!("the old crate's application, {name}, size"), of_peer, "MB", None);
        figures.add("build", &format!("an application with Bastion only, {name}, size"), of_own, "MB", most);
        if name == "release" {
            let core = "azure_core = \"1.1\"\nazure_identity = \"1.0\"\n";
            let floor = project(workspace, "floor", APPLICATION, core, FLOOR_PROGRAM)?;
            floor.must(&["build", "--release"])?;
            figures.add("build", "an application on azure_core alone, release, size", size(&floor)?, "MB", None);
        }
    }
    Ok(())
}
