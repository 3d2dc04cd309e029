//! `armrest show`: all that is known of an operation, and the Rust that it becomes.

use super::{Format, Output, Report, described, list::kind, print, table::table, whole_crate};
use crate::{
    api::{
        Api, Filter, FinalState, Kind, MonitorResult, NextPage, Operation, Origin, Parameter, Resolved, Source, Status,
        Type,
    },
    diagnostics::{Diagnostics, ErrorReported, escaped},
    emit,
    load::{self, Input},
    plan::{self, Client, Crate, Method},
    sources::Sources,
};
use serde::Serialize;
use std::fmt::Write as _;

/// What to show.
#[derive(Clone, Debug)]
pub struct Show {
    /// A pattern of the operations, as in a [`Filter`]: usually an `operationId`.
    pub operation: String,
    /// What to read.
    pub input: Input,
    /// How it is printed.
    pub format: Format,
    /// Whether findings are shown in color.
    pub color: bool,
}

/// An operation with the Rust that it becomes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShownOperation {
    /// The operation, as `armrest dump` prints it.
    pub operation: Operation,
    /// Where it is described: file, line and column.
    pub location: String,
    /// The method.
    pub rust: RustMethod,
}

/// The method that an operation becomes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RustMethod {
    /// The client that has it.
    pub client: String,
    /// The method of the main client that gives that client; none where it is the main client.
    pub accessor: Option<String>,
    /// The feature that has it, in crates with many operation groups.
    pub feature: Option<String>,
    /// Its name, arguments and result.
    pub signature: String,
    /// A call, and what is done with its result.
    pub example: Vec<String>,
}

/// Shows operations.
pub fn show(show: &Show) -> Report {
    let (mut diagnostics, mut sources) = (Diagnostics::default(), Sources::default());
    match shown(show, &mut sources, &mut diagnostics) {
        Ok((resolved, shown)) => {
            let text = shown.iter().map(|own| text(&resolved.api, own)).collect::<Vec<_>>().join("\n");
            print(show.format, || text, &Output::Shown(shown))
        }
        Err(ErrorReported) => Report::with_errors(&diagnostics, &sources, show.color),
    }
}

fn shown(
    show: &Show,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(Resolved, Vec<ShownOperation>), ErrorReported> {
    let (documents, resolved) = described(&show.input, load::load, sources, diagnostics)?;
    let filter = Filter { include: vec![show.operation.clone()], exclude: Vec::new() };
    let selection = resolved.api.select(&filter, diagnostics)?;
    // Of the whole crate: it says which feature the method needs.
    let plan = whole_crate(&resolved, documents.title.clone(), diagnostics)?;
    let methods = plan::methods_by_operation(&plan.clients);
    let shown = selection.operations().filter_map(|operation| {
        let location = resolved.positions.get(&operation.source).map(|location| sources.position(location));
        Some(ShownOperation {
            operation: operation.clone(),
            location: location.unwrap_or_default(),
            rust: rust_method(&plan, methods.get(operation.source.as_str())?),
        })
    });
    let shown = shown.collect();
    Ok((resolved, shown))
}

fn rust_method(plan: &Crate, (client, method): &(&Client, &Method)) -> RustMethod {
    RustMethod {
        client: client.name.clone(),
        accessor: client.accessor.as_ref().map(ToString::to_string),
        feature: client.feature.clone(),
        signature: emit::signature(method),
        example: emit::example(plan, client, method),
    }
}

fn text(api: &Api, shown: &ShownOperation) -> String {
    let operation = &shown.operation;
    let mut text = format!("{}\n", escaped(&operation.id));
    let about = operation.summary.iter().chain(&operation.description);
    for line in about.flat_map(|text| text.lines()) {
        // Writing to a string does not fail, here and below.
        let _ = writeln!(text, "  {}", escaped(line.trim_end()));
    }
    let path = format!("{} {}{}", operation.method.as_str(), operation.base_path, operation.path);
    let mut facts = vec![
        fact("request", &path),
        fact("host", &api.hosts[operation.host].template),
        fact("kind", kind(operation)),
        fact("described in", &shown.location),
    ];
    facts.extend(operation.api_version.as_ref().map(|version| fact("api-version", version)));
    facts.extend((!operation.tags.is_empty()).then(|| fact("tags", &operation.tags.join(", "))));
    facts.extend(operation.deprecated.then(|| fact("deprecated", "yes")));
    section(&mut text, "", &facts);
    section(&mut text, "Parameters", &operation.parameters.iter().map(|own| parameter(own, api)).collect::<Vec<_>>());
    let body = operation.body.as_ref().map(|body| {
        let required = if body.required { "required" } else { "optional" };
        let about = sentence(body.description.as_deref());
        vec![body.name.clone(), type_text(&body.value, api), body.content_type.clone(), required.to_owned(), about]
    });
    section(&mut text, "Body", &body.into_iter().collect::<Vec<_>>());
    let responses = operation.responses.iter().map(|response| {
        let status = match response.status {
            Status::Code(code) => code.to_string(),
            Status::Range(first) => format!("{}XX", first / 100),
            Status::Default => "default".to_owned(),
        };
        let kind = if response.is_error { "error" } else { "" };
        let body = response.body.as_ref().map(|body| type_text(body, api)).unwrap_or_default();
        vec![status, kind.to_owned(), body, sentence(response.description.as_deref()), response.headers.join(", ")]
    });
    section(&mut text, "Responses", &responses.collect::<Vec<_>>());
    section(&mut text, "Polling", &polling(operation));
    section(&mut text, "Paging", &paging(operation, api));
    let examples =
        operation.examples.iter().map(|own| vec![own.title.clone(), own.source.trim_end_matches('#').to_owned()]);
    section(&mut text, "Examples", &examples.collect::<Vec<_>>());
    rust_text(&mut text, &shown.rust);
    text
}

fn fact(name: &str, value: &str) -> Vec<String> {
    vec![name.to_owned(), value.to_owned()]
}

/// A part of the text, if there is anything in it.
fn section(text: &mut String, heading: &str, rows: &[Vec<String>]) {
    if rows.is_empty() {
        return;
    }
    let heading = if heading.is_empty() { String::new() } else { format!("{heading}\n") };
    let lines: String = table(rows).lines().map(|line| format!("  {line}\n")).collect();
    let _ = write!(text, "\n{heading}{lines}");
}

fn parameter(parameter: &Parameter, api: &Api) -> Vec<String> {
    let source = match &parameter.source {
        Source::Call if parameter.required => "required".to_owned(),
        Source::Call => "optional".to_owned(),
        Source::Client => "of the client".to_owned(),
        Source::ApiVersion => "api-version".to_owned(),
        Source::ClientOption(default) => format!("of the client, default {default}"),
        Source::Constant(value) => format!("always {value}"),
    };
    let place = parameter.sent_in.word().to_owned();
    vec![
        parameter.name.clone(),
        place,
        type_text(&parameter.value, api),
        source,
        sentence(parameter.description.as_deref()),
    ]
}

fn polling(operation: &Operation) -> Vec<Vec<String>> {
    let Some(own) = operation.kind.long_running() else { return Vec::new() };
    let state = match own.final_state {
        FinalState::Unspecified => "not said where; found by the rules of Azure Resource Manager".to_owned(),
        FinalState::Via(via) => format!("found by `{}` (`final-state-via`)", via.as_str()),
        FinalState::Nothing => return vec![fact("result", "none")],
    };
    let monitor = match own.monitor_result {
        MonitorResult::Inside => "holds the result in `result` or `properties`",
        MonitorResult::Resource => "holds the result, or is it",
        MonitorResult::Whole => "is the result",
    };
    vec![fact("result", &state), fact("status monitor", monitor)]
}

fn paging(operation: &Operation, api: &Api) -> Vec<Vec<String>> {
    let Some(own) = operation.kind.paging() else { return Vec::new() };
    let items = format!("`{}`, each of {}", own.items.names.join("."), type_text(&own.item, api));
    let next = match (&own.next_link, &own.next_page) {
        (None, _) => "there is one page".to_owned(),
        (Some(link), next) => {
            let link = link.names.join(".");
            match next {
                NextPage::Link => format!("the link in `{link}`"),
                NextPage::Query(name) => format!("`{link}` as the query parameter `{name}`"),
                NextPage::Header(name) => format!("`{link}` as the header `{name}`"),
                NextPage::Operation { method, path, .. } => format!("`{link}`, by {} {path}", method.as_str()),
            }
        }
    };
    vec![fact("items", &items), fact("next page", &next)]
}

fn rust_text(text: &mut String, rust: &RustMethod) {
    let mut facts = vec![fact("client", &rust.client)];
    facts.extend(rust.accessor.as_ref().map(|accessor| fact("from", &format!("{accessor}()"))));
    facts.extend(rust.feature.as_ref().map(|feature| fact("feature", feature)));
    section(text, "Rust", &facts);
    for block in [rust.signature.lines().map(str::to_owned).collect(), rust.example.clone()] {
        let lines: String = block.iter().map(|line| format!("  {line}").trim_end().to_owned() + "\n").collect();
        let _ = write!(text, "\n{lines}");
    }
}

/// The first sentence of a text, on one line.
fn sentence(text: Option<&str>) -> String {
    plan::sentence(text.unwrap_or_default())
}

/// A type in words; a definition by its name.
fn type_text(value: &Type, api: &Api) -> String {
    match value {
        Type::List(item) => format!("list of {}", type_text(item, api)),
        Type::Map(value) => format!("map of {}", type_text(value, api)),
        Type::Nullable(value) => format!("{} or null", type_text(value, api)),
        Type::Named(id) => match (&api.named(id).origin, &api.named(id).kind) {
            (Origin::Name(name), _) => name.clone(),
            (_, Kind::Enumeration(_)) => "enumeration".to_owned(),
            (_, Kind::Object(_) | Kind::Union(_)) => "object".to_owned(),
        },
        Type::Any => "any value".to_owned(),
        Type::Raw => "bytes".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Int32 => "int32".to_owned(),
        Type::Int64 => "int64".to_owned(),
        Type::UInt64 => "uint64".to_owned(),
        Type::Float => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Secret => "secret".to_owned(),
        Type::DateTime => "date-time".to_owned(),
        Type::DateTimeRfc1123 => "date-time (RFC 1123)".to_owned(),
        Type::UnixTime => "seconds since 1970".to_owned(),
        Type::Base64 => "base64".to_owned(),
        Type::Base64Url => "base64url".to_owned(),
    }
}
