use super::reader::Reader;
use crate::{
    api::{Annotations, ExternalDocs},
    load::Cursor,
};

/// The annotations of an object of a description, in one pass: most have none.
pub(super) fn annotations<'d>(object: Cursor<'d>, reader: &mut Reader<'d, '_>) -> Option<Box<Annotations>> {
    let mut found: Option<Box<Annotations>> = None;
    for (name, _, value) in object.entries() {
        let is_annotation = matches!(
            name,
            "default"
                | "format"
                | "example"
                | "pattern"
                | "minLength"
                | "maxLength"
                | "minItems"
                | "maxItems"
                | "minProperties"
                | "maxProperties"
                | "minimum"
                | "maximum"
                | "exclusiveMinimum"
                | "exclusiveMaximum"
                | "multipleOf"
                | "uniqueItems"
                | "deprecated"
                | "x-ms-deprecation"
                | "externalDocs"
        );
        if !is_annotation {
            continue;
        }
        if name == "format" && value.text().is_some_and(is_in_type) {
            continue;
        }
        let own = found.get_or_insert_default();
        match name {
            "format" => own.format = value.text().map(str::to_owned),
            "default" => own.default = Some(value.node.to_json()),
            "example" => own.example = Some(value.node.to_json()),
            "pattern" => own.pattern = reader.text(object, name).map(str::to_owned),
            "minLength" => own.length.least = reader.number(object, name),
            "maxLength" => own.length.greatest = reader.number(object, name),
            "minItems" => own.items.least = reader.number(object, name),
            "maxItems" => own.items.greatest = reader.number(object, name),
            "minProperties" => own.properties.least = reader.number(object, name),
            "maxProperties" => own.properties.greatest = reader.number(object, name),
            "minimum" => own.value.least = reader.number(object, name),
            "maximum" => own.value.greatest = reader.number(object, name),
            "exclusiveMinimum" => own.above_minimum = reader.flag(object, name).unwrap_or(false),
            "exclusiveMaximum" => own.below_maximum = reader.flag(object, name).unwrap_or(false),
            "multipleOf" => own.multiple_of = reader.number(object, name),
            "uniqueItems" => own.unique_items = reader.flag(object, name).unwrap_or(false),
            "deprecated" => own.deprecated |= reader.flag(object, name).unwrap_or(false),
            "x-ms-deprecation" => {
                own.deprecated |= value.bool() != Some(false);
                own.deprecation = value.text().map(str::to_owned);
            }
            _ => own.external_docs = external_docs(value, reader),
        }
    }
    found
}

/// Whether the type of a value says its format.
fn is_in_type(format: &str) -> bool {
    const FORMATS: &[&str] = &[
        "base64url",
        "binary",
        "byte",
        "date-time",
        "date-time-rfc1123",
        "date-time-rfc7231",
        "double",
        "file",
        "int32",
        "int64",
        "password",
        "uint64",
        "unixtime",
    ];
    FORMATS.iter().any(|own| own.eq_ignore_ascii_case(format))
}

pub(super) fn external_docs<'d>(object: Cursor<'d>, reader: &mut Reader<'d, '_>) -> Option<ExternalDocs> {
    Some(ExternalDocs {
        url: reader.text(object, "url")?.to_owned(),
        description: reader.text(object, "description").map(str::to_owned),
    })
}
