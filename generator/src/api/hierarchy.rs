use super::types::MAX_NESTING;
use crate::{
    api::builder::{Builder, Schema, SchemaId},
    diagnostics::{Code, Diagnostic, Diagnostics, ErrorReported, listed},
};
use petgraph::{algo::kosaraju_scc, graph::DiGraph};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Which definitions extend which, and which of them a discriminator tells apart.
#[derive(Debug)]
pub(super) struct Hierarchy {
    children: HashMap<SchemaId, Vec<SchemaId>>,
    /// Definitions of one name and content in several files, each with the first of them.
    same: HashMap<SchemaId, SchemaId>,
}

impl Hierarchy {
    pub(super) fn new(builder: &Builder<'_>) -> Self {
        let mut hierarchy = Self { children: HashMap::new(), same: builder.same.clone() };
        for definition in &builder.definitions {
            if hierarchy.one(*definition) != *definition {
                continue;
            }
            for parent in &builder.schema(*definition).all_of {
                let parent = hierarchy.target(builder, *parent);
                let children = hierarchy.children.entry(parent).or_default();
                // A definition may name one twice.
                if children.last() != Some(definition) {
                    children.push(*definition);
                }
            }
        }
        hierarchy
    }

    /// Reports definitions that extend themselves, each circle at the first definition in it.
    ///
    /// # Errors
    ///
    /// Where some extend others more deeply than is supported: what they have in all would be too much.
    pub(super) fn check(&self, builder: &Builder<'_>, diagnostics: &mut Diagnostics) -> Result<(), ErrorReported> {
        let mut graph = DiGraph::<SchemaId, ()>::new();
        let mut nodes = HashMap::new();
        let ids = self.children.iter().flat_map(|(parent, children)| children.iter().chain([parent]));
        for id in ids.copied().collect::<BTreeSet<_>>() {
            nodes.insert(id, graph.add_node(id));
        }
        for (parent, node) in &nodes {
            for child in self.children.get(parent).into_iter().flatten() {
                graph.add_edge(*node, nodes[child], ());
            }
        }
        let mut circles = Vec::new();
        let mut depths = vec![0; graph.node_count()];
        let mut deepest = None;
        // Each after those that it extends.
        for circle in kosaraju_scc(&graph).into_iter().rev() {
            for node in &circle {
                let depth = depths[node.index()] + 1;
                for child in graph.neighbors(*node).filter(|child| !circle.contains(child)) {
                    depths[child.index()] = depth.max(depths[child.index()]);
                    deepest = deepest.or_else(|| (depth > MAX_NESTING).then_some(graph[child]));
                }
            }
            if circle.len() > 1 || circle.iter().any(|node| graph.contains_edge(*node, *node)) {
                let members: BTreeSet<SchemaId> = circle.iter().map(|node| graph[*node]).collect();
                circles.push(members);
            }
        }
        circles.sort();
        circles.iter().for_each(|circle| report_circle(circle, builder, diagnostics));
        let Some(deepest) = deepest else {
            return Ok(());
        };
        let message = format!("definitions extend others by `allOf` more than {MAX_NESTING} levels deep");
        diagnostics.push(
            Diagnostic::error(Code::NestedTooDeep, message)
                .at(builder.schema(deepest).location)
                .help("let the definitions extend fewer others"),
        );
        Err(ErrorReported)
    }

    /// The definition that stands for all of its name and content.
    pub(super) fn one(&self, id: SchemaId) -> SchemaId {
        self.same.get(&id).copied().unwrap_or(id)
    }

    /// What a schema refers to, at the end of a chain of references.
    pub(super) fn target(&self, builder: &Builder<'_>, id: SchemaId) -> SchemaId {
        let mut id = id;
        let mut seen = HashSet::new();
        while seen.insert(id) {
            let Some(location) = builder.schema(id).reference else {
                break;
            };
            let Some(target) = builder.schema_at(location) else {
                break;
            };
            id = target;
        }
        self.one(id)
    }

    /// The discriminator of a definition: its own, or the nearest that it inherits.
    pub(super) fn discriminator<'d>(&self, builder: &Builder<'d>, id: SchemaId) -> Option<&'d str> {
        let mut seen = HashSet::new();
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            if !seen.insert(id) {
                continue;
            }
            let schema = builder.schema(id);
            if let Some(discriminator) = schema.discriminator {
                return Some(discriminator);
            }
            let parents = schema.all_of.iter();
            next.extend(parents.map(|parent| self.target(builder, *parent)));
        }
        None
    }

    /// Whether values of a definition may be of others that extend it.
    pub(super) fn is_union(&self, builder: &Builder<'_>, id: SchemaId) -> bool {
        builder.schema(id).name.is_some()
            && self.children.contains_key(&id)
            && self.discriminator(builder, id).is_some()
    }

    /// Whether a definition that extends others brings a discriminator of its own, by which those that extend it are
    /// distinguished in turn.
    pub(super) fn begins_level(&self, builder: &Builder<'_>, id: SchemaId) -> bool {
        let schema = builder.schema(id);
        let inherited =
            || schema.all_of.iter().filter_map(|parent| self.discriminator(builder, self.target(builder, *parent)));
        schema.discriminator.is_some_and(|own| inherited().next().is_some() && inherited().all(|name| name != own))
    }

    /// The definitions that a union's discriminator tells apart, near ones first. Those below one that begins a level
    /// are its own.
    pub(super) fn variants(&self, builder: &Builder<'_>, id: SchemaId) -> Vec<SchemaId> {
        let mut found = Vec::new();
        let mut seen = HashSet::from([id]);
        let mut next = vec![id];
        while let Some(parent) = next.pop() {
            for child in self.children.get(&parent).into_iter().flatten() {
                if seen.insert(*child) {
                    found.push(*child);
                    next.extend((!self.begins_level(builder, *child)).then_some(*child));
                }
            }
        }
        found
    }

    /// The discriminators that tell a definition from others, with its values, outer ones first.
    pub(super) fn kinds<'d>(&self, builder: &Builder<'d>, id: SchemaId) -> Vec<(&'d str, &'d str)> {
        let own = builder.schema(id);
        let mut kinds: Vec<(&'d str, &'d str)> = Vec::new();
        let mut seen = HashSet::new();
        // Each with the definition below it whose value counts at its level.
        let mut next = vec![(id, id)];
        while let Some((ancestor, counts)) = next.pop() {
            if !seen.insert(ancestor) {
                continue;
            }
            let schema = builder.schema(ancestor);
            let name =
                schema.discriminator.filter(|name| ancestor != id && kinds.iter().all(|(known, _)| known != name));
            kinds.extend(name.map(|name| (name, Self::value(builder.schema(counts)))));
            let counts = if name.is_some() && self.begins_level(builder, ancestor) { ancestor } else { counts };
            next.extend(schema.all_of.iter().map(|parent| (self.target(builder, *parent), counts)));
        }
        if kinds.is_empty() {
            let root = own.discriminator.zip(own.discriminator_value);
            kinds.extend(root);
        }
        kinds.reverse();
        kinds
    }

    /// The value of the discriminator for a definition.
    pub(super) fn value<'d>(schema: &Schema<'d>) -> &'d str {
        schema.discriminator_value.or(schema.name).unwrap_or_default()
    }
}

fn report_circle(circle: &BTreeSet<SchemaId>, builder: &Builder<'_>, diagnostics: &mut Diagnostics) {
    let mut names = circle.iter().map(|id| builder.schema(*id).name.unwrap_or("a schema without a name"));
    let (Some(first), Some(name)) = (circle.first(), names.next()) else {
        return;
    };
    let others: Vec<&str> = names.collect();
    let through =
        if others.is_empty() { String::new() } else { format!(", through {}", listed(others.iter().copied())) };
    diagnostics.push(
        Diagnostic::error(Code::ReferenceCycle, format!("`{name}` extends itself by `allOf`{through}"))
            .at(builder.schema(*first).location)
            .help("remove one of the references in `allOf`"),
    );
}
