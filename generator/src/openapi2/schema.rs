use super::{
    annotations::annotations,
    reader::{Reader, literal},
};
use crate::{
    api::{
        Mutability,
        builder::{Additional, Builder, EnumValue, Enumeration, JsonType, Property, Schema, SchemaId, Xml},
    },
    diagnostics::Code,
    load::Cursor,
};

/// All keywords of a schema that are supported, or that a client does not need: limits that the service checks,
/// hints for other tools. Sorted.
const KNOWN: &[&str] = &[
    "$ref",
    "$schema",
    "additionalProperties",
    "allOf",
    "allowEmptyValue",
    "arm-id-details",
    "collectionFormat",
    "default",
    "deprecated",
    "description",
    "discriminator",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "in",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "name",
    "pattern",
    "properties",
    "readOnly",
    "readonly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "x-apim-code-nillable",
    "x-cadl-name",
    "x-internal",
    "x-ms-arm-id-details",
    "x-ms-azure-resource",
    "x-ms-client-default",
    "x-ms-client-flatten",
    "x-ms-client-name",
    "x-ms-client-request-id",
    "x-ms-deprecation",
    "x-ms-discriminator-value",
    "x-ms-enum",
    "x-ms-examples",
    "x-ms-external",
    "x-ms-format",
    "x-ms-header-collection-prefix",
    "x-ms-identifiers",
    "x-ms-internal",
    "x-ms-mutability",
    "x-ms-nullable",
    "x-ms-parameter-location",
    "x-ms-secret",
    "x-ms-skip-url-encoding",
    "x-nullable",
    "x-typespec-generated",
    "x-typespec-name",
    "xml",
];

/// Reads a schema and all inside it; a schema that was read is not read again.
pub(super) fn read<'d>(cursor: Cursor<'d>, reader: &mut Reader<'d, '_>, api: &mut Builder<'d>) -> SchemaId {
    if let Some(id) = api.schema_at(cursor.location()) {
        return id;
    }
    reader.check_known(cursor, "a schema", KNOWN);
    if !cursor.is_object() {
        let kind = cursor.node.value.kind();
        reader.error(
            Code::NotASchema,
            cursor,
            format!("expected a schema, which is an object, found {kind}"),
            "write a schema, such as `{\"type\": \"string\"}`",
        );
    }
    let format = reader.text(cursor, "format").or_else(|| reader.text(cursor, "x-ms-format"));
    let (reference, unresolved) = match reader.resolve(cursor) {
        Some(Ok(target)) => (Some(target.location()), None),
        Some(Err(finding)) => (None, Some(finding)),
        None => (None, None),
    };
    if reference.is_some() {
        reader.references.push(cursor);
    }
    let id = api.add(Schema {
        location: cursor.location(),
        name: None,
        reference,
        unresolved,
        json_type: json_type(cursor, reader),
        format,
        title: reader.text(cursor, "title"),
        description: reader.text(cursor, "description"),
        enumeration: enumeration(cursor, reader),
        items: None,
        properties: Vec::new(),
        required: reader.texts(cursor, "required"),
        all_of: Vec::new(),
        additional: None,
        discriminator: reader.text(cursor, "discriminator"),
        discriminator_value: reader.text(cursor, "x-ms-discriminator-value"),
        read_only: reader.flag(cursor, "readOnly").unwrap_or(false),
        mutability: mutability(cursor, reader),
        nullable: nullable(cursor, reader),
        secret: reader.flag(cursor, "x-ms-secret").unwrap_or(false) || format == Some("password"),
        client_name: reader.text(cursor, "x-ms-client-name"),
        xml: cursor.get("xml").map(|own| xml(own, reader)),
        annotations: annotations(cursor, reader),
    });

    let items = cursor.get("items").map(|items| read(items, reader, api));
    let all_of: Vec<SchemaId> =
        cursor.get("allOf").into_iter().flat_map(Cursor::items).map(|parent| read(parent, reader, api)).collect();
    let properties: Vec<Property<'d>> = cursor
        .get("properties")
        .into_iter()
        .flat_map(Cursor::entries)
        .map(|(name, _, property)| Property { name, schema: read(property, reader, api) })
        .collect();
    let additional = cursor.get("additionalProperties").map(|additional| match additional.bool() {
        Some(true) => Additional::Anything,
        Some(false) => Additional::Nothing,
        None if additional.entries().next().is_none() => Additional::Anything,
        None => Additional::Schema(read(additional, reader, api)),
    });
    let schema = api.schema_mut(id);
    schema.items = items;
    schema.all_of = all_of;
    schema.properties = properties;
    schema.additional = additional;
    id
}

/// Reads what references name outside `definitions`.
pub(super) fn read_targets<'d>(reader: &mut Reader<'d, '_>, api: &mut Builder<'d>) {
    while let Some(reference) = reader.references.pop() {
        if let Some(Ok(target)) = reader.resolve(reference) {
            read(target, reader, api);
        }
    }
}

/// Whether null is allowed, where the schema says so or not.
fn nullable<'d>(cursor: Cursor<'d>, reader: &mut Reader<'d, '_>) -> Option<bool> {
    if reader.documents.nullable.contains_key(&cursor.location()) {
        return Some(true);
    }
    let mut said = ["x-nullable", "x-ms-nullable", "x-apim-code-nillable"].into_iter();
    let said = said.find_map(|keyword| reader.flag(cursor, keyword));
    let mut types = cursor.get("type").into_iter().flat_map(Cursor::items);
    said.or_else(|| types.any(|name| name.text() == Some("null")).then_some(true))
}

fn xml<'d>(cursor: Cursor<'d>, reader: &mut Reader<'d, '_>) -> Xml<'d> {
    reader.check_known(cursor, "xml", &["attribute", "name", "namespace", "prefix", "wrapped", "x-ms-text"]);
    let mut flag = |name| reader.flag(cursor, name).unwrap_or(false);
    Xml {
        attribute: flag("attribute"),
        wrapped: flag("wrapped"),
        text: flag("x-ms-text"),
        name: reader.text(cursor, "name"),
        namespace: reader.text(cursor, "namespace"),
        prefix: reader.text(cursor, "prefix"),
    }
}

fn json_type<'d>(cursor: Cursor<'d>, reader: &mut Reader<'d, '_>) -> Option<JsonType> {
    let value = cursor.get("type")?;
    // A list of one type and `null` is JSON schema's way to say nullable.
    let mut names = value.items().filter(|item| item.text() != Some("null"));
    let single = match (names.next(), names.next()) {
        (Some(name), None) => name,
        _ => value,
    };
    match single.text() {
        Some("string") => Some(JsonType::String),
        Some("number") => Some(JsonType::Number),
        Some("integer") => Some(JsonType::Integer),
        Some("boolean") => Some(JsonType::Boolean),
        Some("array") => Some(JsonType::Array),
        Some("object") => Some(JsonType::Object),
        Some("file") => Some(JsonType::File),
        _ => {
            let shown = value.node.to_json();
            reader.error(
                Code::UnusableType,
                value,
                format!("{shown} is not a type of OpenAPI 2.0"),
                "use string, number, integer, boolean, array or object",
            );
            None
        }
    }
}

fn mutability<'d>(cursor: Cursor<'d>, reader: &mut Reader<'d, '_>) -> Option<Vec<Mutability>> {
    cursor.get("x-ms-mutability")?;
    let mut found = Vec::new();
    for text in reader.texts(cursor, "x-ms-mutability") {
        match text.to_ascii_lowercase().as_str() {
            "read" => found.push(Mutability::Read),
            "create" => found.push(Mutability::Create),
            "update" => found.push(Mutability::Update),
            _ => {}
        }
    }
    Some(found)
}

/// Whether two values are the same, one perhaps quoted.
fn is_same<'d>(one: Cursor<'d>, other: Cursor<'d>, reader: &Reader<'d, '_>) -> bool {
    let written = |cursor| reader.documents.written(cursor);
    one.node.value == other.node.value || !written(one).is_empty() && written(one) == written(other)
}

fn enumeration<'d>(cursor: Cursor<'d>, reader: &mut Reader<'d, '_>) -> Option<Enumeration<'d>> {
    let values: Vec<Cursor<'d>> = cursor.get("enum")?.items().collect();
    let extension = cursor.get("x-ms-enum");
    let described: Vec<Cursor<'d>> =
        extension.and_then(|extension| extension.get("values")).into_iter().flat_map(Cursor::items).collect();
    let mut listed = Vec::new();
    for value in values.iter().copied() {
        let described = described
            .iter()
            .find(|described| described.get("value").is_some_and(|own| is_same(own, value, reader)))
            .copied();
        listed.push(EnumValue {
            value: literal(value, reader.documents),
            name: described.and_then(|described| reader.text(described, "name")),
            description: described.and_then(|described| reader.text(described, "description")),
            deprecated: described.and_then(|described| reader.flag(described, "deprecated")).unwrap_or(false),
        });
    }
    // `x-ms-enum` may list more than `enum` does.
    for own in described {
        let Some(value) = own.get("value") else { continue };
        if values.iter().any(|known| is_same(*known, value, reader)) {
            continue;
        }
        listed.push(EnumValue {
            value: literal(value, reader.documents),
            name: reader.text(own, "name"),
            description: reader.text(own, "description"),
            deprecated: reader.flag(own, "deprecated").unwrap_or(false),
        });
    }
    Some(Enumeration {
        name: extension.and_then(|extension| reader.text(extension, "name")),
        extensible: extension.and_then(|extension| reader.flag(extension, "modelAsString")).unwrap_or(false),
        values: listed,
    })
}
