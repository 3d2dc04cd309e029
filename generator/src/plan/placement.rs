//! Where parameters and bodies are put, and what is sent where a call gives nothing else.

use super::{
    ClientDefault, Docs, Ident, Line, OptionField, PlacedParameter, Placement, RustType, TextForm, Value, names::Scope,
};
use crate::api::{self, In, Parameter, Type};
use serde_json::Value as Json;

/// Where a parameter is put, and how.
pub(super) fn placed(parameter: &Parameter, value: Value) -> PlacedParameter {
    let item = match &parameter.value {
        Type::List(item) => item,
        other => other,
    };
    let list = matches!(parameter.value, Type::List(_))
        && !matches!(value, Value::Constant(_) | Value::Client(_) | Value::ClientOption(..));
    PlacedParameter {
        wire: match parameter.sent_in {
            In::Header => parameter.collection_prefix.clone().unwrap_or_else(|| parameter.name.to_ascii_lowercase()),
            _ => parameter.name.clone(),
        },
        placement: match parameter.sent_in {
            In::Path if parameter.encoded && parameter.may_be_empty => Placement::PathEncodedOptional,
            In::Path if parameter.encoded => Placement::PathEncoded,
            In::Path if parameter.may_be_empty => Placement::PathOptional,
            In::Path => Placement::Path,
            In::Header if parameter.collection_prefix.is_some() => Placement::HeaderCollection,
            In::Header => Placement::Header,
            In::FormData if *item == Type::Raw => Placement::FormFile,
            In::FormData => Placement::Form,
            _ if parameter.encoded => Placement::QueryEncoded,
            _ => Placement::Query,
        },
        value,
        text: match item {
            Type::DateTimeRfc1123 => TextForm::Rfc1123,
            Type::UnixTime => TextForm::UnixTime,
            Type::Base64 => TextForm::Base64,
            Type::Base64Url => TextForm::Base64Url,
            _ => TextForm::Plain,
        },
        list: list.then_some(parameter.collection),
    }
}

/// A parameter's default in Rust.
pub(super) fn client_default(default: &Json, rust: &RustType) -> ClientDefault {
    match (rust, default) {
        (RustType::Model(name), _) => ClientDefault::Enumeration(name.clone(), default.clone()),
        (_, Json::String(text)) => ClientDefault::Text(text.clone()),
        _ => ClientDefault::Literal(number_literal(default, rust)),
    }
}

/// A number or boolean as Rust writes it.
pub(crate) fn number_literal(value: &Json, rust: &RustType) -> String {
    match value.as_f64().filter(|_| *rust == RustType::F64) {
        Some(number) => format!("{number:?}"),
        None => value.to_string(),
    }
}

/// The option by which a caller chooses the body's media type, where there is a choice.
pub(super) fn media_type_option(body: &api::Body, names: &mut Scope, fields: &mut Vec<OptionField>) -> Option<Ident> {
    if body.choices.is_empty() {
        return None;
    }
    let name = names.field("contentType");
    let mut line = Line::from("The media type of the body: ");
    for (index, kind) in body.choices.iter().enumerate() {
        line = line.words(if index == 0 { "" } else { ", " });
        line = match kind.as_str() {
            "*/*" => line.words("any"),
            range if range.contains('*') => line.words("any of ").code(range),
            kind => line.code(kind),
        };
    }
    let mut docs = Docs::from(line.words("."));
    docs.paragraph(Line::from("The default is ").code(&body.content_type).words("."));
    fields.push(OptionField {
        docs,
        name: name.clone(),
        value: RustType::String,
        content: false,
        deprecated: false,
        wire: "content-type".to_owned(),
        sent_in: In::Header,
    });
    Some(name)
}

impl In {
    /// The word that tells a parameter from one of its name elsewhere.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
            Self::FormData => "form",
        }
    }
}
