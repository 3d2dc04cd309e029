use super::{
    HEADER,
    tokens::{docs, feature, ident, rust, type_in},
};
use crate::plan::{Crate, Enumeration, Field, MethodOptions, Model, ModelKind, RustType, Struct, Union, XmlElement};
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write;

/// `models.rs`: the models as plain structs and enums.
pub(super) fn models(plan: &Crate) -> TokenStream {
    let items: Vec<TokenStream> = plan.models.iter().map(model).collect();
    let any_struct = plan.models.iter().any(|model| matches!(model.kind, ModelKind::Struct(_) | ModelKind::Union(_)));
    let wire = (!plan.models.is_empty()).then(|| {
        quote!(
            mod wire;
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
        let method_options = match options.method_options {
            MethodOptions::Client => quote!(ClientMethodOptions<'a>),
            MethodOptions::Pager => quote!(PagerOptions<'a>),
            MethodOptions::Poller => quote!(PollerOptions<'a>),
        };
        if options.fields.is_empty() {
            return quote! {
                #text
                #feature
                pub type #name<'a> = NoParameters<#method_options>;
            };
        }
        let fields = options.fields.iter().map(|field| {
            let (text, name) = (docs(&field.docs, false), ident(&field.name));
            let kind = type_in("super::", &field.value);
            let kind = if field.content { quote!(RequestContent<#kind>) } else { kind };
            quote!(#text pub #name: Option<#kind>,)
        });
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
    let no_parameters = plan.options.iter().any(|options| options.fields.is_empty()).then(|| {
        quote!(
            use armrest_runtime::NoParameters;
        )
    });
    let safe_debug = plan.options.iter().any(|options| !options.fields.is_empty()).then(|| quote!(fmt::SafeDebug,));
    let allow = (!plan.features.is_empty()).then(|| quote!(#![allow(unused_imports)]));
    quote! {
        #allow
        #no_parameters
        use azure_core::{#safe_debug http::{#(#http),*}};

        #(#items)*
    }
}

/// `wire.rs`: the tables of the models' properties. These are calls of the runtime's macros, which no formatter knows,
/// so they are written as they stand.
pub(super) fn wire(plan: &Crate) -> String {
    let mut text = format!(
        "// {HEADER}\n\n//! How the models stand in JSON: each name on the wire, with its field or variant.\n\nuse super::*;\n"
    );
    let (mut bodies, mut documents) = (Vec::new(), Vec::new());
    for model in &plan.models {
        text.push('\n');
        let (is_body, is_document) = match &model.kind {
            ModelKind::Struct(own) => {
                wire_struct(&model.name, own, model.xml.as_ref(), &mut text);
                (own.is_body, model.xml.is_some())
            }
            ModelKind::Enumeration(own) => {
                wire_enumeration(&model.name, own, &mut text);
                (own.is_body, false)
            }
            ModelKind::Union(own) => {
                wire_union(&model.name, own, model.xml.is_some(), &mut text);
                (own.is_body, model.xml.is_some())
            }
        };
        bodies.extend(is_body.then_some(model.name.as_str()));
        documents.extend(is_document.then_some(model.name.as_str()));
    }
    let answers = plan.answers.iter().map(String::as_str).collect();
    for (content, models) in [("request_content", bodies), ("response_content", answers), ("xml_content", documents)] {
        if models.is_empty() {
            continue;
        }
        // Writing to a string does not fail, here and below.
        let _ = write!(text, "\narmrest_runtime::{content}! {{\n");
        for model in models {
            let _ = writeln!(text, "    {model},");
        }
        text.push_str("}\n");
    }
    text
}

fn wire_struct(name: &str, own: &Struct, xml: Option<&XmlElement>, text: &mut String) {
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
    if let Some(element) = xml {
        wire_xml(own, element, text);
    }
    text.push_str("}\n");
    if let Some((field, item)) = &own.page {
        let item = item.source("");
        let _ = write!(text, "\narmrest_runtime::page! {{ {name} of {item} {{ {field} }} }}\n");
    }
}

/// How a struct stands in XML: only what is not in an element of the property's name.
fn wire_xml(own: &Struct, element: &XmlElement, text: &mut String) {
    let _ = write!(text, "    xml {:?} ", element.name);
    if !element.namespaces.is_empty() {
        let namespaces = element.namespaces.iter().map(|(prefix, namespace)| format!("{prefix:?} = {namespace:?}"));
        let _ = write!(text, "namespaces {{ {} }} ", namespaces.collect::<Vec<_>>().join(", "));
    }
    let constant = own.constant.iter().map(|own| (&own.wire, &own.xml_path));
    let fields = own.fields.iter().map(|field| (&field.wire, &field.xml_path));
    let mut paths = constant.chain(fields).filter(|(wire, path)| wire != path).peekable();
    if paths.peek().is_none() {
        text.push_str("{}\n");
        return;
    }
    text.push_str("{\n");
    for (wire, path) in paths {
        let _ = writeln!(text, "        {wire:?} = {path:?},");
    }
    text.push_str("    }\n");
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

fn wire_union(name: &str, own: &Union, xml: bool, text: &mut String) {
    let path = if xml && own.xml_path != own.discriminator { format!(" at {:?}", own.xml_path) } else { String::new() };
    let _ = write!(text, "armrest_runtime::union! {{\n    {name} by {:?}{path} {{\n", own.discriminator);
    for (variant, value, _) in &own.variants {
        let _ = writeln!(text, "        {value:?} => {variant},");
    }
    text.push_str("    }\n}\n");
}
