//! The mock over https.

use crate::*;
use armrest::mock::Server;
use std::{net::SocketAddr, sync::Arc};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::aws_lc_rs,
        pki_types::{CertificateDer, ServerName, pem::PemObject as _},
    },
};

/// A client that trusts these certificates only.
fn client(authorities: &str) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(authorities.as_bytes()) {
        roots.add(certificate.expect("a certificate")).expect("an authority");
    }
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let config = config.with_safe_default_protocol_versions().expect("versions");
    TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

/// What a server sends back for a request by `name`.
async fn fetch(client: &TlsConnector, endpoint: &str, name: &str, request: &str) -> std::io::Result<String> {
    let address: SocketAddr = endpoint.strip_prefix("https://").expect("https").parse().expect("an address");
    let name = ServerName::try_from(name.to_owned()).expect("a name");
    let mut stream = client.connect(name, TcpStream::connect(address).await?).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut text = String::new();
    stream.read_to_string(&mut text).await?;
    Ok(text)
}

fn post(endpoint: &str) -> String {
    let host = endpoint.strip_prefix("https://").expect("https");
    format!(
        "POST {THEATRE}/count?{VERSION} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer any\r\n\
         content-length: 0\r\nconnection: close\r\n\r\n"
    )
}

#[tokio::test]
async fn a_server_is_trusted_by_its_own_authority_alone() {
    let server = Server::start_with_tls(mock()).await.expect("a server");
    let endpoint = server.endpoint();
    let trusting = client(server.authority().expect("https"));
    for name in ["localhost", "127.0.0.1", "::1"] {
        let started = fetch(&trusting, &endpoint, name, &post(&endpoint)).await.expect(name);
        assert!(started.starts_with("HTTP/1.1 202 Accepted\r\n"), "{started}");
        let link = format!("azure-asyncoperation: {endpoint}{THEATRE}/count/operationStatuses/");
        assert!(started.contains(&link), "links are https too: {started}");
    }
    assert!(fetch(&trusting, &endpoint, "example.com", &post(&endpoint)).await.is_err(), "another name");
    let other = Server::start_with_tls(mock()).await.expect("a server");
    let other = client(other.authority().expect("https"));
    assert!(fetch(&other, &endpoint, "localhost", &post(&endpoint)).await.is_err(), "another authority");
    assert_eq!(server.received().len(), 3);
    assert_eq!(Server::start(mock()).await.expect("a server").authority(), None);
}

#[tokio::test]
async fn the_command_writes_the_certificate_and_says_how_to_trust_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let certificate = folder.path().join("mock.pem");
    let served = Served::start("--tls", &certificate);
    let endpoint = served.endpoint.as_str();
    let trusting = client(&std::fs::read_to_string(&certificate).expect("a certificate"));
    let answered = fetch(&trusting, endpoint, "127.0.0.1", &post(endpoint)).await;
    let words = served.end();
    assert!(answered.is_ok_and(|text| text.starts_with("HTTP/1.1 202 Accepted\r\n")), "{words}");
    let said = format!("REQUESTS_CA_BUNDLE={} (Python)", certificate.display());
    assert!(words.contains(&said), "{words}");
}
