use super::{
    HEADER,
    tokens::{docs, feature, ident, rust, type_in},
};
use crate::plan::{Crate, Enumeration, Field, MethodOptions, Model, ModelKind, RustType, Struct, Union};
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write;

/// `models.rs`: the models as plain structs and enums.
pub(super) fn models(plan: &Crate) -> TokenStream {
    let items: Vec<TokenStream> = plan.models.iter().map(model).collect();
    let any_struct = plan.models.iter().any(|model| matches!(model.kind, ModelKind::Struct(_) | ModelKind::Union(_)));
    let wire = (!plan.models.is_empty()).then(|| {
        let xml = plan.xml.then(|| {
            quote!(
                mod xml;
            )
        });
        quote!(
            mod wire;
            #xml
        )
    });
    let options = (!plan.options.is_empty()).then(|| {
        quote!(
            mod options;
        )
    });
    let shown = (!plan.options.is_empty()).then(|| {
        quote!(
            pub use options::*;
        )
    });
    let safe_debug = any_struct.then(|| {
        quote!(
            use azure_core::fmt::SafeDebug;
        )
    });
    quote! {
        #![doc = " What operations take and give: models, and the options of methods."]

        #options
        #wire
        #shown

        #safe_debug

        #(#items)*
    }
}

fn model(model: &Model) -> TokenStream {
    let text = docs(&model.docs, false);
    let name = ident(&model.name);
    match &model.kind {
        ModelKind::Struct(own) => {
            let fields = own.fields.iter().chain(&own.rest).map(|field| {
                let (text, name) = (docs(&field.docs, false), ident(&field.name));
                let kind = type_in("", &field.value);
                quote!(#text pub #name: Option<#kind>,)
            });
            let open = own.non_exhaustive.then(|| quote!(#[non_exhaustive]));
            quote! {
                #text
                #[derive(Clone, Default, SafeDebug)]
                #open
                pub struct #name { #(#fields)* }
            }
        }
        ModelKind::Enumeration(own) => {
            let variants = own.variants.iter().map(|variant| {
                let (text, name) = (docs(&variant.docs, false), ident(&variant.name));
                quote!(#text #name,)
            });
            let kind = type_in("", &own.value);
            let eq = (own.value != RustType::F64).then(|| quote!(Eq,));
            quote! {
                #text
                #[derive(Clone, Debug, #eq PartialEq)]
                #[non_exhaustive]
                pub enum #name {
                    #(#variants)*
                    #[doc = " A value that is not known here."]
                    UnknownValue(#kind),
                }
            }
        }
        ModelKind::Union(own) => {
            let variants = own.variants.iter().map(|(variant, value, object)| {
                let text = format!(" `{}` is `{}`.", own.discriminator.replace('`', "'"), value.replace('`', "'"));
                let (variant, object) = (ident(variant), ident(object));
                quote!(#[doc = #text] #variant(#object),)
            });
            quote! {
                #text
                #[derive(Clone, SafeDebug)]
                #[non_exhaustive]
                pub enum #name {
                    #(#variants)*
                    #[doc = " An object of a kind that is not known here, whole."]
                    UnknownValue(azure_core::Value),
                }
            }
        }
    }
}

/// `options.rs`: the options of methods.
pub(super) fn options(plan: &Crate) -> TokenStream {
    let mut http = Vec::new();
    let uses = |kind| plan.options.iter().any(|options| options.method_options == kind);
    if uses(MethodOptions::Client) {
        http.push(rust("ClientMethodOptions"));
    }
    if plan.options.iter().any(|options| options.fields.iter().any(|field| field.content)) {
        http.push(rust("RequestContent"));
    }
    if uses(MethodOptions::Pager) {
        http.push(rust("pager::PagerOptions"));
    }
    if uses(MethodOptions::Poller) {
        http.push(rust("poller::PollerOptions"));
    }
    let items = plan.options.iter().map(|options| {
        let feature = feature(plan, options.feature.as_ref());
        let (text, name) = (docs(&options.docs, false), ident(&options.name));
        let fields = options.fields.iter().map(|field| {
            let (text, name) = (docs(&field.docs, false), ident(&field.name));
            let kind = type_in("super::", &field.value);
            let kind = if field.content { quote!(RequestContent<#kind>) } else { kind };
            quote!(#text pub #name: Option<#kind>,)
        });
        let method_options = match options.method_options {
            MethodOptions::Client => quote!(ClientMethodOptions<'a>),
            MethodOptions::Pager => quote!(PagerOptions<'a>),
            MethodOptions::Poller => quote!(PollerOptions<'a>),
        };
        quote! {
            #text
            #feature
            #[derive(Clone, Default, SafeDebug)]
            pub struct #name<'a> {
                #(#fields)*
                #[doc = " azure_core's options for this kind of method."]
                pub method_options: #method_options,
            }
        }
    });
    let allow = (!plan.features.is_empty()).then(|| quote!(#![allow(unused_imports)]));
    quote! {
        #allow
        use azure_core::{fmt::SafeDebug, http::{#(#http),*}};

        #(#items)*
    }
}

/// `wire.rs`: the tables of the models' properties. These are calls of the runtime's macros, which no formatter knows,
/// so they are written as they stand.
pub(super) fn wire(plan: &Crate) -> String {
    let mut text = format!(
        "// {HEADER}\n\n//! How the models stand in JSON: each name on the wire, with its field or variant.\n\nuse super::*;\n"
    );
    text.push_str(&format_imports(plan.models.iter()));
    let mut bodies = Vec::new();
    for model in &plan.models {
        text.push('\n');
        let is_body = match &model.kind {
            ModelKind::Struct(own) => {
                wire_struct(&model.name, own, &mut text);
                own.is_body
            }
            ModelKind::Enumeration(own) => {
                wire_enumeration(&model.name, own, &mut text);
                own.is_body
            }
            ModelKind::Union(own) => {
                wire_union(&model.name, own, &mut text);
                own.is_body
            }
        };
        bodies.extend(is_body.then_some(model.name.as_str()));
    }
    if !bodies.is_empty() {
        let _ = write!(text, "\narmrest_runtime::request_content! {{\n");
        for body in bodies {
            let _ = writeln!(text, "    {body},");
        }
        text.push_str("}\n");
    }
    text
}

/// The import of the formats that models' fields are in.
pub(super) fn format_imports<'p>(models: impl Iterator<Item = &'p Model>) -> String {
    let all = models.filter_map(|model| match &model.kind {
        ModelKind::Struct(own) => Some(own.fields.iter().filter_map(|field| field.format.as_deref())),
        _ => None,
    });
    let used: Vec<&str> = all.flatten().collect();
    let names = ["Base64", "Base64Url", "List", "Map", "Rfc1123", "UnixTime"].into_iter().filter(|name| {
        used.iter().any(|used| used.split(|character: char| !character.is_alphanumeric()).any(|part| part == *name))
    });
    match names.collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [only] => format!("use armrest_runtime::format::{only};\n"),
        several => format!("use armrest_runtime::format::{{{}}};\n", several.join(", ")),
    }
}

fn wire_struct(name: &str, own: &Struct, text: &mut String) {
    let _ = write!(text, "armrest_runtime::model! {{\n    {name}\n");
    if let Some(own) = &own.constant {
        let _ = writeln!(text, "    constant {{ {:?} = {:?} }}", own.wire, own.value);
    }
    let part = |label: &str, sent: bool, text: &mut String| {
        let fields: Vec<&Field> = own.fields.iter().filter(|field| field.sent == sent).collect();
        if fields.is_empty() {
            return;
        }
        let _ = writeln!(text, "    {label} {{");
        for field in fields {
            let format = field.format.as_ref().map(|format| format!(" as {format}")).unwrap_or_default();
            let _ = writeln!(text, "        {:?} => {}{format},", field.wire, field.name);
        }
        text.push_str("    }\n");
    };
    part("fields", true, text);
    part("read_only", false, text);
    if let Some(rest) = &own.rest {
        let _ = writeln!(text, "    rest {}", rest.name);
    }
    text.push_str("}\n");
    if let Some((field, item)) = &own.page {
        let item = item.source("");
        let _ = write!(text, "\narmrest_runtime::page! {{ {name} of {item} {{ {field} }} }}\n");
    }
}

fn wire_enumeration(name: &str, own: &Enumeration, text: &mut String) {
    let head = match own.value {
        RustType::String => format!("string_enum! {{\n    {name} {{\n"),
        _ => format!("number_enum! {{\n    {name}: {} {{\n", own.value.source("")),
    };
    let _ = write!(text, "armrest_runtime::{head}");
    for variant in &own.variants {
        let wire = match (&variant.wire, &own.value) {
            (serde_json::Value::String(value), _) => format!("{value:?}"),
            (value, RustType::F64) => format!("{:?}", value.as_f64().unwrap_or_default()),
            (value, _) => value.to_string(),
        };
        let _ = writeln!(text, "        {wire} => {},", variant.name);
    }
    text.push_str("    }\n}\n");
}

fn wire_union(name: &str, own: &Union, text: &mut String) {
    let _ = write!(text, "armrest_runtime::union! {{\n    {name} by {:?} {{\n", own.discriminator);
    for (variant, value, _) in &own.variants {
        let _ = writeln!(text, "        {value:?} => {variant},");
    }
    text.push_str("    }\n}\n");
}
