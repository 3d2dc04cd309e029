use super::{Kind, MonitorResult, Object, Type, types::Types};

/// What the last response of a status monitor is to a result of this type. A status monitor is an object with `status`
/// (ARM RPC, "Asynchronous Operations"), so a schema that has it describes the monitor's whole response, as Key Vault's
/// backups do.
pub(super) fn monitor_result(types: &mut Types<'_, '_>, result: Option<&Type>) -> MonitorResult {
    types.fill();
    let Some(object) = result.and_then(|result| object(types, result)) else {
        return MonitorResult::Inside;
    };
    let value = |name: &str| object.properties.iter().find(|property| property.name == name).map(|own| &own.value);
    if value("status").is_some_and(|status| is_text(types, status)) || value("result").is_some() {
        MonitorResult::Whole
    } else if value("properties").is_some() {
        MonitorResult::Resource
    } else {
        MonitorResult::Inside
    }
}

/// The properties of a type; those of a discriminated type are in all of its variants.
fn object<'t>(types: &'t Types<'_, '_>, value: &Type) -> Option<&'t Object> {
    let Type::Named(id) = value else {
        return None;
    };
    match &types.named(id).kind {
        Kind::Object(object) => Some(object),
        Kind::Union(union) => match &types.named(&union.variants.first()?.object).kind {
            Kind::Object(object) => Some(object),
            _ => None,
        },
        Kind::Enumeration(_) => None,
    }
}

fn is_text(types: &Types<'_, '_>, value: &Type) -> bool {
    match value {
        Type::String | Type::Any => true,
        Type::Named(id) => match &types.named(id).kind {
            Kind::Enumeration(enumeration) => enumeration.value == Type::String,
            _ => false,
        },
        _ => false,
    }
}
