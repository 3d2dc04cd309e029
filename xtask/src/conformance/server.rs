//! A suite's server: a process that is started on a free port and stopped when dropped.

use serde_json::Value;
use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const START: Duration = Duration::from_secs(120);

/// A free port of 127.0.0.1.
pub(super) fn free_port() -> Result<u16, String> {
    let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    free.map(|address| address.port()).map_err(|error| format!("there is no free port: {error}"))
}

/// A server, which stops when this is dropped.
pub(super) struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts it, and waits until it listens on its port.
    pub(super) fn start(command: &mut Command, port: u16) -> Result<Self, String> {
        let process = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot run {}: {error}", command.get_program().display()))?;
        let mut server = Self { process, port };
        let begun = Instant::now();
        while TcpStream::connect(("localhost", port)).is_err() {
            let ended = server.process.try_wait().map_err(|error| error.to_string())?;
            if ended.is_some() || begun.elapsed() > START {
                return Err("the test server did not start".to_owned());
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(server)
    }

    /// What is found at a path, as JSON.
    pub(super) fn json(&self, path: &str) -> Result<Value, String> {
        let body = self.get(path).map_err(|error| format!("/{path}: {error}"))?;
        serde_json::from_str(&body).map_err(|error| format!("/{path}: {error}"))
    }

    /// A GET in HTTP/1.0, whose response ends with the connection.
    fn get(&self, path: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("localhost", self.port))?;
        write!(stream, "GET /{path} HTTP/1.0\r\nHost: localhost\r\n\r\n")?;
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
