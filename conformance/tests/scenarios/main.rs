//! The scenarios of the AutoRest test server, in a module for each of its descriptions. Run by `cargo xtask conformance`.

mod body_array;
mod body_boolean;
mod body_byte;
mod body_date;
mod body_datetime;
mod body_datetime_rfc1123;
mod body_dictionary;
mod body_duration;
mod body_integer;
mod body_number;
mod body_string;
mod body_time;
mod header;
mod httpinfrastructure;
mod policies;
mod url;
mod url_multi_collectionformat;

use armrest_runtime::{ConnectionOptions, mock};
use azure_core::{
    Result,
    credentials::TokenCredential,
    http::{ClientOptions, ExponentialRetryOptions, RetryOptions},
    time::Duration,
};
use policies::{following_redirects, keeping_cookies};
use std::sync::Arc;

/// The server's own address.
fn endpoint() -> String {
    std::env::var("ARMREST_TEST_SERVER").expect("run by `cargo xtask conformance`")
}

fn connection_options() -> ConnectionOptions {
    ConnectionOptions { endpoint: Some(endpoint()), http_on_loopback: true, ..ConnectionOptions::default() }
}

/// azure_core's own, but for how long it waits: a retry is not to be waited for here.
fn client_options() -> ClientOptions {
    let quick =
        ExponentialRetryOptions { initial_delay: Duration::milliseconds(1), max_retries: 2, ..Default::default() };
    ClientOptions { retry: RetryOptions::exponential(quick), ..ClientOptions::default() }
}

fn credential() -> Arc<dyn TokenCredential> {
    mock::credential()
}

/// The status of a call that the service refused.
fn status<T>(result: Result<T>) -> Option<u16> {
    result.err()?.http_status().map(u16::from)
}
