//! Lists who is connected through a Bastion, although the program is killed while the service gathers the sessions: the
//! second run of the program goes on from where the first one was.
//!
//! ```sh
//! cargo run -p armrest-bastion --example resumed_sessions
//! ```
//!
//! It runs a mock of Azure, and itself three times against it: the first run ends while it polls, the second one on the first
//! page of the result, and the third one lists the rest. The operation is started once.

use armrest_bastion::{BastionClient, BastionClientOptions, Continuation};
use armrest_runtime::mock::{self, MockResponse, Server};
use azure_core::http::Method;
use futures::TryStreamExt as _;
use std::{env, error::Error, fs, io, path::Path, process::Command};

const OPERATION: &str = "/subscriptions/subid/resourceGroups/rg1/providers/Microsoft.Network/bastionHosts\
    /bastionhosttenant/getActiveSessions?api-version=2024-05-01";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => run_it_three_times().await,
        [endpoint, file] => list_sessions(endpoint, Path::new(file)).await,
        _ => Err("give no arguments".into()),
    }
}

/// One run: lists the sessions, goes on from what the file says, if it is there, and is killed soon.
async fn list_sessions(endpoint: &str, file: &Path) -> Result<(), Box<dyn Error>> {
    let server = Server::at(endpoint);
    let options = BastionClientOptions { connection_options: server.connection(), ..BastionClientOptions::default() };
    let client = BastionClient::new("subid", mock::credential(), Some(options))?;

    let mut poller = client.begin_get_active_sessions("rg1", "bastionhosttenant", None)?;
    match fs::read_to_string(file) {
        Ok(text) => poller = poller.resume(&text.parse()?)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            poller.try_next().await?;
            keep(file, poller.continuation())?;
            println!("started; killed while the service gathers the sessions");
            std::process::abort();
        }
        Err(error) => return Err(error.into()),
    }
    let mut pages = poller.await?.into_pages();
    while let Some(page) = pages.try_next().await? {
        for session in page.into_model()?.value.unwrap_or_default() {
            println!("{}", session.user_name.unwrap_or_default());
        }
        if let Some(continuation) = pages.continuation() {
            keep(file, Some(continuation))?;
            println!("killed between two pages");
            std::process::abort();
        }
    }
    Ok(())
}

/// Keeps a continuation in a file. Its links may be signed: who can read them could follow them.
fn keep(file: &Path, continuation: Option<Continuation>) -> Result<(), Box<dyn Error>> {
    let continuation = continuation.ok_or("there is nothing to go on from")?;
    fs::write(file, continuation.secret())?;
    Ok(())
}

async fn run_it_three_times() -> Result<(), Box<dyn Error>> {
    let server = mock_azure().await?;
    let file = env::temp_dir().join(format!("armrest-resumed-sessions-{}", std::process::id()));
    let endpoint = server.endpoint();
    for run in 1..=3 {
        let (program, endpoint, file) = (env::current_exe()?, endpoint.clone(), file.clone());
        let output =
            tokio::task::spawn_blocking(move || Command::new(program).arg(endpoint).arg(file).output()).await??;
        println!("run {run} ({}):", output.status);
        print!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    }
    fs::remove_file(&file)?;
    let started = server.received().iter().filter(|request| request.method == "POST").count();
    println!("the operation was started {started} time(s)");
    // Fails if a request was sent that is not in the script below, or one is missing.
    server.finish();
    Ok(())
}

/// A server that responds as Azure does: it accepts the operation, makes the caller poll, and returns two pages.
async fn mock_azure() -> io::Result<Server> {
    let server = Server::start().await?;
    let accepted = MockResponse::new(202)
        .header("location", "{endpoint}/result?api-version=2024-05-01")
        .header("retry-after", "0");
    server.on(Method::Post, OPERATION, [accepted.clone()]);
    let page =
        |user: &str, next: &str| MockResponse::json(200, format!(r#"{{"value":[{{"userName":"{user}"}}]{next}}}"#));
    let next = r#","nextLink":"{endpoint}/page/2?api-version=2024-05-01""#;
    server.on(Method::Get, "/result?api-version=2024-05-01", [accepted, page("alex", next)]);
    server.on(Method::Get, "/page/2?api-version=2024-05-01", [page("sam", "")]);
    Ok(server)
}
