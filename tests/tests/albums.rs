//! A service with a key, XML, files as streams, and a form with a file.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest_albums::{
    AlbumsClient, AlbumsClientOptions, ErrorExt as _, FormFile, from_headers,
    models::{
        Album, AlbumsClientListAlbumsOptions, AlbumsClientOrderPrintOptions, AlbumsClientUploadPhotoOptions,
        DownloadPhotoHeaders, Error, Paper, UploadPhotoHeaders,
    },
};
use armrest_runtime::mock::{self, MockResponse, Received, Server};
use azure_core::{
    Bytes, Result,
    http::{Body, Method},
    stream::BytesStream,
    time::parse_rfc3339,
};
use futures::TryStreamExt as _;

/// Bytes that are no text.
const PHOTO: &[u8] = b"\x89PNG\r\n\x1a\n\xff\x00";

fn client(server: &Server) -> Result<AlbumsClient> {
    let options =
        AlbumsClientOptions { client_options: mock::client_options(), connection_options: server.connection() };
    AlbumsClient::with_key(server.endpoint(), mock::TOKEN, Some(options))
}

fn xml(status: u16, body: &str) -> MockResponse {
    MockResponse::new(status).header("content-type", "application/xml").body(body)
}

/// A header of a request.
fn header<'r>(request: &'r Received, name: &str) -> Option<&'r str> {
    request.headers.get(name).map(String::as_str)
}

#[tokio::test]
async fn the_key_is_in_its_header_and_shown_nowhere() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Delete, "/albums/summer/photos/pier.png", [MockResponse::new(204), MockResponse::new(403)]);
    let client = client(&server)?;
    client.delete_photo("summer", "pier.png", None).await?;
    let error = client.delete_photo("summer", "pier.png", None).await.expect_err("an error");
    for request in server.received() {
        assert_eq!(header(&request, "x-albums-key"), Some(mock::TOKEN));
        assert_eq!(header(&request, "authorization"), None);
        assert!(!request.target.contains(mock::TOKEN));
    }
    for shown in [format!("{client:?}"), format!("{error:?}"), error.to_string()] {
        assert!(!shown.contains(mock::TOKEN), "{shown}");
    }
    server.finish();
    Ok(())
}

#[tokio::test]
async fn an_album_is_sent_and_read_as_xml() -> Result<()> {
    let server = Server::start().await?;
    let stored = r#"<?xml version="1.0"?>
        <Album xmlns="https://albums.example/2026" Name="summer" Shared="true">
            <Title>Boats &amp; lakes</Title>
            <CreatedAt>2026-05-02T08:00:00Z</CreatedAt>
            <Keywords><Keyword>lake</Keyword><Keyword>boat</Keyword></Keywords>
            <Photo Width="4000" Height="3000">pier.png</Photo>
            <Photo>heron.png</Photo>
        </Album>"#;
    server.on(Method::Put, "/albums/summer", [xml(200, stored)]);
    let album = Album {
        name: Some("read-only".to_owned()),
        shared: Some(true),
        title: Some("Boats & lakes".to_owned()),
        keywords: Some(vec!["lake".to_owned(), "boat".to_owned()]),
        ..Album::default()
    };
    let album = client(&server)?.put_album("summer", album.try_into()?, None).await?.into_model()?;
    server.assert_sent_xml(
        r#"<Album xmlns="https://albums.example/2026" Shared="true"><Title>Boats &amp; lakes</Title>
           <Keywords><Keyword>lake</Keyword><Keyword>boat</Keyword></Keywords></Album>"#,
    );
    server.assert_headers(&[("content-type", "application/xml"), ("accept", "application/xml")]);
    assert_eq!((album.name.as_deref(), album.title.as_deref()), (Some("summer"), Some("Boats & lakes")));
    assert_eq!((album.shared, album.created_at), (Some(true), parse_rfc3339("2026-05-02T08:00:00Z").ok()));
    assert_eq!(album.keywords, Some(vec!["lake".to_owned(), "boat".to_owned()]));
    let photos = album.photos.unwrap_or_default();
    let photos: Vec<_> = photos.iter().map(|photo| (photo.name.as_deref(), photo.width, photo.height)).collect();
    assert_eq!(photos, [(Some("pier.png"), Some(4000), Some(3000)), (Some("heron.png"), None, None)]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn albums_are_listed_by_markers() -> Result<()> {
    let server = Server::start().await?;
    let page = |name: &str, marker: &str| {
        xml(200, &format!(r#"<AlbumList><Albums><Album Name="{name}"/></Albums>{marker}</AlbumList>"#))
    };
    server.on(Method::Get, "/albums?limit=1", [page("autumn", "<NextMarker>sun &amp; sea</NextMarker>")]);
    server.on(Method::Get, "/albums?limit=1&marker=sun%20%26%20sea", [page("sun", "<NextMarker/>")]);
    let options = AlbumsClientListAlbumsOptions { limit: Some(1), ..AlbumsClientListAlbumsOptions::default() };
    let albums: Vec<Album> = client(&server)?.list_albums(Some(options))?.try_collect().await?;
    let names: Vec<_> = albums.into_iter().filter_map(|album| album.name).collect();
    assert_eq!(names, ["autumn", "sun"]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_photo_is_uploaded_as_a_stream_with_its_length() -> Result<()> {
    let server = Server::start().await?;
    let stored = MockResponse::new(201).header("etag", "\"7\"").header("x-albums-size", "10");
    server.on(Method::Put, "/albums/summer/photos/pier.png", [stored]);
    let options = AlbumsClientUploadPhotoOptions {
        taken_at: parse_rfc3339("2026-05-02T08:00:00Z").ok(),
        content_type: Some("image/png".to_owned()),
        ..AlbumsClientUploadPhotoOptions::default()
    };
    let photo = Body::from(BytesStream::new(PHOTO));
    let response = client(&server)?.upload_photo("summer", "pier.png", photo.into(), Some(options)).await?;
    let headers: UploadPhotoHeaders = from_headers(response.headers())?;
    assert_eq!((headers.version.as_deref(), headers.x_albums_size), (Some("\"7\""), Some(10)));
    assert_eq!(server.received()[0].body, PHOTO);
    server.assert_headers(&[
        ("content-type", "image/png"),
        ("content-length", "10"),
        ("x-albums-taken-at", "Sat, 02 May 2026 08:00:00 GMT"),
    ]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_photo_is_downloaded_unchanged() -> Result<()> {
    let server = Server::start().await?;
    let taken = ("x-albums-taken-at", "Sat, 02 May 2026 08:00:00 GMT");
    let photo = MockResponse::new(200).header("etag", "\"7\"").header(taken.0, taken.1).bytes(PHOTO);
    server.on(Method::Get, "/albums/summer/photos/pier%2F1.png", [photo]);
    let response = client(&server)?.download_photo("summer", "pier/1.png", None).await?;
    let headers: DownloadPhotoHeaders = from_headers(response.headers())?;
    assert_eq!(headers.version.as_deref(), Some("\"7\""));
    assert_eq!(headers.x_albums_taken_at, parse_rfc3339("2026-05-02T08:00:00Z").ok());
    assert_eq!(response.into_body().collect().await?.as_ref(), PHOTO);
    server.assert_headers(&[("accept", "application/xml, image/jpeg, image/png")]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_print_is_ordered_by_a_form() -> Result<()> {
    let server = Server::start().await?;
    server.on(Method::Post, "/prints", [xml(200, "<PrintOrder><Number>P-17</Number><Copies>2</Copies></PrintOrder>")]);
    let photo = FormFile::from(Bytes::from_static(b"pixels")).with_name("pier.png").with_media_type("image/png");
    let options = AlbumsClientOrderPrintOptions {
        paper: Some(Paper::Matte),
        greeting: Some("See you in spring!".to_owned()),
        ..AlbumsClientOrderPrintOptions::default()
    };
    let order = client(&server)?.order_print(photo, 2, Some(options)).await?.into_model()?;
    assert_eq!((order.number.as_deref(), order.copies), (Some("P-17"), Some(2)));
    server.assert_form(&[("copies", "2"), ("greeting", "See you in spring!"), ("paper", "matte"), ("photo", "pixels")]);
    let form = String::from_utf8_lossy(&server.received()[0].body).to_lowercase();
    assert!(form.contains("filename=\"pier.png\"") && form.contains("content-type: image/png"), "{form}");
    server.finish();
    Ok(())
}

#[tokio::test]
async fn an_error_response_in_xml_is_decoded() -> Result<()> {
    let server = Server::start().await?;
    let body = "<Error><Code>NoSuchAlbum</Code><Message>There is no album called winter.</Message></Error>";
    server.on(Method::Get, "/albums/winter", [xml(404, body)]);
    server.on(Method::Get, "/albums/winter/photos/snow.png", [xml(404, body)]);
    let client = client(&server)?;
    let of_album = client.get_album("winter", None).await.map(|_| ()).expect_err("an error");
    let of_photo = client.download_photo("winter", "snow.png", None).await.map(|_| ()).expect_err("an error");
    for error in [of_album, of_photo] {
        let body: Error = error.xml_body().expect("a response")?;
        assert_eq!(body.code.as_deref(), Some("NoSuchAlbum"));
        assert_eq!(body.message.as_deref(), Some("There is no album called winter."));
    }
    server.finish();
    Ok(())
}
