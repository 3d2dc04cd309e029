//! What is there: resources by their paths.

use super::{request::key, roles::Roles};
use serde_json::{Value as Json, json};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Bound,
};

/// A resource.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stored {
    pub(super) value: Json,
    /// The number of its shape.
    pub(super) shape: usize,
    pub(super) phase: Phase,
}

/// What is happening to a resource.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Phase {
    /// Nothing.
    #[default]
    Settled,
    /// A long-running operation creates or changes it.
    Changing(String),
    /// One deletes it.
    Deleting(String),
}

impl Phase {
    /// The operation.
    pub(super) fn run(&self) -> Option<&str> {
        match self {
            Self::Settled => None,
            Self::Changing(run) | Self::Deleting(run) => Some(run),
        }
    }
}

/// The resources, by the [keys](super::request::key) of their paths.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    resources: BTreeMap<String, Stored>,
    /// The keys of the resources of each shape.
    by_shape: BTreeMap<usize, BTreeSet<String>>,
    /// What is there without having been created, and was deleted.
    gone: BTreeSet<String>,
    /// By the shapes of resources that are in a list of the one above them: its shape, and the names that lead to the
    /// list.
    nested: HashMap<usize, (usize, Vec<String>)>,
}

impl Store {
    pub(super) fn of(roles: &Roles) -> Self {
        let nested = roles.nested().map(|(own, outer, list)| (own, (outer, list.to_vec())));
        Self { nested: nested.collect(), ..Self::default() }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Stored> {
        self.resources.get(key)
    }

    /// Changes a resource, if it is there.
    pub(super) fn change(&mut self, key: &str, change: impl FnOnce(&mut Stored)) {
        if let Some(stored) = self.resources.get_mut(key) {
            change(stored);
            let shape = stored.shape;
            self.tell_outer(key, shape);
        }
    }

    pub(super) fn is_gone(&self, key: &str) -> bool {
        self.gone.contains(key)
    }

    pub(super) fn put(&mut self, key: &str, stored: Stored) {
        self.gone.remove(key);
        let shape = stored.shape;
        let before = self.resources.insert(key.to_owned(), stored);
        if let Some(before) = before.filter(|before| before.shape != shape) {
            self.by_shape.entry(before.shape).or_default().remove(key);
        }
        self.by_shape.entry(shape).or_default().insert(key.to_owned());
        self.tell_outer(key, shape);
    }

    /// Removes a resource, and all below it.
    pub(super) fn remove(&mut self, key: &str) {
        self.gone.insert(key.to_owned());
        // `0` is behind `/`.
        let below = self.resources.range(format!("{key}/")..format!("{key}0")).map(|(key, _)| key.clone());
        let removed: Vec<String> = below.chain([key.to_owned()]).collect();
        let shape = self.resources.get(key).map(|stored| stored.shape);
        for key in removed {
            if let Some(stored) = self.resources.remove(&key) {
                self.by_shape.entry(stored.shape).or_default().remove(&key);
            }
        }
        if let Some(shape) = shape {
            self.tell_outer(key, shape);
        }
    }

    /// The list of the resource above has a resource as it is, or no longer.
    fn tell_outer(&mut self, key: &str, shape: usize) {
        let Some((outer, names)) = self.nested.get(&shape) else { return };
        let Some((above, last)) = key.rsplit_once('/') else { return };
        let Some((above, _)) = above.rsplit_once('/') else { return };
        let own = self.resources.get(key).map(|stored| stored.value.clone());
        let Some(stored) = self.resources.get_mut(above).filter(|stored| stored.shape == *outer) else { return };
        let Some(items) = list_at(&mut stored.value, names) else { return };
        let is_it = |item: &Json| named(item).is_some_and(|name| name[1..] == *last);
        match (items.iter().position(is_it), own) {
            (Some(index), Some(own)) => items[index] = own,
            (Some(index), None) => drop(items.remove(index)),
            (None, Some(own)) => items.push(own),
            (None, None) => {}
        }
        let outer = *outer;
        let above = above.to_owned();
        self.tell_outer(&above, outer);
    }

    /// The resources of a shape below a path, in the order of their keys, from behind a key on.
    pub(super) fn below<'s>(
        &'s self,
        shape: usize,
        scope: &str,
        behind: Option<&str>,
    ) -> impl Iterator<Item = (&'s str, &'s Stored)> {
        let (start, end) = (format!("{scope}/"), format!("{scope}0"));
        let start = match behind {
            Some(behind) if behind >= start.as_str() => Bound::Excluded(behind.to_owned()),
            _ => Bound::Included(start),
        };
        let keys = self.by_shape.get(&shape).filter(|_| !is_empty(&start, &end)).into_iter();
        let keys = keys.flat_map(move |keys| keys.range((start.clone(), Bound::Excluded(end.clone()))));
        keys.filter_map(|key| Some((key.as_str(), self.resources.get(key)?)))
    }
}

/// The list that names lead to, which is made where there is none.
fn list_at<'j>(value: &'j mut Json, names: &[String]) -> Option<&'j mut Vec<Json>> {
    let Some((first, others)) = names.split_first() else { return value.as_array_mut() };
    let entry = value.as_object_mut()?.entry(first.as_str());
    list_at(entry.or_insert_with(|| if others.is_empty() { json!([]) } else { json!({}) }), others)
}

/// The key of an item's name, with a slash in front.
pub(super) fn named(item: &Json) -> Option<String> {
    item.get("name").and_then(Json::as_str).map(|name| key(&[name.to_owned()]))
}

/// Whether a range has its end before its start.
fn is_empty(start: &Bound<String>, end: &str) -> bool {
    match start {
        Bound::Included(start) | Bound::Excluded(start) => start.as_str() >= end,
        Bound::Unbounded => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(shape: usize) -> Stored {
        Stored { value: Json::Null, shape, phase: Phase::Settled }
    }

    fn keys(store: &Store, shape: usize, scope: &str, behind: Option<&str>) -> Vec<String> {
        store.below(shape, scope, behind).map(|(key, _)| key.to_owned()).collect()
    }

    #[test]
    fn a_resource_takes_with_it_what_is_below() {
        let mut store = Store::default();
        for (key, shape) in [("/g/a", 0), ("/g/a/sub/1", 1), ("/g/a-b", 0), ("/g/b", 0)] {
            store.put(key, stored(shape));
        }
        assert_eq!(keys(&store, 0, "/g", None), ["/g/a", "/g/a-b", "/g/b"]);
        assert_eq!(keys(&store, 0, "/g", Some("/g/a")), ["/g/a-b", "/g/b"]);
        assert_eq!(keys(&store, 1, "/g", None), ["/g/a/sub/1"]);
        assert_eq!(keys(&store, 0, "/g", Some("/z")), [""; 0], "a page after the last one is empty");
        store.remove("/g/a");
        assert_eq!(keys(&store, 0, "/g", None), ["/g/a-b", "/g/b"]);
        assert_eq!(keys(&store, 1, "/g", None), [""; 0]);
        assert!(store.is_gone("/g/a") && !store.is_gone("/g/b"));
        store.put("/g/a", stored(0));
        assert!(!store.is_gone("/g/a"));
    }
}
