use super::{
    Discriminator, Kind, Named, Object, Origin, Property, Type, TypeId, Union, Usage, Variant, XmlElement,
    hierarchy::Hierarchy,
    scalars::{number, string},
    xml,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics},
    load::Value,
    sources::Place,
    swagger::{Additional, Annotations, Header, JsonType, Mutability, Schema, SchemaId, Swagger},
};
use std::collections::{HashMap, HashSet};

/// Lists of lists, and unions of unions, deeper than this are refused: they are resolved on the stack.
pub(super) const MAX_NESTING: usize = 100;

/// Turns schemas into types, each once.
#[derive(Debug)]
pub(super) struct Types<'d, 'a> {
    pub(super) swagger: &'a Swagger<'d>,
    pub(super) diagnostics: &'a mut Diagnostics,
    hierarchy: Hierarchy,
    /// Some operation has bodies in XML.
    pub(super) has_xml: bool,
    types: Vec<Named<'d>>,
    by_schema: HashMap<SchemaId, Type>,
    objects: HashMap<SchemaId, TypeId>,
    pub(super) enumerations: HashMap<(&'d str, String), TypeId>,
    /// Lists that are whole documents in XML.
    documents: HashMap<Place, TypeId>,
    /// Objects whose properties are not resolved yet. Doing so later keeps cycles and long chains off the stack.
    unfilled: Vec<(TypeId, SchemaId)>,
    /// Schemas whose type is being found.
    resolving: HashSet<SchemaId>,
    /// Pairs of schemas that were reported to contradict each other.
    pub(super) contradictions: HashSet<(SchemaId, SchemaId)>,
}

/// What may be between a list or a map and itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Through {
    /// Lists only: a map that holds itself has a name.
    Lists,
    ListsAndMaps,
}

/// What an object and its ancestors say of its properties.
#[derive(Debug, Default)]
pub(super) struct Members<'d> {
    pub(super) properties: Vec<(&'d str, SchemaId)>,
    required: HashSet<&'d str>,
    /// Properties that stand in several of them: the name, an earlier schema, and the later one that replaces it.
    redefined: Vec<(&'d str, SchemaId, SchemaId)>,
    pub(super) additional: Option<Additional>,
}

impl<'d, 'a> Types<'d, 'a> {
    pub(super) fn new(swagger: &'a Swagger<'d>, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            hierarchy: Hierarchy::new(swagger),
            has_xml: xml::is_used(swagger),
            swagger,
            diagnostics,
            types: Vec::new(),
            by_schema: HashMap::new(),
            objects: HashMap::new(),
            enumerations: HashMap::new(),
            documents: HashMap::new(),
            unfilled: Vec::new(),
            resolving: HashSet::new(),
            contradictions: HashSet::new(),
        }
    }

    pub(super) fn finish(mut self) -> Vec<Named<'d>> {
        self.fill();
        self.types
    }

    /// Resolves the properties of all objects so far.
    pub(super) fn fill(&mut self) {
        while let Some((id, schema)) = self.unfilled.pop() {
            let object = self.object(id, schema);
            self.types[id.index()].kind = Kind::Object(object);
        }
    }

    pub(super) fn named(&self, id: TypeId) -> &Named<'d> {
        &self.types[id.index()]
    }

    /// Whether a whole body is a file: bytes as they are, whatever the media type. Beside `type: file`, descriptions
    /// say so by `format: file`, and by `format: binary` as in OpenAPI 3.
    pub(super) fn is_file(&self, id: SchemaId) -> bool {
        let schema = self.swagger.schema(self.meant(id));
        match schema.json_type {
            Some(JsonType::File) => true,
            Some(JsonType::String | JsonType::Object) | None => matches!(schema.format, Some("file" | "binary")),
            _ => false,
        }
    }

    /// A file in a form, or a list of files.
    pub(super) fn file(&self, id: SchemaId) -> Option<Type> {
        let schema = self.swagger.schema(self.meant(id));
        let is_list = schema.json_type == Some(JsonType::Array);
        if self.is_file(id) {
            Some(Type::Raw)
        } else if is_list && schema.items.is_some_and(|items| self.is_file(items)) {
            Some(Type::List(Box::new(Type::Raw)))
        } else {
            None
        }
    }

    /// What a schema refers to.
    pub(super) fn target(&self, id: SchemaId) -> SchemaId {
        self.hierarchy.target(self.swagger, id)
    }

    /// A schema and all that it only refers to or adds words to, in that order: behind `$ref`, and behind an `allOf` of
    /// one schema. What an earlier one says counts.
    pub(super) fn chain(&self, id: SchemaId) -> Vec<SchemaId> {
        let mut chain = vec![id];
        let mut next = Some(id);
        while let Some(id) = next.filter(|_| chain.len() < MAX_NESTING) {
            let schema = self.swagger.schema(id);
            let target = schema.reference.and_then(|place| self.swagger.schema_at(place));
            next = target.map(|target| self.hierarchy.one(target)).or_else(|| self.alias(schema));
            chain.extend(next);
        }
        chain
    }

    /// The schema at the end of the chain, which says what values are.
    pub(super) fn meant(&self, id: SchemaId) -> SchemaId {
        let end = self.chain(id).last().copied().unwrap_or(id);
        self.hierarchy.one(end)
    }

    /// The single value that a schema allows, and whether others may come all the same.
    pub(super) fn single(&self, id: SchemaId) -> Option<(&'d str, bool)> {
        let schema = self.swagger.schema(self.hierarchy.target(self.swagger, id));
        let enumeration = schema.enumeration.as_ref()?;
        match enumeration.values.as_slice() {
            [only] => {
                // A string may come without quotes: `2.0`.
                let is_text = matches!(schema.json_type, Some(JsonType::String) | None);
                let is_scalar = matches!(only.value.node.value, Value::Number(_) | Value::Bool(_));
                let unquoted = (is_text && is_scalar).then(|| self.swagger.documents.written(only.value));
                Some((only.value.text().or(unquoted)?, enumeration.extensible))
            }
            _ => None,
        }
    }

    /// The value that is always the same, if a schema allows no other.
    pub(super) fn constant(&self, id: SchemaId) -> Option<&'d str> {
        self.single(id).filter(|(_, extensible)| !extensible).map(|(only, _)| only)
    }

    /// The type of a schema. `origin` names it if nothing else does.
    pub(super) fn of(&mut self, id: SchemaId, origin: Origin<'d>) -> Type {
        if let Some(known) = self.by_schema.get(&id) {
            return known.clone();
        }
        let swagger = self.swagger;
        let target = self.hierarchy.target(swagger, id);
        let schema = swagger.schema(target);
        if let Some(finding) = &schema.unresolved {
            self.diagnostics.push(finding.clone());
            return Type::Any;
        }
        if self.resolving.len() > MAX_NESTING {
            let message = format!("this is the end of more than {MAX_NESTING} types that stand in each other");
            self.diagnostics.push(
                Diagnostic::error("nested-too-deep", message)
                    .at(schema.place())
                    .help("give some of them properties: those may go on for ever"),
            );
            return Type::Any;
        }
        if schema.reference.is_some() || !self.resolving.insert(id) {
            self.diagnostics.push(
                Diagnostic::error("reference-cycle", "this schema is nothing but itself")
                    .at(schema.place())
                    .help("refer to a schema that says what it is"),
            );
            return Type::Any;
        }
        let found = if target != id {
            self.of(target, origin)
        } else {
            let named = schema.name.map(|name| schema.client_name.unwrap_or(name));
            let origin = named.map_or(origin, Origin::Name);
            self.of_target(target, schema, origin)
        };
        self.resolving.remove(&id);
        let own = swagger.schema(id);
        let found = match found {
            Type::String if own.secret => Type::Secret,
            // A format beside a reference narrows the string that it refers to.
            Type::String => string(own.format),
            found => found,
        };
        self.by_schema.insert(id, found.clone());
        found
    }

    /// The type of a list's item, a map's value or a whole body, which may be null.
    pub(super) fn of_item(&mut self, id: SchemaId, origin: Origin<'d>) -> Type {
        let found = self.of(id, origin);
        if self.is_nullable(id) { found.or_null() } else { found }
    }

    /// Whether a schema allows null: what it says itself, else what it refers to.
    fn is_nullable(&self, id: SchemaId) -> bool {
        let said = |id| {
            let schema = self.swagger.schema(id);
            let mut values = schema.enumeration.iter().flat_map(|own| &own.values);
            schema.nullable.or_else(|| values.any(|own| own.value.node.value == Value::Null).then_some(true))
        };
        self.chain(id).into_iter().find_map(said).unwrap_or(false)
    }

    fn of_target(&mut self, id: SchemaId, schema: &Schema<'d>, origin: Origin<'d>) -> Type {
        if let Some(kind) = self.enumeration(schema, &origin) {
            return kind;
        }
        match schema.json_type {
            Some(JsonType::String) => string(schema.format),
            Some(JsonType::Boolean) => Type::Boolean,
            Some(kind @ (JsonType::Integer | JsonType::Number)) => number(kind, schema.format),
            Some(JsonType::Array) => Type::List(Box::new(self.list_item(id, schema, origin))),
            Some(JsonType::File) => {
                self.diagnostics.push(
                    Diagnostic::error("unusable-type", "a `file` can only be a whole body")
                        .at(schema.place())
                        .help("use `\"type\": \"string\", \"format\": \"byte\"` for bytes in JSON"),
                );
                Type::Any
            }
            Some(JsonType::Object) | None => self.of_object(id, schema, origin),
        }
    }

    fn of_object(&mut self, id: SchemaId, schema: &Schema<'d>, origin: Origin<'d>) -> Type {
        if schema.json_type.is_none() && schema.items.is_some() {
            return Type::List(Box::new(self.list_item(id, schema, origin)));
        }
        if let Some(alias) = self.alias(schema) {
            // The parents of an alias are above it in the text or are definitions: this ends.
            return self.of(alias, origin);
        }
        let members = self.members(id);
        let is_union = self.hierarchy.is_union(self.swagger, id);
        if members.properties.is_empty()
            && !is_union
            && schema.name.is_none_or(|_| self.hierarchy.discriminator(self.swagger, id).is_none())
        {
            return match members.additional {
                Some(Additional::Schema(value)) if self.is_within(id, value, Through::ListsAndMaps) => {
                    Type::Named(self.object_type(id, schema, origin))
                }
                Some(Additional::Schema(value)) => {
                    let value = self.of_item(value, Origin::Item(Box::new(origin)));
                    Type::Map(Box::new(value))
                }
                Some(Additional::Anything) => Type::Map(Box::new(Type::Any)),
                Some(Additional::Nothing) | None if schema.json_type.is_none() => string_format(schema),
                Some(Additional::Nothing) | None => Type::Any,
            };
        }
        if is_union {
            return self.union(id, schema, origin);
        }
        Type::Named(self.object_type(id, schema, origin))
    }

    /// The type of a list's items. Only a type with a name can hold itself, and a list has none: what is below it is
    /// any value.
    fn list_item(&mut self, id: SchemaId, schema: &Schema<'d>, origin: Origin<'d>) -> Type {
        let Some(items) = schema.items else { return Type::Any };
        if self.is_within(id, items, Through::Lists) {
            self.diagnostics.push(
                Diagnostic::warning(
                    "list-of-itself",
                    "the items of this list are lists of the same kind: any value is allowed",
                )
                .at(schema.place())
                .help("put an object with a property between the list and its items"),
            );
            return Type::Any;
        }
        self.of_item(items, Origin::Item(Box::new(origin)))
    }

    /// Whether a list or a map is below one of its own items, with nothing between that has a name in Rust.
    fn is_within(&self, id: SchemaId, item: SchemaId, through: Through) -> bool {
        let mut seen = HashSet::new();
        let mut next = vec![item];
        while let Some(value) = next.pop() {
            let value = self.target(value);
            if value == id {
                return true;
            }
            if !seen.insert(value) {
                continue;
            }
            let schema = self.swagger.schema(value);
            next.extend(schema.items);
            next.extend(self.alias(schema));
            if through == Through::Lists {
                continue;
            }
            let members = self.members(value);
            if let (Some(Additional::Schema(value)), true) = (members.additional, members.properties.is_empty()) {
                next.push(value);
            }
        }
        false
    }

    /// The one schema that an unnamed `allOf` of a single reference only decorates with words.
    pub(super) fn alias(&self, schema: &Schema<'d>) -> Option<SchemaId> {
        let [parent] = schema.all_of.as_slice() else {
            return None;
        };
        let decorates = schema.properties.is_empty() && schema.additional.is_none();
        let parent_type = self.swagger.schema(self.hierarchy.target(self.swagger, *parent));
        let of_object =
            matches!(parent_type.json_type, Some(JsonType::Object) | None) && parent_type.enumeration.is_none();
        (decorates && (schema.name.is_none() || !of_object)).then_some(*parent)
    }

    pub(super) fn add(&mut self, origin: Origin<'d>, schema: &Schema<'d>, kind: Kind<'d>) -> TypeId {
        let annotations = schema.annotations.as_ref();
        self.push(Named {
            origin,
            place: schema.place(),
            description: schema.description.or(schema.title),
            kind,
            usage: Usage::default(),
            xml: self.xml_element(schema),
            deprecated: annotations.is_some_and(|own| own.deprecated),
            external_docs: annotations.and_then(|own| own.external_docs),
        })
    }

    fn push(&mut self, named: Named<'d>) -> TypeId {
        let id = TypeId::from_index(self.types.len());
        self.types.push(named);
        id
    }

    fn object_type(&mut self, id: SchemaId, schema: &Schema<'d>, origin: Origin<'d>) -> TypeId {
        if let Some(known) = self.objects.get(&id) {
            return *known;
        }
        let new = self.add(origin, schema, Kind::Object(Object::default()));
        self.objects.insert(id, new);
        self.unfilled.push((new, id));
        new
    }

    fn union(&mut self, id: SchemaId, schema: &Schema<'d>, origin: Origin<'d>) -> Type {
        let swagger = self.swagger;
        let discriminator = self.hierarchy.discriminator(swagger, id).unwrap_or_default();
        let union = self.add(
            origin,
            schema,
            Kind::Union(Union {
                discriminator,
                xml_path: self.discriminator_path(id, discriminator),
                variants: Vec::new(),
            }),
        );
        // Registered before its variants, which may hold it.
        self.by_schema.insert(id, Type::Named(union));
        let mut variants: Vec<Variant<'d>> = Vec::new();
        // Below another discriminator, the absence of this one says that a value is of the definition itself.
        let nested = self.hierarchy.begins_level(swagger, id);
        let own = Hierarchy::value(schema);
        if !self.hierarchy.kinds(swagger, id).is_empty() {
            let object = self.object_type(id, schema, Origin::Base(union));
            let values = vec![if nested { "" } else { own }];
            variants.push(Variant { values, name: schema.name.unwrap_or(own), object });
        }
        for member in self.hierarchy.variants(swagger, id) {
            let member_schema = swagger.schema(member);
            let value = Hierarchy::value(member_schema);
            if let Some(other) = variants.iter().find(|variant| variant.values.contains(&value)) {
                let message = format!(
                    "`{value}` of the discriminator `{discriminator}` is `{}` already: this type is left out",
                    other.name
                );
                self.diagnostics.push(
                    Diagnostic::warning("repeated-discriminator-value", message)
                        .at(member_schema.place())
                        .help("give each type a value of its own by `x-ms-discriminator-value`"),
                );
                continue;
            }
            let name = member_schema.name.unwrap_or(value);
            let object = self.variant_object(member, member_schema, name);
            variants.push(Variant { values: vec![value], name, object });
        }
        let is_taken = variants.iter().any(|variant| variant.values.contains(&own));
        if let (Some(base), true) = (variants.first_mut(), nested && !is_taken) {
            base.values.push(own);
        }
        if let Kind::Union(union) = &mut self.types[union.index()].kind {
            union.variants = variants;
        }
        Type::Named(union)
    }

    /// The object of a union's variant. One that others extend is a union itself, and its own properties get a type
    /// beside it, unless another discriminator tells apart those that extend it.
    fn variant_object(&mut self, id: SchemaId, schema: &Schema<'d>, name: &'d str) -> TypeId {
        if !self.hierarchy.is_union(self.swagger, id) {
            return self.object_type(id, schema, Origin::Name(name));
        }
        let nested = self.hierarchy.begins_level(self.swagger, id);
        match self.of(id, Origin::Name(name)) {
            Type::Named(union) if nested => union,
            Type::Named(union) => self.object_type(id, schema, Origin::Base(union)),
            _ => self.object_type(id, schema, Origin::Name(name)),
        }
    }

    fn object(&mut self, own: TypeId, id: SchemaId) -> Object<'d> {
        let swagger = self.swagger;
        let schema = swagger.schema(id);
        let members = self.members(id);
        let kinds = if schema.name.is_some() { self.hierarchy.kinds(swagger, id) } else { Vec::new() };
        let kinds = kinds.into_iter().map(|(name, value)| {
            let property = members.properties.iter().find(|(known, _)| *known == name);
            let value =
                property.map_or_else(|| value.into(), |(_, property)| self.discriminator_value(*property, value));
            Discriminator { name, value, xml_path: self.discriminator_path(id, name) }
        });
        let kinds: Vec<Discriminator<'d>> = kinds.collect();
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
                Some(self.of_item(value, Origin::Item(Box::new(Origin::Inside(own, "")))))
            }
            Some(Additional::Anything) => Some(Type::Any),
            Some(Additional::Nothing) | None => None,
        };
        Object { properties, additional, kinds, headers: false }
    }

    /// A discriminator's value as the property's type has it: few are integers or booleans.
    fn discriminator_value(&self, property: SchemaId, value: &str) -> serde_json::Value {
        match self.swagger.schema(self.meant(property)).json_type {
            Some(JsonType::Integer | JsonType::Number | JsonType::Boolean) => {
                serde_json::from_str(value).ok().filter(|own: &serde_json::Value| own.is_number() || own.is_boolean())
            }
            _ => None,
        }
        .unwrap_or_else(|| value.into())
    }

    /// The path to the discriminator in XML.
    fn discriminator_path(&self, id: SchemaId, discriminator: &'d str) -> String {
        if !self.has_xml {
            return String::new();
        }
        let members = self.members(id);
        let property = members.properties.iter().find(|(name, _)| *name == discriminator);
        property.map_or_else(|| discriminator.to_owned(), |(name, schema)| self.xml_path(name, *schema))
    }

    /// The type of a whole document in XML. Its root is always one element: a list is an object with one property.
    pub(super) fn of_document(&mut self, id: SchemaId, origin: Origin<'d>) -> Type {
        let schema = self.swagger.schema(self.meant(id));
        let Some(items) = schema.items.filter(|_| schema.json_type == Some(JsonType::Array)) else {
            return self.of(id, origin);
        };
        if let Some(known) = self.documents.get(&schema.place()) {
            return Type::Named(*known);
        }
        let named = schema.name.map(|name| schema.client_name.unwrap_or(name));
        let origin = named.map_or(origin, Origin::Name);
        let list = self.of(id, origin.clone());
        let name = "items";
        let item = self.xml_items(items, schema.name.unwrap_or(name));
        let property = Property {
            name,
            client_name: None,
            value: list,
            description: Some("The items."),
            required: true,
            sent: true,
            nullable: false,
            secret: false,
            xml_path: item,
            mutability: Vec::new(),
            annotations: None,
            item_annotations: None,
        };
        let object = Object { properties: vec![property], ..Object::default() };
        let document = self.add(origin, schema, Kind::Object(object));
        self.documents.insert(schema.place(), document);
        Type::Named(document)
    }

    /// The type of an answer's headers.
    pub(super) fn of_headers(&mut self, headers: &[&Header<'d>], origin: Origin<'d>, place: Place) -> TypeId {
        let id = self.push(Named {
            origin,
            place,
            description: None,
            kind: Kind::Object(Object::default()),
            usage: Usage::default(),
            xml: XmlElement::default(),
            deprecated: false,
            external_docs: None,
        });
        let properties = headers.iter().map(|header| self.header(id, header)).collect();
        self.types[id.index()].kind = Kind::Object(Object { properties, headers: true, ..Object::default() });
        id
    }

    fn header(&mut self, owner: TypeId, header: &Header<'d>) -> Property<'d> {
        let value = match (header.collection_prefix, self.of(header.schema, Origin::Inside(owner, header.name))) {
            (Some(_), _) => Type::Map(Box::new(Type::String)),
            (None, Type::List(_) | Type::Map(_) | Type::Any) => Type::String,
            (None, value) => value.without_null(),
        };
        Property {
            name: header.collection_prefix.unwrap_or(header.name),
            client_name: header.client_name.or(header.collection_prefix.map(|_| header.name)),
            value,
            description: header.description,
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
    pub(super) fn annotations(&self, id: SchemaId) -> Option<Box<Annotations<'d>>> {
        let schema = self.swagger.schema(id);
        let own = schema.annotations.as_ref();
        let target = self.swagger.schema(self.meant(id));
        let is_named = target.enumeration.is_some() || !target.properties.is_empty() || !target.all_of.is_empty();
        let other = target.annotations.as_ref().filter(|_| !is_named && target.place() != schema.place());
        match (own, other) {
            (Some(own), Some(other)) => Some(Box::new(own.or(other))),
            (own, other) => own.or(other).cloned(),
        }
    }

    /// What is said of the items of a schema's values.
    pub(super) fn item_annotations(&self, id: SchemaId) -> Option<Box<Annotations<'d>>> {
        self.annotations(self.swagger.schema(self.meant(id)).items?)
    }

    /// Whether a schema is a text, a number or anything at all, with no structure that XML would show.
    pub(super) fn is_plain(&self, id: SchemaId) -> bool {
        let target = self.meant(id);
        let schema = self.swagger.schema(target);
        let members = self.members(target);
        let is_empty = members.properties.is_empty() && members.additional.is_none() && schema.items.is_none();
        is_empty && schema.all_of.is_empty()
    }

    fn property(&mut self, owner: TypeId, name: &'d str, id: SchemaId, required: bool) -> Property<'d> {
        let swagger = self.swagger;
        let schema = swagger.schema(id);
        let chain: Vec<&Schema<'d>> = self.chain(id).into_iter().map(|id| swagger.schema(id)).collect();
        let value = self.of(id, Origin::Inside(owner, name));
        let is_writable = |schema: &Schema<'d>| {
            let written = |when: &Mutability| matches!(when, Mutability::Create | Mutability::Update);
            let allowed = schema.mutability.as_deref().unwrap_or_default();
            !schema.read_only && (allowed.is_empty() || allowed.iter().any(written))
        };
        Property {
            name,
            client_name: schema.client_name,
            value,
            description: chain.iter().find_map(|schema| schema.description.or(schema.title)),
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

    /// The properties of a schema and of all that it extends: inherited ones first, a redefined one in its old place.
    pub(super) fn members(&self, id: SchemaId) -> Members<'d> {
        let mut members = Members::default();
        for id in self.lineage(id) {
            let schema = self.swagger.schema(id);
            for property in &schema.properties {
                let slot = members.properties.iter_mut().find(|(name, _)| *name == property.name);
                match slot {
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
            let id = self.hierarchy.target(self.swagger, id);
            if parents_are_done {
                lineage.push(id);
            } else if seen.insert(id) {
                next.push((id, true));
                let parents = self.swagger.schema(id).all_of.iter().rev();
                next.extend(parents.map(|parent| (*parent, false)));
            }
        }
        lineage
    }
}

/// A schema with no type: a few formats are those of strings.
fn string_format(schema: &Schema<'_>) -> Type {
    match string(schema.format) {
        Type::String => Type::Any,
        other => other,
    }
}
