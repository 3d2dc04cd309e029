use super::Stage;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What came of one package.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// The folder below `specification`.
    pub(super) folder: String,
    /// The generated crate's name.
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
    pub(super) examples: Examples,
    /// The tests, each with the number of its example.
    pub(super) tests: Vec<(String, usize)>,
    /// What its generation took.
    pub(super) cpu_seconds: f64,
    pub(super) lines: usize,
}

/// What came of a package's examples.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Examples {
    pub(super) total: usize,
    /// The request or a response contradicts the operation: the description's own error.
    pub(super) contradicting: usize,
    pub(super) passed: usize,
    pub(super) failed: usize,
}

impl Report {
    pub(super) fn json(&self) -> Value {
        json!({
            "package": self.folder,
            "tag": self.tag,
            "operations": self.operations,
            "models": self.models,
            "stage": self.stage.map(stage_name),
            "own_error": self.own_error,
            "diagnostics": self.diagnostics,
            "examples": {
                "total": self.examples.total,
                "passed": self.examples.passed,
                "contradicting": self.examples.contradicting,
                "failed": self.examples.failed,
            },
            "cpu_seconds": self.cpu_seconds,
            "lines": self.lines,
        })
    }
}

fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Generate => "generate",
        Stage::Check => "check",
        Stage::Examples => "examples",
    }
}

/// The sums over all packages.
#[derive(Debug, Default)]
pub(super) struct Totals {
    packages: usize,
    absent: usize,
    own_errors: usize,
    generated: usize,
    checked: usize,
    examples_run: usize,
    operations: usize,
    lines: usize,
    cpu_seconds: f64,
    examples: Examples,
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
