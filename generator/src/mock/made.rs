//! Values of a type, where no example has one; and values as a type has them.

use crate::api::{Annotations, Api, Kind, Limits, Object, Property, Type};
use serde_json::{Map, Number, Value as Json, json};

/// How deep a made value is.
const DEPTH: usize = 6;

/// Makes values of an API's types.
#[derive(Clone, Copy)]
pub(super) struct Maker<'m> {
    pub(super) api: &'m Api,
}

impl Maker<'_> {
    /// A value of a type. `name` is the property's or parameter's.
    pub(super) fn value(self, own: &Type, name: &str) -> Json {
        self.of_type(own, name, None, DEPTH)
    }

    fn of_property(self, property: &Property, depth: usize) -> Json {
        self.of_type(&property.value, &property.name, property.annotations.as_deref(), depth)
    }

    fn of_type(self, own: &Type, name: &str, annotations: Option<&Annotations>, depth: usize) -> Json {
        if let Some(known) = annotations.and_then(|own| own.example.clone().or_else(|| own.default.clone()))
            && !matches!(own, Type::Named(_) | Type::List(_) | Type::Map(_))
        {
            return known;
        }
        match own {
            Type::Nullable(inner) => self.of_type(inner, name, annotations, depth),
            Type::Any => json!({}),
            Type::Boolean => json!(false),
            Type::Int32 | Type::Int64 | Type::UInt64 | Type::Float => number(annotations),
            Type::UnixTime => json!(1_700_000_000),
            Type::String | Type::Secret | Type::Raw => text(name, annotations),
            Type::DateTime => json!("2024-01-01T00:00:00Z"),
            Type::DateTimeRfc1123 => json!("Mon, 01 Jan 2024 00:00:00 GMT"),
            Type::Base64 | Type::Base64Url => json!("bW9jaw"),
            Type::List(_) | Type::Map(_) if depth == 0 => if_list(own),
            Type::List(item) => {
                let least = annotations.map_or(0, |own| least(&own.items)).max(1);
                let items = (0..least).map(|_| self.of_type(item, name, None, depth - 1));
                items.collect()
            }
            Type::Map(inner) => json!({ "key": self.of_type(inner, name, None, depth - 1) }),
            Type::Named(id) => match &self.api.named(id).kind {
                Kind::Enumeration(own) => own.values.first().map_or(Json::Null, |known| known.value.clone()),
                Kind::Object(object) => self.object(object, depth),
                Kind::Union(union) => {
                    match union.variants.iter().find(|own| own.values.iter().any(|own| !own.is_empty())) {
                        Some(variant) => {
                            let kind = variant.values.iter().find(|own| !own.is_empty()).cloned().unwrap_or_default();
                            let mut value = self.of_type(&Type::Named(variant.object.clone()), name, None, depth);
                            if let Some(entries) = value.as_object_mut() {
                                entries.insert(union.discriminator.clone(), kind.into());
                            }
                            value
                        }
                        None => json!({}),
                    }
                }
            },
        }
    }

    fn object(self, object: &Object, depth: usize) -> Json {
        let kinds = object.kinds.iter().map(|kind| (kind.name.clone(), kind.value.clone()));
        let wanted = object.properties.iter().filter(|property| depth > 0 || property.required);
        // What is required is there however deep; types that require themselves have no value, and end too.
        let properties = wanted.filter(|property| depth > 0 || is_flat(&property.value));
        let properties =
            properties.map(|property| (property.name.clone(), self.of_property(property, depth.saturating_sub(1))));
        let entries: Map<String, Json> = properties.chain(kinds).collect();
        Json::Object(entries)
    }
}

fn is_flat(own: &Type) -> bool {
    own.named().is_none()
}

fn if_list(own: &Type) -> Json {
    if matches!(own, Type::List(_)) { json!([]) } else { json!({}) }
}

fn least(limits: &Limits) -> usize {
    let least = limits.least.as_ref().and_then(Number::as_u64).unwrap_or_default();
    usize::try_from(least).unwrap_or_default()
}

fn number(annotations: Option<&Annotations>) -> Json {
    let limits = annotations.map(|own| &own.value);
    let least = limits.and_then(|own| own.least.clone());
    let above = annotations.is_some_and(|own| own.above_minimum);
    match least {
        Some(least) if above => least.as_i64().map_or(Json::Number(least), |least| json!(least + 1)),
        Some(least) => Json::Number(least),
        None => json!(0),
    }
}

fn text(name: &str, annotations: Option<&Annotations>) -> Json {
    let format = annotations.and_then(|own| own.format.as_deref()).unwrap_or_default();
    let text = match format {
        "uuid" => "00000000-0000-0000-0000-000000000000",
        "date" => "2024-01-01",
        "duration" => "PT1H",
        "uri" | "url" => "https://example.com/",
        "ipv4" => "10.0.0.4",
        _ => name,
    };
    let least = annotations.map_or(0, |own| least(&own.length));
    let greatest = annotations.and_then(|own| own.length.greatest.as_ref()?.as_u64());
    let padded = format!("{text:x<least$}");
    let greatest = greatest.and_then(|own| usize::try_from(own).ok()).unwrap_or(usize::MAX);
    json!(padded.chars().take(greatest).collect::<String>())
}

/// A value with only what a type has: names that no schema has are left out.
pub(super) fn project(api: &Api, value: Json, own: &Type) -> Json {
    match (own, value) {
        (_, Json::Null) => Json::Null,
        (Type::Nullable(inner), value) => project(api, value, inner),
        (Type::List(item), Json::Array(items)) => items.into_iter().map(|own| project(api, own, item)).collect(),
        (Type::Map(inner), Json::Object(entries)) => {
            entries.into_iter().map(|(name, own)| (name, project(api, own, inner))).collect()
        }
        (Type::Named(id), Json::Object(entries)) => match &api.named(id).kind {
            Kind::Object(object) => {
                let kept = entries.into_iter().filter_map(|(name, own)| {
                    let property = object.properties.iter().find(|property| property.name == name);
                    let kind = || object.kinds.iter().any(|kind| kind.name == name);
                    let own = match (property, &object.additional) {
                        (Some(property), _) => project(api, own, &property.value),
                        (None, _) if kind() => own,
                        (None, Some(additional)) => project(api, own, additional),
                        (None, None) => return None,
                    };
                    Some((name, own))
                });
                Json::Object(kept.collect())
            }
            Kind::Union(union) => {
                let kind = entries.get(&union.discriminator).and_then(Json::as_str).unwrap_or_default().to_owned();
                match union.variant(&kind) {
                    Some(variant) => project(api, Json::Object(entries), &Type::Named(variant.object.clone())),
                    None => Json::Object(entries),
                }
            }
            Kind::Enumeration(_) => Json::Object(entries),
        },
        (_, value) => value,
    }
}

/// The object that a type is; that of the variant which a value is of, where there are several.
pub(super) fn object_of<'a>(api: &'a Api, own: &Type, value: &Json) -> Option<&'a Object> {
    match own {
        Type::Nullable(inner) => object_of(api, inner, value),
        Type::Named(id) => match &api.named(id).kind {
            Kind::Object(object) => Some(object),
            Kind::Union(union) => {
                let kind = value.get(&union.discriminator).and_then(Json::as_str).unwrap_or_default();
                let variant = union.variant(kind).or(union.variants.first())?;
                object_of(api, &Type::Named(variant.object.clone()), value)
            }
            Kind::Enumeration(_) => None,
        },
        _ => None,
    }
}
