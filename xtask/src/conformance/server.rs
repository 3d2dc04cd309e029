use armrest::disk;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fmt,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const PACKAGE: &str = "@microsoft.azure/autorest.testserver";
const VERSION: &str = "3.3.51";
/// The reports, and whether their scenarios are required.
const REPORTS: [(&str, bool); 3] = [("report", true), ("report/azure", true), ("report/optional", false)];
const START: Duration = Duration::from_secs(60);

/// Installs the server, if it is not there yet; the folder of its package.
pub(super) fn install(folder: &Path) -> Result<PathBuf, String> {
    let package = folder.join("node_modules").join(PACKAGE);
    let manifest = disk::read_text(&package.join("package.json")).map_err(|error| error.to_string())?;
    let installed: Option<Value> = manifest.and_then(|text| serde_json::from_str(&text).ok());
    if installed.is_some_and(|manifest| manifest["version"] == VERSION) {
        return Ok(package);
    }
    let status = Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--no-save", "--loglevel", "error", "--prefix"])
        .arg(folder)
        .arg(format!("{PACKAGE}@{VERSION}"))
        .status()
        .map_err(|error| format!("cannot run npm: {error}; install Node 20 or later"))?;
    if status.success() { Ok(package) } else { Err(format!("npm cannot install {PACKAGE}@{VERSION}")) }
}

/// The server, which stops when this is dropped.
pub(super) struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts it on a free port.
    pub(super) fn start(package: &Path) -> Result<Self, String> {
        let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
        let port = free.map_err(|error| format!("there is no free port: {error}"))?.port();
        let process = Command::new("node")
            .arg(package.join("dist/cli/cli.js"))
            .args(["run", &format!("--port={port}")])
            .current_dir(package)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot run node: {error}"))?;
        let mut server = Self { process, port };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = server.process.try_wait().map_err(|error| error.to_string())?;
            if ended.is_some() || begun.elapsed() > START {
                return Err("the test server did not start".to_owned());
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(server)
    }

    pub(super) fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it saw so far.
    pub(super) fn reports(&self) -> Result<Vec<Coverage>, String> {
        let read = |(name, required)| {
            let body = self.get(name).map_err(|error| format!("/{name}: {error}"))?;
            let scenarios = serde_json::from_str(&body).map_err(|error| format!("/{name}: {error}"))?;
            Ok(Coverage { name, required, scenarios })
        };
        REPORTS.into_iter().map(read).collect()
    }

    /// A GET in HTTP/1.0, whose response ends with the connection.
    fn get(&self, path: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(stream, "GET /{path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")?;
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        Ok(response.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A process that has ended by itself needs no stopping.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// One of the server's reports.
pub(super) struct Coverage {
    pub(super) name: &'static str,
    required: bool,
    /// How often the server saw each scenario done right.
    pub(super) scenarios: BTreeMap<String, u64>,
}

impl Coverage {
    fn missing(&self) -> impl Iterator<Item = &str> {
        self.scenarios.iter().filter(|(_, count)| **count == 0).map(|(name, _)| name.as_str())
    }

    /// Whether nothing that is required is missing.
    pub(super) fn is_complete(&self) -> bool {
        !self.required || (!self.scenarios.is_empty() && self.missing().next().is_none())
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.scenarios.len();
        let required = if self.required { "required" } else { "optional" };
        write!(f, "/{}: {} of {all} {required} scenarios covered", self.name, all - self.missing().count())?;
        self.missing().try_for_each(|name| write!(f, "\n    not covered: {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coverage(required: bool, scenarios: &[(&str, u64)]) -> Coverage {
        let scenarios = scenarios.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
        Coverage { name: "report", required, scenarios }
    }

    #[test]
    fn a_required_scenario_that_was_not_seen_is_missing() {
        let some = coverage(true, &[("getNull", 2), ("getTrue", 0)]);
        assert!(!some.is_complete());
        assert_eq!(some.to_string(), "/report: 1 of 2 required scenarios covered\n    not covered: getTrue");
        assert!(coverage(true, &[("getNull", 1)]).is_complete());
    }

    #[test]
    fn an_optional_one_is_not() {
        assert!(coverage(false, &[("getTrue", 0)]).is_complete());
    }

    #[test]
    fn a_report_with_nothing_in_it_is_no_coverage() {
        assert!(!coverage(true, &[]).is_complete());
    }
}
