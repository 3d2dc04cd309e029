//! Models: structs, and enums of values and of kinds.

use super::{Changes, Class, Pair, Part, Side, What, located, pairs};
use crate::{
    api::{Kind, Property},
    emit,
    plan::{Enumeration, Field, Model, ModelKind, Struct, Union},
};

pub(super) fn models(old: Side<'_>, new: Side<'_>, changes: &mut Changes) {
    let added: Vec<&Model> = new.plan.models.iter().filter(|model| named(old, &model.name).is_none()).collect();
    let mut renamed: Vec<&str> = Vec::new();
    for model in &old.plan.models {
        let from = changes.0.len();
        let other = named(new, &model.name);
        let other = other.or_else(|| {
            let mut alike = added.iter().filter(|other| is_alike(model, other));
            alike.next().filter(|_| alike.next().is_none()).copied()
        });
        let Some(other) = other else {
            changes.add(Class::Major, Part::Model, What::Removed, item(model));
            located(&mut changes.0[from..], Some(model.id.as_str()), None);
            continue;
        };
        if other.name != model.name {
            renamed.push(&other.name);
            changes.add(Class::Major, Part::Model, What::Renamed, item(model)).is(item(other));
        }
        compare(model, other, changes);
        required(old, new, (model, other), changes);
        located(&mut changes.0[from..], Some(model.id.as_str()), Some(other.id.as_str()));
    }
    for model in added.iter().filter(|model| !renamed.contains(&model.name.as_str())) {
        let from = changes.0.len();
        changes.add(Class::Minor, Part::Model, What::Added, item(model));
        located(&mut changes.0[from..], None, Some(model.id.as_str()));
    }
}

fn named<'s>(side: Side<'s>, name: &str) -> Option<&'s Model> {
    let found = side.plan.models.binary_search_by(|model| model.name.as_str().cmp(name));
    found.ok().map(|index| &side.plan.models[index])
}

fn item(model: &Model) -> String {
    format!("models::{}", model.name)
}

/// Whether two models have the same properties or values, and some: one is the other by another name.
fn is_alike(one: &Model, other: &Model) -> bool {
    let content = |model: &Model| -> Vec<String> {
        match &model.kind {
            ModelKind::Struct(own) => own.fields.iter().map(|field| field.wire.clone()).collect(),
            ModelKind::Enumeration(own) => own.variants.iter().map(|variant| variant.wire.to_string()).collect(),
            ModelKind::Union(own) => own.variants.iter().map(|variant| variant.values.join(",")).collect(),
        }
    };
    let (own, theirs) = (content(one), content(other));
    // One or two properties may be alike by chance.
    own.len() > 2 && own == theirs && kind(one) == kind(other)
}

fn kind(model: &Model) -> &'static str {
    match model.kind {
        ModelKind::Struct(_) => "struct",
        ModelKind::Enumeration(_) | ModelKind::Union(_) => "enum",
    }
}

fn compare(old: &Model, new: &Model, changes: &mut Changes) {
    match (&old.kind, &new.kind) {
        (ModelKind::Struct(own), ModelKind::Struct(other)) => structs(&item(new), own, other, changes),
        (ModelKind::Enumeration(own), ModelKind::Enumeration(other)) => enumerations(&item(new), own, other, changes),
        (ModelKind::Union(own), ModelKind::Union(other)) => unions(&item(new), own, other, changes),
        _ => {
            changes.add(Class::Major, Part::Model, What::Type, item(new)).was(kind(old)).is(kind(new));
        }
    }
}

fn structs<'m>(item: &str, old: &'m Struct, new: &'m Struct, changes: &mut Changes) {
    if old.non_exhaustive != new.non_exhaustive {
        let text = |closed: bool| if closed { "only received (#[non_exhaustive])" } else { "may be sent" };
        let class = if new.non_exhaustive { Class::Major } else { Class::Minor };
        let change = changes.add(class, Part::Model, What::Type, item);
        change.was(text(old.non_exhaustive)).is(text(new.non_exhaustive));
    }
    body(item, old.is_body, new.is_body, changes);
    // The field for all other properties has no name on the wire; a property may have an empty one.
    let all = |own: &'m Struct| -> Vec<(bool, &'m Field)> {
        let fields = own.fields.iter().map(|field| (false, field));
        fields.chain(own.rest.iter().map(|field| (true, field))).collect()
    };
    for pair in pairs(&all(old), &all(new), |(is_rest, field)| (*is_rest, &field.wire)) {
        match pair {
            Pair::Old((_, field)) => {
                let name = format!("{item}::{}", field.name);
                changes.add(Class::Major, Part::Field, What::Removed, name).was(emit::type_text(&field.value));
            }
            Pair::New((_, field)) => {
                let class = if old.non_exhaustive { Class::Minor } else { Class::Major };
                let name = format!("{item}::{}", field.name);
                changes.add(class, Part::Field, What::Added, name).is(emit::type_text(&field.value));
            }
            Pair::Both((_, field), (_, other)) => fields(&format!("{item}::{}", field.name), field, other, changes),
        }
    }
}

fn fields(item: &str, old: &Field, new: &Field, changes: &mut Changes) {
    if new.name != old.name {
        changes.add(Class::Major, Part::Field, What::Renamed, item).is(new.name.to_string());
    }
    if new.value != old.value {
        let change = changes.add(Class::Major, Part::Field, What::Type, item);
        change.was(emit::type_text(&old.value)).is(emit::type_text(&new.value));
    } else if new.format != old.format || new.sent != old.sent {
        let text = |field: &Field| if field.sent { "sent" } else { "read-only" };
        let change = changes.add(Class::Patch, Part::Field, What::Request, item);
        if new.sent != old.sent {
            change.was(text(old)).is(text(new));
        }
    }
    changes.deprecated(Part::Field, item, old.deprecated, new.deprecated);
}

/// Whether a model can be made the body of a request.
fn body(item: &str, old: bool, new: bool, changes: &mut Changes) {
    if old != new {
        let text = |is_body: bool| if is_body { "a body" } else { "no body" };
        let class = if new { Class::Minor } else { Class::Major };
        changes.add(class, Part::Model, What::Type, item).was(text(old)).is(text(new));
    }
}

fn enumerations(item: &str, old: &Enumeration, new: &Enumeration, changes: &mut Changes) {
    body(item, old.is_body, new.is_body, changes);
    if old.value != new.value {
        let change = changes.add(Class::Major, Part::Model, What::Type, item);
        change.was(emit::type_text(&old.value)).is(emit::type_text(&new.value));
    }
    for pair in pairs(&old.variants, &new.variants, |variant| variant.wire.to_string()) {
        match pair {
            Pair::Old(variant) => listed(Class::Major, What::Removed, item, &variant.name, changes),
            Pair::New(variant) => listed(Class::Minor, What::Added, item, &variant.name, changes),
            Pair::Both(variant, other) => {
                let name = format!("{item}::{}", variant.name);
                if other.name != variant.name {
                    changes.add(Class::Major, Part::Variant, What::Renamed, name.clone()).is(other.name.clone());
                }
                changes.deprecated(Part::Variant, &name, variant.deprecated, other.deprecated);
            }
        }
    }
}

/// A variant that is gone or new: enums are `#[non_exhaustive]`.
fn listed(class: Class, what: What, item: &str, name: &str, changes: &mut Changes) {
    changes.add(class, Part::Variant, what, format!("{item}::{name}"));
}

fn unions(item: &str, old: &Union, new: &Union, changes: &mut Changes) {
    body(item, old.is_body, new.is_body, changes);
    for pair in pairs(&old.variants, &new.variants, |variant| &variant.name) {
        match pair {
            Pair::Old(variant) => listed(Class::Major, What::Removed, item, &variant.name, changes),
            Pair::New(variant) => listed(Class::Minor, What::Added, item, &variant.name, changes),
            Pair::Both(variant, other) if other.object != variant.object => {
                let change = changes.add(Class::Major, Part::Variant, What::Type, format!("{item}::{}", variant.name));
                change.was(variant.object.clone()).is(other.object.clone());
            }
            Pair::Both(..) => {}
        }
    }
}

/// Properties that must be sent, or no longer: their fields are options in any case.
fn required(old: Side<'_>, new: Side<'_>, (own, other): (&Model, &Model), changes: &mut Changes) {
    for pair in pairs(properties(old, own), properties(new, other), |property| &property.name) {
        let Pair::Both(property, same) = pair else { continue };
        if same.required != property.required {
            let text = |required: bool| if required { "required" } else { "optional" };
            let name = format!("{} `{}`", item(other), property.name);
            let change = changes.add(Class::Patch, Part::Field, What::Required, name);
            change.was(text(property.required)).is(text(same.required));
        }
    }
}

fn properties<'s>(side: Side<'s>, model: &Model) -> &'s [Property] {
    match side.resolved.api.types.get(&model.id).map(|named| &named.kind) {
        Some(Kind::Object(object)) => &object.properties,
        _ => &[],
    }
}
