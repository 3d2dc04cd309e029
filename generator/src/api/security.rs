//! How clients authenticate, by `securityDefinitions` and `security`.

use super::{Host, Security};
use crate::{
    api::builder::{Description, Operation, Required, SecurityScheme, is_header_name},
    diagnostics::{Code, Diagnostic, Diagnostics},
};
use std::collections::BTreeSet;

/// One way to authenticate.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Way<'d> {
    Token,
    Basic,
    /// The key's name, and whether it is in the query.
    Key(&'d str, bool),
}

impl std::fmt::Display for Way<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Token => f.write_str("an access token"),
            Self::Basic => f.write_str("a user's name and password"),
            Self::Key(name, false) => write!(f, "the key in the header `{name}`"),
            Self::Key(name, true) => write!(f, "the key in the query's `{name}`"),
        }
    }
}

/// The authentication scheme, if it is supported.
fn way<'d>(scheme: &SecurityScheme<'d>) -> Option<Way<'d>> {
    match (scheme.kind?, scheme.key, scheme.sent_in) {
        ("oauth2", ..) => Some(Way::Token),
        ("basic", ..) => Some(Way::Basic),
        ("apiKey", Some(name), Some("query")) if !name.is_empty() => Some(Way::Key(name, true)),
        // A token that the description treats as a header to be filled by hand.
        ("apiKey", Some(name), Some("header") | None) if name.eq_ignore_ascii_case("authorization") => Some(Way::Token),
        ("apiKey", Some(name), Some("header") | None) if is_header_name(name) => Some(Way::Key(name, false)),
        _ => None,
    }
}

impl Security {
    /// Whether a client can be made that authenticates this way.
    fn has(&self, way: Way<'_>) -> bool {
        match way {
            Way::Token => self.token,
            Way::Basic => self.basic,
            // The names of headers do not differ by case.
            Way::Key(name, false) => {
                self.key.as_ref().is_some_and(|(own, query)| !query && own.eq_ignore_ascii_case(name))
            }
            Way::Key(name, true) => self.key.as_ref().is_some_and(|(own, query)| *query && own == name),
        }
    }
}

/// How clients of a host authenticate: as these descriptions of it say; where they say nothing, by tokens.
pub(super) fn security<'d>(descriptions: &[&Description<'d>], diagnostics: &mut Diagnostics) -> Security {
    let mut security = Security::default();
    let schemes = || descriptions.iter().flat_map(|own| own.security.iter().map(move |scheme| (own, scheme)));
    for (_, scheme) in schemes() {
        match way(scheme) {
            Some(Way::Token) => security.token = true,
            Some(Way::Basic) => security.basic = true,
            Some(Way::Key(..)) => {}
            None => diagnostics.push(
                Diagnostic::warning(Code::NotSupported, "ignoring an unsupported authentication scheme")
                    .at(scheme.location)
                    .help("supported are OAuth 2, basic authentication, and an API key in a header or the query"),
            ),
        }
    }
    // Of several keys the one that most operations take on its own, else the first.
    let keys = schemes().filter_map(|(own, scheme)| match way(scheme)? {
        Way::Key(name, in_query) => Some(((name.to_owned(), in_query), taking(own, scheme.name))),
        _ => None,
    });
    security.key = keys.rev().max_by_key(|(_, count)| *count).map(|(key, _)| key);
    security.token |= security.key.is_none() && !security.basic;
    security.scope = descriptions.iter().find_map(|own| scope(own));
    security
}

/// How many operations take this scheme and no other with it.
fn taking(description: &Description<'_>, name: &str) -> usize {
    let takes = |required: &&Required<'_>| {
        required.alternatives.iter().any(|schemes| matches!(schemes.as_slice(), [(only, _)] if *only == name))
    };
    description.operations.iter().filter_map(|operation| required(description, operation)).filter(takes).count()
}

/// What an operation asks for: what it says itself, else its description.
fn required<'s, 'd>(description: &'s Description<'d>, operation: &'s Operation<'d>) -> Option<&'s Required<'d>> {
    let own = operation.required.as_ref().filter(|own| !own.alternatives.is_empty());
    own.or(description.required.as_ref()).filter(|own| !own.alternatives.is_empty())
}

/// Says where operations ask for credentials that no client of their host sends, and where they take only some of those
/// that it does.
pub(super) fn check<'d>(descriptions: &[&Description<'d>], host: &Host, diagnostics: &mut Diagnostics) {
    let arm = Security { token: true, ..Security::default() };
    let security = if host.arm { &arm } else { &host.security };
    let mut taken: Vec<(&Required<'d>, BTreeSet<Way<'d>>)> = Vec::new();
    let mut all: BTreeSet<Way<'d>> = BTreeSet::new();
    for description in descriptions {
        let of = |name: &str| description.security.iter().find(|scheme| scheme.name == name);
        for operation in &description.operations {
            let Some(required) = required(description, operation) else {
                all.extend(description.security.iter().filter_map(way).filter(|way| security.has(*way)));
                continue;
            };
            let mut reasons = Vec::new();
            let mut ways = BTreeSet::new();
            for alternative in &required.alternatives {
                match alternative.as_slice() {
                    [(name, scopes)] => match of(name).map(way) {
                        // Only OAuth 2 has scopes.
                        None if security.token && !scopes.is_empty() => {
                            ways.insert(Way::Token);
                        }
                        None => reasons.push(format!("`securityDefinitions` has no `{name}`")),
                        Some(None) => reasons.push(format!("clients do not support the credential `{name}`")),
                        Some(Some(way)) if security.has(way) => {
                            ways.insert(way);
                        }
                        Some(Some(way)) => reasons.push(format!("clients of `{}` do not send {way}", host.template)),
                    },
                    // No authentication is needed.
                    [] => {
                        reasons.clear();
                        break;
                    }
                    together => {
                        let names = together.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>();
                        reasons.push(format!("clients send one credential, not {} together", names.join(" and ")));
                    }
                }
            }
            if ways.is_empty() && !reasons.is_empty() {
                let message = format!("unsupported `security` requirement: {}", reasons.join("; "));
                diagnostics.push(
                    Diagnostic::warning(Code::NotSupported, message).at(required.location).help(
                        "add an alternative: OAuth 2, basic authentication, or an API key in a header or the query",
                    ),
                );
            }
            all.extend(&ways);
            if !ways.is_empty() {
                taken.push((required, ways));
            }
        }
    }
    for (required, ways) in taken {
        let others: Vec<String> = all.difference(&ways).map(ToString::to_string).collect();
        if !others.is_empty() {
            let own: Vec<String> = ways.iter().map(ToString::to_string).collect();
            let message = format!(
                "this operation expects {}, but a client that sends {} to `{}` also sends it here",
                own.join(" or "),
                others.join(" or "),
                host.template
            );
            diagnostics.push(Diagnostic::warning(Code::OtherCredential, message).at(required.location));
        }
    }
}

/// The scope of tokens that a description names: what its `security` asks for, else what its `securityDefinitions` have.
pub(super) fn scope(description: &Description<'_>) -> Option<String> {
    let required = || required_scope(description.required.as_ref());
    let of_scheme = |scheme: &SecurityScheme<'_>| {
        let all = requested(&scheme.scopes)?;
        // Those are all that there are, not all that are needed.
        let (resource, _) = all.split_whitespace().next()?.rsplit_once('/')?;
        Some(if all.contains(' ') { format!("{resource}/.default") } else { all })
    };
    let schemes = || description.security.iter().filter(|scheme| scheme.kind == Some("oauth2"));
    required().or_else(|| schemes().find_map(of_scheme))
}

/// The scope that the first of several alternatives with any asks for.
pub(super) fn required_scope(required: Option<&Required<'_>>) -> Option<String> {
    required?.alternatives.iter().find_map(|schemes| {
        let scopes: Vec<&str> = schemes.iter().flat_map(|(_, scopes)| scopes.iter().copied()).collect();
        requested(&scopes)
    })
}

/// What a client asks Microsoft Entra ID for, of scopes that a description names: `/.default` alone, where it is among
/// them, else all that are of the first one's resource. A scope without a resource, such as `user_impersonation`, says
/// nothing; where it has one, `/.default` stands for it, for a credential without a user cannot get it otherwise.
fn requested(scopes: &[&str]) -> Option<String> {
    let parts = scopes.iter().filter_map(|scope| {
        let (resource, name) = scope.trim().rsplit_once('/')?;
        let is_resource = resource.split_once("://").is_some_and(|(_, host)| !host.is_empty()) || is_uuid(resource);
        let name = if name == "user_impersonation" { ".default" } else { name };
        (is_resource && !name.is_empty() && !name.contains(char::is_whitespace)).then_some((resource, name))
    });
    let parts: Vec<(&str, &str)> = parts.collect();
    let first = parts.iter().find(|(_, name)| *name == ".default");
    if let Some((resource, name)) = first {
        return Some(format!("{resource}/{name}"));
    }
    let (resource, _) = parts.first()?;
    let own = parts.iter().filter(|(other, _)| other == resource);
    Some(own.map(|(resource, name)| format!("{resource}/{name}")).collect::<Vec<_>>().join(" "))
}

/// Whether a text is an application's id.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && text.chars().all(|digit| digit == '-' || digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::requested;

    #[test]
    fn scopes_name_a_resource() {
        let id = "2ff814a6-3304-4ab8-85cd-cd0e6f879c1d";
        for (scopes, expected) in [
            (&["https://a.example/.default"][..], Some("https://a.example/.default")),
            (&["user_impersonation"], None),
            (&["https://a.example/user_impersonation"], Some("https://a.example/.default")),
            (&["https://a.example//user_impersonation"], Some("https://a.example//.default")),
            (&["api://app/Files.Read"], Some("api://app/Files.Read")),
            (
                &["https://a.example/read", "https://a.example/write"],
                Some("https://a.example/read https://a.example/write"),
            ),
            (&["https://a.example/read", "https://b.example/write"], Some("https://a.example/read")),
            (&["https://a.example/read", "https://a.example/.default"], Some("https://a.example/.default")),
            (&["read", "https://a.example/read"], Some("https://a.example/read")),
            (&["https://a.example/", "https://", "/.default", "a b/c", ""], None),
            (&[&format!("{id}/.default")], Some(&format!("{id}/.default"))),
        ] {
            assert_eq!(requested(scopes).as_deref(), expected, "{scopes:?}");
        }
    }
}
