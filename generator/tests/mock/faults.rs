//! Faults on demand.

use crate::*;
use armrest::mock::Faults;

fn with_faults(script: &str) -> Mock {
    let faults = Faults::parse(script).expect("a script");
    faults.check([service().api()]).expect("operations");
    mock_with(Options { faults, ..Options::default() })
}

fn get_with(mock: &mut Mock, fault: &str) -> Response {
    ask(mock, Request::new("GET", &format!("{THEATRE}?{VERSION}")).header("x-armrest-fault", fault))
}

#[test]
fn a_header_asks_for_a_fault() {
    let mut mock = mock();
    let fault = "status=503; times=2; retry-after=1; code=Busy; message=not now";
    let statuses = [0; 3].map(|_| get_with(&mut mock, fault));
    assert_eq!(statuses.each_ref().map(|own| own.status), [503, 503, 404]);
    assert_eq!(statuses[0].header_value("retry-after"), Some("1"));
    assert_eq!(error(&statuses[0]), (503, "Busy".to_owned(), "not now".to_owned()));
    let throttled = get_with(&mut mock, "throttle");
    assert_eq!((throttled.status, throttled.header_value("retry-after")), (429, Some("1")));
    assert!(get_with(&mut mock, "reset").reset);
    assert_eq!(get_with(&mut mock, "delay=250ms").delay.as_millis(), 250);
    let unknown = error(&get_with(&mut mock, "stats=5"));
    assert!(unknown.0 == 400 && unknown.2.contains("`stats` is not known"), "{}", unknown.2);
}

#[test]
fn a_script_names_operations_and_calls() {
    let mut mock = with_faults(
        "[[fault]]\noperation = 'theatres_g*'\nfirst = 2\ntimes = 1\nstatus = 500\n\n\
         [[fault]]\noperation = 'Theatres_Count'\non = 'poll'\ntimes = 1\nthrottle = true\n",
    );
    assert_eq!([0; 3].map(|_| send(&mut mock, "GET", THEATRE).status), [404, 500, 404]);
    let started = send(&mut mock, "POST", &format!("{THEATRE}/count"));
    let monitor = started.header_value("azure-asyncoperation").expect("a link").to_owned();
    assert_eq!([0; 2].map(|_| follow(&mut mock, &monitor).status), [429, 200]);
}

#[test]
fn an_operation_fails_at_its_end() {
    let mut mock = with_faults("[[fault]]\nfailed = true\ncode = 'NoRoom'\nmessage = 'it is full'\n");
    let expected = json!({ "code": "NoRoom", "message": "it is full" });
    let started = send_json(&mut mock, "PUT", THEATRE, &theatre());
    let monitor = started.header_value("azure-asyncoperation").expect("a link").to_owned();
    let ends = [0; 2].map(|_| json_of(&follow(&mut mock, &monitor)));
    assert_eq!(
        (&ends[0]["status"], &ends[1]["status"], &ends[1]["error"]),
        (&json!("InProgress"), &json!("Failed"), &expected)
    );

    let started = send(&mut mock, "POST", &format!("{THEATRE}/seats"));
    let location = started.header_value("location").expect("a link").to_owned();
    let ends = [0; 2].map(|_| follow(&mut mock, &location));
    assert_eq!((ends[0].status, ends[1].status, &json_of(&ends[1])["error"]), (202, 409, &expected));
    assert_eq!(error(&send(&mut mock, "GET", THEATRE)).1, "NoRoom", "one that does not run long fails at once");
}

#[test]
fn each_operation_fails_that_does_not_run_long() {
    let mut mock = at_once();
    send_json(&mut mock, "PUT", GROUP, &json!({ "location": "x" }));
    send_json(&mut mock, "PUT", THEATRE, &theatre());
    let stage = "providers/Microsoft.Stage";
    let lights = format!("{THEATRE}/settings/lights");
    for (method, path) in [
        ("GET", THEATRE.to_owned()),
        ("HEAD", GROUP.to_owned()),
        ("GET", format!("{GROUP}/{stage}/theatres")),
        ("POST", format!("{lights}/list")),
        ("POST", format!("{lights}/flash")),
        ("DELETE", format!("{THEATRE}/shows/none")),
    ] {
        let target = format!("{path}?{VERSION}");
        let failed = ask(&mut mock, Request::new(method, &target).header("x-armrest-fault", "failed; times=1"));
        assert_eq!((failed.status, failed.header_value("x-ms-error-code")), (409, Some("OperationFailed")), "{target}");
    }
}

#[test]
fn a_delete_fails_that_would_find_nothing() {
    let mut mock = mock();
    let request = Request::new("DELETE", &format!("{THEATRE}?{VERSION}"));
    assert_eq!(ask(&mut mock, request.clone()).status, 204);
    assert_eq!(ask(&mut mock, request.header("x-armrest-fault", "failed")).status, 409);
}

#[test]
fn a_script_that_is_none_is_refused() {
    for (script, reason) in [
        ("[[fault]]\nstatus = 99\n", "fault 1: `status`: expected a number from 200 to 599, found 99"),
        (
            "[[fault]]\noperation = 'a'\n",
            "fault 1: nothing goes wrong; expected status, throttle, delay, reset or failed",
        ),
        ("[[fault]]\nfirst = 0\nreset = true\n", "fault 1: `first`: expected a number from 1 on, found 0"),
    ] {
        assert_eq!(Faults::parse(script).expect_err(script).to_string(), reason);
    }
    assert!(
        Faults::parse("[[fault]]\nstat = 1\n").is_err_and(|error| error.to_string().contains("unknown field `stat`"))
    );
    let faults = Faults::parse("[[fault]]\noperation = 'Theatre_Get'\nreset = true\n").expect("a script");
    let unknown = faults.check([service().api()]).expect_err("no operation").to_string();
    assert!(unknown.starts_with("there is no operation `Theatre_Get`; did you mean `Theatres_Get`"), "{unknown}");
}
