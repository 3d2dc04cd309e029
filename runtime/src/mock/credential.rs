use super::TOKEN;
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    time::{Duration, OffsetDateTime},
};
use std::sync::{Arc, Mutex, PoisonError};

/// A credential whose token the server accepts, and which keeps the scopes that it was asked for.
#[derive(Debug, Default)]
pub struct RecordingCredential {
    scopes: Mutex<Vec<Vec<String>>>,
}

impl RecordingCredential {
    /// A credential that was asked for nothing yet.
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// The scopes of each token that it was asked for, in order.
    pub fn scopes(&self) -> Vec<Vec<String>> {
        self.scopes.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
        self.scopes.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
        Ok(AccessToken::new(TOKEN, OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
