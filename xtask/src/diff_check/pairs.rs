//! The pairs of descriptions that are compared.

use armrest::{disk, load::Input};
use std::path::Path;

/// Two versions of one description.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) old: Input,
    pub(super) new: Input,
    /// How the page names the versions.
    pub(super) versions: [String; 2],
    /// Whether it is one of Azure's, and not one of tests/diffs.
    pub(super) is_azure: bool,
}

/// Pairs of Azure's api-versions: a name, a folder below `specification`, and in it two descriptions, or the tags of a `readme.md`.
const AZURE: &[(&str, &str, [&str; 2])] = &[
    (
        "compute-vms",
        "compute/resource-manager/Microsoft.Compute/ComputeRP/stable",
        ["2023-09-01/virtualMachine.json", "2024-03-01/virtualMachine.json"],
    ),
    (
        "databricks",
        "databricks/resource-manager/Microsoft.Databricks",
        ["preview/2022-04-01-preview/databricks.json", "stable/2024-05-01/databricks.json"],
    ),
    (
        "fabric-scale-units",
        "azsadmin/resource-manager/fabric/Microsoft.Fabric.Admin/preview",
        ["2016-05-01/ScaleUnit.json", "2020-10-01/ScaleUnit.json"],
    ),
    (
        "language-conversations",
        "cognitiveservices/data-plane/Language/preview",
        ["2023-04-15-preview/analyzeconversations.json", "2024-05-15-preview/analyzeconversations.json"],
    ),
    ("maps-render", "maps/data-plane/Render/stable", ["2022-08-01/render.json", "2024-04-01/render.json"]),
    ("maps-route", "maps/data-plane/Route/preview", ["1.0/route.json", "2024-06-01-preview/route.json"]),
    (
        "maps-search",
        "maps/data-plane/Search",
        ["stable/2023-06-01/search.json", "preview/2024-04-01-preview/search.json"],
    ),
    ("mariadb", "mariadb/resource-manager", ["package-2018-06-01", "package-2020-01-01"]),
    (
        "policyinsights-operations",
        "policyinsights/resource-manager/Microsoft.PolicyInsights/stable",
        ["2019-10-01/operations.json", "2022-04-01/operations.json"],
    ),
    ("subscription", "subscription/resource-manager", ["package-2016-06-01", "package-2021-10"]),
];

/// The pairs of tests/diffs, and those of Azure's descriptions if there is a checkout of them.
pub(super) fn pairs(workspace: &Path, specs: Option<&Path>) -> Result<Vec<Pair>, String> {
    let folder = workspace.join("tests/diffs");
    let files = disk::files_below(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut pairs = Vec::new();
    for old in files.iter().filter(|file| file.ends_with("old.yaml")) {
        let name = old.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let new = Input { paths: vec![old.with_file_name("new.yaml")], ..Input::default() };
        let old = Input { paths: vec![old.clone()], ..Input::default() };
        pairs.push(Pair { name, old, new, versions: ["old.yaml", "new.yaml"].map(str::to_owned), is_azure: false });
    }
    pairs.sort_by(|one, other| one.name.cmp(&other.name));
    for (name, folder, versions) in specs.iter().flat_map(|_| AZURE) {
        let folder = specs.unwrap_or(Path::new("")).join("specification").join(folder);
        let [old, new] = versions.map(|version| {
            let is_file = version.ends_with(".json");
            let path = folder.join(if is_file { version } else { "readme.md" });
            Input { paths: vec![path], tag: (!is_file).then(|| version.to_owned()), root: None }
        });
        let versions = versions.map(|version| version.split(['/']).rev().nth(1).unwrap_or(version).to_owned());
        pairs.push(Pair { name: (*name).to_owned(), old, new, versions, is_azure: true });
    }
    Ok(pairs)
}
