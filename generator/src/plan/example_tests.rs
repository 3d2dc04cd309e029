use super::{
    Argument, ArgumentType, Client, Docs, Ending, Method, MethodOptions, NextPage, OptionField, RustType, TextForm,
    Value, ValueFormat, clients::Surface, models::Models, names::Scope,
};
use crate::{
    api::{BodyFormat, FinalState, Method as HttpMethod, Operation, Resolved},
    oracle::{Answer, Example, LongRunning, ResultAt},
    sources::Place,
};
use serde_json::{Value as Json, json};
use std::collections::HashMap;

/// A test made from an example: one call, and how it is answered.
#[derive(Clone, Debug)]
pub struct ExampleTest {
    /// The function's name.
    pub name: String,
    /// The example's number among those that make tests.
    pub example: usize,
    /// What it is made from.
    pub docs: Docs,
    /// The feature of its client.
    pub feature: Option<String>,
    /// What the client keeps, in the order of [`ConnectionPlan::kept`](super::ConnectionPlan::kept).
    pub kept: Vec<String>,
    /// What the client's options are set to: the names of [`ClientOption`](super::ClientOption)s, and texts.
    pub values: Vec<(String, String)>,
    /// The accessor of the operation group's client.
    pub accessor: Option<String>,
    /// The method's name.
    pub method: String,
    /// The arguments, as expressions.
    pub arguments: Vec<TestValue>,
    /// The options: their type, and fields with values.
    pub options: Option<(String, Vec<(String, TestValue)>)>,
    /// What the server answers, in order: method, target, answer.
    pub conversation: Vec<Exchange>,
    /// The body that the first request must have.
    pub sent: Option<Json>,
    /// The form that it must have.
    pub form: Vec<(String, String)>,
    /// The body that is not JSON that it must have.
    pub sent_text: Option<String>,
    /// The body in XML that it must have.
    pub sent_xml: Option<String>,
    /// The headers that the first request must have.
    pub headers: Vec<(String, String)>,
    /// What comes out.
    pub outcome: Outcome,
}

/// A value in a test.
#[derive(Clone, Debug)]
pub enum TestValue {
    /// A text literal.
    Text(String),
    /// A `String`.
    Owned(String),
    /// A body that is not JSON.
    Raw(String),
    /// A literal of a number or boolean.
    Literal(String),
    /// A value of this type, decoded from JSON.
    Decoded(RustType, Json),
    /// A body of this type, decoded from JSON and made a `RequestContent`.
    Content(RustType, Json),
    /// A body like that, with null at these places (JSON pointers).
    WithNulls(RustType, Json, Vec<String>),
    /// A date, from its text in a form.
    Date(String, TextForm),
    /// Bytes, from their text in a form.
    Bytes(String, TextForm),
    /// A slice of several.
    List(Vec<TestValue>),
    /// A `Vec` of several.
    Owning(Vec<TestValue>),
}

/// One request that a test's server awaits, and its answer.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The HTTP method.
    pub http: HttpMethod,
    /// The path and query.
    pub target: String,
    /// The status of the answer.
    pub status: u16,
    /// Its headers.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Option<Json>,
    /// Its body that is not JSON.
    pub text: Option<String>,
}

/// What a test asserts of the outcome.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The response has this status, and the body decodes to this, as another type where one is given.
    Response(u16, Option<RustType>, Option<Json>),
    /// The answer is yes or no.
    Exists(bool),
    /// The response has this status, and its body is this text.
    Stream(u16, Option<String>),
    /// The items of all pages are these.
    Items(Vec<Json>),
    /// The operation ends, with this result.
    Result(Option<Json>),
    /// The operation ends, and its pages have these items.
    ResultItems(Vec<Json>),
    /// The call fails with this status, and the typed body decodes to this.
    Error(u16, MethodOptions, Option<(RustType, Json)>),
}

/// Options in a test: their type, and the fields that have values.
pub type TestOptions = (String, Vec<(String, TestValue)>);

/// Where the tests' servers put what comes after the first answer.
const STATUS: &str = "/test/status";
const RESULT: &str = "/test/result";
const NEXT_PAGE: &str = "/test/next-page";

/// Plans a test for each answer of each example.
pub(super) fn tests(
    resolved: &Resolved,
    surface: &Surface,
    examples: &[Example<'_>],
    models: &Models<'_>,
) -> Vec<ExampleTest> {
    let operations = resolved.api.operations.iter();
    let operations: HashMap<Place, &Operation> =
        operations.filter_map(|operation| Some((resolved.positions.get(&operation.source)?, operation))).collect();
    let mut names = Scope::default();
    let mut tests = Vec::new();
    for (number, example) in examples.iter().enumerate() {
        let Some(operation) = operations.get(&example.place) else { continue };
        let Some((client, method)) = surface.methods.get(&operation.source) else { continue };
        let client = &surface.clients[*client];
        let Some(method) = client.methods.iter().find(|candidate| candidate.operation == *method) else {
            continue;
        };
        let planner = Planner { number, surface, models, operation, client, method, example };
        tests.extend(example.answers.iter().filter_map(|answer| planner.test(answer, &mut names)));
    }
    tests
}

struct Planner<'p, 'd> {
    number: usize,
    surface: &'p Surface,
    models: &'p Models<'p>,
    operation: &'p Operation,
    client: &'p Client,
    method: &'p Method,
    example: &'p Example<'d>,
}

impl Planner<'_, '_> {
    fn is_xml(&self) -> bool {
        self.operation.response_format == BodyFormat::Xml
    }

    fn test(&self, answer: &Answer, names: &mut Scope) -> Option<ExampleTest> {
        let example = self.example;
        let arguments =
            self.method.arguments.iter().map(|argument| self.argument(argument)).collect::<Option<Vec<_>>>()?;
        let options = self.options()?;
        let kept = self.surface.connection.kept.iter();
        let kept = kept.map(|kept| {
            let value = example.parameters.get(kept.wire.as_str());
            value.map(plain).unwrap_or_else(|| "unused".to_owned())
        });
        let (conversation, outcome) = self.conversation(answer)?;
        let stem = super::names::file_stem(example.file);
        let (operation, file) = (super::names::snake(example.operation), super::names::snake(stem));
        let name = if operation == file {
            format!("{operation}_{}", answer.status)
        } else {
            format!("{operation}_{file}_{}", answer.status)
        };
        let name = name.replace("r#", "");
        Some(ExampleTest {
            name: names.give([name]),
            example: self.number,
            docs: Docs::of_example(example.title, stem, answer.status),
            feature: self.client.feature.clone(),
            kept: kept.collect(),
            accessor: self.client.accessor.clone(),
            method: self.method.name.clone(),
            arguments,
            options,
            values: self.values(),
            conversation,
            sent: example.body.clone(),
            sent_text: example.text.clone(),
            sent_xml: example.xml.clone(),
            form: example.form.clone(),
            headers: example.headers.clone(),
            outcome,
        })
    }

    /// The example's values of what the client has options for.
    fn values(&self) -> Vec<(String, String)> {
        let parameters = self.method.parameters.iter().filter_map(|placed| match &placed.value {
            Value::ClientOption(name, _) => {
                let mut given = self.example.parameters.iter();
                let (_, text) = given.find(|(wire, _)| wire.eq_ignore_ascii_case(&placed.wire))?;
                Some((name.clone(), plain(text)))
            }
            _ => None,
        });
        parameters.collect()
    }

    fn argument(&self, argument: &Argument) -> Option<TestValue> {
        let json = self.example.parameters.get(argument.wire.as_str())?;
        match &argument.kind {
            ArgumentType::Text => Some(TestValue::Text(plain(json))),
            ArgumentType::Content(RustType::RawBody) => Some(TestValue::Raw(plain(json))),
            ArgumentType::Content(kind) => Some(self.content(kind, json)),
            ArgumentType::Value(kind) => self.value(kind, json, &argument.wire),
            ArgumentType::Slice(kind) => {
                let items = json.as_array()?.iter();
                let items = items.map(|item| self.value(kind, item, &argument.wire));
                items.collect::<Option<Vec<_>>>().map(TestValue::List)
            }
        }
    }

    fn content(&self, kind: &RustType, json: &Json) -> TestValue {
        if let RustType::Value(..) = kind {
            // It goes out as it is given: in the one way that dates and bytes are written.
            return TestValue::Raw(self.example.body.as_ref().unwrap_or(json).to_string());
        }
        let mut nulls = Vec::new();
        if let Some(body) = &self.example.body {
            nulls_in(body, "", &mut nulls);
        }
        if nulls.is_empty() {
            TestValue::Content(kind.clone(), json.clone())
        } else {
            TestValue::WithNulls(kind.clone(), json.clone(), nulls)
        }
    }

    fn value(&self, kind: &RustType, json: &Json, wire: &str) -> Option<TestValue> {
        let mut placed = self.method.parameters.iter();
        let form = placed.find(|placed| placed.wire.eq_ignore_ascii_case(wire)).map(|placed| placed.text);
        match kind {
            RustType::String => Some(TestValue::Owned(plain(json))),
            RustType::Bool | RustType::I32 | RustType::I64 | RustType::U64 => Some(TestValue::Literal(plain(json))),
            RustType::F64 => {
                let number: f64 = plain(json).parse().ok()?;
                Some(TestValue::Literal(format!("{number:?}")))
            }
            RustType::DateTime => Some(TestValue::Date(plain(json), form?)),
            RustType::Bytes => Some(TestValue::Bytes(plain(json), form?)),
            RustType::Model(_) | RustType::Any | RustType::Map(_) | RustType::Option(_) => {
                Some(TestValue::Decoded(kind.clone(), json.clone()))
            }
            RustType::Vec(item) => {
                let items = json.as_array()?.iter();
                let items = items.map(|json| self.value(item, json, wire));
                items.collect::<Option<Vec<_>>>().map(TestValue::Owning)
            }
            _ => None,
        }
    }

    fn options(&self) -> Option<Option<TestOptions>> {
        let options = self.surface.options.iter().find(|options| options.name == self.method.options)?;
        let given: Vec<(&OptionField, &Json)> = options
            .fields
            .iter()
            .filter_map(|field| Some((field, self.example.parameters.get(field.wire.as_str())?)))
            .collect();
        if given.is_empty() {
            return Some(None);
        }
        let mut fields = Vec::new();
        for (field, json) in given {
            let value = if field.value == RustType::RawBody {
                TestValue::Raw(plain(json))
            } else if field.content {
                self.content(&field.value, json)
            } else {
                self.value(&field.value, json, &field.wire)?
            };
            fields.push((field.name.clone(), value));
        }
        Some(Some((options.name.clone(), fields)))
    }

    /// What the server is asked and answers, and what comes out.
    fn conversation(&self, answer: &Answer) -> Option<(Vec<Exchange>, Outcome)> {
        let http = self.operation.method;
        let mut first = Exchange {
            http,
            target: self.example.target.clone(),
            status: answer.status,
            headers: Vec::new(),
            body: answer.body.clone(),
            text: answer.text.clone(),
        };
        if !self.operation.is_success(answer.status) {
            let body = self.operation.error_for(answer.status).zip(answer.decoded.as_ref());
            let body = body.map(|(kind, decoded)| {
                let xml = self.is_xml() && answer.text.is_some();
                let kind = if xml { self.models.rust_in(kind, xml) } else { self.models.rust_body(kind) };
                (kind, decoded.clone())
            });
            return Some((vec![first], Outcome::Error(answer.status, self.method.ending.method_options(), body)));
        }
        match &self.method.ending {
            Ending::Plain(result) => {
                let xml = self.is_xml();
                let own = self.operation.result_for(answer.status).map(|own| self.models.rust_result(own, xml));
                let decoded = answer.decoded.clone().filter(|_| own.is_some());
                let decoded = decoded.filter(|_| own.as_ref().is_some_and(is_in_usual_form));
                let other = own.filter(|own| Some(own) != result.as_ref());
                Some((vec![first], Outcome::Response(answer.status, other, decoded)))
            }
            Ending::Exists => Some((vec![first], Outcome::Exists(answer.status != 404))),
            Ending::Stream => Some((vec![first], Outcome::Stream(answer.status, answer.text.clone()))),
            Ending::Pager(_, link) => {
                let mut next = Vec::new();
                let decoded = answer.decoded.as_ref();
                let items = self.paged(&mut first.body, &mut first.text, link.is_some(), decoded, &mut next);
                next.insert(0, first);
                Some((next, Outcome::Items(items)))
            }
            Ending::Poller(result, state) => {
                let (body, decoded) = self.result(answer);
                let (exchanges, decoded) = self.run(first, body, decoded, *state == FinalState::Nothing)?;
                let decoded = decoded.filter(|_| result.as_ref().is_some_and(is_in_usual_form));
                Some((exchanges, Outcome::Result(decoded)))
            }
            Ending::PageablePoller(_, link, state) => {
                let (mut body, decoded) = self.result(answer);
                let mut next = Vec::new();
                let items = self.paged(&mut body, &mut None, link.is_some(), decoded.as_ref(), &mut next);
                body.get_or_insert_with(|| json!({}));
                let (mut exchanges, _) = self.run(first, body, decoded, *state == FinalState::Nothing)?;
                exchanges.extend(next);
                Some((exchanges, Outcome::ResultItems(items)))
            }
        }
    }

    /// Leads to a next page on the test's own server, which is empty and ends it, where the page says that there is
    /// one. Gives the items that must come out.
    fn paged(
        &self,
        body: &mut Option<Json>,
        text: &mut Option<String>,
        has_link: bool,
        decoded: Option<&Json>,
        next: &mut Vec<Exchange>,
    ) -> Vec<Json> {
        let Some(paging) = self.operation.kind.paging() else {
            return Vec::new();
        };
        let link = paging.next_link.as_ref().filter(|_| has_link).map(|link| link.names.as_slice());
        let said = link.and_then(|link| at(decoded?, link)?.as_str()).filter(|said| !said.is_empty());
        if let (Some(link), Some(said)) = (link, said) {
            let (http, target) = self.next_page(said);
            if !matches!(self.method.next_page, Some(NextPage::Query(_) | NextPage::Header(_))) {
                lead_to_next_page(body, text, link, said);
            }
            let xml = self.is_xml();
            next.push(Exchange {
                http,
                target,
                status: 200,
                headers: Vec::new(),
                body: (!xml).then(|| json!({})),
                text: xml.then(|| "<Empty/>".to_owned()),
            });
        }
        decoded.and_then(|decoded| at(decoded, &paging.items.names)?.as_array().cloned()).unwrap_or_default()
    }

    /// What is asked for the next page.
    fn next_page(&self, said: &str) -> (HttpMethod, String) {
        let (path, query) = self.example.target.split_once('?').unwrap_or((&self.example.target, ""));
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let name = |pair: &str| pair.split('=').next().unwrap_or_default().replace("%24", "$");
        match &self.method.next_page {
            None => (HttpMethod::Get, self.linked(NEXT_PAGE)),
            Some(NextPage::Query(parameter)) => {
                let others = pairs.filter(|pair| name(pair) != *parameter).map(str::to_owned);
                let own = format!("{parameter}={}", crate::oracle::encode(said));
                let query: Vec<String> = others.chain([own]).collect();
                (self.operation.method, format!("{path}?{}", query.join("&")))
            }
            Some(NextPage::Header(_)) => (self.operation.method, self.example.target.clone()),
            Some(NextPage::Operation { http, query, .. }) => {
                let kept: Vec<&str> = pairs.filter(|pair| query.contains(&name(pair))).collect();
                let mark = if kept.is_empty() { "" } else { "?" };
                (*http, format!("{NEXT_PAGE}{mark}{}", kept.join("&")))
            }
        }
    }

    /// What is asked for a link to the test's server that has no api-version: it gets the operation's own.
    fn linked(&self, path: &str) -> String {
        match &self.example.api_version {
            Some(version) => format!("{path}?{version}"),
            None => path.to_owned(),
        }
    }

    /// The result of a long-running operation that begins with this answer, as it comes and as it is decoded: the body of
    /// this answer or else of the example's first one of the operation's own result.
    fn result(&self, answer: &Answer) -> (Option<Json>, Option<Json>) {
        let operation = self.operation;
        let is_result = |other: &&Answer| {
            other.decoded.is_some()
                && operation.is_success(other.status)
                && operation.result_for(other.status) == operation.result.as_ref()
        };
        let others = self.example.answers.iter().filter(|_| !is_at_once(answer.status));
        let result = std::iter::once(answer).chain(others).find(is_result);
        let body = if is_at_once(answer.status) { &answer.body } else { result.map_or(&None, |own| &own.body) };
        (with_state(body, "Succeeded"), result.and_then(|own| with_state(&own.decoded, "Succeeded")))
    }

    /// The conversation of a long-running operation, and what must be decoded at its end.
    fn run(
        &self,
        mut first: Exchange,
        body: Option<Json>,
        decoded: Option<Json>,
        no_result: bool,
    ) -> Option<(Vec<Exchange>, Option<Json>)> {
        if is_at_once(first.status) {
            first.body = body;
            return Some((vec![first], decoded));
        }
        let how = self.example.long_running?;
        first.body = with_state(&first.body, "Creating");
        if let Some(header) = how.monitor {
            first.headers.push((header.to_owned(), format!("{{endpoint}}{STATUS}")));
        }
        if how.location {
            first.headers.push(("location".to_owned(), format!("{{endpoint}}{RESULT}")));
        }
        let mut exchanges = vec![first];
        let decoded = match how.monitor {
            Some(_) => self.by_monitor(how, body, decoded, no_result, &mut exchanges),
            None => {
                self.without_monitor(how, body, no_result, &mut exchanges);
                decoded
            }
        };
        Some((exchanges, decoded))
    }

    /// Polls a status monitor.
    fn by_monitor(
        &self,
        how: LongRunning,
        body: Option<Json>,
        decoded: Option<Json>,
        no_result: bool,
        exchanges: &mut Vec<Exchange>,
    ) -> Option<Json> {
        let status = self.linked(STATUS);
        exchanges.push(get(&status, Some(json!({ "status": "InProgress" }))));
        let (last, result, decoded) = match (how.result, body, decoded) {
            (ResultAt::Monitor(schema), Some(body), Some(decoded)) => {
                let (last, decoded) = how.monitor_answer(schema, body, decoded);
                (last, None, Some(decoded))
            }
            (ResultAt::Monitor(_), _, decoded) => (json!({ "status": "Succeeded" }), None, decoded),
            (ResultAt::Location, body, decoded) => {
                (json!({ "status": "Succeeded" }), Some(get(&self.linked(RESULT), body)), decoded)
            }
            (ResultAt::Original, body, decoded) => {
                (json!({ "status": "Succeeded" }), Some(get(&self.example.target, body)), decoded)
            }
        };
        exchanges.push(get(&status, Some(last)));
        exchanges.extend(result.filter(|_| !no_result));
        decoded
    }

    /// Polls the `Location`, or the resource itself.
    fn without_monitor(&self, how: LongRunning, body: Option<Json>, no_result: bool, exchanges: &mut Vec<Exchange>) {
        let target = if how.location { self.linked(RESULT) } else { self.example.target.clone() };
        exchanges.push(Exchange { status: 202, ..get(&target, None) });
        if how.location && how.result == ResultAt::Original && !no_result {
            exchanges.push(get(&target, None));
            exchanges.push(get(&self.example.target, body));
        } else {
            exchanges.push(get(&target, body));
        }
    }
}

/// Whether an operation is done with an answer of this status.
fn is_at_once(status: u16) -> bool {
    matches!(status, 200 | 204)
}

fn get(target: &str, body: Option<Json>) -> Exchange {
    Exchange {
        http: HttpMethod::Get,
        target: target.to_owned(),
        status: if body.is_some() { 200 } else { 204 },
        headers: Vec::new(),
        body,
        text: None,
    }
}

/// The value that names of properties lead to.
fn at<'j>(json: &'j Json, names: &[String]) -> Option<&'j Json> {
    names.iter().try_fold(json, |json, name| json.get(name))
}

/// Puts a link to the test's own server in place of the page's own.
fn lead_to_next_page(body: &mut Option<Json>, text: &mut Option<String>, link: &[String], said: &str) {
    let own = format!("{{endpoint}}{NEXT_PAGE}");
    if let Some(body) = body {
        if let Some(target) = link.iter().try_fold(body, |json, name| json.get_mut(name)) {
            *target = own.into();
        }
    } else if let Some(text) = text {
        *text = text.replace(&said.replace('&', "&amp;"), &own);
    }
}

/// Whether a value is in its type's usual form, in which it is compared with an example.
fn is_in_usual_form(kind: &RustType) -> bool {
    match kind {
        RustType::Value(_, format) => {
            matches!(format, ValueFormat::Collection | ValueFormat::DateTime | ValueFormat::Base64)
        }
        _ => true,
    }
}

/// The JSON pointers to all null in objects. A null item of a list is there already.
fn nulls_in(body: &Json, at: &str, found: &mut Vec<String>) {
    for (name, value) in body.as_object().into_iter().flatten() {
        let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        match value {
            Json::Null => found.push(at),
            value => nulls_in(value, &at, found),
        }
    }
    for (index, item) in body.as_array().into_iter().flatten().enumerate() {
        nulls_in(item, &format!("{at}/{index}"), found);
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

pub(super) fn plain(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}
