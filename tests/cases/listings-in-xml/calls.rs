use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::{Result, http::Method};
use futures::TryStreamExt as _;
use listings_in_xml::{
    CrateClient, CrateClientOptions,
    clients::CrateCratesClient,
    models::{Crate, Label},
};

fn client(server: &Server) -> Result<CrateCratesClient> {
    let options = CrateClientOptions {
        client_options: mock::client_options(),
        connection_options: server.connection(),
        ..CrateClientOptions::default()
    };
    Ok(CrateClient::new(mock::credential(), Some(options))?.get_crates_client())
}

#[tokio::test]
async fn items_one_object_below() -> Result<()> {
    let server = Server::start().await?;
    let page = |crates: &str, marker: &str| {
        let crates = format!("<Crates>{crates}</Crates><NextMarker>{marker}</NextMarker>");
        [MockResponse::new(200).body(format!("<Results>{crates}</Results>"))]
    };
    server.on(Method::Get, "/crates", page("<Crate><Name>a</Name></Crate><Crate><Name>b</Name></Crate>", "m"));
    server.on(Method::Get, "/crates?marker=m", page("", "n"));
    server.on(Method::Get, "/crates?marker=n", page("<Crate><Name>c</Name></Crate>", ""));
    let crates: Vec<Crate> = client(&server)?.list(None)?.try_collect().await?;
    let names: Vec<_> = crates.into_iter().filter_map(|own| own.name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    server.finish();
    Ok(())
}

#[tokio::test]
async fn a_link_by_its_name_in_xml() -> Result<()> {
    let server = Server::start().await?;
    let page = |label: &str, link: &str| {
        let label = format!("<List><Label><Text>{label}</Text></Label></List>");
        [MockResponse::new(200).body(format!("<Labels>{label}<More><NextLink>{link}</NextLink></More></Labels>"))]
    };
    server.on(Method::Get, "/labels?api-version=2026-04-01", page("a", "/2"));
    server.on(Method::Get, "/2?api-version=2026-04-01", page("b", ""));
    let labels: Vec<Label> = client(&server)?.labels(None)?.try_collect().await?;
    let texts: Vec<_> = labels.into_iter().filter_map(|label| label.text).collect();
    assert_eq!(texts, ["a", "b"]);
    server.finish();
    Ok(())
}
