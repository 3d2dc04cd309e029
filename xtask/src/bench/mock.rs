//! `armrest mock` on one core: its server has a thread of its own, whose processor time is what counts.

use super::{Bench, figures::Figures};
use crate::cpu::thread_seconds;
use armrest::{
    disk::Disk,
    load::Input,
    mock::{Exchange, Mock, Options, Server, describe},
};
use serde_json::{Value, json};
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    sync::mpsc,
    thread,
};

/// How many resources there are, and how often each request is sent.
const RESOURCES: usize = 10_000;

/// How many requests are sent that are no PUT of a new resource.
const REQUESTS: usize = 5_000;

/// The least number of requests that a second should have time for.
const LEAST: f64 = 1_000.0;

const HOSTS: &str = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/bastionHosts";
const VERSION: &str = "api-version=2024-01-01";

/// Requests of Bastion hosts to a mock of Microsoft.Network.
pub(super) fn mock(arguments: &Bench, figures: &mut Figures) -> Result<(), String> {
    let readme = arguments.specs.join("specification/network/resource-manager/readme.md");
    let input = Input { paths: vec![readme], ..Input::default() };
    let service = describe(&input, &Disk).service.ok_or("Microsoft.Network has errors")?;
    let options = Options { polls: 0, ..Options::default() };
    let served = Served::start(Mock::new([service], options))?;
    let mut client = Client::connect(served.address)?;
    let body = host_body().to_string();
    let path = |index: usize| format!("{HOSTS}/host-{index:05}?{VERSION}");

    let mut rate = |what: &str, count: usize, send: &mut dyn FnMut(usize) -> Result<(), String>| {
        let before = served.seconds()?;
        (0..count).try_for_each(send)?;
        let per_second = count as f64 / (served.seconds()? - before);
        figures.add("mock", what, per_second, "requests/s", None);
        if per_second < LEAST { Err(format!("{what}: fewer than {LEAST} requests a second")) } else { Ok(()) }
    };
    rate("PUT of 10,000 new resources", RESOURCES, &mut |index| {
        client.send("PUT", &path(index), &body, 201).map(drop)
    })?;
    rate("PUT of one that is there", REQUESTS, &mut |index| client.send("PUT", &path(index), &body, 200).map(drop))?;
    rate("GET of one of 10,000", REQUESTS, &mut |index| client.send("GET", &path(index), "", 200).map(drop))?;
    rate("GET of one that is not there", REQUESTS, &mut |index| {
        client.send("GET", &path(RESOURCES + index), "", 404).map(drop)
    })?;
    let first = format!("{HOSTS}?{VERSION}");
    rate("the first page of 100", REQUESTS, &mut |_| client.send("GET", &first, "", 200).map(drop))?;

    let before = served.seconds()?;
    let (mut pages, mut items, mut next) = (0, 0, Some(first));
    while let Some(target) = next {
        let page = client.send("GET", &target, "", 200)?;
        let page: Value = serde_json::from_slice(&page).map_err(|error| error.to_string())?;
        items += page["value"].as_array().map_or(0, Vec::len);
        pages += 1;
        let link = page["nextLink"].as_str();
        next = link.and_then(|link| link.find("/subscriptions").map(|path| link[path..].to_owned()));
    }
    figures.add("mock", "10,000 resources, listed in pages of 100", served.seconds()? - before, "s", None);
    if (pages, items) != (RESOURCES / 100, RESOURCES) {
        return Err(format!("{items} resources on {pages} pages"));
    }
    Ok(())
}

fn host_body() -> Value {
    let base = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
    json!({
        "location": "westeurope",
        "tags": { "team": "one" },
        "properties": {
            "ipConfigurations": [{
                "name": "first",
                "properties": {
                    "subnet": { "id": format!("{base}/virtualNetworks/v/subnets/BastionHostSubnet") },
                    "publicIPAddress": { "id": format!("{base}/publicIPAddresses/p") },
                },
            }],
        },
    })
}

/// A server on a thread of its own.
struct Served {
    address: SocketAddr,
    /// Asks for the processor time of its thread.
    ask: tokio::sync::mpsc::UnboundedSender<mpsc::Sender<f64>>,
}

impl Served {
    fn start(mock: Mock) -> Result<Self, String> {
        let (started, address) = mpsc::channel();
        let (ask, mut asked) = tokio::sync::mpsc::unbounded_channel::<mpsc::Sender<f64>>();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = match runtime {
                Ok(runtime) => runtime,
                Err(error) => return started.send(Err(error.to_string())).unwrap_or_default(),
            };
            runtime.block_on(async {
                let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await;
                let server = socket.and_then(|socket| {
                    let address = socket.local_addr()?;
                    Server::start_on(mock, socket, false, None::<fn(&Exchange)>).map(|server| (server, address))
                });
                match server {
                    Ok((_server, address)) => {
                        let _ = started.send(Ok(address));
                        while let Some(answer) = asked.recv().await {
                            let _ = answer.send(thread_seconds());
                        }
                    }
                    Err(error) => started.send(Err(error.to_string())).unwrap_or_default(),
                }
            });
        });
        let address = address.recv().map_err(|error| error.to_string())??;
        Ok(Self { address, ask })
    }

    fn seconds(&self) -> Result<f64, String> {
        let (answer, seconds) = mpsc::channel();
        self.ask.send(answer).map_err(|error| error.to_string())?;
        seconds.recv().map_err(|error| error.to_string())
    }
}

/// One connection, which is kept.
struct Client(BufReader<TcpStream>);

impl Client {
    fn connect(address: SocketAddr) -> Result<Self, String> {
        let stream = TcpStream::connect(address).map_err(|error| error.to_string())?;
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        Ok(Self(BufReader::new(stream)))
    }

    /// The body of the response, which must have the status.
    fn send(&mut self, method: &str, target: &str, body: &str, expected: u16) -> Result<Vec<u8>, String> {
        let sent = self.exchange(method, target, body).map_err(|error| error.to_string());
        let (status, answer) = sent?;
        if status != expected {
            let answer = String::from_utf8_lossy(&answer).into_owned();
            return Err(format!("{method} {target}: expected {expected}, found {status}: {answer}"));
        }
        Ok(answer)
    }

    fn exchange(&mut self, method: &str, target: &str, body: &str) -> std::io::Result<(u16, Vec<u8>)> {
        let length = body.len();
        let request = format!(
            "{method} {target} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer any\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        self.0.get_mut().write_all(request.as_bytes())?;
        let (mut status, mut length) = (0, 0);
        for number in 0.. {
            let mut line = String::new();
            self.0.read_line(&mut line)?;
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if number == 0 {
                status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
            } else if let Some(("content-length", value)) = line.split_once(": ") {
                length = value.parse().unwrap_or_default();
            }
        }
        let mut answer = vec![0; length];
        self.0.read_exact(&mut answer)?;
        Ok((status, answer))
    }
}
