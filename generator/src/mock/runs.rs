//! Long-running operations: what their first response says, and what polls give.

use super::{
    Served, State,
    call::Call,
    key, pages,
    refusal::Refusal,
    request::{Request, Response, Target},
    routes::version_parameter,
    store::{Phase, Store, Stored},
    uuid,
};
use crate::api::{FinalState, FinalStateVia, In, Method, MonitorResult};
use serde_json::{Value as Json, json};
use std::collections::{HashMap, VecDeque};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// How many operations are remembered: the oldest is forgotten for a new one.
const REMEMBERED: usize = 10_000;

/// The last segments of what is polled: a status monitor, and the result.
const STATUSES: &str = "operationStatuses";
const RESULTS: &str = "operationResults";

/// What an operation results in.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// Nothing.
    Nothing,
    /// This.
    Value(Json),
    /// A list, page by page, with what else a page has.
    Items(Vec<Json>, Json),
}

/// What the end of an operation changes.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// The resource with this key is as it should be.
    Settle(String),
    /// The resource is no longer there.
    Remove(String),
}

/// An operation that runs, or has ended.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) service: usize,
    pub(super) operation: usize,
    pub(super) id: String,
    /// The path that it was started by, without a query.
    path: Vec<String>,
    /// How many polls will still find it in progress.
    left: u32,
    /// The error that it ends with.
    failure: Option<Json>,
    change: Option<Change>,
    outcome: Outcome,
    how: How,
    started: OffsetDateTime,
    ended: Option<OffsetDateTime>,
}

/// Where an operation is polled, and where its result is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct How {
    /// The header of the first response that links to a status monitor.
    monitor: Option<&'static str>,
    /// The first response has a `location`.
    location: bool,
    /// The status monitor has the result.
    result_in_monitor: bool,
}

/// All operations that were started.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: HashMap<String, Run>,
    order: VecDeque<String>,
    count: u64,
}

impl Runs {
    /// The operation that a path polls, and whether by its status monitor.
    pub(super) fn find(&self, path: &str) -> Option<(&Run, bool)> {
        let (above, id) = path.rsplit_once('/')?;
        let run = self.runs.get(id)?;
        let (path, kind) = above.rsplit_once('/')?;
        let monitor = kind.eq_ignore_ascii_case(STATUSES);
        let is_its = (monitor || kind.eq_ignore_ascii_case(RESULTS)) && key(&run.path) == path;
        is_its.then_some((run, monitor))
    }

    fn add(&mut self, run: Run) {
        self.order.push_back(run.id.clone());
        self.runs.insert(run.id.clone(), run);
    }
}

/// Forgets operations until there is room for another. What nobody polled ends.
fn make_room(state: &mut State, now: OffsetDateTime) {
    while state.runs.order.len() >= REMEMBERED
        && let Some(oldest) = state.runs.order.pop_front()
    {
        if let Some(run) = state.runs.runs.get_mut(&oldest) {
            run.left = 0;
        }
        step(state, &oldest, now);
        state.runs.runs.remove(&oldest);
    }
}

/// The path is one to poll below an operation's path, and no operation that was started has it.
pub(super) fn unknown(served: &Served, target: &Target) -> Option<Refusal> {
    let [above @ .., kind, id] = target.segments.as_slice() else { return None };
    let is_polled = [STATUSES, RESULTS].iter().any(|own| kind.eq_ignore_ascii_case(own));
    let is_below = is_polled && !served.routes.matches(above).is_empty();
    let message = format!("there is no operation `{id}`: it was not started by this path, or was forgotten");
    is_below.then(|| Refusal::new(404, "OperationNotFound", message).target(id))
}

impl How {
    /// As the description says (`final-state-via`, the headers of its responses), else as Azure Resource Manager's
    /// services do.
    fn of(call: &Call<'_>) -> Self {
        let operation = call.operation();
        let long_running = operation.kind.long_running();
        let via = long_running.and_then(|own| match own.final_state {
            FinalState::Via(via) => Some(via),
            FinalState::Unspecified | FinalState::Nothing => None,
        });
        let successes = operation.responses.iter().filter(|own| !own.is_error);
        let headers: Vec<String> = successes.flat_map(|own| &own.headers).map(|own| own.to_lowercase()).collect();
        let has = |name: &str| headers.iter().any(|own| own == name);
        let writes = matches!(operation.method, Method::Put | Method::Patch);
        let monitor = match via {
            Some(FinalStateVia::AzureAsyncOperation) => Some("azure-asyncoperation"),
            Some(FinalStateVia::OperationLocation) => Some("operation-location"),
            Some(FinalStateVia::Location | FinalStateVia::OriginalUri) | None => {
                let described = ["operation-location", "azure-asyncoperation"].into_iter().find(|name| has(name));
                let usual = writes && !has("location") && via != Some(FinalStateVia::Location);
                described.or(usual.then_some("azure-asyncoperation"))
            }
        };
        let location = has("location") || via == Some(FinalStateVia::Location) || monitor.is_none() && !writes;
        let whole = long_running.is_some_and(|own| own.monitor_result == MonitorResult::Whole);
        let result_in_monitor = match via {
            Some(FinalStateVia::AzureAsyncOperation | FinalStateVia::OperationLocation) => !writes || whole,
            Some(FinalStateVia::Location | FinalStateVia::OriginalUri) => false,
            None => !writes && monitor.is_some() && !(location && operation.method == Method::Post),
        };
        Self { monitor, location, result_in_monitor }
    }
}

impl Call<'_> {
    /// How often the operation is found in progress: as the request says, or else as the mock's options do.
    fn polls(&self) -> u32 {
        let asked = self.request.header_value("x-armrest-polls").and_then(|text| text.trim().parse().ok());
        asked.unwrap_or(self.served.options.polls)
    }

    /// Whether the operation ends with its first response, with one of these status codes.
    pub(super) fn ends_at_once(&self, codes: &[u16]) -> bool {
        let described = &self.known.codes;
        let is_described = |code: &u16| described.contains(code);
        // Without 202 there is nothing that says that it goes on, but for what writes a resource.
        let may_go_on = described.contains(&202) || matches!(self.operation().method, Method::Put | Method::Patch);
        codes.iter().any(is_described) && (self.polls() == 0 || !may_go_on)
    }

    /// Starts a long-running operation, and gives its first response with this status, and its ID.
    pub(super) fn start(&mut self, status: u16, outcome: Outcome, change: Option<Change>) -> (Response, String) {
        let how = How::of(self);
        make_room(self.state, self.now);
        self.state.runs.count += 1;
        let id = uuid(self.state.runs.count);
        let run = Run {
            service: self.route.service,
            operation: self.route.operation,
            id: id.clone(),
            path: self.target.segments.clone(),
            left: self.polls(),
            failure: self.failure.take(),
            change,
            outcome,
            how,
            started: self.now,
            ended: None,
        };
        let response = run.links(Response::new(status), self.served, self.request, self.target);
        self.state.runs.add(run);
        (response, id)
    }
}

impl Run {
    /// A response with the links to what is polled, and when to do so.
    fn links(&self, response: Response, served: &Served, request: &Request, target: &Target) -> Response {
        let link = |kind: &str| {
            let segments = self.path.iter().cloned().chain([kind.to_owned(), self.id.clone()]).collect();
            let version = version_parameter(served.services[self.service].operation(self.operation));
            let is_version =
                |name: &str| version.is_some_and(|own| own.sent_in == In::Query && own.name.eq_ignore_ascii_case(name));
            let query = target.query.iter().filter(|(name, _)| is_version(name)).cloned();
            let target = Target { segments, query: query.collect() };
            format!("{}{}", request.endpoint, target.with_query(&[]))
        };
        let mut response = response;
        if let Some(monitor) = self.how.monitor {
            response = response.header(monitor, &link(STATUSES));
        }
        if self.how.location {
            response = response.header("location", &link(RESULTS));
        }
        wait(served, response)
    }

    fn path_of(&self, kind: &str) -> String {
        let segments = self.path.iter().cloned().chain([kind.to_owned(), self.id.clone()]).collect();
        Target { segments, query: Vec::new() }.with_query(&[])
    }

    /// The status monitor's response.
    fn status(&self, whole: bool) -> Json {
        let date = |at: OffsetDateTime| at.format(&Rfc3339).unwrap_or_default();
        let mut body = json!({
            "id": self.path_of(STATUSES),
            "name": self.id,
            "status": "InProgress",
            "startTime": date(self.started),
        });
        let Some(ended) = self.ended else { return body };
        body["endTime"] = json!(date(ended));
        if let Some(error) = &self.failure {
            body["status"] = json!("Failed");
            body["error"] = error.clone();
            return body;
        }
        body["status"] = json!("Succeeded");
        let result = match &self.outcome {
            Outcome::Value(value) | Outcome::Items(_, value) => Some(value),
            Outcome::Nothing => None,
        };
        let Some(result) = result.filter(|_| self.how.result_in_monitor) else { return body };
        let wrapper = if self.how.monitor == Some("operation-location") { "result" } else { "properties" };
        if !whole && result.get("properties").is_none() {
            body[wrapper] = result.clone();
        }
        // Clients differ in where they read it: beside the status, too.
        for (name, value) in result.as_object().into_iter().flatten() {
            if name != "status" {
                body[name.as_str()] = value.clone();
            }
        }
        body
    }
}

/// When to poll or try again.
fn wait(served: &Served, response: Response) -> Response {
    match served.options.retry_after {
        Some(seconds) => response.header("retry-after", &seconds.to_string()),
        // Clients take `retry-after: 0` for none, and wait half a minute.
        None => response.header("retry-after-ms", "1"),
    }
}

/// Polls an operation: it goes on by one step.
pub(super) fn poll(
    served: &Served,
    state: &mut State,
    request: &Request,
    target: &Target,
    id: &str,
    monitor: bool,
    now: OffsetDateTime,
) -> Result<Response, Refusal> {
    if request.method != "GET" {
        let message = format!("{} is not for polling; expected GET", request.method);
        return Err(Refusal::new(405, "MethodNotAllowed", message).target("method").header("allow", "GET"));
    }
    step(state, id, now);
    let Some(run) = state.runs.runs.get(id) else {
        return Err(Refusal::new(404, "OperationNotFound", format!("there is no operation `{id}`")));
    };
    let operation = served.services[run.service].operation(run.operation);
    let whole = operation.kind.long_running().is_some_and(|own| own.monitor_result == MonitorResult::Whole);
    if monitor {
        let response = Response::with_json(200, &run.status(whole));
        return Ok(if run.ended.is_none() { wait(served, response) } else { response });
    }
    if run.ended.is_none() {
        return Ok(run.links(Response::new(202), served, request, target));
    }
    if let Some(error) = &run.failure {
        return Ok(Response::with_json(409, &json!({ "error": error })));
    }
    Ok(match &run.outcome {
        Outcome::Nothing => {
            let has_204 = operation.responses.iter().any(|own| own.status == crate::api::Status::Code(204));
            Response::new(if has_204 { 204 } else { 200 })
        }
        Outcome::Value(value) => Response::with_json(200, value),
        Outcome::Items(items, body) => {
            let paging = &served.roles.known(run.service, run.operation).paging;
            Response::with_json(200, &pages::page(items, body.clone(), paging, request, target, &served.options))
        }
    })
}

/// An operation goes on by one step, and its end changes what is there.
pub(super) fn step(state: &mut State, id: &str, now: OffsetDateTime) {
    let Some(run) = state.runs.runs.get_mut(id).filter(|run| run.ended.is_none()) else { return };
    if run.left > 0 {
        run.left -= 1;
        return;
    }
    run.ended = Some(now);
    let failed = run.failure.is_some();
    match run.change.take() {
        Some(Change::Settle(key)) => {
            let is_its = |stored: &Stored| stored.phase == Phase::Changing(id.to_owned());
            if state.store.get(&key).is_some_and(is_its) {
                settle(&mut state.store, &key, failed);
                run.outcome = state.store.get(&key).map_or(Outcome::Nothing, |own| Outcome::Value(own.value.clone()));
            }
        }
        Some(Change::Remove(key)) => {
            // It may have been deleted twice, and created anew since.
            let is_deleting = |stored: &Stored| matches!(stored.phase, Phase::Deleting(_));
            if state.store.get(&key).is_some_and(is_deleting) {
                if failed {
                    settle(&mut state.store, &key, failed);
                } else {
                    state.store.remove(&key);
                }
            }
        }
        None => {}
    }
}

fn settle(store: &mut Store, key: &str, failed: bool) {
    store.change(key, |stored| {
        stored.phase = Phase::Settled;
        set_state(&mut stored.value, if failed { "Failed" } else { "Succeeded" });
    });
}

/// Sets a resource's `provisioningState`, if it has one.
pub(super) fn set_state(value: &mut Json, text: &str) {
    for pointer in ["/properties/provisioningState", "/provisioningState"] {
        if let Some(state) = value.pointer_mut(pointer) {
            *state = json!(text);
            return;
        }
    }
}
