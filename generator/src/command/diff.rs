//! `armrest diff`: what differs between two descriptions for users of the crates that are generated from them.

use super::{End, Format, Output, Report, described, print, whole_crate};
use crate::{
    api::{Api, Positions, Resolved},
    diagnostics::{Diagnostics, ErrorReported},
    diff::{self, Change, Class, Part, Side, What},
    disk::{Disk, Files},
    load::{self, Input},
    plan::Crate,
    sources::Sources,
};
use std::{collections::BTreeMap, fmt::Write as _};

/// What to compare.
#[derive(Clone, Debug)]
pub struct Diff {
    /// What was: descriptions, a `readme.md` with a tag, or what `armrest dump` printed.
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
    /// For programs: docs/command.schema.json.
    Json,
}

/// Compares two descriptions.
pub fn diff(diff: &Diff) -> Report {
    let (old, new) = match (side(&diff.old, diff.color), side(&diff.new, diff.color)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let mut report = Report::default();
            [old.err(), new.err()].into_iter().flatten().for_each(|failed| report.add(*failed));
            return report;
        }
    };
    let changes = diff::diff(old.side(), new.side());
    let worst = changes.iter().map(|change| change.class).max();
    let printed = |summary| Report { summary, ..Report::default() };
    let mut report = match diff.format {
        DiffFormat::Text => printed(text(&changes, &old, &new)),
        DiffFormat::Markdown => printed(markdown(&changes, &old, &new)),
        DiffFormat::Json => print(Format::Json, String::new, &Output::Changes(changes)),
    };
    if diff.fail_on.is_some_and(|from| worst.is_some_and(|worst| worst >= from)) {
        report.end = report.end.max(End::Differs);
    }
    report
}

/// A description that was read, with the crate that it becomes.
struct Read {
    resolved: Resolved,
    plan: Crate,
    sources: Sources,
}

impl Read {
    fn side(&self) -> Side<'_> {
        Side { resolved: &self.resolved, plan: &self.plan }
    }

    /// Where a source is: file, line and column, if that is known.
    fn position(&self, source: &str) -> String {
        let location = self.resolved.positions.get(source);
        location.map_or_else(|| source.to_owned(), |location| self.sources.position(location))
    }
}

fn side(input: &Input, color: bool) -> Result<Read, Box<Report>> {
    let (mut diagnostics, mut sources) = (Diagnostics::default(), Sources::default());
    let read = match dumped(input) {
        Some(api) => Ok((None, Resolved { api, positions: Positions::default() })),
        None => described(input, load::load_without_examples, &mut sources, &mut diagnostics)
            .map(|(documents, resolved)| (documents.title, resolved)),
    };
    let read = read.and_then(|(title, resolved)| {
        let plan = whole_crate(&resolved, title, &mut diagnostics)?;
        Ok((resolved, plan))
    });
    match read {
        Ok((resolved, plan)) => Ok(Read { resolved, plan, sources }),
        Err(ErrorReported) => Err(Box::new(Report::with_errors(&diagnostics, &sources, color))),
    }
}

/// The API of a file that `armrest dump` printed.
fn dumped(input: &Input) -> Option<Api> {
    let [path] = input.paths.as_slice() else { return None };
    let text = Disk.read(path).ok()?;
    serde_json::from_slice(&text).ok()
}

const CLASSES: [Class; 3] = [Class::Major, Class::Minor, Class::Patch];

fn word(class: Class) -> &'static str {
    match class {
        Class::Major => "major",
        Class::Minor => "minor",
        Class::Patch => "patch",
    }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Feature => "feature",
        Part::Client => "client",
        Part::Constructor => "constructors",
        Part::ClientOption => "client option",
        Part::Method => "method",
        Part::Argument => "argument",
        Part::Option => "option",
        Part::Model => "model",
        Part::Field => "field",
        Part::Variant => "variant",
    }
}

fn what(what: What) -> &'static str {
    match what {
        What::Added => "added",
        What::Removed => "removed",
        What::Renamed => "renamed",
        What::Type => "type",
        What::Deprecated => "deprecation",
        What::Required => "requiredness",
        What::Request => "what is sent",
        What::Polling => "polling or paging",
        What::Default => "default",
    }
}

/// What it was and is, each in the marks of code.
fn from_to(change: &Change) -> String {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!(": `{old}`, now `{new}`"),
        (None, Some(new)) if change.what == What::Renamed => format!(": now `{new}`"),
        (Some(only), None) | (None, Some(only)) => format!(": `{only}`"),
        (None, None) => String::new(),
    }
}

fn counts(changes: &[Change]) -> String {
    let counts: Vec<String> = CLASSES
        .into_iter()
        .filter_map(|class| {
            let count = changes.iter().filter(|change| change.class == class).count();
            (count > 0).then(|| format!("{count} {}", word(class)))
        })
        .collect();
    if counts.is_empty() { "no changes".to_owned() } else { format!("changes: {}", counts.join(", ")) }
}

/// The locations of a change: in the old description, and in the new one.
fn locations(change: &Change, old: &Read, new: &Read) -> (Option<String>, Option<String>) {
    let old = change.old_source.as_deref().map(|source| old.position(source));
    (old, change.new_source.as_deref().map(|source| new.position(source)))
}

fn text(changes: &[Change], old: &Read, new: &Read) -> String {
    let mut text = String::new();
    for change in changes {
        // Writing to a string does not fail, here and below.
        let head = format!("{} {} {}", word(change.class), part(change.part), what(change.what));
        let _ = writeln!(text, "{head}: {}{}", change.item, from_to(change));
        let (was, is) = locations(change, old, new);
        let locations: Vec<String> = [was, is].into_iter().flatten().collect();
        if !locations.is_empty() {
            let _ = writeln!(text, "    {}", locations.join(" → "));
        }
    }
    let _ = writeln!(text, "{}", counts(changes));
    text
}

fn markdown(changes: &[Change], old: &Read, new: &Read) -> String {
    let mut text = format!("**{}**\n", counts(changes));
    for class in CLASSES {
        let mut items: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
        for change in changes.iter().filter(|change| change.class == class) {
            items.entry(&change.item).or_default().push(change);
        }
        if items.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n### {}\n", word(class));
        for (item, changes) in items {
            for change in changes {
                let (was, is) = locations(change, old, new);
                let location = is.or(was).map(|location| format!(" ({location})")).unwrap_or_default();
                let said = format!("{} {}{}", part(change.part), what(change.what), from_to(change));
                let _ = writeln!(text, "- `{item}`: {said}{location}");
            }
        }
    }
    text
}
