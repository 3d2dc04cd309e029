//! The last stage: files in, a crate on disk out, or a list of what differs. [`crate::ownership`] decides what may be
//! replaced and removed.

use crate::{
    diagnostics::listed,
    disk::{self, Changes},
    emit::TextFile,
    ownership::{self, Action, Force, Found, Listing, MANIFEST, Manifest, Plan, REPLACED, Reason, Recorded, Refusal},
};
use similar::TextDiff;
use std::{collections::BTreeMap, fmt, io, path::Path};

/// A file that is not up to date.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// The path from the crate's folder, with `/`.
    pub path: String,
    /// How it differs.
    pub kind: DifferenceKind,
}

/// How a file differs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DifferenceKind {
    /// It is missing.
    Missing,
    /// armrest wrote it, and no longer generates it.
    LeftOver,
    /// Its text differs; in [`Mode::Check`] with a unified diff.
    Stale(String),
    /// Something else is in its place.
    InTheWay(Reason),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            DifferenceKind::Missing => write!(f, "{}: missing", self.path),
            DifferenceKind::LeftOver => write!(f, "{}: no longer generated", self.path),
            DifferenceKind::Stale(diff) => write!(f, "{}: stale\n{diff}", self.path),
            DifferenceKind::InTheWay(reason) => write!(f, "{}: {}", self.path, reason.as_str()),
        }
    }
}

/// Whether to write, or only to compare.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// Write the crate, unless a file of the user's is in the way.
    Write,
    /// Write the crate; a file of the user's that is in the way is moved to [`REPLACED`].
    Force,
    /// Change nothing.
    Check,
}

/// What came of it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Written {
    /// What differed, and in [`Mode::Check`] still does.
    pub differences: Vec<Difference>,
    /// What the user should know, a line each.
    pub notes: Vec<String>,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// There is something that armrest did not write.
    Refused(Refusal),
    /// Another run has written another crate to the folder, since this one began.
    Meanwhile,
    /// The disk cannot be read or written.
    Disk(io::Error),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

impl From<Refusal> for WriteError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl std::error::Error for WriteError {}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk(error) => write!(f, "{error}"),
            Self::Meanwhile => f.write_str("another run has written another crate to it meanwhile"),
            Self::Refused(Refusal::Manifest(reason)) => write!(f, "{MANIFEST}: {reason}"),
            Self::Refused(Refusal::NotOurs(names)) => {
                let names = listed(names.iter().map(String::as_str));
                write!(f, "the folder is not empty, and not a crate that armrest wrote; it contains {names}")
            }
            Self::Refused(Refusal::InTheWay(files)) => {
                let files: Vec<String> =
                    files.iter().map(|(path, reason)| format!("{path} ({})", reason.as_str())).collect();
                write!(f, "files are in the way: {}", listed(files.iter().map(String::as_str)))
            }
        }
    }
}

impl WriteError {
    /// What the user can do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Disk(_) => "check that the folder is writable, and the disk not full".to_owned(),
            Self::Meanwhile => "run this again if its crate is to be replaced".to_owned(),
            Self::Refused(Refusal::Manifest(_)) => "nothing was written".to_owned(),
            Self::Refused(Refusal::NotOurs(_)) => format!(
                "choose a new folder; or use `--force` to write the crate beside these files: those with the name of \
                 a generated file are moved to {REPLACED}, all others stay"
            ),
            Self::Refused(Refusal::InTheWay(files)) if files.iter().all(|(_, reason)| reason.can_be_forced()) => {
                format!("undo the edits or move the files away; or use `--force`, which moves them to {REPLACED}")
            }
            Self::Refused(Refusal::InTheWay(_)) => "move them away".to_owned(),
        }
    }
}

/// Writes a generated crate to a folder. Only files that armrest wrote, and that are unchanged since, are replaced or
/// removed; a file that is up to date is not touched.
///
/// # Errors
///
/// [`WriteError::Refused`] where something of the user's is in the way, [`WriteError::Disk`] where the folder cannot be
/// read or written. Then the folder is as it was.
pub fn write(folder: &Path, files: &[TextFile], mode: Mode) -> Result<Written, WriteError> {
    let before = before(folder);
    write_since(&before, folder, files, mode)
}

/// What the manifest of a folder said.
#[derive(Debug)]
pub struct Before(Option<Found>);

/// Notes what a folder holds before a crate is made for it.
pub fn before(folder: &Path) -> Before {
    Before(disk::look(folder, MANIFEST).ok())
}

/// As [`write()`], for a crate that was made since `before`.
///
/// # Errors
///
/// As [`write()`], and [`WriteError::Meanwhile`] where another run has written another crate since then.
pub fn write_since(before: &Before, folder: &Path, files: &[TextFile], mode: Mode) -> Result<Written, WriteError> {
    let resolved = disk::absolute(folder);
    let folder = resolved.as_deref().unwrap_or(folder);
    let mut lock = None;
    if mode != Mode::Check {
        lock = Some(disk::lock(folder)?);
        disk::clean(folder)?;
    }
    let written = locked(before, folder, files, mode);
    drop(lock);
    written
}

fn locked(before: &Before, folder: &Path, files: &[TextFile], mode: Mode) -> Result<Written, WriteError> {
    let listing = listing(folder, files)?;
    let force = if mode == Mode::Force { Force::Yes } else { Force::No };
    let mut plan = ownership::plan(&listing, files, force)?;
    if mode != Mode::Check {
        plan = plan.or_refuse()?;
    }
    let texts = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let differences = differences(&listing, &plan, &texts, mode);
    if mode != Mode::Check && !differences.is_empty() {
        if before.0.is_some() && before.0 != disk::look(folder, MANIFEST).ok() {
            return Err(WriteError::Meanwhile);
        }
        carry_out(folder, &listing, &plan, &texts)?;
    }
    Ok(Written { differences, notes: plan.notes })
}

/// The texts by their paths.
type Wanted<'f> = BTreeMap<&'f str, &'f str>;

/// What the folder holds at the paths that matter.
fn listing(folder: &Path, files: &[TextFile]) -> io::Result<Listing> {
    let mut entries = disk::names_in(folder)?;
    entries.retain(|name| name != ownership::OWN_FOLDER);
    let recorded = match disk::look(folder, MANIFEST)? {
        Found::Nothing => Recorded::None,
        Found::File(file) => Recorded::parse(&file.bytes),
        Found::Link | Found::NoFile | Found::Blocked => {
            Recorded::Unusable("this is, or is in, a link or something else that is no file: move it away".to_owned())
        }
    };
    let mut listing = Listing { entries, recorded, ..Listing::default() };
    let mut paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    match &listing.recorded {
        Recorded::Known(known) => paths.extend(known.paths().map(str::to_owned)),
        // What an earlier armrest wrote can only be known by its look.
        _ => paths.extend(disk::files_in(folder, &["src", "tests"])?),
    }
    for path in paths {
        let found = disk::look(folder, &path)?;
        listing.found.insert(path, found);
    }
    Ok(listing)
}

fn differences(listing: &Listing, plan: &Plan, files: &Wanted<'_>, mode: Mode) -> Vec<Difference> {
    let stale =
        |old: &str, new: &str| DifferenceKind::Stale(if mode == Mode::Check { diff(old, new) } else { String::new() });
    let compare = |path: &str, otherwise: DifferenceKind| match listing.found.get(path) {
        Some(Found::File(file)) => stale(&String::from_utf8_lossy(&file.bytes), files.get(path).copied().unwrap_or("")),
        _ => otherwise,
    };
    let mut found: BTreeMap<&str, DifferenceKind> = BTreeMap::new();
    for action in &plan.actions {
        match action {
            Action::SetAside(_) => {}
            Action::Remove(path) => drop(found.insert(path, DifferenceKind::LeftOver)),
            Action::Write(path) => drop(found.insert(path, compare(path, DifferenceKind::Missing))),
        }
    }
    for (path, reason) in &plan.in_the_way {
        found.insert(path, compare(path, DifferenceKind::InTheWay(*reason)));
    }
    match &listing.recorded {
        Recorded::Known(known) if *known == plan.manifest => {}
        Recorded::Known(known) => drop(found.insert(MANIFEST, stale(&known.text(), &plan.manifest.text()))),
        _ => drop(found.insert(MANIFEST, DifferenceKind::Missing)),
    }
    found.into_iter().map(|(path, kind)| Difference { path: path.to_owned(), kind }).collect()
}

fn diff(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff().context_radius(2).header("on disk", "generated").to_string()
}

/// Does what was planned, all or nothing.
fn carry_out(folder: &Path, listing: &Listing, plan: &Plan, files: &Wanted<'_>) -> io::Result<()> {
    let known = match &listing.recorded {
        Recorded::Known(known) => known.clone(),
        _ => Manifest::default(),
    };
    let mut changes = Changes {
        all: plan.manifest.paths().collect(),
        manifest_meanwhile: known.towards(&plan.manifest).text(),
        manifest: plan.manifest.text(),
        ..Changes::default()
    };
    if matches!(listing.recorded, Recorded::Broken(_)) {
        changes.set_aside.push(MANIFEST);
    }
    for action in &plan.actions {
        match action {
            Action::SetAside(path) => changes.set_aside.push(path),
            Action::Remove(path) => changes.remove.push(path),
            Action::Write(path) => drop(changes.write.insert(path, files.get(path.as_str()).copied().unwrap_or(""))),
        }
    }
    disk::exchange(folder, &changes)
}
