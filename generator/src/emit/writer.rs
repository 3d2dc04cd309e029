//! The one writer of Rust files: what a file begins with, its imports, and its items with an empty line between them.

use super::{HEADER, tokens::docs_lines};
use crate::plan::Docs;
use proc_macro2::TokenStream;
use quote::quote;
use std::{collections::BTreeMap, fmt::Write as _};

/// The width of a line of Rust. The crate says that `cargo fmt` leaves it as it is.
pub(super) const WIDTH: usize = 120;

/// A file of Rust.
#[derive(Debug, Default)]
pub(super) struct Writer {
    top: String,
    pub(super) imports: Imports,
    items: Vec<String>,
    error: Option<syn::Error>,
}

impl Writer {
    /// Documentation of the file.
    pub(super) fn docs(&mut self, docs: &Docs) {
        docs_lines(docs, "//!", &mut self.top);
    }

    /// An attribute of the file, as it is written.
    pub(super) fn attribute(&mut self, attribute: &str) {
        self.top.push_str(attribute);
        self.top.push('\n');
    }

    /// An item, formatted.
    pub(super) fn item(&mut self, tokens: TokenStream) {
        let text = self.formatted(tokens);
        self.items.push(text);
    }

    /// Lines that are written as they are.
    pub(super) fn lines(&mut self, text: String) {
        self.items.push(text);
    }

    /// `impl` of a type, with its functions.
    pub(super) fn implementation(&mut self, name: &str, functions: Vec<Function>) {
        let functions: Vec<String> = functions.into_iter().map(|function| self.function(function)).collect();
        self.items.push(format!("impl {name} {{\n{}}}\n", functions.join("\n")));
    }

    fn function(&mut self, function: Function) -> String {
        match function {
            // The lines around it are those of an `impl` that is there for the formatter only.
            Function::Tokens(tokens) => inside(&self.formatted(quote!(impl Formatted { #tokens }))).to_owned(),
            Function::Parts { mut head, signature, body } => {
                let body = self.formatted(quote!(fn formatted() { #body }));
                head.push_str(&signature.text());
                for line in inside(&body).lines() {
                    // Writing to a string does not fail, here and below.
                    let _ = writeln!(head, "    {line}");
                }
                head.push_str("    }\n");
                head
            }
        }
    }

    fn formatted(&mut self, tokens: TokenStream) -> String {
        match syn::parse2(tokens) {
            Ok(file) => prettyplease::unparse(&file),
            Err(error) => {
                self.error.get_or_insert(error);
                String::new()
            }
        }
    }

    /// The file's text.
    ///
    /// # Errors
    ///
    /// Where an item is not Rust: a defect of armrest.
    pub(super) fn finish(self) -> syn::Result<String> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let imports = self.imports.text();
        let parts = [self.top, imports].into_iter().filter(|part| !part.is_empty()).chain(self.items);
        Ok(rust_file(&parts.collect::<Vec<_>>().join("\n")))
    }
}

/// A text as a file of Rust: with what every generated file begins with.
pub(super) fn rust_file(text: &str) -> String {
    format!("// {HEADER}\n\n{text}")
}

/// The lines between the first and the last one of an item.
fn inside(item: &str) -> &str {
    let begin = item.find('\n').map_or(0, |end| end + 1);
    let end = item.trim_end().rfind('\n').map_or(begin, |end| end + 1);
    item.get(begin..end).unwrap_or_default()
}

/// A function of an `impl`.
#[derive(Debug)]
pub(super) enum Function {
    /// All of it.
    Tokens(TokenStream),
    /// Documentation and attributes as they are written, the signature, and the body.
    Parts { head: String, signature: Signature, body: TokenStream },
}

/// What a method takes and gives.
#[derive(Debug)]
pub(super) struct Signature {
    /// `pub fn`, `pub async fn`.
    pub(super) kind: &'static str,
    pub(super) name: String,
    /// The arguments behind `&self`, with their types.
    pub(super) arguments: Vec<String>,
    pub(super) result: String,
}

impl Signature {
    fn text(&self) -> String {
        format!("{} {{\n", self.declaration("    "))
    }

    /// All before the body, on one line or on several.
    pub(super) fn declaration(&self, indent: &str) -> String {
        let Self { kind, name, arguments, result } = self;
        let arguments: Vec<&str> = std::iter::once("&self").chain(arguments.iter().map(String::as_str)).collect();
        let one = format!("{indent}{kind} {name}({}) -> {result}", arguments.join(", "));
        // Behind it come a brace and the end of the line.
        if one.len() + 3 <= WIDTH {
            return one;
        }
        let arguments = arguments.join(&format!(",\n{indent}    "));
        format!("{indent}{kind} {name}(\n{indent}    {arguments},\n{indent}) -> {result}")
    }
}

/// The imports of a file, collected while it is printed.
#[derive(Debug, Default)]
pub(super) struct Imports(BTreeMap<String, Self>);

impl Imports {
    /// Adds a path: `azure_core::http::Method`.
    pub(super) fn add(&mut self, path: &str) {
        let mut node = self;
        for step in path.split("::") {
            node = node.0.entry(step.to_owned()).or_default();
        }
    }

    /// A `use` for each crate, those of the crate itself first.
    fn text(&self) -> String {
        let mut roots: Vec<(&String, &Self)> = self.0.iter().collect();
        roots.sort_by_key(|(name, _)| (!matches!(name.as_str(), "crate" | "super"), *name == "std"));
        roots.into_iter().map(|(name, inside)| import("use", name, &inside.names())).collect()
    }

    /// What is imported from here, what is nested in braces.
    fn names(&self) -> Vec<String> {
        let names = self.0.iter().map(|(name, inside)| match inside.names().as_slice() {
            [] => name.clone(),
            [only] => format!("{name}::{only}"),
            several => format!("{name}::{{{}}}", several.join(", ")),
        });
        names.collect()
    }
}

/// An import, with its names broken into lines where one line has no room for them.
pub(super) fn import<N: AsRef<str>>(keyword: &str, module: &str, names: &[N]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    let one = match names.as_slice() {
        [] => return String::new(),
        [only] => return format!("{keyword} {module}::{only};\n"),
        several => format!("{keyword} {module}::{{{}}};\n", several.join(", ")),
    };
    if one.len() <= WIDTH {
        return one;
    }
    let mut text = format!("{keyword} {module}::{{\n");
    let mut line = String::new();
    for name in names {
        if !line.is_empty() && line.len() + name.len() + 6 > WIDTH {
            let _ = writeln!(text, "    {}", line.trim_end());
            line.clear();
        }
        let _ = write!(line, "{name}, ");
    }
    let _ = write!(text, "    {}\n}};\n", line.trim_end());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_one_for_each_crate_and_within_the_width() {
        let mut imports = Imports::default();
        for path in ["std::sync::Arc", "azure_core::http::Url", "crate::models", "azure_core::Result"] {
            imports.add(path);
        }
        imports.add("azure_core::http::Method");
        let expected = "use crate::models;\nuse azure_core::{Result, http::{Method, Url}};\nuse std::sync::Arc;\n";
        assert_eq!(imports.text(), expected);
        let names: Vec<String> = (0..20).map(|number| format!("AModelOfALongName{number}")).collect();
        let broken = import("pub use", "crate::models", &names);
        assert!(broken.lines().all(|line| line.len() <= WIDTH), "{broken}");
        assert_eq!(broken.matches("AModel").count(), names.len());
    }

    #[test]
    fn items_stand_apart_and_what_is_not_rust_is_an_error() {
        let mut writer = Writer::default();
        writer.item(quote!(
            mod one;
        ));
        writer.implementation(
            "Two",
            vec![
                Function::Tokens(quote!(
                    fn three() {}
                )),
                Function::Parts {
                    head: String::new(),
                    signature: Signature {
                        kind: "pub fn",
                        name: "four".to_owned(),
                        arguments: vec!["five: bool".to_owned()],
                        result: "bool".to_owned(),
                    },
                    body: quote!(five),
                },
            ],
        );
        let expected = "mod one;\n\nimpl Two {\n    fn three() {}\n\n    \
                        pub fn four(&self, five: bool) -> bool {\n        five\n    }\n}\n";
        assert_eq!(writer.finish().expect("Rust"), format!("// {HEADER}\n\n{expected}"));
        let mut writer = Writer::default();
        writer.item(quote!(fn fn));
        assert!(writer.finish().is_err());
    }
}
