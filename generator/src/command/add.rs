//! `armrest add`: a crate more in a project.

use super::{
    End, Report, unwritable,
    update::{Update, find, update},
};
use crate::{
    api::Filter,
    diagnostics::{Code, Diagnostic, Diagnostics},
    disk::{self, Disk},
    load::{Input, unreadable},
    project::{PROJECT, Project},
    sources::Sources,
    write::Mode,
};
use std::path::{Path, PathBuf};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// What to add.
#[derive(Clone, Debug)]
pub struct Add {
    /// The project's file; the nearest one above the current folder where this is empty, or else a new one there.
    pub project: Option<PathBuf>,
    /// The package's name.
    pub name: String,
    /// What to read.
    pub input: Input,
    /// The crate's folder.
    pub out: PathBuf,
    /// Its operations.
    pub filter: Filter,
    /// The checkout that has the runtime.
    pub checkout: PathBuf,
    /// Whether findings are shown in color.
    pub color: bool,
}

/// Adds a crate to a project's file and generates it. Where it cannot be generated, the file stays as it is.
pub fn add(add: &Add) -> Report {
    let path = find(add.project.as_deref(), &mut Diagnostics::default()).unwrap_or_else(|_| PathBuf::from(PROJECT));
    match added(add, &path) {
        Ok(report) => report,
        Err(finding) => Report::failed(&[finding], add.color),
    }
}

fn added(add: &Add, path: &Path) -> Result<Report, Diagnostic> {
    let before = disk::read_text(path).map_err(|error| unreadable(path, &error))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    // A crate begins at its header, whatever is in front of it.
    let text = match before.as_deref().map(str::trim_end) {
        Some(before) if !before.is_empty() => format!("{before}\n\n{}", entry(add, folder)),
        _ => entry(add, folder),
    };
    let write = |text: &str| disk::replace(path, text).map_err(|error| unwritable(path, &error));
    if before.is_some() {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let Ok(project) = Project::read(path, &Disk, &mut sources, &mut diagnostics) else {
            return Ok(Report::with_errors(&diagnostics, &sources, add.color));
        };
        is_new(add, &project, folder)?;
    }
    write(&text)?;
    let own = Update {
        project: Some(path.to_owned()),
        only: vec![add.name.clone()],
        checkout: add.checkout.clone(),
        mode: Mode::Write,
        color: add.color,
    };
    let report = update(&own, &());
    if report.end == End::Failed {
        match &before {
            Some(before) => write(before)?,
            None => disk::remove(path).map_err(|error| unreadable(path, &error))?,
        }
    }
    Ok(report)
}

/// Whether a project has neither the name nor the folder of the crate.
fn is_new(add: &Add, project: &Project, folder: &Path) -> Result<(), Diagnostic> {
    let out = from(folder, &add.out);
    let there = project.crates.iter().find_map(|own| match own {
        own if own.name == add.name => Some(format!("has a crate `{}` already", add.name)),
        own if own.folder() == out => Some(format!("has a crate in `{out}` already")),
        _ => None,
    });
    match there {
        None => Ok(()),
        Some(there) => {
            let finding = Diagnostic::error(Code::BrokenProject, format!("`{PROJECT}` {there}"));
            Err(finding.help("use another name and folder, or change the crate in the file"))
        }
    }
}

/// The entry of a project's file.
fn entry(add: &Add, folder: &Path) -> String {
    let mut own = Table::new();
    own.insert("name", value(&add.name));
    own.insert("out", value(from(folder, &add.out)));
    own.insert("inputs", value(Array::from_iter(add.input.paths.iter().map(|path| from(folder, path)))));
    let root = add.input.root.as_ref().map(|root| from(folder, root));
    for (key, text) in [("tag", add.input.tag.clone()), ("root", root)] {
        if let Some(text) = text {
            own.insert(key, value(text));
        }
    }
    for (key, patterns) in [("include", &add.filter.include), ("exclude", &add.filter.exclude)] {
        if !patterns.is_empty() {
            own.insert(key, value(Array::from_iter(patterns)));
        }
    }
    let mut document = DocumentMut::new();
    document.insert("crate", Item::ArrayOfTables(ArrayOfTables::from_iter([own])));
    document.to_string()
}

/// A path from the folder of the project, with `/`.
fn from(folder: &Path, path: &Path) -> String {
    disk::relative(folder, path).unwrap_or_else(|| path.to_string_lossy().into_owned())
}
