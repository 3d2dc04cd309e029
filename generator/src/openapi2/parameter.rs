use super::{
    reader::{Reader, literal},
    schema,
};
use crate::{
    api::{
        CollectionFormat, In,
        builder::{Builder, Parameter, ParameterLocation, is_header_name},
    },
    diagnostics::{Code, Diagnostic},
    load::Cursor,
};

/// How many parameters an operation or a path may have: each is a call in a chain, which compilers read recursively.
const MOST: usize = 1000;

/// The parameters of an operation, a path or a host, and whether there are others, which have errors.
pub(super) fn parameters<'d>(
    owner: Cursor<'d>,
    reader: &mut Reader<'d, '_>,
    api: &mut Builder<'d>,
) -> (Vec<Parameter<'d>>, bool) {
    let listed: Vec<Cursor<'d>> = owner.get("parameters").into_iter().flat_map(Cursor::items).collect();
    if let Some(more) = listed.get(MOST) {
        let message = format!("there are {} parameters, and more than {MOST} are not supported", listed.len());
        reader.error(Code::TooManyParameters, *more, message, "send an object as the body");
        return (Vec::new(), true);
    }
    let count = listed.len();
    let found = listed.into_iter().filter_map(|parameter| self::parameter(parameter, reader, api));
    let found: Vec<Parameter<'d>> = found.collect();
    let lacks_some = found.len() < count;
    (found, lacks_some)
}

fn parameter<'d>(listed: Cursor<'d>, reader: &mut Reader<'d, '_>, api: &mut Builder<'d>) -> Option<Parameter<'d>> {
    let shared = listed.get("$ref").is_some();
    let cursor = if shared { reader.reference(listed)? } else { listed };
    let name = reader.text(cursor, "name");
    let sent_in = match reader.text(cursor, "in") {
        Some("path") => Some(In::Path),
        Some("query") => Some(In::Query),
        Some("header") => Some(In::Header),
        Some("body") => Some(In::Body),
        Some("formData") => Some(In::FormData),
        _ => None,
    };
    let (Some(name), Some(sent_in)) = (name, sent_in) else {
        reader.error(
            Code::BrokenParameter,
            cursor,
            "a parameter needs a `name`, and an `in` of path, query, header, body or formData".to_owned(),
            "complete the parameter",
        );
        return None;
    };
    if sent_in == In::Header && !is_header_name(name) {
        reader.error(
            Code::BrokenParameter,
            cursor,
            format!("`{name}` is not a valid header name"),
            "use letters, digits and `-` (RFC 9110, 5.1)",
        );
        return None;
    }
    let belongs_to = match reader.text(cursor, "x-ms-parameter-location") {
        Some("client") => ParameterLocation::Client,
        Some(_) => ParameterLocation::Method,
        // AutoRest: a description's own parameters are the client's, unless they say otherwise.
        None if shared => ParameterLocation::Client,
        None => ParameterLocation::Method,
    };
    let collection = collection_format(cursor, reader);
    let schema = match (sent_in, cursor.get("schema")) {
        (In::Body, Some(schema)) => schema,
        (In::Body, None) => {
            reader.error(Code::BrokenParameter, cursor, format!("the body `{name}` has no schema"), "add a `schema`");
            return None;
        }
        _ => cursor,
    };
    let required = reader.flag(cursor, "required");
    Some(Parameter {
        location: cursor.location(),
        name,
        sent_in,
        belongs_to,
        description: reader.text(cursor, "description"),
        required: required == Some(true) || sent_in == In::Path,
        said_optional: required == Some(false)
            || reader.flag(cursor, "allowEmptyValue") == Some(true)
            || cursor.get("default").and_then(Cursor::text) == Some(""),
        schema: schema::read(schema, reader, api),
        collection,
        encoded: reader.flag(cursor, "x-ms-skip-url-encoding").unwrap_or(false),
        api_version: reader
            .flag(cursor, "x-ms-api-version")
            .unwrap_or_else(|| name.eq_ignore_ascii_case("api-version")),
        client_name: reader.text(cursor, "x-ms-client-name"),
        default: cursor.get("default").and_then(Cursor::text),
        client_default: cursor.get("x-ms-client-default").map(|own| literal(own, reader.documents)),
        collection_prefix: reader.text(cursor, "x-ms-header-collection-prefix").filter(|prefix| !prefix.is_empty()),
    })
}

fn collection_format<'d>(cursor: Cursor<'d>, reader: &mut Reader<'d, '_>) -> CollectionFormat {
    let Some(format) = reader.text(cursor, "collectionFormat") else {
        return CollectionFormat::Csv;
    };
    match format.to_ascii_lowercase().as_str() {
        "csv" | "" => CollectionFormat::Csv,
        "ssv" => CollectionFormat::Ssv,
        "tsv" => CollectionFormat::Tsv,
        "pipes" => CollectionFormat::Pipes,
        "multi" => CollectionFormat::Multi,
        _ => {
            let message = format!("ignoring the unknown `collectionFormat` `{format}`: items are joined by commas");
            let at = cursor.get("collectionFormat").unwrap_or(cursor);
            let finding = Diagnostic::warning(Code::IgnoredKeyword, message).at(at.location());
            reader.diagnostics.push(finding.help("use csv, ssv, tsv, pipes or multi"));
            CollectionFormat::Csv
        }
    }
}
