//! Creates a photo album, uploads a photo to it, downloads the photo again, and orders a print.
//!
//! The service is not real: a mock of it on this machine responds.
//!
//! ```sh
//! cargo run -p armrest-albums --example albums
//! ```

use armrest_albums::{
    AlbumsClient, AlbumsClientOptions, FormFile, from_headers,
    models::{
        Album, AlbumsClientOrderPrintOptions, AlbumsClientUploadPhotoOptions, DownloadPhotoHeaders, Paper,
        UploadPhotoHeaders,
    },
};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{
    Bytes,
    http::{Body, Method},
    stream::BytesStream,
    time::{parse_rfc3339, to_rfc3339},
};
use futures::TryStreamExt as _;
use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = mock_service().await?;
    let options = AlbumsClientOptions { connection_options: server.connection(), ..AlbumsClientOptions::default() };
    let client = AlbumsClient::with_key(server.endpoint(), mock::TOKEN, Some(options))?;

    create(&client).await?;
    upload(&client).await?;
    download(&client).await?;
    print_albums(&client).await?;
    order_print(&client).await?;
    server.finish();
    Ok(())
}

/// A body in XML: a model, as with JSON.
async fn create(client: &AlbumsClient) -> Result<(), Box<dyn Error>> {
    let album = Album {
        title: Some("Summer at the lake".to_owned()),
        shared: Some(true),
        keywords: Some(vec!["lake".to_owned(), "boat".to_owned()]),
        ..Album::default()
    };
    let album = client.put_album("summer", album.try_into()?, None).await?.into_model()?;
    println!("Created {}.", album.title.unwrap_or_default());
    Ok(())
}

/// A body that is a stream.
async fn upload(client: &AlbumsClient) -> Result<(), Box<dyn Error>> {
    let photo = Body::from(BytesStream::new(PHOTO));
    let options = AlbumsClientUploadPhotoOptions {
        taken_at: Some(parse_rfc3339("2026-05-02T08:00:00Z")?),
        content_type: Some("image/png".to_owned()),
        ..AlbumsClientUploadPhotoOptions::default()
    };
    let response = client.upload_photo("summer", "pier.png", photo.into(), Some(options)).await?;
    let headers: UploadPhotoHeaders = from_headers(response.headers())?;
    println!(
        "Uploaded {} bytes as version {}.",
        headers.x_albums_size.unwrap_or_default(),
        headers.version.unwrap_or_default()
    );
    Ok(())
}

/// A response that is read piece by piece.
async fn download(client: &AlbumsClient) -> Result<(), Box<dyn Error>> {
    let response = client.download_photo("summer", "pier.png", None).await?;
    let headers: DownloadPhotoHeaders = from_headers(response.headers())?;
    let mut body = response.into_body();
    let mut length = 0;
    while let Some(piece) = body.try_next().await? {
        length += piece.len();
    }
    let taken_at = headers.x_albums_taken_at.map(|taken_at| to_rfc3339(&taken_at));
    println!("Downloaded {length} bytes, taken at {}.", taken_at.unwrap_or_default());
    Ok(())
}

/// Pages in XML.
async fn print_albums(client: &AlbumsClient) -> Result<(), Box<dyn Error>> {
    println!("\n{:<10}{:<8}{:<8}TITLE", "ALBUM", "SHARED", "PHOTOS");
    let mut albums = client.list_albums(None)?;
    while let Some(album) = albums.try_next().await? {
        let photos = album.photos.unwrap_or_default();
        println!(
            "{:<10}{:<8}{:<8}{}",
            album.name.unwrap_or_default(),
            if album.shared == Some(true) { "yes" } else { "no" },
            photos.len(),
            album.title.unwrap_or_default(),
        );
    }
    Ok(())
}

/// A form with a file.
async fn order_print(client: &AlbumsClient) -> Result<(), Box<dyn Error>> {
    let photo = FormFile::from(Bytes::from_static(PHOTO)).with_name("pier.png").with_media_type("image/png");
    let options = AlbumsClientOrderPrintOptions {
        paper: Some(Paper::Matte),
        greeting: Some("See you next summer!".to_owned()),
        ..AlbumsClientOrderPrintOptions::default()
    };
    let order = client.order_print(photo, 2, Some(options)).await?.into_model()?;
    println!("\nOrdered {} prints: {}.", order.copies.unwrap_or_default(), order.number.unwrap_or_default());
    Ok(())
}

/// The first bytes of a PNG file.
const PHOTO: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A server that responds as the service would.
async fn mock_service() -> std::io::Result<Server> {
    let server = Server::start().await?;
    let xml = |body: &str| MockResponse::new(200).header("content-type", "application/xml").body(body);
    let summer = r#"<Album xmlns="https://albums.example/2026" Name="summer" Shared="true"><Title>Summer at the lake</Title>
        <Keywords><Keyword>lake</Keyword><Keyword>boat</Keyword></Keywords></Album>"#;
    server.on(Method::Put, "/albums/summer", [xml(summer)]);
    server.on(
        Method::Put,
        "/albums/summer/photos/pier.png",
        [MockResponse::new(201).header("etag", "1").header("x-albums-size", "8")],
    );
    let photo = MockResponse::new(200)
        .header("content-type", "image/png")
        .header("etag", "1")
        .header("x-albums-taken-at", "Sat, 02 May 2026 08:00:00 GMT")
        .bytes(PHOTO);
    server.on(Method::Get, "/albums/summer/photos/pier.png", [photo]);
    let first = r#"<AlbumList><Albums><Album Name="autumn" Shared="false"><Title>Leaves</Title></Album></Albums>
        <NextMarker>summer</NextMarker></AlbumList>"#;
    let second = r#"<AlbumList><Albums><Album Name="summer" Shared="true"><Title>Summer at the lake</Title>
        <Photo Width="4000" Height="3000">pier.png</Photo></Album></Albums><NextMarker/></AlbumList>"#;
    server.on(Method::Get, "/albums", [xml(first)]);
    server.on(Method::Get, "/albums?marker=summer", [xml(second)]);
    server.on(
        Method::Post,
        "/prints",
        [xml(
            "<PrintOrder><Number>P-17</Number><Copies>2</Copies><ReadyOn>2026-05-04T00:00:00Z</ReadyOn></PrintOrder>",
        )],
    );
    Ok(server)
}
