use super::{
    types::{rust_type, wire_format},
    writer::rust_file,
};
use crate::plan::{Enumeration, Field, Form, Model, ModelKind, RustType, Struct, Union, XmlElement, number_literal};
use std::fmt::Write;

/// `wire.rs`: the tables of the models' properties. These are calls of the runtime's macros, which no formatter knows,
/// so they are written as they are.
pub(super) fn tables(form: Form, models: &[&Model], is_response: impl Fn(&str) -> bool) -> String {
    let mut text =
        "//! How the models are written: each name on the wire, with its field or variant.\n\nuse super::*;\n"
            .to_owned();
    let (mut bodies, mut documents) = (Vec::new(), Vec::new());
    let (mut responses, mut all) = (Vec::new(), Vec::new());
    for model in models {
        all.push(model.name.as_str());
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
        responses.extend(is_response(&model.name).then_some(model.name.as_str()));
        bodies.extend(is_body.then_some(model.name.as_str()));
        documents.extend(is_document.then_some(model.name.as_str()));
    }
    let others: Vec<&str> = all.iter().filter(|name| !is_response(name)).copied().collect();
    let on_serde = match form {
        Form::Package => Some("#[cfg(feature = \"serde\")]\n"),
        Form::Module { serde } => serde.then_some(""),
    };
    let contents = [
        (Some(""), "request_content", bodies),
        (Some(""), "response_content", responses),
        (Some(""), "xml_content", documents),
        (on_serde, "serialize", all),
        (on_serde, "deserialize", others),
    ];
    for (condition, content, models) in contents {
        let Some(condition) = condition.filter(|_| !models.is_empty()) else { continue };
        // Writing to a string does not fail, here and below.
        let _ = write!(text, "\n{condition}armrest_runtime::codegen::{content}! {{\n");
        for model in models {
            let _ = writeln!(text, "    {model},");
        }
        text.push_str("}\n");
    }
    rust_file(&text)
}

fn wire_struct(name: &str, own: &Struct, xml: Option<&XmlElement>, text: &mut String) {
    let _ = writeln!(text, "armrest_runtime::codegen::model! {{ {name}");
    let constants = own.constants.iter().map(|own| match own.value.as_str() {
        Some(value) => format!("{:?} = {value:?}", own.wire),
        None => format!("{:?} = {}", own.wire, own.value),
    });
    let constants: Vec<String> = constants.collect();
    if !constants.is_empty() {
        let _ = writeln!(text, "    constant {{ {} }}", constants.join(", "));
    }
    let part = |label: &str, sent: bool, text: &mut String| {
        let fields: Vec<&Field> = own.fields.iter().filter(|field| field.sent == sent).collect();
        if fields.is_empty() {
            return;
        }
        let _ = writeln!(text, "    {label} {{");
        for field in fields {
            let format =
                field.format.as_ref().map(|format| format!(" as {}", wire_format(*format))).unwrap_or_default();
            let _ = writeln!(text, "        {:?} => {}{format},", field.wire, field.name);
        }
        text.push_str("    }\n");
    };
    part("fields", true, text);
    part("read_only", false, text);
    if let Some(rest) = &own.rest {
        let _ = writeln!(text, "    rest {}", rest.name);
    }
    let secrets: Vec<String> =
        own.fields.iter().filter(|field| field.secret).map(|field| field.name.to_string()).collect();
    if !secrets.is_empty() {
        let _ = writeln!(text, "    secret {{ {} }}", secrets.join(", "));
    }
    if let Some(element) = xml {
        wire_xml(own, element, text);
    }
    text.push_str("}\n");
    if let Some((fields, item)) = &own.page {
        let item = rust_type(item, "");
        let _ = write!(
            text,
            "\narmrest_runtime::codegen::page! {{ {name} of {item} {{ {} }} }}\n",
            fields.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
        );
    }
}

/// How a struct is written in XML: only what is not in an element of the property's name.
fn wire_xml(own: &Struct, element: &XmlElement, text: &mut String) {
    let _ = write!(text, "    xml {:?} ", element.name);
    if !element.namespaces.is_empty() {
        let namespaces = element.namespaces.iter().map(|(prefix, namespace)| format!("{prefix:?} = {namespace:?}"));
        let _ = write!(text, "namespaces {{ {} }} ", namespaces.collect::<Vec<_>>().join(", "));
    }
    let constant = own.constants.iter().map(|own| (&own.wire, &own.xml_path));
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
        _ => format!("number_enum! {{ {name}: {} {{\n", rust_type(&own.value, "")),
    };
    let _ = write!(text, "armrest_runtime::codegen::{head}");
    for variant in &own.variants {
        let wire = match &variant.wire {
            serde_json::Value::String(value) => format!("{value:?}"),
            value => number_literal(value, &own.value),
        };
        let _ = writeln!(text, "    {wire} => {},", variant.name);
    }
    text.push_str("} }\n");
}

fn wire_union(name: &str, own: &Union, xml: bool, text: &mut String) {
    let path = if xml && own.xml_path != own.discriminator { format!(" at {:?}", own.xml_path) } else { String::new() };
    let _ = writeln!(text, "armrest_runtime::codegen::union! {{ {name} by {:?}{path} {{", own.discriminator);
    for variant in &own.variants {
        let values = variant.values.iter().map(|value| format!("{value:?}"));
        let nested = if variant.nested { " as Union" } else { "" };
        let _ = writeln!(text, "    {} => {}{nested},", values.collect::<Vec<_>>().join(" | "), variant.name);
    }
    text.push_str("} }\n");
}
