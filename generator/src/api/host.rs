use super::{Host, In, Origin, Parameter, Source, Type, operations::resolved, security, types::Types};
use crate::{
    api::builder::{self, Builder, Description, Operation},
    diagnostics::{Code, Diagnostic},
    sources::Location,
};

/// What the operations of one input share: their host, and what their paths begin with.
#[derive(Clone, Debug, Default)]
pub(super) struct Base {
    /// The number of the host.
    pub(super) host: usize,
    /// What is before every path, without a slash at its end.
    pub(super) path: String,
    /// The parameters of that.
    pub(super) parameters: Vec<Parameter>,
    /// The scope of tokens that the input names.
    scope: Option<String>,
    /// That of the host.
    of_host: Option<String>,
    /// The host is Azure Resource Manager, whose scope is the cloud's.
    arm: bool,
}

impl Base {
    /// The scope of an operation's token, where it is not that of its host.
    pub(super) fn scope_of(&self, operation: &Operation<'_>) -> Option<String> {
        let own = security::required_scope(operation.required.as_ref()).or_else(|| self.scope.clone());
        own.filter(|own| !self.arm && Some(own) != self.of_host.as_ref())
    }
}

/// The hosts of all inputs, and the base of each input. The first host is that of the first input that has operations
/// and names one.
pub(super) fn hosts<'d>(builder: &Builder<'d>, types: &mut Types<'d, '_>) -> (Vec<Host>, Vec<Base>) {
    let mut hosts: Vec<Host> = Vec::new();
    let mut bases = vec![Base::default(); builder.descriptions.len()];
    let inputs = || builder.descriptions.iter().enumerate();
    let names_host = |own: &Description<'d>| own.host.is_some() || own.parameterized_host.is_some();
    let with_operations = inputs().filter(|(_, own)| !own.operations.is_empty());
    // An input that only shares definitions says nothing of the service, unless there is no other.
    let (named, unnamed): (Vec<_>, Vec<_>) = with_operations.partition(|(_, own)| names_host(own));
    let elsewhere = inputs().find(|(_, own)| named.is_empty() && names_host(own));
    for (index, description) in named.into_iter().chain(elsewhere) {
        let (host, base) = host(description, types);
        let number = hosts.iter().position(|known| is_same(known, &host)).unwrap_or(hosts.len());
        if number == hosts.len() {
            hosts.push(host);
        }
        bases[index] = Base { host: number, ..base };
    }
    for (index, description) in unnamed {
        no_host(description, hosts.first(), types);
        bases[index].path = base_path(description);
    }
    if hosts.is_empty() {
        hosts.push(Host { template: "{endpoint}".to_owned(), parameters: vec![endpoint()], ..Host::default() });
    }
    for (number, host) in hosts.iter_mut().enumerate() {
        let own = builder.descriptions.iter().zip(&bases);
        let own = own.filter(|(description, base)| base.host == number && !is_of_another(description, host));
        let own: Vec<&Description<'d>> = own.map(|(description, _)| description).collect();
        host.security = security::security(&own, types.diagnostics);
        security::check(&own, host, types.diagnostics);
    }
    for (description, base) in builder.descriptions.iter().zip(&mut bases) {
        let host = &hosts[base.host];
        base.scope = security::scope(description);
        base.of_host = host.security.scope.clone();
        base.arm = host.arm;
    }
    (hosts, bases)
}

/// Whether an input has no operations and names another host: what it says of credentials is for that one.
fn is_of_another(description: &Description<'_>, host: &Host) -> bool {
    let bare = |text: &str| split(text).0.rsplit("://").next().unwrap_or_default().to_ascii_lowercase();
    let named = description.parameterized_host.as_ref().map(|own| own.template).or(description.host);
    description.operations.is_empty() && named.is_some_and(|named| bare(named) != bare(&host.template))
}

/// Whether two hosts are one: the client then connects once.
fn is_same(one: &Host, other: &Host) -> bool {
    let sources = one.parameters.iter().map(|own| &own.source);
    one.template.eq_ignore_ascii_case(&other.template) && sources.eq(other.parameters.iter().map(|own| &own.source))
}

fn base_path(description: &Description<'_>) -> String {
    let base = description.base_path.unwrap_or_default().trim_matches('/');
    if base.is_empty() { String::new() } else { format!("/{base}") }
}

/// `host` and `basePath`, or `x-ms-parameterized-host`.
fn host<'d>(description: &Description<'d>, types: &mut Types<'d, '_>) -> (Host, Base) {
    let own_path = base_path(description);
    let file = description.file.to_owned();
    types.positions.add(file.clone(), description.location);
    let http_only = !description.schemes.is_empty() && !description.schemes.contains(&"https");
    let scheme = if http_only && description.schemes.contains(&"http") { "http" } else { "https" };
    let Some(parameterized) = &description.parameterized_host else {
        let named = description.host.unwrap_or_default();
        let template = if named.contains("://") { named.to_owned() } else { format!("{scheme}://{named}") };
        let (host, path) = split(&template);
        let arm = host.eq_ignore_ascii_case("https://management.azure.com");
        let base = Base { path: format!("{}{own_path}", path.trim_end_matches('/')), ..Base::default() };
        if let Some(location) = description.host_location {
            check_holes(&template, location, &[], types);
        }
        return (Host { arm, template: host.to_owned(), file, ..Host::default() }, base);
    };
    // A template that has a scheme gets no other, whatever `useSchemePrefix` says.
    let prefixed = parameterized.scheme_prefix && outside_braces(parameterized.template, "://").is_none();
    let template =
        if prefixed { format!("{scheme}://{}", parameterized.template) } else { parameterized.template.to_owned() };
    let template = spelt_as_declared(template, parameterized, types);
    let (host, path) = split(&template);
    let path = format!("{}{own_path}", path.trim_end_matches('/'));
    let mut parameters = Vec::new();
    for parameter in &parameterized.parameters {
        let source = match types.constant(parameter.schema) {
            Some(only) if parameter.required => Source::Constant(only.to_owned()),
            _ => match default(parameter) {
                Some(text) => Source::ClientOption(text.to_owned()),
                None => Source::Client,
            },
        };
        let origin = Origin::Operation("Host".to_owned(), parameter.name.to_owned());
        let resolved = resolved(parameter, source, types, origin);
        parameters.push(Parameter { value: Type::String, sent_in: In::Path, ..resolved });
    }
    if !parameterized.lacks_parameters {
        check_holes(&format!("{host}{path}"), parameterized.location, &parameters, types);
    }
    let is_in = |text: &str, parameter: &Parameter| text.contains(&format!("{{{}}}", parameter.name));
    let base = Base {
        parameters: parameters.iter().filter(|own| is_in(&path, own)).cloned().collect(),
        path,
        ..Base::default()
    };
    parameters.retain(|own| is_in(host, own));
    (Host { template: host.to_owned(), parameters, file, ..Host::default() }, base)
}

/// What a part of a host is unless a client is told something else.
fn default<'d>(parameter: &builder::Parameter<'d>) -> Option<&'d str> {
    parameter.default.or(parameter.client_default.as_ref().filter(|own| own.value.is_string()).map(|own| own.written))
}

/// Says that an input has operations and names no host.
fn no_host(description: &Description<'_>, first: Option<&Host>, types: &mut Types<'_, '_>) {
    let message = match first {
        None => "the description has no `host`: the client's constructor takes the endpoint".to_owned(),
        Some(first) => {
            format!("the description has no `host`: using `{}`, the host of the first one", first.template)
        }
    };
    let finding = Diagnostic::warning(Code::NoHost, message).help("add a `host`, such as `management.azure.com`");
    types.diagnostics.push(finding.at(description.location));
}

/// The template with each name in braces as its parameter spells it: descriptions write `{Endpoint}` for `endpoint`.
fn spelt_as_declared(template: String, host: &builder::ParameterizedHost<'_>, types: &mut Types<'_, '_>) -> String {
    let mut spelt = template;
    let declared: Vec<&str> = host.parameters.iter().map(|own| own.name).collect();
    let holes: Vec<String> =
        spelt.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned()).collect();
    for hole in holes.iter().filter(|hole| !declared.contains(&hole.as_str())) {
        let mut alike = declared.iter().filter(|own| own.eq_ignore_ascii_case(hole));
        if let (Some(only), None) = (alike.next(), alike.next()) {
            spelt = spelt.replace(&format!("{{{hole}}}"), &format!("{{{only}}}"));
            let message =
                format!("`{{{hole}}}` in the host is declared as `{only}`: treating them as the same parameter");
            types.diagnostics.push(
                Diagnostic::warning(Code::UndeclaredParameter, message)
                    .at(host.location)
                    .help("use the same spelling in both"),
            );
        }
    }
    spelt
}

/// Reports what a host's template has in braces and no parameter declares, and parameters that it does not have.
fn check_holes(template: &str, at: Location, parameters: &[Parameter], types: &mut Types<'_, '_>) {
    let mut rest = template;
    let mut names = Vec::new();
    while let Some(brace) = rest.find(['{', '}']) {
        let name = rest[brace..].strip_prefix('{').and_then(|after| after.split_once('}'));
        let Some((name, after)) = name.filter(|(name, _)| !name.is_empty() && !name.contains('{')) else {
            types.diagnostics.push(
                Diagnostic::error(Code::BrokenHost, format!("unbalanced braces in the host `{template}`"))
                    .at(at)
                    .help("put each parameter's name in a pair of braces"),
            );
            return;
        };
        names.push(name);
        rest = after;
    }
    for name in &names {
        if !parameters.iter().any(|own| own.name == *name) {
            types.diagnostics.push(
                Diagnostic::error(Code::UndeclaredParameter, format!("`{{{name}}}` in the host is not declared"))
                    .at(at)
                    .help(format!("add `{name}` to the `parameters` of `x-ms-parameterized-host`")),
            );
        }
    }
    for parameter in parameters.iter().filter(|own| !names.contains(&own.name.as_str())) {
        let message = format!("ignoring a parameter: the host has no `{{{}}}`", parameter.name);
        types.diagnostics.push(Diagnostic::warning(Code::UnusedParameter, message).at(at));
    }
}

/// A template's scheme and host, and its path.
fn split(template: &str) -> (&str, &str) {
    let host = outside_braces(template, "://").map_or(0, |scheme| scheme + 3);
    match outside_braces(&template[host..], "/") {
        Some(slash) => template.split_at(host + slash),
        None => (template, ""),
    }
}

/// Where a template has this first, but for the names of its parameters.
fn outside_braces(template: &str, part: &str) -> Option<usize> {
    let mut inside = false;
    let is_there = |&(at, one): &(usize, char)| {
        inside = one == '{' || inside && one != '}';
        !inside && template[at..].starts_with(part)
    };
    template.char_indices().find(is_there).map(|(at, _)| at)
}

fn endpoint() -> Parameter {
    let description = Some("The service's endpoint.".to_owned());
    Parameter { description, ..Parameter::text("endpoint", In::Path, Source::Client) }
}
