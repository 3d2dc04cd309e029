//! What is stored.

use crate::*;

fn names(page: &Value) -> Vec<&str> {
    page["value"].as_array().expect("a list").iter().map(|item| item["name"].as_str().expect("a name")).collect()
}

#[test]
fn a_resource_is_created_read_replaced_and_deleted() {
    let mut mock = at_once();
    let missing = send(&mut mock, "GET", THEATRE);
    assert_eq!(error(&missing).0, 404);
    assert_eq!(error(&missing).1, "ResourceNotFound");

    let created = send_json(&mut mock, "PUT", THEATRE, &theatre());
    let expected = json!({
        "id": THEATRE, "name": "old", "type": "Microsoft.Stage/theatres", "etag": "W/\"1\"",
        "location": "West", "tags": { "a": "1" },
        "properties": { "seats": 9, "heated": true, "provisioningState": "Succeeded", "address": "https://old.stage.example/" },
    });
    assert_eq!((created.status, json_of(&created)), (201, expected.clone()));
    let upper = "/SUBSCRIPTIONS/s/resourcegroups/G/providers/microsoft.stage/THEATRES/old";
    assert_eq!(json_of(&send(&mut mock, "GET", upper)), expected, "paths are compared without regard to case");

    let replaced = send_json(&mut mock, "PUT", THEATRE, &json!({ "location": "East" }));
    assert_eq!(replaced.status, 200);
    let replaced = json_of(&replaced);
    assert_eq!(
        (&replaced["location"], &replaced["tags"], &replaced["etag"]),
        (&json!("East"), &Value::Null, &json!("W/\"2\""))
    );

    assert_eq!(send(&mut mock, "DELETE", THEATRE).status, 204);
    assert_eq!(send(&mut mock, "GET", THEATRE).status, 404);
    assert_eq!(send(&mut mock, "DELETE", THEATRE).status, 204, "204 is described, and says that nothing is there");
}

#[test]
fn what_is_read_only_is_ignored_and_secrets_are_not_given_back() {
    let mut mock = at_once();
    let body = json!({
        "id": "mine", "name": 7, "location": "x",
        "properties": { "provisioningState": "Failed", "address": 5, "password": "secret", "seats": 2 },
    });
    let created = json_of(&send_json(&mut mock, "PUT", THEATRE, &body));
    assert_eq!(created["id"], THEATRE);
    assert_eq!(created["properties"]["provisioningState"], "Succeeded");
    assert_eq!(created["properties"].get("password"), None);
    let read = json_of(&send(&mut mock, "GET", THEATRE));
    assert_eq!(created, read);
}

#[test]
fn a_patch_is_merged() {
    let mut mock = at_once();
    assert_eq!(send_json(&mut mock, "PATCH", THEATRE, &json!({})).status, 404);
    send_json(&mut mock, "PUT", THEATRE, &theatre());
    let change = json!({ "tags": { "a": null, "b": "2" }, "properties": { "style": "Old" } });
    let patched = send_json(&mut mock, "PATCH", THEATRE, &change);
    let body = json_of(&patched);
    assert_eq!((patched.status, &body["tags"]), (200, &json!({ "b": "2" })));
    assert_eq!((&body["properties"]["style"], &body["properties"]["seats"]), (&json!("Old"), &json!(9)));
    assert_eq!(body["location"], "West");
}

#[test]
fn resources_are_listed_by_group_subscription_and_location() {
    let mut mock = at_once();
    for (subscription, group, name, location) in
        [("s", "g", "b", "West US"), ("s", "g", "a", "east"), ("s", "h", "c", "westus"), ("t", "g", "d", "east")]
    {
        let path =
            format!("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Stage/theatres/{name}");
        send_json(&mut mock, "PUT", &path, &json!({ "location": location }));
    }
    let mut listed = |path: &str| {
        let page = json_of(&send(&mut mock, "GET", path));
        assert_eq!(page.get("nextLink"), None);
        names(&page).join(" ")
    };
    let stage = "providers/Microsoft.Stage";
    assert_eq!(listed(&format!("{GROUP}/{stage}/theatres")), "a b");
    assert_eq!(listed(&format!("/subscriptions/s/{stage}/theatres")), "a b c");
    assert_eq!(listed(&format!("/subscriptions/s/{stage}/locations/westus/theatres")), "b c");
    assert_eq!(listed(&format!("/subscriptions/none/{stage}/theatres")), "");
}

#[test]
fn pages_follow_each_other_also_where_something_is_created_meanwhile() {
    let mut mock = mock_with(Options { polls: 0, page_size: 2, ..Options::default() });
    let theatres = format!("{GROUP}/providers/Microsoft.Stage/theatres");
    for name in ["a", "b", "c", "d", "e"] {
        send_json(&mut mock, "PUT", &format!("{theatres}/{name}"), &json!({ "location": "x" }));
    }
    let first = json_of(&send(&mut mock, "GET", &theatres));
    assert_eq!(names(&first), ["a", "b"]);
    send_json(&mut mock, "PUT", &format!("{theatres}/aa"), &json!({ "location": "x" }));
    let second = json_of(&follow(&mut mock, first["nextLink"].as_str().expect("a link")));
    assert_eq!(names(&second), ["c", "d"], "no item is there twice, none is left out");
    let third = json_of(&follow(&mut mock, second["nextLink"].as_str().expect("a link")));
    assert_eq!((names(&third), third.get("nextLink")), (vec!["e"], None));
    let of_subscription = "/subscriptions/s/providers/Microsoft.Stage/theatres?$top=1";
    assert_eq!(names(&json_of(&send(&mut mock, "GET", of_subscription))), ["a"]);
}

#[test]
fn what_is_below_a_resource_is_deleted_with_it() {
    let mut mock = at_once();
    let show = format!("{THEATRE}/shows/hamlet");
    send_json(&mut mock, "PUT", GROUP, &json!({ "location": "x" }));
    send_json(&mut mock, "PUT", THEATRE, &theatre());
    let created = json_of(&send_json(&mut mock, "PUT", &show, &json!({ "title": "Hamlet" })));
    assert_eq!(created, json!({ "id": show, "name": "hamlet", "etag": "W/\"3\"", "title": "Hamlet" }));
    assert_eq!(names(&json_of(&send(&mut mock, "GET", &format!("{THEATRE}/shows")))), ["hamlet"]);
    assert_eq!(send(&mut mock, "HEAD", GROUP).status, 204);
    assert_eq!(send(&mut mock, "DELETE", GROUP).status, 200);
    for (method, path) in [("HEAD", GROUP), ("GET", THEATRE), ("GET", &show)] {
        assert_eq!(send(&mut mock, method, path).status, 404, "{path}");
    }
    assert_eq!(names(&json_of(&send(&mut mock, "GET", &format!("{THEATRE}/shows")))), [""; 0]);
}

#[test]
fn preconditions_hold_or_the_response_is_412() {
    let mut mock = at_once();
    let show = format!("{THEATRE}/shows/hamlet?{VERSION}");
    let mut put = |name: &str, value: &str| {
        let request = Request::new("PUT", &show).json(&json!({})).header(name, value);
        let response = ask(&mut mock, request);
        (response.status, response.header_value("etag").map(str::to_owned))
    };
    assert_eq!(put("If-Match", "W/\"9\"").0, 412, "nothing is there");
    assert_eq!(put("If-None-Match", "*"), (200, Some("W/\"1\"".to_owned())));
    assert_eq!(put("If-None-Match", "*").0, 412);
    assert_eq!(put("If-Match", "W/\"9\"").0, 412);
    assert_eq!(put("If-Match", "W/\"1\""), (200, Some("W/\"2\"".to_owned())));
}

#[test]
fn a_resource_with_one_name_is_there_from_the_start() {
    let mut mock = at_once();
    let lights = format!("{THEATRE}/settings/lights");
    let expected = |bright: bool| json!({ "id": lights, "name": "lights", "bright": bright });
    assert_eq!(json_of(&send(&mut mock, "GET", &lights)), expected(false), "made of the schema");
    send_json(&mut mock, "PUT", &lights, &json!({ "bright": true }));
    assert_eq!(json_of(&send(&mut mock, "GET", &lights)), expected(true));
    assert_eq!(json_of(&send(&mut mock, "POST", &format!("{lights}/list"))), expected(true));
}

#[test]
fn a_resource_that_a_post_gives_has_its_own_id_and_name() {
    let lights = format!("{THEATRE}/settings/lights");
    let expected = json!({ "id": lights, "name": "lights", "bright": false });
    for action in ["list", "flash"] {
        let mut mock = at_once();
        assert_eq!(json_of(&send(&mut mock, "POST", &format!("{lights}/{action}"))), expected, "{action}");
        assert_eq!(json_of(&send(&mut mock, "GET", &lights)), expected, "{action}");
    }
    let mut mock = at_once();
    let closed = json_of(&send(&mut mock, "POST", &format!("{THEATRE}/close")));
    assert_eq!((&closed["id"], &closed["name"]), (&json!(THEATRE), &json!("old")), "of one that was not created");
    assert_eq!(send(&mut mock, "GET", THEATRE).status, 404);
    send_json(&mut mock, "PUT", THEATRE, &theatre());
    assert_eq!(send(&mut mock, "POST", &format!("{THEATRE}/close")).body, send(&mut mock, "GET", THEATRE).body);
}

#[test]
fn a_resource_that_cannot_be_created_is_there_and_made_of_its_schema() {
    let mut mock = mock();
    let play = json_of(&send(&mut mock, "GET", "/subscriptions/s/providers/Microsoft.Stage/plays/hamlet?language=en"));
    assert_eq!(play, json!({ "name": "hamlet", "title": "title", "acts": 1 }));
}

#[test]
fn a_scope_has_any_number_of_segments() {
    let mut mock = mock();
    let note = |scope: &str, name: &str| format!("{scope}/providers/Microsoft.Stage/notes/{name}");
    for path in [note(THEATRE, "one"), note("/subscriptions/s", "two"), note("", "three")] {
        let created = send_json(&mut mock, "PUT", &path, &json!({ "text": "hi" }));
        assert_eq!((created.status, json_of(&created)["id"].as_str()), (201, Some(path.as_str())));
    }
    let listed = json_of(&send(&mut mock, "GET", "/subscriptions/s/providers/Microsoft.Stage/notes"));
    assert_eq!(listed["value"].as_array().map(Vec::len), Some(2), "those of the subscription and below: {listed}");
}

#[test]
fn parents_are_needed_on_demand() {
    let mut mock = mock_with(Options { polls: 0, require_parents: true, ..Options::default() });
    let missing = send_json(&mut mock, "PUT", THEATRE, &theatre());
    let message = format!("`{GROUP}` does not exist, and this request needs it: create it by PUT first");
    assert_eq!(error(&missing), (404, "ParentResourceNotFound".to_owned(), message));
    send_json(&mut mock, "PUT", GROUP, &json!({ "location": "x" }));
    assert_eq!(send(&mut mock, "POST", &format!("{THEATRE}/seats")).status, 404);
    assert_eq!(send_json(&mut mock, "PUT", THEATRE, &theatre()).status, 201);
    assert_eq!(send(&mut mock, "POST", &format!("{THEATRE}/seats")).status, 200);
}

#[test]
fn a_path_that_has_all_parameters_comes_before_one_that_leaves_one_out() {
    let mut mock = mock();
    let posters = "/subscriptions/s/providers/Microsoft.Stage/posters/large";
    send_json(&mut mock, "PUT", &format!("{posters}/one"), &json!({ "text": "hi" }));
    let listed = send(&mut mock, "GET", posters);
    assert_eq!(
        (listed.operation.as_deref(), json_of(&listed)["value"].as_array().map(Vec::len)),
        (Some("Posters_List"), Some(1))
    );
}
