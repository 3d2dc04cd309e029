use crate::api::{Api, Operation, TypeId};
use std::collections::{BTreeSet, HashMap};

/// A model that more groups than these need is in the common module: a module of its own would save a caller little.
const MANY: usize = 8;

/// The operation group in whose module each type is.
#[derive(Debug, Default)]
pub(super) struct ModelGroups {
    /// The group's index; a type without a group is in the common module.
    of: HashMap<TypeId, usize>,
}

impl ModelGroups {
    /// Finds each type's group from the operations of each group: the only group that needs it, or of a few the one
    /// whose operations are described first. The first group's types are common.
    pub(super) fn new(api: &Api, groups: &[&[&Operation]]) -> Self {
        let order: HashMap<&str, usize> =
            api.operations.iter().enumerate().map(|(index, operation)| (operation.source.as_str(), index)).collect();
        let first = |group: usize| groups[group].iter().filter_map(|own| order.get(own.source.as_str())).min().copied();
        let mut needed: HashMap<TypeId, Vec<usize>> = HashMap::new();
        for (group, operations) in groups.iter().enumerate() {
            for id in api.reached(operations.iter().copied()) {
                needed.entry(id.clone()).or_default().push(group);
            }
        }
        let of = needed.into_iter().filter(|(_, groups)| groups.len() <= MANY && !groups.contains(&0));
        let of = of.filter_map(|(id, groups)| Some((id, groups.into_iter().min_by_key(|group| first(*group))?)));
        Self { of: of.collect() }
    }

    /// The group in whose module a type is.
    pub(super) fn of(&self, id: &TypeId) -> Option<usize> {
        self.of.get(id).copied()
    }

    /// The groups in whose modules the types are that operations refer to.
    pub(super) fn of_operations(&self, operations: &[&Operation]) -> BTreeSet<usize> {
        operations.iter().flat_map(|own| own.references()).filter_map(|id| self.of(id)).collect()
    }

    /// The groups in whose modules the types are that the types in a group's module refer to.
    pub(super) fn of_references(&self, api: &Api, group: usize) -> BTreeSet<usize> {
        let own = self.of.iter().filter(|(_, own)| **own == group);
        let named = own.flat_map(|(id, _)| api.named(id).kind.references());
        named.filter_map(|id| self.of(id)).filter(|own| *own != group).collect()
    }
}
