//! What a request must have: a credential, an api-version, parameters and a body as they are described.

use super::{
    Options, Service,
    call::Call,
    check::{Checker, Side},
    refusal::{Finding, Refusal},
    request::{Request, Target},
    routes::{version_parameter, version_sent},
};
use crate::api::{Body, BodyFormat, In, Method, Operation, Parameter, Source};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// Headers that HTTP and its clients set, whatever a description says of them. Others of these are no parameters.
const HTTP_OWNED: &[&str] = &["accept", "content-type"];

impl Service {
    /// Whether a request has one of the credentials that the description asks for; any value will do.
    pub(super) fn authorize(
        &self,
        operation: &Operation,
        request: &Request,
        target: &Target,
        options: &Options,
    ) -> Result<(), Refusal> {
        let Some(security) = self.api.hosts.get(operation.host).map(|host| &host.security) else { return Ok(()) };
        let header = request.header_value("authorization").unwrap_or_default();
        let has_scheme = |scheme: &str| {
            let own = header.get(..scheme.len()).is_some_and(|own| own.eq_ignore_ascii_case(scheme));
            own && header.len() > scheme.len()
        };
        let (mut wanted, mut given) = (Vec::new(), options.anonymous);
        if security.token {
            wanted.push("an access token, as `Authorization: Bearer TOKEN`".to_owned());
            given |= has_scheme("Bearer ");
        }
        if security.basic {
            wanted.push("a user name and password, as `Authorization: Basic …`".to_owned());
            given |= has_scheme("Basic ");
        }
        if let Some((name, in_query)) = &security.key {
            wanted.push(format!("a key in the {} `{name}`", if *in_query { "query parameter" } else { "header" }));
            let value = if *in_query { target.query_value(name) } else { request.header_value(name) };
            given |= value.is_some_and(|value| !value.is_empty());
        }
        if wanted.is_empty() || given {
            return Ok(());
        }
        let message = format!("the request has no credential: expected {}", wanted.join(", or "));
        let refusal = Refusal::new(401, "AuthenticationFailed", message).target("Authorization");
        let scheme = if security.token {
            let resource = security.scope.as_deref().unwrap_or(&request.endpoint);
            let authority = "https://login.microsoftonline.com/common";
            format!("Bearer authorization=\"{authority}\", resource=\"{}\"", resource.trim_end_matches("/.default"))
        } else {
            "Basic realm=\"armrest mock\"".to_owned()
        };
        Err(refusal.header("www-authenticate", &scheme))
    }
}

impl Call<'_> {
    /// Checks the request, and gives its body, if that is JSON.
    pub(super) fn check(&mut self) -> Result<Option<Json>, Refusal> {
        let (service, operation) = (self.service(), self.operation());
        service.authorize(operation, self.request, self.target, &self.served.options)?;
        let same_version = self.check_version()?;
        let mut findings = Vec::new();
        for parameter in operation.parameters.iter().filter(|own| own.source != Source::ApiVersion) {
            self.check_parameter(parameter, &mut findings);
        }
        let body = match &operation.body {
            Some(body) if !self.follows => self.check_body(body, same_version, &mut findings)?,
            _ => None,
        };
        if findings.is_empty() { Ok(body) } else { Err(Refusal::of_findings(&operation.id, findings)) }
    }

    /// Checks the api-version, and says whether it is the description's.
    fn check_version(&self) -> Result<bool, Refusal> {
        let operation = self.operation();
        let Some(parameter) = version_parameter(operation) else { return Ok(true) };
        match version_sent(parameter, self.request, self.target) {
            None if parameter.required => {
                let (place, listed) = (parameter.sent_in.word(), self.versions());
                let message = format!("the {place} parameter `{}` is missing; expected {listed}", parameter.name);
                Err(Refusal::new(400, "MissingApiVersionParameter", message).target(&parameter.name))
            }
            Some(sent) if operation.api_version.as_ref().is_some_and(|own| own != sent) => {
                if self.served.options.any_api_version {
                    return Ok(false);
                }
                let listed = self.versions();
                let message = format!(
                    "`{}` is described for the api-version {listed}, and the request has `{sent}`: set the client's \
                     api-version, serve another tag, or start the mock with `--any-api-version`",
                    operation.id
                );
                Err(Refusal::new(400, "InvalidApiVersionParameter", message).target(&parameter.name))
            }
            _ => Ok(true),
        }
    }

    /// The api-versions that the path is described for.
    fn versions(&self) -> String {
        let all = self.served.routes.matches(&self.target.segments);
        let same = all.iter().filter(|own| own.route.path.len() == self.route.path.len());
        let same = same.filter(|own| own.route.method == self.route.method);
        let operations = same.map(|own| self.served.services[own.route.service].operation(own.route.operation));
        let known: BTreeSet<&str> = operations.filter_map(|own| own.api_version.as_deref()).collect();
        let listed: Vec<String> = known.iter().map(|own| format!("`{own}`")).collect();
        listed.join(", ")
    }

    fn check_parameter(&mut self, parameter: &Parameter, findings: &mut Vec<Finding>) {
        let name = parameter.name.as_str();
        let values: Vec<String> = match parameter.sent_in {
            In::Path => self.values.get(name).into_iter().cloned().collect(),
            In::Query => self.target.query_values(name).map(str::to_owned).collect(),
            In::Header if HTTP_OWNED.iter().any(|own| own.eq_ignore_ascii_case(name)) => return,
            In::Header if parameter.collection_prefix.is_some() => return,
            In::Header => self.request.header_value(name).into_iter().map(str::to_owned).collect(),
            In::Body | In::FormData => return,
        };
        let place = parameter.sent_in.word();
        let source = &self.operation().source;
        if values.is_empty() {
            // What a client has a default for may be left out where it is the service's too.
            let is_needed = parameter.required && !matches!(parameter.source, Source::ClientOption(_));
            if is_needed && parameter.sent_in != In::Path {
                let message = format!("the {place} parameter `{name}` is required, and missing ({source})");
                findings.push(Finding { code: "MissingParameter", target: name.to_owned(), message });
            }
            return;
        }
        if values.iter().all(String::is_empty) && (parameter.may_be_empty || !parameter.required) {
            return;
        }
        if let Source::Constant(only) = &parameter.source {
            if !values.iter().all(|value| value.eq_ignore_ascii_case(only)) {
                let found = values.join(", ");
                let message = format!("the {place} parameter `{name}`: expected `{only}`, found `{found}` ({source})");
                findings.push(Finding { code: "InvalidParameter", target: name.to_owned(), message });
            }
            return;
        }
        let source = format!("{place} parameter; {source}");
        let texts: Vec<&str> = values.iter().map(String::as_str).collect();
        let service = &self.served.services[self.route.service];
        let mut checker = Checker {
            api: &service.api,
            patterns: &mut self.state.patterns,
            findings: Vec::new(),
            side: Side::Sent,
            source,
        };
        checker.parameter(parameter, &texts);
        findings.append(&mut checker.findings);
    }

    fn check_body(
        &mut self,
        body: &Body,
        same_version: bool,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<Json>, Refusal> {
        let operation = self.operation();
        if self.request.body.is_empty() {
            if body.required {
                let message = format!("the body `{}` is required, and missing ({})", body.name, operation.source);
                findings.push(Finding { code: "MissingBody", target: body.name.clone(), message });
            }
            return Ok(None);
        }
        self.check_media_type(body)?;
        if body.format != BodyFormat::Json {
            return Ok(None);
        }
        let value: Json = serde_json::from_slice(&self.request.body).map_err(|error| {
            let message = format!("the body is not JSON: {error}");
            Refusal::new(400, "InvalidRequestContent", message).target(&body.name)
        })?;
        let side = match operation.method {
            _ if !same_version => Side::SentByOthers,
            Method::Patch => Side::Patched,
            _ => Side::Sent,
        };
        let mut checker = Checker {
            api: &self.served.services[self.route.service].api,
            patterns: &mut self.state.patterns,
            findings: Vec::new(),
            side,
            source: operation.source.clone(),
        };
        checker.value(&value, &body.value, "");
        findings.append(&mut checker.findings);
        Ok(Some(value))
    }

    fn check_media_type(&self, body: &Body) -> Result<(), Refusal> {
        let sent = self.request.header_value("content-type").unwrap_or_default();
        let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_json = |text: &str| text.ends_with("/json") || text.ends_with("+json");
        let sent_essence = essence(sent);
        let is_one = match body.format {
            BodyFormat::Json => is_json(&sent_essence),
            BodyFormat::Xml => sent_essence.ends_with("/xml") || sent_essence.ends_with("+xml"),
            // What the body is, is the caller's to say.
            BodyFormat::Text | BodyFormat::Raw => !sent_essence.is_empty(),
        };
        if is_one {
            return Ok(());
        }
        let found = if sent.is_empty() { "none".to_owned() } else { format!("`{sent}`") };
        let message = format!("expected the media type `{}` in Content-Type, found {found}", body.content_type);
        Err(Refusal::new(415, "UnsupportedMediaType", message).target("Content-Type"))
    }
}
