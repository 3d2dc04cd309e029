//! Replaces the files of a crate together. All that is new is written beside the crate first, so that a full disk or a
//! process that is killed leaves the crate as it was; then it is moved into place.
//!
//! A folder that holds nothing but armrest's files is replaced as a whole, by one step of the file system. One that
//! holds the user's files too stays, and armrest's are replaced in it, one after the other; the manifest has the digests
//! of both the old and the new ones meanwhile, so that another run can go on wherever this one ends. What was prepared
//! and never moved is removed by the next run.

use super::at;
use crate::ownership::{MANIFEST, OWN_FOLDER};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// Where files are prepared that are to be moved into a crate's folder.
const STAGING: &str = ".armrest/next";

/// What is to be done to a crate's folder. Paths are from the folder, with `/`.
#[derive(Debug, Default)]
pub(crate) struct Changes<'c> {
    /// Files that are moved to `.armrest/replaced`.
    pub(crate) set_aside: Vec<&'c str>,
    /// Files that are removed.
    pub(crate) remove: Vec<&'c str>,
    /// Files that are written, each with its text.
    pub(crate) write: BTreeMap<&'c str, &'c str>,
    /// All files that armrest has in the folder when all is done, without the manifest.
    pub(crate) all: BTreeSet<&'c str>,
    /// The manifest while files are replaced one after the other.
    pub(crate) manifest_meanwhile: String,
    /// The manifest when all is done.
    pub(crate) manifest: String,
}

/// As long as this is there, no other run writes to the folder.
#[derive(Debug)]
pub(crate) struct Lock {
    _parent: File,
    /// Folders that were created for it.
    created: Vec<PathBuf>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Those in which nothing was written are left by nobody.
        let _ = self.created.iter().rev().try_for_each(fs::remove_dir);
    }
}

/// Waits until no other run writes to a folder. The folder's parent is locked, as there is nothing else yet if the crate
/// is new, and created if need be; no file is left of that.
///
/// # Errors
///
/// Where there can be no parent.
pub(crate) fn lock(folder: &Path) -> io::Result<Lock> {
    let parent = parent(folder);
    loop {
        let mut made = Made::default();
        made.folder(&parent)?;
        let file = File::open(&parent).map_err(|error| at(&parent, &error))?;
        // Some file systems have no locks.
        #[cfg(unix)]
        let _ = rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive);
        let lock = Lock { _parent: file, created: made.folders() };
        // Another run that failed may have removed it meanwhile.
        if parent.exists() {
            return Ok(lock);
        }
    }
}

fn parent(folder: &Path) -> PathBuf {
    match folder.parent() {
        Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) => parent.to_owned(),
        None => folder.to_owned(),
    }
}

/// Where a whole crate is prepared. It is in a folder of its own, so that a workspace with the members `crates/*` does
/// not take it for one.
fn beside(folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    parent(folder).join(format!(".armrest-{name}"))
}

/// Removes what a run that was killed has left.
///
/// # Errors
///
/// Where it cannot be removed.
pub(crate) fn clean(folder: &Path) -> io::Result<()> {
    for left in [beside(folder), folder.join(STAGING)] {
        remove_all(&left).map_err(|error| at(&left, &error))?;
    }
    Ok(())
}

fn remove_all(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Ok(()) => Ok(()),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes the changes, all or none.
///
/// # Errors
///
/// Where the folder cannot be read or written. Then it is as it was.
pub(crate) fn exchange(folder: &Path, changes: &Changes<'_>) -> io::Result<()> {
    match whole(folder, changes) {
        Ok(true) => Ok(()),
        Err(error) if !folder.exists() => Err(error),
        // Such as a folder beside which nothing may be written.
        Ok(false) | Err(_) => one_by_one(folder, changes),
    }
}

/// Replaces the whole folder, if nothing in it is the user's, and nobody has entered it.
fn whole(folder: &Path, changes: &Changes<'_>) -> io::Result<bool> {
    let is_new = names(folder)?.is_none_or(|names| names.is_empty());
    if !is_new && (!holds_only_ours(folder, changes)? || is_entered(folder)) {
        return Ok(false);
    }
    let beside = beside(folder);
    let made = build(&beside.join("crate"), folder, changes).and_then(|built| move_whole(&built, folder, is_new));
    let removed = remove_all(&beside);
    // What is left here, the next run removes.
    made.map_err(|error| at(folder, &error)).inspect(|_| drop(removed))
}

fn names(folder: &Path) -> io::Result<Option<Vec<std::ffi::OsString>>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.file_name())).collect::<io::Result<_>>().map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn holds_only_ours(folder: &Path, changes: &Changes<'_>) -> io::Result<bool> {
    if !changes.set_aside.is_empty() {
        return Ok(false);
    }
    let paths = changes.remove.iter().chain(&changes.all).chain([&MANIFEST]);
    let ours: BTreeSet<PathBuf> =
        paths.flat_map(|path| Path::new(path).ancestors()).map(|own| folder.join(own)).collect();
    let mut next = vec![folder.to_owned()];
    while let Some(inside) = next.pop() {
        for entry in fs::read_dir(&inside)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if !ours.contains(&entry.path()) || !(kind.is_dir() || kind.is_file()) {
                return Ok(false);
            }
            next.extend(kind.is_dir().then(|| entry.path()));
        }
    }
    Ok(true)
}

/// A folder that a process is in would be gone for it.
fn is_entered(folder: &Path) -> bool {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    std::env::current_dir().is_ok_and(|current| current.starts_with(folder))
}

/// The new crate. Files that stay the same are the same files.
fn build(new: &Path, old: &Path, changes: &Changes<'_>) -> io::Result<PathBuf> {
    fs::create_dir_all(new)?;
    if let Ok(metadata) = old.metadata() {
        fs::set_permissions(new, metadata.permissions())?;
    }
    for path in &changes.all {
        let target = new.join(path);
        fs::create_dir_all(target.parent().unwrap_or(new))?;
        match changes.write.get(path) {
            Some(text) => fs::write(&target, text)?,
            None => link(&old.join(path), &target)?,
        }
    }
    fs::create_dir_all(new.join(OWN_FOLDER))?;
    fs::write(new.join(MANIFEST), &changes.manifest)?;
    Ok(new.to_owned())
}

/// The same file under another name, or a copy where the file system has only one name for each.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

fn move_whole(built: &Path, folder: &Path, is_new: bool) -> io::Result<bool> {
    if is_new {
        // Not every system replaces an empty folder.
        let _ = fs::remove_dir(folder);
        return fs::rename(built, folder).map(|()| true);
    }
    exchange_folders(built, folder)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange_folders(built: &Path, folder: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    Ok(renameat_with(CWD, built, CWD, folder, RenameFlags::EXCHANGE).is_ok())
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange_folders(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Replaces files in a folder that holds others too.
fn one_by_one(folder: &Path, changes: &Changes<'_>) -> io::Result<()> {
    let mut made = Made::default();
    let done = Staged::prepare(folder, changes, &mut made).and_then(|staged| staged.move_in(&mut made));
    if done.is_err() {
        made.undo();
    }
    let _ = remove_all(&folder.join(STAGING));
    done
}

/// Files that are prepared: the new ones, and the old ones to go back to.
struct Staged<'s> {
    folder: &'s Path,
    changes: &'s Changes<'s>,
}

/// What was changed, in order.
#[derive(Default)]
struct Made(Vec<Step>);

enum Step {
    /// A folder was created.
    Folder(PathBuf),
    /// A file is new.
    File(PathBuf),
    /// A file was replaced, removed or moved; this is the old one, and where it was.
    Replaced(PathBuf, PathBuf),
}

impl Made {
    /// Takes back what was changed.
    fn undo(self) {
        for step in self.0.into_iter().rev() {
            // What cannot be taken back, the next run completes.
            let _ = match step {
                Step::Folder(path) => fs::remove_dir(path),
                Step::File(path) => fs::remove_file(path),
                Step::Replaced(old, path) => fs::rename(old, path),
            };
        }
    }

    fn folders(self) -> Vec<PathBuf> {
        let folder = |step| if let Step::Folder(path) = step { Some(path) } else { None };
        self.0.into_iter().filter_map(folder).collect()
    }

    /// Creates a folder, and those that it is in.
    fn folder(&mut self, path: &Path) -> io::Result<()> {
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let missing: Vec<&Path> = path.ancestors().take_while(is_missing).collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.0.push(Step::Folder(folder.to_owned())),
                // Another run has done it.
                Err(_) if folder.is_dir() => {}
                Err(error) => return Err(at(folder, &error)),
            }
        }
        Ok(())
    }

    /// Moves a file to its place, of which `old` keeps what was there.
    fn replace(&mut self, new: &Path, path: &Path, old: PathBuf) -> io::Result<()> {
        fs::rename(new, path).map_err(|error| at(path, &error))?;
        let is_kept = old.symlink_metadata().is_ok();
        self.0.push(if is_kept { Step::Replaced(old, path.to_owned()) } else { Step::File(path.to_owned()) });
        Ok(())
    }
}

impl<'s> Staged<'s> {
    fn prepare(folder: &'s Path, changes: &'s Changes<'s>, made: &mut Made) -> io::Result<Self> {
        let staged = Self { folder, changes };
        made.folder(&folder.join(OWN_FOLDER))?;
        staged.write(".gitignore", "*\n")?;
        staged.write("meanwhile.json", &changes.manifest_meanwhile)?;
        staged.write("manifest.json", &changes.manifest)?;
        for (path, text) in &changes.write {
            staged.write(&format!("new/{path}"), text)?;
            made.folder(folder.join(path).parent().unwrap_or(folder))?;
        }
        let replaced = changes.write.keys().chain(&changes.remove).chain([&MANIFEST]);
        for path in replaced.filter(|path| !changes.set_aside.contains(path)) {
            let (own, old) = (folder.join(path), staged.old(path));
            if own.symlink_metadata().is_ok() {
                let linked = fs::create_dir_all(old.parent().unwrap_or(folder)).and_then(|()| link(&own, &old));
                linked.map_err(|error| at(&own, &error))?;
            }
        }
        Ok(staged)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.join(STAGING).join(name)
    }

    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        let path = self.at(name);
        let written = fs::create_dir_all(path.parent().unwrap_or(self.folder)).and_then(|()| fs::write(&path, text));
        written.map_err(|error| at(&path, &error))
    }

    /// Where the old file of a path is kept meanwhile.
    fn old(&self, path: &str) -> PathBuf {
        self.at(&format!("old/{path}"))
    }

    fn set_aside(&self, path: &str, made: &mut Made) -> io::Result<()> {
        let new = super::set_aside(self.folder, path)?;
        made.0.push(Step::Replaced(new, self.folder.join(path)));
        Ok(())
    }

    fn move_in(&self, made: &mut Made) -> io::Result<()> {
        let manifest = self.folder.join(MANIFEST);
        let (own, others): (Vec<&str>, Vec<&str>) = self.changes.set_aside.iter().partition(|path| **path == MANIFEST);
        own.iter().try_for_each(|path| self.set_aside(path, made))?;
        made.replace(&self.at("meanwhile.json"), &manifest, self.old(MANIFEST))?;
        others.iter().try_for_each(|path| self.set_aside(path, made))?;
        for path in &self.changes.remove {
            let own = self.folder.join(path);
            fs::remove_file(&own).map_err(|error| at(&own, &error))?;
            made.0.push(Step::Replaced(self.old(path), own));
        }
        for path in self.changes.write.keys() {
            made.replace(&self.at(&format!("new/{path}")), &self.folder.join(path), self.old(path))?;
        }
        fs::rename(self.at("manifest.json"), &manifest).map_err(|error| at(&manifest, &error))?;
        for path in self.changes.remove.iter().map(|path| self.folder.join(path)) {
            // A folder that holds something else stays.
            let _ = path.ancestors().skip(1).take_while(|above| *above != self.folder).try_for_each(fs::remove_dir);
        }
        Ok(())
    }
}
