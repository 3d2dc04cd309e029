use armrest::{
    command::{self, End, MockServer, Report, packages},
    mock::Options,
};
use std::{
    io::Write as _,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

/// Serve descriptions: a mock of the service, for trying clients and for their tests.
///
/// It keeps what is put to it, gives lists page by page, lets long-running operations be polled, and answers a request
/// that is not as described with what is wrong. It prints its endpoint on one line, and ends with Ctrl-C. docs/mock.md
/// has the rules, the faults and the format of what is recorded.
///
/// Exit codes: 0 if it was ended, 2 if the arguments or the input have errors, or it cannot listen.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  armrest mock spec/bastion.yaml
  armrest mock network/resource-manager/readme.md compute/resource-manager/readme.md --port 0
  armrest mock bastion.json --polls 3 --page-size 10 --record requests.jsonl
  armrest mock bastion.json --tls mock.pem
  armrest mock storage/readme.md --tag package-2023-01 --any-api-version --faults faults.toml")]
pub(crate) struct Mock {
    /// Description files (JSON or YAML), and any number of `readme.md`s.
    #[arg(required = true)]
    input: Vec<PathBuf>,
    /// The tag of a `readme.md`; with several of them, one for each, in their order. Default: the tag in each.
    #[arg(long)]
    tag: Vec<String>,
    /// The folder outside of which no file is read. Default: the nearest folder named `specification` above each input,
    /// else its own folder.
    #[arg(long)]
    root: Option<PathBuf>,
    /// The port; 0 for a free one.
    #[arg(long, default_value_t = 5080)]
    port: u16,
    /// The address to listen on. Others than loopback let the network in: the mock accepts any credential.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Serve by https, with a certificate for localhost, 127.0.0.1 and `--host` that is made for this run. The certificate
    /// that clients have to trust is written to this file (PEM).
    #[arg(long, value_name = "FILE")]
    tls: Option<PathBuf>,
    /// How often a long-running operation is still in progress when it is polled. With 0, one that may end at once does.
    #[arg(long, value_name = "N", default_value_t = 1)]
    polls: u32,
    /// After how many seconds to poll, as `Retry-After` says it. Default: a millisecond, as `retry-after-ms` says it.
    #[arg(long, value_name = "SECONDS")]
    retry_after: Option<u32>,
    /// The greatest number of items on a page.
    #[arg(long, value_name = "N", default_value_t = 100)]
    page_size: usize,
    /// The least number of items of a list that examples give: their items are repeated.
    #[arg(long, value_name = "N", default_value_t = 1)]
    items: usize,
    /// Answer requests of other api-versions too, and ignore what this version does not know of their bodies.
    #[arg(long)]
    any_api_version: bool,
    /// Answer requests without a credential too.
    #[arg(long)]
    anonymous: bool,
    /// Answer 404 to what is below a resource that does not exist.
    #[arg(long)]
    require_parents: bool,
    /// A script of what goes wrong, and when: TOML, described in docs/mock.md.
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,
    /// Write each request and its response to this file, one JSON object a line, without credentials.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
}

impl Mock {
    pub(crate) fn run(self, color: bool) -> Report {
        let inputs = match packages(self.input, self.tag, self.root.as_deref()) {
            Ok(inputs) => inputs,
            Err(reason) => {
                return Report { messages: format!("error: {reason}\n"), end: End::Failed, ..Report::default() };
            }
        };
        let options = Options {
            polls: self.polls,
            retry_after: self.retry_after,
            page_size: self.page_size,
            items: self.items,
            any_api_version: self.any_api_version,
            anonymous: self.anonymous,
            require_parents: self.require_parents,
            ..Options::default()
        };
        let server = MockServer {
            inputs,
            address: SocketAddr::new(self.host, self.port),
            options,
            faults: self.faults,
            tls: self.tls,
            record: self.record,
            color,
        };
        command::mock(&server, &mut |endpoint, served| {
            // A reader that went away is no error of ours.
            let _ = writeln!(std::io::stderr(), "{served}");
            let _ = writeln!(std::io::stdout(), "{endpoint}");
        })
    }
}
