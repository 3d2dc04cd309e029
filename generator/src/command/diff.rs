//! `armrest diff`: what differs between two descriptions for users of the crates that are generated from them.

mod printed;
mod read;

use super::{End, Format, Output, Report, print};
use crate::{
    diagnostics::{Code, Diagnostic},
    diff::{self, Change, Class, Pair, Part, What},
    load::Input,
};
use read::Read;

/// What to compare.
#[derive(Clone, Debug)]
pub struct Diff {
    /// What was: descriptions, a `readme.md` with a tag, what `armrest dump` printed, or the `armrest.toml` of a project.
    pub old: Input,
    /// What is.
    pub new: Input,
    /// How it is printed.
    pub format: DiffFormat,
    /// From which class of changes on [`End::Differs`] is the end.
    pub fail_on: Option<Class>,
    /// Whether findings are shown in color.
    pub color: bool,
}

/// How differences are printed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum DiffFormat {
    /// For people.
    #[default]
    Text,
    /// For the description of a pull request.
    Markdown,
    /// For programs: docs/command.schema.json is its JSON Schema.
    Json,
}

/// What is compared of one crate: none where there was or is no such crate.
struct Compared<'r> {
    old: Option<&'r Read>,
    new: Option<&'r Read>,
    changes: Vec<Change>,
}

impl Compared<'_> {
    /// The crate's name, where it is of a project.
    fn of_crate(&self) -> Option<&str> {
        self.old.or(self.new)?.of_crate.as_deref()
    }
}

/// Compares two descriptions, or the crates of two projects.
pub fn diff(diff: &Diff) -> Report {
    let (old, new) = match (read::side(&diff.old, diff.color), read::side(&diff.new, diff.color)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let mut report = Report::default();
            [old.err(), new.err()].into_iter().flatten().for_each(|failed| report.add(*failed));
            return report;
        }
    };
    if old.is_project != new.is_project {
        let message = "one side is the `armrest.toml` of a project, and the other is not";
        let finding = Diagnostic::error(Code::BrokenProject, message).help("compare a project with a project");
        return Report::failed(&[finding], diff.color);
    }
    let all: Vec<Compared<'_>> =
        diff::pairs(&old.crates, &new.crates, |own| &own.of_crate).into_iter().map(compared).collect();
    let worst = all.iter().flat_map(|own| &own.changes).map(|change| change.class).max();
    let mut report = match diff.format {
        DiffFormat::Text => Report { summary: printed::text(&all), ..Report::default() },
        DiffFormat::Markdown => Report { summary: printed::markdown(&all), ..Report::default() },
        DiffFormat::Json => {
            let changes = all.into_iter().flat_map(|own| own.changes).collect();
            print(Format::Json, String::new, &Output::Changes(changes))
        }
    };
    if diff.fail_on.is_some_and(|from| worst.is_some_and(|worst| worst >= from)) {
        report.end = report.end.max(End::Differs);
    }
    report
}

fn compared(pair: Pair<'_, Read>) -> Compared<'_> {
    let whole =
        |own: &Read, class, what| vec![Change::new(class, Part::Crate, what, own.of_crate.clone().unwrap_or_default())];
    let (old, new, mut changes) = match pair {
        Pair::Old(own) => (Some(own), None, whole(own, Class::Major, What::Removed)),
        Pair::New(own) => (None, Some(own), whole(own, Class::Minor, What::Added)),
        Pair::Both(own, other) => (Some(own), Some(other), diff::diff(own.side(), other.side())),
    };
    let of_crate = old.or(new).and_then(|own| own.of_crate.clone());
    changes.iter_mut().for_each(|change| change.of_crate.clone_from(&of_crate));
    Compared { old, new, changes }
}
