//! The requests and responses that follow an example's request: polls and pages too.

use super::{Example, OperationReading, long_running::ResultAt, paging::Paging, responses::ExampleResponse};
use armrest_documents::load::Cursor;
use serde_json::{Value as Json, json};

/// The requests and responses after which a client has one of an example's responses.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// The status code of the first response.
    pub status: u16,
    /// The response is an error.
    pub is_error: bool,
    /// Each request and its response, in order, up to the one with the result.
    pub exchanges: Vec<Exchange>,
    /// What the client must have decoded: what of the result, or of the error, the schema names. None where the response
    /// has no schema.
    pub decoded: Option<Json>,
    /// What the client must give back as it is, where it is no JSON.
    pub text: Option<String>,
    /// What the client must have decoded of the headers, by their names in small letters; none where the example has none
    /// of those that the response declares, or the client does not give the response itself.
    pub headers: Option<Json>,
    /// The requests and responses where the client requests all pages; none where the result is not a page.
    pub pages: Option<Pages>,
}

/// The requests and responses where a client requests all pages.
#[derive(Clone, Debug)]
pub struct Pages {
    /// Each request and its response, in order, up to the last page.
    pub exchanges: Vec<Exchange>,
    /// The items that the client must have decoded.
    pub items: Vec<Json>,
}

/// A request and its response.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The HTTP method, in small letters.
    pub method: String,
    /// The path and query.
    pub target: String,
    /// The status of the response.
    pub status: u16,
    /// Its headers, with `{endpoint}` for the server's own.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Option<Json>,
    /// Its body, where it is not JSON.
    pub text: Option<String>,
}

/// The paths of the status monitor and of the result.
const STATUS: &str = "/test/status";
const RESULT: &str = "/test/result";

impl<'d> OperationReading<'d, '_> {
    /// The conversation for each response to a request.
    pub(super) fn conversations(&self, request: &Example<'d>, responses: &[ExampleResponse<'d>]) -> Vec<Conversation> {
        let follow = Following { operation: self, request, responses, paging: self.paging() };
        responses.iter().map(|response| follow.conversation(response)).collect()
    }
}

struct Following<'f, 'd, 'r> {
    operation: &'f OperationReading<'d, 'r>,
    request: &'f Example<'d>,
    responses: &'f [ExampleResponse<'d>],
    paging: Option<Paging>,
}

impl<'d> Following<'_, 'd, '_> {
    fn conversation(&self, response: &ExampleResponse<'d>) -> Conversation {
        let mut first = Exchange {
            method: self.operation.method.to_owned(),
            target: self.request.target.clone(),
            status: response.status,
            headers: Vec::new(),
            body: response.body.clone(),
            text: response.text.clone(),
        };
        let mut conversation = Conversation {
            status: response.status,
            is_error: response.is_error,
            exchanges: Vec::new(),
            decoded: response.decoded.clone(),
            text: response.text.clone(),
            headers: None,
            pages: None,
        };
        let paging = self.paging.as_ref().filter(|_| !response.is_error);
        if response.is_error || !self.operation.runs_long() {
            conversation.pages = paging.map(|paging| {
                let mut first = first.clone();
                let pages =
                    paging.follow(self.request, &mut first.body, &mut first.text, conversation.decoded.as_ref());
                Pages { exchanges: [first].into_iter().chain(pages.next).collect(), items: pages.items }
            });
            // A redirection would be followed, and an error sent again.
            if !response.is_error && response.status < 300 && conversation.pages.is_none() {
                first.headers.clone_from(&response.headers);
                conversation.headers.clone_from(&response.decoded_headers);
            }
            conversation.exchanges.push(first);
            return conversation;
        }
        let (body, decoded) = self.result(response);
        conversation.pages = paging.map(|paging| {
            let mut body = body.clone();
            let pages = paging.follow(self.request, &mut body, &mut None, decoded.as_ref());
            body.get_or_insert_with(|| json!({}));
            let (mut exchanges, _) = self.run(first.clone(), body, decoded.clone());
            exchanges.extend(pages.next);
            Pages { exchanges, items: pages.items }
        });
        (conversation.exchanges, conversation.decoded) = self.run(first, body, decoded);
        conversation
    }

    /// What is asked for a link to the service that has no api-version: it gets the operation's own.
    fn linked(&self, path: &str) -> String {
        match &self.request.api_version {
            Some(version) => format!("{path}?{version}"),
            None => path.to_owned(),
        }
    }

    /// The result of a long-running operation that begins with this response, as it comes and as it is decoded: the body of
    /// this response or else of the example's first one of the operation's own result.
    fn result(&self, response: &ExampleResponse<'d>) -> (Option<Json>, Option<Json>) {
        let of_result = self.operation.result_schema();
        let is_result = |other: &&ExampleResponse<'d>| {
            let is_same = other.schema.zip(of_result).is_some_and(|(own, result)| self.is_same(own, result));
            other.decoded.is_some() && !other.is_error && is_same
        };
        let others = self.responses.iter().filter(|_| !is_at_once(response.status));
        let result = std::iter::once(response).chain(others).find(is_result);
        let body = if is_at_once(response.status) { &response.body } else { result.map_or(&None, |own| &own.body) };
        (with_state(body, "Succeeded"), result.and_then(|own| with_state(&own.decoded, "Succeeded")))
    }

    /// Whether two schemas are one, or say the same.
    fn is_same(&self, one: Cursor<'d>, other: Cursor<'d>) -> bool {
        let reading = self.operation.reading;
        match (reading.target(one), reading.target(other)) {
            (Some(one), Some(other)) => {
                one.location() == other.location() || one.node.to_json() == other.node.to_json()
            }
            _ => false,
        }
    }

    /// The requests and responses of a long-running operation, and what must be decoded at its end.
    fn run(&self, mut first: Exchange, body: Option<Json>, decoded: Option<Json>) -> (Vec<Exchange>, Option<Json>) {
        if is_at_once(first.status) {
            first.body = body;
            return (vec![first], decoded);
        }
        let how = self.operation.long_running();
        first.body = with_state(&first.body, "Creating");
        if let Some(header) = how.monitor {
            first.headers.push((header.to_owned(), format!("{{endpoint}}{STATUS}")));
        }
        if how.location {
            first.headers.push(("location".to_owned(), format!("{{endpoint}}{RESULT}")));
        }
        let has_result = self.operation.result_schema().is_some();
        let mut exchanges = vec![first];
        if how.monitor.is_none() {
            // It is the `location` that is polled, or the resource itself.
            let target = if how.location { self.linked(RESULT) } else { self.request.target.clone() };
            exchanges.push(Exchange { status: 202, ..get(&target, None) });
            if how.location && how.result == ResultAt::Original && has_result {
                exchanges.extend([get(&target, None), get(&self.request.target, body)]);
            } else {
                exchanges.push(get(&target, body));
            }
            return (exchanges, decoded);
        }
        let status = self.linked(STATUS);
        exchanges.push(get(&status, Some(json!({ "status": "InProgress" }))));
        let succeeded = json!({ "status": "Succeeded" });
        let (last, result, decoded) = match (how.result, body, decoded) {
            (ResultAt::Monitor(schema), Some(body), Some(decoded)) => {
                let (last, decoded) = how.monitor_response(schema, body, decoded);
                (last, None, Some(decoded))
            }
            (ResultAt::Monitor(_), _, decoded) => (succeeded, None, decoded),
            (ResultAt::Location, body, decoded) => (succeeded, Some(get(&self.linked(RESULT), body)), decoded),
            (ResultAt::Original, body, decoded) => (succeeded, Some(get(&self.request.target, body)), decoded),
        };
        exchanges.push(get(&status, Some(last)));
        exchanges.extend(result.filter(|_| has_result));
        (exchanges, decoded)
    }
}

/// Whether an operation is done with a response of this status.
fn is_at_once(status: u16) -> bool {
    matches!(status, 200 | 204)
}

fn get(target: &str, body: Option<Json>) -> Exchange {
    Exchange {
        method: "get".to_owned(),
        target: target.to_owned(),
        status: if body.is_some() { 200 } else { 204 },
        headers: Vec::new(),
        body,
        text: None,
    }
}

/// A resource in this provisioning state, if it has one.
fn with_state(body: &Option<Json>, to: &str) -> Option<Json> {
    let mut body = body.clone();
    let state = body.as_mut().and_then(|body| body.pointer_mut("/properties/provisioningState"));
    if let Some(state @ Json::String(_)) = state {
        *state = to.into();
    }
    body
}
