//! What differs between two crates for their users, each change by its class in semantic versioning: [Cargo's
//! rules](https://doc.rust-lang.org/cargo/reference/semver.html), applied to the crates that are generated.

mod methods;
mod models;

use crate::{
    api::Resolved,
    emit,
    plan::{ClientOption, Crate, SERDE},
};
use serde::Serialize;
use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

/// Which part of a version a change raises.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Programs compile as before; what is sent or read may differ.
    Patch,
    /// There is more than before.
    Minor,
    /// Programs may no longer compile.
    Major,
}

/// What changed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another name.
    Renamed,
    /// It has another type, or takes or returns others.
    Type,
    /// It became deprecated, or is no longer.
    Deprecated,
    /// It is required, or no longer.
    Required,
    /// The request differs: method, path, parameters or media type.
    Request,
    /// It is polled or paged in another way.
    Polling,
    /// Another value is sent unless the caller sets one, or a feature is on or off unless the caller says so.
    Default,
}

/// What a change is of.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A crate of a project.
    Crate,
    /// A feature of the crate.
    Feature,
    /// A client.
    Client,
    /// How clients are constructed.
    Constructor,
    /// An option of the client.
    ClientOption,
    /// A method: an operation.
    Method,
    /// An argument of a method.
    Argument,
    /// An option of a method.
    Option,
    /// A model.
    Model,
    /// A field of a model: a property.
    Field,
    /// A variant of an enum: a value or a kind.
    Variant,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// The crate that it is of, where projects are compared.
    #[serde(rename = "crate", skip_serializing_if = "Option::is_none")]
    pub of_crate: Option<String>,
    /// Its class.
    pub class: Class,
    /// What it is of.
    pub part: Part,
    /// What changed.
    pub what: What,
    /// The item, as its users name it: `models::Session::protocol`.
    pub item: String,
    /// What it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// Where it was described: file and JSON pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_source: Option<String>,
    /// Where it is described.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_source: Option<String>,
}

/// An API and the crate that it becomes.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// The API.
    pub resolved: &'s Resolved,
    /// The crate.
    pub plan: &'s Crate,
}

/// The changes from one side to another: those of the worst class first.
pub fn diff(old: Side<'_>, new: Side<'_>) -> Vec<Change> {
    let mut changes = Changes::default();
    crates(old.plan, new.plan, &mut changes);
    methods::methods(old, new, &mut changes);
    models::models(old, new, &mut changes);
    // Within a class, those of one item stay together in the order of the crate.
    changes.0.sort_by_key(|change| std::cmp::Reverse(change.class));
    changes.0
}

/// What is not of one method or model.
fn crates(old: &Crate, new: &Crate, changes: &mut Changes) {
    let names = |plan: &Crate| -> Vec<String> { plan.features.iter().map(|feature| feature.name.clone()).collect() };
    let (before, after) = (names(old), names(new));
    changes.names(Part::Feature, &before, &after);
    let both = before.iter().map(String::as_str).filter(|name| after.iter().any(|own| own == name)).chain([SERDE]);
    for name in both {
        let is_on = |plan: &Crate| plan.default_features.iter().any(|own| own == name);
        let text = |is_on: bool| if is_on { "on by default" } else { "off by default" };
        let (was, is) = (is_on(old), is_on(new));
        if was != is {
            let class = if is { Class::Minor } else { Class::Major };
            changes.add(class, Part::Feature, What::Default, name).was(text(was)).is(text(is));
        }
    }
    let names = |plan: &Crate| -> Vec<String> { plan.clients.iter().map(|client| client.name.clone()).collect() };
    changes.names(Part::Client, &names(old), &names(new));
    let main = |plan: &Crate| plan.clients.first().map(|client| client.name.clone()).unwrap_or_default();
    let constructors = |plan: &Crate| {
        let connection = &plan.connection;
        let taken = connection.host.iter().chain(&connection.client_fields).map(|own| own.name.to_string());
        let taken = taken.collect::<Vec<_>>().join(", ");
        emit::constructors(plan).into_iter().map(|name| format!("{name}({taken})")).collect::<Vec<_>>()
    };
    let (own, other) = (constructors(old), constructors(new));
    if own != other {
        let class = if own.iter().all(|before| other.contains(before)) { Class::Minor } else { Class::Major };
        changes.add(class, Part::Constructor, What::Type, main(new)).was(own.join(", ")).is(other.join(", "));
    }
    let item = |plan: &Crate, option: &ClientOption| format!("{}::{}", plan.connection.options, option.name);
    for pair in pairs(&old.connection.values, &new.connection.values, |option| (option.of_host, &option.wire)) {
        match pair {
            Pair::Old(option) => {
                changes.add(Class::Major, Part::ClientOption, What::Removed, item(old, option));
            }
            Pair::New(option) => {
                changes.add(Class::Major, Part::ClientOption, What::Added, item(new, option));
            }
            Pair::Both(option, other) if other.default != option.default => {
                let text = |default: &Option<String>| default.clone().unwrap_or_else(|| "by operation".to_owned());
                let change = changes.add(Class::Patch, Part::ClientOption, What::Default, item(old, option));
                change.was(text(&option.default)).is(text(&other.default));
            }
            Pair::Both(..) => {}
        }
    }
}

/// What is on one side only, or on both.
pub(crate) enum Pair<'t, T> {
    Old(&'t T),
    Both(&'t T, &'t T),
    New(&'t T),
}

/// What there was, each with what it is now, and then what is new. `key` tells them apart; of several with one key, the
/// first are one, the second, and so on.
pub(crate) fn pairs<'t, T, K: Clone + Eq + Hash>(
    old: &'t [T],
    new: &'t [T],
    key: impl Fn(&'t T) -> K,
) -> Vec<Pair<'t, T>> {
    let keys = |all: &'t [T]| -> Vec<(K, usize)> {
        let mut counts: HashMap<K, usize> = HashMap::new();
        let numbered = all.iter().map(|own| {
            let key = key(own);
            let count = counts.entry(key.clone()).or_default();
            *count += 1;
            (key, *count)
        });
        numbered.collect()
    };
    let (before, after) = (keys(old), keys(new));
    let now: HashMap<&(K, usize), &T> = after.iter().zip(new).collect();
    let known = before.iter().zip(old).map(|(key, own)| match now.get(key) {
        Some(other) => Pair::Both(own, other),
        None => Pair::Old(own),
    });
    let was: HashSet<&(K, usize)> = before.iter().collect();
    let added = after.iter().zip(new).filter(|(key, _)| !was.contains(key)).map(|(_, own)| Pair::New(own));
    known.chain(added).collect()
}

/// The changes that are found.
#[derive(Debug, Default)]
struct Changes(Vec<Change>);

impl Changes {
    fn add(&mut self, class: Class, part: Part, what: What, item: impl Into<String>) -> &mut Change {
        self.0.push(Change::new(class, part, what, item));
        let last = self.0.len() - 1;
        &mut self.0[last]
    }

    /// Names of things that have nothing but names.
    fn names(&mut self, part: Part, old: &[String], new: &[String]) {
        for pair in pairs(old, new, |name| name) {
            match pair {
                Pair::Old(name) => {
                    self.add(Class::Major, part, What::Removed, name);
                }
                Pair::New(name) => {
                    self.add(Class::Minor, part, What::Added, name);
                }
                Pair::Both(..) => {}
            }
        }
    }

    /// Something that became deprecated, or is no longer.
    fn deprecated(&mut self, part: Part, item: &str, old: bool, new: bool) {
        if old != new {
            let text = |deprecated: bool| if deprecated { "deprecated" } else { "not deprecated" };
            let class = if new { Class::Minor } else { Class::Patch };
            self.add(class, part, What::Deprecated, item).was(text(old)).is(text(new));
        }
    }
}

impl Change {
    pub(crate) fn new(class: Class, part: Part, what: What, item: impl Into<String>) -> Self {
        let item = item.into();
        Self { of_crate: None, class, part, what, item, old: None, new: None, old_source: None, new_source: None }
    }

    fn was(&mut self, old: impl Into<String>) -> &mut Self {
        self.old = Some(old.into());
        self
    }

    fn is(&mut self, new: impl Into<String>) -> &mut Self {
        self.new = Some(new.into());
        self
    }
}

/// Says of all changes from one on where they are described.
fn located(changes: &mut [Change], old: Option<&str>, new: Option<&str>) {
    for change in changes {
        change.old_source = old.filter(|_| change.what != What::Added).map(str::to_owned);
        change.new_source = new.filter(|_| change.what != What::Removed).map(str::to_owned);
    }
}
