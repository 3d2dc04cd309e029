//! The clock of tests: no wait takes time.

use crate::{clock::Timer, sync::lock};
use azure_core::{
    async_runtime::{AbortableTask, AsyncRuntime, SpawnedTask, TaskFuture, set_async_runtime},
    time::Duration,
};
use std::{
    cell::RefCell,
    collections::BTreeMap,
    future::{Future, poll_fn},
    pin::Pin,
    sync::{Arc, LazyLock, Mutex},
    task::{Context, Poll, Waker},
};

/// What was skipped.
static WAITS: Mutex<Vec<Duration>> = Mutex::new(Vec::new());
static MODE: Mutex<Mode> = Mutex::new(Mode::Real);

thread_local! {
    // Tests run side by side, each on its thread, and none moves the clock of another.
    static CLOCK: RefCell<Clock> = RefCell::default();
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Mode {
    Real,
    /// Each wait moves the clock on at once.
    Skipping,
    /// A test moves the clock.
    Stopped,
}

#[derive(Default)]
struct Clock {
    /// How far it was moved.
    now: Duration,
    /// Who waits until when, by the numbers of the timers.
    timers: BTreeMap<u64, (Duration, Waker)>,
    last_timer: u64,
}

/// Lets no wait of azure_core's take time in this process: neither between polls nor before retries. Each moves the clock
/// of [timeouts](crate::Poller::timeout) on, as [`advance_clock`] does.
///
/// # Panics
///
/// If azure_core has another runtime already: it keeps that of the first request, unless the client was made with a part of
/// this mock, such as its server or credential.
pub fn skip_waits() {
    set(Mode::Skipping);
}

/// Stops the clock: each wait of this process, and each [timeout](crate::Poller::timeout), lasts until [`advance_clock`] has
/// moved it on by as much.
///
/// # Panics
///
/// Like [`skip_waits`].
pub fn stop_clock() {
    set(Mode::Stopped);
}

/// Moves the clock of this thread, which [`skip_waits`] or [`stop_clock`] has set: that of a test whose executor has one
/// thread, as `#[tokio::test]` makes it.
pub fn advance_clock(by: Duration) {
    CLOCK.with_borrow_mut(|clock| {
        clock.now = clock.now.saturating_add(by);
        let now = clock.now;
        clock.timers.retain(|_, (end, waker)| {
            let goes_on = *end > now;
            if !goes_on {
                waker.wake_by_ref();
            }
            goes_on
        });
    });
}

/// The waits of this process that [`skip_waits`] skipped.
pub fn skipped_waits() -> Vec<Duration> {
    lock(&WAITS).clone()
}

#[allow(clippy::panic, reason = "a mock reports to a test")]
fn set(mode: Mode) {
    if !install() {
        panic!("azure_core has another runtime already: set the clock before the first request of the process");
    }
    *lock(&MODE) = mode;
}

/// Makes this clock that of azure_core, which keeps the first that it has; false if it has another. Each part of the mock
/// that a client is made with calls it before the client's first request, so that a test may set the clock after another
/// test of the process has sent something.
pub(super) fn install() -> bool {
    static INSTALLED: LazyLock<bool> = LazyLock::new(|| set_async_runtime(Arc::new(TestRuntime)).is_ok());
    *INSTALLED
}

/// A timer by this clock, if it is set.
pub(crate) fn timer(after: Duration) -> Option<Timer> {
    (*lock(&MODE) != Mode::Real).then(|| until_moved(after))
}

/// Waits until the clock was moved on so far.
fn until_moved(by: Duration) -> Timer {
    let (number, end) = CLOCK.with_borrow_mut(|clock| {
        clock.last_timer += 1;
        (clock.last_timer, clock.now.saturating_add(by))
    });
    Box::pin(poll_fn(move |cx| {
        CLOCK.with_borrow_mut(|clock| {
            if clock.now >= end {
                return Poll::Ready(());
            }
            clock.timers.insert(number, (end, cx.waker().clone()));
            Poll::Pending
        })
    }))
}

/// Tokio by this clock.
struct TestRuntime;

impl AsyncRuntime for TestRuntime {
    fn spawn(&self, task: TaskFuture) -> SpawnedTask {
        Box::pin(Spawned(tokio::spawn(task)))
    }

    fn sleep(&self, duration: Duration) -> TaskFuture {
        // A copy: the lock is not held while the clock moves.
        let mode = *lock(&MODE);
        match mode {
            Mode::Real => Box::pin(tokio::time::sleep(duration.try_into().unwrap_or_default())),
            Mode::Stopped => until_moved(duration),
            Mode::Skipping => {
                lock(&WAITS).push(duration);
                advance_clock(duration);
                Box::pin(tokio::task::yield_now())
            }
        }
    }

    fn yield_now(&self) -> TaskFuture {
        Box::pin(tokio::task::yield_now())
    }
}

struct Spawned(tokio::task::JoinHandle<()>);

impl AbortableTask for Spawned {
    fn abort(&self) {
        self.0.abort();
    }
}

impl Future for Spawned {
    type Output = Result<(), Box<dyn std::error::Error + Send>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let joined = Pin::new(&mut self.0).poll(context);
        joined.map(|joined| joined.map_err(|error| Box::new(error) as Box<dyn std::error::Error + Send>))
    }
}
