//! Replaces files in a folder one after the other. The manifest has the digests of both the old and the new ones meanwhile,
//! so that another run can go on wherever this one ends.

use super::{Changes, link, made::Made, remove_all};
use crate::{
    disk::{at, free_place},
    ownership::{MANIFEST, OWN_FOLDER},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Where files are prepared that are to be moved into a crate's folder.
const STAGING: &str = ".armrest/next";

/// Makes the changes, all or none.
///
/// # Errors
///
/// Where the folder cannot be read or written. Then it is as it was.
pub(super) fn exchange(folder: &Path, changes: &Changes<'_>) -> io::Result<()> {
    let mut made = Made::default();
    let done = Staged::prepare(folder, changes, &mut made).and_then(|staged| staged.move_in(&mut made));
    if done.is_err() {
        made.undo();
    }
    let _ = remove_all(&folder.join(STAGING));
    done
}

/// Removes what a run that was killed has left.
///
/// # Errors
///
/// Where it cannot be removed.
pub(super) fn clean(folder: &Path) -> io::Result<()> {
    remove_all(&folder.join(STAGING))
}

/// Files that are prepared: the new ones, and the old ones to go back to.
struct Staged<'s> {
    folder: &'s Path,
    changes: &'s Changes<'s>,
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
        let (old, new) = (self.folder.join(path), free_place(self.folder, path)?);
        fs::rename(&old, &new).map_err(|error| at(&old, &error))?;
        made.moved(old, new);
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
            made.moved(own, self.old(path));
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
