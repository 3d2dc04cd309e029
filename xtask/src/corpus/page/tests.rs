use super::*;
use crate::corpus::{report::Failure, source::Source};
use std::path::Path;

fn run() -> Run {
    let source = Source { repository: "contoso/specs".to_owned(), commit: "0123456789abcdef".to_owned() };
    Run { shard: (1, 1), packages: 3, stage: Stage::Examples, all_tags: false, only: Vec::new(), source: Some(source) }
}

fn finding(code: &str, message: &str, place: &str) -> Finding {
    Finding { code: code.to_owned(), is_error: false, message: message.to_owned(), place: Some(place.to_owned()) }
}

/// A package of each kind; `text` is whatever a description says.
fn reports(text: &str) -> Vec<Report> {
    let parcels = Report {
        folder: "parcels/resource-manager".to_owned(),
        tag: Some(format!("package-{text}")),
        operations: 12,
        models: 7,
        stage: Some(Stage::Examples),
        diagnostics: BTreeMap::from([("unused-allow".to_owned(), 3), ("no-token-scope".to_owned(), 1)]),
        findings: vec![
            finding("unused-allow", text, "parcels/parcels.json:12:5"),
            finding("no-token-scope", "there is none", &format!("parcels/{text}.json:1:1")),
        ],
        examples: Examples { total: 9, contradicting: 2, passed: 6, failed: 1 },
        failures: vec![Failure { test: "parcels_get".to_owned(), file: format!("parcels/examples/{text}.json") }],
        cpu_seconds: 0.25,
        lines: 1200,
        ..Report::default()
    };
    let notes = Report {
        folder: format!("notes-{text}"),
        stage: Some(Stage::Check),
        operations: 3,
        lines: 4000,
        examples: Examples { total: 4, ..Examples::default() },
        cpu_seconds: 0.125,
        ..Report::default()
    };
    let gone = Report { folder: "gone".to_owned(), own_error: true, ..Report::default() };
    vec![parcels, notes, gone]
}

fn made(text: &str) -> String {
    let run = run();
    let links = Links::new(run.source.as_ref(), None, Path::new("page.html"));
    page(&run, &reports(text), &links)
}

/// The texts of the cells of a section's table, row by row.
fn rows(page: &str, section: &str) -> Vec<Vec<String>> {
    let start = page.find(&format!("<section id=\"{section}\"")).expect("the section");
    let section = &page[start..];
    let section = &section[..section.find("</section>").expect("its end")];
    let body = section.split("<tbody>").nth(1).expect("a table");
    let body = &body[..body.find("</tbody>").expect("its end")];
    let rows = body.split("<tr").skip(1);
    rows.map(|row| row.split("<td").skip(1).map(|cell| text_of(&format!("<td{cell}"))).collect()).collect()
}

/// Markup without its tags.
fn text_of(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.trim().replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The tags of a page, without the values of their attributes.
fn tags(page: &str) -> Vec<String> {
    let end = page.find("<script>").expect("the script");
    let start = page.find("</style>").expect("the style sheet");
    let tags = page[start..end].split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    tags.map(|tag| tag.split('"').step_by(2).collect()).collect()
}

#[test]
fn the_tables_are_the_report() {
    let page = made("2024");
    assert_eq!(
        rows(&page, "packages"),
        [
            [
                "parcels/resource-manager package-2024",
                "examples fail",
                "12",
                "7",
                "1200",
                "0.250",
                "4no-token-scope: 1unused-allow: 3",
                "9",
                "6",
                "2",
                "1",
            ],
            ["notes-2024", "compiled", "3", "0", "4000", "0.125", "0", "4", "0", "0", "0"],
            ["gone", "lacks a file, or is not OpenAPI 2.0", "0", "0", "0", "0.000", "0", "0", "0", "0", "0"],
        ]
    );
    let examples = rows(&page, "examples");
    let examples: Vec<Vec<&str>> = examples.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    assert_eq!(
        examples,
        [["passed", "6"], ["contradict their operation", "2"], ["failed", "1"], ["not run", "4"], ["all", "13"]]
    );
    let first = |section: &str| -> Vec<String> {
        rows(&page, section).into_iter().map(|row| row.into_iter().next().expect("a cell")).collect()
    };
    assert_eq!(first("slowest"), ["parcels/resource-manager package-2024", "notes-2024", "gone"]);
    assert_eq!(first("largest"), ["notes-2024", "parcels/resource-manager package-2024", "gone"]);
    assert_eq!(
        rows(&page, "findings"),
        [
            ["unused-allowparcels/parcels.json:12:5: 20242 more are counted, and not listed.", "warning", "3", "1",],
            ["no-token-scopeparcels/2024.json:1:1: there is none", "warning", "1", "1"],
        ]
    );
}

#[test]
fn a_place_is_one_click_away() {
    let page = made("2024");
    let start = "href=\"https://github.com/contoso/specs/blob/0123456789abcdef/specification";
    for link in ["parcels/parcels.json#L12", "parcels/examples/2024.json", "gone/readme.md?plain=1"] {
        assert!(page.contains(&format!("{start}/{link}\"")), "{link}");
    }
}

#[test]
fn no_text_of_a_description_becomes_markup() {
    let hostile = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;</style></title>";
    let page = made(hostile);
    assert_eq!(tags(&page), tags(&made("2024")));
    // It is there as text.
    assert!(rows(&page, "packages")[1][0].contains(hostile), "{:?}", rows(&page, "packages")[1][0]);
}

#[test]
fn it_loads_nothing() {
    let page = made("2024");
    for loading in ["src=", "<link", "@import", "url(", "fetch(", "http-equiv=\"refresh\""] {
        assert!(!page.contains(loading), "{loading}");
    }
    assert!(page.contains("default-src 'none'"));
}
