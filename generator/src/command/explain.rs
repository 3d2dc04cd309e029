//! `armrest explain`: what each kind of finding means.

use super::Report;
use crate::diagnostics::{Code, Diagnostic};
use std::fmt::Write as _;

/// Explains a kind of finding; lists all where there is no code.
pub fn explain(code: Option<&str>, color: bool) -> Report {
    let Some(name) = code else {
        let lines = Code::ALL.iter().map(|code| {
            let meaning = code.meaning();
            let first = meaning.split_inclusive(". ").next().unwrap_or(meaning).trim_end();
            format!("{code:<28}  {first}\n")
        });
        return Report { summary: lines.collect(), ..Report::default() };
    };
    match Code::find(name) {
        Some(code) => Report { summary: text(code), ..Report::default() },
        None => {
            let finding = Diagnostic::error(Code::UnknownCode, format!("there is no code `{name}`"));
            let finding = finding.help(Code::instead_of(name));
            Report::failed(&[finding], color)
        }
    }
}

fn text(code: Code) -> String {
    let mut text = format!("{code}\n\n{}\n\nWhat to do: {}\n", code.meaning(), code.remedy());
    if let Some(example) = code.example() {
        text.push_str("\nFor example:\n\n");
        text.extend(example.lines().map(|line| format!("    {line}\n")));
    }
    text
}

/// The page docs/diagnostics.md, which has the same text.
pub fn page() -> String {
    let mut page = "# Diagnostics\n\n\
                    What each error and warning means, and what to do. `armrest explain CODE` prints the same. This page is \
                    written by `cargo xtask codegen`\nfrom `documents/src/code.rs`.\n"
        .to_owned();
    for code in Code::ALL {
        // Writing to a string does not fail.
        let _ = write!(page, "\n## {code}\n\n{}\n\n*What to do:* {}\n", code.meaning(), code.remedy());
        if let Some(example) = code.example() {
            let _ = write!(page, "\n<!-- file: {code}.yaml -->\n```yaml\n{example}```\n");
        }
    }
    page
}
