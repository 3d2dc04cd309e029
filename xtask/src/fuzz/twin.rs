//! What no text may do: the crate of a hostile text is in Rust what that of a harmless one is, and has nothing that is run,
//! hidden or printed raw.

#[cfg(test)]
mod tests;

use armrest::{
    Outcome,
    diagnostics::{Severity, render},
    emit::TextFile,
};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use syn::Item;

/// Texts that mean something to Rust, to rustdoc, to TOML, to a terminal, or to a reader.
pub(super) const HOSTILE: &[&str] = &[
    "\n```\n#![x]\ncompile_error!()\n```\n",
    "\n\n    compile_error!()\n\n",
    "\"#; compile_error!(); r#\"",
    "\"##\"###",
    "*/ compile_error!() /*",
    "\\",
    "\\\"",
    "[x](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<!-- ",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{2066}",
    "\u{0}",
    "\r",
    "\r\n",
    "]]>",
    "{}",
    "{x}",
    "{",
    "}",
    "${x}",
    "\u{7f}",
    "\u{9b}31m",
    "\u{85}",
    "\u{1b}[31m",
    "\u{8}",
    "\t",
    "'''\n[package]\nname = \"x\"\n",
    "\"\"\"\n[features]\n",
    "\u{feff}",
    "[`Nothing`] [crate::nothing]",
    "// ",
    "\u{200b}",
];

/// Shapes of files by their texts: most files of a crate are those of its twin too.
#[derive(Debug, Default)]
pub(super) struct Shapes(BTreeMap<String, String>);

impl Shapes {
    /// The shapes of the files of Rust. Their order is not that of names, which follow those of the description.
    pub(super) fn of(&mut self, files: &[TextFile]) -> Result<Vec<String>, String> {
        let mut shapes = Vec::new();
        for file in files.iter().filter(|file| file.path.ends_with(".rs")) {
            let known = match self.0.get(&file.text) {
                Some(known) => known.clone(),
                None => shape(&file.text)?,
            };
            self.0.insert(file.text.clone(), known.clone());
            shapes.push(known);
        }
        shapes.sort();
        Ok(shapes)
    }
}

/// What a file of Rust is, but for names, texts and documentation, and for the order of items and methods, which is that
/// of names.
fn shape(text: &str) -> Result<String, String> {
    let file = syn::parse_file(text).map_err(|error| format!("a file is not Rust: {error}\n{text}"))?;
    // Documentation has no shape.
    let attributes = file.attrs.iter().map(tokens_shape).filter(|shape| !shape.is_empty());
    let items = sorted(file.items.into_iter().map(|item| match item {
        Item::Impl(mut item) => {
            let methods = sorted(item.items.drain(..).map(|method| tokens_shape(&method)));
            tokens_shape(&item) + &methods.join("\n")
        }
        item => tokens_shape(&item),
    }));
    Ok(attributes.chain(items).collect::<Vec<_>>().join("\n"))
}

fn sorted(shapes: impl Iterator<Item = String>) -> Vec<String> {
    let mut shapes: Vec<String> = shapes.collect();
    shapes.sort();
    shapes
}

fn tokens_shape(part: &impl ToTokens) -> String {
    let mut shape = String::new();
    shape_of(part.to_token_stream(), &mut shape);
    shape
}

fn shape_of(tokens: TokenStream, shape: &mut String) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut rest = tokens.as_slice();
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            // Documentation has as many lines as its text, which are looked at on their own.
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let inner = matches!(after, [TokenTree::Punct(bang), ..] if bang.as_char() == '!');
                match &after[usize::from(inner)..] {
                    [TokenTree::Group(group), behind @ ..] if group.stream().to_string().starts_with("doc =") => {
                        rest = behind;
                    }
                    _ => shape.push('#'),
                }
            }
            TokenTree::Punct(mark) if mark.as_char() == ',' && is_last(after) => {}
            TokenTree::Punct(mark) => shape.push(mark.as_char()),
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let is_keyword = syn::parse_str::<syn::Ident>(&name).is_err();
                shape.push_str(if is_keyword { &name } else { "i" });
                shape.push(' ');
            }
            TokenTree::Literal(literal) => {
                let is_text = literal.to_string().ends_with(['"', '#']);
                shape.push_str(if is_text { "\"\" " } else { "1 " });
            }
            TokenTree::Group(group) if is_bare(group, shape) => {
                let is_arm = shape.ends_with("=>");
                shape_of(group.stream(), shape);
                if is_arm && matches!(after, [next, ..] if next.to_string() != ",") {
                    shape.push(',');
                }
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}\n"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                shape.push_str(open);
                shape_of(group.stream(), shape);
                shape.push_str(close);
            }
        }
    }
}

/// Whether a comma is there only because the line would be too long: behind the last of a list.
fn is_last(after: &[TokenTree]) -> bool {
    match after {
        [] => true,
        [TokenTree::Punct(mark), ..] => mark.as_char() == '>',
        _ => false,
    }
}

/// Whether braces are there only because the line would be too long: around the expression of an arm or of a closure.
fn is_bare(group: &Group, before: &str) -> bool {
    let is_statement = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
    group.delimiter() == Delimiter::Brace
        && (before.ends_with("=>") || before.ends_with('|'))
        && !group.stream().into_iter().any(|token| is_statement(&token))
}

/// The keys of the manifest, with those of its tables. Those of features are names that armrest makes; only how many there
/// are is told.
pub(super) fn keys(files: &[TextFile]) -> Result<Vec<String>, String> {
    fn add(table: &dyn toml_edit::TableLike, path: &str, keys: &mut Vec<String>) {
        for (key, item) in table.iter() {
            let is_name = path == "/features" && key.chars().all(|one| one.is_ascii_alphanumeric() || one == '-');
            let path = format!("{path}/{}", if is_name { "name" } else { key });
            keys.push(path.clone());
            if let Some(inner) = item.as_table_like() {
                add(inner, &path, keys);
            }
        }
    }
    let manifest = files.iter().find(|file| file.path == "Cargo.toml").ok_or("there is no manifest")?;
    let document: toml_edit::DocumentMut =
        manifest.text.parse().map_err(|error| format!("the manifest is not TOML: {error}"))?;
    let mut keys = Vec::new();
    add(document.as_table(), "", &mut keys);
    Ok(keys)
}

/// How a difference between the shapes of crates begins.
const ITEMS: &str = "other items";

/// How the Rust of a crate and the keys of its manifest differ from those of its twin.
pub(super) fn differences(files: &[TextFile], twin: &[TextFile], shapes: &mut Shapes) -> Result<Vec<String>, String> {
    let mut differences = Vec::new();
    let (found, expected) = (shapes.of(files)?, shapes.of(twin)?);
    if found != expected {
        let other = found.iter().find(|shape| !expected.contains(shape)).map_or("", String::as_str);
        let like = expected.iter().filter(|shape| !found.contains(shape)).max_by_key(|own| common(own, other));
        let from = like.map_or(0, |like| common(like, other));
        let part = |text: &str| text.chars().skip(from.saturating_sub(100)).take(200).collect::<String>();
        differences.push(format!("{ITEMS}: {} instead of {}", part(other), part(like.map_or("", String::as_str))));
    }
    if keys(files)? != keys(twin)? {
        differences.push("other keys in the manifest".to_owned());
    }
    Ok(differences)
}

/// How many characters two texts begin with alike.
fn common(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
}

/// What is wrong with what is generated, and with what is said of it, whatever the texts are. Files of these texts are
/// known to be right.
pub(super) fn faults(outcome: &Outcome, known: &BTreeSet<&str>) -> Vec<String> {
    let mut faults = Vec::new();
    for finding in outcome.diagnostics.iter() {
        let shown = render(finding, &outcome.sources, false);
        if let Some(raw) = shown.chars().find(|character| is_hidden(*character)) {
            faults.push(format!("a finding shows a character raw: {raw:?} in {}", finding.code));
        }
        if finding.severity == Severity::Error && finding.location.is_none() {
            faults.push(format!("an error without a location: {}", finding.message));
        }
    }
    let files = outcome.files.iter().flatten();
    for file in files.filter(|file| !known.contains(file.text.as_str())) {
        if let Some(raw) = file.text.chars().find(|character| is_hidden(*character)) {
            faults.push(format!("a file has a character raw: {raw:?} in {}", file.path));
        }
        if file.path.chars().any(|one| !(one.is_ascii_alphanumeric() || "_-./".contains(one))) {
            faults.push(format!("a file's path is not plain: {:?}", file.path));
        }
        let documentation = documentation(&file.path, &file.text);
        let of_documentation = documentation.iter().flat_map(|text| faults_of(text));
        faults.extend(of_documentation.map(|fault| format!("{fault} in {}", file.path)));
    }
    faults
}

/// The documentation in a file, each item's on its own. Of a readme it is all but the marker.
fn documentation(path: &str, text: &str) -> Vec<String> {
    if path == "README.md" {
        let (_, text) = text.split_once('\n').unwrap_or_default();
        return vec![text.replace("```rust\n", "```no_run\n")];
    }
    let mut found: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines().map(str::trim_start) {
        let words = line.strip_prefix("///").or(line.strip_prefix("//!"));
        if let Some(words) = words {
            let words = words.strip_prefix(' ').unwrap_or(words);
            match found.last_mut() {
                Some(last) if goes_on => last.extend([words, "\n"]),
                _ => found.push(format!("{words}\n")),
            }
        }
        goes_on = words.is_some();
    }
    found
}

/// What is wrong with documentation: code that rustdoc runs, links to scripts, and HTML.
fn faults_of(documentation: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut own = false;
    for event in Parser::new_ext(documentation, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => faults.push("an indented code block".to_owned()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => match &*kind {
                "no_run" => own = true,
                "text" => {}
                other => faults.push(format!("a code block that is run: {other:?}")),
            },
            Event::End(TagEnd::CodeBlock) => own = false,
            Event::Text(text) if own && text.contains("compile_error!") => faults.push(format!("code: {text}")),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if dest_url.trim_start().to_ascii_lowercase().starts_with("javascript") =>
            {
                faults.push(format!("a link to a script: {dest_url}"));
            }
            Event::Html(html) | Event::InlineHtml(html) => faults.push(format!("HTML: {html}")),
            _ => {}
        }
    }
    faults
}

/// Whether a terminal or an editor shows a character as something else, or not at all.
fn is_hidden(character: char) -> bool {
    character.is_control() && character != '\n'
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{feff}')
}
