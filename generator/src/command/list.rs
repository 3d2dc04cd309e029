//! `armrest list`: the packages of a checkout, the tags of a package, or the operations of descriptions.

use super::{Format, Output, Report, described, print, table::table};
use crate::{
    api::{Filter, Operation, OperationKind},
    diagnostics::{Code, Diagnostic, Diagnostics, ErrorReported},
    disk::{self, Disk},
    load::{self, Input},
    sources::Sources,
};
use rayon::prelude::*;
use serde::Serialize;
use std::{borrow::Cow, path::Path};

/// What to list.
#[derive(Clone, Debug)]
pub struct List {
    /// What to read; one folder stands for the packages below it.
    pub input: Input,
    /// The tags of a `readme.md`, and not its operations.
    pub tags: bool,
    /// Only those whose names match: folders, tags or operations.
    pub filter: Filter,
    /// How it is printed.
    pub format: Format,
    /// Whether findings are shown in color.
    pub color: bool,
}

/// A package of a checkout.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Package {
    /// Its folder, from the checkout's `specification` or from the folder that was searched, with `/`.
    pub folder: String,
    /// The path of its `readme.md`.
    pub readme: String,
    /// Its title, if the `readme.md` has one.
    pub title: Option<String>,
    /// The tag that is read where none is asked for.
    pub default_tag: Option<String>,
    /// The tags that have inputs.
    pub tags: Vec<String>,
}

/// A tag of a package.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tag {
    /// Its name.
    pub tag: String,
    /// Whether it is read where none is asked for.
    pub default: bool,
}

/// An operation in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListedOperation {
    /// `operationId`.
    pub id: String,
    /// The operation group.
    pub group: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The HTTP method.
    pub method: String,
    /// The path, with its `{parameters}`.
    pub path: String,
    /// `plain`, `existence check`, `pageable`, `long-running` or `long-running, pageable`.
    pub kind: String,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// What it does.
    pub summary: Option<String>,
}

impl ListedOperation {
    pub(super) fn new(operation: &Operation) -> Self {
        Self {
            id: operation.id.clone(),
            group: operation.group.clone(),
            tags: operation.tags.clone(),
            method: operation.method.as_str().to_owned(),
            path: format!("{}{}", operation.base_path, operation.path),
            kind: kind(operation).to_owned(),
            deprecated: operation.deprecated,
            summary: operation.summary.clone().or_else(|| operation.description.clone()),
        }
    }

    pub(super) fn row(&self) -> Vec<String> {
        let mut words = vec![self.kind.as_str()];
        words.retain(|kind| *kind != "plain");
        words.extend(self.deprecated.then_some("deprecated"));
        vec![self.id.clone(), self.method.clone(), words.join(", "), self.path.clone()]
    }
}

/// The kind of an operation, in words.
pub(super) fn kind(operation: &Operation) -> &'static str {
    match operation.kind {
        OperationKind::Plain => "plain",
        OperationKind::ExistenceCheck => "existence check",
        OperationKind::Pageable(_) => "pageable",
        OperationKind::LongRunning(_) => "long-running",
        OperationKind::PageableLongRunning(..) => "long-running, pageable",
    }
}

/// Lists what it is asked for.
pub fn list(list: &List) -> Report {
    match list.input.paths.as_slice() {
        [folder] if folder.is_dir() => listed(list, |diagnostics| {
            let packages = packages(folder, diagnostics)?;
            let found = list.filter.choose(&packages, "package", |own| vec![(&*own.folder).into()], diagnostics)?;
            let rows = found.iter().map(|own| {
                let tag = own.default_tag.clone().unwrap_or_default();
                let tags = match own.tags.len() {
                    0 => String::new(),
                    1 => "1 tag".to_owned(),
                    several => format!("{several} tags"),
                };
                vec![own.folder.clone(), tag, tags]
            });
            Ok((table(&rows.collect::<Vec<_>>()), Output::Packages(found.into_iter().cloned().collect())))
        }),
        [readme] if list.tags && load::is_readme(readme) => listed(list, |diagnostics| {
            let outline =
                load::outline(readme, &Disk).map_err(|error| diagnostics.push(load::unreadable(readme, &error)));
            let outline = outline.map_err(|()| ErrorReported)?;
            let tag = |tag: &String| Tag { tag: tag.clone(), default: outline.default_tag.as_ref() == Some(tag) };
            let tags: Vec<Tag> = outline.tags.iter().map(tag).collect();
            let found = list.filter.choose(&tags, "tag", |own| vec![(&*own.tag).into()], diagnostics)?;
            let rows = found.iter().map(|own| {
                let default = if own.default { "default" } else { "" };
                vec![own.tag.clone(), default.to_owned()]
            });
            Ok((table(&rows.collect::<Vec<_>>()), Output::Tags(found.into_iter().cloned().collect())))
        }),
        _ if list.tags => {
            let finding =
                Diagnostic::error(Code::NoTag, "only a `readme.md` has tags").help("use one `readme.md` as the input");
            Report::failed(&[finding], list.color)
        }
        _ => operations(list),
    }
}

fn listed(list: &List, find: impl FnOnce(&mut Diagnostics) -> Result<(String, Output), ErrorReported>) -> Report {
    let mut diagnostics = Diagnostics::default();
    let found = find(&mut diagnostics);
    match found {
        Ok((text, found)) => print(list.format, || text, &found),
        Err(ErrorReported) => Report::failed(diagnostics.iter(), list.color),
    }
}

fn operations(list: &List) -> Report {
    let (mut diagnostics, mut sources) = (Diagnostics::default(), Sources::default());
    let load = load::load_without_examples;
    let found = described(&list.input, load, &mut sources, &mut diagnostics).and_then(|(_, resolved)| {
        let selection = resolved.api.select(&list.filter, &mut diagnostics)?;
        Ok(selection.operations().map(ListedOperation::new).collect::<Vec<_>>())
    });
    match found {
        Ok(found) => {
            let rows: Vec<Vec<String>> = found.iter().map(ListedOperation::row).collect();
            print(list.format, || table(&rows), &Output::Operations(found))
        }
        Err(ErrorReported) => Report::with_errors(&diagnostics, &sources, list.color),
    }
}

/// The packages below a folder, by their folders.
pub(super) fn packages(folder: &Path, diagnostics: &mut Diagnostics) -> Result<Vec<Package>, ErrorReported> {
    let readmes = disk::readmes_below(folder).map_err(|error| diagnostics.push(load::unreadable(folder, &error)));
    let readmes = readmes.map_err(|()| ErrorReported)?;
    let specification = folder.join("specification");
    let base = if specification.is_dir() { &specification } else { folder };
    let packages = readmes.par_iter().filter_map(|readme| package(base, readme));
    let packages: Vec<Package> = packages.collect();
    if packages.is_empty() {
        let message = format!("there is no package in {}", folder.display());
        let finding = Diagnostic::error(Code::NoPackages, message);
        diagnostics.push(finding.help("a package is a folder whose `readme.md` names descriptions (`input-file`)"));
        return Err(ErrorReported);
    }
    Ok(packages)
}

/// The package of a `readme.md`, if that names descriptions.
fn package(folder: &Path, readme: &Path) -> Option<Package> {
    let outline = load::outline(readme, &Disk).ok()?;
    if outline.tags.is_empty() && !outline.has_inputs {
        return None;
    }
    let own = readme.parent()?;
    let name: Cow<'_, str> = own.strip_prefix(folder).unwrap_or(own).to_string_lossy();
    Some(Package {
        folder: if name.is_empty() { ".".to_owned() } else { name.replace('\\', "/") },
        readme: readme.to_string_lossy().into_owned(),
        title: outline.title,
        default_tag: outline.default_tag,
        tags: outline.tags,
    })
}
