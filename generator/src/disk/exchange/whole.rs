//! Replaces a crate's folder as a whole, by one step of the file system. The new folder is made beside it, of the new files
//! and of all others under another name (hard links): what a process writes to these meanwhile is in both. What else
//! appears in the old folder before it is replaced is moved to the new one.

use super::{Changes, link, parent, remove_all};
use crate::{
    disk::{at, below, free_place, with_slashes},
    ownership::{Digest, MANIFEST, OWN_FOLDER, REPLACED, Recorded},
};
use std::{
    collections::BTreeSet,
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
};
use walkdir::DirEntry;

/// As many files of the user's have other names made for them; where there are more, files are replaced one by one.
const MOST: usize = 20_000;

/// Where a whole crate is prepared.
struct Beside<'f> {
    folder: &'f Path,
    /// It is in a folder of its own, so that a workspace with the members `crates/*` does not take it for one.
    outer: PathBuf,
    /// The new crate, and once it is in place, the old one.
    inner: PathBuf,
}

/// What is in a crate's folder and not armrest's. Paths are from the folder.
#[derive(Default)]
struct Others {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

/// Makes the changes, unless something in the folder cannot be in another: then it is as it was.
///
/// # Errors
///
/// Where the folder cannot be read, or none made beside it. Then it is as it was.
pub(super) fn exchange(folder: &Path, changes: &Changes<'_>) -> io::Result<bool> {
    if is_entered(folder) {
        return Ok(false);
    }
    let is_new = is_empty(folder)?;
    let beside = Beside::of(folder);
    let is_done = beside.prepare(changes).and_then(|is_made| Ok(is_made && beside.move_in(is_new)?));
    // What is left here, the next run removes.
    let _ = match is_done {
        Ok(true) if !is_new => beside.settle(Beside::bring),
        _ => beside.discard(),
    };
    is_done.map_err(|error| at(folder, &error))
}

/// Removes what a run that was killed has left. What only the old folder has is set aside: nobody knows whether it was saved
/// while the folder was replaced, or removed since then.
///
/// # Errors
///
/// Where it cannot be moved or removed.
pub(super) fn clean(folder: &Path) -> io::Result<()> {
    let beside = Beside::of(folder);
    if beside.holds_the_old() { beside.settle(Beside::set_aside) } else { beside.discard() }
}

fn is_empty(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// A folder that a process is in would be gone for it.
fn is_entered(folder: &Path) -> bool {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let entered = std::env::current_dir().into_iter().chain(entered_by_others());
    entered.into_iter().any(|entered| entered.starts_with(&folder))
}

/// The folders that processes are in, as far as they may be known.
#[cfg(target_os = "linux")]
fn entered_by_others() -> Vec<PathBuf> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes.filter_map(|process| fs::read_link(process.path().join("cwd")).ok()).collect()
}

#[cfg(not(target_os = "linux"))]
fn entered_by_others() -> Vec<PathBuf> {
    Vec::new()
}

impl Changes<'_> {
    /// Whether there is a file at this path that armrest has made or will make.
    fn has(&self, path: &Path) -> bool {
        let name = with_slashes(path);
        name == MANIFEST || self.all.contains(name.as_str()) || self.remove.contains(&name.as_str())
    }
}

impl<'f> Beside<'f> {
    fn of(folder: &'f Path) -> Self {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let outer = parent(folder).join(format!(".armrest-{name}"));
        Self { folder, inner: outer.join("crate"), outer }
    }

    /// Holds the number of the folder that was prepared, by which it is known wherever it is.
    fn note(&self) -> PathBuf {
        self.outer.join("prepared")
    }

    /// Makes the new crate; not where something in the old one cannot be in it.
    fn prepare(&self, changes: &Changes<'_>) -> io::Result<bool> {
        fs::create_dir_all(&self.inner)?;
        fs::write(self.outer.join(".gitignore"), "*\n")?;
        fs::write(self.note(), number(&self.inner.symlink_metadata()?))?;
        let Some(others) = self.others(changes)? else { return Ok(false) };
        // What all else is known by is there first.
        fs::create_dir_all(self.inner.join(OWN_FOLDER))?;
        fs::write(self.inner.join(MANIFEST), &changes.manifest)?;
        for path in &changes.all {
            let target = self.inner.join(path);
            fs::create_dir_all(target.parent().unwrap_or(&self.inner))?;
            match changes.write.get(path) {
                Some(text) => fs::write(&target, text)?,
                None => link(&self.folder.join(path), &target)?,
            }
        }
        for folder in &others.folders {
            fs::create_dir_all(self.inner.join(folder))?;
        }
        for file in &others.files {
            let target = self.inner.join(file);
            fs::create_dir_all(target.parent().unwrap_or(&self.inner))?;
            fs::hard_link(self.folder.join(file), target)?;
        }
        for path in &changes.set_aside {
            fs::hard_link(self.folder.join(path), free_place(&self.inner, path)?)?;
        }
        self.keep_permissions()?;
        Ok(true)
    }

    /// What is the user's; `None` where some of it is no file or folder of this file system and this user, or where it is
    /// very much.
    fn others(&self, changes: &Changes<'_>) -> io::Result<Option<Others>> {
        let ours = changes.remove.iter().chain(&changes.all).chain([&MANIFEST]);
        let above_ours: BTreeSet<&Path> = ours.flat_map(|path| Path::new(*path).ancestors()).collect();
        let made = self.inner.symlink_metadata()?;
        if self.folder.metadata().is_ok_and(|folder| !is_alike(&folder, &made)) {
            return Ok(None);
        }
        let mut others = Others::default();
        for entry in below(self.folder, |_| true) {
            let entry = entry?;
            let (path, metadata) = (inside(self.folder, &entry), entry.metadata()?);
            if metadata.is_dir() {
                let is_repository = path.file_name().is_some_and(|name| name == ".git");
                if is_repository || !is_alike(&metadata, &made) {
                    return Ok(None);
                }
                others.folders.extend((!above_ours.contains(path.as_path())).then_some(path));
            } else if !(metadata.is_file() || metadata.is_symlink()) {
                return Ok(None);
            } else if !changes.has(&path) {
                others.files.push(path);
            }
            if others.files.len() > MOST {
                return Ok(None);
            }
        }
        let is_nothing = others.files.is_empty() && others.folders.is_empty() && changes.set_aside.is_empty();
        // Elsewhere nobody knows who is in the folder.
        let may_be = is_nothing || cfg!(target_os = "linux");
        Ok(may_be.then_some(others))
    }

    /// Folders may be entered by whom the old ones may.
    fn keep_permissions(&self) -> io::Result<()> {
        let Ok(metadata) = self.folder.metadata() else { return Ok(()) };
        fs::set_permissions(&self.inner, metadata.permissions())?;
        for entry in below(&self.inner, |entry| entry.file_type().is_dir()) {
            let path = inside(&self.inner, &entry?);
            if let Ok(old) = self.folder.join(&path).metadata() {
                fs::set_permissions(self.inner.join(path), old.permissions())?;
            }
        }
        Ok(())
    }

    fn move_in(&self, is_new: bool) -> io::Result<bool> {
        // It was not when the new one was begun, which may be a while ago.
        if is_entered(self.folder) {
            return Ok(false);
        }
        if is_new {
            // Not every system replaces an empty folder.
            let _ = if cfg!(unix) { Ok(()) } else { fs::remove_dir(self.folder) };
            return fs::rename(&self.inner, self.folder).map(|()| true);
        }
        exchange_folders(&self.inner, self.folder)
    }

    /// Whether the crate was moved into place, and the old one is here.
    fn holds_the_old(&self) -> bool {
        let Ok(inner) = self.inner.symlink_metadata() else { return false };
        inner.is_dir() && fs::read_to_string(self.note()).ok() != Some(number(&inner))
    }

    /// Removes a folder that was not moved into place. What it has is elsewhere too.
    fn discard(&self) -> io::Result<()> {
        // As long as some of it is there, the note says what it is.
        remove_all(&self.inner).and_then(|()| remove_all(&self.outer))
    }

    /// Removes the old folder, but for what is not in the new one: `keep` does something with each such file.
    fn settle(&self, keep: impl Fn(&Self, &Path) -> io::Result<()>) -> io::Result<()> {
        let manifest = fs::read(self.inner.join(MANIFEST)).map(|text| Recorded::parse(&text)).unwrap_or_default();
        let is_ours = |path: &Path, name: &str| match &manifest {
            _ if name == MANIFEST => true,
            Recorded::Known(known) if known.has_path(name) => {
                fs::read(self.inner.join(path)).is_ok_and(|bytes| known.has(name, &Digest::of(&bytes)))
            }
            _ => false,
        };
        let place = self.folder.join(REPLACED);
        let replaced = below(&place, |_| true).filter_map(|entry| id(&entry.ok()?.metadata().ok()?)).collect();
        let mut ours = Vec::new();
        let mut folders = Vec::new();
        let mut failed = Ok(());
        let entries: Vec<DirEntry> = below(&self.inner, |_| true).collect::<io::Result<_>>()?;
        for entry in &entries {
            let path = inside(&self.inner, entry);
            if entry.file_type().is_dir() {
                folders.push(path);
            } else if is_ours(&path, &with_slashes(&path)) {
                ours.push(path);
            } else {
                let kept = self.take_out(&path, &replaced, &keep);
                failed = failed.and(kept.map_err(|error| at(&self.inner.join(&path), &error)));
            }
        }
        failed?;
        // The others are known by the manifest, and what appears even now is in nobody's list.
        ours.sort_by_key(|path| with_slashes(path) == MANIFEST);
        ours.into_iter().try_for_each(|path| fs::remove_file(self.inner.join(path)))?;
        folders.into_iter().rev().try_for_each(|path| fs::remove_dir(self.inner.join(path)))?;
        fs::remove_dir(&self.inner).and_then(|()| remove_all(&self.outer))
    }

    /// Takes a file out of the old folder: one that has no other name in the new one is kept.
    fn take_out(
        &self,
        path: &Path,
        replaced: &BTreeSet<(u64, u64)>,
        keep: impl Fn(&Self, &Path) -> io::Result<()>,
    ) -> io::Result<()> {
        let from = self.inner.join(path);
        let old = id(&from.symlink_metadata()?);
        let new = self.folder.join(path).symlink_metadata().ok().and_then(|new| id(&new));
        let has_other = old.is_some_and(|old| new == Some(old) || replaced.contains(&old));
        if has_other { fs::remove_file(from) } else { keep(self, path) }
    }

    /// Moves a file to the new folder. Of two that differ the later one is at its path, and the other is set aside.
    fn bring(&self, path: &Path) -> io::Result<()> {
        let (from, to) = (self.inner.join(path), self.folder.join(path));
        let is_earlier = |new: &Metadata, old: &Metadata| new.modified().ok() <= old.modified().ok();
        match to.symlink_metadata() {
            Ok(new) if is_earlier(&new, &from.symlink_metadata()?) => fs::rename(&to, self.free_place(path)?)?,
            Ok(_) => return self.set_aside(path),
            Err(_) => fs::create_dir_all(to.parent().unwrap_or(self.folder))?,
        }
        // Not in place of what is saved there just now.
        match fs::hard_link(&from, &to) {
            Ok(()) => fs::remove_file(from),
            Err(_) => self.set_aside(path),
        }
    }

    /// Moves a file of the old folder to where files are that had to make room.
    fn set_aside(&self, path: &Path) -> io::Result<()> {
        fs::rename(self.inner.join(path), self.free_place(path)?)
    }

    fn free_place(&self, path: &Path) -> io::Result<PathBuf> {
        free_place(self.folder, &with_slashes(path))
    }
}

/// The path of an entry from a folder.
fn inside(folder: &Path, entry: &DirEntry) -> PathBuf {
    entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned()
}

/// The number that a file system has for a folder.
fn number(folder: &Metadata) -> String {
    id(folder).map(|(_, number)| number.to_string()).unwrap_or_default()
}

/// What is the same for all names of a file; `None` where the system does not say.
#[cfg(unix)]
fn id(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;

    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn id(_: &Metadata) -> Option<(u64, u64)> {
    None
}

/// Whether a folder can be made anew: it has the file system and the owner of one that was, and its owner may change it.
#[cfg(unix)]
fn is_alike(folder: &Metadata, made: &Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    let of = |own: &Metadata| (own.dev(), own.uid(), own.gid());
    of(folder) == of(made) && folder.permissions().mode() & 0o700 == 0o700
}

#[cfg(not(unix))]
fn is_alike(_: &Metadata, _: &Metadata) -> bool {
    true
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
