use super::{
    Kind, Named, Object, Origin, Positions, Property, Type, TypeId, Usage,
    hierarchy::Hierarchy,
    scalars::{number, string},
    xml,
};
use crate::{
    api::builder::{Additional, Builder, JsonType, Schema, SchemaId},
    diagnostics::{Code, Diagnostic, Diagnostics, ErrorReported},
    sources::Location,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Lists of lists, and unions of unions, deeper than this are refused: they are resolved on the stack. So are
/// definitions that extend others more deeply.
pub(super) const MAX_NESTING: usize = 100;

/// Turns schemas into types, each once.
#[derive(Debug)]
pub(super) struct Types<'d, 'a> {
    pub(super) builder: &'a Builder<'d>,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) hierarchy: Hierarchy,
    /// Some operation has bodies in XML.
    pub(super) has_xml: bool,
    pub(super) types: BTreeMap<TypeId, Named>,
    /// Where types and operations are.
    pub(super) positions: Positions,
    pub(super) by_schema: HashMap<SchemaId, Type>,
    objects: HashMap<SchemaId, TypeId>,
    pub(super) enumerations: HashMap<(String, String), TypeId>,
    /// Lists that are whole documents in XML.
    documents: HashMap<Location, TypeId>,
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

impl<'d, 'a> Types<'d, 'a> {
    /// # Errors
    ///
    /// As [`Hierarchy::check`].
    pub(super) fn new(builder: &'a Builder<'d>, diagnostics: &'a mut Diagnostics) -> Result<Self, ErrorReported> {
        let hierarchy = Hierarchy::new(builder);
        hierarchy.check(builder, diagnostics)?;
        Ok(Self {
            hierarchy,
            has_xml: xml::is_used(builder),
            builder,
            diagnostics,
            types: BTreeMap::new(),
            positions: Positions::default(),
            by_schema: HashMap::new(),
            objects: HashMap::new(),
            enumerations: HashMap::new(),
            documents: HashMap::new(),
            unfilled: Vec::new(),
            resolving: HashSet::new(),
            contradictions: HashSet::new(),
        })
    }

    pub(super) fn finish(mut self) -> (BTreeMap<TypeId, Named>, Positions) {
        self.fill();
        (self.types, self.positions)
    }

    /// Resolves the properties of all objects so far.
    pub(super) fn fill(&mut self) {
        while let Some((id, schema)) = self.unfilled.pop() {
            let object = self.object(&id, schema);
            self.set(&id, Kind::Object(object));
        }
    }

    pub(super) fn named(&self, id: &TypeId) -> &Named {
        &self.types[id]
    }

    /// Says what a type is that was added before.
    pub(super) fn set(&mut self, id: &TypeId, kind: Kind) {
        if let Some(named) = self.types.get_mut(id) {
            named.kind = kind;
        }
    }

    /// Whether a whole body is a file: bytes as they are, whatever the media type. Beside `type: file`, descriptions
    /// say so by `format: file`, and by `format: binary` as in OpenAPI 3.
    pub(super) fn is_file(&self, id: SchemaId) -> bool {
        let schema = self.builder.schema(self.meant(id));
        match schema.json_type {
            Some(JsonType::File) => true,
            Some(JsonType::String | JsonType::Object) | None => matches!(schema.format, Some("file" | "binary")),
            _ => false,
        }
    }

    /// A file in a form, or a list of files.
    pub(super) fn file(&self, id: SchemaId) -> Option<Type> {
        let schema = self.builder.schema(self.meant(id));
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
        self.hierarchy.target(self.builder, id)
    }

    /// A schema and all that it only refers to or adds words to, in that order: behind `$ref`, and behind an `allOf` of
    /// one schema. What an earlier one says counts.
    pub(super) fn chain(&self, id: SchemaId) -> impl Iterator<Item = SchemaId> {
        let next = |id: &SchemaId| {
            let schema = self.builder.schema(*id);
            let target = schema.reference.and_then(|location| self.builder.schema_at(location));
            target.map(|target| self.hierarchy.one(target)).or_else(|| self.alias(schema))
        };
        std::iter::successors(Some(id), next).take(MAX_NESTING)
    }

    /// The schema at the end of the chain, which says what values are.
    pub(super) fn meant(&self, id: SchemaId) -> SchemaId {
        self.hierarchy.one(self.chain(id).last().unwrap_or(id))
    }

    /// The single value that a schema allows, and whether others may come all the same.
    pub(super) fn single(&self, id: SchemaId) -> Option<(&'d str, bool)> {
        let schema = self.builder.schema(self.hierarchy.target(self.builder, id));
        let enumeration = schema.enumeration.as_ref()?;
        match enumeration.values.as_slice() {
            [only] => {
                // A string may come without quotes: `2.0`.
                let is_text = matches!(schema.json_type, Some(JsonType::String) | None);
                let is_scalar = only.value.value.is_number() || only.value.value.is_boolean();
                let is_given = only.value.value.is_string() || is_text && is_scalar;
                is_given.then_some((only.value.written, enumeration.extensible))
            }
            _ => None,
        }
    }

    /// The value that is always the same, if a schema allows no other.
    pub(super) fn constant(&self, id: SchemaId) -> Option<&'d str> {
        self.single(id).filter(|(_, extensible)| !extensible).map(|(only, _)| only)
    }

    /// The type of a schema. `origin` names it if nothing else does.
    pub(super) fn of(&mut self, id: SchemaId, origin: Origin) -> Type {
        if let Some(known) = self.by_schema.get(&id) {
            return known.clone();
        }
        let builder = self.builder;
        let target = self.hierarchy.target(builder, id);
        let schema = builder.schema(target);
        if let Some(finding) = &schema.unresolved {
            self.diagnostics.push(finding.clone());
            return Type::Any;
        }
        if self.resolving.len() > MAX_NESTING {
            let message = format!("types are nested more than {MAX_NESTING} levels deep");
            self.diagnostics.push(
                Diagnostic::error(Code::NestedTooDeep, message)
                    .at(schema.location)
                    .help("give some of them properties: objects may be nested to any depth"),
            );
            return Type::Any;
        }
        if schema.reference.is_some() || !self.resolving.insert(id) {
            self.diagnostics.push(
                Diagnostic::error(Code::ReferenceCycle, "this schema refers only to itself")
                    .at(schema.location)
                    .help("refer to a schema that has a type"),
            );
            return Type::Any;
        }
        let found = if target != id {
            self.of(target, origin)
        } else {
            let named = schema.name.map(|name| schema.client_name.unwrap_or(name));
            let origin = named.map_or(origin, |name| Origin::Name(name.to_owned()));
            self.of_target(target, schema, origin)
        };
        self.resolving.remove(&id);
        let own = builder.schema(id);
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
    pub(super) fn of_item(&mut self, id: SchemaId, origin: Origin) -> Type {
        let found = self.of(id, origin);
        if self.is_nullable(id) { found.or_null() } else { found }
    }

    /// Whether a schema allows null: what it says itself, else what it refers to.
    pub(super) fn is_nullable(&self, id: SchemaId) -> bool {
        let said = |id| {
            let schema = self.builder.schema(id);
            let mut values = schema.enumeration.iter().flat_map(|own| &own.values);
            schema.nullable.or_else(|| values.any(|own| own.value.value.is_null()).then_some(true))
        };
        self.chain(id).find_map(said).unwrap_or(false)
    }

    fn of_target(&mut self, id: SchemaId, schema: &Schema<'d>, origin: Origin) -> Type {
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
                    Diagnostic::error(Code::UnusableType, "`file` is supported only as the type of a whole body")
                        .at(schema.location)
                        .help("use `\"type\": \"string\", \"format\": \"byte\"` for bytes in JSON"),
                );
                Type::Any
            }
            Some(JsonType::Object) | None => self.of_object(id, schema, origin),
        }
    }

    fn of_object(&mut self, id: SchemaId, schema: &Schema<'d>, origin: Origin) -> Type {
        if schema.json_type.is_none() && schema.items.is_some() {
            return Type::List(Box::new(self.list_item(id, schema, origin)));
        }
        if let Some(alias) = self.alias(schema) {
            // The parents of an alias are above it in the text or are definitions: this ends.
            return self.of(alias, origin);
        }
        let members = self.members(id);
        let is_union = self.hierarchy.is_union(self.builder, id);
        if members.properties.is_empty()
            && !is_union
            && schema.name.is_none_or(|_| self.hierarchy.discriminator(self.builder, id).is_none())
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
    fn list_item(&mut self, id: SchemaId, schema: &Schema<'d>, origin: Origin) -> Type {
        let Some(items) = schema.items else { return Type::Any };
        if self.is_within(id, items, Through::Lists) {
            self.diagnostics.push(
                Diagnostic::warning(
                    Code::ListOfItself,
                    "the items of this list are lists of the same schema: using a list of any value",
                )
                .at(schema.location)
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
            let schema = self.builder.schema(value);
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
        let parent_type = self.builder.schema(self.hierarchy.target(self.builder, *parent));
        let of_object =
            matches!(parent_type.json_type, Some(JsonType::Object) | None) && parent_type.enumeration.is_none();
        (decorates && (schema.name.is_none() || !of_object)).then_some(*parent)
    }

    /// Adds a type that a schema makes; `beside` tells it from the schema's own.
    pub(super) fn add(&mut self, origin: Origin, schema: &Schema<'d>, kind: Kind, beside: &str) -> TypeId {
        let annotations = schema.annotations.as_ref();
        let named = Named {
            origin,
            description: schema.description.or(schema.title).map(str::to_owned),
            kind,
            usage: Usage::default(),
            xml: self.xml_element(schema),
            deprecated: annotations.is_some_and(|own| own.deprecated),
            external_docs: annotations.and_then(|own| own.external_docs.clone()),
        };
        self.push(named, schema.location, beside)
    }

    pub(super) fn push(&mut self, named: Named, location: Location, beside: &str) -> TypeId {
        let mut source = self.builder.locations.pointer(location) + beside;
        // A definition may be called as what is made beside another.
        while self.types.contains_key(&TypeId::new(&source)) {
            source.push('#');
        }
        let id = TypeId::new(&source);
        self.positions.add(source, location);
        self.types.insert(id.clone(), named);
        id
    }

    pub(super) fn object_type(&mut self, id: SchemaId, schema: &Schema<'d>, origin: Origin) -> TypeId {
        if let Some(known) = self.objects.get(&id) {
            return known.clone();
        }
        let beside = if matches!(origin, Origin::Base(_)) { "#base" } else { "" };
        let new = self.add(origin, schema, Kind::Object(Object::default()), beside);
        self.objects.insert(id, new.clone());
        self.unfilled.push((new.clone(), id));
        new
    }

    /// The type of a whole document in XML. Its root is always one element: a list is an object with one property.
    pub(super) fn of_document(&mut self, id: SchemaId, origin: Origin) -> Type {
        let schema = self.builder.schema(self.meant(id));
        let Some(items) = schema.items.filter(|_| schema.json_type == Some(JsonType::Array)) else {
            return self.of(id, origin);
        };
        if let Some(known) = self.documents.get(&schema.location) {
            return Type::Named(known.clone());
        }
        let named = schema.name.map(|name| schema.client_name.unwrap_or(name));
        let origin = named.map_or(origin, |name| Origin::Name(name.to_owned()));
        let list = self.of(id, origin.clone());
        let name = "items";
        let item = self.xml_items(items, schema.name.unwrap_or(name));
        let property = Property {
            name: name.to_owned(),
            client_name: None,
            value: list,
            description: Some("The items.".to_owned()),
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
        let document = self.add(origin, schema, Kind::Object(object), "#document");
        self.documents.insert(schema.location, document.clone());
        Type::Named(document)
    }

    /// Whether a schema is a text, a number or anything at all, with no structure that XML would show.
    pub(super) fn is_plain(&self, id: SchemaId) -> bool {
        let target = self.meant(id);
        let schema = self.builder.schema(target);
        let members = self.members(target);
        let is_empty = members.properties.is_empty() && members.additional.is_none() && schema.items.is_none();
        is_empty && schema.all_of.is_empty()
    }
}

/// A schema with no type: a few formats are those of strings.
fn string_format(schema: &Schema<'_>) -> Type {
    match string(schema.format) {
        Type::String => Type::Any,
        other => other,
    }
}
