//! The names of types, and of what the runtime has for formats and states.

use crate::{
    api::{CollectionFormat, FinalState, FinalStateVia, MonitorResult},
    plan::{RustType, ValueFormat, WireFormat},
};

/// A type's text, with `models` in front of the names of models.
pub(super) fn rust_type(kind: &RustType, models: &str) -> String {
    let inside = |kind: &RustType| rust_type(kind, models);
    match kind {
        RustType::Any => "azure_core::Value".to_owned(),
        RustType::Bool => "bool".to_owned(),
        RustType::I32 => "i32".to_owned(),
        RustType::I64 => "i64".to_owned(),
        RustType::U64 => "u64".to_owned(),
        RustType::F64 => "f64".to_owned(),
        RustType::String => "String".to_owned(),
        RustType::Secret => "azure_core::credentials::Secret".to_owned(),
        RustType::DateTime => "azure_core::time::OffsetDateTime".to_owned(),
        RustType::Bytes => "Vec<u8>".to_owned(),
        RustType::Vec(item) => format!("Vec<{}>", inside(item)),
        RustType::Map(value) => {
            format!("std::collections::HashMap<String, {}>", inside(value))
        }
        RustType::Option(value) => format!("Option<{}>", inside(value)),
        RustType::Model(name) => format!("{models}{name}"),
        RustType::FormFile => "armrest_runtime::FormFile".to_owned(),
        RustType::RawBody => "azure_core::Bytes, azure_core::http::NoFormat".to_owned(),
        RustType::Xml(value) => format!("{}, armrest_runtime::XmlFormat", inside(value)),
        RustType::Value(value, format) => {
            format!("{}, armrest_runtime::value::{}", inside(value), value_format(*format))
        }
        RustType::Boxed(value) => format!("Box<{}>", inside(value)),
    }
}

fn value_format(format: ValueFormat) -> &'static str {
    match format {
        ValueFormat::Collection => "CollectionJson",
        ValueFormat::DateTime => "DateTimeJson",
        ValueFormat::Rfc1123 => "Rfc1123Json",
        ValueFormat::UnixTime => "UnixTimeJson",
        ValueFormat::Base64 => "Base64Json",
        ValueFormat::Base64Url => "Base64UrlJson",
        ValueFormat::Text => "TextFormat",
    }
}

pub(super) fn wire_format(format: WireFormat) -> &'static str {
    match format {
        WireFormat::Boxed => "Boxed",
        WireFormat::Rfc1123 => "Rfc1123",
        WireFormat::UnixTime => "UnixTime",
        WireFormat::Base64Url => "Base64Url",
    }
}

pub(super) fn collection_format(format: CollectionFormat) -> &'static str {
    match format {
        CollectionFormat::Csv => "Csv",
        CollectionFormat::Ssv => "Ssv",
        CollectionFormat::Tsv => "Tsv",
        CollectionFormat::Pipes => "Pipes",
        CollectionFormat::Multi => "Multi",
    }
}

pub(super) fn final_state(state: FinalState) -> &'static str {
    match state {
        FinalState::Unspecified => "Unspecified",
        FinalState::Nothing => "Nothing",
        FinalState::Via(FinalStateVia::AzureAsyncOperation) => "AzureAsyncOperation",
        FinalState::Via(FinalStateVia::Location) => "Location",
        FinalState::Via(FinalStateVia::OriginalUri) => "OriginalUri",
        FinalState::Via(FinalStateVia::OperationLocation) => "OperationLocation",
    }
}

pub(super) fn monitor_result(result: MonitorResult) -> &'static str {
    match result {
        MonitorResult::Inside => "Inside",
        MonitorResult::Resource => "Resource",
        MonitorResult::Whole => "Whole",
    }
}
