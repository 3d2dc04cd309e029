//! A report as a page: one file, which loads nothing.

use super::{
    Stage,
    report::{Examples, Finding, Report, Run, Totals},
    source::Links,
};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::{cmp::Reverse, collections::BTreeMap};

/// How many packages are in a list of the slowest or largest.
const LISTED: usize = 15;

/// How a package is shown: the stage that it passed, or why it passed none.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum State {
    NotGenerated,
    Generated,
    Compiled,
    ExamplesFail,
    ExamplesRun,
    OwnError,
    Absent,
}

impl State {
    const ALL: [Self; 7] = [
        Self::ExamplesRun,
        Self::ExamplesFail,
        Self::Compiled,
        Self::Generated,
        Self::NotGenerated,
        Self::OwnError,
        Self::Absent,
    ];

    fn of(report: &Report) -> Self {
        match report.stage {
            _ if report.absent => Self::Absent,
            None if report.own_error => Self::OwnError,
            None => Self::NotGenerated,
            Some(Stage::Generate) => Self::Generated,
            Some(Stage::Check) => Self::Compiled,
            Some(Stage::Examples) if report.examples.failed > 0 => Self::ExamplesFail,
            Some(Stage::Examples) => Self::ExamplesRun,
        }
    }

    /// The letter in its tile, its class in the style sheet, and what it means.
    fn shown(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::ExamplesRun => ("E", "run", "examples run"),
            Self::ExamplesFail => ("F", "fail", "examples fail"),
            Self::Compiled => ("C", "compiled", "compiled"),
            Self::Generated => ("G", "generated", "generated"),
            Self::NotGenerated => ("×", "not", "not generated"),
            Self::OwnError => ("!", "own", "lacks a file, or is not OpenAPI 2.0"),
            Self::Absent => ("–", "absent", "not in the checkout"),
        }
    }
}

/// The page of a report.
pub(super) fn page(run: &Run, reports: &[Report], links: &Links) -> String {
    let totals = Totals::of(reports);
    let title = format!("Corpus: {} of {} packages generated", totals.generated, totals.packages);
    let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(policy);
                title { (title) }
                style { (PreEscaped(include_str!("page/style.css"))) }
            }
            body {
                header {
                    h1 { (title) }
                    p { (totals.line(run.stage)) "." }
                    p { (origin(run)) }
                    nav aria-label="Parts of this page" {
                        @for (id, name) in [
                            ("map", "Map"), ("examples", "Examples"), ("findings", "Findings"), ("slowest", "Slowest"),
                            ("largest", "Largest"), ("packages", "All packages"),
                        ] {
                            a href={ "#" (id) } { (name) }
                        }
                    }
                }
                main {
                    (map(reports))
                    (examples(&totals.examples, reports, links))
                    (findings(reports, links))
                    (most("slowest", "Slowest to generate", "CPU seconds", reports, |own| own.cpu_seconds))
                    (most("largest", "Largest", "Lines", reports, |own| own.lines as f64))
                    (packages(reports, links))
                }
                script { (PreEscaped(include_str!("page/script.js"))) }
            }
        }
    };
    page.into_string()
}

/// What was run over what.
fn origin(run: &Run) -> Markup {
    html! {
        @match &run.source {
            Some(source) => { "Descriptions: " a href=(source.link()) { (source.name()) } ". " },
            None => { "Descriptions: a checkout without a known commit. " },
        }
        (if run.all_tags { "Every tag" } else { "The default tag of each package" })
        @if !run.only.is_empty() { ", of packages that match " code { (run.only.join(", ")) } }
        @if run.shard.1 > 1 { ", shard " (run.shard.0) " of " (run.shard.1) }
        "."
    }
}

/// What a reader calls a package.
fn name(report: &Report) -> Markup {
    html! {
        (report.folder)
        @if let Some(tag) = &report.tag { " " span.tag { (tag) } }
    }
}

/// A tile for each package, in the color of its stage.
fn map(reports: &[Report]) -> Markup {
    let counts: BTreeMap<State, usize> = reports.iter().map(State::of).fold(BTreeMap::new(), |mut counts, state| {
        *counts.entry(state).or_default() += 1;
        counts
    });
    html! {
        section #map {
            h2 { "Packages by stage" }
            ul.legend {
                @for state in State::ALL {
                    @if let Some(count) = counts.get(&state) {
                        @let (letter, class, meaning) = state.shown();
                        li { span.tile.(class) aria-hidden="true" { (letter) } " " (meaning) ": " b { (count) } }
                    }
                }
            }
            ul.map {
                @for (number, report) in reports.iter().enumerate() {
                    @let (letter, class, meaning) = State::of(report).shown();
                    @let tag = report.tag.as_deref().unwrap_or_default();
                    @let said = format!("{} {tag}: {meaning}", report.folder);
                    li { a.tile.(class) href={ "#package-" (number) } title=(said) aria-label=(said) { (letter) } }
                }
            }
        }
    }
}

/// Examples by their outcome, and the tests that fail.
fn examples(all: &Examples, reports: &[Report], links: &Links) -> Markup {
    let outcomes = [
        ("run", "passed", all.passed),
        ("own", "contradict their operation", all.contradicting),
        ("fail", "failed", all.failed),
        ("absent", "not run", all.left()),
    ];
    let failures: Vec<_> =
        reports.iter().flat_map(|own| own.failures.iter().map(move |failure| (own, failure))).collect();
    html! {
        section #examples {
            h2 { "Examples by outcome" }
            div.bar aria-hidden="true" {
                @for (class, _, count) in outcomes {
                    @if count > 0 { span.(class) style={ "flex-grow:" (count) } {} }
                }
            }
            table {
                thead { tr { th scope="col" { "Outcome" } th.number scope="col" { "Examples" } } }
                tbody {
                    @for (class, outcome, count) in outcomes {
                        tr { td { span.mark.(class) aria-hidden="true" {} " " (outcome) } td.number { (count) } }
                    }
                    tr { td { b { "all" } } td.number { b { (all.total) } } }
                }
            }
            @if !failures.is_empty() {
                h3 { "Tests that fail" }
                ul.places {
                    @for (report, failure) in failures {
                        li { code { (failure.test) } " of " (name(report)) ": " (place(&failure.file, links)) }
                    }
                }
            }
        }
    }
}

/// A place, as a link where there is one.
fn place(place: &str, links: &Links) -> Markup {
    html! {
        @match links.to(place) {
            Some(link) => a href=(link) { (place) },
            None => code { (place) },
        }
    }
}

/// What is known of a code over all packages.
#[derive(Default)]
struct Found<'r> {
    count: usize,
    packages: usize,
    first: Vec<&'r Finding>,
}

/// Findings by code, each with its first places.
fn findings(reports: &[Report], links: &Links) -> Markup {
    let mut codes: BTreeMap<&str, Found<'_>> = BTreeMap::new();
    for report in reports {
        for (code, count) in &report.diagnostics {
            let found = codes.entry(code).or_default();
            found.count += count;
            found.packages += 1;
            found.first.extend(report.findings.iter().filter(|finding| finding.code == *code));
        }
    }
    let mut codes: Vec<_> = codes.into_iter().collect();
    codes.sort_by_key(|(code, found)| (Reverse(found.count), *code));
    html! {
        section #findings {
            h2 { "Findings by code" }
            p { code { "armrest explain CODE" } " says what one means. Open a code for its places." }
            (scrolled(html! {
                table.sorted {
                    (head(&[("Code", false), ("Severity", false), ("Findings", true), ("Packages", true)]))
                    tbody {
                        @for (code, found) in &codes {
                            @let is_error = found.first.iter().any(|finding| finding.is_error);
                            tr {
                                td data-value=(code) {
                                    details { summary { (code) } (places(found, links)) }
                                }
                                td { (if is_error { "error" } else { "warning" }) }
                                td.number { (found.count) }
                                td.number { (found.packages) }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn places(found: &Found<'_>, links: &Links) -> Markup {
    html! {
        ul.places {
            @for finding in &found.first {
                li {
                    @if let Some(at) = &finding.place { (place(at, links)) ": " }
                    (finding.message)
                }
            }
        }
        @if found.count > found.first.len() {
            p { (found.count - found.first.len()) " more are counted, and not listed." }
        }
    }
}

/// The packages that have most of something, with bars.
fn most(id: &str, title: &str, unit: &str, reports: &[Report], amount: impl Fn(&Report) -> f64) -> Markup {
    let mut listed: Vec<(usize, &Report)> = reports.iter().enumerate().collect();
    listed.sort_by(|(_, one), (_, other)| amount(other).total_cmp(&amount(one)));
    listed.truncate(LISTED);
    let largest = listed.first().map_or(0.0, |(_, own)| amount(own)).max(f64::MIN_POSITIVE);
    let digits = if unit == "Lines" { 0 } else { 3 };
    html! {
        section id=(id) {
            h2 { (title) }
            (scrolled(html! {
                table {
                    thead { tr {
                        th scope="col" { "Package" }
                        th.number scope="col" { (unit) }
                        th.number scope="col" { "Operations" }
                        th scope="col" { span.hidden { "As a bar" } }
                    } }
                    tbody {
                        @for (number, report) in listed {
                            @let share = amount(report) / largest * 100.0;
                            tr {
                                td { a href={ "#package-" (number) } { (name(report)) } }
                                td.number { (format!("{:.digits$}", amount(report))) }
                                td.number { (report.operations) }
                                td.chart { span style={ "width:" (format!("{share:.1}")) "%" } {} }
                            }
                        }
                    }
                }
            }))
        }
    }
}

/// All that is known of each package.
fn packages(reports: &[Report], links: &Links) -> Markup {
    html! {
        section #packages {
            h2 { "All packages" }
            p { label { "Filter by name, stage or code: " input #filter type="search"; } " " span #shown role="status" {} }
            (scrolled(html! {
                table.sorted {
                    (head(&[
                        ("Package", false), ("Stage", false), ("Operations", true), ("Models", true), ("Lines", true),
                        ("CPU s", true), ("Findings", true), ("Examples", true), ("Passed", true),
                        ("Contradicting", true), ("Failed", true),
                    ]))
                    tbody {
                        @for (number, report) in reports.iter().enumerate() {
                            (package(number, report, links))
                        }
                    }
                }
            }))
        }
    }
}

fn package(number: usize, report: &Report, links: &Links) -> Markup {
    let (_, class, meaning) = State::of(report).shown();
    let Examples { total, passed, contradicting, failed } = report.examples;
    let count: usize = report.diagnostics.values().sum();
    html! {
        tr id={ "package-" (number) } {
            td data-value=(report.folder) { (place_of(report, links)) }
            td { span.mark.(class) aria-hidden="true" {} " " (meaning) }
            td.number { (report.operations) }
            td.number { (report.models) }
            td.number { (report.lines) }
            td.number { (format!("{:.3}", report.cpu_seconds)) }
            td.number data-value=(count) {
                @if report.diagnostics.is_empty() { "0" } @else {
                    details {
                        summary { (count) }
                        ul.codes { @for (code, count) in &report.diagnostics { li { (code) ": " (count) } } }
                    }
                }
            }
            td.number { (total) }
            td.number { (passed) }
            td.number { (contradicting) }
            td.number { (failed) }
        }
    }
}

/// A package's name, as a link to its `readme.md`.
fn place_of(report: &Report, links: &Links) -> Markup {
    html! {
        @match links.to(&format!("{}/readme.md", report.folder)) {
            Some(link) => a href=(link) { (name(report)) },
            None => (name(report)),
        }
    }
}

/// The head of a table that the script sorts: names, and whether a column has numbers.
fn head(columns: &[(&str, bool)]) -> Markup {
    html! {
        thead { tr {
            @for (name, is_number) in columns {
                th.number[*is_number] scope="col" { button type="button" { (name) } }
            }
        } }
    }
}

/// What may be wider than the screen.
fn scrolled(table: Markup) -> Markup {
    html! { div.scrolled tabindex="0" role="group" aria-label="Table, may be scrolled" { (table) } }
}

#[cfg(test)]
mod tests;
