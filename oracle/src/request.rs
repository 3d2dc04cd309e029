//! The request that a client must send.

use super::{EVERYONES, Example, HTTP_OWNED, OperationReading, media, scalar, schema, url, xml};
use crate::{
    schema::{Fault, Side, text},
    url::encode,
};
use armrest_documents::load::{Cursor, Value, escaped};
use serde_json::Value as Json;
use std::collections::BTreeMap;

impl<'d> OperationReading<'d, '_> {
    /// Reads an example: its request, and the responses to it. A fault of the request is one of the whole example.
    pub(super) fn example(
        &self,
        id: &'d str,
        title: &'d str,
        example: Cursor<'d>,
        faults: &mut Vec<(Fault, &'static str)>,
    ) -> Result<Example<'d>, Fault> {
        let given = example.get("parameters");
        let mut request = Example {
            operation: id,
            location: self.operation.location(),
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
            conversations: Vec::new(),
        };
        let mut query = Vec::new();
        for parameter in self.parameters() {
            let Some(name) = parameter.get("name").and_then(Cursor::text) else {
                continue;
            };
            let location = parameter.get("in").and_then(Cursor::text).unwrap_or_default();
            let location = if location == "path" && self.is_filled_in_query(name) { "query" } else { location };
            let whole = parameter.get("schema").filter(|_| location == "body" && self.is_json("consumes"));
            let nullable = whole.is_some_and(|schema| self.reading.is_nullable(schema));
            let value = given.and_then(|given| given.get(name));
            let value = value.filter(|value| nullable || value.node.value != Value::Null);
            let required = parameter.get("required").and_then(Cursor::flag) == Some(true);
            let json = match (self.fixed(parameter, name, required), value) {
                (Some((fixed, always)), value) if always || value.is_none() => Some(Json::from(fixed)),
                (_, Some(value)) if location == "body" && self.is_raw("consumes", parameter.get("schema")) => {
                    request.text = Some(text(&value.node.to_json()));
                    Some(value.node.to_json())
                }
                (_, Some(value)) if location == "body" && self.is_xml("consumes", parameter.get("schema")) => {
                    let schema = parameter.get("schema").unwrap_or(parameter);
                    let body = self.reading.project(schema, value, Side::Sent, &format!("/parameters/{name}"))?;
                    request.xml = body.map(|body| xml::document(self.reading, schema, &body));
                    Some(as_document(value.node.to_json()))
                }
                (_, Some(value)) if location == "body" => {
                    let schema = parameter.get("schema").unwrap_or(parameter);
                    let at = format!("/parameters/{name}");
                    request.body = Some(self.reading.project_item(schema, value, Side::Sent, &at)?);
                    Some(value.node.to_json())
                }
                (_, Some(value)) if parameter.get("x-ms-header-collection-prefix").is_some() => {
                    Some(header_collection(value, &format!("/parameters/{name}"))?)
                }
                (_, Some(value)) => {
                    let at = format!("/parameters/{name}");
                    Some(self.reading.parameter(parameter, value, &at)?)
                }
                (_, None) if parameter.get("x-ms-client-default").is_some() => {
                    let default = parameter.get("x-ms-client-default").unwrap_or(parameter);
                    Some(self.reading.parameter(parameter, default, "/x-ms-client-default")?)
                }
                (_, None) if location == "path" && self.may_be_empty(parameter, name) => Some(Json::from("")),
                (_, None) if required || location == "path" => {
                    return Err(Fault {
                        location: example.location(),
                        pointer: "/parameters".to_owned(),
                        message: format!("the required parameter `{name}` is missing"),
                    });
                }
                (_, None) => None,
            };
            let Some(json) = json else { continue };
            let skips = parameter.get("x-ms-skip-url-encoding").and_then(Cursor::flag) == Some(true);
            let in_url = url::url_texts(parameter, &json, skips);
            let texts = texts(parameter, &json);
            match location {
                "path" => {
                    let segment = in_url.join(",");
                    let hole = format!("{{{name}}}");
                    let at = value.unwrap_or(example);
                    request.target = if skips {
                        self.fill_whole(&request.target, name, &segment, at)?
                    } else {
                        if !(segment.is_empty() && self.may_be_empty(parameter, name)) {
                            self.check_segment(name, &segment, at)?;
                        }
                        request.target.replace(&hole, &segment)
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
                            request.api_version = Some(pair.clone());
                        }
                        query.push(pair);
                    }
                }
                "formData" => request.form.extend(texts.into_iter().map(|text| (name.to_owned(), text))),
                // The HTTP stack's own.
                "header" if HTTP_OWNED.iter().any(|own| own.eq_ignore_ascii_case(name)) => {}
                "header" => match parameter.get("x-ms-header-collection-prefix").and_then(Cursor::text) {
                    Some(prefix) => {
                        for (entry, text) in json.as_object().into_iter().flatten() {
                            request.headers.push((format!("{prefix}{entry}").to_ascii_lowercase(), self::text(text)));
                        }
                    }
                    None => request.headers.push((name.to_ascii_lowercase(), texts.join(","))),
                },
                _ => {}
            }
            request.parameters.insert(name, json);
        }
        if !request.target.starts_with('/') {
            request.target.insert(0, '/');
        }
        query.extend(self.undeclared_query());
        request.headers.extend(self.media_headers(&request));
        if !query.is_empty() {
            let mark = if request.target.contains('?') { "&" } else { "?" };
            request.target = format!("{}{mark}{}", request.target, query.join("&"));
        }
        request.conversations = self.conversations(&request, &self.responses(example, faults));
        Ok(request)
    }

    /// The media types in the request's headers, where they are not just JSON's and no parameter gives them.
    fn media_headers(&self, request: &Example<'d>) -> Vec<(String, String)> {
        let given = |name: &str| {
            let mut names = request.parameters.keys();
            names.any(|known| known.eq_ignore_ascii_case(name))
        };
        let mut headers = Vec::new();
        let produces: Vec<String> = self.media_types("produces").collect();
        if let Some(accept) = media::accept(&produces).filter(|_| !given("accept")) {
            headers.push(("accept".to_owned(), accept));
        }
        let consumes: Vec<String> = self.media_types("consumes").collect();
        let sent = request.body.as_ref().and_then(|_| media::json_sent(&consumes));
        headers.extend(sent.filter(|_| !given("content-type")).map(|sent| ("content-type".to_owned(), sent)));
        headers
    }

    /// The example's parameters that the operation does not have. The host's, credentials and what HTTP and
    /// azure_core need are everyone's.
    pub(super) fn surplus_parameters(&self, example: Cursor<'d>) -> Vec<(Fault, Side)> {
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
            .map(|(name, location, _)| {
                let pointer = format!("/parameters/{}", escaped(name));
                let message = format!("the operation has no parameter `{name}`");
                (Fault { location, pointer, message }, Side::Sent)
            })
            .collect()
    }

    /// What comes before the path: the path of the host's template, and the base path.
    pub(super) fn base_path(&self) -> String {
        let template = self.parameterized_host().and_then(|host| host.get("hostTemplate")?.text());
        let of_host = template.map_or("", path_of_host);
        let base = self.root.get("basePath").and_then(Cursor::text).unwrap_or_default();
        format!("{}{}", of_host.trim_end_matches('/'), base.trim_end_matches('/'))
    }

    pub(super) fn parameterized_host(&self) -> Option<Cursor<'d>> {
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
        let extensible = parameter.get("x-ms-enum").and_then(|own| own.get("modelAsString")?.flag()) == Some(true);
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

    pub(super) fn check_segment(&self, name: &str, text: &str, at: Cursor<'d>) -> Result<(), Fault> {
        let escapes = text.is_empty() || text.split('/').any(|part| part == "." || part == "..");
        if !escapes {
            return Ok(());
        }
        Err(Fault {
            location: at.location(),
            pointer: format!("/parameters/{name}"),
            message: format!("`{text}` is not allowed in a path: it would address another resource"),
        })
    }

    /// The operation's parameters, and those of its path that it does not replace.
    pub(super) fn parameters(&self) -> Vec<Cursor<'d>> {
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
}

/// Headers by what is behind their prefix: an object of texts.
fn header_collection(value: Cursor<'_>, at: &str) -> Result<Json, Fault> {
    if !value.is_object() {
        return Err(schema::mistyped(value, at, "an object"));
    }
    let odd = value.entries().find(|(_, _, entry)| entry.text().is_none());
    match odd {
        Some((name, _, entry)) => Err(schema::mistyped(entry, &format!("{at}/{}", escaped(name)), "a string")),
        None => Ok(value.node.to_json()),
    }
}

/// What a host's template has behind the host: from the first `/` on that is not of `https://` or of a parameter's name.
fn path_of_host(template: &str) -> &str {
    let mut in_name = false;
    for (at, mark) in template.match_indices(['{', '}', '/']) {
        match mark {
            "{" => in_name = true,
            "}" => in_name = false,
            _ if in_name || template[..at].ends_with(":/") || template[..at].ends_with(':') => {}
            _ => return &template[at..],
        }
    }
    ""
}

/// Whether a parameter is the api-version (`x-ms-api-version`, or by its name).
fn is_api_version(parameter: Cursor<'_>, name: &str) -> bool {
    let said = parameter.get("x-ms-api-version").and_then(Cursor::flag);
    said.unwrap_or_else(|| name.eq_ignore_ascii_case("api-version"))
}

/// A value as it is decoded from a whole document in XML, whose root holds the items of a list.
pub(super) fn as_document(json: Json) -> Json {
    match json {
        Json::Array(items) => serde_json::json!({ "items": items }),
        other => other,
    }
}

/// How a value is written in a header or form: one text, or several of the same name.
fn texts(parameter: Cursor<'_>, json: &Json) -> Vec<String> {
    joined(parameter, json, str::to_owned, [" ", "\t", "|"])
}

fn collection_format(parameter: Cursor<'_>) -> Option<String> {
    parameter.get("collectionFormat").and_then(Cursor::text).map(str::to_ascii_lowercase)
}

pub(super) fn joined(
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
