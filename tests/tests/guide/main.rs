//! The programs of the guide, docs/guide. generator/tests/pages holds each block of Rust in a page to be lines of these.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod authentication;
mod described;
mod errors;
mod generated;
mod moving;
mod operations;
mod start;
mod testing;

use armrest_bastion::{BastionClient, BastionClientOptions};
use armrest_runtime::mock::{self, Server};
use azure_core::Result;

/// Where the sessions of `bastion` are asked for.
const SESSIONS: &str = "/subscriptions/subscription/resourceGroups/group/providers/Microsoft.Network/bastionHosts\
    /bastion/getActiveSessions?api-version=2024-05-01";

/// A client of the mock server that waits for nothing.
fn client(server: &Server) -> Result<BastionClient> {
    mock::skip_waits();
    let options = BastionClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..BastionClientOptions::default()
    };
    BastionClient::new("subscription", mock::credential(), Some(options))
}
