//! What came of packages: a report is a file with one JSON object a line, the run and then each package.

use super::{Stage, source::Source};
use armrest::GeneratedTest;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt::Write as _, path::Path};

/// A run over a corpus, or over a shard of it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(super) struct Run {
    /// K of N: every N-th package, from the K-th.
    pub(super) shard: (usize, usize),
    /// How many packages it has.
    pub(super) packages: usize,
    /// How far it goes with each package.
    pub(super) stage: Stage,
    pub(super) all_tags: bool,
    /// The packages that were asked for; all where there are none.
    pub(super) only: Vec<String>,
    /// Where the descriptions are from, if that is known.
    pub(super) source: Option<Source>,
}

/// A line of a report.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Run(Run),
    Package(Report),
}

/// What came of one package.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(super) struct Report {
    /// The folder below `specification`.
    pub(super) folder: String,
    /// The generated crate's name.
    #[serde(skip)]
    pub(super) name: String,
    pub(super) tag: Option<String>,
    /// Its files are not all in the checkout: with `--all-tags` that is no failure.
    pub(super) absent: bool,
    /// A file of it is missing, or is no OpenAPI 2.0.
    pub(super) own_error: bool,
    pub(super) operations: usize,
    pub(super) models: usize,
    /// The last stage that it passed.
    pub(super) stage: Option<Stage>,
    /// How often each finding was made.
    pub(super) diagnostics: BTreeMap<String, usize>,
    /// The first findings of each code.
    pub(super) findings: Vec<Finding>,
    pub(super) examples: Examples,
    /// The tests that fail.
    pub(super) failures: Vec<Failure>,
    #[serde(skip)]
    pub(super) tests: Vec<GeneratedTest>,
    /// What its generation took.
    pub(super) cpu_seconds: f64,
    pub(super) lines: usize,
}

/// A finding about a description.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(super) struct Finding {
    pub(super) code: String,
    pub(super) is_error: bool,
    pub(super) message: String,
    /// `file:line:column`, the file by its path from `specification`.
    pub(super) place: Option<String>,
}

/// A test that fails.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(super) struct Failure {
    pub(super) test: String,
    /// The example's file, by its path from `specification`.
    pub(super) file: String,
}

/// What came of a package's examples.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(super) struct Examples {
    pub(super) total: usize,
    /// The request or a response contradicts the operation: the description's own error.
    pub(super) contradicting: usize,
    pub(super) passed: usize,
    pub(super) failed: usize,
}

impl Examples {
    /// Those that were not run.
    pub(super) fn left(&self) -> usize {
        self.total.saturating_sub(self.contradicting + self.passed + self.failed)
    }
}

/// The text of a report.
pub(super) fn text(run: &Run, reports: &[Report]) -> Result<String, String> {
    let mut text = String::new();
    let packages = reports.iter().cloned().map(Line::Package);
    for line in std::iter::once(Line::Run(run.clone())).chain(packages) {
        let line = serde_json::to_string(&line).map_err(|error| error.to_string())?;
        // Writing to a string does not fail.
        let _ = writeln!(text, "{line}");
    }
    Ok(text)
}

/// Reads a report. One that is not whole is an error.
pub(super) fn parse(path: &Path, text: &str) -> Result<(Run, Vec<Report>), String> {
    let path = path.display();
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = serde_json::from_str::<Line>(line);
        lines.push(line.map_err(|error| format!("{path}:{}: not a line of a report: {error}", number + 1))?);
    }
    let mut lines = lines.into_iter();
    let Some(Line::Run(run)) = lines.next() else {
        return Err(format!("{path}: expected a report, which starts with its run"));
    };
    let reports: Vec<Report> = lines
        .map(|line| match line {
            Line::Package(report) => Ok(report),
            Line::Run(_) => Err(format!("{path}: it has several runs; name each report by itself")),
        })
        .collect::<Result<_, _>>()?;
    if reports.len() != run.packages {
        return Err(format!("{path}: expected {} packages, found {}: it is not whole", run.packages, reports.len()));
    }
    Ok((run, reports))
}

/// The sums over all packages.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) packages: usize,
    pub(super) absent: usize,
    pub(super) own_errors: usize,
    pub(super) generated: usize,
    pub(super) checked: usize,
    pub(super) examples_run: usize,
    pub(super) operations: usize,
    pub(super) lines: usize,
    pub(super) cpu_seconds: f64,
    pub(super) examples: Examples,
}

impl Totals {
    pub(super) fn of(reports: &[Report]) -> Self {
        let mut totals = Self::default();
        for report in reports {
            if report.absent {
                totals.absent += 1;
                continue;
            }
            totals.packages += 1;
            totals.own_errors += usize::from(report.own_error);
            totals.generated += usize::from(report.stage >= Some(Stage::Generate));
            totals.checked += usize::from(report.stage >= Some(Stage::Check));
            totals.examples_run += usize::from(report.stage >= Some(Stage::Examples));
            totals.operations += report.operations;
            totals.lines += report.lines;
            totals.cpu_seconds += report.cpu_seconds;
            totals.examples.total += report.examples.total;
            totals.examples.passed += report.examples.passed;
            totals.examples.contradicting += report.examples.contradicting;
            totals.examples.failed += report.examples.failed;
        }
        totals
    }

    pub(super) fn line(&self, stage: Stage) -> String {
        let mut line = format!(
            "generated {} of {} packages ({} operations, {} lines, {:.2} CPU seconds)",
            self.generated, self.packages, self.operations, self.lines, self.cpu_seconds
        );
        if self.absent > 0 {
            line.push_str(&format!(", {} tags ignored for lack of files", self.absent));
        }
        if self.own_errors > 0 {
            line.push_str(&format!(", {} lack a file or are not OpenAPI 2.0", self.own_errors));
        }
        if stage >= Stage::Check {
            line.push_str(&format!("; compiled {}", self.checked));
        }
        if stage >= Stage::Examples {
            let Examples { total, passed, contradicting, failed } = self.examples;
            line.push_str(&format!(
                "; ran the examples of {}: of {total} examples {passed} passed, {contradicting} contradict themselves, {failed} failed",
                self.examples_run
            ));
        }
        line
    }

    pub(super) fn all_well(&self, stage: Stage) -> bool {
        let reached = match stage {
            Stage::Generate => self.generated,
            Stage::Check => self.checked,
            Stage::Examples => self.examples_run,
        };
        reached + self.own_errors == self.packages && self.examples.failed == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(packages: usize) -> Run {
        Run { shard: (1, 2), packages, stage: Stage::Check, all_tags: true, only: vec!["a/*".to_owned()], source: None }
    }

    fn reports() -> Vec<Report> {
        let findings = vec![Finding { code: "c".to_owned(), is_error: true, message: "\n".to_owned(), place: None }];
        let diagnostics = BTreeMap::from([("c".to_owned(), 2)]);
        let one = Report {
            folder: "a/b".to_owned(),
            stage: Some(Stage::Generate),
            findings,
            diagnostics,
            ..Report::default()
        };
        vec![one, Report { folder: "a/c".to_owned(), absent: true, ..Report::default() }]
    }

    #[test]
    fn a_report_is_read_as_it_was_written() {
        let text = text(&run(2), &reports()).expect("a report");
        assert_eq!(text.lines().count(), 3);
        assert_eq!(parse(Path::new("a.jsonl"), &text), Ok((run(2), reports())));
    }

    #[test]
    fn a_report_that_is_cut_off_is_an_error() {
        let text = text(&run(2), &reports()).expect("a report");
        let lines: Vec<&str> = text.lines().collect();
        let error = |lines: &[&str]| parse(Path::new("a.jsonl"), &lines.join("\n")).expect_err("it is broken");
        assert_eq!(error(&lines[..2]), "a.jsonl: expected 2 packages, found 1: it is not whole");
        assert_eq!(error(&lines[1..]), "a.jsonl: expected a report, which starts with its run");
        assert_eq!(error(&[]), "a.jsonl: expected a report, which starts with its run");
        assert_eq!(
            error(&[&lines[..], &lines[..]].concat()),
            "a.jsonl: it has several runs; name each report by itself"
        );
        assert!(error(&[lines[0], "{"]).starts_with("a.jsonl:2: not a line of a report: "));
    }
}
