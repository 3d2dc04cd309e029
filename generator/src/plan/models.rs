use super::{
    Constant, Docs, EnumVariant, Enumeration, Field, Form, Ident, Line, Model, ModelKind, Reserved, RustType, Struct,
    Union, UnionVariant, ValueFormat, WireFormat, XmlElement,
    clients::Surface,
    names::{self, Scope},
};
use crate::api::{
    Api, BodyFormat, Kind, Named, Object, Origin, Positions, Property, Resolved, Selection, Type, TypeId,
};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use armrest_documents::near;
use petgraph::{algo::kosaraju_scc, graph::DiGraph};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

/// The names of all types, and which of them hold themselves.
#[derive(Debug)]
pub(super) struct Models<'p> {
    api: &'p Api,
    form: Form,
    positions: &'p Positions,
    names: HashMap<TypeId, String>,
    /// The type that has a name.
    ids: HashMap<String, TypeId>,
    /// For each type, the number of its circle of types that hold each other.
    circles: HashMap<TypeId, usize>,
    fields: HashMap<TypeId, Vec<Ident>>,
}

/// What a type needs to be a page.
#[derive(Clone, Debug)]
pub(super) struct PageOf {
    /// The names of the properties that lead to the items.
    pub(super) items: Vec<String>,
    pub(super) item: RustType,
}

impl<'p> Models<'p> {
    pub(super) fn new(resolved: &'p Resolved, form: Form) -> Self {
        let api = &resolved.api;
        let mut models = Self {
            api,
            form,
            positions: &resolved.positions,
            names: HashMap::new(),
            ids: HashMap::new(),
            circles: circles(api),
            fields: HashMap::new(),
        };
        models.give_names();
        for (id, named) in &api.types {
            if let Kind::Object(object) = &named.kind {
                let fields = field_names(object);
                models.fields.insert(id.clone(), fields);
            }
        }
        models
    }

    /// Names come from the definitions alone, in the order of their files and locations: which operation needs a type
    /// first does not matter.
    fn give_names(&mut self) {
        let mut ids: Vec<&'p TypeId> = self.api.types.keys().collect();
        ids.sort_by_key(|id| {
            let defined = matches!(self.api.named(id).origin, Origin::Name(_));
            let other = !self.api.inputs.iter().any(|input| input == id.file());
            let offset = self.positions.get(id.as_str()).map(|location| location.offset);
            (!defined, other, id.file(), offset, *id)
        });
        let mut scope = Scope::default();
        for id in ids {
            self.give_name(id, &mut scope);
        }
    }

    /// Gives models other names. A name that no model has, that no type can have, or that two would have is reported.
    pub(super) fn rename(&mut self, renames: &BTreeMap<String, String>, diagnostics: &mut Diagnostics) {
        let mut wrong = |message: String, help: String| {
            diagnostics.push(Diagnostic::error(Code::BadRename, message).help(help));
        };
        let mut renamed = Vec::new();
        for (old, new) in renames {
            let Some(id) = self.ids.remove(old) else {
                let near = near::did_you_mean(old, self.ids.keys().map(String::as_str));
                let help = near.unwrap_or_else(|| "name a model as the crate has it without renames".to_owned());
                wrong(format!("there is no model `{old}` to rename"), help);
                continue;
            };
            renamed.push((id, new));
        }
        for (id, new) in renamed {
            let possible = names::pascal(new);
            if possible != *new {
                wrong(format!("no model can have the name `{new}`"), format!("use another, such as `{possible}`"));
            } else if self.ids.insert(new.clone(), id.clone()).is_some() {
                wrong(format!("two models would have the name `{new}`"), "use another name".to_owned());
            }
            self.names.insert(id, new.clone());
        }
    }

    fn give_name(&mut self, id: &TypeId, scope: &mut Scope) -> String {
        if let Some(name) = self.names.get(id) {
            return name.clone();
        }
        let named = self.api.named(id);
        let base = self.origin_name(&named.origin, scope);
        let name = scope.give(self.candidates(&base, &named.origin, id.file()));
        self.ids.insert(name.clone(), id.clone());
        self.names.insert(id.clone(), name.clone());
        name
    }

    fn origin_name(&mut self, origin: &Origin, scope: &mut Scope) -> String {
        match origin {
            Origin::Name(name) => (*name).to_owned(),
            Origin::Inside(owner, property) => {
                let owner = self.give_name(owner, scope);
                format!("{owner}{}", names::part(property))
            }
            Origin::Item(origin) => format!("{}Item", names::pascal(&self.origin_name(origin, scope))),
            Origin::Operation(id, part) => {
                format!("{}{}", names::pascal(id), names::part(part))
            }
            Origin::Base(union) => format!("{}Base", self.give_name(union, scope)),
        }
    }

    /// A type's name, and those that tell it from others of the name: in the same file by how it is written, else by
    /// where it is.
    fn candidates(&self, base: &str, origin: &Origin, file: &str) -> Vec<String> {
        let plain = names::pascal(base);
        let mut names = vec![plain.clone()];
        match origin {
            Origin::Name(_) if self.ids.get(&plain).is_some_and(|other| other.file() == file) => {
                names.extend(names::distinct_names(base))
            }
            Origin::Operation(id, part) if part == "Headers" => {
                names.push(format!("{}ResponseHeaders", names::pascal(id)))
            }
            _ => {}
        }
        let stem = names::file_stem(file);
        let folder = Path::new(file).parent().and_then(|folder| folder.file_name()?.to_str()).unwrap_or_default();
        let (stem, folder) = (names::pascal(stem), names::pascal(folder));
        names.extend([format!("{stem}{plain}"), format!("{stem}{plain}{folder}")]);
        names
    }

    /// All names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.values().map(String::as_str)
    }

    /// The type of a model.
    pub(super) fn id(&self, kind: &RustType) -> Option<&TypeId> {
        self.ids.get(kind.model()?)
    }

    /// The field of a model that an example shows: its name, its id, or another plain value.
    pub(super) fn shown_field(&self, kind: &RustType) -> Option<&Ident> {
        let id = match kind.without_format() {
            RustType::Model(name) => self.ids.get(name)?,
            _ => return None,
        };
        let Kind::Object(object) = &self.api.named(id).kind else {
            return None;
        };
        let fields = object.properties.iter().zip(self.fields.get(id)?);
        let rank = |(property, _): &(&Property, &Ident)| match (&property.value, property.name.as_str()) {
            (Type::String, "name") => Some(0),
            (Type::String, "id") => Some(1),
            (Type::String, _) => Some(2),
            (Type::Boolean | Type::Int32 | Type::Int64 | Type::Float, _) => Some(3),
            _ => None,
        };
        let ranked = fields.filter_map(|field| Some((rank(&field)?, field.1)));
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, name)| name)
    }

    pub(super) fn name(&self, id: &TypeId) -> &str {
        self.names.get(id).map_or("", String::as_str)
    }

    /// The name of the field that holds a property.
    pub(super) fn field(&self, id: &TypeId, property: &str) -> Option<&Ident> {
        let Kind::Object(object) = &self.api.named(id).kind else {
            return None;
        };
        let index = object.properties.iter().position(|own| own.name == property)?;
        self.fields.get(id)?.get(index)
    }

    /// The fields that lead to a property of an object in a type.
    fn fields_at(&self, id: &TypeId, names: &[String]) -> Option<Vec<Ident>> {
        let mut id = Some(id);
        let fields = names.iter().map(|name| {
            let owner = id?;
            let Kind::Object(object) = &self.api.named(owner).kind else {
                return None;
            };
            let property = object.properties.iter().find(|own| own.name == *name)?;
            id = property.value.named();
            self.field(owner, name).cloned()
        });
        fields.collect()
    }

    /// The Rust type of a type, where it is as a whole.
    pub(super) fn rust(&self, value: &Type) -> RustType {
        match value {
            Type::Any => RustType::Any,
            Type::Boolean => RustType::Bool,
            Type::Int32 => RustType::I32,
            Type::Int64 => RustType::I64,
            Type::UInt64 => RustType::U64,
            Type::Float => RustType::F64,
            Type::String => RustType::String,
            Type::Secret => RustType::Secret,
            Type::DateTime | Type::DateTimeRfc1123 | Type::UnixTime => RustType::DateTime,
            Type::Base64 | Type::Base64Url => RustType::Bytes,
            // Whole bodies are never asked for here, but in `rust_in`.
            Type::Raw => RustType::FormFile,
            Type::List(item) => RustType::Vec(Box::new(self.rust(item))),
            Type::Map(value) => RustType::Map(Box::new(self.rust(value))),
            Type::Nullable(value) => RustType::Option(Box::new(self.rust(value))),
            Type::Named(id) => RustType::Model(self.name(id).to_owned()),
        }
    }

    /// The Rust type of a whole body, in which dates and bytes stay the texts that they come as.
    pub(super) fn rust_body(&self, value: &Type) -> RustType {
        match value {
            Type::DateTime | Type::DateTimeRfc1123 | Type::Base64 | Type::Base64Url | Type::Secret => RustType::String,
            Type::UnixTime => RustType::I64,
            Type::List(item) => RustType::Vec(Box::new(self.rust_body(item))),
            Type::Map(value) => RustType::Map(Box::new(self.rust_body(value))),
            Type::Nullable(value) => RustType::Option(Box::new(self.rust_body(value))),
            other => self.rust(other),
        }
    }

    /// The Rust type of a result with its format. The runtime reads lists and maps, so that an error in them says where.
    pub(super) fn rust_result(&self, value: &Type, format: BodyFormat) -> RustType {
        match self.rust_in(value, format) {
            RustType::Vec(_) | RustType::Map(_) => RustType::Value(Box::new(self.rust(value)), ValueFormat::Collection),
            RustType::Option(inner) if matches!(*inner, RustType::Vec(_) | RustType::Map(_)) => {
                RustType::Value(Box::new(self.rust(value)), ValueFormat::Collection)
            }
            other => other,
        }
    }

    /// The Rust type of a whole body with its format, where that is not JSON.
    pub(super) fn rust_in(&self, value: &Type, format: BodyFormat) -> RustType {
        let own = match (value, format) {
            (Type::Raw, _) => return RustType::RawBody,
            (_, BodyFormat::Xml) => return RustType::Xml(Box::new(self.rust_body(value))),
            (Type::String, BodyFormat::Text) => Some(ValueFormat::Text),
            (_, BodyFormat::Json | BodyFormat::Text | BodyFormat::Raw) => value_format(value),
        };
        match own {
            Some(own) => RustType::Value(Box::new(self.rust(value)), own),
            None => self.rust_body(value),
        }
    }

    /// All types that the selected operations need, planned and in the order of their names.
    pub(super) fn into_models(self, selection: &Selection<'_>, surface: &Surface) -> Vec<Model> {
        let types = self.api.types.iter().filter(|(id, _)| selection.has_type(id));
        let models = types.map(|(id, named)| {
            let module = surface.module_of_type.get(id).cloned();
            Model { module, ..self.model(id, named, surface.pages.get(id), surface.bodies.contains(id)) }
        });
        let mut models: Vec<Model> = models.collect();
        models.sort_by(|one, other| one.name.cmp(&other.name));
        models
    }

    /// The names of the models that are whole responses, or items of lists that are.
    pub(super) fn responses(&self) -> Vec<String> {
        let results = self.api.operations.iter().filter(|own| own.response_format != BodyFormat::Xml).flat_map(|own| {
            let others = own.other_results().into_iter().map(|(_, value)| value);
            own.result.iter().chain(others)
        });
        let named = results.filter_map(Type::named).map(|id| self.name(id).to_owned());
        named.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn model(&self, id: &TypeId, named: &Named, page: Option<&PageOf>, is_body: bool) -> Model {
        let kind = match &named.kind {
            Kind::Object(object) => ModelKind::Struct(Box::new(self.object(id, named, object, page, is_body))),
            Kind::Enumeration(enumeration) => ModelKind::Enumeration(Enumeration {
                value: self.rust(&enumeration.value),
                variants: variants(enumeration),
                is_body,
            }),
            Kind::Union(union) => {
                let mut scope = Scope::of(Reserved::Variants);
                let variants = union.variants.iter().map(|variant| {
                    let name = scope.variant(&variant.name);
                    UnionVariant {
                        name,
                        values: variant.values.clone(),
                        nested: matches!(self.api.named(&variant.object).kind, Kind::Union(_)),
                        object: self.name(&variant.object).to_owned(),
                    }
                });
                ModelKind::Union(Union {
                    discriminator: union.discriminator.to_owned(),
                    xml_path: union.xml_path.clone(),
                    variants: variants.collect(),
                    is_body,
                })
            }
        };
        let name = self.name(id).to_owned();
        let xml = named
            .usage
            .xml
            .then(|| XmlElement { name: named.xml.name.clone(), namespaces: named.xml.namespaces.clone() });
        let mut docs = match &named.origin {
            Origin::Operation(id, _) if is_headers(named) => {
                Line::from("The response headers of ").code(id).words(".").into()
            }
            _ => Docs::text_or(named.description.as_deref(), Line::default().code(&name).words(" of the service.")),
        };
        if named.deprecated {
            docs.sentence("Deprecated.");
        }
        docs.see(named.external_docs.as_ref());
        Model { docs, id: id.clone(), name, kind, module: None, xml }
    }

    fn object(&self, id: &TypeId, named: &Named, object: &Object, page: Option<&PageOf>, is_body: bool) -> Struct {
        let names = self.fields.get(id).map_or(&[][..], Vec::as_slice);
        let fields = object.properties.iter().zip(names);
        let rest = object.additional.as_ref().map(|value| Field {
            name: names.last().cloned().unwrap_or_default(),
            wire: String::new(),
            docs: "The properties without a field.".into(),
            value: RustType::Map(Box::new(self.rust(value))),
            format: None,
            sent: true,
            secret: false,
            deprecated: false,
            xml_path: String::new(),
        });
        Struct {
            fields: fields.map(|(property, name)| self.property(id, property, name)).collect(),
            rest,
            constants: {
                let constants = object.kinds.iter().map(|kind| Constant {
                    wire: kind.name.to_owned(),
                    value: kind.value.clone(),
                    xml_path: kind.xml_path.clone(),
                });
                constants.collect()
            },
            non_exhaustive: !named.usage.sent,
            is_body,
            page: page.and_then(|page| {
                let fields = self.fields_at(id, &page.items)?;
                Some((fields, page.item.clone()))
            }),
        }
    }

    fn property(&self, owner: &TypeId, property: &Property, name: &Ident) -> Field {
        let value = self.rust(&property.value);
        let holds_owner = match &property.value {
            Type::Named(id) => self.circles.get(id) == self.circles.get(owner),
            _ => false,
        };
        let is_header = is_headers(self.api.named(owner));
        let part = if is_header { "The header " } else { "The property " };
        let mut lines =
            Docs::text_or(property.description.as_deref(), Line::from(part).code(&property.name).words("."));
        if property.required {
            lines.sentence("Required.");
        }
        lines.annotate(property.annotations.as_deref(), property.item_annotations.as_deref());
        if !property.sent {
            lines.sentence("Read-only.");
        } else {
            lines.mutability(&property.mutability);
        }
        if sends_null(property, self.api.named(owner)) {
            let path = format!("{}::with_nulls", self.form.root(1));
            lines.sentence(Line::from("Null can be sent with ").item("with_nulls", &path).words("."));
        } else if property.nullable {
            lines.sentence("May be null.");
        }
        let annotations = property.annotations.as_ref();
        lines.see(annotations.and_then(|own| own.external_docs.as_ref()));
        Field {
            name: name.clone(),
            // azure_core gives headers' names in small letters.
            wire: if is_header { property.name.to_ascii_lowercase() } else { property.name.to_owned() },
            docs: lines,
            format: if holds_owner { Some(WireFormat::Boxed) } else { format(&property.value) },
            value: if holds_owner { RustType::Boxed(Box::new(value)) } else { value },
            sent: property.sent,
            secret: property.secret && property.value != Type::Secret,
            deprecated: annotations.is_some_and(|own| own.deprecated),
            xml_path: property.xml_path.clone(),
        }
    }
}

fn is_headers(named: &Named) -> bool {
    matches!(&named.kind, Kind::Object(object) if object.headers)
}

/// The format of a body that is a date or bytes, or lists and dictionaries of them.
fn value_format(value: &Type) -> Option<ValueFormat> {
    match value {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => value_format(inner),
        Type::DateTime => Some(ValueFormat::DateTime),
        Type::DateTimeRfc1123 => Some(ValueFormat::Rfc1123),
        Type::UnixTime => Some(ValueFormat::UnixTime),
        Type::Base64 => Some(ValueFormat::Base64),
        Type::Base64Url => Some(ValueFormat::Base64Url),
        _ => None,
    }
}

/// Whether any model is sent as JSON, in which null may be put.
pub(super) fn any_sends_null(api: &Api, selection: &Selection<'_>) -> bool {
    let bodies = selection.operations().filter_map(|operation| operation.body.as_ref());
    let bodies = bodies.filter(|body| body.format != BodyFormat::Xml);
    let mut models = bodies.filter_map(|body| body.value.named()).map(|id| &api.named(id).kind);
    models.any(|kind| !matches!(kind, Kind::Enumeration(_)))
}

/// Whether a property may be sent as null; where a model is XML, there is no null.
fn sends_null(property: &Property, owner: &Named) -> bool {
    property.nullable && property.sent && owner.usage.sent && !owner.usage.xml
}

/// The fields' names, in the order of the properties. A name without symbols is given before one with: `type` is
/// `r#type` though `@type` comes before it.
fn field_names(object: &Object) -> Vec<Ident> {
    let mut scope = Scope::default();
    let wanted: Vec<&str> = object.properties.iter().map(|property| property.preferred_name()).collect();
    let mut names = given(&wanted, |wanted| scope.field(wanted));
    if object.additional.is_some() {
        let others = ["additional_properties", "other_properties", "all_other_properties"];
        names.push(scope.ident(others.map(Ident::new)));
    }
    names
}

/// Names in the order of what is wanted, those without symbols given first.
fn given<N: Clone + Default>(wanted: &[&str], mut give: impl FnMut(&str) -> N) -> Vec<N> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|index| names::has_symbols(wanted[*index]));
    let mut names = vec![N::default(); wanted.len()];
    for index in order {
        names[index] = give(wanted[index]);
    }
    names
}

fn variants(enumeration: &crate::api::Enumeration) -> Vec<EnumVariant> {
    let mut scope = Scope::of(Reserved::Variants);
    let texts: Vec<Cow<'_, str>> = enumeration
        .values
        .iter()
        .map(|value| value.value.as_str().map_or_else(|| value.value.to_string().into(), Cow::from))
        .collect();
    let named: Vec<&str> =
        enumeration.values.iter().zip(&texts).map(|(value, text)| value.name.as_deref().unwrap_or(text)).collect();
    let names = given(&named, |wanted| scope.variant(wanted));
    let values = enumeration.values.iter().zip(&texts).zip(names);
    let variants = values.map(|((value, text), name)| EnumVariant {
        docs: Docs::text_or(value.description.as_deref(), shown(text)),
        name,
        wire: value.value.clone(),
        deprecated: value.deprecated,
    });
    variants.collect()
}

/// A value in its variant's documentation.
fn shown(text: &str) -> Line {
    if text.is_empty() { "The empty text.".into() } else { Line::default().code(text) }
}

/// The form of a value on the wire, where it is not its type's usual one.
fn format(value: &Type) -> Option<WireFormat> {
    match value {
        Type::DateTimeRfc1123 => Some(WireFormat::Rfc1123),
        Type::UnixTime => Some(WireFormat::UnixTime),
        Type::Base64Url => Some(WireFormat::Base64Url),
        Type::List(value) | Type::Map(value) | Type::Nullable(value) => format(value),
        _ => None,
    }
}

/// Which types hold each other by value, without a list or map between: an endless size, unless a box breaks it.
fn circles(api: &Api) -> HashMap<TypeId, usize> {
    let mut graph = DiGraph::<&TypeId, ()>::new();
    let nodes: HashMap<&TypeId, _> = api.types.keys().map(|id| (id, graph.add_node(id))).collect();
    for (id, named) in &api.types {
        let held: Vec<&TypeId> = match &named.kind {
            Kind::Object(object) => object
                .properties
                .iter()
                .filter_map(|property| match &property.value {
                    Type::Named(id) => Some(id),
                    _ => None,
                })
                .collect(),
            Kind::Union(union) => union.variants.iter().map(|variant| &variant.object).collect(),
            Kind::Enumeration(_) => Vec::new(),
        };
        for held in held {
            graph.add_edge(nodes[id], nodes[held], ());
        }
    }
    let circles = kosaraju_scc(&graph).into_iter().enumerate();
    let members = circles.flat_map(|(number, circle)| circle.into_iter().map(move |node| (node, number)));
    members.map(|(node, number)| (graph[node].clone(), number)).collect()
}
