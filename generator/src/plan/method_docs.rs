use super::{Docs, Form, Line, models::Models};
use crate::api::{BodyFormat, Operation, OperationKind, Parameter, Status, Type};

/// A method's documentation, but for its example.
pub(super) fn method_docs(
    operation: &Operation,
    models: &Models<'_>,
    form: Form,
    arguments: &[(String, Docs)],
) -> Docs {
    let described = operation.description.as_deref().or(operation.summary.as_deref());
    let mut docs = Docs::text_or(described, Line::from("The operation ").code(&operation.id).words("."));
    docs.see(operation.external_docs.as_ref());
    let path = if operation.path.is_empty() { "/" } else { &operation.path };
    let request = Line::default().code(&format!("{} {path}", operation.method.as_str()));
    docs.paragraph(match &operation.api_version {
        Some(version) => request.words(", api-version ").version(version),
        None => request,
    });
    if let Some(headers) = &operation.headers {
        docs.paragraph(
            Line::from("The response headers are a ")
                .model(form, models.name(headers))
                .words(": ")
                .beside_clients(form, "from_headers", "from_headers")
                .words(" reads them."),
        );
    }
    let asks_existence = operation.kind == OperationKind::ExistenceCheck;
    if asks_existence {
        docs.paragraph(Line::from("Returns `true` for any success, and `false` for status 404."));
    }
    for status in operation.success().into_iter().filter(|status| *status >= 400 && !asks_existence) {
        docs.paragraph(Line::from("A response with status ").number(status).words(" is not an error."));
    }
    if !arguments.is_empty() {
        docs.heading("Arguments");
        for (name, text) in arguments {
            docs.argument(name, text);
        }
    }
    docs.heading("Errors");
    docs.paragraph(errors(operation, models, form));
    for (status, value) in operation.other_results() {
        if let Type::Named(id) = value {
            docs.paragraph(
                Line::from("With status ")
                    .number(status)
                    .words(" the body is a ")
                    .model(form, models.name(id))
                    .words("."),
            );
        }
    }
    docs
}

fn errors(operation: &Operation, models: &Models<'_>, form: Form) -> Line {
    let mut kinds: Vec<(&str, Vec<Status>)> = Vec::new();
    for (status, value) in operation.errors() {
        let Type::Named(id) = value else { continue };
        let name = models.name(id);
        match kinds.iter_mut().find(|(known, _)| *known == name) {
            Some((_, statuses)) => statuses.push(status),
            None => kinds.push((name, vec![status])),
        }
    }
    let mut line = Line::from("Returns an [`azure_core::Error`].");
    if kinds.is_empty() {
        return line;
    }
    let method = if operation.response_format == BodyFormat::Xml { "xml_body" } else { "body" };
    line = line
        .words(" If the service returned an error response, ")
        .beside_clients(form, &format!("ErrorExt::{method}"), &format!("ErrorExt::{method}"))
        .words(" decodes it as ");
    for (index, (name, statuses)) in kinds.into_iter().enumerate() {
        line = line.words(if index == 0 { "" } else { " or " }).model(form, name);
        if statuses.contains(&Status::Default) {
            continue;
        }
        for (index, status) in statuses.into_iter().enumerate() {
            line = line.words(if index == 0 { " (status " } else { ", " });
            line = match status {
                Status::Code(code) => line.number(code),
                Status::Range(first) => line.number(first / 100).words("xx"),
                Status::Default => line,
            };
        }
        line = line.words(")");
    }
    line.words(".")
}

/// What a parameter is for.
pub(super) fn parameter_docs(parameter: &Parameter) -> Docs {
    let mut docs = annotated(Docs::text_or(parameter.description.as_deref(), "The parameter."), parameter);
    if let Some((first, others)) = parameter.filters.split_first() {
        let line = Line::from("An OData expression. Its schema has ").code(first);
        docs.paragraph(others.iter().fold(line, |line, name| line.words(", ").code(name)).words("."));
    }
    docs
}

/// Documentation of a parameter, with what else is said of it.
pub(super) fn annotated(mut docs: Docs, parameter: &Parameter) -> Docs {
    let own = parameter.annotations.as_deref();
    if parameter.required && own.is_some_and(|own| own.deprecated && own.deprecation.is_none()) {
        docs.sentence("Deprecated.");
    }
    docs.annotate(own, parameter.item_annotations.as_deref());
    if parameter.may_be_empty {
        docs.paragraph("May be empty: the path then ends with a slash.");
    }
    docs
}
