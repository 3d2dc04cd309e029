//! Every package of a checkout of Azure's descriptions: generated, compiled, and its examples run against the mock server.

mod merge;
mod page;
mod report;
mod source;

use crate::{build, cpu};
use armrest::{
    GeneratedTest,
    command::{Bar, Steps, runtime_path},
    diagnostics::{Code, Diagnostic, Severity, render},
    disk::{self, Disk},
    load::{self, Input},
    plan::Settings,
    write::{Mode, write},
};
use rayon::prelude::*;
use report::{Examples, Failure, Finding, Report, Run, Totals};
use serde::{Deserialize, Serialize};
use source::{Links, Source};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

/// How many findings of one code are in the report of a package; all are counted.
const PLACES: usize = 10;

/// What to run.
#[derive(Debug, clap::Args)]
pub(crate) struct Corpus {
    /// The checkout: the folder that holds `specification`.
    #[arg(long, required_unless_present = "merge")]
    specs: Option<PathBuf>,
    /// Only packages whose folder below `specification` matches, such as `network/*`.
    #[arg(long)]
    package: Vec<glob::Pattern>,
    /// How far to go with each package.
    #[arg(long, value_enum, default_value_t = Stage::Examples)]
    stage: Stage,
    /// Every N-th package only, from the K-th: `K/N`.
    #[arg(long, value_parser = shard, default_value = "1/1")]
    shard: (usize, usize),
    /// How many to work on at once.
    #[arg(long)]
    jobs: Option<usize>,
    /// Where to write what came of it: a JSON object a line, the run and then each package.
    #[arg(long, value_name = "FILE.jsonl")]
    report: Option<PathBuf>,
    /// Where to write the report as a page.
    #[arg(long, value_name = "FILE.html")]
    html: Option<PathBuf>,
    /// Run nothing: read the reports of all shards of a run, as one report. With `--specs`, places that have no commit are links
    /// to the checkout.
    #[arg(
        long,
        value_name = "FILE.jsonl",
        num_args = 1..,
        conflicts_with_all = ["package", "stage", "shard", "jobs", "all_tags", "warnings"]
    )]
    merge: Vec<PathBuf>,
    /// Every tag whose files are there, not only the default one.
    #[arg(long)]
    all_tags: bool,
    /// Show warnings too.
    #[arg(long)]
    warnings: bool,
}

/// How far a package is taken.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    /// The crate is generated.
    Generate,
    /// And compiled, with warnings denied.
    Check,
    /// Also run the tests of its examples.
    Examples,
}

fn shard(text: &str) -> Result<(usize, usize), String> {
    let parts = text.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
    match parts {
        Some((k, n)) if (1..=n).contains(&k) => Ok((k, n)),
        _ => Err("give K/N, with K from 1 to N".to_owned()),
    }
}

/// One package at one tag.
#[derive(Clone, Debug)]
pub(crate) struct Package {
    /// The folder below `specification`.
    folder: String,
    readme: PathBuf,
    /// The tag; the readme's default one where this is empty.
    tag: Option<String>,
    /// The generated crate's name.
    pub(crate) name: String,
}

impl Package {
    /// What to read of it.
    pub(crate) fn input(&self) -> Input {
        Input { paths: vec![self.readme.clone()], tag: self.tag.clone(), root: None }
    }

    /// How its crate at `out` is generated.
    pub(crate) fn settings(&self, out: &Path, workspace: &Path) -> Settings {
        let runtime = runtime_path(out, workspace);
        Settings { package: Some(self.name.clone()), runtime, tests: true, ..Settings::default() }
    }
}

/// Runs the corpus, or merges the reports of its shards.
pub(crate) fn corpus(workspace: &Path, arguments: &Corpus) -> Result<bool, String> {
    let (run, reports) = match &arguments.specs {
        Some(specs) if arguments.merge.is_empty() => run(workspace, specs, arguments)?,
        _ => merge::merge(arguments.merge.iter().map(|path| read(path)).collect::<Result<_, _>>()?)?,
    };
    if let Some(path) = &arguments.report {
        build::put(path, &report::text(&run, &reports)?)?;
    }
    if let Some(path) = &arguments.html {
        let links = Links::new(run.source.as_ref(), arguments.specs.as_deref(), path);
        build::put(path, &page::page(&run, &reports, &links))?;
    }
    let totals = Totals::of(&reports);
    println!("{}", totals.line(run.stage));
    Ok(totals.all_well(run.stage))
}

fn read(path: &Path) -> Result<(PathBuf, Run, Vec<Report>), String> {
    let (run, reports) = report::parse(path, &build::text_of(path)?)?;
    Ok((path.to_owned(), run, reports))
}

fn run(workspace: &Path, specs: &Path, arguments: &Corpus) -> Result<(Run, Vec<Report>), String> {
    if let Some(jobs) = arguments.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
        pool.map_err(|error| error.to_string())?;
    }
    let packages = packages(specs, &arguments.package, arguments.all_tags, arguments.shard)?;
    let folder = workspace.join("target/corpus");
    let bar = Bar::stderr();
    let steps = Steps::new(packages.len(), &bar);
    let reports = packages.par_iter().map(|package| {
        let report = generate(workspace, &folder, package, arguments, &bar);
        steps.done(&package.folder);
        report
    });
    let mut reports: Vec<Report> = reports.collect();
    bar.end();
    if arguments.stage > Stage::Generate {
        let generated = reports.iter().filter(|report| report.stage.is_some());
        let members: Vec<String> = generated.map(|report| format!("crates/{}", report.name)).collect();
        build::workspace(workspace, &folder, &members)?;
        let checked = build::check(&folder, arguments.jobs)?;
        for report in reports.iter_mut().filter(|report| checked.contains(&report.name)) {
            report.stage = Some(Stage::Check);
        }
    }
    if arguments.stage == Stage::Examples {
        run_examples(&folder, arguments, &mut reports)?;
    }
    let run = Run {
        shard: arguments.shard,
        packages: reports.len(),
        stage: arguments.stage,
        all_tags: arguments.all_tags,
        only: arguments.package.iter().map(ToString::to_string).collect(),
        source: Source::of(specs),
    };
    Ok((run, reports))
}

/// The packages of a checkout whose folders match, of every N-th the K-th.
pub(crate) fn packages(
    specs: &Path,
    wanted: &[glob::Pattern],
    all_tags: bool,
    (k, n): (usize, usize),
) -> Result<Vec<Package>, String> {
    let root = specs.join("specification");
    let files = disk::files_below(&root).map_err(|error| format!("{}: {error}", root.display()))?;
    let mut packages = Vec::new();
    for readme in files.into_iter().filter(|file| file.ends_with("readme.md")) {
        let folder = readme.parent().and_then(|folder| folder.strip_prefix(&root).ok());
        let folder = folder.unwrap_or(&readme).to_string_lossy().replace('\\', "/");
        if !wanted.is_empty() && !wanted.iter().any(|pattern| pattern.matches(&folder)) {
            continue;
        }
        let plain = |text: &str| {
            let text = text.to_lowercase();
            let words = text.split(|character: char| !character.is_ascii_alphanumeric());
            words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
        };
        let tags = if all_tags {
            let outline = load::outline(&readme, &Disk).map_err(|error| format!("{}: {error}", readme.display()))?;
            outline.tags.into_iter().map(Some).collect()
        } else {
            vec![None]
        };
        for tag in tags {
            let name = match &tag {
                Some(tag) => format!("corpus-{}-tag-{}", plain(&folder), plain(tag)),
                None => format!("corpus-{}", plain(&folder)),
            };
            packages.push(Package { folder: folder.clone(), readme: readme.clone(), tag, name });
        }
    }
    Ok(packages.into_iter().skip(k - 1).step_by(n).collect())
}

fn generate(workspace: &Path, folder: &Path, package: &Package, arguments: &Corpus, bar: &Bar) -> Report {
    let out = build::crates(folder).join(&package.name);
    let (input, settings) = (package.input(), package.settings(&out, workspace));
    let before = cpu::thread_seconds();
    let outcome = armrest::generate(&input, &settings, &Disk);
    let mut report = Report {
        folder: package.folder.clone(),
        name: package.name.clone(),
        tag: package.tag.clone(),
        cpu_seconds: cpu::thread_seconds() - before,
        ..Report::default()
    };
    let missing = |finding: &Diagnostic| finding.code == Code::MissingFile;
    report.absent = package.tag.is_some() && outcome.files.is_none() && outcome.diagnostics.iter().any(missing);
    // What the checkout itself lacks, or has in another format, is no defect of the generation.
    let own = |finding: &Diagnostic| {
        finding.severity == Severity::Warning || matches!(finding.code, Code::MissingFile | Code::NotSwagger)
    };
    report.own_error = outcome.files.is_none() && outcome.diagnostics.iter().all(own);
    let mut shown = String::new();
    for finding in outcome.diagnostics.iter() {
        let count = report.diagnostics.entry(finding.code.to_string()).or_default();
        *count += 1;
        if *count <= PLACES {
            report.findings.push(Finding {
                code: finding.code.to_string(),
                is_error: finding.severity == Severity::Error,
                message: finding.message.clone(),
                place: finding.location.map(|location| outcome.sources.position(location)),
            });
        }
        if arguments.warnings || finding.severity == Severity::Error && !report.absent {
            shown.push_str(&render(finding, &outcome.sources, false));
            shown.push('\n');
        }
    }
    if !shown.is_empty() {
        bar.without(|| println!("{}\n{shown}", package.folder));
    }
    let (Some(files), Some(summary)) = (outcome.files, outcome.summary) else {
        return report;
    };
    report.tag = summary.tag;
    report.operations = summary.operations;
    report.models = summary.models;
    report.lines = files.iter().map(|file| file.text.lines().count()).sum();
    report.examples = Examples {
        total: summary.examples.total,
        contradicting: summary.examples.contradicting,
        ..Examples::default()
    };
    report.tests = summary.tests;
    let written = match arguments.stage {
        Stage::Generate => Ok(()),
        Stage::Check | Stage::Examples => write(&out, &files, Mode::Write).map(drop),
    };
    match written {
        Ok(()) => report.stage = Some(Stage::Generate),
        Err(error) => bar.without(|| println!("{}: {error}", out.display())),
    }
    report
}

/// Runs the tests of all crates that compile. An example passes where all its tests do.
fn run_examples(folder: &Path, arguments: &Corpus, reports: &mut [Report]) -> Result<(), String> {
    let programs = build::test_programs(folder, arguments.jobs)?;
    for report in reports.iter_mut().filter(|report| report.stage == Some(Stage::Check)) {
        let Some(program) = programs.get(&report.name) else {
            if report.tests.is_empty() {
                report.stage = Some(Stage::Examples);
            }
            continue;
        };
        let failed = build::failed_tests(program)?;
        let mut examples: HashMap<usize, bool> = HashMap::new();
        for GeneratedTest { name, example, file } in &report.tests {
            let passes = !failed.contains(name);
            *examples.entry(*example).or_insert(true) &= passes;
            if !passes {
                println!("{}: {name} fails", report.folder);
                report.failures.push(Failure { test: name.clone(), file: file.clone() });
            }
        }
        report.examples.passed = examples.values().filter(|passes| **passes).count();
        report.examples.failed = examples.values().filter(|passes| !**passes).count();
        report.stage = Some(Stage::Examples);
    }
    Ok(())
}
