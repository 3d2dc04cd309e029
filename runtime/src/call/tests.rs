#![allow(unreachable_pub)]

use super::*;
use crate::ConnectionOptions;
use azure_core::{
    credentials::{AccessToken, TokenCredential, TokenRequestOptions},
    http::ClientOptions,
};
use std::sync::Arc;

#[derive(Debug)]
struct NoCredential;

#[async_trait::async_trait]
impl TokenCredential for NoCredential {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Err(Error::with_message(ErrorKind::Credential, "not asked for in these tests"))
    }
}

pub(crate) fn connection(endpoint: &str) -> Connection {
    let options = ConnectionOptions { endpoint: Some(endpoint.to_owned()), ..ConnectionOptions::default() };
    Connection::arm(("test", "0"), Arc::new(NoCredential), ClientOptions::default(), options).unwrap()
}

fn widget(value: &str) -> Result<String> {
    let connection = connection("https://management.azure.com");
    let call = connection.call("Test.get", Method::Get, "/widgets/{name}/parts").path("name", value);
    call.prepare().map(|prepared| prepared.request.url().to_string())
}

#[test]
fn a_path_parameter_is_one_segment() {
    let table = [
        ("plain-1_2~3.4", "plain-1_2~3.4"),
        ("a b", "a%20b"),
        ("a/b", "a%2Fb"),
        ("50%", "50%25"),
        ("a?b#c", "a%3Fb%23c"),
        ("größe", "gr%C3%B6%C3%9Fe"),
        ("..a", "..a"),
        ("../x", "..%2Fx"),
    ];
    for (value, segment) in table {
        let expected = format!("https://management.azure.com/widgets/{segment}/parts");
        assert_eq!(widget(value).unwrap(), expected, "{value}");
    }
}

#[test]
fn a_value_that_would_address_another_resource_is_refused() {
    for value in ["", ".", ".."] {
        let error = widget(value).unwrap_err().to_string();
        assert!(error.contains("Test.get was not sent"), "{value}: {error}");
    }
}

#[test]
fn a_path_of_the_description_keeps_its_segments() {
    let connection = connection("https://management.azure.com");
    for (path, sent) in [
        ("/a\\b/{name}/'c d'", "/a%5Cb/n/'c%20d'"),
        ("/{name}/[x]|<y>", "/n/%5Bx%5D%7C%3Cy%3E"),
        ("/a%20b(100%)/{name}", "/a%20b(100%25)/n"),
    ] {
        let prepared = connection.call("Test.get", Method::Get, path).path("name", "n").prepare().unwrap();
        assert_eq!(prepared.request.url().path(), sent, "{path}");
    }
}

#[test]
fn an_encoded_path_keeps_its_slashes_but_cannot_escape() {
    let connection = connection("https://management.azure.com/base/");
    let target = |value: &str| {
        let call = connection.call("Test.get", Method::Get, "/{scope}/providers/x");
        call.path_encoded("scope", value).prepare().map(|call| call.request.url().path().to_owned())
    };
    assert_eq!(target("/subscriptions/s%20s/groups/g").unwrap(), "/base/subscriptions/s%20s/groups/g/providers/x");
    assert_eq!(target("a b#c").unwrap(), "/base/a%20b%23c/providers/x");
    assert_eq!(target("a?x=1").unwrap(), "/base/a%3Fx=1/providers/x");
    assert_eq!(target("50%").unwrap(), "/base/50%25/providers/x");
    for value in ["a/../b", "a/%2E%2e/b", "./a", "..%2fb", "a\\..\\b", "a%5c..", "%2e%2E"] {
        assert!(target(value).is_err(), "{value}");
    }
}

#[test]
fn whole_segments_are_joined_with_one_slash_and_may_be_the_root() {
    let connection = connection("https://management.azure.com");
    let target = |path: &'static str, value: &str| {
        let call = connection.call("Test.get", Method::Get, path).path_encoded("scope", value);
        call.prepare().map(|call| call.request.url().path().to_owned())
    };
    for value in ["", "/", "//"] {
        assert_eq!(target("/{scope}/providers/x", value).unwrap(), "/providers/x", "{value}");
        assert_eq!(target("/tenants/{scope}/x", value).unwrap(), "/tenants/x", "{value}");
        let of = |path: &'static str, name: &'static str| {
            let call = connection.call("Test.get", Method::Get, path).path_encoded(name, value);
            call.prepare().map(|call| call.request.url().path().to_owned())
        };
        assert_eq!(of("/{owner}/x", "owner").unwrap(), "/x", "{value}");
        assert_eq!(of("/a/{parentResourcePath}/x", "parentResourcePath").unwrap(), "/a/x", "{value}");
        assert_eq!(of("/a/{resourceUri}/x", "resourceUri").unwrap(), "/a/x", "{value}");
        // Without its segment, this is another resource.
        let error = of("/a/{rack}/x", "rack").unwrap_err().to_string();
        assert!(error.contains("`rack` is empty"), "{error}");
        // These would address what is in front of them.
        for path in ["/things/{scope}", "/things/all{scope}", "/things/{scope}?kind=a"] {
            let error = target(path, value).unwrap_err().to_string();
            assert!(error.contains("`scope` is empty"), "{path}: {error}");
        }
    }
    for value in ["subscriptions/1", "/subscriptions/1", "subscriptions/1/", "//subscriptions/1//"] {
        assert_eq!(target("/{scope}/providers/x", value).unwrap(), "/subscriptions/1/providers/x", "{value}");
        assert_eq!(target("/tenants/{scope}/x", value).unwrap(), "/tenants/subscriptions/1/x", "{value}");
    }
    assert_eq!(target("/things/{scope}", "/a/b/").unwrap(), "/things/a/b/");
    assert_eq!(target("/things/all{scope}/x", "/a/").unwrap(), "/things/all/a//x");
}

/// Whatever an argument is, the segments beside it and the query of the call itself stay as they are.
#[test]
fn no_argument_changes_the_rest_of_the_url() {
    let parts = [
        "a",
        "",
        "/",
        "//",
        ".",
        "..",
        "%2e",
        "%2E%2e",
        "%2f",
        "%5C",
        "\\",
        "?",
        "?x=1",
        "#",
        "#f",
        "&",
        "&api-version=2",
        "=",
        ";",
        ":",
        "@",
        "%",
        "%2",
        "%00",
        "\0",
        "\t",
        "\n",
        " ",
        "|",
        "\"",
        "[",
        "]",
        "{x}",
        "ß",
        "%ff",
        "http://x.example/",
        "$",
        ",",
    ];
    let connection = connection("https://management.azure.com/base");
    let mut sent = 0;
    for first in parts {
        for second in parts {
            for third in ["", "/", ".."] {
                let value = format!("{first}{second}{third}");
                let path = "/one/{a}/two/p{b}s/three";
                let call = || connection.call("Test.get", Method::Get, path);
                let list = [value.clone(), "z".to_owned()];
                let calls = [
                    call().path("a", &value).path("b", "b"),
                    call().path("a", "a").path("b", &value),
                    call().path_encoded("a", &value).path("b", "b"),
                    call().path("a", "a").path_encoded("b", &value),
                    call().path_list("a", &list, CollectionFormat::Csv).path("b", "b"),
                    call().path_encoded_list("a", &list, CollectionFormat::Pipes).path("b", "b"),
                    call().path("a", "a").path("b", "b").query("q", &value),
                    call().path("a", "a").path("b", "b").query_encoded("q", &value),
                    call().path("a", "a").path("b", "b").query_encoded_list("q", &list, CollectionFormat::Ssv),
                ];
                for (way, call) in calls.into_iter().enumerate() {
                    let Ok(prepared) = call.query("api-version", "1").prepare() else { continue };
                    sent += 1;
                    let url = prepared.request.url();
                    let context = format!("{way} {value:?} {url}");
                    assert_eq!(url.host_str(), Some("management.azure.com"), "{context}");
                    assert_eq!(url.fragment(), None, "{context}");
                    let segments: Vec<&str> = url.path_segments().unwrap().collect();
                    assert_eq!(segments[..2], ["base", "one"], "{context}");
                    assert_eq!(segments.last(), Some(&"three"), "{context}");
                    let several = matches!(way, 2 | 3 | 5);
                    assert!(segments.len() == 6 || several, "{context}");
                    assert!(segments.contains(&"two"), "{context}");
                    assert!(segments.iter().any(|segment| segment.starts_with('p')), "{context}");
                    let versions: Vec<_> = url.query_pairs().filter(|(name, _)| name == "api-version").collect();
                    assert_eq!(versions, [("api-version".into(), "1".into())], "{context}");
                    let names = url.query_pairs().count();
                    assert!(names <= 2 || matches!(way, 7 | 8), "{context}");
                }
            }
        }
    }
    assert!(sent > 10_000, "{sent}");
}

#[test]
fn a_list_in_a_url_keeps_its_items_apart() {
    let connection = connection("https://management.azure.com");
    let names = ["a".to_owned(), "b,c".to_owned()];
    let table = [
        (CollectionFormat::Csv, "a,b%2Cc"),
        (CollectionFormat::Ssv, "a%20b%2Cc"),
        (CollectionFormat::Tsv, "a%09b%2Cc"),
        (CollectionFormat::Pipes, "a%7Cb%2Cc"),
    ];
    for (format, expected) in table {
        let call = connection.call("Test.get", Method::Get, "/things/{ids}").path_list("ids", &names, format);
        let prepared = call.query_list("q", &names, format).prepare().unwrap();
        let url = prepared.request.url();
        assert_eq!(url.as_str(), format!("https://management.azure.com/things/{expected}?q={expected}"));
    }
    let encoded = ["a%2Fb".to_owned(), "c d".to_owned()];
    let call = connection.call("Test.get", Method::Get, "/{ids}");
    let call = call.path_encoded_list("ids", &encoded, CollectionFormat::Csv);
    let prepared = call.query_encoded_list("q", &encoded, CollectionFormat::Multi).prepare().unwrap();
    assert_eq!(prepared.request.url().as_str(), "https://management.azure.com/a%2Fb,c%20d?q=a%2Fb&q=c%20d");
}

#[test]
fn an_encoded_value_cannot_bring_a_parameter_that_the_call_has() {
    let connection = connection("https://management.azure.com");
    let target = |value: &str| {
        let call = connection.call("Test.get", Method::Get, "/x").query_encoded("q", value);
        call.query("api-version", "1").prepare().map(|call| call.request.url().query().unwrap().to_owned())
    };
    assert_eq!(target("a&other=b").unwrap(), "q=a&other=b&api-version=1");
    for value in ["a&api-version=2", "a&Api-Version=2", "&api%2Dversion"] {
        let error = target(value).unwrap_err().to_string();
        assert!(error.contains("Test.get was not sent"), "{error}");
    }
}

#[test]
fn only_a_segment_that_is_optional_may_be_empty() {
    let connection = connection("https://vault.example");
    let call = || connection.call("Test.get", Method::Get, "/things/{name}/{version}").path("name", "n");
    assert_eq!(call().path_optional("version", "").prepare().unwrap().request.url().path(), "/things/n/");
    assert_eq!(call().path_optional("version", "a/b").prepare().unwrap().request.url().path(), "/things/n/a%2Fb");
    assert!(call().path_optional("version", "..").prepare().is_err());
    assert!(call().path("version", "").prepare().is_err());
    assert_eq!(call().path_encoded_optional("version", "/").prepare().unwrap().request.url().path(), "/things/n/");
    // What has no form in a URL is not an empty text.
    assert!(call().path_encoded_optional("version", f64::NAN).prepare().is_err());
    assert!(call().path_optional("version", f64::NAN).prepare().is_err());
    assert!(call().path_encoded_optional("version", "a/..").prepare().is_err());
}

#[test]
fn queries_and_headers_are_encoded() {
    let connection = connection("https://management.azure.com");
    let names = ["a,b".to_owned(), "c d".to_owned()];
    let call = connection
        .call("Test.list", Method::Get, "/widgets?fixed=1")
        .query("$filter", "name eq 'x' & y")
        .optional_query("top", Some(5))
        .optional_query("skip", None::<i32>)
        .query_encoded("$skip", "a%26b c&d='e'#")
        .query_list("names", &names, CollectionFormat::Multi)
        .query_list("piped", &names, CollectionFormat::Pipes)
        .optional_query_list("none", None::<&[String]>, CollectionFormat::Csv)
        .optional_query_list("nothing", Some(&[] as &[String]), CollectionFormat::Multi)
        .optional_query_list("empty", Some(&[] as &[String]), CollectionFormat::Csv)
        .header_list("x-names", &names, CollectionFormat::Csv);
    let prepared = call.prepare().unwrap();
    assert_eq!(
        prepared.request.url().query(),
        Some(
            "fixed=1&$filter=name%20eq%20%27x%27%20%26%20y&top=5&$skip=a%26b%20c&d=%27e%27%23&names=a%2Cb&names=c%20d&piped=a%2Cb%7Cc%20d&empty="
        )
    );
    let header = prepared.request.headers().get_optional_str(&HeaderName::from_static("x-names"));
    assert_eq!(header, Some("a,b,c d"));
}

#[test]
fn what_has_no_form_is_refused_wherever_it_is_put() {
    use crate::format::rfc1123;
    use azure_core::time::OffsetDateTime;

    let connection = connection("https://management.azure.com");
    let call = || connection.call("Test.get", Method::Get, "/widgets");
    let at = || connection.call("Test.get", Method::Get, "/widgets/{x}");
    let year = |year| OffsetDateTime::UNIX_EPOCH.replace_year(year).unwrap();
    let csv = CollectionFormat::Csv;
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for call in [
            at().path("x", number),
            at().path_encoded("x", number),
            at().path_list("x", &[1.0, number], csv),
            at().path_encoded_list("x", &[1.0, number], csv),
            call().query("x", number),
            call().query("x", Grade::UnknownValue(number)),
            call().optional_query("x", Some(number)),
            call().query_list("x", &[1.0, number], csv),
            call().header("x", number),
            call().header_list("x", &[1.0, number], csv),
            call().form("x", number as f32),
            call().form_list("x", &[1.0, number], csv),
            call().query("x", year(-1)),
            call().query("x", rfc1123(&year(-1))),
            call().header_list("x", &[rfc1123(&year(-1))], csv),
        ] {
            let error = call.prepare().err().unwrap().to_string();
            assert!(error.starts_with("`x`: ") && error.ends_with("Test.get was not sent"), "{error}");
        }
    }
    assert!(call().query("x", Grade::Middling).query("y", f64::MAX).header("z", year(9999)).prepare().is_ok());
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Grade {
    Middling,
    UnknownValue(f64),
}

crate::codegen::number_enum! { Grade: f64 { 1.5 => Middling } }

#[test]
fn a_header_cannot_bring_others() {
    let connection = connection("https://management.azure.com");
    let call = connection.call("Test.list", Method::Get, "/widgets").header("x-name", "a\r\nx-evil: 1");
    assert!(call.prepare().is_err());
}

#[test]
fn a_header_collection_is_one_header_an_entry() {
    let connection = connection("https://management.azure.com");
    let send = |name: &str| {
        let entries = HashMap::from([(name.to_owned(), "v".to_owned())]);
        let call = connection.call("Test.put", Method::Put, "/widgets").header_collection("x-ms-meta-", &entries);
        call.prepare().map(|call| call.request)
    };
    let sent = send("Color").unwrap();
    assert_eq!(sent.headers().get_optional_str(&HeaderName::from_static("x-ms-meta-color")), Some("v"));
    for name in ["", "a b", "a:b", "a\nb"] {
        assert!(send(name).is_err(), "{name}");
    }
    let entries = HashMap::from(["Color", "color"].map(|name| (name.to_owned(), "v".to_owned())));
    let call = connection.call("Test.put", Method::Put, "/widgets").header_collection("x-ms-meta-", &entries);
    assert!(call.prepare().is_err(), "one of them would be lost");
}

#[test]
fn what_the_description_itself_puts_in_a_path_may_be_empty() {
    let connection = connection("https://management.azure.com");
    let call = connection.call("Test.get", Method::Get, "/widgets/{kind}/parts/{part}");
    let prepared = call.path_constant("kind", "a/b").path_constant("part", "").prepare().unwrap();
    assert_eq!(prepared.request.url().path(), "/widgets/a%2Fb/parts/");
}

#[test]
fn options_wants_a_transport_that_sends_it() {
    let connection = connection("https://management.azure.com");
    let error = connection.call("Test.options", Method::Get, "/widgets").http_options().prepare().err().unwrap();
    assert!(error.to_string().contains("`transport`"), "{error}");
}

#[test]
fn a_missing_path_parameter_is_refused() {
    let connection = connection("https://management.azure.com");
    let error = connection.call("Test.get", Method::Get, "/widgets/{name}").prepare().err().unwrap();
    assert!(error.to_string().contains("`name` has no value"), "{error}");
}
