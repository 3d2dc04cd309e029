//! Processor time, which only Unix tells here.

/// What the processes cost that this one started and waited for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Children {
    pub(crate) cpu_seconds: f64,
    /// The most that one of them had at once.
    pub(crate) peak_megabytes: f64,
}

/// The processor time that this thread has taken; not a number where the system does not tell.
#[cfg(unix)]
pub(crate) fn thread_seconds() -> f64 {
    let time = nix::time::clock_gettime(nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID);
    time.map_or(f64::NAN, |time| time.tv_sec() as f64 + time.tv_nsec() as f64 / 1e9)
}

#[cfg(not(unix))]
pub(crate) fn thread_seconds() -> f64 {
    f64::NAN
}

/// The processor time that this process has taken; not a number where the system does not tell.
#[cfg(unix)]
pub(crate) fn process_seconds() -> f64 {
    let time = nix::time::clock_gettime(nix::time::ClockId::CLOCK_PROCESS_CPUTIME_ID);
    time.map_or(f64::NAN, |time| time.tv_sec() as f64 + time.tv_nsec() as f64 / 1e9)
}

#[cfg(not(unix))]
pub(crate) fn process_seconds() -> f64 {
    f64::NAN
}

/// The memory that this process has; nothing where the system does not tell.
pub(crate) fn resident_bytes() -> Option<u64> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(pages.split(' ').nth(1)?.parse::<u64>().ok()? * 4096)
}

/// What the processes cost that this one started; nothing where the system does not tell.
#[cfg(unix)]
pub(crate) fn children() -> Option<Children> {
    use nix::sys::{
        resource::{UsageWho, getrusage},
        time::{TimeVal, TimeValLike as _},
    };
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let seconds = |time: TimeVal| time.num_microseconds() as f64 / 1e6;
    Some(Children {
        cpu_seconds: seconds(usage.user_time()) + seconds(usage.system_time()),
        peak_megabytes: usage.max_rss() as f64 / 1024.0,
    })
}

#[cfg(not(unix))]
pub(crate) fn children() -> Option<Children> {
    None
}
