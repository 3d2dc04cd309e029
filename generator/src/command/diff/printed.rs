//! Differences as text and as Markdown.

use super::{Compared, read::Read};
use crate::{
    diagnostics::escaped,
    diff::{Change, Class, Part, What},
};
use std::{collections::BTreeMap, fmt::Write as _};

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
        Part::Crate => "crate",
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

/// A text of a description as code in Markdown, which no text of it ends: one line, between more backticks than it has.
fn code(text: &str) -> String {
    let text = escaped(text);
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let marks = "`".repeat(longest + 1);
    // A backtick, or spaces on both sides, would be taken for a part of the marks.
    let space = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{marks}{space}{text}{space}{marks}")
}

/// What it was and is, each as code.
fn from_to(change: &Change) -> String {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!(": {}, now {}", code(old), code(new)),
        (None, Some(new)) if change.what == What::Renamed => format!(": now {}", code(new)),
        (Some(only), None) | (None, Some(only)) => format!(": {}", code(only)),
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
fn locations(change: &Change, compared: &Compared<'_>) -> (Option<String>, Option<String>) {
    let at = |read: Option<&Read>, source: &Option<String>| Some(read?.position(source.as_deref()?));
    (at(compared.old, &change.old_source), at(compared.new, &change.new_source))
}

pub(super) fn text(all: &[Compared<'_>]) -> String {
    let mut text = String::new();
    for compared in all {
        // Writing to a string does not fail, here and below.
        if let Some(name) = compared.of_crate() {
            let _ = writeln!(text, "{}", escaped(name));
        }
        for change in &compared.changes {
            let head = format!("{} {} {}", word(change.class), part(change.part), what(change.what));
            let _ = writeln!(text, "{head}: {}{}", escaped(&change.item), from_to(change));
            let (was, is) = locations(change, compared);
            let locations: Vec<String> = [was, is].into_iter().flatten().collect();
            if !locations.is_empty() {
                let _ = writeln!(text, "    {}", escaped(&locations.join(" → ")));
            }
        }
        let _ = writeln!(text, "{}", counts(&compared.changes));
    }
    if all.is_empty() { "no crates\n".to_owned() } else { text }
}

pub(super) fn markdown(all: &[Compared<'_>]) -> String {
    let mut text = String::new();
    for compared in all {
        if let Some(name) = compared.of_crate() {
            let start = if text.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{start}## {}\n", code(name));
        }
        let _ = writeln!(text, "**{}**", counts(&compared.changes));
        for class in CLASSES {
            classed(class, compared, &mut text);
        }
    }
    if all.is_empty() { "**no crates**\n".to_owned() } else { text }
}

/// The changes of a class, those of one item together.
fn classed(class: Class, compared: &Compared<'_>, text: &mut String) {
    let mut items: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in compared.changes.iter().filter(|change| change.class == class) {
        items.entry(&change.item).or_default().push(change);
    }
    if items.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n### {}\n", word(class));
    for (item, changes) in items {
        for change in changes {
            let (was, is) = locations(change, compared);
            let location = is.or(was).map(|location| format!(" ({})", code(&location))).unwrap_or_default();
            let said = format!("{} {}{}", part(change.part), what(change.what), from_to(change));
            let _ = writeln!(text, "- {}: {said}{location}", code(item));
        }
    }
}
