use super::{client_options, connection_options};
use azure_core::{
    Result,
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    time::{Duration, OffsetDateTime},
};
use security_aad::{AutorestSecurityAadClient, AutorestSecurityAadClientOptions};
use std::sync::Arc;

fn client() -> Result<AutorestSecurityAadClient> {
    // The description names the scope.
    let mut connection_options = connection_options();
    connection_options.token_scope = None;
    let options = AutorestSecurityAadClientOptions { client_options: client_options(), connection_options };
    AutorestSecurityAadClient::new(Arc::new(Scopes), Some(options))
}

/// Gives the scopes that it is asked for as the token, by which the server sees them.
#[derive(Debug)]
struct Scopes;

#[async_trait::async_trait]
impl TokenCredential for Scopes {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Ok(AccessToken::new(scopes.join(" "), OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}

#[tokio::test]
async fn head() -> Result<()> {
    assert_eq!(u16::from(client()?.head(None).await?.status()), 200);
    Ok(())
}
