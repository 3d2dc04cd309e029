use super::{
    ClientOption, ConnectionPlan, Constructor, ConstructorArgument, Credential, CredentialArgument, Docs, Endpoint,
    Ident, Line, Reserved, Settings, method_docs,
    names::{self, Scope},
};
use crate::{
    api::{self, Api, Parameter, Positions, Resolved, Source, Type},
    diagnostics::{Code, Diagnostic, Diagnostics},
};
use std::collections::BTreeSet;

/// What the client is made with.
pub(super) fn connection(
    resolved: &Resolved,
    stem: &str,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> ConnectionPlan {
    let api = &resolved.api;
    let mut fields: Vec<ConstructorArgument> = Vec::new();
    let mut scope = Scope::of(Reserved::Connection);
    for parameter in api.operations.iter().flat_map(|operation| &operation.parameters) {
        let known = fields.iter().any(|field| field.wire == parameter.name);
        if is_client_field(parameter) && !known {
            fields.push(ConstructorArgument {
                name: scope.field(parameter.preferred_name()),
                docs: method_docs::annotated(
                    Docs::text_or(parameter.description.as_deref(), "Used by all operations."),
                    parameter,
                ),
                wire: parameter.name.to_owned(),
            });
        }
    }
    let mut values = values(api, &mut scope);
    let mut host = Vec::new();
    let endpoints = api.hosts.iter().enumerate();
    let endpoints = endpoints.map(|(number, own)| {
        let mut endpoint = endpoint(own, number, &mut scope, &mut host, &mut values);
        if !own.arm {
            endpoint.scope = settings.token_scope.clone().or(endpoint.scope);
        }
        if !own.arm && own.security.token && endpoint.scope.is_none() && !api.operations.is_empty() {
            diagnostics.push(no_token_scope(own, &resolved.positions));
        }
        endpoint
    });
    let endpoints: Vec<Endpoint> = endpoints.collect();
    let constructors = constructors(&endpoints, &mut scope);
    let server = server(&fields, &values);
    ConnectionPlan {
        endpoints,
        host,
        constructors,
        options: format!("{stem}ClientOptions"),
        client_fields: fields,
        values,
        server,
    }
}

/// What the tests' function that makes a client calls the server. Its other arguments are the fields of the client and
/// its options.
fn server(fields: &[ConstructorArgument], values: &[ClientOption]) -> Ident {
    let arguments = fields.iter().map(|field| field.name.plain()).chain(values.iter().map(|value| value.name.plain()));
    let mut scope = Scope::of(Reserved::TestClient).and(arguments);
    scope.ident(["server", "server_", "server__"].map(Ident::new))
}

fn no_token_scope(host: &api::Host, positions: &Positions) -> Diagnostic {
    let message = format!(
        "no access token scope is described for `{}`: clients depend on the service's authentication challenge",
        host.template
    );
    let finding = Diagnostic::warning(Code::NoTokenScope, message).help(
        "add one to `securityDefinitions` and `security`, or use `--token-scope`, if the service sends no challenge",
    );
    finding.at(positions.get(&host.file))
}

/// The client's options that requests take a value from: the api-version, and others that the description has a default
/// for.
fn values(api: &Api, scope: &mut Scope) -> Vec<ClientOption> {
    let mut found: Vec<(&Parameter, BTreeSet<&str>)> = Vec::new();
    for operation in &api.operations {
        for parameter in &operation.parameters {
            let default = match &parameter.source {
                Source::ApiVersion => operation.api_version.as_deref(),
                Source::ClientOption(default) => Some(default.as_str()),
                _ => None,
            };
            let Some(default) = default else { continue };
            match found.iter_mut().find(|(known, _)| is_one_option(known, parameter)) {
                Some((_, defaults)) => {
                    defaults.insert(default);
                }
                None => found.push((parameter, BTreeSet::from([default]))),
            }
        }
    }
    let options = found.into_iter().map(|(parameter, defaults)| {
        let is_version = parameter.source == Source::ApiVersion;
        let default = defaults.first().filter(|_| defaults.len() == 1).map(|only| (*only).to_owned());
        let mut docs = match is_version {
            true => Docs::from("The api-version of all requests."),
            false => Docs::text_or(parameter.description.as_deref(), "A value that is sent with each request."),
        };
        match &default {
            Some(default) => docs.sentence(Line::from("The default is ").code(default).words(".")),
            None => docs.sentence(Line::from("By default, each operation uses its own.")),
        }
        ClientOption {
            name: match is_version {
                true => Ident::new("api_version"),
                false => scope.field(parameter.preferred_name()),
            },
            docs,
            default,
            wire: parameter.name.to_owned(),
            of_host: false,
        }
    });
    options.collect()
}

/// Whether two parameters are one option of the client.
fn is_one_option(one: &Parameter, other: &Parameter) -> bool {
    let versions = one.source == Source::ApiVersion && other.source == Source::ApiVersion;
    let defaults = matches!((&one.source, &other.source), (Source::ClientOption(_), Source::ClientOption(_)));
    versions || defaults && one.name.eq_ignore_ascii_case(&other.name)
}

/// The name of the argument that gives a part of a host.
fn given_for(parameter: &Parameter, scope: &mut Scope, given: &mut Vec<ConstructorArgument>) -> Ident {
    if let Some(known) = given.iter().find(|known| known.wire == parameter.name) {
        return known.name.clone();
    }
    let name = scope.field(parameter.preferred_name());
    given.push(ConstructorArgument {
        name: name.clone(),
        docs: Docs::text_or(parameter.description.as_deref(), "A part of the service's endpoint."),
        wire: parameter.name.to_owned(),
    });
    name
}

/// The name of the option that gives a part of a host.
fn option_for(parameter: &Parameter, default: &str, scope: &mut Scope, values: &mut Vec<ClientOption>) -> Ident {
    let known = values.iter().find(|known| known.of_host && known.wire == parameter.name);
    if let Some(known) = known.filter(|known| known.default.as_deref() == Some(default)) {
        return known.name.clone();
    }
    let name = scope.field(parameter.preferred_name());
    let mut docs = Docs::text_or(parameter.description.as_deref(), "A part of the service's endpoint.");
    docs.sentence(Line::from("The default is ").code(default).words("."));
    values.push(ClientOption {
        name: name.clone(),
        docs,
        default: Some(default.to_owned()),
        wire: parameter.name.to_owned(),
        of_host: true,
    });
    name
}

/// How the client connects to a host. What its template needs is added to `given` and `values`, once for all hosts.
fn endpoint(
    host: &api::Host,
    number: usize,
    scope: &mut Scope,
    given: &mut Vec<ConstructorArgument>,
    values: &mut Vec<ClientOption>,
) -> Endpoint {
    let mut template = String::new();
    let mut rest = host.template.as_str();
    while let Some((before, (hole, after))) = rest.split_once('{').and_then(|(b, a)| Some((b, a.split_once('}')?))) {
        template.push_str(before);
        rest = after;
        let Some(parameter) = host.parameters.iter().find(|parameter| parameter.name == hole) else { continue };
        let name = match &parameter.source {
            Source::Constant(text) => {
                template.push_str(text);
                continue;
            }
            Source::ClientOption(default) => option_for(parameter, default, scope, values),
            _ => given_for(parameter, scope, given),
        };
        template.push_str(&format!("{{{}}}", name.plain()));
    }
    template.push_str(rest);
    let stem = names::snake(names::file_stem(&host.file));
    let other = number > 0;
    let mut own_name = |what: &str| scope.ident([Ident::new(format!("{}_{what}", stem.plain()))]);
    let field = if other { own_name("connection") } else { Ident::new("connection") };
    let option = other.then(|| own_name("endpoint"));
    let credential = match other {
        true => scope.ident([Ident::new(format!("{}_credential", field.plain()))]),
        false => Ident::new("credential"),
    };
    Endpoint {
        field,
        option,
        credential,
        template: (!host.arm).then_some(template),
        scope: host.security.scope.clone(),
        takes: takes(host),
    }
}

/// Whether a client has a field for a parameter. Its fields are texts; another value is given with each call.
pub(super) fn is_client_field(parameter: &Parameter) -> bool {
    parameter.source == Source::Client && parameter.value == Type::String
}

/// The credentials that a host takes, the usual one first.
fn takes(host: &api::Host) -> Vec<Credential> {
    let own = &host.security;
    if host.arm {
        return vec![Credential::Token];
    }
    let token = own.token.then_some(Credential::Token);
    let key = own.key.clone().map(|(name, in_query)| Credential::Key { name, in_query });
    token.into_iter().chain(key).chain(own.basic.then_some(Credential::Password)).collect()
}

/// The functions that make a client: one for each kind of credential that all endpoints take. Where there is none, one
/// that takes for each endpoint a credential of its own.
fn constructors(endpoints: &[Endpoint], scope: &mut Scope) -> Vec<Constructor> {
    let of_kind = |is_wanted: fn(&&Credential) -> bool| -> Option<Vec<&Credential>> {
        endpoints.iter().map(|own| own.takes.iter().find(is_wanted)).collect()
    };
    let by_token = of_kind(|own| matches!(own, Credential::Token));
    let by_key = of_kind(|own| matches!(own, Credential::Key { .. }));
    let by_password = of_kind(|own| matches!(own, Credential::Password));
    let found = [("new", by_token), ("with_key", by_key), ("with_password", by_password)];
    let found: Vec<_> = found.into_iter().filter_map(|(name, each)| Some((name, each?))).collect();
    if !found.is_empty() {
        return found.into_iter().map(|(name, each)| constructor(name, &each, endpoints, scope)).collect();
    }
    let each: Vec<&Credential> = endpoints.iter().filter_map(|own| own.takes.first()).collect();
    vec![constructor("new", &each, endpoints, scope)]
}

fn constructor(name: &'static str, each: &[&Credential], endpoints: &[Endpoint], scope: &mut Scope) -> Constructor {
    let mut keys: Vec<(&Credential, Ident)> = Vec::new();
    let given = each.iter().zip(endpoints).map(|(credential, endpoint)| match credential {
        Credential::Token => CredentialArgument::Token,
        Credential::Password => CredentialArgument::Password,
        Credential::Key { name, in_query } => {
            let known = keys.iter().find(|(known, _)| known == credential).map(|(_, argument)| argument.clone());
            let argument = known.unwrap_or_else(|| {
                let argument = if keys.is_empty() {
                    Ident::new("key")
                } else {
                    scope.ident([Ident::new(endpoint.field.plain().replace("connection", "key"))])
                };
                keys.push((credential, argument.clone()));
                argument
            });
            CredentialArgument::Key { argument, name: name.clone(), in_query: *in_query }
        }
    });
    Constructor { name, given: given.collect() }
}
