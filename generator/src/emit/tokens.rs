use crate::{
    api::Method,
    plan::{self, Crate, Docs},
};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use syn::{ext::IdentExt as _, parse::Parser as _};

/// An identifier.
pub(super) fn ident(name: &plan::Ident) -> Ident {
    if name.is_raw() { Ident::new_raw(name.plain(), Span::call_site()) } else { type_name(name.plain()) }
}

/// The name of a type or of a runtime's item. The plan gives none that is no identifier; if it did, the crate would not
/// compile, and that is better than a panic.
pub(super) fn type_name(name: &str) -> Ident {
    let parsed = Ident::parse_any.parse_str(name);
    parsed.unwrap_or_else(|_| Ident::new("not_an_identifier", Span::call_site()))
}

/// A piece of Rust. What is not Rust shows when the file is parsed.
pub(super) fn rust(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|_| {
        let text = Literal::string(text);
        quote!(compile_error!(#text))
    })
}

/// The name that azure_core has for an HTTP method.
pub(super) fn http_method(method: Method) -> &'static str {
    match method {
        // The runtime makes OPTIONS of it.
        Method::Get | Method::Options => "Get",
        Method::Put => "Put",
        Method::Post => "Post",
        Method::Patch => "Patch",
        Method::Delete => "Delete",
        Method::Head => "Head",
    }
}

/// Documentation, of what follows or of the file itself.
pub(super) fn docs(docs: &Docs, inner: bool) -> TokenStream {
    let lines = docs.lines().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        if inner { quote!(#![doc = #line]) } else { quote!(#[doc = #line]) }
    });
    quote!(#(#lines)*)
}

/// Documentation as lines, each with its mark and what is in front of that.
pub(super) fn docs_lines(docs: &Docs, mark: &str, text: &mut String) {
    for line in docs.lines() {
        text.push_str(mark);
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
        text.push('\n');
    }
}

/// The attribute of an item that only a feature has, as a line.
pub(super) fn feature_line(plan: &Crate, feature: Option<&String>) -> String {
    match feature.filter(|_| !plan.features.is_empty()) {
        Some(feature) => format!("#[cfg(feature = {feature:?})]\n"),
        None => String::new(),
    }
}

/// The attribute of an item that only a feature has.
pub(super) fn feature(plan: &Crate, feature: Option<&String>) -> TokenStream {
    match feature.filter(|_| !plan.features.is_empty()) {
        Some(feature) => quote!(#[cfg(feature = #feature)]),
        None => TokenStream::new(),
    }
}
