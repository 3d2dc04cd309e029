use super::{docs, models::Models};
use crate::{
    api::{Operation, Type},
    swagger::Status,
};

/// A method's documentation, but for its example.
pub(super) fn method_docs(
    operation: &Operation<'_>,
    models: &Models<'_, '_>,
    arguments: &[(String, Vec<String>)],
) -> Vec<String> {
    let described = operation.description.or(operation.summary);
    let mut lines = docs::text_or(described, &format!("The operation `{}`.", operation.id));
    lines.push(String::new());
    lines.push(format!(
        "`{} {}`{}",
        operation.method.as_str(),
        operation.path,
        operation.api_version.map(|version| format!(", api-version {version}")).unwrap_or_default()
    ));
    if let Some(headers) = operation.headers {
        let name = models.name(headers);
        let reads = "[`from_headers`](crate::from_headers)";
        lines.extend([
            String::new(),
            format!("The answer's headers are a [`{name}`](crate::models::{name}): {reads} reads them."),
        ]);
    }
    if !arguments.is_empty() {
        lines.extend([String::new(), "# Arguments".to_owned(), String::new()]);
        for (name, text) in arguments {
            let mut text = text.iter().filter(|line| !line.is_empty());
            let first = text.next().map_or("", String::as_str);
            lines.push(format!("* `{}` - {first}", name.trim_start_matches("r#")));
            lines.extend(text.map(|line| format!("  {line}")));
        }
    }
    lines.extend([String::new(), "# Errors".to_owned(), String::new()]);
    lines.push(errors_text(operation, models));
    for (status, value) in &operation.other_results {
        if let Type::Named(id) = value {
            let name = models.name(*id);
            let link = format!("[`{name}`](crate::models::{name})");
            lines.extend([String::new(), format!("With status {status} the body is a {link}.")]);
        }
    }
    lines
}

fn errors_text(operation: &Operation<'_>, models: &Models<'_, '_>) -> String {
    let mut kinds: Vec<(String, Vec<String>)> = Vec::new();
    for (status, value) in &operation.errors {
        let Type::Named(id) = value else { continue };
        let name = models.name(*id);
        let link = format!("[`{name}`](crate::models::{name})");
        let status = match status {
            Status::Code(code) => code.to_string(),
            Status::Default => String::new(),
        };
        match kinds.iter_mut().find(|(known, _)| *known == link) {
            Some((_, statuses)) => statuses.push(status),
            None => kinds.push((link, vec![status])),
        }
    }
    let texts = kinds.into_iter().map(|(link, statuses)| {
        let codes: Vec<&str> = statuses.iter().map(String::as_str).filter(|code| !code.is_empty()).collect();
        if codes.len() < statuses.len() || codes.is_empty() {
            link
        } else {
            format!("{link} (status {})", codes.join(", "))
        }
    });
    match texts.collect::<Vec<_>>().as_slice() {
        [] => "Those of azure_core.".to_owned(),
        kinds => {
            let body = if operation.xml { "xml_body" } else { "body" };
            let reads = format!("[`ErrorExt::{body}`](crate::ErrorExt::{body}) reads it.");
            format!("Those of azure_core. The service's own carries a {}: {reads}", kinds.join(" or a "))
        }
    }
}
