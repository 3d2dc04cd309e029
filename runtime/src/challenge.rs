use crate::trust::{Trust, has_user};
use azure_core::http::Url;

/// What a 401 says of the access token that the service wants (`WWW-Authenticate`, RFC 6750 and the forms that Azure's
/// services use).
#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct Challenge {
    /// The scope of the token, for each challenge that names one: a header may have several (RFC 9110, 11.6.1).
    pub(crate) scopes: Vec<String>,
    /// It wants a token with other claims (Continuous Access Evaluation).
    pub(crate) claims: bool,
}

impl Challenge {
    /// Reads the header. A scope that is no URL is not one of Microsoft Entra ID.
    pub(crate) fn parse(header: &str) -> Self {
        let mut challenge = Self::default();
        let of_resource = |resource: String| match resource.ends_with("/.default") {
            true => resource,
            false => format!("{}/.default", resource.trim_end_matches('/')),
        };
        let is_url = |scope: &String| host(scope).is_some();
        for parameters in bearers(header) {
            let (mut scope, mut resource) = (None, None);
            for (name, value) in parameters {
                match name.to_ascii_lowercase().as_str() {
                    "scope" if scope.is_none() => scope = Some(value),
                    "resource" | "resource_id" if resource.is_none() => resource = Some(value),
                    "claims" => challenge.claims = true,
                    _ => {}
                }
            }
            challenge.scopes.extend(scope.filter(is_url).or_else(|| resource.map(of_resource).filter(is_url)));
        }
        challenge
    }

    /// The scope to get a token for: the first that the client may ask for, else the first at all.
    pub(crate) fn scope(&self, trust: &Trust) -> Option<&String> {
        let allowed = |scope: &&String| host(scope).is_some_and(|host| trust.may_ask_for(&host));
        self.scopes.iter().find(allowed).or_else(|| self.scopes.first())
    }
}

/// The host of the resource that a scope is for; for several, only where it is the same.
pub(crate) fn host(scope: &str) -> Option<String> {
    let mut hosts = scope.split_whitespace().map(|scope| {
        let url: Url = scope.parse().ok()?;
        let is_plain = !has_user(&url) && matches!(url.scheme(), "https" | "http");
        is_plain.then(|| url.host_str().map(str::to_owned))?
    });
    let first = hosts.next()??;
    hosts.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

/// The parameters of each `Bearer` challenge in the header: `name="value"` or `name=value`, with commas or without. By
/// hand, because parsers of RFC 9110 refuse what Azure's services write: URLs without quotes, spaces for commas.
fn bearers(header: &str) -> Vec<Vec<(&str, String)>> {
    let mut found: Vec<Vec<(&str, String)>> = Vec::new();
    let mut bearer = false;
    let mut rest = header;
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t', ',']);
        let is_first = rest.len() == header.len() || rest[..rest.len() - trimmed.len()].contains(',');
        rest = trimmed;
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(['=', ' ', '\t', ',']).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let Some(value) = after.trim_start_matches([' ', '\t']).strip_prefix('=') else {
            // A word without a value is the scheme of the challenge that begins here; behind others it is a part of a
            // value that has no quotes.
            if is_first {
                bearer = word.eq_ignore_ascii_case("bearer");
                found.extend(bearer.then(Vec::new));
            }
            rest = after;
            continue;
        };
        let (value, after) = value_of(value.trim_start_matches([' ', '\t']));
        if let Some(parameters) = found.last_mut().filter(|_| bearer && !word.is_empty()) {
            parameters.push((word, value));
        }
        rest = after;
    }
}

/// A value, and what is behind it.
fn value_of(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([',', ' ', '\t']).unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    let mut value = String::new();
    let mut escaped = false;
    for (at, character) in quoted.char_indices() {
        match character {
            _ if escaped => {
                value.push(character);
                escaped = false;
            }
            '\\' => escaped = true,
            '"' => return (value, &quoted[at + 1..]),
            _ => value.push(character),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenges_name_a_scope_or_a_resource() {
        let default = |host: &str| Some(format!("https://{host}/.default"));
        for (header, scope) in [
            (
                r#"Bearer authorization="https://login.example/t", resource="https://vault.example""#,
                default("vault.example"),
            ),
            (
                r#"Bearer authorization="https://login.example/t", scope="https://vault.example/.default""#,
                default("vault.example"),
            ),
            (
                "Bearer authorization_uri=https://login.example/t resource_id=https://store.example",
                default("store.example"),
            ),
            (r#"bearer Resource="https://vault.example/""#, default("vault.example")),
            (
                r#"Basic realm="a, scope=b", Bearer resource = "https://vault.example", error="x""#,
                default("vault.example"),
            ),
            (r#"Bearer scope="read", resource="https://vault.example""#, default("vault.example")),
            (
                r#"Bearer scope="https://v.example/a https://v.example/b""#,
                Some("https://v.example/a https://v.example/b".to_owned()),
            ),
            (r#"Bearer scope="https://v.example/a https://w.example/b""#, None),
            (r#"Basic realm="x", resource="https://vault.example""#, None),
            (r#"Bearer realm="registry:\"catalog\"", scope="registry:catalog:*""#, None),
            (r#"Bearer error="invalid_token", resource=""#, None),
            ("Bearer", None),
            ("=,= \"", None),
            ("", None),
        ] {
            assert_eq!(Challenge::parse(header).scopes.first(), scope.as_ref(), "{header}");
        }
        assert!(Challenge::parse(r#"Bearer realm="", error="insufficient_claims", claims="e30=""#).claims);
    }

    #[test]
    fn one_line_may_have_several_challenges() {
        let trust = Trust::new("https://mine.vault.example".parse().unwrap(), Vec::new(), false);
        for header in [
            r#"Bearer resource="https://other.example", Bearer resource="https://vault.example""#,
            r#"Bearer realm="r", Negotiate oQcwBaADCgEA==, Basic realm="a, Bearer scope=https://x.example", bearer scope="https://vault.example/.default""#,
            r#"Bearer scope="read", Bearer resource=https://vault.example"#,
            r#"Negotiate,NTLM,Bearer resource_id="https://vault.example/",PoP resource="https://pop.example""#,
            r#"Bearer error=invalid token, resource="https://vault.example""#,
            r#"PoP scope="https://pop.example/.default", Bearer , Bearer resource = "https://vault.example""#,
        ] {
            let challenge = Challenge::parse(header);
            assert_eq!(challenge.scope(&trust).unwrap(), "https://vault.example/.default", "{header}");
        }
        let other = Challenge::parse(r#"Bearer resource="https://a.example", Bearer resource="https://b.example""#);
        assert_eq!(other.scope(&trust).unwrap(), "https://a.example/.default");
    }
}
