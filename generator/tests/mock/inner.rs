//! Resources that are in a list of the resource above them too.

use crate::*;

fn stall(name: &str, seats: u32, state: &str) -> Value {
    json!({
        "id": format!("{THEATRE}/stalls/{name}"), "name": name,
        "properties": { "seats": seats, "provisioningState": state },
    })
}

fn stalls(mock: &mut Mock) -> Value {
    json_of(&send(mock, "GET", THEATRE))["properties"]["stalls"].clone()
}

fn listed(mock: &mut Mock) -> Value {
    json_of(&send(mock, "GET", &format!("{THEATRE}/stalls")))["value"].clone()
}

fn with(properties: &Value) -> Value {
    json!({ "location": "x", "properties": properties })
}

#[test]
fn what_a_resource_is_created_with_is_there() {
    let mut mock = at_once();
    let sent = json!({ "stalls": [{ "name": "Left", "properties": { "seats": 1 } }, { "name": "a", "properties": { "seats": 2 } }] });
    let created = json_of(&send_json(&mut mock, "PUT", THEATRE, &with(&sent)));
    let expected = json!([stall("Left", 1, "Succeeded"), stall("a", 2, "Succeeded")]);
    assert_eq!(created["properties"]["stalls"], expected, "in the order that was sent");
    assert_eq!(json_of(&send(&mut mock, "GET", &format!("{THEATRE}/stalls/left"))), expected[0]);
    assert_eq!(listed(&mut mock), json!([expected[1], expected[0]]));

    send_json(&mut mock, "PUT", THEATRE, &with(&json!({ "seats": 3 })));
    assert_eq!(stalls(&mut mock), expected, "what is not said of them leaves them there");
    let one = json!({ "stalls": [{ "name": "a" }] });
    send_json(&mut mock, "PUT", THEATRE, &with(&one));
    assert_eq!(listed(&mut mock).as_array().map(Vec::len), Some(1), "what is not in the list is gone");
    assert_eq!(send(&mut mock, "GET", &format!("{THEATRE}/stalls/left")).status, 404);
    send_json(&mut mock, "PATCH", THEATRE, &json!({ "properties": { "stalls": [] } }));
    assert_eq!((listed(&mut mock), stalls(&mut mock)), (json!([]), json!([])));
}

#[test]
fn what_is_created_below_a_resource_is_in_it() {
    let mut mock = mock();
    let here = format!("{THEATRE}/stalls/one");
    let body = json!({ "properties": { "seats": 4 } });
    send_json(&mut mock, "PUT", &here, &body);
    assert_eq!(send(&mut mock, "GET", THEATRE).status, 404);
    send(&mut mock, "DELETE", &here);
    ask(
        &mut mock,
        Request::new("PUT", &format!("{THEATRE}?{VERSION}")).json(&theatre()).header("x-armrest-polls", "0"),
    );
    assert_eq!(stalls(&mut mock), Value::Null);
    send_json(&mut mock, "PUT", &here, &body);
    assert_eq!(stalls(&mut mock), json!([stall("one", 4, "Creating")]));
    assert_eq!([0; 2].map(|_| send(&mut mock, "GET", &here).status), [200, 200]);
    assert_eq!(stalls(&mut mock), json!([stall("one", 4, "Succeeded")]));
    send(&mut mock, "DELETE", &here);
    assert_eq!(stalls(&mut mock), json!([]));
}

#[test]
fn what_only_the_resource_above_creates_is_not_there_without_it() {
    let mut mock = at_once();
    let exits = format!("{THEATRE}/exits");
    let listed = |mock: &mut Mock| json_of(&send(mock, "GET", &exits))["value"].clone();
    assert_eq!((listed(&mut mock), send(&mut mock, "GET", &format!("{exits}/back")).status), (json!([]), 404));
    send_json(
        &mut mock,
        "PUT",
        THEATRE,
        &with(&json!({ "exits": [{ "name": "back", "wide": true }, { "wide": false }] })),
    );
    let expected = json!({ "id": format!("{exits}/back"), "name": "back", "wide": true });
    assert_eq!(
        (listed(&mut mock), json_of(&send(&mut mock, "GET", &format!("{exits}/back")))),
        (json!([expected]), expected)
    );
}
