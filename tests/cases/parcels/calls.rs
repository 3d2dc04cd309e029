use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{
    Bytes, Result,
    http::{Body, Method, headers::HeaderName},
    stream::BytesStream,
};
use parcels::{ParcelsClient, ParcelsClientOptions, from_headers, models};

fn client(server: &Server) -> Result<ParcelsClient> {
    let options = ParcelsClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..ParcelsClientOptions::default()
    };
    ParcelsClient::new(mock::credential(), Some(options))
}

/// A header of what was asked last.
fn sent(server: &Server, header: &str) -> Option<String> {
    server.received().last().and_then(|last| last.headers.get(header).cloned())
}

#[tokio::test]
async fn a_file_is_bytes_whatever_its_media_type() -> Result<()> {
    let server = Server::start().await?;
    let bytes = [0xff, 0x00, 0x7b];
    server.on(Method::Put, "/labels", [MockResponse::new(200).bytes(bytes)]);
    let response = client(&server)?.put_label(Bytes::copy_from_slice(&bytes).into(), None).await?;
    assert_eq!(response.into_body().collect().await?.as_ref(), bytes);
    assert_eq!(server.received()[0].body, bytes);
    assert_eq!(sent(&server, "content-type").as_deref(), Some("application/json"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_range_is_asked_for_but_not_sent() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/labels", [MockResponse::new(200).body("a"), MockResponse::new(200).body("b")]);
    client(&server)?.add_label(Bytes::from_static(b"a").into(), None).await?;
    assert_eq!(sent(&server, "content-type").as_deref(), Some("application/octet-stream"));
    assert_eq!(sent(&server, "accept").as_deref(), Some("application/problem+json, image/*"));
    let options =
        models::ParcelsClientAddLabelOptions { content_type: Some("image/png".to_owned()), ..Default::default() };
    client(&server)?.add_label(Bytes::from_static(b"b").into(), Some(options)).await?;
    assert_eq!(sent(&server, "content-type").as_deref(), Some("image/png"));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_stream_has_its_length() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Put, "/labels", [MockResponse::new(200)]);
    server.on(Method::Post, "/forms", [MockResponse::new(204)]);
    let stream = || Body::from(BytesStream::new(b"12345".as_slice()));
    client(&server)?.put_label(stream().into(), None).await?;
    assert_eq!(sent(&server, "content-length").as_deref(), Some("5"));
    client(&server)?.post_form(stream().into(), None).await?;
    let length = server.received().last().map(|last| last.body.len().to_string());
    assert_eq!(sent(&server, "content-length"), length);
    assert_eq!(sent(&server, "transfer-encoding"), None);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_file_arrives_as_it_is_stored() -> Result<()> {
    // An empty file, compressed by gzip.
    let stored = [31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let server = Server::start().await?;
    server.on(Method::Put, "/labels", [MockResponse::new(200).header("content-encoding", "gzip").bytes(stored)]);
    let response = client(&server)?.put_label(Bytes::new().into(), None).await?;
    let encoding = response.headers().get_optional_str(&HeaderName::from_static("content-encoding"));
    assert_eq!(encoding, Some("gzip"));
    assert_eq!(response.into_body().collect().await?.as_ref(), stored);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn any_success_is_yes_and_404_is_no() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Head, "/parcels/p", [200, 204, 206, 404, 403].map(MockResponse::new));
    let client = client(&server)?;
    for expected in [Some(true), Some(true), Some(true), Some(false), None] {
        assert_eq!(client.has_parcel("p", None).await.ok(), expected);
    }
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_head_returns_a_boolean_only_where_404_is_described() -> Result<()> {
    let server = Server::start().await?;
    let signed = MockResponse::new(200).header("x-ms-signed-by", "a");
    server.on(
        Method::Head,
        "/receipts/r",
        [signed, MockResponse::new(226), MockResponse::new(404), MockResponse::new(410)],
    );
    let client = client(&server)?;
    for expected in [Some(true), Some(true), Some(false), None] {
        assert_eq!(client.has_receipt("r", None).await.ok(), expected);
    }
    server.on(Method::Head, "/seals/s", [MockResponse::new(200).header("x-ms-color", "red"), MockResponse::new(404)]);
    let response = client.get_seal("s", None).await?;
    let headers: models::GetSealHeaders = from_headers(response.headers())?;
    assert_eq!(headers.x_ms_color.as_deref(), Some("red"));
    let error = client.get_seal("s", None).await.unwrap_err();
    assert_eq!(error.http_status().map(u16::from), Some(404));
    server.finish();
    Ok(())
}

#[tokio::test]
async fn media_types_keep_their_parameters() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Get, "/parcels/p", [MockResponse::json(200, r#"{"weight":1}"#), MockResponse::new(404)]);
    server.on(Method::Put, "/parcels/p", [MockResponse::json(203, r#"{"weight":2}"#), MockResponse::new(500)]);
    let client = client(&server)?;
    assert_eq!(client.get_parcel("p", None).await?.into_model()?.weight, Some(1));
    assert_eq!(sent(&server, "accept").as_deref(), Some("application/json; odata=minimal, text/json, text/plain"));
    // Described as no error.
    assert_eq!(u16::from(client.get_parcel("p", None).await?.status()), 404);
    let parcel = models::Parcel { weight: Some(2), ..Default::default() };
    let response = client.put_parcel("p", parcel.clone().try_into()?, None).await?;
    assert_eq!(response.into_model()?.weight, Some(2));
    assert_eq!(sent(&server, "content-type").as_deref(), Some("application/json; odata=minimal"));
    assert!(client.put_parcel("p", parcel.try_into()?, None).await.is_err());
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_file_may_be_the_result_of_a_long_running_operation() -> Result<()> {
    let server = Server::start().await?;
    let started = MockResponse::new(202).header("location", "{endpoint}/scan").header("retry-after", "0");
    server.on(Method::Post, "/scans", [started]);
    // An empty file, compressed by gzip.
    let stored = [31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    server.on(Method::Get, "/scan", [MockResponse::new(200).header("content-encoding", "gzip").bytes(stored)]);
    let response = client(&server)?.begin_make_scan(None)?.await?;
    assert_eq!(response.into_body().as_ref(), stored);
    server.finish();
    Ok(())
}
