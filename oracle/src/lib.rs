//! A second reading of the descriptions, for their examples: what a client must send, and what it must have decoded.
//!
//! It reads the documents themselves and shares nothing with the generator but their reading, so that a mistake there
//! shows as a failing test and is not repeated in what the test expects. An example that contradicts its operation is
//! the description's error: it is reported with its location, and gives no test.

mod conversation;
mod long_running;
mod media;
mod paging;
mod request;
mod responses;
mod scalar;
mod schema;
mod url;
mod xml;

use armrest_documents::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    load::{Cursor, Documents},
    sources::Location,
};
pub use conversation::{Conversation, Exchange, Pages};
use schema::{Fault, Reading, Side};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// An example of an operation: the request that a client must send, and what goes on then.
#[derive(Clone, Debug)]
pub struct Example<'d> {
    /// The operation's id.
    pub operation: &'d str,
    /// Where the operation is.
    pub location: Location,
    /// The example's title.
    pub title: &'d str,
    /// The example's file.
    pub file: &'d str,
    /// The example's values of the parameters, by name.
    pub parameters: BTreeMap<&'d str, Json>,
    /// The path and query that must be called.
    pub target: String,
    /// The headers that must be sent.
    pub headers: Vec<(String, String)>,
    /// The body that must be sent.
    pub body: Option<Json>,
    /// The form that must be sent.
    pub form: Vec<(String, String)>,
    /// The body that must be sent as it is, where it is neither JSON nor XML.
    pub text: Option<String>,
    /// The body in XML that must be sent.
    pub xml: Option<String>,
    /// The api-version in the query: name and value, as they are there.
    api_version: Option<String>,
    /// The conversation for each response of the example.
    pub conversations: Vec<Conversation>,
}

/// Headers that the HTTP stack sets itself, whatever a description says of them.
const HTTP_OWNED: &[&str] = &["authorization", "content-length", "host", "user-agent"];

/// Parameters that an example may give to any operation.
const EVERYONES: &[&str] = &["accept", "content-type", "x-ms-client-request-id"];

/// How many examples there are, and how many contradict their operations.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Count {
    /// All examples of all operations.
    pub total: usize,
    /// Those of which the request or a response contradicts the operation: the description's own errors.
    pub contradicting: usize,
}

/// Reads all examples of the inputs' operations, and counts them.
pub fn read<'d>(documents: &'d Documents, diagnostics: &mut Diagnostics) -> (Vec<Example<'d>>, Count) {
    let reading = Reading::new(documents);
    let mut examples = Vec::new();
    let mut count = Count::default();
    for operation in operations(&reading) {
        operation.read(&mut examples, &mut count, diagnostics);
    }
    (examples, count)
}

/// The methods that a path can have operations for (OpenAPI 2.0, Path Item Object).
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// The operations of all inputs.
fn operations<'d, 'r>(reading: &'r Reading<'d>) -> impl Iterator<Item = OperationReading<'d, 'r>> {
    let roots = reading.documents.inputs.iter().filter_map(|file| reading.documents.root(*file));
    let groups = roots.flat_map(|root| ["paths", "x-ms-paths"].into_iter().map(move |group| (root, root.get(group))));
    let items = groups.flat_map(|(root, group)| {
        let items = group.into_iter().flat_map(Cursor::entries);
        items.map(move |(path, _, item)| (root, path, item))
    });
    items.flat_map(move |(root, path, item)| {
        let operations = item.entries().filter(|(method, _, _)| METHODS.contains(method));
        operations.map(move |(method, _, operation)| OperationReading { reading, root, path, item, method, operation })
    })
}

struct OperationReading<'d, 'r> {
    reading: &'r Reading<'d>,
    root: Cursor<'d>,
    path: &'d str,
    item: Cursor<'d>,
    method: &'d str,
    operation: Cursor<'d>,
}

impl<'d> OperationReading<'d, '_> {
    fn read(&self, examples: &mut Vec<Example<'d>>, count: &mut Count, diagnostics: &mut Diagnostics) {
        let Some(id) = self.operation.get("operationId").and_then(Cursor::text) else {
            return;
        };
        let told = self.operation.get("x-ms-examples");
        for (title, _, listed) in told.into_iter().flat_map(Cursor::entries) {
            let Some(example) = self.reading.target(listed) else {
                continue;
            };
            let mut faults = Vec::new();
            match self.example(id, title, example, &mut faults) {
                Ok(example) => examples.push(example),
                Err(fault) => faults.push((fault, "request")),
            }
            count.total += 1;
            count.contradicting += usize::from(!faults.is_empty());
            for (fault, what) in &faults {
                diagnostics.push(report(fault, id, what, "no test is generated"));
            }
            let mut surplus = self.surplus_parameters(example);
            surplus.extend(self.reading.surplus.take());
            for (fault, what) in first_of_each_side(surplus) {
                diagnostics.push(report(&fault, id, what, "its test ignores that"));
            }
        }
    }
}

/// The first of what each side has too much, with how many more there are.
fn first_of_each_side(surplus: Vec<(Fault, Side)>) -> Vec<(Fault, &'static str)> {
    let of_side = |wanted: Side, what: &'static str| {
        let mut own = surplus.iter().filter(|(_, side)| *side == wanted).map(|(fault, _)| fault.clone());
        let first = own.next()?;
        let more = own.count();
        let message = if more > 0 { format!("{} (and {more} more)", first.message) } else { first.message.clone() };
        Some((Fault { message, ..first }, what))
    };
    [of_side(Side::Sent, "request"), of_side(Side::Received, "response")].into_iter().flatten().collect()
}

fn report(fault: &Fault, operation: &str, what: &str, consequence: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::ContradictingExample,
        format!(
            "this example's {what} contradicts its operation `{operation}` at {}: {}; {consequence}",
            fault.pointer, fault.message
        ),
    )
    .at(fault.location)
    .help("correct the example, or the description")
}
