use super::{annotations::external_docs, parameter::parameters, reader::Reader, schema};
use crate::{
    api::{
        FinalStateVia, Method, Status,
        builder::{
            Builder, Description, Example, Header, LongRunning, Operation, Pageable, ParameterizedHost, Required,
            Response, SchemaId, SecurityScheme,
        },
    },
    diagnostics::{Code, Diagnostic},
    load::{Cursor, Value},
    sources::Location,
};

const METHODS: &[(&str, Method)] = &[
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("patch", Method::Patch),
    ("delete", Method::Delete),
    ("head", Method::Head),
    ("options", Method::Options),
];

/// Sorted, as all lists of known keywords.
const DESCRIPTION: &[&str] = &[
    "$schema",
    "basePath",
    "consumes",
    "definitions",
    "externalDocs",
    "host",
    "info",
    "parameters",
    "paths",
    "produces",
    "responses",
    "schemes",
    "security",
    "securityDefinitions",
    "swagger",
    "tags",
    "x-ms-code-generation-settings",
    "x-ms-parameterized-host",
    "x-ms-paths",
];

const OPERATION: &[&str] = &[
    "consumes",
    "deprecated",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "produces",
    "responses",
    "schemes",
    "security",
    "summary",
    "tags",
    "x-ms-arm-id-details",
    "x-ms-azure-resource",
    "x-ms-code-generation-settings",
    "x-ms-error-response",
    "x-ms-examples",
    "x-ms-internal",
    "x-ms-long-running-operation",
    "x-ms-long-running-operation-options",
    "x-ms-odata",
    "x-ms-pageable",
    "x-ms-request-id",
    "x-publish",
    "x-typespec-generated",
];

const RESPONSE: &[&str] = &[
    "$ref",
    "description",
    "examples",
    "headers",
    "schema",
    "x-ms-error-code",
    "x-ms-error-response",
    "x-ms-request-id",
    "x-nullable",
];

/// Whether an input is OpenAPI 2.0.
pub(super) fn is_swagger<'d>(root: Cursor<'d>, reader: &mut Reader<'d, '_>) -> bool {
    let help = "armrest reads OpenAPI 2.0: its files begin with `\"swagger\": \"2.0\"`";
    if let Some(version) = root.get("openapi") {
        let shown = version.node.to_json();
        reader.error(Code::NotSwagger, version, format!("this is OpenAPI {shown}"), help);
        return false;
    }
    let Some(version) = root.get("swagger") else {
        reader.error(Code::NotSwagger, root, "this is not an OpenAPI description".to_owned(), help);
        return false;
    };
    let shown = version.node.to_json();
    let known = version.text() == Some("2.0") || shown.as_f64() == Some(2.0);
    if !known {
        reader.error(Code::NotSwagger, version, format!("this is Swagger {shown}"), help);
    }
    known
}

pub(super) fn description<'d>(root: Cursor<'d>, reader: &mut Reader<'d, '_>, api: &mut Builder<'d>) -> Description<'d> {
    reader.check_known(root, "a description", DESCRIPTION);
    let info = root.get("info");
    let mut of_info = |name| info.and_then(|info| reader.text(info, name));
    let title = of_info("title");
    let text = of_info("description");
    let version = of_info("version");
    let mut description = Description {
        file: reader.documents.sources.path(root.file),
        location: root.location(),
        title,
        description: text,
        version,
        external_docs: root.get("externalDocs").and_then(|docs| external_docs(docs, reader)),
        host: reader.text(root, "host"),
        host_location: root.get("host").map(Cursor::location),
        schemes: reader.texts(root, "schemes"),
        base_path: reader.text(root, "basePath"),
        parameterized_host: root.get("x-ms-parameterized-host").map(|host| parameterized_host(host, reader, api)),
        security: Vec::new(),
        required: required(root),
        operations: Vec::new(),
    };
    for (name, _, cursor) in root.get("securityDefinitions").into_iter().flat_map(Cursor::entries) {
        let kind = reader.text(cursor, "type");
        let scopes = cursor.get("scopes").into_iter().flat_map(Cursor::entries);
        description.security.push(SecurityScheme {
            location: cursor.location(),
            name,
            kind,
            key: reader.text(cursor, "name"),
            sent_in: reader.text(cursor, "in"),
            scopes: scopes.map(|(name, _, _)| name).collect(),
        });
    }
    let consumes = media_types(root, "consumes", reader);
    let produces = media_types(root, "produces", reader);
    for group in ["paths", "x-ms-paths"] {
        for (path, _, item) in root.get(group).into_iter().flat_map(Cursor::entries) {
            let (shared, lacks_shared) = parameters(item, reader, api);
            for (name, location, cursor) in item.entries() {
                let Some((_, method)) = METHODS.iter().find(|(known, _)| *known == name) else {
                    if name != "parameters" && !name.starts_with("x-") {
                        reader.unknown(name, location, "a path");
                    }
                    continue;
                };
                let Some(mut operation) = operation(cursor, path, *method, reader, api) else { continue };
                operation.lacks_parameters |= lacks_shared;
                for parameter in &shared {
                    let replaced = operation
                        .parameters
                        .iter()
                        .any(|own| own.name == parameter.name && own.sent_in == parameter.sent_in);
                    if !replaced {
                        operation.parameters.push(parameter.clone());
                    }
                }
                if operation.consumes.is_empty() {
                    operation.consumes.clone_from(&consumes);
                }
                if operation.produces.is_empty() {
                    operation.produces.clone_from(&produces);
                }
                description.operations.push(operation);
            }
        }
    }
    description
}

/// `consumes` or `produces`: what a header can hold (RFC 9110, 5.5).
fn media_types<'d>(owner: Cursor<'d>, name: &str, reader: &mut Reader<'d, '_>) -> Vec<&'d str> {
    let mut listed = reader.texts(owner, name);
    let count = listed.len();
    listed.retain(|kind| kind.chars().all(|character| character == ' ' || character.is_ascii_graphic()));
    if let (Some(at), true) = (owner.get(name), listed.len() < count) {
        let message = format!("ignoring a media type in `{name}`: it has characters that are not allowed in a header");
        reader.diagnostics.push(
            Diagnostic::warning(Code::IgnoredKeyword, message)
                .at(at.location())
                .help("write it in visible ASCII characters, such as `application/json`"),
        );
    }
    listed
}

fn required<'d>(owner: Cursor<'d>) -> Option<Required<'d>> {
    let cursor = owner.get("security")?;
    let texts = |scopes: Cursor<'d>| scopes.items().filter_map(Cursor::text).collect();
    let alternative = |own: Cursor<'d>| own.entries().map(|(name, _, scopes)| (name, texts(scopes))).collect();
    Some(Required { location: cursor.location(), alternatives: cursor.items().map(alternative).collect() })
}

fn parameterized_host<'d>(
    cursor: Cursor<'d>,
    reader: &mut Reader<'d, '_>,
    api: &mut Builder<'d>,
) -> ParameterizedHost<'d> {
    // The client takes the host's parameters, so their position in an operation does not matter.
    let known = &["hostTemplate", "parameters", "positionInOperation", "useSchemePrefix"];
    reader.check_known(cursor, "`x-ms-parameterized-host`", known);
    let template = reader.text(cursor, "hostTemplate").unwrap_or_default();
    if template.is_empty() {
        let message = "`x-ms-parameterized-host` has no `hostTemplate`".to_owned();
        reader.error(Code::NoHostTemplate, cursor, message, "add one, such as `{endpoint}`");
    }
    let scheme_prefix = reader.flag(cursor, "useSchemePrefix").unwrap_or(true);
    let (parameters, lacks_some) = parameters(cursor, reader, api);
    // What an empty template lacks was said.
    let lacks_parameters = lacks_some || template.is_empty();
    ParameterizedHost { parameters, lacks_parameters, location: cursor.location(), template, scheme_prefix }
}

fn operation<'d>(
    cursor: Cursor<'d>,
    path: &'d str,
    method: Method,
    reader: &mut Reader<'d, '_>,
    api: &mut Builder<'d>,
) -> Option<Operation<'d>> {
    reader.check_known(cursor, "an operation", OPERATION);
    let id = reader.text(cursor, "operationId");
    if id.is_none() {
        reader.error(
            Code::NoOperationId,
            cursor,
            "this operation has no `operationId`".to_owned(),
            "give it one, such as `Widgets_Get`",
        );
    }
    if let Some(security) = cursor.get("security").filter(|own| own.items().next().is_none()) {
        let message = "ignoring an empty `security`: the credential is sent with this operation too";
        reader.diagnostics.push(Diagnostic::warning(Code::IgnoredKeyword, message).at(security.location()));
    }
    let deprecated = reader.flag(cursor, "deprecated").unwrap_or(false);
    let long_running =
        reader.flag(cursor, "x-ms-long-running-operation").unwrap_or(false).then(|| long_running(cursor, reader, api));
    let examples = examples(cursor, reader);
    let (parameters, lacks_parameters) = parameters(cursor, reader, api);
    let operation = Operation {
        location: cursor.location(),
        path,
        method,
        id: id.unwrap_or_default(),
        id_location: cursor.get("operationId").unwrap_or(cursor).location(),
        tags: reader.texts(cursor, "tags"),
        summary: reader.text(cursor, "summary"),
        description: reader.text(cursor, "description"),
        parameters,
        lacks_parameters,
        responses: responses(cursor, reader, api),
        required: required(cursor),
        consumes: media_types(cursor, "consumes", reader),
        produces: media_types(cursor, "produces", reader),
        deprecated,
        external_docs: cursor.get("externalDocs").and_then(|docs| external_docs(docs, reader)),
        long_running,
        pageable: cursor.get("x-ms-pageable").map(|own| pageable(own, reader)),
        odata: odata(cursor, reader, api),
        examples,
    };
    // One without a name has no method.
    id.map(|_| operation)
}

fn pageable<'d>(cursor: Cursor<'d>, reader: &mut Reader<'d, '_>) -> Pageable<'d> {
    let location = |keyword| cursor.get(keyword).unwrap_or(cursor).location();
    let link = cursor.get("nextLinkName");
    // Null says that there is one page.
    let next_link = link.filter(|own| own.node.value != Value::Null).and_then(|_| reader.text(cursor, "nextLinkName"));
    let item = reader.text(cursor, "itemName").filter(|name| !name.is_empty());
    Pageable {
        says_next_link: link.is_some(),
        next_link_location: location("nextLinkName"),
        item_location: location("itemName"),
        operation_location: location("operationName"),
        next_link: next_link.filter(|name| !name.is_empty()),
        item: item.unwrap_or("value"),
        names_item: item.is_some(),
        operation: reader.text(cursor, "operationName"),
    }
}

fn examples<'d>(cursor: Cursor<'d>, reader: &mut Reader<'d, '_>) -> Vec<Example<'d>> {
    let mut examples = Vec::new();
    for (title, _, example) in cursor.get("x-ms-examples").into_iter().flat_map(Cursor::entries) {
        let cursor = match example.get("$ref") {
            // One that is not there was said when the files were read.
            Some(_) => reader.resolve(example).and_then(Result::ok),
            None => Some(example),
        };
        examples.extend(cursor.map(|cursor| Example { title, location: cursor.location() }));
    }
    examples
}

fn long_running<'d>(cursor: Cursor<'d>, reader: &mut Reader<'d, '_>, api: &mut Builder<'d>) -> LongRunning {
    let Some(options) = cursor.get("x-ms-long-running-operation-options") else {
        return LongRunning { final_state_via: None, final_state_schema: None };
    };
    reader.check_known(options, "x-ms-long-running-operation-options", &["final-state-schema", "final-state-via"]);
    let final_state_via = reader.text(options, "final-state-via").and_then(|via| {
        let known = match via.to_ascii_lowercase().as_str() {
            "azure-async-operation" => Some(FinalStateVia::AzureAsyncOperation),
            "location" => Some(FinalStateVia::Location),
            "original-uri" => Some(FinalStateVia::OriginalUri),
            "operation-location" => Some(FinalStateVia::OperationLocation),
            _ => None,
        };
        if known.is_none() {
            reader.error(
                Code::UnknownFinalState,
                options,
                format!("unknown value `{via}` of `final-state-via`"),
                "use azure-async-operation, location, original-uri or operation-location",
            );
        }
        known
    });
    LongRunning { final_state_via, final_state_schema: final_state_schema(options, reader, api) }
}

/// The schema that `final-state-schema` names.
fn final_state_schema<'d>(options: Cursor<'d>, reader: &mut Reader<'d, '_>, api: &mut Builder<'d>) -> Option<SchemaId> {
    match referred(options.get("final-state-schema")?, reader)? {
        Ok(target) => Some(schema::read(target, reader, api)),
        Err(finding) => {
            reader.diagnostics.push(finding);
            None
        }
    }
}

/// The schema that `x-ms-odata` names. It only documents a filter: without it the operation is whole.
fn odata<'d>(
    operation: Cursor<'d>,
    reader: &mut Reader<'d, '_>,
    api: &mut Builder<'d>,
) -> Option<(SchemaId, Location)> {
    let said = operation.get("x-ms-odata")?;
    match referred(said, reader) {
        Some(Ok(target)) => Some((schema::read(target, reader, api), said.location())),
        broken => {
            let reason = broken.and_then(Result::err).map_or("expected a reference".to_owned(), |own| own.message);
            let message = format!("ignoring `x-ms-odata`: {reason}");
            reader.diagnostics.push(
                Diagnostic::warning(Code::IgnoredKeyword, message)
                    .at(said.location())
                    .help("name the schema that `$filter` is about, such as `#/definitions/WidgetFilter`"),
            );
            None
        }
    }
}

/// What a keyword names: by a reference, or by its text alone.
fn referred<'d>(said: Cursor<'d>, reader: &Reader<'d, '_>) -> Option<Result<Cursor<'d>, Diagnostic>> {
    let reference = said.text().or_else(|| said.get("$ref")?.text())?;
    Some(reader.documents.resolve(said, reference))
}

fn responses<'d>(operation: Cursor<'d>, reader: &mut Reader<'d, '_>, api: &mut Builder<'d>) -> Vec<Response<'d>> {
    let mut responses = Vec::new();
    for (name, _, listed) in operation.get("responses").into_iter().flat_map(Cursor::entries) {
        let status = match (name, name.parse::<u16>()) {
            ("default", _) => Status::Default,
            (_, Ok(code @ 100..=599)) => Status::Code(code),
            (range, _) if range.eq_ignore_ascii_case("2xx") => Status::Range(200),
            (range, _) if range.eq_ignore_ascii_case("4xx") => Status::Range(400),
            (range, _) if range.eq_ignore_ascii_case("5xx") => Status::Range(500),
            (name, _) if name.starts_with("x-") => continue,
            _ => {
                reader.error(
                    Code::BrokenResponse,
                    listed,
                    format!("`{name}` is not a status code"),
                    "use a status code, `2XX`, `4XX`, `5XX` or `default`",
                );
                continue;
            }
        };
        let cursor = match listed.get("$ref") {
            Some(_) => reader.reference(listed),
            None => Some(listed),
        };
        let Some(cursor) = cursor else { continue };
        reader.check_known(cursor, "a response", RESPONSE);
        responses.push(Response {
            status,
            description: reader.text(cursor, "description"),
            schema: cursor.get("schema").map(|schema| schema::read(schema, reader, api)),
            nullable: reader.flag(cursor, "x-nullable").unwrap_or(false),
            headers: headers(cursor, reader, api),
            error: reader.flag(cursor, "x-ms-error-response").or_else(|| reader.flag(listed, "x-ms-error-response")),
        });
    }
    let mut listed = operation.get("responses").into_iter().flat_map(Cursor::entries);
    if !listed.any(|(name, _, _)| !name.starts_with("x-")) {
        reader.error(
            Code::NoResponses,
            operation,
            "this operation has no responses".to_owned(),
            "add `responses` with at least one status code",
        );
    }
    responses
}

fn headers<'d>(response: Cursor<'d>, reader: &mut Reader<'d, '_>, api: &mut Builder<'d>) -> Vec<Header<'d>> {
    let listed = response.get("headers").into_iter().flat_map(Cursor::entries);
    let headers = listed.map(|(name, _, cursor)| Header {
        name,
        description: reader.text(cursor, "description"),
        schema: schema::read(cursor, reader, api),
        client_name: reader.text(cursor, "x-ms-client-name"),
        collection_prefix: reader.text(cursor, "x-ms-header-collection-prefix").filter(|prefix| !prefix.is_empty()),
    });
    headers.collect()
}
