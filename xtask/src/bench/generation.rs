use super::{
    Bench,
    figures::{Figures, median},
    folder,
    measure::{Cost, cost},
};
use crate::{
    corpus::{Package, packages},
    cpu::thread_seconds,
};
use armrest::{
    api::Filter,
    command::{End, Job, run},
    disk::{self, Disk, Files},
    generate_in_stages,
    plan::Settings,
    write::{Mode, write},
};
use rayon::prelude::*;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

/// Generates and writes packages: what the measured commands do.
#[derive(Debug, clap::Args)]
pub(crate) struct Generate {
    #[arg(long)]
    specs: PathBuf,
    #[arg(long)]
    out: PathBuf,
    #[arg(long)]
    package: Vec<glob::Pattern>,
    #[arg(long)]
    include: Vec<String>,
}

/// Generates and writes packages, in parallel.
pub(crate) fn generate(workspace: &Path, arguments: &Generate) -> ExitCode {
    let packages = match packages(&arguments.specs, &arguments.package, false, (1, 1)) {
        Ok(packages) => packages,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    let ends = packages.par_iter().map(|package| {
        let out = arguments.out.join(&package.name);
        let filter = Filter { include: arguments.include.clone(), ..Filter::default() };
        let (input, settings) = (package.input(), Settings { filter, ..package.settings(&out, workspace) });
        run(&Job { input, out, settings, mode: Mode::Write, brief: false, color: false }).end
    });
    let done = ends.filter(|end| *end == End::Done).count();
    println!("{done} of {}", packages.len());
    ExitCode::SUCCESS
}

/// A command that generates, to be measured.
fn command(specs: &Path, out: &Path, package: Option<&str>) -> Result<Command, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(own);
    command.arg("bench-generate").arg("--specs").arg(specs).arg("--out").arg(out);
    if let Some(package) = package {
        command.arg("--package").arg(package);
    }
    Ok(command)
}

/// Makes room for a folder. What was there is put aside and not removed yet: a file system is slow to make files where
/// as many were removed a moment ago, and that is not the cost of a generation.
fn clear(workspace: &Path, path: &Path) -> Result<(), String> {
    if !path.exists() {
        return Ok(());
    }
    let aside = aside(workspace);
    let number = fs::read_dir(&aside).map_or(0, Iterator::count);
    let moved = fs::create_dir_all(&aside).and_then(|()| fs::rename(path, aside.join(number.to_string())));
    moved.map_err(|error| format!("{}: {error}", path.display()))
}

fn aside(workspace: &Path) -> PathBuf {
    folder(workspace).join("aside")
}

/// Removes all that was put aside.
pub(super) fn tidy(workspace: &Path) -> Result<(), String> {
    match fs::remove_dir_all(aside(workspace)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.to_string()),
        _ => Ok(()),
    }
}

pub(super) fn generation(workspace: &Path, arguments: &Bench, figures: &mut Figures) -> Result<(), String> {
    let out = folder(workspace).join("generated");
    let all = command(&arguments.specs, &out, None)?;
    let first = cost(&all, arguments.runs, || clear(workspace, &out))?;
    figures.add("generation", "all packages, CPU", first.cpu_seconds, "s", Some(6.0));
    figures.add("generation", "all packages, peak memory", first.peak_megabytes, "MB", Some(300.0));
    figures.add("generation", "all packages, wall", first.wall_seconds, "s", None);
    let network = command(&arguments.specs, &out, Some("network/resource-manager"))?;
    let network = cost(&network, arguments.runs, || clear(workspace, &out))?;
    figures.add("generation", "Microsoft.Network, CPU", network.cpu_seconds, "s", Some(0.6));
    let lines = lines(&out)?;
    figures.add("generation", "Microsoft.Network, lines of Rust", lines, "", Some(130_285.0 / 2.0));
    let mut filtered = command(&arguments.specs, &out, Some("network/resource-manager"))?;
    let filter = super::bastion();
    filtered.args(filter.include.iter().flat_map(|pattern| ["--include", pattern]));
    let filtered = cost(&filtered, arguments.runs, || clear(workspace, &out))?;
    figures.add("generation", "Bastion of Microsoft.Network by a filter, CPU", filtered.cpu_seconds, "s", None);
    Ok(())
}

/// How many lines the sources below a folder have.
pub(super) fn lines(folder: &Path) -> Result<f64, String> {
    let sources = disk::files_below(folder).map_err(|error| error.to_string())?;
    let sources = sources.iter().filter(|path| path.components().any(|part| part.as_os_str() == "src"));
    let texts = sources.filter_map(|path| disk::read_text(path).ok().flatten());
    Ok(texts.map(|text| text.lines().count()).sum::<usize>() as f64)
}

/// CPU seconds by stage.
#[derive(Clone, Copy, Debug, Default)]
struct StageTimes([f64; 7]);

const STAGES: [&str; 7] = ["load", "openapi2", "api", "oracle", "plan", "emit", "write"];

pub(super) fn stages(workspace: &Path, arguments: &Bench, figures: &mut Figures) -> Result<(), String> {
    let packages = packages(&arguments.specs, &[], false, (1, 1))?;
    let out = folder(workspace).join("stages");
    let mut runs = Vec::new();
    let mut floors = Vec::new();
    for _ in 0..arguments.runs.max(1) {
        clear(workspace, &out)?;
        let mut stages = StageTimes::default();
        let mut read = Vec::new();
        for package in &packages {
            run_stages(package, &out, workspace, &mut stages, &mut read);
        }
        runs.push(stages);
        read.sort();
        read.dedup();
        let before = thread_seconds();
        let root = arguments.specs.join("specification");
        let parsed = read.iter().filter_map(|path| Disk.read(&root.join(path)).ok());
        let values = parsed.filter(|bytes| serde_json::from_slice::<serde_json::Value>(bytes).is_ok()).count();
        floors.push(thread_seconds() - before);
        if values == 0 {
            return Err("no file was read".to_owned());
        }
    }
    for (index, name) in STAGES.iter().enumerate() {
        let seconds = median(runs.iter().map(|stages| stages.0[index]).collect());
        figures.add("stages", name, seconds, "CPU s", None);
    }
    figures.add("stages", "floor: the same files as serde_json::Value", median(floors), "CPU s", None);
    Ok(())
}

fn run_stages(package: &Package, out: &Path, workspace: &Path, stages: &mut StageTimes, read: &mut Vec<String>) {
    let mut last = thread_seconds();
    let mut lap = |stage: usize| {
        let now = thread_seconds();
        stages.0[stage] += now - last;
        last = now;
    };
    let out = out.join(&package.name);
    let settings = package.settings(&out, workspace);
    let outcome = generate_in_stages(&package.input(), &settings, &Disk, &mut |stage| lap(stage as usize));
    read.extend(outcome.sources.paths().map(str::to_owned));
    if let Some(files) = outcome.files {
        // A folder that cannot be written costs what it did up to there.
        let _ = write(&out, &files, Mode::Write);
        lap(STAGES.len() - 1);
    }
}

/// The package that is copied: a large one, so that what a process costs at all does not count.
const COPIED: &str = "compute/resource-manager";

pub(super) fn growth(workspace: &Path, arguments: &Bench, figures: &mut Figures) -> Result<(), String> {
    let (root, out) = (folder(workspace).join("copies"), folder(workspace).join("copied"));
    let mut one: Option<Cost> = None;
    for count in [1usize, 10, 100] {
        clear(workspace, &root)?;
        copy(&arguments.specs, &root, "common-types", "common-types")?;
        for index in 0..count {
            copy(&arguments.specs, &root, COPIED, &format!("copy{index}/resource-manager"))?;
        }
        let mut command = command(&root, &out, None)?;
        // Threads that share a core slow each other down, and one copy has one thread only.
        command.env("RAYON_NUM_THREADS", "1");
        let cost = cost(&command, arguments.runs, || clear(workspace, &out))?;
        let most = one.map(|one| one.cpu_seconds * count as f64 * 1.15);
        figures.add("growth", &format!("{count} copies of {COPIED}, CPU"), cost.cpu_seconds, "s", most);
        figures.add("growth", &format!("{count} copies of {COPIED}, peak memory"), cost.peak_megabytes, "MB", None);
        one = one.or(Some(cost));
    }
    for path in [&root, &out] {
        clear(workspace, path)?;
    }
    Ok(())
}

fn copy(specs: &Path, root: &Path, from: &str, to: &str) -> Result<(), String> {
    let (from, to) = (specs.join("specification").join(from), root.join("specification").join(to));
    for path in disk::files_below(&from).map_err(|error| error.to_string())? {
        let target = to.join(path.strip_prefix(&from).unwrap_or(&path));
        let parent = target.parent().unwrap_or(&to);
        let copied = fs::create_dir_all(parent).and_then(|()| fs::copy(&path, &target));
        copied.map_err(|error| format!("{}: {error}", target.display()))?;
    }
    Ok(())
}
