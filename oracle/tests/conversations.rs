//! What the oracle says of small descriptions.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use armrest_documents::{
    diagnostics::Diagnostics,
    files::Memory,
    load::{Cursor, Dialect, Input, Reference, load},
    sources::Sources,
};
use armrest_oracle::{Exchange, read};

/// Descriptions of one file.
struct Alone;

impl Dialect for Alone {
    fn is_description(&self, _: Cursor<'_>) -> bool {
        true
    }

    fn references<'d>(&self, _: Cursor<'d>, _: bool) -> Vec<Reference<'d>> {
        Vec::new()
    }
}

/// What is said of a description's examples: a line for each exchange, then what is decoded; and the findings.
fn told(paths: &str) -> (String, Vec<String>) {
    let text = format!(
        "swagger: '2.0'\ninfo: {{title: Ponds, version: '1'}}\nhost: management.azure.com\n{}",
        paths.trim_start_matches('\n')
    );
    let files = Memory([("/d/ponds.yaml".into(), text)].into());
    let input = Input { paths: vec!["/d/ponds.yaml".into()], ..Input::default() };
    let mut diagnostics = Diagnostics::default();
    let documents = load(&input, &Alone, &files, &mut Sources::default(), &mut diagnostics).expect("YAML");
    let (examples, count) = read(&documents, &mut diagnostics);
    let mut lines = String::new();
    for said in examples.iter().flat_map(|example| &example.conversations) {
        let exchanges = said.pages.as_ref().map_or(&said.exchanges, |pages| &pages.exchanges);
        exchanges.iter().for_each(|exchange| lines.push_str(&line(exchange)));
        let decoded = match &said.pages {
            Some(pages) => Some(pages.items.clone().into()),
            None => said.decoded.clone(),
        };
        let decoded = decoded.map_or_else(|| said.text.clone().unwrap_or_default(), |json| json.to_string());
        let headers = said.headers.as_ref().map(|headers| format!(" with {headers}")).unwrap_or_default();
        lines.push_str(&format!("=> {}{decoded}{headers}\n", if said.is_error { "error " } else { "" }));
    }
    let findings: Vec<String> = diagnostics.iter().map(|finding| finding.message.clone()).collect();
    let contradicting = findings.iter().filter(|finding| finding.contains("no test is generated")).count();
    assert_eq!(count.contradicting, contradicting.min(count.total), "{findings:?}");
    (lines, findings)
}

fn line(exchange: &Exchange) -> String {
    let headers: String = exchange.headers.iter().map(|(name, text)| format!(" {name}: {text}")).collect();
    let body = exchange.body.as_ref().map(|body| format!(" {body}"));
    let body = body.or_else(|| exchange.text.clone().map(|text| format!(" {text}"))).unwrap_or_default();
    format!("{} {} {}{headers}{body}\n", exchange.method, exchange.target, exchange.status)
}

/// A description of one response of a GET, with its schema or headers, and the example's.
fn conversation_of(response: &str, example: &str, definitions: &str) -> (String, Vec<String>) {
    told(&format!(
        "
paths:
  /ponds:
    get:
      operationId: Ponds_Get
      responses: {{'200': {{description: Done., {response}}}}}
      x-ms-examples: {{Get: {{parameters: {{}}, responses: {{'200': {{{example}}}}}}}}}
definitions: {{{definitions}}}
"
    ))
}

#[test]
fn pages_follow_as_the_description_says() {
    let paths = |pageable: &str, parameters: &str, said: &str| {
        told(&format!(
            "
paths:
  /ponds:
    get:
      operationId: Ponds_List
      parameters: [{{name: api-version, in: query, type: string, required: true}}{parameters}]
      x-ms-pageable: {{{pageable}}}
      responses: {{'200': {{description: Done., schema: {{$ref: '#/definitions/Page'}}}}}}
      x-ms-examples:
        List: {{parameters: {{}}, responses: {{'200': {{body: {{value: [{{depth: 1}}], {said}}}}}}}}}
  /ponds/next:
    post:
      operationId: Ponds_ListNext
      parameters: [{{name: api-version, in: query, type: string, required: true}}]
      responses: {{'200': {{description: Done., schema: {{$ref: '#/definitions/Page'}}}}}}
definitions:
  Page: {{properties: {{value: {{type: array, items: {{}}}}, NextLink: {{type: string}}, marker: {{type: string}}}}}}
"
        ))
    };
    let first = "get /ponds?api-version=1 200";
    let linked = r#"{"NextLink":"{endpoint}/test/next-page","value":[{"depth":1}]}"#;
    let items = r#"=> [{"depth":1}]"#;

    let (lines, findings) = paths("nextLinkName: nextLink", "", "NextLink: 'https://a.example/2'");
    assert_eq!(lines, format!("{first} {linked}\nget /test/next-page?api-version=1 200 {{}}\n{items}\n"));
    assert!(findings.is_empty(), "{findings:?}");

    let (lines, _) = paths("nextLinkName: nextLink, operationName: ListNext", "", "NextLink: 'https://a.example/2'");
    assert_eq!(lines, format!("{first} {linked}\npost /test/next-page?api-version=1 200 {{}}\n{items}\n"));

    let (lines, _) = paths("nextLinkName: marker", ", {name: marker, in: query, type: string}", "marker: a b");
    let page = r#"{"marker":"a b","value":[{"depth":1}]}"#;
    assert_eq!(lines, format!("{first} {page}\nget /ponds?api-version=1&marker=a%20b 200 {{}}\n{items}\n"));

    let (lines, _) = paths("nextLinkName: null", "", "NextLink: 'https://a.example/2'");
    assert!(lines.lines().count() == 2 && lines.ends_with(&format!("{items}\n")), "{lines}");
}

#[test]
fn a_long_running_operation_is_polled() {
    let (lines, findings) = told(
        "
paths:
  /ponds/drain:
    post:
      operationId: Ponds_Drain
      x-ms-long-running-operation: true
      responses:
        '200': {description: Done., schema: {properties: {depth: {type: integer}}}}
        '202': {description: Begun.}
        default: {description: Failed., schema: {properties: {code: {type: string}}}}
      x-ms-examples:
        Drain:
          parameters: {}
          responses: {'200': {body: {depth: 0}}, '202': {}, default: {body: {code: Dry}}}
",
    );
    assert!(findings.is_empty(), "{findings:?}");
    let expected = r#"post /ponds/drain 200 {"depth":0}
=> {"depth":0}
post /ponds/drain 202 location: {endpoint}/test/result
get /test/result 202
get /test/result 200 {"depth":0}
=> {"depth":0}
post /ponds/drain 400 {"code":"Dry"}
=> error {"code":"Dry"}
"#;
    assert_eq!(lines, expected);
}

#[test]
fn a_response_may_say_that_it_is_an_error() {
    let error = "x-ms-error-response: true, schema: {properties: {code: {type: string}}}";
    let (lines, _) = conversation_of(error, "body: {code: Dry}", "");
    assert!(lines.ends_with("=> error {\"code\":\"Dry\"}\n"), "{lines}");
}

#[test]
fn headers_are_of_their_types() {
    let headers = "headers: {x-depth: {type: integer, format: int32}, x-open: {type: boolean}, x-made: {type: string, \
                   format: date-time}, ETag: {type: string}, x-list: {type: array, items: {type: string}}}";
    let example = "headers: {X-Depth: '7', x-open: true, x-made: 'Fri, 01 Jan 2010 12:34:56 GMT', etag: W/1, \
                   x-list: 'a,b', x-other: unknown}";
    let (lines, findings) = conversation_of(headers, example, "");
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(
        lines,
        "get /ponds 200 x-depth: 7 x-open: true x-made: Fri, 01 Jan 2010 12:34:56 GMT etag: W/1 x-list: a,b\n=>  with \
         {\"etag\":\"W/1\",\"x-depth\":7,\"x-list\":\"a,b\",\"x-made\":\"2010-01-01T12:34:56Z\",\"x-open\":true}\n"
    );
    for (example, message) in [
        ("x-depth: deep", "`deep` is not a number of its format"),
        ("x-depth: 3000000000", "`3000000000` is not a number of its format"),
        ("x-open: ajar", "`ajar` is not a boolean"),
        ("x-made: yesterday", "`yesterday` is not a date and time"),
        ("x-list: [a, b]", "expected a string, found a list"),
        ("ETag: ü", "`ü` is not a header's value"),
    ] {
        let (lines, findings) = conversation_of(headers, &format!("headers: {{{example}}}"), "");
        assert!(lines.is_empty() && findings[0].contains(message), "{example}: {findings:?}");
    }
}

/// The mock server's marker is a text like others where an example has it.
#[test]
fn the_servers_marker_in_an_example_is_not_replaced() {
    let described = "headers: {Location: {type: string}}, schema: {properties: {link: {type: string}}}";
    let (lines, findings) =
        conversation_of(described, "headers: {Location: '{endpoint}/a'}, body: {link: '{endpoint}/b'}", "");
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(
        lines,
        "get /ponds 200 location: {{endpoint}}/a {\"link\":\"{{endpoint}}/b\"}\n=> {\"link\":\"{endpoint}/b\"} with \
         {\"location\":\"{endpoint}/a\"}\n"
    );
}

#[test]
fn a_value_contradicts_its_schema() {
    let fish = "Fish: {discriminator: kind, properties: {kind: {type: string}}}, \
                Carp: {allOf: [{$ref: '#/definitions/Fish'}], x-ms-discriminator-value: carp, properties: {size: {type: string}}}";
    let table = [
        ("{type: string, format: base64url}", "'a+b'", "`a+b` is not base64url"),
        ("{type: string, format: base64url}", "'AQJ'", "`AQJ` is not base64url"),
        ("{type: string, format: Base64Url}", "'AQI='", ""),
        ("{type: string, format: byte}", "'AQJ='", "`AQJ=` is not base64"),
        ("{type: string, format: byte}", "'AQI='", ""),
        ("{type: string, format: of-our-own}", "anything", ""),
        ("{type: integer, format: of-our-own}", "0.5", "an integer of of-our-own"),
        ("{type: String}", "text", "`String` is no type of OpenAPI 2.0"),
        ("{$ref: '#/definitions/Fish'}", "{kind: Carp, size: 1}", "`Carp` is `carp` in other letter case"),
        ("{$ref: '#/definitions/Fish'}", "{kind: carp, size: 1}", "expected a string, found a number"),
        ("{$ref: '#/definitions/Fish'}", "{kind: pike, size: 1}", ""),
    ];
    for (schema, value, message) in table {
        let (lines, findings) = conversation_of(&format!("schema: {schema}"), &format!("body: {value}"), fish);
        match message {
            "" => assert!(findings.is_empty() && lines.contains("=> "), "{schema} {value}: {findings:?}"),
            message => assert!(lines.is_empty() && findings[0].contains(message), "{schema} {value}: {findings:?}"),
        }
    }
}

#[test]
fn a_header_collection_is_an_object_of_texts() {
    let sent = |value: &str| {
        told(&format!(
            "
paths:
  /ponds:
    put:
      operationId: Ponds_Put
      parameters: [{{name: labels, in: header, type: string, x-ms-header-collection-prefix: x-label-}}]
      responses: {{'200': {{description: Done.}}}}
      x-ms-examples: {{Put: {{parameters: {{labels: {value}}}, responses: {{'200': {{}}}}}}}}
"
        ))
    };
    assert_eq!(sent("{a: b}"), ("put /ponds 200\n=> \n".to_owned(), Vec::new()));
    assert!(sent("none").1[0].contains("/parameters/labels: expected an object, found a string"));
    assert!(sent("{a: [b]}").1[0].contains("/parameters/labels/a: expected a string, found a list"));
}

#[test]
fn a_file_comes_as_it_is() {
    let (lines, findings) = conversation_of("schema: {type: file}", "body: 'a,b'", "");
    assert_eq!((lines.as_str(), findings), ("get /ponds 200 a,b\n=> a,b\n", Vec::new()));
}

#[test]
fn a_text_is_decoded_where_it_can_be_nothing_else() {
    let decoded = |media_types: &str, schema: &str| {
        let (lines, findings) = told(&format!(
            "
paths:
  /ponds:
    get:
      operationId: Ponds_Describe
      produces: [{media_types}]
      responses: {{'200': {{description: A text., schema: {schema}}}}}
      x-ms-examples: {{Get: {{parameters: {{}}, responses: {{'200': {{body: '\"a\"'}}}}}}}}
"
        ));
        assert_eq!(findings, Vec::<String>::new());
        lines.lines().last().expect("a line").to_owned()
    };
    let (as_text, as_it_is) = (r#"=> "\"a\"""#, r#"=> "a""#);
    for types in ["text/plain", "text/csv; charset=utf-8, text/markdown", "'text/*'"] {
        assert_eq!(decoded(types, "{type: string}"), as_text, "{types}");
    }
    for types in ["text/event-stream", "text/plain, image/png", "text/xml"] {
        assert_eq!(decoded(types, "{type: string}"), as_it_is, "{types}");
    }
    for schema in
        ["{type: string, format: date}", "{type: string, enum: [a]}", "{type: string, x-nullable: true}", "{}"]
    {
        assert_eq!(decoded("text/plain", schema), as_it_is, "{schema}");
    }
}

#[test]
fn the_path_of_a_hosts_template_is_before_that_of_an_operation() {
    for (template, path) in [
        ("{place}.example", "/ponds"),
        ("https://{place}.example/", "/ponds"),
        ("https://{place}.example/v1/", "/v1/ponds"),
        ("{place}://a.example/v1", "/v1/ponds"),
        ("{our://place}.example/v1", "/v1/ponds"),
        ("https://{a/b}.example", "/ponds"),
    ] {
        let (lines, findings) = told(&format!(
            "
x-ms-parameterized-host: {{hostTemplate: '{template}', parameters: []}}
paths:
  /ponds:
    get:
      operationId: Ponds_Get
      responses: {{'204': {{description: Done.}}}}
      x-ms-examples: {{Get: {{parameters: {{}}, responses: {{'204': {{}}}}}}}}
"
        ));
        assert_eq!(lines, format!("get {path} 204\n=> \n"), "{template}: {findings:?}");
    }
}
