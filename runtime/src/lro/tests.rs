use super::*;
use azure_core::http::headers::HeaderValue;

const ORIGINAL: &str = "https://management.azure.com/widgets/w?api-version=1";
const MONITOR: &str = "https://management.azure.com/status/1";
const LOCATION: &str = "https://management.azure.com/result/1";

fn url(text: &str) -> Url {
    text.parse().unwrap()
}

fn run(method: Method, final_state: FinalState) -> Run {
    Run::new(method, url(ORIGINAL), "application/json", final_state, MonitorResult::Inside)
}

fn response(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> RawResponse {
    let mut all = Headers::new();
    for (name, value) in headers {
        all.insert(*name, HeaderValue::from(*value));
    }
    RawResponse::from_bytes(StatusCode::from(status), all, body)
}

/// What comes next, in a line.
fn shown(next: Result<Next>) -> String {
    match next {
        Ok(Next::Poll(url, status)) => format!("poll {} {status:?}", url.path()),
        Ok(Next::Done(Outcome::At(url))) => format!("result at {}", url.path()),
        Ok(Next::Done(Outcome::Here(url, response))) => {
            format!("result of {}: {}", url.path(), std::str::from_utf8(response.body()).unwrap())
        }
        Err(error) => format!("error: {error}"),
    }
}

#[test]
fn the_first_response_says_where_to_poll() {
    let monitor = ("azure-asyncoperation", MONITOR);
    let newer = ("operation-location", "https://management.azure.com/status/2");
    let location = ("location", LOCATION);
    let going = r#"{"properties":{"provisioningState":"Updating"}}"#;
    let done = r#"{"properties":{"provisioningState":"Succeeded"}}"#;
    let table: &[(Method, u16, &[_], &str, &str)] = &[
        (Method::Post, 202, &[location], "", "poll /result/1 InProgress"),
        (Method::Post, 202, &[location, monitor], "", "poll /status/1 InProgress"),
        (Method::Post, 202, &[location, monitor, newer], "", "poll /status/2 InProgress"),
        (Method::Post, 202, &[("location", "/relative")], "", "poll /relative InProgress"),
        (Method::Post, 202, &[], "", "result of /widgets/w: "),
        (Method::Post, 200, &[], r#"{"value":[]}"#, r#"result of /widgets/w: {"value":[]}"#),
        (Method::Delete, 204, &[], "", "result of /widgets/w: "),
        (Method::Put, 201, &[], going, r#"poll /widgets/w UnknownValue("Updating")"#),
        (Method::Put, 202, &[], "", "poll /widgets/w InProgress"),
        (Method::Put, 202, &[], going, r#"poll /widgets/w UnknownValue("Updating")"#),
        (Method::Patch, 202, &[], done, "poll /widgets/w InProgress"),
        (Method::Put, 201, &[], r#"{"name":"w"}"#, "poll /widgets/w InProgress"),
        (Method::Put, 201, &[], r#"{"properties":{"provisioningState":null}}"#, "poll /widgets/w InProgress"),
        (Method::Put, 201, &[], "", "poll /widgets/w InProgress"),
        (Method::Put, 201, &[], done, r#"result of /widgets/w: {"properties":{"provisioningState":"Succeeded"}}"#),
        (Method::Put, 200, &[], going, r#"poll /widgets/w UnknownValue("Updating")"#),
        (Method::Put, 204, &[], "", "result of /widgets/w: "),
        (Method::Put, 200, &[], done, r#"result of /widgets/w: {"properties":{"provisioningState":"Succeeded"}}"#),
        (Method::Patch, 200, &[], "{}", "result of /widgets/w: {}"),
        (Method::Post, 200, &[], going, r#"result of /widgets/w: {"properties":{"provisioningState":"Updating"}}"#),
        (Method::Put, 201, &[monitor], going, "poll /status/1 InProgress"),
        (
            Method::Post,
            202,
            &[("location", "https://[")],
            "",
            "error: the header `location` is not a URL: invalid IPv6 address",
        ),
    ];
    for (method, status, headers, body, expected) in table {
        let next = run(*method, FinalState::Unspecified).start(&response(*status, headers, body));
        assert_eq!(shown(next), *expected, "{method} {status} {headers:?} {body}");
    }
}

#[test]
fn a_failed_resource_is_an_error_with_the_services_code() {
    let body = r#"{"properties":{"provisioningState":"failed","error":{"code":"Full","message":"no room"}}}"#;
    let error = run(Method::Put, FinalState::Unspecified).start(&response(200, &[], body)).unwrap_err();
    assert_eq!(error.to_string(), "the operation ended as failed: Full: no room");
    let ErrorKind::HttpResponse { error_code, .. } = error.kind() else {
        panic!("{error:?}");
    };
    assert_eq!(error_code.as_deref(), Some("Full"));
}

#[test]
fn a_status_monitor_tells_how_far_it_is() {
    let table = [
        (r#"{"status":"InProgress"}"#, "poll /status/1 InProgress"),
        (r#"{"status":"Resizing"}"#, r#"poll /status/1 UnknownValue("Resizing")"#),
        (r#"{"status":"succeeded"}"#, r#"result of /status/1: {"status":"succeeded"}"#),
        (r#"{"status":"Succeeded","properties":{"a":1}}"#, r#"result of /status/1: {"a":1}"#),
        (r#"{"status":"Succeeded","result":{"b":2},"properties":null}"#, r#"result of /status/1: {"b":2}"#),
        (r#"{"status":"Cancelled"}"#, "error: the operation ended as Cancelled"),
        (
            r#"{"status":"Failed","error":{"code":"Full","message":"no room"}}"#,
            "error: the operation ended as Failed: Full: no room",
        ),
        (
            r#"{"state":"x"}"#,
            "error: the response of the status monitor `https://management.azure.com/status/1` has no `status` that is a string",
        ),
        (
            r#"{"status":7}"#,
            "error: the response of the status monitor `https://management.azure.com/status/1` has no `status` that is a string",
        ),
        (
            "",
            "error: the response of the status monitor `https://management.azure.com/status/1` has no `status` that is a string",
        ),
        (
            "<html>",
            "error: the response of the status monitor `https://management.azure.com/status/1` has no `status` that is a string",
        ),
    ];
    for (body, expected) in table {
        let mut run = run(Method::Post, FinalState::AzureAsyncOperation);
        run.start(&response(202, &[("azure-asyncoperation", MONITOR)], "")).unwrap();
        assert_eq!(shown(run.poll(&response(200, &[], body), url(MONITOR))), expected, "{body}");
    }
}

#[test]
fn a_location_returns_202_until_the_result() {
    let table: &[(u16, &[_], &str, &str)] = &[
        (202, &[], "", "poll /result/1 InProgress"),
        (202, &[("location", "/result/2")], "", "poll /result/2 InProgress"),
        (200, &[], r#"{"a":1}"#, r#"result of /result/1: {"a":1}"#),
        (200, &[], "", "result of /result/1: "),
        (201, &[], "{}", "result of /result/1: {}"),
        (204, &[], "", "result of /result/1: "),
        (200, &[], r#"{"properties":{"provisioningState":"Running"}}"#, r#"poll /result/1 UnknownValue("Running")"#),
        (200, &[], r#"{"properties":{"provisioningState":"Canceled"}}"#, "error: the operation ended as Canceled"),
        (
            200,
            &[],
            r#"{"properties":{"provisioningState":null}}"#,
            r#"result of /result/1: {"properties":{"provisioningState":null}}"#,
        ),
        (203, &[], "", "error: the response to polling has status 203"),
        (
            200,
            &[],
            "<html>",
            "error: the response of `https://management.azure.com/result/1` is not JSON: expected value at line 1 column 1",
        ),
        (
            200,
            &[],
            r#"{"properties":{"provisioningState":7}}"#,
            "error: the response of `https://management.azure.com/result/1` has a `provisioningState` that is not a string",
        ),
    ];
    for (status, headers, body, expected) in table {
        let mut run = run(Method::Post, FinalState::Location);
        run.start(&response(202, &[("location", LOCATION)], "")).unwrap();
        let next = run.poll(&response(*status, headers, body), url(LOCATION));
        assert_eq!(shown(next), *expected, "{status} {headers:?} {body}");
    }
}

#[test]
fn the_final_state_decides_where_the_result_is() {
    use FinalState::*;
    let table = [
        (Method::Put, Unspecified, "result at /widgets/w"),
        (Method::Put, AzureAsyncOperation, "result at /widgets/w"),
        (Method::Put, Location, "result at /result/1"),
        (Method::Patch, OriginalUri, "result at /widgets/w"),
        (Method::Post, Unspecified, "result at /result/1"),
        (Method::Post, Location, "result at /result/1"),
        (Method::Post, OriginalUri, "result at /widgets/w"),
        (Method::Post, AzureAsyncOperation, r#"result of /status/1: {"status":"Succeeded"}"#),
        (Method::Post, OperationLocation, r#"result of /status/1: {"status":"Succeeded"}"#),
        (Method::Delete, Unspecified, r#"result of /status/1: {"status":"Succeeded"}"#),
        (Method::Delete, Nothing, r#"result of /status/1: {"status":"Succeeded"}"#),
        (Method::Post, Nothing, r#"result of /status/1: {"status":"Succeeded"}"#),
    ];
    for (method, final_state, expected) in table {
        let mut run = run(method, final_state);
        let headers = [("azure-asyncoperation", MONITOR), ("location", LOCATION)];
        run.start(&response(202, &headers, "")).unwrap();
        let next = run.poll(&response(200, &[], r#"{"status":"Succeeded"}"#), url(MONITOR));
        assert_eq!(shown(next), expected, "{method} {final_state:?}");
    }
}

#[test]
fn a_result_is_read_from_the_location_in_the_status_monitor() {
    use FinalState::*;
    let table = [
        (Method::Post, Unspecified, "/made/1", "result at /made/1"),
        (Method::Post, Unspecified, "https://management.azure.com/made/1?v=1", "result at /made/1"),
        (Method::Post, Unspecified, "", "result at /result/1"),
        (Method::Post, Location, "/made/1", "result at /result/1"),
        (Method::Post, OriginalUri, "/made/1", "result at /widgets/w"),
        (Method::Post, AzureAsyncOperation, "/made/1", r#"result of /status/1: {"a":1}"#),
        (Method::Put, Unspecified, "/made/1", "result at /made/1"),
        (Method::Put, OriginalUri, "/made/1", "result at /made/1"),
        (Method::Put, AzureAsyncOperation, "/made/1", "result at /made/1"),
        (Method::Patch, Location, "/made/1", "result at /result/1"),
        (Method::Delete, Unspecified, "/made/1", r#"result of /status/1: {"a":1}"#),
        (
            Method::Put,
            Unspecified,
            "https://[",
            "error: `resourceLocation` in the response of the status monitor is not a URL: invalid IPv6 address",
        ),
    ];
    for (method, final_state, link, expected) in table {
        let mut run = run(method, final_state);
        run.start(&response(202, &[("azure-asyncoperation", MONITOR), ("location", LOCATION)], "")).unwrap();
        let body = format!(r#"{{"status":"Succeeded","resourceLocation":"{link}","properties":{{"a":1}}}}"#);
        let next = run.poll(&RawResponse::from_bytes(StatusCode::Ok, Headers::new(), body), url(MONITOR));
        assert_eq!(shown(next), expected, "{method} {final_state:?} {link}");
    }
}

#[test]
fn a_result_is_the_status_monitor_itself_where_its_schema_says_so() {
    use FinalState::{AzureAsyncOperation, Location, OperationLocation, Unspecified};
    let held = r#"{"status":"Succeeded","properties":{"a":1}}"#;
    let resource = r#"{"status":"Succeeded","properties":{"name":"w","properties":{"a":1}}}"#;
    let inside = r#"{"name":"w","properties":{"a":1}}"#;
    let table = [
        (Method::Post, AzureAsyncOperation, MonitorResult::Inside, held, r#"{"a":1}"#),
        (Method::Post, AzureAsyncOperation, MonitorResult::Whole, held, held),
        (Method::Post, OperationLocation, MonitorResult::Whole, held, held),
        (Method::Post, Location, MonitorResult::Whole, held, held),
        (Method::Post, Unspecified, MonitorResult::Whole, held, held),
        (Method::Delete, AzureAsyncOperation, MonitorResult::Whole, held, held),
        (Method::Put, AzureAsyncOperation, MonitorResult::Whole, held, held),
        (Method::Post, AzureAsyncOperation, MonitorResult::Resource, held, held),
        (Method::Post, AzureAsyncOperation, MonitorResult::Resource, resource, inside),
    ];
    for (method, final_state, result, body, expected) in table {
        let mut run = Run::new(method, url(ORIGINAL), "application/json", final_state, result);
        run.start(&response(202, &[("operation-location", MONITOR)], "")).unwrap();
        let next = run.poll(&response(200, &[], body), url(MONITOR));
        let expected = format!("result of /status/1: {expected}");
        assert_eq!(shown(next), expected, "{method} {final_state:?} {result:?} {body}");
    }
}

#[test]
fn a_put_that_ends_empty_at_its_location_is_read_again() {
    for (final_state, expected) in [
        (FinalState::Unspecified, "result at /widgets/w"),
        (FinalState::AzureAsyncOperation, "result at /widgets/w"),
        (FinalState::Location, "result of /result/1: "),
    ] {
        let mut run = run(Method::Put, final_state);
        run.start(&response(202, &[("location", LOCATION)], "")).unwrap();
        let next = run.poll(&response(204, &[], ""), url(LOCATION));
        assert_eq!(shown(next), expected, "{final_state:?}");
    }
}

#[test]
fn a_resource_is_polled_by_its_own_state() {
    let mut run = run(Method::Put, FinalState::Unspecified);
    run.start(&response(201, &[], r#"{"properties":{"provisioningState":"Creating"}}"#)).unwrap();
    let accepted = run.poll(&response(202, &[], ""), url(ORIGINAL));
    assert_eq!(shown(accepted), "poll /widgets/w InProgress");
    let done = run.poll(&response(200, &[], r#"{"name":"w"}"#), url(ORIGINAL));
    assert_eq!(shown(done), r#"result of /widgets/w: {"name":"w"}"#);
}

#[test]
fn a_result_in_another_format_is_no_state() {
    for (accept, ends) in
        [("", true), ("text/csv", true), ("application/json, text/csv", true), ("application/json, text/json", false)]
    {
        let mut run = Run::new(Method::Post, url(ORIGINAL), accept, FinalState::Location, MonitorResult::Inside);
        run.start(&response(202, &[("location", LOCATION)], "")).unwrap();
        let next = run.poll(&response(200, &[], "a,b"), url(LOCATION));
        assert_eq!(next.is_ok(), ends, "{accept}: {}", shown(next));
    }
}

#[test]
fn a_resource_that_is_not_there_yet_has_no_state() {
    let mut run = run(Method::Put, FinalState::Unspecified);
    run.start(&response(202, &[], "")).unwrap();
    let next = run.poll(&response(200, &[], ""), url(ORIGINAL));
    let expected = "error: the response to polling `https://management.azure.com/widgets/w` has no body";
    assert_eq!(shown(next), expected);
    let next = run.poll(&response(204, &[], ""), url(ORIGINAL));
    assert_eq!(shown(next), "result of /widgets/w: ");
}
