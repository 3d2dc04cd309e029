//! The tables of docs/diff.md. What is counted is written by the command; the last cell of each row, why it is so, is not.

use super::{Judged, oad::Codes};
use crate::build::{put, text_of};
use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
    path::Path,
};

const PAGE: &str = "docs/diff.md";

/// A pair, in numbers.
pub(super) struct Row {
    name: String,
    versions: [String; 2],
    /// Items that are gone, new, and other.
    rustdoc: [usize; 3],
    /// Findings that need a major and a minor version.
    semver: [usize; 2],
    /// Changes that are major, minor and patch.
    diff: [usize; 3],
}

impl Row {
    pub(super) fn of(own: &Judged) -> Self {
        let changes = |class: &str| own.changes.iter().filter(|change| change.class == class).count();
        let findings = |is_major: bool| own.findings.iter().filter(|finding| finding.is_major == is_major).count();
        let differences = &own.differences;
        Self {
            name: own.pair.name.clone(),
            versions: own.pair.versions.clone(),
            rustdoc: [differences.gone.len(), differences.new.len(), differences.other.len()],
            semver: [findings(true), findings(false)],
            diff: [changes("major"), changes("minor"), changes("patch")],
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |counts: &[usize]| counts.iter().map(usize::to_string).collect::<Vec<_>>().join(" · ");
        let ([old, new], name) = (&self.versions, &self.name);
        let (rustdoc, semver, diff) = (joined(&self.rustdoc), joined(&self.semver), joined(&self.diff));
        write!(f, "| {name} | {old} | {new} | {rustdoc} | {semver} | {diff} |")
    }
}

/// How often something was found in the pairs of tests/diffs, and in Azure's.
type Counts<'k> = BTreeMap<&'k str, [usize; 2]>;

/// Holds the page to what was found, or writes it; whether it is exactly true, and says why for each row that needs it.
pub(super) fn hold(
    workspace: &Path,
    judged: &[Judged],
    found: Option<&[Codes]>,
    has_azure: bool,
    writes: bool,
) -> Result<bool, String> {
    let path = workspace.join(PAGE);
    let page = text_of(&path)?;
    let rows = |is_azure: bool| -> String {
        judged.iter().filter(|own| own.pair.is_azure == is_azure).map(|own| format!("{}\n", Row::of(own))).collect()
    };
    let mut after = replaced(&page, "pairs of tests/diffs", |_| rows(false))?;
    if has_azure {
        after = replaced(&after, "pairs of api-versions", |_| rows(true))?;
    }
    let mut disagreements = Counts::new();
    for own in judged {
        for disagreement in &own.disagreements {
            disagreements.entry(&disagreement.kind).or_default()[usize::from(own.pair.is_azure)] += 1;
        }
    }
    after = replaced(&after, "disagreements", |before| counted(before, &disagreements, has_azure))?;
    if let Some(found) = found {
        let mut codes = Counts::new();
        for (own, found) in judged.iter().zip(found) {
            for code in found {
                codes.entry(code).or_default()[usize::from(own.pair.is_azure)] += 1;
            }
        }
        after = replaced(&after, "oad", |before| counted(before, &codes, has_azure))?;
        let mut kinds = Counts::new();
        for own in judged {
            for change in &own.changes {
                kinds.entry(&change.kind).or_default()[usize::from(own.pair.is_azure)] += 1;
            }
        }
        after = replaced(&after, "diff", |before| counted(before, &kinds, has_azure))?;
    }
    let unexplained: Vec<&str> = after.lines().filter(|line| line.ends_with("|  |")).collect();
    for line in &unexplained {
        println!("{PAGE} does not say why: {line}");
    }
    if writes {
        put(&path, &after)?;
    } else {
        for (found, page) in after.lines().zip(page.lines()).filter(|(found, page)| found != page) {
            println!("{PAGE} says:   {page}\nbut found is: {found}");
        }
        if after != page {
            println!("{PAGE} is not up to date: see --write");
        }
    }
    Ok(unexplained.is_empty() && (writes || after == page))
}

/// A page with other rows in the table after a mark, made of those that it has.
fn replaced(page: &str, mark: &str, rows: impl FnOnce(&str) -> String) -> Result<String, String> {
    let mark = format!("<!-- table: {mark} -->\n");
    let broken = || format!("{PAGE}: there is no table after {mark}");
    let (before, after) = page.split_once(&mark).ok_or_else(broken)?;
    let mut lines = after.split_inclusive('\n');
    let head: String = lines.by_ref().take(2).collect();
    let old: String = lines.take_while(|line| line.starts_with('|')).collect();
    let rest = after[head.len()..].strip_prefix(&*old).ok_or_else(broken)?;
    Ok(format!("{before}{mark}{head}{}{rest}", rows(&old)))
}

/// Rows of counts, each with the reason that it had. Without Azure's descriptions, their counts stay.
fn counted(before: &str, counts: &Counts<'_>, has_azure: bool) -> String {
    let known: BTreeMap<String, (usize, &str)> = before
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.strip_prefix("| `")?.strip_suffix(" |")?.splitn(4, " | ").collect();
            let [kind, _, azure, why] = cells.as_slice() else { return None };
            Some((kind.trim_end_matches('`').to_owned(), (azure.parse().ok()?, *why)))
        })
        .collect();
    let mut all: BTreeMap<&str, [usize; 2]> = counts.clone();
    if !has_azure {
        for (kind, (azure, _)) in &known {
            if *azure > 0 {
                all.entry(kind).or_default()[1] = *azure;
            }
        }
    }
    let mut rows = String::new();
    for (kind, [own, azure]) in all {
        let why = known.get(kind).map_or("", |(_, why)| why);
        // Writing to a string does not fail.
        let _ = writeln!(rows, "| `{kind}` | {own} | {azure} | {why} |");
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Page\n\n<!-- table: oad -->\n| code | own | azure | why |\n|---|---:|---:|---|\n\
                        | `Gone` | 1 | 0 | it was |\n| `Kept` | 1 | 2 | a | b |\n\nEnd.\n";

    fn held(counts: &Counts<'_>, has_azure: bool) -> String {
        replaced(PAGE, "oad", |before| counted(before, counts, has_azure)).expect("a page with a table")
    }

    #[test]
    fn a_row_keeps_its_reason_and_gets_its_counts() {
        let counts = Counts::from([("Kept", [3, 4]), ("New", [1, 0])]);
        let page = held(&counts, true);
        assert!(page.ends_with("|---|\n| `Kept` | 3 | 4 | a | b |\n| `New` | 1 | 0 |  |\n\nEnd.\n"), "{page}");
    }

    #[test]
    fn without_a_checkout_the_counts_of_azure_stay() {
        let counts = Counts::from([("Gone", [1, 0]), ("Kept", [1, 0])]);
        assert_eq!(held(&counts, false), PAGE);
        let page = held(&Counts::new(), false);
        assert!(page.contains("|---|\n| `Kept` | 0 | 2 | a | b |\n\n"), "{page}");
    }

    #[test]
    fn a_page_without_the_table_is_an_error() {
        assert!(replaced(PAGE, "other", str::to_owned).is_err());
    }
}
