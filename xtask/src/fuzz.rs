//! Cases without end: descriptions, settings and dumps that were changed at random, given to each part of armrest. Nothing
//! may panic, hang, or take more memory than it may, and what is promised of every input must hold.
//!
//! An execution is known by its target, a seed and a number, and is the same on every machine. Those are run in processes
//! of their own, so that one that runs out of stack is found too. What is found is written to `target/fuzz/findings`.

mod case;
mod compiled;
mod minimize;
mod mutate;
mod random;
mod seeds;
mod targets;
mod text;
mod tree;
mod twin;
mod words;
mod worker;

use crate::build;
use case::{Case, Finding};
use seeds::Seeds;
use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};
use targets::{TARGETS, Target};
use worker::{Said, Work};

/// What to run.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Fuzz {
    /// Only these parts of armrest.
    #[arg(long, value_parser = target)]
    target: Vec<String>,
    /// For how many seconds, all targets together.
    #[arg(long)]
    time: Option<u64>,
    /// How many executions, all targets together.
    #[arg(long, conflicts_with = "time")]
    executions: Option<u64>,
    /// What the executions are made from. Default: another one each time.
    #[arg(long)]
    seed: Option<u64>,
    /// How many to run at once.
    #[arg(long, default_value_t = 1)]
    jobs: u64,
    /// A checkout of Azure's descriptions, to change those too.
    #[arg(long)]
    specs: Option<PathBuf>,
    /// Run what a finding's file says.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["target", "time", "executions"])]
    replay: Option<PathBuf>,
    /// Compile this many crates of changed descriptions, with warnings denied, instead.
    #[arg(long, value_name = "COUNT", conflicts_with_all = ["target", "time", "executions", "replay"])]
    compile: Option<usize>,
    #[command(flatten)]
    worker: Worker,
}

/// What a process is told that another one started.
#[derive(Clone, Debug, clap::Args)]
struct Worker {
    #[arg(long, hide = true)]
    scratch: Option<PathBuf>,
    #[arg(long, hide = true, default_value_t = 0)]
    from: u64,
    #[arg(long, hide = true)]
    careful: bool,
}

fn target(name: &str) -> Result<String, String> {
    let known = || TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    Target::find(name).map(|target| target.name.to_owned()).ok_or_else(|| format!("the targets are {}", known()))
}

/// How long a target is run where neither time nor executions are given, all together.
const USUAL: u64 = 60;

/// Runs the targets; whether nothing was found.
pub(crate) fn fuzz(workspace: &Path, arguments: &Fuzz) -> Result<bool, String> {
    let folder = workspace.join("target/fuzz");
    if let Some(scratch) = &arguments.worker.scratch {
        return run_as_worker(workspace, arguments, scratch).map(|()| true);
    }
    if let Some(path) = &arguments.replay {
        return replay(path, &folder);
    }
    let seed = arguments.seed.unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        now % 1_000_000
    });
    println!("seed {seed}");
    if let Some(count) = arguments.compile {
        let seeds = Seeds::read(workspace, arguments.specs.as_deref())?;
        return compiled::compile(workspace, &folder, &seeds, seed, count);
    }
    let chosen =
        |target: &&Target| arguments.target.is_empty() || arguments.target.iter().any(|own| own == target.name);
    let chosen: Vec<&'static Target> = TARGETS.iter().filter(chosen).collect();
    let shares: u64 = chosen.iter().map(|target| target.share).sum();
    let mut all: BTreeMap<(String, String), Finding> = BTreeMap::new();
    let mut count = 0;
    for target in &chosen {
        let bounds = match (arguments.executions, arguments.time) {
            (Some(executions), _) => (executions * target.share / shares, None),
            (None, time) => (u64::MAX / 2, Some(time.unwrap_or(USUAL) as f64 / chosen.len() as f64)),
        };
        let found = run_target(arguments, target, seed, bounds)?;
        count += found.executions;
        for finding in found.findings {
            all.entry((finding.target.clone(), finding.kind.clone())).or_insert(finding);
        }
    }
    for finding in all.values() {
        let path = write(&folder, finding)?;
        println!("\n{}: {}\n  {}\n  {}", finding.target, finding.kind, shortened(&finding.message), path.display());
    }
    println!("{count} executions, {} finding(s)", all.len());
    Ok(all.is_empty())
}

fn shortened(message: &str) -> String {
    message.chars().take(300).flat_map(char::escape_debug).collect()
}

/// Writes a finding where `--replay` finds it.
fn write(folder: &Path, finding: &Finding) -> Result<PathBuf, String> {
    let mut hasher = DefaultHasher::new();
    finding.kind.hash(&mut hasher);
    let path = folder.join(format!("findings/{}-{:08x}.json", finding.target, hasher.finish() as u32));
    let text = serde_json::to_string_pretty(finding).map_err(|error| error.to_string())?;
    build::put(&path, &text)?;
    Ok(path)
}

/// What the executions of a target found.
#[derive(Debug, Default)]
struct Found {
    executions: u64,
    /// In how many all stages had a result.
    made: u64,
    findings: Vec<Finding>,
}

/// Runs a target in processes: so many executions, and so many seconds.
fn run_target(
    arguments: &Fuzz,
    target: &'static Target,
    seed: u64,
    (executions, seconds): (u64, Option<f64>),
) -> Result<Found, String> {
    let begun = Instant::now();
    let time = seconds.map(Duration::from_secs_f64);
    let jobs = arguments.jobs.max(1);
    let parts = std::thread::scope(|scope| {
        let run = |job: u64| {
            let each = executions / jobs + u64::from(job < executions % jobs);
            let process = Process { arguments, target, seed, job, jobs };
            move || process.run_all(each, time)
        };
        let threads: Vec<_> = (0..jobs).map(|job| scope.spawn(run(job))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err("a thread panicked".to_owned())))
            .collect()
    });
    let parts: Vec<Result<Found, String>> = parts;
    let mut all = Found::default();
    for part in parts {
        let part = part?;
        all.executions += part.executions;
        all.made += part.made;
        all.findings.extend(part.findings);
    }
    println!(
        "{:10} {:9} executions, {:9} with a result, {} finding(s), {:.0} s",
        target.name,
        all.executions,
        all.made,
        all.findings.len(),
        begun.elapsed().as_secs_f64()
    );
    Ok(all)
}

/// A process for some executions of a target.
struct Process<'p> {
    arguments: &'p Fuzz,
    target: &'static Target,
    seed: u64,
    job: u64,
    jobs: u64,
}

/// What a finding is of in which a process ended by itself: it ran out of stack, or was aborted.
const ENDED_KIND: &str = "the process ended";

/// How often a process may end in the middle of an execution until its target is given up.
const ENDED: usize = 20;

impl Process<'_> {
    /// Starts processes until all executions are done, or the time is over.
    fn run_all(&self, executions: u64, time: Option<Duration>) -> Result<Found, String> {
        let begun = Instant::now();
        let mut found = Found::default();
        let mut ended = 0;
        let left = || time.map(|time| time.saturating_sub(begun.elapsed()));
        while found.executions < executions && left() != Some(Duration::ZERO) && ended < ENDED {
            let from = self.job + found.executions * self.jobs;
            let (part, stopped) = self.run(from, executions - found.executions, left(), false)?;
            found.made += part.made;
            found.findings.extend(part.findings);
            let Some((execution, kind)) = stopped else {
                found.executions += part.executions;
                return Ok(found);
            };
            ended += 1;
            found.executions = execution / self.jobs + 1;
            found.findings.push(self.stopped_at(execution, kind)?);
        }
        Ok(found)
    }

    fn scratch(&self) -> PathBuf {
        let name = format!("armrest-fuzz-{}-{}-{}", std::process::id(), self.target.name, self.job);
        std::env::temp_dir().join(name)
    }

    /// Runs one process: what it says, and the execution in which it ended before its time.
    fn run(
        &self,
        from: u64,
        executions: u64,
        time: Option<Duration>,
        careful: bool,
    ) -> Result<(Found, Option<(u64, String)>), String> {
        let problem = |error: std::io::Error| format!("cannot run a worker: {error}");
        let scratch = self.scratch();
        std::fs::create_dir_all(&scratch).map_err(problem)?;
        let mut command = Command::new(std::env::current_exe().map_err(problem)?);
        command.args(["fuzz", "--target", self.target.name]);
        for (name, value) in [("seed", self.seed), ("from", from), ("jobs", self.jobs)] {
            command.arg(format!("--{name}={value}"));
        }
        command.arg(match time {
            None => format!("--executions={executions}"),
            Some(time) => format!("--time={}", time.as_secs().max(1)),
        });
        command.arg("--scratch").arg(&scratch).args(careful.then_some("--careful"));
        command.args(self.arguments.specs.iter().flat_map(|specs| [Path::new("--specs"), specs]));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(problem)?;
        let mut found = Found::default();
        let (mut is_done, mut stopped) = (false, None);
        for line in child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines()) {
            match serde_json::from_str(&line.map_err(problem)?) {
                Ok(Said::Finding(finding)) => found.findings.push(*finding),
                Ok(Said::Stopped { execution, kind }) => stopped = Some((execution, kind)),
                Ok(Said::Done { executions, made }) => {
                    (found.executions, found.made) = (executions, made);
                    is_done = true;
                }
                Err(error) => return Err(format!("a worker says what is not understood: {error}")),
            }
        }
        let status = child.wait().map_err(problem)?;
        if !is_done && stopped.is_none() {
            let progress = std::fs::read(scratch.join(worker::PROGRESS)).map_err(problem)?;
            let execution = progress.first_chunk().map(|bytes| u64::from_le_bytes(*bytes));
            let execution = execution.ok_or_else(|| format!("a worker ended before it began: {status}"))?;
            stopped = Some((execution, format!("{ENDED_KIND}: {status}")));
        }
        if !careful {
            let _ = std::fs::remove_dir_all(&scratch);
        }
        Ok((found, stopped))
    }

    /// The finding of an execution in which a process ended.
    fn stopped_at(&self, execution: u64, kind: String) -> Result<Finding, String> {
        self.run(execution, 1, None, true)?;
        let scratch = self.scratch();
        let text = std::fs::read_to_string(scratch.join(worker::CASE)).unwrap_or_default();
        let case: Case = serde_json::from_str(&text).unwrap_or_default();
        let mut finding = Finding {
            target: self.target.name.to_owned(),
            kind,
            message: String::new(),
            seed: self.seed,
            execution,
            case: case.clone(),
        };
        // What takes long or much is not run a hundred times.
        let budget = if finding.kind.starts_with(ENDED_KIND) { 150 } else { 0 };
        let path = scratch.join("finding.json");
        let mut shows = |case: &Case| {
            let own = Finding { case: case.clone(), ..finding.clone() };
            let text = serde_json::to_string(&own).unwrap_or_default();
            std::fs::write(&path, text).is_ok() && replay_ends(&path)
        };
        let case = minimize::minimized(case, budget, &mut shows);
        finding.case = case;
        let _ = std::fs::remove_dir_all(&scratch);
        Ok(finding)
    }
}

/// Whether a process that replays a finding ends in its middle.
fn replay_ends(path: &Path) -> bool {
    let command = std::env::current_exe().map(Command::new);
    let status = command.and_then(|mut command| {
        command.args(["fuzz", "--replay"]).arg(path).stdout(Stdio::null()).stderr(Stdio::null()).status()
    });
    status.is_ok_and(|status| status.code().is_none())
}

/// Runs the case of a finding; whether nothing is wrong with it.
fn replay(path: &Path, folder: &Path) -> Result<bool, String> {
    let finding: Finding =
        serde_json::from_str(&build::text_of(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    let target = Target::find(&finding.target).ok_or_else(|| format!("there is no target {}", finding.target))?;
    let scratch = folder.join("replay");
    std::fs::create_dir_all(&scratch).map_err(|error| error.to_string())?;
    match worker::replay(target, &finding.case, &scratch)? {
        Some(fault) => {
            println!("{}: {}\n{}", target.name, fault.kind, fault.message);
            Ok(false)
        }
        None => {
            println!("{}: nothing is wrong", target.name);
            Ok(true)
        }
    }
}

fn run_as_worker(workspace: &Path, arguments: &Fuzz, scratch: &Path) -> Result<(), String> {
    let name = arguments.target.first().map_or("", String::as_str);
    let target = Target::find(name).ok_or("a worker needs a target")?;
    let seeds = Seeds::read(workspace, arguments.specs.as_deref())?;
    let work = Work {
        target,
        seed: arguments.seed.unwrap_or_default(),
        from: arguments.worker.from,
        step: arguments.jobs,
        executions: arguments.executions.unwrap_or(u64::MAX / 2),
        time: arguments.time.map_or(Duration::MAX, Duration::from_secs),
        scratch,
        careful: arguments.worker.careful,
    };
    worker::work(work, &seeds)
}
