//! The process that runs cases. Another one starts it, because it may run out of stack or have to be stopped.

use super::{
    case::{Case, Finding},
    minimize::minimized,
    random::Random,
    seeds::Seeds,
    targets::Target,
};
use crate::cpu;
use serde::{Deserialize, Serialize};
use std::{
    any::Any,
    collections::HashSet,
    fs::File,
    io::{Seek, Write as _},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// How long an execution may take, in seconds of processor time.
const LONGEST: f64 = 10.0;

/// How much memory an execution may take, in bytes.
const LARGEST: u64 = 2 << 30;

/// The stack of a thread, as Rust's own threads and Windows have it at most.
const STACK: usize = 2 << 20;

/// What to run.
#[derive(Clone, Copy)]
pub(super) struct Work<'w> {
    pub(super) target: &'static Target,
    pub(super) seed: u64,
    /// The first execution, and the distance to the next.
    pub(super) from: u64,
    pub(super) step: u64,
    /// How many executions.
    pub(super) executions: u64,
    /// How long, whatever is done by then.
    pub(super) time: Duration,
    /// The folder for its files.
    pub(super) scratch: &'w Path,
    /// Each case is written down before it is run.
    pub(super) careful: bool,
}

/// What a worker says, a line each.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) enum Said {
    Finding(Box<Finding>),
    /// It stops in the middle of an execution, which took too much of something.
    Stopped {
        execution: u64,
        kind: String,
    },
    /// How many executions there were, and in how many all stages had a result.
    Done {
        executions: u64,
        made: u64,
    },
}

/// How a process ends that took too much of something.
const STOPPED: i32 = 3;

/// Where a worker writes which execution it is in, and, if it is careful, the case.
pub(super) const PROGRESS: &str = "progress";
pub(super) const CASE: &str = "case.json";

/// How often something was run: an execution may be run again, to make it smaller.
static RUNS: AtomicU64 = AtomicU64::new(0);

/// The message and place of the last panic.
static PANIC: Mutex<Option<(String, String)>> = Mutex::new(None);

fn say(said: &Said) {
    if let Ok(line) = serde_json::to_string(said) {
        println!("{line}");
    }
}

/// Runs executions, and says what it finds.
pub(super) fn work(work: Work<'_>, seeds: &Seeds) -> Result<(), String> {
    let watch = Watch::default();
    let stopped = |execution, kind: &str| say(&Said::Stopped { execution, kind: kind.to_owned() });
    let (executions, made) = watched(&watch, stopped, || run(work, seeds, &watch))??;
    say(&Said::Done { executions, made });
    Ok(())
}

/// Runs on a stack of the size that executions have. If one takes too long or too much, says so by `stopped`, and ends
/// the process: a thread cannot be ended.
fn watched<T: Send>(watch: &Watch, stopped: impl Fn(u64, &str), run: impl FnOnce() -> T + Send) -> Result<T, String> {
    quiet_panics();
    thread::scope(|scope| {
        let runner = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run);
        let runner = runner.map_err(|error| error.to_string())?;
        while !runner.is_finished() {
            thread::sleep(Duration::from_millis(20));
            if let Some((execution, kind)) = watch.exceeded() {
                stopped(execution, kind);
                std::process::exit(STOPPED);
            }
        }
        runner.join().map_err(|_| "the execution's thread panicked".to_owned())
    })
}

/// Which execution there is, and what it has cost.
#[derive(Debug, Default)]
struct Watch {
    execution: AtomicU64,
    /// A run that was seen, by its number, and how long the process had run then.
    seen: Mutex<Option<(u64, f64)>>,
}

impl Watch {
    /// The execution that takes too long or too much, if one does.
    fn exceeded(&self) -> Option<(u64, &'static str)> {
        let now = self.execution.load(Ordering::Relaxed);
        let run = RUNS.load(Ordering::Relaxed);
        let seconds = cpu::process_seconds();
        if cpu::resident_bytes().is_some_and(|bytes| bytes > LARGEST) {
            return Some((now, "memory"));
        }
        let mut seen = self.seen.lock().ok()?;
        match *seen {
            Some((known, since)) if known == run => (seconds - since > LONGEST).then_some((now, "hang")),
            _ => {
                *seen = Some((run, seconds));
                None
            }
        }
    }
}

fn run(work: Work<'_>, seeds: &Seeds, watch: &Watch) -> Result<(u64, u64), String> {
    let problem = |error: std::io::Error| error.to_string();
    let mut progress = File::create(work.scratch.join(PROGRESS)).map_err(problem)?;
    let begun = Instant::now();
    let mut known: HashSet<String> = HashSet::new();
    let (mut executions, mut made) = (0, 0);
    while executions < work.executions && begun.elapsed() < work.time {
        let number = work.from + executions * work.step;
        progress.rewind().and_then(|()| progress.write_all(&number.to_le_bytes())).map_err(problem)?;
        watch.execution.store(number, Ordering::Relaxed);
        executions += 1;
        let mut random = Random::of(work.seed, work.target.name, number);
        let (case, fault) = match caught(|| Ok((work.target.make)(seeds, &mut random))) {
            Ok(case) => {
                if work.careful {
                    let text = serde_json::to_string(&case).map_err(|error| error.to_string())?;
                    std::fs::write(work.scratch.join(CASE), text).map_err(problem)?;
                }
                match caught(|| (work.target.run)(&case, work.scratch)) {
                    Ok(is_made) => {
                        made += u64::from(is_made);
                        continue;
                    }
                    Err(fault) => (case, fault),
                }
            }
            Err(fault) => (Case::default(), fault),
        };
        if known.insert(fault.kind.clone()) {
            report(work, number, fault, case);
        }
    }
    Ok((executions, made))
}

/// What is wrong: its kind and its message.
pub(super) struct Fault {
    pub(super) kind: String,
    pub(super) message: String,
}

/// Says what is wrong, with as small a case as shows it.
fn report(work: Work<'_>, execution: u64, fault: Fault, case: Case) {
    let shows = &mut |case: &Case| reproduce(work.target, case, work.scratch).is_some_and(|own| own.kind == fault.kind);
    let case = minimized(case, 600, shows);
    let Fault { kind, message } = fault;
    let target = work.target.name.to_owned();
    say(&Said::Finding(Box::new(Finding { target, kind, message, seed: work.seed, execution, case })));
}

/// Runs a case of a finding; what is wrong with it.
fn reproduce(target: &Target, case: &Case, scratch: &Path) -> Option<Fault> {
    caught(|| (target.run)(case, scratch)).err()
}

/// Like [`reproduce`], with the stack, the time and the memory that an execution has.
pub(super) fn replay(target: &Target, case: &Case, scratch: &Path) -> Result<Option<Fault>, String> {
    let stopped = |_, kind: &str| println!("{}: {kind}", target.name);
    watched(&Watch::default(), stopped, || reproduce(target, case, scratch))
}

fn caught<T>(run: impl FnOnce() -> Result<T, String>) -> Result<T, Fault> {
    RUNS.fetch_add(1, Ordering::Relaxed);
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(result) => result.map_err(|message| {
            let kind = message.split(": ").next().unwrap_or_default().to_owned();
            Fault { kind, message }
        }),
        Err(payload) => {
            let (message, place) = PANIC.lock().ok().and_then(|mut last| last.take()).unwrap_or_default();
            let message = if message.is_empty() { text_of(&*payload) } else { message };
            Err(Fault { kind: format!("panic at {place}"), message })
        }
    }
}

fn text_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().cloned();
    text.or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

/// Panics are noted, not printed.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        if let Ok(mut last) = PANIC.lock() {
            *last = Some((text_of(info.payload()), place));
        }
    }));
}
