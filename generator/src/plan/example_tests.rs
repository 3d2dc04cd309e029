use super::{
    Argument, ArgumentType, Client, Docs, Ending, Ident, Method, MethodOptions, OptionField, Reserved, RustType,
    TextForm, Value, ValueFormat, clients::Surface, models::Models, names::Scope,
};
use crate::{
    api::{BodyFormat, Operation, Resolved, Type, as_text},
    load::escaped,
    oracle::{Conversation, Example, Exchange},
    sources::Location,
};
use serde_json::Value as Json;
use std::collections::HashMap;

/// A test made from an example: one call and the scripted responses. The oracle says which requests and responses
/// there are; this adds the call and the Rust types of its values.
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
    /// The values of the client's fields, in the order of [`ConnectionPlan::client_fields`](super::ConnectionPlan::client_fields).
    pub client_fields: Vec<String>,
    /// What the client's options are set to: the names of [`ClientOption`](super::ClientOption)s, and texts.
    pub values: Vec<(Ident, String)>,
    /// The accessor of the operation group's client.
    pub accessor: Option<Ident>,
    /// The method's name.
    pub method: Ident,
    /// The arguments, as expressions.
    pub arguments: Vec<TestValue>,
    /// The options: their type, and fields with values.
    pub options: Option<TestOptions>,
    /// The requests and their responses, in order.
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
    /// What the headers of the response decode to, and their type.
    pub decoded_headers: Option<(RustType, Json)>,
}

/// A value in a test.
#[derive(Clone, Debug)]
pub enum TestValue {
    /// A text literal.
    Text(String),
    /// A `String`.
    Owned(String),
    /// A file in a form, of this text.
    File(String),
    /// A body that is not JSON.
    Raw(String),
    /// A literal of a number or boolean.
    Literal(String),
    /// A value of this type, decoded from JSON.
    Decoded(RustType, Json),
    /// A body of this type, decoded from JSON and made a `RequestContent`.
    Content(RustType, Json),
    /// A body like that, with null at these locations (JSON pointers).
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

/// What a test asserts of the outcome.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The response has this status, and the body decodes to this, as another type where one is given.
    Response(u16, Option<RustType>, Option<Json>),
    /// The call returns this boolean.
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
pub type TestOptions = (String, Vec<(Ident, TestValue)>);

/// Plans a test for each response of each example.
pub(super) fn tests(
    resolved: &Resolved,
    surface: &Surface,
    examples: &[Example<'_>],
    models: &Models<'_>,
) -> Vec<ExampleTest> {
    let operations = resolved.api.operations.iter();
    let operations: HashMap<Location, &Operation> =
        operations.filter_map(|operation| Some((resolved.positions.get(&operation.source)?, operation))).collect();
    let methods = super::methods_by_operation(&surface.clients);
    let mut names = Scope::of(Reserved::Tests);
    let mut tests = Vec::new();
    for (number, example) in examples.iter().enumerate() {
        let Some(operation) = operations.get(&example.location) else { continue };
        let Some((client, method)) = methods.get(operation.source.as_str()) else { continue };
        let planner = Planner { number, surface, models, operation, client, method, example };
        tests.extend(example.conversations.iter().filter_map(|said| planner.test(said, &mut names)));
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
    fn test(&self, said: &Conversation, names: &mut Scope) -> Option<ExampleTest> {
        let example = self.example;
        let arguments =
            self.method.arguments.iter().map(|argument| self.argument(argument)).collect::<Option<Vec<_>>>()?;
        let options = self.options()?;
        let client_fields = self.surface.connection.client_fields.iter();
        let client_fields = client_fields.map(|field| {
            let value = example.parameters.get(field.wire.as_str());
            value.map(as_text).unwrap_or_else(|| "unused".to_owned())
        });
        let (conversation, outcome) = self.outcome(said);
        let stem = super::names::file_stem(example.file);
        let (operation, file) = (super::names::snake(example.operation), super::names::snake(stem));
        let name = if operation == file {
            format!("{}_{}", operation.plain(), said.status)
        } else {
            format!("{}_{}_{}", operation.plain(), file.plain(), said.status)
        };
        Some(ExampleTest {
            name: names.give([name]),
            example: self.number,
            docs: Docs::of_example(example.title, stem, said.status),
            feature: self.client.feature.clone(),
            client_fields: client_fields.collect(),
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
            decoded_headers: self.headers(said, &outcome),
            outcome,
        })
    }

    /// The example's values of what the client has options for.
    fn values(&self) -> Vec<(Ident, String)> {
        let parameters = self.method.parameters.iter().filter_map(|placed| match &placed.value {
            Value::ClientOption(name, _) => {
                let mut given = self.example.parameters.iter();
                let (_, text) = given.find(|(wire, _)| wire.eq_ignore_ascii_case(&placed.wire))?;
                Some((name.clone(), as_text(text)))
            }
            _ => None,
        });
        parameters.collect()
    }

    fn argument(&self, argument: &Argument) -> Option<TestValue> {
        let json = self.example.parameters.get(argument.wire.as_str())?;
        match &argument.kind {
            ArgumentType::Text => Some(TestValue::Text(as_text(json))),
            ArgumentType::Content(RustType::RawBody) => Some(TestValue::Raw(as_text(json))),
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
            // It goes out as it is given: a text as it is, or in the one way that dates and bytes are written.
            let text = self.example.text.clone();
            return TestValue::Raw(text.unwrap_or_else(|| self.example.body.as_ref().unwrap_or(json).to_string()));
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
            RustType::String => Some(TestValue::Owned(as_text(json))),
            RustType::Bool | RustType::I32 | RustType::I64 | RustType::U64 => Some(TestValue::Literal(as_text(json))),
            RustType::F64 => {
                let number: f64 = as_text(json).parse().ok()?;
                Some(TestValue::Literal(format!("{number:?}")))
            }
            RustType::FormFile => Some(TestValue::File(as_text(json))),
            RustType::DateTime => Some(TestValue::Date(as_text(json), form?)),
            RustType::Bytes => Some(TestValue::Bytes(as_text(json), form?)),
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
                TestValue::Raw(as_text(json))
            } else if field.content {
                self.content(&field.value, json)
            } else {
                self.value(&field.value, json, &field.wire)?
            };
            fields.push((field.name.clone(), value));
        }
        Some(Some((options.name.clone(), fields)))
    }

    /// What the response's headers decode to, where the caller gets the response.
    fn headers(&self, said: &Conversation, outcome: &Outcome) -> Option<(RustType, Json)> {
        let id = self.operation.headers.as_ref().filter(|_| matches!(outcome, Outcome::Response(..)))?;
        Some((self.models.rust(&Type::Named(id.clone())), said.headers.clone()?))
    }

    /// The requests and their responses, and what the test asserts.
    fn outcome(&self, said: &Conversation) -> (Vec<Exchange>, Outcome) {
        let alone = |outcome| (said.exchanges.clone(), outcome);
        let paged = |outcome: fn(Vec<Json>) -> Outcome| match &said.pages {
            Some(pages) => (pages.exchanges.clone(), outcome(pages.items.clone())),
            None => (said.exchanges.clone(), outcome(Vec::new())),
        };
        if said.is_error {
            let body = self.operation.error_for(said.status).zip(said.decoded.as_ref());
            let body = body.map(|(kind, decoded)| {
                let format = self.operation.response_format;
                let in_xml = format == BodyFormat::Xml && said.text.is_some();
                let kind = if in_xml { self.models.rust_in(kind, format) } else { self.models.rust_body(kind) };
                (kind, decoded.clone())
            });
            return alone(Outcome::Error(said.status, self.method.ending.method_options(), body));
        }
        match &self.method.ending {
            Ending::Plain(result) => {
                let format = self.operation.response_format;
                let own = self.operation.result_for(said.status).map(|own| self.models.rust_result(own, format));
                let decoded = said.decoded.clone().filter(|_| own.as_ref().is_some_and(is_in_usual_form));
                let other = own.filter(|own| Some(own) != result.as_ref());
                alone(Outcome::Response(said.status, other, decoded))
            }
            Ending::Exists => alone(Outcome::Exists(said.status != 404)),
            Ending::Stream => alone(Outcome::Stream(said.status, said.text.clone())),
            Ending::Pager(..) => paged(Outcome::Items),
            Ending::Poller(result, _) => {
                let decoded = said.decoded.clone().filter(|_| result.as_ref().is_some_and(is_in_usual_form));
                alone(Outcome::Result(decoded))
            }
            Ending::PageablePoller(..) => paged(Outcome::ResultItems),
        }
    }
}

/// Whether a value is in its type's usual form, in which it is compared with an example.
fn is_in_usual_form(kind: &RustType) -> bool {
    match kind {
        RustType::Value(_, format) => {
            !matches!(format, ValueFormat::Rfc1123 | ValueFormat::UnixTime | ValueFormat::Base64Url)
        }
        _ => true,
    }
}

/// The JSON pointers to all null in objects. A null item of a list is there already.
fn nulls_in(body: &Json, at: &str, found: &mut Vec<String>) {
    for (name, value) in body.as_object().into_iter().flatten() {
        let at = format!("{at}/{}", escaped(name));
        match value {
            Json::Null => found.push(at),
            value => nulls_in(value, &at, found),
        }
    }
    for (index, item) in body.as_array().into_iter().flatten().enumerate() {
        nulls_in(item, &format!("{at}/{index}"), found);
    }
}
