//! `armrest search`: the operations of a checkout in which words occur.

use super::{
    End, Format, Output, Progress, Report, described,
    list::{ListedOperation, Package, packages},
    print,
    progress::Steps,
    table::table,
};
use crate::{
    diagnostics::Diagnostics,
    load::{self, Input},
    sources::Sources,
};
use rayon::prelude::*;
use serde::Serialize;
use std::{fmt::Write as _, path::PathBuf};

/// What to search for.
#[derive(Clone, Debug)]
pub struct Search {
    /// The words: each must occur.
    pub words: Vec<String>,
    /// The folder whose packages are searched, each by its default tag.
    pub checkout: PathBuf,
    /// How many operations are shown at most.
    pub limit: usize,
    /// How it is printed.
    pub format: Format,
    /// Whether findings are shown in color.
    pub color: bool,
}

/// An operation that was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FoundOperation {
    /// The folder of its package, as `armrest list` has it.
    pub package: String,
    /// The path of the package's `readme.md`.
    pub readme: String,
    /// The tag that was read.
    pub tag: Option<String>,
    /// The operation.
    pub operation: ListedOperation,
}

/// Searches a checkout.
pub fn search(search: &Search, progress: &dyn Progress) -> Report {
    let mut diagnostics = Diagnostics::default();
    let Ok(packages) = packages(&search.checkout, &mut diagnostics) else {
        return Report::failed(diagnostics.iter(), search.color);
    };
    let words: Vec<String> =
        search.words.iter().flat_map(|words| words.split_whitespace()).map(str::to_lowercase).collect();
    let steps = Steps::new(packages.len(), progress);
    let read = packages.par_iter().map(|package| {
        let found = found_in(package, &words);
        steps.done(&package.folder);
        found
    });
    let read: Vec<Option<Vec<(u32, FoundOperation)>>> = read.collect();
    let unread = packages.iter().zip(&read).filter(|(_, found)| found.is_none()).map(|(own, _)| own.folder.as_str());
    let unread: Vec<&str> = unread.collect();
    let mut found: Vec<(u32, FoundOperation)> = read.into_iter().flatten().flatten().collect();
    found.sort_by(|(one, first), (other, second)| {
        let name = |own: &FoundOperation| (own.operation.id.clone(), own.package.clone());
        other.cmp(one).then_with(|| name(first).cmp(&name(second)))
    });
    let others = found.len().saturating_sub(search.limit);
    let found: Vec<FoundOperation> = found.into_iter().take(search.limit).map(|(_, found)| found).collect();
    let rows = found.iter().map(|own| [own.operation.row(), vec![own.package.clone()]].concat());
    let (rows, nothing) = (rows.collect::<Vec<_>>(), found.is_empty());
    let mut report = print(search.format, || table(&rows), &Output::Found(found));
    // Writing to a string does not fail, here and below.
    if nothing {
        let _ = writeln!(report.messages, "no operation has {}", quoted(&words));
        report.end = End::Differs;
    }
    if others > 0 {
        let _ = writeln!(report.messages, "{others} more; use more words, or `--limit`");
    }
    if !unread.is_empty() {
        let _ = writeln!(report.messages, "not searched, because of errors in them: {}", unread.join(", "));
    }
    report
}

fn quoted(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(" and ")
}

/// The operations of a package in which all words occur, each with how well; none where the package has errors.
fn found_in(package: &Package, words: &[String]) -> Option<Vec<(u32, FoundOperation)>> {
    let input = Input { paths: vec![PathBuf::from(&package.readme)], ..Input::default() };
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let load = load::load_without_examples;
    let (documents, resolved) = described(&input, load, &mut sources, &mut diagnostics).ok()?;
    let operations = resolved.api.operations.iter().filter_map(|operation| {
        let operation = ListedOperation::new(operation);
        let score = score(&operation, &package.folder, words)?;
        let found = FoundOperation {
            package: package.folder.clone(),
            readme: package.readme.clone(),
            tag: documents.tag.clone(),
            operation,
        };
        Some((score, found))
    });
    Some(operations.collect())
}

/// How well an operation has all words: where it is named by them better than where it is described.
fn score(operation: &ListedOperation, package: &str, words: &[String]) -> Option<u32> {
    let tags = operation.tags.iter().map(String::as_str);
    let texts: Vec<(u32, String)> = [(8, operation.id.as_str()), (3, &operation.path), (1, package)]
        .into_iter()
        .chain(tags.map(|tag| (4, tag)))
        .chain(operation.summary.as_deref().map(|summary| (2, summary)))
        .map(|(weight, text)| (weight, text.to_lowercase()))
        .collect();
    let scores =
        words.iter().map(|word| texts.iter().filter(|(_, text)| text.contains(word)).map(|(weight, _)| *weight).max());
    scores.sum()
}
