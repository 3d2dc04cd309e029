use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{
    Result,
    credentials::Secret,
    http::Method,
    time::{OffsetDateTime, parse_rfc3339},
};
use parameters::{
    ParametersClient, ParametersClientOptions,
    models::{self, Letter},
};

async fn server(target: &str) -> Result<Server> {
    let server = Server::start().await?;
    server.allow_anonymous();
    server.on(Method::Get, target, [MockResponse::new(204)]);
    Ok(server)
}

fn client(server: &Server) -> Result<ParametersClient> {
    let options = ParametersClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..ParametersClientOptions::default()
    };
    ParametersClient::without_credential(Some(options))
}

fn date() -> OffsetDateTime {
    parse_rfc3339("2026-01-02T03:04:05+01:00").expect("a date")
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

const BYTES: [u8; 3] = [0xff, 0xfe, 0xfd];

#[tokio::test]
async fn each_type_in_a_path() -> Result<()> {
    let target = "/path/a%2Fb%3Fc/2026-01-02/2026-01-02T03%3A04%3A05%2B01%3A00/Fri%2C%2002%20Jan%202026%2002%3A04%3A05%20GMT\
                  /P1D/u-u/%2F%2F79/__79/https%3A%2F%2Fx.example%2F%3Fa/s%25cret/%2Fsubscriptions%2F1/-7/9007199254740993\
                  /1767319445/8/1.5/-0.25/2/0.1/true";
    let server = server(target).await?;
    let id = "/subscriptions/1";
    client(&server)?
        .in_path(
            "a/b?c",
            "2026-01-02",
            date(),
            date(),
            "P1D",
            "u-u",
            BYTES.to_vec(),
            BYTES.to_vec(),
            "https://x.example/?a",
            Secret::new("s%cret"),
            id,
            -7,
            9_007_199_254_740_993,
            date(),
            8,
            1.5,
            -0.25,
            2.0,
            0.1,
            true,
            None,
        )
        .await?;
    server.finish();
    Ok(())
}

#[tokio::test]
async fn each_type_in_a_query() -> Result<()> {
    let target = "/query?p0=a%26b%3Dc&p1=2026-01-02&p2=2026-01-02T03%3A04%3A05%2B01%3A00\
                  &p3=Fri%2C%2002%20Jan%202026%2002%3A04%3A05%20GMT&p5=u-u&p6=%2F%2F79&p7=__79&p9=s%25cret&p11=-7\
                  &p13=1767319445&p14=8&p15=1.5&p17=2&p18=0.1&p19=false";
    let server = server(target).await?;
    let options = models::ParametersClientInQueryOptions {
        p0: Some("a&b=c".to_owned()),
        p2: Some(date()),
        p6: Some(BYTES.to_vec()),
        p14: Some(8),
        p18: Some(0.1),
        ..Default::default()
    };
    let secret = Secret::new("s%cret");
    client(&server)?
        .in_query("2026-01-02", date(), "u-u", BYTES.to_vec(), secret, -7, date(), 1.5, 2.0, false, Some(options))
        .await?;
    server.finish();
    Ok(())
}

#[tokio::test]
async fn each_type_in_a_header() -> Result<()> {
    let server = server("/header").await?;
    let options = models::ParametersClientInHeaderOptions {
        p0: Some("a, b".to_owned()),
        p2: Some(date()),
        p6: Some(BYTES.to_vec()),
        p12: Some(i64::MIN),
        ..Default::default()
    };
    let secret = Secret::new("s%cret");
    client(&server)?
        .in_header("2026-01-02", date(), "u-u", BYTES.to_vec(), secret, -7, date(), 1.5, 2.0, true, Some(options))
        .await?;
    let asked = server.received();
    let sent: Vec<(&str, &str)> = asked[0]
        .headers
        .iter()
        .filter(|(name, _)| name.strip_prefix('p').is_some_and(|number| number.parse::<u8>().is_ok()))
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let expected = [
        ("p0", "a, b"),
        ("p1", "2026-01-02"),
        ("p11", "-7"),
        ("p12", "-9223372036854775808"),
        ("p13", "1767319445"),
        ("p15", "1.5"),
        ("p17", "2"),
        ("p19", "true"),
        ("p2", "2026-01-02T03:04:05+01:00"),
        ("p3", "Fri, 02 Jan 2026 02:04:05 GMT"),
        ("p5", "u-u"),
        ("p6", "//79"),
        ("p7", "__79"),
        ("p9", "s%cret"),
    ];
    assert_eq!(sent, expected);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_line_break_in_a_header_is_refused() -> Result<()> {
    let server = Server::start().await?;
    let secret = || Secret::new("s");
    let client = client(&server)?;
    let call = client.in_header("a\nb: c", date(), "u", vec![], secret(), 1, date(), 1.0, 1.0, true, None);
    let error = call.await.unwrap_err().to_string();
    assert!(error.contains("`p1`") && error.contains("was not sent"), "{error}");
    let call = client.in_header("a", date(), "u", vec![], secret(), 1, date(), f64::NAN, 1.0, true, None);
    let error = call.await.unwrap_err().to_string();
    assert!(error.contains("`p15`"), "{error}");
    assert!(server.received().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_list_is_one_parameter_or_many() -> Result<()> {
    let tail = "&p3=Fri%2C%2002%20Jan%202026%2002%3A04%3A05%20GMT&p5=u{}v&p7=__79&p9=s&p11=1{}-2&p13=1767319445&p15=0.5\
                &p17=2&p19=true{}false&e=a{}b%2Cc{}d%7Ce";
    for (format, separator) in [("csv", ","), ("ssv", "%20"), ("tsv", "%09"), ("pipes", "%7C")] {
        let target = format!("/query-{format}?p1=a%2Cb{{}}c%20d{tail}").replace("{}", separator);
        let server = server(&target).await?;
        let client = client(&server)?;
        let (p1, p5) = (texts(&["a,b", "c d"]), texts(&["u", "v"]));
        let (dates, bytes, secrets) = ([date()], [BYTES.to_vec()], [Secret::new("s")]);
        let letters = Some(vec![Letter::A, Letter::BC, Letter::DE]);
        macro_rules! call {
            ($method:ident, $options:ident) => {{
                let options = models::$options { e: letters, ..Default::default() };
                let (integers, flags) = ([1, -2], [true, false]);
                client
                    .$method(
                        &p1,
                        &dates,
                        &p5,
                        &bytes,
                        &secrets,
                        &integers,
                        &dates,
                        &[0.5],
                        &[2.0],
                        &flags,
                        Some(options),
                    )
                    .await?
            }};
        }
        match format {
            "csv" => call!(csv_in_query, ParametersClientCsvInQueryOptions),
            "ssv" => call!(ssv_in_query, ParametersClientSsvInQueryOptions),
            "tsv" => call!(tsv_in_query, ParametersClientTsvInQueryOptions),
            _ => call!(pipes_in_query, ParametersClientPipesInQueryOptions),
        };
        server.finish();
    }
    let target = "/query-multi?p1=a%2Cb&p1=c&p3=Fri%2C%2002%20Jan%202026%2002%3A04%3A05%20GMT&p5=u&p7=__79&p9=s&p11=1&p11=-2\
                  &p13=1767319445&p15=0.5&p19=true&e=b%2Cc&e=z";
    let server = server(target).await?;
    let options = models::ParametersClientMultiInQueryOptions {
        e: Some(vec![Letter::BC, Letter::from("z")]),
        ..Default::default()
    };
    let (p1, p5) = (texts(&["a,b", "c"]), texts(&["u"]));
    let (dates, bytes, secrets) = ([date()], [BYTES.to_vec()], [Secret::new("s")]);
    client(&server)?
        .multi_in_query(&p1, &dates, &p5, &bytes, &secrets, &[1, -2], &dates, &[0.5], &[], &[true], Some(options))
        .await?;
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_list_in_a_header_is_not_encoded() -> Result<()> {
    let server = server("/header-pipes").await?;
    let (p1, p5) = (texts(&["a b", "c,d"]), texts(&["u"]));
    let (dates, bytes, secrets) = ([date(), date()], [BYTES.to_vec()], [Secret::new("s")]);
    let options =
        models::ParametersClientPipesInHeaderOptions { e: Some(vec![Letter::A, Letter::BC]), ..Default::default() };
    let flags = [true, false];
    client(&server)?
        .pipes_in_header(&p1, &dates, &p5, &bytes, &secrets, &[], &dates, &[0.5, 2.0], &[1.0], &flags, Some(options))
        .await?;
    let asked = server.received();
    let sent = |name: &str| asked[0].headers.get(name).map(String::as_str);
    assert_eq!((sent("p1"), sent("e")), (Some("a b|c,d"), Some("a|b,c")));
    assert_eq!(sent("p3"), Some("Fri, 02 Jan 2026 02:04:05 GMT|Fri, 02 Jan 2026 02:04:05 GMT"));
    assert_eq!((sent("p11"), sent("p15"), sent("p19")), (None, Some("0.5|2"), Some("true|false")));
    server.finish();
    Ok(())
}
