//! Long-running operations.

use crate::*;

fn state(mock: &mut Mock) -> Value {
    json_of(&send(mock, "GET", THEATRE))["properties"]["provisioningState"].clone()
}

#[test]
fn a_put_is_polled_by_its_status_monitor() {
    let mut mock = mock_with(Options { polls: 2, ..Options::default() });
    let started = send_json(&mut mock, "PUT", THEATRE, &theatre());
    assert_eq!(started.status, 201);
    assert_eq!(json_of(&started)["properties"]["provisioningState"], "Creating");
    assert_eq!((started.header_value("location"), started.header_value("retry-after-ms")), (None, Some("1")));
    let monitor = started.header_value("azure-asyncoperation").expect("a link").to_owned();
    assert!(monitor.starts_with(&format!("http://localhost{THEATRE}/operationStatuses/")), "{monitor}");
    assert!(monitor.ends_with(VERSION), "{monitor}");
    let statuses = [0; 4].map(|_| json_of(&follow(&mut mock, &monitor))["status"].clone());
    assert_eq!(statuses, ["InProgress", "InProgress", "Succeeded", "Succeeded"]);
    assert_eq!(state(&mut mock), "Succeeded");
}

#[test]
fn a_put_is_polled_by_its_resource() {
    let mut mock = mock_with(Options { polls: 2, ..Options::default() });
    send_json(&mut mock, "PUT", THEATRE, &theatre());
    assert_eq!([0; 3].map(|_| state(&mut mock)), ["Creating", "Creating", "Succeeded"]);
}

#[test]
fn a_delete_is_polled_by_its_location() {
    let mut mock = mock();
    let request = Request::new("PUT", &format!("{THEATRE}?{VERSION}")).json(&theatre());
    ask(&mut mock, request.header("x-armrest-polls", "0"));
    let started = send(&mut mock, "DELETE", THEATRE);
    assert_eq!((started.status, started.header_value("azure-asyncoperation")), (202, None));
    let location = started.header_value("location").expect("a link").to_owned();
    assert!(location.starts_with(&format!("http://localhost{THEATRE}/operationResults/")), "{location}");
    let ends = [0; 3].map(|_| follow(&mut mock, &location).status);
    assert_eq!(ends, [202, 204, 204]);
    assert_eq!(send(&mut mock, "GET", THEATRE).status, 404);
}

#[test]
fn a_delete_is_polled_by_its_resource() {
    let mut mock = mock_with(Options { polls: 2, ..Options::default() });
    send_json(&mut mock, "PUT", THEATRE, &theatre());
    send(&mut mock, "DELETE", THEATRE);
    assert_eq!([0; 2].map(|_| state(&mut mock)), ["Deleting", "Deleting"], "although its creation has not ended");
    assert_eq!(send(&mut mock, "GET", THEATRE).status, 404);
}

#[test]
fn a_resource_that_is_being_deleted_is_nothing_else() {
    let mut mock = mock_with(Options { polls: 3, ..Options::default() });
    let created = send_json(&mut mock, "PUT", THEATRE, &theatre());
    let creation = created.header_value("azure-asyncoperation").expect("a link").to_owned();
    send(&mut mock, "DELETE", THEATRE);
    for _ in 0..5 {
        follow(&mut mock, &creation);
    }
    assert_eq!(state(&mut mock), "Deleting", "when the operation before it ends");
    for (method, body) in [("PUT", theatre()), ("PATCH", json!({ "tags": {} }))] {
        let refused = error(&send_json(&mut mock, method, THEATRE, &body));
        assert_eq!((refused.0, refused.1.as_str()), (409, "Conflict"), "{method}: {}", refused.2);
    }
    assert_eq!(state(&mut mock), "Deleting");
    assert_eq!(send(&mut mock, "DELETE", THEATRE).status, 202, "deleted twice is deleted");
}

#[test]
fn a_delete_that_ends_late_leaves_what_was_created_anew() {
    let mut mock = mock();
    let created = |mock: &mut Mock| {
        let request = Request::new("PUT", &format!("{THEATRE}?{VERSION}")).json(&theatre());
        ask(mock, request.header("x-armrest-polls", "0")).status
    };
    assert_eq!(created(&mut mock), 201);
    let links = [0; 2].map(|_| {
        let started = send(&mut mock, "DELETE", THEATRE);
        started.header_value("location").expect("a link").to_owned()
    });
    assert_eq!([0; 2].map(|_| follow(&mut mock, &links[0]).status), [202, 204]);
    assert_eq!(created(&mut mock), 201);
    assert_eq!([0; 2].map(|_| follow(&mut mock, &links[1]).status), [202, 204]);
    assert_eq!(send(&mut mock, "GET", THEATRE).status, 200);
}

#[test]
fn an_operation_that_was_not_started_is_not_found() {
    let mut mock = mock();
    let started = send(&mut mock, "POST", &format!("{THEATRE}/count"));
    let monitor = started.header_value("azure-asyncoperation").expect("a link").to_owned();
    let other = monitor.replace("000000000001", "000000000009");
    let unknown = error(&follow(&mut mock, &other));
    assert_eq!((unknown.0, unknown.1.as_str()), (404, "OperationNotFound"), "{}", unknown.2);
    let elsewhere = error(&send(&mut mock, "GET", "/nowhere/operationStatuses/1"));
    assert_eq!((elsewhere.0, elsewhere.1.as_str()), (404, "InvalidResourceType"), "{}", elsewhere.2);
}

#[test]
fn an_operation_that_is_forgotten_has_ended() {
    let mut mock = mock();
    send_json(&mut mock, "PUT", THEATRE, &theatre());
    for _ in 0..10_000 {
        send(&mut mock, "POST", &format!("{THEATRE}/count"));
    }
    assert_eq!(state(&mut mock), "Succeeded");
}

#[test]
fn an_operation_that_runs_long_has_pages() {
    let mut mock = mock_with(Options { page_size: 2, items: 3, ..Options::default() });
    let started = send(&mut mock, "POST", &format!("{THEATRE}/seats"));
    assert_eq!((started.status, started.body.len()), (202, 0));
    let location = started.header_value("location").expect("a link").to_owned();
    assert_eq!(follow(&mut mock, &location).status, 202);
    let first = json_of(&follow(&mut mock, &location));
    assert_eq!(first["value"], json!([{ "name": "a1", "theatreId": THEATRE }, { "name": "a2" }]));
    let second = json_of(&follow(&mut mock, first["nextLink"].as_str().expect("a link")));
    assert_eq!(second, json!({ "value": [{ "name": "a1-2", "theatreId": THEATRE }] }));
}

#[test]
fn an_operation_that_may_end_at_once_does_on_demand() {
    let mut mock = at_once();
    let ended = send(&mut mock, "POST", &format!("{THEATRE}/seats"));
    assert_eq!((ended.status, json_of(&ended)["value"].as_array().map(Vec::len)), (200, Some(2)));
    let request = Request::new("POST", &format!("{THEATRE}/seats?{VERSION}")).header("x-armrest-polls", "1");
    assert_eq!(ask(&mut mock, request).status, 202, "as the request says");
}

#[test]
fn the_next_page_of_a_post_is_got() {
    let mut mock = mock_with(Options { page_size: 1, ..Options::default() });
    let request = Request::new("POST", &format!("{THEATRE}/seats?{VERSION}")).header("x-armrest-polls", "0");
    let first = json_of(&ask(&mut mock, request));
    let second = json_of(&follow(&mut mock, first["nextLink"].as_str().expect("a link")));
    assert_eq!(second, json!({ "value": [{ "name": "a2" }] }));
    assert_eq!(send(&mut mock, "GET", &format!("{THEATRE}/seats")).status, 405);
}

#[test]
fn the_result_is_in_the_status_monitor_where_the_description_says_so() {
    let mut mock = mock();
    let started = send(&mut mock, "POST", &format!("{THEATRE}/count"));
    assert_eq!((started.status, started.header_value("location")), (202, None));
    let monitor = started.header_value("azure-asyncoperation").expect("a link").to_owned();
    follow(&mut mock, &monitor);
    let ended = json_of(&follow(&mut mock, &monitor));
    assert_eq!(ended["status"], "Succeeded");
    assert_eq!(ended["properties"], json!({ "seats": 0, "free": 0 }));
    assert_eq!(ended["free"], 0, "beside the status too");
}

#[test]
fn a_link_says_when_to_poll() {
    let mut mock = mock_with(Options { retry_after: Some(3), ..Options::default() });
    let started = send(&mut mock, "POST", &format!("{THEATRE}/count"));
    assert_eq!((started.header_value("retry-after"), started.header_value("retry-after-ms")), (Some("3"), None));
}
