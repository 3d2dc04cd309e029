use crate::plan::{Crate, RustType};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// A name as an identifier; raw where it says so.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(bare) => Ident::new_raw(bare, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// A piece of Rust. What is not Rust shows when the file is parsed.
pub(super) fn rust(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|_| {
        let text = Literal::string(text);
        quote!(compile_error!(#text))
    })
}

/// A type, where models are in the module `models`.
pub(super) fn type_in(models: &str, kind: &RustType) -> TokenStream {
    rust(&kind.source(models))
}

/// Documentation, of what follows or of the file itself.
pub(super) fn docs(lines: &[String], inner: bool) -> TokenStream {
    let lines = lines.iter().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        if inner { quote!(#![doc = #line]) } else { quote!(#[doc = #line]) }
    });
    quote!(#(#lines)*)
}

/// The attribute of an item that only a feature has.
pub(super) fn feature(plan: &Crate, feature: Option<&String>) -> TokenStream {
    match feature.filter(|feature| plan.features.contains(feature)) {
        Some(feature) => quote!(#[cfg(feature = #feature)]),
        None => TokenStream::new(),
    }
}
