use super::builder::{Builder, JsonType, Schema, SchemaId, Xml};
use super::{
    Property, XmlElement,
    media::is_xml,
    types::{MAX_NESTING, Types},
};

/// Whether any operation has bodies in XML. Where none has, nothing need be known of it.
pub(super) fn is_used(builder: &Builder<'_>) -> bool {
    let operations = builder.descriptions.iter().flat_map(|description| &description.operations);
    let mut types = operations.flat_map(|operation| operation.consumes.iter().chain(&operation.produces));
    types.any(|kind| is_xml(kind))
}

impl<'d> Types<'d, '_> {
    /// A schema as it is written in XML as a whole.
    pub(super) fn xml_element(&self, schema: &Schema<'d>) -> XmlElement {
        if !self.has_xml {
            return XmlElement::default();
        }
        let own = schema.xml.unwrap_or_default();
        let mut namespaces: Vec<(String, String)> = own
            .namespace
            .map(|namespace| (own.prefix.unwrap_or_default().to_owned(), namespace.to_owned()))
            .into_iter()
            .collect();
        for property in &schema.properties {
            let xml = self.builder.schema(property.schema).xml.unwrap_or_default();
            if let (Some(prefix), Some(namespace)) = (xml.prefix, xml.namespace)
                && !namespaces.iter().any(|(known, _)| known == prefix)
            {
                namespaces.push((prefix.to_owned(), namespace.to_owned()));
            }
        }
        XmlElement { name: with_prefix(own, own.name.or(schema.name).unwrap_or("Root")), namespaces }
    }

    /// The path to a property from its object's element.
    pub(super) fn xml_path(&self, name: &'d str, id: SchemaId) -> String {
        if !self.has_xml {
            return String::new();
        }
        let (own, of_target) = self.xml(id);
        let target = self.builder.schema(self.meant(id));
        if own.text || of_target.text {
            return "text()".to_owned();
        }
        // OpenAPI does not say whether a definition's own name counts where it is referred to: services write either.
        let called = match (own.name, of_target.name) {
            (None, Some(of_target)) if of_target != name => format!("{}|{name}", with_prefix(own, of_target)),
            (own_name, of_target) => with_prefix(own, own_name.or(of_target).unwrap_or(name)),
        };
        if own.attribute || of_target.attribute {
            return format!("@{called}");
        }
        let is_list = target.json_type == Some(JsonType::Array) || target.items.is_some();
        match target.items.filter(|_| is_list) {
            None => called,
            Some(items) if own.wrapped || of_target.wrapped => format!("{called}/{}", self.xml_items(items, name)),
            // Each inner list has an element of its own, or nothing would tell it from the next.
            Some(items) if self.list_items(items).is_some() => format!("./{}", self.xml_items(items, name)),
            // Without a wrapper a list's own name is nowhere. Where the items have none of their own, OpenAPI says
            // the property's, and services write that of the items' definition.
            Some(items) => match (self.xml_item_name(items), self.xml_item(items)) {
                (Some(item), _) if self.xml(items).0.name.is_some() => item,
                (Some(item), _) if item != name => format!("{item}|{name}"),
                (None, Some(item)) if item != name => format!("{name}|{item}"),
                _ => name.to_owned(),
            },
        }
    }

    /// What a schema says of its element, and what the next one behind it says.
    fn xml(&self, id: SchemaId) -> (Xml<'d>, Xml<'d>) {
        let mut chain = self.chain(id).map(|id| self.builder.schema(id).xml);
        let own = chain.next().flatten().unwrap_or_default();
        (own, chain.flatten().next().unwrap_or_default())
    }

    /// The path from a list to what is in it: the name of its items, and where they are lists, of theirs in turn.
    pub(super) fn xml_items(&self, items: SchemaId, otherwise: &str) -> String {
        let mut path = self.xml_item(items).unwrap_or_else(|| otherwise.to_owned());
        let mut inner = self.list_items(items);
        for _ in 0..MAX_NESTING {
            let Some(items) = inner else { break };
            path = format!("{path}/{}", self.xml_item(items).unwrap_or_else(|| "Item".to_owned()));
            inner = self.list_items(items);
        }
        path
    }

    fn list_items(&self, id: SchemaId) -> Option<SchemaId> {
        self.builder.schema(self.meant(id)).items
    }

    /// The name of a list's items: the one that they are given, or else that of their definition.
    pub(super) fn xml_item(&self, items: SchemaId) -> Option<String> {
        let mut names = self.chain(items).map(|id| self.builder.schema(id).name);
        self.xml_item_name(items).or_else(|| names.find_map(|name| name).map(str::to_owned))
    }

    fn xml_item_name(&self, items: SchemaId) -> Option<String> {
        let (own, target) = self.xml(items);
        let name = own.name.or(target.name)?;
        Some(with_prefix(if own.prefix.is_some() { own } else { target }, name))
    }
}

/// Leaves out the second name of a property where it is another one's first.
pub(super) fn settle(properties: &mut [Property]) {
    let head = |path: &str| path.split('/').next().unwrap_or(path).to_owned();
    let firsts: Vec<String> = properties.iter().map(|own| head(&own.xml_path)).collect();
    let firsts: Vec<&str> = firsts.iter().map(|path| path.split('|').next().unwrap_or(path)).collect();
    for property in properties.iter_mut().filter(|property| property.xml_path.contains('|')) {
        let names = head(&property.xml_path);
        let tail = property.xml_path[names.len()..].to_owned();
        let mut names = names.split('|');
        let mut kept: Vec<&str> = names.next().into_iter().collect();
        kept.extend(names.filter(|name| !firsts.contains(name)));
        property.xml_path = kept.join("|") + &tail;
    }
}

fn with_prefix(xml: Xml<'_>, name: &str) -> String {
    match xml.prefix.filter(|prefix| !prefix.is_empty()) {
        Some(prefix) => format!("{prefix}:{name}"),
        None => name.to_owned(),
    }
}
