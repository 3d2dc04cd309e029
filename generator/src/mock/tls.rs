//! https: a certificate for one run, by an authority that signs nothing else.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose,
};
use std::{io, net::SocketAddr, sync::Arc};
use time::{Duration, OffsetDateTime};
use tokio::net::TcpStream;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::aws_lc_rs, pki_types::PrivateKeyDer},
    server::TlsStream,
};

/// How long a certificate is valid, in days: clients refuse what is valid for many years.
const VALID_FOR: i64 = 365;

/// What a server needs for https.
pub(super) struct Tls {
    acceptor: TlsAcceptor,
    authority: String,
}

impl Tls {
    /// A certificate for an address, and for `localhost` where that is of this machine. The authority's key is not kept:
    /// who trusts its certificate trusts this server alone.
    pub(super) fn generate(address: SocketAddr, now: OffsetDateTime) -> io::Result<Self> {
        let host = address.ip();
        let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
        if !host.is_loopback() && !host.is_unspecified() {
            names.push(host.to_string());
        }
        let params = |names: Vec<String>, title: &str| {
            let mut params = CertificateParams::new(names).map_err(io::Error::other)?;
            (params.not_before, params.not_after) = (now - Duration::days(1), now + Duration::days(VALID_FOR));
            params.distinguished_name.push(DnType::CommonName, title);
            Ok::<_, io::Error>(params)
        };
        let mut own = params(Vec::new(), "armrest mock: authority")?;
        own.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        own.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = || KeyPair::generate().map_err(io::Error::other);
        let authority = CertifiedIssuer::self_signed(own, key()?).map_err(io::Error::other)?;

        let mut server = params(names, "armrest mock")?;
        server.use_authority_key_identifier_extension = true;
        server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let server_key = key()?;
        let certificate = server.signed_by(&server_key, &authority).map_err(io::Error::other)?;

        let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
        let config = config.with_safe_default_protocol_versions().map_err(io::Error::other)?;
        let config = config.with_no_client_auth();
        let chain = vec![certificate.der().clone()];
        let mut config = config
            .with_single_cert(chain, PrivateKeyDer::Pkcs8(server_key.serialize_der().into()))
            .map_err(io::Error::other)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), authority: authority.pem() })
    }

    /// The authority's certificate, in PEM.
    pub(super) fn authority(&self) -> &str {
        &self.authority
    }

    pub(super) async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        self.acceptor.accept(stream).await
    }
}
