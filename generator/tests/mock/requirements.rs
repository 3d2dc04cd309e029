//! What a request must be, and what is said of one that is not.

use crate::*;

fn put_theatre(properties: &Value) -> Response {
    send_json(&mut at_once(), "PUT", THEATRE, &json!({ "location": "x", "properties": properties }))
}

#[test]
fn a_wrong_value_is_answered_with_what_is_wrong_and_where_it_is_described() {
    let cases = [
        (json!({ "seats": "3" }), "/properties/seats", "expected an integer of 32 bits, found the string `3`"),
        (json!({ "seats": 1.5 }), "/properties/seats", "expected an integer of 32 bits, found the number 1.5"),
        (json!({ "seats": 0 }), "/properties/seats", "expected at least 1, found 0"),
        (json!({ "seats": 5001 }), "/properties/seats", "expected at most 5000, found 5001"),
        (json!({ "code": "xy" }), "/properties/code", "`xy` does not match the pattern `^(?!x)[a-z]{2,4}$`"),
        (
            json!({ "house": "opra" }),
            "/properties/house",
            "expected one of `Opera`, `Drama`, found `opra`; did you mean `Opera`?",
        ),
        (
            json!({ "opened": "today" }),
            "/properties/opened",
            "expected a date and time (RFC 3339), found the string `today`",
        ),
        (json!({ "heated": "yes" }), "/properties/heated", "expected a boolean, found the string `yes`"),
        (json!({ "floors": [] }), "/properties/floors", "expected at least 1 items, found 0"),
        (json!({ "floors": {} }), "/properties/floors", "expected a list, found an object"),
        (json!({ "owner": {} }), "/properties/owner/kind", "required, and missing"),
        (
            json!({ "owner": { "kind": "cty" } }),
            "/properties/owner/kind",
            "expected one of `city`, `person`, found `cty`; did you mean `city`?",
        ),
        (json!({ "owner": { "kind": "city" } }), "/properties/owner/city", "required, and missing"),
        (json!({ "seat": 1 }), "/properties/seat", "there is no property `seat`; did you mean `seats`?"),
        (json!([]), "/properties", "expected an object, found a list"),
    ];
    for (properties, target, message) in cases {
        let response = put_theatre(&properties);
        let body = json_of(&response);
        assert_eq!((response.status, &body["error"]["code"]), (400, &json!("InvalidRequestContent")), "{properties}");
        assert_eq!(body["error"]["target"], target, "{properties}");
        let said = body["error"]["message"].as_str().unwrap_or_default();
        assert!(said.starts_with(&format!("`{target}`: {message} (stage.yaml#/definitions/")), "{said}");
    }
}

#[test]
fn what_the_description_allows_is_right() {
    for properties in [
        json!({ "house": "opera" }),
        json!({ "style": "Baroque" }),
        json!({ "opened": "2024-01-01T00:00:00+01:00", "code": "ab", "seats": 2.0 }),
        json!({ "owner": { "kind": "city", "city": "Bath" }, "floors": [{ "level": 1, "name": "stalls" .get(..5).unwrap() }] }),
        json!({ "seats": null }),
    ] {
        let response = put_theatre(&properties);
        assert_eq!(response.status, 201, "{properties}: {}", json_of(&response));
    }
}

#[test]
fn several_faults_are_details() {
    let body = json!({ "propertes": {}, "tags": { "a": 1 } });
    let response = send_json(&mut mock(), "PUT", THEATRE, &body);
    let error = &json_of(&response)["error"];
    assert_eq!(error["code"], "MultipleErrorsOccurred");
    assert_eq!(error["message"], "3 things are wrong with this request of `Theatres_Create`");
    let targets: Vec<&str> =
        error["details"].as_array().unwrap().iter().map(|own| own["target"].as_str().unwrap()).collect();
    assert_eq!(targets, ["/location", "/tags/a", "/propertes"]);
}

#[test]
fn parameters_are_checked_in_path_query_and_header() {
    let play = "/subscriptions/s/providers/Microsoft.Stage/plays/hamlet";
    let cases = [
        (
            format!("{play}?{VERSION}"),
            None,
            "MissingParameter",
            "the query parameter `language` is required, and missing",
        ),
        (
            format!("{play}?{VERSION}&language=fr"),
            None,
            "InvalidParameter",
            "`language`: expected one of `en`, `de`, found `fr`",
        ),
        (
            format!("{play}?{VERSION}&language=en&acts=1,6"),
            None,
            "InvalidParameter",
            "`acts/1`: expected at most 5, found 6",
        ),
        (format!("{play}?{VERSION}&language=en&acts=1,x"), None, "InvalidParameter", "`acts/1`: expected an integer"),
        (format!("{play}?{VERSION}&language=en"), Some("now"), "InvalidParameter", "`since`: expected a date and time"),
    ];
    for (target, since, code, message) in cases {
        let request = Request::new("GET", &target);
        let request = since.map_or(request.clone(), |since| request.header("since", since));
        let (status, found, said) = error(&ask(&mut mock(), request));
        assert_eq!((status, found.as_str()), (400, code), "{target}: {said}");
        assert!(said.starts_with(message) && said.contains("stage.yaml#/paths/"), "{said}");
    }
    let (status, code, said) = error(&send_json(&mut mock(), "PUT", &THEATRE.replace("old", "Old%20Vic"), &theatre()));
    assert_eq!((status, code.as_str()), (400, "InvalidParameter"), "{said}");
    let (_, _, said) =
        error(&send_json(&mut mock(), "PUT", &format!("{GROUP}-much-too-long-a-name"), &json!({ "location": "x" })));
    assert!(said.starts_with("`resourceGroupName`: expected at most 20 characters, found 22"), "{said}");
}

#[test]
fn the_api_version_is_the_descriptions_or_any_on_demand() {
    let ask_version = |mock: &mut Mock, query: &str| ask(mock, Request::new("GET", &format!("{THEATRE}{query}")));
    let missing = error(&ask_version(&mut mock(), ""));
    assert_eq!(missing.1, "MissingApiVersionParameter");
    assert!(missing.2.ends_with("expected `2024-05-01`"), "{}", missing.2);
    let other = error(&ask_version(&mut mock(), "?api-version=2025-01-01"));
    assert_eq!((other.0, other.1.as_str()), (400, "InvalidApiVersionParameter"));
    assert!(
        other.2.contains("`2024-05-01`, and the request has `2025-01-01`") && other.2.contains("--any-api-version")
    );

    let mut any = mock_with(Options { any_api_version: true, polls: 0, ..Options::default() });
    let newer = json!({ "location": "x", "zones": ["1"], "properties": { "house": "Cinema" } });
    let request = Request::new("PUT", &format!("{THEATRE}?api-version=2025-01-01")).json(&newer);
    assert_eq!(ask(&mut any, request).status, 201, "what the version does not know is ignored");
    let wrong = Request::new("PUT", &format!("{THEATRE}?api-version=2025-01-01")).json(&json!({ "location": 1 }));
    assert_eq!(ask(&mut any, wrong).status, 400, "what it knows is checked");
}

#[test]
fn the_api_version_is_what_the_description_says_it_is() {
    let mut mock = Mock::new([service_of("versions.yaml")], Options::default());
    let mut get = |request: Request| {
        let response = ask(&mut mock, request);
        (response.status, response.header_value("x-ms-error-code").unwrap_or_default().to_owned())
    };
    let refused = |code: &str| (400, code.to_owned());
    let fine = (200, String::new());
    assert_eq!(get(Request::new("GET", "/query?version=2024-05-01")), fine);
    assert_eq!(get(Request::new("GET", "/query?version=1")), refused("InvalidApiVersionParameter"));
    assert_eq!(get(Request::new("GET", "/query?api-version=2024-05-01")), refused("MissingApiVersionParameter"));
    assert_eq!(get(Request::new("GET", "/header").header("api-version", "2024-05-01")), fine);
    assert_eq!(get(Request::new("GET", "/header").header("api-version", "1")), refused("InvalidApiVersionParameter"));
    assert_eq!(get(Request::new("GET", "/header")), refused("MissingApiVersionParameter"));
    assert_eq!(get(Request::new("GET", "/other?api-version=any")), fine);
    assert_eq!(get(Request::new("GET", "/other")), refused("MissingParameter"));
    let started = ask(&mut mock, Request::new("POST", "/long?version=2024-05-01&other=1"));
    let link = started.header_value("location").expect("a link");
    assert!(link.ends_with("?version=2024-05-01"), "{link}");
}

#[test]
fn a_credential_is_needed_and_any_will_do() {
    let request = Request::new("GET", &format!("{THEATRE}?{VERSION}")).without_token();
    let refused = ask(&mut mock(), request.clone());
    assert_eq!((error(&refused).0, error(&refused).1.as_str()), (401, "AuthenticationFailed"));
    assert!(refused.header_value("www-authenticate").is_some_and(|header| header.starts_with("Bearer authorization=")));
    assert_eq!(ask(&mut mock(), request.clone().header("authorization", "Bearer any")).status, 404);
    assert_eq!(ask(&mut mock(), request.clone().header("authorization", "Basic any")).status, 401);
    assert_eq!(ask(&mut mock_with(Options { anonymous: true, ..Options::default() }), request).status, 404);
}

#[test]
fn a_path_or_method_that_is_not_described_is_an_error() {
    let unknown = error(&send(&mut mock(), "GET", &format!("{GROUP}/providers/Microsoft.Stage/theaters/old")));
    assert_eq!((unknown.0, unknown.1.as_str()), (404, "InvalidResourceType"));
    assert!(unknown.2.contains("the nearest are ") && unknown.2.contains("/theatres/{theatreName}"), "{}", unknown.2);
    let wrong = send(&mut mock(), "POST", THEATRE);
    assert_eq!((error(&wrong).0, wrong.header_value("allow")), (405, Some("DELETE, GET, PATCH, PUT")));
}

#[test]
fn a_body_has_its_media_type_and_is_json() {
    let put = |kind: Option<&str>, body: &str| {
        let mut request = Request::new("PUT", &format!("{THEATRE}?{VERSION}"));
        request.body = body.as_bytes().to_vec();
        let request = kind.map_or(request.clone(), |kind| request.header("content-type", kind));
        error(&ask(&mut mock(), request))
    };
    let json = "application/json";
    assert_eq!(put(Some("text/plain"), "{}").0, 415);
    assert_eq!(put(None, "{}").2, "expected the media type `application/json` in Content-Type, found none");
    assert_eq!(put(Some(json), "{").1, "InvalidRequestContent");
    assert_eq!(put(Some(json), "").1, "MissingBody");
}
