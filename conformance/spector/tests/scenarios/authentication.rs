//! Credentials: tokens, keys, and none.

use crate::{client_options, code, connection_options, status};
use async_trait::async_trait;
use azure_core::{
    Result,
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    time::{Duration, OffsetDateTime},
};
use std::sync::Arc;

/// Its tokens are the scopes that they are for, as the server expects.
#[derive(Debug)]
struct ScopesAsTokens;

#[async_trait]
impl TokenCredential for ScopesAsTokens {
    async fn get_token(&self, scopes: &[&str], _options: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Ok(AccessToken::new(scopes.join(" "), OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}

mod api_key {
    use super::*;
    use authentication_api_key::{TitleClient, TitleClientOptions};

    fn client(key: &'static str) -> Result<TitleClient> {
        let options = TitleClientOptions { client_options: client_options(), connection_options: connection_options() };
        TitleClient::with_key(key, Some(options))
    }

    #[tokio::test]
    async fn valid() -> Result<()> {
        assert_eq!(code(&client("valid-key")?.valid(None).await?), 204);
        Ok(())
    }

    #[tokio::test]
    async fn invalid() -> Result<()> {
        assert_eq!(status(client("invalid-key")?.invalid(None).await), Some(403));
        Ok(())
    }
}

mod oauth2 {
    use super::*;
    use authentication_oauth2::{TitleClient, TitleClientOptions};

    fn client() -> Result<TitleClient> {
        let options = TitleClientOptions { client_options: client_options(), connection_options: connection_options() };
        TitleClient::new(Arc::new(ScopesAsTokens), Some(options))
    }

    #[tokio::test]
    async fn valid() -> Result<()> {
        assert_eq!(code(&client()?.valid(None).await?), 204);
        Ok(())
    }

    #[tokio::test]
    async fn invalid() -> Result<()> {
        assert_eq!(status(client()?.invalid(None).await), Some(403));
        Ok(())
    }
}

mod union {
    use super::*;
    use authentication_union::{TitleClient, TitleClientOptions};

    fn options() -> Option<TitleClientOptions> {
        Some(TitleClientOptions { client_options: client_options(), connection_options: connection_options() })
    }

    #[tokio::test]
    async fn valid_key() -> Result<()> {
        assert_eq!(code(&TitleClient::with_key("valid-key", options())?.valid_key(None).await?), 204);
        Ok(())
    }

    #[tokio::test]
    async fn valid_token() -> Result<()> {
        assert_eq!(code(&TitleClient::new(Arc::new(ScopesAsTokens), options())?.valid_token(None).await?), 204);
        Ok(())
    }
}

mod noauth_union {
    use super::*;
    use authentication_noauth_union::{TitleClient, TitleClientOptions};

    fn options() -> Option<TitleClientOptions> {
        Some(TitleClientOptions { client_options: client_options(), connection_options: connection_options() })
    }

    #[tokio::test]
    async fn valid_no_auth() -> Result<()> {
        assert_eq!(code(&TitleClient::without_credential(options())?.valid_no_auth(None).await?), 204);
        Ok(())
    }

    #[tokio::test]
    async fn valid_token() -> Result<()> {
        assert_eq!(code(&TitleClient::new(Arc::new(ScopesAsTokens), options())?.valid_token(None).await?), 204);
        Ok(())
    }
}

/// The emitter cannot write a scheme of the service's own, so the caller adds it as a policy.
mod http_custom {
    use super::*;
    use authentication_http_custom::{TitleClient, TitleClientOptions};
    use azure_core::http::{
        ClientOptions, Context, Request,
        headers::AUTHORIZATION,
        policies::{Policy, PolicyResult},
    };

    #[derive(Debug)]
    struct SharedAccessKey(&'static str);

    #[async_trait]
    impl Policy for SharedAccessKey {
        async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
            request.insert_header(AUTHORIZATION, format!("SharedAccessKey {}", self.0));
            next[0].send(context, request, &next[1..]).await
        }
    }

    fn client(key: &'static str) -> Result<TitleClient> {
        let client_options =
            ClientOptions { per_call_policies: vec![Arc::new(SharedAccessKey(key))], ..client_options() };
        let options = TitleClientOptions { client_options, connection_options: connection_options() };
        TitleClient::without_credential(Some(options))
    }

    #[tokio::test]
    async fn valid() -> Result<()> {
        assert_eq!(code(&client("valid-key")?.valid(None).await?), 204);
        Ok(())
    }

    #[tokio::test]
    async fn invalid() -> Result<()> {
        assert_eq!(status(client("invalid-key")?.invalid(None).await), Some(403));
        Ok(())
    }
}
