use super::{Host, Origin, Parameter, Security, Source, Type, operations::resolved, types::Types};
use crate::{
    diagnostics::{Diagnostic, Diagnostics},
    load::Cursor,
    swagger::{CollectionFormat, Description, In, Swagger},
};

/// Where the service is: `host` and `basePath`, or `x-ms-parameterized-host`; else the caller knows.
pub(super) fn host<'d>(description: &Description<'d>, swagger: &Swagger<'d>, types: &mut Types<'d, '_>) -> Host<'d> {
    let base = description.base_path.unwrap_or_default().trim_end_matches('/');
    if let Some(parameterized) = &description.parameterized_host {
        let prefix = if parameterized.scheme_prefix { "https://" } else { "" };
        let template = format!("{prefix}{}", parameterized.template);
        let (host, path) = split(&template);
        let mut parameters = Vec::new();
        for parameter in &parameterized.parameters {
            let source = match types.constant(parameter.schema) {
                Some(only) if parameter.required => Source::Constant(only),
                _ => Source::Client,
            };
            let origin = Origin::Operation("Host", parameter.name);
            let resolved = resolved(parameter, source, types, origin);
            parameters.push(Parameter { value: Type::String, location: In::Path, ..resolved });
        }
        let is_in = |text: &str, parameter: &Parameter<'d>| text.contains(&format!("{{{}}}", parameter.name));
        return Host {
            arm: false,
            base_parameters: parameters.iter().filter(|own| is_in(path, own)).cloned().collect(),
            parameters: parameters.iter().filter(|own| is_in(host, own)).cloned().collect(),
            base_path: format!("{}{base}", path.trim_end_matches('/')),
            template: host.to_owned(),
        };
    }
    let Some(host) = description.host else {
        let at = swagger.documents.root(description.file).map(Cursor::place);
        let finding = Diagnostic::warning(
            "no-host",
            "the description names no `host`: whoever makes the client gives the endpoint",
        )
        .help("add a `host`, such as `management.azure.com`");
        types.diagnostics.push(match at {
            Some(place) => finding.at(place),
            None => finding,
        });
        return Host {
            template: "{endpoint}".to_owned(),
            parameters: vec![endpoint()],
            base_path: base.to_owned(),
            ..Host::default()
        };
    };
    Host {
        arm: host.eq_ignore_ascii_case("management.azure.com"),
        template: format!("https://{host}"),
        base_path: base.to_owned(),
        ..Host::default()
    }
}

/// A template's scheme and host, and its path.
fn split(template: &str) -> (&str, &str) {
    let host = template.find("://").map_or(0, |scheme| scheme + 3);
    match template[host..].find('/') {
        Some(slash) => template.split_at(host + slash),
        None => (template, ""),
    }
}

fn endpoint<'d>() -> Parameter<'d> {
    Parameter {
        name: "endpoint",
        client_name: None,
        location: In::Path,
        value: Type::String,
        description: Some("The service's endpoint."),
        required: true,
        may_be_empty: false,
        collection: CollectionFormat::Csv,
        encoded: false,
        collection_prefix: None,
        client_default: None,
        source: Source::Client,
    }
}

/// How clients sign in, by `securityDefinitions`; a description without any is taken to want tokens.
pub(super) fn security<'d>(swagger: &Swagger<'d>, diagnostics: &mut Diagnostics) -> Security<'d> {
    let mut security = Security::default();
    for scheme in swagger.descriptions.iter().flat_map(|description| &description.security) {
        let text = |name| scheme.cursor.get(name).and_then(Cursor::text);
        match (scheme.kind, text("name")) {
            (Some("oauth2"), _) => {
                security.token = true;
                let scopes = scheme.cursor.get("scopes").into_iter().flat_map(Cursor::entries);
                let required = swagger.descriptions.iter().flat_map(|description| &description.scopes).copied();
                let mut scopes = scopes.map(|(name, _, _)| name).chain(required);
                security.scope = security.scope.or_else(|| scopes.find(|name| name.ends_with("/.default")));
            }
            // A token that the description treats as a header to be filled by hand.
            (Some("apiKey"), Some(name)) if name.eq_ignore_ascii_case("authorization") => security.token = true,
            (Some("basic"), _) => security.basic = true,
            (Some("apiKey"), Some(name)) => {
                security.key = security.key.or(Some((name, text("in") == Some("query"))));
            }
            _ => diagnostics.push(
                Diagnostic::warning("not-carried-out", "this way to sign in is not carried out")
                    .at(scheme.cursor.place())
                    .help("OAuth 2, basic, and keys in a header or the query are"),
            ),
        }
    }
    security.token |= security.key.is_none();
    security
}
