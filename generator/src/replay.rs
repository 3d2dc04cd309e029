//! A second reading of the descriptions, for their examples: what a client must send, and what it must have decoded.
//!
//! It reads the documents themselves and shares nothing with [`crate::api`] and [`crate::plan`], so that a mistake there
//! shows as a failing test and is not repeated in what the test expects. An example that contradicts its operation is
//! the description's error: it is reported with its place, and gives no test.

mod long_running;
mod media;
mod scalar;
mod schema;
mod url;
mod xml;

use crate::{
    diagnostics::{Diagnostic, Diagnostics},
    load::{Cursor, Documents, Value},
    sources::Place,
};
pub use long_running::{LongRunning, ResultAt};
use schema::{Fault, Reading, Side, text};
use serde_json::Value as Json;
use std::collections::BTreeMap;
pub(crate) use url::encode;

/// An example of an operation: the request, and each answer.
#[derive(Clone, Debug)]
pub struct Replay<'d> {
    /// The operation's id.
    pub operation: &'d str,
    /// Where the operation stands.
    pub place: Place,
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
    /// The api-version in the query: name and value, as they stand there.
    pub api_version: Option<String>,
    /// How the operation runs, if it runs long.
    pub long_running: Option<LongRunning>,
    /// The answers.
    pub answers: Vec<Answer>,
}

/// One answer of an example.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The body as it comes.
    pub body: Option<Json>,
    /// The body as it comes, where it is not JSON.
    pub text: Option<String>,
    /// What of it the schema names: what must be decoded. None where the response has no schema.
    pub decoded: Option<Json>,
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
    /// Those of which the request or an answer contradicts the operation: the description's own errors.
    pub contradicting: usize,
}

/// Reads all examples of the inputs' operations.
pub fn replays<'d>(documents: &'d Documents, diagnostics: &mut Diagnostics) -> Vec<Replay<'d>> {
    read(documents, diagnostics).0
}

/// Reads all examples of the inputs' operations, and counts them.
pub(crate) fn read<'d>(documents: &'d Documents, diagnostics: &mut Diagnostics) -> (Vec<Replay<'d>>, Count) {
    let reading = Reading::new(documents);
    let mut replays = Vec::new();
    let mut count = Count::default();
    for file in &documents.inputs {
        let Some(root) = documents.root(*file) else {
            continue;
        };
        for group in ["paths", "x-ms-paths"] {
            for (path, _, item) in root.get(group).into_iter().flat_map(Cursor::entries) {
                for (method, _, operation) in item.entries() {
                    let operation = OperationReading { reading: &reading, root, path, item, method, operation };
                    operation.replays(&mut replays, &mut count, diagnostics);
                }
            }
        }
    }
    (replays, count)
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
    fn replays(&self, replays: &mut Vec<Replay<'d>>, count: &mut Count, diagnostics: &mut Diagnostics) {
        let Some(id) = self.operation.get("operationId").and_then(Cursor::text) else {
            return;
        };
        let examples = self.operation.get("x-ms-examples");
        for (title, _, listed) in examples.into_iter().flat_map(Cursor::entries) {
            let Some(example) = self.reading.target(listed) else {
                continue;
            };
            let mut faults = Vec::new();
            match self.replay(id, title, example, &mut faults) {
                Ok(replay) => replays.push(replay),
                Err(fault) => faults.push((fault, "request")),
            }
            count.total += 1;
            count.contradicting += usize::from(!faults.is_empty());
            for (fault, what) in &faults {
                diagnostics.push(report(fault, id, what, "no test was generated"));
            }
            let mut surplus = self.surplus_parameters(example);
            surplus.extend(self.reading.surplus.take());
            for (fault, what) in first_of_each_side(surplus) {
                diagnostics.push(report(&fault, id, what, "the test does without"));
            }
        }
    }

    fn replay(
        &self,
        id: &'d str,
        title: &'d str,
        example: Cursor<'d>,
        faults: &mut Vec<(Fault, &'static str)>,
    ) -> Result<Replay<'d>, Fault> {
        let given = example.get("parameters");
        let mut replay = Replay {
            operation: id,
            place: self.operation.place(),
            title,
            file: self.reading.documents.sources.path(example.file),
            parameters: BTreeMap::new(),
            target: format!("{}{}", self.base_path(), self.path.split(['?', '#']).next().unwrap_or_default()),
            headers: Vec::new(),
            body: None,
            form: Vec::new(),
            text: None,
            xml: None,
            api_version: None,
            long_running: self.long_running(),
            answers: Vec::new(),
        };
        let mut query = Vec::new();
        for parameter in self.parameters() {
            let Some(name) = parameter.get("name").and_then(Cursor::text) else {
                continue;
            };
            let place = parameter.get("in").and_then(Cursor::text).unwrap_or_default();
            let place = if place == "path" && self.is_filled_in_query(name) { "query" } else { place };
            let whole = parameter.get("schema").filter(|_| place == "body" && self.is_json("consumes"));
            let nullable = whole.is_some_and(|schema| self.reading.is_nullable(schema));
            let value = given.and_then(|given| given.get(name));
            let value = value.filter(|value| nullable || value.node.value != Value::Null);
            let required = parameter.get("required").and_then(Cursor::bool) == Some(true);
            let json = match (self.fixed(parameter, name, required), value) {
                (Some((fixed, always)), value) if always || value.is_none() => Some(Json::from(fixed)),
                (_, Some(value)) if place == "body" && self.is_raw("consumes", parameter.get("schema")) => {
                    replay.text = Some(text(&value.node.to_json()));
                    Some(value.node.to_json())
                }
                (_, Some(value)) if place == "body" && self.is_xml("consumes", parameter.get("schema")) => {
                    let schema = parameter.get("schema").unwrap_or(parameter);
                    let body = self.reading.project(schema, value, Side::Sent, &format!("/parameters/{name}"))?;
                    replay.xml = body.map(|body| xml::document(self.reading, schema, &body));
                    Some(as_document(value.node.to_json()))
                }
                (_, Some(value)) if place == "body" => {
                    let schema = parameter.get("schema").unwrap_or(parameter);
                    let at = format!("/parameters/{name}");
                    replay.body = Some(self.reading.project_item(schema, value, Side::Sent, &at)?);
                    Some(value.node.to_json())
                }
                (_, Some(value)) if parameter.get("x-ms-header-collection-prefix").is_some() => {
                    Some(value.node.to_json())
                }
                (_, Some(value)) => {
                    let at = format!("/parameters/{name}");
                    Some(self.reading.parameter(parameter, value, &at)?)
                }
                (_, None) if parameter.get("x-ms-client-default").is_some() => {
                    let default = parameter.get("x-ms-client-default").unwrap_or(parameter);
                    Some(self.reading.parameter(parameter, default, "/x-ms-client-default")?)
                }
                (_, None) if place == "path" && self.may_be_empty(parameter, name) => Some(Json::from("")),
                (_, None) if required || place == "path" => {
                    return Err(Fault {
                        place: example.place(),
                        pointer: "/parameters".to_owned(),
                        message: format!("the required parameter `{name}` is missing"),
                    });
                }
                (_, None) => None,
            };
            let Some(json) = json else { continue };
            let skips = parameter.get("x-ms-skip-url-encoding").and_then(Cursor::bool) == Some(true);
            let in_url = url::url_texts(parameter, &json, skips);
            let texts = texts(parameter, &json);
            match place {
                "path" => {
                    let segment = in_url.join(",");
                    let hole = format!("{{{name}}}");
                    let at = value.unwrap_or(example);
                    replay.target = if skips {
                        self.fill_whole(&replay.target, name, &segment, at)?
                    } else {
                        if !(segment.is_empty() && self.may_be_empty(parameter, name)) {
                            self.check_segment(name, &segment, at)?;
                        }
                        replay.target.replace(&hole, &segment)
                    };
                }
                "query" => {
                    // A list that is empty is an empty text, unless there is one parameter for each item.
                    let multi = collection_format(parameter).as_deref() == Some("multi");
                    if texts.is_empty() && !multi {
                        query.push(format!("{}=", encode(name)));
                    }
                    for text in in_url {
                        let pair = format!("{}={text}", encode(name));
                        // Links get what the query calls so, even where it is a parameter like others.
                        if name.eq_ignore_ascii_case("api-version") || is_api_version(parameter, name) {
                            replay.api_version = Some(pair.clone());
                        }
                        query.push(pair);
                    }
                }
                "formData" => replay.form.extend(texts.into_iter().map(|text| (name.to_owned(), text))),
                // The HTTP stack's own.
                "header" if HTTP_OWNED.iter().any(|own| own.eq_ignore_ascii_case(name)) => {}
                "header" => match parameter.get("x-ms-header-collection-prefix").and_then(Cursor::text) {
                    Some(prefix) => {
                        for (entry, text) in json.as_object().into_iter().flatten() {
                            replay.headers.push((format!("{prefix}{entry}").to_ascii_lowercase(), self::text(text)));
                        }
                    }
                    None => replay.headers.push((name.to_ascii_lowercase(), texts.join(","))),
                },
                _ => {}
            }
            replay.parameters.insert(name, json);
        }
        if !replay.target.starts_with('/') {
            replay.target.insert(0, '/');
        }
        query.extend(self.undeclared_query());
        replay.headers.extend(self.media_headers(&replay));
        if !query.is_empty() {
            let mark = if replay.target.contains('?') { "&" } else { "?" };
            replay.target = format!("{}{mark}{}", replay.target, query.join("&"));
        }
        self.answers(example, &mut replay, faults);
        Ok(replay)
    }

    /// The media types in the request's headers, where they are not just JSON's and no parameter gives them.
    fn media_headers(&self, replay: &Replay<'d>) -> Vec<(String, String)> {
        let given = |name: &str| {
            let mut names = replay.parameters.keys();
            names.any(|known| known.eq_ignore_ascii_case(name))
        };
        let mut headers = Vec::new();
        let produces: Vec<String> = self.media_types("produces").collect();
        if let Some(accept) = media::accept(&produces).filter(|_| !given("accept")) {
            headers.push(("accept".to_owned(), accept));
        }
        let consumes: Vec<String> = self.media_types("consumes").collect();
        let sent = replay.body.as_ref().and_then(|_| media::json_sent(&consumes));
        headers.extend(sent.filter(|_| !given("content-type")).map(|sent| ("content-type".to_owned(), sent)));
        headers
    }

    /// The example's parameters that the operation does not have. The host's, keys to sign in with and what HTTP and
    /// azure_core need are everyone's.
    fn surplus_parameters(&self, example: Cursor<'d>) -> Vec<(Fault, Side)> {
        let own = self.parameters();
        let own: Vec<&str> = own.iter().filter_map(|own| own.get("name")?.text()).collect();
        let host = self.parameterized_host().and_then(|host| host.get("parameters"));
        let host = host.into_iter().flat_map(Cursor::items).filter_map(|own| self.reading.target(own));
        let keys = self.root.get("securityDefinitions").into_iter().flat_map(Cursor::entries).map(|(_, _, own)| own);
        let shared: Vec<&str> = host.chain(keys).filter_map(|own| own.get("name")?.text()).collect();
        let given = example.get("parameters").into_iter().flat_map(Cursor::entries);
        let surplus = given.filter(|(name, _, value)| {
            let mut shared = HTTP_OWNED.iter().chain(EVERYONES).chain(&shared);
            let known = own.contains(name) || shared.any(|known| known.eq_ignore_ascii_case(name));
            !known && value.node.value != Value::Null
        });
        surplus
            .map(|(name, place, _)| {
                let pointer = format!("/parameters/{}", schema::escaped(name));
                let message = format!("the operation has no parameter `{name}`");
                (Fault { place, pointer, message }, Side::Sent)
            })
            .collect()
    }

    /// What stands before the path: the path of the host's template, and the base path.
    fn base_path(&self) -> String {
        let template = self.parameterized_host().and_then(|host| host.get("hostTemplate")?.text());
        let host = template.map(|template| template.split_once("://").map_or(template, |(_, host)| host));
        let of_host = host.and_then(|host| host.split_once('/')).map(|(_, path)| format!("/{path}"));
        let base = self.root.get("basePath").and_then(Cursor::text).unwrap_or_default();
        format!("{}{}", of_host.unwrap_or_default().trim_end_matches('/'), base.trim_end_matches('/'))
    }

    /// Whether the operation's media types, or else the description's, have JSON among them.
    fn is_json(&self, keyword: &str) -> bool {
        let mut types = self.media_types(keyword).peekable();
        types.peek().is_none() || types.any(|kind| media::allows_json(&kind))
    }

    /// Whether bodies are bytes or text as they are: the schema is a file, or the media types are neither JSON nor XML.
    fn is_raw(&self, keyword: &str, schema: Option<Cursor<'d>>) -> bool {
        let target = schema.map(|schema| self.reading.meant(schema));
        let is_file = target.is_some_and(|schema| {
            let text = |keyword| schema.get(keyword).and_then(Cursor::text);
            let by_format = matches!(text("format"), Some("file" | "binary"));
            match text("type") {
                Some("file") => true,
                Some("string" | "object") | None => by_format,
                Some(_) => false,
            }
        });
        is_file || !self.is_json(keyword) && !self.is_xml(keyword, schema)
    }

    /// Whether bodies are XML: no media type is JSON, one is XML, and the schema has a structure to show.
    fn is_xml(&self, keyword: &str, schema: Option<Cursor<'d>>) -> bool {
        let structured = |schema: Cursor<'d>| {
            ["properties", "items", "additionalProperties", "allOf"].iter().any(|keyword| schema.get(keyword).is_some())
        };
        let has_structure = schema.map(|schema| self.reading.meant(schema)).is_some_and(structured);
        has_structure && !self.is_json(keyword) && self.media_types(keyword).any(|kind| media::is_xml(&kind))
    }

    fn media_types(&self, keyword: &str) -> impl Iterator<Item = String> {
        let own = self.operation.get(keyword).filter(|own| own.items().next().is_some());
        let listed = own.or_else(|| self.root.get(keyword)).into_iter().flat_map(Cursor::items);
        let in_a_header = |kind: &&str| kind.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
        listed.filter_map(Cursor::text).filter(in_a_header).map(str::to_owned)
    }

    fn parameterized_host(&self) -> Option<Cursor<'d>> {
        self.root.get("x-ms-parameterized-host")
    }

    /// A value that the client knows without being told, and whether it sends no other: the api-version, or the only
    /// one that is allowed.
    fn fixed(&self, parameter: Cursor<'d>, name: &str, required: bool) -> Option<(&'d str, bool)> {
        let values = parameter.get("enum").into_iter().flat_map(Cursor::items);
        let is_text = matches!(scalar::kind(parameter), Some("string") | None);
        let only = match values.collect::<Vec<_>>().as_slice() {
            [only] if is_text => self.unquoted(*only),
            [only] => only.text(),
            _ => None,
        };
        let is_header = parameter.get("in").and_then(Cursor::text) == Some("header");
        let last = name.rsplit('-').next().unwrap_or_default();
        if is_header && required && last.eq_ignore_ascii_case("version") {
            // A service version: the client has an option for it.
            return Some((only.or_else(|| parameter.get("default")?.text())?, false));
        }
        let extensible = parameter.get("x-ms-enum").and_then(|own| own.get("modelAsString")?.bool()) == Some(true);
        match only {
            _ if name.eq_ignore_ascii_case("api-version") => {
                let version = || self.unquoted(self.root.get("info")?.get("version")?);
                Some((only.or_else(version)?, false))
            }
            Some(only) if required && !extensible => Some((only, true)),
            _ => None,
        }
    }

    /// A string, which may come without its quotes.
    fn unquoted(&self, value: Cursor<'d>) -> Option<&'d str> {
        let is_scalar = matches!(value.node.value, Value::String(_) | Value::Number(_) | Value::Bool(_));
        is_scalar.then(|| self.reading.documents.written(value))
    }

    fn check_segment(&self, name: &str, text: &str, at: Cursor<'d>) -> Result<(), Fault> {
        let escapes = text.is_empty() || text.split('/').any(|part| part == "." || part == "..");
        if !escapes {
            return Ok(());
        }
        Err(Fault {
            place: at.place(),
            pointer: format!("/parameters/{name}"),
            message: format!("`{text}` cannot stand in a path: it would address another resource"),
        })
    }

    /// The operation's parameters, and those of its path that it does not replace.
    fn parameters(&self) -> Vec<Cursor<'d>> {
        let own = self.operation.get("parameters");
        let shared = self.item.get("parameters");
        let mut found: Vec<Cursor<'d>> = Vec::new();
        let host = self.parameterized_host().and_then(|host| host.get("parameters"));
        let base = self.base_path();
        let own = [own, shared].into_iter().flatten().flat_map(Cursor::items);
        let host = host.into_iter().flat_map(Cursor::items);
        let listed = own.map(|own| (own, false)).chain(host.map(|own| (own, true)));
        for (listed, of_host) in listed {
            let Some(parameter) = self.reading.target(listed) else {
                continue;
            };
            let key = |parameter: Cursor<'d>| {
                let text = |name| parameter.get(name).and_then(Cursor::text);
                (text("name"), text("in"))
            };
            let in_base = key(parameter).0.is_some_and(|name| base.contains(&format!("{{{name}}}")));
            let known = found.iter().any(|known| key(*known) == key(parameter));
            if !known && (in_base || !of_host) {
                found.push(parameter);
            }
        }
        found
    }

    /// Whether the first answer is the whole result: no later answer and no other page follows.
    fn ends_at_once(&self) -> bool {
        let long_running = self.operation.get("x-ms-long-running-operation").and_then(Cursor::bool) == Some(true);
        !long_running && self.operation.get("x-ms-pageable").is_none()
    }

    fn answers(&self, example: Cursor<'d>, replay: &mut Replay<'d>, faults: &mut Vec<(Fault, &'static str)>) {
        let listed = example.get("responses");
        for (code, place, answer) in listed.into_iter().flat_map(Cursor::entries) {
            let fault = |message: String| Fault { place, pointer: format!("/responses/{code}"), message };
            let responses = self.operation.get("responses");
            let status = match (code, code.parse::<u16>()) {
                (_, Ok(status)) => status,
                // Any status that the operation does not declare.
                ("default", _) => {
                    let declared =
                        |status: &u16| responses.is_some_and(|responses| responses.get(&status.to_string()).is_some());
                    [400u16, 404, 409, 412].into_iter().find(|status| !declared(status)).unwrap_or(418)
                }
                _ => {
                    let message = format!("`{code}` is no status code");
                    faults.push((fault(message), "response"));
                    continue;
                }
            };
            let range = format!("{}xx", status / 100);
            let declared = responses.and_then(|responses| {
                let mut entries = responses.entries();
                let of_range = || entries.find(|(own, ..)| own.eq_ignore_ascii_case(&range)).map(|(.., own)| own);
                let default = || (status >= 400).then(|| responses.get("default")).flatten();
                responses.get(code).or_else(of_range).or_else(default)
            });
            let Some(declared) = declared.and_then(|declared| self.reading.target(declared)) else {
                let message = format!("the operation does not declare the status {code}");
                faults.push((fault(message), "response"));
                continue;
            };
            // HTTP has no body with these.
            let bodiless = matches!(status, 204 | 205 | 304);
            // Null is a body where it is allowed; else it says that there is none.
            let nullable = self.ends_at_once()
                && status < 400
                && declared.get("schema").is_some_and(|schema| {
                    declared.get("x-nullable").and_then(Cursor::bool) == Some(true) || self.reading.is_nullable(schema)
                });
            let body = answer.get("body").filter(|body| nullable || body.node.value != Value::Null);
            let body = body.filter(|_| !bodiless);
            let in_xml = self.is_xml("produces", declared.get("schema"));
            let raw =
                status < 400 && declared.get("schema").is_some() && self.is_raw("produces", declared.get("schema"));
            let decoded = match (declared.get("schema"), body) {
                _ if raw => None,
                (Some(_), Some(body)) if body.node.value == Value::Null => Some(Json::Null),
                (Some(schema), Some(body)) => {
                    let at = format!("/responses/{code}/body");
                    match self.reading.project_item(schema, body, Side::Received, &at) {
                        Ok(decoded) => Some(decoded),
                        Err(fault) => {
                            faults.push((fault, "response"));
                            continue;
                        }
                    }
                }
                _ => None,
            };
            let json = body.map(|body| body.node.to_json());
            let document = json.as_ref().zip(declared.get("schema")).filter(|_| in_xml);
            let document = document.map(|(json, schema)| xml::document(self.reading, schema, json));
            let (body, text, decoded) = match document {
                Some(document) => (None, Some(document), decoded.map(as_document)),
                None if raw => (None, json.as_ref().map(text), decoded),
                None => (json, None, decoded),
            };
            replay.answers.push(Answer { status, body, text, decoded });
        }
    }
}

/// Whether a parameter is the api-version (`x-ms-api-version`, or by its name).
fn is_api_version(parameter: Cursor<'_>, name: &str) -> bool {
    let said = parameter.get("x-ms-api-version").and_then(Cursor::bool);
    said.unwrap_or_else(|| name.eq_ignore_ascii_case("api-version"))
}

/// A value as it is decoded from a whole document in XML, whose root holds the items of a list.
fn as_document(json: Json) -> Json {
    match json {
        Json::Array(items) => serde_json::json!({ "items": items }),
        other => other,
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
        "contradicting-example",
        format!(
            "this example's {what} contradicts its operation `{operation}` at {}: {}; {consequence}",
            fault.pointer, fault.message
        ),
    )
    .at(fault.place)
    .help("correct the example, or the description")
}

/// How a value stands in a header or form: one text, or several of the same name.
fn texts(parameter: Cursor<'_>, json: &Json) -> Vec<String> {
    joined(parameter, json, str::to_owned, [" ", "\t", "|"])
}

fn collection_format(parameter: Cursor<'_>) -> Option<String> {
    parameter.get("collectionFormat").and_then(Cursor::text).map(str::to_ascii_lowercase)
}

fn joined(
    parameter: Cursor<'_>,
    json: &Json,
    encode: fn(&str) -> String,
    [space, tab, pipe]: [&str; 3],
) -> Vec<String> {
    let Json::Array(items) = json else {
        return vec![encode(&parameter_text(json))];
    };
    let items: Vec<String> = items.iter().map(|item| encode(&parameter_text(item))).collect();
    let separator = match collection_format(parameter).as_deref() {
        Some("multi") => return items,
        Some("ssv") => space,
        Some("tsv") => tab,
        Some("pipes") => pipe,
        _ => ",",
    };
    if items.is_empty() { Vec::new() } else { vec![items.join(separator)] }
}

/// A value as one text in a URL or header. Numbers have no exponent there.
fn parameter_text(json: &Json) -> String {
    match json.as_f64().filter(|_| json.is_f64()) {
        Some(number) => number.to_string(),
        None => text(json),
    }
}
