//! `armrest generate --all`: a crate of each package of a checkout.

use super::{
    End, Job, Progress, Ran, Report,
    list::{Package, packages},
    progress::Steps,
    run_and_read, runtime_path,
};
use crate::{
    api::Filter,
    diagnostics::{Code, Diagnostic, Diagnostics},
    disk,
    load::Input,
    plan::{Settings, package_of_folder},
    write::Mode,
};
use rayon::prelude::*;
use std::{
    collections::HashSet,
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// What to generate.
#[derive(Clone, Debug)]
pub struct GenerateAll {
    /// The folder whose packages are generated, each by its default tag: one.
    pub folders: Vec<PathBuf>,
    /// The folder of the crates: each gets a folder of its own in it.
    pub out: PathBuf,
    /// Only packages whose folders match.
    pub filter: Filter,
    /// Whether to generate tests.
    pub tests: bool,
    /// The path to the runtime, as it is written in each `Cargo.toml`.
    pub runtime: Option<String>,
    /// The checkout that has the runtime, unless that is said.
    pub checkout: PathBuf,
    /// Whether to write, or only to compare.
    pub mode: Mode,
    /// Whether findings are shown in color.
    pub color: bool,
}

/// Generates a crate of each package below a folder, several at once. One that cannot be generated does not stop the others.
pub fn generate_all(all: &GenerateAll, progress: &dyn Progress) -> Report {
    let mut diagnostics = Diagnostics::default();
    let [folder] = all.folders.as_slice() else {
        let finding = Diagnostic::error(Code::NoPackages, format!("expected one folder, found {}", all.folders.len()));
        return Report::failed(&[finding.help("name the folder whose packages are to be generated")], all.color);
    };
    let chosen = packages(folder, &mut diagnostics).and_then(|packages| {
        // The names are the same with and without a filter.
        let named: Vec<(String, Package)> = names(folder, &packages).into_iter().zip(packages).collect();
        let folder = |(_, package): &(String, Package)| vec![package.folder.clone().into()];
        let chosen = all.filter.choose(&named, "package", folder, &mut diagnostics)?;
        Ok(chosen.into_iter().cloned().collect::<Vec<_>>())
    });
    let Ok(chosen) = chosen else { return Report::failed(diagnostics.iter(), all.color) };
    let steps = Steps::new(chosen.len(), progress);
    // As many packages are in memory as there are threads: of each that is done, only its messages stay.
    let done = chosen.par_iter().map(|(name, package)| {
        let done = generate(all, name, package);
        steps.done(&package.folder);
        done
    });
    summary(done.collect())
}

/// What came of a package.
struct Done {
    report: Report,
    warnings: usize,
}

fn generate(all: &GenerateAll, name: &str, package: &Package) -> Done {
    let out = all.out.join(name);
    let job = Job {
        input: Input { paths: vec![PathBuf::from(&package.readme)], ..Input::default() },
        settings: Settings {
            package: Some(name.to_owned()),
            tests: all.tests,
            runtime: all.runtime.clone().or_else(|| runtime_path(&out, &all.checkout)),
            ..Settings::default()
        },
        out,
        mode: all.mode,
        brief: true,
        color: all.color,
    };
    let Ran { mut report, warnings, .. } = run_and_read(&job);
    if report.end == End::Failed {
        report.messages = format!("{}: not generated\n{}", package.folder, report.messages);
    }
    Done { report, warnings }
}

fn summary(all: Vec<Done>) -> Report {
    let (packages, warnings) = (all.len(), all.iter().map(|done| done.warnings).sum::<usize>());
    let count = |end: End| all.iter().filter(|done| done.report.end == end).count();
    let (failed, differ) = (count(End::Failed), count(End::Differs));
    let mut report = Report::default();
    for done in all {
        report.add(done.report);
    }
    // Writing to a string does not fail.
    let _ = write!(report.summary, "{packages} packages: {} generated", packages - failed);
    for (count, what) in [(differ, "not up to date"), (failed, "failed"), (warnings, "warnings")] {
        if count > 0 {
            let _ = write!(report.summary, ", {count} {what}");
        }
    }
    report.summary.push('\n');
    report
}

/// The packages' names, by their folders. Folders that differ only in what no name has get numbers.
fn names(checkout: &Path, packages: &[Package]) -> Vec<String> {
    let mut known = HashSet::new();
    let names = packages.iter().map(|package| {
        let own = disk::absolute(checkout);
        let own = own.as_deref().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
        let name = package_of_folder(if package.folder == "." { &own } else { &package.folder });
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| known.insert(name.clone()));
        free.unwrap_or(name)
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_package_has_a_name_of_its_own() {
        let package = |folder: &str| Package {
            folder: folder.to_owned(),
            readme: String::new(),
            title: None,
            default_tag: None,
            tags: Vec::new(),
        };
        let folders =
            ["network/resource-manager", "network/resource_manager", "Network/Resource.Manager", "größe/北京"];
        let names = names(Path::new("."), &folders.map(package));
        let expected = [
            "armrest-network-resource-manager",
            "armrest-network-resource-manager-2",
            "armrest-network-resource-manager-3",
            "armrest-grosse-bei-jing",
        ];
        assert_eq!(names, expected);
        let long = package_of_folder(&"long/".repeat(100));
        assert!(long.len() < 100 && long.starts_with("armrest-long-long"), "{long}");
    }
}
