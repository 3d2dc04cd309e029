//! What is compared, read.

use super::super::{Report, described, whole_crate};
use crate::{
    Corrections,
    api::{Api, Positions, Resolved},
    diagnostics::{Code, Diagnostic, Diagnostics, ErrorReported},
    diff::Side,
    disk::{Disk, Files},
    load::{self, Input},
    plan::{self, Crate, Settings},
    project::{Project, ProjectCrate},
    read,
    sources::Sources,
};
use serde::{Deserialize, de::IgnoredAny};
use std::path::Path;

/// What was, or what is.
pub(super) struct Sides {
    pub(super) is_project: bool,
    /// One crate, or those of the project.
    pub(super) crates: Vec<Read>,
}

/// A description that was read, with the crate that it becomes.
pub(super) struct Read {
    /// The crate's name, where it is of a project.
    pub(super) of_crate: Option<String>,
    resolved: Resolved,
    plan: Crate,
    sources: Sources,
}

impl Read {
    pub(super) fn side(&self) -> Side<'_> {
        Side { resolved: &self.resolved, plan: &self.plan }
    }

    /// Where a source is: file, line and column, if that is known.
    pub(super) fn position(&self, source: &str) -> String {
        let location = self.resolved.positions.get(source);
        location.map_or_else(|| source.to_owned(), |location| self.sources.position(location))
    }
}

pub(super) fn side(input: &Input, color: bool) -> Result<Sides, Box<Report>> {
    match input.paths.as_slice() {
        [path] if path.extension().is_some_and(|extension| extension == "toml") => {
            Ok(Sides { is_project: true, crates: project(path, input, color)? })
        }
        _ => Ok(Sides { is_project: false, crates: vec![description(input, color)?] }),
    }
}

fn description(input: &Input, color: bool) -> Result<Read, Box<Report>> {
    let (mut diagnostics, mut sources) = (Diagnostics::default(), Sources::default());
    let read = match dumped(input, &mut diagnostics) {
        Ok(Some(api)) => Ok((None, Resolved { api, positions: Positions::default() })),
        Ok(None) => described(input, load::load_without_examples, &mut sources, &mut diagnostics)
            .map(|(documents, resolved)| (documents.title, resolved)),
        Err(reported) => Err(reported),
    };
    let read = read.and_then(|(title, resolved)| {
        let plan = whole_crate(&resolved, title, &mut diagnostics)?;
        Ok((resolved, plan))
    });
    match read {
        Ok((resolved, plan)) => Ok(Read { of_crate: None, resolved, plan, sources }),
        Err(ErrorReported) => Err(Box::new(Report::with_errors(&diagnostics, &sources, color))),
    }
}

/// The first keys of what `armrest dump` prints, and that of a description.
#[derive(Deserialize)]
struct Outline {
    swagger: Option<IgnoredAny>,
    openapi: Option<IgnoredAny>,
    operations: Option<IgnoredAny>,
    types: Option<IgnoredAny>,
}

/// The API of a file that `armrest dump` printed; none where it is something else.
fn dumped(input: &Input, diagnostics: &mut Diagnostics) -> Result<Option<Api>, ErrorReported> {
    let [path] = input.paths.as_slice() else { return Ok(None) };
    // What cannot be read is reported where it is read as a description.
    let Ok(bytes) = Disk.read(path) else { return Ok(None) };
    // A byte order mark is no part of the text.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return Ok(None);
    }
    match serde_json::from_slice(bytes) {
        Ok(Outline { swagger: None, openapi: None, operations: Some(_), types: Some(_) }) => {}
        _ => return Ok(None),
    }
    if let Some(tag) = &input.tag {
        let message = format!("the tag `{tag}` needs a `readme.md`: {} is what `armrest dump` printed", path.display());
        diagnostics.push(Diagnostic::error(Code::NoTag, message).help("remove the tag"));
        return Err(ErrorReported);
    }
    Api::from_json(bytes).map(Some).map_err(|error| {
        let message = format!("{}: not an API that this armrest reads: {error}", path.display());
        let help = "print it again with `armrest dump` of this version";
        diagnostics.push(Diagnostic::error(Code::BrokenJson, message).help(help));
        ErrorReported
    })
}

/// The crates of a project, each with its settings.
fn project(path: &Path, input: &Input, color: bool) -> Result<Vec<Read>, Box<Report>> {
    let (mut diagnostics, mut sources) = (Diagnostics::default(), Sources::default());
    if input.tag.is_some() || input.root.is_some() {
        let message = format!("{} says itself which tags and roots its crates have", path.display());
        diagnostics.push(Diagnostic::error(Code::BrokenProject, message).help("remove the tag and `--root`"));
        return Err(Box::new(Report::with_errors(&diagnostics, &sources, color)));
    }
    let project = Project::read(path, &Disk, &mut sources, &mut diagnostics)
        .map_err(|ErrorReported| Box::new(Report::with_errors(&diagnostics, &sources, color)))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let (mut crates, mut failed) = (Vec::new(), Report::default());
    for own in &project.crates {
        match of_project(own, folder, color) {
            Ok(read) => crates.push(read),
            Err(report) => failed.add(*report),
        }
    }
    if crates.len() == project.crates.len() { Ok(crates) } else { Err(Box::new(failed)) }
}

fn of_project(own: &ProjectCrate, folder: &Path, color: bool) -> Result<Read, Box<Report>> {
    let (mut diagnostics, mut sources) = (Diagnostics::default(), Sources::default());
    // Programs are compared with nothing, and an older checkout may lack them.
    let own = &ProjectCrate { examples: Vec::new(), ..own.clone() };
    let settings = own.settings(folder, None, &Disk).map_err(|finding| Box::new(Report::failed(&[finding], color)))?;
    let corrections = Corrections { nullable: &settings.nullable, overrides: &settings.overrides };
    let load = load::load_without_examples;
    let read = read(&own.input(folder), load, corrections, &Disk, &mut sources, &mut diagnostics, &mut |_| {});
    let read = read.and_then(|(documents, resolved)| {
        let selection = resolved.api.select(&settings.filter, &mut diagnostics)?;
        let title = settings.title.clone().or_else(|| documents.title.clone());
        let settings = Settings { title, ..settings.clone() };
        let plan = plan::plan(&resolved, &selection, &[], &settings, &mut diagnostics)?;
        drop(selection);
        Ok((resolved, plan))
    });
    match read {
        Ok((resolved, plan)) => Ok(Read { of_crate: Some(own.name.clone()), resolved, plan, sources }),
        Err(ErrorReported) => Err(Box::new(Report::with_errors(&diagnostics, &sources, color))),
    }
}
