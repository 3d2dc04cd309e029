use super::figures::median;
use crate::cpu;
use serde_json::{Value, json};
use std::{
    ffi::OsStr,
    process::{Command, ExitCode, Stdio},
    time::Instant,
};

/// What a command cost, with all that it started.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    pub(super) cpu_seconds: f64,
    pub(super) wall_seconds: f64,
    /// The most that one of its processes had at once.
    pub(super) peak_megabytes: f64,
}

/// Runs a command and prints what it cost. Only a process of its own can tell that of one command.
pub(crate) fn measure(command: &[String]) -> ExitCode {
    let Some((program, arguments)) = command.split_first() else {
        return ExitCode::from(2);
    };
    let start = Instant::now();
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).status();
    let wall = start.elapsed().as_secs_f64();
    let (Ok(status), Some(children)) = (status, cpu::children()) else {
        return ExitCode::from(2);
    };
    println!("{}", json!({ "cpu": children.cpu_seconds, "wall": wall, "peak": children.peak_megabytes }));
    if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What a command costs: the median of several runs, `before` done before each.
pub(super) fn cost(
    command: &Command,
    runs: usize,
    mut before: impl FnMut() -> Result<(), String>,
) -> Result<Cost, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut costs = Vec::new();
    for _ in 0..runs.max(1) {
        before()?;
        let mut measured = Command::new(&own);
        measured.arg("measure").arg("--").arg(command.get_program()).args(command.get_args());
        if let Some(folder) = command.get_current_dir() {
            measured.current_dir(folder);
        }
        for (name, value) in command.get_envs() {
            measured.env(name, value.unwrap_or(OsStr::new("")));
        }
        let output = measured.stderr(Stdio::inherit()).output().map_err(|error| error.to_string())?;
        let value: Option<Value> = serde_json::from_slice(&output.stdout).ok();
        let number = |name: &str| value.as_ref()?.get(name)?.as_f64();
        match (output.status.success(), number("cpu"), number("wall"), number("peak")) {
            (true, Some(cpu_seconds), Some(wall_seconds), Some(peak_megabytes)) => {
                costs.push(Cost { cpu_seconds, wall_seconds, peak_megabytes });
            }
            _ => return Err(format!("{command:?} failed")),
        }
    }
    let of = |value: fn(&Cost) -> f64| median(costs.iter().map(value).collect());
    Ok(Cost {
        cpu_seconds: of(|cost| cost.cpu_seconds),
        wall_seconds: of(|cost| cost.wall_seconds),
        peak_megabytes: of(|cost| cost.peak_megabytes),
    })
}
