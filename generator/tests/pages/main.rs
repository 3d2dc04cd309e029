//! README.md and the pages of docs/, as a reader uses them: the commands of a page are run in their order, in a folder with
//! the files that it speaks of; what it prints is what the page shows; its programs are parts of tests that are run; its
//! links lead somewhere.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod markdown;
mod shell;

use armrest::disk;
use insta::assert_snapshot;
use markdown::{Block, Note, Page};
use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the checkout")
}

fn page(path: &str) -> Page {
    let text = fs::read_to_string(checkout().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    Page::read(path.to_owned(), &text)
}

/// The texts of a folder of the checkout, with their paths.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let below = disk::files_below(&checkout().join(folder)).expect("the folder");
    let paths = below.iter().filter_map(|path| path.strip_prefix(checkout()).ok());
    let mut paths: Vec<String> = paths.map(|path| path.to_string_lossy().replace('\\', "/")).collect();
    paths.retain(|path| path.ends_with(ending));
    paths.sort();
    paths
}

/// The pages of docs/.
fn docs() -> Vec<Page> {
    files("docs", ".md").iter().map(|path| page(path)).collect()
}

/// The pages that have something to try out.
fn pages() -> Vec<Page> {
    let mut pages = docs();
    pages.push(page("README.md"));
    pages
}

/// A folder of a reader: this project's descriptions, a checkout of Azure's, and files of their own.
fn readers_folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let own = "generator/tests/pages/folder/";
    let copies = files("generator/tests/pages/folder", "").into_iter().chain(files("spec", ""));
    for path in copies {
        let text = fs::read_to_string(checkout().join(&path)).expect("a file");
        let name = path.strip_prefix(own).map_or_else(|| format!("armrest/{path}"), str::to_owned);
        let inside = ["", PACKAGE].iter().filter_map(|folder| name.strip_prefix(folder));
        // Who reads README.md is in the checkout.
        let of_checkout = path.starts_with("spec/").then(|| path.clone());
        for name in inside.map(|inside| format!("path/to/{inside}")).chain([name.clone()]).chain(of_checkout) {
            disk::replace(&folder.path().join(name), &text).expect("a copy");
        }
    }
    folder
}

/// The package that is at `path/to` too, as everything is: a reader's own path.
const PACKAGE: &str = "azure-rest-api-specs/specification/network/resource-manager/";

/// What a page may name and no test here runs: the first words of a command.
const OTHERS: &[&str] = &[
    // What CI does.
    "cargo test",
    "cargo xtask",
    // tests/tests/example.rs runs them.
    "cargo run -p armrest-albums --example albums",
    "cargo run -p armrest-bastion --example active_sessions",
    "cargo run -p armrest-garden --example greenhouse",
    // tests/tests/guide/start.rs runs the program.
    "cargo run --manifest-path sessions/Cargo.toml",
    // What CI builds.
    "cargo install --path generator",
];

/// A reader of a page, in a folder, with the servers that were started.
struct Reader {
    folder: TempDir,
    servers: Vec<Child>,
}

impl Drop for Reader {
    fn drop(&mut self) {
        for server in &mut self.servers {
            // One that has ended by itself is no error here.
            let _ = server.kill().and_then(|()| server.wait());
        }
    }
}

impl Reader {
    /// Runs a command, and returns what it prints, results first. `None` where it is another program's.
    fn run(&mut self, words: &[String], at: &str) -> Option<String> {
        let line = words.join(" ");
        let arguments = match line.strip_prefix("cargo run -p armrest -- ") {
            Some(_) => &words[5..],
            None if words[0] == "armrest" => &words[1..],
            None => {
                let is_known = OTHERS.iter().any(|other| line.starts_with(other));
                assert!(is_known, "{at}: nothing runs `{line}`: see CONTRIBUTING.md, \"Writing a page\"");
                return None;
            }
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_armrest"));
        command.args(arguments).current_dir(self.folder.path());
        if arguments[0] == "mock" || arguments.iter().any(|word| word == "--watch") {
            return Some(self.start(command, arguments, at));
        }
        let output = command.output().expect("the command");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let printed = text(&output.stdout) + &text(&output.stderr);
        let may_differ = ["--fail-on", "--check"].iter().any(|option| arguments.iter().any(|word| word == option));
        let expected = if may_differ { 0..=1 } else { 0..=0 };
        let code = output.status.code().unwrap_or(-1);
        assert!(expected.contains(&code), "{at}: `{line}` exits with {code}: {printed}");
        Some(printed)
    }

    /// Starts a command that does not end by itself, and returns the first line that it prints. It ends with the page.
    fn start(&mut self, mut command: Command, arguments: &[String], at: &str) -> String {
        if arguments[0] == "mock" && !arguments.iter().any(|word| word == "--port") {
            command.args(["--port", "0"]);
        }
        let mut server = command.stdout(Stdio::piped()).spawn().expect("the command");
        let mut line = String::new();
        let printed = server.stdout.take().map(BufReader::new).expect("its output").read_line(&mut line);
        self.servers.push(server);
        assert!(printed.is_ok() && !line.is_empty(), "{at}: `{}` ends at once", arguments.join(" "));
        line
    }
}

/// Does what a page says, from its start to its end.
fn follow(page: &Page) {
    let mut reader = Reader { folder: readers_folder(), servers: Vec::new() };
    let mut printed = None;
    for block in &page.blocks {
        let (at, text) = (&block.at, &block.text);
        let file = |name: &str| reader.folder.path().join(name);
        match (&block.note, block.language.as_str()) {
            (Some(Note::NotRun(_)), _) => {}
            (Some(Note::File(name)), _) => disk::replace(&file(name), text).expect("the reader's file"),
            (Some(Note::More(name)), _) => {
                let before = fs::read_to_string(file(name)).unwrap_or_else(|error| panic!("{at}: {name}: {error}"));
                disk::replace(&file(name), &format!("{before}\n{text}")).expect("the reader's file");
            }
            (None, "sh") => {
                let all: Vec<String> = shell::commands(text).iter().filter_map(|words| reader.run(words, at)).collect();
                printed = (!all.is_empty()).then(|| all.concat());
            }
            (None, "text") => assert_printed(printed.as_deref().unwrap_or_else(|| panic!("{at}: of what?")), block),
            (None, "json") => {
                serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|error| panic!("{at}: {error}"));
            }
            // By the next test.
            (None, "rust") => {}
            (None, other) => {
                panic!("{at}: say by a comment what a block of `{other}` is: see CONTRIBUTING.md, \"Writing a page\"")
            }
        }
    }
    // What was added to a project last is read too.
    if reader.folder.path().join("armrest.toml").exists() {
        reader.run(&["armrest", "update"].map(str::to_owned), &page.path);
    }
}

/// Asserts that the lines of a block were printed, in this order. `…` is for what is left out: lines, or the end of one.
fn assert_printed(printed: &str, block: &Block) {
    let mut left = printed.lines();
    for line in block.text.lines().filter(|line| line.trim() != "…") {
        let is_it = |printed: &str| match line.strip_suffix('…') {
            Some(start) => printed.starts_with(start),
            None => printed.trim_end() == line.trim_end(),
        };
        assert!(left.any(is_it), "{}: `{line}` is not printed, or not there:\n{printed}", block.at);
    }
}

#[test]
fn each_page_can_be_followed() {
    for page in pages() {
        follow(&page);
    }
}

/// Whether these lines are in a text, one after the other, in whatever depth.
fn has_lines(text: &str, lines: &[&str]) -> bool {
    let all: Vec<&str> = text.lines().map(str::trim).collect();
    all.windows(lines.len()).any(|window| window == lines)
}

#[test]
fn each_program_is_a_part_of_what_is_compiled_and_run() {
    let folders = ["tests/tests/guide", "spec/programs", "generated", "examples"];
    let sources: Vec<String> = folders.iter().flat_map(|folder| files(folder, ".rs")).collect();
    let sources: Vec<String> =
        sources.iter().map(|path| fs::read_to_string(checkout().join(path)).expect("a source")).collect();
    let pages = pages();
    let blocks = pages.iter().flat_map(|page| &page.blocks).filter(|block| block.language == "rust");
    let (mut programs, mut unknown) = (0, Vec::new());
    for block in blocks.filter(|block| !matches!(block.note, Some(Note::NotRun(_)))) {
        programs += 1;
        for paragraph in block.text.trim().split("\n\n") {
            let lines: Vec<&str> = paragraph.lines().map(str::trim).collect();
            if !sources.iter().any(|source| has_lines(source, &lines)) {
                unknown.push(format!("{}:\n{paragraph}\n", block.at));
            }
        }
    }
    assert!(unknown.is_empty(), "no file of {folders:?} has these lines:\n{}", unknown.join("\n"));
    assert!(programs > 0);
}

#[test]
fn what_is_not_run_is_little_and_has_a_reason() {
    let pages = pages();
    let blocks = pages.iter().flat_map(|page| page.blocks.iter().map(|block| (page.path.as_str(), block)));
    let reasons = blocks.filter_map(|(page, block)| match &block.note {
        Some(Note::NotRun(reason)) => Some(format!("{page} {}: {reason}", block.language)),
        _ => None,
    });
    assert_snapshot!(reasons.collect::<Vec<_>>().join("\n"), @"docs/guide/moving.md rust: azure_mgmt_network 0.21, which is not a dependency of this project");
}

/// The path that a link of a page leads to, from the checkout.
fn target(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => assert!(parts.pop().is_some(), "{page}: {link} leads out of the checkout"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn links_lead_somewhere() {
    let others = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "tests/cases/README.md"];
    let pages: Vec<Page> = docs().into_iter().chain(others.map(page)).collect();
    for page in &pages {
        for link in page.links.iter().filter(|link| !link.contains(':')) {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let path = if path.is_empty() { page.path.clone() } else { target(&page.path, path) };
            assert!(checkout().join(&path).exists(), "{}: {link} leads nowhere", page.path);
            let is_in_book = !page.path.starts_with("docs/") || path.starts_with("docs/");
            assert!(is_in_book, "{}: {link} leads out of the book: name the file in `…` instead", page.path);
            if !anchor.is_empty() {
                let anchors = pages.iter().find(|page| page.path == path).map(|page| page.anchors.as_slice());
                let is_there = anchors.unwrap_or_default().iter().any(|known| known == anchor);
                assert!(is_there, "{}: {link}: no such heading; there are {anchors:?}", page.path);
            }
        }
    }
}

#[test]
fn the_summary_names_each_page() {
    let summary = page("docs/SUMMARY.md");
    let named: BTreeSet<String> = summary.links.iter().map(|link| target(&summary.path, link)).collect();
    let there: BTreeSet<String> = files("docs", ".md").into_iter().filter(|path| *path != summary.path).collect();
    assert_eq!(named, there, "docs/SUMMARY.md names other pages than there are");
    assert_eq!(named.len(), summary.links.len(), "a page is named twice");
}

#[test]
fn pages_of_the_guide_are_short() {
    for page in docs().iter().filter(|page| page.path.starts_with("docs/guide/")) {
        assert!(page.lines <= 150, "{} has {} lines", page.path, page.lines);
    }
}
