use super::{HEADER, model::format_imports};
use crate::plan::{Crate, Field, Model, ModelKind, Struct, Union, XmlElement};
use std::fmt::Write;

/// `xml.rs`: the tables of the models that stand in XML.
pub(super) fn tables(plan: &Crate) -> String {
    let models: Vec<(&Model, &XmlElement)> =
        plan.models.iter().filter_map(|model| Some((model, model.xml.as_ref()?))).collect();
    let mut text = format!(
        "// {HEADER}\n\n//! How the models stand in XML: the path to each property, with its field.\n\nuse super::*;\n"
    );
    text.push_str(&format_imports(models.iter().map(|(model, _)| *model)));
    let mut texts = Vec::new();
    for (model, element) in models {
        match &model.kind {
            ModelKind::Struct(own) => table(&model.name, own, element, &mut text),
            ModelKind::Union(own) => union(&model.name, own, element, &mut text),
            ModelKind::Enumeration(_) => texts.push(model.name.as_str()),
        }
    }
    if !texts.is_empty() {
        // Writing to a string does not fail, here and below.
        let _ = write!(text, "\narmrest_runtime::xml_text! {{\n");
        for name in texts {
            let _ = writeln!(text, "    {name},");
        }
        text.push_str("}\n");
    }
    text
}

fn table(name: &str, own: &Struct, element: &XmlElement, text: &mut String) {
    let _ = write!(text, "\narmrest_runtime::xml! {{\n    {name} as {:?}\n", element.name);
    if !element.namespaces.is_empty() {
        let namespaces = element.namespaces.iter().map(|(prefix, namespace)| format!("{prefix:?} = {namespace:?}"));
        let _ = writeln!(text, "    namespaces {{ {} }}", namespaces.collect::<Vec<_>>().join(", "));
    }
    if let Some(own) = &own.constant {
        let _ = writeln!(text, "    constant {{ {:?} = {:?} }}", own.xml_path, own.value);
    }
    for (label, sent) in [("fields", true), ("read_only", false)] {
        let fields: Vec<&Field> = own.fields.iter().filter(|field| field.sent == sent).collect();
        if fields.is_empty() {
            continue;
        }
        let _ = writeln!(text, "    {label} {{");
        for field in fields {
            let format = field.format.as_ref().map(|format| format!(" as {format}")).unwrap_or_default();
            let _ = writeln!(text, "        {:?} => {}{format},", field.xml_path, field.name);
        }
        text.push_str("    }\n");
    }
    if let Some(rest) = &own.rest {
        let _ = writeln!(text, "    rest {}", rest.name);
    }
    text.push_str("}\n");
}

fn union(name: &str, own: &Union, element: &XmlElement, text: &mut String) {
    let _ =
        write!(text, "\narmrest_runtime::xml_union! {{\n    {name} as {:?} by {:?} {{\n", element.name, own.xml_path);
    for (variant, value, _) in &own.variants {
        let _ = writeln!(text, "        {value:?} => {variant},");
    }
    text.push_str("    }\n}\n");
}
