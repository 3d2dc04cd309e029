//! What the end-to-end tests share: a Bastion client of a mock server, the operation's targets, and a clock that does
//! not wait.

use armrest_bastion::{BastionClient, BastionClientOptions};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{
    Result,
    http::{ClientOptions, FixedRetryOptions, RetryOptions},
    time::Duration,
};
use serde_json::{Value, json};

/// Where [`client`] asks for the sessions of `rg1` / `bastionhosttenant`.
pub const OPERATION: &str = "/subscriptions/subid/resourceGroups/rg1/providers/Microsoft.Network/bastionHosts\
    /bastionhosttenant/getActiveSessions?api-version=2024-05-01";

/// A client of the mock server, with azure_core's retries. No wait takes time: see [`waited`].
///
/// # Errors
///
/// Returns the errors of [`BastionClient::new`].
pub fn client(server: &Server) -> Result<BastionClient> {
    mock::skip_waits();
    let retry = FixedRetryOptions { delay: Duration::milliseconds(1), ..FixedRetryOptions::default() };
    let options = BastionClientOptions {
        client_options: ClientOptions { retry: RetryOptions::fixed(retry), ..ClientOptions::default() },
        connection_options: server.connection(),
        ..BastionClientOptions::default()
    };
    BastionClient::new("subid", mock::credential(), Some(options))
}

/// A session as the service gives it.
pub fn session(id: &str) -> Value {
    json!({
        "sessionId": id,
        "startTime": "2019-1-1T12:00:00.0000Z",
        "targetSubscriptionId": "subid",
        "resourceType": "VM",
        "targetHostName": "vm01",
        "targetResourceGroup": "rg1",
        "userName": "user",
        "targetIpAddress": "1.1.1.1",
        "protocol": "SSH",
        "targetResourceId": "/subscriptions/subid/resourceGroups/rg1/providers/Microsoft.Compute/virtualMachines/vm01",
        "sessionDurationInMins": 0
    })
}

/// The response that is a page of these sessions.
pub fn page(ids: &[&str], next_link: Option<&str>) -> MockResponse {
    let sessions: Vec<Value> = ids.iter().map(|id| session(id)).collect();
    MockResponse::json(200, json!({ "value": sessions, "nextLink": next_link }).to_string())
}

/// The response that accepts an operation, or says that it is still running.
pub fn accepted(location: &str, retry_after: &str) -> MockResponse {
    MockResponse::new(202).header("location", location).header("retry-after", retry_after)
}

/// The service's refusal, with a target and details.
pub fn refused(status: u16, code: &str) -> MockResponse {
    let body = json!({ "error": {
        "code": code,
        "message": "it cannot be done",
        "target": "bastionHostName",
        "details": [{ "code": "Inner", "message": "because of this", "target": "name" }],
    }});
    MockResponse::json(status, body.to_string())
}

/// How often something in this process waited so long. Tests that ask use durations of their own.
pub fn waited(duration: Duration) -> usize {
    waits_between(duration, duration)
}

/// The waits of this process that lie in a range.
pub fn waits_between(shortest: Duration, longest: Duration) -> usize {
    mock::skipped_waits().iter().filter(|waited| (shortest..=longest).contains(*waited)).count()
}
