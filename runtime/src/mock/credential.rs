use super::TOKEN;
use crate::sync::lock;
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    time::{Duration, OffsetDateTime},
};
use std::sync::{Arc, Mutex};

/// A credential whose token the server accepts, and which keeps the scopes that it was asked for.
#[derive(Debug, Default)]
pub struct RecordingCredential {
    scopes: Mutex<Vec<Vec<String>>>,
}

impl RecordingCredential {
    /// A credential that was asked for nothing yet.
    pub fn new() -> Arc<Self> {
        super::clock::install();
        Arc::default()
    }

    /// The scopes of each token that it was asked for, in order.
    pub fn scopes(&self) -> Vec<Vec<String>> {
        lock(&self.scopes).clone()
    }
}

#[async_trait::async_trait]
impl TokenCredential for RecordingCredential {
    async fn get_token(
        &self,
        scopes: &[&str],
        _options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let asked = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        lock(&self.scopes).push(asked);
        Ok(AccessToken::new(TOKEN, OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
