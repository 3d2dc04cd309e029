use crate::{
    challenge::{self, Challenge},
    endpoint::QueryKey,
    error::refusal,
    sync::lock,
    trust::Trust,
};
use azure_core::{
    Bytes, Error,
    credentials::{Secret, TokenCredential, TokenRequestOptions},
    error::ErrorKind,
    http::{
        AsyncRawResponse, Body, ClientMethodOptions, Context, Request, StatusCode,
        headers::{AUTHORIZATION, CONTENT_LENGTH, HeaderName, WWW_AUTHENTICATE},
        policies::{Policy, PolicyResult, auth::BearerTokenAuthorizationPolicy},
    },
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// How a client authenticates.
#[derive(Clone, Debug)]
pub struct Credential(pub(crate) Kind);

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Nothing,
    Token { credential: Arc<dyn TokenCredential>, scope: Option<String> },
    KeyHeader(&'static str, Secret),
    KeyQuery(QueryKey),
}

impl Credential {
    /// An access token for `scope`; several scopes are separated by spaces. Without one the service is asked: see
    /// [`ConnectionOptions::token_scope`](crate::ConnectionOptions::token_scope).
    pub fn token(credential: Arc<dyn TokenCredential>, scope: Option<&str>) -> Self {
        Self(Kind::Token { credential, scope: scope.map(str::to_owned) })
    }

    /// No credential: for public data, or an endpoint whose query is a shared access signature.
    pub fn none() -> Self {
        Self(Kind::Nothing)
    }

    /// The same with this scope, if it is a token.
    pub(crate) fn with_scope(self, scope: String) -> Self {
        match self.0 {
            Kind::Token { credential, .. } => Self(Kind::Token { credential, scope: Some(scope) }),
            other => Self(other),
        }
    }

    /// A key in a header.
    pub fn key_header(name: &'static str, key: impl Into<Secret>) -> Self {
        Self(Kind::KeyHeader(name, key.into()))
    }

    /// A user's name and password (RFC 7617).
    pub fn basic(user: &str, password: &Secret) -> Self {
        let pair = azure_core::base64::encode(format!("{user}:{}", password.secret()));
        Self::key_header("authorization", format!("Basic {pair}"))
    }

    /// A key in the query.
    pub fn key_query(name: &'static str, key: impl Into<Secret>) -> Self {
        Self(Kind::KeyQuery(QueryKey { name, key: key.into() }))
    }
}

/// The scope of one operation's token, in the context of its requests.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OperationScope(pub(crate) &'static str);

/// Adds the credential to requests whose host is trusted, and stops all others.
///
/// It comes after the retry policy, so that no request of any kind, retried or redirected by a policy of the
/// caller's, passes it unseen.
#[derive(Debug)]
pub(crate) struct AuthorizationPolicy {
    trust: Trust,
    credential: Authorizer,
}

#[derive(Debug)]
enum Authorizer {
    /// Nothing, or what the transport adds.
    Nothing,
    Header(&'static str, Secret),
    Token(Tokens),
}

impl AuthorizationPolicy {
    /// `fixed` is the scope that the caller decided on: then no operation has another.
    pub(crate) fn new(trust: Trust, Credential(credential): Credential, fixed: Option<String>) -> Self {
        let credential = match credential {
            Kind::Nothing | Kind::KeyQuery(_) => Authorizer::Nothing,
            Kind::KeyHeader(name, key) => Authorizer::Header(name, key),
            Kind::Token { credential, scope } => Authorizer::Token(Tokens {
                credential,
                is_fixed: fixed.is_some(),
                scope: fixed.or(scope).unwrap_or_default(),
                learned: Mutex::default(),
                bearers: Mutex::default(),
            }),
        };
        Self { trust, credential }
    }
}

#[async_trait::async_trait]
impl Policy for AuthorizationPolicy {
    async fn send(&self, ctx: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        self.trust.check(request.url())?;
        match &self.credential {
            Authorizer::Nothing => {}
            Authorizer::Header(name, key) => {
                request.insert_header(HeaderName::from(name.to_ascii_lowercase()), key.secret().to_owned());
            }
            Authorizer::Token(tokens) => return tokens.send(&self.trust, ctx, request, next).await,
        }
        go_on(ctx, request, next).await
    }
}

pub(crate) async fn go_on(ctx: &Context<'_>, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
    match next {
        [policy, rest @ ..] => policy.send(ctx, request, rest).await,
        [] => Err(Error::with_message(ErrorKind::Other, "the pipeline has no transport")),
    }
}

/// Access tokens, for the scope that is known or that the service names in a challenge.
#[derive(Debug)]
struct Tokens {
    credential: Arc<dyn TokenCredential>,
    /// The scope, or scopes separated by spaces; empty where the service is asked.
    scope: String,
    is_fixed: bool,
    /// The scopes that the service named instead of these.
    learned: Mutex<HashMap<String, String>>,
    /// One for each scope: each keeps the token that it has.
    bearers: Mutex<HashMap<String, BearerTokenAuthorizationPolicy>>,
}

impl Tokens {
    async fn send(
        &self,
        trust: &Trust,
        ctx: &Context<'_>,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let of_operation = ctx.value::<OperationScope>().filter(|_| !self.is_fixed);
        let wanted = of_operation.map_or(self.scope.as_str(), |own| own.0).to_owned();
        let scope = lock(&self.learned).get(&wanted).cloned().unwrap_or_else(|| wanted.clone());
        let response = if scope.is_empty() {
            self.ask(ctx, request, next).await?
        } else {
            self.send_with(&scope, ctx, request, next).await?
        };
        if response.status() != StatusCode::Unauthorized {
            return Ok(response);
        }
        let challenge =
            response.headers().get_optional_str(&WWW_AUTHENTICATE).map(Challenge::parse).unwrap_or_default();
        // azure_core's credentials cannot be asked for claims; its policy has dropped the token that lacks them.
        let named = challenge.scope(trust).filter(|_| scope.is_empty() || !challenge.claims).cloned();
        let Some(named) = named else {
            return if scope.is_empty() {
                Err(unauthorized(response, NO_SCOPE.to_owned()).await)
            } else {
                Ok(response)
            };
        };
        let host = challenge::host(&named).unwrap_or_default();
        if named != scope && !trust.may_ask_for(&host) {
            let own = trust.endpoint().host_str().unwrap_or_default();
            let message = format!(
                "the service at `{own}` asked for an access token for `{host}`, which is neither its host nor a parent \
                 domain of it: no token was sent; if it is right, set `ConnectionOptions::token_scope`"
            );
            return Err(unauthorized(response, message).await);
        }
        lock(&self.learned).insert(wanted, named.clone());
        request.body_mut().reset().await?;
        self.send_with(&named, ctx, request, next).await
    }

    /// Sends a request without a token, so that the service says which one it wants. Over https it goes without its
    /// body too: who cannot show that it may have a token shall not have that either.
    async fn ask(&self, ctx: &Context<'_>, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        if request.url().scheme() != "https" || request.body().is_empty() == Some(true) {
            return go_on(ctx, request, next).await;
        }
        let body = std::mem::replace(request.body_mut(), Body::Bytes(Bytes::new()));
        let mut empty = request.clone();
        *request.body_mut() = body;
        empty.headers_mut().remove(CONTENT_LENGTH);
        let response = go_on(ctx, &mut empty, next).await?;
        let status = u16::from(response.status());
        // What the retry policy sends again, it shall.
        if status == 401 || matches!(status, 408 | 429 | 500..) {
            return Ok(response);
        }
        Err(unauthorized(response, NO_SCOPE.to_owned()).await)
    }

    async fn send_with(
        &self,
        scope: &str,
        ctx: &Context<'_>,
        request: &mut Request,
        next: &[Arc<dyn Policy>],
    ) -> PolicyResult {
        let scopes: Vec<&str> = scope.split_whitespace().collect();
        if request.url().scheme() == "https" {
            let bearer = lock(&self.bearers)
                .entry(scope.to_owned())
                .or_insert_with(|| BearerTokenAuthorizationPolicy::new(self.credential.clone(), scopes))
                .clone();
            return bearer.send(ctx, request, next).await;
        }
        // azure_core's policy refuses http outright; this is the loopback of tests, which `Trust::check` let pass.
        let method_options = ClientMethodOptions { context: ctx.to_borrowed() };
        let token = self.credential.get_token(&scopes, Some(TokenRequestOptions { method_options })).await?;
        request.insert_header(AUTHORIZATION, format!("Bearer {}", token.token.secret()));
        go_on(ctx, request, next).await
    }
}

const NO_SCOPE: &str = "the service did not specify which access token it expects: set `ConnectionOptions::token_scope`, or \
                        create the client without a credential if the service wants none";

/// A response as an error that keeps it.
async fn unauthorized(response: AsyncRawResponse, message: String) -> Error {
    let status = response.status();
    let raw_response = response.try_into_raw_response().await.ok().map(Box::new);
    refusal(ErrorKind::HttpResponse { status, error_code: None, raw_response }, message)
}
