//! Scenarios of Spector that are more than one call, or need more than an example says, in a module for each
//! specification. Run by `cargo xtask conformance --suite spector`; the tests of examples make the other calls.

mod authentication;
mod azure_core;
mod client_generator_core;
mod encode_bytes;
mod operation_templates;
mod pageable;
mod payload_content_negotiation;
mod payload_json_merge_patch;
mod payload_multipart;
mod payload_xml;
mod special_headers;
mod streaming_jsonl;
mod streaming_sse;
mod type_enum;
mod type_file;
mod type_model_visibility;

use ::azure_core::{
    Bytes, Result,
    credentials::TokenCredential,
    http::{AsyncResponse, ClientOptions, NoFormat, RequestContent, Response},
};
use armrest_runtime::{ConnectionOptions, mock};
use std::sync::Arc;

const SUBSCRIPTION: &str = "00000000-0000-0000-0000-000000000000";
const RESOURCE_GROUP: &str = "test-rg";

/// The files that the server sends and expects.
const PNG: &[u8] =
    include_bytes!("../../../../target/conformance/spector/server/node_modules/@typespec/http-specs/assets/image.png");
const JPG: &[u8] =
    include_bytes!("../../../../target/conformance/spector/server/node_modules/@typespec/http-specs/assets/image.jpg");

/// The server's own address.
fn connection_options() -> ConnectionOptions {
    let endpoint = std::env::var("ARMREST_TEST_SERVER").expect("run by `cargo xtask conformance`");
    ConnectionOptions { endpoint: Some(endpoint), http_on_loopback: true, ..ConnectionOptions::default() }
}

/// The same, for a client whose description has no token scope.
fn scoped_connection_options() -> ConnectionOptions {
    ConnectionOptions { token_scope: Some("https://test.example/.default".to_owned()), ..connection_options() }
}

fn client_options() -> ClientOptions {
    mock::client_options()
}

fn credential() -> Arc<dyn TokenCredential> {
    mock::credential()
}

fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

/// The body of a request as it is.
fn content(bytes: &'static [u8]) -> RequestContent<Bytes, NoFormat> {
    Bytes::from_static(bytes).into()
}

/// The whole body of a response that is a stream.
async fn read(response: AsyncResponse) -> Result<Bytes> {
    response.into_body().collect().await
}

/// The status of a response.
fn code<T, F>(response: &Response<T, F>) -> u16 {
    response.status().into()
}

/// The status of a call that the service refused.
fn status<T>(result: Result<T>) -> Option<u16> {
    result.err()?.http_status().map(u16::from)
}
