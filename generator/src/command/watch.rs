//! `--watch`: what was read is read again when it changes.

use super::Report;
use crate::load::unreadable;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _, event::AccessKind};
use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant, SystemTime},
};

/// For so long nothing must happen before files are read: whoever saves one may write it in several steps.
const QUIET: Duration = Duration::from_millis(50);

/// After so long they are read even if there is no end of it.
const PATIENCE: Duration = Duration::from_millis(500);

/// How coarse the times of files are.
const GRAIN: Duration = Duration::from_millis(10);

/// What came of a run, and on which files it depends: those that were read, and those that are not there.
pub(super) struct Run {
    pub(super) report: Report,
    pub(super) read: BTreeSet<PathBuf>,
}

/// Runs, prints what is reported, and does so again each time when a file changes on which it depends. `run` gets the files
/// that changed: none at first. It ends only where nothing can be watched.
pub(super) fn watch(
    mut run: impl FnMut(&BTreeSet<PathBuf>) -> Run,
    color: bool,
    print: &mut dyn FnMut(&Report),
) -> Report {
    let (sender, events) = channel();
    let watcher = notify::recommended_watcher(move |event| drop(sender.send(event)));
    let mut watcher = match watcher {
        Ok(watcher) => watcher,
        Err(error) => return Report::failed(&[unreadable(Path::new("."), &io::Error::other(error))], color),
    };
    let mut folders = BTreeSet::new();
    let mut changed = BTreeSet::new();
    loop {
        let began = SystemTime::now();
        let Run { mut report, read } = run(&changed);
        if read.is_empty() {
            return report;
        }
        if let Err((folder, error)) = follow(&mut watcher, &mut folders, &read) {
            report.add(Report::failed(&[unreadable(&folder, &io::Error::other(error))], color));
            return report;
        }
        // Writing to a string does not fail, here and below.
        let _ = writeln!(report.messages, "watching {} file(s) for changes", read.len());
        changed = changed_since(&read, began);
        print(&report);
        if !changed.is_empty() {
            // It may not be whole yet.
            thread::sleep(QUIET);
        }
        while changed.is_empty() {
            let Some(paths) = next(&events, &read) else { return Report::default() };
            // A folder that was removed is no longer watched, even if there is one of its name again.
            folders.retain(|folder| {
                let stays = !paths.iter().any(|path| folder.starts_with(path));
                if !stays {
                    let _ = watcher.unwatch(folder);
                }
                stays
            });
            changed = paths.iter().flat_map(|path| concerned(&read, path)).cloned().collect();
        }
        let mut report = Report::default();
        for path in &changed {
            let _ = writeln!(report.messages, "{} changed", path.display());
        }
        print(&report);
    }
}

/// Watches the folders of the files, and no others.
fn follow(
    watcher: &mut RecommendedWatcher,
    folders: &mut BTreeSet<PathBuf>,
    read: &BTreeSet<PathBuf>,
) -> Result<(), (PathBuf, notify::Error)> {
    let wanted = folders_of(read, |folder| folder.is_dir());
    for folder in folders.difference(&wanted) {
        let _ = watcher.unwatch(folder);
    }
    for folder in wanted.difference(folders) {
        match watcher.watch(folder, RecursiveMode::NonRecursive) {
            // It was removed since: its files are found missing by the next run.
            Err(_) if !folder.is_dir() => {}
            Err(error) => return Err((folder.clone(), error)),
            Ok(()) => {}
        }
    }
    *folders = wanted;
    Ok(())
}

/// The folders in which files come and go: of each file its own, or the nearest above it that there is. A file is not watched
/// itself, because it may be replaced by another.
fn folders_of(read: &BTreeSet<PathBuf>, is_there: impl Fn(&Path) -> bool) -> BTreeSet<PathBuf> {
    read.iter()
        .filter_map(|file| file.ancestors().skip(1).find(|folder| is_there(folder)))
        .map(Path::to_owned)
        .collect()
}

/// The files that a change of a path concerns: itself, or those in and below a folder.
fn concerned<'r>(read: &'r BTreeSet<PathBuf>, path: &'r Path) -> impl Iterator<Item = &'r PathBuf> {
    read.iter().filter(move |file| file.starts_with(path))
}

/// The files that were changed since a time, before they were watched.
fn changed_since(read: &BTreeSet<PathBuf>, began: SystemTime) -> BTreeSet<PathBuf> {
    let (from, now) = (began.checked_sub(GRAIN).unwrap_or(began), SystemTime::now());
    // A time that is yet to come says nothing.
    let is_new = |path: &&PathBuf| {
        let time = fs::metadata(path).and_then(|found| found.modified());
        time.is_ok_and(|time| (from..=now).contains(&time))
    };
    read.iter().filter(is_new).cloned().collect()
}

/// The paths of the next changes that concern a file, when they have come to an end; none where there will be no more.
fn next(events: &Receiver<notify::Result<notify::Event>>, read: &BTreeSet<PathBuf>) -> Option<BTreeSet<PathBuf>> {
    let mut paths = BTreeSet::new();
    let mut until: Option<Instant> = None;
    loop {
        let event = match until {
            None => events.recv().ok()?,
            Some(until) => {
                let left = until.saturating_duration_since(Instant::now()).min(QUIET);
                match events.recv_timeout(left) {
                    Ok(event) => event,
                    Err(_) => return Some(paths),
                }
            }
        };
        match event {
            // Something was lost: anything may have changed.
            Err(_) => paths.extend(read.iter().cloned()),
            Ok(event) if event.need_rescan() => paths.extend(read.iter().cloned()),
            Ok(event) if is_change(&event.kind) => {
                paths.extend(event.paths.into_iter().filter(|path| concerned(read, path).next().is_some()));
            }
            Ok(_) => {}
        }
        if until.is_none() && !paths.is_empty() {
            until = Some(Instant::now() + PATIENCE);
        }
    }
}

/// Whether something changed, and was not only read.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(access) => matches!(access, AccessKind::Close(notify::event::AccessMode::Write)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(paths: &[&str]) -> BTreeSet<PathBuf> {
        paths.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn the_folders_of_what_was_read_are_watched() {
        let read = set(&["/specs/a/one.json", "/specs/a/two.json", "/specs/b/c/gone.json", "/elsewhere/link.json"]);
        let all = folders_of(&read, |_| true);
        assert_eq!(all, set(&["/elsewhere", "/specs/a", "/specs/b/c"]));
        // Where a folder is not there, the nearest above it has the news.
        let there = set(&["/", "/specs", "/specs/a"]);
        assert_eq!(folders_of(&read, |folder| there.contains(folder)), set(&["/", "/specs", "/specs/a"]));
    }

    #[test]
    fn a_change_concerns_a_file_and_what_is_in_a_folder() {
        let read = set(&["/specs/a/one.json", "/specs/a/two.json", "/specs/ab.json"]);
        let concerned = |path: &str| concerned(&read, Path::new(path)).cloned().collect::<BTreeSet<_>>();
        assert_eq!(concerned("/specs/a/one.json"), set(&["/specs/a/one.json"]));
        assert_eq!(concerned("/specs/a"), set(&["/specs/a/one.json", "/specs/a/two.json"]));
        assert_eq!(concerned("/specs/a/other.json"), set(&[]));
        assert_eq!(concerned("/specs"), read);
    }

    #[test]
    fn changes_are_gathered_until_they_end_and_reading_is_none() {
        let read = set(&["/specs/one.json", "/specs/two.json"]);
        let event = |kind: EventKind, path: &str| Ok(notify::Event::new(kind).add_path(path.into()));
        let (sender, events) = channel();
        let modify = EventKind::Modify(notify::event::ModifyKind::Any);
        for (kind, path) in [
            (EventKind::Access(AccessKind::Open(notify::event::AccessMode::Any)), "/specs/one.json"),
            (modify, "/specs/other.json"),
            (EventKind::Remove(notify::event::RemoveKind::File), "/specs/two.json"),
            (EventKind::Create(notify::event::CreateKind::File), "/specs/two.json"),
            (modify, "/specs/one.json"),
        ] {
            sender.send(event(kind, path)).unwrap_or_default();
        }
        assert_eq!(next(&events, &read), Some(read.clone()));
        sender.send(Err(notify::Error::generic("lost"))).unwrap_or_default();
        assert_eq!(next(&events, &read), Some(read.clone()));
        sender.send(event(EventKind::Access(AccessKind::Any), "/specs/one.json")).unwrap_or_default();
        drop(sender);
        assert_eq!(next(&events, &read), None);
    }

    #[test]
    fn what_changed_while_it_was_read_is_seen() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = |name: &str| folder.path().join(name);
        let now = SystemTime::now();
        let hour = Duration::from_secs(3600);
        for (name, time) in [("old", now - hour), ("new", now), ("future", now + hour)] {
            fs::File::create(path(name))?.set_modified(time)?;
        }
        let read = ["old", "new", "future", "gone"].map(path).into();
        assert_eq!(changed_since(&read, now), [path("new")].into());
        Ok(())
    }
}
