//! Objects: their properties, inherited ones included, and what is said of each.

use super::{
    Annotations, Discriminator, Kind, Mutability, Named, Object, Origin, Property, Type, TypeId, Usage, XmlElement,
    types::Types, xml,
};
use crate::{
    api::builder::{Additional, Header, Schema, SchemaId},
    sources::Location,
};
use std::collections::{HashMap, HashSet};

/// What an object and its ancestors say of its properties.
#[derive(Debug, Default)]
pub(super) struct Members<'d> {
    pub(super) properties: Vec<(&'d str, SchemaId)>,
    required: HashSet<&'d str>,
    /// Properties that are in several of them: the name, an earlier schema, and the later one that replaces it.
    redefined: Vec<(&'d str, SchemaId, SchemaId)>,
    pub(super) additional: Option<Additional>,
}

impl<'d> Types<'d, '_> {
    pub(super) fn object(&mut self, own: &TypeId, id: SchemaId) -> Object {
        let builder = self.builder;
        let schema = builder.schema(id);
        let members = self.members(id);
        let kinds = if schema.name.is_some() { self.hierarchy.kinds(builder, id) } else { Vec::new() };
        let kinds = kinds.into_iter().map(|(name, value)| {
            let property = members.properties.iter().find(|(known, _)| *known == name);
            let value =
                property.map_or_else(|| value.into(), |(_, property)| self.discriminator_value(*property, value));
            Discriminator { name: name.to_owned(), value, xml_path: self.discriminator_path(id, name) }
        });
        let kinds: Vec<Discriminator> = kinds.collect();
        for (name, earlier, later) in &members.redefined {
            self.check_redefined(name, *earlier, *later);
        }
        let mut properties = Vec::new();
        for (name, property) in &members.properties {
            if kinds.iter().any(|kind| kind.name == *name) {
                continue;
            }
            properties.push(self.property(own, name, *property, members.required.contains(name)));
        }
        xml::settle(&mut properties);
        let additional = match members.additional {
            Some(Additional::Schema(value)) => {
                Some(self.of_item(value, Origin::Item(Box::new(Origin::Inside(own.clone(), String::new())))))
            }
            Some(Additional::Anything) => Some(Type::Any),
            Some(Additional::Nothing) | None => None,
        };
        Object { properties, additional, kinds, headers: false }
    }

    /// The type of a response's headers.
    pub(super) fn of_headers(&mut self, headers: &[&Header<'d>], origin: Origin, location: Location) -> TypeId {
        let named = Named {
            origin,
            description: None,
            kind: Kind::Object(Object::default()),
            usage: Usage::default(),
            xml: XmlElement::default(),
            deprecated: false,
            external_docs: None,
        };
        let id = self.push(named, location, "#headers");
        let properties = headers.iter().map(|header| self.header(&id, header)).collect();
        self.set(&id, Kind::Object(Object { properties, headers: true, ..Object::default() }));
        id
    }

    fn header(&mut self, owner: &TypeId, header: &Header<'d>) -> Property {
        let origin = Origin::Inside(owner.clone(), header.name.to_owned());
        let value = match (header.collection_prefix, self.of(header.schema, origin)) {
            (Some(_), _) => Type::Map(Box::new(Type::String)),
            (None, Type::List(_) | Type::Map(_) | Type::Any) => Type::String,
            (None, value) => value.without_null(),
        };
        Property {
            name: header.collection_prefix.unwrap_or(header.name).to_owned(),
            client_name: header.client_name.or(header.collection_prefix.map(|_| header.name)).map(str::to_owned),
            value,
            description: header.description.map(str::to_owned),
            required: false,
            sent: true,
            nullable: false,
            secret: false,
            xml_path: String::new(),
            mutability: Vec::new(),
            annotations: self.annotations(header.schema),
            item_annotations: None,
        }
    }

    /// What is said of a schema's values, and of what it refers to where that is no type of its own.
    pub(super) fn annotations(&self, id: SchemaId) -> Option<Box<Annotations>> {
        let schema = self.builder.schema(id);
        let own = schema.annotations.as_ref();
        let target = self.builder.schema(self.meant(id));
        let is_named = target.enumeration.is_some() || !target.properties.is_empty() || !target.all_of.is_empty();
        let other = target.annotations.as_ref().filter(|_| !is_named && target.location != schema.location);
        match (own, other) {
            (Some(own), Some(other)) => Some(Box::new(own.or(other))),
            (own, other) => own.or(other).cloned(),
        }
    }

    /// What is said of the items of a schema's values.
    pub(super) fn item_annotations(&self, id: SchemaId) -> Option<Box<Annotations>> {
        self.annotations(self.builder.schema(self.meant(id)).items?)
    }

    fn property(&mut self, owner: &TypeId, name: &'d str, id: SchemaId, required: bool) -> Property {
        let builder = self.builder;
        let schema = builder.schema(id);
        let chain: Vec<&Schema<'d>> = self.chain(id).map(|id| builder.schema(id)).collect();
        let value = self.of(id, Origin::Inside(owner.clone(), name.to_owned()));
        let is_writable = |schema: &Schema<'d>| {
            let written = |when: &Mutability| matches!(when, Mutability::Create | Mutability::Update);
            let allowed = schema.mutability.as_deref().unwrap_or_default();
            !schema.read_only && (allowed.is_empty() || allowed.iter().any(written))
        };
        Property {
            name: name.to_owned(),
            client_name: schema.client_name.map(str::to_owned),
            value,
            description: chain.iter().find_map(|schema| schema.description.or(schema.title)).map(str::to_owned),
            required,
            sent: chain.iter().all(|schema| is_writable(schema)),
            nullable: self.is_nullable(id),
            secret: chain.iter().any(|schema| schema.secret),
            xml_path: self.xml_path(name, id),
            mutability: chain.iter().find_map(|schema| schema.mutability.clone()).unwrap_or_default(),
            annotations: self.annotations(id),
            item_annotations: self.item_annotations(id),
        }
    }

    /// The properties of a schema and of all that it extends: inherited ones first, a redefined one at its old position.
    pub(super) fn members(&self, id: SchemaId) -> Members<'d> {
        let mut members = Members::default();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for id in self.lineage(id) {
            let schema = self.builder.schema(id);
            for property in &schema.properties {
                let index = *known.entry(property.name).or_insert(members.properties.len());
                match members.properties.get_mut(index) {
                    Some((name, earlier)) => {
                        members.redefined.push((name, *earlier, property.schema));
                        *earlier = property.schema;
                    }
                    None => members.properties.push((property.name, property.schema)),
                }
            }
            members.required.extend(&schema.required);
            if schema.additional.is_some() {
                members.additional = schema.additional;
            }
        }
        members
    }

    /// All that a schema extends, each behind its own parents, and the schema itself last.
    pub(super) fn lineage(&self, id: SchemaId) -> Vec<SchemaId> {
        let mut lineage = Vec::new();
        let mut seen = HashSet::new();
        let mut next = vec![(id, false)];
        while let Some((id, parents_are_done)) = next.pop() {
            let id = self.hierarchy.target(self.builder, id);
            if parents_are_done {
                lineage.push(id);
            } else if seen.insert(id) {
                next.push((id, true));
                let parents = self.builder.schema(id).all_of.iter().rev();
                next.extend(parents.map(|parent| (*parent, false)));
            }
        }
        lineage
    }
}
