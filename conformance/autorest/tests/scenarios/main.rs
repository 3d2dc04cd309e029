//! The scenarios of the AutoRest test server, in a module for each of its descriptions. Run by `cargo xtask conformance`.

mod additional_properties;
mod any_type;
mod azure_parameter_grouping;
mod azure_special_properties;
mod body_array;
mod body_binary;
mod body_boolean;
mod body_byte;
mod body_complex;
mod body_date;
mod body_datetime;
mod body_datetime_rfc1123;
mod body_dictionary;
mod body_duration;
mod body_file;
mod body_formdata;
mod body_formdata_urlencoded;
mod body_integer;
mod body_number;
mod body_string;
mod body_time;
mod client_enum;
mod constants;
mod custom_baseurl;
mod custom_baseurl_more_options;
mod custom_baseurl_paging;
mod error_with_secrets;
mod extensible_enums_swagger;
mod head;
mod head_exceptions;
mod header;
mod httpinfrastructure;
mod incorrect_error_response;
mod lro;
mod lro_parameterized_endpoints;
mod media_types;
mod merge_patch;
mod model_flattening;
mod multiapi_v1;
mod multiapi_v1_custom_base_url;
mod multiapi_v2;
mod multiapi_v2_custom_base_url;
mod multiapi_v3;
mod multiple_inheritance;
mod non_string_enum;
mod object_type;
mod paging;
mod parameterized_endpoint;
mod policies;
mod required_optional;
mod reserved_words;
mod security_aad;
mod security_key;
mod subscriptionid_apiversion;
mod url;
mod url_multi_collectionformat;
mod validation;
mod values;
mod xml_service;
mod xms_error_responses;

use armrest_runtime::{ConnectionOptions, mock};
use azure_core::{
    Result,
    credentials::TokenCredential,
    http::{ClientOptions, ExponentialRetryOptions, Response, RetryOptions},
    time::Duration,
};
use policies::{
    called, changing, following_redirects, keeping_cookies, sending_api_version, sending_options, without_header,
};
use std::sync::Arc;

/// The server's own address.
fn endpoint() -> String {
    std::env::var("ARMREST_TEST_SERVER").expect("run by `cargo xtask conformance`")
}

fn connection_options() -> ConnectionOptions {
    ConnectionOptions { endpoint: Some(endpoint()), ..by_http() }
}

/// Of a client that is told its endpoint in another way.
fn by_http() -> ConnectionOptions {
    let token_scope = Some("https://test.example/.default".to_owned());
    ConnectionOptions { token_scope, http_on_loopback: true, ..ConnectionOptions::default() }
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

fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

/// The status of a response.
fn code<T, F>(response: &Response<T, F>) -> u16 {
    response.status().into()
}

/// The status of a call that the service refused.
fn status<T>(result: Result<T>) -> Option<u16> {
    result.err()?.http_status().map(u16::from)
}
