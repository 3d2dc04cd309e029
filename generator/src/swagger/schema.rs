use super::{Swagger, annotations::annotations, reader::Reader};
use crate::{
    api::{Annotations, Mutability},
    diagnostics::Diagnostic,
    load::Cursor,
    sources::Place,
};

/// A schema among those of a [`Swagger`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SchemaId(u32);

impl SchemaId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A schema as it stands in a description (OpenAPI 2.0, Schema Object).
#[derive(Clone, Debug)]
pub struct Schema<'d> {
    /// The schema's text.
    pub cursor: Cursor<'d>,
    /// Its name, where it is a definition.
    pub name: Option<&'d str>,
    /// What it refers to; the keywords beside a reference count too.
    pub reference: Option<Place>,
    /// Why what it refers to is not there.
    pub unresolved: Option<Diagnostic>,
    /// `type`.
    pub json_type: Option<JsonType>,
    /// `format`, or `x-ms-format`.
    pub format: Option<&'d str>,
    /// `title`.
    pub title: Option<&'d str>,
    /// `description`.
    pub description: Option<&'d str>,
    /// `enum` and `x-ms-enum`.
    pub enumeration: Option<Enumeration<'d>>,
    /// `items`.
    pub items: Option<SchemaId>,
    /// `properties`, in order.
    pub properties: Vec<Property<'d>>,
    /// `required`.
    pub required: Vec<&'d str>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `additionalProperties`.
    pub additional: Option<Additional>,
    /// `discriminator`.
    pub discriminator: Option<&'d str>,
    /// `x-ms-discriminator-value`.
    pub discriminator_value: Option<&'d str>,
    /// `readOnly`.
    pub read_only: bool,
    /// `x-ms-mutability`; none says all.
    pub mutability: Option<Vec<Mutability>>,
    /// Whether null is allowed: `x-nullable`, `x-ms-nullable`, `x-apim-code-nillable`, `null` among the types, or a
    /// setting that says so of this place.
    pub nullable: Option<bool>,
    /// `x-ms-secret`, or `format: password`.
    pub secret: bool,
    /// `x-ms-client-name`.
    pub client_name: Option<&'d str>,
    /// `xml`.
    pub xml: Option<Xml<'d>>,
    /// `default`, limits, deprecation and the like, where there are any.
    pub annotations: Option<Box<Annotations>>,
}

/// How a value stands in XML (OpenAPI 2.0, XML Object).
#[derive(Clone, Copy, Debug, Default)]
pub struct Xml<'d> {
    /// `name`: that of the element or attribute.
    pub name: Option<&'d str>,
    /// `namespace`.
    pub namespace: Option<&'d str>,
    /// `prefix`.
    pub prefix: Option<&'d str>,
    /// `attribute`: it is one of the element around it.
    pub attribute: bool,
    /// `wrapped`: a list has an element around it.
    pub wrapped: bool,
    /// `x-ms-text`: it is the text of the element around it.
    pub text: bool,
}

impl Schema<'_> {
    /// Where the schema stands.
    pub fn place(&self) -> Place {
        self.cursor.place()
    }
}

/// The types of JSON schema that OpenAPI 2.0 has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum JsonType {
    /// `string`.
    String,
    /// `number`.
    Number,
    /// `integer`.
    Integer,
    /// `boolean`.
    Boolean,
    /// `array`.
    Array,
    /// `object`.
    Object,
    /// `file`, of responses and form data.
    File,
}

/// A property of an object.
#[derive(Clone, Copy, Debug)]
pub struct Property<'d> {
    /// The name on the wire.
    pub name: &'d str,
    /// Its schema.
    pub schema: SchemaId,
}

/// What an object may hold beside its properties.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Additional {
    /// `false`.
    Nothing,
    /// `true` or `{}`.
    Anything,
    /// Values of one schema.
    Schema(SchemaId),
}

/// The values of an enumeration.
#[derive(Clone, Debug)]
pub struct Enumeration<'d> {
    /// `x-ms-enum`, `name`.
    pub name: Option<&'d str>,
    /// `x-ms-enum`, `modelAsString`: other values may come.
    pub extensible: bool,
    /// The values, with what `x-ms-enum` says of each.
    pub values: Vec<EnumValue<'d>>,
}

/// One value of an enumeration.
#[derive(Clone, Copy, Debug)]
pub struct EnumValue<'d> {
    /// The value.
    pub value: Cursor<'d>,
    /// A name for it.
    pub name: Option<&'d str>,
    /// What it means.
    pub description: Option<&'d str>,
    /// `deprecated`.
    pub deprecated: bool,
}

/// All keywords of a schema that are carried out, or that say nothing to a client: limits that the service checks,
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
pub(super) fn read<'d>(cursor: Cursor<'d>, reader: &mut Reader<'d, '_>, swagger: &mut Swagger<'d>) -> SchemaId {
    if let Some(id) = swagger.schema_at(cursor.place()) {
        return id;
    }
    let id = SchemaId(u32::try_from(swagger.schemas.len()).unwrap_or(u32::MAX));
    swagger.by_place.insert(cursor.place(), id);
    reader.check_known(cursor, "a schema", KNOWN);
    if !cursor.is_object() {
        let kind = cursor.node.value.kind();
        reader.error(
            "not-a-schema",
            cursor,
            format!("a schema should be an object, and is {kind}"),
            "write a schema, such as `{\"type\": \"string\"}`",
        );
    }
    let format = reader.text(cursor, "format").or_else(|| reader.text(cursor, "x-ms-format"));
    let (reference, unresolved) = match reader.resolve(cursor) {
        Some(Ok(target)) => (Some(target.place()), None),
        Some(Err(finding)) => (None, Some(finding)),
        None => (None, None),
    };
    let schema = Schema {
        cursor,
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
    };
    swagger.schemas.push(schema);

    let items = cursor.get("items").map(|items| read(items, reader, swagger));
    let all_of: Vec<SchemaId> =
        cursor.get("allOf").into_iter().flat_map(Cursor::items).map(|parent| read(parent, reader, swagger)).collect();
    let properties: Vec<Property<'d>> = cursor
        .get("properties")
        .into_iter()
        .flat_map(Cursor::entries)
        .map(|(name, _, property)| Property { name, schema: read(property, reader, swagger) })
        .collect();
    let additional = cursor.get("additionalProperties").map(|additional| match additional.bool() {
        Some(true) => Additional::Anything,
        Some(false) => Additional::Nothing,
        None if additional.entries().next().is_none() => Additional::Anything,
        None => Additional::Schema(read(additional, reader, swagger)),
    });
    let schema = &mut swagger.schemas[id.index()];
    schema.items = items;
    schema.all_of = all_of;
    schema.properties = properties;
    schema.additional = additional;
    id
}

/// Reads what references name outside `definitions`.
pub(super) fn read_targets<'d>(reader: &mut Reader<'d, '_>, swagger: &mut Swagger<'d>) {
    let mut next = 0;
    while let Some(schema) = swagger.schemas.get(next) {
        next += 1;
        if let Some(target) = schema.reference
            && swagger.schema_at(target).is_none()
            && let Some(Ok(target)) = reader.resolve(schema.cursor)
        {
            read(target, reader, swagger);
        }
    }
}

/// Whether null is allowed, where the schema says so or not.
fn nullable<'d>(cursor: Cursor<'d>, reader: &mut Reader<'d, '_>) -> Option<bool> {
    if reader.documents.nullable.contains_key(&cursor.place()) {
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
                "unusable-type",
                value,
                format!("{shown} is not a type that OpenAPI 2.0 has"),
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
    for value in values {
        let described = described
            .iter()
            .find(|described| described.get("value").is_some_and(|own| is_same(own, value, reader)))
            .copied();
        listed.push(EnumValue {
            value,
            name: described.and_then(|described| reader.text(described, "name")),
            description: described.and_then(|described| reader.text(described, "description")),
            deprecated: described.and_then(|described| reader.flag(described, "deprecated")).unwrap_or(false),
        });
    }
    // `x-ms-enum` may list more than `enum` does.
    for own in described {
        let Some(value) = own.get("value") else { continue };
        if listed.iter().any(|known| is_same(known.value, value, reader)) {
            continue;
        }
        listed.push(EnumValue {
            value,
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
