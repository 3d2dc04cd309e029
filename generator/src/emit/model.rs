use super::{
    HEADER,
    tokens::{docs, feature, ident, rust, type_in},
};
use crate::plan::{
    Crate, Enumeration, Field, MethodOptions, Model, ModelKind, ModelModule, Options, RustType, Struct, Union,
    XmlElement,
};
use proc_macro2::TokenStream;
use quote::quote;
use std::{collections::BTreeSet, fmt::Write};

/// `models.rs`: the models as plain structs and enums, but for those of the modules.
pub(super) fn models(plan: &Crate) -> TokenStream {
    let models: Vec<&Model> = plan.models.iter().filter(|model| model.module.is_none()).collect();
    let wire = (!models.is_empty()).then(|| {
        quote!(
            mod wire;
        )
    });
    let has_options = plan.options.iter().any(|options| options.module.is_none());
    let options = has_options.then(|| {
        quote!(
            mod options;
        )
    });
    let shown = has_options.then(|| {
        quote!(
            pub use options::*;
        )
    });
    let modules = plan.model_modules.iter().map(|module| {
        let (feature, name) = (feature(plan, Some(&module.feature)), ident(&module.name));
        quote! {
            #feature
            mod #name;
            #feature
            pub use #name::*;
        }
    });
    let safe_debug = safe_debug(&models).then(|| {
        quote!(
            use azure_core::fmt::SafeDebug;
        )
    });
    let items = models.into_iter().map(model);
    quote! {
        #![doc = " What operations take and give: models, and the options of methods."]

        #options
        #wire
        #shown
        #(#modules)*

        #safe_debug

        #(#items)*
    }
}

/// A module of models, with the options of its group's methods.
pub(super) fn module(plan: &Crate, module: &ModelModule) -> TokenStream {
    let models: Vec<&Model> = in_module(plan, Some(module)).collect();
    let own: Vec<&Options> =
        plan.options.iter().filter(|options| options.module.as_ref() == Some(&module.name)).collect();
    let text = docs(&module.docs, true);
    let wire = (!models.is_empty()).then(|| {
        quote!(
            mod wire;
        )
    });
    let imports = option_imports(&own, safe_debug(&models));
    let others = others(&models, &own);
    let items = models.into_iter().map(model);
    let own = own.into_iter().map(|own| options_of(own, ""));
    quote! {
        #text

        #wire

        #others
        #imports

        #(#items)*
        #(#own)*
    }
}

/// The import of the models that a module names and does not have.
fn others(models: &[&Model], options: &[&Options]) -> TokenStream {
    let of_models = models.iter().flat_map(|model| match &model.kind {
        ModelKind::Struct(own) => {
            let fields = own.fields.iter().chain(&own.rest).filter_map(|field| field.value.model());
            fields.chain(own.page.iter().filter_map(|(_, item)| item.model())).collect::<Vec<_>>()
        }
        ModelKind::Union(own) => own.variants.iter().map(|(_, _, object)| object.as_str()).collect(),
        ModelKind::Enumeration(_) => Vec::new(),
    });
    let fields = options.iter().flat_map(|options| &options.fields);
    let named: BTreeSet<&str> = of_models.chain(fields.filter_map(|field| field.value.model())).collect();
    let has = |name: &str| models.iter().any(|model| model.name == name);
    let others: Vec<_> = named.into_iter().filter(|name| !has(name)).map(ident).collect();
    if others.is_empty() { TokenStream::new() } else { quote!(use super::{#(#others),*};) }
}

/// The models of a module; none of them: those of all.
pub(super) fn in_module<'p>(plan: &'p Crate, module: Option<&'p ModelModule>) -> impl Iterator<Item = &'p Model> {
    let name = module.map(|module| &module.name);
    plan.models.iter().filter(move |model| model.module.as_ref() == name)
}

fn safe_debug(models: &[&Model]) -> bool {
    models.iter().any(|model| matches!(model.kind, ModelKind::Struct(_) | ModelKind::Union(_)))
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

/// `options.rs`: the options of methods, but for those of the modules.
pub(super) fn options(plan: &Crate) -> TokenStream {
    let own: Vec<&Options> = plan.options.iter().filter(|options| options.module.is_none()).collect();
    let imports = option_imports(&own, false);
    let items = own.into_iter().map(|own| options_of(own, "super::"));
    quote! {
        #imports

        #(#items)*
    }
}

fn option_imports(own: &[&Options], safe_debug: bool) -> TokenStream {
    let uses = |kind| own.iter().any(|options| options.method_options == kind);
    let mut http = Vec::new();
    if uses(MethodOptions::Client) {
        http.push(rust("ClientMethodOptions"));
    }
    if own.iter().any(|options| options.fields.iter().any(|field| field.content)) {
        http.push(rust("RequestContent"));
    }
    if uses(MethodOptions::Pager) {
        http.push(rust("pager::PagerOptions"));
    }
    if uses(MethodOptions::Poller) {
        http.push(rust("poller::PollerOptions"));
    }
    let safe_debug = safe_debug || own.iter().any(|options| !options.fields.is_empty());
    let safe_debug = safe_debug.then(|| quote!(fmt::SafeDebug,));
    let http = (!http.is_empty()).then(|| quote!(http::{#(#http),*}));
    let azure_core = (safe_debug.is_some() || http.is_some()).then(|| {
        quote!(
            use azure_core::{#safe_debug #http};
        )
    });
    let no_parameters = own.iter().any(|options| options.fields.is_empty()).then(|| {
        quote!(
            use armrest_runtime::NoParameters;
        )
    });
    quote!(#no_parameters #azure_core)
}

fn options_of(options: &Options, models: &str) -> TokenStream {
    let (text, name) = (docs(&options.docs, false), ident(&options.name));
    let method_options = match options.method_options {
        MethodOptions::Client => quote!(ClientMethodOptions<'a>),
        MethodOptions::Pager => quote!(PagerOptions<'a>),
        MethodOptions::Poller => quote!(PollerOptions<'a>),
    };
    if options.fields.is_empty() {
        return quote! {
            #text
            pub type #name<'a> = NoParameters<#method_options>;
        };
    }
    let fields = options.fields.iter().map(|field| {
        let (text, name) = (docs(&field.docs, false), ident(&field.name));
        let kind = type_in(models, &field.value);
        let kind = if field.content { quote!(RequestContent<#kind>) } else { kind };
        quote!(#text pub #name: Option<#kind>,)
    });
    quote! {
        #text
        #[derive(Clone, Default, SafeDebug)]
        pub struct #name<'a> {
            #(#fields)*
            #[doc = " azure_core's options for this kind of method."]
            pub method_options: #method_options,
        }
    }
}

/// `wire.rs`: the tables of the models' properties. These are calls of the runtime's macros, which no formatter knows,
/// so they are written as they stand.
pub(super) fn wire<'p>(plan: &Crate, models: impl Iterator<Item = &'p Model>) -> String {
    let mut text = format!(
        "// {HEADER}\n\n//! How the models stand in JSON: each name on the wire, with its field or variant.\n\nuse super::*;\n"
    );
    let (mut bodies, mut documents) = (Vec::new(), Vec::new());
    let mut answers = Vec::new();
    for model in models {
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
        answers.extend(plan.answers.contains(&model.name).then_some(model.name.as_str()));
        bodies.extend(is_body.then_some(model.name.as_str()));
        documents.extend(is_document.then_some(model.name.as_str()));
    }
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
    let _ = writeln!(text, "armrest_runtime::model! {{ {name}");
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
        RustType::String => format!("string_enum! {{ {name} {{\n"),
        _ => format!("number_enum! {{ {name}: {} {{\n", own.value.source("")),
    };
    let _ = write!(text, "armrest_runtime::{head}");
    for variant in &own.variants {
        let wire = match (&variant.wire, &own.value) {
            (serde_json::Value::String(value), _) => format!("{value:?}"),
            (value, RustType::F64) => format!("{:?}", value.as_f64().unwrap_or_default()),
            (value, _) => value.to_string(),
        };
        let _ = writeln!(text, "    {wire} => {},", variant.name);
    }
    text.push_str("} }\n");
}

fn wire_union(name: &str, own: &Union, xml: bool, text: &mut String) {
    let path = if xml && own.xml_path != own.discriminator { format!(" at {:?}", own.xml_path) } else { String::new() };
    let _ = writeln!(text, "armrest_runtime::union! {{ {name} by {:?}{path} {{", own.discriminator);
    for (variant, value, _) in &own.variants {
        let _ = writeln!(text, "    {value:?} => {variant},");
    }
    text.push_str("} }\n");
}
