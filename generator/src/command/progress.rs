//! How far long work is.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Is told how far long work is.
pub trait Progress: Sync {
    /// So many of all are done; this one was the last.
    fn done(&self, count: usize, all: usize, last: &str);
}

/// Nobody is told.
impl Progress for () {
    fn done(&self, _: usize, _: usize, _: &str) {}
}

/// Counts what is done, by several threads.
pub struct Steps<'p> {
    progress: &'p dyn Progress,
    all: usize,
    count: AtomicUsize,
}

impl<'p> Steps<'p> {
    /// Work of so many steps. One step is not long.
    pub fn new(all: usize, progress: &'p dyn Progress) -> Self {
        let progress: &dyn Progress = if all > 1 { progress } else { &() };
        progress.done(0, all, "");
        Self { progress, all, count: AtomicUsize::new(0) }
    }

    /// Another one is done.
    pub fn done(&self, name: &str) {
        let count = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        self.progress.done(count, self.all, name);
    }
}

/// A bar on the error stream, which is removed at the end. Nothing is shown where that is no terminal.
#[cfg(feature = "cli")]
#[derive(Debug)]
pub struct Bar(indicatif::ProgressBar);

#[cfg(feature = "cli")]
impl Bar {
    /// A bar, which is shown once something is done.
    pub fn stderr() -> Self {
        let bar = indicatif::ProgressBar::with_draw_target(None, indicatif::ProgressDrawTarget::stderr());
        let style = indicatif::ProgressStyle::with_template("{bar:30} {pos}/{len}  {wide_msg}");
        Self(bar.with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar())))
    }

    /// Prints something without the bar in between.
    pub fn without<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }

    /// Removes it.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}

#[cfg(feature = "cli")]
impl Progress for Bar {
    fn done(&self, count: usize, all: usize, last: &str) {
        // Threads may come here in another order.
        self.0.set_length(all as u64);
        self.0.set_position(self.0.position().max(count as u64));
        self.0.set_message(crate::diagnostics::escaped(last));
    }
}

#[cfg(feature = "cli")]
impl Drop for Bar {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[derive(Default)]
    struct Told(Mutex<Vec<String>>);

    impl Progress for Told {
        fn done(&self, count: usize, all: usize, last: &str) {
            self.0.lock().unwrap_or_else(|broken| broken.into_inner()).push(format!("{count}/{all} {last}"));
        }
    }

    #[test]
    fn each_step_is_told_unless_there_is_only_one() {
        let told = Told::default();
        let steps = Steps::new(2, &told);
        steps.done("network");
        steps.done("compute");
        let steps = Steps::new(1, &told);
        steps.done("alone");
        assert_eq!(*told.0.lock().unwrap_or_else(|broken| broken.into_inner()), ["0/2 ", "1/2 network", "2/2 compute"]);
    }
}
