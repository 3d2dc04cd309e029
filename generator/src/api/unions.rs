//! Discriminators: the objects that one tells apart, and its value for each.

use super::{Kind, Named, Origin, Type, TypeId, Union, Variant, hierarchy::Hierarchy, types::Types};
use crate::{
    api::builder::{JsonType, Schema, SchemaId},
    diagnostics::{Code, Diagnostic},
};
use std::collections::HashMap;

impl<'d> Types<'d, '_> {
    pub(super) fn union(&mut self, id: SchemaId, schema: &Schema<'d>, origin: Origin) -> Type {
        let builder = self.builder;
        let discriminator = self.hierarchy.discriminator(builder, id).unwrap_or_default();
        let union = self.add(
            origin,
            schema,
            Kind::Union(Union {
                discriminator: discriminator.to_owned(),
                xml_path: self.discriminator_path(id, discriminator),
                variants: Vec::new(),
            }),
            "",
        );
        // Registered before its variants, which may hold it.
        self.by_schema.insert(id, Type::Named(union.clone()));
        let mut variants: Vec<Variant> = Vec::new();
        // The index of the variant that has a value.
        let mut by_value: HashMap<&str, usize> = HashMap::new();
        // Below another discriminator, the absence of this one says that a value is of the definition itself.
        let nested = self.hierarchy.begins_level(builder, id);
        let own = Hierarchy::value(schema);
        if !self.hierarchy.kinds(builder, id).is_empty() {
            let object = self.object_type(id, schema, Origin::Base(union.clone()));
            let value = if nested { "" } else { own };
            by_value.insert(value, variants.len());
            let values = vec![value.to_owned()];
            variants.push(Variant { values, name: schema.name.unwrap_or(own).to_owned(), object });
        }
        for member in self.hierarchy.variants(builder, id) {
            let member_schema = builder.schema(member);
            let value = Hierarchy::value(member_schema);
            if let Some(other) = by_value.get(value).map(|index| &variants[*index]) {
                let message = format!(
                    "duplicate value `{value}` of the discriminator `{discriminator}`, used by `{}` already: ignoring this type",
                    other.name
                );
                self.diagnostics.push(
                    Diagnostic::warning(Code::RepeatedDiscriminatorValue, message)
                        .at(member_schema.location)
                        .help("give each type a unique `x-ms-discriminator-value`"),
                );
                continue;
            }
            let name = member_schema.name.unwrap_or(value);
            let object = self.variant_object(member, member_schema, name);
            by_value.insert(value, variants.len());
            variants.push(Variant { values: vec![value.to_owned()], name: name.to_owned(), object });
        }
        let is_taken = by_value.contains_key(own);
        if let (Some(base), true) = (variants.first_mut(), nested && !is_taken) {
            base.values.push(own.to_owned());
        }
        if let Some(Named { kind: Kind::Union(union), .. }) = self.types.get_mut(&union) {
            union.variants = variants;
        }
        Type::Named(union)
    }

    /// The object of a union's variant. One that others extend is a union itself, and its own properties get a type
    /// beside it, unless another discriminator tells apart those that extend it.
    fn variant_object(&mut self, id: SchemaId, schema: &Schema<'d>, name: &'d str) -> TypeId {
        if !self.hierarchy.is_union(self.builder, id) {
            return self.object_type(id, schema, Origin::Name(name.to_owned()));
        }
        let nested = self.hierarchy.begins_level(self.builder, id);
        match self.of(id, Origin::Name(name.to_owned())) {
            Type::Named(union) if nested => union,
            Type::Named(union) => self.object_type(id, schema, Origin::Base(union)),
            _ => self.object_type(id, schema, Origin::Name(name.to_owned())),
        }
    }

    /// A discriminator's value as the property's type has it: few are integers or booleans.
    pub(super) fn discriminator_value(&self, property: SchemaId, value: &str) -> serde_json::Value {
        match self.builder.schema(self.meant(property)).json_type {
            Some(JsonType::Integer | JsonType::Number | JsonType::Boolean) => {
                serde_json::from_str(value).ok().filter(|own: &serde_json::Value| own.is_number() || own.is_boolean())
            }
            _ => None,
        }
        .unwrap_or_else(|| value.into())
    }

    /// The path to the discriminator in XML.
    pub(super) fn discriminator_path(&self, id: SchemaId, discriminator: &'d str) -> String {
        if !self.has_xml {
            return String::new();
        }
        let members = self.members(id);
        let property = members.properties.iter().find(|(name, _)| *name == discriminator);
        property.map_or_else(|| discriminator.to_owned(), |(name, schema)| self.xml_path(name, *schema))
    }
}
