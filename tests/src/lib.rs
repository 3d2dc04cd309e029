//! What the end-to-end tests share: a Bastion client of a mock server, the operation's targets, and a clock that does
//! not wait.

use armrest_bastion::{BastionClient, BastionClientOptions};
use armrest_runtime::mock::{self, Answer, Server};
use azure_core::{
    Result,
    async_runtime::{AsyncRuntime, SpawnedTask, TaskFuture, set_async_runtime},
    http::{ClientOptions, FixedRetryOptions, RetryOptions},
    time::Duration,
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, Once, PoisonError};

/// Where [`client`] asks for the sessions of `rg1` / `bastionhosttenant`.
pub const OPERATION: &str = "/subscriptions/subid/resourceGroups/rg1/providers/Microsoft.Network/bastionHosts\
    /bastionhosttenant/getActiveSessions?api-version=2024-05-01";

/// A client of the mock server, with azure_core's retries. No wait takes time: see [`waited`].
///
/// # Errors
///
/// Those of [`BastionClient::new`].
pub fn client(server: &Server) -> Result<BastionClient> {
    stop_the_clock();
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

/// The answer that is a page of these sessions.
pub fn page(ids: &[&str], next_link: Option<&str>) -> Answer {
    let sessions: Vec<Value> = ids.iter().map(|id| session(id)).collect();
    Answer::json(200, json!({ "value": sessions, "nextLink": next_link }).to_string())
}

/// The answer that accepts an operation, or says that it goes on.
pub fn accepted(location: &str, retry_after: &str) -> Answer {
    Answer::new(202).header("location", location).header("retry-after", retry_after)
}

/// The service's refusal, with a target and details.
pub fn refused(status: u16, code: &str) -> Answer {
    let body = json!({ "error": {
        "code": code,
        "message": "it cannot be done",
        "target": "bastionHostName",
        "details": [{ "code": "Inner", "message": "because of this", "target": "name" }],
    }});
    Answer::json(status, body.to_string())
}

static WAITED: Mutex<Vec<Duration>> = Mutex::new(Vec::new());

/// How often something in this process waited so long. Tests that ask use durations of their own.
pub fn waited(duration: Duration) -> usize {
    let waited = WAITED.lock().unwrap_or_else(PoisonError::into_inner);
    waited.iter().filter(|waited| **waited == duration).count()
}

/// The waits of this process that lie in a range.
pub fn waits_between(shortest: Duration, longest: Duration) -> usize {
    let waited = WAITED.lock().unwrap_or_else(PoisonError::into_inner);
    waited.iter().filter(|waited| (shortest..=longest).contains(*waited)).count()
}

fn stop_the_clock() {
    static STOPPED: Once = Once::new();
    STOPPED.call_once(|| {
        // Another runtime that was set before would wait for real, and the tests would show it.
        let _ = set_async_runtime(Arc::new(StoppedClock));
    });
}

/// Tokio, but that no wait takes time: it is noted down.
struct StoppedClock;

impl AsyncRuntime for StoppedClock {
    fn spawn(&self, task: TaskFuture) -> SpawnedTask {
        Box::pin(Spawned(tokio::spawn(task)))
    }

    fn sleep(&self, duration: Duration) -> TaskFuture {
        WAITED.lock().unwrap_or_else(PoisonError::into_inner).push(duration);
        Box::pin(tokio::task::yield_now())
    }

    fn yield_now(&self) -> TaskFuture {
        Box::pin(tokio::task::yield_now())
    }
}

struct Spawned(tokio::task::JoinHandle<()>);

impl azure_core::async_runtime::AbortableTask for Spawned {
    fn abort(&self) {
        self.0.abort();
    }
}

impl Future for Spawned {
    type Output = std::result::Result<(), Box<dyn std::error::Error + Send>>;

    fn poll(mut self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<Self::Output> {
        std::pin::Pin::new(&mut self.0)
            .poll(cx)
            .map(|joined| joined.map_err(|error| Box::new(error) as Box<dyn std::error::Error + Send>))
    }
}
