use super::schema::{Reading, text as text_of};
use armrest_documents::load::Cursor;
use serde_json::Value as Json;

/// A JSON example as the XML document that its schema makes of it (OpenAPI 2.0, XML Object).
pub(super) fn document<'d>(reading: &Reading<'d>, schema: Cursor<'d>, value: &Json) -> String {
    let root = called(reading, schema).or_else(|| reading.name(schema)).unwrap_or_else(|| "Root".to_owned());
    let mut text = String::new();
    let target = reading.meant(schema);
    match value {
        Json::Array(items) => {
            let item_schema = target.get("items");
            let item = item_schema.and_then(|item| called(reading, item).or_else(|| reading.name(item)));
            text.push_str(&format!("<{root}{}>", namespaces(target)));
            for value in items {
                element(reading, item_schema, item.as_deref().unwrap_or(&root), value, &mut text);
            }
            text.push_str(&format!("</{root}>"));
        }
        value => element(reading, Some(schema), &root, value, &mut text),
    }
    text
}

fn element<'d>(reading: &Reading<'d>, schema: Option<Cursor<'d>>, name: &str, value: &Json, text: &mut String) {
    let schema = schema.map(|schema| reading.meant(schema));
    if value.is_null() {
        let namespace = "http://www.w3.org/2001/XMLSchema-instance";
        text.push_str(&format!("<{name} xmlns:xsi=\"{namespace}\" xsi:nil=\"true\"/>"));
        return;
    }
    if let Json::Array(items) = value {
        let item_schema = schema.and_then(|schema| schema.get("items"));
        let item = item_schema.and_then(|item| called(reading, item).or_else(|| reading.name(item)));
        text.push_str(&format!("<{name}>"));
        for value in items {
            element(reading, item_schema, item.as_deref().unwrap_or("Item"), value, text);
        }
        text.push_str(&format!("</{name}>"));
        return;
    }
    let Json::Object(object) = value else {
        text.push_str(&format!("<{name}>{}</{name}>", escaped(&text_of(value))));
        return;
    };
    let properties = schema.map(|schema| reading.properties(schema, value)).unwrap_or_default();
    let (mut attributes, mut inside, mut children) = (String::new(), String::new(), String::new());
    for (property, value) in object.iter().filter(|(_, value)| !value.is_null()) {
        let own = properties.iter().rev().find(|(known, _)| known == property).map(|(_, schema)| *schema);
        let Some(own) = own else {
            element(reading, None, property, value, &mut children);
            continue;
        };
        let called = called(reading, own).unwrap_or_else(|| property.clone());
        if flag(reading, own, "x-ms-text") {
            inside = escaped(&text_of(value));
        } else if flag(reading, own, "attribute") {
            attributes.push_str(&format!(" {called}=\"{}\"", escaped(&text_of(value))));
        } else if let Json::Array(items) = value {
            let item_schema = reading.meant(own).get("items");
            let item = item_schema.and_then(|item| self::called(reading, item));
            if flag(reading, own, "wrapped") {
                let item = item.or_else(|| reading.name(item_schema?));
                children.push_str(&format!("<{called}>"));
                for value in items {
                    element(reading, item_schema, item.as_deref().unwrap_or(property), value, &mut children);
                }
                children.push_str(&format!("</{called}>"));
            } else {
                for value in items {
                    element(reading, item_schema, item.as_deref().unwrap_or(property), value, &mut children);
                }
            }
        } else {
            element(reading, Some(own), &called, value, &mut children);
        }
    }
    let declared = schema.map(namespaces).unwrap_or_default();
    text.push_str(&format!("<{name}{declared}{attributes}>{inside}{children}</{name}>"));
}

/// The name that a schema, or what it refers to, gives its element.
fn called<'d>(reading: &Reading<'d>, schema: Cursor<'d>) -> Option<String> {
    let own = |schema: Cursor<'d>| {
        let xml = schema.get("xml")?;
        let name = xml.get("name")?.text()?;
        let prefix = xml.get("prefix").and_then(Cursor::text).filter(|prefix| !prefix.is_empty());
        Some(prefix.map_or_else(|| name.to_owned(), |prefix| format!("{prefix}:{name}")))
    };
    reading.chain(schema).find_map(own)
}

fn flag<'d>(reading: &Reading<'d>, schema: Cursor<'d>, name: &str) -> bool {
    let own = |schema: Cursor<'d>| schema.get("xml").and_then(|xml| xml.get(name)?.flag()) == Some(true);
    reading.chain(schema).any(own)
}

fn namespaces(schema: Cursor<'_>) -> String {
    let own = |schema: Cursor<'_>| {
        let xml = schema.get("xml")?;
        let namespace = xml.get("namespace")?.text()?;
        let prefix = xml.get("prefix").and_then(Cursor::text).unwrap_or_default();
        let colon = if prefix.is_empty() { "" } else { ":" };
        Some(format!(" xmlns{colon}{prefix}=\"{}\"", escaped(namespace)))
    };
    own(schema).unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
