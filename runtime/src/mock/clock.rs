//! A clock for tests: no wait takes time.

use crate::sync::lock;
use azure_core::{
    async_runtime::{AbortableTask, AsyncRuntime, SpawnedTask, TaskFuture, set_async_runtime},
    time::Duration,
};
use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, Once},
    task::{Context, Poll},
};

static WAITS: Mutex<Vec<Duration>> = Mutex::new(Vec::new());

/// Lets no wait of azure_core's take time in this process: neither between polls nor before retries. It is to be called
/// before the first request, as azure_core keeps the runtime that it first has.
pub fn skip_waits() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // With another runtime that was set before, the tests wait, and say nothing wrong.
        let _ = set_async_runtime(Arc::new(StoppedClock));
    });
}

/// The waits of this process that [`skip_waits`] skipped.
pub fn skipped_waits() -> Vec<Duration> {
    lock(&WAITS).clone()
}

/// Tokio, but that a wait is noted down and does not take place.
struct StoppedClock;

impl AsyncRuntime for StoppedClock {
    fn spawn(&self, task: TaskFuture) -> SpawnedTask {
        Box::pin(Spawned(tokio::spawn(task)))
    }

    fn sleep(&self, duration: Duration) -> TaskFuture {
        lock(&WAITS).push(duration);
        Box::pin(tokio::task::yield_now())
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
