use azure_core::{sleep::sleep, time::Duration};
use std::{future::Future, pin::Pin};

/// What ends after a time.
pub(crate) type Timer = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A timer by the clock of azure_core's runtime, or by that of a test.
pub(crate) fn timer(after: Duration) -> Timer {
    #[cfg(feature = "mock")]
    if let Some(timer) = crate::mock::timer(after) {
        return timer;
    }
    // azure_core's own panics where the time is negative.
    Box::pin(sleep(after.max(Duration::ZERO)))
}
