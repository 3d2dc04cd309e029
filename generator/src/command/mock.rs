//! `armrest mock`: descriptions, served until they are no longer needed.

use super::{End, Report};
use crate::{
    diagnostics::{Code, Diagnostic},
    disk::{self, Disk},
    load::{self, Input},
    mock::{Exchange, Faults, Mock, Options, Server, Service, describe},
    sources::Sources,
};
use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
};
use tokio::net::TcpListener;

/// What to serve, and how.
#[derive(Clone, Debug)]
pub struct MockServer {
    /// The packages: each becomes an API of its own.
    pub inputs: Vec<Input>,
    /// The address to listen on.
    pub address: SocketAddr,
    /// How it behaves; its faults are those of [`Self::faults`].
    pub options: Options,
    /// A script of faults.
    pub faults: Option<PathBuf>,
    /// To serve by https, and where the certificate is written that clients have to trust.
    pub tls: Option<PathBuf>,
    /// Where each request and its response are written, one JSON object a line.
    pub record: Option<PathBuf>,
    /// Whether findings are shown in color.
    pub color: bool,
}

/// The inputs of several packages: each `readme.md` is one with its tag, and all other files together are one. Of tags
/// there is none, or one for each `readme.md`.
///
/// # Errors
///
/// What is wrong with the number of tags.
pub fn packages(paths: Vec<PathBuf>, tags: Vec<String>, root: Option<&Path>) -> Result<Vec<Input>, String> {
    let (readmes, files): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| load::is_readme(path));
    if !tags.is_empty() && tags.len() != readmes.len() {
        let (tags, readmes) = (tags.len(), readmes.len());
        return Err(format!("expected a `--tag` for each `readme.md`, found {tags} for {readmes}"));
    }
    let mut tags = tags.into_iter();
    let root = root.map(Path::to_owned);
    let packages = readmes.into_iter().map(|path| Input { paths: vec![path], tag: tags.next(), root: root.clone() });
    let mut packages: Vec<Input> = packages.collect();
    if !files.is_empty() {
        packages.push(Input { paths: files, tag: None, root });
    }
    Ok(packages)
}

/// Serves a mock until the process is interrupted. `say` is called once it is listening: with its URL, and with what is
/// served in words.
pub fn mock(server: &MockServer, say: &mut dyn FnMut(&str, &str)) -> Report {
    let mut report = Report::default();
    let mut services = Vec::new();
    let mut served = Vec::new();
    for input in &server.inputs {
        let described = describe(input, &Disk);
        let Some(service) = described.service else {
            return Report::with_errors(&described.diagnostics, &described.sources, server.color);
        };
        served.push(in_words(&service));
        services.push(service);
    }
    let faults = match server.faults.as_deref().map(|path| faults(path, &services)).transpose() {
        Ok(faults) => faults.unwrap_or_default(),
        Err(finding) => return Report::failed(&[finding], server.color),
    };
    let mock = Mock::new(services, Options { faults, ..server.options.clone() });
    if let Err(finding) = serve(server, mock, &served.join("\n"), say) {
        report.show(&[finding], &Sources::default(), server.color);
        report.end = End::Failed;
    }
    report
}

fn in_words(service: &Service) -> String {
    let api = service.api();
    let mut versions: Vec<&str> = api.operations.iter().filter_map(|own| own.api_version.as_deref()).collect();
    versions.sort_unstable();
    versions.dedup();
    let (title, count) = (&api.title, api.operations.len());
    format!("{title}: {count} operations, api-version {}", versions.join(", "))
}

fn faults(path: &Path, services: &[Service]) -> Result<Faults, Diagnostic> {
    let shown = path.display();
    let failed = |reason: String| {
        Diagnostic::error(Code::BadFaults, format!("{shown}: {reason}"))
            .help("correct the script; docs/mock.md describes it")
    };
    let text = disk::read_text(path).map_err(|error| failed(error.to_string()))?;
    let text = text.ok_or_else(|| failed("there is no such file".to_owned()))?;
    let faults = Faults::parse(&text).map_err(|error| failed(error.to_string()))?;
    faults.check(services.iter().map(Service::api)).map_err(|error| failed(error.to_string()))?;
    Ok(faults)
}

fn serve(own: &MockServer, mock: Mock, served: &str, say: &mut dyn FnMut(&str, &str)) -> Result<(), Diagnostic> {
    let failed = |error: io::Error| {
        Diagnostic::error(Code::NotServed, format!("cannot serve on {}: {error}", own.address))
            .help("choose another port with `--port`, or 0 for a free one")
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let socket = TcpListener::bind(own.address).await.map_err(failed)?;
        let record = own.record.as_deref();
        let record = record.map(|path| disk::Lines::create(path).map_err(|error| super::unwritable(path, &error)));
        let listener = record.transpose()?.map(|mut file| {
            move |exchange: &Exchange| {
                // A line that cannot be written is no reason to stop.
                let _ = serde_json::to_string(exchange).map(|line| file.add(&line));
            }
        });
        let server = Server::start_on(mock, socket, own.tls.is_some(), listener).map_err(failed)?;
        let mut words = served.to_owned();
        if let (Some(path), Some(authority)) = (&own.tls, server.authority()) {
            disk::replace(path, authority).map_err(|error| super::unwritable(path, &error))?;
            words.push_str(&format!("\n{}", trust(path)));
        }
        say(&server.endpoint(), &words);
        interrupted().await.map_err(failed)
    })
}

/// How clients are told to trust a certificate.
fn trust(path: &Path) -> String {
    let path = disk::absolute(path).unwrap_or_else(|| path.to_owned());
    let names = ["REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"];
    let [python, openssl, node] = names.map(|name| format!("{name}={}", path.display()));
    format!("clients trust its certificate with {python} (Python), {openssl} (Rust, Go, curl) or {node} (Node)")
}

/// Waits for Ctrl-C, or to be ended.
async fn interrupted() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        std::future::poll_fn(|context| {
            if interrupt.poll_recv(context).is_ready() || terminate.poll_recv(context).is_ready() {
                return std::task::Poll::Ready(());
            }
            std::task::Poll::Pending
        })
        .await;
        Ok(())
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
