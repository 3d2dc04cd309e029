use super::reader::Reader;
use crate::load::Cursor;

/// What a description says of a value that changes neither its type nor how it is sent (OpenAPI 2.0, Schema Object:
/// `default`, validation, `deprecated`, `externalDocs`, `example`).
#[derive(Clone, Debug, Default)]
pub struct Annotations<'d> {
    /// `default`: what the service takes where nothing is sent.
    pub default: Option<Cursor<'d>>,
    /// `example`.
    pub example: Option<Cursor<'d>>,
    /// `pattern`.
    pub pattern: Option<&'d str>,
    /// `minLength` and `maxLength`.
    pub length: Limits<'d>,
    /// `minItems` and `maxItems`.
    pub items: Limits<'d>,
    /// `minProperties` and `maxProperties`.
    pub properties: Limits<'d>,
    /// `minimum` and `maximum`.
    pub value: Limits<'d>,
    /// `exclusiveMinimum`.
    pub above_minimum: bool,
    /// `exclusiveMaximum`.
    pub below_maximum: bool,
    /// `multipleOf`.
    pub multiple_of: Option<Cursor<'d>>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `deprecated`, or `x-ms-deprecation` other than false.
    pub deprecated: bool,
    /// What `x-ms-deprecation` says.
    pub deprecation: Option<&'d str>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs<'d>>,
}

/// The least and the greatest number.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits<'d> {
    /// The least.
    pub least: Option<Cursor<'d>>,
    /// The greatest.
    pub greatest: Option<Cursor<'d>>,
}

impl Limits<'_> {
    fn or(self, other: Self) -> Self {
        Self { least: self.least.or(other.least), greatest: self.greatest.or(other.greatest) }
    }
}

/// Documentation elsewhere (OpenAPI 2.0, External Documentation Object).
#[derive(Clone, Copy, Debug)]
pub struct ExternalDocs<'d> {
    /// `url`.
    pub url: &'d str,
    /// `description`.
    pub description: Option<&'d str>,
}

impl Annotations<'_> {
    /// These, and where they say nothing what others say.
    pub fn or(&self, other: &Self) -> Self {
        Self {
            default: self.default.or(other.default),
            example: self.example.or(other.example),
            pattern: self.pattern.or(other.pattern),
            length: self.length.or(other.length),
            items: self.items.or(other.items),
            properties: self.properties.or(other.properties),
            value: self.value.or(other.value),
            above_minimum: self.above_minimum || other.above_minimum,
            below_maximum: self.below_maximum || other.below_maximum,
            multiple_of: self.multiple_of.or(other.multiple_of),
            unique_items: self.unique_items || other.unique_items,
            deprecated: self.deprecated || other.deprecated,
            deprecation: self.deprecation.or(other.deprecation),
            external_docs: self.external_docs.or(other.external_docs),
        }
    }
}

/// The annotations of an object of a description, in one pass: most have none.
pub(super) fn annotations<'d>(object: Cursor<'d>, reader: &mut Reader<'d, '_>) -> Option<Box<Annotations<'d>>> {
    let mut found: Option<Box<Annotations<'d>>> = None;
    for (name, _, value) in object.entries() {
        let is_annotation = matches!(
            name,
            "default"
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
        let own = found.get_or_insert_default();
        match name {
            "default" => own.default = Some(value),
            "example" => own.example = Some(value),
            "pattern" => own.pattern = reader.text(object, name),
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
                own.deprecation = value.text();
            }
            _ => own.external_docs = external_docs(value, reader),
        }
    }
    found
}

pub(super) fn external_docs<'d>(object: Cursor<'d>, reader: &mut Reader<'d, '_>) -> Option<ExternalDocs<'d>> {
    Some(ExternalDocs { url: reader.text(object, "url")?, description: reader.text(object, "description") })
}
